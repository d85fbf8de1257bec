"""What stands under the lane about the selected fault: its ways, its power and tests, and what would make it worse."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.domain.lane import LaneRow, WayState
from console.domain.reach import Reach
from ui.theme import Look
from ui.widgets.parts import clear, column, ground, line
from ui.widgets.text import SafeLabel
from ui.words import Phrase, Words
from ui.words import fault as said
from ui.words.technical import TechnicalSay as Say

Pairs = tuple[tuple[str, str, bool], ...]
"""Label, value, and whether the value is news."""

TWO_FROM = 520
"""Unscaled pixels of width from which the parts stand beside each other."""

IFS: dict[Reach | None, tuple[Phrase, Phrase]] = {
    Reach.NO_PATH: (Say.IF_NONE, Say.THEN_NONE),
    Reach.PHONE_ONLY: (Say.IF_PHONE, Say.THEN_NO_WAY),
    Reach.UNKNOWN: (Say.IF_UNKNOWN, Say.THEN_UNKNOWN),
    Reach.CAN_ALARM: (Say.IF_ALL, Say.THEN_NO_WAY),
    None: (Say.IF_NOBODY, Say.THEN_NOBODY),
}


def ways_of(lane: LaneRow, words: Words) -> Pairs:
    """Each way and how it stands."""
    ways = ((Say.NET, lane.ways.net), (Say.MOBILE, lane.ways.mobile), (Say.PHONE, lane.ways.phone))
    return tuple((words(say), words.of(state), state is WayState.DOWN) for say, state in ways)


def power_of(lane: LaneRow, now: datetime, words: Words) -> Pairs:
    """Mains, battery and the last proven test."""
    mains = {True: WayState.UP, False: WayState.DOWN, None: WayState.UNKNOWN}[lane.has_mains]
    percent, until = lane.battery_percent, lane.until
    if percent is None:
        battery = words(Say.UNTOLD)
    elif until is not None and until > now:
        battery = words(Say.PERCENT_TO, percent=percent, time=words.moment(until, now))
    else:
        battery = words(Say.PERCENT, percent=percent)
    tested = words(Say.PROVEN, day=words.day(lane.tested_at)) if lane.tested_at else words(Say.NOT_PROVEN)
    return (
        (words(Say.MAINS), words.of(mains), mains is WayState.DOWN),
        (words(Say.BATTERY), battery, False),
        (words(Say.TEST), tested, False),
    )


class Detail(QWidget):
    """The foot of the lane. `show_row` each time that the row or the second is another."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._shown: object = self
        ground(self, "bg2")
        px = look.theme.px
        self._layout = line(self, margins=(px(16), px(12), px(16), px(12)), gap=px(24))
        self.show_row(None)

    def show_row(self, lane: LaneRow | None) -> None:
        """One fault, or how to choose one."""
        shown = self._content(lane)
        is_narrow = self.width() < self._look.theme.px(TWO_FROM)
        if (shown, is_narrow) == self._shown:
            return
        self._shown = (shown, is_narrow)
        clear(self._layout)
        if shown is None:
            self._layout.addWidget(SafeLabel(self._words(Say.CHOOSE), "second", wraps=True), 1)
            return
        first, second, third = shown
        for title, pairs in (first, second):
            if not is_narrow or pairs is first[1]:
                self._layout.addLayout(self._part(title, pairs), 4)
        if not is_narrow:
            self._layout.addLayout(self._sentence(*third), 4)

    def _content(self, lane: LaneRow | None) -> tuple[tuple[str, Pairs], tuple[str, Pairs], tuple[str, str]] | None:
        if lane is None:
            return None
        words, now = self._words, self._now()
        title, then = IFS[said.outage_reach(lane)]
        name = said.who(lane, words)[0]
        if lane.heard_at is not None:
            heading = words(Say.WAYS_HEARD, name=name, time=words.moment(lane.heard_at, now))
        else:
            heading = words(Say.WAYS_OF, name=name)
        return (
            (heading, ways_of(lane, words)),
            (words(Say.POWER), power_of(lane, now, words)),
            (words(title), words(then)),
        )

    def _part(self, title: str, pairs: Pairs) -> QVBoxLayout:
        px = self._look.theme.px
        part = column(gap=px(6))
        part.addWidget(SafeLabel(title, "section", wraps=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(3))
        for row, (label, value, is_news) in enumerate(pairs):
            grid.addWidget(SafeLabel(label, "caption"), row, 0)
            grid.addWidget(SafeLabel(value, "status" if is_news else "reason", wraps=True), row, 1)
        grid.setColumnStretch(1, 1)
        part.addLayout(grid)
        part.addStretch(1)
        return part

    def _sentence(self, title: str, text: str) -> QVBoxLayout:
        part = column(gap=self._look.theme.px(6))
        part.addWidget(SafeLabel(title, "section", wraps=True))
        part.addWidget(SafeLabel(text, "table", wraps=True))
        part.addStretch(1)
        return part
