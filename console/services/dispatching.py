"""Sends somebody who goes there: what an operator, a step of a plan or a ladder asks for, decided and journalled.

Who goes on being asked, and what is late, is `task_watch`'s; what a phone says comes in as a report (`domain.triage`);
what it is told goes out by the outbox (`orders`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from console.domain import events as ev
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.ground import checked, on
from console.domain.handling import require_handling
from console.domain.ids import SYSTEM, CaseId, MunicipalityId, OperatorId, ResponderId, TaskId
from console.domain.operator import Act, Operator
from console.domain.ranking import Barred
from console.domain.refused import Reason, Refused
from console.domain.responder import Duty
from console.domain.task import Task, TaskMark, TaskRung, TaskState, Withdrawal
from console.domain.task_course import after
from console.domain.task_rules import Nearby, TaskLimits, asked_on, said
from console.domain.triage import Planned
from console.services.directory import Directory
from console.services.nearness import Nearness
from console.services.outreach import dispatch_key
from console.services.ports import Clock, Ids
from console.services.recorder import Recorder
from console.services.staff import Staff

CHOOSABLE = frozenset({Barred.NO_ANSWER, Barred.NO_POSITION})
"""What keeps somebody out of the ranking, and not from being asked by whoever knows better."""

BY_PHONE = frozenset(
    {TaskMark.ACCEPTED, TaskMark.DECLINED, TaskMark.UNDER_WAY, TaskMark.LATE, TaskMark.ARRIVED, TaskMark.DONE}
)
"""What somebody can say in a call."""


class Dispatching:
    """Fits `services.ports.DispatchPort`."""

    def __init__(
        self,
        recorder: Recorder,
        staff: Staff,
        nearness: Nearness,
        directory: Directory,
        clock: Clock,
        new_id: Ids,
        limits: TaskLimits,
    ) -> None:
        self._recorder = recorder
        self._staff = staff
        self._nearness = nearness
        self._directory = directory
        self._clock = clock
        self._new_id = new_id
        self._limits = limits

    async def dispatch(self, case: CaseId, key: str, who: OperatorId) -> None:
        """As the port says. A ladder is refused also where nobody could be asked: then it goes on at once. Where
        somebody is asked or sent already, it is taken on."""
        known = self._case(case)
        same = [task for task in known.tasks if task.key.partition("#")[0] == key]
        if any(task.is_open or who == SYSTEM for task in same):
            return
        if who == SYSTEM and any(task.is_open for task in known.tasks):
            return
        step = key.partition(":")[2]
        key = f"{key}#{len(same)}" if same else key
        await self._begin(known, None, key, "" if step.startswith("(") else step, who, is_second=False)

    async def send(
        self, operator: Operator, case: CaseId, wished: ResponderId | None, *, step: str = "", is_second: bool = False
    ) -> None:
        """As `ui.dispatch_office`."""
        known = self._own(operator, case)
        before = sum(task.step == step for task in known.tasks)
        base = dispatch_key(case, step) if step else f"{case}#"
        key = f"{base}#{before}" if before else base
        await self._begin(known, wished, key, step, operator.id, is_second=is_second)

    async def cancel_task(self, operator: Operator, case: CaseId, task: TaskId, reason: str) -> None:
        """Nobody has to go."""
        self._own(operator, case)
        text = checked(reason, Reason.REASON_MISSING)

        def planned(board: Overlay) -> list[Planned]:
            known, found = _open(board, case, task)
            require_owner(known, operator.id)
            return [on(known, ev.TaskCancelled(found.id, text))]

        await self._note(planned, operator.id)

    async def reroute(self, operator: Operator, case: CaseId, task: TaskId, to: ResponderId | None) -> None:
        """Takes it from whoever has it or was asked, and asks another."""
        known = self._own(operator, case)
        found = next((one for one in known.tasks if one.id == task and one.is_open), None)
        if found is None:
            raise Refused(Reason.NO_TASK)
        off = [one for one in (found.responder, *(offer.responder for offer in found.asked())) if one is not None]
        nearby = await self._nearness.nearby(known, found, off)
        if to is not None:
            self._require_choosable(nearby, to)
        await self._note(partial(self._rerouted, case, found, tuple(off), nearby, to, operator.id), operator.id)

    async def mark_by_phone(
        self,
        operator: Operator,
        case: CaseId,
        task: TaskId,
        responder: ResponderId,
        mark: TaskMark,
        minutes: int | None = None,
    ) -> None:
        """What a responder said in a call, to anybody who may handle the case. Whoever has it can end it also when they
        are on no list any more."""
        known = self._case(case)
        require_handling(operator, known)
        is_theirs = any(one.id == task and one.responder == responder for one in known.tasks)
        if self._staff.find(known.municipality, responder) is None and not is_theirs:
            raise Refused(Reason.NO_SUCH_RESPONDER)
        if mark not in BY_PHONE:
            raise Refused(Reason.NOTHING_TO_DO)

        def planned(board: Overlay) -> list[Planned]:
            now, found = _open(board, case, task)
            if found.responder not in (None, responder) and mark is not TaskMark.DECLINED:
                raise Refused(Reason.TASK_TAKEN, owner=self._staff.name(now.municipality, found.responder or responder))
            at = self._clock.now()
            body = ev.TaskMarked(found.id, responder, mark, at, "", minutes, by_phone=True)
            bodies = said(now, found, body, at)
            if not bodies:
                raise Refused(Reason.NOTHING_TO_DO)
            return [on(now, one) for one in bodies]

        await self._note(planned, operator.id)

    async def set_duty(
        self, operator: Operator, municipality: MunicipalityId, responder: ResponderId, duty: Duty
    ) -> None:
        """For somebody whose phone cannot say it, in the operator's own municipalities."""
        operator.require(Act.HANDLE_CASE, municipality)
        if self._staff.find(municipality, responder) is None:
            raise Refused(Reason.NO_SUCH_RESPONDER)

        def planned(board: Overlay) -> list[Planned]:
            if board.duty(municipality, responder) is duty:
                raise Refused(Reason.NOTHING_TO_DO)
            subject = ev.responder_subject(municipality, responder)
            return [Planned(subject, municipality, ev.DutyChanged(responder, duty))]

        await self._note(planned, operator.id)

    async def _begin(
        self, case: Case, wished: ResponderId | None, key: str, step: str, who: OperatorId, *, is_second: bool
    ) -> None:
        if not self._staff.is_there(case.municipality):
            raise Refused(Reason.NOT_CONNECTED)
        _require_room(case, is_second=is_second)
        look = await self._nearness.look(case)
        target = self._clock.now() + self._directory.on_site_within(case.municipality, case.alarm_class)
        before = next((task.id for task in case.tasks if task.is_open), None) if is_second else None
        begun = ev.TaskBegan(TaskId(self._new_id()), 0, key, look.need, target, step, wished, before)
        nearby = self._nearness.nearby_of(case, _begun(begun, self._clock.now(), who), look.ranking)
        if wished is not None:
            self._require_choosable(nearby, wished)
        elif who == SYSTEM and not nearby.ranking.candidates and not nearby.group:
            raise Refused(Reason.NOT_CONNECTED)
        await self._note(partial(self._planned, case.id, begun, nearby, who, is_second), who)

    def _planned(
        self, case: CaseId, begun: ev.TaskBegan, nearby: Nearby, who: OperatorId, is_second: bool, board: Overlay
    ) -> list[Planned]:
        """By the board as it is when this is decided: of two consoles one begins it."""
        known = board.get(case)
        if known is None:
            raise Refused(Reason.NO_SUCH_CASE)
        if any(task.key == begun.key for task in known.tasks):
            return []
        if who != SYSTEM:
            require_owner(known, who)
        _require_room(known, is_second=is_second)
        at = self._clock.now()
        numbered = replace(begun, number=board.staff.tasks + 1)
        task = _begun(numbered, at, who)
        return [on(known, body) for body in (numbered, *self._first(known, task, nearby, at))]

    def _first(self, case: Case, task: Task, nearby: Nearby, at: datetime) -> Iterator[ev.CaseBody]:
        """Whom the operator wished for is asked first, also where the ranking has nothing to reckon by."""
        if task.wished is not None:
            yield nearby.offer(task, task.wished, TaskRung.NEXT, at + self._limits.answer(case.alarm_class))
        else:
            yield from asked_on(case, task, nearby, at, self._limits)

    def _rerouted(
        self,
        case: CaseId,
        seen: Task,
        off: Sequence[ResponderId],
        nearby: Nearby,
        to: ResponderId | None,
        who: OperatorId,
        board: Overlay,
    ) -> list[Planned]:
        known, found = _open(board, case, seen.id)
        require_owner(known, who)
        if found.responder != seen.responder or found.state is TaskState.ARRIVED:
            name = self._staff.name(known.municipality, found.responder) if found.responder is not None else ""
            raise Refused(Reason.TASK_TAKEN, owner=name)
        at = self._clock.now()
        bodies: list[ev.CaseBody] = [ev.TaskWithdrawn(found.id, one, Withdrawal.REROUTED) for one in off]
        bodies.append(ev.TaskClimbed(found.id, TaskRung.NEXT))
        tasks: tuple[Task, ...] = (found,)
        for body in bodies:
            if isinstance(body, ev.TaskWithdrawn | ev.TaskClimbed):
                tasks = after(tasks, body, at, who)
        if to is not None:
            bodies.append(nearby.offer(found, to, TaskRung.NEXT, at + self._limits.answer(known.alarm_class)))
        else:
            bodies += asked_on(known, tasks[0], nearby, at, self._limits)
        return [on(known, body) for body in bodies]

    async def _note(self, planned: Callable[[Overlay], Sequence[Planned]], who: OperatorId) -> None:
        try:
            await self._recorder.note(planned, who)
        except Refused as refused:
            raise self._recorder.board.naming(refused) from None

    def _require_choosable(self, nearby: Nearby, wished: ResponderId) -> None:
        if any(one.responder == wished for one in nearby.ranking.candidates):
            return
        found = next((one for one in nearby.ranking.excluded if one.responder == wished), None)
        if found is None:
            raise Refused(Reason.NO_SUCH_RESPONDER)
        if found.why not in CHOOSABLE:
            raise Refused(Reason.NOT_A_CANDIDATE, detail=found.why.value)

    def _case(self, case: CaseId) -> Case:
        known = self._recorder.board.get(case)
        if known is None:
            raise Refused(Reason.NO_SUCH_CASE)
        if not known.is_open:
            raise Refused(Reason.CASE_CLOSED)
        return known

    def _own(self, operator: Operator, case: CaseId) -> Case:
        known = self._case(case)
        require_handling(operator, known)
        try:
            require_owner(known, operator.id)
        except Refused as refused:
            raise self._recorder.board.naming(refused) from None
        return known


def require_owner(case: Case, who: OperatorId) -> None:
    """Raises Refused where the case is not theirs."""
    if not case.is_open:
        raise Refused(Reason.CASE_CLOSED)
    if case.owner is None:
        raise Refused(Reason.NOT_OWNED)
    if case.owner != who:
        raise Refused(Reason.OWNED_BY_OTHER, owner=str(case.owner))


def _require_room(case: Case, *, is_second: bool) -> None:
    found = next((task for task in case.tasks if task.is_open), None)
    if found is not None and not is_second:
        raise Refused(Reason.TASK_OPEN, detail=str(found.number))


def _open(board: Overlay, case: CaseId, task: TaskId) -> tuple[Case, Task]:
    known = board.get(case)
    found = next((one for one in known.tasks if one.id == task), None) if known is not None else None
    if known is None or found is None or not found.is_open:
        raise Refused(Reason.NO_TASK)
    return known, found


def _begun(begun: ev.TaskBegan, at: datetime, who: OperatorId) -> Task:
    return after((), begun, at, who)[0]
