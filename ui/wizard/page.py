"""What every step's page is: a title, a sentence, and fields that fill in the draft."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.panel import Choices
from ui.widgets.parts import column
from ui.widgets.text import SafeLabel
from ui.wizard.session import Session
from ui.words import Phrase

DIGITS = "123456789ABCDEFGHIJKLM"


class Page(QWidget):
    """One step. The keys that stand before its choices choose while no text field has the focus."""

    def __init__(self, session: Session, title: Phrase, why: Phrase) -> None:
        super().__init__()
        self.session = session
        px = session.px
        self.box: QVBoxLayout = column(self, margins=(px(24), px(14), px(24), px(18)), gap=px(4))
        self.box.addWidget(SafeLabel(session.words(title), "name", wraps=True))
        self.box.addWidget(SafeLabel(session.words(why), "second", wraps=True))
        self.box.addSpacing(px(12))
        self._groups: list[Choices] = []
        self._keys_used = 0

    def take_focus(self) -> None:
        """Gives the keyboard to where the hand begins."""
        self.setFocus()

    def choices(self, texts: list[str], chosen: int, columns: int = 1) -> Choices:
        """A group of choices, with the keys that follow those of the groups before it."""
        keys = DIGITS[self._keys_used :]
        self._keys_used += len(texts)
        group = Choices(texts, self.session.look, columns, keys)
        group.mark(chosen)
        self._groups.append(group)
        return group

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if isinstance(self.window().focusWidget(), QLineEdit):
            super().keyPressEvent(event)
            return
        for group in self._groups:
            number = group.number_of(event)
            if number is not None:
                group.rows[number].setFocus(Qt.FocusReason.ShortcutFocusReason)
                group.choose(number)
                return
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}.get(
            Qt.Key(event.key()), 0
        )
        mine = next((group for group in self._groups if any(row.hasFocus() for row in group.rows)), None)
        if step and mine is not None:
            mine.step(step)
        else:
            super().keyPressEvent(event)
