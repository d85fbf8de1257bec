"""One resident's night: head, lanes and foot, with the same as a table beside them, or behind them where there is no
room for both.
"""

from collections.abc import Hashable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from console.domain.night_line import NightLine, Span
from ui.night import lines as said
from ui.night.foot import NightFoot
from ui.night.head import CAPS_FROM, NightHead
from ui.night.lanes import Lanes, MakeLanes
from ui.night.lanes_painter import Shown
from ui.night.places import AXIS_LEAST, LANE_COMPACT, LANES, seconds
from ui.night.side import NightSide
from ui.theme import Look
from ui.widgets.page_tabs import OTHER_PAGE, PageTabs
from ui.widgets.parts import column, line, rule
from ui.widgets.scroll import ScrollBox
from ui.words import Words
from ui.words.night import NightSay as Say

SIDE = 426
BESIDE_FROM = 1400
"""Unscaled pixels: the table's width, and the view's from which it stands beside the lanes."""

SCROLLING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class LanesBox(ScrollBox):
    """Scrolls up and down where lanes have too little room; the other keys are the view's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in SCROLLING:
            super().keyPressEvent(event)
        else:
            event.ignore()


class LinePage(QWidget):
    """`wanted` carries a span, `chosen` the key of an event that the hand chose."""

    wanted = Signal(object)
    chosen = Signal(object)

    def __init__(self, look: Look, words: Words, make: MakeLanes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._words, self._make = look, words, make
        self.lanes: Lanes | None = None
        self.shown: Shown | None = None
        self.head = NightHead(look, words)
        self.foot = NightFoot(look, words)
        self.side = NightSide(look, words)
        self._left = QWidget()
        self._left_column = column(self._left)
        self._before_foot = rule()
        for part in (self.head, rule(), self._before_foot, self.foot):
            self._left_column.addWidget(part)
        self._left_column.addStretch(1)
        self._pages = QStackedWidget()
        self._scroll = LanesBox(words(Say.LINE), look)
        self._scroll.setWidget(self._left)
        self._pages.addWidget(self._scroll)
        self._beside = rule(is_upright=True)
        self._tabs = PageTabs(look, right=14)
        self._tabs.line.addStretch(1)
        self._tabs.wanted.connect(self._turn_to)
        self._tell_tabs(0)
        self._under_tabs = rule()
        outer = column(self)
        outer.addWidget(self._tabs)
        outer.addWidget(self._under_tabs)
        self._body = line()
        self._body.addWidget(self._pages, 1)
        self._body.addWidget(self._beside)
        self._body.addWidget(self.side)
        outer.addLayout(self._body, 1)
        self._is_folded = False
        self.head.wanted.connect(self.wanted)
        self.side.table.list.chosen.connect(self.chosen)
        self._turn = QShortcut(QKeySequence(OTHER_PAGE), self)
        self._turn.activated.connect(self.turn)
        self.side.setFixedWidth(look.theme.px(SIDE))
        self._arrange()

    def show_line(self, night: NightLine, span: Span, opened: tuple[str, str], as_of: datetime, now: datetime) -> None:
        """A night as it was read: `opened` says for what reason, and when. The event that was chosen stays so; else the
        newest that passed a limit is, or the newest that has been."""
        lanes = self._lanes()
        events = said.events_of(night, as_of, self._words)
        chosen = self.shown.chosen if self.shown is not None else None
        if all(event.key != chosen for event in events):
            marked = [event for event in events if event.is_marked] or [each for each in events if each.mark.at <= now]
            chosen = marked[-1].key if marked else None
        self.shown = Shown(night, events, as_of, _inside(night, now), chosen)
        self.head.show_line(night, span, said.most_important(night, as_of, self._words))
        self.side.show_line(self.shown, opened)
        self._tell_tabs(len(events))
        lanes.show_line(self.shown, (night.motion,))
        self._show_chosen()
        self._arrange()

    def step(self, as_of: datetime, now: datetime) -> None:
        """A second has passed: now, and what goes on, is further on."""
        shown, words = self.shown, self._words
        if shown is None:
            return
        events = said.events_of(shown.line, as_of, words)
        self.shown = Shown(shown.line, events, as_of, _inside(shown.line, now), shown.chosen)
        self.head.sentence.setText(said.most_important(shown.line, as_of, words))
        self.side.table.show_events(events)
        self._show_chosen()

    def choose(self, key: Hashable) -> None:
        """An event, in lanes, table and foot."""
        if self.shown is not None and key != self.shown.chosen:
            shown = self.shown
            self.shown = Shown(shown.line, shown.events, shown.as_of, shown.now, key)
            self._show_chosen()

    def walk(self, by: int | None, *, to_end: bool = False) -> None:
        """To the next event (1), the one before (-1), or the first (None), or the last of all."""
        shown = self.shown
        if shown is None or not shown.events:
            return
        keys = [event.key for event in shown.events]
        at = keys.index(shown.chosen) if shown.chosen in keys else -1 if by == 1 else len(keys)
        at = len(keys) - 1 if to_end else 0 if by is None else min(max(at + by, 0), len(keys) - 1)
        self.choose(keys[at])
        if self.lanes is not None:
            self.lanes.bring(seconds(shown.events[at].mark.at, shown.line.since))

    def forget(self) -> None:
        """Nothing of the night stays, not even hidden."""
        self.shown = None
        self.head.forget()
        self.foot.forget()
        self.side.forget()
        if self.lanes is not None:
            self.lanes.show_line(None)
            self.lanes.setAccessibleDescription("")

    def to_table(self) -> None:
        """The keyboard goes to the table, and from there back to the lanes."""
        is_there = self.side.table.list.hasFocus()
        if self._is_folded:
            self._turn_to(0 if is_there else 1)
        else:
            (self.home() if is_there else self.side.table.list).setFocus()

    def turn(self) -> None:
        """The other page, where there are two; else the table, or the lanes."""
        self._turn_to(1 - self._pages.currentIndex()) if self._is_folded else self.to_table()

    def home(self) -> QWidget:
        """Where the keyboard begins."""
        if self._is_folded and self._pages.currentIndex() == 1:
            return self.side.table.list
        return self.lanes or self

    def is_folded(self) -> bool:
        """Whether the table is a page of its own."""
        return self._is_folded

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.side.table.fit()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lanes(self) -> Lanes:
        if self.lanes is None:
            self.lanes = self._make(self._look, self._words)
            self.lanes.chosen.connect(self.chosen)
            self._left_column.insertWidget(2, self.lanes, 100)
        return self.lanes

    def _show_chosen(self) -> None:
        shown = self.shown
        if shown is None or self.lanes is None:
            return
        event = next((each for each in shown.events if each.key == shown.chosen), None)
        self.lanes.change(shown)
        self.side.table.list.select(shown.chosen)
        self.foot.show_event(event, shown.line, shown.as_of)
        self.lanes.setAccessibleDescription(self.foot.heard())

    def _turn_to(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self._tabs.check(number)
        self.home().setFocus()

    def _arrange(self) -> None:
        """The table beside the lanes, or as the second page; the foot under the lanes where they keep their height."""
        px = self._look.theme.px
        is_folded = self.width() < px(BESIDE_FROM)
        self._tabs.setVisible(is_folded)
        self._under_tabs.setVisible(is_folded)
        self._beside.setVisible(not is_folded)
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            self._fold() if is_folded else self._unfold()
        left = self.width() if is_folded else self.width() - px(SIDE) - 1
        self.head.arrange(left)
        self._tabs.cap.setVisible(left >= px(CAPS_FROM))
        self.foot.arrange(left)
        tabs = self._tabs.sizeHint().height() if is_folded else 0
        lanes = self.height() - tabs - self.head.height() - self.foot.heightForWidth(left) - 3
        has_room = not is_folded or lanes >= px(AXIS_LEAST + LANES * (LANE_COMPACT - 8))
        if has_room is (self.foot.parentWidget() is self._left):
            return
        if has_room:
            self._left_column.insertWidget(self._left_column.count() - 1, self.foot)
        else:
            self.side.take_foot(self.foot)
        self._before_foot.setVisible(has_room)

    def _fold(self) -> None:
        self.side.setMinimumWidth(0)
        self.side.setMaximumWidth(16_777_215)
        self._pages.addWidget(self.side)
        self._tabs.line.addWidget(self.head.keys)

    def _unfold(self) -> None:
        self._body.addWidget(self.side)
        self.side.setFixedWidth(self._look.theme.px(SIDE))
        self.side.show()
        self.head.take_keys()
        self._pages.setCurrentIndex(0)
        self._tabs.check(0)

    def _tell_tabs(self, count: int) -> None:
        words = self._words
        self._tabs.tell(0, words(Say.PAGE_LINE))
        self._tabs.tell(1, words(Say.PAGE_TABLE, count=words.number(count)))


def _inside(night: NightLine, now: datetime) -> datetime | None:
    """Now, where it lies inside the line."""
    return now if night.since <= now <= night.until else None
