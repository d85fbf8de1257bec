"""The palette's foot: which keys choose and which signs narrow, and that opening a card is journalled."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.palette.lines import COMMANDS_ONLY, STAFF_ONLY, THINGS_ONLY
from ui.theme import Look
from ui.widgets.marks import paint_key_cap
from ui.words import Words
from ui.words.palette import PaletteSay

EDGE, ROW, CAP, BETWEEN = 20, 41, 22, 16
"""Unscaled pixels."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Keys and what they do; a sentence has none."""

    keys: tuple[str, ...]
    text: str


class Foot(QWidget):
    """Hints from the left, the sentence at the right; where they do not fit beside each other, on lines below."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._hints = (
            Hint(("↑", "↓"), words(PaletteSay.CHOOSE)),
            Hint((COMMANDS_ONLY,), words(PaletteSay.ONLY_COMMANDS)),
            Hint((STAFF_ONLY,), words(PaletteSay.ONLY_STAFF)),
            Hint((THINGS_ONLY,), words(PaletteSay.ONLY_THINGS)),
            Hint((), words(PaletteSay.JOURNALLED)),
        )
        self.setAccessibleName(". ".join(f"{' '.join(hint.keys)} {hint.text}".strip() for hint in self._hints))

    def height_for(self, width: int) -> int:
        """How high it must be at a width."""
        places = self._places(width)
        return places[-1].y() + self._look.theme.px(ROW)

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px = self._look.theme, self._look.theme.px
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.colour("line"))
        for hint, place in zip(self._hints, self._places(self.width()), strict=True):
            left = place.x()
            for key in hint.keys:
                cap = QRectF(left, place.y() + (px(ROW) - px(CAP)) / 2, px(CAP), px(CAP))
                paint_key_cap(painter, cap, key, theme)
                left += px(CAP) + px(5)
            painter.setPen(theme.colour("tx2"))
            painter.setFont(theme.font(10))
            room = QRect(left, place.y(), self.width() - left, px(ROW))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, hint.text)
        painter.end()

    def _places(self, width: int) -> list[QPoint]:
        """Where each hint begins."""
        px = self._look.theme.px
        places: list[QPoint] = []
        left, top = px(EDGE), 1
        for hint in self._hints:
            wide = self._width(hint)
            if left + wide > width - px(EDGE) and left > px(EDGE):
                left, top = px(EDGE), top + px(ROW - 8)
            is_last = hint is self._hints[-1]
            places.append(QPoint(width - px(EDGE) - wide if is_last and top == 1 else left, top))
            left += wide + px(BETWEEN)
        return places

    def _width(self, hint: Hint) -> int:
        px = self._look.theme.px
        text = QFontMetrics(self._look.theme.font(10)).horizontalAdvance(hint.text)
        return text + len(hint.keys) * (px(CAP) + px(5))
