"""The rows of the technical lane in their order, found by what a change is about. Pure: `at` is given.

A lane may hold thousands of faults while one of them changes each second: then one row is made anew, and the others are
the same objects as before.
"""

import heapq
from bisect import bisect_left, insort
from collections.abc import Collection
from datetime import datetime

from console.domain.heartbeats import Key
from console.domain.ids import CaseId, ResidentId
from console.domain.lane import LaneRow
from console.domain.queue import Rank, rank


class LaneRows:
    """What changes a row is said with it: the devices whose words it shows, and the people whom it concerns."""

    def __init__(self) -> None:
        self._rows: dict[CaseId, LaneRow] = {}
        self._ranks: dict[CaseId, Rank] = {}
        self._order: list[Rank] = []
        self._due: list[tuple[datetime, CaseId]] = []
        self._of_case: dict[CaseId, tuple[Collection[Key], Collection[ResidentId]]] = {}
        self._by_device: dict[Key, set[CaseId]] = {}
        self._by_person: dict[ResidentId, set[CaseId]] = {}

    def put(self, row: LaneRow, devices: Collection[Key], people: Collection[ResidentId], at: datetime) -> None:
        """The row of a case as it is at `at`, in the place of the one before."""
        case = row.row.case
        before = self._rows.get(case)
        if before is None or self._of_case[case] != (devices, people):
            self.drop(case)
            self._find_by(case, devices, people)
        else:
            self._unrank(case)
        self._rows[case] = row if row != before else before
        self._ranks[case] = ranked = rank(row.row)
        insort(self._order, ranked)
        if not row.row.is_answered and row.row.answer_by > at:
            heapq.heappush(self._due, (row.row.answer_by, case))

    def drop(self, case: CaseId) -> None:
        """It has no row any more, if it had one."""
        if self._rows.pop(case, None) is None:
            return
        self._unrank(case)
        devices, people = self._of_case.pop(case)
        for key in devices:
            self._by_device[key].discard(case)
        for resident in people:
            self._by_person[resident].discard(case)

    def rows(self) -> tuple[LaneRow, ...]:
        """All in the queue's order."""
        return tuple(self._rows[ranked[-1]] for ranked in self._order)

    def of_device(self, key: Key) -> set[CaseId]:
        """The cases whose rows show this device's words."""
        return set(self._by_device.get(key, ()))

    def of_person(self, resident: ResidentId) -> set[CaseId]:
        """The cases that concern somebody."""
        return set(self._by_person.get(resident, ()))

    def of_fault(self, resident: ResidentId) -> set[CaseId]:
        """Those of them that are no outage's."""
        return {case for case in self._by_person.get(resident, ()) if self._rows[case].outage is None}

    def passing(self, at: datetime) -> set[CaseId]:
        """The cases that have passed their target by `at` since this was last asked."""
        found: set[CaseId] = set()
        while self._due and self._due[0][0] <= at:
            found.add(heapq.heappop(self._due)[1])
        return found & self._rows.keys()

    def _find_by(self, case: CaseId, devices: Collection[Key], people: Collection[ResidentId]) -> None:
        self._of_case[case] = (devices, people)
        for key in devices:
            self._by_device.setdefault(key, set()).add(case)
        for resident in people:
            self._by_person.setdefault(resident, set()).add(case)

    def _unrank(self, case: CaseId) -> None:
        del self._order[bisect_left(self._order, self._ranks.pop(case))]
