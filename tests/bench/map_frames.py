"""How long a frame of the map takes, for `tests.bench.dispatch`.

500 moving staff and 60 cases over a town, offscreen at 1920 x 1080's map. All marks move once a second; the view is
panned at each frame, then left still, then zoomed; then 2,000 tiles are panned over, and what is kept is counted. A
frame is a whole paint of the view, `turn` one turn of painting tiles between frames; in milliseconds of this thread's
processor time, and `wall` by the clock, which is also what else the machine does.
"""

from __future__ import annotations

import os
import random
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


class Stage:
    """The view, and what its frames take."""

    def __init__(self) -> None:
        self._wanted: list[TileKey] = []
        self.view = MapView(Look(Theme(NIGHT)), Words())
        self.view.tile_wanted.connect(self._wanted.append)
        self.view.resize(WIDE, HIGH)
        self.view.show_land(LAND)
        self.view.centre_on(at(0, 0), 14.5)
        self.night = Moving()
        self.view.show_marks(self.night.marks())
        self.view.show_ways([DrawnWay(tuple(at(20 * n, 9 * n) for n in range(60))), DrawnWay((at(0, 0), at(300, 0)))])
        self.view.show()
        self._ground = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
        self._next = time.perf_counter() + 1

    def frame(self) -> float:
        """Paints once; all marks move first where a second has gone. Milliseconds of this thread's processor time."""
        marks = None
        if time.perf_counter() >= self._next:
            self._next = time.perf_counter() + 1
            marks = self.night.marks()
        began = time.thread_time()
        if marks is not None:
            self.view.show_marks(marks)
        self.view.render(self._ground)
        taken = (time.thread_time() - began) * 1000
        wanted, self._wanted[:] = tuple(self._wanted), ()
        for key in wanted:  # between two frames, as from the console's thread
            self.view.put_tile(key, tile(key))
        QApplication.processEvents()
        return taken

    def whole(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            self.frame()
            if self.view.tiles.is_whole:
                return

    def play(self, seconds: float, move: Callable[[int], None]) -> list[float]:
        """Frames for so long, moved before each."""
        taken, until, number = [], time.monotonic() + seconds, 0
        while time.monotonic() < until or number < 120:
            move(number)
            taken.append(self.frame())
            number += 1
        return taken


def tile_painting() -> list[float]:
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
    return taken


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


def panned(view: MapView, x: float, y: float, turns: int) -> Callable[[int], None]:
    """To and fro."""
    return lambda n: view.look_at(view.eye.moved(x if n // turns % 2 else -x, y if n * 3 // (turns * 2) % 2 else -y))


def zoomed(view: MapView) -> Callable[[int], None]:
    """Six steps closer and six away."""

    def zoom(number: int) -> None:
        if number % 12 == 0:
            QTest.keyClick(view, Qt.Key.Key_Plus if number // 72 % 2 else Qt.Key.Key_Minus)

    return zoom


def measure(seconds: float, tiles_over: int) -> dict[str, list[float]]:
    """Frames of each kind in milliseconds of processor time, and one value each of what is kept in MB."""
    stage = Stage()
    view = stage.view
    taken = turns(stage)
    stage.whole()
    told = {
        "a tile painted": tile_painting(),
        "still": stage.play(seconds, lambda _: None),
        "panned": stage.play(seconds, panned(view, 9, 4, 90)),
        "panned fast": stage.play(seconds, panned(view, 60, 25, 20)),
    }
    view.centre_on(at(0, 0), 14.5)
    told["zoomed"] = stage.play(seconds, zoomed(view))
    view.centre_on(at(0, 0), 16)
    for number in range(tiles_over // 24):
        view.look_at(view.eye.moved(WIDE if number // 9 % 2 else -WIDE, HIGH / 9))
        stage.whole()
    told["a turn of painting tiles"] = taken
    told["kept"] = [view.tiles.kept_bytes / 2**20]
    view.close()
    return told
