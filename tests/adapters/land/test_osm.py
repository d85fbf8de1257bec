"""`vaka map import`: a real extract becomes a map; what is no extract becomes a sentence and no file."""

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import osmium
import pytest
from click.testing import CliRunner
from osmium.osm import mutable

from console.adapters.land import osm
from console.adapters.land.osm_tags import address, area_kind, road_rule
from console.adapters.land.pack import MapPack
from console.commands import vaka
from console.domain.land import FeatureKind, Point, VectorTile, Way
from console.domain.responder import Transport
from tests.adapters.land.kit import awaited, key_at, put, taken

SOUTH, WEST = 62.90, 16.40
M_LAT, M_LON = 1 / 111_195, 1 / (111_195 * 0.4555)


def metres(east: float, north: float) -> tuple[float, float]:
    """Longitude and latitude, as the writer wants them."""
    return WEST + east * M_LON, SOUTH + north * M_LAT


NODES: dict[int, tuple[float, float]] = {
    # a street eastwards, a loop of one-way streets round the block in its north
    1: (0, 0), 2: (500, 0), 3: (1000, 0), 4: (500, 500), 5: (1000, 500),
    # a roundabout at its east end, with a road out on its other side
    11: (1000, 0), 12: (1040, -40), 13: (1080, 0), 14: (1040, 40), 15: (2000, 0),
    # a foot path straight from the west to the road beyond, and one point that is not in the extract (99)
    21: (0, -600), 22: (2000, -600),
    # a lake with an island, and a house
    31: (200, 700), 32: (900, 700), 33: (900, 1400), 34: (200, 1400),
    41: (400, 900), 42: (600, 900), 43: (600, 1100), 44: (400, 1100), 51: (100, 20), 52: (120, 20), 53: (120, 35),
    54: (100, 35),
}  # fmt: skip
WAYS: dict[int, tuple[list[int], dict[str, str]]] = {
    101: ([1, 2, 11], {"highway": "residential", "name": "Fyrvägen", "maxspeed": "40"}),
    102: ([2, 4], {"highway": "residential", "oneway": "yes", "name": "Uppgatan"}),
    103: ([5, 4], {"highway": "residential", "oneway": "-1", "name": "Tvärgatan"}),
    104: ([5, 11], {"highway": "residential", "oneway": "yes", "name": "Nedgatan"}),
    105: ([11, 12, 13, 14, 11], {"highway": "tertiary", "junction": "roundabout"}),
    106: ([13, 15, 99], {"highway": "primary", "maxspeed": "90", "name": "Landsvägen"}),
    107: ([1, 21, 22, 15], {"highway": "footway"}),
    108: ([51, 52, 53, 54, 51], {"building": "house", "addr:street": "Fyrvägen", "addr:housenumber": "12",
                                 "addr:city": "Älvbro"}),
    201: ([31, 32, 33], {}), 202: ([33, 34, 31], {}), 203: ([41, 42, 43, 44, 41], {}),
}  # fmt: skip


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Written by the library's own writer."""
    path = tmp_path_factory.mktemp("osm") / "trakten.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for id, place in NODES.items():
            writer.add_node(mutable.Node(id=id, version=1, location=metres(*place)))
        place_tags = {"place": "suburb", "name": "Norrgården\x07" + "!" * 400}
        writer.add_node(mutable.Node(id=61, version=1, location=metres(600, 100), tags=place_tags))
        for id, (nodes, tags) in WAYS.items():
            writer.add_way(mutable.Way(id=id, version=1, nodes=nodes, tags=tags))
        members = [("w", 201, "outer"), ("w", 202, "outer"), ("w", 203, "inner")]
        tags = {"type": "multipolygon", "natural": "water", "name": "Lomtjärnen"}
        writer.add_relation(mutable.Relation(id=301, version=1, members=members, tags=tags))
    return path


