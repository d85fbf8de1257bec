"""Calls more people when nobody answers, or when nobody goes on: the ladders, as a duty of the watch.

A case waits for its answer by its class's ladder. In somebody's hand it is on the ladder of its plan's present step;
where that calls nobody else, or no plan can be had, on that of a case of whose owner nothing is seen (`STILL`). One
that waits on a promise is on none: the promise has its time.

What fell due is found by a clock that never steps (`Waits`) and decided again under the recorder's lock, so that of
several consoles one journals each rung, once. What fell due while all were off is journalled at the first look, in the
order in which it fell due.

While this console is blind the ladders go on: people wait all the same. What a rung says is then said as far as it
reaches: the journal has it (on a shared one the other consoles read it there, without the broker), it sounds here, and
what goes to the next centre waits in the outbox, shown as not sent, until some console has a link.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from console.domain import events as ev
from console.domain.alarm import AlarmClass
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.escalation import (
    STILL,
    STILL_LADDERS,
    Climbed,
    Escalation,
    Ladder,
    Rung,
    calls_others,
    climb,
    later,
    next_due,
)
from console.domain.forward import ForwardState
from console.domain.ground import on
from console.domain.ids import SYSTEM, CaseId, MunicipalityId, OperatorId
from console.domain.lifecycle import OWNED, State
from console.domain.link import LostContact
from console.domain.operator import Operator, leads_shift
from console.domain.plan import Plan, current
from console.domain.refused import Refused
from console.domain.triage import Planned
from console.domain.waits import Waits
from console.services.directory import Directory
from console.services.outreach import dispatch_key
from console.services.ports import Clock, DispatchPort
from console.services.recorder import Recorder
from console.services.watch import Watch

log = logging.getLogger(__name__)

LOOKED_AT_ONCE = 200
"""Open cases that are looked at in one go: a millisecond or two on the loop."""

AT_ONCE = 200
"""Cases whose rungs are journalled in one transaction: after a long night off, alarms come in between."""


FREED = "(freed)"
"""The wait since a case was let go. No step of a plan is called so."""


class PlanTexts(Protocol):
    """Where the text of a running plan is to be had."""

    async def of_version(self, version: str) -> Plan | None: ...


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who can be called. `colleagues` are the accounts that there are, `next_centre` is where a case goes when nobody
    here answers, "" for nowhere."""

    colleagues: Callable[[], Mapping[OperatorId, Operator]]
    dispatch: DispatchPort
    next_centre: str = ""


@dataclass(frozen=True, slots=True)
class _On:
    """A ladder that a case is on since `since`: of its answer (`step` is ""), of its plan's present step, or `STILL`'s.
    `is_freed`: the rung of the answer's ladder that counts from when the case was let go."""

    ladder: Ladder
    since: datetime
    step: str = ""
    is_freed: bool = False

    @property
    def wait(self) -> str:
        """What tells its wait from the case's others."""
        return FREED if self.is_freed else self.step

    def holds(self, case: Case) -> bool:
        """Whether the case is on it still: nobody has touched it since."""
        if not self.step:
            since = case.freed_at if self.is_freed else case.waiting_since
            return case.is_open and case.state not in OWNED and since == self.since
        since = case.touched_at if self.step == STILL else case.plan.since if case.plan is not None else None
        return case.state is State.CLAIMED and since == self.since


@dataclass(frozen=True, slots=True)
class _Climb:
    """A case, a ladder that it is on, and for how long nothing has happened."""

    case: CaseId
    municipality: MunicipalityId
    on: _On
    elapsed: timedelta

    def reached(self, climbed: Sequence[Climbed], in_vain: Collection[Rung]) -> tuple[Climbed, ...]:
        return climb(self.on.ladder, self.elapsed, climbed, self.on.step, in_vain)


