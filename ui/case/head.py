"""The head of the case: whom, how old, how often, where, and the clock."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from console.domain.lifecycle import State
from console.domain.masking import Person
from console.domain.queue import Row
from console.domain.resident import FactKind
from ui.assets import Icon
from ui.theme import COMPACT, Look
from ui.widgets.parts import IconView, MarkView, column, line
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words import row as said
from ui.words.case import CaseSay, case_number
from ui.words.outage import OutageSay

TIGHT = 380
"""Unscaled pixels: with less the clock stands under the name."""

ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom

TIME_ALONE = timedelta(hours=12)
"""Within so long a time of day needs no date: it is the last one."""


class CaseHead(QWidget):
    """Nothing in it is elided: a long name takes two lines, the rest wraps under it."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        px = look.theme.px
        self._mark = MarkView(look, 44)
        self._lock = IconView(Icon.LOCKED, look, 24, "tx1")
        self._name = SafeLabel("", "name")
        self._age = SafeLabel("", "age", self)  # with a parent before they are laid out: else they would be windows
        self._pill = SafeLabel("", "pill", self)
        self._where = SafeLabel("", "second", wraps=True)
        self._clock = SafeLabel("", "clock")
        self._clock_line = SafeLabel("", "reason")
        side = px(look.theme.density.padding)
        self._whole = line(self, margins=(side, px(8), side, px(8)), gap=px(14))
        who = line(gap=px(14))
        who.addWidget(self._mark)
        texts = column(gap=px(1))
        self._first, self._second = line(gap=px(12)), line(gap=px(12))
        self._first.addWidget(self._lock)
        self._first.addWidget(self._name)
        for each in (self._first, self._second):
            each.addStretch(1)
            texts.addLayout(each)
        self._is_narrow: bool | None = None
        texts.addWidget(self._where)
        who.addLayout(texts, 1)
        self._whole.addLayout(who, 1)
        self._clocks = column(gap=px(1))
        for label in (self._clock, self._clock_line):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._clocks.addWidget(label)
        self._whole.addLayout(self._clocks)
        self._clock_line.setWordWrap(True)
        self.fit()

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.setMinimumHeight(self._look.theme.px(self._look.theme.density.case_head))

    def show_case(self, row: Row, person: Person | None, now: datetime) -> None:
        """The case as its row says; `person` where a card has been opened and shows more."""
        words = self._words
        masked = person.is_masked if person is not None else said.is_masked(row)
        self._mark.show_class(row.alarm_class)
        self._lock.setVisible(masked or (person is not None and person.is_protected))
        self._name.setText(person.name if person is not None and not masked else said.name(row, words))
        age = str(person.age) if person is not None and person.age is not None else said.age(row)
        self._age.setText(words(Say.AGE, age=age) if age and not masked else "")
        self._age.setVisible(bool(self._age.text()))
        self._pill.setText(self._mark_beside(row, now))
        self._pill.setVisible(bool(self._pill.text()))
        self._where.setText(self._place(row, person, now))
        self._clock.setText(said.clock(row, now))
        self._clock_line.setText(self._answer(row, now))
        self._wrap()

    def forget(self) -> None:
        """No case: nothing of the last one stays, not even hidden."""
        for label in (self._name, self._age, self._pill, self._where, self._clock, self._clock_line):
            label.setText("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        """Where the name does not fit beside age, pill and clock, those two go under it; where it fits nowhere in one
        line, it takes several. So does what the clock says."""
        theme, px = self._look.theme, self._look.theme.px
        is_tight = self.width() < px(TIGHT)
        self._whole.setDirection(DOWN if is_tight else ACROSS)
        self._clocks.setDirection(ACROSS if is_tight else DOWN)
        said_by_clock = QFontMetrics(theme.font(10)).horizontalAdvance(self._clock_line.text()) + px(4)
        clock = min(said_by_clock, max(px(96), self.width() // 3))
        self._clock_line.setMinimumWidth(clock)
        shown = [each for each in (self._lock, self._age, self._pill) if not each.isHidden()]
        beside = sum(each.sizeHint().width() + px(12) for each in shown)
        room = self.width() - px(44 + 28 + 12) - 2 * px(theme.density.padding)
        room -= 0 if is_tight else clock
        name = QFontMetrics(theme.font(20, 700)).horizontalAdvance(self._name.text())
        self._name.setWordWrap(name > room)
        self._lay(is_narrow=name + beside > room)

    def _lay(self, *, is_narrow: bool) -> None:
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        for at, widget in enumerate((self._age, self._pill)):
            for each in (self._first, self._second):
                each.removeWidget(widget)
            if is_narrow:
                self._second.insertWidget(at, widget)
            else:
                self._first.insertWidget(2 + at, widget)

    def _mark_beside(self, row: Row, now: datetime) -> str:
        words, is_short = self._words, self._look.theme.density is COMPACT
        if row.presses > 1 and not row.asks_who and not is_short:
            is_near = now - row.first_at < TIME_ALONE
            time = words.time(row.first_at) if is_near else words.moment(row.first_at, now)
            return words(Say.PRESSES_SINCE, n=row.presses, time=time)
        return said.pill(row, now, words, is_short=is_short)

    def _place(self, row: Row, person: Person | None, now: datetime) -> str:
        """Address, where in it, that the person lives alone, and the case's number; of a masked person no place."""
        words = self._words
        known = person or (row.people[0] if row.people else None)
        kind, place = said.what(row, words)
        if row.is_outage:
            kind, place = words.of(row.kind), words(OutageSay.LINE_SINCE, time=words.moment(row.first_at, now))
        parts = [kind, place]
        if known is not None and not known.is_masked:
            flat = known.apartment
            if flat.isdigit():
                flat = words(CaseSay.APARTMENT, number=flat)
            address = ", ".join(part for part in (known.street, flat, known.city) if part)
            parts = [address, "" if said.is_masked(row) else place]
            if not address:
                parts = [kind, *parts]
        if known is not None and len(row.people) == 1 and any(f.kind is FactKind.LIVES_ALONE for f in known.facts):
            parts.append(words(CaseSay.LIVES_ALONE))
        if self._look.theme.density is not COMPACT:
            parts.append(words(CaseSay.NUMBER, number=case_number(row.case)))
        return " · ".join(part for part in parts if part)

    def _answer(self, row: Row, now: datetime) -> str:
        words = self._words
        target = words.duration(row.answer_within)
        if row.is_outage and not said.is_over(row, now):
            return words(OutageSay.ENDS_ITSELF if row.is_answered else OutageSay.ENDS_ITSELF_WAITS, target=target)
        if row.state is State.WAITING and row.promise_until is not None:
            return words(Say.PROMISE_LINE, time=words.moment(row.promise_until, now))
        if row.answered_after is not None and row.is_answered:
            say = Say.ANSWER_SHORT if self._look.theme.density is COMPACT else Say.ANSWER_LINE
            return words(say, time=words.duration(row.answered_after), target=target)
        if said.is_over(row, now):
            over = words.duration(max(now - row.answer_by, timedelta(0)))
            return words(Say.OVER_TARGET, over=over, target=target)
        return words(Say.WAIT_LINE, target=target)
