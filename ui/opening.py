"""The first frame: a window that is painted before anything is loaded that takes its time.

It stands where the main window will, in its colour and with nothing on it but our name, until that one has painted:
who starts the program sees at once that it starts. Its loop runs for this frame alone, before there is any other.
"""

import os
import sys

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.media.flags import before_application
from ui.places import MAIN, Places
from ui.theme import DAY, NIGHT

SIZE = (1920, 1080)
PAINTED_WITHIN_MS = 1000
"""A display that shows nothing keeps nobody from starting."""

_NAME_PX = 40


def choose_platform() -> bool:
    """Whether there is a display. Without one Qt is told to go on offscreen, for it would abort."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"] != "offscreen"
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return False
    return True


def application() -> QApplication:
    """The program's own, made once. It ends when we say so, not with its last window."""
    before_application()
    made = QApplication(["vaka"])
    made.setQuitOnLastWindowClosed(False)
    return made


def put_in_place(window: QWidget, places: Places, size: tuple[int, int]) -> None:
    """Where the main window stood last; else of this size, as far as the screen goes. Offscreen none counts."""
    if places.put_back(MAIN, window):
        return
    wanted = QSize(*size)
    if QGuiApplication.platformName() != "offscreen":
        wanted = wanted.boundedTo(window.screen().availableGeometry().size())
    window.resize(wanted)


class Opening(QWidget):
    """The window of the first frame."""

    def __init__(self, application: QApplication, places: Places, theme: str, size: tuple[int, int] = SIZE) -> None:
        super().__init__()
        self.application = application
        self._tokens = NIGHT if theme == "night" else DAY
        self._first = QEventLoop(self)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowTitle("Vaka")
        put_in_place(self, places, size)

    def appear(self) -> None:
        """Returns when it is painted, or when that takes too long."""
        self.show()
        QTimer.singleShot(PAINTED_WITHIN_MS, self._first, self._first.quit)
        self._first.exec()

    def give_way(self, window: QWidget) -> None:
        """Closes when `window` has painted for the first time."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The other window's first frame ends this one."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._leave)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The colour and the name."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._tokens.bg0)
        font = QFont()
        font.setPixelSize(_NAME_PX)
        painter.setFont(font)
        painter.setPen(self._tokens.tx3)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Vaka")
        painter.end()
        if self._first.isRunning():
            QTimer.singleShot(0, self._first, self._first.quit)

    def _leave(self) -> None:
        self.close()
        self.deleteLater()
