"""Who is nearest and may go, and the map they are seen on: `python -m tests.bench.dispatch`.

Each question is the whole of it: from where each starts, the nearest road of each, the search, farther away until five
are found, the order and the reasons. A plain full search (heapq, everything seen) is measured in the same turn, so that
the ratio says something on any machine. Then frames of the map with 500 moving staff and 60 cases, and tasks through a
real broker, the whole console and a phone for each of the staff (`tests.path.dispatch_night`): from F8 to the offer on
the phone.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from console.domain.responder import Staffed
from console.domain.roads import RoadGraph, prepare
from console.services.nearest import nearest
from tests.bench import figures, map_frames
from tests.bench.figures import Better, Figure, percentile
from tests.bench.machine import ROOT
from tests.bench.town import AT, NEED, GraphRoads, full_search, in_a_corner, point, staff, town
from ui.assets import load_fonts

NUMBERS, AIMED = (500, 5_000, 10_000), 500
AIM_MS, FRAME_MS = 100.0, 1000 / 60
QUESTIONS, PLAIN = 40, 5
SECONDS, TILES = 3.0, 2_000
TASKS, WITHIN_S = 30, 300

RANKED = "the search is Python over arrays; what bars each of the staff is asked one by one"


def asked(questions: int, people: tuple[Staffed, ...], graph: RoadGraph) -> tuple[list[float], list[int]]:
    """Milliseconds of each question, and how many by road each has found."""
    dice = random.Random(3)
    took: list[float] = []
    found: list[int] = []

    async def answered() -> None:
        for _ in range(questions):
            to = point(dice)
            began = time.perf_counter()
            ranking = await nearest(GraphRoads(graph), to, NEED, people, AT)
            took.append((time.perf_counter() - began) * 1000)
            found.append(sum(not one.is_estimate for one in ranking.candidates))

    asyncio.run(answered())
    return took, found


def searched(times: int, graph: RoadGraph, plain: Callable[[int], int]) -> list[float]:
    """Milliseconds of plain full searches."""
    dice, took = random.Random(4), []
    for _ in range(times):
        began = time.perf_counter()
        plain(dice.randrange(len(graph)))
        took.append((time.perf_counter() - began) * 1000)
    return took


def rankings(turns: int, questions: int) -> list[Figure]:
    """So many staff everywhere and in a corner, each in each turn."""
    graph = town()
    prepare(graph)
    plain, everybody = full_search(graph), {number: staff(number) for number in NUMBERS}
    where = {"everywhere": everybody, "in a corner": {n: in_a_corner(one) for n, one in everybody.items()}}
    took, ratios = defaultdict[str, list[list[float]]](list), []
    for _ in range(turns):
        full = percentile(searched(PLAIN, graph, plain), 50)
        for place, people in where.items():
            for number in NUMBERS:
                took[f"{number} staff {place}"].append(asked(questions, people[number], graph)[0])
        ratios.append(percentile(took[f"{AIMED} staff everywhere"][-1], 50) / full)
    found = []
    for name, one in took.items():
        aim = AIM_MS if name.startswith(f"{AIMED} ") else None
        for percent, wanted in ((50, None), (95, aim)):
            values = tuple(percentile(turn, percent) for turn in one)
            found.append(Figure(f"{name} p{percent}", "ms", values, Better.LOWER, wanted, RANKED))
    return [*found, Figure(f"{AIMED} staff everywhere of a plain full search", "x", tuple(ratios), Better.LOWER)]


def frames(turns: int, seconds: float, tiles: int) -> list[Figure]:
    """Of the map; processor time, as it paints all the time."""
    taken = defaultdict[str, list[float]](list)
    for _ in range(turns):
        for name, values in map_frames.measure(seconds, tiles).items():
            taken[name].append(max(values) if name == "kept" else percentile(values, 99))
    kept = Figure("the map's tiles kept", "MB", tuple(taken.pop("kept")), Better.LOWER)
    aims = {name: None if "tile" in name else FRAME_MS for name in taken}
    found = [
        Figure(f"the map {name} cpu p99", "ms", tuple(values), Better.LOWER, aims[name])
        for name, values in taken.items()
    ]
    return [*found, kept]


def offers(turns: int, tasks: int) -> list[Figure]:
    """Through a real broker; a process for each turn."""
    told = []
    for _ in range(turns):
        command = [sys.executable, "-m", "tests.path.dispatch_night", str(tasks)]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=WITHIN_S)
        told.append(json.loads(ran.stdout.splitlines()[-1])["f8_to_delivered_s"])
    return [
        Figure(f"F8 to the offer on the phone {kind}", "ms", tuple(one[kind] * 1000 for one in told), Better.LOWER)
        for kind in ("median", "p95")
    ]


def measured(turns: int, quick: bool) -> list[Figure]:
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    found = rankings(turns, 6 if quick else QUESTIONS)
    found += frames(1 if quick else turns, 0.5 if quick else SECONDS, 240 if quick else TILES)
    return found + offers(1 if quick else turns, 6 if quick else TASKS)


if __name__ == "__main__":
    figures.run(__doc__, measured)
