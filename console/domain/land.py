"""A map as the console knows it: where it lies, what is on a tile, which roads there are to go by.

Tiles are Web Mercator's (XYZ, 256 px); a feature's points are in units of 1/4096 of its tile, y downwards, and may lie
outside it by a margin. Where the map comes from is an adapter's.
"""

from dataclasses import dataclass
from enum import StrEnum

TILE_UNITS = 4096


class FeatureKind(StrEnum):
    """What is drawn, from below to above."""

    WATER = "water"
    WOOD = "wood"
    PARK = "park"
    BUILT_UP = "built_up"
    BUILDING = "building"
    STREAM = "stream"
    PATH = "path"
    STREET = "street"
    ROAD = "road"
    MAIN_ROAD = "main_road"
    RAIL = "rail"
    PLACE_NAME = "place_name"
    AREA_NAME = "area_name"
    WATER_NAME = "water_name"


class Shape(StrEnum):
    POINT = "point"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Point:
    """WGS84 in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Feature:
    """`rings` are lines or closed rings, each x0, y0, x1, y1 ... `name` is outside text: shown plain, bounded."""

    kind: FeatureKind
    shape: Shape
    rings: tuple[tuple[float, ...], ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class TileKey:
    z: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class VectorTile:
    key: TileKey
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class RasterTile:
    """`picture` is PNG or JPEG as it was stored, at most 1 MB."""

    key: TileKey
    picture: bytes


Tile = VectorTile | RasterTile


@dataclass(frozen=True, slots=True)
class LandInfo:
    """What a map says of itself. `credit` is shown wherever it is. `south` to `east` in degrees. `deepest` is the zoom
    beyond which tiles are enlarged."""

    name: str
    credit: str
    made_on: str
    south: float
    west: float
    north: float
    east: float
    shallowest: int
    deepest: int
    is_raster: bool = False


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """An address or a name on the map."""

    text: str
    point: Point


@dataclass(frozen=True, slots=True)
class Way:
    """How long from one point to another by road, and the line of it. `is_estimate`: by the straight line x 1.35."""

    seconds: float
    metres: float
    line: tuple[Point, ...] = ()
    is_estimate: bool = False
