"""Which alarm takes the screen from an open look, and when the look may come back. Pure: it reads rows.

A person's Akut or Hög that waits for an answer and did not a moment ago: new, released again, or raised.
"""

from collections.abc import Iterable

from console.domain.alarm import AlarmClass, Lane
from console.domain.ids import CaseId
from console.domain.lifecycle import State
from console.domain.queue import Group, Row

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
    """Remembers what waited, so that an alarm interrupts once; and for whom a look was left."""

    def __init__(self) -> None:
        self._waited: frozenset[CaseId] = frozenset()
        self._left_for: frozenset[CaseId] = frozenset()

    @property
    def is_away(self) -> bool:
        """Whether a look was left for an alarm, and has not been gone back to."""
        return bool(self._left_for)

    def forget(self, rows: Iterable[Row]) -> None:
        """Another seat: what waits now is nothing new."""
        self._waited, self._left_for = frozenset(urgent(rows)), frozenset()

    def see(self, rows: Iterable[Row]) -> None:
        """What waits while nothing is open is nothing new later."""
        self._waited = frozenset(urgent(rows))

    def came(self, rows: Iterable[Row]) -> Row | None:
        """The gravest that has begun to wait since the last time that this was asked, the oldest of them."""
        waiting = urgent(rows)
        news = [row for case, row in waiting.items() if case not in self._waited]
        self._waited = frozenset(waiting)
        return min(news, key=lambda row: (row.alarm_class, row.waiting_since), default=None)

    def left_for(self, case: CaseId) -> None:
        """A look was left for it."""
        self._left_for |= {case}

    def gone_back(self) -> None:
        """The look is gone back to, or there is none."""
        self._left_for = frozenset()

    def may_go_back(self, rows: Iterable[Row]) -> bool:
        """Whether what the look was left for waits no more, and the operator has no claimed case of their own."""
        told = tuple(rows)
        has_own = any(row.group is Group.MINE and row.state is State.CLAIMED for row in told)
        return self.is_away and not has_own and not self._left_for & urgent(told).keys()
