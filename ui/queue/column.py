"""The queue's column: what is open by class, the list, what stands there when the list is empty, and the foot.

An empty queue looks well only where sight is proven. Blind, it is hatched and says that we do not know.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from console.domain.alarm import AlarmClass
from console.domain.queue import Group
from console.domain.sight import Grade
from ui.assets import Icon
from ui.queue.delegate import QueueDelegate, RowDensity, told
from ui.queue.model import QueueModel
from ui.queue.view import QueueView
from ui.sight import Seen
from ui.theme import COMPACT, Look
from ui.widgets import marks
from ui.widgets.parts import IconView, MarkView, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Say, Words, times


class QueueColumn(QWidget):
    """Header, list, foot. Its owner feeds the model and calls `refresh` after every change."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        ground(self, "bg1")
        self.model = QueueModel(lambda shown: told(shown, now(), words), self)
        self.delegate = QueueDelegate(look, words, now, self)
        self.view = QueueView(self.model, self.delegate, look, self)
        self.view.setAccessibleName(words(Say.VIEW_CASES))
        self._blind_row = BlindRow(look, words, self)
        self._blind_row.hide()
        self._empty = EmptyQueue(look, words, self)
        self._open = SafeLabel("", "pill")
        self._wait = SafeLabel("", "reason")
        self._counts = {each: (MarkView(look, 18), SafeLabel("0", "second")) for each in AlarmClass}
        self._foot = SafeLabel("", "reason")
        self._beyond = SafeLabel("", "reason")
        layout = column(self)
        layout.addWidget(self._header())
        layout.addWidget(rule())
        layout.addWidget(self._blind_row)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        layout.addLayout(self._stack, 1)
        layout.addWidget(rule())
        layout.addLayout(self._footer())
        self.view.verticalScrollBar().valueChanged.connect(self._tell_beyond)

    def fit(self) -> None:
        """Takes on the theme's density."""
        is_compact = self._look.theme.density is COMPACT
        self.delegate.density = RowDensity.OTHERS_IN_ONE_LINE if is_compact else RowDensity.FULL
        self.setFixedWidth(self._look.theme.px(self._look.theme.density.queue_width))
        self.view.lay_out()

    def refresh(self, counts: Mapping[AlarmClass, int], longest: datetime | None, seen: Seen) -> None:
        """Shows counts, the longest wait and what may be said of our sight."""
        words, is_blind = self._words, seen.grade is Grade.BLIND
        total = sum(counts.values())
        self._open.setText(f"{words(Say.OPEN)}  {'?' if is_blind and not total else total}")
        for each, (mark, label) in self._counts.items():
            mark.setVisible(counts.get(each, 0) > 0)
            mark.show_class(each)
            label.setVisible(counts.get(each, 0) > 0)
            label.setText(str(counts.get(each, 0)))
        self._tell_wait(longest, seen)
        self.delegate.is_blind = is_blind
        self.view.is_blind = is_blind
        has_rows = self.model.rowCount() > 0
        self._blind_row.setVisible(is_blind and has_rows)
        self._blind_row.tell(seen, self.model.count(Group.UNANSWERED))
        self._empty.tell(seen)
        self._stack.setCurrentWidget(self.view if has_rows else self._empty)
        self._foot.setText(words(Say.HIDDEN_UNKNOWN if is_blind else Say.HIDDEN_NONE))
        self._tell_beyond()
        self.view.viewport().update()

    def _tell_wait(self, longest: datetime | None, seen: Seen) -> None:
        words = self._words
        if seen.grade is Grade.BLIND:
            certain = words.time(seen.since, seconds=True) if seen.since else words(Say.UNKNOWN)
            self._wait.setText(words(Say.LAST_CERTAIN, time=certain))
        elif longest is not None:
            say = Say.LONGEST_SHORT if self._look.theme.density is COMPACT else Say.LONGEST_WAIT
            self._wait.setText(words(say, time=times.clock(self._now() - longest)))
        else:
            self._wait.setText("")

    def _tell_beyond(self) -> None:
        above, below = self.view.unseen() if self._stack.currentWidget() is self.view else (0, 0)
        total = sum(self.model.groups.counts)
        parts = [
            self._words(say, count=end - start) + self._gravest(start, end)
            for say, start, end in ((Say.ABOVE, 0, above), (Say.BELOW, total - below, total))
            if end > start
        ]
        self._beyond.setText(" · ".join(parts))

    def _gravest(self, start: int, end: int) -> str:
        """The class of the gravest unanswered row out of sight, where it is Akut or Hög: as the rows are sorted, the
        first of its group there."""
        first = max(start, self.model.count(Group.MINE))
        row = self.model.nth(first) if first < end else None
        if row is None or row.group is not Group.UNANSWERED or row.alarm_class > AlarmClass.HIGH:
            return ""
        return ", " + self._words.of(row.alarm_class)

    def _header(self) -> QWidget:
        header = QWidget()
        theme = self._look.theme
        header.setFixedHeight(theme.px(52))
        layout = line(header, margins=(theme.px(16), 0, theme.px(16), 0), gap=theme.px(6))
        layout.addWidget(self._open)
        layout.addSpacing(theme.px(10))
        for mark, label in self._counts.values():
            layout.addWidget(mark)
            layout.addWidget(label)
            layout.addSpacing(theme.px(6))
        layout.addStretch(1)
        layout.addWidget(self._wait)
        return header

    def _footer(self) -> QHBoxLayout:
        theme = self._look.theme
        layout = line(margins=(theme.px(16), theme.px(8), theme.px(16), theme.px(8)), gap=theme.px(12))
        layout.addWidget(self._foot, 1)
        layout.addWidget(self._beyond)
        return layout


