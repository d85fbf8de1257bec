"""What Janus may say, or anybody in its name: read without a fault, and told where it means something."""

import json
import random

import pytest

from console.adapters.mqtt.janus import candidate_of
from console.adapters.mqtt.janus_leg import Leg
from console.adapters.mqtt.janus_words import (
    MAX_PAYLOAD,
    Done,
    JanusWord,
    MediaGone,
    NotDone,
    SessionGone,
    SipWord,
    Standing,
    Taken,
    read_word,
)
from console.domain.call import CallFact, DeviceTone
from console.domain.call_signal import SignalAct
from console.domain.ids import CallId
from tests.adapters.mqtt.janus_kit import settings_for

SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n"


def said(**more: object) -> dict[str, object]:
    """A whole event of the SIP plugin."""
    result = {"event": "accepted", "code": 200, "username": "sip:anna@127.0.0.1"}
    return {
        "janus": "event", "session_id": 7, "sender": 8, "transaction": "t",
        "plugindata": {"plugin": "janus.plugin.sip", "data": {"sip": "event", "call_id": "c", "result": result}},
        "jsep": {"type": "answer", "sdp": SDP}, **more,
    }  # fmt: skip


def heard(event: str, code: int = 0, sdp: str = "") -> SipWord:
    return SipWord(7, 8, "t", event, code, sdp)


@pytest.mark.parametrize(
    ("payload", "word"),
    [
        (said(), SipWord(7, 8, "t", "accepted", 200, SDP)),
        ({"janus": "ack", "session_id": 7, "transaction": "t"}, Taken("t")),
        ({"janus": "success", "transaction": "t", "data": {"id": 9}}, Done("t", 9)),
        ({"janus": "success", "transaction": "t"}, Done("t", 0)),
        ({"janus": "error", "transaction": "t", "error": {"code": 458, "reason": "x"}}, NotDone("t", 458)),
        ({"janus": "hangup", "session_id": 7, "sender": 8, "reason": "ICE failed"}, MediaGone(7, 8)),
        ({"janus": "detached", "session_id": 7, "sender": 8}, MediaGone(7, 8)),
        ({"janus": "timeout", "session_id": 7}, SessionGone(7)),
        ({"online": False}, Standing(False)),
        ({"janus": "webrtcup", "session_id": 7, "sender": 8}, None),
        (said(jsep={"type": "answer", "sdp": "x" * 70_000}), None),
        (said(plugindata={"plugin": "janus.plugin.echotest", "data": {"result": {"event": "accepted"}}}), None),
        (said(session_id="7"), None),
        (said(sender=True), None),
        ([], None),
        ("", None),
    ],
)
def test_what_janus_says_is_read(payload: object, word: JanusWord | None) -> None:
    assert read_word(json.dumps(payload).encode()) == word


def test_an_error_of_the_plugin_is_read_without_its_text() -> None:
    data = {"sip": "event", "error_code": 446, "error": "Invalid user address sip:+46701740605@trunk"}
    word = read_word(json.dumps(said(plugindata={"plugin": "janus.plugin.sip", "data": data})).encode())
    assert isinstance(word, SipWord)
    assert (word.event, word.error) == ("error", 446)
    assert "46701740605" not in repr(word)


def test_whatever_comes_is_read_without_a_fault() -> None:
    chance = random.Random(20_000)
    whole = json.dumps(said()).encode()
    odd: list[object] = [
        None,
        True,
        -1,
        1e308,
        2**70,
        "",
        "x" * 300,
        [],
        {},
        [[]],
        {"janus": "event"},
        "\ud800",
        "\x00",
    ]
    names = ["janus", "session_id", "sender", "transaction", "plugindata", "jsep", "data", "error", "online"]
    for number in range(20_000):
        kind = number % 4
        if kind == 0:
            payload = chance.randbytes(chance.randrange(120))
        elif kind == 1:
            cut = chance.randrange(len(whole))
            payload = whole[:cut] + chance.randbytes(3) + whole[cut + chance.randrange(4) :]
        elif kind == 2:
            payload = json.dumps(said(**{chance.choice(names): chance.choice(odd)})).encode()
        else:
            verb = chance.choice(["ack", "success", "error", "event", "hangup", "timeout", "detached"])
            payload = json.dumps({"janus": verb} | {chance.choice(names[1:]): chance.choice(odd)}).encode()
        word = read_word(payload)
        if isinstance(word, SipWord):
            Leg(CallId("call-1"), 1).heard(word)
    assert read_word(b" " * (MAX_PAYLOAD + 1)) is None
    assert read_word(b"[" * 100_000) is None


