"""The sea lies to the right of its coast, within the map, and round its islands; a coast with gaps makes no sea."""

import pytest

from console.adapters.land.coast import Coast
from console.adapters.municipality.town_ground import is_inside
from console.domain.terrain import Degrees

BOX = (0.0, 0.0, 10.0, 10.0)


def is_sea(rings: tuple[tuple[Degrees, ...], ...], latitude: float, longitude: float) -> bool:
    return sum(is_inside((latitude, longitude), ring) for ring in rings) % 2 == 1


def line(*places: Degrees) -> tuple[Degrees, ...]:
    return places


@pytest.mark.parametrize("is_turned", [False, True])
def test_the_sea_is_on_the_right_of_a_coast_that_crosses_the_map(is_turned: bool) -> None:
    northwards = line((-2, 5), (3, 5), (3, 6), (7, 6), (12, 5))
    coast = Coast()
    if is_turned:
        coast.add(northwards[::-1], (5, 4, 3, 2, 1))
    else:
        coast.add(northwards[2:], (3, 4, 5))
        coast.add(northwards[:3], (1, 2, 3))
    rings = coast.sea(*BOX)
    assert is_sea(rings, 5, 9) != is_turned
    assert is_sea(rings, 1, 1) == is_turned
    assert is_sea(rings, 5, 5.5) == is_turned
    assert all(0 <= number <= 10 for ring in rings for place in ring for number in place)


def test_two_coasts_close_round_a_sound_between_them() -> None:
    coast = Coast()
    coast.add(line((12, 6), (-2, 6)), (1, 2))
    coast.add(line((-2, 4), (12, 4)), (3, 4))
    rings = coast.sea(*BOX)
    assert [is_sea(rings, 5, longitude) for longitude in (1, 5, 9)] == [False, True, False]


def test_an_island_is_land_and_one_at_the_edge_is_too() -> None:
    coast = Coast()
    coast.add(line((4, 4), (4, 6), (6, 6), (6, 4), (4, 4)), (1, 2, 3, 4, 1))
    rings = coast.sea(*BOX)
    assert (is_sea(rings, 5, 5), is_sea(rings, 1, 1), is_sea(rings, 9, 5)) == (False, True, True)
    coast.add(line((9, 3), (12, 3), (12, 1), (9, 1), (9, 3)), (11, 12, 13, 14, 11))
    rings = coast.sea(*BOX)
    assert (is_sea(rings, 5, 5), is_sea(rings, 1, 1), is_sea(rings, 9.5, 2)) == (False, True, False)


def test_a_coast_that_was_cut_off_a_little_within_the_map_goes_on_to_its_edge() -> None:
    coast = Coast()
    coast.add(line((0.2, 5), (9.8, 6)), (1, 2))
    rings = coast.sea(*BOX)
    assert (is_sea(rings, 5, 9), is_sea(rings, 5, 1), is_sea(rings, 0.1, 5.5)) == (True, False, True)


def test_a_coast_with_a_gap_in_the_map_and_none_at_all_make_no_sea() -> None:
    coast = Coast()
    assert coast.sea(*BOX) == ()
    coast.add(line((-2, 5), (5, 5)), (1, 2))
    assert coast.sea(*BOX) == ()
