"""Invented streets and addresses, and where they would lie: in the forest round 62.9° N 16.4° E."""

import math
import random
from dataclasses import dataclass

from console.adapters.municipality.tenants import Area

_FIRST = (
    "Tjärdals", "Flottar", "Älvkvarns", "Lavskriks", "Ripvide", "Myrulls", "Kolmil", "Timmerränne", "Näversko",
    "Ljungmo", "Vattenhjuls", "Bäverbo", "Gäddviks", "Hjortrons", "Lommen", "Sävtuve", "Storspovs", "Tranmosse",
    "Ugglebo", "Vargspårs", "Åkerbärs", "Ängsvakts", "Örings", "Skvaltkvarns", "Nattskärre", "Kaffeved", "Norrskens",
    "Rimfrost", "Skarsnö", "Töväders",
)  # fmt: skip
_LAST = ("vägen", "gatan", "stigen", "gränd", "backen", "svängen")

STREETS_AN_AREA = 12
_METRES_A_DEGREE = 111_320.0
_APARTMENT_FLOORS = (10, 11, 12, 13)


@dataclass(frozen=True, slots=True)
class Street:
    """A street: where its number 1 lies, and the way it runs (degrees from north)."""

    name: str
    area: Area
    latitude: float
    longitude: float
    bearing: float

    def at(self, number: int) -> tuple[float, float]:
        """Latitude and longitude of a house, 12 m from one number to the next; six decimals."""
        along = 12.0 * number
        north = along * math.cos(math.radians(self.bearing)) / _METRES_A_DEGREE
        east = along * math.sin(math.radians(self.bearing)) / (_METRES_A_DEGREE * 0.456)
        return round(self.latitude + north, 6), round(self.longitude + east, 6)


def lay_streets(areas: tuple[Area, ...], rng: random.Random) -> dict[str, tuple[Street, ...]]:
    """The streets of each area by the area's name; no name twice."""
    known = {name for area in areas for name in area.known_streets}
    names = [first + last for first in _FIRST for last in _LAST if first + last not in known]
    rng.shuffle(names)
    laid: dict[str, tuple[Street, ...]] = {}
    for area in areas:
        missing = STREETS_AN_AREA - len(area.known_streets)
        chosen = (*area.known_streets, *(names.pop() for _ in range(missing)))
        laid[area.name] = tuple(_street(name, area, rng) for name in chosen)
    return laid


def _street(name: str, area: Area, rng: random.Random) -> Street:
    return Street(
        name,
        area,
        round(area.latitude + rng.uniform(-0.006, 0.006), 6),
        round(area.longitude + rng.uniform(-0.013, 0.013), 6),
        rng.uniform(0, 360),
    )


def pick_address(streets: tuple[Street, ...], rng: random.Random) -> tuple[Street, int, str]:
    """A street, a number, and an apartment (Lantmäteriet's four digits) or "" for a house of its own."""
    street = rng.choice(streets)
    number = rng.randrange(1, 40)
    if rng.random() < 0.38:
        return street, number, ""
    return street, number, f"lgh {rng.choice(_APARTMENT_FLOORS)}{rng.randrange(1, 9):02d}"
