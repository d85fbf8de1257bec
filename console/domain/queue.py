"""The operators' queue: which rows one viewer sees, in which order, and what changed since the last look.

Order: the viewer's own cases, those that wait for an answer, those that others have; within each by class, then by
the time at which the municipality's answer target is reached, then by age. Of the own ones those come last that wait
for a time that the viewer has promised, the first promise first, whatever their class. Past its target (or with a
broken promise) a case sorts one class higher, never among life alarms. The queue says what changed as rows; a screen
turns that into its own calls and compares nothing.
"""

import heapq
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.case import Case
from console.domain.events import SubjectKind
from console.domain.ids import CaseId, DeviceId, MunicipalityId, OperatorId, ResidentId
from console.domain.lifecycle import OWNED, State
from console.domain.masking import Person
from console.domain.operator import Act, Operator, act_on
from console.domain.resident import DEFAULT_ANSWER_WITHIN_S


class Group(IntEnum):
    """The three parts of the queue, in order."""

    MINE = 0
    UNANSWERED = 1
    OTHERS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """All that a row shows, already masked for its viewer. Moments are aware UTC.

    `alarm_class` is the class that it sorts under, `own_class` that of its alarms. `people` is empty for a case
    about no known person; two where a shared household asks who. The answer clock runs from `waiting_since`.
    """

    case: CaseId
    municipality: MunicipalityId
    version: int
    group: Group
    state: State
    lane: Lane
    alarm_class: AlarmClass
    own_class: AlarmClass
    kind: DeviceKind
    cause: Cause
    place: str
    device: DeviceId
    text: str
    people: tuple[Person, ...]
    resident: ResidentId | None
    asks_who: bool
    is_test: bool
    alarms: int
    presses: int
    first_at: datetime
    last_at: datetime
    waiting_since: datetime
    answer_within: timedelta
    is_over_target: bool
    answered_after: timedelta | None
    owner: OperatorId | None
    owner_name: str
    promise_until: datetime | None
    promise_text: str
    is_promise_broken: bool
    follows: CaseId | None
    linked: tuple[CaseId, ...]

    @property
    def answer_by(self) -> datetime:
        """When the municipality's target is reached."""
        return self.waiting_since + self.answer_within

    @property
    def is_answered(self) -> bool:
        return self.state in OWNED


@dataclass(frozen=True, slots=True)
class RowInserted:
    index: int
    row: Row


@dataclass(frozen=True, slots=True)
class RowRemoved:
    index: int
    case: CaseId


@dataclass(frozen=True, slots=True)
class RowMoved:
    """Taken out at `index`, then put in at `to` of the list without it."""

    index: int
    to: int
    row: Row


@dataclass(frozen=True, slots=True)
class RowChanged:
    index: int
    row: Row


RowChange = RowInserted | RowRemoved | RowMoved | RowChanged

Rank = tuple[int, int, int, datetime, datetime, CaseId]


def rank(row: Row) -> Rank:
    """What the rows are ordered by, ascending."""
    is_promised = row.state is State.WAITING
    due = row.promise_until if is_promised and row.promise_until else row.answer_by
    if is_promised and row.group is Group.MINE:
        return (row.group, 1, 0, due, row.first_at, row.case)
    return (row.group, 0, row.alarm_class, due, row.first_at, row.case)


def raised(own: AlarmClass) -> AlarmClass:
    """One class higher, never among life alarms."""
    return AlarmClass(max(AlarmClass.HIGH, own - 1)) if own is not AlarmClass.ACUTE else own


