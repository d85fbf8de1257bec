"""The invented land round the towns: the river and the bay, lakes, woods, and what they are called.

Shapes are on the plan (metres east and north). No wood and no lake lies on other water or on a town.
"""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from console.adapters.municipality.town import (
    ALVBRO_QUARTERS,
    BJORKVIK_QUARTERS,
    QUARTERS,
    VILLAGES,
    Metres,
    Quarter,
)
from console.domain.land import FeatureKind

CENTRUM = QUARTERS["Centrum"]


@dataclass(frozen=True, slots=True)
class Patch:
    """An area of the land, by its outline and those of its holes."""

    kind: FeatureKind
    outline: tuple[Metres, ...]
    holes: tuple[tuple[Metres, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """What a place is called."""

    kind: FeatureKind
    name: str
    place: Metres


def turned(points: Sequence[Metres]) -> list[Metres]:
    """Points along and across the grid of Centrum, on the plan."""
    cosine, sine = math.cos(math.radians(CENTRUM.turned)), math.sin(math.radians(CENTRUM.turned))
    return [(u * cosine - v * sine, u * sine + v * cosine) for u, v in points]


def smooth(points: Sequence[Metres], step: float, *, is_closed: bool = False) -> list[Metres]:
    """A line bent softly through all points (a Catmull-Rom spline), with a point about each `step` metres."""
    count = len(points)
    spans = count if is_closed else count - 1
    found: list[Metres] = []
    for span in range(spans):
        four = [points[_near(span + offset, count, is_closed)] for offset in (-1, 0, 1, 2)]
        pieces = max(round(math.dist(four[1], four[2]) / step), 1)
        found += [_spline(four, piece / pieces) for piece in range(pieces)]
    if not is_closed:
        found.append(points[-1])
    return found


def _near(place: int, count: int, is_closed: bool) -> int:
    return place % count if is_closed else min(max(place, 0), count - 1)


def _spline(four: Sequence[Metres], share: float) -> Metres:
    a, b, c, d = four
    t, tt, ttt = share, share * share, share * share * share
    x, y = (
        0.5 * (2 * b[i] + (c[i] - a[i]) * t + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * tt
               + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * ttt)
        for i in (0, 1)
    )  # fmt: skip
    return x, y


def blob(rng: random.Random, middle: Metres, wide: float, high: float, step: float) -> tuple[Metres, ...]:
    """A soft outline round a middle."""
    waves = [(number, rng.uniform(0.02, 0.16) / number, rng.uniform(0, math.tau)) for number in (2, 3, 4, 5)]
    corners = []
    for part in range(18):
        angle = part * math.tau / 18
        reach = 1 + sum(depth * math.sin(number * angle + phase) for number, depth, phase in waves)
        corners.append((middle[0] + wide * reach * math.cos(angle), middle[1] + high * reach * math.sin(angle)))
    return tuple(smooth(corners, step, is_closed=True))


BAY = tuple(
    smooth(
        turned([
            (-13500, -900), (-9000, -1500), (-5200, -1250), (-3000, -900), (-2150, -1150), (-1950, -1900),
            (-1600, -2700), (-800, -2900), (200, -2980), (900, -3080), (2000, -3450), (3100, -4300), (3300, -5300),
            (2400, -6000), (900, -5500), (-900, -4900), (-2600, -5200), (-6000, -6400), (-13500, -6900),
        ]),
        60.0,
        is_closed=True,
    )
)  # fmt: skip
_RIVER = turned([
    (700, 10800), (1900, 8300), (1500, 6300), (2000, 4600), (1900, 3000), (1720, 1900), (1400, 1100), (1150, 450),
    (1120, -500), (1000, -1400), (760, -2200), (520, -3150),
])  # fmt: skip
SOUND = turned([(4650, 2780)])[0]
_BJORKVIK_WATER = (27_300.0, -19_500.0)


def river(wide: float = 58.0) -> tuple[Metres, ...]:
    """The river's outline, wider towards its mouth."""
    line = smooth(_RIVER, 70.0)
    sides: tuple[list[Metres], list[Metres]] = ([], [])
    for place, (x, y) in enumerate(line):
        before, after = line[max(place - 1, 0)], line[min(place + 1, len(line) - 1)]
        length = math.dist(before, after)
        half = wide / 2 * (0.7 + 0.8 * place / len(line))
        dx, dy = -(after[1] - before[1]) / length * half, (after[0] - before[0]) / length * half
        sides[0].append((x + dx, y + dy))
        sides[1].append((x - dx, y - dy))
    return (*sides[0], *reversed(sides[1]))


LABELS = (
    Label(FeatureKind.PLACE_NAME, "Älvbro", (-60.0, 60.0)),
    Label(FeatureKind.PLACE_NAME, "Norrsund", QUARTERS["Norrsund"].middle),
    Label(FeatureKind.PLACE_NAME, "Björkvik", (24_800.0, -16_800.0)),
    *(Label(FeatureKind.PLACE_NAME, village.name, village.middle) for village in VILLAGES),
    *(
        Label(FeatureKind.AREA_NAME, quarter.label, quarter.at(-170.0, 225.0))
        for quarter in (*ALVBRO_QUARTERS, *BJORKVIK_QUARTERS)
        if quarter.label
    ),
    Label(FeatureKind.AREA_NAME, "Söderparken", CENTRUM.at(470.0, -400.0)),
    Label(FeatureKind.AREA_NAME, "Klockarskogen", turned([(2750.0, 1950.0)])[0]),
    Label(FeatureKind.WATER_NAME, "Älvbrofjärden", turned([(-1500.0, -3750.0)])[0]),
    Label(FeatureKind.WATER_NAME, "Norra sundet", SOUND),
    Label(FeatureKind.WATER_NAME, "Björkviken", _BJORKVIK_WATER),
)

REACH = (-10_500.0, 29_500.0, -24_000.0, 11_000.0)
"""The plan's least and greatest metres east, then north."""


def patches() -> Iterator[Patch]:
    """Water first, then woods, then parks and what is built up."""
    rng = random.Random("the land round Älvbro")
    waters = [
        BAY, river(), blob(rng, SOUND, 1150, 440, 70), blob(rng, _BJORKVIK_WATER, 2300, 780, 110),
    ]  # fmt: skip
    for _ in range(70):
        reach = rng.uniform(110, 620)
        lake = blob(rng, _anywhere(rng), reach, reach * rng.uniform(0.4, 0.9), max(reach / 6, 45))
        if not _touches_town(lake) and not any(_overlap(lake, water) for water in waters):
            waters.append(lake)
    yield from (Patch(FeatureKind.WATER, outline) for outline in waters)
    yield Patch(FeatureKind.WOOD, blob(rng, turned([(2750.0, 1900.0)])[0], 820, 560, 80))
    yield Patch(FeatureKind.WOOD, blob(rng, turned([(-2500.0, 1900.0)])[0], 900, 620, 80))
    for _ in range(230):
        reach = rng.uniform(350, 1900)
        wood = blob(rng, _anywhere(rng), reach, reach * rng.uniform(0.45, 1.0), max(reach / 7, 90))
        if not _touches_town(wood) and not any(_overlap(wood, water) for water in waters):
            yield Patch(FeatureKind.WOOD, wood)
    for quarter in (*QUARTERS.values(), *VILLAGES):
        parks = [blob(rng, quarter.at(*quarter.park[:2]), quarter.park[2], quarter.park[2], 30)] if quarter.park else []
        yield from (Patch(FeatureKind.PARK, park) for park in parks)
        yield Patch(FeatureKind.BUILT_UP, _outskirts(quarter), tuple(parks))


def _outskirts(quarter: Quarter) -> tuple[Metres, ...]:
    along, across = quarter.half[0] + 45, quarter.half[1] + 60
    ends = [(-along, -across), (along, -across), (along, across), (-along, across)]
    sides = zip(ends, [*ends[1:], ends[0]], strict=True)
    shares = [step / 8 for step in range(8)]
    return tuple(
        quarter.at(a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])) for a, b in sides for share in shares
    )


