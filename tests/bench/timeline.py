"""A night of twenty sensors: `python -m tests.bench.timeline`.

24 hours with a reading a second of each of 20 sensors, and a night's marks: what a frame takes where all of it is seen,
closer, and on the move; and beside them, in the same turn, the same readings as plain curves of pyqtgraph.
"""

from __future__ import annotations

import math
import os
from dataclasses import replace
from datetime import timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph
from PySide6.QtWidgets import QApplication

from tests.bench import figures
from tests.bench.figures import Better, Figure, percentile
from tests.bench.laps import Laps, frame, lapped, shown, told
from tests.ui.fakes import Clock, FakeOffice
from tests.ui.fakes import night as people
from tests.ui.night_scene import TWO, marta_night
from ui.assets import load_fonts
from ui.night import lines as said
from ui.night.lanes_painter import Shown
from ui.night.plot import NightPlot
from ui.theme import Look, Theme
from ui.words import Words

SENSORS, SECONDS = 20, 86_400
FRAME_MS = 1000 / 60
TIMES = 60
WIDE, HIGH = 1350, 620
"""Pixels of the lanes on a wide screen."""

LIMIT = "numpy finds the highest of each column of pixels, Qt rasters a stroke for each of them on one thread"


def readings(sensors: int, seconds: int) -> list[list[tuple[float, float]]]:
    """Something that rises and falls, with a peak now and then; each sensor in its own time."""
    return [
        [(float(at), 5 + 4 * math.sin(at / (900 + 60 * one)) + 9 * (at % (3_571 + one) == 0)) for at in range(seconds)]
        for one in range(sensors)
    ]


def lanes(tracks: list[list[tuple[float, float]]], seconds: int) -> NightPlot:
    """Painted once, as on the screen."""
    office = FakeOffice(Clock())
    people(office)
    words = Words()
    line = marta_night(office)
    line = replace(line, since=line.until - timedelta(seconds=seconds))
    plot = NightPlot(Look(Theme()), words)
    plot.resize(WIDE, HIGH)
    shown(plot)
    plot.show_line(Shown(line, said.events_of(line, TWO, words), TWO, TWO), tracks)
    frame(plot)
    return plot


def of_lanes(plot: NightPlot, times: int) -> dict[str, Laps]:
    """Frames of each kind."""

    def still(_: int) -> None:
        plot.canvas.update()
        frame(plot)

    def moved(number: int) -> None:
        plot.pan(1 if number // 10 % 2 else -1)
        frame(plot)

    def zoomed(number: int) -> None:
        plot.zoom(closer=number % 12 < 6)
        frame(plot)

    plot.show_whole()
    laps = {"the whole": lapped(times, still), "closer and away": lapped(times, zoomed)}
    for _ in range(4):
        plot.zoom(closer=True)
    return laps | {"on the move": lapped(times, moved)}


def plain(tracks: list[list[tuple[float, float]]]) -> pyqtgraph.PlotWidget:
    """The same readings, as pyqtgraph shows them by itself."""
    plot = pyqtgraph.PlotWidget()
    for track in tracks:
        pairs = np.array(track)
        plot.plot(pairs[:, 0], pairs[:, 1])
    plot.resize(WIDE, HIGH)
    shown(plot)
    return plot


def measured(turns: int, quick: bool) -> list[Figure]:
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    seconds = SECONDS // 24 if quick else SECONDS
    tracks = readings(SENSORS, seconds)
    plot, curves = lanes(tracks, seconds), plain(tracks)

    def repaint(_: int) -> None:
        curves.viewport().update()
        frame(curves)

    kinds: dict[str, list[Laps]] = {}
    ratios = []
    for _ in range(turns):
        laps = of_lanes(plot, 12 if quick else TIMES)
        for kind, one in laps.items():
            kinds.setdefault(kind, []).append(one)
        raw = lapped(5 if quick else 10, repaint)
        ratios.append(percentile(laps["the whole"].cpu, 50) / percentile(raw.cpu, 50))
    found = [each for kind, one in kinds.items() for each in told(kind, one, FRAME_MS, FRAME_MS, LIMIT)]
    plot.close()
    curves.close()
    return [*found, Figure("the whole of plain curves", "x", tuple(ratios), Better.LOWER)]


if __name__ == "__main__":
    figures.run(__doc__, measured)
