"""Who has missed their heartbeats: at three intervals, once for each silence, and never by our own deafness."""

import time

from hypothesis import given
from hypothesis import strategies as st

from console.domain.heartbeats import DAILY_GRACE_S, Heartbeats, Key
from console.domain.ids import DeviceId
from tests.builders import NORRBY

DAY_AND_HOUR_S = 25 * 3600


def key(name: str) -> Key:
    return NORRBY, DeviceId(name)


def test_a_device_is_overdue_at_three_of_its_own_intervals() -> None:
    beats = Heartbeats(0)
    beats.heard(key("minute"), 0, 60)
    beats.heard(key("hour"), 0, 3600)
    assert beats.due(179) == []
    assert beats.due(180) == [key("minute")]
    assert beats.due(10_799) == []
    assert beats.due(10_800) == [key("hour")]
    assert beats.missed() == {key("minute"), key("hour")}


def test_one_that_promises_nothing_is_overdue_after_a_day_and_an_hour() -> None:
    beats = Heartbeats(0)
    beats.heard(key("daily"), 0)
    assert beats.due(DAY_AND_HOUR_S - 1) == []
    assert beats.due(DAY_AND_HOUR_S) == [key("daily")]


def test_a_silence_is_told_once_and_its_end_once() -> None:
    beats = Heartbeats(0)
    beats.heard(key("a"), 0, 60)
    assert beats.due(500) == [key("a")]
    assert beats.due(600) == []
    beats.heard(key("a"), 610, 60)
    assert beats.returned(611) == [key("a")]
    assert beats.returned(612) == []
    assert beats.due(610 + 180) == [key("a")]


def test_an_old_word_is_no_return() -> None:
    beats = Heartbeats(0)
    beats.heard(key("a"), 0, 60)
    assert beats.due(1000) == [key("a")]
    beats.heard(key("a"), 100, 60)
    assert beats.returned(1001) == []
    assert beats.is_missed(key("a"))


def test_whoever_was_never_heard_is_not_watched() -> None:
    beats = Heartbeats(0)
    beats.mark_missed(key("a"))
    assert beats.due(1e9) == []
    assert beats.watched == 0


def test_after_our_own_silence_everybody_has_a_whole_interval() -> None:
    beats = Heartbeats(0)
    beats.heard(key("a"), 0, 60)
    beats.heard(key("daily"), 0)
    beats.rest()
    assert beats.due(1e6) == []
    beats.resume(1e6)
    assert beats.due(1e6 + 59) == []
    assert beats.due(1e6 + 60) == [key("a")]
    assert beats.due(1e6 + DAILY_GRACE_S) == [key("daily")]


def test_a_start_gives_the_same_grace() -> None:
    beats = Heartbeats(5000)
    beats.heard(key("a"), 10, 60)
    assert beats.due(5059) == []
    assert beats.due(5060) == [key("a")]


def test_an_interval_that_changes_holds_from_then_on() -> None:
    beats = Heartbeats(0)
    beats.heard(key("a"), 0, 3600)
    beats.heard(key("a"), 10, 60)
    assert beats.due(10 + 180) == [key("a")]
    beats.heard(key("a"), 200, 3600)
    assert beats.returned(201) == [key("a")]
    assert beats.due(1000) == []


def test_who_is_no_device_any_more_is_not_missed() -> None:
    beats = Heartbeats(0)
    beats.heard(key("a"), 0, 60)
    beats.heard(key("b"), 0, 60)
    beats.forget_others([key("b")])
    assert beats.due(1000) == [key("b")]


words = st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 240)), max_size=30)


@given(words)
def test_overdue_is_exactly_whose_last_word_is_three_intervals_old(said: list[tuple[str, int]]) -> None:
    beats = Heartbeats(0)
    now, last, silent = 0.0, dict.fromkeys("abc", 0.0), set()
    for name in "abc":
        beats.heard(key(name), 0, 60)
    for name, pause in said:
        now += pause
        silent |= {each for _, each in beats.due(now)}
        assert silent == {each for each in "abc" if now - last[each] >= 180}
        last[name] = now
        beats.heard(key(name), now, 60)
        silent -= {each for _, each in beats.returned(now)}


def test_five_thousand_devices_cost_a_heartbeat_and_a_second_next_to_nothing() -> None:
    beats = Heartbeats(0)
    names = [key(f"unit-{number}") for number in range(5000)]
    for name in names:
        beats.heard(name, 0, 60)
    began = time.perf_counter()
    for second in range(1, 601):
        for name in names[second % 60 :: 60]:
            beats.heard(name, second, 60)
        assert beats.due(second) == []
    assert time.perf_counter() - began < 5  # measured 0.09 s for ten minutes of 5,000 devices


def test_a_device_that_promises_a_word_each_second_has_a_minute_for_each() -> None:
    beats = Heartbeats(0)
    beats.heard(key("hasty"), 0, 1)
    assert beats.due(179) == []
    assert beats.due(180) == [key("hasty")]
