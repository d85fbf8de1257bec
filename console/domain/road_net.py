"""The roads that one way of going may use, arranged for a search backwards from where help is needed; and that search.

Whole milliseconds or whole decimetres are added, so that the order of the sums changes nothing. What a road is, and how
fast somebody goes, is `roads`'.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

METRES_A_DEGREE = 111_195.0

SNAP_AT_MOST_M = 1_000.0
"""Farther from any road nobody walks to one: the straight line counts. Ours."""

SMALL_PIECE = 50
"""A piece of the network with fewer nodes, all of which lead to each other (a yard, a fenced track), is no road to
start from, unless there is no larger one. Ours."""

_CELL_NORTH, _CELL_EAST = 0.002, 0.004
"""Degrees of a cell of the index by which the nearest node is found: about 200 m each way in Sweden."""

_BITS = 24
_NODE = (1 << _BITS) - 1
_FAR = 1 << 60
NOWHERE = -1


class Arc(NamedTuple):
    """A road in one direction. `cost` is what is added up, `length` is in decimetres."""

    source: int
    end: int
    cost: int
    length: int


class Snapped(NamedTuple):
    """The nearest node, and the metres to it."""

    node: int
    metres: float


@dataclass(frozen=True, slots=True)
class Net:
    """The arcs by the node where they end: those of node n are `first[n]` to `first[n + 1]`. `cells` hold the nodes
    that somebody can start from or arrive at."""

    latitudes: array[float]
    longitudes: array[float]
    first: array[int]
    sources: array[int]
    costs: array[int]
    lengths: array[int]
    cells: dict[tuple[int, int], list[int]]


@dataclass(frozen=True, slots=True)
class Reached:
    """What a search found: by node the cost, the decimetres and the next node on the way; only costs up to `limit`
    count. `is_whole`: nothing was left out for being too far."""

    costs: list[int]
    lengths: list[int]
    onward: list[int]
    limit: int
    is_whole: bool

    def cost(self, node: int) -> int | None:
        found = self.costs[node]
        return found if found <= self.limit else None


def net_of(latitudes: array[float], longitudes: array[float], arcs: Sequence[Arc]) -> Net:
    """The net of these arcs, with its index."""
    first, order = _sorted_by([arc.end for arc in arcs], len(latitudes))
    sources = array("i", (arcs[at].source for at in order))
    costs = array("q", (arcs[at].cost for at in order))
    lengths = array("q", (arcs[at].length for at in order))
    cells: dict[tuple[int, int], list[int]] = {}
    for node in _usable(len(latitudes), first, sources, arcs):
        cells.setdefault(_cell(latitudes[node], longitudes[node]), []).append(node)
    return Net(latitudes, longitudes, first, sources, costs, lengths, cells)


def snap(net: Net, latitude: float, longitude: float) -> Snapped | None:
    """The nearest node, of equally near ones the first; None where none is within `SNAP_AT_MOST_M`."""
    east = math.cos(math.radians(latitude))
    side = min(_CELL_NORTH, _CELL_EAST * east) * METRES_A_DEGREE
    north_cell, east_cell = _cell(latitude, longitude)
    best, nearest = math.inf, NOWHERE
    for ring in range(math.ceil(SNAP_AT_MOST_M / max(side, 1.0)) + 2):
        for cell in _ring(north_cell, east_cell, ring):
            for node in net.cells.get(cell, ()):
                north = net.latitudes[node] - latitude
                across = (net.longitudes[node] - longitude) * east
                squared = north * north + across * across
                if squared < best or (squared == best and node < nearest):
                    best, nearest = squared, node
        if math.sqrt(best) * METRES_A_DEGREE < ring * side:
            break
    metres = math.sqrt(best) * METRES_A_DEGREE
    return Snapped(nearest, metres) if metres <= SNAP_AT_MOST_M else None


def search(net: Net, root: int, wanted: Set[int], limit: int) -> Reached:
    """Dijkstra's search against the direction of the arcs, until all that are wanted are found or all within `limit`
    is seen."""
    size = len(net.latitudes)
    costs, lengths, onward = [_FAR] * size, [0] * size, [NOWHERE] * size
    first, sources, steps, metres = net.first, net.sources, net.costs, net.lengths
    left, is_whole = len(wanted), True
    costs[root], heap = 0, [root]
    while heap:
        found = heapq.heappop(heap)
        cost, node = found >> _BITS, found & _NODE
        if cost > costs[node]:
            continue
        if node in wanted:
            left -= 1
            if not left:
                break
        since, until, gone = first[node], first[node + 1], lengths[node]
        for source, step, length in zip(sources[since:until], steps[since:until], metres[since:until], strict=True):
            new = cost + step
            if new > limit:
                is_whole = False
            elif new < costs[source]:
                costs[source], lengths[source], onward[source] = new, gone + length, node
                heapq.heappush(heap, new << _BITS | source)
    return Reached(costs, lengths, onward, limit, is_whole)


def _sorted_by(keys: Sequence[int], size: int) -> tuple[array[int], array[int]]:
    """Where each key's entries begin, and the entries in the order of their keys (counted, so in a straight line)."""
    first = array("i", bytes(4 * (size + 1)))
    for key, count in Counter(keys).items():
        first[key + 1] = count
    for key in range(size):
        first[key + 1] += first[key]
    place, order = array("i", first), array("i", bytes(4 * len(keys)))
    for entry, key in enumerate(keys):
        order[place[key]] = entry
        place[key] += 1
    return first, order


