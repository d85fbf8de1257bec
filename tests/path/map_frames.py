"""How long a frame of the map takes: `python -m tests.path.map_frames [SECONDS]`, one JSON line.

500 moving staff and 60 cases over a town, offscreen at 1920 x 1080's map. All marks move once a second; the view is
panned at each frame, then left still, then zoomed; then 2,000 tiles are panned over, and what is kept is counted. A
frame is a whole paint of the view, `turn` one turn of painting tiles between frames; in milliseconds of this thread's
processor time, and `wall` by the clock, which is also what else the machine does.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.alarm import AlarmClass
from console.domain.land import TileKey
from tests.ui.map.invented_land import LAND, at, tile
from ui.assets import load_fonts
from ui.map import cell_painter, tiles
from ui.map.mercator import Cell, place
from ui.map.prepare import Preparing
from ui.map.shown import DrawnWay, Mark, MarkKind
from ui.map.view import MapView
from ui.theme import NIGHT, Look, Theme
from ui.words import Words

STAFF, CASES = 500, 60
WIDE, HIGH = 1222, 938


class Moving:
    """A night that never stands still."""

    def __init__(self) -> None:
        self._random = random.Random(7)
        self._at = [(self._random.gauss(0, 700), self._random.gauss(0, 500)) for _ in range(STAFF + CASES)]

    def marks(self) -> list[Mark]:
        step = self._random.uniform
        self._at = [(x + step(-12, 12), y + step(-12, 12)) for x, y in self._at]
        made = []
        for number, where in enumerate(self._at):
            if number < CASES:
                found = AlarmClass(1 + number % 4)
                made.append(
                    Mark(f"c{number}", MarkKind.CASE, at(*where), f"Ärende {number}", alarm_class=found,
                         is_chosen=number == 0)
                )  # fmt: skip
            else:
                rank = number - CASES + 1 if number < CASES + 8 else None
                made.append(
                    Mark(f"s{number}", MarkKind.STAFF, at(*where), f"Sara {number}", f"{number % 30} min", rank,
                         is_lit=rank == 1, is_stale=number % 9 == 0, accuracy_m=250)
                )  # fmt: skip
        return made


def figures(taken: list[float]) -> dict[str, float]:
    """Percentiles in milliseconds."""
    cuts = statistics.quantiles(taken, n=100)
    return {
        "frames": len(taken), "p50": round(cuts[49], 2), "p95": round(cuts[94], 2), "p99": round(cuts[98], 2),
        "most": round(max(taken), 2),
    }  # fmt: skip


class Stage:
    """The view, and what its frames take."""

    def __init__(self) -> None:
        self.view = MapView(Look(Theme(NIGHT)), Words())
        self.view.tile_wanted.connect(lambda key: self.view.put_tile(key, tile(key)))
        self.view.resize(WIDE, HIGH)
        self.view.show_land(LAND)
        self.view.centre_on(at(0, 0), 14.5)
        self.night = Moving()
        self.view.show_marks(self.night.marks())
        self.view.show_ways([DrawnWay(tuple(at(20 * n, 9 * n) for n in range(60))), DrawnWay((at(0, 0), at(300, 0)))])
        self.view.show()
        self._ground = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
        self._next = time.perf_counter() + 1

    def frame(self) -> tuple[float, float]:
        """Paints once; all marks move first where a second has gone. Milliseconds: processor's, clock's."""
        marks = None
        if time.perf_counter() >= self._next:
            self._next = time.perf_counter() + 1
            marks = self.night.marks()
        began, clock = time.thread_time(), time.perf_counter()
        if marks is not None:
            self.view.show_marks(marks)
        self.view.render(self._ground)
        taken = (time.thread_time() - began) * 1000, (time.perf_counter() - clock) * 1000
        QApplication.processEvents()
        return taken

    def whole(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            self.frame()
            if self.view.tiles.is_whole:
                return

    def play(self, seconds: float, move: Callable[[int], None]) -> dict[str, object]:
        taken, until, number = [], time.monotonic() + seconds, 0
        while time.monotonic() < until or number < 120:
            move(number)
            taken.append(self.frame())
            number += 1
        return {**figures([cpu for cpu, _ in taken]), "wall": figures([wall for _, wall in taken])}


def tile_painting() -> dict[str, float]:
    """Whole tiles of the middle of the town, made ready and painted."""
    taken = []
    for zoom, x, y in ((z, x, y) for z in (13, 14, 15) for x in range(-3, 4) for y in range(-3, 4)):
        found = place(at(0, 0))
        assert found is not None
        key = TileKey(zoom, int(found[0] * (1 << zoom)) + x, int(found[1] * (1 << zoom)) + y)
        source = tile(key)
        assert source is not None
        began = time.thread_time()
        preparing = Preparing(source)
        while preparing.turn():
            pass
        painter = cell_painter.CellPainter(Cell(zoom * 2, key.x, key.y), preparing.made, Theme(NIGHT), 1.0)
        assert painter.paint(time.perf_counter() + 60)
        taken.append((time.thread_time() - began) * 1000)
    return figures(taken)


def turns(stage: Stage) -> list[float]:
    """Records every turn of painting from here on."""
    taken: list[float] = []
    plain = tiles.Tiles._turn

    def timed(self: tiles.Tiles) -> None:
        began = time.thread_time()
        plain(self)
        taken.append((time.thread_time() - began) * 1000)

    stage.view.tiles._timer.timeout.disconnect()
    stage.view.tiles._timer.timeout.connect(lambda: timed(stage.view.tiles))
    return taken


def measure(seconds: float) -> dict[str, object]:
    stage = Stage()
    view = stage.view
    taken = turns(stage)
    stage.whole()
    told: dict[str, object] = {"staff": STAFF, "cases": CASES, "view": [WIDE, HIGH], "tile_ms": tile_painting()}
    told["still"] = stage.play(seconds, lambda _: None)
    told["panning"] = stage.play(
        seconds, lambda n: view.look_at(view.eye.moved(9 if n // 90 % 2 else -9, 4 if n // 60 % 2 else -4))
    )
    told["panning_fast"] = stage.play(
        seconds, lambda n: view.look_at(view.eye.moved(60 if n // 20 % 2 else -60, 25 if n // 16 % 2 else -25))
    )
    view.centre_on(at(0, 0), 14.5)

    def zoom(number: int) -> None:
        if number % 12 == 0:
            QTest.keyClick(view, Qt.Key.Key_Plus if number // 72 % 2 else Qt.Key.Key_Minus)

    told["zooming"] = stage.play(seconds, zoom)
    view.centre_on(at(0, 0), 16)
    before = _resident_kb()
    for number in range(2000 // 24):
        view.look_at(view.eye.moved(WIDE if number // 9 % 2 else -WIDE, HIGH / 9))
        stage.whole()
    told["turn_ms"] = figures(taken)
    told["after_2000_tiles"] = {
        "painted_mb": round(view.tiles.kept_bytes / 2**20, 1), "grown_mb": round((_resident_kb() - before) / 1024, 1),
    }  # fmt: skip
    view.close()
    return told


def _resident_kb() -> int:
    with open("/proc/self/status", encoding="ascii") as told:
        return next(int(line.split()[1]) for line in told if line.startswith("VmRSS"))


if __name__ == "__main__":
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    sys.stdout.write(json.dumps(measure(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)) + "\n")
