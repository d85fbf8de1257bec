"""The list of the queue: selection and focus follow the case, never the row, and only what is visible ticks."""

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from console.domain.alarm import AlarmClass
from console.domain.ids import CaseId
from console.domain.queue import Row
from ui.queue.delegate import QueueDelegate
from ui.queue.model import QueueModel
from ui.queue.stillness import Stillness
from ui.queue.virtual_view import VirtualView
from ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
Move = QAbstractItemView.CursorAction

BEAT_MS = 500
"""An unanswered class 1-2 mark changes twice a second (1 Hz); clocks step with every second beat."""

Select = QItemSelectionModel.SelectionFlag
STEPS = {Move.MoveUp: -1, Move.MovePrevious: -1, Move.MoveDown: 1, Move.MoveNext: 1}
NAVIGATION = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)


class QueueView(VirtualView):
    """Shows a `QueueModel`. `chosen` carries the case id that the operator's hand or a step selected, or None;
    `slipped` comes when the selected case left the queue by itself, `left_below` where Down goes beyond the last
    row."""

    chosen = Signal(object)
    slipped = Signal()
    left_below = Signal()

    def __init__(self, model: QueueModel, delegate: QueueDelegate, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(model, delegate, look, parent)
        self._followed: CaseId | None = None
        self._is_adjusting = False
        self._beats = 0
        self._still = Stillness(self, model)
        model.changing.connect(self._unsettle)
        # Before `setModel`, so that we hold before Qt's own slots move the selection to a neighbour.
        for signal in (model.rowsAboutToBeRemoved, model.rowsAboutToBeInserted, model.rowsAboutToBeMoved):
            signal.connect(self._hold)
        self.setModel(model)
        for signal in (model.rowsRemoved, model.rowsInserted, model.rowsMoved, model.modelReset):
            signal.connect(self._follow)
        model.changed.connect(self._settle)
        self.verticalScrollBar().actionTriggered.connect(self._scrolled)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self.step)
        self._beat.start()

    def follow(self, case: CaseId | None) -> None:
        """Selects a case, by a step of the operator's."""
        self._still.touched()
        self._followed = case
        self._select(case)
        self.chosen.emit(self._followed)

    def followed(self) -> CaseId | None:
        """The selected case."""
        return self._followed

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.show_changes()
        row = self._queue.row_at(current)
        if not self._is_adjusting and row is not None and row.case != self._followed:
            self._followed = row.case
            self.chosen.emit(row.case)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt would choose the first row here; only the operator's hand does."""
        self._is_adjusting = True
        super().focusInEvent(event)
        self._is_adjusting = False
        current = self._queue.row_at(self.currentIndex())
        if current is not None and current.case != self._followed:
            self._select(self._followed)

    def moveCursor(self, action: QAbstractItemView.CursorAction, _: Qt.KeyboardModifier) -> QModelIndex:
        """The next row that can be chosen; heads are passed over. From none it is the first, up as well as down."""
        size, at = self._queue.rowCount(), self.currentIndex().row()
        page = max(1, self.viewport().height() // max(self.geometry_of_rows().rows))
        if action is Move.MoveHome or (at < 0 and action in STEPS):
            at, step = 0, 1
        elif action is Move.MoveEnd:
            at, step = size - 1, -1
        elif action in (Move.MovePageUp, Move.MovePageDown):
            at = at - page if action is Move.MovePageUp else at + page
            at, step = min(max(at, 0), size - 1), -1 if at >= size else 1
        else:
            step = STEPS.get(action, 1)
            at += step
        while 0 <= at < size and self._queue.row_at(self._queue.index(at)) is None:
            at += step
        return self._queue.index(at) if 0 <= at < size else self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter never acts on an alarm, and letters do not search."""
        self._still.touched()
        if event.key() == Qt.Key.Key_Down and self.currentIndex().isValid() and self._is_last():
            self.left_below.emit()
        elif event.key() in NAVIGATION:
            super().keyPressEvent(event)
            self.scrollTo(self.currentIndex())  # Qt's own scrolling is off: only the hand moves the queue
        else:
            event.ignore()

    def _is_last(self) -> bool:
        return self.currentIndex().row() == self._queue.rowCount() - 1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._still.pressed(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._still.released()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._still.pointed()
        super().mouseMoveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._still.touched()
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The selected row stays in sight when the room for the rows changes."""
        rect = self.visualRect(self.currentIndex())
        was_in_sight = rect.isValid() and rect.top() < event.oldSize().height() and rect.bottom() >= 0
        super().resizeEvent(event)
        self.updateGeometries()
        if was_in_sight:
            self.scrollTo(self.currentIndex())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def step(self) -> None:
        """One beat: repaints the visible rows each second, and between them the marks that beat."""
        self._beats += 1
        self._still.beat()
        if not self.isVisible():
            return
        if self._beats % 2 == 0:
            self.viewport().update()
            return
        for row, rect in self._visible():
            if not row.is_answered and row.alarm_class <= AlarmClass.HIGH:
                self.viewport().update(rect)

    def unseen(self) -> tuple[int, int]:
        """How many rows lie above and below those that are wholly visible."""
        room, offset, geometry = self.viewport().height(), self.verticalOffset(), self.geometry_of_rows()
        numbers = []
        for place in self.places(self.viewport().rect()):
            top, height = geometry.span(place)
            number = self._queue.groups.number_at(place)
            if number is not None and top >= offset and top + height - 1 - offset <= room:
                numbers.append(number)
        return (numbers[0], sum(self._queue.groups.counts) - numbers[-1] - 1) if numbers else (0, 0)

    def _visible(self) -> Iterator[tuple[Row, QRect]]:
        """The rows on the screen, from the top."""
        for place in self.places(self.viewport().rect()):
            index = self._queue.index(place)
            row = self._queue.row_at(index)
            if row is not None:
                yield row, self.visualRect(index)

    def _hold(self) -> None:
        self._is_adjusting = True

    def _follow(self) -> None:
        current = self._queue.row_at(self.currentIndex())
        if current is None or current.case != self._followed:
            self._select(self._followed)
        self._is_adjusting = False

    def _scrolled(self, _: int) -> None:
        self._still.touched()

    def _unsettle(self) -> None:
        self.is_changing = True
        self._still.hold()

    def _settle(self) -> None:
        """All that was told at once has been done."""
        self.is_changing = False
        self.updateGeometries()
        self._still.restore()
        self.show_changes()

    def _select(self, case: CaseId | None) -> None:
        self._is_adjusting = True
        index = self._queue.index_of(case) if case is not None else QModelIndex()
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, Select.ClearAndSelect)
            self.updateGeometries()
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
            self._followed = None
        self._is_adjusting = False
        if case is not None and self._followed is None:
            self.slipped.emit()
