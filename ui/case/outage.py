"""The case of an area's outage: three counts, and who cannot call for help now, by risk, a row each.

It stands where facts, plan and card stand for a person. What is told here the console has read and journalled.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from console.domain.ids import CaseId
from console.domain.lane import OutageHead, OutagePerson
from console.domain.queue import Row
from ui.case.outage_painter import PeopleModel, PersonDelegate
from ui.theme import COMPACT, Look
from ui.widgets.hatched import HatchedGround
from ui.widgets.line_list import LineList
from ui.widgets.parts import column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.outage import OutageSay
from ui.words.outage_lines import lines_of, without_voice

ONE_LINE_FROM = 760
"""Unscaled pixels of the list, from which a person stands in one line."""


class OutageCounts(QWidget):
    """How many devices are silent, and what that means for people. Unknown is told as such, and so is that nothing
    has been told yet."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        ground(self, "bg2")
        self._values: list[SafeLabel] = []
        self._cells: list[QWidget] = []
        self._layout = line(self)
        for number, say in enumerate((OutageSay.UNITS, OutageSay.NO_WAY, OutageSay.PHONE_ONLY, OutageSay.UNKNOWN)):
            self._add(number, words(say))
        self.fit()

    def show_counts(self, units: int, head: OutageHead | None) -> None:
        """`head` is None until it has been told."""
        words = self._words
        told = (None, None, 0) if head is None else (head.no_way, head.phone_only, head.unknown)
        values = [words.number(units), *("?" if value is None else words.number(value) for value in told)]
        for label, value in zip(self._values, values, strict=True):
            label.setText(value)
        self._cells[3].setVisible(head is not None and head.unknown > 0)
        says = (OutageSay.UNITS, OutageSay.NO_WAY, OutageSay.PHONE_ONLY, OutageSay.UNKNOWN)
        parts = [f"{value} {words(say)}" for value, say in zip(values, says, strict=True)]
        self.setAccessibleName(words(OutageSay.COUNTS))
        self.setAccessibleDescription(", ".join(parts[: 4 if not self._cells[3].isHidden() else 3]))

    def fit(self) -> None:
        """Takes on the theme's density."""
        px = self._look.theme.px
        above = px(6 if self._look.theme.density is COMPACT else 10)
        for cell in self._cells:
            cell.setContentsMargins(0, above, px(8), above)

    def _add(self, number: int, caption: str) -> None:
        px, theme = self._look.theme.px, self._look.theme
        cell = QWidget()
        outer = line(cell)
        if number:
            outer.addWidget(rule(is_upright=True))
        inner = column(margins=(px(theme.density.edge), 0, 0, 0), gap=px(1))
        value = SafeLabel("", "count")
        inner.addWidget(value)
        inner.addWidget(SafeLabel(caption, "second", wraps=True))
        inner.addStretch(1)
        outer.addLayout(inner, 1)
        self._values.append(value)
        self._cells.append(cell)
        self._layout.addWidget(cell, 1)


class PeopleList(LineList):
    """`left` comes with the left arrow: back to the queue."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Sentence(HatchedGround):
    """What stands where nobody is listed."""

    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        px = look.theme.px
        side = px(look.theme.density.padding)
        self._title = SafeLabel("", "title", wraps=True)
        self._how = SafeLabel("", "second", wraps=True)
        layout = column(self, margins=(side, px(20), side, px(20)), gap=px(6))
        layout.addWidget(self._title)
        layout.addWidget(self._how)
        layout.addStretch(1)

    def say(self, title: str, how: str, *, is_hatched: bool) -> None:
        self._title.setText(title)
        self._how.setText(how)
        self._how.setVisible(bool(how))
        self._is_hatched = is_hatched
        self.setAccessibleName(title)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left:
            self.left.emit()
        else:
            event.ignore()


class OutagePeople(QWidget):
    """Who cannot call. `chosen` carries the `Person` whose card is wanted, `left` comes where the keyboard is to go
    back to the queue."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        px = look.theme.px
        side = px(look.theme.density.padding)
        self._note = SafeLabel("", "reason")
        self._others = SafeLabel("", "reason", wraps=True)
        self._model = PeopleModel(self)
        self._delegate = PersonDelegate(look, self)
        self.list = PeopleList(self._model, self._delegate, look, words(OutageSay.WHO), self)
        self._sentence = _Sentence(look, self)
        head = line(margins=(side, px(12), side, px(8)), gap=px(12))
        head.addWidget(SafeLabel(words(OutageSay.WHO), "section"), 1)
        head.addWidget(self._note)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._sentence)
        foot = QWidget()
        under = line(foot, margins=(side, px(6), side, px(8)), gap=px(12))
        under.addWidget(self._others, 1)
        layout = column(self)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addLayout(self._stack, 1)
        layout.addWidget(foot)
        layout.addWidget(rule())
        self.list.entered.connect(self._enter)
        for each in (self.list, self._sentence):
            each.left.connect(self.left)
        self.show_nothing(OutageSay.FETCHING)

    def show_people(
        self, people: Sequence[OutagePerson], rows: Mapping[CaseId, Row], *, uncertain_since: datetime | None
    ) -> None:
        """Everybody whom it concerns; `rows` are the queue's, by case. `uncertain_since` is when it was read where we
        cannot see now."""
        words = self._words
        shown = lines_of(people, rows, self._now(), words)
        note = words(OutageSay.ORDER)
        if uncertain_since is not None:
            note = words(OutageSay.READ_AT, time=words.time(uncertain_since))
        self._note.setText(note)
        self.list.show_lines(shown)
        others = len(people) - len(without_voice(people))
        rest = words(OutageSay.OTHERS, n=others) if others else ""
        self._others.setText(" ".join(part for part in (rest, words(OutageSay.HOW) if shown else "") if part))
        if not shown:
            self._sentence.say(words(OutageSay.EVERYBODY), "", is_hatched=uncertain_since is not None)
        self._show(self.list if shown else self._sentence)

    def show_nothing(self, say: OutageSay) -> None:
        """Why nobody is listed: not fetched yet, or not to be had."""
        words, is_lost = self._words, say is not OutageSay.FETCHING
        self.list.show_lines(())
        self._note.setText("")
        self._others.setText("")
        how = words(OutageSay.NOT_KNOWN_HOW) if say is OutageSay.NOT_KNOWN else ""
        self._sentence.say(words(say), how, is_hatched=is_lost)
        self._show(self._sentence)

    def take_focus(self) -> None:
        """The keyboard to who was chosen last, or to the first of them."""
        page = self._stack.currentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose_first()

    def fit(self, width: int) -> None:
        """Takes on a width and the theme's density."""
        self._delegate.is_wide = width >= self._look.theme.px(ONE_LINE_FROM)
        self.list.lay_out()

    def _show(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        if before is None or before is page:
            return
        had_keyboard = before.hasFocus()
        self._stack.setCurrentWidget(page)
        if had_keyboard:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
            self._choose_first()

    def _choose_first(self) -> None:
        if self.list.hasFocus() and self.list.key() is None and self._model.lines:
            self.list.select(self._model.lines[0].key)

    def _enter(self, key: object) -> None:
        found = next((one.person for one in self._model.lines if one.key == key), None)
        if found is not None:
            self.chosen.emit(found)


class OutageParts:
    """Counts and people, which stand in two places of the case's column."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime]) -> None:
        self.counts = OutageCounts(look, words)
        self.people = OutagePeople(look, words, now)

    def fit(self, width: int) -> None:
        """Takes on a width and the theme's density."""
        self.counts.fit()
        self.people.fit(width)
