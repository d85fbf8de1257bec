"""What sensors see beyond a person's limits: when, how grave, once; and when it is nobody's business."""

from datetime import UTC, date, datetime, timedelta

import pytest

from console.domain.alarm import AlarmClass, Cause, Lane
from console.domain.board import Overlay
from console.domain.ids import DeviceId, ResidentId
from console.domain.night_line import Flag
from console.domain.sensing import KEPT, Course, Seen
from console.domain.sensor_rules import Finding, found, is_told, name_of, planned
from console.domain.supervision import Consent, SensorLimits
from tests.builders import NORRBY, Centre, alarm, counter, device
from tests.sensing_kit import BED, DOOR, DOOR_AT_NIGHT, MOTION, MOVED_BY_9, NIGHT, UP_12, clock, course, decided

ASTRID = ResidentId("astrid")
NOTHING = SensorLimits()
S = Seen


def by(known: Course, now: str, limits: SensorLimits = UP_12, **more: object) -> list[tuple[str, str, str]]:
    """What is found by then: the rule, when it fell due, and the figures."""
    told = found(known, decided(limits, **{"known_since": clock("12:00"), **more}), clock(now), lambda _: False)  # type: ignore[arg-type]
    return [(one.rule.value, f"{one.due_at:%H:%M}", one.figures) for one in told.findings]


def utc(time: str) -> str:
    return f"{clock(time):%H:%M}"


IN, OUT = ("22:10", S.IN_BED), ("01:19", S.LEFT_BED)


@pytest.mark.parametrize(
    ("words", "now", "expected"),
    [
        pytest.param([IN, OUT], "01:30", [], id="not yet"),
        pytest.param([IN, OUT], "01:31", [("not_back", "01:31", "12 ≥ 12 min")], id="not heard of"),
        pytest.param([IN, OUT], "01:54", [("not_back", "01:31", "35 > 12 min")], id="our own downtime: the true time"),
        pytest.param(
            [IN, OUT, ("01:22", S.MOVEMENT, MOTION)], "01:33", [("up_too_long", "01:31", "14 > 12 min")],
            id="up and about",
        ),
        pytest.param(
            [IN, OUT, ("01:22", S.MOVEMENT, MOTION)], "01:34",
            [("up_too_long", "01:31", "15 > 12 min"), ("not_back", "01:34", "15 > 12 min")],
            id="up and about, and then not heard of",
        ),
        pytest.param([IN, OUT, ("01:25", S.BACK_IN_BED)], "02:00", [], id="back in time"),
        pytest.param(
            [IN, OUT, ("01:54", S.BACK_IN_BED)], "07:00", [("not_back", "01:31", "35 > 12 min")],
            id="over by now, and nobody was told",
        ),
        pytest.param([("01:19", S.LEFT_BED)], "01:31", [("not_back", "01:31", "12 ≥ 12 min")], id="first word ever"),
        pytest.param([IN, ("01:19", S.FIGURE_UP)], "01:31", [("not_back", "01:31", "12 ≥ 12 min")], id="a figure"),
        pytest.param([("20:00", S.IN_BED), ("21:30", S.LEFT_BED)], "23:30", [], id="up in the evening"),
        pytest.param(
            [IN, OUT, ("01:19:07", S.LEFT_BED, DOOR), ("01:25", S.LEFT_BED)], "01:54",
            [("not_back", "01:31", "35 > 12 min")], id="two sensors in the bed, and one that repeats itself",
        ),
        pytest.param([IN, ("05:50", S.LEFT_BED)], "08:00", [], id="up in the morning"),
        pytest.param([IN, ("05:40", S.LEFT_BED)], "08:00", [("not_back", "05:52", "140 > 12 min")], id="just before"),
        pytest.param([("15:00", S.IN_BED), ("16:00", S.LEFT_BED)], "22:30", [], id="after a nap"),
        pytest.param([IN], "06:00", [], id="asleep"),
        pytest.param([], "06:00", [], id="nothing heard"),
    ],
)  # fmt: skip
def test_out_of_bed_longer_than_the_limit(
    words: list[tuple[str, Seen]], now: str, expected: list[tuple[str, str, str]]
) -> None:
    assert by(course(*words), now) == [(rule, utc(due), figures) for rule, due, figures in expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["02:14"], ["02:14"], id="at night"),
        pytest.param(["21:59"], [], id="before"),
        pytest.param(["06:00"], [], id="after"),
        pytest.param(["22:00", "05:59"], ["22:00", "05:59"], id="the hours' ends, hours apart"),
        pytest.param(["02:14", "02:20", "02:45"], ["02:14"], id="one outing"),
        pytest.param(["02:14", "02:45"], ["02:14", "02:45"], id="half an hour later, and no bed sensor"),
    ],
)
def test_a_door_between_its_hours(words: list[str], expected: list[str]) -> None:
    known = course(*((time, S.DOOR_OPENED, DOOR) for time in words))
    assert by(known, "08:00", DOOR_AT_NIGHT) == [
        ("door_at_night", utc(due), f"{due} · 22:00–06:00") for due in expected
    ]


