"""How a row of the queue is painted. One delegate for every density; it keeps no state of any row.

Left the class mark; then name, age and a pill, what and where, why it stands there; right the clock, the ruler and
the owner. Type does not shrink: where room is short, whole clauses of the reason go. Class, name, time left and
owner are never elided before what and where.
"""

from collections.abc import Callable
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.domain.alarm import AlarmClass
from console.domain.queue import Group, Row
from ui.queue.cell import Cell, Left
from ui.queue.grouping import Head
from ui.queue.model import HEAD_ROLE, LOST_ROLE, ROW_ROLE, LostTo
from ui.queue.narrow_painter import NarrowPainter
from ui.queue.row_painter import RowPainter
from ui.theme import Look, Theme
from ui.widgets import marks
from ui.words import Words
from ui.words import row as said
from ui.words.row_phrases import RowSay

Index = QModelIndex | QPersistentModelIndex


class RowDensity(Enum):
    """How much room a row takes: all of it; what others have in one line; in a flood what anybody has; or slim, beside
    another view."""

    FULL = "full"
    OTHERS_IN_ONE_LINE = "others_in_one_line"
    OWNED_IN_ONE_LINE = "owned_in_one_line"
    SLIM = "slim"


class QueueDelegate(QStyledItemDelegate):
    """Paints rows and heads as of `now`."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._full = RowPainter(words)
        self._narrow = NarrowPainter(words)
        self._now = now
        self.density = RowDensity.FULL
        self.is_blind = False

    def manner(self) -> object:
        """All that the looks of every row depend on but the theme: equal while they look alike."""
        words = self._words
        return self.density, self.is_blind, words.language, words.tenants, words.roster

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        head = index.data(HEAD_ROLE)
        row = index.data(ROW_ROLE)
        if isinstance(head, Head):
            self._paint_head(painter, rect, head)
        elif isinstance(row, Row):
            lost = index.data(LOST_ROLE)
            now = self._now()
            lost = lost if isinstance(lost, LostTo) and lost.until > now else None
            cell = Cell(painter, rect, row, now, self._look.theme, row.group is Group.OTHERS, lost)
            self._paint_ground(cell, state)
            if self.density is RowDensity.SLIM:
                self._narrow.paint_slim(cell)
            elif self._is_one_line(row):
                self._narrow.paint_line(cell)
            else:
                self._full.paint_row(cell)
        painter.restore()

    def _is_one_line(self, row: Row) -> bool:
        if self.density is RowDensity.OWNED_IN_ONE_LINE:
            return row.group is not Group.UNANSWERED
        return self.density is RowDensity.OTHERS_IN_ONE_LINE and row.group is Group.OTHERS

    def _paint_head(self, painter: QPainter, rect: QRect, head: Head) -> None:
        theme = self._look.theme
        edge = theme.px(16 if self.density is RowDensity.SLIM else theme.density.edge)
        inner = rect.adjusted(edge, 0, -edge, 0)
        painter.setFont(theme.font(10, 600))
        painter.setPen(theme.colour("tx2"))
        text = head_text(head, self._words)
        painter.drawText(inner, Left, text)
        if head.group is not Group.MINE or head.count > 1:
            shift = painter.fontMetrics().horizontalAdvance(text) + theme.px(8)
            painter.drawText(inner.adjusted(shift, 0, 0, 0), Left, "?" if self.is_blind else str(head.count))
        _hairline(painter, rect, theme)

    def _paint_ground(self, cell: Cell, state: QStyle.StateFlag) -> None:
        theme, rect, row = cell.theme, cell.rect, cell.row
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if not row.is_answered and row.alarm_class is AlarmClass.ACUTE:
            cell.painter.fillRect(rect, theme.colour("hot"))
        elif is_selected:
            cell.painter.fillRect(rect, theme.colour("sel"))
        elif state & QStyle.StateFlag.State_MouseOver:
            cell.painter.fillRect(rect, theme.colour("bg2"))
        _hairline(cell.painter, rect, theme)
        if is_selected:
            cell.painter.fillRect(QRect(rect.left(), rect.top(), theme.px(4), rect.height() - 1), theme.colour("tx1"))
            if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
                marks.paint_focus(cell.painter, QRectF(rect).adjusted(0, 0, 0, -1), theme)


def head_text(head: Head, words: Words) -> str:
    """What stands over a group."""
    return words(RowSay.YOURS) if head.group is Group.MINE and head.count > 1 else words.of(head.group)


def told(shown: Row | Head, now: datetime, words: Words) -> str:
    """What a screen reader says of a row or a head."""
    if isinstance(shown, Head):
        return f"{head_text(shown, words)} {shown.count}"
    return said.told(shown, now, words)


def _hairline(painter: QPainter, rect: QRect, theme: Theme) -> None:
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
