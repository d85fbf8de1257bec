"""How long it takes to go somewhere: a road graph in compact arrays, and one search for all who might go.

The search starts at the resident, follows the roads against their direction, and ends when everybody is found or the
time limit is passed. The way from a door to the nearest road, and from a road to a door, is walked. Where no road is
near, or none leads there, the straight line counts, and says so.

Pure and blocking: whoever asks does so off the event loop. Where a graph comes from is a map's; the search is
`road_net`'s.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple, TypeAlias

from console.domain.land import Point, Way
from console.domain.responder import Transport
from console.domain.road_net import FARTHEST, METRES_A_DEGREE, Arc, Net, Search, Snapped, net_of, snap

CAR, BIKE, FOOT = 1, 2, 4
"""Bits of an access. An edge's flags hold them for its own direction, and `BACK` bits higher for the other."""

BACK = 3

SPEED_M_S: dict[Transport, float] = {Transport.CAR: 40 / 3.6, Transport.BIKE: 15 / 3.6, Transport.FOOT: 5 / 3.6}
"""By car along the straight line (a road has its own time), by bicycle and on foot everywhere. Ours."""

DETOUR = 1.35
"""So much longer than the straight line a way by road is, on the average."""

_MASKS: dict[Transport, int] = {Transport.CAR: CAR, Transport.BIKE: BIKE, Transport.FOOT: FOOT}
_TYPES = {
    "latitudes": "d", "longitudes": "d", "tails": "i", "heads": "i", "metres": "f", "car_s": "f", "flags": "B",
}  # fmt: skip
_EDGE_LISTS = ("tails", "heads", "metres", "car_s", "flags")

Start = tuple[Point, Transport]

IsEnough = Callable[[Sequence[Way | None], timedelta], bool]
"""Whether what was found within that time is enough."""

_Lists: TypeAlias = "Mapping[str, array[Any]]"


class Edge(NamedTuple):
    """A road between the nodes `a` and `b`. `car_s` is the time by car, in either direction."""

    a: int
    b: int
    metres: float
    car_s: float
    flags: int


@dataclass(frozen=True, slots=True)
class RoadGraph:
    """Nodes in degrees; edges by the numbers of their nodes, with metres, seconds by car and flags."""

    latitudes: array[float]
    longitudes: array[float]
    tails: array[int]
    heads: array[int]
    metres: array[float]
    car_s: array[float]
    flags: array[int]
    _nets: dict[int, Net] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.latitudes)

    def net(self, by: Transport) -> Net:
        """The roads for that way of going; made when they are first asked for. On foot and by bicycle it is one, where
        both have the same access."""
        found = self._nets.get(_MASKS[by])
        if found is None:
            mask = _MASKS[by]
            twin = {BIKE: FOOT, FOOT: BIKE}.get(mask, mask)
            found = self._nets.get(twin) if self._has_same_access(mask, twin) else None
            self._nets[mask] = found = found or net_of(self.latitudes, self.longitudes, self._arcs(mask))
        return found

    def _has_same_access(self, one: int, other: int) -> bool:
        return all(
            bool(flags & one) == bool(flags & other) and bool(flags & one << BACK) == bool(flags & other << BACK)
            for flags in self.flags
        )

    def _arcs(self, mask: int) -> list[Arc]:
        arcs: list[Arc] = []
        edges = zip(self.tails, self.heads, self.metres, self.car_s, self.flags, strict=True)
        for tail, head, metres, car_s, flags in edges:
            length = min(FARTHEST, max(1, round(metres * 10)))
            cost = min(FARTHEST, max(1, round(car_s * 1000)) if mask == CAR else length)
            if flags & mask:
                arcs.append(Arc(tail, head, cost, length))
            if flags & mask << BACK:
                arcs.append(Arc(head, tail, cost, length))
        return arcs


def built(nodes: Iterable[tuple[float, float]], edges: Iterable[Edge]) -> RoadGraph:
    """A graph of nodes (latitude, longitude) and edges. Raises ValueError for an edge of a node that is not there, or
    of no length."""
    lists: _Lists = {name: array(code) for name, code in _TYPES.items()}
    for latitude, longitude in nodes:
        lists["latitudes"].append(latitude)
        lists["longitudes"].append(longitude)
    for edge in edges:
        for name, value in zip(_EDGE_LISTS, edge, strict=True):
            lists[name].append(value)
    return _checked(lists)


