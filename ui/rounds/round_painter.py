"""How a line of the round is painted: the time, the mark of its state, who and where, and what there is to say of it.

A name is never cut for what stands at its right; that goes before it does.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from console.domain.alarm import AlarmClass
from console.domain.look import LookState
from console.domain.round_rows import RoundGroup, RoundRow
from console.domain.supervision import Then
from ui.assets import Icon
from ui.rounds import round_lines as said
from ui.rounds.round_lines import LookLine, NowBar, RoundHead, RoundLine
from ui.theme import COMPACT, Look, Theme, class_colour, class_ink
from ui.widgets.line_places import KeyedModel, LineDelegate
from ui.widgets.lines import LINE_ROLE, Index
from ui.widgets.marks import paint_icon
from ui.widgets.strokes import Right, draw, fitting, hairline, paint_ground
from ui.words import Words
from ui.words.rounds import RoundsSay

ROW, ROW_COMPACT, HEAD, BAR = 46, 40, 28, 26
EDGE, MARK, MARK_AT, NAME_AT, MARK_AT_COMPACT, NAME_AT_COMPACT = 16, 16, 78, 104, 64, 88
"""Unscaled pixels."""


class RoundModel(KeyedModel[RoundLine]):
    """The lines, told as of now."""

    def __init__(self, words: Words, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._now = now

    def told(self, line: RoundLine) -> str:
        return said.told(line, self._now(), self._words)


class RoundPainter(LineDelegate):
    """Heads, the now-bar and rows as of `now`."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now

    def height_of(self, line: object) -> int:
        theme = self._look.theme
        if isinstance(line, LookLine):
            return theme.px(ROW_COMPACT if theme.density is COMPACT else ROW)
        return theme.px(BAR if isinstance(line, NowBar) else HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        line, rect = index.data(LINE_ROLE), option.rect
        if isinstance(line, RoundHead):
            self._paint_head(painter, rect, line)
        elif isinstance(line, NowBar):
            self._paint_bar(painter, rect, line)
        elif isinstance(line, LookLine):
            paint_ground(painter, rect, option.state, self._look.theme)
            self._paint_row(painter, rect, line)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, head: RoundHead) -> None:
        theme, words = self._look.theme, self._words
        inner = rect.adjusted(theme.px(EDGE), 0, -theme.px(EDGE), 0)
        text = f"{words.of(head.group)}  {words.number(head.count)}"
        draw(painter, inner, text, theme.font(10, 600), theme.colour("tx2"))
        hairline(painter, rect, theme)

    def _paint_bar(self, painter: QPainter, rect: QRect, bar: NowBar) -> None:
        theme, words, px = self._look.theme, self._words, self._look.theme.px
        painter.fillRect(rect, theme.colour("tx1"))
        ink, inner = theme.colour("bg1"), rect.adjusted(px(EDGE), 0, -px(EDGE), 0)
        font = theme.font(10, 700, tabular=True)
        taken = draw(painter, inner, words.time(self._now()), font, ink) + px(14)
        taken += draw(painter, inner.adjusted(taken, 0, 0, 0), words(RoundsSay.NOW), theme.font(10, 700), ink) + px(12)
        rest, bold = inner.adjusted(taken, 0, 0, 0), theme.font(10, 700)
        draw(painter, rest, fitting(said.following(bar, words), bold, rest.width()), bold, ink, Right)

    def _paint_row(self, painter: QPainter, rect: QRect, line: LookLine) -> None:
        theme, words, px, row = self._look.theme, self._words, self._look.theme.px, line.row
        inner = rect.adjusted(px(EDGE), 0, -px(EDGE), -1)
        tabular = theme.font(11, 600, tabular=True)
        draw(painter, inner, words.time(said.time_of(row, line.group)), tabular, theme.colour("tx1"))
        side = px(MARK)
        is_compact = theme.density is COMPACT
        mark = QRect(
            rect.left() + px(MARK_AT_COMPACT if is_compact else MARK_AT),
            rect.top() + (rect.height() - 1 - side) // 2,
            side,
            side,
        )
        self._paint_mark(painter, mark, line)
        left = rect.left() + px(NAME_AT_COMPACT if is_compact else NAME_AT)
        if row.person is not None and row.person.is_masked:
            lock = QRect(left, mark.top(), side, side)
            paint_icon(painter, lock, Icon.LOCKED, theme.colour("tx2"), self._ratio(painter))
            left += side + px(5)
        name, where = said.name(row, words), said.beside_name(row)
        room = QRect(left, rect.top(), inner.right() - left + 1, inner.height())
        taken = draw(painter, room, name, theme.font(12, 600), theme.colour("tx1"))
        quiet, forms = theme.font(11 if not is_compact else 10), said.rights(line, self._now(), words)
        beside = QFontMetrics(quiet).horizontalAdvance(f" {where}") if where else 0
        least = QFontMetrics(theme.font(10)).horizontalAdvance(forms[-1]) + px(10)
        if where and taken + beside + least <= room.width():
            draw(painter, room.adjusted(taken, 0, 0, 0), f" {where}", quiet, theme.colour("tx2"))
            taken += beside
        ink = theme.colour("tx1" if line.group is RoundGroup.LATE else "tx2")
        rest = room.adjusted(taken + px(10), 0, 0, 0)
        draw(painter, rest, fitting(forms, theme.font(10), rest.width()), theme.font(10), ink, Right)

    def _paint_mark(self, painter: QPainter, box: QRect, line: LookLine) -> None:
        theme, row = self._look.theme, line.row
        icon = icon_of(line)
        if icon is not None:
            paint_icon(painter, box, icon, theme.colour("tx1"), self._ratio(painter))
        elif row.is_mine and row.state in (LookState.OPEN, LookState.PAUSED):
            paint_ring(painter, QRectF(box), theme, is_half=True)
        elif line.group is RoundGroup.LATE:
            paint_late(painter, QRectF(box), theme)
        elif line.group is RoundGroup.NOW or row.holder:
            paint_ring(painter, QRectF(box), theme, is_half=False)

    def _ratio(self, painter: QPainter) -> float:
        return painter.device().devicePixelRatio()


