"""A window of its own for the picture of a call, on another screen. It takes no keyboard: the desk's keys work here.
Over a covered desk it shows nobody."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from ui.call.picture import PictureRoom
from ui.call.showing_of import CallShown, Scene
from ui.style import style_sheet
from ui.theme import Look
from ui.widgets.parts import column
from ui.words import Words
from ui.words.call import CallSay as Say


class CallWindow(QWidget):
    """`closed` comes when it has been closed; the surface has left it by then."""

    closed = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look = look
        self._words = words
        self.setWindowTitle("Vaka")
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.room = PictureRoom(look, words)
        column(self).addWidget(self.room)
        look.changed.connect(self._wear)
        self._wear()

    def show_call(self, shown: CallShown, *, is_covered: bool) -> None:
        """What holds now; of a call over a covered desk only that it goes on."""
        if is_covered:
            shown = CallShown(scene=Scene.TALK, title=self._words(Say.COVERED), timer=shown.timer)
        self.room.show_call(shown)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def _wear(self) -> None:
        self.setStyleSheet(style_sheet(self._look.theme))
        self.setPalette(self._look.theme.palette())
