"""Measures the queue on the screen: `python -m tests.ui.queue_bench [ROWS ...]`.

A paint of 40 visible rows, and one new alarm from the change of the model to the painted frame, in milliseconds of
this thread's processor time (median and 99th percentile): what else the machine does is left out.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from console.domain.ids import CaseId
from console.domain.queue import RowInserted, RowRemoved
from tests.ui.queue_scene import Scene
from tests.ui.row_pictures import DAHL, GORAN, INGEGERD, MARTA, SOLVEIG
from ui.assets import load_fonts

VISIBLE, TIMES = 40, 300


def timed(what: Callable[[int], object]) -> tuple[float, float]:
    """Median and 99th percentile of one call, in milliseconds."""
    taken = []
    for number in range(TIMES):
        began = time.thread_time()
        what(number)
        taken.append((time.thread_time() - began) * 1000)
    cuts = statistics.quantiles(taken, n=100)
    return statistics.median(taken), cuts[98]


def measure(rows: int) -> str:
    """One line of figures."""
    scene = Scene(height=VISIBLE * 82 + 120)
    kinds = (GORAN, INGEGERD, DAHL, SOLVEIG)
    some = [replace(kinds[number * 4 // rows], case=CaseId(f"c{number}")) for number in range(rows - 1)]
    scene.model.replace([MARTA, *some])
    scene.refresh()
    viewport = scene.view.viewport()
    paint = timed(lambda _: viewport.repaint())

    def alarm(number: int) -> None:
        new = replace(GORAN, case=CaseId(f"new{number}"))
        scene.model.apply((RowInserted(5, new),))
        viewport.repaint()

    update = timed(alarm)

    def batch(number: int) -> None:
        changes = [RowInserted(5, replace(GORAN, case=CaseId(f"b{number}-{each}"))) for each in range(16)]
        scene.model.apply((*changes, *(RowRemoved(5, change.row.case) for change in changes)))
        viewport.repaint()

    frame = timed(batch)
    scene.close()
    figures = "  ".join(f"{median:6.1f} / {worst:6.1f}" for median, worst in (paint, update, frame))
    return f"{rows:7}  {figures}"


if __name__ == "__main__":
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    wanted = [int(each) for each in sys.argv[1:]] or [100, 1_000, 10_000, 100_000]
    sys.stdout.write("   rows  paint of 40     one new alarm   32 changes in a frame   (ms, p50 / p99)\n")
    for count in wanted:
        sys.stdout.write(measure(count) + "\n")
        sys.stdout.flush()
