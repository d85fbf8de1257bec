"""The states of a task, and what each word does in each of them."""

from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.ids import SYSTEM, ResponderId, TaskId
from console.domain.task import Late, Need, OfferState, Task, TaskMark, TaskRung, TaskState, Withdrawal
from console.domain.task_course import after
from console.domain.task_rules import TaskLimits, fallen
from tests.builders import T0, minutes, seconds

TASK = TaskId("task")
SAMIRA, KENT = ResponderId("samira"), ResponderId("kent")
S, M = TaskState, TaskMark

BEGUN = ev.TaskBegan(TASK, 4419, "case:step", Need(), T0 + minutes(30))


def offered(who: ResponderId, rung: TaskRung = TaskRung.NEXT) -> ev.TaskOffered:
    return ev.TaskOffered(TASK, who, rung, T0 + seconds(60), 6)


def marked(
    mark: TaskMark, who: ResponderId = SAMIRA, *, minutes: int | None = None, phone: bool = False
) -> ev.TaskMarked:
    return ev.TaskMarked(TASK, who, mark, T0, "", minutes, phone)


def told(*bodies: ev.TaskBody, gap_s: float = 10) -> Task:
    """The task after these, ten seconds apart."""
    tasks: tuple[Task, ...] = ()
    for number, body in enumerate(bodies):
        tasks = after(tasks, body, T0 + timedelta(seconds=gap_s * number), SYSTEM)
    return tasks[0]


BOTH = (BEGUN, offered(SAMIRA), offered(KENT))
AT = {
    S.SEEKING: BOTH,
    S.ACCEPTED: (*BOTH, marked(M.ACCEPTED)),
    S.UNDER_WAY: (*BOTH, marked(M.ACCEPTED), marked(M.UNDER_WAY)),
    S.ARRIVED: (*BOTH, marked(M.ACCEPTED), marked(M.UNDER_WAY), marked(M.ARRIVED)),
    S.DONE: (*BOTH, marked(M.ACCEPTED), marked(M.ARRIVED), marked(M.DONE)),
    S.CANCELLED: (*BOTH, ev.TaskCancelled(TASK, "fel")),
}

TABLE = {
    (S.SEEKING, M.ACCEPTED): S.ACCEPTED,
    (S.ACCEPTED, M.UNDER_WAY): S.UNDER_WAY, (S.ACCEPTED, M.ARRIVED): S.ARRIVED, (S.ACCEPTED, M.DONE): S.DONE,
    (S.ACCEPTED, M.DECLINED): S.SEEKING,
    (S.UNDER_WAY, M.ARRIVED): S.ARRIVED, (S.UNDER_WAY, M.DONE): S.DONE, (S.UNDER_WAY, M.DECLINED): S.SEEKING,
    (S.ARRIVED, M.DONE): S.DONE,
}  # fmt: skip
"""Whoever was asked, and has it: where a word takes the task. Every pair that is not here changes no state."""


@pytest.mark.parametrize("state", TaskState)
@pytest.mark.parametrize("mark", TaskMark)
def test_a_word_moves_the_task_where_the_table_says_and_nowhere_else(state: TaskState, mark: TaskMark) -> None:
    assert told(*AT[state]).state is state
    assert told(*AT[state], marked(mark)).state is TABLE.get((state, mark), state)


@pytest.mark.parametrize("state", [S.ACCEPTED, S.UNDER_WAY, S.ARRIVED, S.DONE, S.CANCELLED])
@pytest.mark.parametrize("mark", TaskMark)
def test_who_does_not_have_it_moves_nothing_once_another_has(state: TaskState, mark: TaskMark) -> None:
    before, then = told(*AT[state]), told(*AT[state], marked(mark, KENT))
    assert (then.state, then.responder) == (before.state, before.responder)


def test_the_first_who_accepts_has_it_and_the_others_offers_are_over() -> None:
    task = told(*BOTH, marked(M.ACCEPTED, KENT), marked(M.ACCEPTED, SAMIRA))
    assert task.responder == KENT
    assert [offer.state for offer in task.offers] == [OfferState.WITHDRAWN, OfferState.ACCEPTED]


def test_a_late_yes_is_better_than_none_and_one_to_an_offer_that_was_taken_back_is_none() -> None:
    unanswered = ev.TaskWithdrawn(TASK, SAMIRA, Withdrawal.NO_ANSWER)
    assert told(*BOTH, unanswered, marked(M.ACCEPTED)).responder == SAMIRA
    rerouted = ev.TaskWithdrawn(TASK, SAMIRA, Withdrawal.REROUTED)
    assert told(*BOTH, rerouted, marked(M.ACCEPTED)).responder is None
    assert told(BEGUN, marked(M.ACCEPTED)).responder is None
    assert told(BEGUN, marked(M.ACCEPTED, phone=True)).responder == SAMIRA


def test_a_yes_in_a_call_or_after_the_time_comes_too_late_where_another_has_it() -> None:
    unanswered = ev.TaskWithdrawn(TASK, KENT, Withdrawal.NO_ANSWER)
    assert told(*BOTH, unanswered, marked(M.ACCEPTED), marked(M.ACCEPTED, KENT)).responder == SAMIRA
    assert told(*AT[S.UNDER_WAY], marked(M.ACCEPTED, KENT, phone=True)).responder == SAMIRA


def test_whoever_gives_it_back_leaves_nothing_of_theirs_for_the_next() -> None:
    task = told(*AT[S.UNDER_WAY], ev.TaskDelayed(TASK, Late.NOT_THERE), marked(M.DECLINED))
    assert (task.responder, task.arrive_by, task.under_way_at, task.late) == (None, None, None, ())
    assert task.offers[0].state is OfferState.DECLINED


LIMITS = TaskLimits()


def late_after(task: Task, elapsed_s: float) -> tuple[Late, ...]:
    return fallen(task, lambda since, of: timedelta(seconds=elapsed_s) - (since - T0), LIMITS).late


def test_lateness_is_told_when_it_is_certain_and_anew_after_who_goes_has_said_more() -> None:
    accepted = told(*BOTH, marked(M.ACCEPTED), gap_s=0)  # in six minutes
    assert [late_after(accepted, at) for at in (119, 120)] == [(), (Late.NOT_UNDER_WAY,)]
    going = told(*BOTH, marked(M.ACCEPTED), marked(M.UNDER_WAY), gap_s=0)
    assert [late_after(going, at) for at in (479, 480)] == [(), (Late.NOT_THERE,)]
    longer = told(*BOTH, marked(M.ACCEPTED), marked(M.UNDER_WAY), ev.TaskDelayed(TASK, Late.NOT_THERE),
                  marked(M.LATE, minutes=20), gap_s=0)  # fmt: skip
    assert [late_after(longer, at) for at in (480, 1499, 1500)] == [(), (), (Late.NOT_THERE,)]
    slow = told(*BOTH, marked(M.ACCEPTED, minutes=29), marked(M.UNDER_WAY), gap_s=0)
    assert [late_after(slow, at) for at in (1799, 1800)] == [(), (Late.NOT_THERE,)]
