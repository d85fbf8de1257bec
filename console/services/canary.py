"""Our canary: one each five seconds, out to the broker, for the watch to see come back.

The link may be up and the broker still refuse our word (its access rules name another console): then no canary comes
back, and `refusal` is all that there is to say why.
"""

import logging
from datetime import timedelta

from console.domain.ids import ConsoleId
from console.domain.link import LostContact
from console.domain.report import CanaryReport
from console.services.ports import Clock, FieldLink

log = logging.getLogger(__name__)

RETRY_AFTER_S = 1.0
"""A canary that could not be sent is followed by the next this soon, so that sight comes back with the link."""


class Canary:
    """Sends them. `number` is the last one's, `sent` how many the broker took, `refusal` why it did not ("")."""

    def __init__(self, link: FieldLink, clock: Clock, console: ConsoleId, every: timedelta) -> None:
        self._link = link
        self._clock = clock
        self._console = console
        self._every_s = every.total_seconds()
        self.number = 0
        self.sent = 0
        self.refusal = ""

    async def run(self) -> None:
        """For ever."""
        while True:
            await self._clock.sleep(await self._send())

    def is_ours(self, canary: CanaryReport) -> bool:
        """Not another console's, nor one of an earlier run that the broker had kept for us."""
        return canary.console == self._console and canary.number <= self.number

    async def _send(self) -> float:
        """One canary; returns the wait until the next, in seconds."""
        self.number += 1
        try:
            await self._link.send_canary(self._console, self.number, self._clock.now())
        except LostContact as lost:
            self.refusal = str(lost)
            log.info("canary not sent: %s", lost)
            return min(self._every_s, RETRY_AFTER_S)
        self.sent += 1
        self.refusal = ""
        return self._every_s
