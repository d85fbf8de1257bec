"""How many answers will soon be over their target, if all goes on as it went. Pure.

A queue with several operators, three ranks and handling times with a long tail has no closed form, so the next
quarter of an hour is played through some hundred times. In each play what waits is taken in the queue's own order
(`queue.rank`: class, then target; past its target a case ranks one class higher, never among life alarms), alarms come
at random at the rate of the last half hour, and each takes an operator for a log-normal time.

The chances are drawn once (`Chances`), spread evenly over the plays (Latin hypercube: McKay, Beckman and Conover,
Technometrics 21, 1979) and used again in each forecast: the same load gives the same numbers, and a number on the
screen moves because the load did, not because the dice did.

Left out on purpose: that the next hour is usually busier than this one, breaks and the end of a shift, which operator
may answer which municipality, technical cases (they wait for people), and that a second alarm may join a case.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush, heapreplace
from itertools import accumulate
from statistics import NormalDist, median, quantiles
from typing import Protocol

from console.domain.alarm import AlarmClass

SOON_S, LATER_S = 300.0, 900.0
"""The two spans that are told."""

PICKUP_S = 5.0
"""Ours, a guess: from when an operator is free and a case waits until it is answered."""

PLAYS = 256
LEAST_PLAYS = 8
"""Measured: of 300 to 6,000 that wait, with 200 to 6,000 more in half an hour, eight plays are within 3 % of all."""

MOST_CASES = 12_000
"""So many cases there are in all plays together: it bounds the time. The more there are, the fewer plays are needed."""

DRAWS = 96
"""Chances of each kind in a play; a play that needs more begins again."""

_PRIOR = 10
"""What is believed of handling times before any was seen weighs as much as so many that were."""
_LEAST_SIGMA, _MOST_SIGMA = 0.3, 1.5
_IQR = 1.349
"""Interquartile range of a normal distribution in standard deviations."""
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Handling:
    """How long a case takes its operator: log-normal, and for a few (`tail_share`) evenly between the two ends of the
    tail. Defaults: capabilities' municipality (45-240 s, log-normal, with a tail of 60 min)."""

    median_s: float = 120.0
    sigma: float = 0.8
    tail_share: float = 0.02
    tail_from_s: float = 900.0
    tail_to_s: float = 3600.0


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One case that waits. `due_in_s` is negative past its target; `alarm_class` its own, or as it was raised."""

    alarm_class: AlarmClass
    due_in_s: float


@dataclass(frozen=True, slots=True)
class Coming:
    """Alarms of one class and target that come: so many were `counted` in the time that was looked at."""

    alarm_class: AlarmClass
    within_s: float
    counted: float


@dataclass(frozen=True, slots=True)
class Load:
    """What there is to do and who is there for it. `busy_for_s` has one entry for each operator with a case, `free` is
    how many have none. `coming` was counted in `counted_in_s` seconds."""

    waiting: tuple[Unanswered, ...]
    busy_for_s: tuple[float, ...]
    free: int
    coming: tuple[Coming, ...] = ()
    counted_in_s: float = 1800.0
    handling: Handling = field(default_factory=Handling)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Answers that go over their target from now on, within 5 and 15 minutes: what is to be expected, and between
    which numbers 8 of 10 plays of the 15 minutes lay. What is over its target already is not counted."""

    expected_5: float
    expected_15: float
    low_15: int
    high_15: int

    @property
    def over_5(self) -> int:
        return math.floor(self.expected_5 + 0.5)

    @property
    def over_15(self) -> int:
        return math.floor(self.expected_15 + 0.5)


class Random(Protocol):
    """A source of chance between 0 and 1; seeded, where forecasts must be the same again."""

    def random(self) -> float: ...


class Chances:
    """All that is left to chance in the plays, drawn once: some 30 ms of work."""

    def __init__(self, source: Random) -> None:
        self.gaps = _spread(source, DRAWS, lambda share: -math.log(share))
        """Time to the next alarm, in means."""
        self.marks = _spread(source, DRAWS, lambda share: share)
        """Which alarm it is."""
        self.lengths = _spread(source, DRAWS, lambda share: share)
        """How long it takes, as the share of cases that take longer."""
        self.rates = [row[0] for row in _spread(source, 1, lambda share: _NORMAL.inv_cdf(share))]
        """How far the true rate is from the counted one, in deviations."""


def handling_of(spans_s: Iterable[float]) -> Handling:
    """Handling times as they were lately: median and quartiles, which a long call does not move, leant on the default
    while there are few."""
    logs = [math.log(max(1.0, span)) for span in spans_s]
    usual = Handling()
    if len(logs) < 2:
        return usual
    lower, _, upper = quantiles(logs, n=4, method="inclusive")
    weight = len(logs) / (len(logs) + _PRIOR)
    middle = weight * median(logs) + (1 - weight) * math.log(usual.median_s)
    sigma = weight * (upper - lower) / _IQR + (1 - weight) * usual.sigma
    return Handling(math.exp(middle), min(_MOST_SIGMA, max(_LEAST_SIGMA, sigma)))


