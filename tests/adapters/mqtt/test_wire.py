"""What `decode` makes of messages that can be read, and of those that disagree with their topic."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from console.adapters.mqtt import wire
from console.adapters.mqtt.centre import read_receipt
from console.domain.alarm import Cause, DeviceKind
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId, ConsoleId, DeviceId, MunicipalityId
from console.domain.report import (
    AlarmReport,
    CallReport,
    CanaryReport,
    DispatchReport,
    Fault,
    Origin,
    Position,
    PresenceReport,
    Receipt,
    ReceiptState,
    Report,
    ReportKey,
    ResponderReport,
    SampleReport,
    Sequence,
    Sight,
    StatusReport,
    Stream,
    SupervisionReport,
    UnreadableReport,
)

NOW = datetime(2026, 1, 15, 2, 0, 5, tzinfo=UTC)
AT = "2026-01-15T02:00:00.000Z"
ORIGIN = Origin(MunicipalityId("norrby"), "hub", DeviceId("d-1"))
TYPES = {
    Stream.ALARMS: "vaka.alarm.v1",
    Stream.STATUS: "vaka.status.v1",
    Stream.SAMPLES: "vaka.samples.v1",
    Stream.SUPERVISION: "vaka.supervision.v1",
    Stream.RESPONDERS: "vaka.responder.v1",
    Stream.DISPATCH: "vaka.dispatch.reply.v1",
    Stream.CALLS: "vaka.call.v1",
    Stream.RECEIPTS: "vaka.receipt.v1",
}
PRESS: dict[str, object] = {"kind": "personal_alarm", "cause": "press"}
GOOD: dict[Stream, dict[str, object]] = {
    Stream.ALARMS: PRESS,
    Stream.STATUS: {"kind": "hub"},
    Stream.SAMPLES: {"samples": [{"quantity": "temperature_c", "value": 21, "at": AT}]},
    Stream.SUPERVISION: {"kind": "bed_sensor", "seen": "in_bed"},
    Stream.RESPONDERS: {"state": "free"},
    Stream.DISPATCH: {"task": "t-1", "reply": "accepted"},
    Stream.CALLS: {"call": "c-1", "act": "bye"},
}


def event(stream: Stream, data: object, **changes: object) -> bytes:
    """A message of this stream; a change to None leaves the attribute out."""
    attributes: dict[str, object] = {
        "specversion": "1.0",
        "id": "m-1",
        "source": "/norrby/hub",
        "type": TYPES[stream],
        "time": AT,
        "data": data,
        **changes,
    }
    return json.dumps({name: value for name, value in attributes.items() if value is not None}).encode()


def read(stream: Stream, data: object, **changes: object) -> Report | None:
    return wire.decode(f"vaka/v1/norrby/hub/{stream.value}/d-1", event(stream, data, **changes), NOW, False)


def alarm(data: object, **changes: object) -> AlarmReport:
    report = read(Stream.ALARMS, data, **changes)
    assert isinstance(report, AlarmReport)
    return report


def unreadable(stream: Stream, data: object, **changes: object) -> UnreadableReport:
    report = read(stream, data, **changes)
    assert isinstance(report, UnreadableReport)
    assert report.origin == ORIGIN
    assert report.stream is stream
    return report


def test_an_alarm_is_read_whole() -> None:
    data = {
        **PRESS,
        "place": "Sovrum",
        "text": "Hallå",
        "test": True,
        "state": "reset",
        "position": {"latitude": 63.05, "longitude": 18, "accuracy_m": 12.5, "at": AT},
        "ward": "Björkbacken 2",
        "room": "12",
    }
    payload = event(
        Stream.ALARMS,
        data,
        source="/norrby/hub/7",
        subject="d-1",
        sequence="0042",
        boot="b",
        time="2026-01-15T03:00:00+01:00",
    )
    report = wire.decode("vaka/v1/norrby/hub/alarms/d-1", payload, NOW, True)
    assert isinstance(report, AlarmReport)
    moment = datetime(2026, 1, 15, 2, tzinfo=UTC)
    assert report.head.key == ReportKey("/norrby/hub/7", "m-1")
    assert report.head.origin == ORIGIN
    assert (report.head.at, report.head.received_at, report.head.retained) == (moment, NOW, True)
    assert report.head.sequence == Sequence("b", 42)
    assert report.head.raw.payload == payload
    assert report.head.raw.length == len(payload)
    assert report.head.raw.sha256 == hashlib.sha256(payload).hexdigest()
    assert (report.kind, report.cause) == (DeviceKind.PERSONAL_ALARM, Cause.PRESS)
    assert (report.place, report.text, report.ward, report.room) == ("Sovrum", "Hallå", "Björkbacken 2", "12")
    assert report.is_test
    assert report.is_reset
    assert report.position == Position(63.05, 18.0, 12.5, moment)


def test_a_message_with_more_than_64_kib_is_read_and_its_first_64_kib_kept() -> None:
    payload = event(Stream.ALARMS, PRESS, more="x" * 100_000)
    report = wire.decode("vaka/v1/norrby/hub/alarms/d-1", payload, NOW, False)
    assert isinstance(report, AlarmReport)
    assert report.head.raw.payload == payload[:65_536]
    assert (report.head.raw.length, report.head.raw.sha256) == (len(payload), hashlib.sha256(payload).hexdigest())


def test_fields_that_we_do_not_have_are_ignored() -> None:
    assert alarm({**PRESS, "colour": {"a": [1]}}, traceparent="00-1", extension=5).text == ""


def test_null_is_as_good_as_absent() -> None:
    payload = event(Stream.ALARMS, {**PRESS, "text": None, "position": None})
    payload = payload.replace(b'"id"', b'"subject": null, "sequence": null, "datacontenttype": null, "id"')
    report = wire.decode("vaka/v1/norrby/hub/alarms/d-1", payload, NOW, False)
    assert isinstance(report, AlarmReport)
    assert (report.text, report.position, report.head.sequence) == ("", None, None)


def test_an_unknown_word_keeps_the_alarm_and_stands_in_its_text() -> None:
    report = alarm({"kind": "wristband", "cause": "squeeze", "text": "Hallen"})
    assert (report.kind, report.cause) == (DeviceKind.UNKNOWN, Cause.UNKNOWN)
    assert report.text == "Hallen [kind: wristband] [cause: squeeze]"


def test_an_unknown_word_is_cut_and_cleaned() -> None:
    report = alarm({"kind": "a\nb\u202e" + "x" * 100, "cause": "press"})
    assert report.text == f"[kind: a b {'x' * 60}]"


@pytest.mark.parametrize("data", [None, [], "press", 5, True, {}])
def test_an_alarm_without_readable_data_is_still_an_alarm(data: object) -> None:
    report = alarm(data)
    assert (report.kind, report.cause) == (DeviceKind.UNKNOWN, Cause.UNKNOWN)
    assert "[kind: ?] [cause: ?]" in report.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", 5),
        ("cause", ["press"]),
        ("place", 5),
        ("place", {"room": "hall"}),
        ("text", ["a"]),
        ("test", "yes"),
        ("test", 1),
        ("state", "gone"),
        ("state", {}),
        ("position", "63,18"),
        ("position", {}),
        ("position", {"latitude": 91, "longitude": 18, "at": AT}),
        ("position", {"latitude": 63, "longitude": -181, "at": AT}),
        ("position", {"latitude": True, "longitude": 18, "at": AT}),
        ("position", {"latitude": 63, "longitude": 18}),
        ("position", {"latitude": 63, "longitude": 18, "at": "2026-01-15T02:00:00"}),
        ("position", {"latitude": 63, "longitude": 18, "at": AT, "accuracy_m": -1}),
        ("position", {"latitude": 10**400, "longitude": 18, "at": AT}),
        ("ward", 2),
        ("room", 12),
    ],
)
def test_a_part_that_cannot_be_read_is_left_out_and_noted(name: str, value: object) -> None:
    report = alarm({**PRESS, "text": "Hallen", name: value})
    assert report.text == ("[text: ?]" if name == "text" else f"Hallen [{name}: ?]")
    assert not report.is_test
    assert not report.is_reset
    assert report.position is None


@pytest.mark.parametrize(
    "changes",
    [
        {"sequence": "42"},
        {"sequence": "-1", "boot": "b"},
        {"sequence": "42", "boot": ""},
        {"sequence": "42", "boot": 7},
        {"sequence": "4" * 20, "boot": "b"},
        {"sequence": "9223372036854775808", "boot": "b"},
        {"sequence": 2**63, "boot": "b"},
        {"sequence": "\u0664\u0662", "boot": "b"},
        {"sequence": 1.5, "boot": "b"},
        {"sequence": True, "boot": "b"},
        {"sequence": [1], "boot": "b"},
    ],
)
def test_a_wrong_count_loses_no_alarm_but_makes_other_reports_unreadable(changes: dict[str, object]) -> None:
    report = alarm(PRESS, **changes)
    assert (report.head.sequence, report.text) == (None, "[sequence: ?]")
    fault = unreadable(Stream.STATUS, GOOD[Stream.STATUS], **changes)
    assert fault.fault is Fault.BAD_FIELD
    assert "sequence" in fault.explanation or "boot" in fault.explanation


@pytest.mark.parametrize("number", ["42", 42, 42.0, "00042"])
def test_a_count_may_be_digits_or_a_whole_number(number: object) -> None:
    assert alarm(PRESS, sequence=number, boot="b").head.sequence == Sequence("b", 42)


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", 5, "json"])
def test_another_content_type_loses_no_alarm(content_type: object) -> None:
    assert alarm(PRESS, datacontenttype=content_type).text == "[datacontenttype: ?]"
    assert unreadable(Stream.STATUS, {"kind": "hub"}, datacontenttype=content_type).fault is Fault.BAD_FIELD


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; charset=utf-8", "application/geo+json", "text/json"]
)
def test_any_json_content_type_will_do(content_type: str) -> None:
    assert alarm(PRESS, datacontenttype=content_type).text == ""


def test_long_texts_of_an_alarm_are_cut_and_the_notes_are_kept() -> None:
    report = alarm(
        {**PRESS, "kind": "k" * 100, "text": "t" * 900, "place": "p" * 900, "ward": "w" * 900, "room": "r" * 900}
    )
    assert len(report.text) == 500
    assert report.text.endswith(f"t [kind: {'k' * 64}]")
    assert (len(report.place), len(report.ward), len(report.room)) == (200, 100, 100)


def test_a_text_cannot_forge_a_line_or_turn_its_direction() -> None:
    assert alarm({**PRESS, "text": "a\r\nb\x1b[31m\x00c\u2028d\u202ee\x85f"}).text == "a  b [31m c d e f"


def test_letters_signs_and_emoji_of_a_text_are_kept() -> None:
    text = "Åsa-Märta 👩\u200d🦽 “ja”\u00a0–"
    assert alarm({**PRESS, "text": text}).text == text


@pytest.mark.parametrize("stream", [stream for stream in Stream if stream is not Stream.RECEIPTS])
@pytest.mark.parametrize(
    "changes",
    [
        {"source": "/sodby/hub"},
        {"source": "/norrby/other"},
        {"source": "/norrby/hub2"},
        {"source": "/norrby"},
        {"source": "norrby/hub"},
        {"subject": "d-2"},
        {"type": "vaka.alarm.v2"},
        {"type": "vaka.canary.v1"},
        {"type": "vaka.receipt.v1"},
    ],
)
def test_a_message_that_disagrees_with_its_topic_is_unreadable(stream: Stream, changes: dict[str, str]) -> None:
    assert unreadable(stream, GOOD[stream], **changes).fault is Fault.TOPIC_DISAGREES


@pytest.mark.parametrize("topic_stream", Stream)
@pytest.mark.parametrize("stream", GOOD)
def test_a_type_fits_one_stream_only(topic_stream: Stream, stream: Stream) -> None:
    report = wire.decode(f"vaka/v1/norrby/hub/{topic_stream.value}/d-1", event(stream, GOOD[stream]), NOW, False)
    assert report is not None
    if stream is topic_stream:
        assert not isinstance(report, UnreadableReport)
    else:
        assert isinstance(report, UnreadableReport)
        assert report.fault is Fault.TOPIC_DISAGREES


@pytest.mark.parametrize(
    "changes",
    [
        {"specversion": None},
        {"specversion": "0.3"},
        {"specversion": 1.0},
        {"id": None},
        {"id": ""},
        {"id": 5},
        {"id": "a b"},
        {"id": "a\nb"},
        {"id": "x" * 256},
        {"source": None},
        {"source": "/norrby/hub/a b"},
        {"source": "/norrby/hub/" + "x" * 600},
        {"type": None},
        {"type": 5},
        {"subject": 5},
        {"subject": ""},
    ],
)
def test_without_its_envelope_a_message_is_no_cloudevent(changes: dict[str, object]) -> None:
    assert unreadable(Stream.ALARMS, PRESS, **changes).fault is Fault.NOT_CLOUDEVENT


def test_a_status_is_read_whole() -> None:
    data = {
        "kind": "hub",
        "heartbeat_interval_s": 90.5,
        "battery_percent": 84.0,
        "mains": False,
        "paths": [{"name": "net", "up": True}, {"name": "phone", "up": None}, {"name": "mobile"}],
    }
    report = read(Stream.STATUS, data)
    assert isinstance(report, StatusReport)
    assert report.heartbeat_interval == timedelta(seconds=90.5)
    assert (report.battery_percent, report.has_mains) == (84, False)
    assert [(path.name, path.is_up) for path in report.paths] == [("net", True), ("phone", None), ("mobile", None)]


def test_a_status_of_an_unknown_kind_is_still_a_sign_of_life() -> None:
    report = read(Stream.STATUS, {"kind": "toaster"})
    assert isinstance(report, StatusReport)
    assert report.kind is DeviceKind.UNKNOWN


def test_samples_are_put_in_order() -> None:
    later = {"quantity": "water_l", "value": 2, "at": "2026-01-15T02:00:01Z"}
    report = read(Stream.SAMPLES, {"samples": [later, {"quantity": "water_l", "value": 1.5, "at": AT}]})
    assert isinstance(report, SampleReport)
    assert [sample.value for sample in report.samples] == [1.5, 2.0]


def test_supervision_responder_reply_and_call_are_read() -> None:
    seen = read(Stream.SUPERVISION, {"kind": "bed_sensor", "seen": "in_bed", "place": "Sovrum"})
    assert isinstance(seen, SupervisionReport)
    assert (seen.seen, seen.place) == ("in_bed", "Sovrum")
    responder = read(Stream.RESPONDERS, {"state": "busy", "position": {"latitude": 1, "longitude": 2, "at": AT}})
    assert isinstance(responder, ResponderReport)
    assert (responder.responder, responder.state) == ("d-1", "busy")
    assert responder.position is not None
    reply = read(Stream.DISPATCH, {"task": "t-1", "reply": "under_way", "text": "5 min"})
    assert isinstance(reply, DispatchReport)
    assert (reply.responder, reply.task, reply.reply, reply.text) == ("d-1", "t-1", "under_way", "5 min")
    assert reply.minutes is None
    call = read(Stream.CALLS, {"call": "c-1", "act": "offer", "body": "v=0\r\no=-\r\n"})
    assert isinstance(call, CallReport)
    assert call.signal == CallSignal(CallId("c-1"), SignalAct.OFFER, "v=0\r\no=-\r\n")


@pytest.mark.parametrize(
    ("stream", "data"),
    [
        (Stream.STATUS, None),
        (Stream.STATUS, {}),
        (Stream.STATUS, {"kind": 5}),
        (Stream.STATUS, {"kind": "hub", "battery_percent": 101}),
        (Stream.STATUS, {"kind": "hub", "battery_percent": 80.5}),
        (Stream.STATUS, {"kind": "hub", "battery_percent": True}),
        (Stream.STATUS, {"kind": "hub", "battery_percent": 2**63}),
        (Stream.STATUS, {"kind": "hub", "mains": "on"}),
        (Stream.STATUS, {"kind": "hub", "heartbeat_interval_s": 0}),
        (Stream.STATUS, {"kind": "hub", "heartbeat_interval_s": 1e300}),
        (Stream.STATUS, {"kind": "hub", "paths": {"name": "net"}}),
        (Stream.STATUS, {"kind": "hub", "paths": [{"up": True}]}),
        (Stream.STATUS, {"kind": "hub", "paths": ["net"]}),
        (Stream.STATUS, {"kind": "hub", "paths": [{"name": "net"}] * 9}),
        (Stream.SAMPLES, {}),
        (Stream.SAMPLES, {"samples": []}),
        (Stream.SAMPLES, {"samples": [{"quantity": "water_l", "value": 1, "at": AT}] * 1001}),
        (Stream.SAMPLES, {"samples": [{"quantity": "water l", "value": 1, "at": AT}]}),
        (Stream.SAMPLES, {"samples": [{"quantity": "water_l", "value": "1", "at": AT}]}),
        (Stream.SAMPLES, {"samples": [{"quantity": "water_l", "value": 10**400, "at": AT}]}),
        (Stream.SAMPLES, {"samples": [{"quantity": "water_l", "value": 1, "at": 1768442400000}]}),
        (Stream.SUPERVISION, {"kind": "bed_sensor"}),
        (Stream.SUPERVISION, {"kind": "bed_sensor", "seen": ""}),
        (Stream.SUPERVISION, {"kind": "bed_sensor", "seen": "in_bed", "place": "x" * 201}),
        (Stream.RESPONDERS, {"state": "asleep"}),
        (Stream.RESPONDERS, {"state": "free", "position": {"latitude": 1}}),
        (Stream.DISPATCH, {"task": "t-1", "reply": "maybe"}),
        (Stream.DISPATCH, {"task": "", "reply": "accepted"}),
        (Stream.DISPATCH, {"task": "t-1", "reply": "accepted", "text": "x" * 501}),
        (Stream.CALLS, {"call": "c-1", "act": "hold"}),
        (Stream.CALLS, {"call": "c-1", "act": "offer", "body": {"sdp": ""}}),
        (Stream.CALLS, {"call": "c-1", "act": "offer", "body": "a\x00"}),
        (Stream.CALLS, {"call": "c-1", "act": "offer", "body": "\ud800"}),
        (Stream.CALLS, {"call": "c-1", "act": "offer", "body": "x" * 131_073}),
    ],
)
def test_a_bad_field_makes_any_other_report_unreadable_and_is_named(stream: Stream, data: object) -> None:
    report = unreadable(stream, data)
    assert report.fault is Fault.BAD_FIELD
    assert report.explanation.startswith("data")


def test_explanations_name_the_field_and_never_the_value() -> None:
    report = unreadable(Stream.RESPONDERS, {"state": "MARKER-9d2"})
    assert report.explanation == "data.state must be one of free, busy, break, off, lost"
    for changes in ({"id": "MARKER 9d2"}, {"time": "MARKER-9d2"}, {"source": "/MARKER-9d2"}, {"specversion": "MARKER"}):
        assert "MARKER" not in unreadable(Stream.STATUS, {"kind": "hub"}, **changes).explanation


def test_the_same_unreadable_bytes_are_one_report_within_a_minute_and_another_later() -> None:
    topic = "vaka/v1/norrby/hub/alarms/d-1"
    moments = (NOW.replace(second=0), NOW.replace(second=59), NOW.replace(second=59) + timedelta(seconds=1))
    first, again, later = (wire.decode(topic, b"PRESS", at, False) for at in moments)
    assert isinstance(first, UnreadableReport)
    assert isinstance(again, UnreadableReport)
    assert isinstance(later, UnreadableReport)
    assert first.key == again.key != later.key
    assert first.key == ReportKey(f"unreadable:{topic}", f"{first.raw.sha256}-{NOW:%Y%m%dT%H%M}")


def test_unreadable_bytes_that_were_retained_are_one_report_however_often_they_are_given() -> None:
    topic = "vaka/v1/norrby/hub/status/d-1"
    first, later = (wire.decode(topic, b"PRESS", at, True) for at in (NOW, NOW + timedelta(days=1)))
    assert isinstance(first, UnreadableReport)
    assert isinstance(later, UnreadableReport)
    assert first.key == later.key == ReportKey(f"unreadable:{topic}", first.raw.sha256)


def test_our_own_receipts_orders_and_call_signalling_come_back_as_nothing() -> None:
    receipt = Receipt(ORIGIN, ReportKey("/norrby/hub", "m-1"), ReceiptState.STORED, NOW)
    assert wire.decode(*wire.encode_receipt(receipt, "r-1", ConsoleId("console-1")), NOW, False) is None
    order = event(Stream.DISPATCH, {}, type="vaka.dispatch.order.v1", source="/centre/console-1")
    assert wire.decode("vaka/v1/norrby/hub/dispatch/d-1", order, NOW, False) is None
    assert read(Stream.CALLS, GOOD[Stream.CALLS], source="/centre/console-1") is None


@pytest.mark.parametrize("stream", [Stream.ALARMS, Stream.STATUS, Stream.SAMPLES, Stream.RESPONDERS])
def test_nobody_hides_a_report_behind_the_centres_name(stream: Stream) -> None:
    assert unreadable(stream, GOOD[stream], source="/centre/console-1").fault is Fault.TOPIC_DISAGREES


def test_an_alarm_on_the_receipts_topic_is_not_lost_in_silence() -> None:
    report = wire.decode("vaka/v1/norrby/hub/receipts/d-1", event(Stream.ALARMS, PRESS), NOW, False)
    assert isinstance(report, UnreadableReport)
    assert report.fault is Fault.TOPIC_DISAGREES


def test_a_device_taken_out_of_use_sends_an_empty_status_which_is_no_report() -> None:
    assert wire.decode("vaka/v1/norrby/hub/status/d-1", b"", NOW, False) is None
    assert wire.decode("vaka/v1/centre/presence/console-1", b"", NOW, True) is None


def test_a_receipt_is_read_by_the_sender_who_waits_for_it() -> None:
    receipt = Receipt(ORIGIN, ReportKey("/norrby/hub", "m-1"), ReceiptState.REFUSED, NOW, "för gammalt")
    topic, payload = wire.encode_receipt(receipt, "r-1", ConsoleId("console-1"))
    assert topic == "vaka/v1/norrby/hub/receipts/d-1"
    assert read_receipt(topic, payload) == receipt
    assert read_receipt("vaka/v1/norrby/hub/alarms/d-1", payload) is None
    assert read_receipt(topic, b"{") is None
    assert read_receipt(topic, event(Stream.ALARMS, PRESS)) is None
    assert read_receipt(topic, event(Stream.RECEIPTS, {"of": {}, "state": "stored"})) is None


def test_canary_and_presence_come_back_as_sent() -> None:
    console = ConsoleId("console-1")
    canary = wire.decode(*wire.encode_canary(console, 86, NOW, "c-1"), NOW, False)
    assert canary == CanaryReport(console, 86, NOW, NOW)
    for sight in Sight:
        sent = wire.encode_presence(console, sight, "op-17", NOW, "p-1")
        assert wire.decode(*sent, NOW, True) == PresenceReport(console, sight, "op-17", NOW, NOW)


def test_a_canary_that_the_broker_kept_proves_nothing() -> None:
    report = wire.decode(*wire.encode_canary(ConsoleId("console-1"), 86, NOW, "c-1"), NOW, True)
    assert isinstance(report, UnreadableReport)
    assert report.origin is None
    assert report.stream is None


def test_a_canary_under_another_consoles_name_is_unreadable() -> None:
    _, payload = wire.encode_canary(ConsoleId("console-1"), 86, NOW, "c-1")
    report = wire.decode("vaka/v1/centre/canary/console-2", payload, NOW, False)
    assert isinstance(report, UnreadableReport)
    assert report.fault is Fault.TOPIC_DISAGREES
