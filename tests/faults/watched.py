"""The test's side of `watched_process`: starts a console with a screen that tells, reads what it tells, kills it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

READY_WITHIN_S = 150.0
HEARD_WITHIN_S = 30.0


class Watched:
    """Use it as a context manager: it starts, says that it is ready, and is killed at the end.

    `options` are those of `watched_process`, if there are any. `lines` is all that it has told, in order; `t` in them
    is a monotonic clock's, in seconds, the same as the test's time.monotonic().
    """

    module, ready = "watched_process", "ready"

    def __init__(self, port: int, folder: Path, *, env: Mapping[str, str] | None = None, **options: Any) -> None:
        folder.mkdir(exist_ok=True)
        self._command = [sys.executable, "-m", f"tests.faults.{self.module}", str(port), str(folder)]
        if options:
            self._command.append(json.dumps(options))
        self._env = env
        self._process: subprocess.Popen[str] | None = None
        self._heard = threading.Condition()
        self.lines: list[dict[str, Any]] = []
        self._has_ended = False

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=self._env,
        )  # fmt: skip
        self._reading = threading.Thread(target=self._read, name="watched")
        self._reading.start()
        try:
            self.said(lambda line: self.ready in line, READY_WITHIN_S)
        except AssertionError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        self._reading.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> float:
        """-9; returns when, by the monotonic clock."""
        assert self._process is not None
        self._process.kill()
        return time.monotonic()

    def ask(self, what: str) -> None:
        """A step of whoever sits there."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()

    def said(
        self, holds: Callable[[dict[str, Any]], object], within_s: float = HEARD_WITHIN_S, after: int = 0
    ) -> dict[str, Any]:
        """The first line for which it holds, from the line number `after` on. AssertionError where none comes."""
        ends_at = time.monotonic() + within_s
        with self._heard:
            at = after
            while True:
                for line in self.lines[at:]:
                    if holds(line):
                        return line
                at = len(self.lines)
                assert not self._has_ended, f"it has ended; its last words: {self.lines[-3:]}"
                left_s = ends_at - time.monotonic()
                assert left_s > 0, f"not said within {within_s} s; the last words: {self.lines[-3:]}"
                self._heard.wait(left_s)

    def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        for text in self._process.stdout:
            if text.startswith("{"):
                with self._heard:
                    self.lines.append(json.loads(text))
                    self._heard.notify_all()
        with self._heard:
            self._has_ended = True
            self._heard.notify_all()


class Screened(Watched):
    """The same for `gui_process`: the real program with its window. It takes no options."""

    module, ready = "gui_process", "seated"

    def pause_ms(self) -> float:
        """The longest time in which the screen's loop did nothing since this was asked the last time."""
        told = len(self.lines)
        self.ask("pause")
        return float(self.said(lambda line: "pause_ms" in line, after=told)["pause_ms"])


def sees(line: Mapping[str, Any]) -> bool:
    """No banner any more."""
    return line.get("sight") == "SEEING"


def is_blind(line: Mapping[str, Any]) -> bool:
    """The banner."""
    return line.get("sight") == "BLIND"
