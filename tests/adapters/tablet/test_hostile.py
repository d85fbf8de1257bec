"""What is not a call's word ends that call at the most: the device is there for the next one."""

import asyncio
import random

import pytest

from console.adapters.tablet.device import WAITING
from console.adapters.tablet.held_call import Deed
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId
from tests.adapters.tablet.kit import CALL, Heard, centre, device, run, until
from tests.adapters.tablet.test_device import offered

GARBAGE = [
    "",
    "\r\n",
    "v=0",
    "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n",
    "v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio x y z\r\n",
    "v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=rtpmap:nonsense\r\n",
    "a=candidate:1 1 udp",
    "{" * 10_000,
    "m=" * 60_000,
]

OVER = (SignalAct.ANSWER, SignalAct.BYE)


async def is_there_for_the_next(there: Heard) -> None:
    async with centre() as here:
        there.tablet.take(await here.offer(call=CallId("the-next")))
        await until(lambda: any(one.call == "the-next" for one in there.said(SignalAct.ANSWER)))
        await here.take(next(one for one in there.said(SignalAct.ANSWER) if one.call == "the-next"))
        await until(lambda: here.received.figures().pictures > 2)


@pytest.mark.warns
@pytest.mark.parametrize("sdp", GARBAGE, ids=range(len(GARBAGE)))
def test_a_description_that_is_none_is_told_goodbye(sdp: str) -> None:
    async def test() -> None:
        async with device() as there:
            there.tablet.take(offered(sdp))
            bye = await there.act(SignalAct.BYE)
            assert bye.call == CALL
            assert [told.detail for told in there.told if told.deed is Deed.FAULT]
            await is_there_for_the_next(there)

    run(test)


@pytest.mark.warns
def test_a_true_offer_with_broken_lines_never_stops_the_device() -> None:
    lot = random.Random(6)

    async def test() -> None:
        async with device() as there, centre() as here:
            sdp = (await here.offer()).body
            for number in range(60):
                place = lot.randrange(len(sdp))
                broken = sdp[:place] + "".join(lot.choices("\r\n a=:m0", k=lot.randint(1, 9))) + sdp[place + 7 :]
                call = CallId(f"broken-{number}")
                there.tablet.take(offered(broken, call=call))
                await until(lambda call=call: any(one.call == call and one.act in OVER for one in there.signals))
                there.tablet.take(CallSignal(call, SignalAct.BYE))
            await is_there_for_the_next(there)

    run(test)


@pytest.mark.warns
def test_candidates_that_are_none_do_not_even_end_the_call() -> None:
    bad = (
        "",
        "x",
        "candidate:",
        "[" * 5_000,
        "{}",
        '{"candidate":7}',
        '{"candidate":"candidate:1 1 udp 1 ::1"}',
        "\x7f",
    )

    async def test() -> None:
        async with device() as there, centre() as here:
            there.tablet.take(await here.offer())
            await here.take(await there.act(SignalAct.ANSWER))
            await there.deed(Deed.CONNECTED)
            for body in bad:
                there.tablet.take(CallSignal(CALL, SignalAct.CANDIDATE, body))
            before = here.received.figures().pictures
            await until(lambda: here.received.figures().pictures > before + 5)
            assert there.tablet.call == CALL

    run(test)


def test_words_on_the_data_channel_that_are_none_are_left_alone() -> None:
    async def test() -> None:
        async with device() as there, centre() as here:
            there.tablet.take(await here.offer())
            await here.take(await there.act(SignalAct.ANSWER))
            await until(lambda: here.channel.readyState == "open")
            for word in (
                "",
                "{",
                "[]",
                "7",
                '{"tone":"explode"}',
                '{"tone":{}}',
                '{"picture":[]}',
                "[" * 900,
                "x" * 5_000,
            ):
                here.channel.send(word)
            here.channel.send(b"\x00\xff")
            here.say(tone="louder")
            await there.deed(Deed.TONE)
            assert [told.detail for told in there.told if told.deed is Deed.TONE] == ["louder"]

    run(test)


def test_a_flood_of_words_is_dropped_and_the_call_goes_on() -> None:
    async def test() -> None:
        async with device() as there, centre() as here:
            there.tablet.take(await here.offer())
            await here.take(await there.act(SignalAct.ANSWER))
            await there.deed(Deed.CONNECTED)
            for number in range(WAITING * 20):
                there.tablet.take(offered(call=CallId(f"other-{number}")))
            await there.act(SignalAct.BUSY)
            await asyncio.sleep(0.1)
            assert len(there.said(SignalAct.BUSY)) <= WAITING
            before = here.received.figures().pictures
            await until(lambda: here.received.figures().pictures > before + 5)

    run(test)
