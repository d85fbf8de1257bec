"""Which cases are not told of now, by the silences that hold."""

from collections.abc import Iterable
from datetime import datetime

from console.domain.alarm import AlarmClass, Lane
from console.domain.case import Case
from console.domain.ids import MunicipalityId
from console.domain.silence import About, AboutKind, Silence, SilenceKind


def covers(silence: Silence, case: Case, at: datetime) -> bool:
    """Whether this case is not told of at `at`. What concerns a person's own alarm always is, and so is what may be one
    (a technical case of a graver class than Teknik, lifted ones among them), and a case that holds any alarm of another
    cause."""
    if not silence.since <= at < silence.until or case.municipality != silence.municipality:
        return False
    is_grave = case.lane is Lane.TECHNICAL and case.alarm_class < AlarmClass.TECHNICAL
    if case.lane is Lane.PERSON or case.is_lifted or is_grave or not _is_about(silence.about, case):
        return False
    return bool(case.recent) and all(alarm.cause in silence.causes for alarm in case.recent)


def covering(silences: Iterable[Silence], case: Case, at: datetime) -> Silence | None:
    """The silence that keeps a case from being told, of several the one that lasts longest."""
    found = [one for one in silences if covers(one, case, at)]
    return max(found, key=lambda one: (one.until, one.id), default=None)


def abouts_of(case: Case) -> frozenset[str]:
    """By what a silence may name this case: the only ids (`About.id`) under which one that covers it can be found."""
    return frozenset(
        {f"{case.municipality}/{case.device}", case.subject.id, *((case.resident,) if case.resident else ())}
    )


def is_in_test(silences: Iterable[Silence], municipality: MunicipalityId, ids: frozenset[str], at: datetime) -> bool:
    """Whether somebody announced that one of these (device, resident, area, by `About.id`) is being tested now."""
    return any(
        one.since <= at < one.until and one.municipality == municipality
        for one in silences
        if one.kind is SilenceKind.TEST_MODE and one.about.id in ids
    )


def _is_about(about: About, case: Case) -> bool:
    match about.kind:
        case AboutKind.DEVICE:
            return about.id == f"{case.municipality}/{case.device}"
        case AboutKind.RESIDENT:
            return case.resident == about.id
        case AboutKind.AREA | AboutKind.SOURCE:
            return case.subject.id == about.id
