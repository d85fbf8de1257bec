"""How a call goes: each way to its end, and what no order of happenings may ever make of it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.call import (
    OVER,
    TABLE,
    CallCourse,
    CallEnd,
    CallFact,
    CallResult,
    CallState,
    after,
    begun,
    result_of,
)
from console.domain.call_engine import CandidateFound, MakeOffer, OfferMade, TakeAnswer, TakeCandidate
from console.domain.call_signal import CallSignal, IceServer, SignalAct
from console.domain.ids import CallId
from console.domain.refused import Reason, Refused
from tests.builders import T0

F = CallFact


def gone(*facts: CallFact) -> CallCourse:
    """A second passes before each."""
    course = begun(T0)
    for number, fact in enumerate(facts, 1):
        course = after(course, fact, T0 + timedelta(seconds=number))
    return course


@pytest.mark.parametrize(
    ("facts", "state", "end", "result"),
    [
        ((F.RANG, F.ANSWERED, F.HUNG_UP), CallState.ENDED, CallEnd.HUNG_UP, CallResult.ANSWERED),
        ((F.RANG, F.ANSWERED, F.LEFT), CallState.ENDED, CallEnd.LEFT, CallResult.ANSWERED),
        ((F.ANSWERED, F.HELD, F.RESUMED, F.HUNG_UP), CallState.ENDED, CallEnd.HUNG_UP, CallResult.ANSWERED),
        ((F.ANSWERED, F.HELD, F.LEFT), CallState.ENDED, CallEnd.LEFT, CallResult.ANSWERED),
        ((F.RANG, F.BUSY), CallState.ENDED, CallEnd.BUSY, CallResult.BUSY),
        ((F.BUSY,), CallState.ENDED, CallEnd.BUSY, CallResult.BUSY),
        ((F.RANG, F.DECLINED), CallState.ENDED, CallEnd.DECLINED, CallResult.DECLINED),
        ((F.RANG, F.LEFT), CallState.ENDED, CallEnd.DECLINED, CallResult.DECLINED),
        ((F.LEFT,), CallState.ENDED, CallEnd.NOT_REACHED, CallResult.UNKNOWN),
        ((F.RANG, F.NO_ANSWER), CallState.ENDED, CallEnd.NO_ANSWER, CallResult.NO_ANSWER),
        ((F.RANG, F.HUNG_UP), CallState.ENDED, CallEnd.CANCELLED, CallResult.UNKNOWN),
        ((F.HUNG_UP,), CallState.ENDED, CallEnd.CANCELLED, CallResult.UNKNOWN),
        ((F.NOT_REACHED,), CallState.FAILED, CallEnd.NOT_REACHED, CallResult.UNKNOWN),
        ((F.HANDED,), CallState.ENDED, CallEnd.HANDED, CallResult.UNKNOWN),
        ((F.RANG, F.LINE_LOST), CallState.FAILED, CallEnd.LINE_LOST, CallResult.UNKNOWN),
        ((F.RANG, F.ENGINE_LOST), CallState.FAILED, CallEnd.ENGINE_LOST, CallResult.UNKNOWN),
        ((F.RANG, F.SEAT_LEFT), CallState.ENDED, CallEnd.SEAT_LEFT, CallResult.UNKNOWN),
        ((F.ANSWERED, F.LINE_LOST), CallState.FAILED, CallEnd.LINE_LOST, CallResult.ANSWERED),
        ((F.RANG, F.OFFERED_AGAIN, F.ANSWERED, F.SEAT_LEFT), CallState.ENDED, CallEnd.SEAT_LEFT, CallResult.ANSWERED),
    ],
)
def test_each_way_to_its_end(
    facts: tuple[CallFact, ...], state: CallState, end: CallEnd, result: CallResult
) -> None:  # fmt: skip
    course = gone(*facts)
    assert (course.state, course.end) == (state, end)
    assert course.end is not None
    assert result_of(course.end, was_answered=course.answered_at is not None) is result


def test_how_long_they_spoke_counts_from_the_answer() -> None:
    assert gone(F.RANG, F.ANSWERED, F.OFFERED_AGAIN, F.ANSWERED, F.HUNG_UP).lasted == timedelta(seconds=3)
    assert gone(F.RANG, F.HUNG_UP).lasted == gone(F.RANG, F.ANSWERED).lasted == timedelta(0)


def test_a_device_that_answers_by_itself_says_nothing_of_who_stands_beside_it() -> None:
    assert result_of(CallEnd.HUNG_UP, was_answered=True, by_itself=True) is CallResult.UNKNOWN
    assert result_of(CallEnd.DECLINED, was_answered=False, by_itself=True) is CallResult.DECLINED


@pytest.mark.parametrize(
    ("facts", "then"),
    [
        ((), F.HELD),
        ((F.RANG,), F.HELD),
        ((), F.NO_ANSWER),
        ((F.RANG,), F.NOT_REACHED),
        ((F.RANG,), F.HANDED),
        ((F.ANSWERED,), F.NO_ANSWER),
        ((F.ANSWERED,), F.BUSY),
        ((F.ANSWERED,), F.DECLINED),
        ((F.ANSWERED,), F.RESUMED),
        ((F.ANSWERED, F.HELD), F.HELD),
        ((F.BUSY,), F.ANSWERED),
        ((F.NOT_REACHED,), F.OFFERED_AGAIN),
    ],
)
def test_what_the_table_does_not_name_is_refused(facts: tuple[CallFact, ...], then: CallFact) -> None:
    with pytest.raises(Refused) as refused:
        gone(*facts, then)
    assert refused.value.reason is Reason.NO_CALL


def test_the_table_has_every_state_and_every_fact_somewhere() -> None:
    assert set(TABLE) == set(CallState)
    assert {fact for facts in TABLE.values() for fact in facts} == set(CallFact)
    assert {state for state, facts in TABLE.items() if not facts} == OVER


FACTS = st.lists(st.sampled_from(CallFact), max_size=25)


@given(FACTS)
def test_no_order_of_happenings_leads_out_of_the_end_or_back_in_the_offers(facts: list[CallFact]) -> None:
    course = begun(T0)
    ended: CallCourse | None = None
    for number, fact in enumerate(facts, 1):
        at = T0 + timedelta(seconds=number)
        try:
            following = after(course, fact, at)
        except Refused:
            following = course
        assert ended is None or following == ended
        assert following.attempt == course.attempt + (fact is F.OFFERED_AGAIN and ended is None)
        assert course.answered_at is None or following.answered_at == course.answered_at
        assert course.rang_at is None or following.rang_at == course.rang_at
        assert (following.end is not None) == (following.ended_at is not None) == following.is_over
        course = following
        ended = course if course.is_over else None
    if course.state in (CallState.CONNECTED, CallState.HOLDING):
        assert course.answered_at is not None


@given(FACTS)
def test_that_nobody_answered_is_said_only_of_a_device_that_rang_and_was_not_cut_short_by_us(
    facts: list[CallFact],
) -> None:
    course, taken = begun(T0), []
    for fact in facts:
        try:
            course = after(course, fact, T0)
            taken.append(fact)
        except Refused:
            continue
    if course.end is None:
        return
    result = result_of(course.end, was_answered=course.answered_at is not None)
    assert (result is CallResult.ANSWERED) == (F.ANSWERED in taken)
    if result is CallResult.NO_ANSWER:
        assert taken[-1] is F.NO_ANSWER
        assert course.rang_at is not None
    if taken[-1] in (F.HUNG_UP, F.LINE_LOST, F.ENGINE_LOST, F.SEAT_LEFT, F.NOT_REACHED, F.HANDED):
        assert result in (CallResult.ANSWERED, CallResult.UNKNOWN)


@pytest.mark.parametrize(
    "word",
    [
        CallSignal(CallId("c"), SignalAct.OFFER, "10.1.2.3", ice=(IceServer("turn:t", "u", "10.1.2.3"),)),
        OfferMade(CallId("c"), 1, "10.1.2.3"),
        CandidateFound(CallId("c"), 1, "10.1.2.3"),
        TakeAnswer(CallId("c"), 1, "10.1.2.3"),
        TakeCandidate(CallId("c"), 1, "10.1.2.3"),
        MakeOffer(CallId("c"), 1, ice=(IceServer("turn:t", "u", "10.1.2.3"),)),
    ],
)
def test_no_address_and_no_credential_of_a_call_is_told_by_what_prints_it(word: object) -> None:
    assert "10.1.2.3" not in repr(word)
