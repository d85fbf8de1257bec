"""What a call must bear: a headset pulled out, a store that hangs, words by the thousand, and consoles that die."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause
from console.domain.call import CallChange, CallKind
from console.domain.call_engine import (
    CandidateFound,
    EngineFailed,
    EngineFault,
    EngineReady,
    MakeOffer,
    Measured,
    MediaDown,
    MediaUp,
    OfferMade,
    Peer,
    TakeCandidate,
)
from console.domain.call_shown import CallWay, GuestKind
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import ConsoleId
from console.domain.plan import Way
from console.domain.refused import Reason, Refused
from console.domain.report import PresenceReport, Sight
from tests.builders import NORRBY, alarm
from tests.fakes import run_async
from tests.services.call_kit import CallStation, FakeSignals, anna

Scenario = Callable[[CallStation], Awaitable[None]]


def calling(scenario: Scenario) -> None:
    """A case is Anna's, and the tablet in the kitchen is being called with a picture."""

    async def played() -> None:
        here = await CallStation().open()
        case = await here.pressed()
        await here.calls.call_case(anna, case, None, with_picture=True)
        await scenario(here)

    run_async(played())


@pytest.mark.parametrize("fault", [EngineFault.NO_MICROPHONE, EngineFault.NOT_ALLOWED, EngineFault.NO_CAMERA])
def test_a_headset_or_camera_that_is_pulled_out_does_not_cut_who_is_spoken_with(fault: EngineFault) -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        here.calling.heard(EngineFailed(here.call.id, fault))
        await here.seconds(1)
        assert here.state == "connected"
        assert here.ends() == []

    calling(scenario)


def test_who_calls_all_the_same_without_a_microphone_hears_the_person() -> None:
    async def scenario(here: CallStation) -> None:
        here.calling.heard(EngineFailed(here.call.id, EngineFault.NO_MICROPHONE))
        await here.answered()
        assert here.state == "connected"

    calling(scenario)


@pytest.mark.parametrize("breaks", ["hangs", "refuses"])
def test_that_nobody_answered_is_not_said_where_the_store_held_back_what_the_device_says(breaks: str) -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        if breaks == "hangs":
            here.journal.hold()
        here.journal.is_down = breaks == "refuses"
        taking = asyncio.ensure_future(here.intake.take([alarm(here.clock.now())]))
        for _ in range(46 * 5):
            await here.clock.advance(0.2)
            here.calling.look_after()
        here.journal.is_down = False
        here.journal.let_go()
        await asyncio.gather(taking, return_exceptions=True)
        await here.calling.step()
        assert here.end() == ("line_lost", "unknown")

    calling(scenario)


@pytest.mark.parametrize("is_released", [False, True])
def test_no_case_says_that_somebody_talks_when_the_console_that_did_is_dead(is_released: bool) -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        case = here.call.case
        assert case is not None
        if is_released:
            await here.desk.release(anna, case)
        other = await CallStation(ConsoleId("console-2"), here.journal, here.residents).open(seat="bo")
        await other.recorder.follow()
        assert other.recorder.board.cases[case].call is not None
        async with other.running():
            await other.clock.advance(20)
            assert other.recorder.board.cases[case].call is not None
            await other.clock.advance(45)
            assert other.recorder.board.cases[case].call is None
        assert other.end() == ("console_gone", "answered")

    calling(scenario)


def test_a_call_at_a_console_that_is_heard_goes_on_for_the_others() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        other = await CallStation(ConsoleId("console-2"), here.journal, here.residents).open(seat="bo")
        await other.recorder.follow()
        async with other.running():
            for _ in range(10):
                now = other.clock.now()
                other.watch.heard_presence(PresenceReport(here.name, Sight.BLIND, "anna", now, now))
                await other.clock.advance(8)
        assert other.ends() == []

    calling(scenario)


def test_a_device_that_talks_without_end_fills_neither_the_engine_nor_the_journal() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        before = len(here.journal.events)
        for number in range(1_000):
            for act in (SignalAct.CANDIDATE, SignalAct.RINGING, SignalAct.ANSWER):
                here.said(act, body=f"candidate:{number}")
        here.said(SignalAct.CANDIDATE, body="x" * 100_000)
        await here.calling.step()
        candidates = [one for one in here.engine.orders if isinstance(one, TakeCandidate)]
        assert len(candidates) <= 64
        assert len(here.journal.events) == before

    calling(scenario)


def test_a_flood_of_candidates_does_not_bar_those_of_the_next_offer() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        for number in range(1_000):
            here.said(SignalAct.CANDIDATE, body=f"candidate:{number}")
        here.calling.heard(EngineReady(1))
        here.offered()
        here.said(SignalAct.CANDIDATE, body="candidate:anew")
        assert TakeCandidate(here.call.id, 2, "candidate:anew") in here.engine.orders

    calling(scenario)


def test_a_page_that_talks_without_end_reaches_neither_the_device_nor_the_journal() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        await here.seconds(3)
        before, sent = len(here.journal.events), len(here.signals.sent)
        for number in range(1_000):
            here.calling.heard(CandidateFound(here.call.id, 1, f"candidate:{number}"))
            here.calling.heard(OfferMade(here.call.id, 1, "v=0"))
            here.calling.heard(EngineFailed(here.call.id, EngineFault.NO_CAMERA))
            here.calling.heard(Measured(here.call.id, here.call.figures, number % 2 == 0))
        await here.calling.step()
        assert len(here.signals.sent) - sent <= 64
        assert len(here.journal.events) - before <= 2
        assert len(here.engine.offers()) == 1
        assert [body.change for body in here.journal.bodies(ev.CallNoted)] == [CallChange.PICTURE_LOWERED]

    calling(scenario)


