"""The one call at a console: how each comes to its end, what is told to whom, and what is never said of a person."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from console.domain import events as ev
from console.domain.call import CallChange, CallFigures, DeviceTone, NoPicture, Quality
from console.domain.call_engine import (
    CandidateFound,
    Drop,
    EngineDied,
    EngineFailed,
    EngineFault,
    EngineReady,
    MakeOffer,
    Measured,
    MediaDown,
    MediaSeen,
    MediaUp,
    Peer,
    Send,
    TakeAnswer,
    TakeCandidate,
)
from console.domain.call_shown import EngineState
from console.domain.call_signal import SignalAct
from console.domain.ids import ConsoleId
from console.domain.refused import Reason, Refused
from tests.builders import seconds
from tests.fakes import run_async
from tests.services.call_kit import CallStation, anna, bo

Scenario = Callable[[CallStation], Awaitable[None]]


def calling(scenario: Scenario) -> None:
    """A case is Anna's, and the tablet in the kitchen is being called with a picture."""

    async def played() -> None:
        here = await CallStation().open()
        case = await here.pressed()
        await here.calls.call_case(anna, case, None, with_picture=True)
        await scenario(here)

    run_async(played())


async def answered(here: CallStation) -> None:
    await here.answered()


@pytest.mark.parametrize(
    ("act", "end"),
    [
        (SignalAct.BUSY, ("busy", "busy")),
        (SignalAct.DECLINED, ("declined", "declined")),
        (SignalAct.BYE, ("declined", "declined")),
    ],
)
def test_what_the_person_does_while_it_rings_is_its_end(act: SignalAct, end: tuple[str, str]) -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        assert here.state == "ringing"
        here.said(act)
        await here.calling.step()
        assert here.end() == end
        assert here.signals.acts() == ["offer"]
        assert isinstance(here.engine.orders[-1], Drop)

    calling(scenario)


def test_who_does_not_answer_in_the_time_has_not_answered_and_the_device_is_told() -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        await here.seconds(44.6)
        assert here.ends() == []
        await here.seconds(0.6)
        assert here.end() == ("no_answer", "no_answer")
        assert here.signals.acts() == ["offer", "bye"]

    calling(scenario)


def test_a_device_that_never_rings_was_not_reached_which_says_nothing_of_the_person() -> None:
    async def scenario(here: CallStation) -> None:
        here.offered()
        await here.seconds(9.6)
        assert here.ends() == []
        await here.seconds(0.6)
        assert here.end() == ("not_reached", "unknown")

    calling(scenario)


def test_a_stream_that_is_away_is_tried_again_until_it_would_come_too_late() -> None:
    async def scenario(here: CallStation) -> None:
        here.signals.is_cut = True
        here.offered()
        await here.seconds(3)
        here.signals.is_cut = False
        await here.seconds(0.4)
        assert here.signals.acts() == ["offer"]
        here.said(SignalAct.RINGING)
        assert here.state == "ringing"

    calling(scenario)


def test_an_offer_that_was_never_sent_is_not_sent_after_the_end() -> None:
    async def scenario(here: CallStation) -> None:
        here.signals.is_cut = True
        here.offered()
        await here.seconds(11)
        assert here.end() == ("not_reached", "unknown")
        here.signals.is_cut = False
        await here.seconds(1)
        assert here.signals.acts() == ["bye"]

    calling(scenario)


def test_that_nobody_answered_is_not_said_where_the_stream_was_away_meanwhile() -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        here.calling.is_link_up = lambda: False
        await here.seconds(5)
        here.calling.is_link_up = lambda: True
        await here.seconds(41)
        assert here.end() == ("line_lost", "unknown")

    calling(scenario)


def test_a_centre_without_such_a_way_out_does_not_reach_anybody_by_it() -> None:
    async def scenario(here: CallStation) -> None:
        here.signals.refuses = True
        here.offered()
        await here.seconds(0.4)
        assert here.end() == ("not_reached", "unknown")

    calling(scenario)


