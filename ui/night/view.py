"""The night view: one resident's night, or why it is not shown, for what reason it is to be opened, or the morning
list. Which of them its owner (`ui.night_work`) decides.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from console.domain.night_line import MorningRow, NightLine, Span
from ui.night.head import SPANS
from ui.night.lanes import MakeLanes
from ui.night.line_page import LinePage
from ui.night.loading import make_lanes
from ui.night.morning import MorningPage
from ui.night.notice import NoticePage
from ui.theme import Look
from ui.widgets.panel import Choice, ChoicePanel
from ui.widgets.parts import clear, column, ground
from ui.widgets.text import SafeLabel
from ui.words import Words

Key = Qt.Key
SHIFT, KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier


class NightView(QWidget):
    """Shows what it is told. `span_wanted` carries a span, `reason_given` what was chosen, `resident_wanted` a
    resident of the morning list; `came` and `left` when it is seen and when it is covered, also by a lock."""

    span_wanted = Signal(object)
    reason_given = Signal(object)
    resident_wanted = Signal(object)
    again_wanted = Signal()
    list_wanted = Signal()
    came = Signal()
    left = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        now: Callable[[], datetime],
        make: MakeLanes = make_lanes,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        ground(self, "bg1")
        self.line = LinePage(look, words, make)
        self.notice = NoticePage(look, words)
        self.morning = MorningPage(look, words)
        self.reasons = QWidget()
        px = look.theme.px
        self._reasons = column(self.reasons, margins=(px(20), px(20), px(20), px(20)), gap=px(10))
        self.panel: ChoicePanel | None = None
        self._pages = QStackedWidget()
        for page in (self.notice, self.line, self.reasons, self.morning):
            self._pages.addWidget(page)
        column(self).addWidget(self._pages)
        self.line.wanted.connect(self.span_wanted)
        self.line.chosen.connect(self.line.choose)
        self.notice.again_wanted.connect(self.again_wanted)
        self.notice.list_wanted.connect(self.list_wanted)
        self.morning.opened.connect(self.resident_wanted)

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.line.fit()
        self.morning.fit()

    def home(self) -> QWidget:
        """Where the keyboard is when nothing is decided."""
        page = self._pages.currentWidget()
        if page is self.line:
            return self.line.home()
        if page is self.reasons and self.panel is not None and self.panel.choices.rows:
            return self.panel.choices.rows[0]
        return self.morning.home() if page is self.morning else self.notice

    def show_line(self, night: NightLine, span: Span, opened: tuple[str, str], as_of: datetime) -> None:
        """A night; `opened` says for what reason and when it was read."""
        self.line.show_line(night, span, opened, as_of, self._now())
        self._turn_to(self.line)

    def step(self, as_of: datetime) -> None:
        """A second has passed; `as_of` is until when it is known what goes on."""
        self.line.step(as_of, self._now())

    def show_notice(self, title: str, how: str, *, can_list: bool = False, can_try: bool = False) -> None:
        """Why nothing is shown, and what helps."""
        self.line.forget()
        self.notice.tell(title, how, can_list=can_list, can_try=can_try)
        self._turn_to(self.notice)

    def show_reasons(self, title: str, how: str, choices: Sequence[Choice]) -> None:
        """Asks for what reason a night is to be opened."""
        self.line.forget()
        clear(self._reasons)
        self.panel = ChoicePanel(title, choices, self._look, self._words)
        self.panel.title.setWordWrap(True)
        self.panel.submitted.connect(self.reason_given)
        self._reasons.addStretch(2)
        self._reasons.addWidget(self.panel)
        self._reasons.addWidget(SafeLabel(how, "second", wraps=True))
        self._reasons.addStretch(3)
        self._turn_to(self.reasons)

    def show_morning(self, rows: Sequence[MorningRow]) -> None:
        """The morning list."""
        self.line.forget()
        self.morning.show_rows(rows)
        self._turn_to(self.morning)

    def forget(self) -> None:
        """Nothing of anybody stays, not even hidden."""
        self.line.forget()
        self.morning.show_rows(())
        clear(self._reasons)
        self.panel = None
        self.notice.tell("", "", can_list=False, can_try=False)
        self._turn_to(self.notice)

    def is_list_shown(self) -> bool:
        return self._pages.currentWidget() is self.morning

    def is_line_shown(self) -> bool:
        return self._pages.currentWidget() is self.line

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.came.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits act where no panel asks for them."""
        modifiers = event.modifiers() & ~KEYPAD
        is_taken = False
        if self.is_line_shown() and modifiers in (Qt.KeyboardModifier.NoModifier, SHIFT):
            is_taken = self._on_line(Key(event.key()), is_shifted=modifiers == SHIFT)
        elif event.key() == Key.Key_U and not modifiers and self._can_try():
            self.again_wanted.emit()
            is_taken = True
        elif event.key() == Key.Key_M and not modifiers and self._can_list():
            self.list_wanted.emit()
            is_taken = True
        if not is_taken:
            super().keyPressEvent(event)

    def _can_try(self) -> bool:
        return self.is_list_shown() or self.notice.again_button.isVisible()

    def _can_list(self) -> bool:
        return self._pages.currentWidget() is self.reasons or self.notice.list_button.isVisible()

    def _on_line(self, key: Qt.Key, *, is_shifted: bool) -> bool:
        line, lanes = self.line, self.line.lanes
        if lanes is None:
            return False
        if is_shifted and key in (Key.Key_Left, Key.Key_Right):
            lanes.pan(-1 if key is Key.Key_Left else 1)
        elif key in (Key.Key_Left, Key.Key_Right):
            line.walk(-1 if key is Key.Key_Left else 1)
        elif key in (Key.Key_Home, Key.Key_End):
            line.walk(None, to_end=key is Key.Key_End)
        elif key in (Key.Key_Plus, Key.Key_Minus):
            lanes.zoom(closer=key is Key.Key_Plus)
        elif key is Key.Key_0:
            lanes.show_whole()
        elif key in (Key.Key_1, Key.Key_2, Key.Key_3):
            self.span_wanted.emit(SPANS[key - Key.Key_1])
        elif key is Key.Key_T:
            line.to_table()
        elif key is Key.Key_U:
            self.again_wanted.emit()
        elif key is Key.Key_M:
            self.list_wanted.emit()
        else:
            return False
        return True

    def _turn_to(self, page: QWidget) -> None:
        """The keyboard goes along where it was in this view."""
        focused = QApplication.focusWidget()
        had = focused is not None and self.isAncestorOf(focused)
        self._pages.setCurrentWidget(page)
        if had:
            self.home().setFocus(Qt.FocusReason.OtherFocusReason)
