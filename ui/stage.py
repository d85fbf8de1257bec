"""What stands where: top bar, banner, queue, case and card (or another view), F-row, status line; and over them F1.

Layout only. What any of it shows, and what a key does, the window decides.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.actions import KEYS, ON_THE_ROW, Deed
from ui.case.column import CaseColumn
from ui.frame.empty_view import EmptyView
from ui.frame.function_row import FunctionRow
from ui.frame.keys_overlay import KeyLine, KeysOverlay
from ui.frame.top_bar import VIEWS, TopBar
from ui.queue.column import QueueColumn
from ui.resident.card import CardColumn
from ui.sign_in.panel import SignInPanel
from ui.status.banner import Banner
from ui.status.line import StatusLine
from ui.theme import Look
from ui.widgets.parts import column, line, rule
from ui.words import Say, Words

CARD_FROM = 1240
"""Unscaled pixels. Below this (200 % on a small screen) the case needs the card's room to be worked on at all."""


class Stage(QWidget):
    """Everything that is laid out. The queue never leaves while the desk is shown."""

    def __init__(
        self,
        look: Look,
        words: Words,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        perform: Callable[[Deed], None],
        *,
        is_demo: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.top = TopBar(look, words, is_demo=is_demo)
        self.banner = Banner(look, words, now)
        self.queue = QueueColumn(look, words, now)
        self.case = CaseColumn(look, words, now)
        self.card = CardColumn(look, words, now)
        self.sign_in = SignInPanel(look, words, now)
        self.status = StatusLine(look, words, now, monotonic)
        self.row = FunctionRow(
            tuple(
                (key.key, key.icon, words(key.say), partial(perform, key.deed))
                for key in ON_THE_ROW
                if key.icon is not None
            ),
            look,
        )
        self.views = self._views(look)
        self.desk = self._desk()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.sign_in)
        self.pages.addWidget(self.desk)
        outer = column(self)
        for widget in (self.top, self.banner, self.pages, rule(), self.row, rule(), self.status):
            outer.addWidget(widget, 1 if widget is self.pages else 0)
        self.keys = KeysOverlay(look, words, self)

    def fit(self) -> None:
        """Takes on the theme's density."""
        for part in (self.top, self.queue, self.card, self.sign_in, self.row, self.status):
            part.fit()
        self.card.setVisible(self.width() >= self._look.theme.px(CARD_FROM))
        if self.keys.isVisible():
            self.keys.fit()

    def show_desk(self, *, is_shown: bool) -> None:
        """The desk, or the sign-in in its place."""
        self.pages.setCurrentWidget(self.desk if is_shown else self.sign_in)

    def show_view(self, number: int) -> None:
        """One of the six views."""
        self.views.setCurrentIndex(number)
        self.top.show_view(number)

    def toggle_keys(self) -> None:
        """F1."""
        if self.keys.isVisible():
            self.keys.hide()
            return
        words = self._words
        groups = []
        for group in (Say.GROUP_CASE, Say.GROUP_REACH, Say.GROUP_COURSE, Say.GROUP_MORE):
            lines = [KeyLine(key.key, words(key.say)) for key in KEYS if key.group is group]
            if group is Say.GROUP_MORE:
                views = ", ".join(words(view) for view in VIEWS)
                lines.append(KeyLine("Ctrl+1-6", views))
            groups.append((words(group), lines))
        self.keys.show_keys(groups)

    def _views(self, look: Look) -> QStackedWidget:
        cases = QWidget()
        middle = line(cases)
        middle.addWidget(self.case, 1)
        middle.addWidget(rule(is_upright=True))
        middle.addWidget(self.card)
        views = QStackedWidget()
        views.addWidget(cases)
        for number in range(1, len(VIEWS)):
            views.addWidget(EmptyView(number, look, self._words))
        return views

    def _desk(self) -> QWidget:
        desk = QWidget()
        inner = line(desk)
        inner.addWidget(self.queue)
        inner.addWidget(rule(is_upright=True))
        inner.addWidget(self.views, 1)
        return desk
