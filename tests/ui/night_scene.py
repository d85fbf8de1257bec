"""The drawing's night of Märta Lindqvist in a fake centre, as of 02:00; its week; and a morning list."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.ids import CaseId, ResidentId
from console.domain.look import LookOutcome
from console.domain.night_line import (
    Band,
    Bedtime,
    Certainty,
    Deviating,
    Deviation,
    Flag,
    MarkKind,
    MorningRow,
    NightLane,
    NightLine,
    NightMark,
    Span,
    Usual,
    Why,
)
from tests.ui.fakes import ALVBRO, FakeOffice
from ui.night.loading import load_lanes

L, M, K = NightLane, MarkKind, DeviceKind
MARTA = ResidentId("marta")
CASE = CaseId("26-11843")
EVENING = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
"""21:00 where the centre is."""

TWO = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
Text = Callable[[], str]


def at(hour: int, minute: int = 0) -> datetime:
    """A moment of the drawing's night, by its local clock."""
    day = 21 if hour >= 12 else 22
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def motion() -> tuple[tuple[float, float], ...]:
    """One reading each ten seconds where somebody moves, and nothing in between."""
    lived = ((21 * 60, 75), (23 * 60 + 54, 4), (24 * 60 + 58, 4), (25 * 60 + 19, 4), (25 * 60 + 53, 4))
    found = []
    for start, minutes in lived:
        for step in range(minutes * 6):
            second = (start - 21 * 60) * 60 + step * 10
            wave = abs(math.sin(step / 7) * math.sin(step / 23 + 1))
            if wave > 0.25:
                found.append((float(second), round(wave * 10, 2)))
    return tuple(found)


def marks(text: Text | None = None) -> tuple[NightMark, ...]:
    """The drawing's events; foreign texts where they are asked for."""
    place = text or (lambda: "")
    why = Why(Flag.UP_TOO_LONG, timedelta(minutes=35), timedelta(minutes=12), CASE, Cause.STEPPED_ON_MAT)
    return (
        NightMark(L.MEDICATION, M.DOSE_TAKEN, at(21, 4), source=K.MEDICATION_DISPENSER),
        NightMark(L.DOOR, M.DOOR_OPENED, at(21, 21), at(21, 33), K.DOOR_ALARM, place() or "ytterdörr"),
        NightMark(L.ALARM, M.PRESSED, at(22, 6), source=K.PERSONAL_ALARM, alarm_class=AlarmClass.NORMAL,
                  first_press=2, last_press=3, case=CASE),
        NightMark(L.MAT, M.ON_MAT, at(22, 15), at(22, 20), K.ALARM_MAT, place() or "sängkant"),
        NightMark(L.BED, M.IN_BED, at(22, 18), at(0, 52), K.BED_SENSOR),
        NightMark(L.LOOK, M.LOOK_DONE, at(23, 30), source=K.CAMERA, outcome=LookOutcome.ASLEEP),
        NightMark(L.ALARM, M.PRESSED, at(0, 52), source=K.PERSONAL_ALARM, alarm_class=AlarmClass.NORMAL,
                  first_press=4, last_press=7, case=CASE),
        NightMark(L.MAT, M.ON_MAT, at(0, 50), at(1, 0), K.ALARM_MAT, place() or "sängkant"),
        NightMark(L.BED, M.OUT_OF_BED, at(0, 52), at(0, 57), K.BED_SENSOR),
        NightMark(L.BED, M.IN_BED, at(0, 57), at(1, 19), K.BED_SENSOR),
        NightMark(L.MAT, M.ON_MAT, at(1, 17), at(1, 22), K.ALARM_MAT, place() or "sängkant"),
        NightMark(L.BED, M.OUT_OF_BED, at(1, 19), at(1, 54), K.BED_SENSOR, place() or "sovrummet", why=why,
                  alarm_class=AlarmClass.HIGH),
        NightMark(L.MOTION, M.STILL, at(1, 22), at(1, 53), K.IR_DETECTOR),
        NightMark(L.ALARM, M.PRESSED, at(1, 34), source=K.PERSONAL_ALARM, alarm_class=AlarmClass.ACUTE,
                  first_press=8, last_press=8, case=CASE),
        NightMark(L.LOOK, M.LOOK_DONE, at(1, 35), source=K.CAMERA, outcome=LookOutcome.NOT_SEEN),
        NightMark(L.MAT, M.ON_MAT, at(1, 52), at(1, 57), K.ALARM_MAT, place() or "sängkant"),
        NightMark(L.BED, M.IN_BED, at(1, 54), None, K.BED_SENSOR, is_ongoing=True),
        NightMark(L.LOOK, M.LOOK_PLANNED, at(4, 30), source=K.CAMERA),
        NightMark(L.MEDICATION, M.DOSE_PLANNED, at(7, 0), source=K.MEDICATION_DISPENSER),
    )  # fmt: skip


