"""The night view: seven lanes on one time axis with the same as a table beside them, or the morning list."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.parts import ground
from ui.words import Words


class NightView(QWidget):
    """Shows what it is told. What a key does its owner (`ui.night_work`) decides."""

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
