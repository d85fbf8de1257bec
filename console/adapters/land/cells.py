"""How a map is cut: which kinds are in it at which zoom, and how the features of a cell are kept as bytes.

A level is cut as the tiles of its own zoom are, and serves the deeper zooms up to the next level: there its cell is the
tile, or a part of it is. What is drawn far out is kept lighter, so that a tile is about as heavy at any zoom. A cell is
read to the end or refused: a damaged file costs neither memory nor time.
"""

import sys
import zlib
from array import array
from collections.abc import Sequence

import msgspec

from console.adapters.land.clipping import Box, bounds, clip_line, clip_ring
from console.adapters.land.mercator import XY
from console.domain.land import TILE_UNITS, Feature, FeatureKind, Shape, TileKey

LEVELS = (8, 11, 13, 14, 16)
SHALLOWEST, DEEPEST = 8, 18
MARGIN = 128
"""Units that features of a tile may lie outside it."""

LONGEST_NAME = 120
_MOST_BYTES = 8_000_000
_MOST_FEATURES = 60_000

KINDS = tuple(FeatureKind)
SHAPES = tuple(Shape)
_FAR, _REGION, _TOWN, _STREETS, _HOUSES = LEVELS
FIRST_LEVEL: dict[FeatureKind, int] = {
    FeatureKind.WATER: _FAR, FeatureKind.WOOD: _FAR, FeatureKind.BUILT_UP: _FAR, FeatureKind.MAIN_ROAD: _FAR,
    FeatureKind.RAIL: _FAR, FeatureKind.PLACE_NAME: _FAR, FeatureKind.WATER_NAME: _REGION, FeatureKind.ROAD: _REGION,
    FeatureKind.STREAM: _REGION, FeatureKind.PARK: _TOWN, FeatureKind.AREA_NAME: _TOWN, FeatureKind.STREET: _TOWN,
    FeatureKind.PATH: _STREETS, FeatureKind.BUILDING: _STREETS,
}  # fmt: skip
NAMED_FROM = _STREETS
"""The level from which lines and areas have their names with them; points always have."""

Kept = tuple[int, int, str, list[bytes]]
"""Place in KINDS, place in SHAPES, name, rings."""

_READ = msgspec.msgpack.Decoder(list[Kept])
_WRITE = msgspec.msgpack.Encoder()


class Damaged(ValueError):
    """What is kept cannot be read."""


def deepest_of(level: int) -> int:
    """The last zoom that a level serves."""
    place = LEVELS.index(level)
    return LEVELS[place + 1] - 1 if place + 1 < len(LEVELS) else DEEPEST


def level_for(zoom: int) -> int:
    """The level that serves a zoom between the shallowest and the deepest."""
    return max(level for level in LEVELS if level <= zoom)


def to_bytes(points: Sequence[XY]) -> bytes:
    """Points in units of the cell, rounded, as little-endian 16-bit numbers."""
    numbers = array("h", [round(number) for point in points for number in point])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _from_bytes(ring: bytes) -> "array[int]":
    numbers = array("h")
    if len(ring) % 4:
        raise Damaged("a ring of a cell is cut off")
    numbers.frombytes(ring)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def encode(features: Sequence[Kept]) -> bytes:
    return zlib.compress(_WRITE.encode(features), 6)


def decode(content: bytes) -> list[Kept]:
    """Raises Damaged for what is none of ours, or larger than a cell can be."""
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(content, _MOST_BYTES)
        kept = _READ.decode(plain)
    except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError):
        raise Damaged("a cell of the map cannot be read") from None
    if not unpacker.eof or len(kept) > _MOST_FEATURES:
        raise Damaged("a cell of the map is cut off, or larger than one can be")
    for kind, shape, name, _ in kept:
        if not (0 <= kind < len(KINDS) and 0 <= shape < len(SHAPES) and len(name) <= LONGEST_NAME):
            raise Damaged("a cell of the map holds what is not on maps")
    return kept


def features_of(kept: Sequence[Kept], key: TileKey) -> tuple[Feature, ...]:
    """The features of a tile out of its cell, from below to above. Raises Damaged."""
    level = level_for(key.z)
    scale = 1 << (key.z - level)
    left, top = (key.x % scale) * TILE_UNITS, (key.y % scale) * TILE_UNITS
    found = []
    for kind, shape, name, rings in kept:
        flats: list[tuple[float, ...]] = []
        for ring in rings:
            flats += _in_tile(_from_bytes(ring), SHAPES[shape], scale, left, top)
        if flats:
            found.append(Feature(KINDS[kind], SHAPES[shape], tuple(flats), name))
    return tuple(found)


_TILE: Box = (-MARGIN, -MARGIN, TILE_UNITS + MARGIN, TILE_UNITS + MARGIN)


def _in_tile(numbers: "array[int]", shape: Shape, scale: int, left: int, top: int) -> list[tuple[float, ...]]:
    if not numbers:
        return []
    if scale == 1:
        return [tuple(numbers)]
    xs = [number * scale - left for number in numbers[0::2]]
    ys = [number * scale - top for number in numbers[1::2]]
    least_x, least_y, most_x, most_y = min(xs), min(ys), max(xs), max(ys)
    if most_x < _TILE[0] or least_x > _TILE[2] or most_y < _TILE[1] or least_y > _TILE[3]:
        return []
    points: list[XY] = list(zip(xs, ys, strict=True))
    if shape is Shape.POINT or (
        least_x >= _TILE[0] and most_x <= _TILE[2] and least_y >= _TILE[1] and most_y <= _TILE[3]
    ):
        return [_flat(points)]
    if shape is Shape.LINE:
        return [_flat(part) for part in clip_line(points, _TILE)]
    ring = clip_ring(points, _TILE)
    return [_flat(ring)] if ring else []


def _flat(points: Sequence[XY]) -> tuple[float, ...]:
    return tuple(number for point in points for number in point)


def cells_under(points: Sequence[XY], level: int) -> tuple[range, range]:
    """Columns and rows of the level that these world points (0..1) may lie in, with the margin."""
    count, spare = 1 << level, MARGIN / TILE_UNITS
    least_x, least_y, most_x, most_y = bounds(points)
    columns = range(max(int(least_x * count - spare), 0), min(int(most_x * count + spare), count - 1) + 1)
    rows = range(max(int(least_y * count - spare), 0), min(int(most_y * count + spare), count - 1) + 1)
    return columns, rows
