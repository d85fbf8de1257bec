"""The same as the map, as a table: what a screen reader reads in its place, and who would rather read than look."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.dispatch.table_lines import TableHead, TableLine, TableRow
from ui.theme import COMPACT, Look
from ui.widgets.line_list import LineList
from ui.widgets.line_places import KeyedModel, LineDelegate
from ui.widgets.lines import LINE_ROLE, Index
from ui.widgets.parts import KeyedButton, column, ground, line, rule
from ui.widgets.strokes import draw, hairline, paint_ground
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say

ROW, ROW_COMPACT, HEAD, TITLES, EDGE, GAP = 48, 44, 28, 26, 20, 14
"""Unscaled pixels."""

SHARES = (0.28, 0.27, 0.19, 0.26)
"""Of the width, for each of the four columns."""

COLUMNS = (
    (Say.COL_NAME, Say.COL_WHERE), (Say.COL_DUTY, Say.COL_SHIFT), (Say.COL_MINUTES, Say.COL_POSITION),
    (Say.COL_SEND, Say.COL_PHONE),
)  # fmt: skip


def columns(rect: QRect, edge: int, gap: int) -> tuple[QRect, ...]:
    """Where the four columns stand in a row."""
    room, left, made = rect.width() - 2 * edge, rect.left() + edge, []
    for share in SHARES:
        wide = round(room * share)
        made.append(QRect(left, rect.top(), wide - gap, rect.height()))
        left += wide
    return tuple(made)


class TableModel(KeyedModel[TableLine]):
    """The lines as they are heard."""

    def told(self, line: TableLine) -> str:
        if isinstance(line, TableHead):
            return f"{line.title} {line.count}"
        return ", ".join(text for cell in line.cells for text in cell if text)


class TablePainter(LineDelegate):
    """Heads, and rows of four cells."""

    def __init__(self, look: Look, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words

    def height_of(self, line: object) -> int:
        theme = self._look.theme
        row = ROW_COMPACT if theme.density is COMPACT else ROW
        return theme.px(HEAD if isinstance(line, TableHead) else row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect, theme = index.data(LINE_ROLE), option.rect, self._look.theme
        painter.save()
        if isinstance(line, TableHead):
            inner = rect.adjusted(theme.px(EDGE), 0, -theme.px(EDGE), 0)
            text = f"{line.title}  {self._words.number(line.count)}"
            draw(painter, inner, text, theme.font(10, 600), theme.colour("tx2"))
            hairline(painter, rect, theme)
        elif isinstance(line, TableRow):
            paint_ground(painter, rect, option.state, theme)
            self._paint_row(painter, rect, line)
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, row: TableRow) -> None:
        theme, px = self._look.theme, self._look.theme.px
        half = rect.height() // 2
        for number, place in enumerate(columns(rect, px(EDGE), px(GAP))):
            upper = QRect(place.left(), rect.top() + half - px(20), place.width(), px(20))
            lower = QRect(place.left(), rect.top() + half, place.width(), px(18))
            first, second = row.cells[number]
            font = theme.font(11, 600 if number == 0 else 400, tabular=number == 2)
            draw(painter, upper, first, font, theme.colour("tx1"))
            is_old = row.is_stale and number == 2
            small = theme.font(10)
            if is_old and second:
                wide = min(QFontMetrics(small).horizontalAdvance(second) + px(12), place.width())
                painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DashLine))
                painter.drawRect(QRectF(lower.left() + 0.5, lower.top() + 0.5, wide, lower.height() - 2))
                draw(painter, lower.adjusted(px(6), 0, 0, 0), second, small, theme.colour("tx1"))
            else:
                draw(painter, lower, second, small, theme.colour("tx2"))


class _Titles(QWidget):
    """What stands over the columns of the staff."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.setFixedHeight(look.theme.px(TITLES))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, words, painter = self._look.theme, self._words, QPainter(self)
        for place, (first, second) in zip(columns(self.rect(), theme.px(EDGE), theme.px(GAP)), COLUMNS, strict=True):
            text = f"{words(first)}, {words(second)[:1].lower()}{words(second)[1:]}"
            draw(painter, place, text, theme.font(10), theme.colour("tx3"))
        painter.end()


class _StaffList(LineList):
    """Home, End and T belong to the view."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()
        else:
            super().keyPressEvent(event)


class StaffTable(QWidget):
    """`left` comes from its key back to the map."""

    left = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        ground(self, "bg1")
        px = look.theme.px
        head = QWidget()
        head.setFixedHeight(px(52))
        inner = line(head, margins=(px(EDGE), 0, px(16), 0), gap=px(12))
        inner.addWidget(SafeLabel(words(Say.TABLE), "strong", wraps=True), 1)
        self._back = KeyedButton(words(Say.AS_MAP), "T", look)
        self._back.clicked.connect(self.left)
        inner.addWidget(self._back)
        self._model = TableModel(self)
        self.list = _StaffList(self._model, TablePainter(look, words, self), look, words(Say.TABLE), self)
        self._note = SafeLabel("", "reason", wraps=True)
        self._note.setContentsMargins(px(EDGE), px(8), px(EDGE), px(8))
        self._titles = _Titles(look, words)
        layout = column(self)
        for widget in (head, rule(), self._titles, rule(), self.list, self._note):
            layout.addWidget(widget, 1 if widget is self.list else 0)

    def show_lines(self, lines: Sequence[TableLine], *, has_roads: bool) -> None:
        """All anew; the chosen one stays chosen."""
        words = self._words
        self.list.show_lines(lines)
        note = words(Say.STAFF_UNTOLD) if not lines else "" if has_roads else words(Say.HAS_NO_ROADS)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.list.viewport().update()

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.list.lay_out()
