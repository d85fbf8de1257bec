"""A window on two screens, in a process of its own: `python -m tests.ui.two_screens FOLDER DEED`. Prints JSON.

`keep` moves the window to the second screen and remembers it there; `put_back` brings a new one to where it stood;
`maximised` remembers it filling the second screen. The screens are the platform's: QT_QPA_PLATFORM names their file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from tests.ui.fakes import Clock, FakeOffice
from ui.assets import load_fonts
from ui.main_window import MainWindow
from ui.places import Places, another_screen
from ui.tasks import Tasks


def main(folder: Path, deed: str) -> dict[str, object]:
    clock, places = Clock(), Places(folder)
    window = MainWindow(FakeOffice(clock), Tasks(), now=clock.now, monotonic=clock.monotonic)
    was_known = None
    if deed == "put_back":
        was_known = places.put_back("main", window)
        window.show()
    else:
        window.resize(1400, 900)
        window.show()
        other = another_screen(window)
        if other is not None:
            window.move(other.availableGeometry().topLeft() + QPoint(120, 80))
        if deed == "maximised":
            window.showMaximized()
        QApplication.processEvents()
        places.keep("main", window)
    QApplication.processEvents()
    place, screen = window.frameGeometry(), window.screen()
    seen = screen.availableGeometry().intersected(place)
    return {
        "was_known": was_known,
        "screen": screen.name(),
        "at": [place.x(), place.y(), place.width(), place.height()],
        "is_maximised": window.isMaximized(),
        "is_seen": seen.width() >= min(200, place.width()) and seen.height() >= min(200, place.height()),
        "has_another": another_screen(window) is not None,
    }


if __name__ == "__main__":
    app = QApplication([])
    load_fonts()
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), sys.argv[2])) + "\n")
