"""Whose seat it is after a crash: the token's, for a minute."""

from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.board import Board, Seat
from console.domain.ids import CENTRE, EventId
from console.domain.seat import KeptSeat, digest_of
from tests.builders import ANNA, BO, HERE, T0

KEPT = KeptSeat(ANNA, digest_of("rätt"), T0)


@pytest.mark.parametrize("seconds", [0, 5, 60, -3, -60])
def test_who_holds_the_token_may_sit_again_within_a_minute_of_the_last_sign_of_life(seconds: float) -> None:
    assert KEPT.is_open_to(digest_of("rätt"), T0 + timedelta(seconds=seconds))


@pytest.mark.parametrize("seconds", [60.1, 3600, -60.1])
def test_later_nobody_may(seconds: float) -> None:
    assert not KEPT.is_open_to(digest_of("rätt"), T0 + timedelta(seconds=seconds))


def test_another_token_opens_nothing() -> None:
    assert not KEPT.is_open_to(digest_of("fel"), T0)
    assert b"r\xc3\xa4tt" not in KEPT.token_digest


def told(board: Board, *bodies: ev.SignedIn | ev.SeatResumed) -> Seat:
    """Anna's words of the seat, a minute apart."""
    for body in bodies:
        seq = board.seq + 1
        at = T0 + timedelta(minutes=seq)
        board.apply(ev.Event(seq, EventId(str(seq)), f"console:{HERE}", seq, at, ANNA, CENTRE, body))
    return board.seats[HERE]


def test_a_seat_that_is_taken_again_lasts_since_the_sign_in() -> None:
    seat = told(Board(), ev.SignedIn(HERE, "Anna"), ev.SeatResumed(HERE, "Anna Berg"))
    assert seat == Seat(ANNA, "Anna Berg", T0 + timedelta(minutes=1))


def test_a_seat_that_somebody_else_had_by_the_journal_begins_anew() -> None:
    board = Board(seats={HERE: Seat(BO, "Bo", T0)})
    assert told(board, ev.SeatResumed(HERE, "Anna")) == Seat(ANNA, "Anna", T0 + timedelta(minutes=1))
    assert board.names[ANNA] == "Anna"
