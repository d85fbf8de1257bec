"""The composition root of the screen.

Order of start: decide the platform (Qt aborts without a display, so it is asked first); the application and its first
frame (`opening`); what the screen is made of, this module among it; its fonts; the qasync loop; the window; then the
console on its own thread, and with it all else that is slow to import (SQLAlchemy, the broker's client). When the
console is open, its desk is given to the window and sign-in can begin. Order of end: the window closes, the screen's
tasks end, the console says that it leaves and closes its store, the loop ends.
"""

import asyncio
import contextlib
import gc
import logging
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import QLibraryInfo, Qt, QTranslator, QUrl
from PySide6.QtGui import QDesktopServices

from console.config import Config, ConfigError, Value
from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.refused import Refused
from console.services.screen import Restarted, Screen
from ui import assets, faults
from ui.bridge import Bridge
from ui.bridged import Parts
from ui.bridged_office import BridgedOffice
from ui.crash import FAULT
from ui.ears import computer_ears
from ui.engine_place import MakeEngine, MediaEngine
from ui.guardian import Greeting
from ui.main_window import MainWindow, Site, utc_now
from ui.media.engine import Engine
from ui.opening import SIZE, Opening, application, put_in_place
from ui.seat import Place
from ui.sweeping import Sweeping
from ui.tasks import Tasks
from ui.theme import DAY, NIGHT, Theme
from ui.words import Words
from ui.workplace import Keep, forget

log = logging.getLogger(__name__)

SOUNDS = Path(__file__).resolve().parent.parent / "resources" / "sounds"

Opened = Callable[[Parts], None]
"""To be called on the console thread when the console is open."""

RunConsole = Callable[[Screen, Opened], Coroutine[Any, Any, None]]
"""What runs on the console thread from its first to its last line."""


def siren_command(config: Config) -> tuple[str, ...]:
    """The child process that sounds when we are blind."""
    device = ("--device", config.sound.device) if config.sound.device else ()
    volume = ("--volume", str(config.sound.volume_percent))
    return (sys.executable, "-P", "-m", "ui.siren", str(SOUNDS / "blind.wav"), *volume, *device)


def sounder_command(config: Config) -> tuple[str, ...]:
    """The child process that plays the alarm sounds."""
    device = ("--device", config.sound.device) if config.sound.device else ()
    volume = ("--volume", str(config.sound.volume_percent))
    return (sys.executable, "-P", "-m", "ui.sounder", str(SOUNDS), *volume, *device)


def camera_command() -> tuple[str, ...]:
    """The child process that reads a camera, and masks what it gives."""
    return (sys.executable, "-P", "-m", "console.adapters.cameras.worker")


def tablets_command() -> tuple[str, ...]:
    """The child process in which the demonstration's residents answer calls."""
    return (sys.executable, "-P", "-m", "console.bootstrap.tablet")


async def run_console(config: Config, screen: Screen, is_open: Opened, seat_token: str = "") -> None:
    """The ordinary console, on its thread. `seat_token` is the guardian's, if there is one."""
    from console.bootstrap.joined import Fittings, opened
    from console.bootstrap.parts import keyring, with_door

    gc.freeze()  # what has been loaded stays: no later search for garbage needs to go through it
    fittings = Fittings(
        keyring(), screen, siren_command(config), sounder=sounder_command(config), camera=camera_command(),
        seat_token=seat_token,
    )  # fmt: skip
    async with opened(config, fittings) as console:
        is_open(console)
        await with_door(console, console.run())


def keeping(file: Path | None) -> Keep:
    """Writes changed settings into the file that `--config` named, or the user's own."""

    def keep(changes: Mapping[str, Value]) -> str:
        from console.bootstrap.settings import save_settings

        try:
            save_settings(file, changes)
        except ConfigError as error:
            return " ".join(error.problems)
        return ""

    return keep


def dial(number: str) -> bool:
    """Hands a number to whatever the computer calls with. False where there is nothing."""
    return QDesktopServices.openUrl(QUrl(f"tel:{number}"))


def engine_of(config: Config) -> MakeEngine:
    """Makes the engine of calls; it loads nothing before the console asks for it. None where nobody calls from here."""

    def make() -> MediaEngine | None:
        return Engine() if config.calls.engine else None

    return make


def devices_of(config: Config) -> Mapping[str, str]:
    """With what this workstation calls, by kind and name; "" is the system's own."""
    calls = config.calls
    return {"microphone": calls.microphone, "output": calls.output, "camera": calls.camera}


Act = Callable[["Program"], Coroutine[Any, Any, int]]
"""What is done beside the window, and ends the program with its exit code."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a program with a window is made of. `act` is done beside it, and the program ends with it.

    `keep` writes changed settings; `places` is the folder in which windows' places are remembered, None for nowhere.
    `greeting` is the guardian's: with one, a console that falls ends the program, which is then started again.
    `now` is the wall clock on the screen. `on_fault` is told of each exception that nobody caught, on whatever thread.
    `engine` makes the engine of calls, None for the ordinary one. `opening` is the window that is there already.
    """

    config: Config
    run: RunConsole
    is_demo: bool = False
    size: tuple[int, int] = SIZE
    act: Act | None = None
    keep: Keep = forget
    places: Path | None = None
    greeting: Greeting | None = None
    on_fault: Callable[[BaseException], None] | None = None
    now: Callable[[], datetime] = utc_now
    engine: MakeEngine | None = None
    opening: Opening | None = None


