"""A map pack: what is written is read again, cut to tiles; whatever the file is, reading it ends well."""

import asyncio
import random
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from console.adapters.land import sqlite_file
from console.adapters.land.cells import MARGIN
from console.adapters.land.mercator import to_degrees
from console.adapters.land.pack import MapPack
from console.adapters.land.sqlite_file import NotAMap
from console.adapters.land.writer import About, write_pack
from console.bootstrap.land import no_map, open_map
from console.domain.land import TILE_UNITS, Feature, FeatureKind, Point, Shape, TileKey, VectorTile
from console.domain.responder import Transport
from console.domain.terrain import Ground, Piece
from tests.adapters.land.kit import BOX, HOUSE, PIECES, TODAY, awaited, key_at, put, taken


async def tile_of(pack: MapPack, zoom: int, place: tuple[float, float] = (62.9051, 16.4002)) -> VectorTile:
    tile = await pack.tile(key_at(*place, zoom))
    assert isinstance(tile, VectorTile)
    return tile


def on_the_ground(feature: Feature, key: TileKey) -> list[tuple[float, float]]:
    ring, count = feature.rings[0], 1 << key.z
    return [
        to_degrees((key.x + x / TILE_UNITS) / count, (key.y + y / TILE_UNITS) / count)
        for x, y in zip(ring[0::2], ring[1::2], strict=True)
    ]


@pytest.mark.parametrize("zoom", [14, 15, 16, 17, 18])
@awaited
async def test_a_house_lies_where_it_was_drawn_at_every_zoom(pack: MapPack, zoom: int) -> None:
    tile = await tile_of(pack, zoom, HOUSE[0])
    [house] = [feature for feature in tile.features if feature.kind is FeatureKind.BUILDING]
    places = on_the_ground(house, tile.key)
    nearest = min(abs(lat - HOUSE[0][0]) + abs(lon - HOUSE[0][1]) for lat, lon in places)
    assert nearest < 0.00001, "about a metre"


@pytest.mark.parametrize("zoom", [8, 10, 11, 12, 13, 14, 15, 16, 18])
@awaited
async def test_a_tile_holds_what_is_seen_at_its_zoom_from_below_to_above_and_within_its_margin(
    pack: MapPack, zoom: int
) -> None:
    tile = await tile_of(pack, zoom)
    kinds = [feature.kind for feature in tile.features]
    assert kinds == sorted(kinds, key=list(FeatureKind).index)
    assert FeatureKind.WATER in kinds
    assert (FeatureKind.STREET in kinds) == (zoom >= 13)
    assert (FeatureKind.BUILDING in kinds) == (zoom >= 14)
    for feature in tile.features:
        for ring in feature.rings:
            assert min(ring) >= -MARGIN - 1
            assert max(ring) <= TILE_UNITS + MARGIN + 1
    streets = {feature.name for feature in tile.features if feature.kind is FeatureKind.STREET}
    assert streets - {""} == ({"Fyrvägen", "Enkelgatan"} if zoom >= 14 else set())


@awaited
async def test_a_land_is_about_as_heavy_seen_from_afar_as_from_near(tmp_path: Path) -> None:
    rng, shore = random.Random(7), []
    for step in range(20_000):
        shore.append((62.70 + 0.2 * step / 20_000 + rng.uniform(0, 0.0001), 16.40 + rng.uniform(0, 0.0004)))
    lake = Ground(FeatureKind.WATER, Shape.AREA, ((*shore, (62.9, 17.0), (62.7, 17.0)),))
    write_pack(tmp_path / "shore.vakamap", About("", "", TODAY), [lake])
    with closing(MapPack(tmp_path / "shore.vakamap")) as pack:
        for zoom in range(8, 19):
            tile = await tile_of(pack, zoom, shore[10_000])
            assert sum(len(ring) for feature in tile.features for ring in feature.rings) < 12_000, f"at zoom {zoom}"


@awaited
async def test_there_is_no_tile_outside_the_map_and_an_empty_one_on_its_bare_ground(pack: MapPack) -> None:
    bare = await pack.tile(key_at(62.8805, 16.3505, 18))
    assert isinstance(bare, VectorTile)
    assert bare.features == ()
    for key in (
        key_at(59.3, 18.0, 14),
        TileKey(19, 1, 1),
        TileKey(3, 0, 0),
        TileKey(14, -1, 0),
        TileKey(14, 1 << 20, 5),
    ):
        assert await pack.tile(key) is None


