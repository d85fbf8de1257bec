"""The small drawing of a way: what it shows, where, and how much of it there is room for."""

import json

from console.domain.land import TILE_UNITS, Feature, FeatureKind, Point, Shape, TileKey, VectorTile
from console.domain.sketch import MOST_BYTES, MOST_TILES, UNITS, drawn, frame_of

HOME = Point(62.9080, 16.4030)


def test_a_short_way_is_drawn_near_and_a_long_one_small() -> None:
    near, far = frame_of([HOME]), frame_of([HOME, Point(62.99, 16.70)])
    assert (near.z, far.z) == (15, 11)
    for frame in (near, far):
        assert max(frame.width, frame.height) <= MOST_TILES
        x, y = frame.units(HOME)
        assert 0 <= x <= frame.width * UNITS
        assert 0 <= y <= frame.height * UNITS


def street(key: TileKey, place: int) -> Feature:
    rings = tuple((float(x), float(place % TILE_UNITS)) for x in range(0, TILE_UNITS, 64))
    return Feature(FeatureKind.STREET, Shape.LINE, (tuple(one for pair in rings for one in pair),))


def test_what_finds_no_room_is_left_out_water_and_roads_last() -> None:
    frame = frame_of([HOME])
    water = Feature(FeatureKind.WATER, Shape.AREA, ((0.0, 0.0, 4096.0, 0.0, 4096.0, 4096.0, 0.0, 0.0),))
    tiles = [VectorTile(key, (*(street(key, number) for number in range(400)), water)) for key in frame.tiles()]
    found = drawn(frame, tiles, [HOME] * 3, None, HOME, "påhittad")
    assert len(json.dumps(found, separators=(",", ":"), ensure_ascii=False).encode()) <= MOST_BYTES
    features = found["features"]
    assert isinstance(features, list)
    kinds = [kind for kind, _ in features]
    assert kinds.count("water") == len(tiles)
    assert kinds[0] == "water"
    assert 0 < kinds.count("street") < 400 * len(tiles)
    assert found["way"] == list(frame.units(HOME))
