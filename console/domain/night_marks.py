"""What sensors said of a resident over a time, and the marks of a night line that they alone make. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId
from console.domain.night import night_of
from console.domain.night_line import MarkKind, NightLane, NightMark
from console.domain.report import SampleReport, SupervisionReport
from console.domain.resident import Device
from console.domain.sensing import MOTION, Course, Seen, falls, word_of, word_of_sample
from console.domain.triage import bounded

BURST = timedelta(minutes=5)
"""Movements no farther apart are one mark."""

LANES: dict[DeviceKind, NightLane] = {
    DeviceKind.BED_SENSOR: NightLane.BED,
    DeviceKind.IR_DETECTOR: NightLane.MOTION,
    DeviceKind.SUPERVISION_SENSOR: NightLane.MOTION,
    DeviceKind.DOOR_ALARM: NightLane.DOOR,
    DeviceKind.LOCK: NightLane.DOOR,
    DeviceKind.ALARM_MAT: NightLane.MAT,
    DeviceKind.CAMERA: NightLane.LOOK,
    DeviceKind.PERSONAL_ALARM: NightLane.ALARM,
    DeviceKind.TELEPHONE_ALARM: NightLane.ALARM,
    DeviceKind.MOBILE_ALARM: NightLane.ALARM,
    DeviceKind.TABLET: NightLane.ALARM,
    DeviceKind.FALL_DETECTOR: NightLane.ALARM,
    DeviceKind.ROOM_CALL: NightLane.ALARM,
    DeviceKind.MEDICATION_DISPENSER: NightLane.MEDICATION,
}
"""The lane that a device reports to."""

_LANE_OF: dict[Seen, NightLane] = {
    **dict.fromkeys((Seen.IN_BED, Seen.LEFT_BED, Seen.BACK_IN_BED, Seen.FIGURE_IN_BED), NightLane.BED),
    **dict.fromkeys((Seen.MOVEMENT, Seen.STILL, Seen.FIGURE_UP, Seen.FIGURE_ON_FLOOR), NightLane.MOTION),
    Seen.FIGURE_ABSENT: NightLane.MOTION,
    **dict.fromkeys((Seen.DOOR_OPENED, Seen.DOOR_CLOSED), NightLane.DOOR),
    **dict.fromkeys((Seen.ON_MAT, Seen.OFF_MAT), NightLane.MAT),
    Seen.DOSE_TAKEN: NightLane.MEDICATION,
}


@dataclass
class Heard:
    """What sensors said over a time, sorted by what it is about."""

    course: Course = field(default_factory=Course)
    readings: list[tuple[datetime, float]] = field(default_factory=list)
    others: list[tuple[datetime, DeviceId]] = field(default_factory=list)
    lanes: set[NightLane] = field(default_factory=set)
    nights: set[date] = field(default_factory=set)

    def take(self, report: SupervisionReport | SampleReport) -> None:
        """One report more, in any order."""
        head = report.head
        if isinstance(report, SampleReport):
            self._take_samples(report)
            return
        seen = word_of(report.seen, report.kind)
        at = bounded(head.at, head.received_at)
        self.nights.add(night_of(at))
        if seen is None:
            self.others.append((at, head.origin.device))
            return
        self.lanes.add(_LANE_OF[seen])
        self.course.take(seen, head.origin.device, head.at, head.received_at)

    def _take_samples(self, report: SampleReport) -> None:
        for sample in report.samples:
            if sample.quantity not in MOTION:
                continue
            at = bounded(sample.at, report.head.received_at)
            self.readings.append((at, sample.value))
            self.lanes.add(NightLane.MOTION)
            self.nights.add(night_of(at))
            seen = word_of_sample(sample)
            if seen is not None:
                self.course.take(seen, report.head.origin.device, sample.at, report.head.received_at)


def heard_of(reports: Iterable[SupervisionReport | SampleReport]) -> Heard:
    """All of these reports."""
    heard = Heard()
    for report in reports:
        heard.take(report)
    return heard


def sensor_marks(heard: Heard, devices: Mapping[DeviceId, Device], now: datetime) -> list[NightMark]:
    """What sensors alone say, in no order. A time out of bed is a mark of its own, between those in bed."""
    course = heard.course
    marks = [
        NightMark(NightLane.BED, MarkKind.IN_BED, at, until, DeviceKind.BED_SENSOR, is_ongoing=until is None)
        for at, until in course.ins()
    ]
    for out in course.outs():
        mark = NightMark(NightLane.BED, MarkKind.OUT_OF_BED, out.since, out.until, is_ongoing=out.until is None)
        marks.append(_from(mark, out.device, devices))
    marks += _bursts(course, devices)
    marks += _spans(course, devices, Seen.DOOR_OPENED, Seen.DOOR_CLOSED, NightLane.DOOR, MarkKind.DOOR_OPENED)
    marks += _spans(course, devices, Seen.ON_MAT, Seen.OFF_MAT, NightLane.MAT, MarkKind.ON_MAT)
    for word in course.words(frozenset({Seen.FIGURE_UP, Seen.DOSE_TAKEN})):
        lane, kind = NightLane.MOTION, MarkKind.FIGURE_UP
        if word.seen is Seen.DOSE_TAKEN:
            lane, kind = NightLane.MEDICATION, MarkKind.DOSE_TAKEN
        marks.append(_from(NightMark(lane, kind, word.at), word.device, devices))
    for word, _, until in falls(course):
        mark = NightMark(NightLane.MOTION, MarkKind.FIGURE_ON_FLOOR, word.at, until, is_ongoing=until is None)
        marks.append(_from(mark, word.device, devices))
    for at, device in heard.others:
        known = devices.get(device)
        lane = LANES.get(known.kind, NightLane.MOTION) if known is not None else NightLane.MOTION
        marks.append(_from(NightMark(lane, MarkKind.OTHER, at), device, devices))
    return marks


def _bursts(course: Course, devices: Mapping[DeviceId, Device]) -> Iterator[NightMark]:
    mark: NightMark | None = None
    for word in course.words(frozenset({Seen.MOVEMENT})):
        if mark is not None and word.at - (mark.until or mark.at) <= BURST:
            mark = replace(mark, until=word.at)
            continue
        if mark is not None:
            yield mark
        mark = _from(NightMark(NightLane.MOTION, MarkKind.MOVED, word.at), word.device, devices)
    if mark is not None:
        yield mark


def _spans(
    course: Course, devices: Mapping[DeviceId, Device], on: Seen, off: Seen, lane: NightLane, kind: MarkKind
) -> list[NightMark]:
    marks: list[NightMark] = []
    is_on: dict[DeviceId, int] = {}
    for word in course.words(frozenset({on, off})):
        if word.seen is on and word.device not in is_on:
            is_on[word.device] = len(marks)
            marks.append(_from(NightMark(lane, kind, word.at), word.device, devices))
        elif word.seen is off and word.device in is_on:
            place = is_on.pop(word.device)
            marks[place] = replace(marks[place], until=word.at)
    return marks


def _from(mark: NightMark, device: DeviceId, devices: Mapping[DeviceId, Device]) -> NightMark:
    known = devices.get(device)
    return replace(mark, source=known.kind, place=known.place) if known is not None else mark
