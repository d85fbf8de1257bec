"""The operators' queue: which rows one viewer sees, in which order, and what changed since the last look.

Order: the viewer's own cases, those that wait for an answer, those that others have; within each by class, in class
Akut the staff's own danger first and what is Akut by repeated presses alone last, people before things, then by the
time at which the municipality's answer target is reached, then by age. Of the own ones those come last that wait for
a time that the viewer has promised, the first promise first, whatever their class. Past its target (or with a broken
promise) a case sorts one class higher, never among life alarms. The queue says what changed as rows; a screen turns
that into its own calls and compares nothing.

People are always rows, and so is what may be a person. In a flood what concerns things folds into counted groups
(`hidden`), but for what the viewer has; what a silence covers is counted too. What is hidden is always told as a
number.
"""

import heapq
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane, class_of_presses, rule_for
from console.domain.case import Case, CaseCall, PlanCourse
from console.domain.escalation import Rung
from console.domain.events import SubjectKind
from console.domain.handling import may_handle
from console.domain.ids import CaseId, DeviceId, MunicipalityId, OperatorId, ResidentId, ResponderId
from console.domain.lifecycle import OWNED, State
from console.domain.masking import Person
from console.domain.operator import Act, Operator
from console.domain.resident import DEFAULT_ANSWER_WITHIN_S
from console.domain.task import Task


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
    `is_lifted`: a fault that leaves a person without help. `out` counts the devices of an outage that are not
    heard, without the line that it began with.
    `is_in_test`: a person's press while a test was announced. `reached` is the farthest rung of escalation that holds,
    and `escalations` counts them all. `call` is the one that goes on about it, `tasks` are those who are sent, in their
    order. `responder` is the one of the staff whom it is about.
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
    is_lifted: bool = False
    is_outage: bool = False
    out: int = 0
    is_in_test: bool = False
    reached: Rung | None = None
    escalations: int = 0
    plan: PlanCourse | None = None
    call: CaseCall | None = None
    tasks: tuple[Task, ...] = ()
    responder: ResponderId | None = None

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


class FoldKind(StrEnum):
    """What folds in a flood: tests that came through, faults of things, and an area's outage (a group each)."""

    OUTAGE = "outage"
    TECHNICAL = "technical"
    TESTS = "tests"


@dataclass(frozen=True, slots=True)
class Fold:
    """A counted group in the place of rows. `count` are cases, for an outage its silent devices, for tests the filed.
    `waiting` of the cases have no owner, the longest since `since`. `row` is the outage's own."""

    kind: FoldKind
    count: int
    waiting: int = 0
    since: datetime | None = None
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """What has no row now: groups, and the cases that a silence covers (`parked`)."""

    folds: tuple[Fold, ...] = ()
    parked: int = 0


RowChange = RowInserted | RowRemoved | RowMoved | RowChanged

_STALE_KEPT = 1_000
"""So many waits that are over are remembered at the most, beside one for each row."""

Rank = tuple[int, int, int, bool, bool, bool, datetime, datetime, CaseId]


def rank(row: Row) -> Rank:
    """What the rows are ordered by, ascending: group, then class, then one of the staff who is in danger themselves (of
    class Akut: nobody else stands before who was sent there), then what says itself that a life is in danger before who
    presses again and again, then people before things (what is of class Teknik by its own alarms), then the time that
    is left. However many faults wait too long, a fresh press stands above them; however many press, a fire stands above
    those.
    """
    is_promised = row.state is State.WAITING
    due = row.promise_until if is_promised and row.promise_until else row.answer_by
    if is_promised and row.group is Group.MINE:
        return (row.group, 1, 0, False, False, False, due, row.first_at, row.case)
    is_thing = row.own_class is AlarmClass.TECHNICAL
    is_other = row.responder is None or row.alarm_class is not AlarmClass.ACUTE
    return (row.group, 0, row.alarm_class, is_other, _is_by_presses(row), is_thing, due, row.first_at, row.case)


