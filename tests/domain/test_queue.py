"""The queue: always in order, says exactly what changed, and lifts what has waited too long by one class."""

import statistics
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from console.domain import events as ev
from console.domain import queue as queue_module
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.case import Case, Promise
from console.domain.ids import CaseId, DeviceId, MunicipalityId
from console.domain.lifecycle import OWNED, State
from console.domain.operator import Role
from console.domain.queue import (
    Group,
    Queue,
    Row,
    RowChange,
    RowChanged,
    RowInserted,
    RowMoved,
    RowRemoved,
    apply_changes,
    raised,
    rank,
    subjects_of,
)
from tests.builders import ANNA, BO, NORRBY, SODERBY, T0, event_alarm, minutes, operator, seconds

anna = operator("anna")
TARGETS = {
    (NORRBY, AlarmClass.ACUTE): seconds(30),
    (NORRBY, AlarmClass.HIGH): seconds(60),
    (NORRBY, AlarmClass.NORMAL): seconds(120),
    (NORRBY, AlarmClass.TECHNICAL): seconds(900),
}


def case(
    number: int = 1,
    *,
    state: State = State.UNACKNOWLEDGED,
    owner: str | None = None,
    alarm_class: AlarmClass = AlarmClass.HIGH,
    waits: timedelta = timedelta(0),
    lane: Lane = Lane.PERSON,
    is_raised: bool = False,
    promise_in: timedelta | None = None,
    municipality: MunicipalityId = NORRBY,
    version: int = 1,
) -> Case:
    """A case that began `waits` after the start."""
    at = T0 + waits
    is_owned = state in OWNED
    return Case(
        id=CaseId(f"case-{number:06}"), municipality=municipality, lane=lane,
        subject=ev.Subject(ev.SubjectKind.NOBODY, str(number)), state=state, version=version, alarm_class=alarm_class,
        kind=DeviceKind.PERSONAL_ALARM, cause=Cause.PRESS, place="", device=DeviceId("d"), first_at=at, last_at=at,
        waiting_since=at, opened_at=at, alarms=1, presses=1, recent=(event_alarm(at),), last_alarm_version=1,
        is_test=False, owner=(BO if owner is None else owner) if is_owned else None, is_raised=is_raised,  # type: ignore[arg-type]
        promise=Promise(at + (promise_in or minutes(9)), "patrull") if state is State.WAITING else None,
    )  # fmt: skip


def queue_of(*cases: Case, at: timedelta = timedelta(0)) -> Queue:
    queue = Queue(anna, TARGETS)
    for one in cases:
        queue.put(one, (), "", T0 + at)
    return queue


LANES = tuple(Lane)


def drawn(number: int, **more: object) -> Case:
    """A case's lane and municipality never change: they follow from its number."""
    municipality = SODERBY if number % 4 == 0 else NORRBY
    return case(number, lane=LANES[number % len(LANES)], municipality=municipality, **more)  # type: ignore[arg-type]


cases = st.builds(
    drawn,
    number=st.integers(1, 12),
    state=st.sampled_from(State),
    owner=st.sampled_from([ANNA, BO]),
    alarm_class=st.sampled_from(AlarmClass),
    waits=st.integers(-400, 400).map(seconds),
    is_raised=st.booleans(),
    promise_in=st.integers(1, 900).map(seconds),
)
steps = st.lists(st.tuples(cases, st.integers(0, 60)), max_size=40)
viewers = st.sampled_from(
    [anna, operator("bo"), operator("tage", Role.TECHNICIAN), operator("nils", Role.NIGHT_SUPERVISION),
     operator("anna", municipalities=[NORRBY, SODERBY])]
)  # fmt: skip


@given(viewer=viewers, played=steps)
def test_the_rows_are_always_in_order_and_the_changes_rebuild_them(
    viewer: object, played: list[tuple[Case, int]]
) -> None:
    queue = Queue(viewer, TARGETS)  # type: ignore[arg-type]
    screen: list[Row] = []
    at = T0
    for one, passed in played:
        at += seconds(passed)
        for change in (queue.advance, partial(queue.put, one, (), "")):
            apply_changes(screen, change(at))
            assert tuple(screen) == queue.rows()
            assert [rank(row) for row in screen] == sorted(rank(row) for row in screen)
            assert len(queue) == len(screen) == len({row.case for row in screen})