def test_a_door_is_not_told_again_until_the_person_has_been_back_in_bed() -> None:
    doors = [("01:00", S.DOOR_OPENED, DOOR), ("03:00", S.DOOR_OPENED, DOOR)]
    away = course(("22:10", S.IN_BED), ("00:58", S.LEFT_BED), *doors)
    assert [due for _, due, _ in by(away, "08:00", DOOR_AT_NIGHT)] == [utc("01:00")]
    back = course(("22:10", S.IN_BED), ("00:58", S.LEFT_BED), ("02:00", S.BACK_IN_BED), *doors)
    assert [due for _, due, _ in by(back, "08:00", DOOR_AT_NIGHT)] == [utc("01:00"), utc("03:00")]


@pytest.mark.parametrize(
    ("words", "now", "expected"),
    [
        pytest.param([], "08:59", [], id="not yet"),
        pytest.param([], "09:00", ["– < 09:00"], id="never"),
        pytest.param([("03:12", S.MOVEMENT, MOTION)], "09:00", ["03:12 < 09:00"], id="in the night only"),
        pytest.param([("06:30", S.MOVEMENT, MOTION)], "09:00", [], id="in the morning"),
        pytest.param([("07:00", S.LEFT_BED)], "09:00", [], id="left the bed"),
        pytest.param([("07:00", S.DOSE_TAKEN)], "09:00", [], id="took the dose"),
        pytest.param(
            [("22:10", S.IN_BED), ("08:00", S.IN_BED)], "09:00", ["– < 09:00"], id="a bed that repeats itself"
        ),
        pytest.param([("09:05", S.MOVEMENT, MOTION)], "10:00", ["– < 09:00"], id="too late"),
    ],
)
def test_no_motion_by_the_set_hour(words: list[tuple[str, Seen]], now: str, expected: list[str]) -> None:
    assert by(course(*words), now, MOVED_BY_9) == [("no_motion", utc("09:00"), figures) for figures in expected]


def test_a_figure_on_the_floor_is_told_at_once_whatever_the_limits_and_the_hour() -> None:
    for time in ("02:00", "15:00"):
        known = course((time, S.FIGURE_ON_FLOOR))
        assert by(known, time, NOTHING) == [("on_floor", utc(time), time)]
    again = course(("02:00", S.FIGURE_ON_FLOOR), ("02:01", S.FIGURE_ABSENT), ("02:02", S.FIGURE_ON_FLOOR))
    assert len(by(again, "03:00", NOTHING)) == 1
    twice = course(("02:00", S.FIGURE_ON_FLOOR), ("02:10", S.FIGURE_IN_BED), ("02:30", S.FIGURE_ON_FLOOR))
    assert len(by(twice, "03:00", NOTHING)) == 2


