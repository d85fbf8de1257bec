"""What is said in a call, read with suspicion: what is refused, what is forgiven, and that no bytes make it raise."""

import copy
import json
import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from console.adapters.mqtt import wire
from console.adapters.mqtt.call_words import read_centre_call
from console.domain.call import DeviceTone, NoPicture
from console.domain.call_signal import CallSignal, IceServer, SignalAct
from console.domain.ids import CallId, ConsoleId, DeviceId, MunicipalityId
from console.domain.report import CallReport, Fault, Origin, Report, UnreadableReport

NOW = datetime(2026, 1, 15, 2, 0, 5, tzinfo=UTC)
TOPIC = "vaka/v1/norrby/hub/calls/TABLET-1"
GUEST = "p3nYw0qTz8Lk5VdR2sXh7A"
GUEST_TOPIC = f"vaka/v1/centre/guests/calls/{GUEST}"
EXAMPLES = Path(__file__).parents[3] / "resources" / "contracts" / "examples"
OFFER = CallSignal(
    CallId("call-1"), SignalAct.OFFER, "v=0\r\n", 2, NOW, True, True,
    (IceServer("turn:turn.example:3478?transport=udp", "user name", "s3cret="),), "Larmcentralen",
)  # fmt: skip


def payload(data: object, source: str = "/norrby/hub", **more: object) -> bytes:
    event = {"specversion": "1.0", "id": "m-1", "source": source, "type": "vaka.call.v1", "data": data}
    return json.dumps({**event, "time": "2026-01-15T02:00:00Z", **more}).encode()


def said(**data: object) -> Report | None:
    return wire.decode(TOPIC, payload({"call": "call-1", "act": "answer", **data}), NOW, False)


def signal(**data: object) -> CallSignal:
    report = said(**data)
    assert isinstance(report, CallReport)
    return report.signal


def ice(*urls: object) -> list[object]:
    return [{"urls": url} for url in urls]


def test_a_word_without_more_is_of_the_first_attempt_and_asks_for_nothing() -> None:
    assert signal() == CallSignal(CallId("call-1"), SignalAct.ANSWER)
    nothing = dict.fromkeys(
        ("body", "attempt", "expires_at", "with_picture", "listen_in", "ice", "caller", "no_picture", "tone")
    )
    assert signal(**nothing) == CallSignal(CallId("call-1"), SignalAct.ANSWER)


def test_a_reason_or_a_tone_that_we_do_not_have_is_none_and_the_answer_stands() -> None:
    report = signal(no_picture="camera_on_fire", tone="louder_still", body="v=0")
    assert (report.no_picture, report.tone, report.body) == (None, None, "v=0")
    assert signal(no_picture="privacy_switch").no_picture is NoPicture.PRIVACY_SWITCH
    assert signal(act="control", tone="door").tone is DeviceTone.DOOR
    assert signal(no_picture="x" * 100_000).no_picture is None


@pytest.mark.parametrize(
    "data",
    [
        {"act": "hold"},
        {"act": "OFFER"},
        {"act": None},
        {"act": ["offer"]},
        {"call": None},
        {"call": ""},
        {"call": "a b"},
        {"call": "x" * 129},
        {"attempt": 0},
        {"attempt": 1001},
        {"attempt": -1},
        {"attempt": 1.5},
        {"attempt": True},
        {"attempt": "1"},
        {"expires_at": "2026-01-15T02:00:00"},
        {"expires_at": 1768442400000},
        {"expires_at": "soon"},
        {"with_picture": "yes"},
        {"listen_in": 1},
        {"caller": "x" * 101},
        {"caller": 5},
        {"no_picture": 5},
        {"tone": ["door"]},
        {"body": {"sdp": ""}},
        {"body": "a\0"},
        {"ice": {"urls": "stun:stun.example"}},
        {"ice": ["stun:stun.example"]},
        {"ice": ice(*["stun:stun.example"] * 9)},
        {"ice": ice(["stun:stun.example"])},
        {"ice": ice("http://stun.example")},
        {"ice": ice("stun:")},
        {"ice": ice("STUN:stun.example")},
        {"ice": ice("stun:stun.example javascript:alert(1)")},
        {"ice": ice("stun:stun.example\nturn:turn.example")},
        {"ice": ice("turn:turn.example?transport=sctp")},
        {"ice": ice("turn://turn.example")},
        {"ice": ice("stun:" + "x" * 300)},
        {"ice": [{"url": "stun:stun.example"}]},
        {"ice": [{"urls": "turn:turn.example", "username": 5}]},
        {"ice": [{"urls": "turn:turn.example", "credential": "a\nb"}]},
        {"ice": [{"urls": "turn:turn.example", "credential": "x" * 513}]},
    ],
)
def test_a_field_that_is_wrong_makes_it_unreadable_and_is_named_without_its_value(data: dict[str, object]) -> None:
    report = said(**data)
    assert isinstance(report, UnreadableReport)
    assert report.fault is Fault.BAD_FIELD
    assert f"data.{next(iter(data))}" in report.explanation
    assert "example" not in report.explanation


