"""The level of a voice as a strip of bars. It tells in words whether anything is heard."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look
from ui.words import Words
from ui.words.call import CallSay as Say

BARS = 14
BAR, GAP, HIGH = 4, 2, 12
"""Unscaled pixels of one bar, between two, and how high."""


class LevelMeter(QWidget):
    """`name` says whose voice it is."""

    def __init__(self, look: Look, words: Words, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._name = name
        self._lit = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_level(self, level: float, *, is_heard: bool, name: str = "") -> None:
        """`level` from 0 to 1."""
        self._name = name or self._name
        lit = round(level * BARS)
        self.setAccessibleName(f"{self._name}: {self._words(Say.LEVEL_HEARD if is_heard else Say.LEVEL_SILENT)}")
        if lit != self._lit:
            self._lit = lit
            self.update()

    @property
    def lit(self) -> int:
        """How many bars are lit."""
        return self._lit

    def sizeHint(self) -> QSize:
        px = self._look.theme.px
        return QSize(BARS * px(BAR) + (BARS - 1) * px(GAP), px(HIGH))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px = self._look.theme, self._look.theme.px
        painter = QPainter(self)
        for number in range(BARS):
            colour = theme.colour("tx1" if number < self._lit else "track")
            painter.fillRect(QRectF(number * (px(BAR) + px(GAP)), 0, px(BAR), self.height()), colour)
        painter.end()
