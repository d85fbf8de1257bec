"""A task as the fold of its events. Nothing else makes or changes one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from console.domain import events as ev
from console.domain.ids import OperatorId, ResponderId, RightId, TaskId
from console.domain.task import (
    ACCEPTABLE,
    ASKED,
    GIVEN_BACK_FROM,
    MOVES,
    GivenRight,
    Late,
    Offer,
    OfferState,
    RightEnd,
    Task,
    TaskMark,
    TaskRung,
    TaskState,
    Withdrawal,
)


def after(tasks: tuple[Task, ...], body: ev.TaskBody, at: datetime, who: OperatorId) -> tuple[Task, ...]:
    """A case's tasks after `body`. What is said of a task that is not there, or that cannot happen to it now, changes
    nothing: whoever decides refuses it, a start never fails on it."""
    match body:
        case ev.TaskBegan():
            return (*tasks, _begun(body, at, who))
        case ev.TaskOffered(task):
            return _changed(tasks, task, lambda one: _offered(one, body, at))
        case ev.TaskMarked(task):
            return _changed(tasks, task, lambda one: _marked(one, body, at))
        case ev.TaskWithdrawn(task, responder, why):
            return _changed(tasks, task, lambda one: _withdrawn(one, responder, why, at))
        case ev.TaskClimbed(task, rung):
            return _changed(tasks, task, lambda one: replace(one, rung=rung, rung_at=at))
        case ev.TaskDelayed(task, late):
            return _changed(tasks, task, lambda one: replace(one, late=(*one.late, late)))
        case ev.TaskCancelled(task):
            return _changed(tasks, task, lambda one: _cancelled(one, at))
        case ev.EntryGiven(task, responder, lock, right, until):
            given = GivenRight(right, lock, responder, until)
            return _changed(tasks, task, lambda one: replace(one, rights=(*one.rights, given), lock_failed=False))
        case ev.EntryEnded(task, right, ended):
            return _changed(tasks, task, lambda one: _ended(one, right, ended))
        case ev.EntryFailed(task):
            return _changed(tasks, task, lambda one: replace(one, lock_failed=True))
        case _:
            assert_never(body)


def _begun(body: ev.TaskBegan, at: datetime, who: OperatorId) -> Task:
    return Task(
        body.task, body.number, body.key, body.step, who, at, body.need, body.on_site_by, wished=body.wished,
        rung=TaskRung.NEXT, rung_at=at, second_of=body.second_of,
    )  # fmt: skip


def _changed(tasks: tuple[Task, ...], task: TaskId, change: Callable[[Task], Task]) -> tuple[Task, ...]:
    return tuple(change(one) if one.id == task else one for one in tasks)


def _offered(task: Task, body: ev.TaskOffered, at: datetime) -> Task:
    offer = Offer(body.responder, body.rung, at, body.answer_by, minutes=body.minutes)
    return replace(task, offers=(*task.offers, offer))


def _cancelled(task: Task, at: datetime) -> Task:
    return replace(_closed_to_others(task, at), state=TaskState.CANCELLED, ended_at=at) if task.is_open else task


def _marked(task: Task, body: ev.TaskMarked, at: datetime) -> Task:
    if body.mark in _TAKEN_MARKS and body.responder != task.responder:
        return task
    match body.mark:
        case TaskMark.DELIVERED:
            return _offer(task, body.responder, lambda one: _reached(one, OfferState.DELIVERED, at))
        case TaskMark.SEEN:
            return _offer(task, body.responder, lambda one: _reached(one, OfferState.SEEN, at))
        case TaskMark.DECLINED:
            return _declined(task, body, at)
        case TaskMark.ACCEPTED:
            return _accepted(task, body, at)
        case TaskMark.UNDER_WAY if task.state in MOVES[TaskMark.UNDER_WAY][0]:
            return replace(_moved(task, body.mark), under_way_at=at, arrive_by=_by(task, body, at))
        case TaskMark.LATE:
            late = tuple(one for one in task.late if one is not Late.NOT_THERE)
            told = replace(task, arrive_by=_by(task, body, at), late=late, late_said_at=at)
            return told if task.is_taken else task
        case TaskMark.ARRIVED if task.state in MOVES[TaskMark.ARRIVED][0]:
            return replace(_moved(task, body.mark), arrived_at=at)
        case TaskMark.DONE if task.is_taken:
            return replace(_moved(task, body.mark), ended_at=at)
        case TaskMark.NOTE | TaskMark.OPENED | TaskMark.UNDER_WAY | TaskMark.ARRIVED | TaskMark.DONE:
            return task
        case _:
            assert_never(body.mark)


OFFER_HOLDS = ASKED | {OfferState.ACCEPTED}
"""States of an offer that can be taken back."""

_TAKEN_MARKS = frozenset({TaskMark.UNDER_WAY, TaskMark.LATE, TaskMark.ARRIVED, TaskMark.DONE})


def _moved(task: Task, mark: TaskMark) -> Task:
    return replace(task, state=MOVES[mark][1])


def _declined(task: Task, body: ev.TaskMarked, at: datetime) -> Task:
    """No to an offer, or whoever has it cannot go after all."""
    if task.responder == body.responder:
        if task.state not in GIVEN_BACK_FROM:
            return task
        return _free(_offer(task, body.responder, lambda one: _answered(one, OfferState.DECLINED, at, body.text)))
    return _offer(
        task, body.responder,
        lambda one: _answered(one, OfferState.DECLINED, at, body.text) if one.state in ACCEPTABLE else one,
    )  # fmt: skip


def _accepted(task: Task, body: ev.TaskMarked, at: datetime) -> Task:
    """The first who accepts has it; whoever else does changes nothing, and nobody else can any more."""
    if not task.may_take(body.responder, by_phone=body.by_phone):
        return task
    task = _offer(task, body.responder, lambda one: _answered(one, OfferState.ACCEPTED, at, ""))
    offer = task.offer_to(body.responder)
    minutes = body.minutes if body.minutes is not None else offer.minutes if offer is not None else None
    return replace(
        _closed_to_others(task, at), state=TaskState.ACCEPTED, responder=body.responder, accepted_at=at,
        by_phone=body.by_phone, arrive_by=at + timedelta(minutes=minutes) if minutes is not None else None,
    )  # fmt: skip


def _closed_to_others(task: Task, at: datetime) -> Task:
    offers = tuple(
        replace(one, state=OfferState.WITHDRAWN, answered_at=at, reason=Withdrawal.TAKEN.value)
        if one.state in ASKED
        else one
        for one in task.offers
    )
    return replace(task, offers=offers)


def _by(task: Task, body: ev.TaskMarked, at: datetime) -> datetime | None:
    return at + timedelta(minutes=body.minutes) if body.minutes is not None else task.arrive_by


def _withdrawn(task: Task, responder: ResponderId, why: Withdrawal, at: datetime) -> Task:
    state = OfferState.UNANSWERED if why is Withdrawal.NO_ANSWER else OfferState.WITHDRAWN
    task = _offer(
        task, responder,
        lambda one: replace(one, state=state, answered_at=at, reason=why.value) if one.state in OFFER_HOLDS else one,
    )  # fmt: skip
    return _free(task) if task.responder == responder and task.is_taken else task


def _free(task: Task) -> Task:
    """Nobody has it any more: whoever takes it next has the whole time."""
    return replace(
        task, state=TaskState.SEEKING, responder=None, accepted_at=None, by_phone=False, under_way_at=None,
        arrive_by=None, arrived_at=None, late=(), late_said_at=None,
    )  # fmt: skip


def _ended(task: Task, right: RightId, why: RightEnd) -> Task:
    return replace(task, rights=tuple(replace(one, ended=why) if one.id == right else one for one in task.rights))


def _offer(task: Task, responder: ResponderId, change: Callable[[Offer], Offer]) -> Task:
    """The last offer to them, changed."""
    for place in reversed(range(len(task.offers))):
        if task.offers[place].responder == responder:
            return replace(
                task, offers=(*task.offers[:place], change(task.offers[place]), *task.offers[place + 1 :])
            )  # fmt: skip
    return task


def _reached(offer: Offer, state: OfferState, at: datetime) -> Offer:
    if offer.state not in ASKED:
        return offer
    if state is OfferState.DELIVERED:
        kept = offer.state if offer.state is OfferState.SEEN else state
        return replace(offer, state=kept, delivered_at=offer.delivered_at or at)
    return replace(offer, state=state, seen_at=offer.seen_at or at, delivered_at=offer.delivered_at or at)


def _answered(offer: Offer, state: OfferState, at: datetime, reason: str) -> Offer:
    return replace(offer, state=state, answered_at=at, reason=reason)
