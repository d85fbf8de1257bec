"""The place of the action plan, over the timeline: which plan, what must be told of it, and its steps.

While something is decided in a panel only the open step is shown over it, where there is room.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.case.plan_layout import GOOD
from ui.case.plan_list import PlanList
from ui.theme import COMPACT, Look
from ui.widgets.parts import column, line, rule
from ui.widgets.speak import speak_through
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.case import CaseSay
from ui.words.course import MOST_KEYED, CourseShown, read_out
from ui.words.plan import PlanSay


class PlanNotice(QWidget):
    """Something that must be seen before the next step: framed in light."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        px = look.theme.px
        self.label = SafeLabel("", "strong", wraps=True)
        column(self, margins=(px(look.theme.density.padding), px(9), px(12), px(9))).addWidget(self.label)
        self.hide()

    def tell(self, text: str) -> None:
        self.label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("tx1"), theme.px(2)))
        inset = theme.px(4)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), theme.px(4), theme.px(4))
        painter.end()


class PlanPlace(QWidget):
    """`chosen` carries the number of a step that is to be read, `answered` that of the open step's answer, from 0."""

    chosen = Signal(int)
    answered = Signal(int)

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._shown = CourseShown()
        self._is_slim = False
        self._speak = speak_through(self)
        self.setAccessibleName(words(CaseSay.PLAN))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.notice = PlanNotice(look)
        self._head, self._title = self._make_head()
        self._sentence = SafeLabel("", "second", wraps=True)
        side, px = look.theme.px(look.theme.density.padding), look.theme.px
        self._sentence.setContentsMargins(side, px(2), side, px(8))
        self.steps = PlanList(look, words, now, words(PlanSay.STEPS))
        self.steps.chosen.connect(self.chosen)
        self.steps.answered.connect(self.answered)
        outer = column(self)
        for widget in (self.notice, self._head, self._sentence, self.steps, rule()):
            outer.addWidget(widget, 1 if widget is self.steps else 0)
        for number in range(1, MOST_KEYED + 1):
            key = QShortcut(QKeySequence(f"Alt+{number}"), self)
            key.setAutoRepeat(False)
            key.activated.connect(lambda at=number: self.chosen.emit(at))
        self._fill()

    def show_plan(self, shown: CourseShown) -> None:
        """The plan of the shown case. Another present step of the same case is told aloud."""
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        was, self_open = self.steps.open_line(), next((each for each in shown.lines if each.is_open), None)
        self._fill()
        if before.case == shown.case and self_open is not None and (was is None or was.step != self_open.step):
            self._speak(read_out(self_open, len(shown.lines), self._words), False)

    def show_slim(self, *, is_slim: bool) -> None:
        """Only the open step, or all of them."""
        if is_slim != self._is_slim:
            self._is_slim = is_slim
            self._fill()

    def has_steps(self) -> bool:
        """Whether there is anything that could stand over a panel."""
        return any(each.is_open for each in self._shown.lines)

    def least_height(self) -> int:
        """What the open step needs for its name and keys, with what must be told over it."""
        return self._over() + (self.steps.minimumSizeHint().height() if not self.steps.isHidden() else 0) + 1

    def good_height(self) -> int:
        """What it needs for what is to be said, and its clock."""
        width = max(self.width(), 1)
        return self._over() + (self.steps.least_height(width, GOOD) if not self.steps.isHidden() else 0) + 1

    def fit(self, room: int) -> None:
        """As high as `room` at the most; slim no higher than the open step is there. The plan's own head goes where
        the step needs its room."""
        least, width = self.least_height(), max(self.width(), 1)
        head = self._head.heightForWidth(width)
        has_head = not self._is_slim and (room >= self.good_height() + head or not self.has_steps())
        self._head.setVisible(has_head)
        room = max(room, least + (head if has_head else 0))
        if self._is_slim and not self.steps.isHidden():
            over = self._over()
            room = min(room, over + self.steps.folded_height(width, room - over - 1) + 1)
        self.setMaximumHeight(room)

    def _over(self) -> int:
        """The height of what stands over the steps, without the head."""
        width = max(self.width(), 1)
        return sum(part.heightForWidth(width) for part in (self.notice, self._sentence) if not part.isHidden())

    def step(self) -> None:
        """A second has passed."""
        self.steps.step()

    def _fill(self) -> None:
        shown, is_slim = self._shown, self._is_slim
        sentence = shown.sentence or ("" if shown.lines else self._words(CaseSay.NO_PLAN))
        self._title.setText(shown.title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence) and not is_slim)
        self.notice.tell(shown.notice)
        lines = tuple(each for each in shown.lines if each.is_open or not is_slim)
        if is_slim or shown.notice:  # another key is the one to press: the panel's own, or the graver alarm's plan
            lines = tuple(replace(each, is_lit=False) for each in lines)
        self.steps.setVisible(bool(lines))
        self.steps.show_lines(lines)
        self.updateGeometry()

    def _make_head(self) -> tuple[QWidget, SafeLabel]:
        look = self._look
        px, side = look.theme.px, look.theme.px(look.theme.density.padding)
        above = px(5 if look.theme.density is COMPACT else 9)
        head = QWidget()
        layout = line(head, margins=(side, above, side, px(3)), gap=px(12))
        layout.addWidget(SafeLabel(self._words(CaseSay.PLAN), "section"), 0, Qt.AlignmentFlag.AlignTop)
        title = SafeLabel("", "reason", wraps=True)
        title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        layout.addWidget(title, 1)
        return head, title
