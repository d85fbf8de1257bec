"""More about the person of the open card, over the case: the longer history, all devices and contacts, the household,
the note, documents and place. Esc goes back. Whoever opens it has fetched what it shows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from console.domain.card import Card
from console.domain.journal import CaseSummary
from ui.resident.parts import Part
from ui.resident.sheet import Sheet
from ui.theme import Look
from ui.widgets.focus import FocusFrame
from ui.widgets.parts import KeyCap, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.card import CardSay

SIDES = (
    (CardSay.MORE, (Part.IDENTITY, Part.FACTS, Part.CONTACTS, Part.PERSON, Part.HOUSEHOLD, Part.NOTE, Part.ADDRESS)),
    (CardSay.EARLIER, (Part.REACH, Part.DEVICES, Part.AIDS, Part.EARLIER, Part.DOCUMENTS, Part.READ)),
)
"""Two columns, each scrolling by itself; one over the other where there is no room for two."""

TWO_SIDES = 560
"""Unscaled pixels."""


class MoreView(QWidget):
    """`closed` comes with Esc."""

    closed = Signal()

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        ground(self, "bg1")
        self.setAccessibleName(words(CardSay.MORE))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        FocusFrame(look, self)
        px = look.theme.px
        self._name = SafeLabel("", "title")
        head = line(margins=(px(20), px(12), px(20), px(12)), gap=px(12))
        head.addWidget(SafeLabel(words(CardSay.MORE), "section"))
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(KeyCap("Esc", look))
        head.addWidget(SafeLabel(words(Say.BACK), "caption"))
        self.sheets = tuple(Sheet(words(name), parts, look, words, now, is_whole=True) for name, parts in SIDES)
        self._look = look
        self._sides = line(gap=px(1))
        for sheet in self.sheets:
            self._sides.addWidget(sheet, 1)
        ruled = ground(QWidget(), "line")
        ruled.setLayout(self._sides)
        layout = column(self)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(ruled, 1)

    def show_card(self, card: Card, outcomes: Mapping[str, str], earlier: Sequence[CaseSummary] | None) -> None:
        """The card, and the longer history; None until that has been fetched."""
        person = card.person
        self._name.setText(self._words(Say.PROTECTED) if person.is_masked else person.name)
        for sheet in self.sheets:
            sheet.show_card(card, outcomes, earlier)

    def forget(self) -> None:
        """Nothing of anybody stays, not even hidden."""
        self._name.setText("")
        for sheet in self.sheets:
            sheet.forget()

    def step(self) -> None:
        """A second has passed."""
        for sheet in self.sheets:
            sheet.step()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < self._look.theme.px(TWO_SIDES)
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
