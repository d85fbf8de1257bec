"""Where things stand in the lanes: the sizes of the design, time as pixels, and words that never lie on each other."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.night_line import NightLane
from ui.theme import Theme

LANES = len(NightLane)
LANE, LANE_FULL, LANE_COMPACT, LANE_LEAST = 92, 80, 56, 36
"""Unscaled pixels: a lane's height as drawn, the least for bars as drawn, on a small screen, and where type is
large."""

BAR, BAR_COMPACT = 25, 18
"""Unscaled pixels: the height of bars as drawn, and where lanes are low."""

NAMES, NAMES_NARROW, NARROW, RIGHT, AXIS, AXIS_LEAST = 150, 104, 720, 30, 46, 34
"""Unscaled pixels: the column of names, that where the view is narrower than `NARROW`, the rim, the axis and
the axis where lanes are low."""

DENSE_FROM_S = 50 * 3600

GAP = 6
"""Unscaled pixels between a mark and its word, and between a word and what stands next to it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of the lanes, in pixels, and the part of time that fills it (seconds after the line's start).
    `bar` is the
    height of bars; `is_roomy`: a lane's name has a second line."""

    width: int
    height: int
    left: int
    top: int
    right: int
    lane: int
    since: float
    until: float
    bar: int
    is_roomy: bool

    def x(self, seconds: float) -> float:
        """Where a moment stands; outside the room it is outside."""
        return self.left + (seconds - self.since) / (self.until - self.since) * (self.right - self.left)

    @property
    def is_dense(self) -> bool:
        """Whether days lie so close that marks are drawn smaller."""
        return self.until - self.since > DENSE_FROM_S

    def lane_top(self, lane: NightLane) -> int:
        return self.top + int(lane) * self.lane

    def bar_middle(self, lane: NightLane) -> float:
        """The middle line of bars, marks and words."""
        return self.lane_top(lane) + self.lane * 0.37

    def band_middle(self, lane: NightLane) -> float:
        """The middle line of what is usual."""
        return self.lane_top(lane) + self.lane * (0.665 if self.lane > 3 * self.bar else 0.75)


def frame(width: int, height: int, theme: Theme, since: float, until: float) -> Frame:
    """For a plot so large."""
    px = theme.px
    names = px(NAMES if width >= px(NARROW) else NAMES_NARROW)
    is_low = height < px(AXIS + LANES * (LANE_COMPACT - 4))
    top = px(AXIS_LEAST if is_low else AXIS)
    lane = min(px(LANE) + 1, max(px(LANE_LEAST), (height - top) // LANES))
    bar = px(BAR if lane >= px(LANE_FULL) else BAR_COMPACT)
    return Frame(width, height, names, top, width - px(RIGHT), lane, since, until, bar, not is_low)


def seconds(at: datetime, since: datetime) -> float:
    return (at - since).total_seconds()


class Taken:
    """The pixels of one lane that are taken already. A line at `avoid` stands in no word's first letter."""

    def __init__(self, left: float, right: float, avoid: float | None) -> None:
        self._left, self._right, self._avoid = left, right, avoid
        self._spans: list[tuple[float, float]] = []

    def add(self, left: float, right: float) -> None:
        self._spans.append((left, right))

    def is_free(self, left: float, right: float) -> bool:
        """Whether it lies inside and on nothing."""
        if left < self._left or right > self._right:
            return False
        return all(right <= one[0] or left >= one[1] for one in self._spans)

    def place(self, left: float, right: float, width: float, gap: float) -> float | None:
        """Where a word of that width begins, at the right of a mark or else at its left; None where it has no room."""
        after = right + gap
        if self._avoid is not None and after - gap < self._avoid < after + gap:
            after = self._avoid + gap
        for start in (after, left - gap - width):
            if self.is_free(start, start + width):
                self.add(start - gap, start + width + gap)
                return start
        return None
