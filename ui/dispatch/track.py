"""The seven receipts of a task as an upright track: what has come is filled, what is ahead is hollow, and what has not
left us is a hollow square that says so."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.theme import COMPACT, Look
from ui.widgets.line_list import LineList
from ui.widgets.line_places import KeyedModel, LineDelegate
from ui.widgets.lines import LINE_ROLE, Index
from ui.widgets.marks import paint_focus
from ui.widgets.strokes import Right, State, draw, fitting
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say
from ui.words.task_lines import TITLES, Mark, Receipt

ROW, ROW_COMPACT, EDGE, TEXT_AT, RAIL_AT = 43, 25, 16, 48, 26
"""Unscaled pixels: a receipt's height, and where its text and the middle of its mark stand."""

SMALL, LARGE = 10, 16
"""Unscaled pixels of a mark's side."""


class TrackModel(KeyedModel[Receipt]):
    """The receipts as they are heard."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def told(self, line: Receipt) -> str:
        come = line.time or (self._words(Say.RECEIPT_AHEAD) if line.mark is Mark.AHEAD else "")
        return ", ".join(part for part in (line.title, come, line.detail) if part)


class TrackPainter(LineDelegate):
    """One receipt: two lines, on a small screen one."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def height_of(self, line: object) -> int:
        theme = self._look.theme
        return theme.px(ROW_COMPACT if theme.density is COMPACT else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = index.data(LINE_ROLE), option.rect
        if not isinstance(line, Receipt):
            return
        painter.save()
        if option.state & State.State_HasFocus and option.state & State.State_Selected:
            paint_focus(painter, QRectF(rect), self._look.theme)
        is_compact = self._look.theme.density is COMPACT
        (self._paint_line if is_compact else self._paint_lines)(painter, rect, line)
        painter.restore()

    def _fonts(self, line: Receipt) -> tuple[QFont, str]:
        """The title's font, and the token of its colour."""
        theme = self._look.theme
        if line.mark is Mark.NOW:
            return theme.font(13, 700), "tx1"
        if line.mark is Mark.UNSENT:
            return theme.font(11, 700), "tx1"
        return theme.font(11, 500), "tx2" if line.mark is Mark.AHEAD else "tx1"

    def _paint_lines(self, painter: QPainter, rect: QRect, line: Receipt) -> None:
        theme, px = self._look.theme, self._look.theme.px
        upper = QRect(rect.left() + px(TEXT_AT), rect.top() + px(1), rect.width() - px(TEXT_AT + EDGE), px(22))
        lower = upper.translated(0, px(20))
        self._paint_rail(painter, rect, upper.center().y() + 1, line)
        taken = self._paint_time(painter, upper, line)
        font, token = self._fonts(line)
        draw(painter, upper.adjusted(0, 0, -taken, 0), line.title, font, theme.colour(token))
        draw(painter, lower, line.detail, theme.font(10), theme.colour("tx2"))

    def _paint_line(self, painter: QPainter, rect: QRect, line: Receipt) -> None:
        theme, px = self._look.theme, self._look.theme.px
        inner = QRect(rect.left() + px(TEXT_AT), rect.top(), rect.width() - px(TEXT_AT + EDGE), rect.height())
        self._paint_rail(painter, rect, inner.center().y() + 1, line)
        taken = self._paint_time(painter, inner, line)
        font, token = self._fonts(line)
        wide = draw(painter, inner.adjusted(0, 0, -taken, 0), line.title, font, theme.colour(token)) + px(8)
        rest, small = inner.adjusted(wide, 0, -taken, 0), theme.font(10)
        detail = fitting((line.detail, line.short), small, rest.width())
        draw(painter, rest, detail, small, theme.colour("tx2"))

    def _paint_time(self, painter: QPainter, rect: QRect, line: Receipt) -> int:
        theme = self._look.theme
        if not line.time:
            return 0
        font = theme.font(10.5, tabular=True)
        return draw(painter, rect, line.time, font, theme.colour("tx2"), Right) + theme.px(8)

    def _paint_rail(self, painter: QPainter, rect: QRect, middle: int, line: Receipt) -> None:
        """The line through the marks, light where it has been passed, and the mark."""
        theme, px = self._look.theme, self._look.theme.px
        x = rect.left() + px(RAIL_AT) + 0.5
        has_come = line.mark in (Mark.PASSED, Mark.NOW)
        for top, bottom, is_lit, is_there in (
            (rect.top(), middle, has_come, line.key > 1),
            (middle, rect.bottom() + 1, line.mark is Mark.PASSED, line.key < len(TITLES)),
        ):
            if is_there:
                painter.setPen(QPen(theme.colour("tx3" if is_lit else "track"), px(2)))
                painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        side = px(LARGE if line.mark is Mark.NOW else SMALL)
        box = QRectF(round(x - side / 2), round(middle - side / 2), side, side)
        if has_come:
            painter.fillRect(box, theme.colour("tx1" if line.mark is Mark.NOW else "tx3"))
            return
        painter.fillRect(box, theme.colour("bg1"))
        is_unsent = line.mark is Mark.UNSENT
        painter.setPen(QPen(theme.colour("tx1" if is_unsent else "edge"), px(2) if is_unsent else 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


class Track(LineList):
    """Read by arrows; as high as its rows."""

    def show_receipts(self, receipts: Sequence[Receipt]) -> None:
        """The task's receipts as they are now."""
        self.show_lines(receipts)
        self.fit()

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.lay_out()
        self.setFixedHeight(max(self.wanted_height(), 1))


def track(look: Look, words: Words, parent: QWidget) -> Track:
    """An empty track."""
    made = Track(TrackModel(words, parent), TrackPainter(look, parent), look, words(Say.TRACK), parent)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
