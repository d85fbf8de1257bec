"""What stands beside the lanes: the table, fall prevention, and for what reason the night was opened."""

from PySide6.QtWidgets import QWidget

from ui.night import lines as said
from ui.night.lanes_painter import Shown
from ui.night.table import EventTable
from ui.theme import Look
from ui.widgets.parts import KeyCap, column, ground, line, rule
from ui.widgets.scroll import ScrollBox
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.night import NightSay as Say

HEAD, FOOT, LEAST_UNDER = 48, 36, 110
"""Unscaled pixels; the last of what stands under the table."""


class NightSide(QWidget):
    """The table has the room that it needs, and what is under it scrolls where there is too little."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        px = look.theme.px
        ground(self, "bg1")
        self.table = EventTable(look, words)
        self._prevention = SafeLabel("", "reason", wraps=True)
        self._opened = SafeLabel("", "reason")
        self._read = SafeLabel("", "reason")
        head = QWidget()
        head.setFixedHeight(px(HEAD))
        title = line(head, margins=(px(20), 0, px(16), 0), gap=px(8))
        title.addWidget(SafeLabel(words(Say.TABLE), "strong"), 1)
        title.addWidget(KeyCap("T", look))
        under = QWidget()
        self._under = column(under, margins=(0, 0, 0, px(8)))
        text = column(margins=(px(20), px(10), px(20), px(8)), gap=px(4))
        text.addWidget(SafeLabel(words(Say.PREVENTION), "status"))
        text.addWidget(self._prevention)
        self._under.addLayout(text)
        self._under.addStretch(1)
        self._scroll = ScrollBox(words(Say.PREVENTION), look, px(LEAST_UNDER))
        under.setAccessibleName(words(Say.PREVENTION))
        self._scroll.setWidget(under)
        foot = QWidget()
        foot.setMinimumHeight(px(FOOT))
        last = line(foot, margins=(px(20), px(4), px(16), px(4)), gap=px(8))
        last.addWidget(self._opened, 1)
        last.addWidget(self._read)
        last.addWidget(KeyCap("U", look))
        layout = column(self)
        for part, share in ((head, 0), (self.table, 100), (self._scroll, 1), (rule(), 0), (foot, 0)):
            layout.addWidget(part, share)

    def show_line(self, shown: Shown, opened: tuple[str, str]) -> None:
        """A night, and for what reason and when it was read."""
        self.table.show_events(shown.events)
        self._prevention.setText(said.prevention(shown.line, self._words))
        self._opened.setText(opened[0])
        self._read.setText(opened[1])
        self.table.setMaximumHeight(self.table.wanted_height())

    def take_foot(self, foot: QWidget) -> None:
        """The chosen event is told here, over fall prevention, where there is no room under the lanes."""
        self._under.insertWidget(0, foot)
        foot.show()

    def forget(self) -> None:
        """Nobody's night."""
        self.table.show_events(())
        for label in (self._prevention, self._opened, self._read):
            label.setText("")
