"""The alarm sounds: a child process that keeps the output open and plays what it is told to.

One JSON object a line goes down its standard input, one comes up its standard output (`ui/sounder.py` has the words).
The child ends with its input, and so with us, in whatever way we end. A child that dies or falls silent is followed
by another, ever more seldom; meanwhile there is no sound, and that is said.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence

from console.domain.annunciation import SoundOutput

NO_OUTPUT = 3
NO_SOUND_FILE = 4
"""The child's exit codes, as the siren's."""

STARTS_WITHIN = 20
"""Checks until a child must have answered for the first time."""

ANSWERS_WITHIN = 6
"""Checks without a word after which a child counts as hung; it says something each second."""

LONGEST_WAIT = 15
"""Checks between two tries at the most."""

ENDS_WITHIN_S = 2.0

_WORDS = {
    0: "the sounder ended by itself",
    NO_OUTPUT: "no audible output",
    NO_SOUND_FILE: "a sound file cannot be played",
}

if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW
else:
    _FLAGS = 0


class _Child:
    """One process and what it last said. A thread of its own reads, so that nobody waits for it."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            creationflags=_FLAGS,
        )  # fmt: skip
        self.said: Mapping[str, object] = {}
        self.lines = 0
        self._reading = threading.Thread(target=self._read, name="sounder", daemon=True)
        self._reading.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            try:
                said = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(said, dict):
                self.said = said
                self.lines += 1

    def tell(self, words: Mapping[str, object]) -> None:
        """Never waits: the child reads on a thread of its own, and one that does not is ended long before."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write((json.dumps(words) + "\n").encode())
        except OSError:  # it has ended: the next check sees it
            return

    def poll(self) -> int | None:
        return self._process.poll()

    def end(self) -> None:
        """Whether or not it lives, nothing of it is left."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.terminate()
        try:
            self._process.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reading.join(ENDS_WITHIN_S)
        self._process.stdout.close()


class ChildSounder:
    """Fits `Sounder`. For one thread; call `check` once a second while the program runs, and `end` at its end."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._child: _Child | None = None
        self._use: dict[str, object] = {}
        self._explanation = ""
        self._number = 0
        self._lines = self._unheard = 0
        self._failures = self._wait = 0

    @property
    def output(self) -> SoundOutput:
        """How it stands, by the child's last word."""
        said = self._child.said if self._child is not None else {}
        if self._child is None or self._child.poll() is not None or not said:
            return SoundOutput(is_known=bool(self._explanation), explanation=self._explanation)
        outputs = said.get("outputs")
        played = said.get("played")
        device, is_open, is_muted = str(said.get("device", "")), _is_open(said), said.get("is_muted") is True
        return SoundOutput(
            is_known=is_open or bool(self._explanation),
            is_audible=is_open and not is_muted,
            is_muted=is_open and is_muted,
            device=device,
            outputs=tuple(map(str, outputs)) if isinstance(outputs, list) else (),
            played=played if isinstance(played, int) else 0,
            explanation=_explained(device, str(said.get("wanted", "")), is_muted) if is_open else self._explanation,
        )

    def play(self, sound: str) -> int:
        """Ends what sounds and begins this. Returns its number, which `output.played` reaches once it was heard."""
        self._number += 1
        self._tell({"do": "play", "sound": sound, "number": self._number})
        return self._number

    def stop(self) -> None:
        """Ends what sounds."""
        self._tell({"do": "stop"})

    def use(self, device: str, volume_percent: int) -> None:
        """From now on this output (""  is the system's own choice) and volume, for this child and those after it."""
        self._use = {"do": "use", "device": device, "volume": volume_percent}
        self._tell(self._use)

    def check(self) -> None:
        """Looks after the child: begins it, and another when it has ended or says nothing any more."""
        if self._child is not None:
            self._look_at(self._child)
        elif self._wait > 0:
            self._wait -= 1
        else:
            self._begin()

    def end(self) -> None:
        """Ends sound and child; nothing is begun until the next check."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _tell(self, words: Mapping[str, object]) -> None:
        if self._child is not None:
            self._child.tell(words)

    def _look_at(self, child: _Child) -> None:
        code = child.poll()
        if code is not None:
            self._failed(_WORDS.get(code, f"the sounder ended with code {code}"))
            return
        self._unheard = 0 if child.lines > self._lines else self._unheard + 1
        self._lines = child.lines
        if self._unheard >= (ANSWERS_WITHIN if child.lines else STARTS_WITHIN):
            self._failed("the sounder does not answer")
        elif _is_open(child.said):
            self._failures = 0
            self._explanation = ""

    def _begin(self) -> None:
        self._lines = self._unheard = 0
        try:
            self._child = _Child(self._command)
        except OSError as error:
            self._failed(f"the sounder cannot be started: {error.strerror}")
            return
        if self._use:
            self._child.tell(self._use)

    def _failed(self, why: str) -> None:
        """The next try comes after 1, 2, 4 ... checks."""
        self.end()
        self._explanation = why
        self._wait = min(2**self._failures, LONGEST_WAIT)
        self._failures += 1


def _is_open(said: Mapping[str, object]) -> bool:
    return said.get("is_audible") is True


def _explained(device: str, wanted: str, is_muted: bool) -> str:
    if is_muted:
        return f'"{device}" is muted, or turned down to nothing'
    return f'no output called "{wanted}"; "{device}" sounds' if wanted and device != wanted else ""
