"""What an outcome makes of a look, by the municipality's own rules, and whose a look is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.domain.ids import ConsoleId, DecisionId, LookId, OperatorId
from console.domain.look import (
    HELD_FOR,
    IN_PERSON,
    NEEDS_HELP,
    PAUSED_FOR,
    SEEN,
    Judged,
    LookCourse,
    LookOutcome,
    LookState,
    given,
    judge,
)
from console.domain.supervision import NotSeen, OnFault, Then
from tests.builders import NORRBY, minutes
from tests.decision_samples import decision

NOW = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
ENDS = NOW + minutes(20)
LATER = timedelta(microseconds=1)
ANNA = OperatorId("anna")
COURSE = LookCourse(LookId("l"), DecisionId("d"), NORRBY, None, LookState.PLANNED, NOW)
RULES = decision(
    not_seen=NotSeen(minutes(10), 2, Then.PHONE), on_fault=OnFault(Then.VISIT, minutes(45), by_window=True)
)


@pytest.mark.parametrize("outcome", sorted(SEEN | IN_PERSON | NEEDS_HELP | {LookOutcome.DECLINED}))
def test_who_was_seen_spoken_to_or_declined_needs_no_more_looks(outcome: LookOutcome) -> None:
    assert judge(outcome, RULES, 1, NOW, ENDS) == Judged(LookState.DONE)


@pytest.mark.parametrize("outcome", [LookOutcome.NOT_SEEN, LookOutcome.OTHER_PERSON])
def test_who_is_not_seen_is_looked_for_so_often_and_then_somebody_acts(outcome: LookOutcome) -> None:
    states = [judge(outcome, RULES, tries, NOW, ENDS) for tries in (1, 2, 3)]
    again = Judged(LookState.RETRY, retry_at=NOW + minutes(10))
    assert states == [again, again, Judged(LookState.FOLLOW_UP, then=Then.PHONE, act_by=NOW + minutes(10))]


@pytest.mark.parametrize(
    ("ends_in", "by_window", "act_in"), [(20, True, 20), (20, False, 45), (60, True, 45), (-1, True, 45)]
)
def test_a_fault_is_seen_to_in_its_time_or_by_the_end_of_the_window(ends_in: int, by_window: bool, act_in: int) -> None:
    rules = replace(RULES, on_fault=OnFault(Then.VISIT, minutes(45), by_window))
    for outcome in (LookOutcome.UNUSABLE, LookOutcome.NO_ANSWER):
        judged = judge(outcome, rules, 1, NOW, NOW + minutes(ends_in))
        assert judged == Judged(LookState.FOLLOW_UP, then=Then.VISIT, act_by=NOW + minutes(act_in))


@pytest.mark.parametrize(("state", "lasts"), [(LookState.OPEN, HELD_FOR), (LookState.PAUSED, PAUSED_FOR)])
def test_an_open_or_paused_look_is_its_holders_for_a_while(state: LookState, lasts: timedelta) -> None:
    course = replace(COURSE, state=state, by=ANNA, console=ConsoleId("c"))
    assert course.holder(NOW + lasts) == ANNA
    assert course.holder(NOW + lasts + LATER) is None


@pytest.mark.parametrize("state", [LookState.OPEN, LookState.PAUSED])
def test_a_clock_that_was_an_hour_ahead_holds_no_look_for_an_hour(state: LookState) -> None:
    course = replace(COURSE, state=state, by=ANNA, console=ConsoleId("c"))
    assert course.holder(NOW - minutes(60)) is None


def test_who_looked_may_still_say_what_was_seen_also_of_a_new_try() -> None:
    closed = replace(COURSE, by=ANNA, console=ConsoleId("c"))
    again = replace(closed, state=LookState.RETRY, outcome=LookOutcome.NOT_SEEN, retry_at=NOW)
    for course in (closed, again):
        assert course.holder(NOW + HELD_FOR) == ANNA
        assert course.holder(NOW + HELD_FOR + LATER) is None


def test_what_was_said_is_nobodys_any_more() -> None:
    for outcome in LookOutcome:
        judged = judge(outcome, RULES, 1, NOW, ENDS)
        course = given(replace(COURSE, state=LookState.OPEN, console=ConsoleId("c")), outcome, judged, ANNA, NOW)
        assert course.holder(NOW) is None
        assert course.is_done is (judged.state is LookState.DONE)


def test_a_look_is_done_when_it_was_first_done_however_it_is_said_better() -> None:
    done = given(COURSE, LookOutcome.ASLEEP, Judged(LookState.DONE), ANNA, NOW)
    better = given(done, LookOutcome.AWAKE, Judged(LookState.DONE), ANNA, NOW + minutes(60))
    assert (better.done_at, better.at, better.outcome) == (NOW, NOW + minutes(60), LookOutcome.AWAKE)
    wrong = given(done, LookOutcome.NOT_SEEN, Judged(LookState.RETRY, retry_at=NOW), ANNA, NOW)
    assert wrong.done_at is None


def test_a_call_or_a_visit_is_no_try_with_the_camera() -> None:
    course = given(COURSE, LookOutcome.NOT_SEEN, Judged(LookState.RETRY), ANNA, NOW)
    visited = given(course, LookOutcome.VISITED_WELL, Judged(LookState.DONE), ANNA, NOW)
    assert (course.tries, visited.tries) == (1, 1)
