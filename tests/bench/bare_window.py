"""The least that Qt for Python can show: a window, painted once. What a start is measured beside."""

import os
import sys
import time
from pathlib import Path

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Bare(QWidget):
    """Tells when it is painted, and ends the process."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """One colour."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), "#0f1214")
        painter.end()
        Path(sys.argv[1]).write_text(str(time.monotonic()), "ascii")
        os._exit(0)


application = QApplication(["bare"])
window = Bare()
window.resize(1920, 1080)
window.show()
application.exec()