@given(viewer=viewers, played=st.lists(st.tuples(cases, st.integers(0, 60), st.sampled_from(["put", "hide", "flood"]))))
def test_what_is_told_of_all_rows_together_is_what_a_recount_finds(
    viewer: object, played: list[tuple[Case, int, str]]
) -> None:
    queue = Queue(viewer, TARGETS)  # type: ignore[arg-type]
    at, is_flooded = T0, False
    with patch.object(queue_module, "_STALE_KEPT", 0):
        for one, passed, how in played:
            at += seconds(passed)
            queue.advance(at)
            if how == "flood":
                is_flooded = not is_flooded
                queue.flood(is_flooded)
            queue.put(one, (), "", at, is_silenced=how == "hide")
            rows = queue.rows()
            counted = Counter(row.own_class for row in rows)
            assert queue.counts() == {each: counted[each] for each in AlarmClass}
            waits = [row.waiting_since for row in rows if not row.is_answered]
            assert queue.oldest_unanswered() == min(waits, default=None)


@given(played=steps)
def test_a_row_is_lifted_by_one_class_at_most_and_never_among_life_alarms(played: list[tuple[Case, int]]) -> None:
    queue, at = Queue(anna, TARGETS), T0
    for one, passed in played:
        at += seconds(passed)
        queue.put(one, (), "", at)
        queue.advance(at)
        for row in queue.rows():
            lift = row.own_class - row.alarm_class
            assert lift in (0, 1)
            assert row.alarm_class is not AlarmClass.ACUTE or row.own_class is AlarmClass.ACUTE
            may_lift = row.own_class in (AlarmClass.NORMAL, AlarmClass.TECHNICAL)
            assert not lift or may_lift
            late = not row.is_answered and at >= row.answer_by
            assert row.is_over_target is late
            if late and may_lift:
                assert lift == 1


@given(played=st.lists(cases, max_size=20), stops=st.lists(st.integers(1, 400), max_size=6))
def test_time_that_passes_in_steps_leads_where_one_look_at_the_end_leads(played: list[Case], stops: list[int]) -> None:
    stepwise = queue_of(*played)
    at = T0
    for stop in stops:
        at += seconds(stop)
        stepwise.advance(at)
    last = {one.id: one for one in played}
    at_once = Queue(anna, TARGETS)
    for one in last.values():
        at_once.put(one, (), "", at)
    assert stepwise.rows() == at_once.rows()


def test_own_cases_stand_first_then_the_unanswered_then_those_of_others() -> None:
    mine = case(1, state=State.CLAIMED, owner=ANNA, alarm_class=AlarmClass.TECHNICAL)
    acute = case(2, alarm_class=AlarmClass.ACUTE)
    theirs = case(3, state=State.CLAIMED, owner=BO, alarm_class=AlarmClass.ACUTE)
    rows = queue_of(theirs, acute, mine).rows()
    assert [row.group for row in rows] == [Group.MINE, Group.UNANSWERED, Group.OTHERS]


def test_within_a_group_class_goes_before_time_left_and_time_left_before_age() -> None:
    rows = queue_of(
        case(1, alarm_class=AlarmClass.NORMAL, waits=-seconds(100)),
        case(2, alarm_class=AlarmClass.HIGH),
        case(3, alarm_class=AlarmClass.ACUTE),
        case(4, alarm_class=AlarmClass.HIGH, waits=-seconds(10)),
    ).rows()
    assert [row.case[-1] for row in rows] == ["3", "4", "2", "1"]


def test_past_its_target_a_row_moves_up_and_says_so_without_a_new_event() -> None:
    queue = queue_of(case(1, alarm_class=AlarmClass.NORMAL), case(2, alarm_class=AlarmClass.HIGH, waits=seconds(100)))
    assert [row.case[-1] for row in queue.rows()] == ["2", "1"]
    assert queue.advance(T0 + seconds(119)) == ()
    [change] = queue.advance(T0 + seconds(120))
    assert isinstance(change, RowMoved)
    assert (change.index, change.to) == (1, 0)
    assert (change.row.alarm_class, change.row.own_class) == (AlarmClass.HIGH, AlarmClass.NORMAL)
    assert queue.advance(T0 + seconds(500)) != ()
    assert queue.advance(T0 + seconds(501)) == ()


def test_a_fresh_press_stands_above_every_fault_however_long_that_has_waited() -> None:
    faults = [
        case(number, lane=Lane.TECHNICAL, alarm_class=AlarmClass.TECHNICAL, waits=-minutes(60 + number))
        for number in range(2, 9)
    ]
    rows = queue_of(*faults, case(1, alarm_class=AlarmClass.NORMAL)).rows()
    assert {row.alarm_class for row in rows} == {AlarmClass.NORMAL}, "all past their target, and so raised"
    assert [row.case[-1] for row in rows] == ["1", "8", "7", "6", "5", "4", "3", "2"]


