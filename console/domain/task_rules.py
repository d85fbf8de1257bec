"""What becomes of a task: by a responder's word, and by time alone. Pure; the fold itself is `task_course`.

A word is decided on the case as it stands, under the recorder's lock: the first acceptance that is journalled has the
task, and whoever comes later is told so. Time: who does not answer is not waited for; the nearest are asked one after
another, then the group of the first at once, then the operator is to call, then the shift lead hears.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import AlarmClass
from console.domain.case import Case
from console.domain.escalation import Rung
from console.domain.ids import SYSTEM, ResponderId
from console.domain.lifecycle import OWNED, State
from console.domain.ranking import Barred, Candidate, Ranking
from console.domain.task import GIVEN_BACK_FROM, Late, Offer, Task, TaskMark, TaskRung, TaskState, Withdrawal
from console.domain.task_course import after

TASK_STEP = "(task)"
"""Stands where a rung's step does: nobody takes the case's task, or it is late. No step of a plan is called so."""

ACCEPTED, NOBODY = "accepted", "nobody"
"""The answers of a plan's step that sends somebody."""

LATE_BY = 0.25
LATE_BY_AT_LEAST = timedelta(minutes=2)
"""So much longer than was said the way may take before it is late. Ours."""


@dataclass(frozen=True, slots=True)
class TaskLimits:
    """How long is waited. `answer_within` is for class Akut and Hög. `delivered_within` is for a phone that does not
    even say that it has the offer; `next_before_group` are asked one after another. `asked_again_after`: so often it is
    looked whether somebody has come free, once all had been asked. `led_again_after`: so often the shift lead hears of
    it while nobody has it."""

    answer_within: timedelta = timedelta(seconds=60)
    answer_within_normal: timedelta = timedelta(seconds=120)
    delivered_within: timedelta = timedelta(seconds=15)
    next_before_group: int = 3
    call_within: timedelta = timedelta(seconds=120)
    under_way_within: timedelta = timedelta(seconds=120)
    done_within: timedelta = timedelta(hours=2)
    asked_again_after: timedelta = timedelta(seconds=15)
    led_again_after: timedelta = timedelta(minutes=10)

    def answer(self, alarm_class: AlarmClass) -> timedelta:
        """How long one who is asked has to answer."""
        return self.answer_within if alarm_class <= AlarmClass.HIGH else self.answer_within_normal


@dataclass(frozen=True, slots=True)
class Nearby:
    """Who could be asked now: one after another by `ranking`, or all of `group` at once."""

    ranking: Ranking
    group: tuple[ResponderId, ...] = ()

    def offer(self, task: Task, responder: ResponderId, rung: TaskRung, answer_by: datetime) -> ev.TaskOffered:
        """The offer to one of them."""
        found = next((one for one in self.ranking.candidates if one.responder == responder), None)
        if found is None:
            return ev.TaskOffered(task.id, responder, rung, answer_by)
        return ev.TaskOffered(
            task.id, responder, rung, answer_by, found.minutes, found.position_at, found.is_estimate
        )  # fmt: skip


Elapsed = Callable[[datetime, str], timedelta]
"""How long it is since a moment, by a clock that never steps; the text tells moments of one task apart."""


def said(case: Case, task: Task, body: ev.TaskMarked, at: datetime) -> tuple[ev.CaseBody, ...]:
    """What a responder's word brings about; nothing where it changes nothing. An acceptance of somebody who was asked
    is journalled also where another was first: so they are told."""
    is_asked = task.offer_to(body.responder) is not None or task.responder == body.responder
    if not is_asked and not body.by_phone:
        return ()
    tasks = after(case.tasks, body, at, SYSTEM)
    changed = next(one for one in tasks if one.id == task.id)
    if changed == task and not _is_told_all_the_same(task, body):
        return ()
    return (body, *_follows(case, task, changed))


def _is_told_all_the_same(task: Task, body: ev.TaskMarked) -> bool:
    if body.mark is TaskMark.ACCEPTED:
        return task.responder != body.responder
    return body.mark in (TaskMark.NOTE, TaskMark.OPENED) and task.responder == body.responder


