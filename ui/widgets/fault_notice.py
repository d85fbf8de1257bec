"""The one dialog: a fault of ours, told once, with a code for the technician. It takes no focus; the queue stays.

It never shows the fault's own text, which may hold a name.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ui.theme import Look
from ui.widgets.parts import KeyedButton, column, ground, line
from ui.widgets.text import SafeLabel
from ui.words import Say, Words


class FaultNotice(QDialog):
    """Shown for the first fault; the following are counted in it."""

    def __init__(self, look: Look, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._more = 0
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(words(Say.FAULT_TITLE))
        ground(self, "bg2")
        px = look.theme.px
        layout = column(self, margins=(px(24), px(20), px(24), px(20)), gap=px(10))
        layout.addWidget(SafeLabel(words(Say.FAULT_TITLE), "title"))
        layout.addWidget(SafeLabel(words(Say.FAULT_TEXT), "body", wraps=True))
        self._code = SafeLabel("", "strong", wraps=True, longest=200)
        layout.addWidget(self._code)
        row = line()
        row.addStretch(1)
        button = KeyedButton(words(Say.FAULT_CLOSE), "Esc", look)
        button.clicked.connect(self.reject)
        row.addWidget(button)
        layout.addLayout(row)
        self.setMinimumWidth(px(440))

    def tell(self, code: str) -> None:
        """A fault; `code` says where it broke."""
        if self.isVisible():
            self._more += 1
            more = self._words(Say.FAULT_MORE, n=self._more)
            self._code.setText(self._words(Say.FAULT_CODE, code=code) + ". " + more)
            return
        self._more = 0
        self._code.setText(self._words(Say.FAULT_CODE, code=code))
        self.show()
