"""Real calls: the engine's page against a tablet that is not made of it."""

import asyncio
import re
import time

import shiboken6
from PySide6.QtGui import QImage

from console.domain.call_engine import (
    Drop,
    EngineFailed,
    EngineFault,
    Listen,
    MakeOffer,
    Measured,
    MediaSeen,
    MediaUp,
    OfferMade,
    Peer,
    Send,
    TakeAnswer,
)
from console.domain.ids import CallId
from tests.ui.media.conftest import CALL, Rig, guest_offer
from tests.ui.media.tablet import HIGH, LOW

PATIENCE_S = 45

VIDEO = MakeOffer(CALL, 1, wants_picture=True, with_camera=True)
VOICE = MakeOffer(CALL, 1)

BEEPS = 1e-4
"""The false microphone's power is above it, silence far below."""


def colour(image: QImage, x: float, y: float) -> tuple[int, int, int]:
    """At this part of the width and height."""
    found = image.pixelColor(round(x * (image.width() - 1)), round(y * (image.height() - 1)))
    return found.red(), found.green(), found.blue()


def is_red(found: tuple[int, int, int]) -> bool:
    return found[0] > 150 and found[1] < 90 and found[2] < 90


def shown(rig: Rig) -> QImage:
    return rig.engine.surface.grab().toImage()


async def test_both_sides_see_and_hear_each_other(rig: Rig) -> None:
    call = await rig.called(VIDEO)
    await rig.until(lambda: rig.said(MediaUp))
    await rig.until(lambda: {word.is_picture for word in rig.said(MediaSeen)} == {False, True})
    await rig.until(lambda: call.taken.frames > 10 and call.taken.power() > BEEPS)
    figures = (await rig.until(lambda: rig.said(Measured)[2:]))[0].figures
    assert -25 < figures.heard_db < -12
    assert (figures.width, figures.height) == (480, 300)
    assert figures.frames_per_s is not None
    assert figures.frames_per_s > 5
    assert figures.quiet_s == 0
    assert figures.round_trip_s is not None
    assert figures.round_trip_s < 0.5
    assert call.taken.size[0] >= 160
    assert any(heard > -25 for heard, _ in rig.levels[-10:])


async def test_the_whole_picture_is_shown_and_our_own_in_the_corner(rig: Rig) -> None:
    rig.window.resize(1000, 400)
    await rig.called(VIDEO)
    await rig.until(lambda: any(word.is_picture for word in rig.said(MediaSeen)))
    await rig.until(lambda: is_red(colour(shown(rig), 0.22, 0.05)))
    image = shown(rig)
    assert colour(image, 0.1, 0.5) == (0, 0, 0), "beside the picture is the background; nothing is cut off"
    own = colour(image, 0.985, 0.9)
    assert own[1] > 100, f"the false camera is green: {own}"


async def test_a_peer_without_a_picture_is_heard_at_once(rig: Rig) -> None:
    call = await rig.called(VIDEO, with_picture=False)
    await rig.until(lambda: any(not word.is_picture for word in rig.said(MediaSeen)))
    await rig.until(lambda: call.taken.power() > BEEPS)
    await rig.until(lambda: rig.said(Measured))
    assert not any(word.is_picture for word in rig.said(MediaSeen))
    assert not rig.said(EngineFailed)


async def test_a_call_of_voice_asks_for_no_picture(rig: Rig) -> None:
    offer = await rig.offered(VOICE)
    assert "m=video" not in offer.sdp
    assert offer.sdp.index("m=audio") < offer.sdp.index("m=application")


async def test_an_offer_has_what_an_old_line_needs(rig: Rig) -> None:
    offer = (await rig.offered(VIDEO)).sdp
    assert "useinbandfec=1" in offer
    assert "a=candidate" in offer, "found within half a second"
    assert ".local " not in offer, "a device in the house cannot resolve such names"
    video = offer[offer.index("m=video") :]
    first = video.split()[3]
    assert f"a=rtpmap:{first} VP8/" in video
    assert "a=group:BUNDLE 0 1 2" in offer


async def test_a_call_by_telephony_offers_sound_and_nothing_else(rig: Rig) -> None:
    """A gateway to telephones refuses the whole call for a data channel."""
    offer = (await rig.offered(MakeOffer(CALL, 1, by_telephony=True))).sdp
    assert re.findall("^m=([a-z]+)", offer, re.MULTILINE) == ["audio"]


async def test_muted_sends_silence_and_still_hears(rig: Rig) -> None:
    call = await rig.called(VOICE)
    await rig.until(lambda: call.taken.power() > BEEPS)
    rig.engine.order(Send(CALL, microphone=False))
    await rig.until(lambda: call.taken.sounds > 50 and call.taken.power() < BEEPS / 100)
    assert rig.levels[-1][0] > -25
    rig.engine.order(Send(CALL))
    await rig.until(lambda: call.taken.power() > BEEPS)


