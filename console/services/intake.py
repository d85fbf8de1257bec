"""What the field says, taken in: stored first, then answered.

`take` is what a `FieldLink` hands its batches to. When it returns, all is on disk (or was before); only then may the
broker be told, and only then do the senders get their receipts.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from console.domain.journal import Unwritable
from console.domain.report import (
    CanaryReport,
    FieldReport,
    PresenceReport,
    Receipt,
    ReceiptState,
    Report,
    ResponderReport,
    SampleReport,
    StatusReport,
    UnreadableReport,
)
from console.services.directory import Directory
from console.services.outbox import Outbox
from console.services.ports import Clock
from console.services.recorder import Recorder
from console.services.screen import Screen, StoreChanged
from console.services.watch import Watch

HANGS_AFTER_S = 2.0
"""A store that has not taken a batch in this time hangs: what the field says meanwhile is not heard. Ours."""


class Intake:
    """The way in. Counts what it stored, for the status line and the demo's account. `hearers` are told of each batch
    that the store took; they must not raise."""

    def __init__(
        self,
        recorder: Recorder,
        directory: Directory,
        watch: Watch,
        outbox: Outbox,
        clock: Clock,
        screen: Screen,
    ) -> None:
        self._recorder = recorder
        self._directory = directory
        self._watch = watch
        self._outbox = outbox
        self._clock = clock
        self._screen = screen
        self._is_writable = True
        self._taking_since_s: float | None = None
        self.hearers: list[Callable[[Sequence[FieldReport]], None]] = []
        self.taken = 0
        self.stored = 0
        self.repeated = 0

    @property
    def takes_in(self) -> bool:
        """Whether what the field says is heard, as far as the store goes."""
        since_s = self._taking_since_s
        return self._is_writable and (since_s is None or self._clock.monotonic() - since_s < HANGS_AFTER_S)

    async def take(self, reports: Sequence[Report]) -> None:
        """Stores the batch. Raises Unwritable or BadRow, and then nothing of it may be confirmed."""
        field: list[FieldReport] = []
        canaries: list[CanaryReport] = []
        for report in reports:
            match report:
                case CanaryReport():
                    canaries.append(report)
                case PresenceReport():
                    self._watch.heard_presence(report)
                case _:
                    field.append(report)
        for canary in canaries:
            self._watch.canary_came_back(canary)
        self._taking_since_s = self._clock.monotonic()
        try:
            await self._store(field)
            for canary in canaries:
                await self._watch.store_canary(canary)
        except Unwritable as unwritable:
            self._tell_store(False, str(unwritable))
            raise
        finally:
            self._taking_since_s = None
        if field or canaries:
            self._tell_store(True, "")

    async def _store(self, field: Sequence[FieldReport]) -> None:
        if not field:
            return
        knowledge = await self._directory.knowledge(field)
        recorded = await self._recorder.record(field, knowledge)
        self.taken += len(field)
        self.stored += len(recorded.new)
        self.repeated += sum(not isinstance(report, StatusReport | ResponderReport) for report in field) - len(
            recorded.new
        )
        for hear in self.hearers:
            hear(field)
        at = self._clock.now()
        for report in field:
            receipt = _receipt(report, at)
            if receipt is not None:
                self._outbox.put(receipt)

    def _tell_store(self, is_writable: bool, explanation: str) -> None:
        if is_writable != self._is_writable:
            self._is_writable = is_writable
            self._screen.show(StoreChanged(is_writable, explanation))


def _receipt(report: FieldReport, at: datetime) -> Receipt | None:
    """Alarms and what people answer get one; heartbeats, samples and where somebody is are not worth the traffic."""
    match report:
        case StatusReport() | SampleReport() | ResponderReport():
            return None
        case UnreadableReport():
            if report.origin is None:
                return None
            return Receipt(report.origin, report.key, ReceiptState.REFUSED, at, report.explanation)
        case _:
            return Receipt(report.head.origin, report.head.key, ReceiptState.STORED, at)