def _usable(size: int, first: array[int], sources: array[int], arcs: Sequence[Arc]) -> Iterator[int]:
    """The nodes of pieces that are large enough, within each of which every node leads to every other."""
    outward, order = _sorted_by([arc.source for arc in arcs], size)
    ends = array("i", (arcs[at].end for at in order))
    piece = _pieces(size, (first, sources), (outward, ends))
    sizes = Counter(piece)
    least = min(SMALL_PIECE, max(sizes.values(), default=0))
    for node in range(size):
        has_arc = first[node] < first[node + 1] or outward[node] < outward[node + 1]
        if has_arc and sizes[piece[node]] >= least:
            yield node


Lists: TypeAlias = "tuple[array[int], array[int]]"


def _pieces(size: int, inward: Lists, outward: Lists) -> list[int]:
    """By node, the number of its strongly connected piece (Kosaraju's two walks, without recursion)."""
    piece = [NOWHERE] * size
    for root in reversed(_finished(size, inward)):
        if piece[root] == NOWHERE:
            piece[root], waiting = root, [root]
            while waiting:
                node = waiting.pop()
                for onward in outward[1][outward[0][node] : outward[0][node + 1]]:
                    if piece[onward] == NOWHERE:
                        piece[onward] = root
                        waiting.append(onward)
    return piece


def _finished(size: int, lists: Lists) -> list[int]:
    """The nodes in the order in which a walk into the depth is done with them."""
    first, others = lists
    place, seen, done = array("i", first), bytearray(size), []
    for root in range(size):
        path = [] if seen[root] else [root]
        seen[root] = 1
        while path:
            node = path[-1]
            if place[node] == first[node + 1]:
                done.append(path.pop())
                continue
            onward = others[place[node]]
            place[node] += 1
            if not seen[onward]:
                seen[onward] = 1
                path.append(onward)
    return done


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude / _CELL_NORTH), math.floor(longitude / _CELL_EAST)


def _ring(north: int, east: int, ring: int) -> Iterator[tuple[int, int]]:
    """The cells that lie so many away, in the square around one."""
    for row in range(-ring, ring + 1):
        step = 1 if abs(row) == ring else max(2 * ring, 1)
        for column in range(-ring, ring + 1, step):
            yield north + row, east + column
