"""The case's column: head, critical facts, the panel in which one acts, timeline."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from console.domain.lifecycle import State
from console.domain.masking import Person
from console.domain.queue import Row
from console.domain.resident import CriticalFact
from ui.assets import Icon
from ui.case.timeline import Timeline
from ui.theme import COMPACT, Look
from ui.widgets.facts import FactView
from ui.widgets.panel import Panel
from ui.widgets.parts import IconView, MarkView, clear, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words import row as said
from ui.words.timeline import Line

MOST_FACTS = 6
LONG_NAME = 260
"""Unscaled pixels; a longer name takes two lines. It is never cut."""


class CaseHead(QWidget):
    """Whom, where, how often, and the clock."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        px = look.theme.px
        self.setMinimumHeight(px(look.theme.density.case_head))
        self._mark = MarkView(look, 44)
        self._lock = IconView(Icon.LOCKED, look, 24, "tx1")
        self._name = SafeLabel("", "name")
        self._age = SafeLabel("", "age")
        self._pill = SafeLabel("", "pill")
        self._where = SafeLabel("", "second", wraps=True)
        self._clock = SafeLabel("", "clock")
        self._clock_line = SafeLabel("", "reason")
        layout = line(self, margins=(px(20), px(10), px(20), px(10)), gap=px(14))
        layout.addWidget(self._mark)
        texts = column(gap=px(2))
        first = line(gap=px(12))
        for widget in (self._lock, self._name, self._age, self._pill):
            first.addWidget(widget)
        first.addStretch(1)
        texts.addLayout(first)
        texts.addWidget(self._where)
        layout.addLayout(texts, 1)
        clocks = column(gap=px(2))
        clocks.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignRight)
        clocks.addWidget(self._clock_line, 0, Qt.AlignmentFlag.AlignRight)
        layout.addLayout(clocks)

    def show_case(self, row: Row, person: Person | None, now: datetime) -> None:
        """The case as its row says; `person` where a card has been opened and shows more."""
        words = self._words
        masked = person.is_masked if person is not None else said.is_masked(row)
        self._mark.show_class(row.alarm_class)
        self._lock.setVisible(masked or (person is not None and person.is_protected))
        self._name.setText(person.name if person is not None and not masked else said.name(row, words))
        age = str(person.age) if person is not None and person.age is not None else said.age(row)
        room = self._look.theme.px(LONG_NAME)
        self._name.setWordWrap(self._name.fontMetrics().horizontalAdvance(self._name.text()) > room)
        self._age.setText(words(Say.AGE, age=age) if age and not masked else "")
        is_short = self._look.theme.density is COMPACT
        pill = said.pill(row, now, words, is_short=is_short)
        if row.presses > 1 and not is_short:
            pill = words(Say.PRESSES_SINCE, n=row.presses, time=words.moment(row.first_at, now))
        self._pill.setText(pill)
        self._pill.setVisible(bool(pill))
        self._where.setText(self._place(row, person))
        self._clock.setText(said.clock(row, now))
        self._clock_line.setText(self._answer(row, now))

    def forget(self) -> None:
        """No case: nothing of the last one stays, not even hidden."""
        for label in (self._name, self._age, self._pill, self._where, self._clock, self._clock_line):
            label.setText("")

    def _place(self, row: Row, person: Person | None) -> str:
        words = self._words
        known = person or (row.people[0] if row.people else None)
        parts = list(said.what(row, words))
        if known is not None and not known.is_masked:
            address = ", ".join(part for part in (known.street, known.apartment, known.city) if part)
            parts = [address, *(said.what(row, words)[:1] if said.is_masked(row) else parts)]
        return " · ".join(part for part in parts if part)

    def _answer(self, row: Row, now: datetime) -> str:
        words = self._words
        target = words.duration(row.answer_within)
        if row.state is State.WAITING and row.promise_until is not None:
            return words(Say.PROMISE_LINE, time=words.moment(row.promise_until, now))
        if row.answered_after is not None and row.is_answered:
            say = Say.ANSWER_SHORT if self._look.theme.density is COMPACT else Say.ANSWER_LINE
            return words(say, time=words.duration(row.answered_after), target=target)
        if said.is_over(row, now):
            over = words.duration(max(now - row.answer_by, timedelta(0)))
            return words(Say.OVER_TARGET, over=over, target=target)
        return words(Say.WAIT_LINE, target=target)


