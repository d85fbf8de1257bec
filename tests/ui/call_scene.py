"""Scenes of a call, one for each state that the view can be in: for the pictures, and for whoever walks every view."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from console.domain.call import CallChange, CallFact, CallFigures, NoPicture, Quality
from console.domain.call_engine import DevicesFound, EngineReady
from console.domain.ids import CaseId
from console.domain.resident import FactKind
from tests.ui.call_fake import HEADSET, FakeEngine
from tests.ui.fakes import FakeOffice
from tests.ui.plan_kit import laid
from ui.main_window import MainWindow

MARTA = CaseId("26-11843")
Key, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
FACTS = frozenset({FactKind.HEARING, FactKind.BLOOD_THINNER, FactKind.CALL_MOBILE_FIRST})
SIGHT_HOLDS_S = 5.0
Step = Callable[[MainWindow, FakeOffice], Awaitable[None]]


async def settle(turns: int = 6) -> None:
    for _ in range(turns):
        await asyncio.sleep(0.01)


async def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    await settle()


def engine_of(window: MainWindow) -> FakeEngine:
    """The engine beside the window, made as the console would ask for it."""
    if window.calls.engine.engine is None:
        window.calls.ask_engine(None)
    made = window.calls.engine.engine
    assert isinstance(made, FakeEngine)
    return made


async def ready(window: MainWindow, office: FakeOffice, devices: DevicesFound = HEADSET) -> FakeEngine:
    """The engine runs, with these devices, and an own case is shown."""
    engine = engine_of(window)
    engine.said.emit(EngineReady())
    engine.said.emit(devices)
    office.tell_call()
    office.laid = laid("press", facts=FACTS, presses=8)
    window.stage.queue.view.follow(None)
    window.stage.queue.view.follow(MARTA)
    await settle()
    return engine


def go(window: MainWindow, office: FakeOffice, seconds: float) -> None:
    """Time goes on, with signs of life that are seen."""
    while seconds > 0:
        step = min(seconds, SIGHT_HOLDS_S)
        seconds -= step
        office.clock.go(step)
        office.canary(int(office.clock.seconds))
        window.stage.status.strip.repaint()
    window.step()


async def ringing(window: MainWindow, office: FakeOffice) -> None:
    """F6: the tablet in the kitchen rings."""
    await ready(window, office)
    await press(window, Key.Key_F6)
    office.happens(CallFact.RANG)
    go(window, office, 7)
    await settle()


async def connected(window: MainWindow, office: FakeOffice) -> None:
    """Seen and heard for 02:18, the note open."""
    await ringing(window, office)
    office.answer()
    go(window, office, 51)
    office.notes(CallChange.PICTURE_LOWERED)
    figures = CallFigures(0.18, 0.004, 0.0, 12.0, 640, 360, heard_db=-19.0, spoken_db=-24.0)
    office.tell_call(quality=Quality.CHOPPY_PICTURE, figures=figures)
    go(window, office, 87)
    engine_of(window).levels_changed.emit(-19.0, -24.0)
    window.step()
    await settle()


async def noting(window: MainWindow, office: FakeOffice) -> None:
    """The drawing, with what has been typed."""
    await connected(window, office)
    field = window.focusWidget()
    if isinstance(field, QPlainTextEdit):
        field.insertPlainText("Sitter i fåtöljen i köket. Säger att hon inte vågade gå till toaletten själv.")


async def no_microphone(window: MainWindow, office: FakeOffice) -> None:
    await ready(window, office, DevicesFound(HEADSET.devices[1:]))
    await press(window, Key.Key_F5)


async def no_answer(window: MainWindow, office: FakeOffice) -> None:
    await ringing(window, office)
    go(window, office, 38)
    office.happens(CallFact.NO_ANSWER)
    await settle()


async def busy(window: MainWindow, office: FakeOffice) -> None:
    await ringing(window, office)
    office.happens(CallFact.BUSY)
    await settle()


async def declined(window: MainWindow, office: FakeOffice) -> None:
    await ringing(window, office)
    office.happens(CallFact.DECLINED)
    await settle()


async def no_picture_yet(window: MainWindow, office: FakeOffice) -> None:
    await ringing(window, office)
    office.answer(is_seen=False)
    go(window, office, 2)
    await settle()


async def privacy(window: MainWindow, office: FakeOffice) -> None:
    await no_picture_yet(window, office)
    office.tell_call(no_picture=NoPicture.PRIVACY_SWITCH)
    go(window, office, 31)
    await settle()


async def voice(window: MainWindow, office: FakeOffice) -> None:
    await ready(window, office)
    await press(window, Key.Key_F5)
    office.happens(CallFact.RANG)
    office.answer()
    go(window, office, 83)
    engine_of(window).levels_changed.emit(-19.0, -24.0)
    window.step()
    await settle()


async def muted(window: MainWindow, office: FakeOffice) -> None:
    await connected(window, office)
    await press(window, Key.Key_M, CTRL)


async def line_lost(window: MainWindow, office: FakeOffice) -> None:
    await connected(window, office)
    office.tell_call(lost_since=office.clock.now() - timedelta(seconds=3), quality=Quality.NOTHING_COMES)
    await settle()


async def held(window: MainWindow, office: FakeOffice) -> None:
    await connected(window, office)
    await press(window, Key.Key_H, CTRL | SHIFT)


async def quiet(window: MainWindow, office: FakeOffice) -> None:
    await voice(window, office)
    figures = CallFigures(0.18, 0.004, 0.0, heard_db=-80.0, spoken_db=-24.0, quiet_s=22.0)
    office.tell_call(is_quiet=True, figures=figures, quality=Quality.GOOD)
    office.notes(CallChange.GONE_QUIET)
    await settle()


async def ended(window: MainWindow, office: FakeOffice) -> None:
    await connected(window, office)
    await press(window, Key.Key_L, CTRL)


async def handed(window: MainWindow, office: FakeOffice) -> None:
    """A number goes to the telephone on the desk."""
    office.ways = office.ways[2:]
    await ready(window, office)
    await press(window, Key.Key_F5)
    office.happens(CallFact.HANDED)
    await settle()


async def contacts(window: MainWindow, office: FakeOffice) -> None:
    await ready(window, office)
    await press(window, Key.Key_F7)


async def inviting(window: MainWindow, office: FakeOffice) -> None:
    await connected(window, office)
    await press(window, Key.Key_J, CTRL)


async def invited(window: MainWindow, office: FakeOffice) -> None:
    await inviting(window, office)
    await press(window, Key.Key_2)
    await press(window, Key.Key_J, CTRL)
    window.step()
    await settle()


async def tones(window: MainWindow, office: FakeOffice) -> None:
    await voice(window, office)
    await press(window, Key.Key_T, ALT)


async def elsewhere(window: MainWindow, office: FakeOffice) -> None:
    """Another view while it goes on: the strip tells of it."""
    await connected(window, office)
    await press(window, Key.Key_5, CTRL)
    window.step()


async def settings(window: MainWindow, office: FakeOffice) -> None:
    """Microphone and camera are tried."""
    engine = await ready(window, office)
    await press(window, Key.Key_Comma, CTRL)
    await press(window, Key.Key_9)
    engine.levels_changed.emit(-90.0, -20.0)
    window.stage.settings.calls.button.setFocus()
    await settle()


SCENES: dict[str, Step] = {
    "call_settings": settings,
    "call": noting, "call_ringing": ringing, "call_no_microphone": no_microphone, "call_no_answer": no_answer,
    "call_busy": busy, "call_declined": declined, "call_no_picture": no_picture_yet, "call_privacy": privacy,
    "call_voice": voice, "call_muted": muted, "call_lost": line_lost, "call_held": held, "call_quiet": quiet,
    "call_ended": ended, "call_handed": handed, "call_contacts": contacts, "call_inviting": inviting,
    "call_invited": invited, "call_tones": tones, "call_elsewhere": elsewhere,
}  # fmt: skip
