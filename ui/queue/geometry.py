"""Where each row of the queue stands on the screen. Pure arithmetic: three groups, one height each, and their heads.

This is what lets the view paint and scroll a hundred thousand rows as fast as ten: nothing is laid out row by row.
"""

from dataclasses import dataclass

from console.domain.queue import Group
from ui.queue.grouping import Grouping


@dataclass(frozen=True, slots=True)
class Geometry:
    """Heights in pixels: of a head, and of a row in each group."""

    groups: Grouping
    head: int
    rows: tuple[int, int, int]

    def height(self) -> int:
        """Of everything."""
        return sum(self._block(group) for group in Group)

    def span(self, place: int) -> tuple[int, int]:
        """Top and height of what stands at a place."""
        top, first = 0, 0
        for group in Group:
            if not self.groups.heads[group]:
                continue
            count = self.groups.counts[group]
            if place == first:
                return top, self.head
            if place <= first + count:
                return top + self.head + (place - first - 1) * self.rows[group], self.rows[group]
            top += self._block(group)
            first += count + 1
        return top, 0

    def place_at(self, y: int) -> int | None:
        """What stands at a height; None above and below everything."""
        if y < 0:
            return None
        top, first = 0, 0
        for group in Group:
            if not self.groups.heads[group]:
                continue
            block = self._block(group)
            if y < top + block:
                within = y - top - self.head
                return first if within < 0 else first + 1 + within // self.rows[group]
            top += block
            first += self.groups.counts[group] + 1
        return None

    def _block(self, group: Group) -> int:
        if not self.groups.heads[group]:
            return 0
        return self.head + self.groups.counts[group] * self.rows[group]
