"""Every payload that killed a naive intake (measured.md, Text and payloads that hurt), and that nothing else does."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from console.adapters.mqtt import wire
from console.adapters.mqtt.centre import read_receipt
from console.adapters.mqtt.envelope import MessageType
from console.adapters.mqtt.kept import MAX_KEPT
from console.domain.report import AlarmReport, Fault, Report, Stream, UnreadableReport

# A busy machine is no fault of the code.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
NOW = datetime(2026, 1, 15, 2, 0, 5, tzinfo=UTC)
TOPIC = "vaka/v1/norrby/hub/alarms/d-1"
KINDS_OF_REPORT = tuple(kind for part in get_args(Report) for kind in (get_args(part) or (part,)))
HEAD = b'{"specversion":"1.0","id":"m-1","source":"/norrby/hub","type":"vaka.alarm.v1"'
ALARM = HEAD + b',"time":"2026-01-15T02:00:00Z","data":{"kind":"personal_alarm","cause":"press"%s}}'


def decode(payload: bytes, topic: str = TOPIC) -> Report | None:
    return wire.decode(topic, payload, NOW, False)


def unreadable(payload: bytes, fault: Fault, topic: str = TOPIC) -> UnreadableReport:
    """Asserts that the payload is unreadable for this reason, and kept as it came."""
    report = decode(payload, topic)
    assert isinstance(report, UnreadableReport)
    assert report.fault is fault
    assert report.explanation
    assert report.raw.payload == payload[:65_536]
    assert report.raw.length == len(payload)
    assert report.raw.sha256 == hashlib.sha256(payload).hexdigest()
    assert report.key.id == f"{report.raw.sha256}-{NOW:%Y%m%dT%H%M}"
    return report


def alarm(payload: bytes) -> AlarmReport:
    report = decode(payload)
    assert isinstance(report, AlarmReport)
    return report


def test_a_lone_surrogate_in_a_text_is_replaced() -> None:
    report = alarm(ALARM % b',"text":"a\\ud800b","place":"\\udfff"')
    assert (report.text, report.place) == ("a\ufffdb", "\ufffd")
    report.text.encode()


def test_a_lone_surrogate_in_an_unknown_word_is_replaced() -> None:
    report = alarm(ALARM.replace(b"press", b"\\ud800") % b"")
    assert report.text == "[cause: \ufffd]"


@pytest.mark.parametrize("attribute", ["id", "source", "type", "subject"])
def test_a_lone_surrogate_in_an_identity_is_refused(attribute: str) -> None:
    event = json.loads(ALARM % b"") | {attribute: "/norrby/hub/\ud800"}
    unreadable(json.dumps(event).encode(), Fault.NOT_CLOUDEVENT)


def test_a_surrogate_pair_is_one_character() -> None:
    assert alarm(ALARM % b',"text":"\\ud83d\\ude00"').text == "😀"


@pytest.mark.parametrize("number", [2**63, 2**64, -(2**63) - 1, 10**30])
def test_an_int_beyond_63_bits_never_reaches_a_field(number: int) -> None:
    assert alarm(ALARM % b',"more":%d' % number).text == ""
    count = b',"boot":"b","sequence":%d,"time"' % number
    assert alarm((ALARM % b"").replace(b',"time"', count)).head.sequence is None


@pytest.mark.parametrize("constant", [b"NaN", b"Infinity", b"-Infinity"])
def test_nan_and_infinity_are_not_json(constant: bytes) -> None:
    report = unreadable(ALARM % b',"more":%s' % constant, Fault.NOT_JSON)
    assert report.explanation == "NaN and Infinity are not JSON"


def test_a_float_beyond_all_floats_never_reaches_a_field() -> None:
    position = b',"position":{"latitude":1e999,"longitude":1,"at":"2026-01-15T02:00:00Z"}'
    assert alarm(ALARM % position).position is None


def test_an_int_of_5000_digits_loses_no_alarm() -> None:
    assert alarm(ALARM % b',"more":%s' % (b"9" * 5_000)).text == ""
    counted = (ALARM % b"").replace(b',"time"', b',"boot":"b","sequence":%s,"time"' % (b"9" * 5_000))
    assert alarm(counted).text == "[sequence: ?]"


@pytest.mark.parametrize("bracket", [b"[", b'{"a":', b'{"data":['])
def test_100_000_brackets_are_nested_too_deeply(bracket: bytes) -> None:
    payload = (bracket * 100_000)[: MAX_KEPT * 2]
    assert unreadable(payload, Fault.NOT_JSON).explanation == "the payload is nested too deeply"


def test_100_000_brackets_within_an_alarm_are_nested_too_deeply() -> None:
    unreadable(ALARM % (b',"more":' + b"[" * 100_000 + b"]" * 100_000), Fault.NOT_JSON)


@pytest.mark.parametrize(
    "payload",
    [
        ALARM % b',"cause":"test"',
        HEAD + b',"id":"m-2","time":"2026-01-15T02:00:00Z","data":{}}',
        ALARM % b',"more":[{"a":1,"\\u0061":2}]',
    ],
)
def test_a_key_twice_is_refused_wherever_it_is(payload: bytes) -> None:
    assert unreadable(payload, Fault.NOT_JSON).explanation == "an object in the payload has the same key twice"


def test_latin_1_is_not_utf_8() -> None:
    report = unreadable((ALARM % ',"place":"Kök"'.encode("latin-1")), Fault.NOT_JSON)
    assert report.explanation.startswith("the payload is not UTF-8 at byte ")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_json_is_utf_8_without_a_byte_order_mark(encoding: str) -> None:
    unreadable((ALARM % b"").decode().encode(encoding), Fault.NOT_JSON)


def test_surrogates_written_as_utf_8_bytes_are_not_utf_8() -> None:
    unreadable(ALARM % b',"text":"\xed\xa0\x80"', Fault.NOT_JSON)


@pytest.mark.parametrize("time", [b"1768442400000", b"1768442400.5", b"true", b"0", b"1" * 5_000])
def test_a_time_in_milliseconds_is_refused(time: bytes) -> None:
    report = unreadable(HEAD + b',"time":%s,"data":{"kind":"hub","cause":"press"}}' % time, Fault.BAD_FIELD)
    assert report.explanation == "time is a number; RFC 3339 with an offset is asked for"


@pytest.mark.parametrize(
    "time",
    [
        "2026-01-15T02:00:00",
        "2026-01-15 02:00:00.123",
        "2026-01-15",
        "20260115T020000Z",
        "2026-W03-4T02:00:00Z",
        "2026-01-15T02:00Z",
        "2026-01-15T02:00:00+01",
        "2026-01-15T02:00:00+0100",
        "2026-01-15T02:00:00,5Z",
        "2026-01-15T02:00:00.Z",
        "2026-01-15T02:00:00Z\n",
        " 2026-01-15T02:00:00Z",
        "2026-13-15T02:00:00Z",
        "2026-02-29T02:00:00Z",
        "2026-01-15T24:00:00Z",
        "2026-01-15T02:60:00Z",
        "2026-01-15T02:00:61Z",
        "2026-01-15T02:00:00+24:00",
        "2026-01-15T02:00:00+99:59",
        "0000-01-15T02:00:00Z",
        "10000-01-15T02:00:00Z",
        "\u0662026-01-15T02:00:00Z",
        "",
        "now",
    ],
)
def test_a_naive_or_unreal_time_is_refused(time: str) -> None:
    event = json.loads(ALARM % b"") | {"time": time}
    assert unreadable(json.dumps(event).encode(), Fault.BAD_FIELD).explanation.startswith("time ")


@pytest.mark.parametrize("time", [b"null", b"[]", b"{}"])
def test_a_missing_time_is_refused(time: bytes) -> None:
    unreadable(HEAD + b',"time":%s,"data":{}}' % time, Fault.BAD_FIELD)
    unreadable(HEAD + b',"data":{}}', Fault.BAD_FIELD)


@pytest.mark.parametrize(
    ("time", "moment"),
    [
        ("2026-01-15T02:00:00.123456789Z", datetime(2026, 1, 15, 2, 0, 0, 123456, UTC)),
        ("2026-01-15T02:00:00.5Z", datetime(2026, 1, 15, 2, 0, 0, 500000, UTC)),
        ("2026-01-15t02:00:00z", datetime(2026, 1, 15, 2, tzinfo=UTC)),
        ("2026-01-15 03:30:00+01:30", datetime(2026, 1, 15, 2, tzinfo=UTC)),
        ("2026-01-15T02:00:00-00:00", datetime(2026, 1, 15, 2, tzinfo=UTC)),
        ("2026-10-25T02:30:00+02:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:30:00+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2017-01-01T00:59:60.25+01:00", datetime(2017, 1, 1, 0, 0, 0, 250000, UTC)),
        ("0001-01-01T00:00:00+01:00", datetime.min.replace(tzinfo=UTC)),
        ("0001-01-01T00:00:00-01:00", datetime(1, 1, 1, 1, tzinfo=UTC)),
        ("9999-12-31T23:59:59.999-01:00", datetime.max.replace(tzinfo=UTC)),
        ("9999-12-31T23:59:60Z", datetime.max.replace(tzinfo=UTC)),
        ("9999-12-31T23:59:59+23:59", datetime(9999, 12, 31, 0, 0, 59, tzinfo=UTC)),
    ],
)
def test_a_time_with_its_offset_is_read_as_utc(time: str, moment: datetime) -> None:
    event = json.loads(ALARM % b"") | {"time": time}
    report = alarm(json.dumps(event).encode())
    assert report.head.at == moment
    assert report.head.at.utcoffset() == timedelta(0)


def test_nul_is_no_json_as_a_byte_and_a_space_as_an_escape() -> None:
    unreadable(ALARM % b',"text":"a\x00b"', Fault.NOT_JSON)
    unreadable(b"\x00", Fault.NOT_JSON)
    assert alarm(ALARM % b',"text":"a\\u0000b"').text == "a b"
    unreadable((ALARM % b"").replace(b"m-1", b"m\\u00001"), Fault.NOT_CLOUDEVENT)


def test_an_empty_payload_is_unreadable() -> None:
    assert unreadable(b"", Fault.NOT_JSON).explanation == "the payload is empty"


@pytest.mark.parametrize("payload", [b"null", b"5", b'"press"', b"[]", b"true", b"1e999"])
def test_json_that_is_no_object_is_no_cloudevent(payload: bytes) -> None:
    unreadable(payload, Fault.NOT_CLOUDEVENT)


@pytest.mark.parametrize(
    "payload", [b"{", b"press", b"{'id': 1}", b"{}x", b"\xef\xbb\xbf{}", b"<xml/>", b'{"a":01}', b'{"a":1,}']
)
def test_what_is_no_json_is_unreadable(payload: bytes) -> None:
    unreadable(payload, Fault.NOT_JSON)


def test_256_kib_are_read_and_one_byte_more_is_too_large() -> None:
    room = 256 * 1024 - len(ALARM % b',"more":""')
    assert isinstance(decode(ALARM % b',"more":"%s"' % (b"x" * room)), AlarmReport)
    report = unreadable(ALARM % b',"more":"%s"' % (b"x" * (room + 1)), Fault.TOO_LARGE)
    assert len(report.raw.payload) == 65_536
    assert report.raw.length == 262_145


@pytest.mark.parametrize(
    "topic", ["", "vaka/v1/norrby/hub/alarmz/d-1", "other", "vaka/v1/\ud800", "a\nb\x1b", "x" * 65_535]
)
def test_a_wrong_topic_is_told_from_a_wrong_payload(topic: str) -> None:
    report = unreadable(ALARM % b"", Fault.WRONG_TOPIC, topic)
    assert (report.origin, report.stream) == (None, None)
    report.key.source.encode()
    assert report.key.source.isprintable()
    assert len(report.key.source.encode()) < 2_704


def test_two_long_topics_that_begin_alike_have_two_keys() -> None:
    one, other = (unreadable(b"{}", Fault.WRONG_TOPIC, "x" * 60_000 + end) for end in "ab")
    assert one.key != other.key


TOPICS = st.one_of(
    st.sampled_from([f"vaka/v1/norrby/hub/{stream.value}/d-1" for stream in Stream]),
    st.sampled_from(["vaka/v1/centre/canary/console-1", "vaka/v1/centre/presence/console-1"]),
    st.text(st.characters()),
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())
ODD = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
TYPES = st.sampled_from(MessageType)
DATA_FIELDS = """
kind cause place text test state position ward room latitude longitude accuracy_m at samples quantity value seen
heartbeat_interval_s battery_percent mains paths name up task reply call act body of source id reason console number
sight operator
"""
FIELDS = st.sampled_from(DATA_FIELDS.split())
DATA = st.recursive(
    SCALARS
    | st.sampled_from(["press", "free", "accepted", "offer", "2026-01-15T02:00:00Z", "0001-01-01T00:00:00+14:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=8),
    max_leaves=20,
)


@PATIENT
@given(TOPICS, st.binary(), st.booleans())
@example(TOPIC, b"", True)
def test_no_bytes_make_decode_raise(topic: str, payload: bytes, retained: bool) -> None:
    report = wire.decode(topic, payload, NOW, retained)
    assert report is None or isinstance(report, KINDS_OF_REPORT)


@PATIENT
@given(
    TOPICS, TYPES, DATA, st.dictionaries(st.sampled_from(["time", "sequence", "boot", "subject", "source", "id"]), ODD)
)
def test_no_json_makes_decode_raise(topic: str, kind: str, data: object, changes: dict[str, object]) -> None:
    event = {"specversion": "1.0", "id": "m-1", "source": "/norrby/hub", "type": kind, "time": "2026-01-15T02:00:00Z"}
    payload = json.dumps({**event, "data": data, **changes}).encode()
    report = wire.decode(topic, payload, NOW, False)
    assert report is None or isinstance(report, KINDS_OF_REPORT)
    repr(report).encode()
    read_receipt(topic, payload)


@PATIENT
@given(DATA)
def test_an_alarm_with_its_envelope_is_an_alarm_whatever_its_data(data: object) -> None:
    event = json.loads(ALARM % b"") | {"data": data}
    payload = json.dumps(event, allow_nan=True).encode()
    report = decode(payload)
    if b"NaN" in payload or b"Infinity" in payload:
        assert isinstance(report, AlarmReport | UnreadableReport)
    else:
        assert isinstance(report, AlarmReport)
        for text in (report.text, report.place, report.ward, report.room):
            text.encode()
            assert len(text) <= 500
