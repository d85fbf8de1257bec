"""How soon a start shows something, beside the least that Qt can show, and how soon the queue of a large centre.

The first frame is that of `vaka` as it is installed: with the guardian that starts the console, and of the console
alone as the guardian starts it. Each beside a bare window in the same turn. Cold: bytecode made anew, and the files of
the interpreter's library, of PySide6, and of Vaka given back by the page cache (`posix_fadvise`; what another program
keeps open and mapped stays). Warm: both as they lie.

The queue: signed in, its rows painted, on a journal with the longest tail that a console leaves when it is killed.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import PySide6

from tests.bench.figures import Better, Figure, run
from tests.bench.large_centre import LargeCentre, large_centre, lengthen
from tests.bench.machine import ROOT
from tests.servers import Mosquitto

WITHIN_S = 300
WATCHED = ROOT / "tests" / "bench" / "first_frame"
LIBRARIES = (Path(sysconfig.get_path("stdlib")), Path(PySide6.__file__).parent, ROOT / "console", ROOT / "ui")

BARE = ("-m", "tests.bench.bare_window")
ALONE, GUARDED = ("console", "--guarded"), ("console",)


def chill(bytecode: Path) -> None:
    """Nothing of what is loaded at a start lies in memory, as far as that can be asked for without being root."""
    for file in bytecode.rglob("*.pyc"):
        file.unlink()
    for folder in LIBRARIES:
        for file in folder.rglob("*"):
            if file.is_file() and (file.suffix in (".py", ".pyc", ".so", ".ttf") or ".so." in file.name):
                with file.open("rb") as opened:
                    os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def installed(bytecode: Path) -> dict[str, str]:
    """The environment of a program whose bytecode is kept, as that of an installed one is."""
    safe = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "DISPLAY")}
    return safe | {"PYTHONPYCACHEPREFIX": str(bytecode)}


class FirstFrame:
    """Starts programs, and says how long each takes to its first frame, in milliseconds."""

    def __init__(self, folder: Path) -> None:
        self.bytecode = folder / "bytecode"
        self.bytecode.mkdir()
        self._told = folder / "painted"
        self._settings = folder / "vaka.toml"
        self._settings.write_text(f'[console]\nstate_folder = "{folder}"\n', "utf-8")
        self._environ = installed(self.bytecode) | {
            # Qt's own offscreen platform, by a name that the program does not take for "no display".
            "QT_QPA_PLATFORM": "offscreen:", "VAKA_FIRST_FRAME": str(self._told),
            "PYTHONPATH": str(WATCHED),
        }  # fmt: skip

    def bare(self) -> float:
        """The least."""
        return self._took([*BARE, str(self._told)], b"")

    def console(self) -> float:
        """As the guardian starts it."""
        greeting = json.dumps({"token": "measured", "died_at": None}).encode() + b"\n"
        return self._took(["-m", "ui", "--config", str(self._settings), *ALONE], greeting)

    def guarded(self) -> float:
        """As who sits there starts it."""
        return self._took(["-m", "ui", "--config", str(self._settings), *GUARDED], b"")

    def _took(self, words: Sequence[str], said: bytes) -> float:
        self._told.unlink(missing_ok=True)
        began = time.monotonic()
        subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=self._environ, input=said, timeout=WITHIN_S, check=True,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return (float(self._told.read_text("ascii")) - began) * 1000


def first_frames(turns: int) -> dict[str, list[float]]:
    """Each way of starting, in milliseconds, cold and warm, in turns."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="vaka-bench-") as folder:
        frames = FirstFrame(Path(folder))
        ways: dict[str, Callable[[], float]] = {
            "bare window": frames.bare, "console": frames.console, "guarded console": frames.guarded,
        }  # fmt: skip
        for way in ways.values():
            way()
        for _ in range(turns):
            for name, way in ways.items():
                found.setdefault(f"{name}, warm", []).append(way())
        for _ in range(turns):
            for name, way in ways.items():
                chill(frames.bytecode)
                found.setdefault(f"{name}, cold", []).append(way())
    return found


def started(centre: LargeCentre, *words: str) -> tuple[float, dict[str, Any]]:
    """A console on this centre, with a broker of its own: when it was started, and what it tells."""
    with Mosquitto() as broker:
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.started", str(broker.port), centre.folder, *words],
            cwd=ROOT, env=installed(Path(centre.folder) / "bytecode"), stdout=subprocess.PIPE, text=True,
            timeout=WITHIN_S, check=True,
        )  # fmt: skip
    return began, dict(json.loads(done.stdout.splitlines()[-1]))


STAGES = {
    "first": "its first frame", "loaded": "the screen loaded", "open": "the store open and replayed",
    "seated": "signed in", "live": "its queue painted",
}  # fmt: skip


def queues(centre: LargeCentre, turns: int) -> dict[str, list[float]]:
    """Each stage on the way to the queue, in seconds since the process was started."""
    found: dict[str, list[float]] = {stage: [] for stage in STAGES}
    started(centre, "live")
    for _ in range(turns):
        asyncio.run(lengthen(centre))
        began, told = started(centre, "live")
        for stage, moments in found.items():
            moments.append(float(told[stage]) - began)
    return found


def measured(turns: int, is_quick: bool) -> list[Figure]:
    """As the program tells it."""
    lower, found = Better.LOWER, first_frames(turns)
    figures = []
    limit = "the interpreter, the settings and Qt; with the guardian a second interpreter"
    for name in ("console", "guarded console"):
        for state in ("warm", "cold"):
            pairs = zip(found[f"{name}, {state}"], found[f"bare window, {state}"], strict=True)
            ratios = tuple(ours / bare for ours, bare in pairs)
            figures.append(Figure(f"{name} beside a bare window, {state}", "x", ratios, lower, 1.5, limit))
    figures += [Figure(f"{name}, to the first frame", "ms", tuple(took), lower) for name, took in found.items()]
    with large_centre(is_quick) as centre:
        size = f"{centre.events:,} events and {centre.residents:,} residents"
        for stage, moments in queues(centre, turns).items():
            aim = 3.0 if stage == "live" else None
            figures.append(Figure(f"with {size}: {STAGES[stage]}", "s", tuple(moments), lower, aim))
        figures += [
            Figure("import", "residents/s", (centre.imported_per_s,), Better.HIGHER, limit="the words of the search"),
            Figure("append in batches", "events/s", (centre.appended_per_s,), Better.HIGHER),
            Figure("verify", "events/s", (centre.events / centre.verified_s,), Better.HIGHER),
        ]
    return figures


if __name__ == "__main__":
    run(__doc__ or "", measured)