def test_an_answered_call_is_journalled_with_how_long_and_how_soon() -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        await here.seconds(6)
        here.said(SignalAct.ANSWER, body="answer")
        assert here.engine.orders[-1] == TakeAnswer(here.call.id, 1, "answer")
        here.calling.heard(MediaUp(here.call.id, 1))
        await here.clock.advance(0.4)
        here.calling.heard(MediaSeen(here.call.id, is_picture=False))
        await here.clock.advance(0.7)
        here.calling.heard(MediaSeen(here.call.id, is_picture=True))
        assert (here.call.is_heard, here.call.is_seen, here.call.no_picture) == (True, True, None)
        await here.seconds(15)
        await here.calls.hang_up(anna)
        await here.calling.step()
        [ended] = here.ends()
        assert (ended.end.value, ended.result.value) == ("hung_up", "answered")
        assert (ended.seconds, ended.sound_after_s, ended.picture_after_s) == (16.1, 0.4, 1.1)
        [first] = here.journal.bodies(ev.CallAnswered)
        assert isinstance(first, ev.CallAnswered)
        assert first.after_s == 6.0
        kinds = [type(body).__name__ for _, body in here.call.said]
        assert kinds == ["CallBegan", "CallAnswered", "CallEnded"]

    calling(scenario)


def test_a_device_is_told_to_clear_down_before_we_hang_up_once_somebody_has_answered() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        await here.calls.hang_up(anna)
        await here.calling.step()
        assert here.signals.acts() == ["offer", "clear_down", "bye"]

    calling(scenario)


def test_hung_up_before_an_answer_is_cancelled_and_says_nothing_of_the_person() -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        await here.calls.hang_up(anna)
        await here.calling.step()
        assert here.end() == ("cancelled", "unknown")
        assert here.signals.acts() == ["offer", "bye"]

    calling(scenario)


def test_who_answered_and_leaves_has_answered() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        here.said(SignalAct.BYE)
        await here.calling.step()
        assert here.end() == ("left", "answered")
        assert here.signals.acts() == ["offer"]

    calling(scenario)


def test_another_device_that_speaks_for_the_call_is_ignored_and_counted() -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        here.said(SignalAct.BYE, device="tab-2")
        here.said(SignalAct.ANSWER, sender="fel")
        assert here.state == "ringing"
        assert here.calling.foreign == 2
        here.said(SignalAct.BYE, call="another")
        assert here.calling.foreign == 2
        assert here.state == "ringing"

    calling(scenario)


def test_what_was_retained_or_of_another_offer_does_not_count() -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        here.said(SignalAct.ANSWER, retained=True)
        here.said(SignalAct.ANSWER, attempt=2)
        assert here.state == "ringing"

    calling(scenario)


@pytest.mark.parametrize("off_s", [-3600, 3600])
def test_a_device_whose_clock_is_an_hour_off_is_heard(off_s: int) -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        here.said(SignalAct.ANSWER, expires_at=here.clock.now() + seconds(off_s + 30))
        assert here.state == "connected"

    calling(scenario)


def test_the_same_answer_twice_is_given_to_the_engine_once() -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        here.said(SignalAct.ANSWER, body="theirs")
        here.said(SignalAct.ANSWER, body="theirs")
        here.said(SignalAct.CANDIDATE, body="theirs")
        here.calling.heard(CandidateFound(here.call.id, 1, "ours"))
        await here.calling.step()
        assert len([one for one in here.engine.orders if isinstance(one, TakeAnswer)]) == 1
        assert TakeCandidate(here.call.id, 1, "theirs") in here.engine.orders
        assert here.signals.last(SignalAct.CANDIDATE).body == "ours"

    calling(scenario)


