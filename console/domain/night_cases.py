"""What a resident's cases put on the night line: presses with their counter, alarms, doses that were missed. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, Lane, class_of_presses
from console.domain.ids import CaseId
from console.domain.night_book import SENSED_SOURCE
from console.domain.night_line import MarkKind, NightLane, NightMark
from console.domain.report import ReportKey

TOGETHER = timedelta(minutes=15)
"""Presses of one case no farther apart are one mark, with the first and the last of them."""


@dataclass(frozen=True, slots=True)
class CaseTold:
    """One case and its events, in their order."""

    id: CaseId
    events: Sequence[ev.Event]


@dataclass(frozen=True, slots=True)
class _Told:
    case: CaseId
    lane: Lane
    alarm: ev.Alarm
    alarm_class: AlarmClass
    press: int


def alarm_marks(cases: Iterable[CaseTold]) -> list[NightMark]:
    """The marks of the lanes "alarm" and "medication", by time. Technical cases and tests have none; an alarm that
    moved to another case is told once, of the last."""
    told: dict[ReportKey, _Told] = {}
    for case in cases:
        told |= {one.alarm.report: one for one in _alarms(case)}
    marks: list[NightMark] = []
    for one in sorted(told.values(), key=lambda one: one.alarm.began_at):
        mark = _mark(one)
        is_more = bool(marks) and mark.kind is MarkKind.PRESSED and marks[-1].kind is MarkKind.PRESSED
        if is_more and marks[-1].case == mark.case and mark.at - (marks[-1].until or marks[-1].at) <= TOGETHER:
            marks[-1] = replace(
                marks[-1], until=mark.at, last_press=mark.last_press, alarm_class=mark.alarm_class
            )  # fmt: skip
        else:
            marks.append(mark)
    return marks


def became(cases: Iterable[CaseTold]) -> dict[str, CaseId]:
    """The ids of the reports that tell of a limit, and the case of each."""
    return {
        one.alarm.report.id: one.case
        for case in cases
        for one in _alarms(case)
        if one.alarm.report.source.startswith(SENSED_SOURCE)
    }


def began_within(case: CaseTold, since: datetime, until: datetime) -> bool:
    """Whether any alarm of it began then."""
    return any(since <= one.alarm.began_at < until for one in _alarms(case))


def _alarms(case: CaseTold) -> list[_Told]:
    told: list[_Told] = []
    lane: Lane | None = None
    presses, gravest = 0, AlarmClass.TECHNICAL
    for event in case.events:
        body = event.body
        if isinstance(body, ev.CaseReceived):
            presses += body.presses
        if not isinstance(body, ev.CaseOpened | ev.AlarmJoined):
            continue
        if isinstance(body, ev.CaseOpened):
            lane, presses = body.lane, body.presses_before
        alarm = body.alarm
        is_press = alarm.is_press and not alarm.is_test
        presses += is_press
        gravest = min(gravest, alarm.alarm_class, class_of_presses(presses))
        if lane is not None and lane is not Lane.TECHNICAL and not alarm.is_test:
            told.append(_Told(case.id, lane, alarm, gravest, presses if is_press else 0))
    return told


def _mark(told: _Told) -> NightMark:
    alarm = told.alarm
    lane, kind = NightLane.ALARM, MarkKind.PRESSED if told.press else MarkKind.ALARMED
    if told.lane is Lane.MEDICATION:
        lane = NightLane.MEDICATION
        kind = MarkKind.DOSE_MISSED if alarm.cause is Cause.NOT_TAKEN else MarkKind.ALARMED
    return NightMark(
        lane, kind, alarm.began_at, source=alarm.kind, place=alarm.place, alarm_class=told.alarm_class,
        cause=alarm.cause, first_press=told.press, last_press=told.press, case=told.case,
    )  # fmt: skip
