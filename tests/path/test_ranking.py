"""Who is nearest, in time: 500 responders on 40,000 nodes, against a plain full search on the same machine."""

from datetime import timedelta

from tests.path.ranking import measured, staff, town


def test_a_ranking_of_five_hundred_costs_no_more_than_a_few_plain_searches_of_the_whole_town() -> None:
    """Measured 0.55 of one at the median."""
    told = measured(11, staff(500), town(), timedelta(minutes=15))
    assert told["p50_of_full"] < 2.0
    assert told["within_limit"] > 5
