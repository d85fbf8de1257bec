"""The drawing's dispatch in a fake centre: the staff of the night, where they are, who is nearest to Märta, and a task
as far as a scene takes it. For the pictures, for the tests, and for whoever walks every view."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.ids import CaseId, DeviceId, LockId, ResponderId, RightId, TaskId
from console.domain.land import Point, Way
from console.domain.ranking import Barred, Candidate, Certainty, Exclusion, Fit, Ranking
from console.domain.report import ReportKey
from console.domain.responder import Duty, Skill
from console.domain.staff_board import AreaCover, CasePlace, Near, StaffBoard, StaffRow
from console.domain.task import Need, TaskMark, TaskRung, TaskState, Withdrawal
from tests.ui.fakes import ALVBRO, FakeOffice
from ui.main_window import MainWindow

MARTA = CaseId("26-11843")
SAMIRA, KENT, LISBET, DANIEL, EVA, YUSUF, MONA = (
    ResponderId(each) for each in ("samira", "kent", "lisbet", "daniel", "eva", "yusuf", "mona")
)
TASK = TaskId("task-4419")
HOME = Point(62.9080, 16.4030)
Scene = Callable[[MainWindow, FakeOffice], Awaitable[None]]
Key = Qt.Key
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier

_STAFF = (
    (SAMIRA, "Samira Haddad", "Norr", 0.0036, -0.0125, 20.0, Duty.FREE),
    (KENT, "Kent Åberg", "Norr", -0.0040, 0.0150, 60.0, Duty.FREE),
    (LISBET, "Lisbet Granqvist", "Söder", -0.0065, 0.0050, 40.0, Duty.BUSY),
    (DANIEL, "Daniel Mora", "Öster", -0.0075, -0.0200, 1080.0, Duty.FREE),
    (EVA, "Eva Holm", "Norr", 0.0060, 0.0060, 30.0, Duty.BREAK),
    (YUSUF, "Yusuf Ali", "Öster", 0.0070, -0.0050, 15.0, Duty.FREE),
    (MONA, "Mona Sand", "Söder", -0.0020, 0.0090, 70.0, Duty.FREE),
)
_CASES = (
    ("26-11843", 0.0, 0.0), ("c-goran", 0.0072, -0.0076), ("c-nils", 0.0048, 0.0120), ("c-solveig", 0.0039, 0.0023),
    ("c-ingegerd", -0.0029, 0.0230), ("c-peo", -0.0055, -0.0155),
)  # fmt: skip


def place(north: float, east: float) -> Point:
    return Point(HOME.latitude + north, HOME.longitude + east)


def staff(at: datetime) -> StaffBoard:
    """The night's staff, areas and cases."""
    rows = tuple(
        StaffRow(
            id_, ALVBRO, name, f"+4670174070{number}", duty, group, "Nattpatrull", is_reachable=id_ is not DANIEL,
            place=place(north, east), position_at=at - timedelta(seconds=ago), accuracy_m=420.0 if ago > 600 else 12.0,
            certainty=Certainty.STALE if ago > 600 else Certainty.FRESH, heard_at=at - timedelta(seconds=ago),
            until=at + timedelta(hours=5, minutes=22 + number),
            visit_until=at + timedelta(minutes=7) if id_ is LISBET else None,
        )
        for number, (id_, name, group, north, east, ago, duty) in enumerate(_STAFF)
    )  # fmt: skip
    areas = (
        AreaCover(ALVBRO, "Norr", 3, 0, 61, 20), AreaCover(ALVBRO, "Söder", 2, 0, 48, 17),
        AreaCover(ALVBRO, "Öster", 1, 1, 33, 14, place(0.0015, 0.0310)),
    )  # fmt: skip
    cases = tuple(CasePlace(CaseId(case), place(north, east)) for case, north, east in _CASES)
    return StaffBoard(rows, areas, cases, has_roads=True)


