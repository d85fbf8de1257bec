"""A tile of features made ready to be painted: bounded, gathered by kind and by place, a little at a time.

Tiles come from a file that others made. However many points one has, none takes longer than its bound; what is more
than that is drawn coarser, or not.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from console.domain.land import TILE_UNITS, Feature, FeatureKind, Shape, TileKey, VectorTile
from ui.words.plain import clean

RING_POINTS, TILE_POINTS, TILE_FEATURES, TILE_NAMES = 1500, 40_000, 8000, 96
"""The most of one ring, of one tile, and the most features and names of one."""

PIECE_INK, TILE_INK = 12 * TILE_UNITS, 500 * TILE_UNITS
"""How long a line is that is drawn in one stroke, and all of a tile's together: time goes by length, not by points.
A tile of a town's middle has some 60 of its own widths."""

NAME_LONGEST = 40
GRID = 4
"""A tile is gathered by so many squares each way, for enlarged tiles are painted one part at a time."""

FAR = 4.0 * TILE_UNITS
"""Nothing lies further outside its tile."""

STRAIGHT = 0.17
"""Radians that a street may turn and still carry its name in one line."""

NAMED_POINTS = frozenset({FeatureKind.PLACE_NAME, FeatureKind.AREA_NAME, FeatureKind.WATER_NAME})
NAMED_LINES = frozenset({FeatureKind.STREET, FeatureKind.ROAD, FeatureKind.MAIN_ROAD})


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands in the world. `angle` in degrees and `room`, the length that it may take as part of
    the world's side, for streets."""

    text: str
    kind: FeatureKind
    x: float
    y: float
    angle: float = 0.0
    room: float = 0.0


@dataclass(slots=True)
class Group:
    """What is drawn in one stroke."""

    path: QPainterPath
    box: QRectF


@dataclass(slots=True)
class Prepared:
    """Paths in the tile's units. `cost` is how many points it holds."""

    key: TileKey
    groups: dict[FeatureKind, list[Group]] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    cost: int = 1


