"""The one writer: what comes in, from whatever side, becomes events in one transaction and then the board's state.

Under one lock: decide on the board, write, apply. When another console was faster the journal says `Behind`: the
recorder reads on and decides again, so that an operator's step is refused by the rules and never by a database.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.board import FOLLOW_WITHIN, Board, Overlay
from console.domain.case import Case
from console.domain.forward import Forwarded
from console.domain.ground import Ground
from console.domain.ids import CENTRE, SYSTEM, CaseId, ConsoleId, DeviceId, EventId, MunicipalityId, OperatorId
from console.domain.journal import Behind, CaseSummary, Outgoing, SignOfLife, Unwritable, Writing
from console.domain.order import Order
from console.domain.report import (
    FieldReport,
    Receipt,
    ReportKey,
    ResponderReport,
    StatusReport,
)
from console.domain.responder import Standing
from console.domain.sequence import SourceCount
from console.domain.steps import Step, decide
from console.domain.triage import Knowledge, Planned, gap, sort_in
from console.services.counts import Counts
from console.services.forwards import forwards_of
from console.services.orders import alone_order, duty_order, orders_of
from console.services.ports import Clock, Ids, Journal
from console.services.receipts import receipts_of
from console.services.standings import Standings
from console.services.unstored import unstored

log = logging.getLogger(__name__)

SNAPSHOT_EVERY = 5_000
"""Events between two snapshots: so many at the most are replayed at start."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a batch: what is stored now, including what was stored before."""

    new: frozenset[ReportKey]
    events: tuple[ev.Event, ...]


@dataclass(frozen=True, slots=True)
class _Decision:
    planned: tuple[Planned, ...]
    reports: tuple[FieldReport, ...] = ()
    signs: tuple[SignOfLife, ...] = ()
    counts: tuple[SourceCount, ...] = ()
    standings: tuple[Standing, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.planned or self.reports or self.signs or self.counts or self.standings)


Watcher = Callable[[Sequence[ev.Event], Sequence[Case]], Awaitable[None]]
"""Told after each commit, in order: the events and the cases that they changed. Must not raise."""


