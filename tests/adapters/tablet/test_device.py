"""The resident's device against another aiortc peer: it rings, answers or does not, and each word does what it says."""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.adapters.tablet import device as device_module
from console.adapters.tablet.conduct import Behaviour, Conduct
from console.adapters.tablet.held_call import Deed
from console.domain.call import DeviceTone, NoPicture
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId
from tests.adapters.tablet.kit import AT_ONCE, CALL, CENTRE_HZ, WITHIN_S, behaving, centre, device, run, until

OTHER = CallId("call-2")
FIVEFOLD = 5


def offered(sdp: str = "v=0\r\n", attempt: int = 1, call: CallId = CALL) -> CallSignal:
    return CallSignal(call, SignalAct.OFFER, sdp, attempt, datetime.now(UTC) + timedelta(seconds=45))


def test_both_sides_see_and_hear_each_other() -> None:
    async def test() -> None:
        async with device(replace(AT_ONCE, tone_hz=1000.0)) as there, centre() as here:
            there.tablet.take(await here.offer())
            await here.take(await there.act(SignalAct.ANSWER))
            await until(lambda: here.received.figures().pictures > 10)
            mine = here.received.figures()
            await until(lambda: (found := there.tablet.figures) is not None and found.pictures > 10)
            theirs = there.tablet.figures
            assert theirs is not None
            assert (mine.width, mine.height) == (theirs.width, theirs.height) == (640, 480)
            assert (round(mine.pitch_hz, -1), round(theirs.pitch_hz, -1)) == (1000.0, CENTRE_HZ)
            assert mine.pure > 0.9
            assert theirs.pure > 0.9
            assert mine.level_db > -30
            assert there.acts() == [SignalAct.RINGING, SignalAct.ANSWER]

    run(test)


def test_it_rings_at_once_and_the_person_answers_after_their_time() -> None:
    async def test() -> None:
        async with device(Conduct(answers_after_s=0.4)) as there, centre() as here:
            offer = await here.offer()
            begun = time.monotonic()
            there.tablet.take(offer)
            await there.act(SignalAct.RINGING)
            assert time.monotonic() - begun < 0.3 * FIVEFOLD
            await there.act(SignalAct.ANSWER)
            assert time.monotonic() - begun > 0.4

    run(test)


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (Behaviour.BUSY, [SignalAct.BUSY]),
        (Behaviour.DECLINES, [SignalAct.RINGING, SignalAct.DECLINED]),
        (Behaviour.NOT_ANSWERING, [SignalAct.RINGING]),
        (Behaviour.ASLEEP, []),
    ],
)
def test_a_person_who_does_not_come_says_no_more_than_this(behaviour: Behaviour, said: list[SignalAct]) -> None:
    async def test() -> None:
        async with device(behaving(behaviour)) as there:
            there.tablet.take(offered())
            await until(lambda: len(there.acts()) >= len(said))
            await asyncio.sleep(0.3)
            assert there.acts() == said
            assert there.tablet.call == (CALL if behaviour is Behaviour.NOT_ANSWERING else None)

    run(test)


def test_it_stops_ringing_when_the_offer_expires() -> None:
    async def test() -> None:
        async with device(behaving(Behaviour.NOT_ANSWERING)) as there:
            there.tablet.take(replace(offered(), expires_at=datetime.now(UTC) + timedelta(seconds=0.3)))
            await there.deed(Deed.ENDED)
            assert there.acts() == [SignalAct.RINGING]

    run(test)


def test_the_privacy_switch_gives_speech_and_says_why_there_is_no_picture() -> None:
    async def test() -> None:
        async with device(replace(behaving(Behaviour.NO_PICTURE), tone_hz=1000.0)) as there, centre() as here:
            there.tablet.take(await here.offer())
            answer = await there.act(SignalAct.ANSWER)
            assert answer.no_picture is NoPicture.PRIVACY_SWITCH
            await here.take(answer)
            await until(lambda: here.received.figures().pure > 0.9)
            assert here.received.figures().pictures == 0
            await until(lambda: (found := there.tablet.figures) is not None and found.pictures > 3)

    run(test)


