"""Web Mercator (EPSG:3857) as tiles use it: the world is a square from 0 to 1, y downwards."""

import math
from collections.abc import Sequence

from console.domain.terrain import Degrees

FARTHEST_NORTH = 85.0511
"""Degrees: where the square ends."""

METRES_ROUND = 40_075_016.7

XY = tuple[float, float]


def to_world(point: Degrees) -> XY:
    """Latitude and longitude as x, y in 0..1. Beyond the square's edge it is the edge."""
    latitude = min(max(point[0], -FARTHEST_NORTH), FARTHEST_NORTH)
    sine = math.sin(math.radians(latitude))
    return (point[1] + 180.0) / 360.0, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def to_degrees(x: float, y: float) -> Degrees:
    """The other way round."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))), x * 360.0 - 180.0


def world_line(line: Sequence[Degrees]) -> list[XY]:
    return [to_world(point) for point in line]
