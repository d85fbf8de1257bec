"""Telephone numbers and personal numbers that can reach or mean nobody."""

import random
from collections.abc import Iterable
from datetime import date

MOBILES: tuple[str, ...] = tuple(f"+46701740{last:03d}" for last in range(605, 700))
"""070-174 06 05 to 06 99: set aside for fiction by the Swedish Post and Telecom Authority (PTS)."""

LANDLINES: tuple[str, ...] = tuple(
    f"{prefix}{last:02d}" for prefix in ("+468465004", "+463139006", "+464062804") for last in range(100)
)
"""08-465 004 00 to 99, 031-390 06 00 to 99 and 040-628 04 00 to 99: likewise."""


def as_dialled(mobile: str) -> str:
    """`+46701740618` as a Swede writes it: `070-174 06 18`."""
    national = "0" + mobile.removeprefix("+46")
    return f"{national[:3]}-{national[3:6]} {national[6:8]} {national[8:]}"


def check_digit(nine_digits: str) -> int:
    """The check digit of YYMMDDNNN by the modulus-10 method (Luhn), weights 2 and 1."""
    total = 0
    for place, digit in enumerate(nine_digits):
        product = int(digit) * (2 - place % 2)
        total += product - 9 if product > 9 else product
    return -total % 10


class PersonalNumbers:
    """Gives out personal numbers of the form YYYYMMDD-NNNC, each once, **none of them valid**.

    The last digit is wrong on purpose: the Tax Agency's published test numbers are a list that we do not carry, and a
    right check digit could belong to someone. The next to last digit is odd for men, as in life.
    """

    def __init__(self, rng: random.Random, reserved: Iterable[str] = ()) -> None:
        self._rng = rng
        self._given = set(reserved)

    def invent(self, born: date, *, is_woman: bool) -> str:
        """A number for someone born then, that no register can hold."""
        day = born.strftime("%Y%m%d")
        while True:
            serial = 2 * self._rng.randrange(1, 499) + (not is_woman)
            nine = f"{day[2:]}{serial:03d}"
            wrong = (check_digit(nine) + self._rng.randrange(1, 10)) % 10
            number = f"{day}-{serial:03d}{wrong}"
            if number not in self._given:
                self._given.add(number)
                return number


def born_at_age(age: int, today: date, rng: random.Random) -> date:
    """A day of birth that makes someone `age` on `today`: never 29 February, never today itself."""
    days_ago = rng.randrange(1, 364)
    birthday = date.fromordinal(today.toordinal() - days_ago)
    if (birthday.month, birthday.day) == (2, 29):
        birthday = birthday.replace(day=28)
    return birthday.replace(year=birthday.year - age)
