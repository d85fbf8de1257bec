"""Whom to look to first while we are blind: the risk list, in order and with its reasons.

No standard orders people so; the order is ours, and asks one question: how soon does harm come to this person if an
alarm of theirs reaches nobody? First those who have asked already (an alarm is open). Then those whose minutes count:
oxygen (the supply ends, or burns) and epilepsy (a seizure over 5 min is an emergency). Then those whose hours count:
dementia with a door alarm (out in the night, unseen) or alone, diabetes (low blood sugar while asleep), a fall that
bleeds (blood thinner with a walking aid or a fall detector), a danger at the place (two must go, so help is slower).
Then those who might lie the whole night: alone, and bad at walking, very old, or silent for a day. Whoever has none of
these is not on the list: a list of everybody is no list.

Pure. Who may see whom is `masking`'s; the facts are the municipality's own.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from console.domain.alarm import AlarmClass, DeviceKind, Lane
from console.domain.case import Case
from console.domain.events import SubjectKind
from console.domain.ids import HouseholdId, ResidentId
from console.domain.lifecycle import State
from console.domain.masking import Person
from console.domain.resident import FactKind, Household, Resident

VERY_OLD_YEARS = 90
SILENT_AFTER = timedelta(hours=24)
"""Ours: a home whose devices used to be heard and were not for a day. Never heard is unknown, not silent."""

LISTED = 50
"""People on the list at most: more than a night patrol can reach. How many there are beyond is told beside it."""


class Peril(IntEnum):
    """How soon harm may come, soonest first."""

    UNANSWERED = 1
    OPEN = 2
    MINUTES = 3
    HOURS = 4
    NIGHT = 5


class RiskReason(StrEnum):
    """Reasons that are no critical fact of the resident's, but something that we know of them."""

    UNANSWERED = "unanswered"
    OPEN_CASE = "open_case"
    DOOR_ALARM = "door_alarm"
    FALL_DETECTOR = "fall_detector"
    VERY_OLD = "very_old"
    SILENT = "silent"


RiskGround = FactKind | RiskReason
"""One reason; each has words in each language."""


@dataclass(frozen=True, slots=True)
class OpenAlarm:
    """A person's worst open case: whether nobody has answered it, and its class."""

    is_unanswered: bool
    alarm_class: AlarmClass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resident with what the list asks of them. `kinds` are their devices' (a shared household's too);
    `last_sign` the newest word of any of these, None where there never was one."""

    resident: Resident
    household: Household | None = None
    kinds: frozenset[DeviceKind] = frozenset()
    last_sign: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with a reason to be on the list. `reasons` has at least one, and the first is the gravest."""

    candidate: Candidate
    peril: Peril
    reasons: tuple[RiskGround, ...]
    alarm_class: AlarmClass | None

    @property
    def place(self) -> tuple[float, ...]:
        """What the order goes by, least first: peril, class of the open alarm, alone, number of reasons, longest
        without a sign of life (never is longest), age."""
        sign = self.candidate.last_sign
        return (
            self.peril,
            99 if self.alarm_class is None else self.alarm_class,
            FactKind.LIVES_ALONE not in self.reasons,
            -len(self.reasons),
            float("-inf") if sign is None else sign.timestamp(),
            self.candidate.resident.born.toordinal(),
        )

    def comes_before(self, other: "Ranked") -> bool:
        """Whether this one is looked to first. Of two that are alike in all, the lesser id: the order is total."""
        return (self.place, self.candidate.resident.id) < (other.place, other.candidate.resident.id)


@dataclass(frozen=True, slots=True)
class RiskPerson:
    """One line of the list, masked for its reader. `last_sign` is None where no device ever gave one."""

    person: Person
    peril: Peril
    reasons: tuple[RiskGround, ...]
    last_sign: datetime | None


@dataclass(frozen=True, slots=True)
class RiskList:
    """The people in order, at most `LISTED`; `total` is how many there are. `copied_at` is how old the copy is that
    it was made from, None where it was made from the store itself."""

    people: tuple[RiskPerson, ...]
    total: int
    copied_at: datetime | None = None


def ranked(candidate: Candidate, alarm: OpenAlarm | None, now: datetime) -> Ranked | None:
    """The candidate's place and why; None for whoever has no reason to be on the list."""
    found = [*_asked(alarm), *_facts(candidate), *_night(candidate, now)]
    if not found:
        return None
    peril = min(each for each, _ in found)
    reasons: dict[RiskGround, None] = {}
    for _, grounds in sorted(found, key=lambda pair: pair[0]):
        reasons.update(dict.fromkeys(grounds))
    if _has(candidate, FactKind.LIVES_ALONE):
        reasons.setdefault(FactKind.LIVES_ALONE)
    return Ranked(candidate, peril, tuple(reasons), alarm.alarm_class if alarm else None)


