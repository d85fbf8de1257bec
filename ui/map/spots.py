"""Where marks are drawn: what stands on the same place folds into one, and what must be seen steps aside.

A case never vanishes: those on one place are drawn as the most serious of them, with how many more there are. Staff
who are ranked or sent never fold; the others do where they overlap, and sooner when there are many of them.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from ui.map.shown import Mark, MarkKind

STAFF_SIDE, CASE_SIDE, CHOSEN_SIDE, RING, GROUP, AREA = 30, 26, 36, 74, 34, 38
"""Unscaled pixels across: a staff square, a case's mark, the chosen one's and its ring, a circle of some, an area's."""

FOLDS_WITHIN, FOLDS_SOONER = 30, 72
"""Unscaled pixels between two of the staff at which they fold, and when there are more than `MANY` of them."""

CASES_WITHIN = 22
MANY = 60


@dataclass(slots=True)
class Spot:
    """One thing that is drawn and can be chosen. `x`, `y` in pixels; `true_x`, `true_y` where it really is, which
    differs where it stepped aside."""

    head: Mark
    x: float
    y: float
    true_x: float
    true_y: float
    side: float
    others: list[Mark] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """Drawn as a circle with a number, not as a mark."""
        return bool(self.others) and not self.head.never_folds

    @property
    def stepped_aside(self) -> bool:
        return (self.x, self.y) != (self.true_x, self.true_y)

    def moved(self, right: float, down: float) -> "Spot":
        return Spot(
            self.head, self.x + right, self.y + down, self.true_x + right, self.true_y + down, self.side, self.others
        )

    def holds(self, key: str) -> bool:
        return self.head.key == key or any(mark.key == key for mark in self.others)


def importance(mark: Mark) -> tuple[object, ...]:
    """The order of walking: the chosen case, the lit, the ranked, cases by class, areas, others."""
    if mark.kind is MarkKind.CASE:
        return (0 if mark.is_chosen else 3, int(mark.alarm_class or 9), mark.key)
    if mark.kind is MarkKind.STAFF and mark.never_folds:
        return (1 if mark.is_lit else 2, mark.number or 99, mark.key)
    return (4 if mark.kind is MarkKind.AREA else 5, 0, mark.key)


def side_of(mark: Mark) -> int:
    """How wide it is drawn, unscaled."""
    if mark.kind is MarkKind.CASE:
        return RING if mark.is_chosen else CASE_SIDE
    return AREA if mark.kind is MarkKind.AREA else STAFF_SIDE


def spots_of(placed: Iterable[tuple[Mark, float, float]], scale: float, *, many: bool) -> list[Spot]:
    """Folds and moves apart; what gives room to nothing first: cases, by class. Places in pixels of any origin."""
    spots: list[Spot] = []
    grid = _Grid(max(FOLDS_SOONER, RING) * scale)
    for mark, x, y in sorted(placed, key=lambda each: (each[0].kind is not MarkKind.CASE, importance(each[0]))):
        host = _host(mark, x, y, grid, scale, many=many)
        if host is not None:
            host.others.append(mark)
            continue
        spot = Spot(mark, x, y, x, y, side_of(mark) * scale)
        if mark.never_folds and mark.kind is not MarkKind.CASE:
            _step_aside(spot, grid, scale)
        spots.append(spot)
        grid.add(spot)
    for spot in spots:
        if spot.is_group:
            spot.side = GROUP * scale
    return spots


def _host(mark: Mark, x: float, y: float, grid: "_Grid", scale: float, *, many: bool) -> Spot | None:
    """What it folds into."""
    if mark.kind is MarkKind.AREA or (mark.kind is MarkKind.STAFF and mark.never_folds):
        return None
    of_staff = FOLDS_SOONER if many else FOLDS_WITHIN
    best, least = None, scale * (CASES_WITHIN if mark.kind is MarkKind.CASE else of_staff)
    for spot in grid.near(x, y):
        if spot.head.kind is not mark.kind:
            continue
        away = math.hypot(spot.true_x - x, spot.true_y - y)
        if away < least and not (mark.kind is MarkKind.STAFF and spot.head.never_folds):
            best, least = spot, away
    return best


def _step_aside(spot: Spot, grid: "_Grid", scale: float) -> None:
    """To the nearest place where it covers nothing that is more important; where there is none it stays."""
    if not _covers(spot.x, spot.y, spot.side, grid):
        return
    for away in (30, 54, 78):
        for turn in (0, 45, -45, 90, -90, 135, -135, 180):
            angle = math.radians(135 + turn)
            x = spot.true_x + away * scale * math.cos(angle)
            y = spot.true_y + away * scale * math.sin(angle)
            if not _covers(x, y, spot.side, grid):
                spot.x, spot.y = x, y
                return


def _covers(x: float, y: float, side: float, grid: "_Grid") -> bool:
    return any(
        max(abs(each.x - x), abs(each.y - y)) < (each.side + side) / 2
        for each in grid.near(x, y)
        if each.head.never_folds
    )


class _Grid:
    """Finds what is near without looking at all."""

    def __init__(self, step: float) -> None:
        self._step = step
        self._squares: dict[tuple[int, int], list[Spot]] = {}

    def add(self, spot: Spot) -> None:
        for x, y in {(spot.true_x, spot.true_y), (spot.x, spot.y)}:
            self._squares.setdefault((int(x // self._step), int(y // self._step)), []).append(spot)

    def near(self, x: float, y: float) -> list[Spot]:
        column, row = int(x // self._step), int(y // self._step)
        found: list[Spot] = []
        for each_row in (row - 1, row, row + 1):
            for each_column in (column - 1, column, column + 1):
                if (each_column, each_row) in self._squares:
                    found += self._squares[each_column, each_row]
        return found
