"""The guardian: starts the console as a child process, and again at once when it dies of a fault or a signal.

    vaka = guardian --(token, in one line on the child's standard input)--> console

Not when it was closed or could not start (exit codes 0, 1 and 2), and at most `MOST_RESTARTS` times in
`WITHIN`: then it says so and ends with the child's code. The token is made here, lives in the memory of these two
processes and nowhere else, and lets the operator sit again without a password (`console/services/seat_keeper.py`).
This process loads neither Qt nor a database, so that what brings the console down leaves it standing.
"""

import json
import os
import secrets
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

from ui.crash import FAULT, Ending, Reports

FIRST_RUN = 78
"""The console found no settings at all: `vaka` goes on with the first run."""

NOT_RESTARTED = frozenset({0, 1, 2, FIRST_RUN})
"""Closed, could not start, called wrongly, not set up."""

MOST_RESTARTS = 5
WITHIN = timedelta(minutes=5)
LONGEST_GREETING = 4096
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Greeting:
    """What the guardian tells its child. `died_at` (aware UTC) is when the one before it died, None at the first."""

    token: str
    died_at: datetime | None = None

    def encode(self) -> bytes:
        """One line."""
        died_at = self.died_at.isoformat() if self.died_at is not None else None
        return json.dumps({"token": self.token, "died_at": died_at}).encode("ascii") + b"\n"

    def __repr__(self) -> str:
        return f"Greeting(died_at={self.died_at})"


def greeted() -> Greeting | None:
    """The guardian's words, from our standard input, which is then closed for good; None where it has none for us."""
    try:
        line = sys.stdin.buffer.readline(LONGEST_GREETING)
        said = json.loads(line)
        died_at = said["died_at"]
        greeting = Greeting(str(said["token"]), datetime.fromisoformat(died_at) if died_at else None)
    except (AttributeError, OSError, ValueError, KeyError, TypeError):
        return None
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)  # nobody whom we start may read on
    os.close(nothing)
    return greeting


class Guardian:
    """Watches over one console. `run` returns the exit code of the last child. `reports_of` is asked once, when the
    first has been started; None where nobody knows where reports are kept."""

    def __init__(
        self,
        command: Sequence[str],
        reports_of: Callable[[], Reports | None],
        say: Callable[[str], None],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._command = tuple(command)
        self._reports_of = reports_of
        self._reports: Reports | None = None
        self._is_asked = False
        self._say = say
        self._now = now
        self._token = secrets.token_urlsafe(TOKEN_BYTES)
        self._child: subprocess.Popen[bytes] | None = None
        self._is_ending = False
        self.restarts: deque[datetime] = deque(maxlen=MOST_RESTARTS)

    @property
    def child(self) -> int | None:
        """The process id of the console that runs."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def run(self) -> int:
        """Until the console was closed, or could not start, or has died too often."""
        died_at: datetime | None = None
        while True:
            code = self._lived(Greeting(self._token, died_at))
            if code in NOT_RESTARTED or self._is_ending:
                return max(code, 0)
            died_at = self._now()
            if self._has_died_too_often(died_at):
                kept = f" The reports are in {self._reports.folder}." if self._reports is not None else ""
                self._say(
                    f"The console has died {MOST_RESTARTS + 1} times in {WITHIN.seconds // 60} minutes ({words(code)}) "
                    f"and is not started again.{kept} Other consoles have its cases; start it by hand with: vaka"
                )
                return FAULT
            self.restarts.append(died_at)
            self._say(f"The console died ({words(code)}) and is started again.")

    def end(self, number: int | None) -> None:
        """Whatever becomes of the console, it is not started again. Passes the signal on, if one is named."""
        self._is_ending = True
        child = self._child
        if child is not None and number is not None and child.poll() is None:
            child.send_signal(number)

    def _lived(self, greeting: Greeting) -> int:
        """One child's life. Its report is made when it died of something that left none."""
        self._child = child = subprocess.Popen(self._command, stdin=subprocess.PIPE)
        assert child.stdin is not None
        if self._is_ending:  # asked for just before there was a child to pass it on to
            child.terminate()
        try:
            child.stdin.write(greeting.encode())
            child.stdin.close()
        except OSError:  # it has ended already: the code tells why
            pass
        if not self._is_asked:
            self._is_asked, self._reports = True, self._reports_of()
        code = child.wait()
        if code not in NOT_RESTARTED and code != FAULT and not self._is_ending and self._reports is not None:
            self._reports.gather(child.pid, Ending(words(code), self._now()))
        return code

    def _has_died_too_often(self, at: datetime) -> bool:
        return len(self.restarts) == MOST_RESTARTS and at - self.restarts[0] < WITHIN


def watched(options: Sequence[str], folder_of: Callable[[], Path | None]) -> int:
    """Runs `vaka OPTIONS` as the guardian's child until it is closed. `folder_of` is asked for the state folder while
    the console starts. Returns its exit code."""

    def reports_of() -> Reports | None:
        folder = folder_of()
        return Reports(folder) if folder is not None else None

    # -P: a folder named ui where the operator stands must not pass for ours; where we stand in the source, it is ours.
    safely = () if not sys.flags.safe_path and Path.cwd() == Path(__file__).parents[1] else ("-P",)
    command = (sys.executable, *safely, "-m", "ui", *options, "console", "--guarded")
    guardian = Guardian(command, reports_of, lambda text: print(f"vaka: {text}", file=sys.stderr))
    with passing_on(guardian):
        return guardian.run()


def words(code: int) -> str:
    """How a process ended."""
    if code >= 0:
        return f"exit code {code}" if code < 0x100 else f"exit code 0x{code:08X}"
    try:
        return f"signal {-code} ({signal.Signals(-code).name})"
    except ValueError:
        return f"signal {-code}"


if sys.platform == "win32":
    _ENDING: tuple[signal.Signals, ...] = (signal.SIGINT,)
    _PASSED_ON: signal.Signals | None = None  # Ctrl+C reaches the console by itself
else:
    _ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    _PASSED_ON = signal.SIGTERM


@contextmanager
def passing_on(guardian: Guardian) -> Iterator[None]:
    """Asked to end, this process asks the console to end in order, and waits for that."""

    def pass_on(_number: int, _frame: FrameType | None) -> None:
        guardian.end(_PASSED_ON)

    before = {number: signal.signal(number, pass_on) for number in _ENDING}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
