"""The queue's rows as Qt wants them: an adapter over a plain list that announces what the domain says changed.

It compares nothing, sorts nothing and asks nothing. The head of each group that has rows is a row of the model, not
selectable; there are three groups, so the mapping between the two counts is a sum over at most three.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from console.domain.help import is_life_alarm
from console.domain.ids import CaseId
from console.domain.queue import Group, Row, RowChange, RowChanged, RowInserted, RowMoved, RowRemoved
from ui.queue.grouping import Grouping, Head

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `Row`, or None for a head."""
HEAD_ROLE = Qt.ItemDataRole.UserRole + 2
"""The `Head`, or None for a row."""
LOST_ROLE = Qt.ItemDataRole.UserRole + 3
"""The `LostTo` of a row that another has just taken, or None."""


@dataclass(frozen=True, slots=True)
class LostTo:
    """Who was faster, and when. The row says so until `until`."""

    owner_name: str
    at: datetime
    until: datetime


class QueueModel(QAbstractListModel):
    """Fed by `replace` and `apply`, with what the console tells. `told` puts a row into words for a screen reader;
    `groups` says where rows and heads stand, `life_alarms` how many cases that are Akut themselves wait for an answer
    (tests apart), both for reading only. `changing` and `changed` stand around all that is told
    at once, so that a view is laid out once for it."""

    changing = Signal()
    changed = Signal()

    def __init__(self, told: Callable[[Row | Head], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = told
        self._rows: list[Row] = []
        self.groups = Grouping()
        self.life_alarms = 0
        self._lost: dict[CaseId, LostTo] = {}

    def rows(self) -> tuple[Row, ...]:
        """The rows without the heads."""
        return tuple(self._rows)

    def nth(self, number: int) -> Row:
        """The row with that number, heads not counted."""
        return self._rows[number]

    def count(self, group: Group) -> int:
        return self.groups.counts[group]

    def replace(self, rows: Iterable[Row]) -> None:
        """All rows anew."""
        self.changing.emit()
        self.beginResetModel()
        self._rows = list(rows)
        self.groups.replace(self._rows)
        self.life_alarms = sum(map(is_life_alarm, self._rows))
        self.endResetModel()
        self.changed.emit()

    def apply(self, changes: Iterable[RowChange]) -> None:
        """Changes in their order."""
        self.changing.emit()
        before = list(self.groups.counts)
        for change in changes:
            match change:
                case RowInserted(index, row):
                    self._insert(index, row)
                case RowRemoved(index, case):
                    self._remove(index)
                    self._lost.pop(case, None)
                case RowMoved(index, to, row):
                    self._move(index, to, row)
                case RowChanged(index, row):
                    self._move(index, index, row)
        for group in Group:
            if self.groups.heads[group] and self.groups.counts[group] != before[group]:
                self._announce(self.groups.head_place(group))
        self.changed.emit()

    def tell_lost(self, case: CaseId, lost: LostTo) -> None:
        """The row of `case` says for a while who took it."""
        self._lost[case] = lost
        index = self.index_of(case)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def lost_to(self, case: CaseId) -> LostTo | None:
        """Who took it faster, where its row says so or has said so."""
        return self._lost.get(case)

    def index_of(self, case: CaseId | None) -> QModelIndex:
        """Where a case stands, or an invalid index."""
        for number, row in enumerate(self._rows):
            if row.case == case:
                return self.index(self.groups.place_of(number, row.group))
        return QModelIndex()

    def row_at(self, index: Index) -> Row | None:
        """The row at an index; None for a head and for nothing."""
        number = self.groups.number_at(index.row()) if index.isValid() else None
        return self._rows[number] if number is not None else None

    def unanswered(self) -> tuple[Row, ...]:
        """Those that wait for an answer, in the order in which *Ta nästa* takes them."""
        start = self.groups.counts[Group.MINE]
        return tuple(self._rows[start : start + self.groups.counts[Group.UNANSWERED]])

    def answered(self) -> tuple[Row, ...]:
        """Those that somebody has. In a flood these stay few."""
        first, waiting = self.groups.counts[Group.MINE], self.groups.counts[Group.UNANSWERED]
        return (*self._rows[:first], *self._rows[first + waiting :])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self.groups.size()

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row_at(index)
        head = self.groups.head_at(index.row()) if row is None else None
        if role == ROW_ROLE:
            return row
        if role == HEAD_ROLE:
            return head
        if role == LOST_ROLE and row is not None:
            return self._lost.get(row.case)
        shown = row if row is not None else head
        if role == Qt.ItemDataRole.AccessibleTextRole and shown is not None:
            return self._told(shown)
        return None

    def _insert(self, index: int, row: Row) -> None:
        group = row.group
        at = self.groups.place_of(index, group)
        has_head = self.groups.heads[group]
        self.beginInsertRows(QModelIndex(), at, at if has_head else at + 1)
        self._rows.insert(index, row)
        self.life_alarms += is_life_alarm(row)
        self.groups.counts[group] += 1
        self.groups.heads[group] = True
        self.endInsertRows()

    def _remove(self, index: int) -> None:
        group = self._rows[index].group
        at = self.groups.place_of(index, group)
        is_last = self.groups.counts[group] == 1
        self.beginRemoveRows(QModelIndex(), at - 1 if is_last else at, at)
        self.life_alarms -= is_life_alarm(self._rows.pop(index))
        self.groups.counts[group] -= 1
        self.groups.heads[group] = not is_last
        self.endRemoveRows()

    def _move(self, index: int, to: int, row: Row) -> None:
        before = self._rows[index].group
        self.life_alarms += is_life_alarm(row) - is_life_alarm(self._rows[index])
        self._raise_head(row.group)
        source, target = self.groups.place_of(index, before), self.groups.place_of(to, row.group)
        if source == target:
            self._rows[index] = row
        else:
            # Qt names the row *before* which to put it, as counted with the row still in its place.
            self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target + (target > source))
            del self._rows[index]
            self._rows.insert(to, row)
            self.groups.counts[before] -= 1
            self.groups.counts[row.group] += 1
            self.endMoveRows()
        self._announce(target)
        if self.groups.counts[before] == 0:
            self._drop_head(before)

    def _raise_head(self, group: Group) -> None:
        if not self.groups.heads[group]:
            at = self.groups.head_place(group)
            self.beginInsertRows(QModelIndex(), at, at)
            self.groups.heads[group] = True
            self.endInsertRows()

    def _drop_head(self, group: Group) -> None:
        at = self.groups.head_place(group)
        self.beginRemoveRows(QModelIndex(), at, at)
        self.groups.heads[group] = False
        self.endRemoveRows()

    def _announce(self, at: int) -> None:
        self.dataChanged.emit(self.index(at), self.index(at))