class Program:
    """One run of the screen. `run` returns the exit code."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.app = plan.opening.application if plan.opening is not None else application()
        self.app.setStyle("Fusion")
        self._unhook = faults.install(plan.on_fault)
        self._sweeping = Sweeping(self.app)
        assets.load_fonts()
        self._loop = qasync.QEventLoop(self.app)
        asyncio.set_event_loop(self._loop)
        self.opened: Future[Parts] = Future()
        self.tasks = Tasks()
        self.bridge = Bridge(lambda screen: plan.run(screen, self.opened.set_result))
        self.office = BridgedOffice(self.bridge)
        screen = plan.config.screen
        theme = Theme(NIGHT if screen.theme == "night" else DAY, screen.scale_percent / 100)
        self._words = Words(screen.language)
        self._qts_own = QTranslator(self.app)
        self._speak()
        engine = plan.engine or engine_of(plan.config)
        site = Site(plan.is_demo, plan.config.centre.name, plan.keep, dial, plan.places, engine)
        self.window = MainWindow(self.office, self.tasks, self._words, theme, now=plan.now, site=site)
        self.window.workplace.device, self.window.workplace.volume = (
            plan.config.sound.device,
            plan.config.sound.volume_percent,
        )
        self.window.workplace.language_changed.connect(self._speak)
        accounts = plan.config.accounts
        self.window.seat.describe(
            Place(
                plan.config.centre.name, plan.config.console.id, accounts.lock_after_tries,
                timedelta(minutes=accounts.lock_min),
            )
        )  # fmt: skip
        self.window.seat.checks.use(computer_ears)
        self.window.setWindowTitle(", ".join(part for part in ("Vaka", plan.config.centre.name) if part))
        self._closed = asyncio.Event()
        self._has_fallen = False

    def run(self) -> int:
        """Until the window is closed, or what was to be done beside it is done."""
        put_in_place(self.window, self.window.places, self._plan.size)
        self.window.calls.engine.want(devices_of(self._plan.config))
        self.window.closing.connect(self._closed.set)
        self.bridge.updated.connect(self.window.receive)
        self.bridge.console_ended.connect(self._console_ended)
        if self._plan.opening is not None:
            self._plan.opening.give_way(self.window)
        self.window.show()
        with ending_in_order(self._closed.set), self._loop:
            code: int = self._loop.run_until_complete(self._live())
        self._sweeping.end()
        self._unhook()
        return code

    def _speak(self) -> None:
        """Qt's own buttons and dialogs, in the language of ours. Qt has no file for English: that is its source."""
        self.app.removeTranslator(self._qts_own)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qts_own.load(f"qtbase_{self._words.language}", folder):
            self.app.installTranslator(self._qts_own)

    async def closed_within(self, seconds: float) -> bool:
        """Waits until the window is closed, or so long; whether it was closed."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closed.wait()
        return self._closed.is_set()

    async def _live(self) -> int:
        """Whatever ends the screen, the console ends in order."""
        self.bridge.start()
        try:
            code = await self._shown()
            await self._keep_drafts()
        finally:
            await self.tasks.end()
            self.window.close()
            await asyncio.to_thread(self.bridge.stop)
        return FAULT if self._has_fallen else code

    async def _shown(self) -> int:
        """From the console's opening until the window is closed, or what was to be done beside it is done."""
        try:
            self.office.attach(await asyncio.wrap_future(self.opened))
            self._begin(is_resumed=await self._resume())
            if self._plan.act is not None:
                return await self._plan.act(self)
            await self._closed.wait()
        except _NotOpenedError as failed:
            sys.stderr.write(f"Vaka cannot start: {failed}\n")
            if self._plan.act is None:
                self.window.cannot_start(str(failed))
                await self._closed.wait()
            return 1
        return 0

    async def _keep_drafts(self) -> None:
        try:
            await self.window.drafts.all_saved()
        except (LostContact, Unwritable, Refused) as lost:
            log.warning("the last of what was typed could not be kept: %s", type(lost).__name__)

    def _begin(self, *, is_resumed: bool) -> None:
        """What is tried before a shift loads the sound system: who sits down again sees the queue first."""
        seat = self.window.seat
        if is_resumed and seat.operator is None:  # the console's word of it is on its way
            seat.changed.connect(self.window.start, Qt.ConnectionType.SingleShotConnection)
        else:
            self.window.start()

    async def _resume(self) -> bool:
        """After a crash: whoever sat here sits here again, if the console says so; and the screen tells of it once."""
        greeting = self._plan.greeting
        if greeting is None or greeting.died_at is None:
            return False
        operator = None
        try:
            operator = await self.office.resume()
        except (LostContact, Unwritable) as lost:
            log.warning("the seat could not be taken again: %s", type(lost).__name__)
        self.bridge.show(Restarted(greeting.died_at, operator is not None))
        return operator is not None

    def _console_ended(self, fault: BaseException | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(_NotOpenedError(_told(fault)))
            return
        self.window.console_ended(fault)
        if fault is not None and self._plan.on_fault is not None:
            self._plan.on_fault(fault)
        if fault is not None and self._plan.greeting is not None:
            self._has_fallen = True
            self._closed.set()


def _told(fault: BaseException | None) -> str:
    """Why the console did not open, in sentences; a fault of ours goes to the log with its stack."""
    from console.bootstrap.parts import reasons

    sentences = reasons(fault) if fault is not None else ()
    if sentences is None:
        log.error("the console did not open", exc_info=fault)
        return f"a fault of ours ({faults.code(fault)}); the log has its stack"
    return " ".join(sentences) or "the console ended at once"


@contextlib.contextmanager
def ending_in_order(end: Callable[[], None]) -> Iterator[None]:
    """Asked to end by the system or the guardian, the program ends as if its window were closed."""
    if sys.platform == "win32":
        numbers: tuple[signal.Signals, ...] = (signal.SIGINT,)
    else:
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: end()) for number in numbers}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


class _NotOpenedError(Exception):
    """The console could not be opened; the text says why and what to do."""
