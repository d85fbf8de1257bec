"""A tile of features made ready to be painted: bounded, gathered by kind and by place, a little at a time.

Tiles come from a file that others made. However many points one has, none takes longer than its bound; what is more
than that is drawn coarser, or not.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from console.domain.land import TILE_UNITS, Feature, FeatureKind, Shape, TileKey, VectorTile
from ui.words.plain import clean

RING_POINTS, TILE_POINTS, TILE_FEATURES, TILE_NAMES = 1500, 40_000, 8000, 96
"""The most of one ring, of one tile, and the most features and names of one."""

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
        self._gathered: dict[tuple[FeatureKind, int], QPainterPath] = {}
        self._alone: dict[FeatureKind, list[QPainterPath]] = {}

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
        rings = [ring for ring in (_points(ring) for ring in feature.rings[:TILE_FEATURES]) if len(ring) > 1]
        self.made.cost += sum(len(ring) for ring in rings)
        if not rings:
            return
        if feature.shape is Shape.AREA and len(rings) > 1:
            path = QPainterPath()
            for ring in rings:
                path.addPolygon(QPolygonF(ring))
                path.closeSubpath()
            self._alone.setdefault(feature.kind, []).append(path)
            return
        for ring in rings:
            path = self._gathered.setdefault((feature.kind, _square(ring[len(ring) // 2])), QPainterPath())
            path.addPolygon(QPolygonF(_turned(ring) if feature.shape is Shape.AREA else ring))
            if feature.shape is Shape.AREA:
                path.closeSubpath()

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
        for (kind, _), path in self._gathered.items():
            path.setFillRule(Qt.FillRule.WindingFill)
            self.made.groups.setdefault(kind, []).append(Group(path, path.controlPointRect()))
        for kind, paths in self._alone.items():
            found = self.made.groups.setdefault(kind, [])
            found.extend(Group(path, path.controlPointRect()) for path in paths)
        self._gathered, self._alone = {}, {}


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
