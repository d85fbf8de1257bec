"""The composition root of the screen.

Order of start: decide the platform (Qt aborts without a display, so it is asked first); the application and its
fonts; the qasync loop; the window, shown at once; then the console on its own thread, and with it all that is slow to
import (SQLAlchemy, the broker's client): that is the one lazy start. When the console is open, its desk is given to
the window and sign-in can begin. Order of end: the window closes, the screen's tasks end, the console says that it
leaves and closes its store, the loop ends.
"""

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtWidgets import QApplication

from console.config import Config
from console.services.screen import Screen
from ui import assets, faults
from ui.bridge import Bridge
from ui.bridged_office import BridgedOffice, Parts
from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme import DAY, NIGHT, Theme
from ui.words import Words

log = logging.getLogger(__name__)

SOUNDS = Path(__file__).resolve().parent.parent / "resources" / "sounds"
SIZE = (1920, 1080)

Opened = Callable[[Parts], None]
"""To be called on the console thread when the console is open."""

RunConsole = Callable[[Screen, Opened], Coroutine[Any, Any, None]]
"""What runs on the console thread from its first to its last line."""


def choose_platform() -> bool:
    """Whether there is a display. Without one Qt is told to go on offscreen, for it would abort."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"] != "offscreen"
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return False
    return True


def siren_command(config: Config) -> tuple[str, ...]:
    """The child process that sounds when we are blind."""
    device = ("--device", config.sound.device) if config.sound.device else ()
    volume = ("--volume", str(config.sound.volume_percent))
    return (sys.executable, "-P", "-m", "ui.siren", str(SOUNDS / "blind.wav"), *volume, *device)


async def run_console(config: Config, screen: Screen, is_open: Opened) -> None:
    """The ordinary console, on its thread."""
    from console.bootstrap.joined import Fittings, opened
    from console.bootstrap.parts import keyring, with_door

    async with opened(config, Fittings(keyring(), screen, siren_command(config))) as console:
        is_open(Parts(console.desk, console.directory, console.sign_in, console.watch))
        await with_door(console, console.run())


Act = Callable[["Program"], Coroutine[Any, Any, int]]
"""What is done beside the window, and ends the program with its exit code."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a program with a window is made of. `act` is done beside it, and the program ends with it."""

    config: Config
    run: RunConsole
    is_demo: bool = False
    size: tuple[int, int] = SIZE
    act: Act | None = None


class Program:
    """One run of the screen. `run` returns the exit code."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.app = QApplication(["vaka"])
        self.app.setQuitOnLastWindowClosed(False)
        self.app.setStyle("Fusion")
        self._unhook = faults.install()
        assets.load_fonts()
        self._loop = qasync.QEventLoop(self.app)
        asyncio.set_event_loop(self._loop)
        self.opened: Future[Parts] = Future()
        self.tasks = Tasks()
        self.bridge = Bridge(lambda screen: plan.run(screen, self.opened.set_result))
        self.office = BridgedOffice(self.bridge)
        screen = plan.config.screen
        theme = Theme(NIGHT if screen.theme == "night" else DAY, screen.scale_percent / 100)
        self.window = MainWindow(self.office, self.tasks, Words(screen.language), theme, is_demo=plan.is_demo)
        self.window.setWindowTitle(", ".join(part for part in ("Vaka", plan.config.centre.name) if part))
        self._closed = asyncio.Event()

    def run(self) -> int:
        """Until the window is closed, or what was to be done beside it is done."""
        self.window.resize(*self._plan.size)
        self.window.closing.connect(self._closed.set)
        self.bridge.updated.connect(self.window.receive)
        self.bridge.console_ended.connect(self._console_ended)
        self.window.show()
        with self._loop:
            code: int = self._loop.run_until_complete(self._live())
        self._unhook()
        return code

    async def closed_within(self, seconds: float) -> bool:
        """Waits until the window is closed, or so long; whether it was closed."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closed.wait()
        return self._closed.is_set()

    async def _live(self) -> int:
        self.bridge.start()
        code = 0
        try:
            self.office.attach(await asyncio.wrap_future(self.opened))
            self.window.start()
            if self._plan.act is not None:
                code = await self._plan.act(self)
            else:
                await self._closed.wait()
        except _NotOpenedError as failed:
            sys.stderr.write(f"Vaka cannot start: {failed}\n")
            code = 1
            if self._plan.act is None:
                self.window.cannot_start(str(failed))
                await self._closed.wait()
        await self.tasks.end()
        self.window.close()
        await asyncio.to_thread(self.bridge.stop)
        return code

    def _console_ended(self, fault: BaseException | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(_NotOpenedError(_told(fault)))
            return
        self.window.console_ended(fault)


def _told(fault: BaseException | None) -> str:
    """Why the console did not open, in sentences; a fault of ours goes to the log with its stack."""
    from console.bootstrap.parts import reasons

    sentences = reasons(fault) if fault is not None else ()
    if sentences is None:
        log.error("the console did not open", exc_info=fault)
        return f"a fault of ours ({faults.code(fault)}); the log has its stack"
    return " ".join(sentences) or "the console ended at once"


class _NotOpenedError(Exception):
    """The console could not be opened; the text says why and what to do."""
