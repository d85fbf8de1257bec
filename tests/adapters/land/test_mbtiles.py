"""Raster MBTiles: each picture where it belongs, its credit shown, and nothing of a bad file believed."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from console.adapters.land.mbtiles import MOST_BYTES
from console.adapters.land.sqlite_file import NotAMap
from console.bootstrap.land import open_map
from console.domain.land import Point, RasterTile, TileKey
from console.domain.responder import Transport
from tests.adapters.land.kit import awaited

PNG = b"\x89PNG\r\n\x1a\n"
META = {
    "name": "Prov", "format": "png", "bounds": "16.3,62.8,16.5,63.0", "attribution": '<a href="x">© Lantmäteriet</a>',
}  # fmt: skip


def made(folder: Path, meta: Mapping[str, str], tiles: Mapping[tuple[int, int, int], bytes | str]) -> Path:
    path = folder / "prov.mbtiles"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        file.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        file.executemany("INSERT INTO metadata VALUES (?, ?)", meta.items())
        file.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", [(*key, data) for key, data in tiles.items()])
        file.commit()
    return path


@awaited
async def test_rows_are_counted_from_the_south_and_the_credit_is_shown_as_words(tmp_path: Path) -> None:
    opened = open_map(made(tmp_path, META, {(3, 4, 1): PNG + b"south", (3, 4, 6): PNG + b"north"}))
    assert await opened.land.tile(TileKey(3, 4, 6)) == RasterTile(TileKey(3, 4, 6), PNG + b"south")
    assert await opened.land.tile(TileKey(3, 4, 1)) == RasterTile(TileKey(3, 4, 1), PNG + b"north")
    for missing in (TileKey(3, 0, 0), TileKey(4, 0, 0), TileKey(3, 4, 99), TileKey(3, -1, 6)):
        assert await opened.land.tile(missing) is None
    info = opened.land.info
    assert info is not None
    assert (info.credit, info.is_raster, info.shallowest, info.deepest) == ("© Lantmäteriet", True, 3, 3)
    assert (info.south, info.west, info.north, info.east) == (62.8, 16.3, 63.0, 16.5)
    assert (await opened.roads.way(Point(62.9, 16.4), Point(62.9, 16.41), Transport.CAR)).is_estimate
    opened.close()


@pytest.mark.warns
@awaited
async def test_a_picture_too_large_or_none_at_all_is_not_shown(tmp_path: Path) -> None:
    bad = {
        (3, 0, 0): PNG + b"x" * MOST_BYTES, (3, 1, 0): b"<svg/>", (3, 2, 0): "text", (3, 3, 0): PNG + b"x" * 900_000,
    }  # fmt: skip
    opened = open_map(made(tmp_path, META, bad))
    found = [await opened.land.tile(TileKey(3, column, 7)) is not None for column in range(4)]
    opened.close()
    assert found == [False, False, False, True]


@pytest.mark.parametrize(
    ("meta", "words"),
    [
        ({**META, "format": "pbf"}, "vector tiles"),
        ({**META, "format": "webp"}, "another kind"),
        ({**META, "bounds": "1,2,3"}, "damaged"),
        ({**META, "bounds": "nan,nan,nan,nan"}, "damaged"),
    ],
    ids=["vector", "webp", "half bounds", "no bounds"],
)
def test_what_cannot_be_shown_is_refused_with_a_word(tmp_path: Path, meta: dict[str, str], words: str) -> None:
    with pytest.raises(NotAMap, match=words):
        open_map(made(tmp_path, meta, {(3, 4, 1): PNG}))


def test_one_without_tiles_or_with_impossible_zooms_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAMap, match="no tiles"):
        open_map(made(tmp_path, META, {}))
    (tmp_path / "deep").mkdir()
    deep = made(tmp_path / "deep", META, {(400, 4, 1): PNG})
    with pytest.raises(NotAMap, match="no tiles"):
        open_map(deep)


def test_a_file_whose_own_schema_cannot_be_spelled_is_refused_and_breaks_no_start(tmp_path: Path) -> None:
    path = made(tmp_path, META, {(3, 4, 1): PNG})
    damaged = path.read_bytes().replace(b"tabletilestiles", b"tablet\x87lestiles")
    path.write_bytes(damaged.replace(b"CREATE TABLE tiles", b"CREATE TABLX tiles"))
    with pytest.raises(NotAMap):
        open_map(path)
