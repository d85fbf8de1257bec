"""Who is nearest: one row a candidate, with what speaks for them in words, the minutes, and their position's age."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from console.domain.ids import MunicipalityId, ResponderId
from console.domain.ranking import Candidate
from ui.theme import COMPACT, Look
from ui.widgets.line_list import LineList
from ui.widgets.line_places import KeyedLine, KeyedModel, LineDelegate
from ui.widgets.lines import LINE_ROLE, Index
from ui.widgets.strokes import Right, draw, fitting, paint_ground
from ui.words import Words, near_lines
from ui.words.dispatch import DispatchSay as Say

ROW, ROW_COMPACT, EDGE, NAME_AT = 64, 52, 16, 44
"""Unscaled pixels."""


@dataclass(frozen=True, slots=True)
class NearLine:
    """A candidate of a municipality's staff."""

    one: Candidate
    municipality: MunicipalityId

    @property
    def key(self) -> ResponderId:
        return self.one.responder


class NearModel(KeyedModel[NearLine]):
    """The lines, told as of now."""

    def __init__(self, words: Words, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._now = now

    def told(self, line: NearLine) -> str:
        return near_lines.told(line.one, line.municipality, self._now(), self._words)


class NearPainter(LineDelegate):
    """Two lines: rank, name and minutes; what speaks for them and the age of the position. An old one is framed with
    dashes."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now

    def height_of(self, line: object) -> int:
        theme = self._look.theme
        return theme.px(ROW_COMPACT if theme.density is COMPACT else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect, theme = index.data(LINE_ROLE), option.rect, self._look.theme
        if not isinstance(line, NearLine):
            return
        painter.save()
        paint_ground(painter, rect, option.state, theme)
        px, words, one = theme.px, self._words, line.one
        half = rect.height() // 2
        upper = QRect(rect.left() + px(EDGE), rect.top() + half - px(23), rect.width() - 2 * px(EDGE), px(22))
        lower = QRect(upper.left(), rect.top() + half + px(1), upper.width(), px(19))
        strong, quiet = theme.colour("tx1"), theme.colour("tx2")
        draw(painter, upper, str(one.rank), theme.font(13, 700, tabular=True), quiet)
        taken = self._paint_minutes(painter, upper, near_lines.minutes(one, words))
        name = words.responder(line.municipality, one.responder)
        draw(painter, upper.adjusted(px(NAME_AT - EDGE), 0, -taken, 0), name, theme.font(12, 600), strong)
        taken = self._paint_age(painter, lower, one)
        beside = lower.adjusted(px(NAME_AT - EDGE), 0, -taken, 0)
        forms = near_lines.shorter(near_lines.fits(one, line.municipality, words))
        draw(painter, beside, fitting(forms, theme.font(10), beside.width()), theme.font(10), quiet)
        painter.restore()

    def _paint_minutes(self, painter: QPainter, rect: QRect, minutes: str) -> int:
        """The number large, its unit small. Returns how much room both take."""
        theme, unit = self._look.theme, self._words(Say.MIN)
        small, large = theme.font(10), theme.font(17, 700, tabular=True)
        unit_wide = QFontMetrics(small).horizontalAdvance(unit)
        gap = theme.px(4)
        draw(painter, rect.adjusted(0, theme.px(3), 0, theme.px(3)), unit, small, theme.colour("tx2"), Right)
        number = rect.adjusted(0, 0, -unit_wide - gap, 0)
        wide = draw(painter, number, minutes, large, theme.colour("tx1"), Right)
        return wide + unit_wide + gap + theme.px(10)

    def _paint_age(self, painter: QPainter, rect: QRect, one: Candidate) -> int:
        theme, px = self._look.theme, self._look.theme.px
        text, font = near_lines.age(one, self._now(), self._words), self._look.theme.font(10)
        if not near_lines.is_uncertain(one):
            return draw(painter, rect, text, font, theme.colour("tx3"), Right) + px(10)
        wide = QFontMetrics(font).horizontalAdvance(text) + px(12)
        box = QRectF(rect.right() - wide + 0.5, rect.top() + 0.5, wide, rect.height() - 1)
        painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        draw(painter, rect.adjusted(0, 0, -px(6), 0), text, font, theme.colour("tx1"), Right)
        return wide + px(10)


class NearList(LineList):
    """Home and End belong to the map, whoever has the keyboard. The nearest are seen, as far as the selected one is
    seen with them."""

    def show_lines(self, lines: Sequence[KeyedLine]) -> None:
        super().show_lines(lines)
        at = self.currentIndex()
        scrolled = self.verticalScrollBar().value()
        if scrolled and (not at.isValid() or self.visualRect(at).bottom() + scrolled < self.viewport().height()):
            self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def candidates(self) -> tuple[ResponderId, ...]:
        """Those who are listed, in their order."""
        return tuple(line.key for line in self._lines.lines)


def near_list(look: Look, words: Words, now: Callable[[], datetime], parent: QWidget) -> NearList:
    """An empty list of candidates."""
    model = NearModel(words, now, parent)
    return NearList(model, NearPainter(look, words, now, parent), look, words(Say.NEAREST_PLACE), parent)


def near_lines_of(candidates: Sequence[Candidate], municipality: MunicipalityId) -> tuple[NearLine, ...]:
    """As they are listed."""
    return tuple(NearLine(one, municipality) for one in candidates)
