"""Where a place is on the screen: Web Mercator, with steps of half a zoom whose tiles are whole pixels on any screen.

The world is a square of side 1, x eastwards and y southwards. A `level` is twice a zoom.
"""

import math
from dataclasses import dataclass, replace

from console.domain.land import Point, TileKey

EDGES = (256, 360)
"""How many pixels wide a tile is drawn on an even and on an odd level: whole device pixels at 125, 150 and 175 % too,
so that tiles meet without seams and are never resampled. 360 is 0.49 of a zoom nearer, not 0.5."""

FURTHEST, NEAREST = 6, 38
"""The levels: zoom 3 to 19."""

LATITUDE_LIMIT = 85.0511
EQUATOR_M = 40_075_016.7


def place(point: Point) -> tuple[float, float] | None:
    """A point in the world; None for what is no place on Earth."""
    latitude, longitude = point.latitude, point.longitude
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    sine = math.sin(math.radians(max(-LATITUDE_LIMIT, min(LATITUDE_LIMIT, latitude))))
    return longitude / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def point_at(x: float, y: float) -> Point:
    """The point at a place in the world."""
    latitude = math.degrees(2 * math.atan(math.exp((0.5 - y) * 2 * math.pi)) - math.pi / 2)
    return Point(latitude, (x - 0.5) * 360)


def world_px(level: int) -> float:
    """How many pixels wide the world is."""
    return float(EDGES[level % 2] << (level // 2))


def bounded(level: int) -> int:
    return max(FURTHEST, min(NEAREST, level))


@dataclass(frozen=True, slots=True)
class Eye:
    """What is looked at: the middle of the view in the world, and how near. `ratio` is how many pixels of the screen
    there are to one of Qt's."""

    x: float
    y: float
    level: int
    ratio: float = 1.0

    def corner(self, width: int, height: int) -> tuple[float, float]:
        """The view's top left in pixels of the world; whole ones of the screen."""
        side, ratio = world_px(self.level), self.ratio
        left, top = self.x * side - width / 2, self.y * side - height / 2
        return round(left * ratio) / ratio, round(top * ratio) / ratio

    def metres_a_pixel(self) -> float:
        """At the middle of the view."""
        latitude = math.radians(point_at(0.5, self.y).latitude)
        return EQUATOR_M * math.cos(latitude) / world_px(self.level)

    def moved(self, right: float, down: float) -> "Eye":
        """By pixels; the world has an end."""
        side = world_px(self.level)
        x, y = self.x + right / side, self.y + down / side
        return self.at(x, y)

    def nearer(self, steps: int, right: float = 0.0, down: float = 0.0) -> "Eye":
        """By half zooms, so that what is `right` and `down` of the middle, in pixels, stays where it is."""
        level = bounded(self.level + steps)
        now, then = world_px(self.level), world_px(level)
        fixed_x, fixed_y = self.x + right / now, self.y + down / now
        x, y = fixed_x - right / then, fixed_y - down / then
        return replace(self.at(x, y), level=level)

    def at(self, x: float, y: float) -> "Eye":
        """With another middle."""
        return replace(self, x=max(0.0, min(1.0, x)), y=max(0.0, min(1.0, y)))


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the screen's grid: a tile's place as it is drawn on a level."""

    level: int
    x: int
    y: int

    @property
    def zoom(self) -> int:
        return self.level // 2

    @property
    def edge(self) -> int:
        return EDGES[self.level % 2]

    def source(self, deepest: int) -> TileKey:
        """The tile that it is painted from: itself, or the one that is enlarged."""
        up = max(0, self.zoom - deepest)
        return TileKey(self.zoom - up, self.x >> up, self.y >> up)


def cells_seen(eye: Eye, width: int, height: int) -> list[Cell]:
    """The squares of a view, those in the middle first."""
    left, top = eye.corner(width, height)
    edge, last = EDGES[eye.level % 2], (1 << (eye.level // 2)) - 1
    first_x, last_x = max(0, int(left // edge)), min(last, int((left + width - 1) // edge))
    first_y, last_y = max(0, int(top // edge)), min(last, int((top + height - 1) // edge))
    found = [Cell(eye.level, x, y) for y in range(first_y, last_y + 1) for x in range(first_x, last_x + 1)]
    middle_x, middle_y = (left + width / 2) / edge - 0.5, (top + height / 2) / edge - 0.5
    return sorted(found, key=lambda cell: (cell.x - middle_x) ** 2 + (cell.y - middle_y) ** 2)