def test_a_ring_is_told_once_and_an_answer_once() -> None:
    leg = Leg(CallId("call-1"), 3)
    words = [heard("ringing"), heard("proceeding", 180), heard("accepted", 200, SDP), heard("accepted", 200, SDP)]
    told = [signal for signal in map(leg.heard, words) if signal is not None]
    assert [(signal.act, signal.attempt, signal.body) for signal in told] == [
        (SignalAct.RINGING, 3, ""),
        (SignalAct.ANSWER, 3, SDP),
    ]


def test_early_sound_is_told_even_after_a_ring_without_it() -> None:
    leg = Leg(CallId("call-1"), 1)
    words = [heard("ringing"), heard("progress", 183, SDP), heard("progress", 183, SDP), heard("accepted")]
    told = [signal for signal in map(leg.heard, words) if signal is not None]
    assert [(signal.act, signal.body) for signal in told] == [
        (SignalAct.RINGING, ""),
        (SignalAct.RINGING, SDP),
        (SignalAct.ANSWER, ""),
    ]


def test_a_try_is_no_ring() -> None:
    assert Leg(CallId("call-1"), 1).heard(heard("proceeding", 100)) is None


@pytest.mark.parametrize(
    ("before", "word", "act", "why"),
    [
        (["accepted"], heard("hangup", 200), SignalAct.BYE, None),
        (["accepted"], heard("hangup", 503), SignalAct.BYE, CallFact.LINE_LOST),
        (["accepted"], MediaGone(7, 8), SignalAct.BYE, CallFact.LINE_LOST),
        ([], MediaGone(7, 8), SignalAct.BYE, CallFact.LINE_LOST),
        ([], heard("hangup", 408), SignalAct.BYE, CallFact.NOT_REACHED),
        (["ringing"], heard("hangup", 408), SignalAct.BYE, CallFact.NO_ANSWER),
        (["ringing"], heard("hangup", 487), SignalAct.BYE, CallFact.NO_ANSWER),
        (["ringing"], heard("hangup", 404), SignalAct.BYE, CallFact.LINE_LOST),
        ([], heard("hangup", 607), SignalAct.DECLINED, None),
        ([], SipWord(7, 8, "t", "error", error=446), SignalAct.BYE, CallFact.NOT_REACHED),
        ([], heard("registration_failed", 403), SignalAct.BYE, CallFact.NOT_REACHED),
    ],
)
def test_how_a_call_ended_is_told(
    before: list[str], word: SipWord | MediaGone, act: SignalAct, why: CallFact | None
) -> None:
    leg = Leg(CallId("call-1"), 1)
    for event in before:
        leg.heard(heard(event))
    told = leg.heard(word)
    assert told is not None
    assert (told.act, told.why) == (act, why)
    assert leg.is_over
    assert leg.heard(heard("accepted")) is None


def test_a_tone_that_janus_refuses_ends_no_call() -> None:
    leg = Leg(CallId("call-1"), 1)
    leg.heard(heard("accepted"))
    assert leg.heard(SipWord(7, 8, "t", "error", error=499)) is None
    assert not leg.is_over


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        ('{"candidate": "candidate:1 1 udp 1 127.0.0.1 9 typ host", "sdpMid": "1", "sdpMLineIndex": 1}', ("1", 1)),
        ("candidate:1 1 udp 1 127.0.0.1 9 typ host", ("0", 0)),
    ],
)
def test_a_candidate_is_handed_on_in_either_form(body: str, taken: tuple[str, int]) -> None:
    made = candidate_of(body)
    assert (made["sdpMid"], made["sdpMLineIndex"]) == taken
    assert made["candidate"] == "candidate:1 1 udp 1 127.0.0.1 9 typ host"


@pytest.mark.parametrize("body", ["", '{"candidate": ""}', "7"])
def test_no_candidate_is_their_end(body: str) -> None:
    assert candidate_of(body) == {"completed": True}


@pytest.mark.parametrize(
    "wrong",
    [
        {"identity": "larm"},
        {"identity": "sip:127.0.0.1"},
        {"trunk": "a b"},
        {"trunk": "anna@trunk.example"},
        {"proxy": "trunk.example"},
        {"srtp": "yes"},
        {"registers": True},
    ],
)
def test_settings_that_cannot_be_right_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong)).removesuffix("s")):
        settings_for(1883, **wrong)


def test_louder_and_quieter_are_as_the_maker_has_them() -> None:
    settings = settings_for(1883, louder="3", quieter="1")
    assert (settings.digit(DeviceTone.LOUDER), settings.digit(DeviceTone.QUIETER)) == ("3", "1")
    assert all(settings.digit(tone) for tone in DeviceTone)


@pytest.mark.parametrize("secret", ["secret", "api_secret", "password"])
def test_no_secret_is_in_what_the_settings_show(secret: str) -> None:
    assert f"{secret}=" not in repr(settings_for(1883))