class BlindRow(QWidget):
    """The row that stands first while we are blind: we do not know whether more wait."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._title = SafeLabel("", "fact")
        self._what = SafeLabel(words(Say.BLIND_ROW_WHAT), "body")
        self._why = SafeLabel("", "reason")
        theme = look.theme
        layout = column(self, margins=(theme.px(58), theme.px(10), theme.px(16), theme.px(10)), gap=theme.px(2))
        for label in (self._title, self._what, self._why):
            layout.addWidget(label)

    def tell(self, seen: Seen, waited: int) -> None:
        """Since when, and what was last certain."""
        time = self._words.time(seen.since, seconds=True) if seen.since else self._words(Say.UNKNOWN)
        self._title.setText(self._words(Say.BLIND_ROW, time=time))
        self._why.setText(self._words(Say.BLIND_ROW_WHY, n=waited))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        marks.paint_hatch(painter, QRectF(self.rect()), theme.colour("line"), theme.px(10))
        side = theme.px(30)
        marks.paint_unknown_mark(painter, QRectF(theme.px(16), theme.px(15), side, side), theme)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.end()


class EmptyQueue(QWidget):
    """What stands where no row stands."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._is_hatched = False
        self._icon = IconView(Icon.BLIND, look, 36, "tx1")
        self._title = SafeLabel("", "big", wraps=True)
        self._text = SafeLabel("", "second", wraps=True)
        theme = look.theme
        layout = column(self, margins=(theme.px(56), 0, theme.px(56), 0), gap=theme.px(8))
        layout.addStretch(3)
        layout.addWidget(self._icon)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addStretch(4)

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def tell(self, seen: Seen) -> None:
        """The sentence that is true now."""
        words = self._words
        self._is_hatched = seen.grade is not Grade.SEEING
        self._icon.setVisible(seen.grade is Grade.BLIND)
        if seen.grade is Grade.BLIND:
            title, text = words(Say.EMPTY_BLIND), words(Say.EMPTY_BLIND_WHY)
        elif seen.grade is Grade.WAITING or seen.silence is None:
            title, text = words(Say.EMPTY_WAITING), words(Say.EMPTY_WAITING_WHY)
        else:
            title = words(Say.EMPTY_SEEING)
            text = words(Say.EMPTY_SEEING_PROOF, time=words.duration(seen.silence))
        self._title.wear("big" if self._is_hatched else "title")
        self._title.setText(title)
        self._text.setText(text)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._is_hatched:
            painter = QPainter(self)
            theme = self._look.theme
            marks.paint_hatch(painter, QRectF(self.rect()), theme.colour("line"), theme.px(10))
            painter.end()