def ranking(at: datetime) -> Ranking:
    """As drawn."""

    def one(who: ResponderId, rank: int, minutes: int, ago: float, *fits: Fit, visit: float | None = None) -> Candidate:
        certainty = Certainty.STALE if ago > 600 else Certainty.FRESH
        free_at = at + timedelta(minutes=visit) if visit is not None else None
        return Candidate(
            who, rank, minutes, minutes * 60.0, is_estimate=False, certainty=certainty,
            position_at=at - timedelta(seconds=ago), is_reachable=True, fits=fits, free_at=free_at,
        )  # fmt: skip

    return Ranking(
        at,
        (
            one(SAMIRA, 1, 6, 20, Fit.FREE, Fit.LOCK_RIGHT, Fit.DELEGATION),
            one(KENT, 2, 9, 60, Fit.FREE, Fit.LOCK_RIGHT),
            one(LISBET, 3, 11, 40, Fit.AT_VISIT, visit=7),
            one(DANIEL, 4, 14, 1080, Fit.FREE),
        ),
        (
            Exclusion(EVA, Barred.ON_BREAK),
            Exclusion(YUSUF, Barred.NOT_QUALIFIED, Skill.OXYGEN.value),
            Exclusion(MONA, Barred.NO_ENTRY),
        ),
    )


def ways() -> dict[ResponderId, Way]:
    return {
        SAMIRA: Way(360, 2800, (place(0.0036, -0.0125), place(-0.0004, -0.0115), place(0.0012, -0.0016), HOME)),
        KENT: Way(540, 4100, (place(-0.0040, 0.0150), place(0.0008, 0.0092), place(0.0001, 0.0030), HOME)),
    }


def tell_night(office: FakeOffice) -> None:
    """The staff are told, and who is nearest to Märta is known."""
    at = office.clock.now()
    office.near[MARTA] = Near(MARTA, Need(), ranking(at), HOME)
    office.ways_to = ways()
    office.tell_staff(staff(at))


async def settle(turns: int = 6) -> None:
    for _ in range(turns):
        await asyncio.sleep(0.004)


async def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    await settle()


async def near(window: MainWindow, office: FakeOffice) -> None:
    """F8 with an own case: who is nearest, nobody sent yet."""
    tell_night(office)
    window.stage.queue.view.follow(MARTA)
    await settle()
    await press(window, Key.Key_F8)
    await asyncio.sleep(0.1)
    window.step()


async def beside(window: MainWindow, office: FakeOffice) -> None:
    """The right column of the cases' view, with somebody under way."""
    await under_way(window, office)
    await press(window, Key.Key_1, CTRL)
    window.step()


async def sent(window: MainWindow, office: FakeOffice) -> None:
    """F8 again: Samira is asked."""
    await near(window, office)
    await press(window, Key.Key_F8)
    window.step()


def _later(office: FakeOffice, seconds: float) -> None:
    office.clock.go(seconds)
    office.canary(int(office.clock.seconds))


def accept(office: FakeOffice) -> None:
    """Samira's phone has it, she reads it, accepts and goes."""
    _later(office, 0.6)
    office.mark(MARTA, TASK, SAMIRA, TaskMark.DELIVERED)
    _later(office, 6)
    office.mark(MARTA, TASK, SAMIRA, TaskMark.SEEN)
    _later(office, 6)
    office.mark(MARTA, TASK, SAMIRA, TaskMark.ACCEPTED, minutes=6)
    until = office.clock.now() + timedelta(hours=1)
    office.append(MARTA, ev.EntryGiven(TASK, SAMIRA, LockId("port"), RightId("right-1"), until))
    _later(office, 25)
    office.mark(MARTA, TASK, SAMIRA, TaskMark.UNDER_WAY, minutes=6)


async def under_way(window: MainWindow, office: FakeOffice) -> None:
    """The drawing: Samira is under way, and Märta has been promised a time."""
    await sent(window, office)
    accept(office)
    seated = office.seated
    assert seated is not None
    until = office.clock.now() + timedelta(minutes=8)
    office.append(MARTA, ev.PromiseMade(until, "Samira kommer"), seated.id)
    _later(office, 8)
    at = office.clock.now()
    office.near[MARTA] = Near(MARTA, Need(), ranking(at), HOME)
    office.tell_staff(staff(at))
    await settle()
    window.step()
    await asyncio.sleep(0.1)


