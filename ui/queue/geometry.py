"""Where each row of the queue stands on the screen. Pure arithmetic: three groups, one height each, and their heads.

This is what lets the view paint and scroll a hundred thousand rows as fast as ten: nothing is laid out row by row.
"""

from dataclasses import dataclass

from ui.queue.grouping import Grouping


@dataclass(frozen=True, slots=True)
class Geometry:
    """Heights in pixels: of a head, and of a row in each group."""

    groups: Grouping
    head: int
    rows: tuple[int, int, int]

    def height(self) -> int:
        """Of everything."""
        counts, heads = self.groups.counts, self.groups.heads
        blocks = zip(counts, heads, self.rows, strict=True)
        return sum(self.head + count * row for count, has_head, row in blocks if has_head)

    def span(self, place: int) -> tuple[int, int]:
        """Top and height of what stands at a place."""
        top, first = 0, 0
        for count, has_head, row in zip(self.groups.counts, self.groups.heads, self.rows, strict=True):
            if not has_head:
                continue
            if place == first:
                return top, self.head
            if place <= first + count:
                return top + self.head + (place - first - 1) * row, row
            top += self.head + count * row
            first += count + 1
        return top, 0

    def place_at(self, y: int) -> int | None:
        """What stands at a height; None above and below everything."""
        if y < 0:
            return None
        top, first = 0, 0
        for count, has_head, row in zip(self.groups.counts, self.groups.heads, self.rows, strict=True):
            if not has_head:
                continue
            block = self.head + count * row
            if y < top + block:
                within = y - top - self.head
                return first if within < 0 else first + 1 + within // row
            top += block
            first += count + 1
        return None
