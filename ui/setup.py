"""`vaka setup`, and the first start: joins the wizard to what it tries.

What blocks runs on a thread of its own with a loop of its own, as the console does, and its lines come back to the
GUI's loop. A trial that is cancelled is left behind: what it still waits for is bounded in time.
"""

import asyncio
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from enum import Enum
from pathlib import Path
from typing import Any, Protocol, TypeVar

import qasync
from PySide6.QtWidgets import QApplication

from console.bootstrap.setup import SHORTEST_PASSWORD, Setup
from console.bootstrap.trial_course import Course, Stopped
from console.services.setup import Authority, Draft, Line, Places, Tell, Tried, Trouble
from ui import assets, faults
from ui.tasks import Tasks
from ui.wizard.window import WizardWindow

SIZE = (1366, 768)
VOLUME_PERCENT = 80
NO_OUTPUT = 3
"""The siren's exit code for a machine without an audible output (`console.adapters.siren`)."""

HEARD_FROM = 0.004
"""Of full scale: a muted microphone gives nothing at all, an open one its own noise."""

_Answer = TypeVar("_Answer")


class Outcome(Enum):
    """How a first run ended."""

    FINISHED = "finished"
    DEMO = "demo"
    CLOSED = "closed"


class Hearing(Protocol):
    """Fitted by the module `ui.hearing`."""

    def outputs(self) -> tuple[str, ...]: ...

    def microphone_name(self) -> str: ...

    async def play_tone(self, device: str, volume_percent: int) -> int: ...

    async def listen(self, level: Callable[[float], None]) -> float | None: ...


def computer_hearing() -> Hearing | None:
    """This computer's sound; None where its library is missing."""
    try:
        from ui import hearing
    except ImportError:
        return None
    return hearing


class JoinedTrials:
    """Fits `ui.wizard.trial.Trials`."""

    shortest_password = SHORTEST_PASSWORD

    def __init__(self, setup: Setup, hearing: Callable[[], Hearing | None] = computer_hearing) -> None:
        self._setup = setup
        self._hearing = hearing

    def begin(self) -> Draft:
        """What is set already."""
        return self._setup.begin()

    def places(self, draft: Draft) -> Places:
        """Where all will be kept."""
        return self._setup.places(draft)

    def outputs(self) -> tuple[str, ...]:
        """The sound outputs by name."""
        hearing = self._hearing()
        return hearing.outputs() if hearing is not None else ()

    async def authority(self, file: str) -> Authority | Trouble:
        """Who signs, by the file that was named."""

        async def read() -> Authority | Trouble:
            return self._setup.authority(file)

        return await aside(lambda _: read(), lambda _: None)

    async def broker(self, draft: Draft, tell: Tell) -> None:
        """See `Setup.try_broker`."""
        await aside(lambda say: self._setup.try_broker(draft, say), tell)

    async def database(self, draft: Draft, tell: Tell) -> None:
        """See `Setup.try_database`."""
        await aside(lambda say: self._setup.try_database(draft, say), tell)

    async def account(self, draft: Draft, tell: Tell) -> None:
        """See `Setup.try_account`."""
        await aside(lambda say: self._setup.try_account(draft, say), tell)

    async def save(self, draft: Draft, tell: Tell) -> None:
        """See `Setup.save`."""
        await aside(lambda say: self._setup.save(draft, say), tell)

    async def sound(self, draft: Draft, tell: Tell, level: Callable[[float], None]) -> None:
        """Outputs, tone, microphone: on the GUI's loop, for Qt wants its devices there."""
        course = Course(tell, (Tried.OUTPUTS, Tried.TONE, Tried.MICROPHONE))
        with contextlib.suppress(Stopped):
            hearing = self._hearing()
            if hearing is None:
                raise course.failed(Tried.OUTPUTS, Trouble.NO_SOUND_SYSTEM)
            await _try_output(course, hearing, draft.sound.device)
            await _try_microphone(course, hearing, level)


async def _try_output(course: Course, hearing: Hearing, device: str) -> None:
    """A missing output does not keep the microphone from being tried."""
    names = hearing.outputs()
    if not names or (device and device not in names):
        course.failed(Tried.OUTPUTS, Trouble.NO_SUCH_OUTPUT if names else Trouble.NO_OUTPUT, device)
        return
    course.good(Tried.OUTPUTS, device or names[0])
    code = await hearing.play_tone(device, VOLUME_PERCENT)
    if code == 0:
        course.good(Tried.TONE, device or names[0])
    else:
        trouble = Trouble.NO_OUTPUT if code == NO_OUTPUT else Trouble.TONE_FAILED
        course.failed(Tried.TONE, trouble, device or names[0], code)