class Escalations:
    """`look` is one of the watch's duties. `waits` is the one that the queue tells its waits by."""

    def __init__(
        self,
        recorder: Recorder,
        directory: Directory,
        watch: Watch,
        clock: Clock,
        waits: Waits,
        staffing: Staffing,
        plans: PlanTexts,
    ) -> None:
        self._recorder = recorder
        self._directory = directory
        self._watch = watch
        self._clock = clock
        self._waits = waits
        self._staffing = staffing
        self._plans = plans
        self._silenced_at: dict[CaseId, float] = {}

    async def look(self) -> None:
        """Journals the rungs that are reached now. Raises Unwritable: then the same is found again."""
        self._forget_closed()
        climbs = await self._due()
        for start in range(0, len(climbs), AT_ONCE):
            piece = climbs[start : start + AT_ONCE]
            unsent = frozenset([found.case for found in piece if not await self._is_sent(found)])
            await self._recorder.note(partial(self._planned, piece, unsent))

    async def _due(self) -> list[_Climb]:
        """The ladders of which a rung is reached now, that first which fell due first."""
        now, at = self._clock.now(), self._clock.monotonic()
        due: list[tuple[timedelta, _Climb]] = []
        for number, case in enumerate(list(self._recorder.board.open_cases())):
            if number % LOOKED_AT_ONCE == LOOKED_AT_ONCE - 1:
                await asyncio.sleep(0)  # alarms come in between
            for found in () if self._is_silenced(case, now, at) else await self._on(case):
                elapsed = self._elapsed(case, found, now, at)
                reached = next_due(found.ladder, case.climbed, found.step)
                if reached is not None and reached <= elapsed:
                    due.append((elapsed - reached, _Climb(case.id, case.municipality, found, elapsed)))
        return [found for _, found in sorted(due, key=lambda one: one[0], reverse=True)]

    async def _on(self, case: Case) -> tuple[_On, ...]:
        """The ladders that a case is on."""
        alarm_class = AlarmClass.TECHNICAL if case.is_test else case.alarm_class  # as it sounds
        if case.state not in OWNED:
            return self._unanswered(case, self._directory.ladder(case.municipality, alarm_class))
        if case.state is not State.CLAIMED:
            return ()
        course = case.plan
        plan = await self._plans.of_version(course.version) if course is not None else None
        step = current(plan, course.steps, course.records) if plan is not None and course is not None else None
        own = tuple(Escalation(one.after, one.to) for one in step.untouched) if step is not None else ()
        found = (_On(own, course.since, step.id),) if course is not None and step is not None else ()
        if calls_others(own) or case.touched_at is None:
            return found
        wait = timedelta(seconds=step.seconds or 0 if step is not None else 0)
        return (*found, _On(later(STILL_LADDERS[alarm_class], wait), case.touched_at, STILL))

    def _unanswered(self, case: Case, ladder: Ladder) -> tuple[_On, ...]:
        """The next centre hears once that nobody answers. Once it has heard that somebody has, it is asked again only
        when nobody has taken the case for that rung's whole time after it was let go."""
        if self._staffing.next_centre and case.forwarded is None:
            return (_On(ladder, case.waiting_since),)
        here = tuple(one for one in ladder if one.to is not Rung.NEXT_CENTRE)
        beyond = tuple(one for one in ladder if one.to is Rung.NEXT_CENTRE)
        found = (_On(here, case.waiting_since),)
        if not self._staffing.next_centre or case.forwarded is ForwardState.WAITING or case.freed_at is None:
            return found
        return (*found, _On(beyond, case.freed_at, is_freed=True))

    def _elapsed(self, case: Case, found: _On, now: datetime, at: float) -> timedelta:
        """What a silence covered was nobody's to answer: its wait begins anew with the silence's end."""
        elapsed = self._waits.elapsed(case.id, found.since, now, at, found.wait)
        silenced_at = self._silenced_at.get(case.id)
        return elapsed if silenced_at is None else min(elapsed, timedelta(seconds=at - silenced_at))

    def _is_silenced(self, case: Case, now: datetime, at: float) -> bool:
        if self._recorder.board.silence_over(case, now) is None:
            return False
        self._silenced_at[case.id] = at
        return True

    def _forget_closed(self) -> None:
        for case in list(self._silenced_at):
            known = self._recorder.board.get(case)
            if known is None or not known.is_open:
                del self._silenced_at[case]

    async def _is_sent(self, found: _Climb) -> bool:
        """Asks for the patrol, where that is due. Before the journal says so: asked twice is asked once, and what the
        journal says must be true."""
        case = self._recorder.board.get(found.case)
        reached = found.reached(case.climbed, self._in_vain(found.municipality)) if case is not None else ()
        if all(one.rung is not Rung.PATROL for one in reached):
            return True
        try:
            await self._staffing.dispatch.dispatch(found.case, dispatch_key(found.case, found.on.step), SYSTEM)
        except (Refused, LostContact) as error:
            log.info("nobody can be sent in case %s: %s", found.case, error)
            return False
        return True

    def _in_vain(self, municipality: MunicipalityId, *, is_sent: bool = True) -> frozenset[Rung]:
        """The rungs by which nobody would be called now."""
        in_vain = set() if is_sent else {Rung.PATROL}
        colleagues = self._staffing.colleagues()
        known = (colleagues.get(one) for one in self._operators_in())
        if not any(one is not None and leads_shift(one, municipality) for one in known):
            in_vain.add(Rung.SHIFT_LEAD)
        return frozenset(in_vain)

    def _operators_in(self) -> frozenset[OperatorId]:
        """While the link is lost nobody else is heard: then those count who sit somewhere by the journal, where they
        read this too."""
        found = self._watch.operators_in()
        if self._watch.verdict.lost is not ev.SightLost.LINK:
            return found
        return found | {seat.operator for seat in self._recorder.board.seats.values()}

    def _planned(self, climbs: Iterable[_Climb], unsent: Collection[CaseId], board: Overlay) -> list[Planned]:
        """By the board as it is when this is decided: another console may have been faster, or somebody has come."""
        planned: list[Planned] = []
        for found in climbs:
            case = board.get(found.case)
            if case is None or not found.on.holds(case):
                continue
            in_vain = self._in_vain(found.municipality, is_sent=found.case not in unsent)
            for one in found.reached(case.climbed, in_vain):
                planned.append(on(case, ev.CaseEscalated(one.rung, one.step, one.is_in_vain)))
        return planned
