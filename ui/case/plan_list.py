"""The steps of a plan as a list: what is done and left out, the present one taller, with its answers on their keys and
its clock, and what lies ahead. The present one is always in sight.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from console.domain.plan import StepState
from ui.assets import Icon
from ui.case.plan_layout import LEAST, Fold, Laid, Setting, button_places, shown_key, wrapped
from ui.theme import Look
from ui.widgets.lines import LINE_ROLE, Index, LinesModel, read_through
from ui.widgets.marks import paint_focus, paint_icon, paint_key_cap, paint_ruler
from ui.widgets.order import stands_after
from ui.widgets.parts import KeyedButton
from ui.words import Words
from ui.words.course import AnswerKey, CourseLine, read_out
from ui.words.step_clock import ClockTold, tell_clock

EDGE = 4
"""Unscaled pixels of the light at the left of the open step."""

LEAST_ROWS = 3
"""Lines that are seen of a plan in which no step is open."""

CHOOSING_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class PlanModel(LinesModel[CourseLine]):
    """The steps; the same ones with something new in them are changed where they stand."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def told(self, line: CourseLine) -> str:
        return read_out(line, len(self.lines), self._words)

    def show_lines(self, lines: Sequence[CourseLine]) -> None:
        if [line.step for line in lines] != [line.step for line in self.lines]:
            self.replace(lines)
        elif lines:
            self.lines = tuple(lines)
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))


class PlanDelegate(QStyledItemDelegate):
    """Paints a line as it is laid out. `width` and `room` are the view's; pixels."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self.width = 400
        self.room = 0

    def setting(self) -> Setting:
        return Setting(self._look.theme, self.width)

    def clock(self, line: CourseLine) -> ClockTold:
        """What the line's clock says now."""
        return tell_clock(line.clock, self._now(), self._words) if line.clock is not None else ClockTold("", None)

    def laid(self, line: CourseLine) -> Laid:
        return self.setting().lay(line, self.clock(line).text, self.room or 1)

    def sizeHint(self, _: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LINE_ROLE)
        return QSize(0, self.laid(line).height) if isinstance(line, CourseLine) else QSize(0, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, CourseLine):
            return
        theme, px, rect = self._look.theme, self._look.theme.px, option.rect
        laid = self.laid(line)
        painter.save()
        if line.is_open:
            painter.fillRect(rect, theme.colour("bg2"))
            painter.fillRect(QRect(rect.left(), rect.top(), px(EDGE), rect.height()), theme.colour("tx1"))
        self._paint_number(painter, rect, line)
        for run in laid.runs:
            painter.setFont(run.font)
            painter.setPen(theme.colour(run.token))
            ascent = QFontMetrics(run.font).ascent()
            painter.drawText(run.top_left + rect.topLeft().toPointF() + _down(ascent), run.text)
        if laid.cap is not None:
            self._paint_cap(painter, laid.cap.translated(rect.topLeft()), line)
        self._paint_clock(painter, rect, laid, line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(rect), theme)
        painter.restore()

    def _paint_number(self, painter: QPainter, rect: QRect, line: CourseLine) -> None:
        """The number; a tick for what is done."""
        theme, px = self._look.theme, self._look.theme.px
        left, top = rect.left() + px(theme.density.padding), rect.top() + px(9 if line.is_open else 5)
        if line.state is StepState.DONE:
            side = px(16)
            icon = QRect(left - px(2), top + px(2), side, side)
            paint_icon(painter, icon, Icon.STEP, theme.colour("tx2"), painter.device().devicePixelRatioF())
            return
        font = theme.font(13 if line.is_open else 11, 700 if line.is_open else 600, tabular=True)
        painter.setFont(font)
        is_past = line.state in (StepState.SKIPPED, StepState.NOT_NEEDED)
        painter.setPen(theme.colour("tx1" if line.is_open else "tx3" if is_past else "tx2"))
        painter.drawText(left, top + QFontMetrics(font).ascent(), str(line.number))

    def _paint_cap(self, painter: QPainter, cap: QRect, line: CourseLine) -> None:
        theme = self._look.theme
        if line.is_lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("tx1"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(cap), theme.px(3), theme.px(3))
        paint_key_cap(painter, QRectF(cap), line.key, theme, is_lit=line.is_lit)

    def _paint_clock(self, painter: QPainter, rect: QRect, laid: Laid, line: CourseLine) -> None:
        theme, told = self._look.theme, self.clock(line)
        if laid.ruler is not None:
            place = QRectF(laid.ruler.translated(rect.topLeft()))
            paint_ruler(painter, place, told.progress or 0.0, theme.colour("tx2"), theme)
        if laid.clock is not None:
            font = theme.font(10, tabular=True)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(theme.colour("tx2"))
            for at, text in enumerate(wrapped(told.text, font, laid.clock.width())):
                y = rect.top() + laid.clock.top() + at * metrics.lineSpacing() + metrics.ascent()
                painter.drawText(rect.left() + laid.clock.left(), y, text)


def _down(by: int) -> QPointF:
    return QPointF(0, by)


