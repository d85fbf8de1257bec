"""A wait is as long as it was, whatever anybody does to the wall clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.ids import CaseId
from console.domain.waits import FORGET_AT, STEP, Waits
from tests.builders import T0, minutes, seconds
from tests.domain.test_queue import case

ONE = CaseId("one")
STOCKHOLM = ZoneInfo("Europe/Stockholm")


@given(
    st.timedeltas(timedelta(0), timedelta(hours=3)),
    st.lists(st.tuples(st.floats(0, 4000), st.timedeltas(timedelta(days=-400), timedelta(days=400))), max_size=8),
)
def test_an_anchored_wait_grows_by_the_monotonic_clock_alone(
    before: timedelta, steps: list[tuple[float, timedelta]]
) -> None:
    waits, at_s = Waits(), 1000.0
    assert waits.elapsed(ONE, T0, T0 + before, at_s) == before
    for passed, shifted in steps:
        at_s += passed
        elapsed = waits.elapsed(ONE, T0, T0 + shifted, at_s)
        assert abs(elapsed - before - timedelta(seconds=at_s - 1000.0)) < timedelta(milliseconds=1)


def test_a_wait_that_begins_in_the_future_begins_now() -> None:
    assert Waits().elapsed(ONE, T0 + minutes(5), T0, 7.0) == timedelta(0)


def test_another_wait_of_the_same_case_is_anchored_anew() -> None:
    waits = Waits()
    waits.elapsed(ONE, T0, T0, 0.0)
    assert waits.elapsed(ONE, T0 + minutes(2), T0 + minutes(3), 180.0) == minutes(1)
    assert waits.elapsed(ONE, T0, T0 + minutes(3), 180.0, of="call") == minutes(3)


def test_while_nobody_sets_the_clock_a_row_says_the_moment_that_the_journal_has() -> None:
    waits, one = Waits(), case(1)
    for second in range(0, 100, 7):
        assert waits.since(one, T0 + seconds(second), float(second)) == one.waiting_since


def test_after_a_step_a_row_says_when_it_began_by_the_new_time() -> None:
    waits, one = Waits(), case(1)
    waits.since(one, T0 + seconds(20), 20.0)
    ahead = timedelta(hours=1)
    assert waits.since(one, T0 + seconds(30) + ahead, 30.0) == one.waiting_since + ahead


@pytest.mark.parametrize("by", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=366), STEP])
def test_a_step_is_noticed_once(by: timedelta) -> None:
    waits = Waits()
    assert not waits.has_stepped(T0, 0.0)
    assert not waits.has_stepped(T0 + seconds(1), 1.0)
    assert waits.has_stepped(T0 + seconds(2) + by, 2.0)
    assert not waits.has_stepped(T0 + seconds(3) + by, 3.0)


@pytest.mark.parametrize("night", [datetime(2026, 3, 29, tzinfo=STOCKHOLM), datetime(2026, 10, 25, tzinfo=STOCKHOLM)])
def test_neither_night_of_the_changed_hour_is_a_step(night: datetime) -> None:
    start = night.astimezone(UTC)
    waits = Waits()
    assert not any(waits.has_stepped(start + seconds(60 * one), 60.0 * one) for one in range(300))


def test_waits_of_cases_long_gone_are_forgotten() -> None:
    waits = Waits()
    for number in range(FORGET_AT + 10):
        waits.elapsed(CaseId(str(number)), T0, T0, 0.0)
    assert len(waits._anchors) == FORGET_AT
