"""The call while another view is shown, or the desk is covered: a line over everything, with how to hang up and how to
go back to it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.assets import Icon
from ui.theme import COMPACT, Look
from ui.widgets.parts import IconView, KeyCap, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.call import CallSay as Say

HIGH, HIGH_COMPACT = 34, 30
SHORT = 520
"""Unscaled pixels below which the keys stand without their words."""


class CallStrip(QWidget):
    """Gone while there is nothing to tell. `wanted` comes with a click on it."""

    wanted = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._told: tuple[str, str, bool] | None = None
        ground(self, "bg2")
        px, side = look.theme.px, look.theme.px(look.theme.density.padding)
        outer = column(self)
        self._inside = QWidget()
        inside = line(self._inside, margins=(side, 0, side, 0), gap=px(8))
        inside.addWidget(IconView(Icon.CALL, look, 16, "tx1"))
        self.state = SafeLabel("", "strong")
        self.who = SafeLabel("", "body")
        inside.addWidget(self.state)
        inside.addWidget(self.who, 1)
        self._hints: list[QWidget] = []
        self._labels: list[SafeLabel] = []
        for key, say in (("Ctrl L", Say.STRIP_HANG_UP), ("Ctrl 7", Say.STRIP_BACK)):
            label = SafeLabel(words(say), "reason")
            cap = KeyCap(key, look)
            inside.addWidget(cap)
            inside.addWidget(label)
            inside.addSpacing(px(6))
            self._hints.append(cap)
            self._labels.append(label)
        self._covered = SafeLabel(words(Say.STRIP_UNLOCK), "reason")
        inside.addWidget(self._covered)
        self._covered.hide()
        outer.addWidget(self._inside)
        outer.addWidget(rule())
        self.hide()

    def tell(self, state: str, who: str, *, is_covered: bool) -> None:
        """How the call is, and with whom; nothing for an empty state. Over a covered desk no name and no keys."""
        told = state, who, is_covered
        if told == self._told:
            return
        self._told = told
        self.state.setText(state)
        self.who.setText("" if is_covered else who)
        self._covered.setVisible(is_covered)
        for each in (*self._hints, *self._labels):
            each.setVisible(not is_covered)
        self.setAccessibleName(", ".join(part for part in (state, self.who.text()) if part))
        self.setVisible(bool(state))
        self._fit()

    def fit(self) -> None:
        """Takes on the theme's density."""
        high = HIGH_COMPACT if self._look.theme.density is COMPACT else HIGH
        self.setFixedHeight(self._look.theme.px(high))
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_short = self.width() < self._look.theme.px(SHORT)
        for label in self._labels:
            label.setVisible(not is_short and self._covered.isHidden())
