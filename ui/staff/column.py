"""The right column: who is nearest, the way in, what is sent, and who of the team has what."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.masking import Person
from console.domain.queue import Row
from console.domain.team import Member
from console.services.screen import ForecastTold
from ui.staff.near import NearPart, NearShown
from ui.staff.team import TeamView
from ui.theme import COMPACT, Look
from ui.widgets.parts import KeyCap, clear, column, ground, line, rule
from ui.widgets.scroll import ScrollBox
from ui.widgets.text import SafeLabel
from ui.words import Phrase, Say, Words
from ui.words import row as said
from ui.words.help import HelpSay
from ui.words.staff import StaffSay


class StaffColumn(QWidget):
    """Nothing of the way in is shown before the card is open, and of a masked person nothing at all."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._shown: object = None
        ground(self, "bg1")
        px = look.theme.px
        head = QWidget()
        head.setFixedHeight(px(52))
        self.near = NearPart(look, words)
        inner = line(head, margins=(px(16), 0, px(16), 0), gap=px(12))
        inner.addWidget(SafeLabel(words(StaffSay.NEAREST), "strong"), 1)
        inner.addWidget(self.near.count)
        content = ground(QWidget(), "bg1")
        blocks = column(content)
        blocks.addWidget(self.near.rows)
        self.near.make(partial(self._block, blocks))
        self._way = self._block(blocks, words(StaffSay.WAY_IN))
        self.near.make_sent(partial(self._block, blocks))
        blocks.addStretch(1)
        box = ScrollBox(words(StaffSay.NEAREST), look)
        box.setWidget(content)
        self.team = TeamView(look, words)
        layout = column(self)
        for widget in (head, rule(), box, rule(), self.team, self._foot()):
            layout.addWidget(widget, 1 if widget is box else 0)
        self.near.show(NearShown())
        self.show_case(None, None)

    def fit(self) -> None:
        """Takes on the theme's density."""
        density = self._look.theme.density
        self.setFixedWidth(self._look.theme.px(density.right_width))
        self.team.fit()
        for each in self._map:
            each.setVisible(density is not COMPACT)

    def show_case(self, row: Row | None, person: Person | None) -> None:
        """The way in to whom the case is about; `person` only where the card is open."""
        if self._shown == (row is None, row is not None and said.is_masked(row), person):
            return
        self._shown = (row is None, row is not None and said.is_masked(row), person)
        clear(self._way)
        words = self._words
        if row is None:
            self._say(Say.NO_CASE)
        elif (person is not None and person.is_masked) or (person is None and said.is_masked(row)):
            self._say(StaffSay.WAY_PROTECTED)
        elif person is None:
            self._say(StaffSay.WAY_CLOSED)
        elif not person.way_in and not person.key_location:
            self._say(StaffSay.WAY_UNKNOWN)
        else:
            self._lines(((words(StaffSay.DOOR), person.way_in), (words(StaffSay.KEY), person.key_location)))

    def show_team(self, members: Sequence[Member]) -> None:
        """Who has what now."""
        self.team.show_team(members, self._now())

    def show_forecast(self, told: ForecastTold | None, *, is_blind: bool) -> None:
        """What is to be expected of the next minutes; nothing while we are blind."""
        self.team.forecast.tell(told, is_blind=is_blind)

    def show_help(self, waiting: int, *, is_asked: bool) -> None:
        """What the key of help does now, and that so many life alarms wait where it should be pressed."""
        words = self._words
        say = HelpSay.SUGGESTED_SHORT if self._look.theme.density is COMPACT else HelpSay.SUGGESTED
        self._hint.setText(words(say, n=waiting) if waiting else "")
        self._hint.setVisible(waiting > 0)
        self._help.setText(words(HelpSay.END if is_asked else HelpSay.ASK))

    def step(self) -> None:
        """A second has passed."""
        self.team.step(self._now())

    def _say(self, phrase: Phrase) -> None:
        self._way.addWidget(SafeLabel(self._words(phrase), "second", wraps=True))

    def _lines(self, lines: Sequence[tuple[str, str]]) -> None:
        for title, text in lines:
            if text:
                box = QWidget()
                layout = line(box, gap=self._look.theme.px(8))
                name = SafeLabel(title, "table2")
                name.setMinimumWidth(self._look.theme.px(64))
                layout.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
                layout.addWidget(SafeLabel(text, "table", wraps=True), 1)
                self._way.addWidget(box)

    def _block(self, blocks: QVBoxLayout, title: str) -> QVBoxLayout:
        px = self._look.theme.px
        block = QWidget()
        block.setAccessibleName(title)
        layout = column(block, margins=(px(16), px(11), px(16), px(12)), gap=px(5))
        if title:
            layout.addWidget(SafeLabel(title, "section"))
        blocks.addWidget(block)
        blocks.addWidget(rule())
        inner = column(gap=px(5))
        layout.addLayout(inner)
        return inner

    def _foot(self) -> QWidget:
        px = self._look.theme.px
        foot = QWidget()
        outer = column(foot)
        outer.addWidget(rule())
        self._hint = SafeLabel("", "status", wraps=True)
        self._hint.setContentsMargins(px(16), px(8), px(16), 0)
        self._hint.hide()
        outer.addWidget(self._hint)
        inner = line(margins=(px(16), px(8), px(16), px(8)), gap=px(10))
        self._help = SafeLabel(self._words(HelpSay.ASK), "table2")
        self._map = (KeyCap("Ctrl 3", self._look), SafeLabel(self._words(Say.VIEW_MAP), "table2"))
        for each in (KeyCap("Ctrl H", self._look), self._help):
            inner.addWidget(each)
        inner.addStretch(1)
        for each in self._map:
            inner.addWidget(each)
        outer.addLayout(inner)
        return foot
