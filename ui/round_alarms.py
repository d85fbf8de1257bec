"""Which alarm takes the screen from an open look, and when the look may come back. Pure: it reads rows.

A person's Akut or Hög that waits for an answer and did not a moment ago: new, released again, or raised.
"""

from collections.abc import Iterable

from console.domain.alarm import AlarmClass, Lane
from console.domain.ids import CaseId, ResidentId
from console.domain.lifecycle import State
from console.domain.queue import Group, Row, RowChange, RowRemoved

TAKES_SCREEN = frozenset({AlarmClass.ACUTE, AlarmClass.HIGH})
"""The classes, as they sort, for which somebody is called away from a camera."""


def urgent(rows: Iterable[Row]) -> dict[CaseId, Row]:
    """What waits for an answer and cannot wait for a look to end."""
    return {
        row.case: row
        for row in rows
        if row.group is Group.UNANSWERED and row.lane is not Lane.TECHNICAL and row.alarm_class in TAKES_SCREEN
    }


class AlarmWatch:
    """Remembers what waits, so that an alarm interrupts once; and for whom a look was left. Told of every change of the
    queue: it looks at no row that has not changed."""

    def __init__(self) -> None:
        self._waiting: dict[CaseId, Row] = {}
        self._new: dict[CaseId, Row] = {}
        self._left_for: frozenset[CaseId] = frozenset()

    @property
    def is_away(self) -> bool:
        """Whether a look was left for an alarm, and has not been gone back to."""
        return bool(self._left_for)

    def replace(self, rows: Iterable[Row]) -> None:
        """The queue anew."""
        waiting = urgent(rows)
        self._new = {case: row for case, row in waiting.items() if case in self._new or case not in self._waiting}
        self._waiting = waiting

    def apply(self, changes: Iterable[RowChange]) -> None:
        """Changes of the queue, in their order."""
        for change in changes:
            if isinstance(change, RowRemoved):
                self._ends(change.case)
            elif not urgent((change.row,)):
                self._ends(change.row.case)
            else:
                self._waits(change.row)

    def forget(self) -> None:
        """Another seat: what waits now is nothing new."""
        self._new, self._left_for = {}, frozenset()

    def see(self) -> None:
        """What waits while nothing is open is nothing new later."""
        self._new = {}

    def came(self, but: ResidentId | None) -> Row | None:
        """The gravest that has begun to wait since the last time that this was asked, the oldest of them. One person's
        stays for the next time."""
        news = [row for row in self._new.values() if but is None or row.resident != but]
        for row in news:
            del self._new[row.case]
        return min(news, key=lambda row: (row.alarm_class, row.waiting_since), default=None)

    def left_for(self, case: CaseId) -> None:
        """A look was left for it."""
        self._left_for |= {case}

    def gone_back(self) -> None:
        """The look is gone back to, or there is none."""
        self._left_for = frozenset()

    def may_go_back(self, answered: Iterable[Row]) -> bool:
        """Whether what the look was left for waits no more, and the operator has no claimed case of their own."""
        has_own = any(row.group is Group.MINE and row.state is State.CLAIMED for row in answered)
        return self.is_away and not has_own and not self._left_for & self._waiting.keys()

    def _waits(self, row: Row) -> None:
        if row.case not in self._waiting or row.case in self._new:
            self._new[row.case] = row
        self._waiting[row.case] = row

    def _ends(self, case: CaseId) -> None:
        self._waiting.pop(case, None)
        self._new.pop(case, None)
