"""All that is open, folded from the journal, and how the next alarm finds its case.

A `Board` is changed by `apply` only. An `Overlay` is the same view with events on top that are not yet committed:
deciding over a batch works on an overlay, which is thrown away afterwards.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import Lane
from console.domain.case import Case, JoinKey, fold
from console.domain.flood import WITHIN, Flood
from console.domain.ids import CaseId, ConsoleId, MunicipalityId, OperatorId, ResponderId, TaskId
from console.domain.night_book import NightBook, NightPages
from console.domain.open_faults import About, OpenFaults, about_of
from console.domain.refused import Refused
from console.domain.responder import Duty
from console.domain.silence import Silence, SilenceId, warned
from console.domain.silencing import abouts_of, covering
from console.domain.staff_book import StaffBook, StaffPages
from console.domain.task import Task

FOLLOW_WITHIN = timedelta(minutes=30)
"""A new press so soon after closing shows the closed case and sums the presses (default of the setting)."""

KEEP_CLOSED = timedelta(hours=12)
"""Closed cases stay in memory so long: for following, and for the shift's own list."""


MOMENTS_KEPT = 2_000
"""So many moments of alarms a snapshot keeps at the most: enough for the flood of a full room."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at a console, by the journal."""

    operator: OperatorId
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """Somebody has more life alarms before them than one can take."""

    operator: OperatorId
    waiting: int
    since: datetime


@dataclass(frozen=True, slots=True)
class BoardSnapshot:
    """A board at `seq`, from which start-up goes on with the journal's tail."""

    seq: int
    cases: tuple[Case, ...]
    seats: dict[ConsoleId, Seat]
    names: dict[OperatorId, str]
    silences: tuple[Silence, ...] = ()
    flood: Flood | None = None
    help: dict[ConsoleId, HelpWanted] = field(default_factory=dict)
    tests_filed: int = 0
    alarms_at: tuple[datetime, ...] = ()
    night: NightPages = field(default_factory=NightPages)
    staff: StaffPages = field(default_factory=StaffPages)


