"""Whether a map is fit for use: what it holds, how its roads hang together, which addresses lie far from any road."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from console.adapters.land.cells import Damaged, decode
from console.adapters.land.pack import TABLES, read_land, read_roads
from console.adapters.land.sqlite_file import MapFile, NotAMap, whole
from console.adapters.land.writer import APPLICATION
from console.domain.land import LandInfo
from console.domain.roads import RoadGraph

_PAGE = 5_000
_NEAR_DEGREES = 0.0027
"""About 300 m from south to north, and less from west to east in the North."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a pack holds. `bytes_kept` is the file's size."""

    land: LandInfo
    bytes_kept: int
    cells: int
    places: int
    nodes: int
    edges: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """How fit it is. `joined` is the share of the roads' nodes in their largest connected piece (0..1), one-way streets
    taken as open; `far_from_roads` counts addresses with no node within about 300 m; `damaged_cells` cannot be read."""

    contents: Contents
    joined: float
    pieces: int
    far_from_roads: int
    damaged_cells: int


def contents_of(path: Path) -> Contents:
    """Raises NotAMap."""
    file = _opened(path)
    try:
        return _contents(file, whole(file, lambda: read_roads(file)))
    finally:
        file.close()


def check(path: Path) -> Verdict:
    """Reads the whole pack. Raises NotAMap for one that cannot be opened at all."""
    file = _opened(path)
    try:
        graph = whole(file, lambda: read_roads(file))
        sizes = _pieces(graph)
        return Verdict(
            _contents(file, graph),
            max(sizes, default=0) / len(graph) if len(graph) else 0.0,
            len(sizes),
            _far_from_roads(file, graph),
            _damaged_cells(file),
        )
    finally:
        file.close()


def _opened(path: Path) -> MapFile:
    file = MapFile(path, TABLES)
    if whole(file, lambda: file.number("application_id")) != APPLICATION:
        file.close()
        raise NotAMap(f"{path.name} is no map of Vaka's")
    return file


def _contents(file: MapFile, graph: RoadGraph) -> Contents:
    land = whole(file, lambda: read_land(file.meta("meta", "key, value")))
    [(cells,)] = file.rows("SELECT count(*) FROM cells")
    [(places,)] = file.rows("SELECT count(*) FROM places")
    return Contents(land, file.path.stat().st_size, cells, places, len(graph), len(graph.tails))


def _pieces(graph: RoadGraph) -> list[int]:
    """The sizes of what hangs together, each by its number of nodes."""
    roots = list(range(len(graph)))

    def root(node: int) -> int:
        while roots[node] != node:
            roots[node] = roots[roots[node]]
            node = roots[node]
        return node

    for tail, head in zip(graph.tails, graph.heads, strict=True):
        roots[root(tail)] = root(head)
    sizes: dict[int, int] = {}
    for node in range(len(graph)):
        sizes[root(node)] = sizes.get(root(node), 0) + 1
    return list(sizes.values())


def _far_from_roads(file: MapFile, graph: RoadGraph) -> int:
    near = {
        (int(latitude / _NEAR_DEGREES), int(longitude / _NEAR_DEGREES))
        for latitude, longitude in zip(graph.latitudes, graph.longitudes, strict=True)
    }
    far = 0
    for latitude, longitude in _places(file):
        row, column = int(latitude / _NEAR_DEGREES), int(longitude / _NEAR_DEGREES)
        far += not any((row + north, column + east) in near for north in (-1, 0, 1) for east in (-1, 0, 1))
    return far


def _places(file: MapFile) -> Iterator[tuple[float, float]]:
    """Of addresses: what has a number in its text."""
    after = 0
    while rows := file.rows(
        "SELECT id, latitude, longitude FROM places WHERE id > ? AND text GLOB '*[0-9]*' ORDER BY id LIMIT ?",
        (after, _PAGE), _PAGE,
    ):  # fmt: skip
        for _, latitude, longitude in rows:
            yield float(latitude), float(longitude)
        after = rows[-1][0]


def _damaged_cells(file: MapFile) -> int:
    damaged = 0
    keys = [row for level in range(30) for row in file.rows(_CELLS_OF, (level,), 5_000_000)]
    for key in keys:
        try:
            decode(file.rows("SELECT content FROM cells WHERE level = ? AND x = ? AND y = ?", key, 1)[0][0])
        except (Damaged, NotAMap, TypeError, IndexError):
            damaged += 1
    return damaged


_CELLS_OF = "SELECT level, x, y FROM cells WHERE level = ?"
