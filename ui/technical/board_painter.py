"""How a silence and a loud source are painted. Where room is short, who said so and the end go to the second line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.technical import board_lines as told
from ui.technical import loud_lines
from ui.technical.board_lines import BoardEntry, BoardHead, BoardLine
from ui.technical.headed import EDGE, GAP, HeadedPainter
from ui.technical.loud_lines import LoudLine
from ui.theme import Look, Theme
from ui.widgets.line_places import KeyedModel, LineDelegate
from ui.widgets.lines import LINE_ROLE, Index
from ui.widgets.strokes import Right, draw, fitting, paint_ground, paint_left, paint_lit
from ui.words import Words
from ui.words.plain import clean

ROW, ROW_COMPACT, LOUD_ROW = 52, 48, 50
"""Unscaled pixels."""

FOUR_FROM = 560
"""Unscaled pixels of width from which who and end have columns of their own."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column begins and ends, in pixels."""

    what: tuple[int, int]
    who: tuple[int, int]
    end: tuple[int, int]
    left: tuple[int, int]


def columns(width: int, theme: Theme) -> Columns:
    """For a board so wide."""
    px, edge, gap = theme.px, theme.px(EDGE), theme.px(GAP)
    right = width - edge
    left = right - px(126)
    if width < px(FOUR_FROM):
        return Columns((edge, left - gap), (0, 0), (0, 0), (left, right))
    end = left - gap - px(92)
    who = end - gap - max(px(120), round(width * 0.17))
    return Columns((edge, who - gap), (who, end - gap), (end, left - gap), (left, right))


class BoardModel(KeyedModel[BoardEntry]):
    """The silences, told as of now."""

    def __init__(self, words: Words, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._now = now

    def told(self, line: BoardEntry) -> str:
        return told.told_of(line, self._now(), self._words)


class LoudModel(KeyedModel[LoudLine]):
    """The loud sources."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def told(self, line: LoudLine) -> str:
        return loud_lines.told_of(line, self._words)


class BoardPainter(HeadedPainter[BoardHead, BoardLine]):
    """Heads and silences as of `now`."""

    head_type, row_type, heights = BoardHead, BoardLine, (ROW, ROW_COMPACT)

    def head(self, head: BoardHead) -> tuple[str, str]:
        words = self._words
        more = words(told.MORE[head.kind], time=told.longest(head.kind, words))
        return f"{words.of(head.kind)}  {words.number(head.count)}", more

    def paint_row(self, painter: QPainter, rect: QRect, line: BoardLine) -> None:
        theme, words, now, silence = self._look.theme, self._words, self._now(), line.silence
        at = columns(rect.width(), theme)
        upper, lower = two_lines(rect, theme)
        quiet = theme.colour("tx2")
        font, room = theme.font(11), at.what[1] - at.what[0]
        draw(painter, span(upper, at.what), fitting(told.whats(line, words), font, room), font, theme.colour("tx1"))
        why = told.why(line)
        who, end = clean(line.by_name, 60), told.end(silence, now, words)
        if at.who == (0, 0):
            why = " · ".join(part for part in (end, who, why) if part)
        else:
            draw(painter, span(rect, at.who), who, theme.font(10), quiet)
            draw(painter, span(rect, at.end), end, theme.font(10, tabular=True), quiet)
        draw(painter, span(lower, at.what), why, theme.font(10), theme.colour("tx3"))
        self._paint_left(painter, span(rect, at.left), line, now)

    def _paint_left(self, painter: QPainter, rect: QRect, line: BoardLine, now: datetime) -> None:
        theme, silence = self._look.theme, line.silence
        px, font = theme.px, theme.font(11, 700, tabular=True)
        text = told.left(silence, now, self._words)
        top = QRect(rect.left(), rect.top() + px(7), rect.width(), px(20))
        if told.is_warned(silence, now):
            width = QFontMetrics(font).horizontalAdvance(text) + px(14)
            paint_lit(painter, QRectF(top.right() - width + 1, top.top(), width, top.height()), text, font, theme)
        else:
            draw(painter, top, text, font, theme.colour("tx1"), Right)
        track = QRectF(rect.left(), rect.bottom() - px(16), rect.width(), px(4))
        paint_left(painter, track, silence, now, theme)


class LoudPainter(LineDelegate):
    """A source, its bar and its count."""

    def __init__(self, look: Look, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words

    def height_of(self, line: object) -> int:
        return self._look.theme.px(LOUD_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = index.data(LINE_ROLE), option.rect
        if not isinstance(line, LoudLine):
            return
        painter.save()
        theme, words = self._look.theme, self._words
        px = theme.px
        paint_ground(painter, rect, option.state, theme)
        right = rect.width() - px(EDGE)
        state, count = right - px(96), right - px(96) - px(70)
        upper, lower = two_lines(rect, theme)
        is_wide = rect.width() >= px(FOUR_FROM)
        name = (px(EDGE), count - round(rect.width() * 0.25)) if is_wide else (px(EDGE), count)
        draw(painter, span(upper, name), loud_lines.name(line.source, words), theme.font(11), theme.colour("tx1"))
        how = fitting(loud_lines.hows(line, words), theme.font(10), name[1] - name[0])
        draw(painter, span(lower, name), how, theme.font(10), theme.colour("tx3"))
        if is_wide:
            track = QRectF(name[1] + px(GAP), rect.center().y() - px(2), count - name[1] - px(GAP), px(4))
            painter.fillRect(track, theme.colour("track"))
            track.setWidth(track.width() * line.source.count / max(1, line.most))
            painter.fillRect(track, theme.colour("tx2"))
        font = theme.font(11, 700, tabular=True)
        draw(painter, span(rect, (count, state)), words.number(line.source.count), font, theme.colour("tx1"), Right)
        text = loud_lines.state(line, words)
        draw(painter, span(rect, (state + px(8), right)), text, theme.font(10), theme.colour("tx2"), Right)
        painter.restore()


def two_lines(rect: QRect, theme: Theme) -> tuple[QRect, QRect]:
    """The two lines of a row."""
    half, px = (rect.height() - 1) // 2, theme.px
    upper = QRect(rect.left(), rect.top() + half - px(19), rect.width(), px(19))
    return upper, QRect(rect.left(), rect.top() + half + px(1), rect.width(), px(17))


def span(rect: QRect, ends: tuple[int, int]) -> QRect:
    """The part of a row between two columns' ends."""
    return QRect(rect.left() + ends[0], rect.top(), ends[1] - ends[0], rect.height())
