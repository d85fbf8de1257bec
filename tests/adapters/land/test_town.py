"""The invented land: its residents live in its houses, by its streets, on one network, and it is quickly made."""

import time
from collections import defaultdict
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from console.adapters.land.checking import check
from console.adapters.land.clipping import bounds
from console.adapters.land.pack import MapPack
from console.adapters.municipality.simulated import build
from console.adapters.municipality.town_ground import is_inside
from console.adapters.municipality.town_map import CREDIT, town_pieces
from console.bootstrap.land import demo_map
from console.domain.land import FeatureKind, Point, Shape, VectorTile
from console.domain.responder import Transport
from console.domain.terrain import Degrees, Ground, Road
from tests.adapters.land.kit import TODAY, awaited, key_at


@pytest.mark.parametrize("seed", [1, 7])
def test_every_household_stands_in_a_house_by_the_street_of_its_address(seed: int) -> None:
    pieces = list(town_pieces(seed))
    houses: defaultdict[tuple[int, int], list[tuple[Degrees, ...]]] = defaultdict(list)
    by_street: defaultdict[str, list[Degrees]] = defaultdict(list)
    for piece in pieces:
        if isinstance(piece, Ground) and piece.kind is FeatureKind.BUILDING:
            south, west, _, _ = bounds(piece.rings[0])
            houses[int(south * 500), int(west * 500)].append(piece.rings[0])
        elif isinstance(piece, Road):
            by_street[piece.name] += piece.line
    for home in build(seed, 300, today=TODAY).households:
        assert home.latitude is not None
        assert home.longitude is not None
        here = (home.latitude, home.longitude)
        row, column = int(here[0] * 500), int(here[1] * 500)
        near = [one for north in (-1, 0, 1) for east in (-1, 0, 1) for one in houses[row + north, column + east]]
        assert any(is_inside(here, house) for house in near), home.street
        corners = by_street[home.street.rpartition(" ")[0]]
        assert min(abs(lat - here[0]) + 0.456 * abs(lon - here[1]) for lat, lon in corners) < 0.0012, home.street


@awaited
async def test_the_map_finds_each_household_by_its_address_and_everybody_can_be_reached(town: Path) -> None:
    with closing(MapPack(town)) as pack:
        homes = build(1, 200, today=TODAY).households
        middle = Point(62.9080, 16.4030)
        for home in homes:
            assert home.latitude is not None
            assert home.longitude is not None
            point = Point(home.latitude, home.longitude)
            assert await pack.locate(home.street, home.city) == point, home.street
        starts = [(Point(home.latitude or 0, home.longitude or 0), Transport.CAR) for home in homes]
        ways = await pack.ways(middle, starts, [timedelta(hours=2)], lambda *_: True)
        assert all(way is not None and not way.is_estimate for way in ways)
        assert max(way.seconds for way in ways if way is not None) < 3600


def test_its_roads_are_one_network_and_nobody_lives_or_has_a_house_in_the_water(town: Path) -> None:
    verdict = check(town)
    assert (verdict.joined, verdict.pieces, verdict.far_from_roads, verdict.damaged_cells) == (1.0, 1, 0, 0)
    assert 2_000 < verdict.contents.nodes < 40_000
    assert verdict.contents.land.credit == CREDIT
    grounds = [piece for piece in town_pieces(1) if isinstance(piece, Ground) and piece.shape is Shape.AREA]
    waters = [(bounds(one.rings[0]), one.rings[0]) for one in grounds if one.kind is FeatureKind.WATER]
    for house in (one.rings[0][0] for one in grounds if one.kind is FeatureKind.BUILDING):
        for (south, west, north, east), shore in waters:
            if south < house[0] < north and west < house[1] < east:
                assert not is_inside(house, shore)


@awaited
async def test_it_looks_as_it_was_drawn(town: Path) -> None:
    """The drawn target: streets, main roads, the railway, the river and the bay, houses, and what they are called."""
    with closing(MapPack(town)) as pack:
        seen, names = set(), set()
        start = key_at(62.945, 16.33, 14)
        for column in range(10):
            for row in range(10):
                tile = await pack.tile(type(start)(14, start.x + column, start.y + row))
                assert tile is None or isinstance(tile, VectorTile)
                for feature in tile.features if tile else ():
                    seen.add(feature.kind)
                    names.add(feature.name)
    assert seen >= set(FeatureKind) - {FeatureKind.STREAM}
    assert names >= {
        "Norrgården", "Tallbacken", "Söderparken", "Klockarskogen", "Älvbrofjärden", "Älvbro", "Fyrvägen", "Ringvägen",
    }  # fmt: skip


def test_the_same_seed_gives_the_same_map_and_another_seed_other_streets() -> None:
    one, again, other = (list(town_pieces(seed)) for seed in (3, 3, 4))
    assert one == again
    streets = [{piece.name for piece in pieces if isinstance(piece, Road)} for pieces in (one, other)]
    assert streets[0] != streets[1]
    assert {"Fyrvägen", "Hamngatan", "Kajvägen", "Ringvägen"} <= streets[0] & streets[1]


def test_it_is_made_within_the_start_of_a_demonstration(tmp_path: Path) -> None:
    begun = time.process_time()
    path = demo_map(7, tmp_path, date(2026, 11, 22))
    assert time.process_time() - begun < 5.0, "1.3 s when nothing else runs"
    assert path.stat().st_size < 5_000_000
