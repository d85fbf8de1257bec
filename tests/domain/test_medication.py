"""Counting deviations: by resident and cause, with nobody's at the end."""

from console.domain.alarm import Cause
from console.domain.ids import CaseId, ResidentId
from console.domain.medication import Deviation, DeviationCount, MedicationReport, counted
from tests.builders import NORRBY, T0, minutes


def deviation(resident: str | None, cause: Cause = Cause.NOT_TAKEN, case: str = "c1") -> Deviation:
    return Deviation(ResidentId(resident) if resident else None, cause, T0, CaseId(case))


def test_deviations_are_counted_by_resident_and_cause_with_the_cases_they_were_in() -> None:
    found = counted(
        [
            deviation(None, Cause.JAMMED, "c9"),
            deviation("bo", Cause.EMPTY, "c3"),
            deviation("astrid", Cause.TAKEN_LATE, "c1"),
            deviation("astrid", case="c1"),
            deviation("astrid", case="c1"),
            deviation("astrid", case="c2"),
        ]
    )
    assert found == (
        DeviationCount(ResidentId("astrid"), Cause.NOT_TAKEN, 3, 2),
        DeviationCount(ResidentId("astrid"), Cause.TAKEN_LATE, 1, 1),
        DeviationCount(ResidentId("bo"), Cause.EMPTY, 1, 1),
        DeviationCount(None, Cause.JAMMED, 1, 1),
    )


def test_the_report_counts_all_deviations_and_the_residents_that_are_known() -> None:
    counts = counted([deviation("astrid"), deviation("astrid", Cause.EMPTY), deviation(None)])
    report = MedicationReport(NORRBY, T0, T0 + minutes(1), counts)
    assert (report.deviations, report.residents) == (3, 1)
    assert counted([]) == ()
