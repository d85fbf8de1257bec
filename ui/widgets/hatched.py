"""The ground of what stands where nothing is listed: hatched where that is because we do not know."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.marks import paint_focus, paint_hatch


class HatchedGround(QWidget):
    """It has the keyboard in the list's place, or the keyboard would go astray."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_hatched = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        if self._is_hatched:
            paint_hatch(painter, QRectF(self.rect()), theme.colour("line"), theme.px(10))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme)
        painter.end()
