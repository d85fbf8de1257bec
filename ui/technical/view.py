"""The technical view: the lane with the board of silences beside it, or behind it where there is no room for both."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from console.domain.chatter import Chatter
from console.services.screen import LaneTold, SilencesTold
from ui.sight import Seen
from ui.technical.board import Board
from ui.technical.lane import Lane
from ui.technical.lane_lines import counts_of
from ui.theme import Look
from ui.widgets.page_tabs import OTHER_PAGE, PageTabs
from ui.widgets.parts import column, ground, line, rule
from ui.words import Words
from ui.words.technical import TechnicalSay as Say

BOARD = 668
BESIDE_FROM = 1500
"""Unscaled pixels: the board's width, and the view's from which the board stands beside the lane."""


class TechnicalView(QWidget):
    """Shows what it is told. What a key does its owner decides."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        ground(self, "bg1")
        self.lane = Lane(look, words, now)
        self.board = Board(look, words, now)
        self._pages = QStackedWidget()
        self._tabs = PageTabs(look, right=0)
        self._tabs.wanted.connect(self._turn_to)
        self._beside = rule(is_upright=True)
        self._body = line()
        outer = column(self)
        outer.addWidget(self._tabs)
        self._under_tabs = rule()
        outer.addWidget(self._under_tabs)
        self._body.addWidget(self._pages, 1)
        self._body.addWidget(self._beside)
        self._body.addWidget(self.board)
        outer.addLayout(self._body, 1)
        self._pages.addWidget(self.lane)
        self._is_folded = False
        self._turn = QShortcut(QKeySequence(OTHER_PAGE), self)
        self._turn.activated.connect(self.turn)
        self._arrange()

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.lane.fit()
        self.board.fit()
        self._arrange()

    def show_all(
        self, lane: LaneTold | None, silences: SilencesTold | None, chatter: Chatter | None, seen: Seen
    ) -> None:
        """What holds now."""
        words = self._words
        rows = lane.rows if lane is not None else None
        self.lane.show_lane(rows, lane.reach_counts if lane is not None else None, seen)
        self.board.show_board(silences, chatter)
        faults = counts_of(rows).shown if rows is not None else None
        counts = (faults, len(silences.silences) if silences is not None else None)
        for number, (say, count) in enumerate(zip((Say.PAGE_LANE, Say.PAGE_BOARD), counts, strict=True)):
            self._tabs.tell(number, words(say, count=words.number(count) if count is not None else "?"))

    def is_folded(self) -> bool:
        """Whether the board is a page of its own."""
        return self._is_folded

    def turn(self) -> None:
        """The other page, where there are two; else the other list gets the keyboard."""
        if not self._is_folded:
            (self.lane.list if self.board.list.hasFocus() else self.board.list).setFocus()
            return
        self._turn_to(1 - self._pages.currentIndex())

    def home(self) -> QWidget:
        """Where the keyboard begins."""
        return self.lane.list

    def show_lane(self) -> None:
        """The page on which faults and panels are."""
        if self._is_folded:
            self._pages.setCurrentWidget(self.lane)
            self._tabs.check(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _turn_to(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self._tabs.check(number)
        (self.board.list if number else self.lane.list).setFocus()

    def _arrange(self) -> None:
        """The board beside the lane, or as the second page."""
        px = self._look.theme.px
        is_folded = self.width() < px(BESIDE_FROM)
        self._tabs.setVisible(is_folded)
        self._under_tabs.setVisible(is_folded)
        self._beside.setVisible(not is_folded)
        if is_folded == self._is_folded and (is_folded or self.board.width() == px(BOARD)):
            return
        self._is_folded = is_folded
        if is_folded:
            self.lane.header.setFixedHeight(px(40))
            self._tabs.line.addWidget(self.lane.header, 1)
            self.board.setMinimumWidth(0)
            self.board.setMaximumWidth(16_777_215)
            self._pages.addWidget(self.board)
        else:
            self.lane.put_back_header()
            self._body.addWidget(self.board)
            self.board.setFixedWidth(px(BOARD))
            self.board.show()
            self.show_lane()
            self._pages.setCurrentWidget(self.lane)
