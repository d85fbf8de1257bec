"""What stands under the plan: the timeline, and on a small screen beside it, behind tabs, the resident card."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ui.theme import Look
from ui.widgets.parts import KeyCap, column, line
from ui.widgets.text import SafeLabel, button_text
from ui.words import Say, Words
from ui.words.case import CaseSay

NEXT_TAB_SHOWN = "Ctrl Tab"
"""As it stands on the screen; the keys themselves are the middle column's."""

LEAST_PAGE = 30
"""Unscaled pixels of a page under the head: a piece of a line is worse than none."""


class Below(QWidget):
    """The first page is the timeline; with its own head where there are no tabs. The arrows choose a tab while the
    bar has the keyboard."""

    def __init__(self, timeline: QWidget, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        px = look.theme.px
        side = px(look.theme.density.padding)
        self.events = SafeLabel("", "reason")
        self._title = SafeLabel(words(Say.TIMELINE), "section")
        self.bar = QTabBar()
        self.bar.setAccessibleName(words(CaseSay.TABS))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setUsesScrollButtons(True)
        self.bar.currentChanged.connect(self._turn)
        head = line(margins=(side, px(8), side, px(4)), gap=px(8))
        head.addWidget(self._title)
        head.addWidget(self.bar)
        self._key = KeyCap(NEXT_TAB_SHOWN, look)
        head.addWidget(self._key)
        head.addStretch(1)
        head.addWidget(self.events)
        self._stack = QStackedWidget()
        layout = column(self)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self.add_page(words(Say.TIMELINE), timeline)
        self.show_tabs(is_shown=False)

    def add_page(self, title: str, page: QWidget) -> None:
        """One more tab."""
        self._stack.addWidget(page)
        self.bar.addTab(button_text(title))

    def show_tabs(self, *, is_shown: bool) -> None:
        """Tabs, or the timeline alone."""
        self.bar.setVisible(is_shown)
        self._title.setVisible(not is_shown)
        if not is_shown:
            self.bar.setCurrentIndex(0)
        self._count()

    def step_tab(self, by: int) -> None:
        """The next tab, or the one before, round and round."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.least_height())

    def sizeHint(self) -> QSize:
        return QSize(0, self.least_height())

    def least_height(self) -> int:
        """The head alone: where there is no room for more, whoever acts needs it."""
        return self._look.theme.px(48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack.setVisible(self.height() >= self.least_height() + self._look.theme.px(LEAST_PAGE))
        self._count()

    def _turn(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._count()

    def _count(self) -> None:
        """How many events, and the key of the tabs, where the tabs leave room to say so."""
        px = self._look.theme.px
        tabs = self.bar.sizeHint().width() if not self.bar.isHidden() else 0
        room = self.width() - tabs - px(40)
        key = self._key.sizeHint().width() + px(8)
        self._key.setVisible(tabs > 0 and key <= room)
        room -= key if tabs > 0 and key <= room else 0
        self.events.setVisible(self.bar.currentIndex() == 0 and self.events.sizeHint().width() <= room)