@pytest.mark.parametrize(
    "more",
    [
        {"valid_from": date(2026, 3, 3)},
        {"valid_until": date(2026, 3, 1)},
        {"ended_on": NIGHT},
        {"consent": Consent(None)},
        {"consent": Consent(date(2026, 1, 1), until=date(2026, 3, 1))},
        {"consent": Consent(date(2026, 1, 1), has_cohabitant=True)},
        {"limits": NOTHING},
    ],
)
def test_without_a_decision_or_a_consent_that_holds_that_night_nothing_is_found(more: dict[str, object]) -> None:
    known = course(IN, OUT)
    assert by(known, "04:00")
    assert by(known, "04:00", **more) == [] if "limits" not in more else by(known, "04:00", NOTHING) == []


@pytest.mark.parametrize("by_decision", [True, False])
def test_who_declines_the_looks_of_a_night_is_heard_all_the_same(by_decision: bool) -> None:
    more: dict[str, object] = {"skipped": frozenset({NIGHT})} if by_decision else {}
    told = found(course(IN, OUT), decided(**more), clock("04:00"), lambda night: not by_decision and night == NIGHT)
    assert told.findings


@pytest.mark.parametrize("by_decision", [True, False])
def test_that_nothing_moves_says_nothing_of_somebody_who_may_be_away(by_decision: bool) -> None:
    limits = SensorLimits(moved_by=9 * 60)
    more: dict[str, object] = {"skipped": frozenset({NIGHT})} if by_decision else {}
    still, now = course(("22:00", S.MOVEMENT)), clock("09:30")
    assert found(still, decided(limits=limits), now, lambda _: False).findings
    off = found(still, decided(limits=limits, **more), now, lambda night: not by_decision and night == NIGHT)
    assert off.findings == ()


def test_what_fell_due_before_we_knew_of_the_decision_was_not_ours() -> None:
    assert by(course(IN, OUT), "04:00", known_since=clock("01:30:59"))
    assert by(course(IN, OUT), "04:00", known_since=clock("01:31:01")) == []


def test_it_is_told_a_day_back_and_no_farther() -> None:
    known = course(IN, OUT)
    now = clock("01:31") + timedelta(hours=24)
    assert found(known, decided(), now, lambda _: False).findings
    assert found(known, decided(), now + timedelta(seconds=1), lambda _: False).findings == ()


def test_it_says_when_to_ask_again() -> None:
    told = found(course(IN, OUT), decided(), clock("01:20"), lambda _: False)
    assert told.next_at == clock("01:31")


@pytest.mark.parametrize(
    ("night", "left", "due"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 29, 0, 55, tzinfo=UTC), datetime(2026, 3, 29, 1, 7, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 25, 0, 55, tzinfo=UTC), datetime(2026, 10, 25, 1, 7, tzinfo=UTC)),
    ],
)
def test_in_the_nights_in_which_the_clock_is_changed_minutes_are_minutes(
    night: date, left: datetime, due: datetime
) -> None:
    known = Course()
    known.take(S.IN_BED, BED, left - timedelta(hours=2), left)
    known.take(S.LEFT_BED, BED, left, left)
    told = found(known, decided(), due, lambda _: False)
    assert [one.due_at for one in told.findings] == [due]
    assert clock("06:00", night) - clock("22:00", night) in (timedelta(hours=7), timedelta(hours=9))


def one(known: Course, now: str, limits: SensorLimits = UP_12) -> Finding:
    [finding] = found(known, decided(limits, clock("12:00")), clock(now), lambda _: False).findings
    return finding


def test_an_earlier_word_that_comes_late_does_not_tell_it_twice() -> None:
    told = name_of(one(course(IN, ("01:20", S.LEFT_BED)), "01:40"), ASTRID)
    assert is_told(one(course(IN, ("01:19", S.LEFT_BED), ("01:20", S.LEFT_BED)), "01:40"), ASTRID, [told])


