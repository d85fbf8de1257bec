"""The child processes that read cameras, and the threads that listen to them: how they begin, wait, and end.

A child takes a third of a second to start. While looks are near, one waits that has been started already.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

ENDS_WITHIN_S = 2.0

Child = subprocess.Popen[bytes]

if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW
else:
    _FLAGS = 0


class Children:
    """Begins children, and keeps at most one that waits. For any thread."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._lock = threading.Lock()
        self._is_warm = False
        self._is_filling = False
        self._waiting: Child | None = None
        self._threads: set[threading.Thread] = set()

    def warm(self) -> None:
        """From now on a child waits. Does not wait itself; if the one that waits has ended, another is begun."""
        with self._lock:
            self._is_warm = True
        self.again()

    def rest(self) -> None:
        """No child waits any more."""
        with self._lock:
            self._is_warm = False
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            end(waiting)

    def again(self) -> None:
        """Begins another to wait, where one is to wait and none does."""
        with self._lock:
            is_there = self._is_filling or (self._waiting is not None and self._waiting.poll() is None)
            if is_there or not self._is_warm:
                return
            self._is_filling = True
        self.on_thread("camera-warm", self._fill)

    def take(self) -> Child:
        """One that waits, else a new one. Raises OSError where it cannot be started."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            if waiting.poll() is None:
                return waiting
            end(waiting)
        return self._begun()

    def on_thread(self, name: str, work: Callable[[], None]) -> None:
        """Runs it on a thread of its own, which `join` waits for."""

        def run() -> None:
            try:
                work()
            finally:
                with self._lock:
                    self._threads.discard(thread)

        thread = threading.Thread(target=run, name=name, daemon=True)
        with self._lock:
            self._threads.add(thread)
            thread.start()

    def join(self) -> None:
        """Waits, not long, for the threads to end."""
        with self._lock:
            threads = tuple(self._threads)
        for thread in threads:
            if thread is not threading.current_thread():
                thread.join(ENDS_WITHIN_S)

    def _fill(self) -> None:
        begun: Child | None = None
        with suppress(OSError):
            begun = self._begun()
        with self._lock:
            self._is_filling = False
            old = self._waiting
            if self._is_warm:
                self._waiting, begun = begun, None
            else:
                self._waiting = None
        for child in (old, begun):
            if child is not None:
                end(child)

    def _begun(self) -> Child:
        return subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            creationflags=_FLAGS,
        )


def end(child: Child) -> int:
    """Ends a child, whether or not it lives, and leaves nothing of it. Its code, as the system gives it."""
    if child.poll() is None:
        child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    with suppress(subprocess.TimeoutExpired):
        child.wait(ENDS_WITHIN_S)
    return child.returncode if child.returncode is not None else 0
