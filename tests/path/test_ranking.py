"""Who is nearest, in time: 500 responders on 40,000 nodes, against a plain full search on the same machine."""

from tests.path.ranking import in_a_corner, measured, staff, town


def test_a_ranking_of_five_hundred_costs_no_more_than_a_few_plain_searches_of_the_whole_town() -> None:
    """Measured 0.4 of one at the median where they are everywhere, 1.0 where it is searched on for the first five."""
    graph = town()
    near, away = measured(7, staff(500), graph), measured(7, in_a_corner(staff(500)), graph)
    assert near["p50_of_full"] < 2.0
    assert away["p50_of_full"] < 3.0
    assert near["found"] > 5
