"""What responders are told of their tasks. It goes through the outbox, in the transaction of the event that asks for it,
by ids alone: a lost connection loses none, and no store has a name or a code of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import ResponderId, TaskId
from console.domain.order import Order, OrderKind
from console.domain.task import Task, TaskMark, TaskState, Withdrawal

ASSIGNED_FOR = timedelta(hours=4)
"""So long the broker keeps what somebody who has a task must know. Ours."""

WITHDRAWN_FOR = timedelta(minutes=30)
"""So long it is worth saying to a phone that it need not go. Ours."""


def orders_of(draft: ev.Draft, case: Case) -> Iterator[Order]:
    """The orders that an event of `case` (as it was before) asks for."""
    match draft.body:
        case ev.TaskOffered(task, responder, answer_by=answer_by):
            yield _order(OrderKind.OFFER, draft, case, task, responder, answer_by)
        case ev.TaskMarked(task, responder, TaskMark.ACCEPTED):
            yield from _accepted(draft, case, task, responder)
        case ev.TaskWithdrawn(task, responder, why):
            yield _withdrawn(draft, case, task, responder, why)
        case ev.TaskCancelled(task):
            known = _task(case, task)
            for one in _concerned(known) if known is not None else ():
                yield _withdrawn(draft, case, task, one, Withdrawal.CANCELLED)
        case _:
            return


def _accepted(draft: ev.Draft, case: Case, task: TaskId, responder: ResponderId) -> Iterator[Order]:
    """Whoever was first has it; all others who were asked are told, and so is who came too late."""
    known = _task(case, task)
    if known is None:
        return
    if known.state is not TaskState.SEEKING:
        if known.responder != responder:
            yield _withdrawn(draft, case, task, responder, Withdrawal.TAKEN)
        return
    yield _order(OrderKind.ASSIGNED, draft, case, task, responder, draft.at + ASSIGNED_FOR)
    for one in _concerned(known):
        if one != responder:
            yield _withdrawn(draft, case, task, one, Withdrawal.TAKEN)


def _concerned(task: Task) -> tuple[ResponderId, ...]:
    """Who has it, and who was asked and has not answered."""
    found = (task.responder, *(offer.responder for offer in task.asked()))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _task(case: Case, task: TaskId) -> Task | None:
    return next((one for one in case.tasks if one.id == task), None)


def _withdrawn(draft: ev.Draft, case: Case, task: TaskId, responder: ResponderId, why: Withdrawal) -> Order:
    until = draft.at + WITHDRAWN_FOR
    return _order(OrderKind.WITHDRAWN, draft, case, task, responder, until, why.value)


def _order(
    kind: OrderKind, draft: ev.Draft, case: Case, task: TaskId, responder: ResponderId, until: datetime, why: str = ""
) -> Order:
    return Order(kind, case.municipality, responder, draft.at, until, case.id, task, why)
