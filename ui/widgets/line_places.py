"""Lines of several heights in a list that paints only what is visible: places, painting, what the mouse is over.

A line has a `key` (None for a head, which cannot be chosen) and is told to a screen reader by its model. The height of
each is its delegate's to say; nothing is laid out row by row (as in `ui/queue/virtual_view.py`, and for its reasons).
What is selected is `line_list.py`'s business.
"""

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from itertools import accumulate
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QWidget

from ui.theme import Look
from ui.widgets.flat_view import FlatView
from ui.widgets.lines import Index, LinesModel
from ui.widgets.marks import paint_focus


class KeyedLine(Protocol):
    """What a list holds."""

    @property
    def key(self) -> Hashable | None: ...


L = TypeVar("L", bound=KeyedLine)


class KeyedModel(LinesModel[L]):
    """Base: a line with a key can be chosen, a head cannot."""

    def change(self, lines: Sequence[L]) -> None:
        """The same lines, by their keys, with something new in them."""
        self.lines = tuple(lines)
        if self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    def row_of(self, key: Hashable | None) -> int | None:
        """Where the line of a key stands."""
        if key is None:
            return None
        return next((row for row, line in enumerate(self.lines) if line.key == key), None)

    def key_at(self, row: int) -> Hashable | None:
        """The key of the line in a row; None for a head and where there is no such row."""
        line = self.line_at(row)
        return line.key if line is not None else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.key_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class LineDelegate(QStyledItemDelegate):
    """Base: says how high a line is and paints it."""

    def height_of(self, line: object) -> int:
        """Pixels."""
        raise NotImplementedError


class LinePlaces(FlatView):
    """Geometry and painting of a model's lines by a delegate."""

    def __init__(
        self, model: KeyedModel[Any], delegate: LineDelegate, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines: KeyedModel[Any] = model
        self._delegate = delegate
        self._look = look
        self._tops: list[int] = [0]
        self.setModel(model)
        self.paint_by(delegate)

    def lay_out(self) -> None:
        """After lines have come or gone, or the theme has changed."""
        self._tops = [0, *accumulate(self._delegate.height_of(line) for line in self._lines.lines)]
        self.updateGeometries()
        self.viewport().update()

    def wanted_height(self) -> int:
        """Of all lines; pixels."""
        return self._tops[-1]

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self._tops) - 1:
            return QRect()
        top, end = self._tops[index.row()], self._tops[index.row() + 1]
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), end - top)

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        return self._lines.index(bisect_right(self._tops, y) - 1) if 0 <= y < self._tops[-1] else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        row, bar, room = index.row(), self.verticalScrollBar(), self.viewport().height()
        first = row - 1 if row and self._lines.key_at(row - 1) is None else row  # with the head of its group
        if self._tops[first] < bar.value():
            bar.setValue(self._tops[first])
        elif self._tops[row + 1] > bar.value() + room:
            bar.setValue(self._tops[row + 1] - room)

    def updateGeometries(self) -> None:
        QAbstractItemView.updateGeometries(self)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._tops[-1] - room))
        bar.setPageStep(room)
        bar.setSingleStep(self._look.theme.px(52))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.theme.colour("bg1"))
        hovered = self.hovered()
        offset = self.verticalOffset()
        first = max(bisect_right(self._tops, event.rect().top() + offset) - 1, 0)
        last = bisect_right(self._tops, event.rect().bottom() + offset)
        for row in range(first, min(last, len(self._lines.lines))):
            index = self._lines.index(row)
            self._delegate.paint(painter, self.option(index, is_hovered=index == hovered), index)
        if self.hasFocus() and not self.currentIndex().isValid():
            paint_focus(painter, QRectF(self.viewport().rect()), self._look.theme)
        painter.end()
