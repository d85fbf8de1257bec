"""The question to the console: asked a moment after the last key, and answers to older questions are dropped."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from console.domain.search import LONGEST_TEXT, Found, ask

ASKS_AFTER_MS = 60
TELLS_AFTER_MS = 300
"""From then on the screen says that it is searching."""

STEPS_EVERY_MS = 1000


class Asking(QObject):
    """`asked` carries a text to search for. `changed` comes when an answer has come, or is late.

    `found` is the answer to what is typed now, None while there is none; `lost` says why there will be none."""

    asked = Signal(str)
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.text = ""
        self.found: Found | None = None
        self.lost = ""
        self.is_waiting = False
        self.is_late = False
        self._since = QElapsedTimer()
        self._pause = QTimer(self, singleShot=True, interval=ASKS_AFTER_MS)
        self._pause.timeout.connect(self.ask_now)
        self._sign = QTimer(self)
        self._sign.timeout.connect(self._tell)

    def type(self, text: str) -> None:
        """What is typed now."""
        text = text[:LONGEST_TEXT].strip()
        if text == self.text and not self.lost:
            return
        self.forget()
        self.text = text
        if ask(text).wanted:
            self.is_waiting = True
            self._pause.start()

    def ask_now(self) -> None:
        """Asks what waits to be asked, without the pause."""
        if self.is_waiting and not self._sign.isActive():
            self._pause.stop()
            self._since.start()
            self._sign.start(TELLS_AFTER_MS)
            self.asked.emit(self.text)

    def answer(self, found: Found) -> None:
        """An answer; dropped where something else is typed by now."""
        if self.is_waiting and found.text == self.text:
            self._rest()
            self.found = found
            self.changed.emit()

    def lose(self, text: str, why: str) -> None:
        """The question could not be answered."""
        if self.is_waiting and text == self.text:
            self._rest()
            self.lost = why
            self.changed.emit()

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._rest()
        self.text, self.found, self.lost = "", None, ""

    def waited_s(self) -> int:
        """Whole seconds since the question was asked."""
        return self._since.elapsed() // 1000 if self._since.isValid() else 0

    def _rest(self) -> None:
        self.is_waiting = self.is_late = False
        self._pause.stop()
        self._sign.stop()

    def _tell(self) -> None:
        self.is_late = True
        self._sign.start(STEPS_EVERY_MS)
        self.changed.emit()
