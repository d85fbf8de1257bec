"""Whom to look to first: who has asked, then by how soon harm comes; a total order, each place explained."""

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from console.domain import steps
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.ids import HouseholdId, ResidentId
from console.domain.resident import CriticalFact, FactKind
from console.domain.risk import (
    Candidate,
    OpenAlarm,
    Peril,
    Ranked,
    RiskReason,
    first_of,
    open_alarms,
    ranked,
    worst,
)
from tests.builders import T0, Centre, device, minutes, operator, resident

F, R, K = FactKind, RiskReason, DeviceKind
UNANSWERED = OpenAlarm(True, AlarmClass.HIGH)
PRESSED = OpenAlarm(True, AlarmClass.NORMAL)
TAKEN = OpenAlarm(False, AlarmClass.ACUTE)
anna = operator("anna")


def somebody(
    *facts: FactKind, id_: str = "astrid", kinds: tuple[DeviceKind, ...] = (), seen: float | None = 10, born: int = 1950
) -> Candidate:
    """`seen` minutes ago."""
    who = resident(id_, facts=tuple(CriticalFact(fact) for fact in facts), born=date(born, 5, 1))
    return Candidate(who, None, frozenset(kinds), None if seen is None else T0 - minutes(seen))


@pytest.mark.parametrize(
    ("candidate", "alarm", "peril", "reasons"),
    [
        (somebody(), UNANSWERED, Peril.UNANSWERED, (R.UNANSWERED,)),
        (somebody(), TAKEN, Peril.OPEN, (R.OPEN_CASE,)),
        (somebody(F.OXYGEN, F.LIVES_ALONE), None, Peril.MINUTES, (F.OXYGEN, F.LIVES_ALONE)),
        (somebody(F.EPILEPSY), None, Peril.MINUTES, (F.EPILEPSY,)),
        (somebody(F.DEMENTIA, kinds=(K.DOOR_ALARM,)), None, Peril.HOURS, (F.DEMENTIA, R.DOOR_ALARM)),
        (somebody(F.DEMENTIA, F.LIVES_ALONE), None, Peril.HOURS, (F.DEMENTIA, F.LIVES_ALONE)),
        (somebody(F.DIABETES), None, Peril.HOURS, (F.DIABETES,)),
        (somebody(F.DANGER), None, Peril.HOURS, (F.DANGER,)),
        (somebody(F.BLOOD_THINNER, F.WALKING), None, Peril.HOURS, (F.BLOOD_THINNER, F.WALKING)),
        (
            somebody(F.BLOOD_THINNER, kinds=(K.FALL_DETECTOR,)), None,
            Peril.HOURS, (F.BLOOD_THINNER, R.FALL_DETECTOR),
        ),
        (somebody(F.LIVES_ALONE, F.WALKING), None, Peril.NIGHT, (F.WALKING, F.LIVES_ALONE)),
        (somebody(F.LIVES_ALONE, born=1935), None, Peril.NIGHT, (R.VERY_OLD, F.LIVES_ALONE)),
        (somebody(F.LIVES_ALONE, seen=24 * 60 + 1), None, Peril.NIGHT, (R.SILENT, F.LIVES_ALONE)),
        (somebody(F.OXYGEN), UNANSWERED, Peril.UNANSWERED, (R.UNANSWERED, F.OXYGEN)),
    ],
)  # fmt: skip
def test_a_reason_gives_its_peril_and_the_gravest_comes_first(
    candidate: Candidate, alarm: OpenAlarm | None, peril: Peril, reasons: tuple[FactKind | RiskReason, ...]
) -> None:
    found = ranked(candidate, alarm, T0)
    assert found is not None
    assert (found.peril, found.reasons) == (peril, reasons)


@pytest.mark.parametrize(
    "candidate",
    [
        somebody(),
        somebody(F.HEARING, F.KEY, F.ANIMAL),
        somebody(F.LIVES_ALONE),
        somebody(F.LIVES_ALONE, seen=None),
        somebody(F.DEMENTIA),
        somebody(F.BLOOD_THINNER),
        somebody(F.WALKING, born=1930),
    ],
)
def test_who_has_no_reason_is_not_on_the_list(candidate: Candidate) -> None:
    assert ranked(candidate, None, T0) is None


def order(*candidates: tuple[Candidate, OpenAlarm | None]) -> list[str]:
    found = [ranked(candidate, alarm, T0) for candidate, alarm in candidates]
    return [one.candidate.resident.id for one in first_of([one for one in found if one is not None])]


