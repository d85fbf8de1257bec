"""The case: head and critical facts over the plan's place and the timeline. What else stands beside the plan, or behind
tabs under it, is given by whoever lays out the screen."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.masking import Person
from console.domain.queue import Row
from ui.case.below import Below
from ui.case.facts import Facts
from ui.case.head import CaseHead
from ui.case.outage import OutageParts
from ui.case.plan import PlanPlace
from ui.case.timeline import Timeline
from ui.theme import Look
from ui.widgets.order import stands_after
from ui.widgets.panel import Panel
from ui.widgets.panel_box import PanelBox
from ui.widgets.parts import column, ground, line, rule
from ui.widgets.scroll import ScrollBox
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.case import CaseSay
from ui.words.course import CourseShown
from ui.words.timeline import Line

LEAST_PANEL = 150
"""Unscaled pixels of a panel that must scroll."""

LEAST_BODY = 150
LEAST_BODY_ACTING = 260
"""Unscaled pixels that are kept under head and facts, without a panel and with one: with less room the facts scroll."""


LEAST_TIMELINE = 150
"""Unscaled pixels that a plan leaves to the timeline and its head, where the open step has room without them."""

PLAN_SHARE = 0.68
"""Of what lies under head and facts, at most."""

OUTAGE_TIMELINE = 190
"""Unscaled pixels at most of the timeline under the people of an outage."""

MOST = 16_777_215
"""Qt's own word for any height."""