def _follows(case: Case, before: Task, task: Task) -> Iterator[ev.CaseBody]:
    """What a change of the task does to its case: its plan's step is answered, its promise kept."""
    if task.state is TaskState.ACCEPTED and before.state is TaskState.SEEKING:
        yield from answered(case, task, ACCEPTED)
    is_there_now = task.state is TaskState.ARRIVED and before.state is not TaskState.ARRIVED
    if is_there_now and case.promise is not None and case.state in OWNED:
        yield ev.PromiseKept()
    if before.is_taken and task.state is TaskState.SEEKING and task.rung is not TaskRung.NEXT:
        yield ev.TaskClimbed(task.id, TaskRung.NEXT)


def answered(case: Case, task: Task, answer: str) -> Iterator[ev.StepDone]:
    """The answer of the plan's step that the task is for, where nobody has said another. That nobody goes is not the
    last word."""
    course = case.plan
    if not task.step or course is None or case.state not in OWNED or task.step not in course.steps:
        return
    record = next((one for one in course.records if one.step == task.step), None)
    if record is None or (record.is_done and record.answer == NOBODY != answer):
        yield ev.StepDone(task.step, answer)


def owed(case: Case) -> Iterator[ev.StepDone]:
    """The answers of the plan's steps that came while nobody had the case, for whoever takes it now."""
    claimed, told = replace(case, state=State.CLAIMED), set[str]()
    for task in reversed(case.tasks):
        is_led = task.state is TaskState.SEEKING and task.rung is TaskRung.SHIFT_LEAD
        if task.step in told or task.state is TaskState.CANCELLED or not (task.accepted_at or is_led):
            continue
        told.add(task.step)
        yield from answered(claimed, task, NOBODY if is_led else ACCEPTED)


@dataclass(frozen=True, slots=True)
class Fallen:
    """What time alone asks of a task: whose offers are over, what is late, whether somebody else must be asked
    (`wants_more`), and whether nobody has called either, or done anything after that (`is_uncalled`)."""

    unanswered: tuple[ResponderId, ...] = ()
    late: tuple[Late, ...] = ()
    wants_more: bool = False
    is_uncalled: bool = False

    @property
    def is_any(self) -> bool:
        return bool(self.unanswered or self.late or self.wants_more)


def fallen(task: Task, elapsed: Elapsed, limits: TaskLimits) -> Fallen:
    """What has fallen due."""
    if task.is_taken:
        return Fallen(late=tuple(one for one in _late(task, elapsed, limits) if one not in task.late))
    if task.state is not TaskState.SEEKING:
        return Fallen()
    over = tuple(one.responder for one in task.asked() if _is_over(one, elapsed, limits))
    waited = elapsed(task.rung_at or task.begun_at, "rung")
    patience = {TaskRung.CALL: limits.call_within, TaskRung.SHIFT_LEAD: limits.led_again_after}.get(task.rung)
    is_uncalled = patience is not None and waited >= patience
    return Fallen(over, wants_more=len(over) == len(task.asked()), is_uncalled=is_uncalled)


def _is_over(offer: Offer, elapsed: Elapsed, limits: TaskLimits) -> bool:
    waited = elapsed(offer.at, f"offer {offer.responder}")
    is_mute = offer.rung is TaskRung.NEXT and offer.delivered_at is None and waited >= limits.delivered_within
    return is_mute or waited >= offer.answer_by - offer.at


def _late(task: Task, elapsed: Elapsed, limits: TaskLimits) -> Iterator[Late]:
    accepted_at = task.accepted_at
    if accepted_at is None:
        return
    waited = elapsed(accepted_at, "accepted")
    if task.state is TaskState.ACCEPTED and waited >= limits.under_way_within:
        yield Late.NOT_UNDER_WAY
    if task.state in GIVEN_BACK_FROM and waited >= _there_within(task, accepted_at):
        yield Late.NOT_THERE
    if task.arrived_at is not None and elapsed(task.arrived_at, "arrived") >= limits.done_within:
        yield Late.NOT_DONE


