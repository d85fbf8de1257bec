"""The middle of the desk: the case with its resident card beside it, or behind tabs where there is no room; and over
both the longer view of the person. One widget for whoever lays out the screen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from console.domain.card import Card
from console.domain.journal import CaseSummary
from console.domain.masking import Person
from console.domain.queue import Row
from ui.case.column import CaseColumn
from ui.resident.card import WIDTH, CardColumn, CardPages
from ui.resident.more import MoreView
from ui.theme import Look
from ui.words import Say, Words
from ui.words.timeline import Line

LEAST_COURSE = 470
"""Unscaled pixels that plan and timeline need beside the card; with less the card goes behind tabs."""

NEXT_TAB = "Ctrl+Tab"
TAB_BEFORE = "Ctrl+Shift+Tab"


class CaseView(QWidget):
    """`case` is the case's column, in which panels open. `more_closed` comes when the longer view has been left."""

    more_closed = Signal()

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.case = CaseColumn(look, words, now)
        self.card = CardColumn(look, words, now)
        self.pages = CardPages(look, words, now)
        self.more = MoreView(look, words, now)
        self.case.put_beside(self.card)
        for title, page in self.pages.pages:
            self.case.add_tab(title, page)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.case)
        self._layers.addWidget(self.more)
        self._row: Row | None = None
        self._has_tabs = False
        self._tell: Callable[[CardColumn | CardPages], None] = lambda _: None
        self.more.closed.connect(self.close_more)
        self._tab_keys = tuple(self._tab_key(key, by) for key, by in ((NEXT_TAB, 1), (TAB_BEFORE, -1)))
        self.card.fit()
        self._arrange()

    def fit(self) -> None:
        """Takes on the theme's density and scale."""
        self.case.fit()
        self.card.fit()
        self._arrange()

    def show_case(self, row: Row | None, person: Person | None) -> None:
        """A case, with the person of its card where that is open; or none. Another case closes the longer view."""
        if (row.case if row is not None else None) != (self._row.case if self._row is not None else None):
            self.close_more()
        self._row = row
        self.case.show_case(row, person)
        self._offer_tabs()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The timeline."""
        self.case.show_lines(lines)

    def show_card(self, card: Card, outcomes: Mapping[str, str]) -> None:
        """The open card; `outcomes` are the labels of outcomes by code."""
        self._show(lambda place: place.show_card(card, outcomes))

    def show_sentence(self, title: Say, how: Say | None = None) -> None:
        """Why there is no card, and what to do."""
        self.close_more()
        self._show(lambda place: place.show_sentence(title, how))

    def open_more(self, card: Card, outcomes: Mapping[str, str], earlier: Sequence[CaseSummary] | None = None) -> None:
        """The longer view of the open card, over the case. Call again when the longer history has come."""
        self.more.show_card(card, outcomes, earlier)
        if not self.is_more_open():
            self._layers.setCurrentWidget(self.more)
            self.more.setFocus()

    def is_more_open(self) -> bool:
        """Whether the longer view covers the case."""
        return self._layers.currentWidget() is self.more

    def close_more(self) -> None:
        """Back to the case; nothing of the longer view stays."""
        if self.is_more_open():
            self._layers.setCurrentWidget(self.case)
            self.more.forget()
            self.more_closed.emit()

    def has_tabs(self) -> bool:
        """Whether the card is behind tabs."""
        return self._has_tabs

    def step(self) -> None:
        """A second has passed."""
        self.case.step()
        if self.is_more_open():
            self.more.step()
        elif self._has_tabs:
            self.pages.step()
        else:
            self.card.step()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Beside or behind tabs, by the room that there is."""
        self._has_tabs = self.width() < self._look.theme.px(WIDTH + LEAST_COURSE)
        self.case.show_tabs(is_shown=self._has_tabs)
        self._offer_tabs()
        self._show(self._tell)

    def _offer_tabs(self) -> None:
        """The keys of the tabs, while there are any."""
        for key in self._tab_keys:
            key.setEnabled(self._has_tabs and not self.case.is_outage())

    def _show(self, tell: Callable[[CardColumn | CardPages], None]) -> None:
        """Only what is seen is made; the other place holds nothing of anybody."""
        self._tell = tell
        seen, other = (self.pages, self.card) if self._has_tabs else (self.card, self.pages)
        other.forget()
        tell(seen)

    def _tab_key(self, key: str, by: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(lambda: self.case.step_tab(by))
        return shortcut
