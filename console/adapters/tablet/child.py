"""The process in which the devices live, as its parent sees it: started, told, listened to, ended.

It ends with its standard input, so it never outlives its parent. Nothing that goes wrong in it reaches us.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from console.adapters.tablet.orders import LONGEST_LINE, Change, Line, Start, read_line, written

ENDS_WITHIN_S = 5.0

if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW
else:
    _FLAGS = 0


class TabletChild:
    """Starts the process at once; raises OSError where it cannot. `told` hears each line, on a thread of its own.
    `close` may be called twice."""

    def __init__(self, command: Sequence[str], start: Start, told: Callable[[Line], None] | None = None) -> None:
        self._process = subprocess.Popen(
            tuple(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            creationflags=_FLAGS,
        )
        self._told = told
        self._listening = threading.Thread(target=self._listen, name="tablets", daemon=True)
        self._listening.start()
        self._write(written(start))

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def change(self, change: Change) -> None:
        """Somebody behaves otherwise from now on."""
        self._write(written(change))

    def close(self) -> None:
        """Ends the process, by force where it does not end by itself."""
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listening.join(ENDS_WITHIN_S)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _write(self, line: bytes) -> None:
        """A child that is gone is told nothing more."""
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.write(line)
                self._process.stdin.flush()

    def _listen(self) -> None:
        if self._process.stdout is None:
            return
        while line := self._process.stdout.readline(LONGEST_LINE):
            if self._told is not None:
                with suppress(ValueError):
                    self._told(read_line(line))
