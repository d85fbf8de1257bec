"""Raster MBTiles as a map: pictures as they are stored (PNG or JPEG), with their credit. No roads and no addresses.

The format is MBTiles 1.3: rows count from the south (TMS). Vector tiles in MBTiles are another format and are refused.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path

from console.adapters.land.sqlite_file import MapFile, NotAMap, whole
from console.domain.land import FoundPlace, LandInfo, RasterTile, Tile, TileKey

log = logging.getLogger(__name__)

MOST_BYTES = 1_000_000
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_FORMATS = ("png", "jpg", "jpeg")
_DEEPEST = 22
_LONGEST_TEXT = 200


class RasterMap:
    """Fits the port Land. Raises NotAMap when it is made."""

    def __init__(self, path: Path) -> None:
        self._file = file = MapFile(path, ("metadata",))
        self.info: LandInfo = whole(file, lambda: self._read())
        self._has_told = False
        self._thread = ThreadPoolExecutor(1, "map pictures")

    async def tile(self, key: TileKey) -> Tile | None:
        if not self.info.shallowest <= key.z <= self.info.deepest or not 0 <= key.x < 1 << key.z:
            return None
        if not 0 <= key.y < 1 << key.z:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._picture, key)

    async def find(self, text: str, limit: int) -> tuple[FoundPlace, ...]:
        return ()

    def close(self) -> None:
        self._thread.shutdown()
        self._file.close()

    def _picture(self, key: TileKey) -> RasterTile | None:
        place = (key.z, key.x, (1 << key.z) - 1 - key.y)
        try:
            found = self._file.rows(
                "SELECT length(tile_data), CASE WHEN length(tile_data) <= ? THEN tile_data END FROM tiles "
                "WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
                (MOST_BYTES, *place),
                1,
            )
        except NotAMap as error:
            self._tell(str(error))
            return None
        if not found:
            return None
        picture = found[0][1]
        if not isinstance(picture, bytes) or not picture.startswith(_BEGINNINGS):
            self._tell(f"{self._file.path.name} has a tile that is no PNG or JPEG of at most 1 MB")
            return None
        return RasterTile(key, picture)

    def _tell(self, what: str) -> None:
        if not self._has_told:
            self._has_told = True
            log.warning("the map is damaged, and parts of it are not shown: %s", what)

    def _read(self) -> LandInfo:
        meta = self._file.meta("metadata", "name, value")
        kept_as = meta.get("format", "").lower()
        if kept_as in ("pbf", "mvt"):
            raise NotAMap(
                f"{self._file.path.name} holds vector tiles; Vaka reads raster MBTiles (png, jpg) and .vakamap"
            )
        if kept_as not in _FORMATS:
            raise NotAMap(f"{self._file.path.name} holds tiles of another kind than png or jpg")
        zooms = self._zooms(meta)
        west, south, east, north = (float(number) for number in meta.get("bounds", "-180,-85,180,85").split(","))
        if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
            raise ValueError("its bounds lie outside the world")
        return LandInfo(
            name=_plain(meta.get("name", "")), credit=_plain(meta.get("attribution", "")),
            made_on=_plain(meta.get("version", "")), south=south, west=west, north=north, east=east,
            shallowest=zooms[0], deepest=zooms[1], is_raster=True,
        )  # fmt: skip

    def _zooms(self, meta: dict[str, str]) -> tuple[int, int]:
        found = self._file.rows("SELECT min(zoom_level), max(zoom_level) FROM tiles")
        least, most = found[0] if found else (None, None)
        if not isinstance(least, int) or not isinstance(most, int) or not 0 <= least <= most <= _DEEPEST:
            raise ValueError("it has no tiles, or such of impossible zooms")
        return least, most


class _Text(HTMLParser):
    """Gathers what is between the tags."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _plain(text: str) -> str:
    """The words of what may be HTML (a credit often is), on one line and bounded."""
    reader = _Text()
    with suppress(AssertionError):  # what the library says to a marked section that it does not know
        reader.feed(text)
        reader.close()
    words = "".join(sign if sign.isprintable() else " " for sign in "".join(reader.parts))
    return " ".join(words.split())[:_LONGEST_TEXT]
