"""What stands where no picture is: how far the call is, in large words, how long, and what comes next."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.call.showing_of import CallShown, Scene
from ui.theme import Look
from ui.widgets.marks import paint_ruler
from ui.widgets.parts import column, ground
from ui.widgets.text import SafeLabel

MOST_LINES = 5
LOW = 300
"""Unscaled pixels of height below which the timer is as small as the title."""


class CallCard(QWidget):
    """A calm ground with words in its middle. Nothing of it is cut: it wraps."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._progress: float | None = None
        ground(self, "bg2")
        px = look.theme.px
        layout = column(self, margins=(px(24), px(8), px(24), px(8)), gap=px(6))
        self.timer = SafeLabel("", "calltime")
        self.title = SafeLabel("", "big", wraps=True)
        self.lines = [SafeLabel("", "fact" if number == 0 else "second", wraps=True) for number in range(MOST_LINES)]
        layout.addStretch(1)
        layout.addWidget(self.timer)
        layout.addWidget(self.title)
        layout.addSpacing(px(10))
        for label in self.lines:
            layout.addWidget(label)
        layout.addStretch(1)
        for label in (self.timer, self.title, *self.lines):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_call(self, shown: CallShown) -> None:
        """What holds now."""
        self.title.setText(shown.title)
        self.timer.setText(shown.timer)
        self.timer.setVisible(bool(shown.timer))
        for number, label in enumerate(self.lines):
            text = shown.lines[number] if number < len(shown.lines) else ""
            label.setText(text)
            label.setVisible(bool(text))
        self._progress = shown.progress if shown.scene is Scene.RINGS else None
        self.setAccessibleName(shown.spoken)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.timer.wear("calltime" if self.height() >= self._look.theme.px(LOW) else "title")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._progress is None:
            return
        theme, px = self._look.theme, self._look.theme.px
        painter = QPainter(self)
        wide = min(px(320), self.width() - px(48))
        top = self.title.geometry().bottom() + px(7)
        place = QRectF((self.width() - wide) / 2, top, wide, px(4))
        paint_ruler(painter, place, self._progress, theme.colour("tx2"), theme)
        painter.end()