def _there_within(task: Task, accepted_at: datetime) -> timedelta:
    """From the acceptance: the time that was said and a quarter, or the municipality's target, whichever is sooner.
    Whoever has said that it takes longer than the target is not asked about that again."""
    target = task.on_site_by - accepted_at
    if task.arrive_by is None:
        return target
    said_within = task.arrive_by - accepted_at
    slack = max(LATE_BY_AT_LEAST, said_within * LATE_BY)
    is_target_told = task.late_said_at is not None and task.late_said_at >= task.on_site_by
    return said_within + slack if is_target_told else min(said_within + slack, target)


def due(case: Case, task: Task, found: Fallen, nearby: Nearby | None, at: datetime, limits: TaskLimits) -> tuple[
    ev.CaseBody, ...
]:  # fmt: skip
    """The events of what has fallen due. `nearby` None: it could not be asked, and is at the next look."""
    bodies: list[ev.CaseBody] = [
        ev.TaskWithdrawn(task.id, responder, Withdrawal.NO_ANSWER) for responder in found.unanswered
    ]
    if found.late:
        bodies += [ev.TaskDelayed(task.id, one) for one in found.late]
        bodies.append(ev.CaseEscalated(Rung.AGAIN, TASK_STEP))
    if found.wants_more and nearby is not None:
        bodies += asked_on(case, unanswered(task, found, at), nearby, at, limits, is_uncalled=found.is_uncalled)
    return tuple(bodies)


def unanswered(task: Task, found: Fallen, at: datetime) -> Task:
    """The task once those are not waited for any more who have not answered."""
    tasks: tuple[Task, ...] = (task,)
    for responder in found.unanswered:
        tasks = after(tasks, ev.TaskWithdrawn(task.id, responder, Withdrawal.NO_ANSWER), at, SYSTEM)
    return tasks[0]


def asked_on(
    case: Case, task: Task, nearby: Nearby, at: datetime, limits: TaskLimits, *, is_uncalled: bool = False
) -> tuple[ev.CaseBody, ...]:
    """Nobody can answer any more: who is asked now, or what else is done. `is_uncalled` as in `Fallen`."""
    by = at + limits.answer(case.alarm_class)
    chosen = _chosen(task, nearby.ranking.candidates)
    if task.rung is TaskRung.NEXT:
        if chosen is not None and _asked_one_by_one(task) < limits.next_before_group:
            return (nearby.offer(task, chosen.responder, TaskRung.NEXT, by),)
        if nearby.group:
            offers = (nearby.offer(task, one, TaskRung.GROUP, by) for one in nearby.group)
            return (ev.TaskClimbed(task.id, TaskRung.GROUP), *offers)
    if task.rung in (TaskRung.NEXT, TaskRung.GROUP):
        return (ev.TaskClimbed(task.id, TaskRung.CALL), ev.CaseEscalated(Rung.AGAIN, TASK_STEP))
    if is_uncalled:
        climbed = ev.TaskClimbed(task.id, TaskRung.SHIFT_LEAD)
        return (climbed, ev.CaseEscalated(Rung.SHIFT_LEAD, TASK_STEP), *answered(case, task, NOBODY))
    return (nearby.offer(task, chosen.responder, task.rung, by),) if chosen is not None else ()


def _chosen(task: Task, candidates: Sequence[Candidate]) -> Candidate | None:
    """Whom the operator wished for, before anybody else and once; then the nearest."""
    wished = next((one for one in candidates if one.responder == task.wished), None)
    if wished is not None and task.offer_to(wished.responder) is None:
        return wished
    return candidates[0] if candidates else None


def _asked_one_by_one(task: Task) -> int:
    since = task.rung_at or task.begun_at
    return sum(one.rung is TaskRung.NEXT and one.at >= since for one in task.offers)


ASKED_WITH_THE_GROUP = frozenset({Barred.NO_ANSWER, Barred.NO_POSITION})
"""What keeps somebody from being asked alone, and not with their group: they may hear it this time."""


def group_of(ranking: Ranking, members: Sequence[ResponderId]) -> tuple[ResponderId, ...]:
    """Who of a group is asked at once: those who may go, wherever they are."""
    able = {one.responder for one in ranking.candidates}
    able |= {one.responder for one in ranking.excluded if one.why in ASKED_WITH_THE_GROUP}
    return tuple(one for one in members if one in able)
