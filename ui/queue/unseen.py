"""What stands where no row can be shown: the row that says that we are blind, and the sentence of an empty queue.

An empty queue looks well only where sight is proven. Blind, it is hatched and says that we do not know.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.domain.sight import Grade
from ui.assets import Icon
from ui.queue.cell import MARK_GAP, Right, drawn
from ui.queue.narrow_painter import SLIM_MARK, SLIM_ROW, SLIM_RULER
from ui.sight import Seen
from ui.theme import Look
from ui.widgets import marks
from ui.widgets.hatched import HatchedGround
from ui.widgets.parts import IconView, column
from ui.widgets.strokes import fitting
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.flood import FloodSay
from ui.words.row_phrases import RowSay


class BlindRow(QWidget):
    """The row that stands first while we are blind: we do not know whether more wait."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._is_slim = False
        self._time = words(Say.UNKNOWN)
        self._waited = 0

    def show_slim(self, *, is_slim: bool) -> None:
        """As tall as a row."""
        self._is_slim = is_slim
        theme = self._look.theme
        self.setFixedHeight(theme.px(SLIM_ROW if is_slim else theme.density.row))
        self.update()

    def tell(self, seen: Seen, waited: int) -> None:
        """Since when, and what was last certain."""
        time = self._words.time(seen.since, seconds=True) if seen.since else self._words(Say.UNKNOWN)
        if (time, waited) == (self._time, self._waited) and self.accessibleName():
            return
        self._time, self._waited = time, waited
        texts = (self._title(), self._words(Say.BLIND_ROW_WHAT), self._why())
        self.setAccessibleName(". ".join(texts))
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        marks.paint_hatch(painter, QRectF(self.rect()), theme.colour("line"), theme.px(10))
        if self._is_slim:
            self._paint_slim(painter)
        else:
            self._paint_full(painter)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.end()

    def _title(self) -> str:
        return self._words(Say.BLIND_ROW, time=self._time)

    def _why(self) -> str:
        return self._words(Say.BLIND_ROW_WHY, n=self._waited)

    def _paint_full(self, painter: QPainter) -> None:
        theme, words = self._look.theme, self._words
        density = theme.density
        is_compact, edge = density.row < 80, theme.px(density.edge)
        side = theme.px(26 if is_compact else 30)
        marks.paint_unknown_mark(painter, QRectF(edge, theme.px(11 if is_compact else 15), side, side), theme)
        ruler = theme.px(density.ruler)
        left, right = edge + side + theme.px(MARK_GAP), self.width() - edge
        room = right - ruler - theme.px(10) - left
        texts = ((self._title(), theme.font(13, 600), "tx1"), (words(Say.BLIND_ROW_WHAT), theme.font(11), "tx1"),
                 (self._why(), theme.font(10), "tx2"))  # fmt: skip
        for (text, font, token), y in zip(texts, (9, 29, 49) if is_compact else (13, 34, 54), strict=True):
            rect = QRect(left, theme.px(y - 2), room, theme.px(22))
            drawn(painter, left, rect, text, font, theme.colour(token), room)
        self._paint_unknown(painter, QRect(right - ruler, 0, ruler, self.height()), is_compact)

    def _paint_unknown(self, painter: QPainter, rect: QRect, is_compact: bool) -> None:
        theme = self._look.theme
        painter.setFont(theme.font(17, 700, tabular=True))
        painter.setPen(theme.colour("tx1"))
        painter.drawText(QRect(rect.left(), theme.px(9 if is_compact else 11), rect.width(), theme.px(27)), Right, "?")
        track = QRectF(rect.left() + 0.5, theme.px(37 if is_compact else 41) + 0.5, rect.width() - 1, theme.px(8) - 1)
        marks.paint_unknown_ruler(painter, track, theme)
        painter.setFont(theme.font(10))
        painter.setPen(theme.colour("tx2"))
        under = QRect(rect.left(), theme.px(48 if is_compact else 53), rect.width(), theme.px(20))
        painter.drawText(under, Right, self._words(Say.UNKNOWN))

    def _paint_slim(self, painter: QPainter) -> None:
        theme, words = self._look.theme, self._words
        side, left, right = theme.px(SLIM_MARK), theme.px(54), self.width() - theme.px(14)
        marks.paint_unknown_mark(painter, QRectF(theme.px(16), theme.px(13), side, side), theme)
        first = QRect(left, theme.px(9), right - left, theme.px(24))
        second = QRect(left, theme.px(31), right - left, theme.px(20))
        bold = theme.font(11, 600)
        drawn(painter, left, first, words(RowSay.BLIND_SHORT), bold, theme.colour("tx1"), right - left)
        painter.setFont(theme.font(13, 700))
        painter.drawText(first, Right, "?")
        ruler = theme.px(SLIM_RULER)
        track = QRectF(right - ruler + 0.5, second.center().y() - theme.px(3) + 0.5, ruler - 1, theme.px(8) - 1)
        marks.paint_unknown_ruler(painter, track, theme)
        room = right - ruler - theme.px(8) - left
        since = fitting((words(RowSay.BLIND_SINCE, time=self._time), self._time), theme.font(10), room)
        drawn(painter, left, second, since, theme.font(10), theme.colour("tx2"), room)


class EmptyQueue(HatchedGround):
    """What stands where no row stands. It has the keyboard in the list's place, or the keyboard would go astray.
    `left_below` comes with Down."""

    left_below = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._words = words
        self._icon = IconView(Icon.BLIND, look, 36, "tx1")
        self._title = SafeLabel("", "big", wraps=True)
        self._text = SafeLabel("", "second", wraps=True)
        theme = look.theme
        self._column = column(self, gap=theme.px(8))
        self._column.addStretch(3)
        for widget in (self._icon, self._title, self._text):
            self._column.addWidget(widget)
        self._column.addStretch(4)
        self.show_slim(is_slim=False)

    def show_slim(self, *, is_slim: bool) -> None:
        """Margins for the width that there is."""
        side = self._look.theme.px(16 if is_slim else 56)
        self._column.setContentsMargins(side, 0, side, 0)

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_below.emit()
        else:
            event.ignore()

    def tell(self, seen: Seen, groups: int = 0) -> None:
        """The sentence that is true now; with folded groups there are cases, and no row."""
        words = self._words
        was_hatched, self._is_hatched = self._is_hatched, seen.grade is not Grade.SEEING
        self._icon.setVisible(seen.grade is Grade.BLIND)
        if seen.grade is Grade.BLIND:
            title, text = words(Say.EMPTY_BLIND), words(Say.EMPTY_BLIND_WHY)
        elif seen.grade is Grade.WAITING or seen.silence is None:
            title, text = words(Say.EMPTY_WAITING), words(Say.EMPTY_WAITING_WHY)
        else:
            title = words(Say.EMPTY_SEEING) if not groups else words(FloodSay.NOBODY_WAITS, n=groups)
            text = words(Say.EMPTY_SEEING_PROOF, time=words.duration(seen.silence))
        shown = self.accessibleName(), self.accessibleDescription(), was_hatched
        if shown == (title, text, self._is_hatched):
            return
        self._title.wear("big" if self._is_hatched else "title")
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.update()
