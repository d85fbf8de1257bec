"""The night's part of a centre in memory: whose nights there are, what was read and why, and what refuses or fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from console.domain.events import ReadReason
from console.domain.ids import CaseId, ResidentId
from console.domain.night_line import MorningRow, NightLine, Span
from console.domain.refused import Reason, Refused


@dataclass(frozen=True)
class NightRead:
    """One reading, as it would be journalled."""

    resident: ResidentId
    reason: ReadReason | None
    case: CaseId | None
    span: Span


class FakeNights:
    """A test puts in `nights` and `mornings`. `night_fault` is raised instead of an answer; `night_waits` holds answers
    back until it is set; `night_text` gives places and areas their words."""

    def __init__(self) -> None:
        self.nights: dict[tuple[ResidentId, Span], NightLine] = {}
        self.mornings: tuple[MorningRow, ...] = ()
        self.night_reads: list[NightRead] = []
        self.lists_read = 0
        self.night_fault: Exception | None = None
        self.night_waits: asyncio.Event | None = None
        self.night_text: Callable[[], str] | None = None

    async def night_line(
        self, resident: ResidentId, reason: ReadReason | None, case: CaseId | None, span: Span
    ) -> NightLine:
        if self.night_waits is not None:
            await self.night_waits.wait()
        if self.night_fault is not None:
            raise self.night_fault
        self.night_reads.append(NightRead(resident, reason, case, span))
        found = self.nights.get((resident, span))
        if found is None:
            raise Refused(Reason.NOT_CONNECTED)
        return found

    async def morning_list(self) -> Sequence[MorningRow]:
        if self.night_fault is not None:
            raise self.night_fault
        self.lists_read += 1
        return self.mornings
