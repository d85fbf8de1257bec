"""When a flood begins and ends, and what it does to the rows: things fold, people never."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarm import AlarmClass, Cause, Lane
from console.domain.flood import begins, ends
from console.domain.lifecycle import State
from console.domain.queue import FoldKind, Group, Queue, Row, RowInserted, RowRemoved, apply_changes
from tests.builders import ANNA, T0, Centre, alarm, minutes, seconds
from tests.domain.test_queue import TARGETS, anna, case, queue_of


@given(st.integers(0, 300), st.integers(0, 12))
def test_a_flood_never_ends_by_the_count_it_began_with(alarms: int, operators: int) -> None:
    assert not (begins(alarms, operators) and ends(alarms, operators))


def test_ten_alarms_an_operator_are_a_flood_and_under_five_are_none() -> None:
    assert [begins(alarms, 5) for alarms in (49, 50)] == [False, True]
    assert [ends(alarms, 5) for alarms in (25, 24)] == [False, True]
    assert begins(10, 0), "an empty room is one operator"


def test_the_board_counts_the_alarms_of_ten_minutes_tests_among_them() -> None:
    centre = Centre()
    for number in range(4):
        centre.hear(alarm(T0 + minutes(number), Cause.TEST if number % 2 == 0 else Cause.PRESS))
    assert centre.board.alarms_within(T0 + minutes(5)) == 4
    assert centre.board.alarms_within(T0 + minutes(12)) == 2
    assert centre.board.tests_filed == 2


def test_in_a_flood_faults_fold_into_one_counted_group_and_people_stay_rows() -> None:
    person, fault = case(1), case(2, lane=Lane.TECHNICAL, alarm_class=AlarmClass.TECHNICAL)
    mine = case(3, lane=Lane.TECHNICAL, alarm_class=AlarmClass.TECHNICAL, state=State.CLAIMED, owner=ANNA)
    queue = queue_of(person, fault, mine)
    changes = queue.flood(True)
    assert [type(change) for change in changes] == [RowRemoved]
    assert [row.case for row in queue.rows()] == [mine.id, person.id]
    [fold] = queue.hidden().folds
    assert (fold.kind, fold.count, fold.waiting) == (FoldKind.TECHNICAL, 1, 1)


def test_what_comes_in_a_flood_folds_at_once_and_all_is_back_when_it_ends() -> None:
    queue = queue_of(case(1))
    queue.flood(True)
    fault = case(2, lane=Lane.TECHNICAL, alarm_class=AlarmClass.TECHNICAL)
    assert queue.put(fault, (), "", T0) == ()
    [back] = queue.flood(False)
    assert isinstance(back, RowInserted)
    assert len(queue) == 2
    assert queue.hidden().folds == ()


def test_a_fault_that_leaves_somebody_without_help_is_no_fold() -> None:
    from dataclasses import replace

    lifted = replace(case(1, lane=Lane.TECHNICAL, alarm_class=AlarmClass.HIGH), is_lifted=True)
    queue = queue_of(lifted)
    assert queue.flood(True) == ()
    assert len(queue) == 1


def test_what_may_be_a_person_stays_a_row_in_a_flood_though_it_is_technical() -> None:
    garbled = case(1, lane=Lane.TECHNICAL, alarm_class=AlarmClass.HIGH)
    overdue = case(2, lane=Lane.TECHNICAL, alarm_class=AlarmClass.TECHNICAL, is_raised=True)
    queue = queue_of(garbled)
    queue.flood(True)
    queue.put(overdue, (), "", T0)
    assert [row.case for row in queue.rows()] == [garbled.id], "its own class counts, not the one it is raised to"
    assert [fold.count for fold in queue.hidden().folds] == [1]


def test_the_filed_tests_are_one_group_only_while_there_is_a_flood() -> None:
    queue = queue_of()
    assert queue.hidden(4809).folds == ()
    queue.flood(True)
    [fold] = queue.hidden(4809).folds
    assert (fold.kind, fold.count) == (FoldKind.TESTS, 4809)


def test_what_a_silence_covers_is_counted_and_comes_back() -> None:
    queue = queue_of()
    fault = case(1, lane=Lane.TECHNICAL, alarm_class=AlarmClass.TECHNICAL)
    queue.put(fault, (), "", T0)
    [gone] = queue.put(fault, (), "", T0, is_silenced=True)
    assert isinstance(gone, RowRemoved)
    assert queue.hidden().parked == 1
    [back] = queue.put(fault, (), "", T0)
    assert isinstance(back, RowInserted)
    assert queue.hidden().parked == 0


LANES = st.sampled_from([Lane.PERSON, Lane.MEDICATION, Lane.SUPERVISION, Lane.TECHNICAL])
DEEDS = st.tuples(
    st.integers(1, 6),
    LANES,
    st.sampled_from(list(AlarmClass)),
    st.booleans(),
    st.sampled_from(["put", "flood", "calm", "end"]),
)


@given(st.lists(DEEDS, max_size=40))
def test_no_person_is_ever_folded_and_nothing_is_lost_between_rows_and_groups(
    deeds: list[tuple[int, Lane, AlarmClass, bool, str]],
) -> None:
    queue, rows = Queue(anna, TARGETS), list[Row]()
    known: dict[int, Lane] = {}
    for number, lane, alarm_class, is_silenced, what in deeds:
        if what == "put":
            lane = known.setdefault(number, lane)
            covered = is_silenced and lane is not Lane.PERSON
            changes = queue.put(case(number, lane=lane, alarm_class=alarm_class), (), "", T0, is_silenced=covered)
        elif what == "end":
            known.pop(number, None)
            changes = queue.put(case(number, state=State.CLOSED, lane=lane), (), "", T0)
        else:
            changes = queue.flood(what == "flood")
        apply_changes(rows, changes)
        assert tuple(rows) == queue.rows()
        hidden = queue.hidden()
        assert len(rows) + sum(fold.count for fold in hidden.folds) + hidden.parked == len(known)
        people = sum(one is not Lane.TECHNICAL for one in known.values())
        assert sum(row.lane is not Lane.TECHNICAL for row in rows) + hidden.parked >= people


def test_a_wait_that_the_wall_clock_would_hide_is_still_over_its_target() -> None:
    queue = Queue(anna, TARGETS)
    waiting = case(1)
    set_back = T0 - timedelta(hours=1)
    queue.put(waiting, (), "", set_back + seconds(90), waiting_since=set_back)
    [row] = queue.rows()
    assert row.is_over_target
    assert row.group is Group.UNANSWERED
