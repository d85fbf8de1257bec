"""A small drawing of the land around somebody's way, for a phone without a net: what lies there, the way, its ends.

Web Mercator as in `land`; a drawing's units are 1/256 of a tile, whole numbers, y downwards from its north-west corner.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from console.domain.land import TILE_UNITS, FeatureKind, Point, TileKey, VectorTile

UNITS = 256
DEEPEST, SHALLOWEST = 15, 8
MOST_TILES = 4
"""A drawing is at the most so many tiles wide and high: a long way is drawn smaller."""

MOST_BYTES = 15_000
"""A broker takes long over a large message to a page (WebSocket). Ours."""

AROUND_M = 350.0
"""So much land around the ends of the way is drawn."""

EQUATOR_M = 40_075_016.686

_WANTED = (
    FeatureKind.WATER, FeatureKind.MAIN_ROAD, FeatureKind.ROAD, FeatureKind.STREET, FeatureKind.RAIL, FeatureKind.PATH,
    FeatureKind.BUILDING, FeatureKind.STREAM, FeatureKind.PARK, FeatureKind.WOOD, FeatureKind.BUILT_UP,
)  # fmt: skip
"""What is drawn first where there is not room for all."""

_BELOW = {kind: place for place, kind in enumerate(FeatureKind)}


@dataclass(frozen=True, slots=True)
class Frame:
    """The tiles of a drawing: `z`, from `x`, `y`, so many wide and high."""

    z: int
    x: int
    y: int
    width: int
    height: int

    def tiles(self) -> Iterable[TileKey]:
        """Row by row."""
        for y in range(self.y, self.y + self.height):
            for x in range(self.x, self.x + self.width):
                yield TileKey(self.z, x, y)

    def units(self, point: Point) -> tuple[int, int]:
        """Where a point lies in the drawing."""
        x, y = _tile_of(point, self.z)
        return round((x - self.x) * UNITS), round((y - self.y) * UNITS)


def frame_of(points: Sequence[Point]) -> Frame:
    """What the drawing shows: these points (one or more) and the land around them."""
    south = min(one.latitude for one in points)
    north = max(one.latitude for one in points)
    west = min(one.longitude for one in points)
    east = max(one.longitude for one in points)
    edge = AROUND_M / (EQUATOR_M / 360)
    edge_e = edge / max(0.1, math.cos(math.radians(north)))
    for z in range(DEEPEST, SHALLOWEST - 1, -1):
        x0, y0 = (int(one) for one in _tile_of(Point(north + edge, west - edge_e), z))
        x1, y1 = (int(one) for one in _tile_of(Point(south - edge, east + edge_e), z))
        frame = Frame(z, x0, y0, x1 - x0 + 1, y1 - y0 + 1)
        if max(frame.width, frame.height) <= MOST_TILES:
            return frame
    return Frame(frame.z, frame.x, frame.y, min(frame.width, MOST_TILES), min(frame.height, MOST_TILES))


def drawn(
    frame: Frame, tiles: Iterable[VectorTile], way: Sequence[Point], start: Point | None, to: Point, credit: str
) -> dict[str, object]:
    """The drawing as it is sent: at most `MOST_BYTES` as JSON; what does not find room is left out."""
    line = _flat(frame.units(one) for one in _thinned(way))
    metres = EQUATOR_M * math.cos(math.radians(to.latitude)) / 2**frame.z / UNITS
    found: dict[str, object] = {
        "width": frame.width * UNITS, "height": frame.height * UNITS, "metres_per_unit": round(metres, 3),
        "credit": credit, "way": line, "from": list(frame.units(start)) if start is not None else None,
        "to": list(frame.units(to)),
    }  # fmt: skip
    room = MOST_BYTES - len(json.dumps(found, separators=(",", ":"), ensure_ascii=False).encode()) - 20
    chosen: list[tuple[FeatureKind, list[int]]] = []
    for kind, ring in sorted(_rings(frame, tiles), key=lambda one: _WANTED.index(one[0])):
        size = len(json.dumps([kind.value, ring], separators=(",", ":"))) + 1
        if size <= room:
            room -= size
            chosen.append((kind, ring))
    chosen.sort(key=lambda one: _BELOW[one[0]])
    found["features"] = [[kind.value, ring] for kind, ring in chosen]
    return found


def _rings(frame: Frame, tiles: Iterable[VectorTile]) -> Iterable[tuple[FeatureKind, list[int]]]:
    for tile in tiles:
        left, top = (tile.key.x - frame.x) * UNITS, (tile.key.y - frame.y) * UNITS
        for feature in tile.features:
            for ring in feature.rings if feature.kind in _WANTED else ():
                points = [
                    (left + round(x * UNITS / TILE_UNITS), top + round(y * UNITS / TILE_UNITS))
                    for x, y in zip(ring[::2], ring[1::2], strict=True)
                ]
                flat = _flat(points)
                if len(flat) >= 4:
                    yield feature.kind, flat


def _flat(points: Iterable[tuple[int, int]]) -> list[int]:
    """One list of x, y; what falls on the same spot once."""
    flat: list[int] = []
    for x, y in points:
        if flat[-2:] != [x, y]:
            flat += (x, y)
    return flat


MOST_POINTS = 400


def _thinned(way: Sequence[Point]) -> Sequence[Point]:
    if len(way) <= MOST_POINTS:
        return way
    step = math.ceil(len(way) / MOST_POINTS)
    return [*way[:-1:step], way[-1]]


def _tile_of(point: Point, z: int) -> tuple[float, float]:
    latitude = math.radians(max(-85.0, min(85.0, point.latitude)))
    x = (point.longitude + 180.0) / 360.0
    y = (1.0 - math.asinh(math.tan(latitude)) / math.pi) / 2.0
    return x * 2**z, y * 2**z