def test_out_of_bed_anew_is_told_anew() -> None:
    told = name_of(one(course(IN, OUT), "01:40"), ASTRID)
    later = found(
        course(IN, OUT, ("01:50", S.BACK_IN_BED), ("03:00", S.LEFT_BED)), decided(), clock("03:12"), lambda _: False
    )
    assert [is_told(finding, ASTRID, [told]) for finding in later.findings] == [True, False]
    assert not is_told(later.findings[0], ResidentId("bo"), [told])


def test_what_is_milder_about_the_same_is_not_told_after_what_is_graver() -> None:
    told = name_of(one(course(IN, OUT), "01:40"), ASTRID)
    milder = one(course(IN, OUT, ("01:25", S.MOVEMENT, MOTION)), "01:33")
    assert milder.rule is Flag.UP_TOO_LONG
    assert is_told(milder, ASTRID, [told])


@pytest.mark.parametrize(
    ("words", "limits", "cause", "alarm_class", "lane"),
    [
        ([IN, OUT], UP_12, Cause.NOT_BACK_IN_BED, AlarmClass.HIGH, Lane.SUPERVISION),
        ([IN, OUT, ("01:29", S.MOVEMENT)], UP_12, Cause.LEFT_BED, AlarmClass.NORMAL, Lane.SUPERVISION),
        ([("01:19", S.DOOR_OPENED)], DOOR_AT_NIGHT, Cause.DOOR_OPENED, AlarmClass.HIGH, Lane.SUPERVISION),
        ([("01:19", S.FIGURE_ON_FLOOR)], NOTHING, Cause.FALL, AlarmClass.HIGH, Lane.PERSON),
    ],
)
def test_each_becomes_a_case_of_its_class_and_lane_once(
    words: list[tuple[str, Seen]], limits: SensorLimits, cause: Cause, alarm_class: AlarmClass, lane: Lane
) -> None:
    centre = Centre()
    finding = one(course(*words), "01:35", limits)
    new_case = counter("case")
    for _ in range(2):
        centre.commit(planned(finding, NORRBY, ASTRID, "Sovrum", clock("01:35"), Overlay(centre.board), new_case))
    [case] = centre.open()
    assert (case.cause, case.alarm_class, case.lane, case.resident) == (cause, alarm_class, lane, ASTRID)
    assert (case.waiting_since, case.place, case.alarms) == (finding.due_at, "Sovrum", 1)
    assert case.recent[0].text == finding.figures


def test_the_beds_own_alarm_about_the_same_is_the_persons_and_linked() -> None:
    bed = device("bed-1", resident="astrid")
    centre = Centre(bed)
    own = centre.hear(alarm(clock("01:30"), Cause.NOT_BACK_IN_BED, kind=bed.kind, device="bed-1"))
    finding = one(course(IN, OUT), "01:35")
    ours = planned(finding, NORRBY, ASTRID, "", clock("01:35"), Overlay(centre.board), counter("case-s"))
    centre.commit(ours)
    assert centre.case(ours).linked == (centre.case(own).id,)
    assert centre.get(centre.case(own)).linked == (centre.case(ours).id,)


def test_no_motion_has_no_device() -> None:
    assert one(Course(), "09:00", MOVED_BY_9).device == DeviceId("")


def test_what_is_forgotten_is_not_missed_in_what_is_told_a_day_back() -> None:
    known = course(("06:30", S.MOVEMENT, MOTION), night=NIGHT - timedelta(days=1))
    known.take(S.MOVEMENT, MOTION, clock("08:00"), clock("08:00"))
    now = clock("08:30")
    known.forget(now - KEPT)
    assert found(known, decided(MOVED_BY_9), now, lambda _: False).findings == ()


def test_what_another_console_told_meanwhile_is_not_told_again_though_its_case_is_gone() -> None:
    centre = Centre()
    finding = one(course(IN, OUT), "01:35")
    centre.board.night.told[name_of(finding, ASTRID)] = clock("01:32")
    assert planned(finding, NORRBY, ASTRID, "", clock("01:35"), Overlay(centre.board), counter("case")) == ()