def packed(graph: RoadGraph) -> dict[str, bytes]:
    """The graph's arrays as bytes, little endian; `unpacked` reads them."""
    found: dict[str, bytes] = {}
    for name in _TYPES:
        values = getattr(graph, name)[:]
        if sys.byteorder == "big":
            values.byteswap()
        found[name] = values.tobytes()
    return found


def unpacked(parts: Mapping[str, bytes]) -> RoadGraph:
    """The graph that was packed. Raises ValueError for what is none."""
    lists: dict[str, array[Any]] = {}
    for name, code in _TYPES.items():
        if name not in parts:
            raise ValueError(f"the graph has no {name}")
        values: array[Any] = array(code)
        values.frombytes(parts[name])
        if sys.byteorder == "big":
            values.byteswap()
        lists[name] = values
    return _checked(lists)


def _checked(lists: _Lists) -> RoadGraph:
    size = len(lists["latitudes"])
    if len(lists["longitudes"]) != size or len({len(lists[name]) for name in _EDGE_LISTS}) != 1:
        raise ValueError("the graph's lists differ in length")
    if any(not 0 <= node < size for name in ("tails", "heads") for node in lists[name]):
        raise ValueError("an edge has a node that is not there")
    if any(not 0 < metres < math.inf for metres in lists["metres"]):
        raise ValueError("an edge has no length")
    if any(not 0 <= seconds < math.inf for seconds in lists["car_s"]):
        raise ValueError("an edge has no time")
    if any(not abs(degrees) <= 180 for name in ("latitudes", "longitudes") for degrees in lists[name]):
        raise ValueError("a node lies outside the Earth")
    return RoadGraph(**lists)


def prepare(graph: RoadGraph) -> None:
    """Makes what is searched in now, and not at the first question."""
    for by in Transport:
        graph.net(by)


def distance_m(one: Point, other: Point) -> float:
    """Along the straight line; to within a few metres at the distances of a municipality."""
    east = math.cos(math.radians((one.latitude + other.latitude) / 2))
    north, across = one.latitude - other.latitude, (one.longitude - other.longitude) * east
    return math.hypot(north, across) * METRES_A_DEGREE


def straight(start: Point, to: Point, by: Transport) -> Way:
    """What is left without a road: the straight line x 1.35."""
    metres = distance_m(start, to) * DETOUR
    return Way(metres / SPEED_M_S[by], metres, (start, to), is_estimate=True)


def straight_ways(to: Point, starts: Sequence[Start], limit: timedelta) -> tuple[Way | None, ...]:
    """What `ways` says where there is no map."""
    return tuple(_straight(start, to, by, limit.total_seconds()) for start, by in starts)


def ways(graph: RoadGraph, to: Point, starts: Sequence[Start], limit: timedelta) -> tuple[Way | None, ...]:
    """For each start the way there, without its line; None where it takes longer than `limit`."""
    return Going(graph, to, starts).within(limit)


def widened(
    graph: RoadGraph, to: Point, starts: Sequence[Start], limits: Sequence[timedelta], is_enough: IsEnough
) -> tuple[Way | None, ...]:
    """The ways within the first of `limits` (one or more, each longer than the one before) within which there are
    enough, or within the last. Farther away is searched on from where the search before ended."""
    going = Going(graph, to, starts)
    return _widened(going.within, limits, is_enough)


def straight_widened(
    to: Point, starts: Sequence[Start], limits: Sequence[timedelta], is_enough: IsEnough
) -> tuple[Way | None, ...]:
    """What `widened` says where there is no map."""
    return _widened(lambda limit: straight_ways(to, starts, limit), limits, is_enough)


def _widened(
    within: Callable[[timedelta], tuple[Way | None, ...]], limits: Sequence[timedelta], is_enough: IsEnough
) -> tuple[Way | None, ...]:
    for limit in limits:
        found = within(limit)
        if is_enough(found, limit):
            break
    return found


