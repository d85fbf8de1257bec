"""A shift of eight hours at ten times the speed of life, in the whole program: what it holds, and what grows.

    vaka bench memory [--quick]

Real Mosquitto, encrypted store, real window (offscreen), real camera process; a municipality's alarms, heartbeats,
samples, beds, staff and phones; colleagues who take, send and close; a hand at the keys that does so too, looks in, and
goes through all the views (`tests.bench.shift`). What grows is the slope of the second half, by the median of all
slopes between two samples (Theil and Sen), an hour of the simulated shift. It takes 48 minutes, with --quick four,
whose slopes say little: much is only then seen for the first time.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import Any

from tests.bench.figures import Better, Figure, run
from tests.bench.shift import SPEED
from tests.servers import Mosquitto

HOURS = 8.0
QUICK_S = 240.0
START_WITHIN_S = 120.0
MB_AN_HOUR = 1.0
CLOSED = "the closed cases of the last twelve hours stay in memory, a few kilobytes each, for following and handover"
COUNTED = {
    "threads": ("threads", 1.0), "handles": ("file handles", 1.0), "children": ("child processes", 0.5),
    "tasks": ("asyncio tasks", 1.0), "qobjects": ("QObjects", 10.0), "widgets": ("widgets", 10.0),
    "windows": ("windows", 0.5),
}  # fmt: skip
"""What is to be flat: by how many each may grow an hour of the shift, which is what the sampling itself makes of a
number that goes up and down."""

Sample = dict[str, float]


def shift(seconds: float) -> tuple[list[Sample], dict[str, Any]]:
    """Runs it. Returns the samples and the account. Raises CalledProcessError where the program did not end well."""
    start = [sys.executable, "-m", "tests.bench.shift"]
    with Mosquitto() as broker, tempfile.TemporaryDirectory(prefix="vaka-shift-") as folder:
        begun = f"{time.monotonic()}"
        words = [str(broker.port), begun, str(seconds)]
        seat = subprocess.Popen([*start, "seat", *words, folder], stdout=subprocess.PIPE, text=True)
        field = None
        try:
            assert seat.stdout is not None
            samples: list[Sample] = []
            told: dict[str, Any] = {}
            for line in (json.loads(line) for line in seat.stdout if line.startswith("{")):
                if "seated" in line:
                    field = subprocess.Popen([*start, "field", *words])
                elif "sample" in line:
                    samples.append(line["sample"])
                else:
                    told |= line
            seat.wait(START_WITHIN_S)
            subprocess.CompletedProcess(seat.args, seat.returncode).check_returncode()
        finally:
            for process in (one for one in (field, seat) if one is not None):
                process.kill()
                process.wait()
        return samples, told["account"]


def slope(samples: Sequence[Sample], name: str) -> float:
    """What a number grows by in an hour of the shift, over the second half."""
    there = [(one["at_s"], one[name]) for one in samples if name in one]
    half = (there[0][0] + there[-1][0]) / 2
    later = [(at * SPEED / 3600, value) for at, value in there if at >= half]
    every = max(1, len(later) // 300)
    later = later[::every]
    return statistics.median(
        (value - before) / (at - earlier)
        for number, (earlier, before) in enumerate(later)
        for at, value in later[number + 1 :]
    )


def measured(turns: int, quick: bool) -> list[Figure]:
    """One shift: it is long, and each sample is a turn of its own."""
    del turns
    samples, account = shift(QUICK_S if quick else HOURS * 3600 / SPEED)
    sys.stderr.write(f"memory: {json.dumps(account)}\n")
    memory = [one["rss_mb"] for one in samples]
    grows = slope(samples, "rss_mb")
    figures = [
        Figure("memory grows an hour of the shift", "MB/h", (grows,), Better.LOWER, MB_AN_HOUR, CLOSED),
        Figure("memory grows an hour by the wall", "MB/h", (grows * SPEED,), Better.LOWER),
        Figure("memory at the end", "MB", (statistics.median(memory[-6:]),), Better.LOWER),
        Figure("memory at the most", "MB", (max(memory),), Better.LOWER),
        Figure("objects grow an hour of the shift", "1/h", (slope(samples, "objects"),), Better.LOWER, None, CLOSED),
        Figure("cases closed", "", (account["closed"],), Better.HIGHER),
    ]
    for name, (words, most) in COUNTED.items():
        figures.append(Figure(f"{words} grow an hour of the shift", "1/h", (slope(samples, name),), Better.LOWER, most))
        last = [one[name] for one in samples if name in one][-1]
        figures.append(Figure(f"{words} at the end", "", (last,), Better.LOWER))
    return figures


if __name__ == "__main__":
    run(__doc__ or "", measured)
