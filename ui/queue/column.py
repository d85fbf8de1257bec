"""The queue's column: header, who asks for help, the flood's notice, list, folded groups, and the foot that counts what
is hidden.

Its owner makes the model, feeds it, and keeps it when the column is built anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from console.domain.alarm import AlarmClass
from console.domain.ids import CaseId, OperatorId
from console.domain.lane import OutageHead
from console.domain.queue import Group, Hidden
from console.domain.sight import Grade
from console.services.screen import FloodTold, HelpTold
from ui.queue.announce import Announcer
from ui.queue.delegate import QueueDelegate, RowDensity
from ui.queue.flood import FloodNotice
from ui.queue.folds import FoldCards
from ui.queue.header import Counted, QueueHeader
from ui.queue.help_lines import HelpLines
from ui.queue.model import QueueModel
from ui.queue.narrow_painter import SLIM_WIDTH
from ui.queue.unseen import BlindRow, EmptyQueue
from ui.queue.view import QueueView
from ui.sight import Seen
from ui.theme import COMPACT, Look
from ui.widgets.parts import MarkView, column, ground, line, rule
from ui.widgets.speak import speak_through
from ui.widgets.text import SafeLabel, SteadyLabel
from ui.words import Say, Words
from ui.words.flood import FloodSay
from ui.words.row_phrases import RowSay

NEWS_FOR = timedelta(minutes=1)
"""A flood that has gone on for longer is no news where the column is made anew."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What holds for the desk as a whole: a flood, what outages mean for people, who asks for help, who sits here, and
    the case that is shown without having a row."""

    flood: FloodTold | None = None
    heads: Mapping[CaseId, OutageHead] = field(default_factory=dict)
    help: HelpTold | None = None
    me: OperatorId | None = None
    apart: CaseId | None = None


LEAST_FOR_GROUPS = 430
"""Unscaled pixels of height under which the counted groups of a flood leave their room to the rows."""


class QueueColumn(QWidget):
    """Header, list, foot. Its owner calls `refresh` after every change of the model and each second."""

    def __init__(
        self,
        look: Look,
        words: Words,
        now: Callable[[], datetime],
        model: QueueModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._is_slim = False
        self._told: tuple[Mapping[AlarmClass, int], datetime | None, Seen, Hidden, Desk] | None = None
        ground(self, "bg1")
        self.model = model
        self.delegate = QueueDelegate(look, words, now, self)
        self.view = QueueView(self.model, self.delegate, look, self)
        self.view.setAccessibleName(words(Say.VIEW_CASES))
        self._speak = speak_through(self.view)
        self.announcer = Announcer(model, words, now, self._speak, self.view.isVisible, self)
        self._header = QueueHeader(look, words)
        self._blind_row = BlindRow(look, words, self)
        self._blind_row.hide()
        self._empty = EmptyQueue(look, words, self)
        self._help = HelpLines(look, words, self._speak, self)
        self._flood = FloodNotice(look, words, self)
        self.folds = FoldCards(look, words, self)
        self._foot = SafeLabel("", "reason")
        self._beyond = SteadyLabel("", "reason")
        self._beyond_mark = MarkView(look, 18)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        for signal in (self.view.verticalScrollBar().valueChanged, self.view.verticalScrollBar().rangeChanged):
            signal.connect(self._tell_beyond)
        self.view.left_below.connect(self.folds.take_focus)
        self._empty.left_below.connect(self.folds.take_focus)
        self.folds.left_above.connect(self.view.setFocus)
        self.fit()

    def _lay_out(self) -> None:
        layout = column(self)
        layout.addWidget(self._header)
        layout.addWidget(rule())
        layout.addWidget(self._blind_row)
        layout.addWidget(self._help)
        layout.addWidget(self._flood)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.folds)
        layout.addWidget(rule())
        self._lay_foot(self._lines)
        layout.addLayout(self._lines)

    def fit(self) -> None:
        """Takes on the theme's density, and the room that there is: all of it, or slim."""
        theme, is_slim = self._look.theme, self._is_slim
        is_compact = theme.density is COMPACT
        whole = RowDensity.OTHERS_IN_ONE_LINE if is_compact else RowDensity.FULL
        if self._flood.is_on:
            whole = RowDensity.OWNED_IN_ONE_LINE
        self.delegate.density = RowDensity.SLIM if is_slim else whole
        self.setFixedWidth(theme.px(SLIM_WIDTH if is_slim else theme.density.queue_width))
        for part in (self._header, self._blind_row, self._help, self._flood, self.folds, self._empty):
            part.show_slim(is_slim=is_slim)
        direction = QBoxLayout.Direction.TopToBottom if is_slim else QBoxLayout.Direction.LeftToRight
        self._lines.setDirection(direction)
        self.view.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the column is too low for rows and groups, the rows stay: the foot counts the groups."""
        super().resizeEvent(event)
        has_room = self.height() >= self._look.theme.px(LEAST_FOR_GROUPS)
        if has_room != self.folds.has_room:
            self.folds.has_room = has_room
            self._flood.show_brief(is_brief=not has_room)
            self.folds.hide()

    def show_slim(self, is_slim: bool) -> None:
        """Slim beside another view, or whole. The rows, the keys and the counts at the foot are the same."""
        if is_slim == self._is_slim:
            return
        self._is_slim = is_slim
        self.fit()
        if self._told is not None:
            self.refresh(*self._told)
        self.view.scrollTo(self.view.currentIndex())
        self._tell_beyond()

    def refresh(
        self,
        counts: Mapping[AlarmClass, int],
        longest: datetime | None,
        seen: Seen,
        hidden: Hidden | None = None,
        desk: Desk | None = None,
    ) -> None:
        """Shows counts, the longest wait, what has no row, what holds for the desk, and what may be said of our
        sight."""
        words, is_blind = self._words, seen.grade is Grade.BLIND
        hidden, desk = hidden or Hidden(), desk or Desk()
        self._told = (counts, longest, seen, hidden, desk)
        counted = Counted(counts, self.model.count(Group.MINE), longest, len(hidden.folds))
        self._help.tell(desk.help, desk.me)
        self._show_flood(desk, hidden)
        self._header.refresh(counted, seen, self._now())
        self.delegate.is_blind = is_blind
        self.view.is_blind = is_blind
        has_rows = self.model.rowCount() > 0
        self._blind_row.setVisible(is_blind and has_rows)
        self._blind_row.tell(seen, self.model.count(Group.UNANSWERED))
        self._empty.tell(seen, len(hidden.folds))
        self._show_rows(has_rows=has_rows)
        self._foot.setText(words(Say.HIDDEN_UNKNOWN) if is_blind else self._hidden(hidden))
        self._tell_beyond()
        self._name_view(counted)
        self.view.show_changes()

    def _show_flood(self, desk: Desk, hidden: Hidden) -> None:
        """The notice and the groups; as it begins and ends a screen reader says so, and owned rows change their
        height."""
        was_on, words = self._flood.is_on, self._words
        self._flood.tell(desk.flood, self._now())
        self.folds.tell(hidden.folds, self._now(), desk.heads, open_case=desk.apart)
        if self._flood.is_on == was_on:
            return
        self.model.changing.emit()  # no row moves under the hand
        self.fit()
        self.model.changed.emit()
        flood = desk.flood.flood if desk.flood is not None else None
        if flood is None:
            self._speak(words(FloodSay.ENDED), False)
        elif self._now() - flood.since < NEWS_FOR:
            self._speak(words(FloodSay.BEGAN, n=len(hidden.folds)), False)

    def _hidden(self, hidden: Hidden) -> str:
        """What has no row, as numbers: nothing is hidden unsaid."""
        words = self._words
        folded = sum(fold.count for fold in hidden.folds)
        parts = []
        if hidden.folds:
            parts.append(words(FloodSay.HIDDEN_FOLDED, n=len(hidden.folds), count=words.number(folded)))
        if hidden.parked:
            parts.append(words(FloodSay.HIDDEN_PARKED, n=hidden.parked))
        return words(FloodSay.HIDDEN, what=", ".join(parts)) if parts else words(Say.HIDDEN_NONE)

    def _show_rows(self, *, has_rows: bool) -> None:
        """The list, or what stands in its place; the keyboard stays with the queue, and whoever gives it to the list
        gives it to what is seen."""
        if has_rows == (self._stack.currentWidget() is self.view):
            return
        has_keyboard = self.view.hasFocus()
        self.view.setFocusProxy(None if has_rows else self._empty)  # type: ignore[arg-type] # Qt takes none
        self._stack.setCurrentWidget(self.view if has_rows else self._empty)
        if has_keyboard:
            self.view.setFocus()

    def _name_view(self, counted: Counted) -> None:
        """For a screen reader: how many are open, and how many of them wait."""
        words = self._words
        waiting = words(RowSay.WAITING, n=self.model.count(Group.UNANSWERED))
        open_ = words(RowSay.OPEN_HERE, count=words.number(counted.total))
        acute = counted.by_class.get(AlarmClass.ACUTE, 0)
        parts = [words(Say.VIEW_CASES), open_, waiting]
        if acute:
            parts.append(words(RowSay.OF_CLASS, count=acute, alarm_class=words.of(AlarmClass.ACUTE)))
        name = ", ".join(parts)
        if name != self.view.accessibleName():
            self.view.setAccessibleName(name)

    def _tell_beyond(self) -> None:
        """After a refresh, a scroll, and when the room for the rows has become another."""
        if self.view.is_changing:
            return
        above, below = self.view.unseen() if self._stack.currentWidget() is self.view else (0, 0)
        total = sum(self.model.groups.counts)
        parts, gravest = [], []
        for say, start, end in ((Say.ABOVE, 0, above), (Say.BELOW, total - below, total)):
            if end > start:
                grave = self._gravest(start, end)
                gravest += [grave] if grave is not None else []
                count = self._words(say, count=self._words.number(end - start))
                parts.append(f"{count}, {self._words.of(grave)}" if grave is not None else count)
        self._beyond.setText(" · ".join(parts))
        self._beyond_mark.setVisible(bool(gravest))
        self._beyond_mark.show_class(min(gravest, default=None))

    def _gravest(self, start: int, end: int) -> AlarmClass | None:
        """The class of the gravest unanswered row out of sight, where it is Akut or Hög: as the rows are sorted, the
        first of its group there."""
        first = max(start, self.model.count(Group.MINE))
        row = self.model.nth(first) if first < end else None
        if row is None or row.group is not Group.UNANSWERED or row.alarm_class > AlarmClass.HIGH:
            return None
        return row.alarm_class

    def _lay_foot(self, lines: QBoxLayout) -> None:
        theme = self._look.theme
        edge = theme.px(theme.density.edge)
        lines.setContentsMargins(edge, theme.px(8), edge, theme.px(8))
        lines.setSpacing(theme.px(4))
        lines.addWidget(self._foot, 1)
        beyond = line(gap=theme.px(6))
        beyond.addWidget(self._beyond_mark)
        beyond.addWidget(self._beyond)
        beyond.addStretch(1)
        lines.addLayout(beyond)
