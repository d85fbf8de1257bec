"""The lowest and the highest reading in each column of pixels, from a pyramid: no peak is lost, however far one looks.

Level 0 are the readings; each level above holds the lowest and highest of two neighbours. What a column spans is put
together from at most two blocks a level, for all columns at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Ends = NDArray[np.intp]

MOST_LEFT = 64
"""From so many blocks a column on, the next level is asked; fewer are gone through at once."""


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
        self._levels = _levels(values)
        self.highest = float(values.max()) if len(values) else 0.0
        self.lowest = float(values.min()) if len(values) else 0.0

    def __len__(self) -> int:
        return len(self._seconds)

    def columns(self, since: float, until: float, count: int) -> Columns:
        """What each of `count` columns holds of [since, until), in seconds; the last one also what is at `until`."""
        edges = np.linspace(since, until, count + 1)
        edges[-1] = np.nextafter(until, np.inf)
        ends: Ends = np.searchsorted(self._seconds, edges)
        filled: Ends = np.flatnonzero(ends[1:] > ends[:-1])
        first, last = ends[:-1][filled], ends[1:][filled]
        least = np.full((len(filled), 2), np.inf)
        level = 0
        while level + 1 < len(self._levels) and (last - first).sum() > MOST_LEFT * len(filled):
            blocks = self._levels[level]
            is_odd = (first & 1).astype(bool)
            np.minimum(least, blocks.take(np.where(is_odd & (first < last), first, -1), axis=0), out=least)
            first = np.minimum(first + is_odd, last)
            is_odd = (last & 1).astype(bool) & (first < last)
            np.minimum(least, blocks.take(np.where(is_odd, last - 1, -1), axis=0), out=least)
            first, last, level = first >> 1, (last - is_odd) >> 1, level + 1
        if len(filled):
            both = np.column_stack((first, last)).ravel()
            rest = np.minimum.reduceat(self._levels[level], both, axis=0)[::2]
            np.minimum(least, rest, out=least, where=(first < last)[:, np.newaxis])
        return Columns(filled, least[:, 0], -least[:, 1])


def _levels(values: Floats) -> tuple[Floats, ...]:
    """Lowest and, with the opposite sign, highest of each block side by side; padded by a block that holds nothing."""
    blocks: Floats = np.column_stack((values, -values))
    levels = [_padded(blocks)]
    while len(blocks) > 1:
        even = blocks if len(blocks) % 2 == 0 else _padded(blocks)
        blocks = np.minimum(even[0::2], even[1::2])
        levels.append(_padded(blocks))
    return tuple(levels)


def _padded(blocks: Floats) -> Floats:
    return np.vstack((blocks, np.full((1, 2), np.inf)))