def test_an_engine_that_dies_is_told_anew_and_the_same_call_is_offered_again() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        here.calling.heard(EngineDied("killed"))
        assert here.call.lost_since == here.clock.now()
        assert here.calling.engine_state is EngineState.STARTING
        await here.seconds(2)
        here.calling.heard(EngineReady(1))
        assert here.engine.offers()[-1].attempt == 2
        here.offered()
        await here.calling.step()
        offer = here.signals.last(SignalAct.OFFER)
        assert (offer.call, offer.attempt) == (here.call.id, 2)
        here.said(SignalAct.ANSWER, attempt=1)
        here.said(SignalAct.ANSWER, attempt=2, body="again")
        assert here.engine.orders[-1] == TakeAnswer(here.call.id, 2, "again")
        here.calling.heard(MediaUp(here.call.id, 2))
        assert here.is_lost is False
        await here.seconds(30)
        assert here.ends() == []
        assert len(here.journal.bodies(ev.CallAnswered)) == 1
        changes = [body.change for body in here.journal.bodies(ev.CallNoted) if isinstance(body, ev.CallNoted)]
        assert changes[0] is CallChange.OFFERED_AGAIN

    calling(scenario)


def test_an_engine_that_dies_while_it_rings_offers_again_and_may_still_be_answered() -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        here.calling.heard(EngineDied("killed"))
        await here.seconds(1)
        here.calling.heard(EngineReady(1))
        assert here.is_lost is False
        await here.answered()
        assert here.call.course.attempt == 2
        assert here.state == "connected"

    calling(scenario)


def test_an_engine_that_does_not_come_back_ends_the_call_by_us() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        here.calling.heard(EngineDied("killed"))
        await here.seconds(9.6)
        assert here.ends() == []
        await here.seconds(0.6)
        assert here.end() == ("engine_lost", "answered")

    calling(scenario)


@pytest.mark.parametrize("is_final", [True, False])
def test_what_an_engine_s_death_cut_short_says_nothing_of_the_person(is_final: bool) -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        here.calling.heard(EngineDied("gone", is_final))
        await here.seconds(46)
        assert here.end() == ("engine_lost", "unknown")

    calling(scenario)


def test_a_line_that_is_away_for_four_seconds_is_offered_again_and_given_up_after_ten() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        here.calling.heard(MediaDown(here.call.id, 1))
        await here.seconds(3.6)
        assert here.call.course.attempt == 1
        await here.seconds(0.6)
        assert here.call.course.attempt == 2
        here.offered()
        here.calling.heard(MediaUp(here.call.id, 1))
        assert here.call.lost_since is not None
        await here.seconds(5.4)
        assert here.ends() == []
        await here.seconds(0.6)
        assert here.end() == ("line_lost", "answered")

    calling(scenario)


def test_a_line_that_comes_back_by_itself_is_not_offered_again() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        here.calling.heard(MediaDown(here.call.id, 1))
        await here.seconds(3)
        here.calling.heard(MediaUp(here.call.id, 1))
        await here.seconds(15)
        assert here.call.course.attempt == 1
        assert here.ends() == []

    calling(scenario)


def test_an_answer_without_any_media_is_given_up_after_ten_seconds() -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        here.said(SignalAct.ANSWER)
        await here.seconds(9.6)
        assert here.ends() == []
        await here.seconds(0.6)
        assert here.end() == ("line_lost", "answered")

    calling(scenario)


@pytest.mark.parametrize(
    ("fault", "end"),
    [
        (EngineFault.NOT_ALLOWED, ("engine_lost", "unknown")),
        (EngineFault.NOT_INSTALLED, ("engine_lost", "unknown")),
        (EngineFault.LINE_LOST, ("line_lost", "unknown")),
    ],
)
def test_an_engine_that_cannot_ends_what_has_not_been_answered(fault: EngineFault, end: tuple[str, str]) -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        here.calling.heard(EngineFailed(here.call.id, fault))
        await here.calling.step()
        assert here.end() == end

    calling(scenario)


def test_without_a_camera_of_our_own_the_speech_goes_on() -> None:
    async def scenario(here: CallStation) -> None:
        here.calling.heard(EngineFailed(here.call.id, EngineFault.NO_CAMERA))
        assert here.engine.offers()[-1].with_camera is False
        assert not here.call.camera
        await here.answered()
        assert here.state == "connected"

    calling(scenario)


def test_a_lock_cuts_no_call_and_a_sign_out_does() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        await here.sign_in.lock()
        await here.seconds(2)
        assert here.ends() == []
        await here.sign_in.sign_in_as(anna.id)
        await here.seconds(1)
        assert here.ends() == []
        await here.sign_in.sign_out()
        await here.seconds(0.4)
        assert here.end() == ("seat_left", "answered")
        assert here.signals.acts() == ["offer", "clear_down", "bye"]

    calling(scenario)


