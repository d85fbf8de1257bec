"""The roads that one way of going may use, arranged for a search backwards from where help is needed; and that search.

Whole milliseconds or whole decimetres are added, so that the order of the sums changes nothing. What a road is, and how
fast somebody goes, is `roads`'.
"""

from __future__ import annotations

import heapq
import itertools
import math
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
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
MOST_SNAPPED = 20_000
"""Positions of which it is kept where their road is; then all are forgotten."""

FARTHEST = 1 << 36
"""No road costs more, and nothing is searched for beyond: two years by car in milliseconds."""

_FAR = 1 << 62
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
    """The arcs by the node where they end: those of node n are `first[n]` to `first[n + 1]`. `steps` are the cost and
    source of each in one number, as a search adds them up. `cells` hold the nodes that somebody can start from or
    arrive at, `snapped` what was found for positions that were asked for: most of the staff stand where they stood."""

    latitudes: array[float]
    longitudes: array[float]
    first: array[int]
    steps: array[int]
    lengths: array[int]
    cells: dict[tuple[int, int], list[int]]
    snapped: dict[tuple[float, float], Snapped | None] = field(default_factory=dict, repr=False, compare=False)


def net_of(latitudes: array[float], longitudes: array[float], arcs: Sequence[Arc]) -> Net:
    """The net of these arcs, with its index."""
    first, order = _sorted_by([arc.end for arc in arcs], len(latitudes))
    sources = array("i", (arcs[at].source for at in order))
    steps = array("q", (arcs[at].cost << _BITS | arcs[at].source for at in order))
    lengths = array("q", (arcs[at].length for at in order))
    cells: dict[tuple[int, int], list[int]] = {}
    for node in _usable(len(latitudes), first, sources, arcs):
        cells.setdefault(_cell(latitudes[node], longitudes[node]), []).append(node)
    return Net(latitudes, longitudes, first, steps, lengths, cells)


def snap(net: Net, latitude: float, longitude: float) -> Snapped | None:
    """The nearest node, of equally near ones the first; None where none is within `SNAP_AT_MOST_M`."""
    place = latitude, longitude
    try:
        return net.snapped[place]
    except KeyError:
        if len(net.snapped) >= MOST_SNAPPED:
            net.snapped.clear()
        found = net.snapped[place] = _nearest(net, latitude, longitude)
        return found


def _nearest(net: Net, latitude: float, longitude: float) -> Snapped | None:
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


class Search:
    """Dijkstra's search against the direction of the arcs, from `root` until all that are wanted are found. It goes as
    far as it is let, and on from there when it is let farther: what was seen is not seen twice."""

    def __init__(self, net: Net, root: int, wanted: Set[int]) -> None:
        size = len(net.latitudes)
        self._net = net
        self._root = root
        self._wanted = wanted
        self._left = len(wanted)
        self._best, self._onward = [_FAR] * size, [NOWHERE] * size
        self._best[root], self._heap = root, [root]
        self._lengths = {root: 0}
        self._limit = NOWHERE

    @property
    def is_whole(self) -> bool:
        """Whether all that leads to the root was seen, and nothing was left out for being too far."""
        heap, best = self._heap, self._best
        while heap and heap[0] > best[heap[0] & _NODE]:
            heapq.heappop(heap)
        return not heap

    def cost(self, node: int) -> int | None:
        """Of one that is wanted; None where it was not found as far as this went."""
        found = self._best[node] >> _BITS
        return found if found <= self._limit else None

    def length(self, node: int) -> int:
        """In decimetres, of one that was found."""
        untold = list(itertools.takewhile(lambda one: one not in self._lengths, self.line(node)))
        for one in reversed(untold):
            self._lengths[one] = self._lengths[self._onward[one]] + self._step(one)
        return self._lengths[node]

    def line(self, node: int) -> Iterator[int]:
        """The nodes on the way from one that was found."""
        while node != NOWHERE:
            yield node
            node = self._onward[node]

    def go(self, limit: int) -> None:
        """As far as all that costs up to `limit`. What is added up is cost and node in one number: a step from there to
        its source is one addition."""
        self._limit = limit = max(self._limit, min(limit, FARTHEST))
        heap, wanted, best, onward = self._heap, self._wanted, self._best, self._onward
        first, steps, most = self._net.first, self._net.steps, limit << _BITS | _NODE
        while heap and self._left and heap[0] <= most:
            found = heapq.heappop(heap)
            node = found & _NODE
            if found > best[node]:
                continue
            if node in wanted:
                self._left -= 1
            cost = found ^ node
            for step in steps[first[node] : first[node + 1]]:
                new = cost + step
                source = step & _NODE
                if new < best[source]:
                    best[source], onward[source] = new, node
                    heapq.heappush(heap, new)

    def _step(self, node: int) -> int:
        """The decimetres from a node to the next on the way."""
        net, onward = self._net, self._onward[node]
        gone = self._best[node] - (self._best[onward] ^ onward)
        return net.lengths[net.steps.index(gone, net.first[onward], net.first[onward + 1])]


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
