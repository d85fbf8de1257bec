"""Who of the team has what: a line each, or on a small screen one line for all."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from console.domain.alarm import Lane
from console.domain.lifecycle import State
from console.domain.queue import Row
from console.domain.team import Member
from ui.staff.forecast import ForecastLine
from ui.theme import COMPACT, Look
from ui.widgets.parts import clear, column, line
from ui.widgets.text import SafeLabel, SteadyLabel
from ui.words import Say, Words
from ui.words import row as said
from ui.words.plain import clean
from ui.words.staff import StaffSay

MOST_LINES = 8
"""Members with a line of their own; the rest are counted."""


class TeamView(QWidget):
    """Names of residents stand here as in their rows: masked where they are masked."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._members: tuple[Member, ...] | None = None
        self._clocks: list[tuple[SafeLabel, Row]] = []
        self.setAccessibleName(words(StaffSay.TEAM))
        px = look.theme.px
        layout = column(self, margins=(px(16), px(10), px(16), px(10)), gap=px(6))
        head = line(gap=px(8))
        self._title = SafeLabel("", "section")
        self.counts = SafeLabel("", "reason", wraps=True)
        self.counts.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(self._title)
        head.addWidget(self.counts, 1)
        layout.addLayout(head)
        self.forecast = ForecastLine(look, words)
        layout.addWidget(self.forecast)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(5))
        self._grid.setColumnStretch(1, 1)
        layout.addWidget(self._table)
        self.fit()

    def fit(self) -> None:
        """Takes on the theme's density."""
        is_short = self._look.theme.density is COMPACT
        self._title.setText(self._words(StaffSay.TEAM_SHORT if is_short else StaffSay.TEAM))
        self._table.setVisible(not is_short)

    def show_team(self, members: Sequence[Member], now: datetime) -> None:
        """Everybody anew, where something has changed."""
        if self._members != tuple(members):
            self._members = tuple(members)
            self._lay(self._members)
        self.step(now)

    def step(self, now: datetime) -> None:
        """A second has passed: the clocks."""
        for label, row in self._clocks:
            label.setText(self._clock(row, now))

    def _lay(self, members: tuple[Member, ...]) -> None:
        words = self._words
        busy = sum(bool(member.cases) for member in members)
        idle = len(members) - busy
        parts = [words(StaffSay.BUSY, n=busy), words(StaffSay.IDLE, n=idle) if idle else ""]
        self.counts.setText(", ".join(part for part in parts if part) if members else "")
        clear(self._grid)
        self._clocks = []
        for number, member in enumerate(members[:MOST_LINES]):
            self._line(number, member)

    def _line(self, number: int, member: Member) -> None:
        words, top = self._words, Qt.AlignmentFlag.AlignTop
        name = words(Say.YOU) if member.is_me else clean(member.name, 60) or words(Say.UNKNOWN)
        self._grid.addWidget(SafeLabel(name, "status", wraps=True), number, 0, top)
        self._grid.addWidget(SafeLabel(self._what(member), "table2", wraps=True), number, 1, top)
        if member.cases:
            clock = SteadyLabel("", "table2")
            clock.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(clock, number, 2, top | Qt.AlignmentFlag.AlignRight)
            self._clocks.append((clock, member.cases[0]))

    def _what(self, member: Member) -> str:
        words = self._words
        if not member.cases:
            return words(StaffSay.FREE)
        first = member.cases[0]
        who = said.name(first, words)
        if first.state is State.WAITING:
            who = words(StaffSay.PROMISED, who=who)
        elif first.lane is Lane.TECHNICAL:
            who = words(StaffSay.TECHNICAL, who=who)
        more = len(member.cases) - 1
        return words(StaffSay.MORE_CASES, n=more, who=who) if more else who

    def _clock(self, row: Row, now: datetime) -> str:
        time = said.clock(row, now)
        return self._words(Say.LEFT, time=time) if row.state is State.WAITING and row.promise_until else time