def test_another_operator_at_the_console_does_not_get_the_call() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        with pytest.raises(Refused) as refused:
            await here.calls.hang_up(bo)
        assert refused.value.reason is Reason.NO_CALL
        await here.sign_in.sign_in_as(bo.id)
        await here.seconds(0.4)
        assert here.end() == ("seat_left", "answered")

    calling(scenario)


def test_a_call_that_rings_ends_when_its_case_goes_to_another() -> None:
    async def scenario(here: CallStation) -> None:
        assert here.call.case is not None
        await here.ringing()
        await here.desk.hand_over(anna, here.call.case, bo.id)
        await here.seconds(0.4)
        assert here.end() == ("cancelled", "unknown")

    calling(scenario)


def test_a_call_in_which_somebody_speaks_goes_on_when_its_case_goes_to_another_or_closes() -> None:
    async def scenario(here: CallStation) -> None:
        case = here.call.case
        assert case is not None
        await here.answered()
        await here.sign_in.sign_in_as(bo.id)
        await here.sign_in.sign_in_as(anna.id)
        if here.call.course.is_over:
            pytest.fail("nobody had looked meanwhile")
        await here.desk.claim(anna, case)
        await here.desk.hand_over(anna, case, bo.id)
        await here.seconds(2)
        assert here.ends() == []
        assert here.call.owner == "Bo"
        known = here.recorder.board.get(case)
        assert known is not None
        await here.desk.close(bo, case, "question", "", known.version)
        await here.seconds(1)
        assert (here.ends(), here.call.owner) == ([], "")
        await here.calls.hang_up(anna)
        await here.calling.step()
        assert here.end() == ("hung_up", "answered")
        [event] = [one for one in here.journal.events if isinstance(one.body, ev.CallEnded)]
        assert event.subject == f"case:{case}"

    calling(scenario)


def test_a_store_that_hangs_keeps_no_call_open_and_what_happened_is_said_later_once() -> None:
    async def scenario(here: CallStation) -> None:
        async with here.running_calls():
            await here.answered()
            here.journal.hold()
            await here.clock.advance(1)
            await here.calls.hang_up(anna)
            await here.clock.advance(1)
            assert here.signals.acts() == ["offer", "clear_down", "bye"]
            assert here.call.course.is_over
            assert here.ends() == []
            here.journal.let_go()
            await here.clock.advance(1)
            assert here.end() == ("hung_up", "answered")

    calling(scenario)


def test_an_end_whose_answer_was_lost_is_in_the_journal_once() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        here.journal.losing = 1
        await here.calls.hang_up(anna)
        await here.seconds(1)
        assert here.end() == ("hung_up", "answered")
        assert here.recorder.board.get(here.call.case or "").call is None  # type: ignore[arg-type, union-attr]

    calling(scenario)


def test_what_a_crash_left_open_is_ended_at_the_next_start_and_another_console_s_is_not() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        other = await CallStation(ConsoleId("console-2"), here.journal, here.residents).open(seat="bo")
        await other.seconds(1)
        assert here.ends() == []
        anew = await CallStation(here.name, here.journal, here.residents).open(seat="")
        assert anew.end() == ("console_gone", "answered")
        await anew.seconds(1)
        assert len(anew.ends()) == 1

    calling(scenario)


def test_the_end_of_the_console_ends_the_call_and_an_orderly_one_says_so() -> None:
    async def scenario(here: CallStation) -> None:
        async with here.running_calls():
            await here.answered()
            await here.calling.leave()
            assert here.end() == ("seat_left", "answered")
            assert here.signals.acts() == ["offer", "clear_down", "bye"]
        assert here.call.course.is_over

    calling(scenario)


