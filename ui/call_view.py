"""The view of a call: whom it is with and how they hear, over the picture and the controls; the plan, the note and the
journal at the right, or as a second page where there is no room. One widget for whoever lays out the screen."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from console.domain.masking import Person
from console.domain.queue import Row
from ui.call.fact_line import FactLine
from ui.call.journal import JournalLine
from ui.call.page import CallPage
from ui.call.showing_of import CallShown, Scene
from ui.call.side import CallSide
from ui.case.head import CaseHead
from ui.case.plan import PlanPlace
from ui.theme import COMPACT, Look
from ui.widgets.focus import FocusFrame
from ui.widgets.page_tabs import OTHER_PAGE, PageTabs
from ui.widgets.panel import Panel
from ui.widgets.parts import column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.call import CallSay as Say

SIDE, SIDE_COMPACT = 440, 340
BESIDE_FROM = 860
"""Unscaled pixels of the right column, and of the view's width from which it stands beside the picture."""

HEAD_FROM = 400
"""Unscaled pixels of height from which the head stands over the picture."""


class CallView(QWidget):
    """Fits `ui.panel_place.Place`. `pressed` carries the number of a control, from 0."""

    pressed = Signal(int)

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        ground(self, "bg1")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words(Say.TITLE))
        FocusFrame(look, self)
        self._head = CaseHead(look, words)
        self._name = SafeLabel("", "name", wraps=True)
        side = look.theme.px(look.theme.density.padding)
        self._name.setContentsMargins(side, look.theme.px(8), side, look.theme.px(8))
        self._facts = FactLine(look, words)
        self.page = CallPage(look, words)
        self.page.pressed.connect(self.pressed)
        self.plan = PlanPlace(look, words, now)
        self.side = CallSide(self.plan, look, words)
        self._tabs = PageTabs(look, over=3)
        self._tabs.tell(0, words(Say.PAGE_CALL))
        self._tabs.tell(1, words(Say.PAGE_PLAN))
        self._tabs.line.addStretch(1)
        self._tabs.wanted.connect(self._turn_to)
        self._pages = QStackedWidget()
        self._between = rule(is_upright=True)
        self._is_folded: bool | None = None
        self._row: Row | None = None
        self._person: Person | None = None
        self._make()
        turn = QShortcut(QKeySequence(OTHER_PAGE), self)
        turn.activated.connect(lambda: self._turn_to(1 - self._pages.currentIndex()))
        self._arrange()

    def fit(self) -> None:
        """Takes on the theme's density."""
        self._head.fit()
        self._arrange()

    def home(self) -> QWidget:
        """Where the keyboard is when nothing is decided."""
        return self

    def show_case(self, row: Row | None, person: Person | None, name: str) -> None:
        """Whom it is with: the case's head, or the name alone where there is no case; and the facts of the person."""
        self._row, self._person = row, person
        has_case = row is not None
        self._name.setText("" if has_case else name)
        if row is not None:
            self._head.show_case(row, person, self._now())
        else:
            self._head.forget()
        known = person or (row.people[0] if row is not None and len(row.people) == 1 else None)
        self._facts.show_facts(known.facts if known is not None else None)
        self._show_head()

    def show_call(self, shown: CallShown, lines: Sequence[JournalLine], *, is_on_screen: bool) -> None:
        """How the call is."""
        self.page.show_call(shown)
        self.side.show_call(
            lines, has_case=self._row is not None, is_on_screen=is_on_screen, is_over=shown.scene is Scene.OVER
        )

    def step(self) -> None:
        """A second has passed."""
        if self._row is not None:
            self._head.show_case(self._row, self._person, self._now())
            self.plan.step()

    def panel(self) -> Panel | None:
        """The panel that is open."""
        return self.side.panel()

    def open_panel(self, panel: Panel) -> None:
        """Shows a panel at the right, on its page where that is another."""
        self.side.open_panel(panel)
        if self._is_folded:
            self._turn_to(1)

    def put_away(self) -> Panel | None:
        """Takes the open panel off the screen, as it is, and returns it."""
        return self.side.put_away()

    def is_folded(self) -> bool:
        """Whether plan and note are a page of their own."""
        return bool(self._is_folded)

    def show_picture(self) -> None:
        """The page with the picture, where there are two."""
        if self._is_folded:
            self._turn_to(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _make(self) -> None:
        self._middle = QWidget()
        first = column(self._middle)
        self._head_rule = rule()
        for widget in (self._head, self._name, self._head_rule, self._facts, self.page):
            first.addWidget(widget, 1 if widget is self.page else 0)
        self._pages.addWidget(self._middle)
        self._body = line()
        self._body.addWidget(self._pages, 1)
        self._body.addWidget(self._between)
        outer = column(self)
        outer.addWidget(self._tabs)
        self._under_tabs = rule()
        outer.addWidget(self._under_tabs)
        outer.addLayout(self._body, 1)

    def _turn_to(self, number: int) -> None:
        if not self._is_folded:
            return
        self._pages.setCurrentIndex(number)
        self._tabs.check(number)
        panel = self.panel()
        if number and panel is not None:
            panel.take_focus()
        else:
            self.setFocus()

    def _arrange(self) -> None:
        px = self._look.theme.px
        wide = px(SIDE_COMPACT if self._look.theme.density is COMPACT else SIDE)
        is_folded = self.width() < px(BESIDE_FROM)
        self._show_head()
        if is_folded == self._is_folded and (is_folded or self.side.width() == wide):
            return
        self._is_folded = is_folded
        for each in (self._tabs, self._under_tabs):
            each.setVisible(is_folded)
        self._between.setVisible(not is_folded)
        if is_folded:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(16_777_215)
            self._pages.addWidget(self.side)
        else:
            self._body.addWidget(self.side)
            self.side.setFixedWidth(wide)
            self.side.show()
            self._pages.setCurrentIndex(0)
            self._tabs.check(0)

    def _show_head(self) -> None:
        """On a very small screen the picture and the controls have all the room."""
        has_room = self.height() >= self._look.theme.px(HEAD_FROM)
        self._head.setVisible(self._row is not None and has_room)
        self._name.setVisible(bool(self._name.text()) and has_room)
        self._head_rule.setVisible(has_room)
