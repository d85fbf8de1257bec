"""Who is nearest, in time: 500 responders on 40,000 nodes, against a plain full search on the same machine."""

import statistics

from console.domain.roads import prepare
from tests.bench.dispatch import asked, searched
from tests.bench.town import full_search, in_a_corner, staff, town


def test_a_ranking_of_five_hundred_costs_no_more_than_a_few_plain_searches_of_the_whole_town() -> None:
    """Measured 0.4 of one at the median where they are everywhere, 1.0 where it is searched on for the first five."""
    graph = town()
    prepare(graph)
    near, found = asked(7, staff(500), graph)
    away, _ = asked(7, in_a_corner(staff(500)), graph)
    full = statistics.median(searched(3, graph, full_search(graph)))
    assert statistics.median(near) < 2.0 * full
    assert statistics.median(away) < 3.0 * full
    assert statistics.median(found) > 5
