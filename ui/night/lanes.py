"""What the view asks of the lanes, whoever draws them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.night.lanes_painter import Shown
from ui.theme import Look
from ui.words import Words

Readings = Sequence[tuple[float, float]]


class Lanes(QWidget):
    """`chosen` carries the key of an event that was clicked. What keys do the view decides."""

    chosen = Signal(object)

    def show_line(self, shown: Shown | None, tracks: Sequence[Readings] = ()) -> None:
        """Another line, from its start to its end; None forgets it. `tracks` are readings as (seconds, value)."""
        raise NotImplementedError

    def change(self, shown: Shown) -> None:
        """The same line a second later, or with another event chosen."""
        raise NotImplementedError

    def show_whole(self) -> None:
        """All of it."""
        raise NotImplementedError

    def zoom(self, *, closer: bool) -> None:
        """Around the middle."""
        raise NotImplementedError

    def pan(self, by: int) -> None:
        """A part of what is seen to the left (-1) or to the right (1)."""
        raise NotImplementedError

    def bring(self, seconds: float) -> None:
        """A moment comes into view, in the middle where it was outside."""
        raise NotImplementedError


MakeLanes = Callable[[Look, Words], Lanes]
