"""What is journalled of the alarm sounds: that the output was tried, that somebody silenced it, that this ended."""

import logging
from collections import deque

from console.domain import events as ev
from console.domain.ids import CENTRE, ConsoleId, OperatorId
from console.domain.journal import Unwritable
from console.domain.triage import Planned
from console.services.recorder import Recorder

log = logging.getLogger(__name__)

Fact = ev.SoundChecked | ev.SoundSilenced | ev.SoundRestored


class SoundFacts:
    """Kept here until the store takes them."""

    def __init__(self, recorder: Recorder, console: ConsoleId) -> None:
        self._recorder = recorder
        self._subject = f"console:{console}"
        self._kept: deque[tuple[Fact, OperatorId]] = deque()

    def keep(self, body: Fact, who: OperatorId) -> None:
        """For the next `write`."""
        self._kept.append((body, who))

    async def note(self, body: Fact, who: OperatorId) -> None:
        """At once. Raises Unwritable."""
        await self._recorder.note((Planned(self._subject, CENTRE, body),), who)

    async def write(self) -> None:
        """What is kept; what the store refuses now goes later."""
        while self._kept:
            body, who = self._kept.popleft()
            try:
                await self.note(body, who)
            except Unwritable as unwritable:
                log.info("a fact about the sound waits for the store: %s", unwritable)
                self._kept.appendleft((body, who))
                return
