"""What stands in the view while no night is shown: whom to choose, that it is fetched, why it is not shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.focus import FocusFrame
from ui.widgets.parts import KeyedButton, column, line
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.night import NightSay as Say

LIST_KEY, AGAIN_KEY = "M", "U"


class NoticePage(QWidget):
    """`list_wanted` and `again_wanted` come from its buttons, which are there where they can help."""

    list_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = look.theme.px
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = SafeLabel("", "big", wraps=True)
        self._how = SafeLabel("", "second", wraps=True)
        self.list_button = KeyedButton(words(Say.MORNING_KEY), LIST_KEY, look)
        self.again_button = KeyedButton(words(Say.AGAIN), AGAIN_KEY, look)
        layout = column(self, margins=(px(40), px(20), px(40), px(20)), gap=px(8))
        layout.addStretch(3)
        layout.addWidget(self._title)
        layout.addWidget(self._how)
        layout.addSpacing(px(8))
        keys = line(gap=px(10))
        for button in (self.list_button, self.again_button):
            keys.addWidget(button)
        keys.addStretch(1)
        layout.addLayout(keys)
        layout.addStretch(4)
        self.list_button.clicked.connect(self.list_wanted)
        self.again_button.clicked.connect(self.again_wanted)
        FocusFrame(look, self)

    def tell(self, title: str, how: str, *, can_list: bool, can_try: bool) -> None:
        """A title, a sentence, and which keys help."""
        self._title.setText(title)
        self._how.setText(how)
        self.setAccessibleName(f"{title}. {how}")
        self.list_button.setVisible(can_list)
        self.again_button.setVisible(can_try)
