"""When the rounds of a simulated night lie: at the hours of real ones, or around the moment a demonstration begins."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from console.domain.night import LOCAL, NOON, night_of
from console.domain.supervision import MINUTES_A_DAY, LookTime

INTO = 25
"""Minutes of the second round that are over when the demonstration begins."""

_STEP = 5
_SHORTEST = 30
_LENGTHS = (30, 45, 60)
_EARLY = 2.4
"""Most windows open early in their round: the share of its time after which a share of them has, to this power."""

_NIGHT_BEFORE_START = timedelta(hours=6)
_FROM_START = ((timedelta(hours=-3), 120), (timedelta(minutes=-INTO), INTO + 75), (timedelta(hours=3), 120))


@dataclass(frozen=True, slots=True)
class Rounds:
    """`begins` is the local minute at which the night begins (a parameter of `domain.night`). `spans` are each round's
    first local minute, and how many minutes it lasts. `night` is named where a demonstration begins in it."""

    begins: int
    spans: tuple[tuple[int, int], ...]
    night: date | None = None

    def minute(self, number: int, after: int) -> int:
        """The local minute of the day so many minutes into a round, counted from 1."""
        return (self.spans[number - 1][0] + after) % MINUTES_A_DAY


USUAL_ROUNDS = Rounds(NOON, ((22 * 60, 120), (60, 120), (4 * 60, 120)))
"""22-24, 01-03 and 04-06; the night is from noon to noon."""


def rounds_around(started_at: datetime) -> Rounds:
    """A night in whose middle `started_at` (aware) lies, to five minutes.

    The first round was three hours ago to one, the second began 25 minutes ago and lasts 75 more, the third comes in
    three hours; the night began six hours ago. Over a change of the clock an hour longer or shorter, as real ones are.
    """
    begins = _minute(started_at - _NIGHT_BEFORE_START)
    spans = tuple((_minute(started_at + offset), lasts) for offset, lasts in _FROM_START)
    return Rounds(begins, spans, night_of(started_at, begins))


def windows(rounds: Rounds, number: int, people: int, lot: random.Random) -> list[LookTime]:
    """A window in that round for each of so many people: 30 to 60 minutes, most of them early. One in fifteen is a time
    by the clock."""
    _, lasts = rounds.spans[number - 1]
    order = list(range(people))
    lot.shuffle(order)
    found = []
    for person, rank in enumerate(order):
        share = ((rank + 0.5) / people) ** _EARLY
        opens = _STEP * round(share * (lasts - _SHORTEST) / _STEP)
        length = 0 if person % 15 == 7 else min(lot.choice(_LENGTHS), lasts - opens)
        found.append(window(rounds, number, opens, length))
    return found


def window(rounds: Rounds, number: int, opens: int, length: int) -> LookTime:
    """A window of that round, in minutes from its beginning."""
    return LookTime(number, rounds.minute(number, opens), rounds.minute(number, opens + length))


def _minute(at: datetime) -> int:
    local = at.astimezone(LOCAL)
    return (local.hour * 60 + local.minute) // _STEP * _STEP
