"""The list of the queue: selection and focus follow the case, never the row, and only what is visible ticks."""

from collections.abc import Iterator

from PySide6.QtCore import (
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
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from console.domain.alarm import AlarmClass
from console.domain.ids import CaseId
from console.domain.queue import Row
from ui.queue.delegate import QueueDelegate
from ui.queue.model import QueueModel
from ui.theme import Look
from ui.widgets.marks import paint_hatch

Index = QModelIndex | QPersistentModelIndex

BEAT_MS = 500
"""An unanswered class 1-2 mark changes twice a second (1 Hz); clocks step with every second beat."""

Clear = QItemSelectionModel.SelectionFlag.ClearAndSelect


class QueueView(QListView):
    """Shows a `QueueModel`. `chosen` carries the case id that the operator's hand or a step selected, or None;
    `slipped` comes when the selected case left the queue by itself."""

    chosen = Signal(object)
    slipped = Signal()

    def __init__(self, model: QueueModel, delegate: QueueDelegate, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look
        self.is_blind = False
        self._followed: CaseId | None = None
        self._is_adjusting = False
        self._beats = 0
        # Before `setModel`, so that we hold before Qt's own slots move the selection to a neighbour.
        for signal in (model.rowsAboutToBeRemoved, model.rowsAboutToBeInserted, model.rowsAboutToBeMoved):
            signal.connect(self._hold)
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

    def currentChanged(self, current: Index, previous: Index) -> None:
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
        """How many rows lie above and below those that are wholly visible."""
        bottom = self.viewport().height()
        visible = [row.case for row, rect in self._visible() if rect.top() >= 0 and rect.bottom() <= bottom]
        if not visible:
            return 0, 0
        above = next(number for number, row in enumerate(self._model.rows()) if row.case == visible[0])
        return above, len(self._model.rows()) - above - len(visible)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_blind:
            painter = QPainter(self.viewport())
            theme = self._look.theme
            paint_hatch(painter, QRectF(self.viewport().rect()), theme.colour("line"), theme.px(10))
            painter.end()
        super().paintEvent(event)

    def _visible(self) -> Iterator[tuple[Row, QRect]]:
        """The rows on the screen, from the top."""
        bottom = self.viewport().height()
        at = self.indexAt(QPoint(1, 1))
        number = at.row() if at.isValid() else 0
        while number < self._model.rowCount():
            index = self._model.index(number)
            rect = self.visualRect(index)
            if rect.top() >= bottom:
                return
            row = self._model.row_at(index)
            if row is not None and rect.isValid():
                yield row, rect
            number += 1

    def _hold(self) -> None:
        self._is_adjusting = True

    def _follow(self) -> None:
        current = self._model.row_at(self.currentIndex())
        if current is None or current.case != self._followed:
            self._select(self._followed)
        self._is_adjusting = False

    def _select(self, case: CaseId | None) -> None:
        self._is_adjusting = True
        index = self._model.index_of(case)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, Clear)
        else:
            self.selectionModel().clear()
            self._followed = None
        self._is_adjusting = False
        if case is not None and self._followed is None:
            self.slipped.emit()