def first_of(people: Iterable[Ranked], most: int = LISTED) -> list[Ranked]:
    """The first `most` in order."""
    return heapq.nsmallest(most, people, key=lambda one: (one.place, one.candidate.resident.id))


def open_alarms(
    cases: Iterable[Case],
) -> tuple[dict[ResidentId, OpenAlarm], dict[HouseholdId, OpenAlarm]]:
    """The worst open case of each resident, and of each household of which nobody knows yet whom it is about."""
    people: dict[ResidentId, OpenAlarm] = {}
    homes: dict[HouseholdId, OpenAlarm] = {}
    for case in cases:
        if not case.is_open or case.lane is Lane.TECHNICAL:
            continue
        is_unanswered = case.state in (State.UNACKNOWLEDGED, State.RETURNED_UNSEEN)
        alarm = OpenAlarm(is_unanswered, case.alarm_class)
        if case.resident is not None:
            people[case.resident] = worst(people.get(case.resident), alarm) or alarm
        elif case.subject.kind is SubjectKind.HOUSEHOLD:
            home = HouseholdId(case.subject.id)
            homes[home] = worst(homes.get(home), alarm) or alarm
    return people, homes


def worst(*alarms: OpenAlarm | None) -> OpenAlarm | None:
    """The one to be answered first; None of none."""
    there = [alarm for alarm in alarms if alarm is not None]
    return min(there, key=lambda alarm: (not alarm.is_unanswered, alarm.alarm_class), default=None)


def _asked(alarm: OpenAlarm | None) -> list[tuple[Peril, tuple[RiskGround, ...]]]:
    if alarm is None:
        return []
    if alarm.is_unanswered:
        return [(Peril.UNANSWERED, (RiskReason.UNANSWERED,))]
    return [(Peril.OPEN, (RiskReason.OPEN_CASE,))]


def _facts(candidate: Candidate) -> list[tuple[Peril, tuple[RiskGround, ...]]]:
    """What the card's facts and the devices at home say."""
    found: list[tuple[Peril, tuple[RiskGround, ...]]] = [
        (Peril.MINUTES, (kind,)) for kind in (FactKind.OXYGEN, FactKind.EPILEPSY) if _has(candidate, kind)
    ]
    if _has(candidate, FactKind.DEMENTIA):
        if DeviceKind.DOOR_ALARM in candidate.kinds:
            found.append((Peril.HOURS, (FactKind.DEMENTIA, RiskReason.DOOR_ALARM)))
        elif _has(candidate, FactKind.LIVES_ALONE):
            found.append((Peril.HOURS, (FactKind.DEMENTIA,)))
    found += [(Peril.HOURS, (kind,)) for kind in (FactKind.DIABETES, FactKind.DANGER) if _has(candidate, kind)]
    if _has(candidate, FactKind.BLOOD_THINNER):
        if DeviceKind.FALL_DETECTOR in candidate.kinds:
            found.append((Peril.HOURS, (FactKind.BLOOD_THINNER, RiskReason.FALL_DETECTOR)))
        if _has(candidate, FactKind.WALKING):
            found.append((Peril.HOURS, (FactKind.BLOOD_THINNER, FactKind.WALKING)))
    return found


def _night(candidate: Candidate, now: datetime) -> list[tuple[Peril, tuple[RiskGround, ...]]]:
    """What makes it dangerous to lie unheard till morning; for those who live alone."""
    if not _has(candidate, FactKind.LIVES_ALONE):
        return []
    found: list[tuple[Peril, tuple[RiskGround, ...]]] = []
    if _has(candidate, FactKind.WALKING):
        found.append((Peril.NIGHT, (FactKind.WALKING,)))
    if _age(candidate, now.date()) >= VERY_OLD_YEARS:
        found.append((Peril.NIGHT, (RiskReason.VERY_OLD,)))
    if candidate.last_sign is not None and now - candidate.last_sign > SILENT_AFTER:
        found.append((Peril.NIGHT, (RiskReason.SILENT,)))
    return found


def _has(candidate: Candidate, kind: FactKind) -> bool:
    return any(fact.kind is kind for fact in candidate.resident.facts)


def _age(candidate: Candidate, today: date) -> int:
    return candidate.resident.age(today)
