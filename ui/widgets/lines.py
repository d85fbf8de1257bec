"""A list of lines as Qt wants it, replaced as a whole. What a line says and how it looks is its list's own."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
L = TypeVar("L")


class LinesModel(QAbstractListModel, Generic[L]):
    """Base: holds the lines and gives them to the delegate by `LINE_ROLE`. A subclass puts them into words, and says
    by `flags` where not every line can be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[L, ...] = ()

    def replace(self, lines: Sequence[L]) -> None:
        """All lines anew."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def line_at(self, row: int) -> L | None:
        """The line in a row, or None where there is no such row."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def told(self, line: L) -> str:
        """What a screen reader says of a line."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        return self.told(line) if role == Qt.ItemDataRole.AccessibleTextRole else None


def read_through(view: QListView, name: str) -> None:
    """Makes it a list that is read, its lines wrapped to its width: nothing in it is selected."""
    view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setAccessibleName(name)
