"""The axis of time: hours and days as the clock on the wall has them, and the hour that autumn has twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ui.night.scale import night_of, step_for, ticks
from ui.words import Words

WORDS = Words()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def texts(since: datetime, until: datetime, step: timedelta, *, is_long: bool = False) -> list[str]:
    found = ticks(since, until, step, WORDS, is_long=is_long)
    return [f"{tick.text} {tick.more}".strip() for tick in found]


def test_a_night_is_marked_by_the_hours_of_the_wall() -> None:
    evening = datetime(2026, 11, 21, 20, tzinfo=UTC)
    told = texts(evening, evening + timedelta(hours=11), HOUR)
    assert told == ["21", "22", "23", "00", "01", "02", "03", "04", "05", "06", "07", "08"]


def test_the_hour_that_comes_twice_stands_there_twice_and_is_told_apart() -> None:
    evening = datetime(2026, 10, 24, 19, tzinfo=UTC)
    told = ticks(evening, evening + timedelta(hours=12), HOUR, WORDS, is_long=False)
    twice = [tick for tick in told if tick.text == "02"]
    assert [tick.more for tick in twice] == ["sommartid", "vintertid"]
    assert twice[1].at - twice[0].at == HOUR
    assert [tick.text for tick in told][-1] == "08"


def test_the_day_on_which_the_clock_is_put_back_is_twenty_five_hours_wide() -> None:
    midnight = datetime(2026, 10, 24, 22, tzinfo=UTC)
    told = ticks(midnight, midnight + timedelta(hours=25), HOUR, WORDS, is_long=True)
    assert len(told) == 26
    assert told[0].text == told[-1].text == "00"
    assert (told[0].more, told[-1].more) == ("25 okt", "26 okt")


def test_the_hour_that_spring_leaves_out_is_not_there() -> None:
    evening = datetime(2026, 3, 28, 22, tzinfo=UTC)
    assert texts(evening, evening + timedelta(hours=4), HOUR) == ["23", "00", "01", "03", "04"]


def test_a_week_is_marked_by_its_days_and_a_quarter_by_minutes() -> None:
    start = datetime(2026, 11, 15, 20, tzinfo=UTC)
    assert texts(start, start + timedelta(days=2), DAY, is_long=True) == ["mån 16 nov", "tis 17 nov"]
    assert texts(start, start + timedelta(minutes=30), timedelta(minutes=15)) == ["21:00", "21:15", "21:30"]


def test_marks_are_as_close_as_they_can_be_read() -> None:
    assert step_for(timedelta(hours=11), 1040) == HOUR
    assert step_for(timedelta(hours=24), 1040) == HOUR
    assert step_for(timedelta(hours=11), 300) == 2 * HOUR
    assert step_for(timedelta(days=7), 1040) == DAY
    assert step_for(timedelta(minutes=10), 1040) == timedelta(minutes=5)


def test_a_night_is_called_by_its_two_days() -> None:
    def of(month: int, day: int, hours: int) -> str:
        since = datetime(2026, month, day, 20, tzinfo=UTC)
        return night_of(since, since + timedelta(hours=hours), WORDS)

    assert of(11, 21, 11) == "21–22 november"
    assert of(11, 30, 11) == "30 november–1 december"
    assert of(11, 21, 2) == "21 november"
