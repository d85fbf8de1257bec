"""A list view whose places are its own arithmetic: what is the same whatever that arithmetic is.

A list view by descent alone, since Qt makes rows known to screen readers for its own kinds of view only; nothing of
its layout is used. Whoever descends says where a row stands (`visualRect`, `indexAt`, `scrollTo`,
`updateGeometries`) and paints.
"""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QMouseEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.widgets.lines import Index


class FlatView(QListView):
    """Knows what the mouse is over, and how a row looks that is selected, has the keyboard, or is under the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mouse: QPoint | None = None

    def paint_by(self, delegate: QStyledItemDelegate) -> None:
        """The last of making a view: Qt asks for the places of rows from here on."""
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def hovered(self) -> QModelIndex:
        """What the mouse is over, or an invalid index."""
        return self.indexAt(self._mouse) if self._mouse is not None else QModelIndex()

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

    def doItemsLayout(self) -> None:
        """There is nothing to lay out row by row."""
        self.updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        before = self.hovered()
        self._mouse = event.position().toPoint()
        if self.hovered() != before:
            self.hover_changed()

    def hover_changed(self) -> None:
        """The mouse is over something else now."""
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and self._mouse is not None:
            self._mouse = None
            self.hover_changed()
        return super().viewportEvent(event)

    def option(self, index: QModelIndex, *, is_hovered: bool) -> QStyleOptionViewItem:
        """How a row is to be painted, and where."""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        state = option.state & ~QStyle.StateFlag.State_HasFocus & ~QStyle.StateFlag.State_MouseOver
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if self.hasFocus() and index == self.currentIndex():
            state |= QStyle.StateFlag.State_HasFocus
        if is_hovered:
            state |= QStyle.StateFlag.State_MouseOver
        option.state = state
        option.rect = self.visualRect(index)
        return option
