"""What stands where: top bar, banner, queue, the middle and the right column (or another view), F-row, status line;
and over them F1 and the palette.

Layout only. What any of it shows, and what a key does, the window decides.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.actions import KEYS, ON_THE_ROW, Deed
from ui.blind.view import BlindView
from ui.call.strip import CallStrip
from ui.call_view import CallView
from ui.case_view import CaseView
from ui.dispatch_view import DispatchView
from ui.frame.empty_view import EmptyView
from ui.frame.function_row import FunctionRow
from ui.frame.keys_overlay import KeyLine, KeysOverlay
from ui.frame.top_bar import MAP, NIGHT, ROUNDS, TECHNICAL, VIEWS, TopBar
from ui.frame.view_keys import view_keys
from ui.night.view import NightView
from ui.palette.palette import Palette
from ui.panel_places import PanelPlaces
from ui.queue.column import QueueColumn
from ui.queue.model import QueueModel
from ui.rounds.view import RoundsView
from ui.settings.view import SettingsView
from ui.sign_in.panel import SignInPanel
from ui.staff.column import StaffColumn
from ui.status.banner import Banner
from ui.status.line import StatusLine
from ui.technical.view import TechnicalView
from ui.theme import Look
from ui.widgets.parts import column, line, rule
from ui.words import Say, Words
from ui.words.plan import PlanSay

STAFF_FROM = 1240
"""Unscaled pixels. Below this (200 % on a small screen) the case needs the right column's room to be worked on."""

CALL = len(VIEWS) + 2
"""The number of the call's view, after the six, the settings and what is known while nothing is seen."""

QUEUE_FROM = 860
"""Unscaled pixels. Below this the queue is slim beside every view."""


