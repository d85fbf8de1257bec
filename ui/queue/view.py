"""The list of the queue: selection and focus follow the case, never the row, and only what is visible ticks."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from console.domain.alarm import AlarmClass
from console.domain.ids import CaseId
from console.domain.queue import Row
from ui.queue.delegate import QueueDelegate
from ui.queue.model import QueueModel

BEAT_MS = 500
"""An unanswered class 1-2 mark changes twice a second (1 Hz); clocks step with every second beat."""

Clear = QItemSelectionModel.SelectionFlag.ClearAndSelect


class QueueView(QListView):
    """Shows a `QueueModel`. `chosen` carries the case id that the operator's hand or a step selected, or None;
    `slipped` comes when the selected case left the queue by itself."""

    chosen = Signal(object)
    slipped = Signal()

    def __init__(self, model: QueueModel, delegate: QueueDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._followed: CaseId | None = None
        self._is_adjusting = False
        self._beats = 0
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(200)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAutoScroll(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        for signal in (model.rowsAboutToBeRemoved, model.rowsAboutToBeInserted, model.rowsAboutToBeMoved):
            signal.connect(self._hold)
        for signal in (model.rowsRemoved, model.rowsInserted, model.rowsMoved, model.modelReset):
            signal.connect(self._follow)
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self.step)
        self._beat.start()

    def follow(self, case: CaseId | None) -> None:
        """Selects a case, by a step of the operator's."""
        self._followed = case
        self._select(case)
        self.chosen.emit(case)

    def followed(self) -> CaseId | None:
        """The selected case."""
        return self._followed

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        if self._is_adjusting:
            return
        row = self._model.row_at(current)
        if row is not None and row.case != self._followed:
            self._followed = row.case
            self.chosen.emit(row.case)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter never acts on an alarm, and letters do not search."""
        navigation = (
            Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
        )  # fmt: skip
        if event.key() in navigation:
            super().keyPressEvent(event)
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
        """How many rows lie above and below what is visible."""
        visible = [row.case for row, _ in self._visible()]
        rows = self._model.rows()
        if not visible or not rows:
            return 0, 0
        first = next(number for number, row in enumerate(rows) if row.case == visible[0])
        return first, len(rows) - first - len(visible)

    def _visible(self) -> list[tuple[Row, "object"]]:
        return []

    def _hold(self) -> None:
        self._is_adjusting = True

    def _follow(self) -> None:
        self._select(self._followed)
        self._is_adjusting = False

    def _select(self, case: CaseId | None) -> None:
        self._is_adjusting = True
        index = self._model.index_of(case) if case is not None else QModelIndex()
        if index.isValid():
            if index != self.currentIndex() or not self.selectionModel().isSelected(index):
                self.selectionModel().setCurrentIndex(index, Clear)
        else:
            self.selectionModel().clear()
            if case is not None:
                self._followed = None
        self._is_adjusting = False
        if case is not None and self._followed is None:
            self.slipped.emit()
