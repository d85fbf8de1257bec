"""Under the lanes: the chosen event, why it is marked, and the night against the resident's usual ones."""

from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.domain.night_line import NightLine
from ui.night import lines as said
from ui.night.lines import EventLine
from ui.theme import COMPACT, Look
from ui.widgets.parts import KeyCap, clear, column, ground, line
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.night import NightSay as Say

THREE_FROM, TWO_FROM = 900, 560
"""Unscaled pixels of width from which all three, or two, stand beside each other."""


class NightFoot(QWidget):
    """`show_event` each time that another is chosen or the second is another."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        px = look.theme.px
        ground(self, "bg1")
        self._title = SafeLabel("", "title", wraps=True)
        self._detail = SafeLabel("", "reason", wraps=True)
        self._why = SafeLabel("", "reason", wraps=True)
        self._against = column(gap=px(4))
        self._compared: tuple[tuple[str, str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(20), px(10), px(20), px(10))
        self._grid.setHorizontalSpacing(px(28))
        self._grid.setVerticalSpacing(px(10))
        self._parts = (self._chosen(), self._marked(), self._usual())
        self._columns = 0
        self.arrange(px(THREE_FROM))

    def show_event(self, event: EventLine | None, night: NightLine, as_of: datetime) -> None:
        """The chosen event of a night, if one is chosen."""
        words = self._words
        if event is None:
            self._title.setText(words(Say.CHOSEN_NONE))
            self._detail.setText("")
            self._why.setText("")
        else:
            self._title.setText(f"{event.time} {words.sentence(event.what)}")
            self._detail.setText(said.detail(event, night, as_of, words))
            self._why.setText(said.reason(event.mark, as_of, words))
        self._show_against(said.against(night, words))

    def _show_against(self, compared: tuple[tuple[str, str, str], ...]) -> None:
        if compared == self._compared:
            return
        self._compared = compared
        clear(self._against)
        for what, tonight, usual in compared:
            row = line(gap=self._look.theme.px(8))
            row.addWidget(SafeLabel(what, "table2"), 1)
            row.addWidget(SafeLabel(tonight, "strong"))
            row.addWidget(SafeLabel(usual, "table2"))
            self._against.addLayout(row)

    def forget(self) -> None:
        """Nobody's night."""
        for label in (self._title, self._detail, self._why):
            label.setText("")
        self._show_against(())

    def heard(self) -> str:
        """What a screen reader says of the chosen event."""
        return " ".join(label.text() for label in (self._title, self._detail, self._why) if label.text())

    def arrange(self, width: int) -> None:
        """Three beside each other where there is room."""
        theme = self._look.theme
        is_small = theme.density is COMPACT
        self._detail.wear("caption" if is_small else "reason")
        columns = 3 if width >= theme.px(THREE_FROM) else 2 if width >= theme.px(TWO_FROM) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for part in self._parts:
            self._grid.removeWidget(part)
        for number, part in enumerate(self._parts):
            self._grid.addWidget(part, number // columns, number % columns)
        for number in range(3):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
            self._grid.setColumnMinimumWidth(number, 0)

    def _chosen(self) -> QWidget:
        part, layout = self._part()
        head = line(gap=self._look.theme.px(8))
        head.addWidget(SafeLabel(self._words(Say.CHOSEN), "reason"))
        for key in ("←", "→"):
            head.addWidget(KeyCap(key, self._look))
        head.addStretch(1)
        layout.addLayout(head)
        layout.addWidget(self._title)
        layout.addWidget(self._detail)
        layout.addStretch(1)
        return part

    def _marked(self) -> QWidget:
        part, layout = self._part()
        layout.addWidget(SafeLabel(self._words(Say.WHY), "reason"))
        layout.addWidget(self._why)
        layout.addStretch(1)
        return part

    def _usual(self) -> QWidget:
        part, layout = self._part()
        layout.addWidget(SafeLabel(self._words(Say.AGAINST), "reason"))
        layout.addLayout(self._against)
        layout.addStretch(1)
        return part

    def _part(self) -> tuple[QWidget, QVBoxLayout]:
        part = QWidget()
        return part, column(part, gap=self._look.theme.px(4))
