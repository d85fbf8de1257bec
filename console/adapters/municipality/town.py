"""How the invented towns are planned: quarters of a slightly turned grid, and the stretches of street in them.

Everything lies in the forest round 62.9° N 16.4° E. Plans are in metres east and north of the middle of Älvbro; a
quarter has a grid of its own, counted in metres along and across its streets.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

MIDDLE = (62.9080, 16.4030)
METRES_A_DEGREE = 111_320.0
NARROWER = 0.456
"""A degree of longitude against one of latitude, here."""

BLOCK_M = 170.0
ROW_M = 90.0
BLOCKS_A_STREET = 5
_CORNER_M = 14.0
_PAIRS_A_BLOCK = 6
_HOUSE_FROM_MIDDLE_M = 16.0

Metres = tuple[float, float]


def to_degrees(place: Metres) -> tuple[float, float]:
    """Latitude and longitude of a place on the plan; six decimals."""
    east, north = place
    return (
        round(MIDDLE[0] + north / METRES_A_DEGREE, 6),
        round(MIDDLE[1] + east / (METRES_A_DEGREE * NARROWER), 6),
    )


def to_metres(latitude: float, longitude: float) -> Metres:
    """A place on the plan."""
    return (longitude - MIDDLE[1]) * METRES_A_DEGREE * NARROWER, (latitude - MIDDLE[0]) * METRES_A_DEGREE


@dataclass(frozen=True, slots=True)
class Quarter:
    """A part of a town: its middle on the plan, how far it is turned (degrees, against the clock), and its blocks: the
    streets with houses run along its `rows`, others cross them at its `columns`. `park` is a circle of it without
    houses: its middle, along and across, and its radius."""

    name: str
    middle: Metres
    turned: float
    columns: int
    rows: int
    label: str = ""
    is_dense: bool = False
    has_quay: bool = False
    park: tuple[float, float, float] | None = None

    @property
    def half(self) -> Metres:
        """Half of its length along and across."""
        return self.columns * BLOCK_M / 2, (self.rows - 1) * ROW_M / 2

    def at(self, along: float, across: float) -> Metres:
        """A place of the quarter's grid on the plan. Streets bend a little, as on old ground."""
        u = along + 9.0 * math.sin(across / 210.0)
        v = across + 11.0 * math.sin(along / 260.0)
        cosine, sine = math.cos(math.radians(self.turned)), math.sin(math.radians(self.turned))
        return self.middle[0] + u * cosine - v * sine, self.middle[1] + u * sine + v * cosine

    def corner(self, column: int, row: int) -> Metres:
        """Where a column crosses a row; columns from 0 to `columns`, rows from 0."""
        return self.at(column * BLOCK_M - self.half[0], row * ROW_M - self.half[1])

    def is_park(self, along: float, across: float, spare: float = 0.0) -> bool:
        """Whether the place lies in the quarter's park."""
        if self.park is None:
            return False
        return math.hypot(along - self.park[0], across - self.park[1]) < self.park[2] + spare

    def stretches(self) -> Iterator["Stretch"]:
        """Each piece of a row that is one street, from the south-west."""
        for row in range(self.rows):
            for first in range(0, self.columns - BLOCKS_A_STREET + 1, BLOCKS_A_STREET):
                yield Stretch(self, row, first)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a street lies: five blocks of a row. `is_reversed`: its number 1 is in the east."""

    quarter: Quarter
    row: int
    first: int
    is_reversed: bool = False

    @property
    def middle(self) -> Metres:
        along, across = self.from_start(BLOCKS_A_STREET * BLOCK_M / 2, 0)
        return self.quarter.at(along, across)

    @property
    def is_clear(self) -> bool:
        """Whether the whole of it lies outside the park."""
        return not any(
            self.quarter.is_park(*self.from_start(share * BLOCK_M / 2, 0), spare=40.0)
            for share in range(2 * BLOCKS_A_STREET + 1)
        )

    def house(self, number: int) -> Metres:
        """The middle of a house, along and across the quarter's grid. Odd numbers on one side, even on the other, about
        12 m from one number to the next; none on a corner."""
        pair = min((number - 1) // 2, BLOCKS_A_STREET * _PAIRS_A_BLOCK - 1)
        block, place = divmod(pair, _PAIRS_A_BLOCK)
        along = block * BLOCK_M + _CORNER_M + (place + 0.5) * (BLOCK_M - 2 * _CORNER_M) / _PAIRS_A_BLOCK
        return self.from_start(along, _HOUSE_FROM_MIDDLE_M if number % 2 else -_HOUSE_FROM_MIDDLE_M)

    def from_start(self, along: float, across: float) -> Metres:
        """A place so far along the street and to the left of it, in the quarter's grid."""
        if self.is_reversed:
            along, across = BLOCKS_A_STREET * BLOCK_M - along, -across
        start = self.first * BLOCK_M - self.quarter.half[0]
        return start + along, self.row * ROW_M - self.quarter.half[1] + across


LAST_NUMBER = 2 * BLOCKS_A_STREET * _PAIRS_A_BLOCK
"""The highest number of a house on any street."""

ALVBRO_QUARTERS = (
    Quarter("Norr", to_metres(62.9270, 16.4010), 16.0, 10, 18, "Norrgården"),
    Quarter("Söder", to_metres(62.8905, 16.3980), 12.0, 10, 16, "Söder"),
    Quarter("Öster", to_metres(62.9065, 16.4480), 9.0, 10, 16, "Tallbacken"),
    Quarter("Norrsund", to_metres(62.9520, 16.4650), 19.0, 5, 13, has_quay=True),
    Quarter("Centrum", to_metres(62.9080, 16.4030), 14.0, 10, 18, is_dense=True, park=(470.0, -400.0, 230.0)),
)
BJORKVIK_QUARTERS = (
    Quarter("Strand", to_metres(62.7510, 16.9020), 28.0, 5, 13, "Strand", is_dense=True),
    Quarter("Backen", to_metres(62.7640, 16.8770), 33.0, 5, 13, "Backen"),
)
VILLAGES = (
    Quarter("Tjärmyra", (-5200.0, -520.0), 6.0, 5, 3),
    Quarter("Ripnäs", (-1750.0, -7600.0), -9.0, 5, 3),
    Quarter("Hedsele", (2500.0, 9400.0), 3.0, 5, 3),
    Quarter("Lomtjärn", (8300.0, -600.0), -24.0, 5, 3),
    Quarter("Kolbottnen", (16500.0, -7900.0), -40.0, 5, 3),
)
QUARTERS: dict[str, Quarter] = {quarter.name: quarter for quarter in (*ALVBRO_QUARTERS, *BJORKVIK_QUARTERS)}