def test_the_order_by_peril_then_alone_then_silence_then_age() -> None:
    assert order(
        (somebody(F.LIVES_ALONE, F.WALKING, id_="h"), None),
        (somebody(F.DIABETES, id_="g"), None),
        (somebody(F.OXYGEN, id_="f", seen=5, born=1951), None),
        (somebody(F.OXYGEN, id_="e", seen=5, born=1940), None),
        (somebody(F.OXYGEN, id_="d", seen=60), None),
        (somebody(F.OXYGEN, id_="c2", seen=None), None),
        (somebody(F.OXYGEN, F.LIVES_ALONE, id_="c", seen=1), None),
        (somebody(id_="b"), TAKEN),
        (somebody(id_="a2"), OpenAlarm(True, AlarmClass.NORMAL)),
        (somebody(id_="a"), UNANSWERED),
    ) == ["a", "a2", "b", "c", "c2", "d", "e", "f", "g", "h"]


def invented(rng: random.Random, number: int) -> tuple[Candidate, OpenAlarm | None]:
    facts = tuple(kind for kind in FactKind if rng.random() < 0.2)
    kinds = tuple(kind for kind in (K.DOOR_ALARM, K.FALL_DETECTOR) if rng.random() < 0.3)
    seen = rng.choice((None, 1, 1, 90, 3000))
    alarm = rng.choice((None, None, None, UNANSWERED, TAKEN, OpenAlarm(True, AlarmClass.ACUTE)))
    return somebody(*facts, id_=f"r{number:03}", kinds=kinds, seen=seen, born=rng.choice((1930, 1950))), alarm


@pytest.mark.parametrize("seed", range(20))
def test_the_order_is_total_and_explained(seed: int) -> None:
    rng = random.Random(seed)
    people = [invented(rng, number) for number in range(60)]
    found = [one for one in (ranked(candidate, alarm, T0) for candidate, alarm in people) if one is not None]
    listed = first_of(found, len(found))
    for one, other in itertools.combinations(found, 2):
        assert one.comes_before(other) is not other.comes_before(one)
    assert all(one.comes_before(other) for one, other in itertools.pairwise(listed))
    rng.shuffle(found)
    assert first_of(found, len(found)) == listed
    assert first_of(found, 7) == listed[:7]
    for one in listed:
        assert one.reasons
        assert len(set(one.reasons)) == len(one.reasons)
        assert peril_alone(one) is one.peril


def peril_alone(one: Ranked) -> Peril:
    """The peril that its first reason gives, with the companions that the rule wants."""
    if one.reasons[0] is R.UNANSWERED:
        return Peril.UNANSWERED
    if one.reasons[0] is R.OPEN_CASE:
        return Peril.OPEN
    if one.reasons[0] in (F.OXYGEN, F.EPILEPSY):
        return Peril.MINUTES
    return Peril.HOURS if one.reasons[0] in (F.DEMENTIA, F.DIABETES, F.DANGER, F.BLOOD_THINNER) else Peril.NIGHT


@pytest.mark.parametrize("seed", range(10))
def test_one_more_fact_never_moves_anybody_back(seed: int) -> None:
    rng = random.Random(seed)
    for number in range(40):
        candidate, alarm = invented(rng, number)
        before = ranked(candidate, alarm, T0)
        fact = CriticalFact(rng.choice(list(FactKind)))
        if before is None or any(known.kind is fact.kind for known in candidate.resident.facts):
            continue
        more = replace(candidate, resident=replace(candidate.resident, facts=(*candidate.resident.facts, fact)))
        after = ranked(more, alarm, T0)
        assert after is not None
        assert after.place <= before.place


def test_an_open_case_is_its_persons_and_a_shared_homes_is_everybodys_there() -> None:
    here = Centre(
        device(resident="astrid", household="home-1"),
        device("shared", household="home-2"),
        households={"home-2": ("bror", "cilla")},
    )
    here.press()
    here.press(device="shared")
    people, homes = open_alarms(here.board.open_cases())
    assert people == {ResidentId("astrid"): PRESSED}
    assert homes == {HouseholdId("home-2"): PRESSED}


def test_a_claimed_case_is_open_and_a_closed_one_is_not() -> None:
    here = Centre(device(resident="astrid", household="home-1"))
    case = here.press()
    here.do(anna, steps.Claim(case.id))
    people, _ = open_alarms(here.board.open_cases())
    assert people == {ResidentId("astrid"): OpenAlarm(False, AlarmClass.NORMAL)}
    here.do(anna, steps.Close(case.id, "question", "", here.get(case).version), timedelta(minutes=1))
    assert open_alarms(here.board.open_cases()) == ({}, {})


def test_a_devices_fault_is_no_alarm_of_its_person() -> None:
    here = Centre(device(resident="astrid", household="home-1"))
    here.press(cause=Cause.BATTERY_LOW)
    assert open_alarms(here.board.open_cases()) == ({}, {})


def test_of_two_cases_the_unanswered_counts_and_then_the_graver() -> None:
    acute = OpenAlarm(True, AlarmClass.ACUTE)
    assert worst(TAKEN, UNANSWERED) == UNANSWERED
    assert worst(UNANSWERED, acute, None) == acute
    assert worst(None, None) is None