def test_an_offer_of_voice_alone_is_answered_by_voice_alone() -> None:
    async def test() -> None:
        async with device(replace(AT_ONCE, tone_hz=1000.0)) as there, centre(with_camera=False) as here:
            there.tablet.take(await here.offer(with_picture=False))
            answer = await there.act(SignalAct.ANSWER)
            assert answer.no_picture is NoPicture.VOICE_ONLY
            await here.take(answer)
            await until(lambda: here.received.figures().pure > 0.9)
            assert here.received.figures().pictures == 0

    run(test)


def test_a_silent_person_is_connected_and_not_heard() -> None:
    async def test() -> None:
        async with device(behaving(Behaviour.SILENT)) as there, centre() as here:
            there.tablet.take(await here.offer())
            await here.take(await there.act(SignalAct.ANSWER))
            await until(lambda: here.received.figures().pieces > 50)
            figures = here.received.figures()
            assert figures.level_db < -80
            assert figures.first_sound_s is None
            assert figures.pictures > 5

    run(test)


def test_who_hangs_up_says_goodbye() -> None:
    async def test() -> None:
        async with device(replace(AT_ONCE, leaves_after_s=0.3)) as there, centre() as here:
            there.tablet.take(await here.offer())
            await here.take(await there.act(SignalAct.ANSWER))
            await there.act(SignalAct.BYE)
            await there.deed(Deed.ENDED)
            assert there.tablet.call is None

    run(test)


def test_a_goodbye_ends_the_call_and_the_next_one_rings() -> None:
    async def test() -> None:
        async with device() as there:
            async with centre() as here:
                there.tablet.take(await here.offer())
                await here.take(await there.act(SignalAct.ANSWER))
                await there.deed(Deed.CONNECTED)
                there.tablet.take(CallSignal(CALL, SignalAct.BYE))
                await there.deed(Deed.ENDED)
            async with centre() as here:
                there.tablet.take(await here.offer(call=OTHER))
                await here.take(await there.act(SignalAct.ANSWER, 2))
                await until(lambda: here.received.figures().pictures > 3)
            assert SignalAct.BYE not in there.acts()

    run(test)


def test_another_call_in_the_midst_of_one_is_told_that_it_is_busy() -> None:
    async def test() -> None:
        async with device(behaving(Behaviour.NOT_ANSWERING)) as there:
            there.tablet.take(offered())
            there.tablet.take(offered(call=OTHER))
            busy = await there.act(SignalAct.BUSY)
            assert busy.call == OTHER
            assert there.tablet.call == CALL

    run(test)


def test_the_next_offer_of_an_answered_call_is_answered_without_a_ring() -> None:
    async def test() -> None:
        async with device(Conduct(answers_after_s=0.2, tone_hz=1000.0)) as there:
            async with centre() as here:
                there.tablet.take(await here.offer())
                await here.take(await there.act(SignalAct.ANSWER))
                await there.deed(Deed.CONNECTED)
            async with centre() as again:
                begun = time.monotonic()
                there.tablet.take(await again.offer(attempt=2))
                answer = await there.act(SignalAct.ANSWER, 2)
                assert time.monotonic() - begun < WITHIN_S / 5
                assert answer.attempt == 2
                await again.take(answer)
                await until(lambda: again.received.figures().pictures > 3)
            assert len(there.said(SignalAct.RINGING)) == 1

    run(test)


def test_the_same_offer_brought_twice_rings_once() -> None:
    async def test() -> None:
        async with device(behaving(Behaviour.DECLINES)) as there:
            one = offered()
            there.tablet.take(one)
            await there.act(SignalAct.DECLINED)
            there.tablet.take(one)
            await asyncio.sleep(0.2)
            assert there.acts() == [SignalAct.RINGING, SignalAct.DECLINED]

    run(test)


def test_an_offer_that_comes_too_late_rings_nobody() -> None:
    async def test() -> None:
        async with device() as there:
            there.tablet.take(replace(offered(), expires_at=datetime.now(UTC) - timedelta(seconds=1)))
            await asyncio.sleep(0.2)
            assert there.acts() == []

    run(test)


def without_candidates(signal: CallSignal) -> tuple[CallSignal, str]:
    """The description without its candidates, and the first of them."""
    lines = signal.body.splitlines()
    kept = [line for line in lines if not line.startswith(("a=candidate", "a=end-of-candidates"))]
    first = next(line.removeprefix("a=") for line in lines if line.startswith("a=candidate"))
    return replace(signal, body="\r\n".join(kept) + "\r\n"), first