@dataclass
class Board:
    """The authority in memory. `seq` is the last event applied. `silences` are those that have not ended, `flood` the
    one that goes on; `alarms_at` are the moments of the alarms of the last ten minutes, the oldest first, and
    `tests_filed` counts the tests among all since the flood began, or since the last one ended."""

    seq: int = 0
    cases: dict[CaseId, Case] = field(default_factory=dict)
    open_by_key: dict[JoinKey, CaseId] = field(default_factory=dict)
    closed_by_key: dict[JoinKey, CaseId] = field(default_factory=dict)
    seats: dict[ConsoleId, Seat] = field(default_factory=dict)
    names: dict[OperatorId, str] = field(default_factory=dict)
    silences: dict[SilenceId, Silence] = field(default_factory=dict)
    flood: Flood | None = None
    help: dict[ConsoleId, HelpWanted] = field(default_factory=dict)
    alarms_at: deque[datetime] = field(default_factory=deque, compare=False)
    tests_filed: int = 0
    night: NightBook = field(default_factory=NightBook)
    staff: StaffBook = field(default_factory=StaffBook)
    faults: OpenFaults = field(default_factory=OpenFaults, compare=False)
    _closed: dict[CaseId, datetime] = field(default_factory=dict)
    _case_of_task: dict[TaskId, CaseId] = field(default_factory=dict, compare=False)
    _silences_about: dict[str, frozenset[SilenceId]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, snapshot: BoardSnapshot) -> "Board":
        """The board that a snapshot tells."""
        board = cls(
            seq=snapshot.seq, seats=dict(snapshot.seats), names=dict(snapshot.names),
            flood=snapshot.flood, help=dict(snapshot.help), tests_filed=snapshot.tests_filed,
            alarms_at=deque(snapshot.alarms_at), night=NightBook.of(snapshot.night),
            staff=StaffBook.of(snapshot.staff),
        )  # fmt: skip
        for silence in snapshot.silences:
            board._silence(silence)
        for case in snapshot.cases:
            board._keep(case)
        return board

    def snapshot(self) -> BoardSnapshot:
        """This board, to be stored: the open cases, then the closed ones in the order of their closing."""
        closed = (self.cases[case] for case in self._closed)
        newest = tuple(self.alarms_at)[-MOMENTS_KEPT:]
        return BoardSnapshot(
            self.seq, (*self.open_cases(), *closed), dict(self.seats), dict(self.names),
            tuple(self.silences.values()), self.flood, dict(self.help), self.tests_filed, newest, self.night.pages(),
            self.staff.pages(),
        )  # fmt: skip

    def apply(self, event: ev.Event | ev.ErasedEvent) -> Case | None:
        """Folds one event in. Returns the case that it changed, if any.

        What happens to a case that is forgotten, or whose opening was erased, changes nothing: a start must never
        fail on it. An erased event counts as a version, so that the next one finds its place.
        """
        if event.seq != self.seq + 1:
            raise ValueError(f"event {event.seq} after {self.seq}")
        self.seq = event.seq
        case_id = ev.case_of(event.subject)
        before = self.cases.get(case_id) if case_id else None
        if isinstance(event, ev.ErasedEvent):
            if before is not None:
                self._keep(replace(before, version=event.version))
            return None
        self.night.take(event)
        self.staff.take(event)
        if case_id is None:
            self._seat(event)
            self._take(event)
            return None
        if isinstance(event.body, ev.CaseOpened | ev.AlarmJoined):
            self._count_alarm(event.at)
        if before is None and not isinstance(event.body, ev.CaseOpened):
            return None
        case = fold(before, event)
        self._keep(case)
        if not case.is_open:
            self._forget_closed(event.at)
        return case

    def get(self, case: CaseId) -> Case | None:
        """The case, open or closed within `KEEP_CLOSED`."""
        return self.cases.get(case)

    def find_open(self, key: JoinKey) -> Case | None:
        """The open case that an alarm with this key joins, however old it is."""
        found = self.open_by_key.get(key)
        return self.cases[found] if found else None

    def find_task(self, task: TaskId) -> CaseId | None:
        """Whose task it is."""
        return self._case_of_task.get(task)

    def find_closed(self, key: JoinKey, at: datetime, within: timedelta = FOLLOW_WITHIN) -> Case | None:
        """The case with this key that was closed at most `within` before `at`."""
        found = self.closed_by_key.get(key)
        case = self.cases.get(found) if found else None
        return case if case and case.closed_at and at - case.closed_at <= within else None

    def open_cases(self) -> Iterator[Case]:
        """Every open case, in no order that means anything."""
        return (case for case in self.cases.values() if case.is_open)

    def owner_name(self, case: Case) -> str:
        """Who has a case, by name where the journal has told it; "" for nobody."""
        return self.names.get(case.owner, case.owner) if case.owner else ""

    def naming(self, refused: Refused) -> Refused:
        """The same, with the name of whoever has it in the place of their id."""
        return replace(refused, owner=self.names.get(OperatorId(refused.owner), refused.owner))

    def silence_over(self, case: Case, at: datetime) -> Silence | None:
        """The silence that keeps a case from being told of at `at`."""
        if not self.silences:
            return None
        ids = (id for about in abouts_of(case) for id in self._silences_about.get(about, ()))
        return covering((self.silences[id] for id in ids), case, at)

    def alarms_within(self, at: datetime) -> int:
        """Alarms, tests among them, of the ten minutes before `at`."""
        while self.alarms_at and at - self.alarms_at[0] > WITHIN:
            self.alarms_at.popleft()
        return len(self.alarms_at)

    def _count_alarm(self, at: datetime) -> None:
        self.alarms_at.append(at)
        self.alarms_within(at)

    def _take(self, event: ev.Event) -> None:
        """What is about the desk as a whole."""
        match event.body:
            case ev.SelfTestFiled():
                self._count_alarm(event.at)
                self.tests_filed += 1
            case ev.FloodBegan(alarms, operators):
                self.flood = Flood(event.at, alarms, operators)
            case ev.FloodEnded():
                self.flood, self.tests_filed = None, 0
            case ev.SilenceBegan(silence):
                self._silence(silence)
            case ev.SilenceWarned(id):
                if id in self.silences:
                    self.silences[id] = warned(self.silences[id])
            case ev.SilenceEnded(id):
                self._unsilence(id)
            case ev.HelpAsked(console, waiting):
                self.help[console] = HelpWanted(event.who, waiting, event.at)
            case ev.HelpEnded(console) | ev.SignedOut(console):
                self.help.pop(console, None)
            case _:
                pass

    def _silence(self, silence: Silence) -> None:
        self.silences[silence.id] = silence
        about = silence.about.id
        self._silences_about[about] = self._silences_about.get(about, frozenset()) | {silence.id}

    def _unsilence(self, id: SilenceId) -> None:
        silence = self.silences.pop(id, None)
        if silence is not None:
            about = silence.about.id
            rest = self._silences_about.pop(about) - {id}
            if rest:
                self._silences_about[about] = rest

    def _keep(self, case: Case) -> None:
        before = self.cases.get(case.id)
        for key in before.keys if before is not None else ():
            if self.open_by_key.get(key) == case.id:
                del self.open_by_key[key]
        self.cases[case.id] = case
        self.faults.keep(case)
        self._case_of_task.update(dict.fromkeys((task.id for task in case.tasks), case.id))
        if case.is_open:
            for key in case.keys:
                self.open_by_key.setdefault(key, case.id)
            return
        if before is not None and not before.is_open:
            return
        self._closed[case.id] = case.closed_at or case.last_at
        if case.merged_into is None:
            self.closed_by_key.update(dict.fromkeys(case.keys, case.id))

    def _forget_closed(self, at: datetime) -> None:
        while self._closed and at - next(iter(self._closed.values())) > KEEP_CLOSED:
            old = self.cases.pop(next(iter(self._closed)))
            del self._closed[old.id]
            for task in old.tasks:
                self._case_of_task.pop(task.id, None)
            for key in old.keys:
                if self.closed_by_key.get(key) == old.id:
                    del self.closed_by_key[key]

    def _seat(self, event: ev.Event) -> None:
        match event.body:
            case ev.SignedIn(console, name):
                self.seats[console] = Seat(event.who, name, event.at)
                self.names[event.who] = name
            case ev.SeatResumed(console, name):
                before = self.seats.get(console)
                since = before.since if before is not None and before.operator == event.who else event.at
                self.seats[console] = Seat(event.who, name, since)
                self.names[event.who] = name
            case ev.SignedOut(console):
                self.seats.pop(console, None)
            case _:
                pass


