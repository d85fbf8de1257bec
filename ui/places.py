"""Where this workstation's windows stood: on which screen, how large. Nothing else is kept here, and of no person.

A screen that is gone is no loss: Qt then brings the window to one that is there.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

FILE = "windows.ini"

MAIN = "main"
"""What the main window's place is remembered under."""


class Places:
    """Kept in a file of its own in `folder`; with None, nowhere."""

    def __init__(self, folder: Path | None) -> None:
        self._kept = QSettings(str(folder / FILE), QSettings.Format.IniFormat) if folder is not None else None

    def keep(self, name: str, window: QWidget) -> None:
        """Remembers where the window called `name` stands now."""
        if self._kept is not None:
            self._kept.setValue(f"{name}/geometry", window.saveGeometry())
            self._kept.sync()

    def put_back(self, name: str, window: QWidget) -> bool:
        """Brings a window to where it stood. False where that is not known."""
        found = self._kept.value(f"{name}/geometry") if self._kept is not None else None
        return isinstance(found, QByteArray) and window.restoreGeometry(found)


def another_screen(window: QWidget) -> QScreen | None:
    """A screen that the window does not stand on; None where there is only one."""
    return next((screen for screen in QGuiApplication.screens() if screen is not window.screen()), None)