def test_a_page_that_fails_its_camera_without_end_is_offered_once_more() -> None:
    async def scenario(here: CallStation) -> None:
        for _ in range(1_000):
            here.calling.heard(EngineFailed(here.call.id, EngineFault.NO_CAMERA))
        assert len(here.engine.offers()) == 2

    calling(scenario)


def test_a_guest_who_knocks_without_end_is_connected_with_once_in_two_seconds() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        await here.calls.invite(anna, GuestKind.RELATIVE, 10, sees=False)
        assert here.call.guest is not None
        secret = here.call.guest.link.partition("#")[2]
        for number in range(1_000):
            for act in (SignalAct.RINGING, SignalAct.CANDIDATE):
                here.said(act, sender="guests", device=secret, call=secret, attempt=1, body=str(number))
        guests = [one for one in here.engine.orders if isinstance(one, MakeOffer) and one.peer is Peer.GUEST]
        assert len(guests) == 1
        assert len([one for one in here.engine.orders if isinstance(one, TakeCandidate)]) == 64
        await here.seconds(2.2)
        assert len(here.engine.offers(Peer.GUEST)) == 2

    calling(scenario)


def test_a_case_that_is_merged_in_the_midst_cuts_nothing_and_the_end_is_journalled() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        case = here.call.case
        assert case is not None
        await here.desk.open_by_hand(anna, NORRBY, None, AlarmClass.NORMAL, "någon ringde")
        [other] = [one.id for one in here.recorder.board.open_cases() if one.id != case]
        if here.recorder.board.cases[other].owner is None:
            await here.desk.claim(anna, other)
        await here.desk.merge(anna, case, other)
        await here.seconds(2)
        assert (here.state, here.call.owner) == ("connected", None)
        await here.calls.hang_up(anna)
        await here.calling.step()
        assert here.end() == ("hung_up", "answered")

    calling(scenario)


def test_nobody_is_invited_to_listen_in_on_somebody_who_has_not_answered() -> None:
    async def played() -> None:
        here = await CallStation().open()
        case = await here.pressed(cause=Cause.FALL)
        await here.calls.call_case(anna, case, None, with_picture=False, listen_in=True)
        await here.answered()
        with pytest.raises(Refused) as refused:
            await here.calls.invite(anna, GuestKind.RELATIVE, 10, sees=False)
        assert refused.value.reason is Reason.NOT_SEEN_BY_CONSENT
        assert here.engine.offers(Peer.GUEST) == []

    run_async(played())


@pytest.mark.parametrize("how", ["by steps", "by loops"])
def test_a_broker_that_is_away_holds_up_no_call_by_the_telephony(how: str) -> None:
    async def played() -> None:
        gateway = FakeSignals()
        here = await CallStation(has_sip=True, by_sip=gateway).open()
        case = await here.pressed()
        async with here.running_calls() if how == "by loops" else nullcontext():
            await here.calls.call_case(anna, case, None, with_picture=True)
            here.offered()
            await here.seconds(1)
            here.signals.is_cut = True
            await here.calls.hang_up(anna)
            await here.seconds(1)
            await here.calls.call_case(anna, case, CallWay(CallKind.SIP, Way.MOBILE), with_picture=False)
            here.offered()
            await here.seconds(1)
        assert [signal.act for _, signal in gateway.sent] == [SignalAct.OFFER]

    run_async(played())


def test_a_telephone_whose_line_stands_while_it_rings_is_not_given_up_after_the_answer() -> None:
    async def played() -> None:
        here = await CallStation(has_sip=True).open()
        case = await here.pressed()
        await here.calls.call_case(anna, case, CallWay(CallKind.SIP, Way.MOBILE), with_picture=False)
        here.offered()
        await here.calling.step()
        call = here.call.id
        here.calling.told(CallSignal(call, SignalAct.RINGING, "v=0 early", 1))
        here.calling.heard(MediaUp(call, 1))
        await here.seconds(5)
        here.calling.told(CallSignal(call, SignalAct.ANSWER, "v=0 early", 1))
        await here.seconds(15)
        assert here.state == "connected"
        assert here.ends() == []
        assert not here.call.is_heard
        here.measured()
        assert here.call.is_heard

    run_async(played())


def test_a_line_that_stood_while_it_rang_and_broke_is_waited_for_after_the_answer() -> None:
    async def played() -> None:
        here = await CallStation(has_sip=True).open()
        case = await here.pressed()
        await here.calls.call_case(anna, case, CallWay(CallKind.SIP, Way.MOBILE), with_picture=False)
        here.offered()
        call = here.call.id
        here.calling.told(CallSignal(call, SignalAct.RINGING, "v=0 early", 1))
        here.calling.heard(MediaUp(call, 1))
        here.calling.heard(MediaDown(call, 1))
        here.calling.told(CallSignal(call, SignalAct.ANSWER, "", 1))
        await here.seconds(11)
        assert here.end() == ("line_lost", "answered")

    run_async(played())


def test_an_answer_on_which_nobody_could_be_spoken_with_answers_no_step() -> None:
    async def scenario(here: CallStation) -> None:
        case = here.call.case
        assert case is not None
        await here.ringing()
        here.said(SignalAct.ANSWER, body="v=0 answer")
        await here.seconds(11)
        assert here.end() == ("line_lost", "answered")
        assert here.answers(case) == {}

    calling(scenario)
