"""Ground and roads, cut into the cells of each level and gathered there, lighter the farther out they are seen."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from console.adapters.land.cells import (
    FIRST_LEVEL,
    KINDS,
    LEVELS,
    LONGEST_NAME,
    MARGIN,
    NAMED_FROM,
    SHAPES,
    Kept,
    cells_under,
    deepest_of,
    to_bytes,
)
from console.adapters.land.clipping import area_of, bounds, clip_line, clip_ring, simplify
from console.adapters.land.mercator import XY
from console.domain.land import TILE_UNITS, FeatureKind, Shape

Cell = tuple[int, int, int]
"""Level, column, row."""

_PIXEL = 1 / 256
_SMALLEST_AREA_PX = 4.0
_MOST_CELLS_OF_ONE = 400_000
"""An area larger than that at a level is not kept there: it would be the map's whole ground."""


def clean(name: str) -> str:
    """A name fit for a screen: printable signs, bounded."""
    return "".join(sign for sign in name if sign.isprintable())[:LONGEST_NAME]


class Cutter:
    """Cells while they are filled. What it holds is about `weight` bytes; `take` gives it all and empties it."""

    def __init__(self) -> None:
        self._cells: defaultdict[Cell, dict[tuple[int, int, str, int], list[bytes]]] = defaultdict(dict)
        self._count = 0
        self.weight = 0

    def add(self, kind: FeatureKind, shape: Shape, rings: Sequence[Sequence[XY]], name: str) -> None:
        """One feature, in world coordinates (0..1)."""
        rings = [ring for ring in rings if len(ring) >= _FEWEST[shape]]
        if not rings:
            return
        self._count += 1
        name = clean(name)
        for level in reversed(LEVELS):
            rings = _lightened(rings, kind, shape, level)
            if level < FIRST_LEVEL[kind] or not rings:
                return
            self._add_at(level, kind, shape, rings, name if shape is Shape.POINT or level >= NAMED_FROM else "")

    def take(self) -> Iterator[tuple[Cell, list[Kept]]]:
        """Each cell with its features, ordered from below to above."""
        cells, self._cells, self.weight = self._cells, defaultdict(dict), 0
        for cell in sorted(cells):
            yield cell, [(kind, shape, name, rings) for (kind, shape, name, _), rings in _from_below(cells[cell])]

    def _add_at(self, level: int, kind: FeatureKind, shape: Shape, rings: Sequence[Sequence[XY]], name: str) -> None:
        scale = TILE_UNITS * (1 << level)
        scaled = [[(x * scale, y * scale) for x, y in ring] for ring in rings]
        columns, rows = cells_under([point for ring in rings for point in ring], level)
        if len(columns) * len(rows) > _MOST_CELLS_OF_ONE:
            return
        key = (KINDS.index(kind), SHAPES.index(shape), name, 0 if _may_join(kind, shape) else self._count)
        for column, row, parts in _spread(scaled, shape, columns, rows):
            left, top = column * TILE_UNITS, row * TILE_UNITS
            inside = [to_bytes([(x - left, y - top) for x, y in part]) for part in parts]
            self._cells[level, column, row].setdefault(key, []).extend(inside)
            self.weight += sum(map(len, inside)) + 100 * len(inside)


_FEWEST = {Shape.POINT: 1, Shape.LINE: 2, Shape.AREA: 3}


def _may_join(kind: FeatureKind, shape: Shape) -> bool:
    """Whether several are one feature of the cell: lines of one name, and houses, which never overlap."""
    return shape is Shape.LINE or kind is FeatureKind.BUILDING


def _lightened(rings: Sequence[Sequence[XY]], kind: FeatureKind, shape: Shape, level: int) -> Sequence[Sequence[XY]]:
    """As much of it as can be seen at the level's deepest zoom."""
    if shape is Shape.POINT or kind is FeatureKind.BUILDING:
        return rings
    pixel = _PIXEL / (1 << deepest_of(level))
    smallest = _SMALLEST_AREA_PX * pixel * pixel if shape is Shape.AREA else 0.0
    seen = [ring for ring in rings if not smallest or area_of(ring) >= smallest]
    light = [simplify(ring, pixel / 2) for ring in seen]
    return [ring for ring in light if len(ring) >= _FEWEST[shape]]


def _spread(
    rings: Sequence[Sequence[XY]], shape: Shape, columns: range, rows: range
) -> Iterator[tuple[int, int, Sequence[Sequence[XY]]]]:
    """What lies in each cell of a block of cells: the block is halved until it is one, so that a long shore is not cut
    anew for every cell of a land."""
    parts = _within(rings, shape, columns, rows)
    if not parts:
        return
    if len(columns) == len(rows) == 1:
        yield columns[0], rows[0], parts
        return
    if len(columns) >= len(rows):
        half = len(columns) // 2
        yield from _spread(parts, shape, columns[:half], rows)
        yield from _spread(parts, shape, columns[half:], rows)
    else:
        half = len(rows) // 2
        yield from _spread(parts, shape, columns, rows[:half])
        yield from _spread(parts, shape, columns, rows[half:])


def _within(rings: Sequence[Sequence[XY]], shape: Shape, columns: range, rows: range) -> Sequence[Sequence[XY]]:
    """The parts of the rings in these cells and their margin."""
    box = (
        columns[0] * TILE_UNITS - MARGIN,
        rows[0] * TILE_UNITS - MARGIN,
        (columns[-1] + 1) * TILE_UNITS + MARGIN,
        (rows[-1] + 1) * TILE_UNITS + MARGIN,
    )
    found: list[Sequence[XY]] = []
    for ring in rings:
        least_x, least_y, most_x, most_y = bounds(ring)
        if most_x < box[0] or least_x > box[2] or most_y < box[1] or least_y > box[3]:
            continue
        if least_x >= box[0] and most_x <= box[2] and least_y >= box[1] and most_y <= box[3]:
            found.append(ring)
        elif shape is Shape.LINE:
            found += clip_line(ring, box)
        elif shape is Shape.AREA and (part := clip_ring(ring, box)):
            found.append(part)
    return found


def _from_below(
    features: Mapping[tuple[int, int, str, int], list[bytes]],
) -> list[tuple[tuple[int, int, str, int], list[bytes]]]:
    return sorted(features.items(), key=lambda item: (item[0][0], item[0][3], item[0][2]))
