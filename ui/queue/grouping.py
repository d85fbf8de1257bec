"""Where rows and heads stand among each other. Pure arithmetic over three groups, a sum of at most three each time."""

from collections.abc import Iterable
from dataclasses import dataclass

from console.domain.queue import Group, Row


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group, and how many rows it has."""

    group: Group
    count: int


class Grouping:
    """How many rows each group has, and whether its head is shown. Numbers count rows, places count heads too."""

    def __init__(self) -> None:
        self.counts = [0 for _ in Group]
        self.heads = [False for _ in Group]

    def replace(self, rows: Iterable[Row]) -> None:
        """All rows anew."""
        self.counts = [0 for _ in Group]
        for row in rows:
            self.counts[row.group] += 1
        self.heads = [count > 0 for count in self.counts]

    def size(self) -> int:
        """Rows and heads."""
        return sum(self.counts) + sum(self.heads)

    def place_of(self, number: int, group: Group) -> int:
        """Where the row with this number stands, as one of this group."""
        return number + sum(self.heads[: group + 1])

    def head_place(self, group: Group) -> int:
        """Where the head of a group stands, or would."""
        return sum(self.counts[:group]) + sum(self.heads[:group])

    def number_at(self, place: int) -> int | None:
        """The number of the row at a place; None for a head and for nowhere."""
        number, start = place, 0
        for count, has_head in zip(self.counts, self.heads, strict=True):
            if has_head and place == start:
                return None
            if has_head and place > start:
                number -= 1
            start += count + has_head
        return number if 0 <= number < sum(self.counts) else None

    def head_at(self, place: int) -> Head | None:
        """The head at a place."""
        for group in Group:
            if self.heads[group] and self.head_place(group) == place:
                return Head(group, self.counts[group])
        return None
