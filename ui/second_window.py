"""A window of its own for another screen: all of the resident card that is open on the desk, large enough to be read
from the side.

It shows what the desk shows and nothing else: no card on the desk, or a covered desk, is none here. It takes no
keyboard: the window's keys work here too, and Ctrl+D closes it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from console.domain.card import Card
from console.domain.journal import CaseSummary
from ui.resident.more import MoreView
from ui.style import style_sheet
from ui.theme import Look
from ui.widgets.parts import column, ground
from ui.widgets.text import SafeLabel
from ui.words import Say, Words


class SecondWindow(QWidget):
    """`closed` comes when it has been closed."""

    closed = Signal()

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._look = look
        self.setWindowTitle("Vaka")
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        ground(self, "bg1")
        self._more = MoreView(look, words, now)
        self._nothing = QWidget()
        box = column(self._nothing, margins=(40, 40, 40, 40), gap=look.theme.px(8))
        box.addStretch(1)
        box.addWidget(SafeLabel(words(Say.CARD_CLOSED), "big", wraps=True))
        box.addWidget(SafeLabel(words(Say.SECOND_HOW), "second", wraps=True))
        box.addStretch(2)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._nothing)
        self._layers.addWidget(self._more)
        look.changed.connect(self._wear)
        self._wear()

    def show_card(self, card: Card | None, outcomes: Mapping[str, str], earlier: Sequence[CaseSummary] | None) -> None:
        """The open card, or that none is."""
        if card is None:
            self._more.forget()
            self._layers.setCurrentWidget(self._nothing)
        else:
            self._more.show_card(card, outcomes, earlier)
            self._layers.setCurrentWidget(self._more)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def _wear(self) -> None:
        self.setStyleSheet(style_sheet(self._look.theme))
        self.setPalette(self._look.theme.palette())
