"""The rounds view: the list of looks, the look that is open, and the night so far, side by side where there is room."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from console.domain.round_rows import OpenLook, RoundBoard
from ui.sight import Seen
from ui.theme import Look
from ui.widgets.panel import Panel
from ui.widgets.parts import ground
from ui.words import Words


class RoundsView(QWidget):
    """Shows what it is told. What a key does its owner (`ui.round_work`) decides."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        ground(self, "bg1")

    def fit(self) -> None:
        """Takes on the theme's density."""

    def home(self) -> QWidget:
        """Where the keyboard is when nothing is decided."""
        return self

    def show_all(self, board: RoundBoard | None, open_look: OpenLook | None, seen: Seen) -> None:
        """What holds now."""

    def panel(self) -> Panel | None:
        """The panel that is open over the look."""
        return None
