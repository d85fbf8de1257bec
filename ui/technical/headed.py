"""What the lane and the board have in common: lines under heads, and titles over the columns."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.theme import COMPACT, Look
from ui.widgets.line_places import LineDelegate
from ui.widgets.lines import LINE_ROLE, Index
from ui.widgets.strokes import Left, Right, draw, hairline, paint_ground
from ui.words import Phrase, Words

HEAD, EDGE, GAP = 28, 16, 14
"""Unscaled pixels: a head's height, the padding at the sides, and the room between two columns."""

H = TypeVar("H")
R = TypeVar("R")
Ends = tuple[int, int]


class HeadedPainter(LineDelegate, Generic[H, R]):
    """Heads and rows as of `now`. Whoever descends says of which types they are, how high a row is (and that on a small
    screen), what a head says and how a row looks."""

    head_type: type[H]
    row_type: type[R]
    heights: tuple[int, int]

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now

    def height_of(self, line: object) -> int:
        theme = self._look.theme
        return theme.px(HEAD if isinstance(line, self.head_type) else self.heights[theme.density is COMPACT])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        line, rect = index.data(LINE_ROLE), option.rect
        if isinstance(line, self.head_type):
            self._paint_head(painter, rect, *self.head(line))
        elif isinstance(line, self.row_type):
            paint_ground(painter, rect, option.state, self._look.theme)
            self.paint_row(painter, rect, line)
        painter.restore()

    def head(self, head: H) -> tuple[str, str]:
        """What a head says at the left and at the right."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, rect: QRect, line: R) -> None:
        """A row, on its ground."""
        raise NotImplementedError

    def _paint_head(self, painter: QPainter, rect: QRect, text: str, more: str) -> None:
        theme = self._look.theme
        inner, colour = rect.adjusted(theme.px(EDGE), 0, -theme.px(EDGE), 0), theme.colour("tx2")
        taken = draw(painter, inner, text, theme.font(10, 600), colour) + theme.px(GAP)
        draw(painter, inner.adjusted(taken, 0, 0, 0), more, theme.font(10), colour, Right)
        hairline(painter, rect, theme)


class Titles(QWidget):
    """What stands over the columns."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.setFixedHeight(look.theme.px(26))

    def draw_titles(
        self, painter: QPainter, titles: Iterable[tuple[Phrase, Ends]], align: Qt.AlignmentFlag = Left
    ) -> None:
        """Each between the ends of its column; none where the column is not there."""
        theme = self._look.theme
        for say, (start, end) in titles:
            if end:
                rect = self.rect().adjusted(start, 0, end - self.width(), 0)
                draw(painter, rect, self._words(say), theme.font(10), theme.colour("tx3"), align)