@pytest.fixture(scope="module")
def made(extract: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "trakten.vakamap"
    said = CliRunner().invoke(vaka, ["map", "import", str(extract), str(path), "--name", "Trakten"])
    assert said.exit_code == 0, said.output
    assert "© OpenStreetMap contributors" in said.output
    return path


def at(east: float, north: float) -> Point:
    longitude, latitude = metres(east, north)
    return Point(latitude, longitude)


@awaited
async def test_ways_go_by_the_tags_of_the_roads(made: Path) -> None:
    with closing(MapPack(made)) as pack:

        async def way(start: tuple[float, float], to: tuple[float, float], by: Transport) -> Way:
            found = await pack.way(at(*start), at(*to), by)
            assert not found.is_estimate
            return found

        along = await way((0, 0), (1000, 0), Transport.CAR)
        assert (along.metres, along.seconds) == (pytest.approx(1000, rel=0.02), pytest.approx(106, rel=0.05))
        up = await way((500, 0), (500, 500), Transport.CAR)
        down = await way((500, 500), (500, 0), Transport.CAR)
        assert up.metres == pytest.approx(500, rel=0.02)
        assert down.metres == pytest.approx(1500, rel=0.05), "east against the line of Tvärgatan, down, and back"
        on_foot = await way((500, 500), (500, 0), Transport.FOOT)
        assert on_foot.metres == pytest.approx(500, rel=0.02)
        half_round = 2 * 56.6
        there, back = await way((1000, 0), (2000, 0), Transport.CAR), await way((2000, 0), (1000, 0), Transport.CAR)
        assert there.metres == pytest.approx(half_round + 920, rel=0.02)
        assert back.metres == pytest.approx(half_round + 920, rel=0.02)
        assert max(point.latitude for point in there.line) < at(0, 30).latitude, "round by the south"
        assert max(point.latitude for point in back.line) > at(0, 30).latitude, "and back by the north"
        walked = await way((0, -600), (1990, -590), Transport.FOOT)
        assert walked.metres == pytest.approx(2000, rel=0.03)


@awaited
async def test_the_lake_has_its_island_the_house_its_address_and_the_credit_is_there(made: Path) -> None:
    with closing(MapPack(made)) as pack:
        assert (pack.info.name, pack.info.credit) == ("Trakten", "© OpenStreetMap contributors")
        place = at(550, 1000)
        tile = await pack.tile(key_at(place.latitude, place.longitude, 14))
        assert isinstance(tile, VectorTile)
        [lake] = [feature for feature in tile.features if feature.kind is FeatureKind.WATER]
        assert [len(ring) // 2 for ring in lake.rings] == [4, 4]
        for place, kind in ((at(1500, 0), FeatureKind.MAIN_ROAD), (at(1500, -600), FeatureKind.PATH)):
            other = await pack.tile(key_at(place.latitude, place.longitude, 14))
            assert isinstance(other, VectorTile)
            assert kind in {feature.kind for feature in other.features}
        place = at(600, 100)
        tile = await pack.tile(key_at(place.latitude, place.longitude, 16))
        assert isinstance(tile, VectorTile)
        [name] = [feature.name for feature in tile.features if feature.kind is FeatureKind.AREA_NAME]
        assert len(name) == 120
        assert name.isprintable()
        house = await pack.locate("Fyrvägen 12", "Älvbro")
        assert house is not None
        assert house.latitude == pytest.approx(at(110, 27).latitude, abs=1e-5)
        assert [found.text for found in await pack.find("lomtjarn", 3)] == ["Lomtjärnen"]


def test_what_is_in_a_map_is_told_and_checked(made: Path) -> None:
    told = CliRunner().invoke(vaka, ["map", "info", str(made)])
    assert told.exit_code == 0
    assert "Trakten, made on" in told.output
    assert "© OpenStreetMap contributors" in told.output
    checked = CliRunner().invoke(vaka, ["map", "check", str(made)])
    assert checked.exit_code == 0, checked.output
    assert "100.0% of the nodes hang together" in checked.output
    assert "no road within 300 m: 0" in checked.output


def test_a_damaged_map_does_not_pass_the_check(made: Path, tmp_path: Path) -> None:
    content = bytearray(taken(made))
    place = content.rfind(b"\x78\x9c")
    content[place : place + 30] = b"\xff" * 30
    put(tmp_path / "bad.vakamap", content)
    checked = CliRunner().invoke(vaka, ["map", "check", str(tmp_path / "bad.vakamap")])
    assert checked.exit_code == 1
    assert "bad.vakamap" in checked.stderr


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _noisy(content: bytes) -> bytes:
    rng, noisy = random.Random(5), bytearray(content)
    for _ in range(60):
        noisy[rng.randrange(4, len(noisy))] ^= rng.randrange(1, 256)
    return bytes(noisy)


def _bomb(content: bytes) -> bytes:
    return b"\xff\xff\xff\xff" + content


@pytest.mark.parametrize("spoil", [_cut, _noisy, _bomb, lambda _: b"", lambda _: b"<osm></osm>"], ids=range(5))
def test_a_broken_extract_is_refused_in_a_sentence_and_leaves_no_file(
    extract: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    put(tmp_path / "bad.osm.pbf", spoil(taken(extract)))
    said = CliRunner().invoke(vaka, ["map", "import", str(tmp_path / "bad.osm.pbf"), str(tmp_path / "bad.vakamap")])
    assert said.exit_code == 1
    assert said.stderr.startswith("Error: bad.osm.pbf cannot be read")
    assert [left.name for left in tmp_path.iterdir()] == ["bad.osm.pbf"]


def test_what_cannot_be_done_is_said_before_it_is_begun(
    extract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(source: Path, out: str) -> str:
        result = CliRunner().invoke(vaka, ["map", "import", str(source), str(tmp_path / out)])
        assert result.exit_code == 1
        return result.stderr

    assert "must end in .vakamap" in said(extract, "x.db")
    assert "no such file" in said(tmp_path / "none.osm.pbf", "x.vakamap")
    monkeypatch.setattr(osm, "MOST_BYTES", 100)
    assert "cut a smaller region" in said(extract, "x.vakamap")
    monkeypatch.setattr(osm.importlib.util, "find_spec", lambda _: None)
    assert "installer/requirements-map.lock" in said(extract, "x.vakamap")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("tags", "speed", "open_to"),
    [
        ({"highway": "motorway", "maxspeed": "999"}, 120, {Transport.CAR}),
        ({"highway": "residential"}, 34, set(Transport)),
        ({"highway": "residential", "maxspeed": "0"}, 34, set(Transport)),
        ({"highway": "residential", "maxspeed": "1"}, 5, set(Transport)),
        ({"highway": "primary", "maxspeed": "50 mph"}, 68.4, set(Transport)),
        ({"highway": "track", "maxspeed": "90"}, 20, set(Transport)),
        ({"highway": "unclassified", "access": "private"}, 42.5, set(Transport)),
        ({"highway": "unclassified", "access": "no", "foot": "yes"}, 42.5, {Transport.FOOT}),
        ({"highway": "service", "motor_vehicle": "no"}, 17, {Transport.BIKE, Transport.FOOT}),
        ({"highway": "path", "bicycle": "no"}, 8.5, {Transport.FOOT}),
        ({"highway": "steps"}, 8.5, {Transport.FOOT}),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else "",
)
def test_a_roads_tags_say_who_may_use_it_and_how_fast(
    tags: dict[str, str], speed: float, open_to: set[Transport]
) -> None:
    rule = road_rule(tags)
    assert rule is not None
    assert rule.speed_kmh == pytest.approx(speed, abs=0.1)
    assert rule.open_to == open_to


def test_what_is_no_road_and_no_area_is_left_out() -> None:
    for tags in (
        {"highway": "proposed"},
        {"highway": "residential", "access": "no"},
        {"highway": "footway", "area": "yes"},
    ):
        assert road_rule(tags) is None
    assert area_kind({"natural": "coastline"}) is None
    assert area_kind({"building": "no", "landuse": "forest"}) is FeatureKind.WOOD
    assert address({"addr:housenumber": "3"}) == ""
    assert address({"addr:place": "Kolbottnen", "addr:housenumber": "3"}) == "Kolbottnen 3"
