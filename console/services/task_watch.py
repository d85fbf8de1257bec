"""Goes on with the tasks that time alone moves: who does not answer is not waited for, and what is late is told. As a
duty of the watch.

What fell due is found by a clock that never steps (`Waits`), and decided again under the recorder's lock on the very
task that was looked at: of several consoles one asks the next, once. Whose case it is, and whether anybody has it, does
not matter: a task lives on.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from console.domain import events as ev
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.escalation import Rung
from console.domain.ground import on
from console.domain.ids import CaseId, MunicipalityId, TaskId
from console.domain.ranking import Ranking
from console.domain.task import Task, TaskRung
from console.domain.task_rules import TASK_STEP, Fallen, Nearby, TaskLimits, due, fallen, unanswered
from console.domain.triage import Planned
from console.domain.waits import Waits
from console.services.nearness import Nearness
from console.services.ports import Clock
from console.services.recorder import Recorder
from console.services.staff import open_tasks

_ASKED_ALL = frozenset({TaskRung.CALL, TaskRung.SHIFT_LEAD})


@dataclass(frozen=True, slots=True)
class _Due:
    """What fell due of a task, as it stood when that was found."""

    case: CaseId
    task: Task
    found: Fallen
    nearby: Nearby | None


class TaskWatch:
    """`look` is one of the watch's duties. `leads_in` says whether a shift lead is there to hear."""

    def __init__(
        self,
        recorder: Recorder,
        nearness: Nearness,
        clock: Clock,
        leads_in: Callable[[MunicipalityId], bool],
        limits: TaskLimits,
    ) -> None:
        self._recorder = recorder
        self._nearness = nearness
        self._clock = clock
        self._leads_in = leads_in
        self._limits = limits
        self._waits = Waits()
        self._looked_s: dict[TaskId, float] = {}

    async def look(self) -> None:
        """Journals what has fallen due. Raises Unwritable: then the same is found again. A fault about one task is
        raised when all others have gone on."""
        faults: list[Exception] = []
        for case, task, fell in list(self._found()):
            faults += await _fault_of(self._go_on(case, task, fell))
        open_ids = {task.id for _, task in open_tasks(self._recorder.board.open_cases())}
        self._looked_s = {id: at for id, at in self._looked_s.items() if id in open_ids}
        if faults:
            raise faults[0]

    async def _go_on(self, case: Case, task: Task, fell: Fallen) -> None:
        """Where it cannot be found out who is near nobody is: the operator is to call. Then the fault is raised."""
        left = unanswered(task, fell, self._clock.now())
        faults: list[Exception] = []
        nearby: Nearby | None = None
        if fell.wants_more:
            asked = asyncio.ensure_future(self._nearness.nearby(case, left))
            faults += await _fault_of(asked)
            nearby = Nearby(Ranking(self._clock.now())) if faults else asked.result()
        await self._recorder.note(partial(self._planned, _Due(case.id, task, fell, nearby)))
        if faults:
            raise faults[0]

    def _found(self) -> Iterator[tuple[Case, Task, Fallen]]:
        for case, task in list(open_tasks(self._recorder.board.open_cases())):
            fell = fallen(task, partial(self._elapsed, case.id, task.id), self._limits)
            if fell.is_any and not self._has_rest(task, fell):
                yield case, task, fell

    def _elapsed(self, case: CaseId, task: TaskId, since: datetime, of: str) -> timedelta:
        return self._waits.elapsed(case, since, self._clock.now(), self._clock.monotonic(), f"{task} {of}")

    def _has_rest(self, task: Task, fell: Fallen) -> bool:
        """All were asked: whether somebody has come free is looked for now and then only."""
        if task.rung not in _ASKED_ALL or fell.is_uncalled or fell.unanswered or fell.late:
            return False
        now_s = self._clock.monotonic()
        looked_s = self._looked_s.get(task.id)
        if looked_s is not None and now_s - looked_s < self._limits.asked_again_after.total_seconds():
            return True
        self._looked_s[task.id] = now_s
        return False

    def _planned(self, one: _Due, board: Overlay) -> list[Planned]:
        """By the board as it is when this is decided: another console may have been faster, or somebody answers."""
        case = board.get(one.case)
        if case is None or not case.is_open or one.task not in case.tasks:
            return []
        bodies = due(case, one.task, one.found, one.nearby, self._clock.now(), self._limits)
        return [on(case, body) for body in self._heard(case, bodies)]

    def _heard(self, case: Case, bodies: Iterable[ev.CaseBody]) -> Iterator[ev.CaseBody]:
        """Where no shift lead is there, the other operators hear in the same breath."""
        for body in bodies:
            is_for_lead = isinstance(body, ev.CaseEscalated) and body.rung is Rung.SHIFT_LEAD
            if is_for_lead and not self._leads_in(case.municipality):
                yield ev.CaseEscalated(Rung.SHIFT_LEAD, TASK_STEP, is_in_vain=True)
                yield ev.CaseEscalated(Rung.OTHER_OPERATORS, TASK_STEP)
            else:
                yield body


async def _fault_of(what: Awaitable[object]) -> tuple[Exception, ...]:
    """By what it fell, if it did."""
    [found] = await asyncio.gather(what, return_exceptions=True)
    return (found,) if isinstance(found, Exception) else ()