BANDS = (
    Band(L.BED, at(22, 10), at(6, 20)),
    Band(L.MOTION, at(21, 0), at(22, 24)), Band(L.MOTION, at(2, 24), at(2, 46)), Band(L.MOTION, at(5, 54), at(8, 0)),
    Band(L.DOOR, at(21, 12), at(21, 42)), Band(L.DOOR, at(7, 0), at(7, 48)),
    Band(L.MAT, at(22, 6), at(22, 30)), Band(L.MAT, at(2, 24), at(2, 46)), Band(L.MAT, at(5, 54), at(6, 30)),
    Band(L.LOOK, at(23, 20), at(23, 40)), Band(L.LOOK, at(1, 20), at(1, 50)), Band(L.LOOK, at(4, 20), at(4, 50)),
    Band(L.MEDICATION, at(21, 0), at(21, 24)), Band(L.MEDICATION, at(6, 48), at(7, 30)),
)  # fmt: skip


def deviating() -> Deviating:
    return Deviating(Deviation.UP_LONGER, 35, (6, 12), Certainty.HIGH, 3, 14)


def marta_night(office: FakeOffice, resident: ResidentId = MARTA, text: Text | None = None) -> NightLine:
    """As drawn."""
    return NightLine(
        resident, ALVBRO, office._shown(office.residents[resident]), EVENING, at(8), marks(text), BANDS, motion(),
        Bedtime(2, timedelta(minutes=35), at(22, 18)),
        Usual(14, (1, 2), (timedelta(minutes=6), timedelta(minutes=12))),
        (deviating(),), frozenset(L),
    )  # fmt: skip


def week(night: NightLine) -> NightLine:
    """The same night seven times, the last one as drawn and the others without what passed a limit."""
    found: list[NightMark] = []
    readings: list[tuple[float, float]] = []
    bands: list[Band] = []
    for back in range(6, -1, -1):
        day = timedelta(days=back)
        for mark in night.marks:
            if back and (mark.why is not None or mark.alarm_class is not None):
                continue
            until = mark.until or (at(6, 20) if back and mark.is_ongoing else None)
            moved = replace(mark, at=mark.at - day, until=until - day if until is not None else None)
            found.append(replace(moved, is_ongoing=mark.is_ongoing and not back))
        readings += [(second + (6 - back) * 86400, value) for second, value in night.motion]
        bands += [replace(band, since=band.since - day, until=band.until - day) for band in night.bands]
    since = night.since - timedelta(days=6)
    return replace(night, since=since, marks=tuple(found), motion=tuple(readings), bands=tuple(bands))


def tell_nights(office: FakeOffice) -> None:
    """The drawing's night in all its spans, and the same for everybody else; the lanes are loaded already."""
    load_lanes()
    night = marta_night(office, text=office.night_text)
    for resident in office.residents:
        person = office._shown(office.residents[resident])
        own = replace(night, resident=resident, person=person)
        office.nights[resident, Span.NIGHT] = own
        office.nights[resident, Span.DAY] = replace(own, since=own.until - timedelta(hours=24))
        office.nights[resident, Span.WEEK] = week(own)
    office.mornings = mornings(office, office.night_text)


def mornings(office: FakeOffice, text: Text | None = None) -> tuple[MorningRow, ...]:
    """Three whose nights were unlike their others, one of them protected."""
    often = Deviating(Deviation.UP_MORE_OFTEN, 5, (1, 2), Certainty.MEDIUM, 2, 9)
    area = text or (lambda: "Norr")
    people = [office.residents[ResidentId(each)] for each in ("marta", "solveig", "skyddad")]
    return tuple(
        MorningRow(one.id, office._shown(one), area(), each)
        for one, each in zip(people, ((deviating(),), (often,), (often, deviating())), strict=True)
    )