def _is_by_presses(row: Row) -> bool:
    """Whether it is of class Akut only because somebody has pressed so often."""
    is_pressed_up = class_of_presses(row.presses) is AlarmClass.ACUTE
    return is_pressed_up and rule_for(row.kind, row.cause).alarm_class is not AlarmClass.ACUTE


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
        self._counts = dict.fromkeys(AlarmClass, 0)
        self._waits: list[tuple[datetime, CaseId]] = []
        self._folded: dict[CaseId, tuple[Case, Row]] = {}
        self._parked: set[CaseId] = set()
        self._is_flooded = False

    def __len__(self) -> int:
        return len(self._order)

    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(self._rows[ranked[-1]][1] for ranked in self._order)

    def row(self, case: CaseId) -> Row | None:
        """The row of a case, if the viewer sees it."""
        found = self._rows.get(case)
        return found[1] if found else None

    def seen(self, case: Case, people: Sequence[Person], owner_name: str, at: datetime) -> Row:
        """The row of a case, made for the viewer also where it folds, is silenced, or was not put yet."""
        shown = self.row(case.id)
        if shown is not None and shown.version == case.version:
            return shown
        return self._row(case, tuple(people), owner_name, at, case.waiting_since)

    def is_for_viewer(self, case: Case) -> bool:
        """Whether the viewer's grants reach this case. A technician sees the technical lane."""
        return self.viewer.may(Act.SEE_QUEUE, case.municipality) and may_handle(self.viewer, case)

    def put(
        self,
        case: Case,
        people: Sequence[Person],
        owner_name: str,
        at: datetime,
        *,
        is_silenced: bool = False,
        waiting_since: datetime | None = None,
    ) -> tuple[RowChange, ...]:
        """What a case's change means for the rows, as of `at`. `is_silenced`: a silence covers it. `waiting_since` is
        said where the wall clock was set since the case began to wait."""
        self._parked.discard(case.id)
        self._folded.pop(case.id, None)
        if not case.is_open:
            return self._taken_out(case.id)
        if not self.is_for_viewer(case):
            return ()
        if is_silenced:
            self._parked.add(case.id)
            return self._taken_out(case.id)
        row = self._row(case, tuple(people), owner_name, at, waiting_since or case.waiting_since)
        if self._is_flooded and _folds(row):
            self._folded[case.id] = (case, row)
            return self._taken_out(case.id)
        return (self._shown(case, row),)

    def flood(self, is_on: bool) -> tuple[RowChange, ...]:
        """A flood has begun, or is over: what folds goes, or comes back."""
        if is_on is self._is_flooded:
            return ()
        self._is_flooded = is_on
        if not is_on:
            folded, self._folded = self._folded, {}
            return tuple(self._shown(case, row) for case, row in folded.values())
        folding = {id: (case, row) for id, (case, row, _) in self._rows.items() if _folds(row)}
        self._folded = folding
        return tuple(change for id in folding for change in self._taken_out(id))

    def hidden(self, tests_filed: int = 0) -> Hidden:
        """What has no row. `tests_filed` are the tests that came through during the flood."""
        folds: list[Fold] = []
        rows = [row for _, row in self._folded.values()]
        folds += [
            Fold(FoldKind.OUTAGE, row.out, int(not row.is_answered), row.first_at, row) for row in rows if row.is_outage
        ]
        things = [row for row in rows if not row.is_outage]
        if things:
            waiting = [row.waiting_since for row in things if not row.is_answered]
            folds.append(Fold(FoldKind.TECHNICAL, len(things), len(waiting), min(waiting, default=None)))
        if self._is_flooded and tests_filed:
            folds.append(Fold(FoldKind.TESTS, tests_filed))
        return Hidden(tuple(folds), len(self._parked))

    def advance(self, at: datetime) -> tuple[RowChange, ...]:
        """The rows that pass their target by `at`."""
        changes: list[RowChange] = []
        while self._due and self._due[0][0] <= at:
            _, case_id = heapq.heappop(self._due)
            found = self._rows.get(case_id)
            if found is None or found[1].is_answered or found[1].is_over_target or found[1].answer_by > at:
                continue
            case, before, _ = found
            row = self._row(case, before.people, before.owner_name, at, before.waiting_since)
            changes.append(self._placed(case, row))
        return tuple(changes)

    def counts(self) -> dict[AlarmClass, int]:
        """Open cases by their own class."""
        return dict(self._counts)

    def oldest_unanswered(self) -> datetime | None:
        """Since when the longest wait of all lasts."""
        while self._waits:
            since, case = self._waits[0]
            row = self.row(case)
            if row is not None and not row.is_answered and row.waiting_since == since:
                return since
            heapq.heappop(self._waits)
        return None

    def _shown(self, case: Case, row: Row) -> RowChange:
        if not row.is_answered and not row.is_over_target:
            heapq.heappush(self._due, (row.answer_by, case.id))
        return self._placed(case, row)

    def _placed(self, case: Case, row: Row) -> RowChange:
        after = rank(row)
        found = self._rows.get(case.id)
        self._rows[case.id] = (case, row, after)
        self._count(found[1] if found is not None else None, row)
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
        self._count(found[1], None)
        index = bisect_left(self._order, found[2])
        del self._order[index]
        return (RowRemoved(index, case),)

    def _count(self, before: Row | None, after: Row | None) -> None:
        """Keeps what is told of all rows together, of which there may be very many. A wait that is over, or another
        now, is found out when it stands first."""
        if before is not None:
            self._counts[before.own_class] -= 1
        if after is None:
            return
        self._counts[after.own_class] += 1
        is_known = before is not None and not before.is_answered and before.waiting_since == after.waiting_since
        if not after.is_answered and not is_known:
            heapq.heappush(self._waits, (after.waiting_since, after.case))
        if len(self._waits) > 2 * len(self._rows) + _STALE_KEPT:
            self._waits = [(row.waiting_since, row.case) for _, row, _ in self._rows.values() if not row.is_answered]
            heapq.heapify(self._waits)

    def _row(self, case: Case, people: tuple[Person, ...], owner_name: str, at: datetime, since: datetime) -> Row:
        within = self._targets.get((case.municipality, case.alarm_class)) or timedelta(
            seconds=DEFAULT_ANSWER_WITHIN_S[case.alarm_class]
        )
        is_answered = case.state in OWNED
        is_over = not is_answered and at >= since + within
        lifted = raised(case.alarm_class) if case.is_raised or is_over else case.alarm_class
        promise = case.promise
        return Row(
            case=case.id, municipality=case.municipality, version=case.version, group=self._group(case),
            state=case.state, lane=case.lane, alarm_class=lifted, own_class=case.alarm_class, kind=case.kind,
            cause=case.cause, place=case.place, device=case.device,
            text=case.recent[-1].text if case.recent else "", people=people, resident=case.resident,
            asks_who=case.asks_who, is_test=case.is_test, alarms=case.alarms, presses=case.presses,
            first_at=case.first_at, last_at=case.last_at, waiting_since=since,
            answer_within=within, is_over_target=is_over, answered_after=case.answered_after,
            owner=case.owner, owner_name=owner_name, promise_until=promise.until if promise else None,
            promise_text=promise.text if promise else "",
            is_promise_broken=bool(promise and promise.is_broken), follows=case.follows, linked=case.linked,
            is_lifted=case.is_lifted, is_outage=case.is_outage, out=len(case.out - {case.device}),
            is_in_test=any(alarm.is_in_test for alarm in case.recent), reached=case.reached,
            escalations=case.escalations, plan=case.plan, call=case.call, tasks=tuple(map(_shown, case.tasks)),
            responder=ResponderId(case.subject.id) if case.subject.kind is SubjectKind.RESPONDER else None,
        )  # fmt: skip

    def _group(self, case: Case) -> Group:
        if case.state not in OWNED:
            return Group.UNANSWERED
        return Group.MINE if case.owner == self.viewer.id else Group.OTHERS


def _folds(row: Row) -> bool:
    """Whether a row is about things only. What leaves somebody without help, what may be a person (a fault of a graver
    class than Teknik), and what the viewer has, stays."""
    is_thing = row.own_class is AlarmClass.TECHNICAL or row.is_outage
    return row.lane is Lane.TECHNICAL and is_thing and not row.is_lifted and row.group is not Group.MINE


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


def _shown(task: Task) -> Task:
    """Without where the key is: of a protected home that says where it is."""
    return replace(task, need=replace(task.need, key="")) if task.need.key else task
