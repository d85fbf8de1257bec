"""Paints a row of the queue where room is short: slim, as the queue stands beside the other views, and in one line,
as others' cases stand on a small screen.

Names take shorter forms before anything is cut, and the clock is never cut.
"""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics

from console.domain.queue import Group
from ui.queue.cell import Cell, Right, drawn, paint_filled_clock, paint_mark
from ui.theme import class_colour
from ui.widgets import marks
from ui.widgets.strokes import fitting
from ui.words import Words
from ui.words import row as said
from ui.words.row_phrases import RowSay

SLIM_WIDTH, SLIM_ROW, SLIM_HEAD = 272, 62, 24
ONE_LINE = 32
SLIM_MARK, LINE_MARK = 26, 22
SLIM_RULER = 62


class NarrowPainter:
    """Knows the language; everything else of a row is in its `Cell`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def paint_slim(self, cell: Cell) -> None:
        """Two lines: name and clock; what, and the ruler or the owner."""
        theme, rect, row = cell.theme, cell.rect, cell.row
        side = theme.px(SLIM_MARK)
        paint_mark(cell, QRectF(rect.left() + theme.px(16), rect.top() + theme.px(13), side, side))
        left = rect.left() + theme.px(54)
        right = rect.right() - theme.px(14) + 1
        first = QRect(left, rect.top() + theme.px(9), right - left, theme.px(24))
        second = QRect(left, rect.top() + theme.px(31), right - left, theme.px(20))
        name_room = self._paint_slim_clock(cell, first) - left - theme.px(8)
        name_font = theme.font(11, 500 if cell.is_others else 600)
        name = fitting(said.short_names(row, self._words), name_font, name_room)
        drawn(cell.painter, left, first, name, name_font, cell.strong, name_room)
        what_room = self._paint_slim_end(cell, second) - left - theme.px(8)
        font, colour = theme.font(10), theme.colour("tx2")
        forms = said.short_whats(row, cell.now, self._words)
        if cell.lost is not None:
            font, colour = theme.font(10, 700), theme.colour("tx1")
            forms = (self._took(cell, with_time=True), self._took(cell, with_time=False))
        drawn(cell.painter, left, second, fitting(forms, font, what_room), font, colour, what_room)

    def _paint_slim_clock(self, cell: Cell, rect: QRect) -> int:
        """Returns where it begins."""
        painter, theme = cell.painter, cell.theme
        text = said.clock(cell.row, cell.now)
        painter.setFont(theme.font(13, 700 if not cell.is_others else 500, tabular=True))
        width = painter.fontMetrics().horizontalAdvance(text)
        if not said.is_over(cell.row, cell.now):
            painter.setPen(cell.strong)
            painter.drawText(rect, Right, text)
            return rect.right() - width
        room = width + theme.px(12)
        paint_filled_clock(
            cell, QRectF(rect.right() + theme.px(3) - room, rect.top() + theme.px(1), room, theme.px(22)), text
        )
        return rect.right() + theme.px(3) - room

    def _paint_slim_end(self, cell: Cell, rect: QRect) -> int:
        """The ruler while nobody has answered, then the owner. Returns where it begins."""
        painter, theme, row = cell.painter, cell.theme, cell.row
        if not row.is_answered:
            width = theme.px(SLIM_RULER)
            left = rect.right() - width + 1
            ruler = QRectF(left, rect.center().y() - theme.px(1), width, theme.px(4))
            marks.paint_ruler(painter, ruler, said.progress(row, cell.now), class_colour(row.alarm_class, theme), theme)
            return left
        strong, rest = said.owner(row, self._words, is_short=True)
        text = strong or said.first_name(rest, self._words)
        painter.setFont(theme.font(10, 700 if strong else 400))
        painter.setPen(theme.colour("tx1" if strong else "tx2"))
        painter.drawText(rect, Right, text)
        return rect.right() - painter.fontMetrics().horizontalAdvance(text)

    def _took(self, cell: Cell, *, with_time: bool) -> str:
        if cell.lost is None:
            return ""
        words = self._words
        if with_time:
            return said.took_it(cell.lost.owner_name, words.time(cell.lost.at, seconds=True), words)
        return words(RowSay.TOOK_IT, owner=said.first_name(cell.lost.owner_name, words))

    def paint_line(self, cell: Cell) -> None:
        """Mark, name and what; owner and clock at the right."""
        painter, theme, rect, words = cell.painter, cell.theme, cell.rect, self._words
        edge, side = theme.px(theme.density.edge), theme.px(LINE_MARK)
        mark = QRectF(rect.left() + edge + theme.px(2), rect.top() + (rect.height() - 1 - side) / 2, side, side)
        paint_mark(cell, mark)
        font = theme.font(11, 500, tabular=True)
        painter.setFont(font)
        painter.setPen(theme.colour("tx2"))
        right = rect.adjusted(0, 0, -edge, 0)
        painter.drawText(right, Right, said.clock(cell.row, cell.now))
        strong, rest = said.owner(cell.row, words, is_short=True)
        owner = strong or said.first_name(rest, words)
        column = theme.px(58)
        painter.drawText(right.adjusted(0, 0, -column, 0), Right, owner)
        end = right.right() - QFontMetrics(font).horizontalAdvance(owner) - column - theme.px(10)
        left = int(mark.right()) + theme.px(9)
        if cell.lost is not None:
            took = (self._took(cell, with_time=True), self._took(cell, with_time=False))
            bold = theme.font(10, 700)
            drawn(painter, left, rect, fitting(took, bold, end - left), bold, theme.colour("tx1"), end - left)
            return
        name_font = theme.font(11, 500)
        name = fitting((said.name(cell.row, words), *said.short_names(cell.row, words)), name_font, end - left)
        left = drawn(painter, left, rect, name, name_font, theme.colour("tx2"), end - left)
        forms = tuple(f" · {form}" for form in self._line_whats(cell))
        what = fitting(forms, theme.font(11), end - left)
        if QFontMetrics(theme.font(11)).horizontalAdvance(what) <= end - left:
            drawn(painter, left, rect, what, theme.font(11), theme.colour("tx3"), end - left)

    def _line_whats(self, cell: Cell) -> tuple[str, ...]:
        """A promise by its time alone, as the name says whose it is; else the kind."""
        row, now, words = cell.row, cell.now, self._words
        if row.group is Group.OTHERS and row.promise_until is not None and not row.is_promise_broken:
            return (said.promised_at(row.promise_until, now, words),)
        return said.short_whats(row, now, words)
