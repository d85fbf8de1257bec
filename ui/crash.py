"""Crash reports: where the program broke, with nothing in them of anybody.

A report holds places in the code (file, line, function), types and numbers: no value of any variable, no text of an
exception, of a log line or of a Qt message, for each of these may hold a name. Of a log line it keeps when, how grave
and where it stands, which is its id: the source has its words.

While a console runs, two files in `crashes/` take down what its death would: `running-<pid>.stack` is the interpreter's
own (`faulthandler`), written at a native crash, and `running-<pid>.lines` the last log lines. The guardian makes a
report of them when the console has died; without a guardian the next start does.
"""

import contextlib
import faulthandler
import itertools
import logging
import os
import platform
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import BinaryIO

FAULT = 70
"""The console's exit code for a fault that ended it (EX_SOFTWARE of sysexits.h)."""

FOLDER = "crashes"
MOST_KEPT = 20
LINES_KEPT = 50
SLOT_BYTES = 160
DEEPEST = 40
"""Frames of a stack in a report: the innermost tell."""

_STACK_LINE = re.compile(r'^  File "(?P<file>[^"\n]*)", line (?P<line>\d+) in (?P<function>[\w.<>]+)$')
_HEAD_LINE = re.compile(r"Fatal Python error: [\w ]{1,60}|(Current thread|Thread) 0x[0-9a-f]+|$")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a console ended: `words` say it ("signal 9", "exit code 70"), at `at` (aware UTC)."""

    words: str
    at: datetime


class Reports:
    """The reports in a state folder. Nothing here raises for a disk that does not take it: a crash is bad enough."""

    def __init__(self, state_folder: Path) -> None:
        self.folder = state_folder / FOLDER

    def all(self) -> list[Path]:
        """The oldest first."""
        return sorted(self.folder.glob("crash-*.txt"))

    def write(self, ending: Ending, parts: Iterator[str]) -> Path | None:
        """One report, and at most `MOST_KEPT` in all."""
        name = f"crash-{ending.at:%Y%m%dT%H%M%S}.{ending.at.microsecond:06}Z.txt"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            place = self.folder / name
            place.write_text("\n".join((*_facts(ending), *parts)) + "\n", encoding="utf-8")
            for old in self.all()[:-MOST_KEPT]:
                old.unlink(missing_ok=True)
        except OSError:
            return None
        return place

    def gather(self, pid: int, ending: Ending) -> Path | None:
        """The report of a console that has died, from what it left behind, which is then gone."""
        left = _Left(self.folder, pid)
        try:
            return self.write(ending, itertools.chain(("", "stacks:"), left.stack(), ("", "log:"), left.lines()))
        finally:
            left.remove()

    def gather_forgotten(self, at: datetime) -> list[Path]:
        """Reports of consoles that died natively with no guardian to see it. One that was killed has left no stack."""
        found: list[Path] = []
        for file in self.folder.glob("running-*.stack"):
            pid = file.stem.removeprefix("running-")
            if not pid.isdecimal() or _lives(int(pid), file):
                continue
            left = _Left(self.folder, int(pid))
            if any(left.stack()):
                found += filter(None, [self.gather(int(pid), Ending("unknown", at))])
            left.remove()
        return found


class Recording:
    """One console's own part, from `start` to `end`: the interpreter's stack file, the last log lines, and a report of
    each fault that nobody caught (once for each place)."""

    def __init__(self, reports: Reports, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._reports = reports
        self._now = now
        self._left = _Left(reports.folder, os.getpid())
        self._stack: BinaryIO | None = None
        self._lines: LastLines | None = None
        self._told: set[str] = set()

    def start(self) -> None:
        """From now on. Where the folder cannot be written nothing is recorded, and the console runs all the same."""
        with contextlib.suppress(OSError):
            self._reports.folder.mkdir(parents=True, exist_ok=True)
            self._stack = self._left.stack_file.open("wb", buffering=0)
            faulthandler.enable(self._stack, all_threads=True)
            self._lines = LastLines(self._left.lines_file)
            logging.getLogger().addHandler(self._lines)

    def told(self, fault: BaseException) -> None:
        """A fault that nobody caught; for `faults.install`, on whatever thread it happened."""
        stack = list(stack_of(fault))
        if stack[-1] in self._told:
            return
        self._told.add(stack[-1])
        self._reports.write(
            Ending("a fault that nobody caught", self._now()),
            itertools.chain(("", "stacks:"), stack, ("", "log:"), self._left.lines()),
        )

    def end(self) -> None:
        """Ended in order: nothing is left behind."""
        if self._lines is not None:
            logging.getLogger().removeHandler(self._lines)
            self._lines.close()
        if self._stack is not None:
            faulthandler.disable()
            self._stack.close()
        self._left.remove()


@contextlib.contextmanager
def recorded(state_folder: Path) -> Iterator[Recording]:
    """A console's life, recorded for its death. What one before us left behind becomes a report first."""
    reports = Reports(state_folder)
    reports.gather_forgotten(datetime.now(UTC))
    recording = Recording(reports)
    recording.start()
    try:
        yield recording
    finally:
        recording.end()


