"""All tests, two processes at a time; then, each file alone, what did not pass.

    python -m tests.run

Many tests have real brokers, databases, browsers and deadlines in real time, and share two cores with others that do
too. What fails in that company is tried once more alone, and named as unsteady if it passes then: it is to be looked
into, but says nothing against the change at hand. What fails alone too has failed. Where much fails nothing is tried
again.

A run that nobody hears of for `SILENT_S` is ended with the stacks of its processes: a worker that died has left
pytest-xdist waiting for the rest of its tests before.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.results import COLLECTED, FAILED, PASSED, VARIABLE

SILENT_S = 400
"""Longer than the longest limit of any one test."""

AGAIN_AT_MOST = 20
"""More than so many that did not pass are no accident."""


def main() -> int:
    """The exit code: 0 when every test has passed, in company or alone."""
    with tempfile.TemporaryDirectory(prefix="vaka-tests-") as folder:
        first = Path(folder) / "first"
        code = watched(["-n", "2", "--dist", "loadfile"], first)
        left = not_passed(read(first))
        if code == 0 and not left:
            return 0
        if not left or len(left) > AGAIN_AT_MOST:
            return code or 1
        say(f"{len(left)} did not pass in company; each file of them again, alone")
        again = [alone(names, Path(folder) / str(number)) for number, names in enumerate(by_file(left))]
    still = [name for names in again for name in names]
    for name in left:
        say(f"{'FAILED' if name in still else 'unsteady'}: {name}")
    return 1 if still else 0


def alone(names: Sequence[str], results: Path) -> list[str]:
    """Runs these tests of one file by themselves; those that did not pass then."""
    watched(["-p", "no:xdist", *names], results)
    passed = passed_in(read(results))
    return [name for name in names if name not in passed]


def watched(options: Sequence[str], results: Path) -> int:
    """Runs pytest, and ends it when nothing was heard of it for too long. Its exit code."""
    results.touch()
    command = [sys.executable, "-m", "pytest", *options]
    process = subprocess.Popen(command, env=os.environ | {VARIABLE: str(results)}, start_new_session=True)
    try:
        while process.poll() is None:
            time.sleep(0.2)
            if time.time() - results.stat().st_mtime > SILENT_S:
                say(f"nothing was heard for {SILENT_S} s: the run is ended")
                end(process)
    finally:
        end(process)
    return process.returncode


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a run with all that it started; what runs Python tells its stacks first."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        for deadly in (signal.SIGABRT, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, deadly)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
    process.wait()


def read(results: Path) -> dict[str, set[str]]:
    """The tests of a run by what was said of them."""
    told: dict[str, set[str]] = {COLLECTED: set(), PASSED: set(), FAILED: set()}
    for line in results.read_text("utf-8").splitlines():
        what, _, name = line.partition(" ")
        if what in told:
            told[what].add(name)
    return told


def passed_in(told: dict[str, set[str]]) -> set[str]:
    """Those that passed, in each of their parts."""
    return told[PASSED] - told[FAILED]


def not_passed(told: dict[str, set[str]]) -> list[str]:
    """Those that failed, were never run, or died with their process."""
    return sorted((told[COLLECTED] | told[FAILED]) - passed_in(told))


def by_file(names: Sequence[str]) -> list[list[str]]:
    """The tests of each file together, in order."""
    files: dict[str, list[str]] = {}
    for name in names:
        files.setdefault(name.partition("::")[0], []).append(name)
    return list(files.values())


def say(line: str) -> None:
    """Among what pytest says."""
    print(f"vaka: {line}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
