"""The states of a case and the moves between them, after ISA-18.2 (5.6), adapted to people.

ISA's *unacknowledged* (B) is `UNACKNOWLEDGED`, its *acknowledged* (C) is `CLAIMED` or, with a promised time,
`WAITING`; its *returned unacknowledged* (D) is `RETURNED_UNSEEN`. Its *normal* (A) exists only as `CLOSED`, by a
human's outcome: a device's reset closes nothing. The one exception is `RESTORE`, an outage whose line is back. What the
table does not name is refused.
"""

from enum import StrEnum

from console.domain.refused import Reason, Refused


class State(StrEnum):
    UNACKNOWLEDGED = "unacknowledged"
    CLAIMED = "claimed"
    WAITING = "waiting"
    RETURNED_UNSEEN = "returned_unseen"
    CLOSED = "closed"


class Move(StrEnum):
    """What can happen to a case, whoever or whatever does it."""

    ALARM = "alarm"
    RESET = "reset"
    CLAIM = "claim"
    RELEASE = "release"
    HAND_OVER = "hand_over"
    TAKE_OVER = "take_over"
    ORPHAN = "orphan"
    NOTE = "note"
    PROMISE = "promise"
    KEEP = "keep"
    BREAK = "break"
    NAME = "name"
    LINK = "link"
    SPLIT = "split"
    RECEIVE = "receive"
    MERGE = "merge"
    ESCALATE = "escalate"
    LIFT = "lift"
    PLAN = "plan"
    SPREAD = "spread"
    RESTORE = "restore"
    CLOSE = "close"


S, M = State, Move

TABLE: dict[State, dict[Move, State]] = {
    S.UNACKNOWLEDGED: {
        M.ALARM: S.UNACKNOWLEDGED, M.RESET: S.RETURNED_UNSEEN, M.CLAIM: S.CLAIMED, M.NOTE: S.UNACKNOWLEDGED,
        M.BREAK: S.UNACKNOWLEDGED, M.LINK: S.UNACKNOWLEDGED, M.RECEIVE: S.UNACKNOWLEDGED,
        M.MERGE: S.CLOSED, M.NAME: S.UNACKNOWLEDGED, M.ESCALATE: S.UNACKNOWLEDGED, M.LIFT: S.UNACKNOWLEDGED,
        M.SPREAD: S.UNACKNOWLEDGED, M.RESTORE: S.CLOSED,
    },
    S.RETURNED_UNSEEN: {
        M.ALARM: S.UNACKNOWLEDGED, M.RESET: S.RETURNED_UNSEEN, M.CLAIM: S.CLAIMED, M.NOTE: S.RETURNED_UNSEEN,
        M.BREAK: S.UNACKNOWLEDGED, M.LINK: S.RETURNED_UNSEEN, M.RECEIVE: S.UNACKNOWLEDGED,
        M.MERGE: S.CLOSED, M.NAME: S.RETURNED_UNSEEN, M.ESCALATE: S.RETURNED_UNSEEN, M.LIFT: S.UNACKNOWLEDGED,
        M.SPREAD: S.RETURNED_UNSEEN, M.RESTORE: S.CLOSED,
    },
    S.CLAIMED: {
        M.ALARM: S.CLAIMED, M.RESET: S.CLAIMED, M.RELEASE: S.UNACKNOWLEDGED, M.HAND_OVER: S.CLAIMED,
        M.TAKE_OVER: S.CLAIMED, M.ORPHAN: S.UNACKNOWLEDGED, M.NOTE: S.CLAIMED, M.PROMISE: S.WAITING,
        M.KEEP: S.CLAIMED, M.BREAK: S.CLAIMED, M.NAME: S.CLAIMED, M.LINK: S.CLAIMED, M.SPLIT: S.CLAIMED,
        M.RECEIVE: S.CLAIMED, M.MERGE: S.CLOSED, M.CLOSE: S.CLOSED, M.ESCALATE: S.CLAIMED, M.LIFT: S.UNACKNOWLEDGED,
        M.SPREAD: S.CLAIMED, M.RESTORE: S.CLOSED, M.PLAN: S.CLAIMED,
    },
    S.WAITING: {
        M.ALARM: S.UNACKNOWLEDGED, M.RESET: S.WAITING, M.CLAIM: S.CLAIMED, M.RELEASE: S.UNACKNOWLEDGED,
        M.HAND_OVER: S.WAITING, M.TAKE_OVER: S.CLAIMED, M.ORPHAN: S.UNACKNOWLEDGED, M.NOTE: S.WAITING,
        M.PROMISE: S.WAITING, M.KEEP: S.CLAIMED, M.BREAK: S.UNACKNOWLEDGED, M.NAME: S.WAITING,
        M.LINK: S.WAITING, M.SPLIT: S.WAITING, M.RECEIVE: S.UNACKNOWLEDGED, M.MERGE: S.CLOSED, M.CLOSE: S.CLOSED,
        M.ESCALATE: S.WAITING, M.LIFT: S.UNACKNOWLEDGED, M.SPREAD: S.WAITING, M.RESTORE: S.CLOSED, M.PLAN: S.WAITING,
    },
    S.CLOSED: {M.NOTE: S.CLOSED, M.LINK: S.CLOSED},
}  # fmt: skip

OWNED = frozenset({State.CLAIMED, State.WAITING})
"""States in which exactly one operator owns the case."""


def move(state: State, what: Move) -> State:
    """The state after `what`. Raises Refused where the table says no, with the reason that a person needs."""
    after = TABLE[state].get(what)
    if after is not None:
        return after
    if state is State.CLOSED:
        raise Refused(Reason.CASE_CLOSED)
    if what is Move.CLAIM:
        raise Refused(Reason.OWNED_BY_OTHER)
    if what is Move.ORPHAN:
        raise Refused(Reason.NOTHING_TO_DO)
    raise Refused(Reason.NOT_OWNED)
