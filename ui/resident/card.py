"""The resident card beside the case, and the same in pages for a screen that has no room for a column."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtWidgets import QWidget

from console.domain.card import Card
from ui.resident.parts import Part
from ui.resident.sheet import Sheet
from ui.theme import Look
from ui.widgets.parts import column, ground
from ui.words import Say, Words
from ui.words.card import CardSay

WIDTH = 372
"""Unscaled pixels of the column."""

COLUMN = (
    Part.IDENTITY, Part.REACH, Part.CONTACTS, Part.DEVICES, Part.AIDS, Part.LAST, Part.PERSON, Part.HOUSEHOLD,
    Part.NOTE, Part.READ,
)  # fmt: skip

PAGES: tuple[tuple[CardSay, tuple[Part, ...]], ...] = (
    (CardSay.TAB_CONTACTS, (Part.IDENTITY, Part.CONTACTS, Part.PERSON, Part.HOUSEHOLD, Part.READ)),
    (CardSay.TAB_DEVICES, (Part.REACH, Part.DEVICES, Part.AIDS)),
    (CardSay.TAB_EARLIER, (Part.LAST, Part.NOTE)),
)
"""What the column has, on three pages."""


class CardColumn(QWidget):
    """Shows one card in a column, or why there is none."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        ground(self, "bg1")
        self.sheet = Sheet(words(Say.CARD), COLUMN, look, words, now)
        column(self).addWidget(self.sheet)

    def fit(self) -> None:
        """Takes on the theme's scale."""
        self.setFixedWidth(self._look.theme.px(WIDTH))

    def show_sentence(self, title: Say, how: Say | None = None) -> None:
        """Why there is no card, and what to do."""
        self.sheet.show_sentence(title, how)

    def show_card(self, card: Card, outcomes: Mapping[str, str]) -> None:
        """One resident in one glance; `outcomes` are the labels of outcomes by code."""
        self.sheet.show_card(card, outcomes)

    def forget(self) -> None:
        """Nothing of anybody stays."""
        self.sheet.forget()

    def step(self) -> None:
        """A second has passed."""
        self.sheet.step()


class CardPages:
    """The same card on pages, each a widget with its title; where they stand, their owner says."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime]) -> None:
        self.pages = tuple((words(title), Sheet(words(title), parts, look, words, now)) for title, parts in PAGES)

    def show_sentence(self, title: Say, how: Say | None = None) -> None:
        """Why there is no card, and what to do."""
        for _, sheet in self.pages:
            sheet.show_sentence(title, how)

    def show_card(self, card: Card, outcomes: Mapping[str, str]) -> None:
        """One resident; `outcomes` are the labels of outcomes by code."""
        for _, sheet in self.pages:
            sheet.show_card(card, outcomes)

    def forget(self) -> None:
        """Nothing of anybody stays."""
        for _, sheet in self.pages:
            sheet.forget()

    def step(self) -> None:
        """A second has passed."""
        for _, sheet in self.pages:
            sheet.step()
