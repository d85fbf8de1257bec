"""The wizard's top bar: the program, what this is, and the language with its key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.theme import COMPACT
from ui.widgets.parts import KeyCap, Logo, ground, line
from ui.widgets.text import SafeLabel, button_text
from ui.wizard.session import Session
from ui.words.wizard import WizardSay


class Top(QWidget):
    """`language_wanted` comes with the wish for the other language."""

    language_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        ground(self, "bg0")
        px, words = session.px, session.words
        self.setFixedHeight(px(COMPACT.top_bar))
        self._button_height = px(COMPACT.top_bar - 8)
        self._layout = line(self, margins=(px(16), 0, px(16), 0), gap=0)
        self._layout.addWidget(Logo(session.look))
        self._layout.addSpacing(px(9))
        self._layout.addWidget(SafeLabel("Vaka", "brand"))
        self._layout.addSpacing(px(20))
        self._layout.addWidget(SafeLabel(words(WizardSay.TITLE), "second"))
        self._layout.addStretch(1)
        language = QToolButton()
        language.setText(button_text(words(WizardSay.LANGUAGE_NOW)))
        language.setProperty("segment", True)
        language.setAccessibleName(words(WizardSay.SWITCH_LANGUAGE))
        language.clicked.connect(self.language_wanted)
        self._layout.addWidget(language)
        self._layout.addWidget(KeyCap("Alt S", session.look))

    def take_in(self, button: QPushButton) -> None:
        """Another button, where the list of steps has no room for it."""
        button.setFixedHeight(self._button_height)
        self._layout.insertWidget(self._layout.count() - 2, button)