@pytest.mark.parametrize("is_early", [True, False])
@pytest.mark.parametrize(
    "form", ["{0}", '{{"candidate":"{0}","sdpMid":"0"}}', '{{"candidate":"{0}","sdpMid":"0","sdpMLineIndex":0}}']
)
def test_a_candidate_said_before_or_after_the_answer_makes_the_line(form: str, is_early: bool) -> None:
    """Neither description has one, so that nothing else can."""

    async def test() -> None:
        async with device(Conduct(answers_after_s=0.2)) as there, centre() as here:
            offer, candidate = without_candidates(await here.offer())
            signal = CallSignal(CALL, SignalAct.CANDIDATE, form.format(candidate))
            there.tablet.take(offer)
            if is_early:
                there.tablet.take(signal)
            await here.take(without_candidates(await there.act(SignalAct.ANSWER))[0])
            if not is_early:
                await asyncio.sleep(0.3)
                assert Deed.CONNECTED not in there.deeds()
                there.tablet.take(signal)
            await there.deed(Deed.CONNECTED)
            assert Deed.FAULT not in there.deeds()

    run(test)


def test_the_data_channel_lowers_the_picture_takes_it_away_and_brings_it_back() -> None:
    async def test() -> None:
        async with device() as there, centre() as here:
            there.tablet.take(await here.offer())
            await here.take(await there.act(SignalAct.ANSWER))
            await until(lambda: here.received.figures().pictures > 3)
            await until(lambda: here.channel.readyState == "open")
            here.say(picture="low")
            await until(lambda: here.received.figures().width == 320)
            here.say(picture="off")
            await until(lambda: here.received.figures().frames_per_s == 0)
            assert here.received.figures().level_db > -100
            here.say(picture="on")
            await until(lambda: here.received.figures().width == 640)

    run(test)


def test_tones_come_by_the_signalling_and_by_the_data_channel_alike() -> None:
    async def test() -> None:
        async with device(replace(AT_ONCE, tone_hz=1000.0)) as there, centre() as here:
            there.tablet.take(await here.offer())
            await here.take(await there.act(SignalAct.ANSWER))
            await until(lambda: here.channel.readyState == "open")
            await until(lambda: here.received.figures().level_db > -30)
            there.tablet.take(CallSignal(CALL, SignalAct.CONTROL, tone=DeviceTone.LOUDER))
            await until(lambda: there.deeds().count(Deed.TONE) == 1)
            here.say(tone="speak")
            await until(lambda: here.received.figures().level_db < -80)
            here.say(tone="listen")
            await until(lambda: here.received.figures().level_db > -30)
            here.say(tone="clear_down")
            await there.act(SignalAct.BYE)
            assert [told.detail for told in there.told if told.deed is Deed.TONE] == [
                "louder", "speak", "listen", "clear_down",
            ]  # fmt: skip

    run(test)


def test_a_device_that_listens_in_answers_by_itself_whoever_does_not() -> None:
    async def test() -> None:
        async with device(behaving(Behaviour.NOT_ANSWERING)) as there, centre() as here:
            there.tablet.take(replace(await here.offer(), listen_in=True))
            assert (await there.deed(Deed.RINGING)).detail == "listens in"
            await here.take(await there.act(SignalAct.ANSWER))
            await there.deed(Deed.CONNECTED)

    run(test)


def test_another_call_reaches_a_device_whose_call_is_lost() -> None:
    async def test() -> None:
        async with device() as there:
            async with centre() as here:
                there.tablet.take(await here.offer())
                await here.take(await there.act(SignalAct.ANSWER))
                await there.deed(Deed.CONNECTED)
            await there.deed(Deed.LOST)
            async with centre() as other:
                there.tablet.take(replace(await other.offer(), call=OTHER))
                assert (await there.act(SignalAct.BYE)).call == CALL
                answer = await there.act(SignalAct.ANSWER, 2)
                await until(lambda: there.tablet.call == OTHER)
                assert SignalAct.BUSY not in there.acts()
                assert answer.body

    run(test)


def test_a_centre_that_is_gone_for_good_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_module, "LOST_FOR_S", 0.5)

    async def test() -> None:
        async with device() as there:
            async with centre() as here:
                there.tablet.take(await here.offer())
                await here.take(await there.act(SignalAct.ANSWER))
                await there.deed(Deed.CONNECTED)
            await there.deed(Deed.LOST)
            await there.act(SignalAct.BYE)

    run(test)
