"""The window on another screen: opened and closed by one key, brought back to where it stood, blank whenever the desk
is covered.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from ui.places import Places, another_screen
from ui.records import Records
from ui.second_window import SecondWindow
from ui.theme import Look
from ui.words import Say, Words

SECOND = "second"


class Screens(QObject):
    """`spoke` carries what to tell the operator."""

    spoke = Signal(str)

    def __init__(
        self,
        look: Look,
        words: Words,
        now: Callable[[], datetime],
        records: Records,
        places: Places,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._look = look
        self._words = words
        self._now = now
        self._records = records
        self._places = places
        self._window = window
        self._second: SecondWindow | None = None
        self._is_covered = True

    def toggle(self) -> None:
        """Ctrl+D: opens the second window on another screen, or closes it."""
        if self._second is not None:
            self._second.close()
            return
        second = SecondWindow(self._look, self._words, self._now)
        second.closed.connect(self._closed)
        self._second = second
        self.refresh(is_covered=self._is_covered)
        if not self._places.put_back(SECOND, second):
            other = another_screen(self._window)
            area = (other or self._window.screen()).availableGeometry()
            second.resize(area.size() * (0.9 if other is not None else 0.5))
            second.move(area.topLeft() + QPoint(24, 24))
            if other is None:
                self.spoke.emit(self._words(Say.ONE_SCREEN))
        second.show()
        self._window.activateWindow()

    def rebuild(self) -> None:
        """Another language or size."""
        if self._second is not None:
            self._second.close()
            self.toggle()

    def refresh(self, *, is_covered: bool) -> None:
        """The desk's card has changed, or the desk has been covered."""
        self._is_covered = is_covered
        if self._second is not None:
            records = self._records
            card = None if is_covered else records.alone() or records.card()
            self._second.show_card(card, records.labels(), records.earlier())

    def give_back_keyboard(self) -> None:
        """A key was pressed on the other screen: what it opens is on the desk, and so is what is typed next."""
        if self._second is not None and self._second.isActiveWindow():
            self._window.activateWindow()

    def close(self) -> None:
        """The program ends."""
        if self._second is not None:
            self._second.close()

    def _closed(self) -> None:
        if self._second is not None:
            self._places.keep(SECOND, self._second)
            self._second.deleteLater()
            self._second = None
