"""The sea, which OpenStreetMap knows by its coastline alone: land lies to the left of it, water to the right.

The pieces are joined, cut at the edge of the map, and closed along that edge, so that the sea is an area to paint.
"""

from collections.abc import Iterator, Sequence

from console.adapters.land.clipping import Box, clip_line
from console.domain.terrain import Degrees

XY = tuple[float, float]

_NEAR_EDGE = 0.05
"""A share of the box."""


class Coast:
    """Coastlines while they are gathered; `sea` is what lies to the right of them, within a box."""

    def __init__(self) -> None:
        self._pieces: list[list[tuple[int, XY]]] = []

    def add(self, line: Sequence[Degrees], nodes: Sequence[int]) -> None:
        """A piece, with a number for each of its points: pieces meet where they share one."""
        self._pieces.append([(node, (place[1], place[0])) for node, place in zip(nodes, line, strict=True)])

    def sea(self, south: float, west: float, north: float, east: float) -> tuple[tuple[Degrees, ...], ...]:
        """The rings of the sea and of its islands (even-odd); none where no coast is known, or where it has gaps within
        the box: a sea that flows over the land is worse than none."""
        box = (west, south, east, north)
        shores: list[list[XY]] = []
        islands: list[list[XY]] = []
        for chain in self._chains():
            is_ring = chain[0] == chain[-1]
            parts = clip_line(chain if is_ring else _to_edge(chain, box), box)
            if is_ring:
                if len(parts) == 1 and len(parts[0]) == len(chain):
                    islands.append(chain)
                    continue
                parts = _rejoined(parts)
            shores += parts
        if any(not (_is_on_edge(shore[0], box) and _is_on_edge(shore[-1], box)) for shore in shores):
            return ()
        rings = _closed(shores, box)
        if not shores and any(_turns_left(island) for island in islands):
            rings = [[(west, south), (east, south), (east, north), (west, north)]]
        return tuple(tuple((y, x) for x, y in ring) for ring in (*rings, *islands))

    def _chains(self) -> Iterator[list[XY]]:
        """The pieces, joined end to beginning."""
        by_start = {piece[0][0]: piece for piece in self._pieces}
        ends = {piece[-1][0] for piece in self._pieces}
        starts = [start for start in by_start if start not in ends]
        for start in (*starts, *by_start):
            chain: list[XY] = []
            at = start
            while (piece := by_start.pop(at, None)) is not None:
                chain += [place for _, place in piece[bool(chain) :]]
                at = piece[-1][0]
            if len(chain) > 1:
                yield chain


def _to_edge(chain: list[XY], box: Box) -> list[XY]:
    """An extract may have been cut at its last point in the box: from there on straight to the edge, if it is near."""
    (first, last), found = (chain[0], chain[-1]), list(chain)
    if (edge := _nearest_edge(first, box)) is not None:
        found.insert(0, edge)
    if (edge := _nearest_edge(last, box)) is not None:
        found.append(edge)
    return found


def _nearest_edge(place: XY, box: Box) -> XY | None:
    """None for a place outside the box, and for one that lies far within."""
    x, y = place
    west, south, east, north = box
    if not (west < x < east and south < y < north):
        return None
    gap, edge = min((x - west, (west, y)), (east - x, (east, y)), (y - south, (x, south)), (north - y, (x, north)))
    return edge if gap < _NEAR_EDGE * max(east - west, north - south) else None


def _rejoined(parts: list[list[XY]]) -> list[list[XY]]:
    """The parts of a ring that was cut: the last runs on into the first where the ring began within the box."""
    if len(parts) > 1 and parts[-1][-1] == parts[0][0]:
        return [parts[-1] + parts[0][1:], *parts[1:-1]]
    return parts


def _is_on_edge(place: XY, box: Box) -> bool:
    spare = 1e-9
    return (
        min(abs(place[0] - box[0]), abs(place[0] - box[2])) < spare
        or min(abs(place[1] - box[1]), abs(place[1] - box[3])) < spare
    )


def _along_edge(place: XY, box: Box) -> float:
    """How far round the box, clockwise from its south-western corner, 0 to 4."""
    west, south, east, north = box
    wide, high = east - west, north - south
    x, y = (place[0] - west) / wide, (place[1] - south) / high
    gaps = {0: abs(x), 1: abs(1 - y), 2: abs(1 - x), 3: abs(y)}
    side = min(gaps, key=lambda one: gaps[one])
    return side + (y, x, 1 - y, 1 - x)[side]


def _closed(shores: list[list[XY]], box: Box) -> list[list[XY]]:
    """From where a shore leaves the box, clockwise along its edge to where the next one enters, until it is round."""
    west, south, east, north = box
    corners = ((west, south), (west, north), (east, north), (east, south))
    begins = [_along_edge(shore[0], box) for shore in shores]
    left = set(range(len(shores)))
    rings = []
    while left:
        first = shore = min(left)
        ring: list[XY] = []
        while True:
            left.discard(shore)
            ring += shores[shore]
            here = _along_edge(shores[shore][-1], box)
            shore = min((*left, first), key=lambda one: ((begins[one] - here) % 4, one))
            stop = here + (begins[shore] - here) % 4
            ring += [corners[turn % 4] for turn in range(int(here) + 1, int(stop) + 1)]
            if shore == first:
                break
        rings.append(ring)
    return rings


def _turns_left(ring: Sequence[XY]) -> bool:
    """Against the clock: land within."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) > 0
