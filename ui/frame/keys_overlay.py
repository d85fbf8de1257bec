"""F1: every key and what it does, over the view. It takes no focus from what is typed and goes with Esc or F1."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ui.theme import Look
from ui.widgets.parts import KeyCap, clear, column, ground, rule
from ui.widgets.text import SafeLabel
from ui.words import Say, Words

VEIL = 168
"""66 %."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key and what it does."""

    key: str
    text: str


class KeysOverlay(QWidget):
    """Lies over its parent; `show_keys` fills and shows it."""

    def __init__(self, look: Look, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._look = look
        self._words = words
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        px = look.theme.px
        self._box = QFrame(self)
        ground(self._box, "bg1")
        outer = column(self._box, margins=(px(28), px(20), px(28), px(20)), gap=px(14))
        outer.addWidget(SafeLabel(words(Say.KEYS_TITLE), "big"))
        outer.addWidget(rule())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(9))
        outer.addLayout(self._grid)
        outer.addWidget(rule())
        outer.addWidget(SafeLabel(words(Say.KEYS_FOOT), "second"))
        self.hide()

    def show_keys(self, groups: Sequence[tuple[str, Sequence[KeyLine]]]) -> None:
        """Each group with its title, in two columns."""
        clear(self._grid)
        half = (sum(len(lines) + 1 for _, lines in groups) + 1) // 2
        row, side, done = 0, 0, 0
        for title, lines in groups:
            if side == 0 and done >= half:
                row, side = 0, 3
            if row:
                self._grid.setRowMinimumHeight(row, self._look.theme.px(8))
                row += 1
            self._grid.addWidget(SafeLabel(title, "section"), row, side, 1, 2)
            row += 1
            for each in lines:
                cap = KeyCap(each.key, self._look)
                self._grid.addWidget(cap, row, side, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self._grid.addWidget(SafeLabel(each.text, "body"), row, side + 1)
                row += 1
            done += len(lines) + 1
        self._grid.setColumnMinimumWidth(2, self._look.theme.px(32))
        self.fit()
        self.show()
        self.raise_()

    def fit(self) -> None:
        """Covers the parent; the box stands in the middle."""
        self.setGeometry(self._over.rect())
        self._box.adjustSize()
        self._box.move((self.width() - self._box.width()) // 2, max(0, (self.height() - self._box.height()) // 2))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(self._look.theme.tokens.bg0)
        veil.setAlpha(VEIL)
        painter.fillRect(self.rect(), veil)
        painter.end()
