"""The timeline of a case: what happened, oldest first, one line each. Plain text however it looks."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import Look
from ui.widgets.lines import LINE_ROLE, Index, LinesModel, read_through
from ui.widgets.marks import paint_focus
from ui.words import Words
from ui.words.timeline import Line, Mark


class LineModel(LinesModel[Line]):
    """The lines of a case."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def told(self, line: Line) -> str:
        return f"{self._words.time(line.at)} {line.strong} {line.text}"


class LineDelegate(QStyledItemDelegate):
    """Time, mark on the upright line, and the text, wrapped: nothing is elided."""

    def __init__(self, look: Look, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.width = 400

    def sizeHint(self, _: QStyleOptionViewItem, index: Index) -> QSize:
        shown = index.data(LINE_ROLE)
        if not isinstance(shown, Line):
            return QSize(0, 0)
        return QSize(0, int(self._laid(shown).boundingRect().height()) + self._look.theme.px(8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = index.data(LINE_ROLE)
        if not isinstance(shown, Line):
            return
        theme, px = self._look.theme, self._look.theme.px
        rect: QRect = option.rect
        painter.save()
        painter.setFont(theme.font(10.5, tabular=True))
        painter.setPen(theme.colour("tx2"))
        left = rect.left() + px(theme.density.padding)
        first = QRect(left, rect.top(), px(60), px(24))
        painter.drawText(
            first, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._words.time(shown.at)[:5]
        )
        middle = left + px(59)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(middle, rect.top(), middle, rect.bottom())
        self._paint_mark(painter, QPointF(middle + 0.5, rect.top() + px(12)), shown.mark)
        painter.setPen(theme.colour("tx1"))
        self._laid(shown).draw(painter, QPointF(left + px(76), rect.top() + px(3)))
        painter.restore()

    def _paint_mark(self, painter: QPainter, centre: QPointF, mark: Mark) -> None:
        theme, px = self._look.theme, self._look.theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(9) if mark is not Mark.FACT else px(7)
        box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        if mark is Mark.ALARM:
            painter.setPen(QPen(theme.colour("tx1"), 2))
            painter.setBrush(theme.colour("bg1"))
            painter.drawEllipse(box)
        else:
            painter.fillRect(box, theme.colour("tx1" if mark is Mark.ACT else "tx3"))

    def _laid(self, shown: Line) -> QTextLayout:
        theme = self._look.theme
        text = f"{shown.strong} {shown.text}".strip().replace("\n", "\u2028")
        layout = QTextLayout(text, theme.font(10.5))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = 0, len(shown.strong), bold
        layout.setFormats([part])
        layout.beginLayout()
        top, room = 0.0, max(80, self.width - theme.px(76 + 2 * theme.density.padding))
        while (row := layout.createLine()).isValid():
            row.setLineWidth(room)
            row.setPosition(QPointF(0, top))
            top += row.height()
        layout.endLayout()
        return layout


class Timeline(QListView):
    """The list; a new line at the end comes into view."""

    def __init__(self, look: Look, words: Words, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines = LineModel(words, self)
        self._delegate = LineDelegate(look, words, self)
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        read_through(self, name)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """All lines anew."""
        self._lines.replace(lines)
        self.scrollToBottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.width = self.viewport().width()
        super().resizeEvent(event)
        self.scrollToBottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            paint_focus(painter, QRectF(self.viewport().rect()), self._look.theme)
            painter.end()

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
