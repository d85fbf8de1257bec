"""The lines of ways by road: the first solid and light, the second dotted."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.map.mercator import Eye, place, world_px
from ui.map.shown import DrawnWay
from ui.theme import Theme

LONGEST, MOST = 6000, 4
"""Points of a way that are drawn, and ways."""

FIRST, SECOND = 4.0, 2.6
"""Unscaled pixels wide."""

INK = 30_000.0
"""Pixels of one way in and around a view; a road to anywhere is shorter."""

Place = tuple[float, float]
Window = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class _Line:
    places: tuple[Place, ...]
    is_second: bool


class Ways:
    """Their lines, cut to what lies in and around a view: the dots of a way across the county would take seconds."""

    def __init__(self) -> None:
        self._lines: tuple[_Line, ...] = ()
        self._paths: list[tuple[QPainterPath, bool]] = []
        self._key: tuple[int, ...] = ()

    def show(self, ways: Sequence[DrawnWay]) -> None:
        self._lines = tuple(_Line(tuple(_places(way)), way.is_second) for way in ways[:MOST])
        self._key = ()

    def paint(self, painter: QPainter, eye: Eye, width: int, height: int, theme: Theme) -> None:
        left, top = eye.corner(width, height)
        column, row = round(left / max(1, width)), round(top / max(1, height))
        corner = column * width, row * height
        key = (eye.level, width, height, column, row)
        if key != self._key:
            window = (-width, -height, 2 * width, 2 * height)
            side = world_px(eye.level)
            self._paths = [(_path(line, side, corner, window), line.is_second) for line in self._lines]
            self._key = key
        painter.save()
        painter.translate(corner[0] - left, corner[1] - top)
        for path, is_second in reversed(self._paths):
            for pen in _pens(theme, is_second=is_second):
                painter.strokePath(path, pen)
        painter.restore()


def _places(way: DrawnWay) -> Iterable[Place]:
    stride = max(1, -(-len(way.points) // LONGEST))
    points = [*way.points[::stride], *way.points[-1:]]
    return (found for found in (place(point) for point in points) if found is not None)


def _path(line: _Line, side: float, corner: Place, window: Window) -> QPainterPath:
    """What of a line is in a window, in pixels from a corner."""
    path, ink = QPainterPath(), 0.0
    pen: Place | None = None
    points = [(x * side - corner[0], y * side - corner[1]) for x, y in line.places]
    for start, end in pairwise(points):
        seen = clipped(start, end, window)
        if seen is None:
            continue
        first, last = seen
        if first != pen:
            path.moveTo(*first)
        path.lineTo(*last)
        pen = last
        ink += math.dist(first, last)
        if ink > INK:
            break
    return path


def clipped(start: Place, end: Place, window: Window) -> tuple[Place, Place] | None:
    """The part of a straight line that lies in a window (Liang and Barsky, 1984), or None."""
    (x, y), (right, down) = start, (end[0] - start[0], end[1] - start[1])
    enters, leaves = 0.0, 1.0
    for step, room in ((-right, x - window[0]), (right, window[2] - x), (-down, y - window[1]), (down, window[3] - y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enters = max(enters, room / step)
        else:
            leaves = min(leaves, room / step)
    if enters > leaves:
        return None
    first = start if enters == 0 else (x + enters * right, y + enters * down)
    last = end if leaves == 1 else (x + leaves * right, y + leaves * down)
    return first, last


def _pens(theme: Theme, *, is_second: bool) -> tuple[QPen, ...]:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    width = (SECOND if is_second else FIRST) * theme.scale
    pen = QPen(theme.colour("tx2" if is_second else "tx1"), width, c=cap, j=join)
    if is_second:
        pen.setDashPattern([0.6, 2.4])
        return (pen,)
    return QPen(theme.colour("bg0"), width + 3 * theme.scale, c=cap, j=join), pen