def forecast(load: Load, chances: Chances) -> Forecast:
    """Plays the next 15 minutes through."""
    cases = len(load.waiting) + sum(one.counted for one in load.coming) * LATER_S / load.counted_in_s
    plays = max(LEAST_PLAYS, min(PLAYS, int(MOST_CASES / max(1.0, cases))))
    step = PLAYS // plays
    lengths = _Lengths(load.handling)
    late = [_play(load, chances, play * step, lengths) for play in range(plays)]
    later = sorted(fifteen for _, fifteen in late)
    expected = sum(later) / plays
    return Forecast(
        expected_5=sum(five for five, _ in late) / plays,
        expected_15=expected,
        low_15=min(later[plays // 10], math.floor(expected + 0.5)),
        high_15=max(later[-1 - plays // 10], math.floor(expected + 0.5)),
    )


def _play(load: Load, chances: Chances, play: int, lengths: "_Lengths") -> tuple[int, int]:
    """One quarter of an hour: how many go over their target in its first five minutes, and in all."""
    line = _Line(load.waiting)
    alarms = _alarms(load, chances, play)
    shares = chances.lengths[play]
    operators = [0.0] * load.free
    operators += [lengths.left(age, shares[-1 - at % DRAWS]) for at, age in enumerate(load.busy_for_s)]
    heapify(operators)
    number, taken = 0, 0
    missed: list[float] = []
    while operators and (free_at := operators[0]) < LATER_S:
        while number < len(alarms) and (alarms[number][0] <= free_at or line.is_empty):
            free_at = max(free_at, alarms[number][0])
            line.put(alarms[number][1], alarms[number][2])
            number += 1
        if line.is_empty or free_at >= LATER_S:
            break
        due = line.take(free_at)
        answered_at = free_at + PICKUP_S
        if answered_at > due:
            missed.append(due)
        heapreplace(operators, answered_at + lengths.whole(shares[taken % DRAWS]))
        taken += 1
    missed += line.rest()
    missed += [due for _, _, due in alarms[number:]]
    return sum(0 < due <= SOON_S for due in missed), sum(0 < due <= LATER_S for due in missed)


def _alarms(load: Load, chances: Chances, play: int) -> list[tuple[float, AlarmClass, float]]:
    """What comes in this play: when, of which class, and when its answer is due.

    The rate was counted, and is not known: it varies by what so few say of it, about the same mean.
    """
    counted = sum(one.counted for one in load.coming)
    if counted <= 0:
        return []
    spread = math.log(1 + 1 / counted)
    per_s = counted / load.counted_in_s * math.exp(chances.rates[play] * math.sqrt(spread) - spread / 2)
    bounds = list(accumulate(one.counted / counted for one in load.coming))
    gaps, marks = chances.gaps[play], chances.marks[play]
    found: list[tuple[float, AlarmClass, float]] = []
    at, number = gaps[0] / per_s, 0
    while at < LATER_S:
        kind = load.coming[min(bisect_right(bounds, marks[number % DRAWS]), len(bounds) - 1)]
        found.append((at, kind.alarm_class, at + kind.within_s))
        number += 1
        at += gaps[number % DRAWS] / per_s
    return found


class _Line:
    """What waits, by class, each the soonest due first."""

    def __init__(self, waiting: Iterable[Unanswered]) -> None:
        self._acute: list[float] = []
        self._high: list[float] = []
        self._normal: list[float] = []
        for one in waiting:
            self.put(one.alarm_class, one.due_in_s)

    @property
    def is_empty(self) -> bool:
        return not (self._acute or self._high or self._normal)

    def put(self, alarm_class: AlarmClass, due: float) -> None:
        match alarm_class:
            case AlarmClass.ACUTE:
                heappush(self._acute, due)
            case AlarmClass.HIGH:
                heappush(self._high, due)
            case _:
                heappush(self._normal, due)

    def take(self, at: float) -> float:
        """When the answer is due of that which ranks first at that moment."""
        if self._acute:
            return heappop(self._acute)
        is_raised = bool(self._normal) and self._normal[0] <= at
        if self._high and not (is_raised and self._normal[0] < self._high[0]):
            return heappop(self._high)
        return heappop(self._normal)

    def rest(self) -> list[float]:
        """When the answers are due that nobody has given."""
        return [*self._acute, *self._high, *self._normal]


class _Lengths:
    """Handling times out of shares: `share` of all cases take longer than the answer."""

    def __init__(self, handling: Handling) -> None:
        self._handling = handling
        self._middle = math.log(handling.median_s)

    def whole(self, share: float) -> float:
        """Seconds that a case takes."""
        return self._longer_than(0.0, share)

    def left(self, age_s: float, share: float) -> float:
        """Seconds that a case still takes which has taken `age_s`."""
        return self._longer_than(age_s, share) - age_s

    def _longer_than(self, age_s: float, share: float) -> float:
        known = self._handling
        tail = known.tail_share * min(1.0, max(0.0, known.tail_to_s - age_s) / (known.tail_to_s - known.tail_from_s))
        usual = (1 - known.tail_share) * self._survival(age_s)
        if share * (tail + usual) < tail:  # the tail is drawn, by the longest shares
            within = share * (tail + usual) / tail
            return known.tail_to_s - within * (known.tail_to_s - max(age_s, known.tail_from_s))
        within = (share * (tail + usual) - tail) / usual
        left = min(1.0 - 1e-12, max(1e-300, within * self._survival(age_s)))
        return max(age_s, math.exp(self._middle - known.sigma * _NORMAL.inv_cdf(left)))

    def _survival(self, age_s: float) -> float:
        if age_s <= 0:
            return 1.0
        return 0.5 * math.erfc((math.log(age_s) - self._middle) / (self._handling.sigma * math.sqrt(2)))


def _spread(source: Random, columns: int, shape: Callable[[float], float]) -> list[list[float]]:
    """A row for each play: in each column every play has a part of its own of what can happen."""
    rows: list[list[float]] = [[] for _ in range(PLAYS)]
    for _ in range(columns):
        order = sorted(range(PLAYS), key=lambda _: source.random())
        for row, part in zip(rows, order, strict=True):
            share = (part + min(0.999, max(0.001, source.random()))) / PLAYS
            row.append(shape(share))
    return rows
