"""The roads: what the one search says is what a plain reckoning of all ways says, with one-ways, on foot and by car."""

import math
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.land import Point, Way
from console.domain.responder import Transport
from console.domain.road_net import SMALL_PIECE, SNAP_AT_MOST_M
from console.domain.roads import (
    BACK,
    BIKE,
    CAR,
    FOOT,
    SPEED_M_S,
    Edge,
    Going,
    RoadGraph,
    built,
    distance_m,
    packed,
    straight,
    straight_ways,
    unpacked,
    way,
    ways,
    widened,
)

BOTH = CAR | BIKE | FOOT | (CAR | BIKE | FOOT) << BACK
DAY = timedelta(days=1)
MASKS = {Transport.CAR: CAR, Transport.BIKE: BIKE, Transport.FOOT: FOOT}
WALK = SPEED_M_S[Transport.FOOT]

degrees = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda at: (62.9 + at[0] / 9_999, 16.4 + at[1] / 4_999))
far = st.tuples(st.floats(62.85, 62.98), st.floats(16.30, 16.56))
points = st.one_of(degrees, degrees, degrees, far).map(lambda at: Point(*at))
measures = st.tuples(st.integers(5, 1_500), st.integers(1, 400))
limits = st.sampled_from([60, 300, 900, 2_700, 86_400]).map(lambda seconds: timedelta(seconds=seconds))


@st.composite
def graphs(draw: st.DrawFn) -> RoadGraph:
    """A road along all nodes, mostly open to all, and others across it."""
    nodes = draw(st.lists(degrees, min_size=1, max_size=8))
    flags = st.one_of(st.integers(0, 63), *[st.sampled_from([BOTH, BOTH, BOTH & ~(CAR << BACK)])] * 4)
    edges = [Edge(one, one + 1, *draw(measures), draw(flags)) for one in range(len(nodes) - 1)]
    number = st.integers(0, len(nodes) - 1)
    across = st.tuples(number, number, measures, flags)
    edges += [Edge(one, other, *measure, flag) for one, other, measure, flag in draw(st.lists(across, max_size=10))]
    return built(nodes, edges)


class Plain:
    """All ways from everywhere to everywhere (Floyd and Warshall), and the nearest node by looking at each."""

    def __init__(self, graph: RoadGraph, by: Transport) -> None:
        self.graph, self.by, mask = graph, by, MASKS[by]
        size = range(len(graph))
        self.cost = [[0 if one == other else math.inf for other in size] for one in size]
        touched = set()
        for tail, head, metres, car_s, flags in zip(
            graph.tails, graph.heads, graph.metres, graph.car_s, graph.flags, strict=True
        ):
            cost = max(1, round(car_s * 1000) if by is Transport.CAR else round(metres * 10))
            for one, other, access in ((tail, head, flags & mask), (head, tail, flags & mask << BACK)):
                if access:
                    self.cost[one][other] = min(self.cost[one][other], cost)
                    touched |= {one, other}
        for via in size:
            for one in size:
                for other in size:
                    self.cost[one][other] = min(self.cost[one][other], self.cost[one][via] + self.cost[via][other])
        mutual = [sum(max(self.cost[one][other], self.cost[other][one]) < math.inf for other in size) for one in size]
        least = min(SMALL_PIECE, max(mutual))
        self.usable = [node for node in size if node in touched and mutual[node] >= least]

    def snap(self, point: Point) -> tuple[float, int] | None:
        east = math.cos(math.radians(point.latitude))
        found = [
            (math.hypot(self.graph.latitudes[node] - point.latitude,
                        (self.graph.longitudes[node] - point.longitude) * east) * 111_195, node)
            for node in self.usable
        ]  # fmt: skip
        nearest = min(found, default=None)
        return nearest if nearest is not None and nearest[0] <= SNAP_AT_MOST_M else None

    def seconds(self, start: Point, to: Point) -> float | None:
        """None where there is no road."""
        here, there = self.snap(start), self.snap(to)
        cost = self.cost[here[1]][there[1]] if here is not None and there is not None else math.inf
        if here is None or there is None or cost == math.inf:
            return None
        gone = cost / 1000 if self.by is Transport.CAR else cost / 10 / SPEED_M_S[self.by]
        return gone + (here[0] + there[0]) / WALK


