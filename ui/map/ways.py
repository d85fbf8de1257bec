"""The lines of ways by road: the first solid and light, the second dotted."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.map.mercator import Eye, place, world_px
from ui.map.shown import DrawnWay
from ui.theme import Theme

LONGEST, MOST = 6000, 4
"""Points of a way that are drawn, and ways."""

FIRST, SECOND = 4.0, 2.6
"""Unscaled pixels wide."""


@dataclass(frozen=True, slots=True)
class _Line:
    places: tuple[tuple[float, float], ...]
    is_second: bool


class Ways:
    """Their lines, cut to what a level can show."""

    def __init__(self) -> None:
        self._lines: tuple[_Line, ...] = ()
        self._paths: list[tuple[QPainterPath, _Line]] = []
        self._level = -1

    def show(self, ways: Sequence[DrawnWay]) -> None:
        self._lines = tuple(_Line(tuple(_places(way)), way.is_second) for way in ways[:MOST])
        self._level = -1

    def paint(self, painter: QPainter, eye: Eye, width: int, height: int, theme: Theme) -> None:
        if eye.level != self._level:
            self._paths = [(_path(line, world_px(eye.level)), line) for line in self._lines if len(line.places) > 1]
            self._level = eye.level
        left, top = eye.corner(width, height)
        side = world_px(eye.level)
        for path, line in reversed(self._paths):
            first_x, first_y = line.places[0]
            painter.save()
            painter.translate(first_x * side - left, first_y * side - top)
            for pen in _pens(theme, is_second=line.is_second):
                painter.strokePath(path, pen)
            painter.restore()


def _places(way: DrawnWay) -> Iterable[tuple[float, float]]:
    stride = max(1, -(-len(way.points) // LONGEST))
    points = [*way.points[::stride], *way.points[-1:]]
    return (found for found in (place(point) for point in points) if found is not None)


def _path(line: _Line, side: float) -> QPainterPath:
    """From its own first point, so that its coordinates stay small; without what is nearer than a pixel."""
    first_x, first_y = line.places[0]
    path = QPainterPath(QPointF(0, 0))
    before, last = (0.0, 0.0), len(line.places) - 1
    for number, (x, y) in enumerate(line.places):
        at = (x - first_x) * side, (y - first_y) * side
        if number in (0, last) or math.dist(at, before) >= 1:
            path.lineTo(*at)
            before = at
    return path


def _pens(theme: Theme, *, is_second: bool) -> tuple[QPen, ...]:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    width = (SECOND if is_second else FIRST) * theme.scale
    pen = QPen(theme.colour("tx2" if is_second else "tx1"), width, c=cap, j=join)
    if is_second:
        pen.setDashPattern([0.6, 2.4])
        return (pen,)
    return QPen(theme.colour("bg0"), width + 3 * theme.scale, c=cap, j=join), pen