async def test_a_call_that_begins_muted_never_lets_a_sound_out(rig: Rig) -> None:
    call = await rig.called(MakeOffer(CALL, 1, muted=True))
    await rig.until(lambda: call.taken.sounds > 75)
    assert max(call.taken.powers) < BEEPS / 100


async def test_held_lets_nothing_through_either_way(rig: Rig) -> None:
    call = await rig.called(VIDEO)
    await rig.until(lambda: is_red(colour(shown(rig), 0.03, 0.05)) and call.taken.power() > BEEPS)
    rig.engine.order(Send(CALL, camera=True, held=True))
    await rig.until(lambda: call.taken.power() < BEEPS / 100)
    await rig.until(lambda: not is_red(colour(shown(rig), 0.03, 0.05)))
    await rig.until(lambda: rig.levels[-1][0] < -90)
    await rig.until(lambda: '{"picture":"off"}' in call.taken.said)
    call.taken.forget()
    await asyncio.sleep(0.5)
    assert call.taken.frames < 3
    rig.engine.order(Send(CALL, camera=True))
    await rig.until(
        lambda: is_red(colour(shown(rig), 0.03, 0.05)) and call.taken.frames > 3 and rig.levels[-1][0] > -25
    )
    await rig.until(lambda: call.taken.said[-1] == '{"picture":"on"}')


async def test_who_may_not_be_seen_is_not_seen_but_heard(rig: Rig) -> None:
    call = await rig.called(VIDEO)
    await rig.until(lambda: is_red(colour(shown(rig), 0.03, 0.05)))
    rig.engine.order(Send(CALL, may_see=False))
    await rig.until(lambda: colour(shown(rig), 0.03, 0.05) == (0, 0, 0))
    await rig.until(lambda: '{"picture":"off"}' in call.taken.said)
    assert rig.levels[-1][0] > -25


async def test_an_offer_does_not_wait_for_a_slow_camera(rig: Rig) -> None:
    await rig.ready()
    await rig.asked("""(() => {
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (asked) => {
            await new Promise((resolve) => setTimeout(resolve, asked.video ? 4000 : 0));
            return ask(asked);
        };
    })()""")
    began = time.monotonic()
    call = await rig.called(VIDEO)
    await rig.until(lambda: call.taken.power() > BEEPS)
    rig.engine.order(Send(CALL, microphone=False, camera=True))
    await rig.until(lambda: call.taken.power() < BEEPS / 100)
    assert time.monotonic() - began < 4, "nor does a key that silences us"
    await rig.until(lambda: call.taken.frames > 3)


async def test_our_camera_is_switched_on_and_off_in_the_call(rig: Rig) -> None:
    call = await rig.called(MakeOffer(CALL, 1, wants_picture=True))
    await rig.until(lambda: call.taken.power() > BEEPS)
    assert call.taken.frames == 0
    rig.engine.order(Send(CALL, camera=True))
    await rig.until(lambda: call.taken.frames > 3)
    rig.engine.order(Send(CALL, camera=False))
    await asyncio.sleep(0.7)
    call.taken.forget()
    await asyncio.sleep(0.5)
    assert call.taken.frames < 2


async def test_the_tablet_may_ask_for_less_of_our_picture(rig: Rig) -> None:
    call = await rig.called(VIDEO)
    await rig.until(lambda: call.channel is not None and call.taken.frames > 3)
    for nonsense in ("ä", "[]", '{"picture": 3}', '{"tone": "door"}'):
        rig.tablet.tell(call, nonsense)
    rig.tablet.tell(call, '{"picture": "off"}')
    await asyncio.sleep(0.7)
    call.taken.forget()
    await asyncio.sleep(0.5)
    assert call.taken.frames < 2
    rig.tablet.tell(call, '{"picture": "on"}')
    await rig.until(lambda: call.taken.frames > 3)


async def test_a_newer_attempt_drops_the_older_which_can_say_nothing_more(rig: Rig) -> None:
    old = await rig.called(VIDEO)
    await rig.until(lambda: rig.said(MediaUp))
    new = await rig.called(MakeOffer(CALL, 2, wants_picture=True))
    await rig.until(lambda: [word.attempt for word in rig.said(MediaUp)] == [1, 2])
    await rig.until(lambda: new.taken.power() > BEEPS)
    await rig.until(lambda: old.connection.connectionState == "closed")
    rig.engine.order(TakeAnswer(CALL, 1, "v=0 nonsense"))
    rig.engine.order(MakeOffer(CALL, 1))
    rig.engine.order(Send(CallId("another"), held=True))
    await asyncio.sleep(0.5)
    assert not rig.said(EngineFailed)
    assert [word.attempt for word in rig.said(OfferMade)] == [1, 2]
    assert new.taken.power() > BEEPS


async def test_an_answer_that_is_none_is_told(rig: Rig) -> None:
    await rig.offered(VOICE)
    rig.engine.order(TakeAnswer(CALL, 1, "v=0 nonsense"))
    failed = (await rig.until(lambda: rig.said(EngineFailed)))[0]
    assert (failed.call, failed.fault) == (CALL, EngineFault.BAD_ANSWER)
    assert "nonsense" not in failed.detail


