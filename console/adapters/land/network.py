"""Roads as they are drawn, made into the graph that is searched: a node where roads meet, end or bend."""

import itertools
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

from console.adapters.land.clipping import simplify
from console.domain.land import Point
from console.domain.responder import Transport
from console.domain.roads import BACK, BIKE, CAR, FOOT, Edge, RoadGraph, built, distance_m
from console.domain.terrain import Degrees, Road

MOST_POINTS = 8_000_000
"""Of one map's roads. A country has more: cut a region out of it."""

_BEND_DEGREES = 0.00004
"""A bend of less than about 4 m is none."""

_FARTHEST_APART_M = 120.0
"""Whoever stands by a long road is near one of its nodes."""

_BITS = {Transport.CAR: CAR, Transport.BIKE: BIKE, Transport.FOOT: FOOT}


class TooLarge(ValueError):
    """The land has more roads than one map may have."""


class Network:
    """Roads while they are gathered; `graph` is made of all of them."""

    def __init__(self) -> None:
        self._roads: list[tuple[array[int], array[float], float, int]] = []
        self._uses: Counter[int] = Counter()
        self._points = 0

    def add(self, road: Road) -> None:
        """Raises TooLarge."""
        self._points += len(road.nodes)
        if self._points > MOST_POINTS:
            raise TooLarge(f"more than {MOST_POINTS:,} points of roads: take an extract of a smaller region")
        if len(road.nodes) < 2:
            return
        self._uses.update(road.nodes)
        self._uses[road.nodes[0]] += 1  # an end is a node whether or not another road meets it
        self._uses[road.nodes[-1]] += 1
        flat = array("d", [number for point in road.line for number in point])
        self._roads.append((array("q", road.nodes), flat, road.speed_kmh, _flags(road)))

    def graph(self) -> RoadGraph:
        """The graph of all that was added."""
        nodes: list[Degrees] = []
        numbers: dict[int, int] = {}
        edges: list[Edge] = []
        for ids, flat, speed_kmh, flags in self._roads:
            line = list(zip(flat[0::2], flat[1::2], strict=True))
            for stretch in self._stretches(ids):
                ends = [(place, _number(ids[place], line[place], numbers, nodes)) for place in stretch]
                (first, tail), (last, head) = ends
                edges += _edges(line[first : last + 1], tail, head, speed_kmh, flags, nodes)
        return built(nodes, edges)

    def _stretches(self, ids: Sequence[int]) -> Iterator[tuple[int, int]]:
        """From one junction of a road to its next."""
        first = 0
        for place in range(1, len(ids)):
            if self._uses[ids[place]] > 1:
                yield first, place
                first = place


def _number(id: int, point: Degrees, numbers: dict[int, int], nodes: list[Degrees]) -> int:
    number = numbers.setdefault(id, len(nodes))
    if number == len(nodes):
        nodes.append(point)
    return number


def _edges(
    line: Sequence[Degrees], tail: int, head: int, speed_kmh: float, flags: int, nodes: list[Degrees]
) -> Iterator[Edge]:
    """One edge from bend to bend, each at most 120 m; its length is that of the line as it was drawn."""
    here, before = tail, line[0]
    bends = [point for bend in _spaced(simplify(line, _BEND_DEGREES)) for point in bend]
    drawn = sum(_metres(one, other) for one, other in itertools.pairwise(line))
    kept = _metres(before, bends[0]) + sum(_metres(one, other) for one, other in itertools.pairwise(bends))
    stretch = drawn / kept if kept else 1.0
    for place, point in enumerate(bends):
        there = head
        if place < len(bends) - 1:
            there = len(nodes)
            nodes.append(point)
        metres = max(_metres(before, point) * stretch, 0.1)
        if here != there:
            yield Edge(here, there, metres, metres * 3.6 / speed_kmh, flags)
        here, before = there, point


def _spaced(line: Sequence[Degrees]) -> Iterator[list[Degrees]]:
    """The points after the first, with more between those that lie far apart."""
    for one, other in itertools.pairwise(line):
        count = max(int(_metres(one, other) // _FARTHEST_APART_M) + 1, 1)
        shares = [step / count for step in range(1, count)]
        yield [
            *((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])) for share in shares), other,
        ]  # fmt: skip


def _metres(one: Degrees, other: Degrees) -> float:
    return distance_m(Point(*one), Point(*other))


def _flags(road: Road) -> int:
    ahead = sum(_BITS[by] for by in road.open_to)
    back = ahead & FOOT if road.is_one_way else ahead
    return ahead | back << BACK
