"""What is journalled of the call, line by line, the newest at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import COMPACT, Look
from ui.widgets.parts import column
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.call import CallSay as Say

LINE = 21
"""Unscaled pixels of one line."""

TIME, MARK = 46, 22


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One fact; `strong` stands first and bold. A strong one has a larger square."""

    time: str
    strong: str
    text: str


class CallJournal(QWidget):
    """As many of the last lines as it has room for."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px, side = look.theme.px, look.theme.px(look.theme.density.padding)
        above = px(5 if look.theme.density is COMPACT else 9)
        layout = column(self, margins=(side, above, side, above), gap=px(4))
        layout.addWidget(SafeLabel(words(Say.JOURNAL), "section"))
        self.lines = JournalLines(look, words(Say.JOURNAL))
        layout.addWidget(self.lines)

    def show_lines(self, lines: Sequence[JournalLine], most: int) -> None:
        """The last `most` of them; gone where there is nothing yet."""
        self.lines.show_lines(tuple(lines[-most:]) if most > 0 else ())
        self.setVisible(bool(lines) and most > 0)


class JournalLines(QWidget):
    """Painted: time, a square, the words, of which the rest is elided: the timeline has it whole."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._name = name
        self._lines: tuple[JournalLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: tuple[JournalLine, ...]) -> None:
        if lines == self._lines:
            return
        self._lines = lines
        self.setAccessibleName(self._name)
        told = "; ".join(f"{each.time} {each.strong} {each.text}".strip() for each in lines)
        self.setAccessibleDescription(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, len(self._lines) * self._look.theme.px(LINE))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px = self._look.theme, self._look.theme.px
        painter = QPainter(self)
        for number, each in enumerate(self._lines):
            top, high = number * px(LINE), px(LINE)
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.setPen(theme.colour("tx3"))
            painter.setFont(theme.font(10, tabular=True))
            painter.drawText(QRect(0, top, px(TIME), high), middle, each.time)
            side = px(9 if each.strong else 6)
            at = px(TIME) + (px(MARK) - side) // 2 - px(4)
            token = "tx1" if each.strong else "tx3"
            painter.fillRect(QRect(at, top + (high - side) // 2, side, side), theme.colour(token))
            left = px(TIME + MARK)
            bold, plain = theme.font(10.5, 700), theme.font(10.5)
            wide = QFontMetrics(bold).horizontalAdvance(f"{each.strong} ") if each.strong else 0
            painter.setPen(theme.colour("tx1"))
            painter.setFont(bold)
            painter.drawText(QRect(left, top, wide, high), middle, each.strong)
            painter.setFont(plain)
            room = self.width() - left - wide
            text = QFontMetrics(plain).elidedText(each.text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left + wide, top, room, high), middle, text)
        painter.end()
