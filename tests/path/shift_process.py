"""One seat's real program, offscreen, with a hand at its keys: `python -m tests.path.shift_process PORT FOLDER WHAT`.

WHAT is `handle` (wait for an alarm, claim it, write, close it, all by key events) or `block` (sign in, then block the
GUI). Tells what it sees as JSON lines on stdout.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.adapters.municipality.simulated import build
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Fittings, opened
from console.bootstrap.parts import with_door
from console.config import Config
from console.services.screen import Screen
from tests.faults.intake_process import RESIDENTS, SEED, TODAY, FixedKey, configured
from tests.path.hearing_process import COMMAND as LOUDSPEAKER
from ui.app import Opened, Plan, Program

WITHIN_S = 60.0


def tell(**said: object) -> None:
    """One line for the test."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


async def until(holds: Callable[[], Any], within_s: float = WITHIN_S) -> None:
    """Waits, bounded."""
    async with asyncio.timeout(within_s):
        while not holds():  # noqa: ASYNC110 - what is waited for is Qt's, and has no event
            await asyncio.sleep(0.05)


def press(program: Program, key: Qt.Key, text: str = "") -> None:
    """A real key event where the focus is."""
    where = program.window.focusWidget() or program.window  # type: ignore[truthy-bool] # Qt's stub knows no None
    if text:
        QTest.keyClicks(where, text)
    else:
        QTest.keyClick(where, key)


class Seat:
    """The program with its console, and what the test wants of it."""

    def __init__(self, config: Config, what: str) -> None:
        self._config = config
        self._what = what
        self._siren: tuple[str, ...] = (sys.executable, "-c", "import sys; sys.stdin.read()")

    async def run(self, screen: Screen, is_open: Opened) -> None:
        """The console's side."""
        simulated = build(SEED, RESIDENTS, today=TODAY)
        fittings = Fittings(FixedKey(), screen, self._siren, simulated.operators, LOUDSPEAKER)
        async with opened(self._config, fittings) as console:
            if console.recorder.board.seq == 0:
                await Demonstration(console, simulated, SEED, None).prepare()
            self.console = console
            is_open(console)
            await with_door(console, console.run())

    async def act(self, program: Program) -> int:
        """The screen's side."""
        window = program.window
        window.activateWindow()
        await until(lambda: window.stage.sign_in.isVisible() and window.stage.sign_in.people.people())
        await asyncio.sleep(0.5)
        press(program, Qt.Key.Key_1)
        await until(lambda: window.seat.operator is not None)
        tell(seated=True)
        await (self._handle(program) if self._what == "handle" else self._see(program))
        return 0

    async def _handle(self, program: Program) -> None:
        model = program.window.stage.queue.model
        await until(lambda: model.rows())
        row = model.rows()[0]
        tell(shown=row.kind, cause=row.cause, state=row.state)
        press(program, Qt.Key.Key_F2)
        await until(lambda: model.rows()[0].state == "claimed")
        tell(claimed=model.rows()[0].owner_name)
        await asyncio.sleep(0.7)
        press(program, Qt.Key.Key_F11)
        await asyncio.sleep(0.2)
        press(program, Qt.Key.Key_unknown, "Kom upp igen.")
        press(program, Qt.Key.Key_F11)
        await asyncio.sleep(0.8)
        press(program, Qt.Key.Key_F12)
        await asyncio.sleep(0.3)
        press(program, Qt.Key.Key_1)
        await asyncio.sleep(0.1)
        press(program, Qt.Key.Key_F12)
        await until(lambda: not model.rows())
        tell(closed=True)
        await asyncio.sleep(30)

    async def _see(self, program: Program) -> None:
        """Tells each change of the banner, and blocks the GUI when the test writes a line."""
        banner = program.window.stage.banner
        asked = asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
        seen = None
        ends_at = time.monotonic() + 120
        while time.monotonic() < ends_at:
            now = banner.isVisible()
            if now != seen:
                tell(banner=now, at=time.time())
                seen = now
            if asked.done():
                seconds = float(asked.result() or 0)
                if not seconds:
                    return
                time.sleep(seconds)  # noqa: ASYNC251 - to block is what is asked for
                asked = asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
            await asyncio.sleep(0.05)


def main(port: int, folder: Path, what: str) -> int:
    """The program, as `vaka` would start it."""
    config = configured(port, folder)
    config = replace(
        config,
        canary=replace(config.canary, interval_s=1, blind_after_s=3, screen_unanswered_after_s=3),
    )
    seat = Seat(config, what)
    return Program(Plan(config, seat.run, is_demo=True, size=(1366, 768), act=seat.act)).run()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
