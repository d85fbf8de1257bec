"""The console that is measured: `python -m tests.bench.seat headless|window PORT FOLDER BATCH`.

The whole console as the product joins it, with an encrypted file and a directory of residents; with `window` in the
real program, offscreen, signed in. At most BATCH reports are stored in one transaction. For each line on its standard
input it says as JSON what it has done so far, and forgets the frames that it has counted.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, Qt, QTimer

from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Console, Fittings, opened
from console.bootstrap.parts import with_door
from console.config import Config
from console.services.screen import Screen
from tests.bench.field import RESIDENTS
from tests.bench.trace import Trace
from tests.faults.intake_process import SEED, TODAY, FixedKey, configured
from tests.path.shift_process import press, tell, until
from ui.app import Opened, Plan, Program

BEAT_MS = 16
"""A frame of a screen with 60 Hz."""


def configuration(port: int, folder: Path, batch: int) -> Config:
    base = configured(port, folder)
    return replace(base, intake=replace(base.intake, largest_batch=batch))


async def prepared(console: Console, simulated: SimulatedMunicipality) -> None:
    """With everybody in the directory; what was loaded is no garbage, as in the product."""
    await Demonstration(console, simulated, SEED, None).prepare()
    gc.freeze()


def so_far(console: Console) -> dict[str, Any]:
    """Processor time of the whole process and the moment, in seconds, and what was stored."""
    stored = console.intake.stored
    return {
        "cpu_s": time.process_time(),
        "at_s": time.monotonic(),
        "stored": stored,
        "cases": len(console.recorder.board.cases),
    }


async def asked() -> bool:
    """Waits for a line on the standard input; False at its end."""
    return bool(await asyncio.to_thread(sys.stdin.readline))


async def headless(config: Config) -> None:
    """Until its standard input ends."""
    simulated = build(SEED, RESIDENTS, today=TODAY)
    async with opened(config, Fittings(FixedKey())) as console:
        await prepared(console, simulated)
        running = asyncio.create_task(console.run(), name="console")
        tell(ready=True)
        while await asked():
            tell(**so_far(console))
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


class Beat(QObject):
    """Asks for each frame of a 60 Hz screen; `frames` are the intervals in milliseconds in which it was given one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.frames: list[float] = []
        self._at = time.perf_counter()
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._called)
        timer.start(BEAT_MS)

    def _called(self) -> None:
        at = time.perf_counter()
        self.frames.append((at - self._at) * 1000)
        self._at = at


async def seated(program: Program) -> None:
    """Sits down. A key that is pressed before the screen listens is pressed again. TimeoutError after a minute."""
    async with asyncio.timeout(60):
        while program.window.seat.operator is None:
            press(program, Qt.Key.Key_1)
            with contextlib.suppress(TimeoutError):
                await until(lambda: program.window.seat.operator is not None, 3)


class Seat:
    """The program with its console."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self.trace = Trace()

    async def run(self, screen: Screen, is_open: Opened) -> None:
        """The console's side."""
        simulated = build(SEED, RESIDENTS, today=TODAY)
        siren = (sys.executable, "-c", "import sys; sys.stdin.read()")
        async with opened(
            self._config, Fittings(FixedKey(), self.trace.watched(screen), siren, simulated.operators)
        ) as console:
            await prepared(console, simulated)
            self.trace.follow_console(console)
            self.console = console
            is_open(console)
            await with_door(console, console.run())

    async def act(self, program: Program) -> int:
        """The screen's side."""
        window = program.window
        window.activateWindow()
        await until(lambda: window.stage.sign_in.isVisible(), 60)
        await seated(program)
        beat = Beat(window)
        self.trace.follow_screen(program)
        await asyncio.sleep(1.0)
        tell(ready=True)
        while await asked():
            frames, beat.frames = beat.frames, []
            tell(**so_far(self.console), frames=frames, stages=self.trace.told())
        return 0


def main(kind: str, port: str, folder: str, batch: str) -> int:
    config = configuration(int(port), Path(folder), int(batch))
    if kind == "headless":
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(headless(config))
        return 0
    seat = Seat(config)
    return Program(Plan(config, seat.run, is_demo=True, size=(1920, 1080), act=seat.act)).run()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
