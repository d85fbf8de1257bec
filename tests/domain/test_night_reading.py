"""The night of the drawing, read out of what was stored: each mark, why it is marked, and what it became."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.board import Overlay
from console.domain.ids import SYSTEM, CaseId, DecisionId, DeviceId, EventId, LookId, ResidentId
from console.domain.look import LookOutcome, LookState
from console.domain.masking import Person, show
from console.domain.night import looks_of
from console.domain.night_cases import CaseTold, alarm_marks
from console.domain.night_line import Flag, MarkKind, NightLane, NightLine, NightMark, Span
from console.domain.night_looks import LookTold, look_marks
from console.domain.night_marks import heard_of
from console.domain.night_reading import Material, line_of, past_night, span_of
from console.domain.sensor_rules import found, planned
from console.domain.supervision import Decided, LookTime, SensorLimits
from tests.builders import NORRBY, Centre, alarm, counter, device, operator, resident
from tests.sensing_kit import BED, DOOR, MOTION, NIGHT, clock, decided, decision, read, said

MAT = DeviceId("mat-1")
DEVICES = {
    BED: device(BED, resident="astrid", kind=DeviceKind.BED_SENSOR, place="Sängmatta"),
    DOOR: device(DOOR, resident="astrid", kind=DeviceKind.DOOR_ALARM, place="Ytterdörr"),
    MOTION: device(MOTION, resident="astrid", kind=DeviceKind.IR_DETECTOR),
    MAT: device(MAT, resident="astrid", kind=DeviceKind.ALARM_MAT, place="Sängkant"),
}
ASTRID = ResidentId("astrid")
DRAWN = [
    ("21:21", "door_opened", DOOR), ("21:33", "door_closed", DOOR), ("22:18", "in_bed", BED),
    ("00:52", "left_bed", BED), ("00:53", "movement", MOTION), ("00:54", "movement", MOTION),
    ("00:57", "back_in_bed", BED),
    ("01:19", "left_bed", BED), ("01:19:30", "on_mat", MAT), ("01:20", "off_mat", MAT), ("01:22", "movement", MOTION),
    ("01:53", "movement", MOTION), ("01:54", "back_in_bed", BED),
]  # fmt: skip


def people() -> Person:
    return show(resident(), None, operator(), date(2026, 3, 2))


def line(
    words: Sequence[tuple[str, str, DeviceId]] = DRAWN,
    now: str = "02:00",
    *,
    cases: Sequence[CaseTold] = (),
    looks: Sequence[LookTold] = (),
    known: Sequence[Decided] = (),
    span: Span = Span.NIGHT,
) -> NightLine:
    at = clock(now)
    night, since, until = span_of(span, at)
    return line_of(
        Material(
            ASTRID, NORRBY, people(), night, since, until, at, heard_of(said(clock(t), s, d) for t, s, d in words),
            DEVICES, cases, looks, known or (decided(),),
        )
    )  # fmt: skip


def told(one: NightLine, lane: NightLane) -> list[tuple[str, str, str]]:
    """The marks of a lane: kind, from and to."""
    return [
        (mark.kind.value, local(mark.at), "…" if mark.is_ongoing else local(mark.until) if mark.until else "")
        for mark in one.marks
        if mark.lane is lane
    ]


def local(at: datetime) -> str:
    return f"{at + timedelta(hours=1):%H:%M}"


def test_the_lanes_of_the_sensors_are_as_drawn() -> None:
    one = line()
    assert told(one, NightLane.BED) == [
        ("in_bed", "22:18", "00:52"), ("out_of_bed", "00:52", "00:57"), ("in_bed", "00:57", "01:19"),
        ("out_of_bed", "01:19", "01:54"), ("in_bed", "01:54", "…"),
    ]  # fmt: skip
    assert told(one, NightLane.MOTION) == [("moved", "00:53", "00:54"), ("moved", "01:22", ""), ("moved", "01:53", "")]
    assert told(one, NightLane.DOOR) == [("door_opened", "21:21", "21:33")]
    assert told(one, NightLane.MAT) == [("on_mat", "01:19", "01:20")]
    assert (one.tonight.ups, one.tonight.longest_up) == (2, timedelta(minutes=35))
    assert one.has_sensors == {NightLane.BED, NightLane.MOTION, NightLane.DOOR, NightLane.MAT}
    assert (one.since, one.until, one.now) == (clock("21:00"), clock("08:00"), clock("02:00"))


def test_a_mark_says_by_what_sensor_and_where() -> None:
    [mark] = [mark for mark in line().marks if mark.lane is NightLane.DOOR]
    assert (mark.source, mark.place) == (DeviceKind.DOOR_ALARM, "Ytterdörr")


def test_a_mark_that_passed_a_limit_says_which_and_what_it_became() -> None:
    centre = Centre()
    heard = heard_of(said(clock(t), s, d) for t, s, d in DRAWN[:-2])
    for time in ("01:31", "01:34"):
        for finding in found(heard.course, decided(), clock(time), lambda _: False).findings:
            centre.commit(
                planned(finding, NORRBY, ASTRID, "", clock(time), Overlay(centre.board), counter("case"))
            )  # fmt: skip
    [case] = centre.open()
    one = line(cases=[CaseTold(case.id, centre.journal)])
    [marked] = [mark for mark in one.marks if mark.why is not None]
    assert (marked.kind, marked.at, marked.case) == (MarkKind.OUT_OF_BED, clock("01:19"), case.id)
    assert marked.why is not None
    assert (marked.why.flag, marked.why.measured, marked.why.limit) == (
        Flag.NOT_BACK, timedelta(minutes=35), timedelta(minutes=12),
    )  # fmt: skip
    assert (marked.why.case, marked.why.became) == (case.id, Cause.NOT_BACK_IN_BED)
    assert [mark.cause for mark in one.marks if mark.lane is NightLane.ALARM] == [
        Cause.LEFT_BED, Cause.NOT_BACK_IN_BED,
    ]  # fmt: skip


def test_no_motion_a_door_and_a_figure_on_the_floor_are_marked_too() -> None:
    limits = SensorLimits(door_from=22 * 60, door_until=6 * 60, moved_by=9 * 60)
    words = [("22:00", "in_bed", BED), ("02:14", "door_opened", DOOR), ("02:20", "figure_on_floor", MOTION)]
    one = line(words, "09:30", known=[decided(limits, clock("12:00"))])
    marked = {mark.why.flag: (mark.kind, mark.at) for mark in one.marks if mark.why is not None}
    assert marked == {
        Flag.DOOR_AT_NIGHT: (MarkKind.DOOR_OPENED, clock("02:14")),
        Flag.ON_FLOOR: (MarkKind.FIGURE_ON_FLOOR, clock("02:20")),
        Flag.NO_MOTION: (MarkKind.STILL, clock("02:20")),
    }


def test_without_a_consent_no_limit_was_passed() -> None:
    one = line(known=[Decided(replace(decision(), ended_on=NIGHT), clock("12:00"))])
    assert [mark for mark in one.marks if mark.why is not None] == []


def test_a_word_that_we_do_not_have_is_shown_as_something_else() -> None:
    one = line([("23:00", "water_used", DOOR), ("23:05", "levitating", DeviceId("x"))])
    assert [(mark.kind, mark.lane) for mark in one.marks] == [
        (MarkKind.OTHER, NightLane.DOOR), (MarkKind.OTHER, NightLane.MOTION),
    ]  # fmt: skip


def test_doses_and_figures() -> None:
    one = line([("21:04", "dose_taken", DOOR), ("01:20", "figure_up", MOTION)])
    assert told(one, NightLane.MEDICATION) == [("dose_taken", "21:04", "")]
    assert told(one, NightLane.MOTION) == [("figure_up", "01:20", "")]


def test_readings_are_seconds_after_the_beginning() -> None:
    heard = heard_of([read(clock("21:30"), 7), read(clock("21:10"), 3), read(clock("21:20"), 9, quantity="lux")])
    one = line_of(Material(ASTRID, NORRBY, people(), NIGHT, clock("21:00"), clock("08:00"), clock("22:00"), heard))
    assert one.motion == ((600.0, 3), (1800.0, 7))


def presses(centre: Centre, *times: str) -> CaseTold:
    centre.knowledge = Centre(device("dev-1", resident="astrid")).knowledge
    for time in times:
        centre.hear(alarm(clock(time)))
    return CaseTold(centre.open()[0].id, centre.journal)


def test_presses_of_a_quarter_of_an_hour_are_one_mark_with_their_numbers() -> None:
    centre = Centre()
    marks = alarm_marks([presses(centre, "22:00", "22:06", "00:50", "00:52", "01:34")])
    assert [(mark.first_press, mark.last_press, mark.alarm_class) for mark in marks] == [
        (1, 2, AlarmClass.HIGH), (3, 4, AlarmClass.HIGH), (5, 5, AlarmClass.ACUTE),
    ]  # fmt: skip
    assert [(mark.kind, mark.cause) for mark in marks] == [(MarkKind.PRESSED, Cause.PRESS)] * 3


def test_an_alarm_that_moved_to_another_case_is_told_once_and_a_technical_one_not_at_all() -> None:
    first = presses(Centre(), "22:00")
    opened = first.events[0]
    assert isinstance(opened.body, ev.CaseOpened)
    moved = CaseTold(CaseId("other"), [replace(opened, subject="case:other")])
    technical = CaseTold(CaseId("t"), [replace(opened, body=replace(opened.body, lane=Lane.TECHNICAL))])
    assert [mark.case for mark in alarm_marks([first, moved])] == ["other"]
    assert alarm_marks([technical]) == []


def test_a_dose_that_was_missed_is_in_the_lane_of_medication() -> None:
    centre = Centre(device("dev-1", resident="astrid", kind=DeviceKind.MEDICATION_DISPENSER))
    centre.hear(alarm(clock("21:30"), Cause.NOT_TAKEN, DeviceKind.MEDICATION_DISPENSER))
    [mark] = alarm_marks([CaseTold(centre.open()[0].id, centre.journal)])
    assert (mark.lane, mark.kind, mark.cause) == (NightLane.MEDICATION, MarkKind.DOSE_MISSED, Cause.NOT_TAKEN)


def judged(time: str, outcome: LookOutcome, state: LookState) -> ev.Event:
    body = ev.LookJudged(LookId("l"), DecisionId("decision-astrid"), ASTRID, outcome, state)
    return ev.Event(1, EventId("e"), "look:l", 1, clock(time), SYSTEM, NORRBY, body)


def test_looks_are_done_tried_missed_and_to_come() -> None:
    times = tuple(LookTime(number, *window) for number, window in enumerate(((23 * 60, 1410), (60, 90), (270, 300)), 1))
    first, second, third = looks_of(decision(looks=times), NIGHT)
    looks = [
        LookTold(first, [judged("23:30", LookOutcome.NOT_SEEN, LookState.RETRY),
                         judged("23:46", LookOutcome.ASLEEP, LookState.DONE)]),
        LookTold(second), LookTold(third), LookTold(None, [judged("03:00", LookOutcome.UP, LookState.DONE)]),
    ]  # fmt: skip
    assert [mark.kind for mark in look_marks(looks[1:2], clock("01:35"))] == [MarkKind.LOOK_PLANNED]
    marks = look_marks(looks, clock("03:30"))
    assert [(mark.kind, local(mark.at), mark.outcome) for mark in marks] == [
        (MarkKind.LOOK_NOT_DONE, "23:30", LookOutcome.NOT_SEEN), (MarkKind.LOOK_DONE, "23:46", LookOutcome.ASLEEP),
        (MarkKind.LOOK_NOT_DONE, "01:00", None), (MarkKind.LOOK_PLANNED, "04:30", None),
        (MarkKind.LOOK_DONE, "03:00", LookOutcome.UP),
    ]  # fmt: skip


def test_a_past_night_has_its_bedtime_and_the_lanes_that_could_have_had_something() -> None:
    heard = heard_of(said(clock(t), s, d) for t, s, d in DRAWN)
    one = past_night(heard, DEVICES, NIGHT, clock("12:00") + timedelta(days=3))
    assert one.bedtime is not None
    assert one.bedtime.ups == 2
    assert set(one.busy) == {NightLane.BED, NightLane.MOTION, NightLane.DOOR, NightLane.MAT}
    nothing = past_night(heard_of([]), DEVICES, NIGHT, clock("12:00"))
    assert (nothing.bedtime, nothing.busy) == (None, {})


@pytest.mark.parametrize(
    ("now", "span", "since", "until"),
    [
        ("02:00", Span.NIGHT, clock("21:00"), clock("08:00")),
        ("11:00", Span.NIGHT, clock("21:00"), clock("08:00")),
        ("02:00", Span.DAY, clock("02:00") - timedelta(days=1), clock("02:00")),
        ("02:00", Span.WEEK, clock("21:00", NIGHT - timedelta(days=6)), clock("08:00")),
    ],
)
def test_what_is_shown(now: str, span: Span, since: datetime, until: datetime) -> None:
    assert span_of(span, clock(now)) == (NIGHT, since, until)


def test_in_the_afternoon_it_is_the_last_night_that_is_shown() -> None:
    assert span_of(Span.NIGHT, clock("15:00"))[0] == NIGHT - timedelta(days=1)
    assert span_of(Span.NIGHT, clock("18:30"))[0] == NIGHT


def test_what_is_outside_the_span_is_not_shown() -> None:
    one = line([("20:00", "movement", MOTION), ("20:30", "in_bed", BED)], "22:00")
    assert [(mark.kind, mark.is_ongoing) for mark in one.marks] == [(MarkKind.IN_BED, True)]
    assert isinstance(one.marks[0], NightMark)
