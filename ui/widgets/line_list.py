"""A list of lines whose selection follows a key, never a row. Geometry and painting are in `line_places.py`."""

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.theme import Look
from ui.widgets.line_places import KeyedLine, KeyedModel, LineDelegate, LinePlaces
from ui.widgets.lines import Index

Move = QAbstractItemView.CursorAction
STEPS = {Move.MoveUp: -1, Move.MovePrevious: -1, Move.MoveDown: 1, Move.MoveNext: 1}
NAVIGATION = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)


class LineList(LinePlaces):
    """`chosen` carries the key that the operator's hand selected, `entered` the one on which Enter was pressed."""

    chosen = Signal(object)
    entered = Signal(object)
    _is_adjusting = True

    def __init__(
        self, model: KeyedModel[Any], delegate: LineDelegate, look: Look, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, delegate, look, parent)
        self._is_adjusting = False
        self.setAccessibleName(name)
        self.setAutoScroll(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def show_lines(self, lines: Sequence[KeyedLine]) -> None:
        """All lines anew. The selected one stays selected, and where it stands on the screen; one that has gone leaves
        nothing selected."""
        if tuple(lines) == self._lines.lines:
            return
        key = self.key()
        before = self.visualRect(self.currentIndex()).top() if key is not None else 0
        if [line.key for line in lines] == [line.key for line in self._lines.lines]:
            self._lines.change(lines)
            self.lay_out()
            return
        self._is_adjusting = True
        self._lines.replace(lines)
        self._is_adjusting = False
        self.lay_out()
        self.select(key)
        if key is not None and self.currentIndex().isValid():
            moved = self.visualRect(self.currentIndex()).top() - before
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    def key(self) -> Hashable | None:
        """The key of the selected line."""
        return self._lines.key_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def select(self, key: Hashable | None) -> None:
        """Selects by a key and tells nobody; None and what is not there select nothing."""
        row = self._lines.row_of(key)
        self._is_adjusting = True
        if row is None:
            self.selectionModel().clear()
        elif row != self.currentIndex().row():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._lines.index(row), flag)
            self.scrollTo(self._lines.index(row))
        self._is_adjusting = False
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self._is_adjusting and current.isValid():
            self.chosen.emit(self._lines.key_at(current.row()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt would choose the first row here; only the operator's hand does."""
        self._is_adjusting = True
        had = self.key()
        super().focusInEvent(event)
        self._is_adjusting = False
        if self.key() != had:
            self.select(had)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def moveCursor(self, action: QAbstractItemView.CursorAction, _: Qt.KeyboardModifier) -> QModelIndex:
        """The next line that can be chosen; heads are passed over. From none it is the first."""
        size, at = len(self._lines.lines), self.currentIndex().row()
        if action is Move.MoveHome or (at < 0 and action in STEPS):
            at, step = 0, 1
        elif action is Move.MoveEnd:
            at, step = size - 1, -1
        elif action in (Move.MovePageUp, Move.MovePageDown) and at >= 0:
            page = self.viewport().height() * (-1 if action is Move.MovePageUp else 1)
            at = min(max(bisect_right(self._tops, max(0, self._tops[at] + page)) - 1, 0), size - 1)
            step = -1 if action is Move.MovePageDown else 1
        else:
            step = STEPS.get(action, 1)
            at += step
        while 0 <= at < size and self._lines.key_at(at) is None:
            at += step
        return self._lines.index(at) if 0 <= at < size else self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters do not search."""
        if event.key() in NAVIGATION:
            super().keyPressEvent(event)
            self.scrollTo(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key() is not None:
            self.entered.emit(self.key())
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The selected line stays in sight when the room changes."""
        super().resizeEvent(event)
        self.updateGeometries()
        self.scrollTo(self.currentIndex())