class Preparing:
    """Makes a tile ready in as many turns as it takes."""

    def __init__(self, tile: VectorTile) -> None:
        self.made = Prepared(tile.key)
        self._left = iter(tile.features[:TILE_FEATURES])
        self._gathered: dict[tuple[FeatureKind, int], _Gathered] = {}
        self._ink = 0.0

    def turn(self) -> bool:
        """One feature more; False when nothing is left."""
        feature = next(self._left, None)
        if feature is None or self.made.cost > TILE_POINTS:
            self._finish()
            return False
        self._name(feature)
        if feature.shape is not Shape.POINT and feature.kind not in NAMED_POINTS:
            self._add(feature)
        return True

    def _add(self, feature: Feature) -> None:
        rings = self._rings(feature)
        is_area = feature.shape is Shape.AREA
        if is_area and len(rings) > 1:
            self._add_holed(feature.kind, rings)
            return
        for ring in rings:
            for piece in [_turned(ring)] if is_area else _pieces(ring):
                self._gather(feature.kind, piece, is_area=is_area)

    def _rings(self, feature: Feature) -> list[list[QPointF]]:
        """As many of its rings as the tile may still have points."""
        rings = []
        for raw in feature.rings[:TILE_FEATURES]:
            ring = _points(raw)
            self.made.cost += len(ring)
            if self.made.cost > TILE_POINTS + RING_POINTS:
                break
            if len(ring) > 1:
                rings.append(ring)
        return rings

    def _gather(self, kind: FeatureKind, ring: list[QPointF], *, is_area: bool) -> None:
        """Into what is drawn in the same stroke."""
        if not self._allows(ring, PIECE_INK * 4 if is_area else math.inf):
            return
        square = kind, _square(ring[len(ring) // 2])
        gathered = self._gathered.setdefault(square, _Gathered())
        gathered.path.addPolygon(QPolygonF(ring))
        if is_area:
            gathered.path.closeSubpath()
        gathered.ink += _ink(ring)
        if gathered.ink > PIECE_INK:
            self._close(kind, self._gathered.pop(square).path)

    def _add_holed(self, kind: FeatureKind, rings: list[list[QPointF]]) -> None:
        """An area with holes is drawn by itself: its rings cut each other out."""
        path = QPainterPath()
        for ring in rings:
            if self._allows(ring, PIECE_INK * 4):
                path.addPolygon(QPolygonF(ring))
                path.closeSubpath()
        if not path.isEmpty():
            self.made.groups.setdefault(kind, []).append(Group(path, path.controlPointRect()))

    def _allows(self, ring: list[QPointF], most: float) -> bool:
        """Counts it; False where it, or the tile, has more than anybody could read."""
        ink = _ink(ring)
        if ink > most or self._ink + ink > TILE_INK:
            return False
        self._ink += ink
        return True

    def _close(self, kind: FeatureKind, path: QPainterPath) -> None:
        path.setFillRule(Qt.FillRule.WindingFill)
        self.made.groups.setdefault(kind, []).append(Group(path, path.controlPointRect()))

    def _name(self, feature: Feature) -> None:
        if not feature.name or not feature.rings or len(self.made.names) >= TILE_NAMES:
            return
        text = clean(feature.name, NAME_LONGEST).strip()
        points = _points(feature.rings[0])
        if not text or not points:
            return
        if feature.kind in NAMED_POINTS or feature.kind is FeatureKind.BUILDING:
            self.made.names.append(Name(text, feature.kind, *self._world(_middle(points, feature.shape))))
        elif feature.kind in NAMED_LINES and feature.shape is Shape.LINE:
            start, end = longest_straight(points)
            length = math.hypot(end.x() - start.x(), end.y() - start.y())
            if length > 0:
                middle = QPointF((start.x() + end.x()) / 2, (start.y() + end.y()) / 2)
                angle = math.degrees(math.atan2(end.y() - start.y(), end.x() - start.x()))
                room = length / TILE_UNITS / (1 << self.made.key.z)
                self.made.names.append(Name(text, feature.kind, *self._world(middle), angle, room))

    def _world(self, at: QPointF) -> tuple[float, float]:
        key, side = self.made.key, 1 << self.made.key.z
        return (key.x + at.x() / TILE_UNITS) / side, (key.y + at.y() / TILE_UNITS) / side

    def _finish(self) -> None:
        for (kind, _), gathered in self._gathered.items():
            self._close(kind, gathered.path)
        self._gathered = {}


@dataclass(slots=True)
class _Gathered:
    path: QPainterPath = field(default_factory=QPainterPath)
    ink: float = 0.0


def _ink(ring: Sequence[QPointF]) -> float:
    """How long it is, roughly."""
    x, y, length = ring[0].x(), ring[0].y(), 0.0
    for at in ring:
        next_x, next_y = at.x(), at.y()
        length += abs(next_x - x) + abs(next_y - y)
        x, y = next_x, next_y
    return length


def _pieces(line: list[QPointF]) -> list[list[QPointF]]:
    """A line cut where it becomes too long for one stroke."""
    if _ink(line) <= PIECE_INK:
        return [line]
    pieces, piece, ink = [], [line[0]], 0.0
    for before, at in pairwise(line):
        piece.append(at)
        ink += abs(at.x() - before.x()) + abs(at.y() - before.y())
        if ink > PIECE_INK:
            pieces.append(piece)
            piece, ink = [at], 0.0
    return [*pieces, piece] if len(piece) > 1 else pieces


def _points(ring: Sequence[float]) -> list[QPointF]:
    """At most `RING_POINTS` of a ring, evenly taken; its last one is always there. What is no number is left out."""
    count = len(ring) // 2
    stride = max(1, -(-count // RING_POINTS))
    pairs = list(zip(ring[0 : count * 2 : stride * 2], ring[1 : count * 2 : stride * 2], strict=True))
    if stride > 1:
        pairs.append((ring[count * 2 - 2], ring[count * 2 - 1]))
    return [
        QPointF(max(-FAR, min(FAR, x)), max(-FAR, min(FAR, y)))
        for x, y in pairs
        if math.isfinite(x) and math.isfinite(y)
    ]


def _turned(ring: list[QPointF]) -> list[QPointF]:
    """The ring one way round, so that two that overlap never cut each other out."""
    area, before = 0.0, ring[-1]
    for at in ring:
        area += before.x() * at.y() - at.x() * before.y()
        before = at
    return ring if area >= 0 else ring[::-1]


def _square(at: QPointF) -> int:
    side = TILE_UNITS / GRID
    column = min(GRID - 1, max(0, int(at.x() // side)))
    return min(GRID - 1, max(0, int(at.y() // side))) * GRID + column


def _middle(points: list[QPointF], shape: Shape) -> QPointF:
    if shape is Shape.POINT:
        return points[0]
    return QPolygonF(points).boundingRect().center()


def longest_straight(points: Sequence[QPointF]) -> tuple[QPointF, QPointF]:
    """The ends of the longest part of a line that hardly turns."""
    best, longest, start, heading = (points[0], points[-1]), 0.0, 0, 0.0
    for number in range(1, len(points)):
        before, at = points[number - 1], points[number]
        turn = math.atan2(at.y() - before.y(), at.x() - before.x())
        if number - 1 > start and abs(math.remainder(turn - heading, 2 * math.pi)) > STRAIGHT:
            start = number - 1
        if number - 1 == start:
            heading = turn
        length = math.hypot(at.x() - points[start].x(), at.y() - points[start].y())
        if length > longest:
            best, longest = (points[start], at), length
    return best
