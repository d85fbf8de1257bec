"""How a row of the technical lane is painted. Where there is room in five columns; with less the owner stands under the
time, and with least whom it concerns stands under the fault. The fault itself and the time are never cut for the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter

from ui.technical.headed import EDGE, GAP, HeadedPainter
from ui.technical.lane_lines import HEADS, LaneHead, LaneLine
from ui.theme import Theme
from ui.widgets.line_places import KeyedModel
from ui.widgets.marks import paint_class_mark
from ui.widgets.strokes import Right, draw, fitting, paint_ways, ways_width
from ui.words import Words
from ui.words import fault as said

ROW, ROW_COMPACT, MARK, TEXT_AT = 60, 52, 26, 62
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


class LanePainter(HeadedPainter[LaneHead, LaneLine]):
    """Heads and rows as of `now`."""

    head_type, row_type, heights = LaneHead, LaneLine, (ROW, ROW_COMPACT)

    def head(self, head: LaneHead) -> tuple[str, str]:
        title, more = HEADS[head.group]
        words = self._words
        return f"{words(title)}  {words.number(head.count)}", words(more) if more is not None else ""

    def paint_row(self, painter: QPainter, rect: QRect, line: LaneLine) -> None:
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
