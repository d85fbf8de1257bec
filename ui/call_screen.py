"""The call's window on another screen: opened and closed by one key while a call goes on, over the card's window where
there is one, brought back to where it stood. It closes with the call.
"""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from ui.call.showing_of import CallShown
from ui.call.window import CallWindow
from ui.places import Places, another_screen
from ui.theme import Look
from ui.words import Say, Words

CALL = "call"
"""What the window's place is remembered under."""


class CallScreen(QObject):
    """`changed` comes when the picture is to be elsewhere; `spoke` carries what to tell the operator."""

    changed = Signal()
    spoke = Signal(str)

    def __init__(self, look: Look, words: Words, places: Places, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._words = words
        self._places = places
        self._window = window
        self._shown: CallWindow | None = None

    def is_open(self) -> bool:
        return self._shown is not None

    def take_in(self, surface: QWidget) -> None:
        """The engine's surface stands there from now on."""
        if self._shown is not None:
            self._shown.room.take_in(surface)

    def show(self, shown: CallShown, *, is_covered: bool) -> None:
        """What holds now."""
        if self._shown is not None:
            self._shown.show_call(shown, is_covered=is_covered)

    def toggle(self) -> None:
        """Opens the window, or closes it: the picture goes with it."""
        if self._shown is not None:
            self._shown.close()
            return
        made = CallWindow(self._look, self._words)
        made.closed.connect(self._closed)
        self._shown = made
        if not self._places.put_back(CALL, made):
            other = another_screen(self._window)
            area = (other or self._window.screen()).availableGeometry()
            made.resize(area.size() * (0.9 if other is not None else 0.5))
            made.move(area.topLeft() + QPoint(24, 24))
            if other is None:
                self.spoke.emit(self._words(Say.ONE_SCREEN))
        made.show()
        self._window.activateWindow()
        self.changed.emit()

    def rebuild(self) -> None:
        """Another language or size."""
        if self._shown is not None:
            self._shown.close()
            self.toggle()

    def give_back_keyboard(self) -> None:
        """A key was pressed there: what it opens is on the desk."""
        if self._shown is not None and self._shown.isActiveWindow():
            self._window.activateWindow()

    def close(self) -> None:
        """The call is over, or the program ends."""
        if self._shown is not None:
            self._shown.close()

    def _closed(self) -> None:
        made, self._shown = self._shown, None
        if made is None:
            return
        self._places.keep(CALL, made)
        made.room.let_go()
        self.changed.emit()  # the surface is taken back before its window goes
        made.deleteLater()