def test_a_line_on_which_nothing_is_heard_for_twenty_seconds_is_told_as_silent_once() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        for _ in range(19):
            here.measured(-90.0)
            await here.seconds(1)
        told = [here.is_quiet]
        for _ in range(5):
            here.measured(-90.0)
            await here.seconds(1)
        told.append(here.is_quiet)
        assert here.journal.bodies(ev.CallNoted) == [ev.CallNoted(here.call.id, CallChange.GONE_QUIET)]
        here.measured(-35.0)
        await here.seconds(0.4)
        assert [*told, here.is_quiet] == [False, True, False]

    calling(scenario)


def test_nothing_is_called_silent_while_it_is_held_or_lost() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        await here.calls.hold(anna, is_held=True)
        await here.seconds(25)
        assert not here.is_quiet
        await here.calls.hold(anna, is_held=False)
        await here.seconds(19)
        assert not here.is_quiet
        sends = [one for one in here.engine.orders if isinstance(one, Send)]
        assert [one.held for one in sends[-2:]] == [True, False]
        assert not here.journal.bodies(ev.CallNoted)[2:]

    calling(scenario)


def test_figures_are_told_in_plain_words_and_a_lowered_picture_is_journalled() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        here.calling.heard(Measured(here.call.id, CallFigures(round_trip_s=0.2, loss=0.04), picture_lowered=True))
        await here.calling.step()
        assert here.call.quality is Quality.WEAK_LINE
        assert here.journal.bodies(ev.CallNoted) == [ev.CallNoted(here.call.id, CallChange.PICTURE_LOWERED)]

    calling(scenario)


def test_the_device_says_why_there_is_no_picture() -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        here.said(SignalAct.ANSWER, no_picture=NoPicture.PRIVACY_SWITCH)
        assert here.call.no_picture is NoPicture.PRIVACY_SWITCH

    calling(scenario)


def test_tones_go_to_the_device_only_in_the_midst_of_a_call() -> None:
    async def scenario(here: CallStation) -> None:
        await here.ringing()
        with pytest.raises(Refused):
            await here.calls.tone(anna, DeviceTone.DOOR)
        await here.answered()
        await here.calls.tone(anna, DeviceTone.DOOR)
        await here.calling.step()
        assert here.signals.acts()[-1] == "door"
        assert here.journal.bodies(ev.CallNoted)[-1] == ev.CallNoted(here.call.id, CallChange.TONE_SENT, "door")

    calling(scenario)


def test_the_engine_is_started_once_and_only_where_calls_are_had() -> None:
    async def played() -> None:
        here = await CallStation().open(seat="")
        here.calling.start_engine()
        assert here.engine.starts == 1
        bare = CallStation(settings=replace(here.calling.settings, has_engine=False))
        await bare.open()
        assert bare.engine.starts == 0

    run_async(played())


def test_a_call_waits_for_an_engine_that_is_starting_and_tells_when_it_does_not_come() -> None:
    async def played() -> None:
        here = await CallStation().open()
        case = await here.pressed()
        here.calling.heard(EngineDied("killed"))
        await here.calls.call_case(anna, case, None, with_picture=False)
        assert here.engine.offers() == []
        await here.seconds(2)
        here.calling.heard(EngineReady(1))
        assert [one.attempt for one in here.engine.offers()] == [1]
        await here.calls.hang_up(anna)
        here.calling.heard(EngineDied("killed"))
        await here.calls.call_case(anna, case, None, with_picture=False)
        await here.seconds(11)
        assert [one.end.value for one in here.ends()] == ["cancelled", "engine_lost"]

    run_async(played())


def test_what_the_engine_says_of_a_call_that_is_over_or_another_changes_nothing() -> None:
    async def scenario(here: CallStation) -> None:
        await here.answered()
        await here.calls.hang_up(anna)
        before, orders = here.call, len(here.engine.orders)
        here.calling.heard(MediaUp(here.call.id, 1))
        here.calling.heard(EngineDied("killed"))
        here.calling.heard(EngineReady(1))
        here.calling.heard(EngineFailed(here.call.id, EngineFault.LINE_LOST, peer=Peer.GUEST))
        here.said(SignalAct.BYE)
        assert here.call == before
        assert len(here.engine.orders) == orders
        assert not isinstance(here.engine.orders[-1], MakeOffer)

    calling(scenario)
