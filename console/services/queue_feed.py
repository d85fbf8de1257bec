"""Keeps the seated operator's queue, and tells the screen what changed in it.

Hears of each commit as a watcher of the recorder. With nobody seated there is no queue: alarms are stored all the
same, and the rows are made anew at sign-in.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence

from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import CaseId
from console.domain.journal import Unwritable
from console.domain.operator import Operator
from console.domain.queue import Queue, RowChange
from console.domain.waits import Waits
from console.services.directory import Directory
from console.services.ports import Clock
from console.services.recorder import Recorder
from console.services.screen import (
    ClaimLost,
    HelpTold,
    QueueReplaced,
    RowsChanged,
    Screen,
    TenantsKnown,
)
from console.services.silence_board import SilenceBoard
from console.services.waiting import WaitingTold

log = logging.getLogger(__name__)


class QueueFeed:
    """The queue of whoever sits here. `steps` counts how often the wall clock was set: then all rows are new."""

    def __init__(
        self,
        recorder: Recorder,
        directory: Directory,
        clock: Clock,
        screen: Screen,
        silences: SilenceBoard,
        waits: Waits | None = None,
    ) -> None:
        self._recorder = recorder
        self._directory = directory
        self._clock = clock
        self._screen = screen
        self._silences = silences
        self._waiting = WaitingTold(recorder, screen)
        self._waits = waits or Waits()
        self._seating = asyncio.Lock()
        self._silenced: set[CaseId] = set()
        self.queue: Queue | None = None
        self.steps = 0

    async def seat(self, operator: Operator | None) -> None:
        """The queue as this operator sees it, anew; None for nobody. One after the other: the last who sat down has
        the queue."""
        async with self._seating:
            await self._seat(operator)

    async def _seat(self, operator: Operator | None) -> None:
        self.queue = None
        if operator is None:
            self._screen.show(QueueReplaced(()))
            return
        queue = Queue(operator, self._directory.targets())
        loaded: set[CaseId] = set()
        while unloaded := [case for case in self._open_for(queue) if case.id not in loaded]:  # more come meanwhile
            await self._load(unloaded)
            loaded.update(case.id for case in unloaded)
        self._silenced = set()
        queue.flood(self._recorder.board.flood is not None)  # as it is now: it may have ended meanwhile
        for case in self._open_for(queue):
            self._put(queue, case)
        self.queue = queue
        self._screen.show(QueueReplaced(queue.rows()))
        self._tell(queue, ())
        await self._tell_silences(queue)
        board = self._recorder.board
        self._screen.show(HelpTold(dict(board.help), dict(board.names)))

    async def heard(self, events: Sequence[ev.Event], cases: Sequence[Case]) -> None:
        """A watcher of the recorder."""
        if any(isinstance(event.body, ev.ResidentsImported) for event in events):
            self.tell_tenants()
            async with self._seating:  # who sits down meanwhile is made anew too: they may have been forgotten
                await self._seat(self.queue.viewer if self.queue is not None else None)
            return
        await self._hear_desk(events)
        queue = self.queue
        if queue is None or not cases:
            return
        for event in events:
            if isinstance(event.body, ev.CaseTakenOver) and event.body.previous == queue.viewer.id:
                self.tell_lost(ev.case_of(event.subject), self._recorder.board.names.get(event.who, event.who))
        seen = [case for case in cases if queue.is_for_viewer(case)]
        await self._load(case for case in seen if case.is_open)
        if self.queue is not queue:  # the seat changed meanwhile: its rows were made anew
            return
        changes: list[RowChange] = []
        for case in seen:
            changes.extend(self._put(queue, case))
        self._tell(queue, changes)

    def tell_tenants(self) -> None:
        """The municipalities' names, for the screen."""
        self._screen.show(TenantsKnown(self._directory.names()))

    def tell_lost(self, case: CaseId | None, owner_name: str) -> None:
        """Another has the case that the viewer wanted, or had."""
        if case is not None:
            self._screen.show(ClaimLost(case, owner_name, self._clock.now()))

    def advance(self) -> None:
        """Time has passed: rows that went past their target move, and the numbers of all that waits are told."""
        self._waiting.tell()
        if self.queue is None:
            return
        now = self._clock.now()
        if self._waits.has_stepped(now, self._clock.monotonic()):
            self.steps += 1
            changes: Sequence[RowChange] = self._all_anew(self.queue)
        else:
            changes = self.queue.advance(now)
        if changes:
            self._tell(self.queue, changes)

    def _open_for(self, queue: Queue) -> list[Case]:
        return [case for case in self._recorder.board.open_cases() if queue.is_for_viewer(case)]

    async def _load(self, cases: Iterable[Case]) -> None:
        try:
            await self._directory.load(cases)
        except Unwritable:
            log.error("residents could not be looked up: rows are shown without names")

    def _put(self, queue: Queue, case: Case) -> tuple[RowChange, ...]:
        board = self._recorder.board
        owner_name = board.owner_name(case)
        people = self._directory.people(case, queue.viewer)
        now = self._clock.now()
        is_silenced = board.silence_over(case, now) is not None
        if is_silenced and case.is_open:
            self._silenced.add(case.id)
        else:
            self._silenced.discard(case.id)
        since = self._waits.since(case, now, self._clock.monotonic())
        return queue.put(case, people, owner_name, now, is_silenced=is_silenced, waiting_since=since)

    async def _hear_desk(self, events: Sequence[ev.Event]) -> None:
        """A flood, a silence or a call for help has begun or ended: rows go or come back by it."""
        queue, board = self.queue, self._recorder.board
        bodies = {type(event.body) for event in events}
        if bodies & {ev.HelpAsked, ev.HelpEnded, ev.SignedOut}:
            self._screen.show(HelpTold(dict(board.help), dict(board.names)))
        if queue is None:
            return
        changes: list[RowChange] = []
        if bodies & {ev.FloodBegan, ev.FloodEnded}:
            changes.extend(queue.flood(board.flood is not None))
        if bodies & {ev.SilenceBegan, ev.SilenceEnded}:
            changes.extend(self._silenced_anew(queue))
        if changes or ev.SelfTestFiled in bodies:
            self._tell(queue, changes)
        if bodies & {ev.SilenceBegan, ev.SilenceWarned, ev.SilenceEnded}:
            await self._tell_silences(queue)

    async def _tell_silences(self, queue: Queue) -> None:
        """Those that hold when it is told: what begins or ends while they are read has them read again."""
        board = self._recorder.board
        while self.queue is queue:  # else whoever sits here now is told
            holding = dict(board.silences)
            told = await self._silences.told(queue.viewer)
            if self.queue is queue and board.silences == holding:
                self._screen.show(told)
                return

    def _silenced_anew(self, queue: Queue) -> list[RowChange]:
        """The rows that a silence covers now and did not, or no longer."""
        board, now = self._recorder.board, self._clock.now()
        return [
            change
            for case in self._open_for(queue)
            if (board.silence_over(case, now) is not None) is not (case.id in self._silenced)
            for change in self._put(queue, case)
        ]

    def _all_anew(self, queue: Queue) -> list[RowChange]:
        """Every row, where something outside the cases has changed what they show."""
        return [change for case in self._open_for(queue) for change in self._put(queue, case)]

    def _tell(self, queue: Queue, changes: Sequence[RowChange]) -> None:
        hidden = queue.hidden(self._recorder.board.tests_filed)
        self._screen.show(RowsChanged(tuple(changes), queue.counts(), queue.oldest_unanswered(), hidden))
