"""The land under the marks: what is painted of it, what is to be, and what stands in for that.

Painted in turns of a few milliseconds between the frames; everything that is kept is bounded by its size. No thread:
painting in one would hold the screen up longer than this does.
"""

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from console.domain.land import LandInfo, Tile, TileKey
from ui.map.cell_painter import CellPainter, picture_cell
from ui.map.kept import Kept
from ui.map.mercator import Cell, Eye, cells_seen
from ui.map.prepare import Name
from ui.map.sources import Sources
from ui.theme import Theme

TURN_MS = 7.0
"""How long is painted at a time; with the frame itself it stays under 16 ms."""

REST_MS = 3
"""Between two turns, for keys and the frame."""

LEAST_BYTES = 48 * 1024 * 1024
"""For painted tiles; more where the screen itself is larger: two and a half views."""

STAND_IN_UP = 10
"""Levels from which an older, coarser picture may stand in."""


class Tiles(QObject):
    """Keeps tiles, asks for them, and paints them. Give every tile that is `wanted` to `put`."""

    wanted = Signal(object)
    painted = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._ratio = theme, 1.0
        self._sources = Sources(None)
        self._pixmaps: Kept[Cell, QPixmap] = Kept(LEAST_BYTES)
        self._painting: CellPainter | None = None
        self._missing: list[Cell] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._turn)

    @property
    def land(self) -> LandInfo | None:
        return self._sources.land

    def show_land(self, land: LandInfo | None) -> None:
        """Another map, or none."""
        self._sources = Sources(land)
        self._pixmaps.clear()
        self._painting = None
        self._missing = []

    def wear(self, theme: Theme, ratio: float) -> None:
        """Everything is painted anew where the look or the screen is another."""
        if (theme, ratio) != (self._theme, self._ratio):
            self._theme, self._ratio = theme, ratio
            self._pixmaps.clear()
            self._painting = None

    def put(self, key: TileKey, tile: Tile | None) -> None:
        """A tile that was asked for; None where there is nothing."""
        self._sources.put(key, tile)
        self._go_on()

    def refresh(self) -> None:
        """What was never answered, or with nothing, is asked anew."""
        self._sources.ask_again()
        self.painted.emit()

    def pause(self) -> None:
        """Nobody looks."""
        self._timer.stop()
        self._missing = []

    @property
    def kept_bytes(self) -> int:
        """How much the painted tiles take."""
        return self._pixmaps.cost

    @property
    def is_whole(self) -> bool:
        """Everything that is seen is painted."""
        return not self._missing and not self._timer.isActive()

    def draw(self, painter: QPainter, eye: Eye, width: int, height: int) -> None:
        """What is painted of a view, and for the rest what was painted of it on other levels."""
        left, top = eye.corner(width, height)
        self._pixmaps.limit = max(LEAST_BYTES, round(10 * width * height * self._ratio**2))
        missing = []
        for cell in cells_seen(eye, width, height) if self.land is not None else ():
            pixmap = self._pixmaps.get(cell)
            target = QRectF(cell.x * cell.edge - left, cell.y * cell.edge - top, cell.edge, cell.edge)
            if pixmap is not None:
                painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
            elif self._sources.is_there(cell):
                missing.append(cell)
                self._stand_in(painter, cell, target)
        self._missing = missing
        self._go_on()

    def names(self, eye: Eye, width: int, height: int) -> Iterator[Name]:
        """The names of a view's tiles."""
        return self._sources.names(cells_seen(eye, width, height)) if self.land is not None else iter(())

    def _stand_in(self, painter: QPainter, cell: Cell, target: QRectF) -> None:
        """Something as fine or coarser that covers all of it, else what there is of finer."""
        for level in range(cell.level | 1, max(0, cell.level - STAND_IN_UP), -1):
            up = cell.zoom - level // 2
            pixmap = self._pixmaps.get(Cell(level, cell.x >> up, cell.y >> up))
            if pixmap is not None:
                side = pixmap.width() / (1 << up)
                part = QRectF((cell.x % (1 << up)) * side, (cell.y % (1 << up)) * side, side, side)
                painter.drawPixmap(target, pixmap, part)
                return
        half = target.width() / 2
        nearer = (cell.level // 2 + 1) * 2
        for row, column, level in ((y, x, at) for y in (0, 1) for x in (0, 1) for at in (nearer, nearer + 1)):
            pixmap = self._pixmaps.get(Cell(level, cell.x * 2 + column, cell.y * 2 + row))
            if pixmap is not None:
                box = QRectF(target.left() + column * half, target.top() + row * half, half, half)
                painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))

    def _go_on(self) -> None:
        """Asks for what is seen and not here; paints on where there is something to paint."""
        for key in self._sources.to_ask(self._missing):
            self.wanted.emit(key)
        if self._timer.isActive():
            return
        if self._sources.has_work or any(self._sources.of(cell) is not None for cell in self._missing):
            self._timer.start()

    def _turn(self) -> None:
        """A few milliseconds of work."""
        until = time.perf_counter() + TURN_MS / 1000
        before = (len(self._missing), self._sources.finished)
        while time.perf_counter() < until and (self._sources.prepare(until) or self._paint(until)):
            pass
        if (len(self._missing), self._sources.finished) != before:
            self.painted.emit()
        self._go_on()

    def _paint(self, until: float) -> bool:
        """Paints on; False where there is nothing to paint."""
        if self._painting is not None and self._painting.cell not in self._missing:
            self._painting = None
        if self._painting is None:
            cell = next((each for each in self._missing if self._sources.of(each) is not None), None)
            source = self._sources.of(cell) if cell is not None else None
            if cell is None or source is None:
                return False
            if isinstance(source, QImage):
                up = cell.zoom - self._sources.key_of(cell).z
                self._keep(cell, picture_cell(cell, source, up, self._theme, self._ratio))
                return True
            self._painting = CellPainter(cell, source, self._theme, self._ratio)
        if self._painting.paint(until):
            self._keep(self._painting.cell, self._painting.pixmap)
            self._painting = None
        return True

    def _keep(self, cell: Cell, pixmap: QPixmap) -> None:
        self._pixmaps.put(cell, pixmap, 4 * pixmap.width() * pixmap.height())
        self._missing.remove(cell)