@pytest.mark.parametrize(
    "url",
    ["stun:stun.example", "stuns:stun.example:5349", "turn:192.0.2.1:3478?transport=udp", "turns:[2001:db8::1]:443"],
)
def test_stun_and_turn_servers_are_read(url: str) -> None:
    assert signal(ice=ice(*[url] * 8)).ice == (IceServer(url),) * 8


def test_a_credential_is_taken_as_it_is_and_shown_to_nobody() -> None:
    server = signal(ice=[{"urls": "turn:turn.example", "username": "1768:call-1", "credential": "s3cret= +/"}]).ice[0]
    assert (server.username, server.credential) == ("1768:call-1", "s3cret= +/")
    assert "s3cret" not in repr(server)


def test_our_own_word_is_read_by_the_device_and_means_nothing_to_us() -> None:
    for origin in (
        Origin(MunicipalityId("norrby"), "hub", DeviceId("TABLET-1")),
        Origin(MunicipalityId("centre"), "guests", DeviceId(GUEST)),
    ):
        topic, sent = wire.encode_own_call(origin, OFFER, "m-1", ConsoleId("console-1"), NOW)
        assert wire.decode(topic, sent, NOW, False) is None
        assert read_centre_call(topic, sent) == OFFER
        assert json.loads(sent)["subject"] == origin.device


def test_a_devices_own_word_is_not_the_centres() -> None:
    assert read_centre_call(TOPIC, payload({"call": "call-1", "act": "answer"})) is None
    assert read_centre_call(TOPIC, payload({"call": "call-1", "act": "sing"}, "/centre/console-1")) is None
    assert read_centre_call("vaka/v1/norrby/hub/receipts/TABLET-1", payload({}, "/centre/console-1")) is None
    assert read_centre_call(TOPIC, b"\xff") is None
    sung = payload({"call": "call-1", "act": "offer"}, f"/centre/guests/{GUEST}", subject=GUEST)
    assert read_centre_call(GUEST_TOPIC, sung) is None


def test_a_guest_is_heard_as_itself_and_its_count_is_not_kept() -> None:
    sent = payload({"call": "call-1", "act": "answer"}, f"/centre/guests/{GUEST}", sequence="7", boot="b")
    report = wire.decode(GUEST_TOPIC, sent, NOW, False)
    assert isinstance(report, CallReport)
    assert report.head.origin == Origin(MunicipalityId("centre"), "guests", DeviceId(GUEST))
    assert report.head.sequence is None
    assert wire.encode_call(report)[0] == GUEST_TOPIC


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"{",
        payload({"call": "call-1", "act": "answer"}),
        payload({"call": "call-1", "act": "answer"}, "/centre/guests"),
        payload({"call": "call-1", "act": "answer"}, "/centre/guests/another-guest-altogether"),
        payload({"call": "call-1", "act": "answer"}, f"/centre/guests/{GUEST}/more"),
        payload({"call": "call-1", "act": "sing"}, f"/centre/guests/{GUEST}"),
        payload({"kind": "personal_alarm", "cause": "press"}, f"/centre/guests/{GUEST}", type="vaka.alarm.v1"),
        payload({"call": "call-1", "act": "answer"}, f"/centre/guests/{GUEST}", sequence="-1"),
    ],
)
def test_what_a_guest_says_that_cannot_be_read_makes_no_work_for_anybody(sent: bytes) -> None:
    assert wire.decode(GUEST_TOPIC, sent, NOW, False) is None


