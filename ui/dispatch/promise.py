"""The time that was promised to the resident: until when, what was said, what is left on the clock and on the ruler."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.marks import paint_ruler
from ui.widgets.parts import column, line
from ui.widgets.text import SafeLabel


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """`clock` and `progress` (1.0 at the notch) are of a promise that stands, "" and None where none does."""

    title: str
    how: str
    clock: str = ""
    progress: float | None = None


class _Ruler(QWidget):
    """The time that has passed of the promised."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.progress = 0.0
        self.setFixedHeight(look.theme.px(12))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px = self._look.theme, self._look.theme.px
        painter = QPainter(self)
        rect = QRectF(0, (self.height() - px(4)) / 2, self.width(), px(4))
        paint_ruler(painter, rect, self.progress, theme.colour("tx2"), theme)
        painter.end()


class PromiseBlock(QWidget):
    """Two lines with the clock beside them, and the ruler."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = look.theme.px
        layout = column(self, margins=(px(16), px(9), px(16), px(10)), gap=px(7))
        head = line(gap=px(12))
        texts = column(gap=px(2))
        self._title = SafeLabel("", "strong", wraps=True)
        self._how = SafeLabel("", "reason", wraps=True)
        texts.addWidget(self._title)
        texts.addWidget(self._how)
        head.addLayout(texts, 1)
        self._clock = SafeLabel("", "count")
        head.addWidget(self._clock)
        layout.addLayout(head)
        self._ruler = _Ruler(look)
        layout.addWidget(self._ruler)

    def show_promise(self, shown: PromiseShown) -> None:
        """What stands now."""
        self._title.setText(shown.title)
        self._how.setText(shown.how)
        self._how.setVisible(bool(shown.how))
        self._clock.setText(shown.clock)
        self.setAccessibleName(", ".join(part for part in (shown.title, shown.how, shown.clock) if part))
        self._ruler.setVisible(shown.progress is not None)
        if shown.progress is not None:
            self._ruler.progress = shown.progress
            self._ruler.update()