def _anywhere(rng: random.Random) -> Metres:
    west, east, south, north = REACH
    return rng.uniform(west, east), rng.uniform(south, north)


def _touches_town(outline: Sequence[Metres]) -> bool:
    for quarter in (*QUARTERS.values(), *VILLAGES):
        clear = math.hypot(*quarter.half) + 60
        if any(math.dist(point, quarter.middle) < clear for point in outline) or is_inside(quarter.middle, outline):
            return True
    return False


def _overlap(one: Sequence[Metres], other: Sequence[Metres]) -> bool:
    a, b = _box(one), _box(other)
    if a[0] > b[2] or b[0] > a[2] or a[1] > b[3] or b[1] > a[3]:
        return False
    return any(is_inside(point, other) for point in one) or any(is_inside(point, one) for point in other)


def _box(outline: Sequence[Metres]) -> tuple[float, float, float, float]:
    xs, ys = [point[0] for point in outline], [point[1] for point in outline]
    return min(xs), min(ys), max(xs), max(ys)


def is_inside(point: Metres, outline: Sequence[Metres]) -> bool:
    """Whether a point lies within a closed outline (even-odd)."""
    x, y = point
    is_in = False
    ax, ay = outline[-1]
    for bx, by in outline:
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            is_in = not is_in
        ax, ay = bx, by
    return is_in
