"""The simulated staff: whoever the demonstration's clock finds at work, and the cast of the drawn night among them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from console.adapters.municipality.numbers import MOBILES
from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.adapters.municipality.staff import Staffing, staff_of
from console.adapters.municipality.staff_cast import STAFF_CAST, Manner
from console.adapters.municipality.tenants import ALVBRO, BJORKVIK
from console.domain.alarm import AlarmClass, Cause
from console.domain.ids import ResponderId
from console.domain.need import need_of
from console.domain.ranking import Asked as RankingAsked
from console.domain.ranking import Barred, barred_of, free_at
from console.domain.report import Position
from console.domain.responder import Duty, Skill, Staffed, Standing
from console.domain.task import EntryKind

AT = datetime(2026, 11, 22, 0, 38, tzinfo=UTC)
"""01:38 in Älvbro."""


@pytest.fixture(scope="module")
def staffing(place: SimulatedMunicipality) -> Staffing:
    return staff_of(place, AT)


def staffed(staffing: Staffing, name: str) -> Staffed:
    one = staffing.named(name)
    who = one.responder
    fix = Position(one.place.latitude, one.place.longitude, 10.0, AT - timedelta(seconds=one.position_age_s))
    until = max(shift.until for shift in staffing.shifts if shift.responder == who.id and shift.since <= AT)
    visits = tuple(visit for visit in staffing.visits if visit.responder == who.id and visit.until > AT)
    return Staffed(who, one.duty, Standing(who.municipality, who.id, AT, True, fix, "key"), until, visits)


def test_the_drawn_night_has_its_three_exclusions_and_one_who_is_with_somebody(
    place: SimulatedMunicipality, staffing: Staffing
) -> None:
    marta = place.named("Märta Lindqvist")
    home = place.household[marta.household]
    need = need_of(Cause.PRESS, AlarmClass.ACUTE, marta, home)
    assert (need.entry, need.skills) == (EntryKind.DIGITAL_LOCK, frozenset({Skill.OXYGEN}))
    cast = {part.name: staffed(staffing, part.name) for part in STAFF_CAST}
    by_id = {one.responder.id: one for one in cast.values()}
    barred = {name: barred_of(one, need, RankingAsked(), by_id, AT) for name, one in cast.items()}
    assert {name: found.why for name, found in barred.items() if found is not None} == {
        "Eva Holm": Barred.ON_BREAK, "Yusuf Ali": Barred.NOT_QUALIFIED, "Mona Sand": Barred.NO_ENTRY,
    }  # fmt: skip
    busy = [name for name, one in cast.items() if free_at(one, AT) is not None]
    assert busy == ["Lisbet Granqvist"], "she is with somebody for some minutes more"


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_somebody_works_in_each_municipality_at_any_hour(place: SimulatedMunicipality, hour: int) -> None:
    at = datetime(2026, 11, 22, hour, 20, tzinfo=UTC)
    found = staff_of(place, at)
    for municipality, least in ((ALVBRO, len(STAFF_CAST) + 3), (BJORKVIK, 3)):
        on = {one.responder.id for one in found.people if one.is_on and one.responder.municipality == municipality}
        assert len(on) >= least
        holding = {shift.responder for shift in found.shifts if shift.since <= at < shift.until}
        assert on <= holding, "whoever is on duty has a shift that holds"
        assert len(on) < len([one for one in found.people if one.responder.municipality == municipality])


def test_the_same_seed_and_moment_give_the_same_staff(place: SimulatedMunicipality, staffing: Staffing) -> None:
    assert staff_of(build(1, today=date(2026, 11, 22)), AT) == staffing
    assert staff_of(build(2, 60, today=date(2026, 11, 22)), AT) != staffing


def test_ids_are_those_of_topics_each_has_a_sender_of_their_own_and_none_tells_a_name(staffing: Staffing) -> None:
    people = [one.responder for one in staffing.people]
    assert len({one.id for one in people}) == len({(one.municipality, one.sender) for one in people}) == len(people)
    for one in people:
        assert re.fullmatch(r"[A-Za-z0-9._:-]{1,128}", one.id)
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,62}", one.sender)
        assert one.name.split()[-1].lower() not in one.sender + one.id
        assert one.phone in MOBILES


def test_visits_are_with_residents_of_the_own_municipality_and_no_two_of_one_person_overlap(
    place: SimulatedMunicipality, staffing: Staffing
) -> None:
    planned: dict[ResponderId, datetime] = {}
    for visit in sorted(staffing.visits, key=lambda one: (one.responder, one.since)):
        assert visit.resident is not None
        assert place.resident[visit.resident].municipality == visit.municipality
        assert planned.get(visit.responder, visit.since) <= visit.since < visit.until
        planned[visit.responder] = visit.until
    assert any(visit.since <= AT < visit.until for visit in staffing.visits)
    assert all(moment.tzinfo is UTC for shift in staffing.shifts for moment in (shift.since, shift.until))


def test_pairs_are_mutual_and_some_do_not_answer(staffing: Staffing) -> None:
    people = {one.responder.id: one for one in staffing.people}
    paired = [one.responder for one in staffing.people if one.responder.partner is not None]
    assert len(paired) == 2 * 3 * 2, "one pair in each crew of both municipalities"
    for one in paired:
        assert one.partner is not None
        assert people[one.partner].responder.partner == one.id
    manners = [one.manner for one in staffing.people if one.is_on]
    assert manners.count(Manner.SILENT) >= 2
    assert manners.count(Manner.ACCEPTS) > len(manners) / 2
    assert [one.duty for one in staffing.people if one.duty is not Duty.FREE] == [Duty.BREAK]


def test_homes_with_a_digital_lock_have_doors_and_those_with_a_cabinet_name_it(place: SimulatedMunicipality) -> None:
    homes = place.household
    marta = homes[place.named("Märta Lindqvist").household]
    assert [(door.gateway, door.place) for door in marta.doors] == [("locks", "porten"), ("locks", "lägenheten")]
    assert marta.key == "Nyckelskåp 4, Norrgården"
    locked = [home for home in homes.values() if home.doors]
    assert len(locked) > 0.2 * len(homes)
    assert len({door.lock for home in locked for door in home.doors}) == sum(len(home.doors) for home in locked)
    for home in homes.values():
        assert home.key == "" or re.fullmatch(r"Nyckelskåp \d+, .+", home.key)
        assert bool(home.key) == ("skåp" in home.key_location)
