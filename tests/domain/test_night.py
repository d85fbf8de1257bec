"""A night's looks as moments: across midnight, through both changes of the clock, and none outside its own night."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.night import NOON, PlannedLook, looks_of, looks_of_night, night_of, span_of
from console.domain.supervision import LookTime, Performer, SupervisionDecision
from tests.decision_samples import DECISIONS, decision

NIGHT = date(2026, 11, 21)
LONG = date(2026, 10, 24)
"""02:30 comes twice in its morning."""
SHORT = date(2027, 3, 27)
"""02:30 never comes in its morning."""


def look(begins: int, ends: int, night: date = NIGHT, **more: object) -> PlannedLook:
    [found] = looks_of(asking(LookTime(1, begins, ends), **more), night)
    return found


def asking(*looks: LookTime, **more: object) -> SupervisionDecision:
    return decision(looks=looks, valid_from=date(2020, 1, 1), valid_until=date(2040, 1, 1), **more)  # type: ignore[arg-type]


def at(clock: str, night: date = NIGHT, day: int = 0) -> datetime:
    """A moment of UTC, `day` days after the night's date."""
    hour, _, minute = clock.partition(":")
    where = night + timedelta(days=day)
    return datetime(where.year, where.month, where.day, int(hour), int(minute), tzinfo=UTC)


def test_a_window_across_midnight_ends_the_next_morning() -> None:
    found = look(23 * 60 + 30, 30)
    assert (found.begins_at, found.ends_at) == (at("22:30"), at("23:30"))
    assert (found.opens_at, found.closes_at) == (at("22:30"), at("23:45"))


def test_a_time_by_the_clock_has_its_tolerance_on_both_sides() -> None:
    found = look(80, 80)
    assert (found.opens_at, found.begins_at, found.ends_at, found.closes_at) == (
        at("00:05", day=1), at("00:20", day=1), at("00:20", day=1), at("00:35", day=1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("night", "begins", "ends", "expected"),
    [
        (LONG, 90, 210, ("23:30", 0, "02:30", 1)),  # three hours between 01:30 and 03:30
        (LONG, 150, 150, ("00:30", 1, "00:30", 1)),  # the first of the two
        (LONG, 150, 210, ("00:30", 1, "02:30", 1)),
        (LONG, 22 * 60, 6 * 60, ("20:00", 0, "05:00", 1)),
        (SHORT, 90, 210, ("00:30", 1, "01:30", 1)),  # one hour between 01:30 and 03:30
        (SHORT, 150, 150, ("01:30", 1, "01:30", 1)),  # what the clock before the change calls so
        (SHORT, 150, 195, ("01:15", 1, "01:15", 1)),  # never later than it was agreed to end
        (SHORT, 22 * 60, 6 * 60, ("21:00", 0, "04:00", 1)),
    ],
)
def test_the_nights_in_which_the_clock_is_changed(
    night: date, begins: int, ends: int, expected: tuple[str, int, str, int]
) -> None:
    found = look(begins, ends, night)
    first, first_day, last, last_day = expected
    assert (found.begins_at, found.ends_at) == (at(first, night, first_day), at(last, night, last_day))


def test_those_nights_are_an_hour_longer_and_an_hour_shorter() -> None:
    lengths = [until - since for since, until in map(span_of, (NIGHT, LONG, SHORT))]
    assert lengths == [timedelta(hours=24), timedelta(hours=25), timedelta(hours=23)]


def test_a_window_that_goes_on_beyond_the_nights_end_is_cut_off_there() -> None:
    _, until = span_of(NIGHT)
    assert look(11 * 60, 12 * 60).ends_at == until
    assert look(11 * 60, 14 * 60).ends_at == until


def test_a_night_is_named_by_the_day_on_which_it_begins() -> None:
    assert night_of(at("22:00")) == NIGHT
    assert night_of(at("03:00", day=1)) == NIGHT
    assert night_of(at("10:59", day=1)) == NIGHT
    assert night_of(at("11:00", day=1)) == NIGHT + timedelta(days=1)
    assert night_of(at("17:59"), 19 * 60) == NIGHT - timedelta(days=1)


def test_a_decision_asks_through_the_morning_of_its_last_night_and_not_one_day_more() -> None:
    last = decision(valid_until=NIGHT)
    assert len(list(looks_of(last, NIGHT))) == 3
    assert list(looks_of(last, NIGHT + timedelta(days=1))) == []
    assert list(looks_of(decision(valid_from=NIGHT), NIGHT - timedelta(days=1))) == []


def test_what_is_ended_in_the_midst_of_a_night_asks_no_more_of_its_morning() -> None:
    ended = decision(ended_on=NIGHT + timedelta(days=1))
    assert [found.round for found in looks_of(ended, NIGHT)] == [1]
    assert ended.is_ended(NIGHT + timedelta(days=1))
    assert not ended.is_ended(NIGHT)
    assert list(looks_of(decision(ended_on=NIGHT), NIGHT)) == []


def test_a_night_that_the_decision_leaves_out_asks_for_nothing() -> None:
    assert list(looks_of(decision(skipped=frozenset({NIGHT})), NIGHT)) == []


def test_a_nights_looks_stand_by_time_then_by_place() -> None:
    first = decision("a", looks=(LookTime(1, 1350, 1410),), area="Norr", place="2", performer=Performer.PATROL)
    second = decision("b", looks=(LookTime(1, 1350, 1410), LookTime(2, 1320, 1330)), area="Norr", place="1")
    assert [found.id for found in looks_of_night([first, second], NIGHT)] == [
        "b:20261121:2200", "b:20261121:2230", "a:20261121:2230",
    ]  # fmt: skip


@given(DECISIONS, st.dates(date(2020, 1, 1), date(2040, 12, 31)) | st.sampled_from([LONG, SHORT]),
       st.integers(6 * 60, 21 * 60) | st.just(NOON))  # fmt: skip
def test_every_look_lies_in_its_own_night(asked: SupervisionDecision, night: date, begins: int) -> None:
    since, until = span_of(night, begins)
    for found in looks_of(asked, night, begins):
        assert since <= found.begins_at <= found.ends_at <= until
        assert found.opens_at <= found.begins_at
        assert found.ends_at <= found.closes_at
        assert night_of(found.begins_at, begins) == found.night == night or found.begins_at == until
        assert found.closes_at - found.ends_at == asked.tolerance


@given(DECISIONS, st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_no_two_looks_of_a_decision_have_one_id(asked: SupervisionDecision, night: date) -> None:
    ids = [found.id for day in (night, night + timedelta(days=1)) for found in looks_of(asked, day)]
    assert len(ids) == len(set(ids))


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.integers(6 * 60, 21 * 60))  # noqa: DTZ001
def test_every_moment_is_of_one_night(moment: datetime, begins: int) -> None:
    now = moment.replace(tzinfo=UTC)
    since, until = span_of(night_of(now, begins), begins)
    assert since <= now < until
