"""The demonstration's headless run: an operator sits down, takes, sends, calls, writes and closes by real key events,
and each view is saved as a picture.

What must have come before the next key is waited for; a fixed pause is only for what a picture is to show.
"""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from console.domain.queue import Row
from console.domain.task import TaskState
from ui.app import Program
from ui.frames import FrameMeter

STORY_BEGINS_S = 4.5
"""The opening scene is there after so long."""

PATIENCE_S = 60.0
"""So long something is waited for, on a busy computer; then the run ends and says what did not come."""

FIRST = "Ellen Sandgren"
"""Who sits down."""

CALLER = "Märta Lindqvist"
"""To whom somebody is sent: the first of the opening scene."""

CALLED_S = 6.0
"""From the key to a picture: the ring, whoever comes, and the first second of seeing and hearing."""

VIEWS = ("arenden", "tillsyn", "karta", "natten", "teknik", "laget")

WAITED_FOR = {"karta": 1.0, "natten": 2.5}
"""Seconds that a view takes to be there, where it is more than a moment: the night is read, and what draws it is
loaded."""

OTHER_VIEWS = ((Qt.Key.Key_E, "personen"), (Qt.Key.Key_B, "vad-vi-vet"), (Qt.Key.Key_Comma, "installningar"))
"""Those that have no number, and their keys with Ctrl."""


ON_THE_WAY = frozenset({TaskState.UNDER_WAY, TaskState.ARRIVED, TaskState.DONE})


