"""What stands over the queue: how many are open and the operator's own, by class, and the longest wait. It filters
nothing: what can be hidden can be missed.

Where room is short the words of the wait go before any number does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.alarm import AlarmClass
from console.domain.sight import Grade
from ui.sight import Seen
from ui.theme import COMPACT, Look
from ui.widgets.parts import KeyCap, MarkView, line
from ui.widgets.text import SafeLabel, SteadyLabel
from ui.words import Say, Words, times
from ui.words.row_phrases import RowSay

HOME_KEY = "Ctrl 1"
"""The key of the view in which the queue is whole."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the header counts: open cases by their own class, the operator's, and since when the longest wait lasts;
    and folded groups, of which each counts as one."""

    by_class: Mapping[AlarmClass, int]
    mine: int
    longest: datetime | None
    groups: int = 0

    @property
    def total(self) -> int:
        return sum(self.by_class.values()) + self.groups


class QueueHeader(QWidget):
    """In one line. Slim it says how many are open, and which key shows the queue whole."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._is_slim = False
        self._waits: tuple[str, ...] = ("",)
        self._name = SafeLabel(words(RowSay.QUEUE), "strong")
        self._open_here = SteadyLabel("", "second")
        self._open = SteadyLabel("", "pill")
        self._mine = SteadyLabel("", "second")
        self._wait = SteadyLabel("", "reason")
        self._wait.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._key = KeyCap(HOME_KEY, look)
        self._counts = {each: (MarkView(look, 18), SteadyLabel("0", "second")) for each in AlarmClass}
        for each, (mark, _) in self._counts.items():
            mark.show_class(each)
        theme = look.theme
        self.setFixedHeight(theme.px(52))
        self._edge = edge = theme.px(theme.density.edge)
        layout = line(self, margins=(edge, 0, edge, 0))
        self._whole, self._slim = QWidget(), QWidget()
        self._in_whole = line(self._whole, gap=theme.px(6))
        in_slim = line(self._slim, gap=theme.px(6))
        for label in (self._open, self._mine):
            self._in_whole.addWidget(label)
        self._in_whole.addSpacing(theme.px(4))
        for mark, count in self._counts.values():
            self._in_whole.addWidget(mark)
            self._in_whole.addWidget(count)
        self._in_whole.addStretch(1)
        self._in_whole.addWidget(self._wait)
        in_slim.addWidget(self._name)
        in_slim.addWidget(self._open_here)
        in_slim.addStretch(1)
        in_slim.addWidget(self._key)
        layout.addWidget(self._whole)
        layout.addWidget(self._slim)
        self.show_slim(is_slim=False)

    def show_slim(self, *, is_slim: bool) -> None:
        """Beside another view, or whole."""
        self._is_slim = is_slim
        going, coming = (self._whole, self._slim) if is_slim else (self._slim, self._whole)
        going.hide()
        coming.show()

    def refresh(self, counted: Counted, seen: Seen, now: datetime) -> None:
        """Shows the numbers, unknown where we are blind and have none."""
        words, is_blind = self._words, seen.grade is Grade.BLIND
        total = "?" if is_blind and not counted.total else words.number(counted.total)
        self._open_here.setText(words(RowSay.OPEN_HERE, count=total))
        self._open.setText(f"{words(Say.OPEN)}  {total}")
        if self._is_slim:
            return
        self._mine.setText(words(RowSay.MINE, count=words.number(counted.mine)))
        self._mine.setVisible(counted.mine > 0)
        for each, (mark, label) in self._counts.items():
            count = counted.by_class.get(each, 0)
            mark.setVisible(count > 0)
            label.setVisible(count > 0)
            label.setText(words.number(count))
        self._waits = self._ways_to_wait(counted, seen, now)
        self._fit_wait()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_wait()

    def _ways_to_wait(self, counted: Counted, seen: Seen, now: datetime) -> tuple[str, ...]:
        words = self._words
        if seen.grade is Grade.BLIND:
            certain = words.time(seen.since, seconds=True) if seen.since else words(Say.UNKNOWN)
            return words(Say.LAST_CERTAIN, time=certain), certain
        if counted.longest is None:
            return ("",)
        time = times.clock(now - counted.longest)
        ways = (words(Say.LONGEST_WAIT, time=time), words(Say.LONGEST_SHORT, time=time), time)
        return ways[1:] if self._look.theme.density is COMPACT else ways

    def _fit_wait(self) -> None:
        """The fullest way that leaves every number whole."""
        if self._is_slim:
            return
        others = self._in_whole.sizeHint().width() - self._wait.width()
        room = self.width() - 2 * self._edge - others
        fitting = (way for way in self._waits if self._wait.room_of(way) <= room)
        self._wait.setText(next(fitting, self._waits[-1]))
