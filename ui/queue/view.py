"""The list of the queue: selection and focus follow the case, never the row, and only what is visible ticks.

A view of its own rather than a QListView: that one asks for the height of every row after every insertion, which at
10,000 rows takes 67 ms a change. Here a place is arithmetic (`geometry.py`) and a paint touches the visible rows only.
"""

from collections.abc import Iterator

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from console.domain.alarm import AlarmClass
from console.domain.ids import CaseId
from console.domain.queue import Row
from ui.queue.delegate import QueueDelegate, RowDensity
from ui.queue.geometry import Geometry
from ui.queue.model import QueueModel
from ui.theme import Look
from ui.widgets.marks import paint_hatch

Index = QModelIndex | QPersistentModelIndex
Move = QAbstractItemView.CursorAction

BEAT_MS = 500
"""An unanswered class 1-2 mark changes twice a second (1 Hz); clocks step with every second beat."""

Select = QItemSelectionModel.SelectionFlag
STEPS = {Move.MoveUp: -1, Move.MovePrevious: -1, Move.MoveDown: 1, Move.MoveNext: 1}
NAVIGATION = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)


class VirtualView(QAbstractItemView):
    """The geometry and the painting; what is selected is `QueueView`'s business."""

    def __init__(self, model: QueueModel, delegate: QueueDelegate, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_blind = False
        self._queue = model
        self._look = look
        self._delegate = delegate
        self._hovered = QPersistentModelIndex()
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def geometry_of_rows(self) -> Geometry:
        """As of now."""
        theme = self._look.theme
        row, others = theme.px(theme.density.row), theme.px(theme.density.row)
        if self._delegate.density is RowDensity.OTHERS_IN_ONE_LINE:
            others = theme.px(32)
        return Geometry(self._queue.groups, theme.px(theme.density.head), (row, row, others))

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        top, height = self.geometry_of_rows().span(index.row())
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        place = self.geometry_of_rows().place_at(point.y() + self.verticalOffset())
        return self._queue.index(place) if place is not None else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        geometry = self.geometry_of_rows()
        top, height = geometry.span(index.row())
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if index.row() and self._queue.groups.head_at(index.row() - 1) is not None:
            above = geometry.span(index.row() - 1)[1]  # the head of its group is seen with it
            top, height = top - above, height + above
        if top < bar.value():
            bar.setValue(top)
        elif top + height > bar.value() + room:
            bar.setValue(top + height - room)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += QRegion(self.visualRect(index))
        return region

    def updateGeometries(self) -> None:
        super().updateGeometries()
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self.geometry_of_rows().height() - room))
        bar.setPageStep(room)
        bar.setSingleStep(self._look.theme.px(self._look.theme.density.row))

    def lay_out(self) -> None:
        """After rows have come or gone, or the theme has changed."""
        self.updateGeometries()
        self.viewport().update()

    def places(self, rect: QRect) -> range:
        """The places that a part of the viewport shows."""
        geometry, offset = self.geometry_of_rows(), self.verticalOffset()
        first = geometry.place_at(rect.top() + offset)
        last = geometry.place_at(rect.bottom() + offset)
        size = self._queue.rowCount()
        return range(first if first is not None else size, last + 1 if last is not None else size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = self._look.theme
        painter.fillRect(event.rect(), theme.colour("bg1"))
        if self.is_blind:
            paint_hatch(painter, QRectF(self.viewport().rect()), theme.colour("line"), theme.px(10))
        for place in self.places(event.rect()):
            index = self._queue.index(place)
            self._delegate.paint(painter, self._option(index), index)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        if QPersistentModelIndex(index) != self._hovered:
            self._hovered = QPersistentModelIndex(index)
            self.viewport().update()

    def _option(self, index: QModelIndex) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        state = option.state & ~QStyle.StateFlag.State_HasFocus & ~QStyle.StateFlag.State_MouseOver
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if self.hasFocus() and index == self.currentIndex():
            state |= QStyle.StateFlag.State_HasFocus
        if index == self._hovered and self.viewport().underMouse():
            state |= QStyle.StateFlag.State_MouseOver
        option.state = state
        option.rect = self.visualRect(index)
        return option


class QueueView(VirtualView):
    """Shows a `QueueModel`. `chosen` carries the case id that the operator's hand or a step selected, or None;
    `slipped` comes when the selected case left the queue by itself."""

    chosen = Signal(object)
    slipped = Signal()

    def __init__(self, model: QueueModel, delegate: QueueDelegate, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(model, delegate, look, parent)
        self._followed: CaseId | None = None
        self._is_adjusting = False
        self._beats = 0
        # Before `setModel`, so that we hold before Qt's own slots move the selection to a neighbour.
        for signal in (model.rowsAboutToBeRemoved, model.rowsAboutToBeInserted, model.rowsAboutToBeMoved):
            signal.connect(self._hold)
        self.setModel(model)
        for signal in (model.rowsRemoved, model.rowsInserted, model.rowsMoved, model.modelReset):
            signal.connect(self._follow)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self.step)
        self._beat.start()

    def follow(self, case: CaseId | None) -> None:
        """Selects a case, by a step of the operator's."""
        self._followed = case
        self._select(case)
        self.chosen.emit(self._followed)

    def followed(self) -> CaseId | None:
        """The selected case."""
        return self._followed

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
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
        page = max(1, self.viewport().height() // self.geometry_of_rows().rows[0])
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
        if event.key() in NAVIGATION:
            super().keyPressEvent(event)
            self.scrollTo(self.currentIndex())  # Qt's own scrolling is off: only the hand moves the queue
        else:
            event.ignore()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def step(self) -> None:
        """One beat: repaints the visible rows each second, and between them the marks that beat."""
        self._beats += 1
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
        room = self.viewport().height()
        rows = [
            self._queue.groups.number_at(place)
            for place in self.places(self.viewport().rect())
            if (rect := self.visualRect(self._queue.index(place))).top() >= 0 and rect.bottom() <= room
        ]
        numbers = [number for number in rows if number is not None]
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
        self.lay_out()

    def _select(self, case: CaseId | None) -> None:
        self._is_adjusting = True
        index = self._queue.index_of(case) if case is not None else QModelIndex()
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, Select.ClearAndSelect)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
            self._followed = None
        self._is_adjusting = False
        if case is not None and self._followed is None:
            self.slipped.emit()
