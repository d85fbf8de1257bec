"""Calls more people when nobody answers, or when nobody goes on with a plan: the ladders, as a duty of the watch.

What fell due is found by a clock that never steps (`Waits`) and decided again under the recorder's lock, so that of
several consoles one journals each rung, once. What fell due while all were off is journalled at the first look, in the
order in which it fell due.

While this console is blind the ladders go on: people wait all the same. What a rung says is then said as far as it
reaches: the journal has it (on a shared one the other consoles read it there, without the broker), it sounds here, and
what goes to the next centre waits in the outbox, shown as not sent, until some console has a link.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from console.domain import events as ev
from console.domain.alarm import AlarmClass
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.escalation import Climbed, Escalation, Ladder, Rung, climb, next_due
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
class _Climb:
    """A ladder that a case is on: of its answer (`step` is ""), or of its plan's present step, since `since`."""

    case: CaseId
    municipality: MunicipalityId
    ladder: Ladder
    since: datetime
    elapsed: timedelta
    step: str = ""

    def reached(self, climbed: Sequence[Climbed], in_vain: Iterable[Rung] = ()) -> tuple[Climbed, ...]:
        return climb(self.ladder, self.elapsed, climbed, self.step, frozenset(in_vain))

    def overdue(self, climbed: Sequence[Climbed]) -> timedelta | None:
        """How long ago the next rung fell due; None where it has not."""
        due = next_due(self.ladder, climbed, self.step)
        return None if due is None or due > self.elapsed else self.elapsed - due

    def is_on(self, case: Case) -> bool:
        """Whether the case is on this ladder still: nobody has touched it since."""
        if not self.step:
            return case.is_open and case.state not in OWNED and case.waiting_since == self.since
        return case.state is State.CLAIMED and case.plan is not None and case.plan.since == self.since


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
        due: list[tuple[timedelta, _Climb]] = []
        for case in list(self._recorder.board.open_cases()):
            found = await self._climb_of(case)
            overdue = found.overdue(case.climbed) if found is not None else None
            if found is not None and overdue is not None:
                due.append((overdue, found))
        if not due:
            return
        climbs = [found for _, found in sorted(due, key=lambda one: one[0], reverse=True)]
        unsent = [found.case for found in climbs if not await self._is_sent(found)]
        await self._recorder.note(lambda board: self._planned(climbs, unsent, board))

    async def _climb_of(self, case: Case) -> _Climb | None:
        """The ladder that a case is on now, if any."""
        if case.state is State.WAITING or self._is_silenced(case):
            return None
        if case.state is not State.CLAIMED:
            alarm_class = AlarmClass.TECHNICAL if case.is_test else case.alarm_class  # as it sounds
            ladder = self._directory.ladder(case.municipality, alarm_class)
            if not self._staffing.next_centre:
                ladder = tuple(one for one in ladder if one.to is not Rung.NEXT_CENTRE)
            return self._climb(case, ladder, case.waiting_since)
        course = case.plan
        plan = await self._plans.of_version(course.version) if course is not None else None
        step = current(plan, course.steps, course.records) if course is not None and plan is not None else None
        if course is None or step is None or not step.untouched:
            return None
        return self._climb(case, tuple(Escalation(one.after, one.to) for one in step.untouched), course.since, step.id)

    def _climb(self, case: Case, ladder: Ladder, since: datetime, step: str = "") -> _Climb:
        """What a silence covered was nobody's to answer: its wait begins anew with the silence's end."""
        at = self._clock.monotonic()
        elapsed = self._waits.elapsed(case.id, since, self._clock.now(), at, step)
        if case.id in self._silenced_at:
            elapsed = min(elapsed, timedelta(seconds=at - self._silenced_at[case.id]))
        return _Climb(case.id, case.municipality, ladder, since, elapsed, step)

    def _is_silenced(self, case: Case) -> bool:
        if self._recorder.board.silence_over(case, self._clock.now()) is None:
            return False
        self._silenced_at[case.id] = self._clock.monotonic()
        return True

    async def _is_sent(self, found: _Climb) -> bool:
        """Asks for the patrol, where that is due. Before the journal says so: asked twice is asked once, and what the
        journal says must be true."""
        case = self._recorder.board.get(found.case)
        reached = found.reached(case.climbed, self._in_vain(found, is_sent=True)) if case is not None else ()
        if all(one.rung is not Rung.PATROL for one in reached):
            return True
        try:
            await self._staffing.dispatch.dispatch(found.case, dispatch_key(found.case, found.step), SYSTEM)
        except (Refused, LostContact) as error:
            log.info("nobody can be sent in case %s: %s", found.case, error)
            return False
        return True

    def _in_vain(self, found: _Climb, *, is_sent: bool) -> Iterable[Rung]:
        """The rungs by which nobody would be called now."""
        if not is_sent:
            yield Rung.PATROL
        colleagues = self._staffing.colleagues()
        known = (colleagues.get(one) for one in self._operators_in())
        if not any(one is not None and leads_shift(one, found.municipality) for one in known):
            yield Rung.SHIFT_LEAD

    def _operators_in(self) -> frozenset[OperatorId]:
        """While the link is lost nobody else is heard: then those count who sit somewhere by the journal, where they
        read this too."""
        found = self._watch.operators_in()
        if self._watch.verdict.lost is not ev.SightLost.LINK:
            return found
        return found | {seat.operator for seat in self._recorder.board.seats.values()}

    def _forget_closed(self) -> None:
        for case in list(self._silenced_at):
            known = self._recorder.board.get(case)
            if known is None or not known.is_open:
                del self._silenced_at[case]

    def _planned(self, climbs: Iterable[_Climb], unsent: Sequence[CaseId], board: Overlay) -> list[Planned]:
        """By the board as it is when this is decided: another console may have been faster, or somebody has come."""
        planned: list[Planned] = []
        for found in climbs:
            case = board.get(found.case)
            if case is None or not found.is_on(case):
                continue
            for one in found.reached(case.climbed, self._in_vain(found, is_sent=found.case not in unsent)):
                planned.append(on(case, ev.CaseEscalated(one.rung, one.step, one.is_in_vain)))
        return planned
