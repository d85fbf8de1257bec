"""Paints one row of the queue into a rectangle, at full height or in one line.

Type does not shrink: where room is short, whole clauses of the reason go. The name, the class, the time left and the
clock are never elided before the age of the presses, what and where.
"""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from console.domain.alarm import AlarmClass
from console.domain.lifecycle import State
from console.domain.queue import Row
from ui.assets import Icon
from ui.queue.model import LostTo
from ui.theme import Theme, class_colour, class_ink
from ui.widgets import marks
from ui.words import Say, Words
from ui.words import row as said

Left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Elide = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class Cell:
    """One row about to be painted."""

    painter: QPainter
    rect: QRect
    row: Row
    now: datetime
    theme: Theme
    is_others: bool
    lost: LostTo | None

    @property
    def strong(self) -> QColor:
        return self.theme.colour("tx2" if self.is_others else "tx1")


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
        self._paint_mark(cell, QRectF(rect.left() + edge, top, side, side))
        right = theme.px(theme.density.ruler)
        column = QRect(rect.right() - edge - right + 1, rect.top(), right, rect.height())
        taken = self._paint_clock(cell, column)
        left = rect.left() + edge + side + theme.px(theme.density.edge - 4)
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

    def _paint_mark(self, cell: Cell, rect: QRectF) -> None:
        row = cell.row
        beats = not row.is_answered and row.alarm_class <= AlarmClass.HIGH
        is_filled = not beats or cell.now.microsecond < 500_000
        marks.paint_class_mark(cell.painter, rect, row.alarm_class, cell.theme, is_filled=is_filled)

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
        if wanted > room - _pill_room(pill, theme):
            pill = said.pill(cell.row, cell.now, words, is_short=True)
        below = pill if wanted > room - _pill_room(pill, theme) else ""
        if below:
            pill = ""
        left = _drawn(painter, left, rect, name, font, cell.strong, room - _pill_room(pill, theme))
        if age:
            left = _drawn(painter, left + theme.px(8), rect, age, age_font, theme.colour("tx2"), age_room)
        self._paint_pill(cell, left, rect, pill)
        return below

    def _paint_pill(self, cell: Cell, left: int, rect: QRect, text: str) -> None:
        if not text:
            return
        painter, theme, row = cell.painter, cell.theme, cell.row
        width = _pill_room(text, theme) - theme.px(8)
        box = QRectF(left + theme.px(8), rect.center().y() - theme.px(9), width, theme.px(19))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_raise = row.presses <= 1 and not row.asks_who and row.alarm_class < row.own_class
        painter.setPen(QPen(theme.colour("edge")) if is_raise else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if is_raise else theme.colour("bg3"))
        painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        painter.setPen(theme.colour("tx1"))
        painter.setFont(theme.font(10, 600))
        painter.drawText(box, marks.AlignCentre, text)

    def _paint_what(self, cell: Cell, rect: QRect, pill: str) -> None:
        kind, place = said.what(cell.row, self._words)
        text = f"{kind} · {place}" if place else kind
        room = rect.width() - _pill_room(pill, cell.theme)
        left = _drawn(cell.painter, rect.left(), rect, text, cell.theme.font(11), cell.strong, room)
        self._paint_pill(cell, left, rect, pill)

    def _paint_why(self, cell: Cell, rect: QRect) -> None:
        theme, words = cell.theme, self._words
        font = theme.font(10)
        if cell.lost is not None:
            owner, at = cell.lost.owner_name, words.time(cell.lost.at, seconds=True)
            text = words(Say.LOST_CLAIM, owner=owner, time=at)
            _drawn(cell.painter, rect.left(), rect, text, theme.font(10, 600), theme.colour("tx1"), rect.width())
            return
        metrics = QFontMetrics(font)
        why = said.why_here(cell.row, cell.now, words)
        text = why.fitted(lambda each: metrics.horizontalAdvance(each) <= rect.width())
        colour = theme.colour("tx3" if cell.is_others else "tx2")
        _drawn(cell.painter, rect.left(), rect, text, font, colour, rect.width())

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
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(class_colour(row.alarm_class, theme))
            painter.drawRoundedRect(ground, theme.px(3), theme.px(3))
            painter.setPen(class_ink(row.alarm_class, theme))
            painter.drawText(ground, marks.AlignCentre, text)
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

    def paint_line(self, cell: Cell) -> None:
        """In one line, as others' cases stand where room is short."""
        painter, theme, rect, words = cell.painter, cell.theme, cell.rect, self._words
        edge, side = theme.px(theme.density.edge), theme.px(22)
        mark = QRectF(rect.left() + edge + theme.px(2), rect.center().y() - side / 2, side, side)
        marks.paint_class_mark(painter, mark, cell.row.alarm_class, theme)
        clock = said.clock(cell.row, cell.now)
        painter.setFont(theme.font(11, 500, tabular=True))
        painter.setPen(theme.colour("tx2"))
        right = rect.adjusted(0, 0, -edge, 0)
        painter.drawText(right, Right, clock)
        owner = (said.owner(cell.row, words)[1] or words(Say.YOU)).split(" ")[0]
        painter.drawText(right.adjusted(0, 0, -theme.px(58), 0), Right, owner)
        used = QFontMetrics(painter.font()).horizontalAdvance(owner) + theme.px(58 + 10)
        left = int(mark.right()) + theme.px(9)
        if cell.lost is not None:
            text = words(Say.LOST_SHORT, owner=cell.lost.owner_name, time=words.time(cell.lost.at, seconds=True))
            _drawn(painter, left, rect, text, theme.font(10, 600), theme.colour("tx1"), right.right() - used - left)
            return
        name, room = said.name(cell.row, words), right.right() - used - left
        left = _drawn(painter, left, rect, name, theme.font(11, 500), theme.colour("tx2"), room)
        what = said.what(cell.row, words)[0] if cell.row.state is not State.WAITING else words.of(cell.row.state)
        rest = right.right() - used - left
        if rest > theme.px(50):
            _drawn(painter, left, rect, f" · {what}", theme.font(11), theme.colour("tx3"), rest)


def _pill_room(text: str, theme: Theme) -> int:
    """How much of a line a pill takes, with the gap before it."""
    return QFontMetrics(theme.font(10, 600)).horizontalAdvance(text) + theme.px(24) if text else 0


def _drawn(painter: QPainter, left: int, rect: QRect, text: str, font: QFont, colour: QColor, room: int) -> int:
    """Draws one text into `room` pixels from `left` and returns where it ends."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Elide, max(0, room))
    painter.drawText(QRect(left, rect.top(), max(0, room) + 2, rect.height()), Left, shown)
    return left + metrics.horizontalAdvance(shown)