@awaited
async def test_an_address_is_found_as_it_is_typed_and_a_number_is_the_whole_number(pack: MapPack) -> None:
    assert [found.text for found in await pack.find("fyrvag 1", 5)] == ["Fyrvägen 1, Älvbro", "Fyrvägen 1, Björkvik"]
    assert [found.text for found in await pack.find("ALVBRO FYRVÄGEN 12", 5)] == ["Fyrvägen 12, Älvbro"]
    assert len(await pack.find("fyrvägen", 2)) == 2
    for nonsense in ("", '"', "* OR", "NEAR(", "a AND NOT b", "x" * 5_000, "\0", "(" * 500):
        await pack.find(nonsense, 5)


@awaited
async def test_a_households_address_is_matched_to_one_point_or_to_none(pack: MapPack) -> None:
    assert await pack.locate("Fyrvägen 12", "Älvbro") == Point(62.9052, 16.4102)
    assert await pack.locate("FYRVÄGEN 1", "Björkvik") == Point(62.8900, 16.4400)
    assert await pack.locate("Enkelgatan 4", "Älvbro") == Point(62.9100, 16.4000), "the map does not name the town"
    assert await pack.locate("Fyrvägen 12") == Point(62.9052, 16.4102)
    assert await pack.locate("Fyrvägen 1") is None, "two towns have it"
    assert await pack.locate("Fyrvägen 1", "Norrsund") is None
    assert await pack.locate("Fyrvägen 2", "Älvbro") is None
    assert await pack.locate("", "") is None


@awaited
async def test_one_goes_by_the_roads_and_not_against_a_one_way_street_nor_down_from_a_bridge(pack: MapPack) -> None:
    south, north = Point(62.905, 16.400), Point(62.915, 16.400)
    there, back = await pack.way(south, north, Transport.CAR), await pack.way(north, south, Transport.CAR)
    assert there.metres == pytest.approx(1112, rel=0.02)
    assert there.seconds == pytest.approx(111, rel=0.05)
    assert not there.is_estimate
    assert not back.is_estimate
    assert back.metres > 4_500, "nobody drives against the one-way street"
    on_foot = await pack.way(north, south, Transport.FOOT)
    assert (on_foot.is_estimate, round(on_foot.metres, -1)) == (False, 1110)
    under, over = Point(62.905, 16.4100), Point(62.9149, 16.420)
    [crossing] = await pack.ways(over, [(under, Transport.CAR)], [timedelta(minutes=30)], lambda *_: True)
    assert crossing is not None
    assert crossing.metres > 5_000, "round by the ramp, where the two roads meet"


def test_a_write_that_fails_leaves_the_map_that_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.vakamap"
    write_pack(path, About("Gammal", "", TODAY, BOX), PIECES)

    def breaks() -> Iterator[Piece]:
        yield from PIECES
        raise ValueError("cut off")

    with pytest.raises(ValueError, match="cut off"):
        write_pack(path, About("Ny", "", TODAY, BOX), breaks())
    assert [left.name for left in tmp_path.iterdir()] == ["a.vakamap"]
    with closing(MapPack(path)) as pack:
        assert pack.info.name == "Gammal"
    with pytest.raises(ValueError, match="nothing"):
        write_pack(tmp_path / "b.vakamap", About("", "", TODAY), [])


def test_what_is_spilled_on_the_way_is_all_there_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.adapters.land.writer._SPILL_BYTES", 100)
    write_pack(tmp_path / "spilled.vakamap", About("", "", TODAY, BOX), PIECES)
    monkeypatch.undo()
    write_pack(tmp_path / "whole.vakamap", About("", "", TODAY, BOX), PIECES)

    def contents(name: str) -> list[tuple[FeatureKind, int]]:
        with closing(MapPack(tmp_path / name)) as pack:
            tile = asyncio.run(tile_of(pack, 16))
        return [(feature.kind, len(feature.rings)) for feature in tile.features]

    assert contents("spilled.vakamap") == contents("whole.vakamap")


@pytest.mark.parametrize(
    "content", [b"", b"not a map", b"SQLite format 3\0" + b"\xff" * 9_000, b"<osm/>" * 1_000], ids=len
)
def test_what_is_no_pack_is_refused_by_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.vakamap").write_bytes(content)
    with pytest.raises(NotAMap, match=r"x\.vakamap"):
        open_map(tmp_path / "x.vakamap")
    with pytest.raises(NotAMap, match="no such file"):
        open_map(tmp_path / "y.vakamap")


