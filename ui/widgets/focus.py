"""The light frame of what has the keyboard, for a part of the screen whose ground is covered by what stands in it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.marks import paint_focus


class FocusFrame(QWidget):
    """Lies over `part` while that itself has the keyboard; takes no room and no mouse. Not for a scroll area, which
    scrolls what lies in it."""

    def __init__(self, look: Look, part: QWidget) -> None:
        super().__init__(part)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and event.type() in (QEvent.Type.FocusIn, QEvent.Type.Resize):
            self.setGeometry(watched.rect())
        if event.type() == QEvent.Type.FocusIn:
            self.show()
            self.raise_()
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        return False

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_focus(painter, QRectF(self.rect()), self._look.theme)
        painter.end()
