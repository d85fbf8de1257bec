"""One-time rights to the locks on the way in: given to the one who accepted, ended with the task, and told by id alone.

A code is in the memory of the console that asked for it, until it is sealed for the phone, and nowhere else. After a
start, or at another console, the code is not to be had: a new right is given, and the old one ends. The events say
who had a right to which lock, and until when.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.ids import CaseId, LockId, MunicipalityId, ResponderId, RightId, TaskId
from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.locks import Code
from console.domain.refused import Refused
from console.domain.resident import Door
from console.domain.task import GivenRight, RightEnd, Task
from console.domain.triage import Planned
from console.services.ports import Clock, LockGateway
from console.services.recorder import Recorder

log = logging.getLogger(__name__)

EVERY_S = 1.0
AGAIN_AFTER = timedelta(seconds=5)
AGAIN_AT_MOST = timedelta(minutes=1)
"""A system that has not taken a right back is asked again after 5 s, then 10, at most once a minute, until it has."""

DoorsOf = Callable[[Case], Awaitable[Sequence[Door]]]
MayOpen = Callable[[MunicipalityId, ResponderId], bool]
Key = tuple[TaskId, ResponderId, LockId]


@dataclass(frozen=True, slots=True)
class Entry:
    """A door and what opens it; `code` is None where its system gave nothing."""

    door: Door
    code: Code | None


@dataclass(frozen=True, slots=True)
class _Held:
    """A right whose code we know."""

    right: RightId
    code: Code


@dataclass(slots=True)
class _Again:
    """When a right is to be taken back next, and what the wait is after that."""

    at: datetime
    wait: timedelta


class Entries:
    """`codes` is asked when an order is sealed; `run` is a loop of its own, for a system of locks may be slow.

    `after` is how long beyond the time on site a right lasts at most; `may_open` says for whom locks may be opened."""

    def __init__(
        self, gateway: LockGateway, recorder: Recorder, doors_of: DoorsOf, may_open: MayOpen, clock: Clock,
        after: timedelta,
    ) -> None:  # fmt: skip
        self._gateway = gateway
        self._recorder = recorder
        self._doors_of = doors_of
        self._may_open = may_open
        self._clock = clock
        self._after = after
        self._held: dict[Key, _Held] = {}
        self._asking: dict[TaskId, asyncio.Lock] = {}
        self._again: dict[RightId, _Again] = {}

    async def codes(self, case: CaseId, task: TaskId, responder: ResponderId) -> tuple[Entry, ...]:
        """What opens the doors of a task for the one who has it; empty for everybody else. Gives what was not given.
        Raises Unwritable, and then nobody is told a code."""
        async with self._asking.setdefault(task, asyncio.Lock()):
            found = self._task(case, task)
            if (
                found is None
                or not _has_it(found[1], responder)
                or not self._may_open(found[0].municipality, responder)
            ):
                return ()
            doors = await self._doors_of(found[0])
            return tuple(await asyncio.gather(*(self._entry(case, task, responder, door) for door in doors)))

    async def run(self) -> None:
        """For ever, each second."""
        while True:
            try:
                await self.look()
            except Unwritable as unwritable:  # the next second asks again
                log.info("the rights to locks wait for the store: %s", unwritable)
            await self._clock.sleep(EVERY_S)

    async def look(self) -> None:
        """Takes back what nobody may use any more. Raises Unwritable."""
        now = self._clock.now()
        over = [
            (case, task, right, why)
            for case in tuple(self._recorder.board.cases.values())
            for task in case.tasks
            for right, why in _over(task, now)
        ]
        self._forget(now)
        due = [one for one in over if (again := self._again.get(one[2].id)) is None or again.at <= now]
        if due:
            await asyncio.gather(*(self._take_back(*one) for one in due))

    async def _entry(self, case: CaseId, task: TaskId, responder: ResponderId, door: Door) -> Entry:
        key = task, responder, door.lock
        held = self._held.get(key)
        found = self._task(case, task)
        if found is None or not _has_it(found[1], responder):
            return Entry(door, None)
        if held is not None and held.code.until > self._clock.now() and _is_open(found[1], held.right):
            return Entry(door, held.code)
        right = _next_right(found[1], responder, door)
        until = _until(found[1], self._after)
        try:
            given_code = await self._gateway.give(door, right, responder, until)
        except (LostContact, Refused) as error:
            log.info("lock %s gives no right for task %s: %s", door.lock, task, error)
            await self._note(case, task, lambda known: None if known.lock_failed else ev.EntryFailed(task, door.lock))
            return Entry(door, None)
        code = replace(given_code, until=min(given_code.until, until))  # never longer than we asked, and will end it
        given = ev.EntryGiven(task, responder, door.lock, right, code.until)
        await self._note(case, task, lambda known: None if _is_there(known, right) else given)
        now_known = self._task(case, task)
        if now_known is None or not _has_it(now_known[1], responder) or not _is_open(now_known[1], right):
            return Entry(door, None)
        self._held[key] = _Held(right, code)
        return Entry(door, code)

    async def _take_back(self, case: Case, task: Task, right: GivenRight, why: RightEnd) -> None:
        gateway = next((one.gateway for one in await self._doors_of(case) if one.lock == right.lock), "")
        try:
            await self._gateway.end(right.lock, gateway, right.id)
        except (LostContact, Refused) as error:
            await self._not_yet(case.id, task.id, right, error)
            return
        self._again.pop(right.id, None)
        ended = ev.EntryEnded(task.id, right.id, why)
        await self._note(case.id, task.id, lambda known: ended if _is_open(known, right.id) else None)

    async def _not_yet(self, case: CaseId, task: TaskId, right: GivenRight, error: Exception) -> None:
        """Tells it once, and asks again."""
        now = self._clock.now()
        known = self._again.get(right.id)
        wait = AGAIN_AFTER if known is None else min(known.wait * 2, AGAIN_AT_MOST)
        self._again[right.id] = _Again(now + wait, wait)
        if known is None:
            log.info("lock %s has not taken back a right of task %s: %s", right.lock, task, error)
            await self._note(case, task, lambda _: ev.EntryFailed(task, right.lock, right.id))

    async def _note(
        self, case: CaseId, task: TaskId, body_of: Callable[[Task], ev.CaseBody | None]
    ) -> tuple[ev.Event, ...]:
        """Journals what is to be said of the task as it is at that moment, if anything is."""

        def planned(board: Overlay) -> Sequence[Planned]:
            known = board.get(case)
            found = _task_of(known, task)
            body = body_of(found) if found is not None else None
            if known is None or body is None:
                return ()
            return (Planned(ev.case_subject(case), known.municipality, body),)

        return await self._recorder.note(planned)

    def _task(self, case: CaseId, task: TaskId) -> tuple[Case, Task] | None:
        known = self._recorder.board.get(case)
        found = _task_of(known, task)
        return (known, found) if known is not None and found is not None else None

    def _forget(self, now: datetime) -> None:
        """Codes that open nothing any more, and who waited for what is over."""
        has = {
            (task.id, task.responder)
            for case in self._recorder.board.cases.values()
            for task in case.tasks
            if task.is_taken
        }
        self._held = {key: one for key, one in self._held.items() if key[:2] in has and one.code.until > now}
        tasks = {task for task, _ in has}
        self._asking = {task: lock for task, lock in self._asking.items() if task in tasks or lock.locked()}


def _task_of(case: Case | None, task: TaskId) -> Task | None:
    return next((one for one in case.tasks if one.id == task), None) if case is not None else None


def _has_it(task: Task, responder: ResponderId) -> bool:
    return task.is_taken and task.responder == responder


def _is_open(task: Task, right: RightId) -> bool:
    return any(one.id == right and one.ended is None for one in task.rights)


def _is_there(task: Task, right: RightId) -> bool:
    """Whether it is journalled: another console may have given it under the same id at the same moment."""
    return any(one.id == right for one in task.rights)


def _next_right(task: Task, responder: ResponderId, door: Door) -> RightId:
    """The id of the next right to this lock: the same until it is journalled, so that a try is no second right."""
    number = sum(1 for one in task.rights if one.lock == door.lock) + 1
    return RightId(f"{task.id}.{responder}.{door.lock}.{number}")


def _until(task: Task, after: timedelta) -> datetime:
    """As long after the acceptance as one has to be there, and `after`."""
    begun = task.accepted_at or task.begun_at
    return begun + max(task.on_site_by - task.begun_at, timedelta(0)) + after


def _over(task: Task, now: datetime) -> Iterator[tuple[GivenRight, RightEnd]]:
    """The rights that have not ended and should, with why."""
    newest = {one.lock: one.id for one in task.rights}
    for one in task.rights:
        if one.ended is not None:
            continue
        if not _has_it(task, one.responder):
            yield one, RightEnd.TASK_OVER
        elif one.until <= now:
            yield one, RightEnd.TIME
        elif newest[one.lock] != one.id:
            yield one, RightEnd.RENEWED