class Going:
    """Who can be at `to`, asked within one time, and then within a longer one. Those who share a net (by car all, on
    foot and by bicycle) share a search."""

    def __init__(self, graph: RoadGraph, to: Point, starts: Sequence[Start]) -> None:
        nets: dict[int, tuple[Net, list[int]]] = {}
        for place, (_, by) in enumerate(starts):
            net = graph.net(by)
            nets.setdefault(id(net), (net, []))[1].append(place)
        self._size = len(starts)
        self._parts = [(places, _Part(net, to, [starts[at] for at in places])) for net, places in nets.values()]

    def within(self, limit: timedelta) -> tuple[Way | None, ...]:
        """For each start the way there, without its line; None where it takes longer. No shorter than before."""
        found: list[Way | None] = [None] * self._size
        for places, part in self._parts:
            for place, way in zip(places, part.within(limit.total_seconds()), strict=True):
                found[place] = way
        return tuple(found)


def way(graph: RoadGraph, start: Point, to: Point, by: Transport) -> Way:
    """The way with its line, which is the straight one where no road leads there."""
    net = graph.net(by)
    here, there = snap(net, *_degrees(start)), snap(net, *_degrees(to))
    if here is None or there is None:
        return straight(start, to, by)
    search = Search(net, there.node, {here.node})
    search.go(FARTHEST)
    cost = search.cost(here.node)
    if cost is None:
        return straight(start, to, by)
    line = tuple(Point(net.latitudes[node], net.longitudes[node]) for node in search.line(here.node))
    seconds, metres = _told(cost, search.length(here.node), here, there, by)
    return Way(seconds, metres, (start, *line, to))


_WALK_M_S = SPEED_M_S[Transport.FOOT]


class _Part:
    """The starts of one net."""

    def __init__(self, net: Net, to: Point, starts: Sequence[Start]) -> None:
        self._to = to
        self._starts = starts
        self._there = there = snap(net, *_degrees(to))
        self._snapped = [snap(net, *_degrees(start)) if there is not None else None for start, _ in starts]
        wanted = frozenset(one.node for one in self._snapped if one is not None)
        self._search = Search(net, there.node, wanted) if there is not None and wanted else None

    def within(self, limit_s: float) -> Iterator[Way | None]:
        """In the order of the starts."""
        if self._search is not None and self._there is not None:
            on_road_s = limit_s - self._there.metres / _WALK_M_S
            self._search.go(max(_cost_within(by, on_road_s) for _, by in self._starts))
        for (start, by), here in zip(self._starts, self._snapped, strict=True):
            yield self._way(start, by, here, limit_s)

    def _way(self, start: Point, by: Transport, here: Snapped | None, limit_s: float) -> Way | None:
        if self._there is None or here is None or self._search is None:
            return _straight(start, self._to, by, limit_s)
        cost = self._search.cost(here.node)
        if cost is None:
            return _straight(start, self._to, by, limit_s) if self._search.is_whole else None
        seconds, metres = _told(cost, self._search.length(here.node), here, self._there, by)
        return Way(seconds, metres) if seconds <= limit_s else None


def _cost_within(by: Transport, seconds: float) -> int:
    """What can be gone in that time, in the net's own measure."""
    return math.floor(seconds * 1000 if by is Transport.CAR else seconds * SPEED_M_S[by] * 10)


def _told(cost: int, length: int, here: Snapped, there: Snapped, by: Transport) -> tuple[float, float]:
    """Seconds and metres, with what is walked at both ends."""
    walked = here.metres + there.metres
    seconds = cost / 1000 if by is Transport.CAR else cost / 10 / SPEED_M_S[by]
    return seconds + walked / _WALK_M_S, length / 10 + walked


def _straight(start: Point, to: Point, by: Transport, limit_s: float) -> Way | None:
    found = straight(start, to, by)
    return Way(found.seconds, found.metres, is_estimate=True) if found.seconds <= limit_s else None


def _degrees(point: Point) -> tuple[float, float]:
    return point.latitude, point.longitude
