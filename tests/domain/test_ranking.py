"""Who is nearest and may go: nobody is left out without a reason, and the order is that of the minutes told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain.ids import ResponderId
from console.domain.land import Point, Way
from console.domain.ranking import (
    BUSY_FOR,
    VISIT_FOR,
    Asked,
    Barred,
    Candidate,
    Certainty,
    Fit,
    Ranking,
    rank,
    start_of,
)
from console.domain.responder import Duty, Skill, Staffed
from console.domain.task import EntryKind, Need
from tests.builders import T0, minutes
from tests.staff_samples import position, responder, staffed, standing

CENTRES = {"Centrum": Point(62.9, 16.4)}
NAMES = [ResponderId(f"r-{number}") for number in range(6)]
LIMIT = minutes(15)


def way(minutes_: float, *, is_estimate: bool = False) -> Way:
    return Way(minutes_ * 60, minutes_ * 500, is_estimate=is_estimate)


@st.composite
def people(draw: st.DrawFn, id_: str) -> Staffed:
    spans = st.tuples(st.integers(-30, 0), st.integers(1, 40))
    age = draw(st.one_of(st.none(), st.integers(0, 20), st.integers(0, 20), st.integers(0, 90)))
    rights = st.sampled_from([True, True, True, False])
    return staffed(
        id_, duty=draw(st.sampled_from([*Duty, *[Duty.FREE] * 8])),
        where=None if age is None else position(T0 - minutes(age)),
        skills={Skill.INSULIN} if draw(rights) else (),
        until=draw(st.one_of(st.none(), st.none(), st.integers(0, 90).map(lambda number: T0 + minutes(number)))),
        visits=draw(st.lists(spans, max_size=1)), tasks=draw(st.sampled_from([0, 0, 0, 0, 1])),
        is_connected=draw(st.booleans()),
        opens_locks=draw(rights), keys=frozenset({"skap-1"} if draw(rights) else {"skap-2"}),
        area=draw(st.sampled_from(["Centrum", "Norr"])), partner=draw(st.sampled_from([None, *NAMES])),
        may_go_alone=draw(rights), may_see_protected=draw(rights),
    )  # fmt: skip


needs = st.builds(
    Need,
    skills=st.frozensets(st.sampled_from([Skill.INSULIN]), max_size=1),
    staff=st.sampled_from([1, 1, 1, 2, 3]),
    entry=st.sampled_from(EntryKind),
    key=st.sampled_from(["", "skap-1"]),
    is_named=st.booleans(),
)
some = st.frozensets(st.sampled_from(NAMES), max_size=2)
ways_ = st.one_of(
    st.none(), st.builds(way, st.integers(0, 60).map(lambda quarter: quarter / 4), is_estimate=st.booleans())
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Need, list[Staffed], dict[ResponderId, Way | None], Asked]:
    staff = [draw(people(name)) for name in NAMES[: draw(st.integers(0, len(NAMES)))]]
    placed = [one.responder.id for one in staff if start_of(one, T0, CENTRES) is not None]
    ways = {name: draw(ways_) for name in placed}
    return draw(needs), staff, ways, Asked(draw(some), draw(some), "Norr")


@given(asked=questions())
def test_everybody_is_a_candidate_or_excluded_and_nobody_is_both(
    asked: tuple[Need, list[Staffed], dict[ResponderId, Way | None], Asked],
) -> None:
    need, staff, ways, said = asked
    found = rank(need, staff, ways, T0, said, CENTRES, LIMIT)
    named = [one.responder for one in found.candidates] + [one.responder for one in found.excluded]
    assert sorted(named) == sorted(one.responder.id for one in staff)


@given(asked=questions())
def test_the_order_is_that_of_what_is_told(
    asked: tuple[Need, list[Staffed], dict[ResponderId, Way | None], Asked],
) -> None:
    need, staff, ways, said = asked
    found = rank(need, staff, ways, T0, said, CENTRES, LIMIT).candidates
    again = rank(need, list(reversed(staff)), ways, T0, said, CENTRES, LIMIT).candidates
    assert found == again
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    sure = [Certainty.FRESH, Certainty.OLD, Certainty.STALE]
    told = [(one.minutes, not one.is_reachable, sure.index(one.certainty), one.responder) for one in found]
    assert told == sorted(told)


@given(asked=questions())
def test_an_exclusion_has_the_first_reason_that_holds_and_a_candidate_none(
    asked: tuple[Need, list[Staffed], dict[ResponderId, Way | None], Asked],
) -> None:
    need, staff, ways, said = asked
    found = rank(need, staff, ways, T0, said, CENTRES, LIMIT)
    by_id = {one.responder.id: one for one in staff}
    told = {one.responder: one.why for one in found.excluded}
    for id_, one in by_id.items():
        holding = [why for why in Barred if HOLDS[why](one, need, said, by_id, ways)]
        assert told.get(id_) is (holding[0] if holding else None)


def is_free(one: Staffed) -> bool:
    return one.duty is Duty.FREE and not one.tasks and not one.visits


def lacks_partner(one: Staffed, need: Need, by_id: dict[ResponderId, Staffed]) -> bool:
    partner = by_id.get(one.responder.partner) if one.responder.partner is not None else None
    if need.staff == 1 and one.responder.may_go_alone:
        return False
    return need.staff > 2 or partner is None or partner is one or not is_free(partner)


def lacks_entry(one: Staffed, need: Need) -> bool:
    has_key = need.key in one.responder.keys
    if need.entry is EntryKind.DIGITAL_LOCK:
        return not (one.responder.opens_locks or has_key)
    return need.entry in (EntryKind.KEY, EntryKind.CABINET) and need.key != "" and not has_key


def is_too_short(one: Staffed, ways: dict[ResponderId, Way | None]) -> bool:
    if one.until is None:
        return False
    rest = [visit.until - T0 for visit in one.visits] or ([BUSY_FOR] if one.duty is Duty.BUSY else [timedelta(0)])
    found = ways.get(one.responder.id, way(0))
    gone = timedelta(seconds=found.seconds) if found is not None else LIMIT
    return T0 + rest[0] + gone + VISIT_FOR > one.until


Holds = Callable[[Staffed, Need, Asked, dict[ResponderId, Staffed], dict[ResponderId, Way | None]], bool]
HOLDS: dict[Barred, Holds] = {
    Barred.OFF_DUTY: lambda one, *_: one.duty is Duty.OFF,
    Barred.ON_BREAK: lambda one, *_: one.duty is Duty.BREAK,
    Barred.NOT_QUALIFIED: lambda one, need, *_: not need.skills <= one.responder.skills,
    Barred.NO_ENTRY: lambda one, need, *_: lacks_entry(one, need),
    Barred.NOT_NAMED: lambda one, need, *_: need.is_named and not one.responder.may_see_protected,
    Barred.NOT_ALONE: lambda one, need, _, by_id, __: lacks_partner(one, need, by_id),
    Barred.ON_TASK: lambda one, *_: one.tasks > 0,
    Barred.DECLINED: lambda one, _, said, *__: one.responder.id in said.declined,
    Barred.NO_ANSWER: lambda one, _, said, *__: one.responder.id in said.unanswered,
    Barred.SHIFT_ENDS: lambda one, _, __, ___, ways: is_too_short(one, ways),
    Barred.NO_POSITION: lambda one, _, __, ___, ways: one.responder.id not in ways,
}


NOTHING = Need()
FIVE = way(5)


def ranked(*staff: Staffed, need: Need = NOTHING, way_: Way | None = FIVE, limit: timedelta = LIMIT) -> Ranking:
    ways = {one.responder.id: way_ for one in staff if start_of(one, T0, CENTRES) is not None}
    return rank(need, staff, ways, T0, Asked(area="Centrum"), CENTRES, limit)


def only(ranking: Ranking) -> Candidate:
    [found] = ranking.candidates
    return found


def test_the_rest_of_a_visit_comes_before_the_way() -> None:
    found = only(ranked(staffed(visits=[(-20, 7)]), way_=way(4.5)))
    assert (found.minutes, found.free_at) == (12, T0 + minutes(7))
    assert found.fits == (Fit.AT_VISIT, Fit.OWN_AREA)


def test_the_age_of_a_position_is_told_and_after_an_hour_it_is_none() -> None:
    ages = {2: Certainty.FRESH, 3: Certainty.OLD, 10: Certainty.OLD, 11: Certainty.STALE, 60: Certainty.STALE}
    for age, certainty in ages.items():
        found = only(ranked(staffed(where=position(T0 - minutes(age)))))
        assert (found.certainty, found.position_at, found.is_home) == (certainty, T0 - minutes(age), False)
    lost = only(ranked(staffed(where=position(T0 - minutes(61)))))
    assert (lost.certainty, lost.is_home) == (Certainty.STALE, True)
    assert ranked(staffed(where=None, area="Okänd")).excluded[0].why is Barred.NO_POSITION


def test_who_is_farther_away_than_was_searched_is_no_nearer_than_that_and_said_to_be_reckoned() -> None:
    ranking = ranked(staffed(), way_=None, limit=minutes(45))
    found = only(ranking)
    assert (found.minutes, found.is_estimate, ranking.is_limited) == (45, True, True)


def test_the_key_of_a_door_opens_it_where_somebody_has_no_right_to_its_lock() -> None:
    need = Need(entry=EntryKind.DIGITAL_LOCK, key="skap-1")
    by_key, by_lock = staffed("a", keys=frozenset({"skap-1"})), staffed("b", opens_locks=True)
    assert [one.fits[1] for one in ranked(by_key, by_lock, need=need).candidates] == [Fit.HAS_KEY, Fit.LOCK_RIGHT]
    assert ranked(staffed("c"), need=need).excluded[0].detail == "skap-1"


def test_two_are_sent_together_and_a_partner_who_is_taken_is_none() -> None:
    eva, per = staffed("eva", partner="per"), staffed("per", partner="eva")
    both = ranked(eva, per, need=Need(staff=2))
    assert [(one.partner, one.fits[-1]) for one in both.candidates] == [("per", Fit.IN_PAIR), ("eva", Fit.IN_PAIR)]
    [found] = ranked(eva, replace(per, tasks=1), need=Need(staff=2)).excluded[:1]
    assert (found.responder, found.why) == ("eva", Barred.NOT_ALONE)


def test_who_cannot_be_asked_comes_after_who_can_in_the_same_minute() -> None:
    found = ranked(staffed("a", is_connected=False), staffed("b")).candidates
    assert [one.responder for one in found] == ["b", "a"]
    who = responder("c")
    [silent] = ranked(Staffed(who, Duty.FREE, standing(who, position(), seal_key=""))).candidates
    assert not silent.is_reachable


def at(minutes_: float) -> datetime:
    return T0 + minutes(minutes_)


def test_a_shift_that_ends_before_they_would_be_done_is_too_short() -> None:
    assert ranked(staffed(until=at(20))).candidates
    assert ranked(staffed(until=at(19))).excluded[0].why is Barred.SHIFT_ENDS
