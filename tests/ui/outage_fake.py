"""The outage's part of the fake office: whom the reading tells of. A test sets it."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain.ids import CaseId
from console.domain.lane import OutagePerson


class FakeOutages:
    """`outage_reads` counts the traces; `outage_fails_with` is what reading raises."""

    outage_place = "Norrsund hamn"
    outage_told: tuple[OutagePerson, ...] = ()
    outage_reads = 0
    outage_fails_with: Exception | None = None

    async def outage_people(self, outage: CaseId) -> Sequence[OutagePerson]:
        if self.outage_fails_with is not None:
            raise self.outage_fails_with
        self.outage_reads += 1
        return self.outage_told
