"""The tiles as they came: which are asked for, which are ready to be painted, and which are not there."""

import time
from collections.abc import Iterable, Iterator

from PySide6.QtGui import QImage

from console.domain.land import LandInfo, RasterTile, Tile, TileKey
from ui.map.kept import Kept
from ui.map.mercator import Cell
from ui.map.prepare import Name, Prepared, Preparing
from ui.map.raster import picture_of

ASKED_AT_ONCE = 24
POINTS, PIXELS_A_POINT = 1_500_000, 6
"""How many points of tiles are kept ready (some 16 to 24 bytes each), and how many pixels of a picture cost as much."""

NAMED_TILES, EMPTY_TILES = 2000, 20_000

Source = Prepared | QImage


class Sources:
    """What is known of one land's tiles; everything is bounded. `finished` counts those that were made ready."""

    def __init__(self, land: LandInfo | None) -> None:
        self.land = land
        self._ready: Kept[TileKey, Source] = Kept(POINTS)
        self._names: Kept[TileKey, tuple[Name, ...]] = Kept(NAMED_TILES)
        self._empty: Kept[TileKey, bool] = Kept(EMPTY_TILES)
        self._asked: set[TileKey] = set()
        self._arrived: dict[TileKey, Tile] = {}
        self._preparing: Preparing | None = None
        self.finished = 0

    def put(self, key: TileKey, tile: Tile | None) -> None:
        """A tile that was asked for; None where there is nothing."""
        self._asked.discard(key)
        if tile is None or tile.key != key:
            self._empty.put(key, value=True)
        else:
            self._arrived[key] = tile

    def ask_again(self) -> None:
        """What was never answered, or with nothing, may be asked anew."""
        self._asked.clear()
        self._empty.clear()

    def to_ask(self, cells: Iterable[Cell]) -> list[TileKey]:
        """What is to be asked for now, so that these can be painted."""
        new: list[TileKey] = []
        for cell in cells:
            key = self.key_of(cell)
            if len(self._asked) >= ASKED_AT_ONCE:
                break
            if key not in self._ready and key not in self._empty and not self._is_awaited(key):
                self._asked.add(key)
                new.append(key)
        return new

    def key_of(self, cell: Cell) -> TileKey:
        return cell.source(self.land.deepest if self.land is not None else cell.zoom)

    def is_there(self, cell: Cell) -> bool:
        """The map has, or may have, something there."""
        return self.land is not None and cell.zoom >= self.land.shallowest and self.key_of(cell) not in self._empty

    def of(self, cell: Cell) -> Source | None:
        """What it is painted from, once that is ready."""
        return self._ready.get(self.key_of(cell))

    def names(self, cells: Iterable[Cell]) -> Iterator[Name]:
        """The names that stand there."""
        for key in dict.fromkeys(self.key_of(cell) for cell in cells):
            yield from self._names.get(key) or ()

    @property
    def has_work(self) -> bool:
        return self._preparing is not None or bool(self._arrived)

    def prepare(self, until: float) -> bool:
        """Makes one tile that came ready, or goes on with it until that moment of `time.perf_counter`; False when there
        is none."""
        if self._preparing is None:
            if not self._arrived:
                return False
            key = next(iter(self._arrived))
            tile = self._arrived.pop(key)
            if isinstance(tile, RasterTile):
                self._decode(tile)
                return True
            self._preparing = Preparing(tile)
        while self._preparing.turn():
            if time.perf_counter() >= until:
                return True
        made, self._preparing = self._preparing.made, None
        self.finished += 1
        self._ready.put(made.key, made, made.cost)
        self._names.put(made.key, tuple(made.names))
        return True

    def _decode(self, tile: RasterTile) -> None:
        self.finished += 1
        image = picture_of(tile.picture)
        if image is None:
            self._empty.put(tile.key, value=True)
        else:
            self._ready.put(tile.key, image, image.width() * image.height() // PIXELS_A_POINT)

    def _is_awaited(self, key: TileKey) -> bool:
        is_preparing = self._preparing is not None and self._preparing.made.key == key
        return key in self._asked or key in self._arrived or is_preparing
