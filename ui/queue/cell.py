"""One row about to be painted, and the strokes that rows of every density share. No state, no words."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from console.domain.alarm import AlarmClass
from console.domain.queue import Row
from ui.queue.model import LostTo
from ui.theme import Theme, class_colour, class_ink
from ui.widgets import marks

Left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Elide = Qt.TextElideMode.ElideRight

MARK_GAP = 8
"""Unscaled pixels between the mark and the text."""

DARK_HALF_US = 500_000
"""From this microsecond of each second on, the mark of an unanswered class 1-2 row is outlined: 1 Hz."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where, what and as of when. `lost` is there while the row says who was faster."""

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


def paint_mark(cell: Cell, rect: QRectF) -> None:
    """The class mark, beating while an Akut or Hög is unanswered."""
    row = cell.row
    beats = not row.is_answered and row.alarm_class <= AlarmClass.HIGH
    is_filled = not beats or cell.now.microsecond < DARK_HALF_US
    marks.paint_class_mark(cell.painter, rect, row.alarm_class, cell.theme, is_filled=is_filled)


def paint_filled_clock(cell: Cell, ground: QRectF, text: str) -> None:
    """A clock past its target, on its class's own hue."""
    painter, theme, row = cell.painter, cell.theme, cell.row
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(class_colour(row.alarm_class, theme))
    painter.drawRoundedRect(ground, theme.px(3), theme.px(3))
    painter.setPen(class_ink(row.alarm_class, theme))
    painter.drawText(ground, marks.AlignCentre, text)


def pill_room(text: str, theme: Theme) -> int:
    """How much of a line a pill takes, with the gap before it."""
    return QFontMetrics(theme.font(10, 600)).horizontalAdvance(text) + theme.px(24) if text else 0


def paint_pill(cell: Cell, left: int, rect: QRect, text: str) -> None:
    """The one mark beside the name; framed where it tells of a raise."""
    if not text:
        return
    painter, theme, row = cell.painter, cell.theme, cell.row
    width = pill_room(text, theme) - theme.px(8)
    middle = rect.top() + rect.height() / 2
    box = QRectF(left + theme.px(8), round(middle - theme.px(10)), width, theme.px(20))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_raise = row.presses <= 1 and not row.asks_who and row.alarm_class < row.own_class
    painter.setPen(QPen(theme.colour("edge")) if is_raise else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if is_raise else theme.colour("bg3"))
    frame = box.adjusted(0.5, 0.5, -0.5, -0.5) if is_raise else box
    painter.drawRoundedRect(frame, theme.px(3), theme.px(3))
    painter.setPen(theme.colour("tx1"))
    painter.setFont(theme.font(10, 600))
    painter.drawText(box, marks.AlignCentre, text)


def drawn(painter: QPainter, left: int, rect: QRect, text: str, font: QFont, colour: QColor, room: int) -> int:
    """Draws one text into `room` pixels from `left` and returns where it ends."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    fits = metrics.horizontalAdvance(text) <= room  # Qt counts parts of a pixel when it cuts, and we do not
    shown = text if fits else metrics.elidedText(text, Elide, max(0, room))
    painter.drawText(QRect(left, rect.top(), max(0, room) + 2, rect.height()), Left, shown)
    return left + metrics.horizontalAdvance(shown)
