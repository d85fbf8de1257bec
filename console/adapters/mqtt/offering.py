"""How what has been read is handed to the store, and confirmed to the broker when it is there.

The promise: a message is confirmed when `take` has returned for all that it says, and not before. What the store
cannot take now is offered again and again, unconfirmed. A batch that the store refuses for its content is offered in
halves, down to the single report; that one is offered as its bytes, marked; and if even the bytes are refused they go
to the quarantine outside the database, so that nothing ever stands in the way of what comes after.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from console.adapters.mqtt.connection import Clock, Delivery
from console.adapters.mqtt.kept import unreadable_key
from console.domain.journal import BadRow, Unwritable
from console.domain.report import (
    AlarmReport,
    CallReport,
    CanaryReport,
    DispatchReport,
    Fault,
    FieldReport,
    PresenceReport,
    Report,
    ResponderReport,
    SampleReport,
    StatusReport,
    Stream,
    SupervisionReport,
    UnreadableReport,
)

Take = Callable[[Sequence[Report]], Awaitable[None]]
Quarantine = Callable[[UnreadableReport], None]
"""Writes a report's bytes durably outside the database. Called in a thread; OSError means: try again later."""

_RETRY_AFTER_S = (0.2, 0.5, 1.0, 2.0, 5.0)
"""The waits between offers of what the store could not take; the last one goes on."""

_STREAMS: dict[type[FieldReport], Stream] = {
    AlarmReport: Stream.ALARMS,
    StatusReport: Stream.STATUS,
    SampleReport: Stream.SAMPLES,
    SupervisionReport: Stream.SUPERVISION,
    ResponderReport: Stream.RESPONDERS,
    DispatchReport: Stream.DISPATCH,
    CallReport: Stream.CALLS,
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """A delivery and the reports that it is, with all of which stored it is confirmed. None for our own word come
    back.

    Even that is confirmed in its turn only: MQTT 5 wants confirmations in the order of the messages (4.6.0-2), and
    rumqttd hangs up on whoever gives them in another.
    """

    delivery: Delivery
    reports: tuple[Report, ...]


class Offering:
    """Offers until it is taken. One offer at a time."""

    def __init__(self, clock: Clock, quarantine: Quarantine) -> None:
        self._clock = clock
        self._quarantine = quarantine

    async def offer(self, take: Take, offers: Sequence[Offer]) -> None:
        """Offers a batch until it is taken, in halves where the store refuses it; returns with all confirmed.

        Unwritable and BadRow are dealt with as the module says; anything else that `take` raises goes on.
        """
        reports = [report for offer in offers for report in offer.reports]
        try:
            if reports:
                await self._offer_patiently(take, reports)
        except BadRow:
            if len(offers) > 1 and len(reports) > 1:
                middle = len(offers) // 2
                await self.offer(take, offers[:middle])
                await self.offer(take, offers[middle:])
                return
            await self._offer_apart(take, reports)
        for offer in offers:
            offer.delivery.confirm()

    async def _offer_apart(self, take: Take, reports: Sequence[Report]) -> None:
        """What the store has refused together, in halves; the single one as its bytes."""
        if len(reports) == 1:
            await self._offer_marked(take, reports[0])
            return
        middle = len(reports) // 2
        for half in (reports[:middle], reports[middle:]):
            try:
                await self._offer_patiently(take, half)
            except BadRow:
                await self._offer_apart(take, half)

    async def _offer_patiently(self, take: Take, reports: Sequence[Report]) -> None:
        """Offers the same again while the store cannot take it. Raises BadRow."""
        tries = 0
        while True:
            try:
                await take(reports)
            except Unwritable as error:
                if tries == 0:
                    _log.warning("the store cannot take %d reports, which stay unconfirmed: %s", len(reports), error)
                await self._wait(tries)
                tries += 1
            else:
                if tries:
                    _log.info("the store has taken %d reports at try %d", len(reports), tries + 1)
                return

    async def _offer_marked(self, take: Take, report: Report) -> None:
        """A report that the store refuses alone, as its bytes; as a last resort to the quarantine."""
        if isinstance(report, CanaryReport | PresenceReport):
            _log.error("the store refuses a console's own word (%s)", type(report).__name__)
            return
        marked = _marked(report)
        try:
            await self._offer_patiently(take, [marked])
        except BadRow:
            await self._put_away(marked)

    async def _put_away(self, marked: UnreadableReport) -> None:
        """Into the quarantine, again and again until it is there."""
        _log.error("the store refuses even the bytes of a message (sha256 %s): quarantine", marked.raw.sha256)
        tries = 0
        while True:
            try:
                await asyncio.to_thread(self._quarantine, marked)
            except OSError as error:
                _log.error("the quarantine cannot be written: %s", error.strerror)
                await self._wait(tries)
                tries += 1
            else:
                return

    async def _wait(self, tries: int) -> None:
        await self._clock.sleep(_RETRY_AFTER_S[min(tries, len(_RETRY_AFTER_S) - 1)])


def _marked(report: FieldReport) -> UnreadableReport:
    """The report as bytes that the store refused to take as what they say. Keyed as all that is unreadable."""
    said = report if isinstance(report, UnreadableReport) else report.head
    return UnreadableReport(
        key=unreadable_key(said.raw, said.received_at, retained=said.retained),
        origin=said.origin,
        stream=report.stream if isinstance(report, UnreadableReport) else _STREAMS[type(report)],
        fault=Fault.REFUSED_BY_STORE,
        explanation="the database refuses this message for its content",
        received_at=said.received_at,
        raw=said.raw,
        retained=said.retained,
    )