def test_a_technical_case_that_may_be_a_person_stands_among_them_by_its_time() -> None:
    garbled = case(1, lane=Lane.TECHNICAL, waits=-seconds(9))
    assert [row.case[-1] for row in queue_of(case(2), garbled).rows()] == ["1", "2"]


def test_a_high_case_past_its_target_stays_below_every_life_alarm() -> None:
    rows = queue_of(case(1, waits=-minutes(60)), case(2, alarm_class=AlarmClass.ACUTE)).rows()
    assert [row.case[-1] for row in rows] == ["2", "1"]
    assert raised(AlarmClass.HIGH) is AlarmClass.HIGH


def test_an_answered_case_runs_past_no_target() -> None:
    queue = queue_of(case(1, alarm_class=AlarmClass.NORMAL))
    queue.put(case(1, state=State.CLAIMED, owner=ANNA, alarm_class=AlarmClass.NORMAL), (), "Anna", T0 + seconds(5))
    assert queue.advance(T0 + minutes(60)) == ()
    assert queue.oldest_unanswered() is None


def test_a_case_freed_again_runs_from_the_moment_that_it_was_freed() -> None:
    queue = queue_of(case(1, state=State.CLAIMED, owner=ANNA, alarm_class=AlarmClass.NORMAL))
    queue.put(case(1, waits=minutes(10), alarm_class=AlarmClass.NORMAL), (), "", T0 + minutes(10))
    assert queue.advance(T0 + minutes(10) + seconds(119)) == ()
    assert len(queue.advance(T0 + minutes(10) + seconds(120))) == 1


def test_parked_cases_stand_by_their_promise() -> None:
    rows = queue_of(
        case(1, state=State.WAITING, promise_in=minutes(30)), case(2, state=State.WAITING, promise_in=minutes(10))
    ).rows()
    assert [row.case[-1] for row in rows] == ["2", "1"]
    assert rows[0].promise_text == "patrull"


def test_what_the_viewer_has_promised_stands_among_the_own_after_those_in_hand_by_its_time() -> None:
    late = case(1, state=State.WAITING, owner=ANNA, promise_in=minutes(30), alarm_class=AlarmClass.ACUTE)
    soon = case(2, state=State.WAITING, owner=ANNA, promise_in=minutes(10), alarm_class=AlarmClass.TECHNICAL)
    in_hand = case(3, state=State.CLAIMED, owner=ANNA, alarm_class=AlarmClass.TECHNICAL)
    theirs = case(4, state=State.WAITING, owner=BO, promise_in=minutes(5))
    rows = queue_of(late, soon, in_hand, theirs, case(5)).rows()
    assert [row.case[-1] for row in rows] == ["3", "2", "1", "5", "4"]
    assert [row.group for row in rows] == [Group.MINE] * 3 + [Group.UNANSWERED, Group.OTHERS]


def test_a_promise_that_is_made_moves_the_own_case_down_among_the_own_and_a_broken_one_frees_it() -> None:
    queue = queue_of(case(1, state=State.CLAIMED, owner=ANNA), case(2, state=State.CLAIMED, owner=ANNA))
    [promised] = queue.put(case(1, state=State.WAITING, owner=ANNA, version=2), (), "Anna", T0)
    assert isinstance(promised, RowMoved)
    assert (promised.index, promised.to, promised.row.group) == (0, 1, Group.MINE)
    [broken] = queue.put(case(1, version=3, is_raised=True), (), "", T0 + minutes(9))
    assert broken.row.group is Group.UNANSWERED  # type: ignore[union-attr]


def test_a_broken_promise_lifts_the_row() -> None:
    [row] = queue_of(case(1, alarm_class=AlarmClass.NORMAL, is_raised=True)).rows()
    assert (row.alarm_class, row.own_class) == (AlarmClass.HIGH, AlarmClass.NORMAL)