class CaseColumn(QWidget):
    """Shows one case. Which, and what is done to it, its owner decides."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        ground(self, "bg1")
        self._row: Row | None = None
        self._person: Person | None = None
        self._lines: tuple[Line, ...] = ()
        self._head = CaseHead(look, words)
        self._facts = Facts(look, words)
        self.outage = OutageParts(look, words, now)
        self._timeline = Timeline(look, words, words(Say.TIMELINE))
        self.plan = self._plan = PlanPlace(look, words, now)
        self._panel_box = PanelBox(words(CaseSay.PLAN), look, look.theme.px(LEAST_PANEL))
        self._panel_box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._below = Below(self._timeline, look, words)
        self._top = self._make_top()
        self._body = line()
        self._case = self._make_case()
        self._nothing = self._no_case()
        layout = column(self)
        layout.addWidget(self._case, 1)
        layout.addWidget(self._nothing, 1)
        self._beside: tuple[QWidget, ...] = ()
        self._has_tabs = False
        self.show_case(None, None)

    def put_beside(self, widget: QWidget) -> None:
        """Puts a widget at the right of plan and timeline, under head and facts. Once."""
        self._beside = (rule(is_upright=True), widget)
        for each in self._beside:
            self._body.addWidget(each)

    def add_tab(self, title: str, page: QWidget) -> None:
        """A page that takes the timeline's place where the screen is small."""
        self._below.add_page(title, page)

    def show_tabs(self, *, is_shown: bool) -> None:
        """Behind tabs what else stands beside."""
        self._has_tabs = is_shown
        self._show_outage()

    def step_tab(self, by: int) -> None:
        """The next tab, or the one before."""
        self._below.step_tab(by)

    def fit(self) -> None:
        """Takes on the theme's density."""
        self._head.fit()
        self._facts.fit(self.width())
        self.outage.fit(self.width())
        self._fit_top()
        self.step()

    def show_case(self, row: Row | None, person: Person | None) -> None:
        """A case, with the person of its card where that is open; or none."""
        self._row, self._person = row, person
        self._show_outage()
        self._show_what_is()
        if row is None:
            self._head.forget()
            self._facts.show_facts(None)
            return
        self._head.show_case(row, person, self._now())
        known = person or (row.people[0] if len(row.people) == 1 else None)
        self._facts.show_facts(known.facts if known is not None else None)
        self._fit_top()

    def step(self) -> None:
        """A second has passed."""
        if self._row is not None:
            self._head.show_case(self._row, self._person, self._now())
            self.plan.step()

    def show_plan(self, shown: CourseShown) -> None:
        """The plan that the case runs, or would run."""
        self.plan.show_plan(shown)
        self._fit_top()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The timeline."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        count = self._words(Say.EVENTS, n=len(lines))
        self._below.events.setText(count if lines else "")  # nothing fetched yet is not "no events"
        self._timeline.show_lines(lines)

    def panel(self) -> Panel | None:
        """The panel that is open."""
        return self._panel_box.panel

    def open_panel(self, panel: Panel) -> None:
        """Shows a panel in the plan's place, and in the place of any other panel. Of the plan the open step stays over
        it, where there is room."""
        self.put_away()
        self.outage.people.hide()
        self._panel_box.open(panel)
        stands_after(self._panel_box, panel)
        self._show_what_is()
        self._fit_top()

    def put_away(self) -> Panel | None:
        """Takes the open panel off the screen, as it is, and returns it. It stays this widget's child."""
        panel = self._panel_box.put_away(self)
        if panel is not None:
            self._show_outage()
            self._show_what_is()
            self._fit_top()
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._facts.fit(self.width())
        self.outage.fit(self.width())
        self._fit_top()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_top()
        return super().event(event)

    def is_outage(self) -> bool:
        """Whether the shown case is about an area and its people, and not about one."""
        return self._row is not None and self._row.is_outage

    def _show_outage(self) -> None:
        """An outage's own parts in the place of facts, plan and card; or those."""
        is_outage = self.is_outage()
        for each in self._beside:
            each.setVisible(not is_outage and not self._has_tabs)
        self._below.show_tabs(is_shown=self._has_tabs and not is_outage)
        self._below.setMaximumHeight(self._look.theme.px(OUTAGE_TIMELINE) if is_outage else MOST)
        self._fit_plan()
        self.outage.counts.setVisible(is_outage)
        self.outage.people.setVisible(is_outage and self._panel_box.panel is None)

    def _show_what_is(self) -> None:
        """A case, or a panel that needs none, or the sentence that nothing is chosen."""
        has_case = self._row is not None
        self._case.setVisible(has_case or self._panel_box.panel is not None)
        self._top.setVisible(has_case)
        self._nothing.setVisible(not has_case and self._panel_box.panel is None)

    def _fit_top(self) -> None:
        """Head and facts as high as they are; on a very small screen they scroll, so that one can act."""
        wanted = self._top.wanted_height(self.width())
        px = self._look.theme.px
        kept = px(LEAST_BODY if self._panel_box.panel is None else LEAST_BODY_ACTING)
        if self._panel_box.panel is None and self.plan.has_steps():
            kept = max(kept, self.plan.good_height() + self._below.least_height())
        room = self.height() - kept
        least = max(self._head.heightForWidth(self.width()), self._head.minimumHeight())
        most = self.height() - self._body.minimumSize().height()
        self._top.setFixedHeight(max(min(wanted, max(room, least), most), 1))
        self._fit_plan()

    def _fit_plan(self) -> None:
        """The plan as high as its steps are, but for the timeline's part; over a panel, and over the people of an
        outage, the open step alone, and that only where it takes nothing from them."""
        plan, px = self.plan, self._look.theme.px
        is_slim = self._panel_box.panel is not None or self.is_outage()
        plan.show_slim(is_slim=is_slim)
        body = self.height() - self._top.height()
        if self._panel_box.panel is not None:
            room = body - self._panel_box.sizeHint().height() - self._below.least_height()
        else:
            room = min(body - px(LEAST_TIMELINE), round(body * (PLAN_SHARE if not is_slim else 1 - PLAN_SHARE)))
            if not is_slim:
                room = max(room, min(plan.good_height(), body - self._below.least_height()))
        plan.setVisible(not is_slim or (plan.has_steps() and room >= plan.least_height()))
        plan.fit(room)

    def _make_top(self) -> ScrollBox:
        content = ground(QWidget(), "bg1")
        layout = column(content)
        for widget in (self._head, rule(), self._facts, self.outage.counts, rule()):
            layout.addWidget(widget)
        top = ScrollBox(self._words(CaseSay.HEAD), self._look)
        top.setWidget(content)
        return top

    def _make_case(self) -> QWidget:
        case = QWidget()
        layout = column(case)
        layout.addWidget(self._top)
        layout.addLayout(self._body, 1)
        course = column()
        course.addWidget(self._plan)
        course.addWidget(self._panel_box)
        course.addWidget(self.outage.people, 3)
        course.addWidget(self._below, 1)
        self._body.addLayout(course, 1)
        self._panel_box.hide()
        return case

    def _no_case(self) -> QWidget:
        px = self._look.theme.px
        page = QWidget()
        layout = column(page, margins=(px(40), 0, px(40), 0), gap=px(8))
        layout.addStretch(3)
        layout.addWidget(SafeLabel(self._words(Say.NO_CASE), "big", wraps=True))
        layout.addWidget(SafeLabel(self._words(Say.NO_CASE_HOW), "second", wraps=True))
        layout.addStretch(4)
        return page