async def _try_microphone(course: Course, hearing: Hearing, level: Callable[[float], None]) -> None:
    name = hearing.microphone_name()
    if not name:
        raise course.failed(Tried.MICROPHONE, Trouble.NO_MICROPHONE)
    loudest = await hearing.listen(level)
    if loudest is None:
        raise course.failed(Tried.MICROPHONE, Trouble.NO_MICROPHONE, name)
    if loudest < HEARD_FROM:
        raise course.failed(Tried.MICROPHONE, Trouble.SILENT_MICROPHONE, name)
    course.good(Tried.MICROPHONE, name)


async def aside(work: Callable[[Tell], Coroutine[Any, Any, _Answer]], tell: Tell) -> _Answer:
    """Runs work on a thread with a loop of its own; its lines are told on ours. Cancelled, it is cancelled there too,
    and not waited for."""
    here = asyncio.get_running_loop()
    done: Future[_Answer] = Future()
    done.set_running_or_notify_cancel()
    there: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[_Answer]]] = []
    is_left = False

    def say(each: Line) -> None:
        with contextlib.suppress(RuntimeError):  # our loop has ended meanwhile
            here.call_soon_threadsafe(lambda: None if is_left else tell(each))

    async def begin() -> asyncio.Task[_Answer]:
        task = asyncio.create_task(work(say), name="first run")
        there.append((asyncio.get_running_loop(), task))
        await asyncio.wait({task})
        return task

    def live() -> None:
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            task = runner.run(begin())
        fault = asyncio.CancelledError() if task.cancelled() else task.exception()
        if fault is not None:
            done.set_exception(fault)
        else:
            done.set_result(task.result())

    threading.Thread(target=live, name="first run", daemon=True).start()
    try:
        return await asyncio.wrap_future(done)
    except asyncio.CancelledError:
        is_left = True
        for loop, task in there:
            with contextlib.suppress(RuntimeError):  # it has ended by itself
                loop.call_soon_threadsafe(task.cancel)
        raise


class FirstRun:
    """One run of the wizard. `run` returns how it ended."""

    def __init__(self, file: Path | None) -> None:
        """Raises ConfigError where there are settings that cannot be read."""
        setup = Setup(file)
        self.app = QApplication(["vaka"])
        self.app.setQuitOnLastWindowClosed(False)
        self.app.setStyle("Fusion")
        self._unhook = faults.install()
        assets.load_fonts()
        self._loop = qasync.QEventLoop(self.app)
        asyncio.set_event_loop(self._loop)
        self.tasks = Tasks()
        self.window = WizardWindow(JoinedTrials(setup), self.tasks)
        self._ended = asyncio.Event()
        self._outcome = Outcome.CLOSED

    def run(self) -> Outcome:
        """Until all is saved, the demo is wanted, or the window is closed."""
        self.window.resize(*SIZE)
        self.window.finished.connect(lambda: self._end(Outcome.FINISHED))
        self.window.demo_wanted.connect(lambda: self._end(Outcome.DEMO))
        self.window.closing.connect(self._ended.set)
        self.window.show()
        with self._loop:
            self._loop.run_until_complete(self._live())
        self._unhook()
        return self._outcome

    async def _live(self) -> None:
        self.window.page.take_focus()
        await self._ended.wait()
        await self.tasks.end()
        self.window.close()

    def _end(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._ended.set()


def run(file: Path | None) -> Outcome:
    """The first run, for the settings file that was named. Raises ConfigError."""
    return FirstRun(file).run()


def go_on(outcome: Outcome, file: Path | None) -> int:
    """What follows: the console or the demo in place of this process; else the exit code."""
    named = ("--config", str(file)) if file is not None else ()
    program = (sys.executable, "-P", "-m", "ui", *named)
    match outcome:
        case Outcome.CLOSED:
            return 0
        case Outcome.FINISHED:
            return _become(program)
        case Outcome.DEMO:
            return _become((*program, "demo"))


def _become(command: tuple[str, ...]) -> int:
    """Another program in this one's place; on Windows, which has no such thing, beside it until it ends."""
    return subprocess.call(command) if sys.platform == "win32" else _replaced(command)


def _replaced(command: tuple[str, ...]) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(command[0], command)