class Facts(QWidget):
    """The first six critical facts, three by two."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._shown: tuple[CriticalFact, ...] | None = None
        ground(self, "bg2")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)

    def show_facts(self, facts: tuple[CriticalFact, ...]) -> None:
        """Shows them; nothing where there are none."""
        self.setVisible(bool(facts))
        if facts == self._shown:
            return
        self._shown = facts
        clear(self._grid)
        px = self._look.theme.px
        for number, fact in enumerate(facts[:MOST_FACTS]):
            cell = QWidget()
            layout = line(cell, margins=(px(16), px(8), px(12), px(8)))
            layout.addWidget(FactView(fact, self._look, self._words))
            cell.setMinimumHeight(px(self._look.theme.density.fact))
            self._grid.addWidget(cell, number // 3 * 2, number % 3 * 2)
            if number % 3:
                self._grid.addWidget(rule(is_upright=True), number // 3 * 2, number % 3 * 2 - 1)
        if len(facts) > 3:
            self._grid.addWidget(rule(), 1, 0, 1, 5)
        for third in (0, 2, 4):
            self._grid.setColumnStretch(third, 1)


class CaseColumn(QWidget):
    """Shows one case. Which, and what is done to it, its owner decides."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        ground(self, "bg1")
        self._nothing = self._no_case()
        self._head = CaseHead(look, words)
        self._facts = Facts(look, words)
        self._panel: Panel | None = None
        self._events = SafeLabel("", "reason")
        self._timeline = Timeline(look, words, words(Say.TIMELINE))
        self._of_case = (self._head, rule(), self._facts, rule(), self._timeline_head(), self._timeline)
        self._layout = column(self)
        for widget in self._of_case:
            self._layout.addWidget(widget, 1 if widget is self._timeline else 0)
        self._layout.addWidget(self._nothing, 1)
        self._row: Row | None = None
        self._person: Person | None = None
        self._lines: tuple[Line, ...] = ()
        self.show_case(None, None)

    def show_case(self, row: Row | None, person: Person | None) -> None:
        """A case, with the person of its card where that is open; or none."""
        self._row, self._person = row, person
        for widget in self._of_case:
            widget.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if row is None:
            self._head.forget()
            self._facts.show_facts(())
            return
        self._head.show_case(row, person, self._now())
        known = person or (row.people[0] if len(row.people) == 1 else None)
        facts = known.facts if known is not None else ()
        self._facts.show_facts(facts)
        self._of_case[3].setVisible(bool(facts))

    def step(self) -> None:
        """A second has passed."""
        if self._row is not None:
            self._head.show_case(self._row, self._person, self._now())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The timeline."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        words = self._words
        count = words(Say.EVENTS, n=len(lines))
        self._events.setText(count if lines else "")  # nothing fetched yet is not "no events"
        self._timeline.show_lines(lines)

    def panel(self) -> Panel | None:
        """The panel that is open."""
        return self._panel

    def open_panel(self, panel: Panel) -> None:
        """Shows a panel under the facts, in the place of any other."""
        self.put_away()
        self._panel = panel
        self._layout.insertWidget(4, panel)
        panel.show()

    def put_away(self) -> Panel | None:
        """Takes the open panel off the screen, as it is, and returns it."""
        panel, self._panel = self._panel, None
        if panel is not None:
            panel.hide()
            self._layout.removeWidget(panel)
        return panel

    def _timeline_head(self) -> QWidget:
        px = self._look.theme.px
        head = QWidget()
        layout = line(head, margins=(px(20), px(10), px(20), px(6)))
        layout.addWidget(SafeLabel(self._words(Say.TIMELINE), "section"), 1)
        layout.addWidget(self._events)
        return head

    def _no_case(self) -> QWidget:
        px = self._look.theme.px
        page = QWidget()
        layout = column(page, margins=(px(40), 0, px(40), 0), gap=px(8))
        layout.addStretch(3)
        layout.addWidget(SafeLabel(self._words(Say.NO_CASE), "big"))
        layout.addWidget(SafeLabel(self._words(Say.NO_CASE_HOW), "second", wraps=True))
        layout.addStretch(4)
        return page