class HeadlessShift:
    """One shift of at least `seconds`; its pictures go to `folder`, None for none. `worst_frame_ms` is the longest that
    the screen stood still in it."""

    def __init__(self, program: Program, seconds: float, folder: Path | None) -> None:
        self._program = program
        self._seconds = seconds
        self._folder = folder
        self._pictures = 0
        self._meter: FrameMeter | None = None

    @property
    def worst_frame_ms(self) -> float:
        return self._meter.worst_ms if self._meter is not None else 0.0

    async def run(self) -> bool:
        """Whether all of it could be done; what did not come is told on stderr."""
        ends_at = asyncio.get_running_loop().time() + self._seconds
        self._program.window.activateWindow()
        try:
            await self._work()
        except _NotComeError as missing:
            self._picture("stopp")
            sys.stderr.write(f"The demonstration stopped: {missing} did not come within {PATIENCE_S:.0f} s.\n")
            return False
        await asyncio.sleep(max(0.0, ends_at - asyncio.get_running_loop().time()))
        self._picture("slut")
        return True

    async def _work(self) -> None:
        """Somebody sits down, and works. Raises _NotComeError."""
        window, panel = self._program.window, self._program.window.stage.sign_in
        await _until(lambda: FIRST in (one.name for one in panel.people.people()), "the list of operators")
        await asyncio.sleep(0.3)
        self._picture("inloggning")
        names = [one.name for one in panel.people.people() if one.is_invented]
        self._press(Qt.Key(Qt.Key.Key_1.value + names.index(FIRST)))
        await _until(lambda: window.seat.operator is not None, "the seat")
        await asyncio.sleep(STORY_BEGINS_S)
        await _until(lambda: self._begins_with(CALLER), "the opening scene")
        self._meter = FrameMeter(window)
        self._picture("ko")
        self._press(Qt.Key.Key_F2)
        await _until(lambda: self._own() is not None, "the case")
        await asyncio.sleep(1.2)
        self._picture("arende")
        await self._write()
        await self._send()
        await self._call()
        await self._look_around()
        await self._close()

    async def _send(self) -> None:
        """Sends the nearest, waits until they are on the way, promises when they are there."""
        stage = self._program.window.stage
        self._press(Qt.Key.Key_F8)
        await _until(lambda: stage.dispatch.column.list.candidates(), "who is nearest")
        await _until(lambda: stage.dispatch.map.isVisible() and stage.dispatch.map.is_whole, "the map")
        await asyncio.sleep(1.0)  # a first press of a key whose meaning has just changed sends nobody
        self._picture("narmast")
        self._press(Qt.Key.Key_F8)
        await _until(lambda: self._is_on_the_way(), "somebody on the way")
        self._picture("pa-vag")
        self._press(Qt.Key.Key_F10)
        await asyncio.sleep(0.3)
        self._picture("lova")
        self._press(Qt.Key.Key_F10)
        await _until(lambda: (row := self._own()) is not None and row.promise_until is not None, "the promise")
        await asyncio.sleep(0.3)
        self._picture("lovat")
        self._press(Qt.Key.Key_T)
        await asyncio.sleep(0.3)
        self._picture("tabell")
        self._press(Qt.Key.Key_T)
        self._press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        await asyncio.sleep(0.3)
        self._picture("arende-skickat")

    async def _write(self) -> None:
        self._press(Qt.Key.Key_F11)
        await asyncio.sleep(0.2)
        QTest.keyClicks(self._focused(), "Ringde upp, fick svar.")
        await asyncio.sleep(0.1)
        self._picture("anteckning")
        self._press(Qt.Key.Key_F11)
        await asyncio.sleep(0.7)

    async def _call(self) -> None:
        """Calls the person of the case by video, sees them, and hangs up."""
        self._press(Qt.Key.Key_F6)
        await asyncio.sleep(CALLED_S)
        self._picture("samtal")
        self._press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        await asyncio.sleep(0.6)
        self._picture("samtal-slut")
        self._press(Qt.Key.Key_Escape)  # the note
        self._press(Qt.Key.Key_Escape)
        await asyncio.sleep(0.3)

    async def _look_around(self) -> None:
        for number, name in enumerate(VIEWS, start=1):
            key = Qt.Key(Qt.Key.Key_0.value + number)
            self._press(key, Qt.KeyboardModifier.ControlModifier)
            await asyncio.sleep(WAITED_FOR.get(name, 0.2))
            self._picture(f"vy-{name}")
        await self._look_in()
        for key, name in OTHER_VIEWS:
            self._press(key, Qt.KeyboardModifier.ControlModifier)
            await asyncio.sleep(0.3)
            self._picture(name)
            self._press(Qt.Key.Key_Escape)
        self._press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(self._focused(), "lind")
        await asyncio.sleep(0.5)
        self._picture("sok")
        self._press(Qt.Key.Key_Escape)
        self._press(Qt.Key.Key_F1)
        await asyncio.sleep(0.2)
        self._picture("tangenter")
        self._press(Qt.Key.Key_Escape)
        await asyncio.sleep(0.6)

    async def _look_in(self) -> None:
        """The next look of the round: somebody lies on the floor, which is a case at once."""
        self._press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        self._press(Qt.Key.Key_F9)
        await asyncio.sleep(2.0)
        self._picture("tillsyn-oppen")
        self._press(Qt.Key.Key_5)
        await asyncio.sleep(0.8)
        self._picture("pa-golvet")

    async def _close(self) -> None:
        self._press(Qt.Key.Key_F12)
        await asyncio.sleep(0.4)
        self._press(Qt.Key.Key_2)
        await asyncio.sleep(0.2)
        self._picture("avsluta")
        self._press(Qt.Key.Key_F12)
        await asyncio.sleep(0.8)

    def _begins_with(self, name: str) -> bool:
        rows = self._program.window.model.rows()
        return bool(rows and rows[0].people and rows[0].people[0].name == name)

    def _own(self) -> Row | None:
        window = self._program.window
        return next((row for row in window.model.rows() if window.work.records.is_mine(row)), None)

    def _is_on_the_way(self) -> bool:
        row = self._own()
        return row is not None and any(task.state in ON_THE_WAY for task in row.tasks)

    def _picture(self, name: str) -> None:
        if self._folder is None:
            return
        self._pictures += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        self._program.window.grab().save(str(self._folder / f"{self._pictures:02}-{name}.png"))

    def _press(self, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focused(), key, with_)

    def _focused(self) -> QWidget:
        window = self._program.window
        return window.focusWidget() or window  # type: ignore[truthy-bool] # Qt's stub knows no None


async def _until(holds: Callable[[], object], what: str) -> None:
    """Waits for what the screen shows; raises _NotComeError with `what` where it does not."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not holds():  # noqa: ASYNC110 - what is waited for is Qt's, and has no event
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise _NotComeError(what) from None


class _NotComeError(Exception):
    """Something that the run cannot go on without did not come; the text says what."""
