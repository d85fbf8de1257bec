"""The map of the invented municipalities: the streets that the residents of a seed live on, drawn with all round them.

Yields what a map is made of; who keeps it cuts it. Each resident's address is a house on it.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from console.adapters.municipality.streets import Street, housing_street, lay_streets, spare_names
from console.adapters.municipality.tenants import TENANTS, Tenant
from console.adapters.municipality.town import (
    LAST_NUMBER,
    QUARTERS,
    VILLAGES,
    Metres,
    Quarter,
    Stretch,
    to_degrees,
)
from console.adapters.municipality.town_ground import LABELS, REACH, patches
from console.adapters.municipality.town_roads import Drawn, railway, roads
from console.domain.land import FeatureKind, FoundPlace, Point, Shape
from console.domain.responder import Transport
from console.domain.terrain import Ground, Piece, Road

NAME = "Älvbro"
CREDIT = "Älvbro, påhittad kommun"
_CORNERS = (*to_degrees((REACH[0], REACH[2])), *to_degrees((REACH[1], REACH[3])))
BOUNDS = (_CORNERS[0], _CORNERS[1], _CORNERS[2], _CORNERS[3])
"""South, west, north, east."""

_NO_CARS = frozenset({Transport.BIKE, Transport.FOOT})


@dataclass(slots=True)
class _Named:
    """What each street of the plan is called: stretches by where they lie (`lain` has them as they are lived on), the
    streets across by quarter and column, the towns by quarter."""

    rows: dict[Stretch, str] = field(default_factory=dict)
    lain: dict[Stretch, Stretch] = field(default_factory=dict)
    columns: dict[tuple[str, int], str] = field(default_factory=dict)
    towns: dict[str, str] = field(default_factory=dict)


def town_pieces(seed: int) -> Iterator[Piece]:
    """The whole map, the same for the same seed."""
    named = _Named()
    for tenant in TENANTS:
        _name_streets(seed, tenant, named)
    for village in VILLAGES:
        for row, stretch in enumerate(village.stretches()):
            named.rows[stretch] = f"{village.name}{('vägen', 'backen', 'stigen')[row % 3]}"
    yield from _ground()
    yield from _network(named)
    rng = random.Random(f"{seed}/houses")
    for quarter in (*QUARTERS.values(), *VILLAGES):
        yield from _houses(quarter, named, rng)


def streets_of(seed: int, tenant: Tenant) -> tuple[Street, ...]:
    """The streets that residents of this seed live on."""
    laid = lay_streets(tenant.areas, random.Random(f"{seed}/{tenant.municipality.id}/people"))
    streets = [street for area in tenant.areas for street in laid[area.name]]
    if tenant.housing:
        area = next(area for area in tenant.areas if area.name == tenant.housing.area)
        streets.append(housing_street(tenant.housing.street.rpartition(" ")[0], area))
    return tuple(streets)


def _name_streets(seed: int, tenant: Tenant, named: _Named) -> None:
    """The residents' streets by their names, and invented names for all others of the tenant's quarters."""
    for street in streets_of(seed, tenant):
        lain = street.stretch
        place = Stretch(lain.quarter, lain.row, lain.first)
        named.rows[place], named.lain[place] = street.name, lain
    spare = spare_names(random.Random(f"{seed}/{tenant.municipality.id}/other streets"))
    for area in tenant.areas:
        quarter = QUARTERS[area.name]
        named.towns[area.name] = tenant.municipality.name
        for stretch in quarter.stretches():
            if stretch not in named.rows:
                named.rows[stretch] = next(spare)
        for column in range(quarter.columns + 1):
            named.columns[quarter.name, column] = next(spare)


def _ground() -> Iterator[Piece]:
    for patch in patches():
        yield Ground(
            patch.kind, Shape.AREA, tuple(tuple(map(to_degrees, ring)) for ring in (patch.outline, *patch.holes))
        )
    yield Ground(FeatureKind.RAIL, Shape.LINE, (tuple(map(to_degrees, railway())),))
    for label in LABELS:
        place = to_degrees(label.place)
        yield Ground(label.kind, Shape.POINT, ((place,),), label.name)
        yield FoundPlace(label.name, Point(*place))


def _network(named: _Named) -> Iterator[Piece]:
    numbers: dict[Metres, int] = {}
    for road in roads(named.rows, named.columns):
        yield _road(road, numbers)


def _road(road: Drawn, numbers: dict[Metres, int]) -> Road:
    corners = [(round(x, 2), round(y, 2)) for x, y in road.line]
    return Road(
        road.kind,
        tuple(map(to_degrees, corners)),
        tuple(numbers.setdefault(corner, len(numbers)) for corner in corners),
        road.speed_kmh,
        open_to=frozenset(Transport) if road.is_for_cars else _NO_CARS,
        name=road.name,
    )


def _houses(quarter: Quarter, named: _Named, rng: random.Random) -> Iterator[Piece]:
    town = named.towns.get(quarter.name, TENANTS[0].municipality.name)
    for place in quarter.stretches():
        name, lain = named.rows[place], named.lain.get(place, place)
        for number in range(1, LAST_NUMBER + 1):
            along, across = lain.house(number)
            if not quarter.is_park(along, across, spare=20.0):
                yield FoundPlace(f"{name} {number}, {town}", Point(*to_degrees(quarter.at(along, across))))
        yield from _buildings(quarter, lain, rng)


def _buildings(quarter: Quarter, lain: Stretch, rng: random.Random) -> Iterator[Piece]:
    """Three neighbours on one side have a long house together, or each a house of their own."""
    for first in range(1, LAST_NUMBER + 1, 6):
        for side in (0, 1):
            neighbours = [lain.house(first + side + step) for step in (0, 2, 4)]
            if any(quarter.is_park(along, across, spare=20.0) for along, across in neighbours):
                continue
            deep = rng.uniform(6.0, 8.5) if quarter.is_dense else rng.uniform(4.5, 7.0)
            if rng.random() < (0.75 if quarter.is_dense else 0.3):
                yield _building(quarter, neighbours[1], rng.uniform(31.0, 34.0), deep)
                continue
            for neighbour in neighbours:
                yield _building(quarter, neighbour, rng.uniform(6.0, 9.5), deep)


def _building(quarter: Quarter, middle: Metres, wide: float, deep: float) -> Ground:
    """By half of its length and depth."""
    along, across = middle
    corners = ((-wide, -deep), (wide, -deep), (wide, deep), (-wide, deep))
    outline = tuple(to_degrees(quarter.at(along + u, across + v)) for u, v in corners)
    return Ground(FeatureKind.BUILDING, Shape.AREA, (outline,))
