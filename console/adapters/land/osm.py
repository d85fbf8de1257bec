"""Reads an OpenStreetMap extract (.osm.pbf) with pyosmium, an extra that only `vaka map import` needs.

It streams: what is held meanwhile are the places of the extract's points (16 bytes each), the coast and the roads. Only
this module knows the library.
"""

import importlib.util
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from console.adapters.land.coast import Coast
from console.adapters.land.osm_tags import AREA_KEYS, RoadRule, address, area_kind, line_kind, name_kind, road_rule
from console.domain.land import FeatureKind, FoundPlace, Point, Shape
from console.domain.terrain import Degrees, Ground, Piece, Road

CREDIT = "© OpenStreetMap contributors"
MOST_BYTES = 600_000_000
"""Of an extract: a county has 50 to 100 million."""

MISSING = (
    "the reader of OpenStreetMap extracts is not installed: run `python3 installer/vaka.py map import ...`, or "
    "`pip install --require-hashes -r installer/requirements-map.lock` in Vaka's environment"
)


class NotAnExtract(ValueError):
    """The file cannot be read as an extract, or the reader is not here. The text says which."""


class Extract:
    """One file. Raises NotAnExtract when it is opened, and while it is read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if importlib.util.find_spec("osmium") is None:
            raise NotAnExtract(MISSING)
        self._osmium: ModuleType = importlib.import_module("osmium")
        if not path.is_file():
            raise NotAnExtract(f"{path.name}: there is no such file")
        if path.stat().st_size > MOST_BYTES:
            raise NotAnExtract(
                f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB: cut a smaller region out of it first "
                "(`osmium extract`), or take a county's extract"
            )

    def bounds(self) -> tuple[float, float, float, float] | None:
        """South, west, north, east, as the extract says of itself; None where it does not."""
        osmium = self._osmium
        try:
            with osmium.io.Reader(str(self._path), osmium.osm.osm_entity_bits.NOTHING) as reader:
                box = reader.header().box()
        except RuntimeError:
            raise self._damaged() from None
        if not box.valid():
            return None
        low, high = box.bottom_left, box.top_right
        return low.lat, low.lon, high.lat, high.lon

    def pieces(self) -> Iterator[Piece]:
        """All that the map is made of. Raises NotAnExtract for a file that is cut off or damaged."""
        osmium, coast = self._osmium, Coast()
        try:
            wanted = osmium.filter.KeyFilter(*AREA_KEYS)
            objects = osmium.FileProcessor(str(self._path)).with_locations().with_areas(wanted)
            for each in objects.with_filter(osmium.filter.EmptyTagFilter()):
                tags = {tag.k: tag.v for tag in each.tags}
                if each.is_node():
                    yield from _of_node(each, tags)
                elif each.is_way() and tags.get("natural") == "coastline":
                    for line, nodes in _runs(each):
                        coast.add(line, nodes)
                elif each.is_way():
                    yield from _of_way(each, tags)
                elif each.is_area():
                    yield from _of_area(each, tags)
        except (RuntimeError, UnicodeDecodeError, MemoryError):
            raise self._damaged() from None
        bounds = self.bounds()
        if bounds is not None and (sea := coast.sea(*bounds)):
            yield Ground(FeatureKind.WATER, Shape.AREA, sea)

    def _damaged(self) -> NotAnExtract:
        return NotAnExtract(f"{self._path.name} cannot be read: it is no .osm.pbf, or it is cut off or damaged")


def _of_node(node: Any, tags: dict[str, str]) -> Iterator[Piece]:
    if not node.location.valid():
        return
    place = (node.location.lat, node.location.lon)
    kind, name = name_kind(tags), tags.get("name", "")
    if kind is not None and name:
        yield Ground(kind, Shape.POINT, ((place,),), name)
        yield FoundPlace(name, Point(*place))
    if text := address(tags):
        yield FoundPlace(text, Point(*place))


def _of_way(way: Any, tags: dict[str, str]) -> Iterator[Piece]:
    rule = road_rule(tags)
    kind = None if rule else line_kind(tags)
    if rule is None and kind is None:
        return
    for line, nodes in _runs(way):
        if rule is not None:
            yield _road(rule, line, nodes, tags.get("name", ""))
        elif kind is not None:
            yield Ground(kind, Shape.LINE, (line,), tags.get("name", ""))


def _road(rule: RoadRule, line: tuple[Degrees, ...], nodes: tuple[int, ...], name: str) -> Road:
    if rule.is_backwards:
        rule, line, nodes = replace(rule, is_backwards=False), line[::-1], nodes[::-1]
    return Road(rule.kind, line, nodes, rule.speed_kmh, rule.is_one_way, rule.open_to, name)


def _runs(way: Any) -> Iterator[tuple[tuple[Degrees, ...], tuple[int, ...]]]:
    """The way in pieces whose points are all in the extract: at its edge some lie outside."""
    line: list[Degrees] = []
    nodes: list[int] = []
    for node in way.nodes:
        if node.location.valid():
            line.append((node.location.lat, node.location.lon))
            nodes.append(node.ref)
            continue
        if len(line) > 1:
            yield tuple(line), tuple(nodes)
        line, nodes = [], []
    if len(line) > 1:
        yield tuple(line), tuple(nodes)


def _of_area(area: Any, tags: dict[str, str]) -> Iterator[Piece]:
    kind, text = area_kind(tags), address(tags)
    if kind is None and not text:
        return
    rings: list[tuple[Degrees, ...]] = []
    for outer in area.outer_rings():
        rings.append(_ring(outer))
        rings += [_ring(inner) for inner in area.inner_rings(outer)]
    if not rings or not rings[0]:
        return
    middle = _middle(rings[0])
    if kind is not None:
        yield Ground(kind, Shape.AREA, tuple(rings))
    if kind is FeatureKind.WATER and (name := tags.get("name", "")):
        yield Ground(FeatureKind.WATER_NAME, Shape.POINT, ((middle,),), name)
        yield FoundPlace(name, Point(*middle))
    if text:
        yield FoundPlace(text, Point(*middle))


def _ring(nodes: Any) -> tuple[Degrees, ...]:
    """Without its last point, which is its first."""
    found: list[Degrees] = []
    with suppress(RuntimeError):  # a point outside the extract: the ring is not whole
        found = [(node.lat, node.lon) for node in nodes]
    return tuple(found[:-1])


def _middle(ring: tuple[Degrees, ...]) -> Degrees:
    return (
        (min(point[0] for point in ring) + max(point[0] for point in ring)) / 2,
        (min(point[1] for point in ring) + max(point[1] for point in ring)) / 2,
    )
