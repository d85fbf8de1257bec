"""How a row of the technical lane is painted. Where there is room in five columns; with less the owner stands under the
time, and with least whom it concerns stands under the fault. The fault itself and the time are never cut for the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.technical.lane_lines import HEADS, LaneHead, LaneLine
from ui.theme import COMPACT, Look, Theme
from ui.widgets.line_places import KeyedModel, LineDelegate
from ui.widgets.lines import LINE_ROLE, Index
from ui.widgets.marks import paint_class_mark
from ui.widgets.strokes import Right, draw, fitting, hairline, paint_ground, paint_ways, ways_width
from ui.words import Words
from ui.words import fault as said

ROW, ROW_COMPACT, HEAD, EDGE, MARK, TEXT_AT, GAP = 60, 52, 28, 16, 26, 62, 14
"""Unscaled pixels."""

FIVE_FROM, THREE_FROM = 780, 540
"""Unscaled pixels of width from which there are five columns, and three."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column begins and ends, in pixels; a pair of noughts for one that is not there."""

    fault: tuple[int, int]
    who: tuple[int, int]
    reach: tuple[int, int]
    since: tuple[int, int]
    owner: tuple[int, int]


def columns(width: int, theme: Theme) -> Columns:
    """For a lane so wide."""
    px, edge, gap = theme.px, theme.px(EDGE), theme.px(GAP)
    text, end = px(TEXT_AT), width - edge
    if width >= px(FIVE_FROM):
        who, reach, since, owner = (round(width * part) for part in (0.373, 0.574, 0.77, 0.86))
        return Columns((text, who - gap), (who, reach - gap), (reach, since), (since, owner), (owner + gap, end))
    since = end - px(104)
    if width >= px(THREE_FROM):
        room = since - text
        who, reach = text + round(room * 0.38), text + round(room * 0.65)
        return Columns((text, who - gap), (who, reach - gap), (reach, since - gap), (since, end), (since, end))
    return Columns((text, since - gap), (0, 0), (0, 0), (since, end), (since, end))


class LaneModel(KeyedModel[LaneHead | LaneLine]):
    """The lines, told as of now."""

    def __init__(self, words: Words, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._now = now

    def told(self, line: LaneHead | LaneLine) -> str:
        if isinstance(line, LaneHead):
            title, more = HEADS[line.group]
            parts = (f"{self._words(title)} {line.count}", self._words(more) if more is not None else "")
            return ", ".join(part for part in parts if part)
        return said.told(line.lane, self._now(), self._words)


class LanePainter(LineDelegate):
    """Heads and rows as of `now`."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now

    def height_of(self, line: object) -> int:
        theme = self._look.theme
        return theme.px(HEAD if isinstance(line, LaneHead) else ROW_COMPACT if theme.density is COMPACT else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        line, rect = index.data(LINE_ROLE), option.rect
        if isinstance(line, LaneHead):
            self._paint_head(painter, rect, line)
        elif isinstance(line, LaneLine):
            paint_ground(painter, rect, option.state, self._look.theme)
            self._paint_row(painter, rect, line)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, head: LaneHead) -> None:
        theme, words = self._look.theme, self._words
        inner = rect.adjusted(theme.px(EDGE), 0, -theme.px(EDGE), 0)
        title, more = HEADS[head.group]
        font, colour = theme.font(10, 600), theme.colour("tx2")
        text = f"{words(title)}  {words.number(head.count)}"
        taken = draw(painter, inner, text, font, colour) + theme.px(GAP)
        if more is not None:
            draw(painter, inner.adjusted(taken, 0, 0, 0), words(more), theme.font(10), colour, Right)
        hairline(painter, rect, theme)

    def _paint_row(self, painter: QPainter, rect: QRect, line: LaneLine) -> None:
        theme, words, now, lane = self._look.theme, self._words, self._now(), line.lane
        px, at = theme.px, columns(rect.width(), theme)
        side = px(MARK)
        mark = QRectF(rect.left() + px(EDGE), rect.top() + (rect.height() - 1 - side) / 2, side, side)
        paint_class_mark(painter, mark, lane.row.alarm_class, theme)
        upper, lower = self._lines_of(rect)
        strong, quiet = theme.colour("tx1"), theme.colour("tx2")
        bold = theme.font(12, 600)
        fault = fitting(said.fault(lane, words), bold, at.fault[1] - at.fault[0])
        draw(painter, _span(upper, at.fault), fault, bold, strong)
        owner, is_mine = said.owner(lane.row, words)
        under = said.consequence(lane, now, words)
        if at.who == (0, 0):
            name = " ".join(part for part in said.who(lane, words) if part)
            under = f"{name} · {said.reach(lane, words)}"
        draw(painter, _span(lower, at.fault), under, theme.font(10), quiet)
        if at.who != (0, 0):
            self._paint_who(painter, _span(upper, at.who), _span(lower, at.who), line)
            self._paint_reach(painter, _span(upper, at.reach), _span(lower, at.reach), line)
        has_five = at.owner != at.since
        clock = rect if has_five else upper
        draw(painter, _span(clock, at.since), said.since(lane, now), theme.font(13, 700, tabular=True), strong, Right)
        font = theme.font(11 if has_five else 10, 700 if is_mine else 400)
        place = rect if has_five else lower
        draw(painter, _span(place, at.owner), owner, font, strong if is_mine else quiet, Right)

    def _paint_who(self, painter: QPainter, upper: QRect, lower: QRect, line: LaneLine) -> None:
        theme, words = self._look.theme, self._words
        name, age = said.who(line.lane, words)
        age_room = QFontMetrics(theme.font(11)).horizontalAdvance(f" {age}") if age else 0
        width = draw(painter, upper.adjusted(0, 0, -age_room, 0), name, theme.font(11), theme.colour("tx1"))
        if age:
            draw(painter, upper.adjusted(width, 0, 0, 0), f" {age}", theme.font(11), theme.colour("tx2"))
        device = fitting(said.whose_devices(line.lane, words), theme.font(10), lower.width())
        draw(painter, lower, device, theme.font(10), theme.colour("tx3"))

    def _paint_reach(self, painter: QPainter, upper: QRect, lower: QRect, line: LaneLine) -> None:
        theme, words = self._look.theme, self._words
        paint_ways(painter, upper.left(), upper.center().y() + 1, line.lane.ways, theme)
        beside = upper.adjusted(ways_width(theme) + theme.px(12), 0, 0, 0)
        is_news = not said.is_well(line.lane)
        font = theme.font(11, 700 if is_news else 400)
        draw(painter, beside, said.reach(line.lane, words), font, theme.colour("tx1" if is_news else "tx2"))
        draw(painter, lower, said.reach_more(line.lane, self._now(), words), theme.font(10), theme.colour("tx2"))

    def _lines_of(self, rect: QRect) -> tuple[QRect, QRect]:
        """The two lines of a row."""
        px = self._look.theme.px
        half = (rect.height() - 1) // 2
        upper = QRect(rect.left(), rect.top() + half - px(21), rect.width(), px(21))
        return upper, QRect(rect.left(), rect.top() + half + px(1), rect.width(), px(18))


def _span(rect: QRect, ends: tuple[int, int]) -> QRect:
    return QRect(rect.left() + ends[0], rect.top(), ends[1] - ends[0], rect.height())
