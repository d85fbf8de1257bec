"""The lowest and the highest reading in each column of pixels, from a pyramid: no peak is lost, however far one looks.

Level 0 are the readings; each level above holds the lowest and highest of two neighbours. What a column spans is put
together from at most two blocks a level, for all columns at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ends = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Columns:
    """`at` are the numbers of the columns that have readings; `low` and `high` what lies in each."""

    at: Ends
    low: Floats
    high: Floats


class Pyramid:
    """Over (seconds, value), oldest first. Raises ValueError where the seconds go back."""

    def __init__(self, readings: Sequence[tuple[float, float]] | Floats) -> None:
        both = np.asarray(readings, dtype=np.float64).reshape(-1, 2)
        self._seconds: Floats = np.ascontiguousarray(both[:, 0])
        if np.any(np.diff(self._seconds) < 0):
            raise ValueError("readings that are not in the order of their time")
        values: Floats = np.ascontiguousarray(both[:, 1])
        self._lows, self._highs = _levels(values, np.minimum, np.inf), _levels(values, np.maximum, -np.inf)
        self.highest = float(values.max()) if len(values) else 0.0
        self.lowest = float(values.min()) if len(values) else 0.0

    def __len__(self) -> int:
        return len(self._seconds)

    def columns(self, since: float, until: float, count: int) -> Columns:
        """What each of `count` columns holds of [since, until), in seconds; the last one also what is at `until`."""
        edges = np.linspace(since, until, count + 1)
        ends: Ends = np.searchsorted(self._seconds, edges, side="left")
        ends[-1] = np.searchsorted(self._seconds, until, side="right")
        filled: Ends = np.flatnonzero(ends[1:] > ends[:-1])
        first, last = ends[:-1][filled], ends[1:][filled]
        low, high = np.full(len(filled), np.inf), np.full(len(filled), -np.inf)
        for lows, highs in zip(self._lows, self._highs, strict=True):
            if not np.any(last > first):
                break
            odd = (first & 1).astype(bool) & (first < last)
            np.minimum(low, lows[first], out=low, where=odd)
            np.maximum(high, highs[first], out=high, where=odd)
            first = first + odd
            odd = (last & 1).astype(bool) & (first < last)
            np.minimum(low, lows[last - 1], out=low, where=odd)
            np.maximum(high, highs[last - 1], out=high, where=odd)
            last = last - odd
            first, last = first >> 1, last >> 1
        return Columns(filled, low, high)


def _levels(values: Floats, of: np.ufunc, nothing: float) -> tuple[Floats, ...]:
    """Each level padded by `nothing`, so that every index that is asked for is there."""
    levels = [np.append(values, [nothing, nothing])]
    while len(values) > 1:
        even = values if len(values) % 2 == 0 else np.append(values, nothing)
        values = of(even[0::2], even[1::2])
        levels.append(np.append(values, [nothing, nothing]))
    return tuple(levels)
