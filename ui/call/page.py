"""The middle of the call: the picture's room, how it is heard in plain words, and the five controls."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.call.controls import Controls
from ui.call.picture import PictureRoom
from ui.call.showing_of import CallShown, Scene
from ui.theme import COMPACT, Look
from ui.widgets.parts import column, ground, line
from ui.widgets.text import SafeLabel
from ui.words import Words

LOW_BELOW, TIGHT_BELOW = 430, 300
"""Unscaled pixels of height: below the first the controls have one line, below the second quality has one too, and says
instead why nobody is seen, for which the card has no room."""

NARROW = 560
"""Unscaled pixels of width below which the figures are left out."""


class CallPage(QWidget):
    """`pressed` carries the number of a control, from 0."""

    pressed = Signal(int)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown = CallShown()
        ground(self, "bg1")
        px, is_compact = look.theme.px, look.theme.density is COMPACT
        side = px(12 if is_compact else 20)
        self.room = PictureRoom(look, words)
        self.quality = SafeLabel("", "strong", wraps=True)
        self.why = SafeLabel("", "reason", wraps=True)
        self.figures = SafeLabel("", "reason")
        self.headset = SafeLabel("", "reason", wraps=True)
        self.controls = Controls(look, words)
        self.controls.pressed.connect(self.pressed)
        layout = column(self, margins=(side, px(6 if is_compact else 12), side, px(8)), gap=px(6 if is_compact else 10))
        layout.addWidget(self.room, 1)
        layout.addWidget(self._make_told())
        layout.addWidget(self.controls)

    def show_call(self, shown: CallShown) -> None:
        """What holds now."""
        self._shown = shown
        self.room.show_call(shown)
        for label, text in (
            (self.why, shown.quality_why), (self.figures, shown.figures), (self.headset, shown.headset)
        ):  # fmt: skip
            label.setText(text)
        self.headset.wear("status" if shown.is_deaf else "reason")
        self.controls.show_controls(shown.controls)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px, high = self._look.theme.px, self.height()
        is_tight, shown = high < px(TIGHT_BELOW), self._shown
        why_unseen = shown.lines[0] if is_tight and shown.scene is Scene.TALK and shown.lines else ""
        self.quality.setText(why_unseen or shown.quality)
        self.controls.show_low(is_low=high < px(LOW_BELOW), is_least=is_tight)
        is_narrow = self.width() < px(NARROW)
        self.figures.setVisible(bool(self.figures.text()) and not is_tight and not is_narrow)
        self.why.setVisible(bool(self.why.text()) and not is_tight)
        self.headset.setVisible(bool(self.headset.text()))
        self.quality.setVisible(bool(self.quality.text()))
        self._told.setVisible(bool(self.quality.text() or self.headset.text()))

    def _make_told(self) -> QWidget:
        self._told = QWidget()
        across = line(self._told, gap=self._look.theme.px(16))
        left, right = column(gap=self._look.theme.px(1)), column(gap=self._look.theme.px(1))
        left.addWidget(self.quality)
        left.addWidget(self.why)
        for label in (self.figures, self.headset):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            right.addWidget(label)
        right.addStretch(1)
        left.addStretch(1)
        across.addLayout(left, 3)
        across.addLayout(right, 2)
        return self._told