@settings(max_examples=300, deadline=None)
@given(
    graph=graphs(), to=points, starts=st.lists(st.tuples(points, st.sampled_from(Transport)), max_size=6), limit=limits
)
def test_the_search_says_what_a_plain_reckoning_says(
    graph: RoadGraph, to: Point, starts: list[tuple[Point, Transport]], limit: timedelta
) -> None:
    plain = {by: Plain(graph, by) for by in Transport}
    for (start, by), found in zip(starts, ways(graph, to, starts, limit), strict=True):
        by_road = plain[by].seconds(start, to)
        if by_road is None:
            by_line = straight(start, to, by)
            is_in_time = by_line.seconds <= limit.total_seconds()
            is_off_road = plain[by].snap(start) is None or plain[by].snap(to) is None
            assert found is None or (is_in_time and found == Way(by_line.seconds, by_line.metres, is_estimate=True))
            assert found is not None or not is_in_time or not (is_off_road or limit == DAY)
        elif abs(by_road - limit.total_seconds()) > 1e-6:
            assert (found is not None) is (by_road < limit.total_seconds())
            assert found is None or (found.seconds == pytest.approx(by_road) and not found.is_estimate)


@settings(max_examples=200, deadline=None)
@given(
    graph=graphs(), to=points, starts=st.lists(st.tuples(points, st.sampled_from(Transport)), max_size=6),
    widening=st.lists(limits, min_size=1, max_size=4),
)  # fmt: skip
def test_a_search_that_goes_on_finds_what_one_of_that_length_finds(
    graph: RoadGraph, to: Point, starts: list[tuple[Point, Transport]], widening: list[timedelta]
) -> None:
    going = Going(graph, to, starts)
    for limit in sorted(widening):
        assert going.within(limit) == ways(graph, to, starts, limit)


def test_it_is_searched_no_farther_than_is_enough() -> None:
    graph, starts = street(BOTH, BOTH, BOTH), [(at(500), Transport.CAR), (at(1_500), Transport.CAR)]
    asked: list[tuple[int, int]] = []

    def is_one_enough(found: Sequence[Way | None], limit: timedelta) -> bool:
        asked.append((limit.seconds, sum(one is not None for one in found)))
        return asked[-1][1] > 0

    minutes = [timedelta(seconds=seconds) for seconds in (30, 70, 1_000)]
    near, far_away = widened(graph, at(0), starts, minutes, is_one_enough)
    assert (near is not None, far_away, asked) == (True, None, [(30, 0), (70, 1)])


@given(graph=graphs(), start=points, to=points, by=st.sampled_from(Transport))
def test_a_way_with_its_line_is_the_same_way_and_its_line_is_of_roads_that_may_be_used(
    graph: RoadGraph, start: Point, to: Point, by: Transport
) -> None:
    found = way(graph, start, to, by)
    [told] = ways(graph, to, [(start, by)], DAY * 30)
    assert told is not None
    assert (found.seconds, found.metres, found.is_estimate) == (told.seconds, told.metres, told.is_estimate)
    assert (found.line[0], found.line[-1]) == (start, to)
    if found.is_estimate:
        return
    mask, nodes, arcs = MASKS[by], [], set()
    nodes = [Point(*at) for at in zip(graph.latitudes, graph.longitudes, strict=True)]
    for tail, head, flags in zip(graph.tails, graph.heads, graph.flags, strict=True):
        arcs |= {(nodes[tail], nodes[head])} if flags & mask else set()
        arcs |= {(nodes[head], nodes[tail])} if flags & mask << BACK else set()
    gone = found.line[1:-1]
    assert all(step in arcs for step in pairwise(gone))


