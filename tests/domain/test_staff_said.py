"""What a responder's phone says, and what is kept of it."""

from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.board import Board, Overlay
from console.domain.ids import SYSTEM, DeviceId, EventId, OperatorId, ResponderId
from console.domain.report import Head, Origin, Raw, ReportKey, ResponderReport
from console.domain.responder import Duty, Responder, Standing
from console.domain.staff_said import HEARS_WITHIN, LOST, of_duty, standing_after
from tests.builders import NORRBY, T0

SAMIRA = Responder(ResponderId("samira"), NORRBY, "samira-phone", "Samira")


def report(state: str, after_s: float, key: str = "") -> ResponderReport:
    at = T0 + timedelta(seconds=after_s)
    head = Head(ReportKey("s", f"{state}-{after_s}"), Origin(NORRBY, SAMIRA.sender, DeviceId("samira")), at, at,
                Raw("t", b"", 0, ""))  # fmt: skip
    return ResponderReport(head, SAMIRA.id, state, None, key)


@pytest.mark.parametrize(
    ("will", "is_connected"),
    [
        (report(LOST, 60, "new"), False),
        (report(LOST, 60), False),
        (report(LOST, 60, "old"), True),
        (report(LOST, 10, "new"), True),
    ],
    ids=["of this sign-in", "of whom it does not say", "of the sign-in before", "told after what is newer"],
)
def test_a_will_says_that_the_phone_is_lost_which_left_it_and_no_newer_one(
    will: ResponderReport, is_connected: bool
) -> None:
    now = Standing(NORRBY, SAMIRA.id, T0 + timedelta(seconds=30), seal_key="new")
    found = standing_after(now, will, SAMIRA, Duty.FREE)
    assert (found.is_connected, found.seal_key) == (is_connected, "new")


def board(duty: Duty, who: OperatorId) -> Overlay:
    known = Board()
    body = ev.DutyChanged(SAMIRA.id, duty)
    subject = ev.responder_subject(NORRBY, SAMIRA.id)
    known.apply(ev.Event(1, EventId("e-1"), subject, 0, T0, who, NORRBY, body))
    return Overlay(known)


def test_a_phone_that_has_not_heard_yet_what_an_operator_said_for_them_does_not_take_it_back() -> None:
    late, soon = HEARS_WITHIN.total_seconds() + 1, HEARS_WITHIN.total_seconds() - 1
    by_anna, by_phone = board(Duty.OFF, OperatorId("anna")), board(Duty.OFF, SYSTEM)
    assert list(of_duty(report("free", soon), SAMIRA, by_anna)) == []
    assert [body for _, body in of_duty(report("free", late), SAMIRA, by_anna)] == [
        ev.DutyChanged(SAMIRA.id, Duty.FREE)
    ]
    assert len(list(of_duty(report("free", soon), SAMIRA, by_phone))) == 1
