"""OwnTracks' messages read into reports: where staff are, what a resident's tracker says, and what is not looked at."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.adapters.mqtt.dialects.dialect import Incoming
from console.adapters.mqtt.dialects.mapping import Mapping, parse_mapping
from console.adapters.mqtt.dialects.owntracks import OwnTracks
from console.adapters.mqtt.fields import clean
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import EPOCH, MunicipalityId
from console.domain.report import (
    AlarmReport,
    Fault,
    FieldReport,
    LinkPath,
    Position,
    ResponderReport,
    Sample,
    SampleReport,
    StatusReport,
    Stream,
    UnreadableReport,
    key_of,
)

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
NOW = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
FIX = NOW - timedelta(hours=3)
STAFF, TRACKER, PHONE = "owntracks/anna/phone", "owntracks/astrid/tracker", "owntracks/bo/phone"
FILE = """
[[device]]
dialect = "owntracks"
name = "anna/phone"
device = "resp-anna"
[[device]]
dialect = "owntracks"
name = "astrid/tracker"
device = "track-4"
kind = "tracker"
place = "spårsändare"
[[device]]
dialect = "owntracks"
name = "bo/phone"
device = "mobil-9"
kind = "mobile_alarm"
alarm_on = "u"
region = "Hemmet"
"""


def mapping() -> Mapping:
    return parse_mapping(FILE.encode(), Path("devices.toml"), MunicipalityId("alvbro"), "owntracks")


def seconds(at: datetime) -> int:
    return int((at - EPOCH).total_seconds())


def message(topic: str, kind: str, *, retained: bool = False, **said: object) -> Incoming:
    payload = {"_type": kind, "tst": seconds(FIX), **said}
    kept = {key: value for key, value in payload.items() if value is not None}
    return Incoming(topic, json.dumps(kept).encode(), retained, NOW)


def location(topic: str = TRACKER, *, retained: bool = False, **said: object) -> Incoming:
    whole = {"tid": "JJ", "lat": 62.9084, "lon": 16.4032, "acc": 5, "batt": 11, "bs": 1, "vel": 12, "conn": "w", **said}
    return message(topic, "location", retained=retained, **whole)


def transition(event: str = "leave", desc: str | None = "Hemmet", topic: str = TRACKER, **more: object) -> Incoming:
    said = {"lat": 62.9, "lon": 16.4, "acc": 20, "wtst": 1, "rid": "6da9cf", "desc": desc, "event": event, **more}
    return message(f"{topic}/event", "transition", **said)


def read(*messages: Incoming) -> list[FieldReport]:
    """All that one dialect makes of these messages, in order."""
    dialect = OwnTracks(mapping())
    return [report for each in messages for report in dialect.read(each)]


def alarms(*messages: Incoming) -> list[AlarmReport]:
    return [report for report in read(*messages) if isinstance(report, AlarmReport)]


def test_a_responders_position_is_of_the_moment_of_its_fix_and_says_nothing_of_the_state() -> None:
    [report] = read(location(STAFF))
    assert isinstance(report, ResponderReport)
    assert (report.responder, report.state) == ("resp-anna", "")
    assert report.position == Position(62.9084, 16.4032, 5.0, FIX)
    assert (report.head.at, report.head.received_at) == (FIX, NOW)


def test_a_trackers_location_is_a_sign_of_life_and_a_fix() -> None:
    sign, fix = read(location())
    assert isinstance(sign, StatusReport)
    assert (sign.kind, sign.battery_percent, sign.has_mains) == (DeviceKind.TRACKER, 11, None)
    assert sign.paths == (LinkPath("app", True),)
    assert isinstance(fix, SampleReport)
    assert fix.samples == (
        Sample("latitude_deg", 62.9084, FIX), Sample("longitude_deg", 16.4032, FIX), Sample("accuracy_m", 5.0, FIX),
    )  # fmt: skip
    assert fix.head.origin.device == "track-4"
    assert fix.head.key.source == "/alvbro/owntracks/owntracks/track-4"


def test_a_retained_location_is_taken_and_is_the_same_each_time_it_comes() -> None:
    live, again = read(location()), read(location(retained=True))
    assert [key_of(report) for report in live] == [key_of(report) for report in again]
    assert isinstance(again[0], StatusReport)
    assert again[0].head.retained
    assert again[0].head.at == FIX


def test_a_charging_telephone_has_mains() -> None:
    signs = [read(location(bs=charge))[0] for charge in (0, 1, 2, 3, "2", [2])]
    assert [sign.has_mains for sign in signs if isinstance(sign, StatusReport)] == [None, None, True, True, None, None]


def test_a_fix_that_lies_ahead_is_of_now() -> None:
    [report] = read(location(STAFF, tst=seconds(NOW + timedelta(hours=1))))
    assert isinstance(report, ResponderReport)
    assert report.position is not None
    assert report.position.at == NOW


def test_numbers_may_be_texts() -> None:
    [report] = read(location(STAFF, lat="62.9084", lon="-16.4", acc="7", tst=str(seconds(FIX))))
    assert isinstance(report, ResponderReport)
    assert report.position == Position(62.9084, -16.4, 7.0, FIX)


@pytest.mark.parametrize(
    "wrong",
    [{"lat": None}, {"lat": 91}, {"lon": "east"}, {"lon": True}, {"tst": None}, {"tst": "soon"}, {"tst": 10**12}],
)  # fmt: skip
def test_a_location_without_place_or_moment_is_told_and_a_tracker_is_alive_all_the_same(
    wrong: dict[str, object],
) -> None:
    [unread] = read(location(STAFF, **wrong))
    sign, other = read(location(**wrong))
    assert isinstance(sign, StatusReport)
    for each in (unread, other):
        assert isinstance(each, UnreadableReport)
        assert (each.fault, each.stream) == (Fault.BAD_FIELD, Stream.STATUS)


def test_a_retained_location_of_nobody_knows_when_is_no_sign_of_life() -> None:
    assert [type(report) for report in read(location(retained=True, tst=None))] == [UnreadableReport]


def test_leaving_a_region_is_an_alarm_with_its_place_and_entering_its_all_clear() -> None:
    left, back = alarms(transition("leave"), transition("enter", tst=seconds(NOW)))
    assert (left.kind, left.cause, left.is_reset) == (DeviceKind.TRACKER, Cause.LEFT_AREA, False)
    assert (left.place, left.text) == ("spårsändare", "[leave: Hemmet]")
    assert left.position == Position(62.9, 16.4, 20.0, FIX)
    assert left.head.at == FIX
    assert (back.cause, back.is_reset, back.head.at) == (Cause.LEFT_AREA, True, NOW)
    assert key_of(left) != key_of(back)


def test_a_departure_that_comes_again_is_one_and_another_is_another() -> None:
    one, again, later = alarms(transition(), transition(), transition(tst=seconds(NOW)))
    assert key_of(one) == key_of(again) != key_of(later)


def test_a_departure_without_a_place_is_an_alarm() -> None:
    [left] = alarms(transition(lat=None, desc=None))
    assert left.position is None
    assert left.text == ""


def test_only_the_region_that_the_file_names_counts_by_its_name_or_id() -> None:
    others = (transition(desc="Torget", topic=PHONE), transition("enter", "Torget", PHONE))
    assert alarms(*others) == []
    own = (transition(topic=PHONE), transition(desc="Torget", topic=PHONE, rid="Hemmet"))
    unnamed = transition(desc=None, topic=PHONE, rid=None)
    assert [one.cause for one in alarms(*own, unnamed)] == [Cause.LEFT_AREA] * 3


def test_a_retained_departure_is_none_and_a_responder_may_leave_any_region() -> None:
    assert read(replace(transition(), retained=True)) == []
    assert read(transition(topic=STAFF)) == []


def test_a_transition_that_says_neither_is_told_on_the_alarms_stream() -> None:
    [unread] = read(transition("linger"))
    assert isinstance(unread, UnreadableReport)
    assert unread.stream is Stream.ALARMS


def test_a_lost_app_is_told_as_of_when_it_was_last_heard_and_is_no_sign_of_life() -> None:
    lost = message(TRACKER, "lwt", tst=seconds(NOW - timedelta(days=1)))
    *_, status = read(location(), lost)
    assert isinstance(status, StatusReport)
    assert status.paths == (LinkPath("app", False),)
    assert status.head.retained
    assert status.head.at == NOW
    [alone] = read(lost)
    assert isinstance(alone, StatusReport)
    assert alone.head.at == NOW - timedelta(days=1)
    assert read(replace(lost, topic=STAFF)) == []


def test_a_location_sent_by_hand_is_a_press_only_where_the_file_says_so() -> None:
    assert alarms(location(t="u"), location(STAFF, t="u"), location(PHONE), location(PHONE, t="p")) == []
    [press] = alarms(location(PHONE, t="u"))
    assert (press.kind, press.cause) == (DeviceKind.MOBILE_ALARM, Cause.PRESS)
    assert press.position == Position(62.9084, 16.4032, 5.0, FIX)
    assert press.head.at == NOW
    assert alarms(location(PHONE, t="u", retained=True)) == []


def test_two_presses_with_the_same_fix_are_two_and_one_that_comes_again_is_one() -> None:
    press = location(PHONE, t="u")
    one, two, again = alarms(press, press, replace(press, is_repeat=True))
    assert key_of(one) != key_of(two)
    assert key_of(again) == key_of(two)
    dated = location(PHONE, t="u", created_at=seconds(NOW))
    first, second = alarms(dated)[0], alarms(dated)[0]
    assert key_of(first) == key_of(second)


def test_a_press_without_a_fix_is_a_press() -> None:
    [press] = alarms(location(PHONE, t="u", lat=None))
    assert press.position is None


def test_what_is_encrypted_is_told_once_a_device_and_each_event() -> None:
    secret = {"data": "vmB7Ij1LWmTYh4kv"}
    base = [message(TRACKER, "encrypted", **secret, n=n) for n in range(3)]
    events = [message(f"{TRACKER}/event", "encrypted", **secret, n=n) for n in range(2)]
    found = read(*base, *events)
    assert [report.stream for report in found if isinstance(report, UnreadableReport)] == [
        Stream.STATUS, Stream.ALARMS, Stream.ALARMS,
    ]  # fmt: skip
    assert all("encrypted, not readable" in one.explanation for one in found if isinstance(one, UnreadableReport))
    [pressing] = read(message(PHONE, "encrypted", **secret))
    assert isinstance(pressing, UnreadableReport)
    assert pressing.stream is Stream.ALARMS


@pytest.mark.parametrize(
    "kind", ["card", "waypoint", "waypoints", "cmd", "steps", "beacon", "dump", "configuration", 7]
)
def test_what_is_not_looked_at_says_nothing(kind: str) -> None:
    face = {"name": "Astrid", "face": "iVBORw0KGgo="}
    assert read(message(TRACKER, kind, **face), message(f"{TRACKER}/event", kind, **face)) == []


def test_faces_are_not_even_subscribed_to() -> None:
    dialect = OwnTracks(mapping())
    assert dialect.subscriptions == ("owntracks/+/+", "owntracks/+/+/event", "owntracks/+/+/status")
    assert dialect.read(message(f"{TRACKER}/info", "card", face="iVBORw0KGgo=")) == ()


def test_the_legacy_csv_of_small_trackers_is_passed_over() -> None:
    for csv in (b"C2,561ebac3,v,62908400,16403200,0,0,0,0,0,0,0,0", b"X0,542A98C5,k,1"):
        assert read(Incoming(TRACKER, csv, False, NOW)) == []


def test_nobody_is_heard_whom_the_file_does_not_have() -> None:
    stranger = "owntracks/stranger/phone"
    said = (location(stranger, t="u"), transition(topic=stranger), message(stranger, "encrypted"))
    assert read(*said, Incoming(stranger, b"{", False, NOW), Incoming("else/where", b"{", False, NOW)) == []


def test_a_payload_that_names_another_topic_is_refused() -> None:
    assert read(location(topic=TRACKER)) != []
    other = json.loads(location().payload) | {"topic": STAFF}
    [unread] = read(replace(location(), payload=json.dumps(other).encode()))
    assert isinstance(unread, UnreadableReport)
    assert unread.fault is Fault.TOPIC_DISAGREES
    own = json.loads(location().payload) | {"topic": TRACKER}
    assert len(read(replace(location(), payload=json.dumps(own).encode()))) == 2


def test_a_status_of_the_app_is_a_sign_of_life() -> None:
    [sign] = read(message(f"{TRACKER}/status", "status", iOS={"locationManagerAuthorizationStatus": "Always"}))
    assert isinstance(sign, StatusReport)
    assert read(replace(message(f"{TRACKER}/status", "status"), retained=True)) == []
    assert read(message(f"{STAFF}/status", "status")) == []


def test_what_is_no_json_is_told() -> None:
    for payload in (b"{", b"[]", b"\xff", b'{"a":1,"a":2}', b"[" * 100_000, b" " * (256 * 1024 + 1)):
        for topic, stream in ((f"{TRACKER}/event", Stream.ALARMS), (TRACKER, Stream.STATUS), (STAFF, Stream.STATUS)):
            [unread] = read(Incoming(topic, payload, False, NOW))
            assert isinstance(unread, UnreadableReport)
            assert unread.stream is stream
    assert read(Incoming(TRACKER, b"", True, NOW)) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)
TYPES = st.sampled_from(["location", "transition", "lwt", "status", "encrypted", "card"]) | JSON
KEYS = ("tst", "lat", "lon", "acc", "batt", "bs", "t", "event", "desc", "rid", "topic", "created_at")
TOPICS = st.sampled_from([STAFF, TRACKER, PHONE]).flatmap(
    lambda topic: st.sampled_from([topic, f"{topic}/event", f"{topic}/status", f"{topic}/info"])
)


@PATIENT
@given(TOPICS, st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()), st.booleans())
def test_whatever_comes_is_read_and_never_raises(topic: str, payload: bytes, retained: bool) -> None:
    for report in read(Incoming(topic, payload, retained, NOW)):
        assert not (retained and isinstance(report, AlarmReport))


@PATIENT
@given(TOPICS, TYPES, st.dictionaries(st.sampled_from(KEYS), JSON, max_size=8), st.booleans())
def test_whatever_a_message_holds_is_read_into_reports_that_can_be_stored(
    topic: str, kind: object, said: dict[str, object], retained: bool
) -> None:
    payload = json.dumps({"_type": kind, "lat": 62.9, "lon": 16.4, "tst": 1, **said}).encode("utf-8", "surrogatepass")
    found = read(Incoming(topic, payload, retained, NOW))
    assert len({key_of(report) for report in found}) == len(found)
    for report in found:
        assert 1 <= len(key_of(report).id) <= 255
        assert not (retained and isinstance(report, AlarmReport))
        if isinstance(report, AlarmReport):
            assert clean(report.text) == report.text
            report.text.encode()
