"""Orders to responders' phones as they stand on the wire, and what phones say back: bounded, and never taken amiss."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.adapters.mqtt import bodies, wire
from console.adapters.mqtt.order_words import read_order
from console.adapters.sealing import OrderSealer, PhoneKey, bound_to
from console.domain.ids import CaseId, ConsoleId, DeviceId, MunicipalityId, ResponderId, TaskId
from console.domain.order import Order, OrderKind, SealedOrder
from console.domain.report import DispatchReport, Fault, Origin, ResponderReport, UnreadableReport
from console.domain.responder import Duty
from console.domain.task import TaskMark

NOW = datetime(2026, 11, 22, 1, 41, tzinfo=UTC)
CONSOLE = ConsoleId("console-1")
PHONE = PhoneKey(1)
ORDER = Order(
    OrderKind.OFFER, MunicipalityId("norrby"), ResponderId("patrull-3"), NOW, NOW + timedelta(seconds=60),
    CaseId("case-1"), TaskId("task-1"),
)  # fmt: skip
SEALED = OrderSealer().seal("order-1", ORDER, "nattpatrull-3", PHONE.public, b'{"kind":"offer","street":"Storgatan"}')
TOPIC = "vaka/v1/norrby/nattpatrull-3/dispatch/patrull-3"
STATE = "vaka/v1/norrby/nattpatrull-3/responders/patrull-3"

Json = dict[str, Any]


def said(type_: str, data: object) -> bytes:
    envelope = {"specversion": "1.0", "id": "m-1", "source": "/norrby/nattpatrull-3", "type": type_}
    return json.dumps({**envelope, "time": "2026-11-22T01:41:00Z", "data": data}).encode()


def reply(data: Json) -> DispatchReport | UnreadableReport:
    report = wire.decode(TOPIC, said("vaka.dispatch.reply.v1", data), NOW, False)
    assert isinstance(report, DispatchReport | UnreadableReport)
    return report


def state(data: Json) -> ResponderReport | UnreadableReport:
    report = wire.decode(STATE, said("vaka.responder.v1", data), NOW, False)
    assert isinstance(report, ResponderReport | UnreadableReport)
    return report


def order_with(**changes: object) -> bytes:
    topic, payload = wire.encode_order(SEALED, CONSOLE)
    assert topic == TOPIC
    event = json.loads(payload)
    event["data"] |= changes
    return json.dumps(event).encode()


def test_the_phone_reads_the_order_and_opens_it() -> None:
    topic, payload = wire.encode_order(SEALED, CONSOLE)
    came = read_order(topic, payload)
    assert came is not None
    assert (came.id, came.to_key) == ("order-1", PHONE.public)
    assert came.origin == Origin(MunicipalityId("norrby"), "nattpatrull-3", DeviceId("patrull-3"))
    bound = bound_to(came.id, came.origin.municipality, came.origin.sender, ResponderId(came.origin.device))
    assert json.loads(PHONE.opened(came.ephemeral, came.nonce, came.text, bound))["street"] == "Storgatan"


def test_outside_its_seal_an_order_says_neither_kind_nor_task_nor_case() -> None:
    event = json.loads(wire.encode_order(SEALED, CONSOLE)[1])
    assert set(event["data"]) == {"until", "to_key", "ephemeral", "nonce", "text"}
    assert not {"offer", "task-1", "case-1"} & set(json.dumps(event).replace('"', " ").split())
    assert "Storgatan" not in repr(SEALED)


def test_an_order_sent_again_by_another_console_has_the_same_id_and_is_nothing_to_a_console() -> None:
    payloads = [wire.encode_order(SEALED, ConsoleId(name))[1] for name in ("console-1", "console-2")]
    assert {json.loads(payload)["id"] for payload in payloads} == {"order-1"}
    assert [wire.decode(TOPIC, payload, NOW, False) for payload in payloads] == [None, None]


def test_an_order_that_a_sender_writes_itself_is_unreadable_and_no_phone_takes_it() -> None:
    forged = json.loads(wire.encode_order(SEALED, CONSOLE)[1])
    forged["source"] = "/norrby/nattpatrull-3"
    payload = json.dumps(forged).encode()
    report = wire.decode(TOPIC, payload, NOW, False)
    assert isinstance(report, UnreadableReport)
    assert report.fault is Fault.TOPIC_DISAGREES
    assert read_order(TOPIC, payload) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"to_key": PHONE.public[:-1]},
        {"to_key": f"{PHONE.public[:-2]}AA"},
        {"ephemeral": 7},
        {"ephemeral": "A" * 87},
        {"nonce": SEALED.nonce + "A"},
        {"nonce": "not base64url!!!"},
        {"text": ""},
        {"text": "åäö" * 30},
        {"until": "2026-11-22T01:41:00"},
    ],
)
def test_what_is_no_sealed_order_is_none(changes: Json) -> None:
    assert read_order(TOPIC, order_with()) is not None
    assert read_order(TOPIC, order_with(**changes)) is None


@given(st.binary(max_size=200) | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: (
    st.lists(inner) | st.dictionaries(st.sampled_from(["data", "until", "to_key", "ephemeral", "nonce", "text"]), inner)
)).map(lambda data: json.dumps({**json.loads(order_with()), "data": data}).encode()))  # fmt: skip
def test_reading_an_order_never_raises(payload: bytes) -> None:
    read_order(TOPIC, payload)


@pytest.mark.parametrize("mark", TaskMark)
def test_every_mark_of_a_task_is_read_with_its_minutes(mark: TaskMark) -> None:
    report = reply({"task": "task-1", "reply": mark.value, "minutes": 6, "text": "x"})
    assert isinstance(report, DispatchReport)
    assert (report.task, report.reply, report.minutes, report.text) == ("task-1", mark.value, 6, "x")
    assert isinstance(reply({"reply": mark.value}), UnreadableReport), "a mark is of a task"


@pytest.mark.parametrize("word", bodies.LONE_REPLIES)
@pytest.mark.parametrize(("task", "expected"), [({}, ""), ({"task": ""}, ""), ({"task": "task-1"}, "task-1")])
def test_working_alone_is_said_of_a_task_or_of_none(word: str, task: Json, expected: str) -> None:
    report = reply({"reply": word, "minutes": 30, **task})
    assert isinstance(report, DispatchReport)
    assert (report.task, report.minutes) == (expected, 30)


@pytest.mark.parametrize(
    "changes",
    [
        {"minutes": -1}, {"minutes": 601}, {"minutes": 1.5}, {"minutes": True}, {"minutes": "6"}, {"text": "x" * 501},
        {"reply": "lost"}, {"reply": ["accepted"]}, {"task": "a b"}, {"task": "x" * 129}, {"task": 4},
    ],
)  # fmt: skip
def test_a_reply_beyond_its_bounds_is_unreadable(changes: Json) -> None:
    good: Json = {"task": "task-1", "reply": "accepted", "minutes": 600}
    assert isinstance(reply(good), DispatchReport)
    report = reply(good | changes)
    assert isinstance(report, UnreadableReport)
    assert report.fault is Fault.BAD_FIELD


@pytest.mark.parametrize("word", [*(duty.value for duty in Duty), "lost"])
def test_a_state_carries_the_key_of_its_phone(word: str) -> None:
    report = state({"state": word, "seal_key": PHONE.public})
    assert isinstance(report, ResponderReport)
    assert (report.state, report.seal_key) == (word, PHONE.public)


def point(x: int, y: int) -> str:
    return base64.urlsafe_b64encode(b"\x04" + x.to_bytes(32, "big") + y.to_bytes(32, "big")).rstrip(b"=").decode()


P = 2**256 - 2**224 + 2**192 + 2**96 - 1
OFF_THE_CURVE = point(1, 1)
Y_OF_5 = pow(5**3 - 3 * 5 + 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B, (P + 1) // 4, P)
BEYOND_P = point(P + 5, Y_OF_5)
"""As good as x = 5 by its remainder, and no point all the same."""


@pytest.mark.parametrize(
    "key",
    ["", "A" * 87, PHONE.public + "=", PHONE.public[:-1], PHONE.public[:-1] + "X", f"A{PHONE.public[1:]}",
     OFF_THE_CURVE, 5, [], BEYOND_P, PHONE.public.swapcase(), "å" * 87],
)  # fmt: skip
def test_what_is_no_point_of_the_curve_is_no_key(key: object) -> None:
    report = state({"state": "free", "seal_key": key})
    assert isinstance(report, UnreadableReport)
    assert report.fault is Fault.BAD_FIELD
    assert not isinstance(key, str) or not key or key not in report.explanation


@given(st.integers(1, 2**256 - 2**224), st.integers(0, 64), st.integers(0, 7))
def test_every_true_key_is_read_and_none_with_a_bit_turned(number: int, place: int, bit: int) -> None:
    key = PhoneKey(number).public
    assert isinstance(state({"state": "free", "seal_key": key}), ResponderReport)
    raw = bytearray(base64.urlsafe_b64decode(f"{key}="))
    raw[place] ^= 1 << bit
    turned = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    assert isinstance(state({"state": "free", "seal_key": turned}), UnreadableReport)


def test_an_order_to_whom_the_grammar_has_no_topic_for_is_refused() -> None:
    astray: SealedOrder = replace(SEALED, order=replace(ORDER, responder=ResponderId("patrull/3")))
    with pytest.raises(ValueError, match="grammar"):
        wire.encode_order(astray, CONSOLE)
