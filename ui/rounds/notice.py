"""What is told over a picture that is not live: the word, what it means, and how far it is to the next attempt."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from ui.theme import COMPACT, Theme


class Notice:
    """Painted in the middle of a room of that size; where there is too little of it the last lines go first."""

    def __init__(self, theme: Theme, room: QSize) -> None:
        self._theme = theme
        self._room = room

    def paint(self, painter: QPainter, title: str, lines: tuple[str, ...], progress: float | None) -> None:
        """A frame in the middle: the word, what it means, and how far it is to the next attempt."""
        theme, px = self._theme, self._theme.px
        is_small = theme.density is COMPACT or self._room.height() < px(300)
        big, small = theme.font(15 if is_small else 20, 800), theme.font(11 if not is_small else 10)
        while lines and self._box_height(title, lines, big, small) > self._room.height() - px(4):
            lines, progress = lines[:-1], None
        texts = ((title, big), *((each, small) for each in lines))
        widest = max(QFontMetrics(font).horizontalAdvance(text) for text, font in texts)
        width = min(widest + px(60), self._room.width() - px(16))
        inner = width - px(24)
        high = [self.height_of(each, small, inner) for each in lines]
        height = px(20) + QFontMetrics(big).height() + sum(high) + px(6) * len(lines) + px(18 if progress else 8)
        box = QRect((self._room.width() - width) // 2, (self._room.height() - height) // 2, width, height)
        painter.fillRect(box, theme.colour("bg0"))
        painter.setPen(QPen(theme.colour("tx1"), 2))
        painter.drawRect(box)
        room = box.adjusted(px(12), px(10), -px(12), -px(10))
        painter.setFont(big)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, title)
        top = room.top() + QFontMetrics(big).height() + px(6)
        painter.setFont(small)
        for number, (text, room_of) in enumerate(zip(lines, high, strict=True)):
            if number == len(lines) - 1 and progress is not None:
                self._paint_bar(
                    painter, QRect(room.left() + px(20), top + px(2), room.width() - px(40), px(4)), progress
                )
                top += px(14)
            painter.setPen(theme.colour("tx2"))
            rect = QRect(room.left(), top, room.width(), room_of)
            painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, text)
            top += room_of + px(6)

    def _box_height(self, title: str, lines: tuple[str, ...], big: QFont, small: QFont) -> int:
        px = self._theme.px
        inner = self._room.width() - px(40)
        high = sum(self.height_of(each, small, inner) for each in lines)
        return px(38) + QFontMetrics(big).height() + high + px(6) * len(lines)

    def _paint_bar(self, painter: QPainter, rect: QRect, progress: float) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.colour("track"))
        filled = QRect(rect.left(), rect.top(), round(rect.width() * min(1.0, progress)), rect.height())
        painter.fillRect(filled, theme.colour("tx1"))
        notch = QRect(rect.right() - 1, rect.top() - theme.px(4), 2, rect.height() + theme.px(8))
        painter.fillRect(notch, theme.colour("tx1"))

    def height_of(self, text: str, font: QFont, width: int) -> int:
        flags = Qt.TextFlag.TextWordWrap
        return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), 10_000), flags, text).height()
