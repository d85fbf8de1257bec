"""Going somewhere along a line."""

import math
from collections.abc import Sequence
from itertools import pairwise

from console.domain.land import Point

_METRES_A_DEGREE = 111_320.0


class Journey:
    """Along `line`, evenly, in `seconds`. A line of no point is nowhere, and raises ValueError."""

    def __init__(self, line: Sequence[Point], seconds: float) -> None:
        if not line:
            raise ValueError("a journey without a point leads nowhere")
        self._line = tuple(line)
        self._lengths = tuple(_metres(one, other) for one, other in pairwise(line))
        self.seconds = seconds

    def at(self, seconds: float) -> Point:
        """Where one is so long after setting out; at the end once it is over."""
        if seconds >= self.seconds:
            return self._line[-1]
        left = max(0.0, seconds) / self.seconds * sum(self._lengths)
        for (one, other), length in zip(pairwise(self._line), self._lengths, strict=True):
            if left < length:
                share = left / length
                return Point(
                    one.latitude + (other.latitude - one.latitude) * share,
                    one.longitude + (other.longitude - one.longitude) * share,
                )
            left -= length
        return self._line[-1]


def _metres(one: Point, other: Point) -> float:
    east = (other.longitude - one.longitude) * math.cos(math.radians(one.latitude))
    return math.hypot(other.latitude - one.latitude, east) * _METRES_A_DEGREE