def street(*flags: int) -> RoadGraph:
    """Nodes 500 m apart from south to north, each road of 60 s by car."""
    nodes = [(62.9 + 500 / 111_195 * number, 16.4) for number in range(len(flags) + 1)]
    return built(nodes, [Edge(at, at + 1, 500, 60, flag) for at, flag in enumerate(flags)])


def at(metres: float) -> Point:
    return Point(62.9 + metres / 111_195, 16.4)


def test_against_a_one_way_one_goes_round() -> None:
    graph = built(
        [(62.9, 16.4), (62.9 + 500 / 111_195, 16.4)], [Edge(0, 1, 500, 60, CAR), Edge(0, 1, 2_000, 240, CAR << BACK)]
    )
    there, back = way(graph, at(0), at(500), Transport.CAR), way(graph, at(500), at(0), Transport.CAR)
    assert [there.seconds, back.seconds] == pytest.approx([60, 240])


def test_a_yard_that_leads_nowhere_is_no_road_to_start_from() -> None:
    long = street(*[BOTH] * (SMALL_PIECE + 5))
    nodes = [*zip(long.latitudes, long.longitudes, strict=True), (62.9, 16.401), (62.9001, 16.401)]
    edges = [Edge(number, number + 1, 500, 60, BOTH) for number in range(SMALL_PIECE + 5)]
    yard = len(nodes) - 2
    graph = built(nodes, [*edges, Edge(yard, yard + 1, 11, 5, BOTH)])
    found = way(graph, Point(62.9, 16.401), at(1_000), Transport.CAR)
    walked = distance_m(Point(62.9, 16.401), at(0))
    assert not found.is_estimate
    assert found.seconds == pytest.approx(120 + walked / WALK, rel=1e-3)


def test_where_no_road_leads_the_straight_line_counts_and_says_so() -> None:
    graph = street(BOTH, CAR << BACK, BOTH)
    start, to = at(0), at(1_500)
    found = way(graph, start, to, Transport.CAR)
    assert found.is_estimate
    assert found.metres == pytest.approx(1_500 * 1.35, rel=1e-3)
    assert ways(graph, to, [(start, Transport.CAR)], DAY)[0] == Way(found.seconds, found.metres, is_estimate=True)
    assert straight_ways(to, [(start, Transport.CAR)], timedelta(seconds=60)) == (None,)


def test_a_stored_graph_is_the_same_graph_and_what_is_none_is_refused() -> None:
    graph = street(BOTH, CAR, FOOT | BIKE << BACK)
    parts = packed(graph)
    assert unpacked(parts) == graph
    for name, wrong in (
        ("heads", parts["tails"][:4]), ("tails", b"\xff" * 12), ("metres", bytes(12)), ("flags", b""),
        ("latitudes", parts["latitudes"][:9]), ("car_s", b"\x00\x00\xc0\x7f" * 3),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r"."):
            unpacked({**parts, name: wrong})
    with pytest.raises(ValueError, match="heads"):
        unpacked({name: part for name, part in parts.items() if name != "heads"})


def test_a_road_that_takes_too_long_is_not_shortened_by_the_straight_line() -> None:
    graph = built([(62.9, 16.4), (62.9 + 500 / 111_195, 16.4)], [Edge(0, 1, 9_000, 600, BOTH)])
    start, limit = (at(500), Transport.CAR), timedelta(seconds=300)
    assert straight_ways(at(0), [start], limit) != (None,)
    assert ways(graph, at(0), [start], limit) == (None,)


def test_whoever_is_as_far_as_the_limit_is_found_by_the_quickest_way_and_nobody_farther() -> None:
    long = street(*[BOTH] * 8)
    starts = [(at(500 * number), Transport.CAR) for number in range(9)]
    for minutes in range(1, 9):
        found = ways(long, at(0), starts, timedelta(minutes=minutes, seconds=1))
        assert [round(one.seconds / 60) for one in found if one is not None] == list(range(minutes + 1))
