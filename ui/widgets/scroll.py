"""A part of the screen that scrolls up and down where it must, by mouse and by keyboard. Never sideways."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme import Look
from ui.widgets.marks import paint_focus


class _FocusFrame(QWidget):
    """The light frame of what has the keyboard, over the content: it takes no room and no mouse."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_focus(painter, QRectF(self.rect()), self._look.theme)
        painter.end()


class _Watcher(QObject):
    """Sees that the content wants another height. An object of its own: the scroll area's own filter, overridden in
    Python, calls itself without end while the area is being destroyed (PySide6 6.11.3)."""

    laid_out = Signal()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.laid_out.emit()
        return False


class ScrollBox(QScrollArea):
    """As high as its content where there is room, and then it scrolls. A tab stop only while there is something to
    scroll to. What gets the keyboard inside comes into view."""

    def __init__(self, name: str, look: Look, least: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._frame = _FocusFrame(look, self)
        self._watcher = _Watcher(self)
        self._watcher.laid_out.connect(self.updateGeometry)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._offer_focus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def wanted_height(self, width: int) -> int:
        """How high the content is at this width."""
        content = self.widget()
        if content is None:
            return 0
        asked = content.heightForWidth(width) if content.hasHeightForWidth() else content.sizeHint().height()
        return max(asked, content.minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(0, self.wanted_height(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._least, self.sizeHint().height()))

    def setWidget(self, content: QWidget) -> None:
        # Never wider than the view: a word that fits on no line would let Qt resize it to and fro without end.
        policy = content.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        content.setSizePolicy(policy)
        super().setWidget(content)
        content.installEventFilter(self._watcher)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._frame.show()
        self._frame.raise_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._frame.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frame.setGeometry(self.rect())

    def _offer_focus(self, _: int, most: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most > 0 else Qt.FocusPolicy.NoFocus)

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        content = self.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 12)
