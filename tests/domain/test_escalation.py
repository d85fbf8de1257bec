"""The ladders: each rung once, in order, and never ending at nobody."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarm import AlarmClass
from console.domain.escalation import (
    DEFAULT_LADDERS,
    RISING,
    Climbed,
    Escalation,
    Ladder,
    Rung,
    climb,
    farthest,
    next_due,
)
from console.domain.plan import PLAN_RUNGS

R = Rung


def ladder(*rungs: tuple[float, Rung]) -> Ladder:
    return tuple(Escalation(timedelta(seconds=after), rung) for after, rung in rungs)


ACUTE = DEFAULT_LADDERS[AlarmClass.ACUTE]
PLAN = ladder((20, R.AGAIN), (40, R.OTHER_OPERATORS), (60, R.PATROL))


def reached(*climbed: Climbed) -> list[str]:
    return [f"{one.rung}{' in vain' if one.is_in_vain else ''}" for one in climbed]


@pytest.mark.parametrize(
    ("seconds", "rungs"),
    [
        (29.9, []),
        (30, ["again"]),
        (45, ["again", "other_operators"]),
        (90, ["again", "other_operators", "shift_lead"]),
        (9_999_999, ["again", "other_operators", "shift_lead", "next_centre"]),
    ],
)
def test_what_fell_due_while_nobody_looked_is_reached_at_once_and_in_order(seconds: float, rungs: list[str]) -> None:
    assert reached(*climb(ACUTE, timedelta(seconds=seconds), ())) == rungs


def test_a_rung_that_was_reached_is_not_reached_again_and_another_steps_rung_is_another() -> None:
    known = (Climbed(R.AGAIN), Climbed(R.OTHER_OPERATORS, "call"))
    assert reached(*climb(ACUTE, timedelta(seconds=45), known)) == ["other_operators"]
    assert reached(*climb(PLAN, timedelta(seconds=40), known, "call")) == ["again"]


@pytest.mark.parametrize(
    ("steps", "seconds", "in_vain", "rungs"),
    [
        (ACUTE, 89, {R.SHIFT_LEAD}, ["again", "other_operators"]),
        (ACUTE, 90, {R.SHIFT_LEAD}, ["again", "other_operators", "shift_lead in vain", "next_centre"]),
        (ACUTE[:3], 90, {R.SHIFT_LEAD}, ["again", "other_operators", "shift_lead in vain"]),
        (ladder((60, R.SHIFT_LEAD)), 60, {R.SHIFT_LEAD}, ["shift_lead in vain", "other_operators"]),
        (PLAN, 60, {R.PATROL}, ["again", "other_operators", "patrol in vain", "shift_lead"]),
        (PLAN, 60, {R.PATROL, R.SHIFT_LEAD}, ["again", "other_operators", "patrol in vain", "shift_lead in vain"]),
        (ladder((9, R.PATROL), (20, R.AGAIN)), 9, {R.PATROL}, ["patrol in vain", "shift_lead"]),
        (
            ladder((9, R.PATROL), (20, R.AGAIN)),
            9,
            {R.PATROL, R.SHIFT_LEAD},
            ["patrol in vain", "shift_lead in vain", "again"],
        ),
    ],
)
def test_where_nobody_is_there_the_next_is_not_waited_for(
    steps: Ladder, seconds: float, in_vain: set[Rung], rungs: list[str]
) -> None:
    assert reached(*climb(steps, timedelta(seconds=seconds), (), in_vain=in_vain)) == rungs


def test_a_rung_by_which_nobody_was_called_is_not_how_far_it_has_come() -> None:
    assert farthest([Climbed(R.AGAIN), Climbed(R.PATROL, "s", is_in_vain=True)]) is R.AGAIN
    assert farthest([Climbed(R.SHIFT_LEAD, is_in_vain=True)]) is None


def test_the_next_rung_is_the_nearest_that_was_not_reached() -> None:
    assert next_due(ACUTE, ()) == timedelta(seconds=30)
    assert next_due(ACUTE, [Climbed(R.AGAIN)]) == timedelta(seconds=45)
    assert next_due(ACUTE, [Climbed(one.to) for one in ACUTE]) is None


def test_each_class_has_a_ladder_that_ends_at_more_than_the_operators_and_none_that_rings_or_looks() -> None:
    assert set(DEFAULT_LADDERS) == set(AlarmClass)
    for steps in DEFAULT_LADDERS.values():
        assert R.SHIFT_LEAD in {one.to for one in steps}
        assert [one.after for one in steps] == sorted(one.after for one in steps)
    assert {R.RAISE, R.NEXT_CENTRE}.isdisjoint(PLAN_RUNGS)


RUNGS = st.sampled_from(Rung)
LADDERS = st.lists(st.tuples(st.integers(0, 500), RUNGS), max_size=6, unique_by=lambda one: one[1]).map(
    lambda rungs: ladder(*rungs)
)


@given(LADDERS, st.lists(st.integers(0, 200), max_size=12), st.sets(RUNGS, max_size=3))
def test_however_often_it_is_looked_at_each_rung_comes_once_and_it_only_rises(
    steps: Ladder, pauses: list[int], in_vain: set[Rung]
) -> None:
    climbed: tuple[Climbed, ...] = ()
    elapsed, highest = timedelta(0), -1
    for pause in (0, *pauses):
        elapsed += timedelta(seconds=pause)
        climbed += climb(steps, elapsed, climbed, in_vain=in_vain)
        assert len({one.rung for one in climbed}) == len(climbed)
        far = farthest(climbed)
        assert far is None or RISING.index(far) >= highest
        highest = RISING.index(far) if far is not None else highest
        assert {one.to for one in steps if one.after <= elapsed} <= {one.rung for one in climbed}
    assert climb(steps, elapsed, climbed, in_vain=in_vain) == ()


@given(LADDERS, st.lists(st.integers(0, 200), max_size=12))
def test_looking_rarely_finds_what_looking_often_does(steps: Ladder, pauses: list[int]) -> None:
    often: tuple[Climbed, ...] = ()
    elapsed = timedelta(0)
    for pause in (0, *pauses):
        elapsed += timedelta(seconds=pause)
        often += climb(steps, elapsed, often)
    assert climb(steps, elapsed, ()) == often