class Recorder:
    """Owns the board. `watchers` hear of every applied event, at start-up of none. `next_centre` is told of what nobody
    here answers, "" for none. `on_order` is told of each order that is to go to the outbox from here."""

    def __init__(self, journal: Journal, clock: Clock, new_id: Ids, follow_within: timedelta = FOLLOW_WITHIN) -> None:
        self.board = Board()
        self.watchers: list[Watcher] = []
        self._journal = journal
        self._clock = clock
        self._new_id = new_id
        self._follow_within = follow_within
        self._counts = Counts()
        self._lock = asyncio.Lock()
        self._snapshot_at = 0
        self.next_centre = ""
        self.standings = Standings()
        self.on_order: Callable[[str], None] = lambda id: None

    async def start(self) -> None:
        """The board as the journal tells it: the last snapshot, and the tail through the same fold as ever."""
        snapshot = await self._journal.latest_snapshot()
        self.board = Board.of(snapshot) if snapshot else Board()
        self._snapshot_at = self.board.seq
        self._counts.begin(await self._journal.counts())
        while tail := await self._journal.since(self.board.seq):
            for event in tail:
                self.board.apply(event)
        if self.board.seq - self._snapshot_at > SNAPSHOT_EVERY:
            await self.save_snapshot()

    async def save_snapshot(self) -> None:
        """Keeps the board, so that the next start is short."""
        async with self._lock:
            await self._journal.save_snapshot(self.board.snapshot())
            self._snapshot_at = self.board.seq

    async def record(self, reports: Sequence[FieldReport], knowledge: Knowledge) -> Recorded:
        """Stores a batch. When this returns, all of it is on disk: its senders may be told.

        Raises Unwritable or BadRow, and then nothing of the batch is stored.
        """
        signs = tuple(
            sign_of(report)
            for report in reports
            if isinstance(report, StatusReport) and not knowledge.is_foreign(report.head.origin)
        )
        told = tuple(report for report in reports if not isinstance(report, StatusReport | ResponderReport))
        heard = tuple(report for report in reports if isinstance(report, ResponderReport))
        new: dict[ReportKey, FieldReport] = {}

        async def decided(board: Overlay) -> _Decision:
            new.clear()
            new.update(await unstored(self._journal, told))
            planned: list[Planned] = []
            for report in (*heard, *new.values()):
                fresh = sort_in(report, knowledge, board, self._new_id, self._follow_within)
                planned.extend(fresh)
                board.apply(self._drafts(fresh, board, SYSTEM))
            counts = self._counts.after(reports, self._clock.now())
            standings = self.standings.after(heard, knowledge, board)
            return _Decision(tuple(planned), tuple(new.values()), signs, counts, standings)

        events = await self._commit(decided, SYSTEM)
        return Recorded(frozenset(new), events)

    async def perform(self, step: Step, ground: Ground, retry_id: str = "") -> tuple[ev.Event, ...]:
        """An operator's step. Raises Refused (nothing happened) or Unwritable (the same call may go through later).

        `retry_id` makes a repeated call one and the same: the events of the first are found and returned.
        """

        async def decided(board: Overlay) -> _Decision:
            return _Decision(decide(step, board, ground))

        return await self._commit(decided, ground.operator.id, retry_id)

    async def note(
        self,
        planned: Sequence[Planned] | Callable[[Overlay], Sequence[Planned]],
        who: OperatorId = SYSTEM,
        retry_id: str = "",
    ) -> tuple[ev.Event, ...]:
        """Journals what the console itself knows (sign-in, blindness, a read person, a broken promise).

        `retry_id` as for `perform`.
        """

        async def decided(board: Overlay) -> _Decision:
            found = tuple(planned(board) if callable(planned) else planned)
            return _Decision(found, standings=self.standings.ended(found, board))

        return await self._commit(decided, who, retry_id)

    async def bring(self, draft: ev.Draft) -> None:
        """Journals what was decided elsewhere while the journal was out of reach: with its own id, author and moment.

        Twice the same is once. Raises Unwritable.
        """
        async with self._lock:
            while True:
                try:
                    await self._journal.write(Writing(after=self.board.seq, drafts=(draft,)))
                except Behind:
                    await self._read_on()
                    continue
                await self._catch_up()
                return

    async def commit_with(
        self, planned: Sequence[Planned], who: OperatorId, write: Callable[[Writing], Awaitable[object]]
    ) -> None:
        """Journals `planned` together with what `write` does beside it (an import, an erasure), in one transaction."""
        async with self._lock:
            while True:
                try:
                    await write(self._writing(_Decision(tuple(planned)), who, ""))
                except Behind:
                    await self._read_on()
                    continue
                await self._catch_up()
                return

    async def prove(self, console: ConsoleId, at: datetime) -> None:
        """Writes a canary's place in the store: the proof that the disk still takes what we write."""

        async def decided(_: Overlay) -> _Decision:
            return _Decision((), signs=(SignOfLife(CENTRE, DeviceId(console), at),))

        await self._commit(decided, SYSTEM)

    async def tell_gaps(self, municipality_of: Callable[[str], MunicipalityId]) -> None:
        """Opens a technical case for each number of a source that has not come in its time."""

        async def decided(board: Overlay) -> _Decision:
            at = self._clock.now()
            due = self._counts.overdue(at)
            planned: list[Planned] = []
            for found in (found for _, gaps in due for found in gaps):
                fresh = gap(found, municipality_of(found.source), at, board, self._new_id)
                planned.extend(fresh)
                board.apply(self._drafts(fresh, board, SYSTEM))
            return _Decision(tuple(planned), counts=tuple(state for state, gaps in due if gaps))

        if self._counts.is_any_missing:
            await self._commit(decided, SYSTEM)

    async def follow(self) -> None:
        """Reads on what other consoles have journalled."""
        async with self._lock:
            await self._catch_up()

    async def _commit(
        self, decided: Callable[[Overlay], Awaitable[_Decision]], who: OperatorId, retry_id: str = ""
    ) -> tuple[ev.Event, ...]:
        async with self._lock:
            while True:
                decision = await decided(Overlay(self.board))
                if decision.is_empty:  # what is known already may stem from a try whose answer was lost
                    await self._catch_up()
                    return ()
                writing = self._writing(decision, who, retry_id)
                try:
                    events = await self._journal.write(writing)
                except Behind:
                    await self._read_on()
                    continue
                self._counts.keep(decision.counts)
                self.standings.keep(decision.standings)
                await self._apply([event for event in events if event.seq > self.board.seq])
                await self._snapshot_when_due()
                return events

    def _writing(self, decision: _Decision, who: OperatorId, retry_id: str) -> Writing:
        overlay = Overlay(self.board)
        drafts = self._drafts(decision.planned, overlay, who, retry_id)
        outgoing = [self._made(content) for content in self.standings.rosters(decision.standings)]
        for draft in drafts:
            outgoing += [self._made(content) for content in self._outgoing(draft, overlay.get_of(draft.subject))]
            overlay.apply((draft,))
        return Writing(
            after=self.board.seq, drafts=drafts, reports=decision.reports, signs=decision.signs,
            standings=decision.standings, counts=decision.counts, summaries=tuple(_summaries(drafts, overlay)),
            outgoing=tuple(outgoing),
        )  # fmt: skip

    def _made(self, content: Receipt | Forwarded | Order) -> Outgoing:
        outgoing = Outgoing(self._new_id(), content)
        if isinstance(content, Order):
            self.on_order(outgoing.id)
        return outgoing

    def _drafts(
        self, planned: Iterable[Planned], board: Overlay, who: OperatorId, retry_id: str = ""
    ) -> tuple[ev.Draft, ...]:
        versions: dict[str, int] = {}
        at = self._clock.now()
        drafts: list[ev.Draft] = []
        for number, plan in enumerate(planned):
            version = 0
            if ev.case_of(plan.subject) is not None:
                version = versions.get(plan.subject, board.version(plan.subject)) + 1
                versions[plan.subject] = version
            event_id = EventId(f"{retry_id}.{number}" if retry_id else self._new_id())
            drafts.append(ev.Draft(event_id, plan.subject, version, at, who, plan.municipality, plan.body))
        return tuple(drafts)

    def _outgoing(self, draft: ev.Draft, case: Case | None) -> Iterable[Receipt | Forwarded | Order]:
        """What an event of `case`, as it was before, has us say."""
        yield from alone_order(draft)
        yield from duty_order(draft)
        if case is not None:
            yield from receipts_of(draft, case)
            yield from forwards_of(draft, case, self.next_centre)
            yield from orders_of(draft, case)

    async def _read_on(self) -> None:
        """After Behind. Raises Unwritable where there is nothing to read: deciding again would change nothing."""
        before = self.board.seq
        await self._catch_up()
        if self.board.seq == before:
            raise Unwritable("the journal refuses what was decided at its very end")

    async def _catch_up(self) -> None:
        while tail := await self._journal.since(self.board.seq):
            await self._apply(tail)

    async def _apply(self, events: Sequence[ev.Event | ev.ErasedEvent]) -> None:
        changed: dict[CaseId, Case] = {}
        for event in events:
            case = self.board.apply(event)
            if case is not None:
                changed[case.id] = case
        told = [event for event in events if isinstance(event, ev.Event)]
        for watcher in self.watchers:
            await watcher(told, tuple(changed.values()))

    async def _snapshot_when_due(self) -> None:
        if self.board.seq - self._snapshot_at < SNAPSHOT_EVERY:
            return
        try:
            await self._journal.save_snapshot(self.board.snapshot())
        except Unwritable as unwritable:  # what was committed is committed
            log.info("no snapshot at %d: %s", self.board.seq, unwritable)
            return
        self._snapshot_at = self.board.seq


def sign_of(report: StatusReport) -> SignOfLife:
    """Alive when we received it; what the broker had retained says only when it was sent."""
    head = report.head
    origin = head.origin
    return SignOfLife(
        origin.municipality, origin.device,
        min(head.at, head.received_at) if head.retained else head.received_at, report.battery_percent, report.has_mains,
        tuple((path.name, path.is_up) for path in report.paths),
    )  # fmt: skip


def _summaries(drafts: Iterable[ev.Draft], board: Overlay) -> Iterable[CaseSummary]:
    told = {
        draft.subject
        for draft in drafts
        if isinstance(draft.body, ev.CaseOpened | ev.AlarmJoined | ev.CaseClosed | ev.ResidentNamed | ev.CaseMerged)
    }
    for subject in told:
        case = board.get_of(subject)
        if case is not None:
            yield CaseSummary(
                case.id, case.municipality, case.resident, case.opened_at, case.closed_at,
                int(case.alarm_class), case.kind, case.cause, case.outcome,
            )  # fmt: skip
