"""A small invented town as tiles of every zoom: streets in a grid, a road, a rail, a bay, a wood, houses, names."""

from __future__ import annotations

import math

from console.domain.land import (
    TILE_UNITS,
    Feature,
    FeatureKind,
    LandInfo,
    Point,
    Shape,
    TileKey,
    VectorTile,
)
from ui.map.mercator import place, point_at

MIDDLE = Point(62.908, 16.403)
LAND = LandInfo(
    name="Älvbro",
    credit="Älvbro, påhittad kommun",
    made_on="2026-11",
    south=62.87,
    west=16.30,
    north=62.95,
    east=16.50,
    shallowest=8,
    deepest=18,
)
SIDE_M = 40_075_016.7 * math.cos(math.radians(MIDDLE.latitude))
Line = list[tuple[float, float]]
K = FeatureKind


def at(right_m: float, up_m: float) -> Point:
    """A point so far east and north of the middle of the town."""
    x, y = _world(right_m, up_m)
    return point_at(x, y)


def _world(right_m: float, up_m: float) -> tuple[float, float]:
    found = place(MIDDLE)
    assert found is not None
    return found[0] + right_m / SIDE_M, found[1] - up_m / SIDE_M


def _things() -> list[tuple[FeatureKind, Shape, Line, str]]:
    bay = [(-4000.0, -900.0), (-1500, -600), (0, -900), (1500, -1000), (4000, -1400), (4000, -4000), (-4000, -4000)]
    wood = [(900.0, 900.0), (2500, 700), (2600, 2000), (1000, 2000)]
    things: list[tuple[FeatureKind, Shape, Line, str]] = [
        (K.WATER, Shape.AREA, bay, ""),
        (K.WOOD, Shape.AREA, wood, ""),
        (K.WATER_NAME, Shape.POINT, [(-800, -1100)], "Älvbrofjärden"),
        (K.AREA_NAME, Shape.POINT, [(-500, 520)], "Norrgården"),
        (K.AREA_NAME, Shape.POINT, [(500, -480)], "Söderparken"),
        (K.PLACE_NAME, Shape.POINT, [(0, 120)], "Älvbro"),
    ]
    for number in range(-6, 7):
        along = number * 130.0
        kind = K.ROAD if number % 3 == 0 else K.STREET
        things.append((kind, Shape.LINE, [(along, -700), (along + 120, 800)], f"Tvärgatan {number + 7}"))
        things.append((K.STREET, Shape.LINE, [(-800, along - 60), (800, along + 60)], f"Långgatan {number + 7}"))
        for row in range(-5, 6):
            left, low = along + 25, row * 130.0 + 20
            house = [(left, low), (left + 26, low + 4), (left + 20, low + 58), (left - 6, low + 54)]
            things.append((K.BUILDING, Shape.AREA, house, ""))
    road = [(-4000.0, 200.0), (-900, 120), (-300, 60), (200, 160), (600, 330), (2000, 420), (4000, 300)]
    things.append((K.MAIN_ROAD, Shape.LINE, road, "Riksvägen"))
    things.append((K.RAIL, Shape.LINE, [(x, y - 90) for x, y in road], ""))
    order = list(FeatureKind)
    return sorted(things, key=lambda each: order.index(each[0]))


THINGS = _things()


def tile(key: TileKey) -> VectorTile | None:
    """What of the town lies near a tile."""
    side = 1 << key.z
    features = []
    for kind, shape, line, name in THINGS:
        points = [_world(*each) for each in line]
        flat = [((x * side - key.x) * TILE_UNITS, (y * side - key.y) * TILE_UNITS) for x, y in points]
        if shape is not Shape.POINT and not _touches(flat):
            continue
        if shape is Shape.POINT and not all(0 <= each < TILE_UNITS for each in flat[0]):
            continue
        ring = tuple(each for pair in flat for each in pair)
        features.append(Feature(kind, shape, (ring,), name if shape is not Shape.AREA else ""))
    return VectorTile(key, tuple(features))


def _touches(flat: Line) -> bool:
    low, high = -128, TILE_UNITS + 128
    return (
        min(x for x, _ in flat) < high
        and max(x for x, _ in flat) > low
        and min(y for _, y in flat) < high
        and max(y for _, y in flat) > low
    )
