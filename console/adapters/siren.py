"""The sound that needs neither the network nor our own screen: a child process that repeats it until it is stopped.

The child holds the read end of a pipe that we hold open; when this process ends in whatever way, the child reads the
end of that pipe and ends too, on every system. What the child plays, and with what, is the command's affair.
"""

import subprocess
import sys
from collections.abc import Sequence

NO_OUTPUT = 3
"""The child's exit code for: this machine has no audible output."""

NO_SOUND_FILE = 4
"""The child's exit code for: the sound file cannot be played."""

STEADY_AFTER = 5
"""Checks that a child must live through to be trusted; until then an earlier explanation stands."""

LONGEST_WAIT = 30
"""Checks between two tries at the most."""

ENDS_WITHIN_S = 2.0

_WORDS = {
    0: "the siren ended by itself",
    NO_OUTPUT: "no audible output",
    NO_SOUND_FILE: "the siren's sound file cannot be played",
}

if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW
else:
    _FLAGS = 0


class ChildSiren:
    """Fits `Siren`. For one thread; call `check` once a second while the program runs.

    No call waits for sound: `start` begins a process that needs up to a second until it is heard, and whether it is
    heard shows in `is_sounding` and `explanation` after the next checks.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._child: subprocess.Popen[bytes] | None = None
        self._is_wanted = False
        self._explanation = ""
        self._lived = 0
        self._failures = 0
        self._wait = 0

    @property
    def is_sounding(self) -> bool:
        """Whether a child sounds as far as we know: it runs, and nothing speaks against it."""
        return self._child is not None and self._child.poll() is None and not self._explanation

    @property
    def explanation(self) -> str:
        """Why no sound is heard though it is wanted, in English, for a technician; "" otherwise."""
        return self._explanation

    def start(self) -> None:
        """Begins to sound. Does nothing if it is to sound already."""
        if self._is_wanted:
            return
        self._is_wanted = True
        self._failures = self._wait = 0
        self._begin()

    def stop(self) -> None:
        """Ends the sound and the child. Does nothing if nothing sounds."""
        self._is_wanted = False
        self._explanation = ""
        if self._child is not None:
            _end(self._child)
            self._child = None

    def check(self) -> None:
        """Looks after the child: tells why it ended and begins another, at once first, then ever more seldom."""
        if not self._is_wanted:
            return
        if self._child is not None:
            self._look_at(self._child)
        elif self._wait > 1:
            self._wait -= 1
        else:
            self._begin()

    def _look_at(self, child: subprocess.Popen[bytes]) -> None:
        code = child.poll()
        if code is None:
            self._lived += 1
            if self._lived >= STEADY_AFTER:
                self._explanation = ""
                self._failures = 0
            return
        _end(child)
        self._child = None
        self._failed(_WORDS.get(code, f"the siren ended with code {code}"))
        if self._wait == 0:
            self._begin()

    def _begin(self) -> None:
        self._lived = 0
        try:
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=_FLAGS,
            )
        except OSError as error:
            self._failed(f"the siren cannot be started: {error.strerror}")

    def _failed(self, why: str) -> None:
        """The first time the next try comes at once; then after 1, 2, 4 ... checks."""
        self._explanation = why
        self._wait = min(2**self._failures // 2, LONGEST_WAIT)
        self._failures += 1


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends a child, whether or not it lives, and leaves nothing of it."""
    if child.stdin is not None:
        child.stdin.close()
    child.terminate()
    try:
        child.wait(ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
