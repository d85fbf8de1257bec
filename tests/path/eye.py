"""A screen without a window: what stands on it is what the console has told."""

from collections.abc import Callable

from console.domain.queue import Row, apply_changes
from console.services.screen import CanaryStored, QueueReplaced, RowsChanged, Update


class Eye:
    """A screen that applies what it is told, and answers each canary as a painted frame does."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.painted: Callable[[int], None] = lambda number: None

    def show(self, update: Update) -> None:
        match update:
            case QueueReplaced(rows):
                self.rows = list(rows)
            case RowsChanged(changes=changes):
                apply_changes(self.rows, changes)
            case CanaryStored(number):
                self.painted(number)
            case _:
                pass
