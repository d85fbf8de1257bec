"""A generated town, the staff in it, and the plainest search of its roads, for what measures who is nearest.

40,000 nodes: a grid of streets with a faster ring and one-ways. The staff stand where they like, or all in one corner.
"""

import heapq
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from console.domain.ids import MunicipalityId, ResponderId
from console.domain.land import Point, Way
from console.domain.report import Position
from console.domain.responder import Duty, Responder, Skill, Staffed, Standing, Transport
from console.domain.roads import BACK, BIKE, CAR, FOOT, Edge, IsEnough, RoadGraph, built, way, widened
from console.domain.task import EntryKind, Need

SIDE = 200
"""Nodes along each side of the town."""

STEP = 0.0009
"""Degrees from street to street, about 100 m."""

SOUTH, WEST = 62.85, 16.30
AT = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
HERE = MunicipalityId("alvbro")
NEED = Need(skills=frozenset({Skill.INSULIN}), entry=EntryKind.KEY, key="skap-1")


def town(seed: int = 1) -> RoadGraph:
    """40,000 nodes, about 72,000 roads; some of the grid is left out, some is one-way, some is for feet and wheels."""
    dice = random.Random(seed)
    nodes = [(SOUTH + STEP * row, WEST + 2 * STEP * column) for row in range(SIDE) for column in range(SIDE)]
    edges = []
    for row in range(SIDE):
        for column in range(SIDE):
            here = row * SIDE + column
            for other in ([here + 1] if column + 1 < SIDE else []) + ([here + SIDE] if row + 1 < SIDE else []):
                edges += _street(here, other, row % 20 == 0 or column % 20 == 0, dice)
    return built(nodes, edges)


def _street(here: int, other: int, is_main: bool, dice: random.Random) -> list[Edge]:
    drawn = dice.random()
    if drawn < 0.1:
        return []
    metres = 100 * dice.uniform(1, 1.4)
    seconds = metres / ((70 if is_main else 35) / 3.6)
    afoot = (BIKE | FOOT) | (BIKE | FOOT) << BACK
    by_car = 0 if drawn < 0.15 else CAR if drawn < 0.25 else CAR | CAR << BACK
    return [Edge(here, other, metres, seconds, afoot | by_car)]


def staff(number: int, seed: int = 2) -> tuple[Staffed, ...]:
    """So many on duty, most of whom may go, with positions of the last minutes."""
    dice = random.Random(seed)
    return tuple(_one(at, dice) for at in range(number))


def _one(number: int, dice: random.Random) -> Staffed:
    id = ResponderId(f"r-{number}")
    skills = frozenset({Skill.INSULIN} if dice.random() < 0.7 else ())
    keys = frozenset({"skap-1"} if dice.random() < 0.8 else ())
    by = dice.choice([Transport.CAR, Transport.CAR, Transport.BIKE, Transport.FOOT])
    responder = Responder(id, HERE, "phones", "", skills=skills, keys=keys, transport=by)
    place = point(dice)
    position = Position(place.latitude, place.longitude, 10.0, AT - timedelta(seconds=dice.uniform(0, 1_200)))
    standing = Standing(HERE, id, AT, position=position, seal_key="key")
    return Staffed(responder, Duty.FREE if dice.random() < 0.9 else Duty.BREAK, standing)


def point(dice: random.Random) -> Point:
    return Point(SOUTH + STEP * SIDE * dice.random(), WEST + 2 * STEP * SIDE * dice.random())


class GraphRoads:
    """Fits `services.ports.Roads`, on the caller's thread: what is measured is the reckoning."""

    def __init__(self, graph: RoadGraph) -> None:
        self._graph = graph

    async def ways(
        self,
        to: Point,
        starts: Sequence[tuple[Point, Transport]],
        limits: Sequence[timedelta],
        is_enough: IsEnough,
    ) -> tuple[Way | None, ...]:
        return widened(self._graph, to, starts, limits, is_enough)

    async def way(self, start: Point, to: Point, by: Transport) -> Way:
        return way(self._graph, start, to, by)


def in_a_corner(people: tuple[Staffed, ...], share: float = 0.15) -> tuple[Staffed, ...]:
    """All of them in one corner of the town: for most homes fewer than five are near, and it is searched on."""
    dice = random.Random(9)
    return tuple(replace(one, standing=_moved(one.standing, share, dice)) for one in people)


def _moved(standing: Standing | None, share: float, dice: random.Random) -> Standing | None:
    if standing is None or standing.position is None:
        return standing
    north, east = STEP * SIDE * share * dice.random(), 2 * STEP * SIDE * share * dice.random()
    return replace(standing, position=replace(standing.position, latitude=SOUTH + north, longitude=WEST + east))


def full_search(graph: RoadGraph) -> Callable[[int], int]:
    """The plainest search: lists of pairs, no limit, no early stop. Gives how many nodes it saw."""
    inward: list[list[tuple[int, float]]] = [[] for _ in range(len(graph))]
    for tail, head, seconds, flags in zip(graph.tails, graph.heads, graph.car_s, graph.flags, strict=True):
        if flags & CAR:
            inward[head].append((tail, seconds))
        if flags & CAR << BACK:
            inward[tail].append((head, seconds))

    def searched(root: int) -> int:
        best, heap, seen = {root: 0.0}, [(0.0, root)], set()
        while heap:
            cost, node = heapq.heappop(heap)
            if node in seen:
                continue
            seen.add(node)
            for other, step in inward[node]:
                if cost + step < best.get(other, float("inf")):
                    best[other] = cost + step
                    heapq.heappush(heap, (cost + step, other))
        return len(seen)

    return searched
