"""The right column's part of dispatch: the first of the ranking, who is excluded, what is sent. The view has all."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import COMPACT, Look
from ui.widgets.parts import clear, column, rule
from ui.widgets.strokes import Right, draw, fitting, hairline
from ui.widgets.text import SafeLabel
from ui.words import Words, near_lines
from ui.words.dispatch import DispatchSay as Say
from ui.words.staff import StaffSay

ROW, ROW_COMPACT = 62, 52


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One of the ranking, in words."""

    rank: str
    name: str
    fits: str
    minutes: str
    age: str
    is_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class NearShown:
    """`notice` says why there are no lines. `sent` is the task in sentences, `cover` an area that is thin or empty."""

    notice: str = ""
    count: str = ""
    lines: tuple[StaffLine, ...] = ()
    excluded: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    cover: str = ""


class NearRow(QWidget):
    """A line of the ranking: read, not chosen here."""

    def __init__(self, line: StaffLine, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._look = look
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        minutes = words(Say.MINUTES, minutes=line.minutes)
        self.setAccessibleName(f"{line.rank}. {line.name}, {minutes}, {line.fits}, {line.age}")

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(0, theme.px(ROW_COMPACT if theme.density is COMPACT else ROW))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px, line = self._look.theme, self._look.theme.px, self._line
        painter = QPainter(self)
        rect, half = self.rect(), self.height() // 2
        hairline(painter, rect, theme)
        upper = QRect(px(16), half - px(23), rect.width() - px(32), px(22))
        lower = QRect(px(16), half + px(1), upper.width(), px(19))
        draw(painter, upper, line.rank, theme.font(12, 700, tabular=True), theme.colour("tx2"))
        unit, small = self._words(Say.MIN), theme.font(10)
        wide = QFontMetrics(small).horizontalAdvance(unit) + px(4)
        draw(painter, upper.translated(0, px(3)), unit, small, theme.colour("tx2"), Right)
        large = theme.font(15, 700, tabular=True)
        wide += draw(painter, upper.adjusted(0, 0, -wide, 0), line.minutes, large, theme.colour("tx1"), Right) + px(8)
        name = upper.adjusted(px(28), 0, -wide, 0)
        draw(painter, name, line.name, theme.font(12, 600), theme.colour("tx1"))
        aged = self._paint_age(painter, lower)
        beside = lower.adjusted(px(28), 0, -aged, 0)
        fits = fitting(near_lines.shorter(line.fits), small, beside.width())
        draw(painter, beside, fits, small, theme.colour("tx2"))
        painter.end()

    def _paint_age(self, painter: QPainter, rect: QRect) -> int:
        theme, px, line = self._look.theme, self._look.theme.px, self._line
        font = theme.font(10)
        if not line.is_uncertain:
            return draw(painter, rect, line.age, font, theme.colour("tx3"), Right) + px(8)
        wide = QFontMetrics(font).horizontalAdvance(line.age) + px(12)
        painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(QRectF(rect.right() - wide + 0.5, rect.top() + 0.5, wide, rect.height() - 1))
        draw(painter, rect.adjusted(0, 0, -px(6), 0), line.age, font, theme.colour("tx1"), Right)
        return wide + px(8)


class NearPart:
    """Lays itself into two of the column's blocks: the ranking with the excluded, and what is sent. `make_block` adds a
    block with a title and gives the place of what stands in it."""

    def __init__(self, look: Look, words: Words) -> None:
        self._look = look
        self._words = words
        self._shown: NearShown | None = None
        self.count = SafeLabel("", "reason")
        self.rows = QWidget()
        self._rows = column(self.rows)
        self._excluded: QVBoxLayout
        self._sent: QVBoxLayout

    def make(self, make_block: Callable[[str], QVBoxLayout]) -> None:
        """The block of the excluded; call where it is to stand."""
        self._excluded = make_block(self._words(Say.EXCLUDED_TITLE))

    def make_sent(self, make_block: Callable[[str], QVBoxLayout]) -> None:
        """The block of what is sent; call where it is to stand."""
        self._sent = make_block(self._words(StaffSay.DISPATCH))

    def show(self, shown: NearShown) -> None:
        """What holds now."""
        if shown == self._shown:
            return
        self._shown = shown
        self.count.setText(shown.count)
        clear(self._rows)
        for line in shown.lines:
            self._rows.addWidget(NearRow(line, self._look, self._words))
        if shown.notice:
            px = self._look.theme.px
            notice = SafeLabel(shown.notice, "second", wraps=True)
            notice.setContentsMargins(px(16), px(11), px(16), px(12))
            self._rows.addWidget(notice)
            self._rows.addWidget(rule())
        self._fill(self._excluded, shown.excluded)
        lines = (*shown.sent, *([shown.cover] if shown.cover else []))
        self._fill(self._sent, lines or (self._words(Say.SENT_NOBODY_PLAIN),))

    def _fill(self, place: QVBoxLayout, lines: tuple[str, ...]) -> None:
        clear(place)
        for text in lines:
            place.addWidget(SafeLabel(text, "reason", wraps=True))
        block = place.parentWidget()
        if block is not None and place is self._excluded:
            block.setVisible(bool(lines))