async def test_three_hear_each_other_and_the_guest_sees_only_when_let(rig: Rig) -> None:
    resident = await rig.called(VIDEO)
    guest = await rig.called(guest_offer(), pitch=HIGH)
    await rig.until(lambda: {word.peer for word in rig.said(MediaUp)} == set(Peer))
    await rig.until(lambda: guest.taken.amplitude(LOW) > 0.02 and resident.taken.amplitude(HIGH) > 0.02)
    assert resident.taken.amplitude(LOW) < 0.01, "nobody hears themselves"
    assert guest.taken.amplitude(HIGH) < 0.01
    assert guest.taken.frames == 0
    rig.engine.order(Send(CALL, camera=True, guest_sees=True))
    await rig.until(lambda: guest.taken.frames > 3)
    assert guest.taken.size[0] <= 480
    rig.engine.order(Drop(CALL, Peer.GUEST))
    resident.taken.forget()
    await rig.until(lambda: len(resident.taken.powers) > 40 and resident.taken.amplitude(HIGH) < 0.01)
    await rig.until(lambda: resident.taken.power() > BEEPS)


REMEMBER = """(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    window.opened = [];
    navigator.mediaDevices.getUserMedia = async (asked) => {
        const stream = await ask(asked);
        window.opened.push(...stream.getTracks());
        return stream;
    };
})()"""
STATES = "window.opened.map((track) => track.kind + ' ' + track.readyState).sort().join()"


async def test_what_is_dropped_is_over_and_lets_go_of_the_devices(rig: Rig) -> None:
    await rig.ready()
    await rig.asked(REMEMBER)
    call = await rig.called(VIDEO)
    await rig.until(lambda: rig.said(MediaUp))
    assert await rig.asked(STATES) == "audio live,video live"
    rig.engine.order(Drop(CALL))
    await rig.until(lambda: call.connection.connectionState == "closed")
    assert await rig.asked(STATES) == "audio ended,video ended"
    count = len(rig.levels)
    await asyncio.sleep(0.5)
    assert len(rig.levels) <= count + 2
    assert colour(shown(rig), 0.03, 0.05) == (0, 0, 0)


async def test_a_trial_before_a_call_has_a_level_and_shows_ourselves(rig: Rig) -> None:
    await rig.ready()
    await rig.asked(REMEMBER)
    rig.engine.order(Listen(is_on=True))
    await rig.until(lambda: any(spoken > -50 for _, spoken in rig.levels))
    await rig.until(lambda: colour(shown(rig), 0.97, 0.95)[1] > 100)
    rig.engine.order(Listen(is_on=False))
    await rig.until(lambda: colour(shown(rig), 0.97, 0.95) == (0, 0, 0))
    assert await rig.asked(STATES) == "audio ended,video ended"
    count = len(rig.levels)
    await asyncio.sleep(0.5)
    assert len(rig.levels) <= count + 2


async def test_on_a_bad_line_the_picture_gives_way_and_the_tablet_is_asked_for_less(rig: Rig) -> None:
    call = await rig.called(VIDEO)
    await rig.until(lambda: len(rig.said(Measured)) > 1)
    rig.tablet.lose(call, 0.25)
    await rig.until(lambda: any(word.picture_lowered for word in rig.said(Measured)))
    await rig.until(lambda: call.taken.said[:2] == ['{"picture":"low"}', '{"picture":"off"}'])
    assert max(word.figures.loss or 0 for word in rig.said(Measured)) > 0.1
    await rig.until(lambda: not is_red(colour(shown(rig), 0.03, 0.05)))
    assert rig.levels[-1][0] > -30, "and the speech goes on"


async def test_a_picture_that_stands_still_does_not_look_as_if_it_lived(rig: Rig) -> None:
    call = await rig.called(VIDEO)
    await rig.until(lambda: is_red(colour(shown(rig), 0.03, 0.05)))
    rig.tablet.freeze(call)
    await rig.until(lambda: not is_red(colour(shown(rig), 0.03, 0.05)))
    assert colour(shown(rig), 0.03, 0.05) != (0, 0, 0), "it is grey, and not gone"


async def test_a_real_persons_picture_is_on_the_screen_and_on_no_copy(rig: Rig) -> None:
    rig.engine._is_simulated = False
    shiboken6.delete(rig.engine.surface)
    rig.window.layout().addWidget(rig.engine.surface)
    await rig.called(VIDEO)

    def on_screen() -> QImage:
        return rig.window.screen().grabWindow(rig.window.winId()).toImage()

    await rig.until(lambda: is_red(colour(on_screen(), 0.03, 0.05)))
    for copy in (rig.window.grab().toImage(), shown(rig)):
        assert {colour(copy, x / 10, y / 10) for x in range(11) for y in range(11)} == {(0, 0, 0)}