def icon_of(line: LookLine) -> Icon | None:
    """The state that has a drawing of its own."""
    row: RoundRow = line.row
    if row.lack is not None:
        return Icon.VIDEO_OFF
    if line.group is RoundGroup.FOLLOW_UP:
        return Icon.CALL if row.then is Then.PHONE else Icon.SEND
    is_at_rest = row.state not in (LookState.OPEN, LookState.PAUSED)
    return Icon.AGAIN if line.group is RoundGroup.RETRY and is_at_rest else None


def paint_ring(painter: QPainter, box: QRectF, theme: Theme, *, is_half: bool) -> None:
    """To be done now; half filled where somebody does it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(1.5, theme.px(2))
    inner = box.adjusted(width, width, -width, -width)
    painter.setPen(QPen(theme.colour("tx1"), width))
    painter.drawEllipse(inner)
    if is_half:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("tx1"))
        painter.drawPie(inner, 90 * 16, -180 * 16)
    painter.restore()


def paint_late(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The square of class 2 with an exclamation mark."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(class_colour(AlarmClass.HIGH, theme))
    painter.drawRoundedRect(box, 1.5, 1.5)
    painter.setBrush(class_ink(AlarmClass.HIGH, theme))
    width, middle = box.width() * 0.15, box.center().x()
    stroke = QRectF(middle - width / 2, box.top() + box.height() * 0.2, width, box.height() * 0.38)
    painter.drawRect(stroke)
    painter.drawEllipse(QPointF(middle, box.top() + box.height() * 0.74), width * 0.62, width * 0.62)
    painter.restore()
