"""The blocks of a resident card, one under the other in a part that scrolls. Which blocks, its owner says."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from console.domain.card import Card
from console.domain.journal import CaseSummary
from ui.resident.blocks import Block, Making, separated
from ui.resident.parts import Part, blocks_of
from ui.theme import Look
from ui.widgets.parts import clear, column, ground
from ui.widgets.scroll import ScrollBox
from ui.words import Say, Words

MOST_LINES = 12
"""Contacts and devices on a card; the longer view shows `MOST_LINES_THERE`."""

MOST_LINES_THERE = 60
MOST_EARLIER = 50
"""Cases in the longer view."""


class Sheet(ScrollBox):
    """Shows some parts of one card, or why there is none. Equal content is not made anew."""

    def __init__(
        self,
        name: str,
        parts: Sequence[Part],
        look: Look,
        words: Words,
        now: Callable[[], datetime],
        *,
        is_whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, look, parent=parent)
        self._parts = tuple(parts)
        self._look = look
        self._words = words
        self._now = now
        self._is_whole = is_whole
        self._shown: object = None
        content = ground(QWidget(), "bg1")
        self._content = content
        self._blocks = column(content)
        self.setWidget(content)

    def show_sentence(self, title: Say, how: Say | None = None) -> None:
        """Why there is no card, and what to do."""
        if self._shown == (title, how):
            return
        block = Block("", self._look)
        block.say(self._words(title), "body")
        if how is not None:
            block.say(self._words(how), "second")
        self._put((title, how), (block,))

    def show_card(self, card: Card, outcomes: Mapping[str, str], earlier: Sequence[CaseSummary] | None = None) -> None:
        """The card's parts; `outcomes` are the labels of outcomes by code, `earlier` the longer history once it has
        been fetched."""
        cases = None if earlier is None else tuple(earlier[:MOST_EARLIER])
        shown = (card, dict(outcomes), cases)
        if self._shown == shown:
            return
        most = MOST_LINES_THERE if self._is_whole else MOST_LINES
        making = Making(
            self._look, self._words, self._now(), outcomes, cases, MOST_EARLIER, self._is_whole, most
        )  # fmt: skip
        self._put(shown, [block for part in self._parts for block in blocks_of(part, card, making)])

    def step(self) -> None:
        """A second has passed."""
        for block in self._content.findChildren(Block):
            block.step(self._now())

    def forget(self) -> None:
        """Nothing of anybody stays."""
        if self._shown is not None:
            self._put(None, ())

    def _put(self, shown: object, blocks: Sequence[Block]) -> None:
        self._shown = shown
        clear(self._blocks)
        for block in blocks:
            separated(self._blocks, block)
        self._blocks.addStretch(1)
        self.verticalScrollBar().setValue(0)