def test_a_foreign_database_and_a_pack_of_another_version_are_refused(small: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "foreign.vakamap")) as file:
        file.execute("CREATE TABLE meta (key, value)")
        file.commit()
    with pytest.raises(NotAMap, match="it has no cells"):
        open_map(tmp_path / "foreign.vakamap")
    changed = _changed(small, tmp_path, "UPDATE meta SET value = 'vakamap 2' WHERE key = 'format'")
    with pytest.raises(NotAMap, match="another version"):
        open_map(changed)
    with pytest.raises(NotAMap, match="no map of Vaka's"):
        open_map(_changed(small, tmp_path, "PRAGMA application_id = 1"))


def _changed(pack: Path, folder: Path, *statements: str) -> Path:
    path = folder / "changed.vakamap"
    path.write_bytes(pack.read_bytes())
    with closing(sqlite3.connect(path)) as file:
        for statement in statements:
            file.execute(statement)
        file.commit()
    return path


@pytest.mark.warns
@awaited
async def test_a_damaged_pack_is_refused_or_read_without_its_damaged_parts(small: Path, tmp_path: Path) -> None:
    whole, rng, refused = taken(small), random.Random(3), 0
    for turn in range(60):
        content = bytearray(whole)
        if turn % 3 == 0:
            content = content[: rng.randrange(len(content))]
        else:
            start = rng.randrange(len(content) - 600)
            content[start : start + 600] = rng.randbytes(600)
        path = tmp_path / f"{turn}.vakamap"
        put(path, content)
        try:
            pack = MapPack(path)
        except NotAMap:
            refused += 1
            continue
        with closing(pack):
            for zoom in (8, 11, 13, 14, 16, 18):
                await pack.tile(key_at(62.9051, 16.4002, zoom))
            await pack.find("fyrvägen", 5)
            await pack.way(Point(62.905, 16.38), Point(62.905, 16.44), Transport.CAR)
    assert 5 < refused < 60


@pytest.mark.warns
@awaited
async def test_a_cell_that_would_unfold_without_end_is_none_and_costs_little(small: Path, tmp_path: Path) -> None:
    bomb = zlib.compress(b"\0" * 300_000_000, 9)
    path = _changed(small, tmp_path, "UPDATE cells SET content = 'text' WHERE level = 14")
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE cells SET content = ? WHERE level = 16", (bomb,))
        file.commit()
    with closing(MapPack(path)) as pack:
        assert await pack.tile(key_at(62.9051, 16.4002, 16)) is None
        assert await pack.tile(key_at(62.9051, 16.4002, 14)) is None
        assert await pack.tile(key_at(62.9051, 16.4002, 13)) is not None


@pytest.mark.warns
@awaited
async def test_a_file_made_to_take_for_ever_is_given_up(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, '', 0.0, 0.0 FROM n"
    monkeypatch.setattr(sqlite_file, "_LONGEST_S", 0.3)
    with pytest.raises(NotAMap, match="it has no places"):
        MapPack(_changed(small, tmp_path, "DROP TABLE places", f"CREATE VIEW places AS {endless}"))
    meta = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i), '' FROM n"
    path = _changed(small, tmp_path, f"CREATE VIEW endless AS {meta}")
    with closing(sqlite_file.MapFile(path, ())) as file, pytest.raises(NotAMap, match="damaged"):
        file.meta("endless", "*")


@awaited
async def test_a_closed_map_leaves_no_thread(small: Path) -> None:
    before = threading.active_count()
    opened = open_map(small)
    await opened.land.tile(key_at(62.9051, 16.4002, 16))
    opened.close()
    assert threading.active_count() == before


@awaited
async def test_without_a_map_everybody_goes_by_the_straight_line_and_it_says_so() -> None:
    none = no_map()
    assert none.land.info is None
    assert await none.land.tile(TileKey(14, 1, 1)) is None
    assert await none.land.find("Fyrvägen", 5) == ()
    assert await none.locate("Fyrvägen 1", "") is None
    here, there = Point(62.905, 16.38), Point(62.905, 16.40)
    [way, beyond] = await none.roads.ways(
        here, [(there, Transport.CAR), (Point(64, 16), Transport.FOOT)], [timedelta(minutes=15)], lambda *_: True
    )
    assert way is not None
    assert way.is_estimate
    assert beyond is None
    none.close()
