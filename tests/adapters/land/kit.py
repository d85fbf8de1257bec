"""What the tests of maps share: a land of a few pieces, and how a test awaits."""

import asyncio
import functools
from collections.abc import Callable, Coroutine
from datetime import date
from pathlib import Path
from typing import Any, ParamSpec

from console.adapters.land.mercator import to_world
from console.domain.land import FeatureKind, FoundPlace, Point, Shape, TileKey
from console.domain.terrain import Ground, Piece, Road

Given = ParamSpec("Given")

TODAY = date(2026, 11, 22)
BOX = (62.88, 16.35, 62.93, 16.47)
SQUARE = ((62.89, 16.37), (62.89, 16.45), (62.92, 16.45), (62.92, 16.37))
HOUSE = ((62.9050, 16.4000), (62.9050, 16.4004), (62.9052, 16.4004), (62.9052, 16.4000))

PIECES: tuple[Piece, ...] = (
    Ground(FeatureKind.BUILDING, Shape.AREA, (HOUSE,)),
    Ground(FeatureKind.WATER, Shape.AREA, (SQUARE,)),
    Ground(FeatureKind.AREA_NAME, Shape.POINT, (((62.905, 16.401),),), "Norrgården"),
    # Fyrvägen from west to east and back, Enkelgatan one way to the north from its middle and back by
    # the east, a bridge that crosses above.
    Road(
        FeatureKind.STREET,
        ((62.905, 16.380), (62.905, 16.400), (62.905, 16.420), (62.905, 16.440)),
        (1, 2, 10, 3),
        36.0,
        name="Fyrvägen",
    ),
    Road(FeatureKind.STREET, ((62.905, 16.400), (62.915, 16.400)), (2, 4), 36.0, is_one_way=True, name="Enkelgatan"),
    Road(FeatureKind.STREET, ((62.915, 16.400), (62.915, 16.440), (62.905, 16.440)), (4, 9, 3), 36.0, is_one_way=True),
    Road(FeatureKind.MAIN_ROAD, ((62.895, 16.420), (62.905, 16.420), (62.915, 16.420)), (5, 6, 7), 72.0, name="Bron"),
    Road(FeatureKind.STREET, ((62.905, 16.380), (62.895, 16.380), (62.895, 16.420)), (1, 8, 5), 36.0),
    FoundPlace("Fyrvägen 1, Älvbro", Point(62.9051, 16.4002)),
    FoundPlace("Fyrvägen 12, Älvbro", Point(62.9052, 16.4102)),
    FoundPlace("Fyrvägen 1, Björkvik", Point(62.8900, 16.4400)),
    FoundPlace("Enkelgatan 4", Point(62.9100, 16.4000)),
)


def key_at(latitude: float, longitude: float, zoom: int) -> TileKey:
    x, y = to_world((latitude, longitude))
    return TileKey(zoom, int(x * (1 << zoom)), int(y * (1 << zoom)))


def awaited(test: Callable[Given, Coroutine[Any, Any, None]]) -> Callable[Given, None]:
    """Runs a test in a loop of its own."""

    @functools.wraps(test)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


def put(path: Path, content: bytes | bytearray) -> None:
    path.write_bytes(content)


def taken(path: Path) -> bytes:
    return path.read_bytes()
