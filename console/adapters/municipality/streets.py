"""Invented streets and addresses: which lies where in the plan of its town."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from console.adapters.municipality.tenants import Area
from console.adapters.municipality.town import QUARTERS, Stretch, to_degrees, to_metres

_FIRST = (
    "Tjärdals", "Flottar", "Älvkvarns", "Lavskriks", "Ripvide", "Myrulls", "Kolmil", "Timmerränne", "Näversko",
    "Ljungmo", "Vattenhjuls", "Bäverbo", "Gäddviks", "Hjortrons", "Lommen", "Sävtuve", "Storspovs", "Tranmosse",
    "Ugglebo", "Vargspårs", "Åkerbärs", "Ängsvakts", "Örings", "Skvaltkvarns", "Nattskärre", "Kaffeved", "Norrskens",
    "Rimfrost", "Skarsnö", "Töväders",
)  # fmt: skip
_OTHER_FIRST = (
    "Kvanne", "Skrädder", "Sadelmakar", "Garvar", "Tunnbindar", "Repslagar", "Seglar", "Styrmans", "Lots", "Snickar",
    "Glasblåsar", "Klensmeds", "Vävar", "Spinnar", "Stenhuggar", "Orrspels", "Tjäder", "Järpe", "Sidensvans",
    "Domherre", "Nötväcke", "Korsnäbbs", "Enbärs", "Blåbärs", "Åkerspärge", "Kardborre", "Väpplings", "Smörblommo",
    "Liljekonvalje", "Harsyre", "Kattfots", "Linnéa", "Vitsippe", "Kärleksörts",
)  # fmt: skip
_LAST = ("vägen", "gatan", "stigen", "gränd", "backen", "svängen")

STREETS_AN_AREA = 12
_APARTMENT_FLOORS = (10, 11, 12, 13)


@dataclass(frozen=True, slots=True)
class Street:
    """A street, and where it lies."""

    name: str
    area: Area
    stretch: Stretch

    def at(self, number: int) -> tuple[float, float]:
        """Latitude and longitude of a house, about 12 m from one number to the next; six decimals."""
        return to_degrees(self.stretch.quarter.at(*self.stretch.house(number)))


def lay_streets(areas: tuple[Area, ...], rng: random.Random) -> dict[str, tuple[Street, ...]]:
    """The streets of each area by the area's name; no name twice, and no two in one place."""
    known = {name for area in areas for name in area.known_streets}
    names = [first + last for first in _FIRST for last in _LAST if first + last not in known]
    rng.shuffle(names)
    laid: dict[str, tuple[Street, ...]] = {}
    for area in areas:
        missing = STREETS_AN_AREA - len(area.known_streets)
        chosen = (*area.known_streets, *(names.pop() for _ in range(missing)))
        free = [one for one in QUARTERS[area.name].stretches() if one.is_clear and one != _of_housing(area)]
        laid[area.name] = tuple(_street(name, area, free, rng) for name in chosen)
    return laid


def spare_names(rng: random.Random) -> Iterator[str]:
    """Names for streets on which no resident lives."""
    names = [first + last for first in _OTHER_FIRST for last in _LAST]
    rng.shuffle(names)
    return iter(names)


def housing_street(name: str, area: Area) -> Street:
    """The street of an area's special housing: its north-western corner, on which no other street lies."""
    return Street(name, area, _of_housing(area))


def _of_housing(area: Area) -> Stretch:
    quarter = QUARTERS[area.name]
    return Stretch(quarter, quarter.rows - 1, 0)


def _street(name: str, area: Area, free: list[Stretch], rng: random.Random) -> Street:
    """By the quay where it is named for it, else where the grid has a free place nearest to one drawn by lot."""
    drawn = to_metres(area.latitude + rng.uniform(-0.006, 0.006), area.longitude + rng.uniform(-0.013, 0.013))
    is_reversed = rng.uniform(0, 360) >= 180
    is_by_quay = QUARTERS[area.name].has_quay and name in area.known_streets
    place = free[0] if is_by_quay else _nearest(free, drawn)
    free.remove(place)
    return Street(name, area, Stretch(place.quarter, place.row, place.first, is_reversed))


def _nearest(free: Sequence[Stretch], drawn: tuple[float, float]) -> Stretch:
    return min(free, key=lambda one: math.dist(one.middle, drawn))


def pick_address(streets: tuple[Street, ...], rng: random.Random) -> tuple[Street, int, str]:
    """A street, a number, and an apartment (Lantmäteriet's four digits) or "" for a house of its own."""
    street = rng.choice(streets)
    number = rng.randrange(1, 40)
    if rng.random() < 0.38:
        return street, number, ""
    return street, number, f"lgh {rng.choice(_APARTMENT_FLOORS)}{rng.randrange(1, 9):02d}"
