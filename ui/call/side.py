"""What stands at the right of a call: the plan, the note or whatever else is decided, the call in the journal.

The plan is given by whoever lays out the screen.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.call.journal import CallJournal, JournalLine
from ui.theme import Look
from ui.widgets.order import stands_after
from ui.widgets.panel import Panel, TextPanel
from ui.widgets.panel_box import PanelBox
from ui.widgets.parts import KeyCap, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.call import CallSay as Say

LEAST_PANEL = 150
JOURNAL_FROM = 470
"""Unscaled pixels of height from which the journal has its four lines; below it has two, and with a third less none."""

LINES = 4


class PlanPart(Protocol):
    """The plan, as a part of the screen that is told how high it may be."""

    def fit(self, room: int) -> None: ...

    def show_slim(self, *, is_slim: bool) -> None: ...

    def has_steps(self) -> bool: ...

    def least_height(self) -> int: ...

    def setVisible(self, visible: bool, /) -> None: ...


class CallSide(QWidget):
    """Fits `ui.panel_place.Place`: at most one panel, under the plan."""

    def __init__(self, plan: QWidget, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._plan = plan
        self._lines: tuple[JournalLine, ...] = ()
        self._has_case = True
        ground(self, "bg1")
        px, side = look.theme.px, look.theme.px(look.theme.density.padding)
        self._box = PanelBox(words(Say.PAGE_PLAN), look, px(LEAST_PANEL))
        self._box.hide()
        self._none = SafeLabel(words(Say.NO_CASE), "second", wraps=True)
        self._none.setContentsMargins(side, px(12), side, px(12))
        self._kept = SafeLabel(words(Say.NOTE_KEPT), "reason")
        self._kept.setContentsMargins(side, px(4), side, px(4))
        self._kept.hide()
        self.journal = CallJournal(look, words)
        self.journal.hide()
        self._journal_rule = rule()
        self._foot = QWidget()
        self._foot_rule = rule()
        foot = line(self._foot, margins=(side, px(7), side, px(7)), gap=px(10))
        foot.addWidget(KeyCap("Ctrl D", look))
        self._to_screen = SafeLabel(words(Say.TO_SCREEN), "reason", wraps=True)
        foot.addWidget(self._to_screen, 1)
        layout = column(self)
        for widget in (plan, self._none, self._box, self._kept):
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (self._journal_rule, self.journal, self._foot_rule, self._foot):
            layout.addWidget(widget)

    def show_call(self, lines: Sequence[JournalLine], *, has_case: bool, is_on_screen: bool, is_over: bool) -> None:
        """What holds now. A call that is over is moved nowhere."""
        for each in (self._foot_rule, self._foot):
            each.setVisible(not is_over)
        self._lines = tuple(lines)
        self._none.setVisible(not has_case and self._box.panel is None)
        self._has_case = has_case
        self._to_screen.setText(self._words(Say.FROM_SCREEN if is_on_screen else Say.TO_SCREEN))
        self.fit()

    def panel(self) -> Panel | None:
        """The panel that is open."""
        return self._box.panel

    def open_panel(self, panel: Panel) -> None:
        """Shows a panel under the plan, in the place of any other."""
        self.put_away()
        self._box.open(panel)
        stands_after(self._plan, panel)
        self._kept.setVisible(isinstance(panel, TextPanel))
        _light(panel, is_lit=not isinstance(panel, TextPanel))
        self._none.hide()
        self.fit()

    def put_away(self) -> Panel | None:
        """Takes the open panel off the screen, as it is, and returns it."""
        panel = self._box.put_away(self)
        if panel is not None:
            _light(panel, is_lit=True)
            self._kept.hide()
            self._none.setVisible(not self._has_case)
            self.fit()
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def fit(self) -> None:
        """The plan has what the panel and the journal leave; of the journal first the lines go, then all of it. What is
        chosen from a list is soon chosen, and seen whole; what is written stands beside the plan for long."""
        px, high = self._look.theme.px, self.height()
        most = LINES if high >= px(JOURNAL_FROM) else 2 if high >= px(JOURNAL_FROM * 2 // 3) else 0
        self.journal.show_lines(self._lines, most)
        self._journal_rule.setVisible(not self.journal.isHidden())
        foot = self._foot.sizeHint().height() + 2 if not self._foot.isHidden() else 1
        below = self.journal.sizeHint().height() + foot if not self.journal.isHidden() else foot
        if self._box.panel is not None:
            is_text = isinstance(self._box.panel, TextPanel)
            below += min(self._box.sizeHint().height(), high // 2 if is_text else high)
            below += self._kept.sizeHint().height() if not self._kept.isHidden() else 0
        plan: PlanPart = self._plan  # type: ignore[assignment]
        room = max(high - below, 0)
        plan.setVisible(self._has_case and (self._box.panel is None or room >= plan.least_height()))
        plan.fit(room)


def _light(panel: Panel, *, is_lit: bool) -> None:
    """Beside a call the plan's next step is the lit key, and not the note's."""
    panel.save.setProperty("lit", is_lit)
    panel.save.style().unpolish(panel.save)
    panel.save.style().polish(panel.save)
