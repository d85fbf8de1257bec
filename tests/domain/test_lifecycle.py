"""The table of states and moves, pair by pair: the after-state, or the reason of the refusal."""

import pytest

from console.domain.lifecycle import OWNED, TABLE, Move, State, move
from console.domain.refused import Reason, Refused

U, R, C, W, X = State.UNACKNOWLEDGED, State.RETURNED_UNSEEN, State.CLAIMED, State.WAITING, State.CLOSED
NOT_OWNED, OTHER, CLOSED, NOTHING = (
    Reason.NOT_OWNED,
    Reason.OWNED_BY_OTHER,
    Reason.CASE_CLOSED,
    Reason.NOTHING_TO_DO,
)

STATES = (U, R, C, W, X)
SCENARIOS: dict[Move, tuple[State | Reason, ...]] = {
    #                 unacknowledged, returned unseen, claimed, waiting, closed
    Move.ALARM: (U, U, C, U, CLOSED),
    Move.RESET: (R, R, C, W, CLOSED),
    Move.CLAIM: (C, C, OTHER, C, CLOSED),
    Move.RELEASE: (NOT_OWNED, NOT_OWNED, U, U, CLOSED),
    Move.HAND_OVER: (NOT_OWNED, NOT_OWNED, C, W, CLOSED),
    Move.TAKE_OVER: (NOT_OWNED, NOT_OWNED, C, C, CLOSED),
    Move.ORPHAN: (NOTHING, NOTHING, U, U, CLOSED),
    Move.NOTE: (U, R, C, W, X),
    Move.PROMISE: (NOT_OWNED, NOT_OWNED, W, W, CLOSED),
    Move.KEEP: (NOT_OWNED, NOT_OWNED, C, C, CLOSED),
    Move.BREAK: (U, U, C, U, CLOSED),
    Move.NAME: (U, R, C, W, CLOSED),
    Move.LINK: (U, R, C, W, X),
    Move.SPLIT: (NOT_OWNED, NOT_OWNED, C, W, CLOSED),
    Move.RECEIVE: (U, U, C, U, CLOSED),
    Move.MERGE: (X, X, X, X, CLOSED),
    Move.ESCALATE: (U, R, C, W, CLOSED),
    Move.LIFT: (U, U, U, U, CLOSED),
    Move.PLAN: (NOT_OWNED, NOT_OWNED, C, W, CLOSED),
    Move.SPREAD: (U, R, C, W, CLOSED),
    Move.RESTORE: (X, X, X, X, CLOSED),
    Move.CLOSE: (NOT_OWNED, NOT_OWNED, X, X, CLOSED),
}
PAIRS = [(state, what, SCENARIOS[what][place]) for what in Move for place, state in enumerate(STATES)]


@pytest.mark.parametrize(("state", "what", "expected"), PAIRS, ids=lambda value: str(value))
def test_each_move_from_each_state_ends_where_the_table_says(
    state: State, what: Move, expected: State | Reason
) -> None:
    if isinstance(expected, State):
        assert move(state, what) is expected
        return
    with pytest.raises(Refused) as refused:
        move(state, what)
    assert refused.value.reason is expected


def test_the_scenarios_name_every_state_and_every_move() -> None:
    assert set(SCENARIOS) == set(Move)
    assert set(STATES) == set(State) == set(TABLE)


def test_no_reset_of_a_device_closes_a_case_or_frees_one_that_is_owned() -> None:
    for state in State:
        if state is not State.CLOSED:
            after = move(state, Move.RESET)
            assert after is not State.CLOSED
            assert (after in OWNED) is (state in OWNED)


def test_a_closed_case_takes_notes_and_links_and_nothing_else() -> None:
    assert TABLE[State.CLOSED] == {Move.NOTE: State.CLOSED, Move.LINK: State.CLOSED}


def test_only_a_humans_close_or_merge_or_an_outages_line_ends_a_case() -> None:
    endings = {what for state in TABLE for what, after in TABLE[state].items() if after is State.CLOSED}
    assert endings - {Move.NOTE, Move.LINK} == {Move.CLOSE, Move.MERGE, Move.RESTORE}
    assert all(Move.CLOSE not in TABLE[state] for state in State if state not in OWNED)


def test_an_alarm_always_finds_an_open_case_ready() -> None:
    assert all(Move.ALARM in TABLE[state] for state in State if state is not State.CLOSED)


def test_a_new_alarm_never_leaves_a_case_parked_or_returned() -> None:
    after = {move(state, Move.ALARM) for state in State if state is not State.CLOSED}
    assert after == {State.UNACKNOWLEDGED, State.CLAIMED}
