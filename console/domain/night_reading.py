"""Makes a resident's night line out of what was stored: sensors' words, cases, looks, doses. Pure.

A mark that passed a limit says which, and the case that it became. What is usual is `night_usual`'s to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from console.domain.ids import CaseId, DecisionId, DeviceId, MunicipalityId, ResidentId
from console.domain.masking import Person
from console.domain.night import moment, night_of
from console.domain.night_cases import CaseTold, alarm_marks, became
from console.domain.night_line import Band, Bedtime, Flag, MarkKind, NightLane, NightLine, NightMark, Span, Why
from console.domain.night_looks import LookTold, look_marks
from console.domain.night_marks import LANES, Heard, sensor_marks
from console.domain.night_usual import PastNight, bands, bedtime, busy, deviating, usual
from console.domain.resident import Device
from console.domain.sensor_rules import CAUSES, Finding, found, telling
from console.domain.supervision import MINUTES_A_DAY, Decided

SENSED_LANES = (NightLane.BED, NightLane.MOTION, NightLane.DOOR, NightLane.MAT, NightLane.MEDICATION)
"""Lanes that sensors alone fill, and that have a usual time."""


A_DAY = timedelta(hours=6)
"""Out of bed for so long, and no limit passed, is a day and no mark of the night."""

FROM = 21 * 60
UNTIL = 8 * 60
"""Local minutes that one night is shown between."""

BEFORE = timedelta(hours=12)
AFTER = timedelta(hours=4)
"""So far beyond what is shown words are asked for: to know how it began, and until noon how the night ended."""

STILL_LAST_NIGHT = timedelta(hours=6)
"""So long after noon the night that has been is shown, before that which comes."""


def span_of(span: Span, now: datetime) -> tuple[date, datetime, datetime]:
    """The night that is asked for, and from when to when it is shown."""
    night = night_of(now - STILL_LAST_NIGHT)
    if span is Span.DAY:
        return night, now - timedelta(days=1), now
    first = night - timedelta(days=6) if span is Span.WEEK else night
    return night, moment(first, FROM), moment(night, MINUTES_A_DAY + UNTIL)


@dataclass(frozen=True, slots=True)
class Material:
    """What a night line is made of. `heard` reaches from `BEFORE` it to `AFTER` it; `night` is the one that is set
    against the `past` ones."""

    resident: ResidentId
    municipality: MunicipalityId
    person: Person
    night: date
    since: datetime
    until: datetime
    now: datetime
    heard: Heard
    devices: Mapping[DeviceId, Device] = field(default_factory=dict)
    cases: Sequence[CaseTold] = ()
    looks: Sequence[LookTold] = ()
    decided: Sequence[Decided] = ()
    off: frozenset[tuple[DecisionId, date]] = frozenset()
    past: tuple[PastNight, ...] = ()
    room: str = ""


def line_of(material: Material) -> NightLine:
    """The line, its marks in the order of their times."""
    now, since, until = material.now, material.since, material.until
    sensed = sensor_marks(material.heard, material.devices, now)
    sensed = _explained(sensed, findings_of(material), material)
    every = [*sensed, *look_marks(material.looks, now), *alarm_marks(material.cases)]
    shown = [one for one in every if one.at < until and _ends(one, now) >= since and not _is_a_day(one, now)]
    tonight = bedtime(material.heard.course, material.night, now)
    readings = sorted(material.heard.readings)
    return NightLine(
        resident=material.resident, municipality=material.municipality, person=material.person, since=since,
        until=until, marks=tuple(sorted(shown, key=lambda one: (one.at, one.lane))), bands=_bands(material),
        motion=tuple(((at - since).total_seconds(), value) for at, value in readings if since <= at < until),
        tonight=tonight or Bedtime(), usual=usual(material.past),
        deviating=deviating(material.night, tonight, material.past), has_sensors=_has_sensors(material),
        room=material.room, now=now if since <= now < until else None,
    )  # fmt: skip


def past_night(heard: Heard, devices: Mapping[DeviceId, Device], night: date, now: datetime) -> PastNight:
    """One night of before; its lanes are those that were heard in it, or could have been."""
    if night not in heard.nights:
        return PastNight(night, None)
    found = busy(sensor_marks(heard, devices, now), night, now)
    lanes = _lanes(heard, devices)
    return PastNight(
        night, bedtime(heard.course, night, now),
        {lane: found.get(lane, 0) for lane in SENSED_LANES if lane in lanes},
    )  # fmt: skip


def findings_of(material: Material) -> list[Finding]:
    """What passed a limit in any night of the span, whoever was told."""
    findings: dict[tuple[Flag, datetime], Finding] = {}
    end = min(material.now, material.until + AFTER)
    at = min(material.since + timedelta(days=1), end)
    while True:
        for one in material.decided:
            off = {night for id, night in material.off if id == one.decision.id}
            told = found(material.heard.course, one, at, off.__contains__).findings
            findings |= {(finding.rule, finding.began_at): finding for finding in told}
        if at >= end:
            return sorted(findings.values(), key=lambda one: one.due_at)
        at = min(at + timedelta(hours=12), end)


_MARKED: dict[Flag, MarkKind] = {
    Flag.UP_TOO_LONG: MarkKind.OUT_OF_BED,
    Flag.NOT_BACK: MarkKind.OUT_OF_BED,
    Flag.DOOR_AT_NIGHT: MarkKind.DOOR_OPENED,
    Flag.ON_FLOOR: MarkKind.FIGURE_ON_FLOOR,
}


def _explained(marks: Iterable[NightMark], findings: Iterable[Finding], material: Material) -> list[NightMark]:
    """The marks with why they are marked; of two reasons the graver one. No motion is a mark of its own."""
    told = became(material.cases)
    why: dict[tuple[MarkKind, datetime], Why] = {}
    explained: list[NightMark] = []
    for finding in findings:
        reason = _why(finding, told, material.resident)
        kind = _MARKED.get(finding.rule)
        if kind is None:
            since = finding.due_at - (finding.measured or timedelta(0))
            mark = NightMark(NightLane.MOTION, MarkKind.STILL, since, finding.due_at, case=reason.case, why=reason)
            explained.append(mark)
        elif (kind, finding.began_at) not in why or finding.rule is Flag.NOT_BACK:
            why[kind, finding.began_at] = reason
    for mark in marks:
        known = why.get((mark.kind, mark.at))
        explained.append(replace(mark, why=known, case=known.case) if known is not None else mark)
    return explained


def _why(finding: Finding, told: Mapping[str, CaseId], resident: ResidentId) -> Why:
    name = telling(finding, resident, told)
    case = told[name] if name is not None else None
    return Why(finding.rule, finding.measured, finding.limit, case, CAUSES[finding.rule] if case else None)


def _ends(mark: NightMark, now: datetime) -> datetime:
    return mark.until or (max(now, mark.at) if mark.is_ongoing else mark.at)


def _is_a_day(mark: NightMark, now: datetime) -> bool:
    """Whether it is the day between two nights."""
    is_up = mark.kind is MarkKind.OUT_OF_BED and mark.why is None
    return is_up and _ends(mark, now) - mark.at >= A_DAY


def _bands(material: Material) -> tuple[Band, ...]:
    """For each night of the span, cut to it."""
    shown: list[Band] = []
    night = night_of(material.since)
    while night <= night_of(material.until):
        for band in bands(material.past, night):
            since, until = max(band.since, material.since), min(band.until, material.until)
            if since < until:
                shown.append(Band(band.lane, since, until))
        night += timedelta(days=1)
    return tuple(sorted(shown, key=lambda band: (band.lane, band.since)))


def _has_sensors(material: Material) -> frozenset[NightLane]:
    lanes = _lanes(material.heard, material.devices)
    return lanes | {NightLane.LOOK} if material.looks else lanes


def _lanes(heard: Heard, devices: Mapping[DeviceId, Device]) -> frozenset[NightLane]:
    """Those in which something was heard, or could have been."""
    return frozenset(heard.lanes | {lane for one in devices.values() if (lane := LANES.get(one.kind)) is not None})
