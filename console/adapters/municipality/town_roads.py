"""The invented roads: main roads, a ring round the middle of Älvbro, and the streets of each quarter, all one network.

A road's corners are on the plan; two roads meet where they share a corner.
"""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from console.adapters.municipality.town import QUARTERS, VILLAGES, Metres, Quarter, Stretch
from console.adapters.municipality.town_ground import smooth, turned
from console.domain.land import FeatureKind

_CORNER_EACH_M = 85.0
_LONGEST_WAY_IN_M = 900.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A road on the plan."""

    kind: FeatureKind
    line: tuple[Metres, ...]
    speed_kmh: float
    name: str = ""
    is_for_cars: bool = True


_RING = [
    (-850, 885), (0, 890), (850, 885), (935, 800), (940, 0), (935, -800), (850, -885), (0, -890), (-850, -885),
    (-935, -800), (-940, 0), (-935, 800),
]  # fmt: skip

_MAIN = (
    ("Västra landsvägen", (-940, 250), [(-2500, 500), (-4200, 420), (-6000, 650), (-8200, 300), (-10300, 1200)]),
    (
        "Kustvägen",
        (935, 620),
        [(1500, 420), (2300, 330), (3400, 420), (4900, -250), (6700, -1900), (8500, -3100), (10800, -7100),
         (14300, -11900), (17400, -18100), (18500, -21600), (19500, -22400)],
    ),
    (
        "Norra landsvägen",
        (700, 885),
        [(1350, 1330), (1500, 2200), (1530, 3050), (2500, 3600), (3500, 3500), (3730, 4100), (3600, 5400),
         (4400, 7400), (5100, 9000)],
    ),
    ("Fjärdvägen", (150, -890), [(330, -1400), (330, -2300), (150, -2900), (-350, -3900), (-900, -5100),
                                 (-2200, -6700), (-3500, -7900), (-3900, -9000)]),
    ("Österleden", (2300, 330), [(3150, 100), (3350, -900), (2900, -1600), (1900, -1750), (1000, -1500),
                                 (330, -1400)]),
)  # fmt: skip
_RAILWAY = (
    (-10500, 2300), (-6000, 1450), (-3800, 1120),
    (-2300, 960), (-1100, 1090), (0, 1075), (930, 1060), (1900, 620), (3500, 650),
    (5200, -100), (7200, -1600), (9300, -3300), (11600, -7400), (15000, -12200), (18500, -18400), (21500, -23800),
)  # fmt: skip


def railway() -> tuple[Metres, ...]:
    return tuple(smooth(turned(_RAILWAY), 120.0))


def roads(names: Mapping[Stretch, str], of_columns: Mapping[tuple[str, int], str]) -> Iterator[Drawn]:
    """All roads; each stretch and each column has the name that is given for it."""
    main = list(_main_roads())
    yield from main
    corners = [corner for road in main for corner in road.line]
    for quarter in (*QUARTERS.values(), *VILLAGES):
        yield from _streets(quarter, names, of_columns)
        yield from _ways_in(quarter, corners)


def _main_roads() -> Iterator[Drawn]:
    ring = smooth(turned(_RING), _CORNER_EACH_M, is_closed=True)
    corners = list(ring)
    yield Drawn(FeatureKind.MAIN_ROAD, (*ring, ring[0]), 60.0, "Ringvägen")
    for name, start, others in _MAIN:
        first, *rest = turned([start, *others])
        begins = _nearest(corners, first)
        line = smooth([begins, *rest], _CORNER_EACH_M)
        if name == "Österleden":
            line[-1] = _nearest(corners, line[-1])
        corners += line
        yield Drawn(FeatureKind.MAIN_ROAD, tuple(line), 60.0 if name == "Österleden" else 80.0, name)


def _nearest(corners: Sequence[Metres], place: Metres) -> Metres:
    return min(corners, key=lambda corner: math.dist(corner, place))


def _streets(
    quarter: Quarter, names: Mapping[Stretch, str], of_columns: Mapping[tuple[str, int], str]
) -> Iterator[Drawn]:
    """Rows with their stretches' names, and the columns that cross them; through a park they are paths."""
    for stretch in quarter.stretches():
        line = [(column, stretch.row) for column in range(stretch.first, stretch.first + 6)]
        is_wide = stretch.row % 6 == 3
        yield from _through(quarter, line, names.get(stretch, ""), is_wide)
    for column in range(quarter.columns + 1):
        line = [(column, row) for row in range(quarter.rows)]
        yield from _through(quarter, line, of_columns.get((quarter.name, column), ""), column % 5 == 2)


def _through(quarter: Quarter, line: Sequence[tuple[int, int]], name: str, is_wide: bool) -> Iterator[Drawn]:
    street = (FeatureKind.ROAD, 40.0, True) if is_wide else (FeatureKind.STREET, 30.0, True)
    runs: list[tuple[bool, list[Metres]]] = []
    for here, there in itertools.pairwise(line):
        is_path = _lies_in_park(quarter, here, there)
        if not runs or runs[-1][0] != is_path:
            runs.append((is_path, [quarter.corner(*here)]))
        runs[-1][1].append(quarter.corner(*there))
    for is_path, corners in runs:
        kind, speed, is_for_cars = (FeatureKind.PATH, 10.0, False) if is_path else street
        yield Drawn(kind, tuple(corners), speed, "" if is_path else name, is_for_cars)


def _lies_in_park(quarter: Quarter, *corners: tuple[int, int]) -> bool:
    half = quarter.half
    return any(quarter.is_park(column * 170.0 - half[0], row * 90.0 - half[1]) for column, row in corners)


def _ways_in(quarter: Quarter, corners: Sequence[Metres]) -> Iterator[Drawn]:
    """From the sides of a quarter straight to the nearest main road; at least one, however far it is."""
    columns, rows = quarter.columns, quarter.rows
    sides = [
        *((column, 0) for column in (0, columns // 2, columns)),
        *((column, rows - 1) for column in (0, 2, columns - 2)),
        *((0, row) for row in (rows // 4, 3 * rows // 4)), *((columns, row) for row in (rows // 4, 3 * rows // 4)),
    ]  # fmt: skip
    found = []
    for side in sides:
        gate = quarter.corner(*side)
        end = _nearest(corners, gate)
        out = (gate[0] - quarter.middle[0], gate[1] - quarter.middle[1])
        way = (end[0] - gate[0], end[1] - gate[1])
        length = math.hypot(*way)
        is_outwards = out[0] * way[0] + out[1] * way[1] > 0.35 * length * math.hypot(*out)
        found.append((length, is_outwards, gate, end))
    chosen = [each for each in found if each[1] and each[0] < _LONGEST_WAY_IN_M] or [min(found)]
    for _, _, gate, end in chosen:
        yield Drawn(FeatureKind.ROAD, tuple(smooth([gate, end], _CORNER_EACH_M)), 50.0)