def test_what_a_guest_left_behind_is_not_heard() -> None:
    sent = payload({"call": "call-1", "act": "answer"}, f"/centre/guests/{GUEST}")
    assert wire.decode(GUEST_TOPIC, sent, NOW, True) is None


@pytest.mark.parametrize(
    "topic", ["vaka/v1/centre/guests/calls/short", f"vaka/v1/centre/guests/alarms/{GUEST}", "vaka/v1/centre/guests"]
)
def test_a_topic_that_no_guest_has_is_a_wrong_topic(topic: str) -> None:
    report = wire.decode(topic, payload({"call": "call-1", "act": "answer"}, f"/centre/guests/{GUEST}"), NOW, False)
    assert isinstance(report, UnreadableReport)
    assert report.fault is Fault.WRONG_TOPIC


HOSTILE: list[Any] = [
    None, True, False, 0, -1, 1.5, 1e308, 10**30, 2**63, "", "x", "\0", "\ud800", "\u202e", "x" * 200_000, [], {}, [[]],
    {"urls": "stun:a"}, ["offer"], "offer", "bye", "2026-01-15T02:00:00Z", "9999-12-31T23:59:60-23:59",
    "turn:a?transport=tcp", [{"urls": "turn:a", "credential": "\x7f"}], [{}] * 9, {"a": {"b": [{}]}},
    "javascript:alert(1)", "<script>", "' or 1=1",
]  # fmt: skip
FIELDS = [
    "call", "act", "body", "attempt", "expires_at", "with_picture", "listen_in", "ice", "caller", "no_picture", "tone",
]  # fmt: skip


def mutated(chance: random.Random, event: dict[str, Any]) -> bytes:
    """An example with something wrong: a field or attribute replaced, or bytes that are no message any more."""
    event = json.loads(json.dumps(event))
    for _ in range(chance.randrange(1, 4)):
        if chance.random() < 0.75:
            event["data"][chance.choice(FIELDS)] = copy.deepcopy(chance.choice(HOSTILE))
        else:
            event[chance.choice([*event, "sequence", "boot"])] = copy.deepcopy(chance.choice(HOSTILE))
        if not isinstance(event.get("data"), dict):
            break
    sent = bytearray(json.dumps(event, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass"))
    if chance.random() < 0.3:
        for _ in range(chance.randrange(1, 8)):
            sent[chance.randrange(len(sent))] = chance.randrange(256)
    if chance.random() < 0.1:
        del sent[chance.randrange(len(sent)) :]
    return bytes(sent)


def test_20_000_hostile_words_make_nothing_raise_and_what_is_read_is_within_bounds() -> None:
    chance = random.Random(20260115)
    examples = [json.loads(path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("call.*.json"))]
    kinds: Counter[str] = Counter()
    for number in range(20_000):
        event = chance.choice(examples)
        topic = TOPIC.replace("norrby/hub", "norrby/trygg-gateway").replace("TABLET-1", "TABLET-0088")
        topic = GUEST_TOPIC if event["subject"] == GUEST else topic
        sent = mutated(chance, event)
        report = wire.decode(topic, sent, NOW, number % 7 == 0)
        heard = read_centre_call(topic, sent)
        kinds[type(report).__name__ if heard is None else "heard"] += 1
        for signal in ([report.signal] if isinstance(report, CallReport) else []) + ([heard] if heard else []):
            assert 1 <= signal.attempt <= 1000
            assert len(signal.ice) <= 8
            assert len(signal.body) <= 131_072
            assert len(signal.caller) <= 100
            assert signal.expires_at is None or signal.expires_at.tzinfo is UTC
            "".join((signal.call, signal.body, signal.caller, *(server.url for server in signal.ice))).encode()
    assert min(kinds[kind] for kind in ("CallReport", "UnreadableReport", "NoneType", "heard")) > 500