class Queue:
    """The rows of one viewer. `people` and `owner_name` come from whoever feeds it."""

    def __init__(self, viewer: Operator, targets: Mapping[tuple[MunicipalityId, AlarmClass], timedelta]) -> None:
        self.viewer = viewer
        self._targets = targets
        self._rows: dict[CaseId, tuple[Case, Row, Rank]] = {}
        self._order: list[Rank] = []
        self._due: list[tuple[datetime, CaseId]] = []

    def __len__(self) -> int:
        return len(self._order)

    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(self._rows[ranked[-1]][1] for ranked in self._order)

    def row(self, case: CaseId) -> Row | None:
        """The row of a case, if the viewer sees it."""
        found = self._rows.get(case)
        return found[1] if found else None

    def is_for_viewer(self, case: Case) -> bool:
        """Whether the viewer's grants reach this case. A technician sees the technical lane."""
        tenant = case.municipality
        return self.viewer.may(Act.SEE_QUEUE, tenant) and self.viewer.may(act_on(case.lane), tenant)

    def put(self, case: Case, people: Sequence[Person], owner_name: str, at: datetime) -> tuple[RowChange, ...]:
        """What a case's change means for the rows, as of `at`."""
        if not case.is_open:
            return self._taken_out(case.id)
        if not self.is_for_viewer(case):
            return ()
        row = self._row(case, tuple(people), owner_name, at)
        if not row.is_answered and not row.is_over_target:
            heapq.heappush(self._due, (row.answer_by, case.id))
        return (self._placed(case, row),)

    def advance(self, at: datetime) -> tuple[RowChange, ...]:
        """The rows that pass their target by `at`."""
        changes: list[RowChange] = []
        while self._due and self._due[0][0] <= at:
            _, case_id = heapq.heappop(self._due)
            found = self._rows.get(case_id)
            if found is None or found[1].is_answered or found[1].is_over_target or found[1].answer_by > at:
                continue
            case, before, _ = found
            changes.append(self._placed(case, self._row(case, before.people, before.owner_name, at)))
        return tuple(changes)

    def counts(self) -> dict[AlarmClass, int]:
        """Open cases by their own class."""
        counted = dict.fromkeys(AlarmClass, 0)
        for _, row, _ in self._rows.values():
            counted[row.own_class] += 1
        return counted

    def oldest_unanswered(self) -> datetime | None:
        """Since when the longest wait of all lasts."""
        return min((row.waiting_since for _, row, _ in self._rows.values() if not row.is_answered), default=None)

    def _placed(self, case: Case, row: Row) -> RowChange:
        after = rank(row)
        found = self._rows.get(case.id)
        self._rows[case.id] = (case, row, after)
        if found is None:
            insort(self._order, after)
            return RowInserted(bisect_left(self._order, after), row)
        index = bisect_left(self._order, found[2])
        if after == found[2]:
            return RowChanged(index, row)
        del self._order[index]
        to = bisect_left(self._order, after)
        self._order.insert(to, after)
        return RowChanged(index, row) if to == index else RowMoved(index, to, row)

    def _taken_out(self, case: CaseId) -> tuple[RowChange, ...]:
        found = self._rows.pop(case, None)
        if found is None:
            return ()
        index = bisect_left(self._order, found[2])
        del self._order[index]
        return (RowRemoved(index, case),)

    def _row(self, case: Case, people: tuple[Person, ...], owner_name: str, at: datetime) -> Row:
        within = self._targets.get((case.municipality, case.alarm_class)) or timedelta(
            seconds=DEFAULT_ANSWER_WITHIN_S[case.alarm_class]
        )
        is_answered = case.state in OWNED
        is_over = not is_answered and at >= case.waiting_since + within
        lifted = raised(case.alarm_class) if case.is_raised or is_over else case.alarm_class
        promise = case.promise
        return Row(
            case=case.id, municipality=case.municipality, version=case.version, group=self._group(case),
            state=case.state, lane=case.lane, alarm_class=lifted, own_class=case.alarm_class, kind=case.kind,
            cause=case.cause, place=case.place, device=case.device,
            text=case.recent[-1].text if case.recent else "", people=people, resident=case.resident,
            asks_who=case.asks_who, is_test=case.is_test, alarms=case.alarms, presses=case.presses,
            first_at=case.first_at, last_at=case.last_at, waiting_since=case.waiting_since,
            answer_within=within, is_over_target=is_over, answered_after=case.answered_after,
            owner=case.owner, owner_name=owner_name, promise_until=promise.until if promise else None,
            promise_text=promise.text if promise else "",
            is_promise_broken=bool(promise and promise.is_broken), follows=case.follows, linked=case.linked,
        )  # fmt: skip

    def _group(self, case: Case) -> Group:
        if case.state not in OWNED:
            return Group.UNANSWERED
        return Group.MINE if case.owner == self.viewer.id else Group.OTHERS


def subjects_of(case: Case) -> tuple[SubjectKind, str]:
    """What a feeder looks people up by: the resident where there is one, else the case's subject."""
    if case.resident is not None:
        return SubjectKind.RESIDENT, case.resident
    return case.subject.kind, case.subject.id


def apply_changes(rows: list[Row], changes: Iterable[RowChange]) -> None:
    """Does to a list of rows what the changes say; the model of a screen does the same with its own calls."""
    for change in changes:
        match change:
            case RowInserted(index, row):
                rows.insert(index, row)
            case RowRemoved(index):
                del rows[index]
            case RowMoved(index, to, row):
                del rows[index]
                rows.insert(to, row)
            case RowChanged(index, row):
                rows[index] = row
