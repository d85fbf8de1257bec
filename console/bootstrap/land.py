"""The map that a console shows and reckons with: a pack, pictures, or none at all."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from console.adapters.land.mbtiles import RasterMap
from console.adapters.land.pack import MapPack
from console.adapters.land.sqlite_file import NotAMap
from console.adapters.land.writer import About, write_pack
from console.adapters.municipality.town_map import BOUNDS, CREDIT, NAME, town_pieces
from console.domain import roads
from console.domain.land import FoundPlace, LandInfo, Point, Tile, TileKey, Way
from console.domain.responder import Transport
from console.services.ports import Land, Roads

__all__ = ["NotAMap", "OpenedMap", "demo_map", "no_map", "open_map"]


class StraightRoads:
    """Fits the port Roads where there is no map: everybody goes by the straight line x 1.35, and it says so."""

    async def ways(
        self,
        to: Point,
        starts: Sequence[tuple[Point, Transport]],
        limits: Sequence[timedelta],
        is_enough: roads.IsEnough,
    ) -> tuple[Way | None, ...]:
        return roads.straight_widened(to, starts, limits, is_enough)

    async def way(self, start: Point, to: Point, by: Transport) -> Way:
        return roads.straight(start, to, by)


class NoLand:
    """Fits the port Land where there is no map."""

    info: LandInfo | None = None

    async def tile(self, key: TileKey) -> Tile | None:
        return None

    async def find(self, text: str, limit: int) -> tuple[FoundPlace, ...]:
        return ()


async def _nowhere(street: str, city: str = "") -> Point | None:
    return None


@dataclass(frozen=True, slots=True)
class OpenedMap:
    """A map with its roads. `locate` matches an address to a point; `close` ends its threads and must be called."""

    land: Land
    roads: Roads
    locate: Callable[[str, str], Coroutine[object, object, Point | None]] = _nowhere
    close: Callable[[], None] = lambda: None


def no_map() -> OpenedMap:
    return OpenedMap(NoLand(), StraightRoads())


def open_map(path: Path) -> OpenedMap:
    """A pack, or raster MBTiles (by the file's ending). Blocks for as long as the roads take to be read. Raises
    NotAMap, whose text is for the log and for doctor."""
    if path.suffix.lower() == ".mbtiles":
        pictures = RasterMap(path)
        return OpenedMap(pictures, StraightRoads(), close=pictures.close)
    pack = MapPack(path)
    return OpenedMap(pack, pack, pack.locate, pack.close)


def demo_map(seed: int, folder: Path, today: date) -> Path:
    """Makes the pack of the fictional Älvbro that the residents of that seed live in. Blocks for a second or two."""
    path = folder / "alvbro.vakamap"
    write_pack(path, About(NAME, CREDIT, today, BOUNDS), town_pieces(seed))
    return path