class AnswerBar(QWidget):
    """The answers of the open step as buttons. `answered` carries the number of one, from 0."""

    answered = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._answers: tuple[AnswerKey, ...] = ()
        self._buttons: list[KeyedButton] = []
        self.hide()

    def show_answers(self, answers: Sequence[AnswerKey], before: QWidget) -> None:
        """Makes the buttons, where they are others than those that stand there."""
        if tuple(answers) == self._answers:
            return
        self._answers = tuple(answers)
        for button in self._buttons:
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._buttons = []
        for number, each in enumerate(self._answers):
            button = KeyedButton(each.text, shown_key(each.key), self._look, parent=self)
            button.setAccessibleName(f"{each.text} {each.key}")
            button.clicked.connect(lambda _=False, at=number: self.answered.emit(at))
            self._buttons.append(button)
        stands_after(before, self)

    def place(self, rect: QRect) -> None:
        """Stands there."""
        self.setGeometry(rect)
        for button, place in zip(
            self._buttons, button_places(self._answers, rect.width(), self._look.theme), strict=True
        ):
            button.setGeometry(place)
            button.show()
        self.show()


class PlanList(QListView):
    """`chosen` carries the number of the step that is to be read, `answered` that of an answer from 0."""

    chosen = Signal(int)
    answered = Signal(int)

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], name: str) -> None:
        super().__init__()
        self._look = look
        self._lines = PlanModel(words, self)
        self._delegate = PlanDelegate(look, words, now, self)
        self._bar = AnswerBar(look, self.viewport())
        self._bar.answered.connect(self.answered)
        self._clock_lines = 0
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        read_through(self, name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        self.clicked.connect(lambda index: self.chosen.emit(self._lines.lines[index.row()].number))

    def show_lines(self, lines: Sequence[CourseLine]) -> None:
        """All steps; the open one comes into sight when it is another."""
        if tuple(lines) == self._lines.lines:
            return
        before = self.open_line()
        self._lines.show_lines(lines)
        now = self.open_line()
        self._bar.show_answers(now.answers if now is not None else (), self)
        self.updateGeometry()
        self._lay_out()
        if (before.step if before is not None else "") != (now.step if now is not None else ""):
            self._keep_in_sight()

    def open_line(self) -> CourseLine | None:
        """The step that is open."""
        return next((line for line in self._lines.lines if line.is_open), None)

    def step(self) -> None:
        """A second has passed."""
        line = self.open_line()
        if line is None or line.clock is None:
            return
        if self._count_clock(line) != self._clock_lines:
            self.updateGeometry()
            self._lay_out()
        self.viewport().update(self.visualRect(self._index_of(line)))

    def wanted_height(self, width: int) -> int:
        """How high all lines are, unfolded."""
        setting, clock = Setting(self._look.theme, width), self._delegate.clock
        return sum(setting.lay(line, clock(line).text).height for line in self._lines.lines)

    def folded_height(self, width: int, room: int) -> int:
        """How high the lines are where the open one has no more than `room`."""
        setting, clock = Setting(self._look.theme, width), self._delegate.clock
        return sum(setting.lay(line, clock(line).text, room).height for line in self._lines.lines)

    def least_height(self, width: int, fold: Fold = LEAST) -> int:
        """How high the open step is with its name and keys, or in another fold; else a few lines."""
        setting, line = Setting(self._look.theme, width), self.open_line()
        if line is not None:
            return setting.folded(line, self._delegate.clock(line).text, fold)
        return sum(setting.folded(each, "", fold) for each in self._lines.lines[:LEAST_ROWS])

    def sizeHint(self) -> QSize:
        return QSize(0, self.wanted_height(self._usable_width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.least_height(self._usable_width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._delegate.width != self.viewport().width():
            self.updateGeometry()
        self._lay_out()
        self._keep_in_sight()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_bar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters do not search; Enter reads a step and does nothing to it."""
        if event.key() in CHOOSING_KEYS and self.currentIndex().isValid():
            self.chosen.emit(self._lines.lines[self.currentIndex().row()].number)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
            self.scrollTo(self.currentIndex())
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and not self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            paint_focus(painter, QRectF(self.viewport().rect()), self._look.theme)
            painter.end()

    def _usable_width(self) -> int:
        return max(self.viewport().width(), 1)

    def _index_of(self, line: CourseLine) -> Index:
        return self._lines.index(self._lines.lines.index(line))

    def _count_clock(self, line: CourseLine) -> int:
        laid = self._delegate.laid(line)
        return laid.clock.height() if laid.clock is not None else 0

    def _lay_out(self) -> None:
        """Anew, for the room that there is."""
        self._delegate.width, self._delegate.room = self.viewport().width(), self.viewport().height()
        self.doItemsLayout()
        line = self.open_line()
        self._clock_lines = self._count_clock(line) if line is not None else 0
        self._place_bar()
        self.viewport().update()

    def _place_bar(self) -> None:
        line = self.open_line()
        laid = self._delegate.laid(line) if line is not None and line.answers else None
        if line is None or laid is None or laid.bar is None:
            self._bar.hide()
            return
        self._bar.place(laid.bar.translated(self.visualRect(self._index_of(line)).topLeft()))

    def _keep_in_sight(self) -> None:
        """The open step whole, with the line before it where there is room for both."""
        line = self.open_line()
        if line is None:
            return
        bar, room = self.verticalScrollBar(), self.viewport().height()
        place = self.visualRect(self._index_of(line)).translated(0, bar.value())
        row = self._index_of(line).row()
        before = self.visualRect(self._lines.index(row - 1)).height() if row else 0
        top = place.top() - before if place.height() + before <= room else place.top()
        if top < bar.value():
            bar.setValue(top)
        elif place.bottom() + 1 > bar.value() + room:
            bar.setValue(min(top, bar.maximum()))
