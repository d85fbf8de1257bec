"""A map pack, read: tiles, what is found by name, and the roads. Each question is answered in a thread of its own.

A tile is None where the map has none; a damaged cell is logged once and is None as well, the rest of the map stays.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from console.adapters.land.addresses import Finder
from console.adapters.land.cells import DEEPEST, KINDS, SHALLOWEST, Damaged, Kept, decode, features_of, level_for
from console.adapters.land.mercator import to_world
from console.adapters.land.sqlite_file import MapFile, NotAMap, whole
from console.adapters.land.writer import APPLICATION, FORMAT
from console.domain import roads
from console.domain.land import FoundPlace, LandInfo, Point, Tile, TileKey, VectorTile, Way
from console.domain.responder import Transport
from console.domain.roads import RoadGraph

log = logging.getLogger(__name__)

TABLES = ("meta", "cells", "roads", "places", "found")
TILES_KEPT = 256
CELLS_KEPT = 24

Answer = TypeVar("Answer")


def read_land(meta: dict[str, str]) -> LandInfo:
    """What the pack says of itself. Raises ValueError for another version's, or what is none."""
    if meta.get("format") != FORMAT or meta.get("kinds") != ",".join(KINDS):
        raise ValueError("it was made for another version of Vaka; make it anew with `vaka map import`")
    south, west, north, east = (float(number) for number in meta.get("bounds", "").split(","))
    if not (-90 <= south <= north <= 90 and -180 <= west <= east <= 180):
        raise ValueError("its bounds lie outside the world")
    return LandInfo(
        name=meta.get("name", ""), credit=meta.get("credit", ""), made_on=meta.get("made_on", ""), south=south,
        west=west, north=north, east=east, shallowest=SHALLOWEST, deepest=DEEPEST,
    )  # fmt: skip


def read_roads(file: MapFile) -> RoadGraph:
    """The roads of a pack. Raises ValueError for what is no graph."""
    parts = {}
    for name, content in file.rows("SELECT part, content FROM roads LIMIT 20"):
        if not isinstance(content, bytes):
            raise NotAMap(f"{file.path.name} is a damaged map: its roads are no bytes")
        parts[str(name)] = content
    return roads.unpacked(parts)


class MapPack:
    """Fits the ports Land and Roads. Raises NotAMap when it is made: a damaged or foreign file."""

    def __init__(self, path: Path) -> None:
        self._file = file = MapFile(path, TABLES)
        if whole(file, lambda: file.number("application_id")) != APPLICATION:
            file.close()
            raise NotAMap(f"{path.name} is no map of Vaka's")
        self.info: LandInfo = whole(file, lambda: read_land(file.meta("meta", "key, value")))
        self._graph = whole(file, lambda: read_roads(file))
        self._finder = Finder(file)
        self._tiles: OrderedDict[TileKey, VectorTile | None] = OrderedDict()
        self._cells: OrderedDict[tuple[int, int, int], list[Kept]] = OrderedDict()
        self._is_damaged = False
        self._reading = ThreadPoolExecutor(1, "map tiles")
        self._going = ThreadPoolExecutor(1, "map roads")
        self._prepared = self._going.submit(roads.prepare, self._graph)

    @property
    def nodes(self) -> int:
        """How many nodes the roads have."""
        return len(self._graph)

    async def tile(self, key: TileKey) -> Tile | None:
        if key in self._tiles:
            self._tiles.move_to_end(key)
            return self._tiles[key]
        if not SHALLOWEST <= key.z <= DEEPEST or not 0 <= key.x < 1 << key.z or not 0 <= key.y < 1 << key.z:
            return None
        found = await self._in(self._reading, lambda: self._tile(key))
        self._tiles[key] = found
        while len(self._tiles) > TILES_KEPT:
            self._tiles.popitem(last=False)
        return found

    async def find(self, text: str, limit: int) -> tuple[FoundPlace, ...]:
        return await self._in(self._reading, lambda: self._asked(lambda: self._finder.find(text, limit), ()))

    async def locate(self, street: str, city: str = "") -> Point | None:
        """Where an address lies: "Fyrvägen 12", and the town where the same street may lie in several. None where the
        map has it nowhere, or in several places that lie apart."""
        return await self._in(self._reading, lambda: self._asked(lambda: self._finder.locate(street, city), None))

    async def ways(
        self,
        to: Point,
        starts: Sequence[tuple[Point, Transport]],
        limits: Sequence[timedelta],
        is_enough: roads.IsEnough,
    ) -> tuple[Way | None, ...]:
        return await self._in(self._going, lambda: roads.widened(self._graph, to, starts, limits, is_enough))

    async def way(self, start: Point, to: Point, by: Transport) -> Way:
        return await self._in(self._going, lambda: roads.way(self._graph, start, to, by))

    def close(self) -> None:
        """Ends the threads, when what they do has been done."""
        self._reading.shutdown()
        self._going.shutdown()
        self._file.close()

    async def _in(self, thread: ThreadPoolExecutor, ask: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(thread, ask)

    def _asked(self, ask: Callable[[], Answer], nothing: Answer) -> Answer:
        try:
            return ask()
        except (NotAMap, Damaged) as error:
            if not self._is_damaged:
                self._is_damaged = True
                log.warning("the map is damaged, and parts of it are not shown: %s", error)
            return nothing

    def _tile(self, key: TileKey) -> VectorTile | None:
        return self._asked(lambda: self._read_tile(key), None)

    def _read_tile(self, key: TileKey) -> VectorTile | None:
        level = level_for(key.z)
        shift = key.z - level
        kept = self._cell(level, key.x >> shift, key.y >> shift)
        if not kept and not self._is_within(key):
            return None
        return VectorTile(key, features_of(kept, key))

    def _cell(self, level: int, x: int, y: int) -> list[Kept]:
        place = (level, x, y)
        if place not in self._cells:
            found = self._file.rows("SELECT content FROM cells WHERE level = ? AND x = ? AND y = ?", place, 1)
            if found and not isinstance(found[0][0], bytes):
                raise Damaged("a cell of the map is no bytes")
            self._cells[place] = decode(found[0][0]) if found else []
            while len(self._cells) > CELLS_KEPT:
                self._cells.popitem(last=False)
        self._cells.move_to_end(place)
        return self._cells[place]

    def _is_within(self, key: TileKey) -> bool:
        """Whether the tile lies on the map, if only its empty ground."""
        count = 1 << key.z
        west, north = to_world((self.info.north, self.info.west))
        east, south = to_world((self.info.south, self.info.east))
        return west * count < key.x + 1 and key.x < east * count and north * count < key.y + 1 and key.y < south * count
