"""Sensors' words folded: the same words, whatever their order, are the same course."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId
from console.domain.report import Sample
from console.domain.sensing import Course, Seen, word_of, word_of_sample
from console.domain.sensor_rules import found
from console.domain.supervision import SensorLimits
from tests.sensing_kit import BED, clock, course, decided

OTHER_BED = DeviceId("bed-2")
EVERYTHING = SensorLimits(timedelta(minutes=12), 22 * 60, 6 * 60, 9 * 60)


@pytest.mark.parametrize(
    ("said", "kind", "meant"),
    [
        ("presence", DeviceKind.IR_DETECTOR, Seen.MOVEMENT),
        ("no_presence", DeviceKind.SUPERVISION_SENSOR, Seen.STILL),
        ("presence", DeviceKind.BED_SENSOR, Seen.IN_BED),
        ("no_presence", DeviceKind.BED_SENSOR, Seen.LEFT_BED),
        ("presence", DeviceKind.ALARM_MAT, Seen.ON_MAT),
        ("presence", DeviceKind.CAMERA, None),
        ("vibration", DeviceKind.UNKNOWN, Seen.MOVEMENT),
        ("door_opened", DeviceKind.UNKNOWN, Seen.DOOR_OPENED),
        ("water_used", DeviceKind.PROPERTY_SENSOR, None),
        ("", DeviceKind.BED_SENSOR, None),
    ],
)
def test_the_gateways_words_are_ours_by_the_kind_of_device_and_others_mean_nothing(
    said: str, kind: DeviceKind, meant: Seen | None
) -> None:
    assert word_of(said, kind) is meant


def test_a_reading_of_motion_above_nothing_is_a_movement() -> None:
    at = clock("02:00")
    assert word_of_sample(Sample("motion_percent", 3, at)) is Seen.MOVEMENT
    assert word_of_sample(Sample("motion_percent", 0, at)) is None
    assert word_of_sample(Sample("temperature_c", 21, at)) is None


def test_a_course_says_how_the_person_is() -> None:
    known = course(
        ("22:10", Seen.IN_BED), ("01:19", Seen.LEFT_BED), ("01:20", Seen.MOVEMENT), ("01:22", Seen.DOOR_OPENED)
    ).sensed()
    assert (known.is_in_bed, known.out_since) == (False, clock("01:19"))
    assert (known.last_moved, known.door_open_since) == (clock("01:22"), clock("01:22"))
    assert Course().sensed().is_in_bed is None
    assert course(("22:10", Seen.IN_BED)).sensed().is_in_bed is True


def test_the_last_word_counts_whichever_of_two_sensors_in_the_bed_said_it() -> None:
    known = course(
        ("22:10", Seen.IN_BED), ("22:10:09", Seen.IN_BED, OTHER_BED), ("01:19", Seen.LEFT_BED),
        ("01:19:07", Seen.LEFT_BED, OTHER_BED), ("01:30", Seen.BACK_IN_BED, OTHER_BED),
    )  # fmt: skip
    assert [(out.since, out.until) for out in known.outs()] == [(clock("01:19"), clock("01:30"))]


def test_of_two_words_at_the_same_moment_out_of_bed_counts() -> None:
    for first, second in ((Seen.BACK_IN_BED, Seen.LEFT_BED), (Seen.LEFT_BED, Seen.BACK_IN_BED)):
        assert course(("22:10", Seen.IN_BED), ("01:19", first), ("01:19", second)).sensed().is_in_bed is False


def test_up_and_back_and_up_within_a_minute_is_up() -> None:
    known = course(
        ("22:10", Seen.IN_BED), ("01:19:05", Seen.LEFT_BED), ("01:19:20", Seen.BACK_IN_BED), ("01:19:40", Seen.LEFT_BED)
    )
    assert known.sensed().out_since == clock("01:19:40")
    back = course(("22:10", Seen.IN_BED), ("01:19:05", Seen.LEFT_BED), ("01:19:20", Seen.IN_BED))
    assert back.sensed().is_in_bed is True


def test_the_first_and_the_last_word_of_a_minute_count_in_whatever_order_they_come() -> None:
    words = [("01:19:05", Seen.LEFT_BED), ("01:19:20", Seen.BACK_IN_BED), ("01:19:30", Seen.LEFT_BED),
             ("01:19:40", Seen.LEFT_BED)]  # fmt: skip
    for order in permutations(words):
        outs = [(out.since, out.until) for out in course(("22:10", Seen.IN_BED), *order).outs()]
        assert outs == [(clock("01:19:05"), clock("01:19:20")), (clock("01:19:40"), None)]


def test_a_figure_that_walks_about_in_the_evening_has_not_left_the_bed() -> None:
    assert course(("22:10", Seen.FIGURE_UP)).sensed().out_since is None


def test_what_is_forgotten_does_not_change_how_the_person_is() -> None:
    for last in (Seen.IN_BED, Seen.LEFT_BED):
        known = course(("18:00", Seen.IN_BED), ("18:30", Seen.LEFT_BED), ("19:00", Seen.IN_BED), ("20:00", last),
                       ("20:10", last), ("20:20", last))  # fmt: skip
        before = known.sensed()
        known.forget(clock("23:00"))
        after = known.sensed()
        assert (after.is_in_bed, after.out_since) == (before.is_in_bed, before.out_since)


def test_a_sensor_that_repeats_left_bed_for_days_is_one_time_out_of_bed() -> None:
    known = course(("12:00", Seen.IN_BED), ("12:30", Seen.LEFT_BED))
    for hours in range(1, 72):
        at = clock("12:30") + timedelta(hours=hours)
        known.take(Seen.LEFT_BED, BED, at, at)
        known.forget(at - timedelta(hours=24))
    assert [out.since for out in known.outs()] == [clock("12:30")]


def test_a_clock_that_is_hours_ahead_is_not_believed() -> None:
    known = Course()
    known.take(Seen.LEFT_BED, BED, clock("05:00"), clock("01:00"))
    assert known.sensed().out_since == clock("01:00")


moments = st.integers(0, 12 * 3600) | st.integers(4 * 3600, 4 * 3600 + 90)
devices = st.sampled_from([BED, OTHER_BED, DeviceId("ir-1")])
words = st.lists(st.tuples(moments, st.sampled_from(list(Seen)), devices), max_size=40)


@given(words, st.randoms(use_true_random=False), st.integers(0, 14 * 3600))
def test_any_order_and_any_repetition_of_the_same_words_gives_the_same_findings(
    told: list[tuple[int, Seen, DeviceId]], rng: object, asked_s: int
) -> None:
    begins = clock("21:00")
    again = told + told[::2]
    rng.shuffle(again)  # type: ignore[attr-defined]
    made = []
    for order in (told, again):
        one = Course()
        for after, seen, device in order:
            at = begins + timedelta(seconds=after)
            one.take(seen, device, at, at + timedelta(hours=2))
        made.append(one)
    now = begins + timedelta(seconds=asked_s)
    results = [found(one, decided(EVERYTHING), now, lambda _: False) for one in made]
    assert results[0] == results[1]
    assert made[0].sensed() == made[1].sensed()
