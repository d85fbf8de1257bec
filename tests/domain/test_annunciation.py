"""What must be heard, second by second: new alarms at once, life alarms until they are taken, silences that end."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.annunciation import LONGEST_SILENCE, PATTERNS, REST, Annunciation
from console.domain.escalation import Rung
from console.domain.ids import CaseId, DeviceId
from console.domain.lifecycle import State
from console.domain.queue import Group, Row
from console.domain.refused import Reason, Refused
from tests.builders import NORRBY, T0

A, H, N, T = AlarmClass
MINE, FREE, THEIRS = Group
STATES = {MINE: State.CLAIMED, FREE: State.UNACKNOWLEDGED, THEIRS: State.CLAIMED}


def row(case: str = "c", alarm_class: AlarmClass = N, group: Group = FREE, **more: object) -> Row:
    """One row; only what the ear hears differs from row to row."""
    made = Row(
        case=CaseId(case), municipality=NORRBY, version=1, group=group, state=STATES[group], lane=Lane.PERSON,
        alarm_class=alarm_class, own_class=alarm_class, kind=DeviceKind.PERSONAL_ALARM, cause=Cause.PRESS, place="",
        device=DeviceId("d"), text="", people=(), resident=None, asks_who=False, is_test=False, alarms=1, presses=1,
        first_at=T0, last_at=T0, waiting_since=T0, answer_within=timedelta(minutes=1), is_over_target=False,
        answered_after=None, owner=None, owner_name="", promise_until=None, promise_text="", is_promise_broken=False,
        follows=None, linked=(),
    )  # fmt: skip
    return replace(made, **more) if more else made  # type: ignore[arg-type]


@dataclass(frozen=True)
class Put:
    """The row changed, or came."""

    row: Row


@dataclass(frozen=True)
class Gone:
    case: str = "c"


@dataclass(frozen=True)
class Hush:
    minutes: float = 10


@dataclass(frozen=True)
class Loud:
    pass


@dataclass(frozen=True)
class Deaf:
    """The burst that sounds is not heard after all."""


@dataclass(frozen=True)
class Relief:
    """Another sits down."""


Step = Put | Gone | Hush | Loud | Deaf | Relief


def act(rule: Annunciation, step: Step, at: float) -> None:
    match step:
        case Put(changed):
            rule.put(changed)
        case Gone(case):
            rule.take_out(CaseId(case))
        case Hush(minutes):
            rule.silence(at, timedelta(minutes=minutes))
        case Loud():
            rule.restore()
        case Deaf():
            rule.missed()
        case Relief():
            rule.renew()


def sound(rule: Annunciation, at: float) -> AlarmClass | None:
    """What a player does at each moment: begins what is due, if anything is."""
    due = rule.due(at)
    if due is not None:
        rule.begin(due, at)
    return due


def heard(*steps: tuple[float, Step], until: float) -> list[tuple[float, AlarmClass]]:
    """When which class began to sound; looked at each half second, and at once when something happened."""
    rule, found = Annunciation(), []
    moments = sorted({at for at, _ in steps} | {tick / 2 for tick in range(int(until * 2) + 1)})
    for at in moments:
        for when, step in steps:
            if when == at:
                act(rule, step, at)
        due = sound(rule, at)
        if due is not None:
            found.append((at, due))
    return found


AGAIN: dict[str, Any] = {"escalations": 1, "reached": Rung.AGAIN}
OTHERS: dict[str, Any] = {"escalations": 2, "reached": Rung.OTHER_OPERATORS}
LEAD: dict[str, Any] = {"escalations": 3, "reached": Rung.SHIFT_LEAD}

SCENES: dict[str, tuple[tuple[tuple[float, Step], ...], float, list[tuple[float, AlarmClass]]]] = {
    "nothing waits, nothing sounds": ((), 120, []),
    "a life alarm sounds at once and every ten seconds": (
        ((3, Put(row(alarm_class=A))),), 34, [(3, A), (13, A), (23, A), (33, A)],
    ),
    "class Hög every twenty seconds": (((3, Put(row(alarm_class=H))),), 50, [(3, H), (23, H), (43, H)]),
    "class Normal every minute": (((3, Put(row())),), 130, [(3, N), (63, N), (123, N)]),
    "class Teknik once": (((3, Put(row(alarm_class=T))),), 600, [(3, T)]),
    "what is taken is silent": (((3, Put(row(alarm_class=A))), (8, Put(row(alarm_class=A, group=MINE)))), 60, [(3, A)]),
    "what a colleague takes is silent": (
        ((3, Put(row(alarm_class=A))), (8, Put(row(alarm_class=A, group=THEIRS)))), 60, [(3, A)],
    ),
    "what is gone is silent": (((3, Put(row(alarm_class=A))), (8, Gone())), 60, [(3, A)]),
    "a case of one's own is silent from the start": (((3, Put(row(group=MINE))),), 60, []),
    "a new press on one's own is heard once": (
        ((3, Put(row(alarm_class=H, group=MINE))), (9, Put(row(alarm_class=H, group=MINE, alarms=2)))), 120, [(9, H)],
    ),
    "a new press on a colleague's is not heard": (
        ((3, Put(row(alarm_class=H, group=THEIRS))), (9, Put(row(alarm_class=H, group=THEIRS, alarms=2)))), 120, [],
    ),
    "a new press on what waits is heard at once": (
        ((0, Put(row())), (20, Put(row(alarms=2)))), 70, [(0, N), (20, N)],
    ),
    "a note on what waits is not": (((0, Put(row())), (20, Put(row(version=2)))), 59, [(0, N)]),
    "what rises in class is heard as that": (
        ((0, Put(row())), (9, Put(row(alarm_class=H)))), 40, [(0, N), (9, H), (29, H)],
    ),
    "what passes its target is heard as what it is lifted to": (
        ((0, Put(row())), (60, Put(row(alarm_class=H, own_class=N, is_over_target=True)))), 61, [(0, N), (60, H)],
    ),
    "a broken promise is heard as its class": (
        (
            (0, Put(row(alarm_class=H, group=THEIRS, state=State.WAITING))),
            (30, Put(row(alarm_class=H, is_promise_broken=True))),
        ),
        40,
        [(30, H)],
    ),
    "a broken promise in one's own case is heard once": (
        ((0, Put(row(alarm_class=H, group=MINE))), (30, Put(row(alarm_class=H, group=MINE, is_promise_broken=True)))),
        90,
        [(30, H)],
    ),
    "what is let go of is heard": (
        ((0, Put(row(alarm_class=H, group=THEIRS))), (30, Put(row(alarm_class=H)))), 40, [(30, H)],
    ),
    "a test is heard as Teknik": (((0, Put(row(alarm_class=A, is_test=True))),), 300, [(0, T)]),
    "the gravest of two goes first, the other as soon as it has ended": (
        ((0, Put(row("n"))), (0, Put(row("a", A)))), 9, [(0, A), (4.5, N)],
    ),
    "a graver one interrupts, and what it interrupted is heard after it": (
        ((0, Put(row("h", H))), (1, Put(row("a", A)))), 9, [(0, H), (1, A), (5.5, H)],
    ),
    "a lesser one waits": (((0, Put(row("a", A))), (1, Put(row("h", H)))), 9, [(0, A), (4.5, H)]),
    "many of one class at once are one burst": (
        tuple((0.0, Put(row(str(number), N))) for number in range(50)), 59, [(0, N)],
    ),
    "a flood has a pause between its bursts": (
        tuple((float(number), Put(row(str(number), N))) for number in range(9)), 8.5, [(0, N), (4, N), (8, N)],
    ),
    "a burst that was not heard is due again": (((0, Put(row(alarm_class=T))), (3, Deaf())), 60, [(0, T), (4.5, T)]),
    "what was taken before it was heard is not": (
        ((0, Put(row("a", A))), (1, Put(row("h", H))), (2, Put(row("h", H, group=THEIRS)))), 9, [(0, A)],
    ),
    "a silence ends by itself": (((0, Put(row(alarm_class=A))), (5, Hush(1))), 70, [(0, A), (65, A)]),
    "a silence can be ended": (((0, Put(row(alarm_class=A))), (5, Hush()), (40, Loud())), 45, [(0, A), (40, A)]),
    "no silence is longer than ten minutes": (((0, Put(row(alarm_class=A))), (0, Hush(99))), 605, [(600, A)]),
    "what comes in a silence is heard at its end": (
        ((0, Put(row("a", N))), (5, Hush(1)), (9, Put(row("b", T)))), 67, [(0, N), (65, N), (66.5, T)],
    ),
    "a graver class than was silenced is heard": (
        ((0, Put(row("a", N))), (5, Hush()), (9, Put(row("b", H)))), 40, [(0, N), (9, H), (29, H)],
    ),
    "a lesser class than was silenced is not": (
        ((0, Put(row("a", H))), (5, Hush()), (9, Put(row("b", N)))), 200, [(0, H)],
    ),
    "a new life alarm breaks through, and repeats": (
        ((0, Put(row("a", A))), (5, Hush()), (30, Put(row("b", A)))), 45, [(0, A), (30, A), (40, A)],
    ),
    "a new press on a silenced life alarm breaks through": (
        ((0, Put(row("a", A))), (5, Hush()), (30, Put(row("a", A, alarms=2)))), 35, [(0, A), (30, A)],
    ),
    "what rises to a life alarm breaks through": (
        ((0, Put(row("a", H))), (5, Hush()), (30, Put(row("a", A)))), 35, [(0, H), (30, A)],
    ),
    "another person's new Hög breaks through a silence of Hög that was given before it, and repeats": (
        ((0, Put(row("a", H))), (5, Hush()), (30, Put(row("b", H)))), 55, [(0, H), (30, H), (50, H)],
    ),
    "the Hög that was silenced stays silent meanwhile": (
        ((0, Put(row("a", H))), (5, Hush()), (30, Put(row("b", H))), (35, Gone("b"))), 300, [(0, H), (30, H)],
    ),
    "a new press on a silenced Hög breaks through": (
        ((0, Put(row("a", H))), (5, Hush()), (30, Put(row("a", H, alarms=2)))), 35, [(0, H), (30, H)],
    ),
    "a second silence covers what broke through the first": (
        ((0, Put(row("a", H))), (5, Hush()), (30, Put(row("b", H))), (35, Hush())), 300, [(0, H), (30, H)],
    ),
    "a silence of Normal breaks for nobody's new Normal": (
        ((0, Put(row("a"))), (5, Hush()), (30, Put(row("b")))), 300, [(0, N)],
    ),
    "a rung sounds again what waits, before its time": (
        ((0, Put(row())), (30, Put(row(escalations=1, reached=Rung.AGAIN)))), 59, [(0, N), (30, N)],
    ),
    "a rung on one's own case is heard once": (
        ((0, Put(row(alarm_class=H, group=MINE))), (20, Put(row(alarm_class=H, group=MINE, **AGAIN)))), 90, [(20, H)],
    ),
    "a rung on a colleague's case that calls only them is not heard": (
        ((0, Put(row(alarm_class=H, group=THEIRS))), (20, Put(row(alarm_class=H, group=THEIRS, **AGAIN)))), 90, [],
    ),
    "a colleague's case is heard when its ladder comes to the other operators, and again at the shift lead": (
        (
            (0, Put(row(alarm_class=H, group=THEIRS))),
            (20, Put(row(alarm_class=H, group=THEIRS, **OTHERS))),
            (60, Put(row(alarm_class=H, group=THEIRS, **LEAD))),
        ),
        200,
        [(20, H), (60, H)],
    ),
    "a shift lead who sits down hears a colleague's case that has come so far": (
        ((0, Put(row(alarm_class=H, group=THEIRS, **LEAD))), (9, Relief())), 60, [(0, H), (9, H)],
    ),
    "a colleague's case whose owner goes on before it was heard is not": (
        (
            (0, Put(row("a", A))),
            (1, Put(row("h", H, group=THEIRS, **OTHERS))),
            (2, Put(row("h", H, group=THEIRS, escalations=1))),
        ),
        9,
        [(0, A)],
    ),
    "a note on a colleague's case that has come so far is no news": (
        (
            (0, Put(row(alarm_class=H, group=THEIRS))),
            (20, Put(row(alarm_class=H, group=THEIRS, **OTHERS))),
            (60, Put(row(alarm_class=H, group=THEIRS, version=9, **OTHERS))),
        ),
        200,
        [(20, H)],
    ),
    "who hands over a case that has come so far does not hear it": (
        (
            (0, Put(row(alarm_class=H, group=MINE))),
            (20, Put(row(alarm_class=H, group=MINE, **OTHERS))),
            (30, Put(row(alarm_class=H, group=THEIRS, **OTHERS))),
        ),
        200,
        [(20, H)],
    ),
    "a rung that calls others breaks through a silence of its class": (
        ((0, Put(row())), (5, Hush()), (30, Put(row(**AGAIN))), (50, Put(row(**OTHERS)))), 59, [(0, N), (50, N)],
    ),
    "who sits down hears what waits, and inherits no silence": (
        ((0, Put(row("a", T))), (5, Hush()), (30, Relief())), 60, [(0, T), (30, T)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "until", "expected"), SCENES.values(), ids=SCENES.keys())
def test_what_is_heard_when(
    steps: tuple[tuple[float, Step], ...], until: float, expected: list[tuple[float, AlarmClass]]
) -> None:
    assert heard(*steps, until=until) == expected


def test_nothing_to_be_heard_cannot_be_silenced() -> None:
    rule = Annunciation()
    rule.put(row(group=MINE))
    with pytest.raises(Refused) as refused:
        rule.silence(1, LONGEST_SILENCE)
    assert refused.value.reason is Reason.NOTHING_TO_DO
    assert rule.silenced(1) is None


def test_a_sound_whose_last_case_was_taken_tells_of_nobody() -> None:
    rule = Annunciation()
    for case in ("a", "b"):
        rule.put(row(case, A))
    sound(rule, 0)
    rule.put(row("a", A, group=MINE))
    assert not rule.is_moot()
    rule.put(row("b", A, group=THEIRS))
    assert rule.is_moot()


def test_a_press_on_ones_own_case_is_not_cut_off_because_nobody_waits() -> None:
    rule = Annunciation()
    rule.put(row(group=MINE))
    rule.put(row(group=MINE, alarms=2))
    assert sound(rule, 0) is N
    assert not rule.is_moot()


def test_the_sound_of_a_colleagues_case_ends_when_its_owner_goes_on() -> None:
    rule = Annunciation()
    rule.put(row(alarm_class=H, group=THEIRS))
    rule.put(row(alarm_class=H, group=THEIRS, **OTHERS))
    assert sound(rule, 0) is H
    assert not rule.is_moot()
    rule.put(row(alarm_class=H, group=THEIRS, escalations=2))
    assert rule.is_moot()


def test_rows_that_come_anew_are_no_news_and_those_that_are_gone_are_silent() -> None:
    rule = Annunciation()
    rule.replace([row("a", A), row("n")])
    assert sound(rule, 0) is A
    rule.heard()
    assert sound(rule, 1) is N
    rule.heard()
    rule.replace([row("n")])
    assert [sound(rule, at) for at in (2, 20, 59)] == [None, None, None]
    assert sound(rule, 61) is N


def test_each_class_pauses_between_its_bursts_as_the_standard_asks() -> None:
    pauses = {one: p.repeats - p.lasts for one, p in PATTERNS.items() if p.repeats is not None}
    assert timedelta(seconds=2.5) <= pauses[A] <= timedelta(seconds=15)
    assert timedelta(seconds=2.5) <= pauses[H] <= timedelta(seconds=30)
    assert pauses[N] > timedelta(seconds=15)
    assert timedelta(seconds=2.5) <= REST


CASES = st.sampled_from([f"c{number}" for number in range(4)])
ROWS = st.builds(
    lambda case, of, group, alarms: row(case, of, group, alarms=alarms),
    CASES, st.sampled_from(AlarmClass), st.sampled_from(Group), st.integers(1, 3),
)  # fmt: skip
STEPS = st.one_of(
    st.builds(Put, ROWS),
    st.builds(Put, ROWS),
    st.builds(Gone, CASES),
    st.builds(Hush, st.floats(0.1, 60)),
    st.builds(Loud),
    st.builds(Deaf),
    st.builds(Relief),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), STEPS), max_size=25))
def test_nobody_waits_unheard_with_a_life_alarm_unless_it_was_silenced(acts: list[tuple[int, Step]]) -> None:
    rule = Annunciation()
    at, quiet_since = 0.0, None
    waiting: set[CaseId] = set()
    limit = PATTERNS[A].repeats
    assert limit is not None
    for pause, step in [*acts, (700, Loud())]:
        for _ in range(pause):
            at += 1
            began = sound(rule, at)
            is_silent = rule.silenced(at) is not None
            if began is A or not waiting or is_silent:
                quiet_since = at
            assert quiet_since is None or at - quiet_since <= limit.total_seconds()
        try:
            act(rule, step, at)
        except Refused:
            continue
        if isinstance(step, Put):
            is_waiting = step.row.group is FREE and step.row.alarm_class is A
            waiting = waiting | {step.row.case} if is_waiting else waiting - {step.row.case}
        elif isinstance(step, Gone):
            waiting.discard(CaseId(step.case))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), STEPS), max_size=25))
def test_no_silence_lasts_longer_than_ten_minutes_after_the_last_key(acts: list[tuple[int, Step]]) -> None:
    rule = Annunciation()
    at, pressed = 0.0, float("-inf")
    for pause, step in acts:
        at += pause
        try:
            act(rule, step, at)
        except Refused:
            continue
        pressed = at if isinstance(step, Hush) else pressed
        assert rule.silenced(pressed + LONGEST_SILENCE.total_seconds()) is None
