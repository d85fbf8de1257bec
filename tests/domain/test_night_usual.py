"""What is usual, and which night is unlike the others: honest about too few nights, and about nights that were none."""

from datetime import date, timedelta

import pytest

from console.domain.night_line import Band, Bedtime, Certainty, Deviation, MarkKind, NightLane, NightMark
from console.domain.night_usual import PastNight, bands, bedtime, busy, deviating, nights_before, usual
from console.domain.sensing import Seen
from tests.sensing_kit import NIGHT, clock, course

S = Seen


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def past(*nights: tuple[int, int] | None) -> list[PastNight]:
    """Nights before, the newest last: how often and how long up; None where there was no night."""
    days = nights_before(NIGHT)[-len(nights) :]
    told = (Bedtime(one[0], minutes(one[1])) if one is not None else None for one in nights)
    return [PastNight(day, one) for day, one in zip(days, told, strict=True)]


ORDINARY = [(1, 6), (2, 8), (1, 7), (2, 12), (1, 6), (1, 8), (2, 9), (1, 7), (2, 10), (1, 6), (2, 12), (1, 8), (2, 7),
            (1, 9)]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param([("22:10", S.IN_BED), ("06:20", S.LEFT_BED)], (0, 0, "22:10", "06:20"), id="a quiet night"),
        pytest.param(
            [("22:10", S.IN_BED), ("00:52", S.LEFT_BED), ("00:57", S.BACK_IN_BED), ("01:19", S.LEFT_BED),
             ("01:54", S.BACK_IN_BED), ("06:20", S.LEFT_BED)],
            (2, 35, "22:10", "06:20"), id="up twice",
        ),
        pytest.param(
            [("20:30", S.IN_BED), ("20:40", S.LEFT_BED), ("23:00", S.IN_BED), ("07:00", S.LEFT_BED)],
            (0, 0, "23:00", "07:00"), id="sat down on the bed in the evening",
        ),
        pytest.param(
            [("22:10", S.IN_BED), ("05:30", S.LEFT_BED), ("05:40", S.IN_BED), ("07:00", S.LEFT_BED),
             ("09:00", S.IN_BED), ("10:00", S.LEFT_BED)],
            (1, 10, "22:10", "07:00"), id="a nap in the morning",
        ),
        pytest.param([("22:10", S.IN_BED), ("03:00", S.LEFT_BED)], (1, 540, "22:10", None), id="up and never back"),
    ],
)  # fmt: skip
def test_a_night_in_figures(words: list[tuple[str, Seen]], expected: tuple[int, int, str, str | None]) -> None:
    ups, longest, in_bed, up = expected
    told = bedtime(course(*words), NIGHT, clock("11:59") + minutes(5))
    assert told is not None
    assert (told.ups, told.longest_up // minutes(1)) == (ups, longest)
    assert (told.in_bed_at, told.up_at) == (clock(in_bed), clock(up) if up else None)


def test_a_night_without_a_word_of_the_bed_is_no_night() -> None:
    assert bedtime(course(("22:10", S.MOVEMENT)), NIGHT, clock("08:00")) is None
    assert bedtime(course(("18:00", S.IN_BED), ("18:40", S.LEFT_BED)), NIGHT, clock("08:00")) is None


def test_eight_of_ten_nights_are_usual_and_nights_that_were_none_do_not_count() -> None:
    told = usual(past(*ORDINARY[:12], None, None))
    assert told is not None
    assert (told.nights, told.ups, told.longest_up) == (12, (1, 2), (minutes(6), minutes(12)))
    assert usual(past(*ORDINARY[:4])) is None
    assert usual(past(*ORDINARY[:4], *[None] * 10)) is None


@pytest.mark.parametrize(
    ("nights", "tonight", "expected"),
    [
        pytest.param(ORDINARY, (2, 12), [], id="as usual"),
        pytest.param(ORDINARY, (2, 16), [], id="less than five minutes more"),
        pytest.param(ORDINARY, (2, 35), [("up_longer", 35, (6, 12), "high")], id="as drawn"),
        pytest.param(ORDINARY, (2, 17), [("up_longer", 17, (6, 12), "low")], id="not by half"),
        pytest.param(ORDINARY[:8], (2, 35), [("up_longer", 35, (6, 9), "medium")], id="eight nights"),
        pytest.param(ORDINARY[:5], (2, 35), [("up_longer", 35, (6, 12), "low")], id="five nights"),
        pytest.param(ORDINARY[:4], (9, 90), [], id="four nights"),
        pytest.param(ORDINARY, (3, 8), [("up_more_often", 3, (1, 2), "high")], id="once more"),
        pytest.param(
            [*ORDINARY[:13], (5, 9)], (5, 8), [("up_more_often", 5, (1, 2), "medium")], id="as often as once before"
        ),
        pytest.param([(0, 0)] * 14, (1, 6), [("up_more_often", 1, (0, 0), "high"), ("up_longer", 6, (0, 0), "high")],
                     id="never up before"),
    ],
)  # fmt: skip
def test_a_night_unlike_the_others_with_its_certainty(
    nights: list[tuple[int, int]], tonight: tuple[int, int], expected: list[tuple[str, int, tuple[int, int], str]]
) -> None:
    told = deviating(NIGHT, Bedtime(tonight[0], minutes(tonight[1])), past(*nights))
    assert [(one.what.value, one.measured, one.usual, one.certainty.value) for one in told] == expected


def test_it_says_how_many_of_the_last_seven_nights_were_so() -> None:
    nights = [*ORDINARY[:11], (1, 30), None, (1, 6)]
    [told] = deviating(NIGHT, Bedtime(1, minutes(35)), past(*nights))
    assert (told.what, told.of_week, told.nights) == (Deviation.UP_LONGER, 2, 13)
    assert told.certainty is Certainty.HIGH
    [earlier] = deviating(NIGHT, Bedtime(1, minutes(35)), past((1, 30), *ORDINARY[:13]))
    assert earlier.of_week == 1


def test_no_night_deviates_from_nothing() -> None:
    assert deviating(NIGHT, None, past(*ORDINARY)) == ()


def doors(*times: str) -> list[PastNight]:
    """Fourteen nights; in the first of them a door at these times."""
    found = []
    for number, day in enumerate(nights_before(NIGHT)):
        marks = [NightMark(NightLane.DOOR, MarkKind.DOOR_OPENED, clock(time, day)) for time in times[number::14]]
        found.append(PastNight(day, None, {NightLane.DOOR: 0} | busy(marks, day, clock("12:00", day))))
    return found


def test_a_band_is_when_two_of_five_nights_had_it() -> None:
    assert bands(doors(*["21:21"] * 5), NIGHT) == ()
    assert bands(doors(*["21:21"] * 6), NIGHT) == (Band(NightLane.DOOR, clock("21:20"), clock("21:30")),)


def test_a_band_bridges_ten_minutes_and_no_more() -> None:
    def spans(second: str) -> list[tuple[str, str]]:
        found = []
        for day in nights_before(NIGHT):
            marks = [NightMark(NightLane.MAT, MarkKind.ON_MAT, clock(time, day)) for time in ("22:00", second)]
            found.append(PastNight(day, None, busy(marks, day, clock("12:00", day))))
        return [(f"{one.since:%H:%M}", f"{one.until:%H:%M}") for one in bands(found, NIGHT)]

    assert spans("22:20") == [("21:00", "21:30")]
    assert spans("22:30") == [("21:00", "21:10"), ("21:30", "21:40")]


def test_a_band_is_by_the_local_clock_also_after_the_change_to_summer_time() -> None:
    night = date(2026, 4, 1)
    found = []
    for day in nights_before(night):
        mark = NightMark(NightLane.BED, MarkKind.IN_BED, clock("22:10", day), clock("06:20", day))
        found.append(PastNight(day, None, busy([mark], day, clock("12:00", day))))
    assert bands(found, night) == (Band(NightLane.BED, clock("22:10", night), clock("06:30", night)),)


def test_too_few_nights_have_no_band() -> None:
    assert bands(doors(*["21:21"] * 14)[:4], NIGHT) == ()
