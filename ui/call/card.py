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
SIDE, GAP, RULER = 24, 6, 10
LOW, LOWEST = 300, 170
"""Unscaled pixels of height below which the timer is as small as the title; and below which that is small too, and the
labels in the corners have their own room."""

LABEL = 32
"""Unscaled pixels of height that the labels in the corners take."""


class CallCard(QWidget):
    """A calm ground with words in its middle. Nothing of it is cut: it wraps, and what has no room is left out whole,
    the last first."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._progress: float | None = None
        self._shown = CallShown()
        ground(self, "bg2")
        px = look.theme.px
        layout = self._inside = column(self, margins=(px(SIDE), px(8), px(SIDE), px(8)), gap=px(GAP))
        self.timer = SafeLabel("", "calltime")
        self.title = SafeLabel("", "big", wraps=True)
        self.lines = [SafeLabel("", "fact" if number == 0 else "second", wraps=True) for number in range(MOST_LINES)]
        layout.addStretch(1)
        layout.addWidget(self.timer)
        layout.addWidget(self.title)
        for label in self.lines:
            layout.addWidget(label)
        layout.addStretch(1)
        for label in (self.timer, self.title, *self.lines):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_call(self, shown: CallShown) -> None:
        """What holds now."""
        self._shown = shown
        self.title.setText(shown.title)
        self.timer.setText(shown.timer)
        for number, label in enumerate(self.lines):
            label.setText(shown.lines[number] if number < len(shown.lines) else "")
        self._fit()
        self._progress = shown.progress if shown.scene is Scene.RINGS else None
        self.setAccessibleName(shown.spoken)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As much as there is room for: the title, then the lines in order, the time last of all."""
        px, high, shown = self._look.theme.px, self.height(), self._shown
        is_lowest = high < px(LOWEST)
        self.timer.wear("calltime" if high >= px(LOW) else "title")
        self.title.wear("title" if is_lowest else "big")
        top = px(LABEL if is_lowest and (shown.tags or shown.tags_right) else 8)
        below = px(LABEL if is_lowest and shown.level is not None else 4)
        gap = px(RULER if is_lowest else GAP + RULER)
        self.title.setContentsMargins(0, 0, 0, gap)
        self._inside.setSpacing(px(2 if is_lowest else GAP))
        self._inside.setContentsMargins(px(SIDE), top, px(SIDE), below)
        wide = self.width() - 2 * px(SIDE)
        left = high - top - below - self.title.heightForWidth(wide)
        self.title.setVisible(left >= -gap)
        for label in (*self.lines, self.timer):
            needs = label.heightForWidth(wide) if label.wordWrap() else label.sizeHint().height()
            needs += self._inside.spacing()
            has_room = bool(label.text()) and needs <= left
            label.setVisible(has_room)
            if has_room:
                left -= needs
            elif label.text():
                left = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._progress is None:
            return
        theme, px = self._look.theme, self._look.theme.px
        painter = QPainter(self)
        wide = min(px(320), self.width() - px(48))
        top = self.title.geometry().bottom() - px(RULER) + px(3)
        place = QRectF((self.width() - wide) / 2, top, wide, px(4))
        paint_ruler(painter, place, self._progress, theme.colour("tx2"), theme)
        painter.end()