def outlived(run: Callable[[], int]) -> int:
    """What `run` returns; `FAULT` where a fault ended it, which has then been told to the hook of uncaught ones."""
    code = FAULT
    try:
        code = run()
    finally:
        fault = sys.exc_info()
        if code == FAULT and fault[0] is not None and issubclass(fault[0], Exception):
            sys.excepthook(*fault)
            sys.exit(FAULT)
    return code


class LastLines(logging.Handler):
    """The last log lines by their ids, in a file of slots that outlives the process without being written through."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file.open("wb", buffering=0)
        self._count = itertools.count()

    def emit(self, record: logging.LogRecord) -> None:
        number = next(self._count)
        at = datetime.fromtimestamp(record.created, UTC)
        place = f"{short(record.pathname)}:{record.lineno}"
        line = f"{number:012} {at:%H:%M:%S.%f}Z {record.levelname} {record.name} {place}"
        slot = "".join(sign if sign.isprintable() else "?" for sign in line).encode("ascii", "replace")
        with contextlib.suppress(OSError, ValueError):
            self._file.seek(number % LINES_KEPT * SLOT_BYTES)
            self._file.write(slot[: SLOT_BYTES - 1].ljust(SLOT_BYTES - 1) + b"\n")

    def close(self) -> None:
        self._file.close()
        super().close()


class _Left:
    """What a running console lays down for its death."""

    def __init__(self, folder: Path, pid: int) -> None:
        self.stack_file = folder / f"running-{pid}.stack"
        self.lines_file = folder / f"running-{pid}.lines"

    def stack(self) -> Iterator[str]:
        """The interpreter's words, of which only what is known to hold nothing foreign passes."""
        for line in _read(self.stack_file):
            place = _STACK_LINE.match(line)
            if place is not None:
                yield f"  {short(place['file'])}:{place['line']} {place['function']}"
            elif head := _HEAD_LINE.match(line):
                yield head[0]

    def lines(self) -> Iterator[str]:
        """The last log lines, the oldest first."""
        kept = sorted(line.rstrip() for line in _read(self.lines_file) if line.strip(" \x00"))
        return (f"  {line.partition(' ')[2]}" for line in kept)

    def remove(self) -> None:
        for file in (self.stack_file, self.lines_file):
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)


def stack_of(fault: BaseException) -> Iterator[str]:
    """Where a fault arose and what it arose from, by type, file, line and function; the innermost last."""
    before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if before is not None:
        yield from stack_of(before)
        yield "then:"
    if isinstance(fault, BaseExceptionGroup):
        for one in fault.exceptions:
            yield from stack_of(one)
            yield "in a group:"
    frames = list(traceback.walk_tb(fault.__traceback__))[-DEEPEST:]
    for frame, line in frames:
        yield f"  {short(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"
    place = f" {short(frames[-1][0].f_code.co_filename)}:{frames[-1][1]}" if frames else ""
    yield f"{type(fault).__module__}.{type(fault).__qualname__}{place}"


def short(path: str) -> str:
    """The last parts of a path, from the package on: what lies above may hold somebody's name."""
    parts = path.replace("\\", "/").split("/")
    for top in ("site-packages", "dist-packages"):
        if top in parts:
            return "/".join(parts[parts.index(top) + 1 :])
    for top in ("console", "ui", "migrations"):
        if top in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(top) :])
    return "/".join(parts[-2:]) if len(parts) > 1 and parts[-2].startswith(("python", "lib", "asyncio")) else parts[-1]


def _facts(ending: Ending) -> Iterator[str]:
    yield f"time: {ending.at:%Y-%m-%d %H:%M:%S} UTC"
    yield f"ended by: {ending.words}"
    yield f"vaka: {_our_version()}"
    yield f"python: {platform.python_version()}"
    yield f"qt: {_version('PySide6-Essentials')}"
    yield f"platform: {platform.system()} {platform.release()} {platform.machine()}"


def _our_version() -> str:
    """Of the installed package, else of the source tree that runs."""
    found = _version("vaka")
    project = Path(__file__).parents[1] / "pyproject.toml"
    if found == "unknown" and project.is_file():
        named = re.search(r'^version = "([\w.]+)"$', project.read_text("utf-8"), re.M)
        return named[1] if named is not None else found
    return found


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "unknown"


def _read(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("ascii", "replace").splitlines()
    except OSError:
        return []


def _lives(pid: int, file: Path) -> bool:
    """Whether that process still runs. On Windows a file that is open cannot be renamed; asking would end it."""
    try:
        return _holds(file) if sys.platform == "win32" else _answers(pid)
    except ProcessLookupError:
        return False
    except OSError:
        return True


def _holds(file: Path) -> bool:
    aside = file.with_suffix(".looked-at")
    file.rename(aside)
    aside.rename(file)
    return False


def _answers(pid: int) -> bool:
    os.kill(pid, 0)
    return True
