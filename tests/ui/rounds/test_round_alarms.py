"""An alarm takes the screen from an open look, not the keyboard: it is shown at once; the look comes back paused."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest

from console.domain import steps
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.ids import CaseId
from console.domain.look import LookOutcome
from tests.ui.every_view import press, settle
from tests.ui.fakes import AMINA, ELLEN, FakeOffice
from tests.ui.rounds.test_rounds_view import asked, keys, lit, open_look, open_view, polled, said
from ui.frame.top_bar import ROUNDS
from ui.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NEW = CaseId("c-new")
SHOWN_WITHIN_S = 0.3
ROOM = 5
"""The promise is 300 ms; a shared machine is given five times as much, of this thread's own time."""


class _Painted(QObject):
    """Notes when a widget was painted, in this thread's own time."""

    def __init__(self, times: list[float]) -> None:
        super().__init__()
        self._times = times

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._times.append(time.thread_time())
        return False


def press_alarm(office: FakeOffice, alarm_class: AlarmClass = AlarmClass.ACUTE) -> None:
    office.alarm(NEW, "nils", DeviceKind.PERSONAL_ALARM, Cause.PRESS, "hallen", alarm_class=alarm_class)


async def finish(window: MainWindow, office: FakeOffice) -> None:
    """The own case of the night is somebody else's, so that only what the alarm brings is left."""
    office.act_as(AMINA, steps.TakeOver(CaseId("26-11843"), "Amina tar det"))
    await settle()


@pytest.mark.parametrize("alarm_class", [AlarmClass.ACUTE, AlarmClass.HIGH])
async def test_an_alarm_is_shown_at_once_and_the_look_is_paused(
    window: MainWindow, office: FakeOffice, alarm_class: AlarmClass
) -> None:
    await open_look(window, office)
    await polled(window, office)
    press_alarm(office, alarm_class)
    assert window.stage.view() == 0, "in the very call that brings it"
    assert window.work.row is not None
    assert window.work.row.case == NEW
    await settle()
    assert asked(office, "pause") == [("pause",)]
    assert asked(office, "shut") == []
    assert not office.camera.is_open
    assert "Edvin Palm är pausad och kameran stängd. Ctrl+2 går tillbaka" in said(window)


@pytest.mark.parametrize(("alarm_class", "view"), [(AlarmClass.ACUTE, 0), (AlarmClass.HIGH, ROUNDS)])
async def test_between_two_looks_only_a_life_alarm_takes_the_screen(
    window: MainWindow, office: FakeOffice, alarm_class: AlarmClass, view: int
) -> None:
    await open_view(window, office)
    press_alarm(office, alarm_class)
    assert window.stage.view() == view
    await settle()
    assert asked(office, "pause") == []
    await press(window, Key.Key_F9)
    assert bool(asked(office, "open")) is (view == ROUNDS)


@pytest.mark.parametrize("kind", ["normal", "technical", "another's", "older"])
async def test_what_can_wait_does_not_take_the_screen(window: MainWindow, office: FakeOffice, kind: str) -> None:
    await open_look(window, office)
    await polled(window, office)
    if kind == "normal":
        press_alarm(office, AlarmClass.NORMAL)
    elif kind == "technical":
        office.alarm(NEW, None, DeviceKind.BROADBAND_LINE, Cause.LINK_LOST, "Kajen", device="linje-9")
    elif kind == "another's":
        office.act_as(AMINA, steps.Claim(CaseId("c-goran")))
    else:
        for number in range(5):
            office.clock.go(8)
            office.canary(30 + number)
            await settle()
        office.advance()
    await settle()
    assert window.stage.view() == ROUNDS
    assert office.camera.is_open


async def test_a_case_that_is_released_again_takes_the_screen(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    office.act_as(AMINA, steps.Claim(CaseId("c-goran")))
    await settle()
    assert window.stage.view() == ROUNDS
    office.act_as(AMINA, steps.Release(CaseId("c-goran")))
    await settle()
    assert window.stage.view() == 0
    assert window.work.row is not None
    assert window.work.row.case == CaseId("c-goran")


async def test_a_hand_that_was_judging_does_not_act_on_the_alarm(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    press_alarm(office)
    await press(window, Key.Key_1)
    await press(window, Key.Key_F3)
    assert asked(office, "judge") == []
    found = office.board.get(NEW)
    assert found is not None
    assert found.owner is None, "keys that act on it wait half a second"
    office.clock.go(0.6)
    await press(window, Key.Key_F3)
    found = office.board.get(NEW)
    assert found is not None
    assert found.owner == ELLEN.id


async def test_what_is_typed_is_there_when_one_comes_back(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_F11)
    QTest.keyClicks(window.focusWidget(), "lampan lyser")
    press_alarm(office)
    await settle()
    await press(window, Key.Key_2, CTRL)
    panel = window.stage.rounds.panel()
    assert panel is not None
    assert panel.fields()["text"] == "lampan lyser"


async def test_the_view_comes_back_when_the_alarm_is_dealt_with_and_no_camera_with_it(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_look(window, office)
    await polled(window, office)
    await finish(window, office)
    press_alarm(office)
    await settle()
    office.clock.go(1)
    await press(window, Key.Key_F3)
    assert window.stage.view() == 0, "the own case is not left"
    office.act_as(AMINA, steps.TakeOver(NEW, "Amina tar det"))
    await settle()
    assert window.stage.view() == ROUNDS
    assert "pausad. F6 fortsätter" in said(window)
    assert len(asked(office, "open")) == 1
    assert lit(window) == ["F6"]
    assert keys(window)["F6"][0] == "Fortsätt"
    await press(window, Key.Key_1, CTRL)
    office.advance()
    await settle()
    assert window.stage.view() == 0, "it is offered once"
    await press(window, Key.Key_2, CTRL)
    await press(window, Key.Key_F6)
    assert len(asked(office, "open")) == 2


async def test_who_is_on_the_floor_is_an_alarm_that_is_shown(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_5)
    assert asked(office, "judge")[0][2] == LookOutcome.ON_FLOOR
    assert window.stage.view() == 0
    assert window.work.row is not None
    assert window.work.row.case == CaseId("c-look")


async def test_an_alarm_is_painted_within_300_ms(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    painted: list[float] = []
    window.stage.cases.case.installEventFilter(watcher := _Painted(painted))
    began, wall = time.thread_time(), time.perf_counter()
    press_alarm(office)
    for _ in range(200):
        if painted:
            break
        await settle(1)
    took = (painted[0] if painted else float("inf")) - began
    print(f"alarm to painted case: {took * 1000:.0f} ms own time, {(time.perf_counter() - wall) * 1000:.0f} ms wall")
    assert took < SHOWN_WITHIN_S * ROOM
    window.stage.cases.case.removeEventFilter(watcher)
