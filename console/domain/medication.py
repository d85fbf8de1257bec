"""Medication deviations (*läkemedelsavvikelser*) counted: for each resident and cause, how often in a period.

A deviation is one alarm of a dispenser about a dose: not taken, taken late, the dispenser empty or jammed. The same
message sent again is the same alarm. Battery, link and the like are technical and are not counted; nor are tests.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from console.domain.alarm import Cause
from console.domain.ids import CaseId, MunicipalityId, ResidentId

CAUSES = (Cause.NOT_TAKEN, Cause.TAKEN_LATE, Cause.EMPTY, Cause.JAMMED)
"""What is counted, in the order of a report."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One alarm about a dose. `at` is when it began (the device's time, bounded by ours).

    `resident` is who the case is about now; None where nobody is known, or where the resident's records were erased.
    """

    resident: ResidentId | None
    cause: Cause
    at: datetime
    case: CaseId


@dataclass(frozen=True, slots=True)
class DeviationCount:
    """So many deviations of one cause and one resident (None: of nobody known), handled in so many cases."""

    resident: ResidentId | None
    cause: Cause
    deviations: int
    cases: int


@dataclass(frozen=True, slots=True)
class MedicationReport:
    """A municipality's deviations that began at `since` or later, and before `until`."""

    municipality: MunicipalityId
    since: datetime
    until: datetime
    counts: tuple[DeviationCount, ...]

    @property
    def deviations(self) -> int:
        """All of them."""
        return sum(count.deviations for count in self.counts)

    @property
    def residents(self) -> int:
        """How many known residents had any."""
        return len({count.resident for count in self.counts if count.resident is not None})


def counted(deviations: Iterable[Deviation]) -> tuple[DeviationCount, ...]:
    """The counts by resident, those of nobody known last, and within a resident by cause."""
    cases: dict[tuple[ResidentId | None, Cause], list[CaseId]] = {}
    for one in deviations:
        cases.setdefault((one.resident, one.cause), []).append(one.case)
    in_order = sorted(cases, key=lambda key: (key[0] is None, key[0] or "", CAUSES.index(key[1])))
    return tuple(DeviationCount(*key, len(cases[key]), len(set(cases[key]))) for key in in_order)
