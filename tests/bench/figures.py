"""One measured number, what was asked of it and what limits it; and how a program of `tests.bench` tells its own.

A figure keeps every turn's value, so that who reads it sees the spread; what counts is the median. A ratio is between
two things measured in the same turn, and is the number to believe when machines differ.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

TURNS = 5
"""How often each thing is measured at least, unless somebody only wants to see it run."""


class Better(Enum):
    """Which way a figure improves."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Figure:
    """`name` is unique in its program; `unit` is "ms", "1/s", "us", "MB", "x" (a ratio) and the like.

    `turns` are the values of each turn, in their order. `aim` is what the project asks for, None where it only wants to
    know. `limit` says in a sentence what keeps the figure from being better.
    """

    name: str
    unit: str
    turns: tuple[float, ...]
    better: Better
    aim: float | None = None
    limit: str = ""

    @property
    def value(self) -> float:
        """The median of the turns."""
        return statistics.median(self.turns)

    @property
    def holds(self) -> bool | None:
        """Whether it is at its aim or better; None without one."""
        if self.aim is None:
            return None
        return self.value <= self.aim if self.better is Better.LOWER else self.value >= self.aim

    def told(self) -> dict[str, Any]:
        """As it stands in the report."""
        turns = [_short(turn) for turn in self.turns]
        told = asdict(self) | {"better": self.better.value, "turns": turns, "aim": self.aim}
        return told | {"value": _short(self.value), "holds": self.holds}


def read(told: dict[str, Any]) -> Figure:
    """A figure from a report. Raises KeyError, TypeError or ValueError for what is none."""
    aim = None if told["aim"] is None else float(told["aim"])
    turns = tuple(float(turn) for turn in told["turns"])
    if not turns or not all(map(math.isfinite, turns)):
        raise ValueError(f"the figure {told['name']!r} has no value")
    return Figure(str(told["name"]), str(told["unit"]), turns, Better(told["better"]), aim, str(told["limit"]))


def percentile(values: Sequence[float], percent: int) -> float:
    """The percentile of at least two values, between those that lie there."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def run(description: str, measured: Callable[[int, bool], Sequence[Figure]]) -> None:
    """The main of a program of this package: `[--turns N] [--quick]`, and its figures as one line of JSON.

    `measured` is given the number of turns, and whether a small form is enough to see that it works.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument(
        "--quick", action="store_true", help="a small form, to see that it works; its figures say little"
    )
    given = parser.parse_args()
    print(json.dumps([figure.told() for figure in measured(given.turns, given.quick)], ensure_ascii=False), flush=True)


def _short(value: float) -> float:
    """Four digits are more than a measurement has."""
    return float(f"{value:.4g}")
