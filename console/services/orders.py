"""What responders are told of their tasks. It goes through the outbox, in the transaction of the event that asks for
it, by ids alone: a lost connection loses none, and no store has a name or a code of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import SYSTEM, ResponderId, TaskId
from console.domain.order import Order, OrderKind
from console.domain.task import ASKED, Task, TaskMark, TaskState, Withdrawal

ASSIGNED_FOR = timedelta(hours=4)
"""So long the broker keeps what somebody who has a task must know. Ours."""

SAID_ANEW_FOR = timedelta(minutes=10)
"""So long it is worth saying all anew to a phone that has come back: by then it has, or has gone again. Ours."""

WITHDRAWN_FOR = ASSIGNED_FOR
"""As long as what it takes back may wait for a phone: nobody drives to what was cancelled because only that came."""


def orders_of(draft: ev.Draft, case: Case) -> Iterator[Order]:
    """The orders that an event of `case` (as it was before) asks for."""
    match draft.body:
        case ev.TaskOffered(task, responder, answer_by=answer_by):
            yield _order(OrderKind.OFFER, draft, case, task, responder, answer_by)
        case ev.TaskMarked(task, responder, TaskMark.ACCEPTED):
            yield from _accepted(draft, case, task, responder)
        case ev.TaskMarked(task, responder, mark, by_phone=True):
            yield from _marked_by_phone(draft, case, task, responder, mark)
        case ev.TaskWithdrawn(task, responder, why):
            yield _withdrawn(draft, case, task, responder, why)
        case ev.TaskCancelled(task):
            known = _task(case, task)
            for one in _concerned(known) if known is not None else ():
                yield _withdrawn(draft, case, task, one, Withdrawal.CANCELLED)
        case ev.PromiseMade():
            for known in case.tasks:
                if known.is_taken and known.responder is not None:
                    yield _order(OrderKind.ASSIGNED, draft, case, known.id, known.responder, draft.at + ASSIGNED_FOR)
        case _:
            return


def _accepted(draft: ev.Draft, case: Case, task: TaskId, responder: ResponderId) -> Iterator[Order]:
    """Whoever was first has it; all others who were asked are told, and so is who came too late."""
    known = _task(case, task)
    if known is None:
        return
    by_phone = isinstance(draft.body, ev.TaskMarked) and draft.body.by_phone
    if not known.may_take(responder, by_phone=by_phone):
        if known.responder != responder:
            is_over = known.state is TaskState.CANCELLED
            why = Withdrawal.CANCELLED if is_over else Withdrawal.TAKEN if known.responder else Withdrawal.REROUTED
            yield _withdrawn(draft, case, task, responder, why)
        return
    yield _order(OrderKind.ASSIGNED, draft, case, task, responder, draft.at + ASSIGNED_FOR)
    for one in _concerned(known):
        if one != responder:
            yield _withdrawn(draft, case, task, one, Withdrawal.TAKEN)


def _marked_by_phone(
    draft: ev.Draft, case: Case, task: TaskId, responder: ResponderId, mark: TaskMark
) -> Iterator[Order]:
    """What was said in a call their phone does not know: whose it is no more puts the door away, who has it sees how
    far they are."""
    known = _task(case, task)
    if known is None or responder not in _concerned(known):
        return
    if mark is TaskMark.DONE:
        yield _withdrawn(draft, case, task, responder, Withdrawal.CANCELLED)
    elif mark is TaskMark.DECLINED:
        yield _withdrawn(draft, case, task, responder, Withdrawal.REROUTED)
    else:
        yield _order(OrderKind.ASSIGNED, draft, case, task, responder, draft.at + ASSIGNED_FOR)


def roster_orders(case: Case, responder: ResponderId, at: datetime) -> Iterator[Order]:
    """What a phone that has come back must have of a case: the offers that it can still answer, and what is theirs."""
    for task in case.tasks:
        offer = task.offer_to(responder)
        if task.is_taken and task.responder == responder:
            yield Order(OrderKind.ASSIGNED, case.municipality, responder, at, at + ASSIGNED_FOR, case.id, task.id)
        elif task.state is TaskState.SEEKING and offer is not None and offer.state in ASKED and offer.answer_by > at:
            yield Order(OrderKind.OFFER, case.municipality, responder, at, offer.answer_by, case.id, task.id)


def alone_order(draft: ev.Draft) -> Iterator[Order]:
    """Their check-ins are heard: the phone counts by what we have."""
    match draft.body:
        case ev.AloneBegan(responder, task=task):
            until = draft.body.check_by
        case ev.AloneChecked(responder, until):
            task = None
        case ev.AloneEnded(responder):
            task, until = None, draft.at + SAID_ANEW_FOR
        case _:
            return
    yield Order(
        OrderKind.ALONE, draft.municipality, responder, draft.at, until, task=task or TaskId("")
    )  # fmt: skip


def duty_order(draft: ev.Draft) -> Iterator[Order]:
    """Their phone hears what somebody at the centre has said for them."""
    if isinstance(draft.body, ev.DutyChanged) and draft.who != SYSTEM:
        until = draft.at + SAID_ANEW_FOR
        yield Order(OrderKind.ROSTER, draft.municipality, draft.body.responder, draft.at, until)


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