class Overlay:
    """A board with drafts on top of it, for deciding over a batch before anything is committed."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._cases: dict[CaseId, Case] = {}
        self._open: dict[JoinKey, CaseId | None] = {}
        self._duties: dict[tuple[MunicipalityId, ResponderId], Duty] = {}
        self._faulty: set[About] = set()

    @property
    def night(self) -> NightBook:
        """The looks, as the board has them."""
        return self._board.night

    @property
    def staff(self) -> StaffBook:
        """The staff, as the board has them."""
        return self._board.staff

    def duty(self, municipality: MunicipalityId, responder: ResponderId) -> Duty:
        """As `StaffBook.duty`, with the drafts on top."""
        return self._duties.get((municipality, responder)) or self._board.staff.duty(municipality, responder)

    @property
    def silences(self) -> Iterable[Silence]:
        """Those that have not ended, as the board has them."""
        return self._board.silences.values()

    def silence(self, silence: SilenceId) -> Silence | None:
        """One of them."""
        return self._board.silences.get(silence)

    def get(self, case: CaseId) -> Case | None:
        """As `Board.get`."""
        return self._cases.get(case) or self._board.get(case)

    def find_open(self, key: JoinKey) -> Case | None:
        """As `Board.find_open`."""
        if key in self._open:
            found = self._open[key]
            return self._cases[found] if found else None
        return self._board.find_open(key)

    def may_have_faults(self, about: About) -> bool:
        """Whether there can be an open case of the technical lane about this; False is sure."""
        return about in self._faulty or self._board.faults.is_any_about(about)

    def find_task(self, task: TaskId) -> tuple[Case, Task] | None:
        """A task with its case, as they stand. One that these drafts begin is not found by them."""
        found = self._board.find_task(task)
        case = self.get(found) if found is not None else None
        return next(((case, one) for one in case.tasks if one.id == task), None) if case is not None else None

    def find_closed(self, key: JoinKey, at: datetime, within: timedelta = FOLLOW_WITHIN) -> Case | None:
        """As `Board.find_closed`: a batch of reports closes nothing."""
        return self._board.find_closed(key, at, within)

    def get_of(self, subject: str) -> Case | None:
        """The case that a journal's subject names, if any."""
        case_id = ev.case_of(subject)
        return self.get(case_id) if case_id else None

    def version(self, subject: str) -> int:
        """The last version of a case's subject, 0 before it is opened."""
        case = self.get_of(subject)
        return case.version if case else 0

    def apply(self, drafts: Iterable[ev.Draft]) -> None:
        """Folds drafts of cases in. Raises Refused where a case's lifecycle refuses."""
        for draft in drafts:
            if isinstance(draft.body, ev.DutyChanged):
                self._duties[draft.municipality, draft.body.responder] = draft.body.duty
            case_id = ev.case_of(draft.subject)
            if case_id is None:
                continue
            before = self.get(case_id)
            case = fold(before, draft)
            for key in before.keys if before is not None else ():
                if self._found(key) == case_id:
                    self._open[key] = None
            self._cases[case_id] = case
            if case.lane is Lane.TECHNICAL:
                self._faulty.add(about_of(case))
            for key in case.keys if case.is_open else ():
                if self._found(key) is None:
                    self._open[key] = case_id

    def _found(self, key: JoinKey) -> CaseId | None:
        found = self.find_open(key)
        return found.id if found is not None else None
