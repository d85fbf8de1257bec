"""Paints one row of the queue at full height. Slim rows and rows of one line are in `narrow_painter.py`.

Type does not shrink: where room is short, whole clauses of the reason go. The name, the class, the time left and the
clock are never elided before the age of the presses, what and where.
"""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics

from ui.assets import Icon
from ui.queue.cell import MARK_GAP, Cell, Elide, Right, drawn, paint_filled_clock, paint_mark, paint_pill, pill_room
from ui.theme import class_colour
from ui.widgets import marks
from ui.words import Words
from ui.words import row as said
from ui.words.row_phrases import RowSay


class RowPainter:
    """Knows the language; everything else of a row is in its `Cell`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def paint_row(self, cell: Cell) -> None:
        """At full height."""
        theme, rect = cell.theme, cell.rect
        edge, is_compact = theme.px(theme.density.edge), theme.density.row < 80
        side = theme.px(26 if is_compact else 30)
        top = rect.top() + theme.px(11 if is_compact else 15)
        paint_mark(cell, QRectF(rect.left() + edge, top, side, side))
        right = theme.px(theme.density.ruler)
        column = QRect(rect.right() - edge - right + 1, rect.top(), right, rect.height())
        taken = self._paint_clock(cell, column)
        left = rect.left() + edge + side + theme.px(MARK_GAP)
        text = QRect(left, rect.top(), column.left() - left - theme.px(10), rect.height())
        lines = (10, 30, 50) if is_compact else (13, 35, 55)
        heights = (18, 16, 15) if is_compact else (20, 17, 16)
        rects = [
            QRect(text.left(), rect.top() + theme.px(y - 2), text.width(), theme.px(height + 4))
            for y, height in zip(lines, heights, strict=True)
        ]
        pill = self._paint_name(cell, rects[0])
        self._paint_what(cell, rects[1], pill)
        self._paint_why(cell, rects[2].adjusted(0, 0, -max(0, taken - right), 0))

    def _paint_name(self, cell: Cell, rect: QRect) -> str:
        """Name, age and pill. Returns the pill that must go a line down, for the name is not cut for its sake."""
        painter, theme, words = cell.painter, cell.theme, self._words
        left = rect.left()
        if said.is_masked(cell.row):
            side = theme.px(18)
            icon = QRect(left, rect.center().y() - side // 2, side, side)
            marks.paint_icon(painter, icon, Icon.LOCKED, cell.strong, painter.device().devicePixelRatioF())
            left += side + theme.px(8)
        font = theme.font(13, 500 if cell.is_others else 600)
        age, pill = said.age(cell.row), said.pill(cell.row, cell.now, words)
        age_font = theme.font(12, 400)
        age_room = QFontMetrics(age_font).horizontalAdvance(age) + theme.px(8) if age else 0
        name = said.name(cell.row, words)
        room = rect.right() - left - age_room
        wanted = QFontMetrics(font).horizontalAdvance(name)
        if wanted > room - pill_room(pill, theme):
            pill = said.pill(cell.row, cell.now, words, is_short=True)
        below = pill if wanted > room - pill_room(pill, theme) else ""
        if below:
            pill = ""
        left = drawn(painter, left, rect, name, font, cell.strong, room - pill_room(pill, theme))
        if age:
            left = drawn(painter, left + theme.px(8), rect, age, age_font, theme.colour("tx2"), age_room)
        paint_pill(cell, left, rect, pill)
        return below

    def _paint_what(self, cell: Cell, rect: QRect, pill: str) -> None:
        kind, place = said.what(cell.row, self._words)
        text = f"{kind} · {place}" if place else kind
        room = rect.width() - pill_room(pill, cell.theme)
        left = drawn(cell.painter, rect.left(), rect, text, cell.theme.font(11), cell.strong, room)
        paint_pill(cell, left, rect, pill)

    def _paint_why(self, cell: Cell, rect: QRect) -> None:
        theme, words = cell.theme, self._words
        font = theme.font(10)
        if cell.lost is not None:
            took = said.took_it(cell.lost.owner_name, words.time(cell.lost.at, seconds=True), words)
            left = drawn(cell.painter, rect.left(), rect, took, theme.font(10, 700), theme.colour("tx1"), rect.width())
            rest = f", {words(RowSay.NOT_FIRST)}"
            if QFontMetrics(font).horizontalAdvance(rest) <= rect.right() - left:
                drawn(cell.painter, left, rect, rest, font, theme.colour("tx3"), rect.right() - left)
            return
        metrics = QFontMetrics(font)
        why = said.why_here(cell.row, cell.now, words)
        text = why.fitted(lambda each: metrics.horizontalAdvance(each) <= rect.width())
        colour = theme.colour("tx3" if cell.is_others else "tx2")
        drawn(cell.painter, rect.left(), rect, text, font, colour, rect.width())

    def _paint_clock(self, cell: Cell, rect: QRect) -> int:
        """Clock, ruler and owner; returns how wide the owner's line is."""
        painter, theme, row = cell.painter, cell.theme, cell.row
        text = said.clock(row, cell.now)
        font = theme.font(17, 700, tabular=True)
        is_compact = theme.density.row < 80
        top = rect.top() + theme.px(9 if is_compact else 11)
        box = QRect(rect.left() - theme.px(30), top, rect.width() + theme.px(30), theme.px(27))
        is_breached = said.is_over(row, cell.now)
        painter.setFont(font)
        if is_breached:
            width = painter.fontMetrics().horizontalAdvance(text) + theme.px(16)
            ground = QRectF(rect.right() - width + theme.px(3), box.top() + theme.px(1), width, theme.px(24))
            paint_filled_clock(cell, ground, text)
        else:
            painter.setPen(cell.strong)
            painter.drawText(box, Right, text)
        ruler = QRectF(rect.left(), rect.top() + theme.px(39 if is_compact else 43), rect.width(), theme.px(4))
        hue = theme.colour("tx3") if row.is_answered else class_colour(row.alarm_class, theme)
        marks.paint_ruler(painter, ruler, said.progress(row, cell.now), hue, theme)
        top = rect.top() + theme.px(48 if is_compact else 53)
        return self._paint_owner(cell, QRect(rect.left(), top, rect.width(), theme.px(20)), is_compact)

    def _paint_owner(self, cell: Cell, rect: QRect, is_compact: bool) -> int:
        painter, theme = cell.painter, cell.theme
        strong, rest = said.owner(cell.row, self._words, is_short=is_compact)
        font, bold = theme.font(10), theme.font(10, 700)
        most = rect.width() + theme.px(40 if is_compact else 60)
        rest = QFontMetrics(font).elidedText(rest, Elide, most)
        room = rect.adjusted(-theme.px(80), 0, 0, 0)
        painter.setFont(font)
        painter.setPen(theme.colour("tx2"))
        painter.drawText(room, Right, rest)
        taken = QFontMetrics(font).horizontalAdvance(f" {rest}" if rest else "")
        if strong:
            painter.setFont(bold)
            painter.setPen(theme.colour("tx1"))
            painter.drawText(room.adjusted(0, 0, -taken, 0), Right, strong)
            taken += QFontMetrics(bold).horizontalAdvance(strong)
        return taken
