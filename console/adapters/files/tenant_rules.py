"""What a municipality may say of its own beside its answer targets: on-site targets, ladders, the day of its tests."""

from collections.abc import Mapping
from datetime import timedelta

from console.adapters.files.checks import RowCheck
from console.adapters.files.imported import Problem
from console.adapters.files.rows import MunicipalityRow, RungRow
from console.domain.alarm import AlarmClass
from console.domain.escalation import Escalation, Ladder, Rung
from console.domain.resident import SelfTests

CLASSES = {alarm_class.name.lower(): alarm_class for alarm_class in AlarmClass}
RUNGS = {rung.value: rung for rung in Rung}
A_DAY_S = 86_400
LONGEST_ON_SITE_S = 7 * A_DAY_S
LATEST_TEST_DAY = 28
"""Every month has it."""


def on_site(row: MunicipalityRow, check: RowCheck) -> dict[AlarmClass, int]:
    """Seconds by class; a class that is left out has the usual time."""
    _known("on_site_within_s", row.on_site_within_s, check)
    for seconds in row.on_site_within_s.values():
        check.whole("on_site_within_s", seconds, 1, LONGEST_ON_SITE_S)
    return {CLASSES[word]: seconds for word, seconds in row.on_site_within_s.items() if word in CLASSES}


def ladders(row: MunicipalityRow, check: RowCheck) -> dict[AlarmClass, Ladder]:
    """The ladders by class; a class that is left out has the usual one."""
    _known("ladders", row.ladders, check)
    return {
        alarm_class: _ladder(f"ladder {word}", row.ladders[word], check)
        for word, alarm_class in CLASSES.items()
        if word in row.ladders
    }


def tests(row: MunicipalityRow, check: RowCheck) -> SelfTests | None:
    """When its units test themselves, if they do."""
    said = row.tests
    if said is None:
        return None
    check.whole("tests day", said.day, 1, LATEST_TEST_DAY)
    check.whole("tests from_hour", said.from_hour, 0, 23)
    check.whole("tests to_hour", said.to_hour, max(0, said.from_hour) + 1, 24)
    return SelfTests(said.day, said.from_hour, said.to_hour)


def _ladder(field: str, rungs: list[RungRow], check: RowCheck) -> Ladder:
    """An empty one would call nobody, ever: who wants the usual one leaves it out."""
    if not rungs:
        check.fault(field, Problem.MISSING)
    if len({rung.to for rung in rungs}) < len(rungs):
        check.fault(field, Problem.DUPLICATE)
    return tuple(
        Escalation(
            timedelta(seconds=check.whole(f"{field} rung {number} after_s", rung.after_s, 0, A_DAY_S)),
            check.word(f"{field} rung {number} to", rung.to, RUNGS, Rung.AGAIN),
        )
        for number, rung in enumerate(rungs, start=1)
    )


def _known(field: str, by_class: Mapping[str, object], check: RowCheck) -> None:
    if not set(by_class) <= set(CLASSES):
        check.fault(field, Problem.BAD_WORD, ", ".join(CLASSES))