def test_each_kind_of_change_is_said_once_with_its_place() -> None:
    queue = queue_of(case(1), case(2, waits=seconds(1)))
    [inserted] = queue.put(case(3, waits=-seconds(1)), (), "", T0)
    assert isinstance(inserted, RowInserted)
    assert inserted.index == 0
    [changed] = queue.put(case(3, waits=-seconds(1), version=2), (), "", T0)
    assert isinstance(changed, RowChanged)
    assert changed.row.version == 2
    [removed] = queue.put(case(3, state=State.CLOSED), (), "", T0)
    assert removed == RowRemoved(0, CaseId("case-000003"))
    assert queue.put(case(3, state=State.CLOSED), (), "", T0) == ()
    assert queue.row(CaseId("case-000003")) is None


def test_a_case_outside_the_grants_makes_no_row() -> None:
    queue = Queue(operator("tage", Role.TECHNICIAN), TARGETS)
    assert queue.put(case(1), (), "", T0) == ()
    assert queue.put(case(2, municipality=SODERBY, lane=Lane.TECHNICAL), (), "", T0) == ()
    assert len(queue.put(case(3, lane=Lane.TECHNICAL), (), "", T0)) == 1


def test_open_cases_are_counted_by_their_own_class_and_the_longest_wait_is_told() -> None:
    queue = queue_of(
        case(1, alarm_class=AlarmClass.NORMAL, waits=-minutes(60)),
        case(2, state=State.CLAIMED, owner=BO, waits=-minutes(90)),
        case(3),
        at=minutes(1),
    )
    assert queue.counts() == {
        AlarmClass.ACUTE: 0, AlarmClass.HIGH: 2, AlarmClass.NORMAL: 1, AlarmClass.TECHNICAL: 0,
    }  # fmt: skip
    assert queue.oldest_unanswered() == T0 - minutes(60)


def test_a_municipality_without_targets_has_the_default_ones() -> None:
    queue = Queue(operator(municipalities=[SODERBY]), {})
    queue.put(case(1, municipality=SODERBY), (), "", T0)
    assert queue.rows()[0].answer_within == seconds(60)


def test_people_are_looked_up_by_the_named_resident_else_by_the_subject() -> None:
    assert subjects_of(case(1)) == (ev.SubjectKind.NOBODY, "1")


def test_a_change_among_twenty_thousand_rows_takes_no_time_to_speak_of() -> None:
    rows = 20_000
    queue = queue_of(*(case(number, waits=seconds(number % 977)) for number in range(rows)))
    took: list[float] = []
    for number in range(200):
        moved = case(number * 97 % rows, waits=seconds(-number))
        began = time.perf_counter()
        changes: tuple[RowChange, ...] = queue.put(moved, (), "", T0)
        took.append(time.perf_counter() - began)
        assert len(changes) == 1
    assert statistics.median(took) < 0.002


def test_a_target_that_no_longer_holds_changes_nothing_when_its_time_comes() -> None:
    queue = queue_of(case(1, alarm_class=AlarmClass.NORMAL))
    queue.put(case(1, waits=minutes(10), alarm_class=AlarmClass.NORMAL), (), "", T0 + seconds(60))
    assert queue.advance(T0 + seconds(121)) == ()
    assert len(queue.advance(T0 + minutes(12))) == 1


def test_one_of_the_staff_in_danger_stands_before_every_other_life_alarm() -> None:
    attacked = replace(
        case(9, alarm_class=AlarmClass.ACUTE, waits=seconds(300)), subject=ev.Subject(ev.SubjectKind.RESPONDER, "eva")
    )
    fires = [case(number, alarm_class=AlarmClass.ACUTE, waits=seconds(-number)) for number in range(1, 4)]
    queue = queue_of(*fires, attacked)
    assert queue.rows()[0].responder == "eva"
    assert [row.case for row in queue.rows()[1:]] == ["case-000003", "case-000002", "case-000001"]
    milder = replace(attacked, alarm_class=AlarmClass.HIGH)
    assert queue_of(case(1, waits=seconds(-5)), milder).rows()[0].case == "case-000001"


def test_a_fire_stands_before_all_who_press_again_and_again_however_long_they_wait() -> None:
    pressing = [
        replace(case(number, alarm_class=AlarmClass.ACUTE, waits=seconds(-60 * number)), presses=5 + number)
        for number in range(1, 60)
    ]
    fire = replace(case(90, alarm_class=AlarmClass.ACUTE), cause=Cause.SMOKE)
    burning = replace(case(91, alarm_class=AlarmClass.ACUTE, waits=seconds(1)), cause=Cause.SMOKE, presses=9)
    queue = queue_of(*pressing, fire, burning)
    assert [row.case for row in queue.rows()[:3]] == [fire.id, burning.id, "case-000059"]
