"""The rounds view: the list of looks, the look that is open, and the night so far, side by side where there is room."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from console.domain.ids import LookId
from console.domain.round_rows import RoundBoard, RoundGroup, RoundRow
from ui.rounds.look_page import LookPage, PageShown
from ui.rounds.night_column import NightColumn
from ui.rounds.report_page import ReportPage
from ui.rounds.round_list import RoundList
from ui.theme import COMPACT, Look
from ui.widgets.page_tabs import OTHER_PAGE, PageTabs
from ui.widgets.panel import Panel
from ui.widgets.parts import column, ground, line, rule
from ui.words import Words
from ui.words.rounds import RoundsSay as Say

LIST, LIST_COMPACT, LIST_LEAST, NIGHT = 452, 372, 240, 372
BESIDE_FROM, BOTH_FROM = 1400, 700
"""Unscaled pixels: the widths of the columns, and the view's from which the night stands beside the look, and the look
beside the list. Below that (150 % and more on a small screen) the look that is at hand has all the room."""

DIGITS = "1234567890"


@dataclass(frozen=True, slots=True)
class RoundShown:
    """All that the view shows. `here` is the look at hand with what is said of it in the list."""

    board: RoundBoard | None
    following: RoundRow | None
    page: PageShown
    opened: str
    here: tuple[LookId, str] | None
    is_open: bool
    paused_since: datetime | None


class RoundsView(QWidget):
    """Shows what it is told. `digit` carries an outcome's key; `covered` comes when the view is not seen any more while
    it still is the one that is chosen: `True` where something lies over the desk, `False` where the window has gone."""

    digit = Signal(str)
    covered = Signal(bool)

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._words = words
        self._now = now
        ground(self, "bg1")
        self.rounds = RoundList(look, words, now)
        self.page = LookPage(look, words, now)
        self.report = ReportPage(look, words, now)
        self.night = NightColumn(look, words, now)
        self._middle = QStackedWidget()
        self._pages = QStackedWidget()
        self._tabs = PageTabs(look, over=3)
        self._tabs.wanted.connect(self._turn_to)
        self._beside = rule(is_upright=True)
        self._is_folded = False
        self._has_look = False
        self._make()
        for digit in DIGITS:
            shortcut = QShortcut(QKeySequence(digit), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda which=digit: self._press(which))
        self.page.outcomes.pressed.connect(self.digit)
        turn = QShortcut(QKeySequence(OTHER_PAGE), self)
        turn.activated.connect(self.turn)
        self._arrange()

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.rounds.fit()
        self._arrange()

    def home(self) -> QWidget:
        """Where the keyboard is when nothing is decided."""
        if self.is_report_shown():
            return self.report.list
        return self.page if self.rounds.isHidden() else self.rounds.home()

    def show_all(self, shown: RoundShown) -> None:
        """What holds now."""
        words, board = self._words, shown.board
        self.rounds.show_board(
            board, shown.following, is_open=shown.is_open, here=shown.here, paused_since=shown.paused_since
        )
        self.page.show_rows(board, shown.opened)
        self.page.show_page(shown.page)
        self.night.show_board(board)
        if self._has_look != (shown.here is not None):
            self._has_look = shown.here is not None
            self._share()
        done = len(board.looks.at(self._now())[RoundGroup.DONE]) if board is not None else None
        self._tabs.tell(0, words(Say.PAGE_LOOKS))
        self._tabs.tell(1, words(Say.PAGE_NIGHT, done=words.number(done) if done is not None else "?"))

    def show_page(self, page: PageShown) -> None:
        """The middle alone: a new picture has come, or the one that stands has grown older."""
        self.page.show_page(page)

    def panel(self) -> Panel | None:
        """The panel that is open over the look."""
        return self.page.panel()

    def show_report(self, *, is_shown: bool) -> None:
        """The night's report in the place of the look, or the look again."""
        self._turn_to(0)
        self._middle.setCurrentWidget(self.report if is_shown else self.page)
        self._share()
        self.home().setFocus()

    def is_report_shown(self) -> bool:
        return self._middle.currentWidget() is self.report

    def is_folded(self) -> bool:
        """Whether the night is a page of its own."""
        return self._is_folded

    def turn(self) -> None:
        """The other page, where there are two."""
        if self._is_folded:
            self._turn_to(1 - self._pages.currentIndex())

    def show_looks(self) -> None:
        """The page on which the list and the look are."""
        if self._is_folded:
            self._turn_to(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        views = self.parentWidget()
        is_covered = event.spontaneous() or (views is not None and not views.isVisible())
        if is_covered and self.window().isVisible():  # a window that is closed has nothing left to tell
            self.covered.emit(not event.spontaneous())

    def _press(self, digit: str) -> None:
        """A digit means an outcome only where the outcomes are seen."""
        if self.page.outcomes.isVisible():
            self.digit.emit(digit)

    def _turn_to(self, number: int) -> None:
        if not self._is_folded:
            return
        self._pages.setCurrentIndex(number)
        self._tabs.check(number)
        (self.night.box if number else self.home()).setFocus(Qt.FocusReason.TabFocusReason)

    def _arrange(self) -> None:
        """The night beside the look, or as the second page; the list gives way before the look does."""
        px, theme = self.look.theme.px, self.look.theme
        wanted = px(LIST_COMPACT if theme.density is COMPACT else LIST)
        self.rounds.setFixedWidth(max(px(LIST_LEAST), min(wanted, round(self.width() * 0.42))))
        self._share()
        is_folded = self.width() < px(BESIDE_FROM)
        self._beside.setVisible(not is_folded)
        if is_folded == self._is_folded and (is_folded or self.night.width() == px(NIGHT)):
            return
        self._is_folded = is_folded
        if is_folded:
            self.night.setMinimumWidth(0)
            self.night.setMaximumWidth(16_777_215)
            self._pages.addWidget(self.night)
        else:
            self._body.addWidget(self.night)
            self.night.setFixedWidth(px(NIGHT))
            self.night.show()
            self._pages.setCurrentIndex(0)
            self._tabs.check(0)

    def _share(self) -> None:
        """List and look side by side, or the one that is at hand. The keyboard goes with it."""
        px, has_middle = self.look.theme.px, self._has_look or self.is_report_shown()
        is_narrow = self.width() < px(BOTH_FROM)
        is_alone = is_narrow and has_middle
        had_keyboard = self.rounds.list.hasFocus() or self.page.hasFocus()
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_alone else Qt.FocusPolicy.NoFocus)
        self._middle.setVisible(not is_narrow or has_middle)
        if is_alone and had_keyboard:
            self.page.setFocus()
        self.rounds.setVisible(not is_alone)
        if not is_alone and had_keyboard:
            self.home().setFocus()
        if is_narrow:
            self.rounds.setFixedWidth(self.width())
        has_tabs = self.width() < px(BESIDE_FROM) and not is_alone
        self._tabs.setVisible(has_tabs)
        self._under_tabs.setVisible(has_tabs)

    def _make(self) -> None:
        self._tabs.line.addStretch(1)
        looks = QWidget()
        first = line(looks)
        first.addWidget(self.rounds)
        first.addWidget(rule(is_upright=True))
        self._middle.addWidget(self.page)
        self._middle.addWidget(self.report)
        first.addWidget(self._middle, 1)
        self._pages.addWidget(looks)
        self._body = line()
        self._body.addWidget(self._pages, 1)
        self._body.addWidget(self._beside)
        self._body.addWidget(self.night)
        outer = column(self)
        outer.addWidget(self._tabs)
        self._under_tabs = rule()
        outer.addWidget(self._under_tabs)
        outer.addLayout(self._body, 1)