class Stage(QWidget):
    """Everything that is laid out. The queue never leaves while the desk is shown: beside other views it is slim."""

    def __init__(
        self,
        look: Look,
        words: Words,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        perform: Callable[[Deed], None],
        model: QueueModel,
        *,
        is_demo: bool,
        parent: QWidget,
        used: Sequence[Hashable] = (),
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.top = TopBar(look, words, is_demo=is_demo)
        self.banner = Banner(look, words, now)
        self.queue = QueueColumn(look, words, now, model)
        self._make_views(now)
        self._homes: dict[int, Callable[[], QWidget]] = {
            ROUNDS: self.rounds.home, MAP: self.dispatch.home, NIGHT: self.night.home, TECHNICAL: self.technical.home,
            CALL: self.call.home,
        }  # fmt: skip
        self.sign_in = SignInPanel(look, words, now)
        self.status = StatusLine(look, words, now, monotonic)
        keys = ((key.key, key.icon, words(key.say), partial(perform, key.deed)) for key in ON_THE_ROW if key.icon)
        self.row = FunctionRow(tuple(keys), look)
        self.views = self._views(look)
        self.desk = self._desk()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.sign_in)
        self.pages.addWidget(self.desk)
        outer = column(self)
        for widget in (self.top, self.banner, self.strip, self.pages, rule(), self.row, rule(), self.status):
            outer.addWidget(widget, 1 if widget is self.pages else 0)
        self.keys = KeysOverlay(look, words, self)
        self.search = Palette(look, words, self, used)

    def _make_views(self, now: Callable[[], datetime]) -> None:
        """What stands beside the queue, and the places in it where panels open."""
        look, words = self._look, self._words
        self.cases = CaseView(look, words, now)
        self.staff = StaffColumn(look, words, now)
        self.blind = BlindView(look, words, now)
        self.rounds, self.night = RoundsView(look, words, now), NightView(look, words, now)
        self.technical, self.dispatch = TechnicalView(look, words, now), DispatchView(look, words, now)
        self.call, self.strip = CallView(look, words, now), CallStrip(look, words)
        self.panels = PanelPlaces(
            self.cases.case, {MAP: self.dispatch, TECHNICAL: self.technical.lane, CALL: self.call}
        )
        self.settings = SettingsView(look, words)

    def fit(self) -> None:
        """Takes on the theme's density."""
        parts = (self.top, self.queue, self.cases, self.staff, self.blind, self.sign_in, self.row, self.status)
        for part in (*parts, self.technical, self.rounds, self.dispatch, self.night, self.call, self.strip):
            part.fit()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def go_on_from(self, before: "Stage") -> None:
        """Takes over what another stage showed that nobody else remembers."""
        self.status.strip.go_on_from(before.status.strip)
        self.status.go_on_from(before.status)
        self._show(before.views.currentIndex())
        self.queue.view.verticalScrollBar().setValue(before.queue.view.verticalScrollBar().value())

    def show_desk(self, *, is_shown: bool) -> None:
        """The desk, or the sign-in in its place."""
        self.top.show_desk(is_shown=is_shown)
        self.pages.setCurrentWidget(self.desk if is_shown else self.sign_in)

    def show_view(self, number: int) -> None:
        """One of the six views."""
        self._show(number)

    def home(self) -> QWidget:
        """Where the keyboard is when nothing is decided: of an outage that was opened beside the queue, its people."""
        beside = self._homes.get(self.view())
        if beside is not None:
            return beside()
        people, queue = self.cases.case.outage.people, self.queue.view
        return people.list if people.list.isVisible() and not queue.currentIndex().isValid() else queue

    def view(self) -> int:
        """The number of the view that is shown; beyond the six, one of those that have no number."""
        return self.views.currentIndex()

    def is_case_shown(self) -> bool:
        """Whether the shown case can be worked on here: in the cases' view, and beside a call in it."""
        return self.view() in (0, CALL)

    def show_settings(self) -> None:
        """The settings, beside the queue."""
        self._show(self.views.indexOf(self.settings))
        self.settings.setFocus()

    def is_settings_shown(self) -> bool:
        return self.views.currentWidget() is self.settings

    def show_blind(self) -> None:
        """What is known while nothing is seen."""
        self._show(self.views.indexOf(self.blind))

    def is_blind_shown(self) -> bool:
        return self.views.currentWidget() is self.blind

    def uncover(self) -> None:
        """Sends away whatever lies over the stage."""
        self.search.hide()
        self.keys.hide()

    def toggle_keys(self, why_not: Mapping[str, str], labels: Mapping[str, str]) -> None:
        """F1. `why_not` says by key why it does nothing now, `labels` what it does where that is another thing here."""
        if self.keys.isVisible():
            self.keys.hide()
            return
        words = self._words
        own = view_keys(self.view(), words)
        groups = [own] if own is not None else []
        for group in (Say.GROUP_CASE, Say.GROUP_REACH, Say.GROUP_COURSE, Say.GROUP_CALL, Say.GROUP_MORE):
            lines = [
                KeyLine(key.key, labels.get(key.key) or words(key.say), why_not.get(key.key, ""))
                for key in KEYS
                if key.group is group
            ]
            if group is Say.GROUP_COURSE:
                lines.append(KeyLine("Alt+1-9", words(PlanSay.KEY_CHOOSE)))
            if group is Say.GROUP_MORE:
                views = ", ".join(words(view) for view in VIEWS)
                lines.append(KeyLine("Ctrl+1-6", views))
            groups.append((words(group), tuple(lines)))
        self.keys.show_keys(groups)

    def _arrange(self) -> None:
        is_wide = self.width() >= self._look.theme.px(STAFF_FROM)
        self.staff.setVisible(is_wide)
        self._before_staff.setVisible(is_wide)
        self._slim_queue()

    def _slim_queue(self) -> None:
        """Slim beside the other views, and beside the case too where that would have no room to be worked on."""
        is_narrow = self.width() < self._look.theme.px(QUEUE_FROM)
        self.queue.show_slim(is_narrow or self.views.currentIndex() not in (0, self.views.indexOf(self.blind)))

    def _show(self, index: int) -> None:
        self.panels.move_to(index)
        self.views.setCurrentIndex(index)
        self._slim_queue()
        if index < len(VIEWS):
            self.top.show_view(index)

    def _views(self, look: Look) -> QStackedWidget:
        desk = QWidget()
        middle = line(desk)
        middle.addWidget(self.cases, 1)
        self._before_staff = rule(is_upright=True)
        middle.addWidget(self._before_staff)
        middle.addWidget(self.staff)
        views = QStackedWidget()
        views.addWidget(desk)
        built: dict[int, QWidget] = {
            ROUNDS: self.rounds, MAP: self.dispatch, NIGHT: self.night, TECHNICAL: self.technical,
        }  # fmt: skip
        for number in range(1, len(VIEWS)):
            views.addWidget(built.get(number) or EmptyView(number, look, self._words))
        views.addWidget(self.settings)
        views.addWidget(self.blind)
        views.addWidget(self.call)
        return views

    def _desk(self) -> QWidget:
        desk = QWidget()
        inner = line(desk)
        inner.addWidget(self.queue)
        inner.addWidget(rule(is_upright=True))
        inner.addWidget(self.views, 1)
        return desk
