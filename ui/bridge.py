"""The only file between the two threads: actions go down as awaitables, updates come up in frame-sized batches.

The console thread has an asyncio loop of its own, the same on Windows and Linux; a modal dialog, a slow paint or a
blocked GUI never stops it. What it shows is queued here and handed to the GUI at most sixty times a second, together.
"""

import asyncio
import inspect
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from console.domain.link import LostContact
from console.services.screen import Screen, Update

FRAME_S = 1 / 60
START_WITHIN_S = 10.0

LOCK_ASKED_FOR_AFTER_S = 0.001
"""So long a thread waits for the interpreter's lock until it is asked for. Python's own 5 ms, once for each of the
console's and the database's threads and again at each call of Qt that lets go of it, are more than a frame."""

T = TypeVar("T")
RunConsole = Callable[[Screen], Coroutine[Any, Any, None]]


class Bridge(QObject):
    """Runs the console on its thread and is its `Screen`.

    `updated` carries a tuple of updates, in the console's order; `console_ended` the exception that ended the console
    by itself (None where it simply returned). Both arrive on the GUI thread. Nobody else starts or ends that thread.
    """

    updated = Signal(object)
    console_ended = Signal(object)
    _woken = Signal()
    _ended = Signal(object)

    def __init__(self, run_console: RunConsole, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run_console = run_console
        self._waiting: deque[Update] = deque()
        self._is_woken = False
        self._emitted_at = 0.0
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.timeout.connect(self._hand_over)
        self._woken.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self.console_ended, Qt.ConnectionType.QueuedConnection)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._main: asyncio.Task[None] | None = None
        self._is_up = threading.Event()
        self._is_stopping = False
        self._asked: dict[Future[Any], Coroutine[Any, Any, Any]] = {}
        self._asking = threading.Lock()
        self._thread = threading.Thread(target=self._live, name="console", daemon=True)

    def start(self) -> None:
        """Starts the console thread and returns when its loop runs. Raises LostContact where it does not."""
        sys.setswitchinterval(LOCK_ASKED_FOR_AFTER_S)
        self._thread.start()
        if not self._is_up.wait(START_WITHIN_S):
            raise LostContact("the console thread did not start")

    def is_running(self) -> bool:
        return self._thread.is_alive()

    def show(self, update: Update) -> None:
        """Takes an update, on any thread; returns at once and never raises. The GUI has it within a frame."""
        self._waiting.append(update)
        if not self._is_woken and not self._is_stopping:
            self._is_woken = True
            self._woken.emit()

    def ask(self, coroutine: Coroutine[Any, Any, T]) -> "asyncio.Future[T]":
        """Runs a coroutine on the console thread; to be awaited on the GUI's loop. What it raises is raised there.

        Raises LostContact at once where the console has ended; so does the awaiting where it ends meanwhile.
        """
        with self._asking:
            loop = self._loop
            if loop is None or loop.is_closed() or self._is_stopping:
                coroutine.close()
                raise LostContact("the console has ended")
            asked = asyncio.run_coroutine_threadsafe(coroutine, loop)
            self._asked[asked] = coroutine
        gui = asyncio.get_running_loop()
        answer: asyncio.Future[T] = gui.create_future()
        asked.add_done_callback(
            lambda done: None if gui.is_closed() else gui.call_soon_threadsafe(_answer, answer, done)
        )
        asked.add_done_callback(self._forget)
        answer.add_done_callback(lambda given: asked.cancel() if given.cancelled() else None)
        return answer

    def tell(self, call: Callable[..., object], *args: object) -> bool:
        """Calls something on the console thread soon, without an answer. False where the console has ended."""
        with self._asking:
            loop = self._loop
            if loop is None or loop.is_closed():
                return False
            loop.call_soon_threadsafe(call, *args)
            return True

    def stop(self, timeout_s: float = 10.0) -> bool:
        """Ends the console in order and waits for it. False where it has not ended in time; nothing is shown after."""
        self._is_stopping = True
        if self._main is not None:
            self.tell(self._main.cancel)
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        self._frame.stop()
        self._waiting.clear()
        return not self._thread.is_alive()

    def _forget(self, asked: "Future[Any]") -> None:
        with self._asking:
            self._asked.pop(asked, None)

    def _live(self) -> None:
        """The console thread, from its first to its last line."""
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            fault = runner.run(self._see_it_through())
        self._leave_none_waiting()
        if not self._is_stopping:
            self._ended.emit(fault)

    async def _see_it_through(self) -> BaseException | None:
        """Runs the console to its end and returns what ended it."""
        self._loop = asyncio.get_running_loop()
        self._main = self._loop.create_task(self._run_console(self), name="console")
        self._is_up.set()
        await asyncio.wait({self._main})
        with self._asking:
            self._loop = None
        # What was asked before that becomes a task now, so that the runner's end cancels it with the others.
        await asyncio.sleep(0)
        return None if self._main.cancelled() else self._main.exception()

    def _leave_none_waiting(self) -> None:
        with self._asking:
            left = list(self._asked.items())
        for asked, coroutine in left:
            if inspect.getcoroutinestate(coroutine) == inspect.CORO_CREATED:
                coroutine.close()
            if not asked.done():
                asked.set_exception(LostContact("the console has ended"))

    def _wake(self) -> None:
        due = self._emitted_at + FRAME_S - time.monotonic()
        if due <= 0:
            self._hand_over()
        elif not self._frame.isActive():
            self._frame.start(max(1, round(due * 1000)))

    def _hand_over(self) -> None:
        self._is_woken = False
        batch: list[Update] = []
        while self._waiting:
            batch.append(self._waiting.popleft())
        if batch and not self._is_stopping:
            self._emitted_at = time.monotonic()
            self.updated.emit(tuple(batch))


def _answer(answer: "asyncio.Future[T]", done: "Future[T]") -> None:
    """On the GUI's loop: what came of a question. One that the console's end cut off has lost contact."""
    if answer.done():
        return
    if done.cancelled():
        answer.set_exception(LostContact("the console has ended"))
    elif (error := done.exception()) is not None:
        answer.set_exception(error)
    else:
        answer.set_result(done.result())