async def unsent(window: MainWindow, office: FakeOffice) -> None:
    """The connection is gone: the offer has not left us."""
    await sent(window, office)
    office.tell_unsent((TASK, SAMIRA))
    await settle()
    window.step()


async def climbed(window: MainWindow, office: FakeOffice) -> None:
    """Nobody answered in time; somebody is to be called."""
    await sent(window, office)
    _later(office, 60)
    office.append(MARTA, ev.TaskWithdrawn(TASK, SAMIRA, Withdrawal.NO_ANSWER))
    office.append(MARTA, ev.TaskClimbed(TASK, TaskRung.CALL))
    await settle()
    window.step()


async def calling(window: MainWindow, office: FakeOffice) -> None:
    """F5 has called, F9 asks what was said."""
    await climbed(window, office)
    await press(window, Key.Key_F5)
    await press(window, Key.Key_F9)
    await press(window, Key.Key_1)


async def cancelling(window: MainWindow, office: FakeOffice) -> None:
    await under_way(window, office)
    await press(window, Key.Key_F8, CTRL | Qt.KeyboardModifier.ShiftModifier)


async def rerouting(window: MainWindow, office: FakeOffice) -> None:
    await under_way(window, office)
    await press(window, Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)


async def table(window: MainWindow, office: FakeOffice) -> None:
    """T: the same in words."""
    await under_way(window, office)
    await press(window, Key.Key_T)
    window.step()


async def others(window: MainWindow, office: FakeOffice) -> None:
    """A case that nobody has: who is nearest is not told."""
    tell_night(office)
    window.stage.queue.view.follow(CaseId("c-nils"))
    await press(window, Key.Key_3, CTRL)
    window.step()


async def danger(window: MainWindow, office: FakeOffice) -> None:
    """Kent has pressed his own alarm; and an area has nobody."""
    tell_night(office)
    at = office.clock.now()

    def alarm(kind: DeviceKind, cause: Cause, place: str, text: str, level: AlarmClass) -> ev.Alarm:
        return ev.Alarm(
            report=ReportKey("s", f"{cause}"), kind=kind, cause=cause, alarm_class=level, at=at, began_at=at,
            received_at=at, device=DeviceId(""), place=place, text=text,
        )  # fmt: skip

    attack = alarm(DeviceKind.RESPONDER, Cause.ATTACK, "Fyrvägen", "", AlarmClass.ACUTE)
    office.append("c-kent", ev.CaseOpened(Lane.PERSON, ev.Subject(ev.SubjectKind.RESPONDER, KENT), attack, None))
    empty = alarm(DeviceKind.RESPONDER, Cause.NO_RESPONDER, "Öster", "14/33", AlarmClass.HIGH)
    office.append("c-cover", ev.CaseOpened(Lane.SUPERVISION, ev.Subject(ev.SubjectKind.COVERAGE, "Öster"), empty, None))
    rows = tuple(row if row.id != KENT else _in_danger(row) for row in office.staff.rows)
    office.tell_staff(StaffBoard(rows, office.staff.areas, office.staff.cases, has_roads=True))
    window.stage.queue.view.follow(CaseId("c-kent"))
    await settle()
    await press(window, Key.Key_3, CTRL)
    await asyncio.sleep(0.1)
    window.step()


def _in_danger(row: StaffRow) -> StaffRow:
    return replace(row, is_in_danger=True, task_state=TaskState.ARRIVED)


SCENES: dict[str, Scene] = {
    "dispatch": under_way, "dispatch_near": near, "dispatch_sent": sent, "dispatch_unsent": unsent,
    "dispatch_climbed": climbed, "dispatch_calling": calling, "dispatch_cancel": cancelling,
    "dispatch_reroute": rerouting, "dispatch_table": table, "dispatch_others": others, "dispatch_danger": danger,
    "dispatch_beside": beside,
}  # fmt: skip
