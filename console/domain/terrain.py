"""What a map is made of before it is cut into tiles: ground, roads and addresses, each in degrees.

Who knows a land (a generator, a reader of OpenStreetMap) yields these; who keeps a map takes them.
"""

from dataclasses import dataclass

from console.domain.land import FeatureKind, FoundPlace, Shape
from console.domain.responder import Transport

Degrees = tuple[float, float]
"""Latitude, longitude."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Something to draw. An area's first ring is its outside, the others are holes or further outsides (even-odd)."""

    kind: FeatureKind
    shape: Shape
    rings: tuple[tuple[Degrees, ...], ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """A way to go by, and to draw. `nodes` has a number for each point of `line`: where two roads have the same number
    they meet, and nowhere else. One-way is for vehicles, in the order of the line. A `kind` of None is not drawn."""

    kind: FeatureKind | None
    line: tuple[Degrees, ...]
    nodes: tuple[int, ...]
    speed_kmh: float
    is_one_way: bool = False
    open_to: frozenset[Transport] = frozenset(Transport)
    name: str = ""


Piece = Ground | Road | FoundPlace
"""A FoundPlace is an address or a name to be found by."""
