"""ChirpStack's events, as its own classes write them, read into reports; and whatever else comes on its topics."""

import json
import re
from collections.abc import Mapping as Table
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.adapters.mqtt.dialects.chirpstack import ChirpStack
from console.adapters.mqtt.dialects.dialect import Incoming
from console.adapters.mqtt.dialects.mapping import Bound, Mapping, MappingError, parse_mapping
from console.adapters.mqtt.fields import clean
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.board import Board, Overlay
from console.domain.events import CaseOpened
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.report import (
    AlarmReport,
    Fault,
    FieldReport,
    Position,
    Sample,
    SampleReport,
    StatusReport,
    Stream,
    SupervisionReport,
    UnreadableReport,
    key_of,
)
from console.domain.resident import Device
from console.domain.triage import Knowledge, sort_in

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVENTS = Path(__file__).parent / "chirpstack"
NOW = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
HERE = MunicipalityId("alvbro")
BUTTON, SMOKE, DOOR, WATCH = (f"a84041000181c06{number}" for number in (1, 2, 3, 4))
FILE = f"""
[[device]]
dialect = "chirpstack"
name = "{BUTTON}"
device = "larm-17"
kind = "personal_alarm"
place = "hallen"
[[device]]
dialect = "chirpstack"
name = "{SMOKE.upper()}"
device = "rok-3"
kind = "smoke_detector"
[[device]]
dialect = "chirpstack"
name = "{DOOR}"
device = "dorr-1"
kind = "door_alarm"
"""


def mapping(file: str = FILE) -> Mapping:
    return parse_mapping(file.encode(), Path("devices.toml"), HERE, "chirpstack")


def told(name: str, *, retained: bool = False, **changed: object) -> Incoming:
    """An event of the corpus, with these keys of its payload changed (None: left out)."""
    event = json.loads((EVENTS / f"{name}.json").read_text("utf-8"))
    payload = {key: value for key, value in {**event["payload"], **changed}.items() if value is not None}
    return Incoming(event["topic"], json.dumps(payload).encode(), retained, NOW)


def up(eui: str, number: int, decoded: object, **more: object) -> Incoming:
    """An uplink like the corpus' with this decoded object."""
    payload = {
        "deduplicationId": f"up-{number}", "time": "2026-03-02T22:29:00.123456789Z",
        "deviceInfo": {"devEui": eui}, "fPort": 2, "data": "AQ==", "object": decoded, **more,
    }  # fmt: skip
    return Incoming(f"application/1/device/{eui}/event/up", json.dumps(payload).encode(), False, NOW)


def read(*messages: Incoming, file: str = FILE) -> list[FieldReport]:
    """All that one dialect makes of these messages, in order."""
    dialect = ChirpStack(mapping(file))
    return [report for message in messages for report in dialect.read(message)]


def alarms(*messages: Incoming, file: str = FILE) -> list[AlarmReport]:
    return [report for report in read(*messages, file=file) if isinstance(report, AlarmReport)]


def said(*messages: Incoming, file: str = FILE) -> list[tuple[Cause, bool]]:
    """Causes of the alarms, and whether each is an all-clear."""
    return [(one.cause, one.is_reset) for one in alarms(*messages, file=file)]


def of(kind: str, eui: str = BUTTON, **words: str) -> str:
    """A mapping file with one device, and what it says beside."""
    more = "".join(f'{key} = "{value}"\n' for key, value in words.items())
    return f'[[device]]\ndialect = "chirpstack"\nname = "{eui}"\nkind = "{kind}"\n{more}'


def test_every_event_of_the_corpus_is_read() -> None:
    files = sorted(EVENTS.glob("*.json"))
    assert len(files) > 20
    for file in files:
        found = read(told(file.stem))
        silent = file.stem in ("ack", "txack", "log_uplink_codec")
        assert bool(found) is not silent, file.stem
        unread = [report for report in found if isinstance(report, UnreadableReport)]
        assert bool(unread) == (file.stem == "up_without_object"), file.stem


def test_a_press_is_an_alarm_of_the_device_that_the_file_names() -> None:
    sign, press = read(told("up_button_press"))
    assert isinstance(sign, StatusReport)
    assert isinstance(press, AlarmReport)
    assert (press.kind, press.cause, press.place, press.is_reset) == (
        DeviceKind.PERSONAL_ALARM, Cause.PRESS, "hallen", False,
    )  # fmt: skip
    assert press.text == "[press: short]"
    assert press.head.origin.municipality == HERE
    assert press.head.origin.device == "larm-17"
    assert press.head.at == datetime(2026, 3, 2, 20, 31, 0, 123456, tzinfo=UTC)
    assert press.head.received_at == NOW
    assert press.head.key.source == "/alvbro/chirpstack/chirpstack/larm-17"
    assert sign.battery_percent == 87
    assert sign.head.origin == press.head.origin


def test_the_deduplication_id_makes_a_message_one_however_many_read_it() -> None:
    [one], [other] = alarms(told("up_sos")), alarms(told("up_sos", rxInfo=[], fCnt=99))
    assert key_of(one) == key_of(other)
    assert key_of(one) != key_of(alarms(told("up_first_frame_defaults"))[0])


def test_without_a_deduplication_id_the_bytes_make_it_one() -> None:
    [one], [again] = alarms(told("up_sos", deduplicationId=None)), alarms(told("up_sos", deduplicationId=None))
    [later] = alarms(told("up_sos", deduplicationId=None, fCnt=77))
    assert key_of(one) == key_of(again) != key_of(later)


def test_a_first_frame_whose_zeros_are_left_out_is_read() -> None:
    message = told("up_first_frame_defaults")
    assert not {"fCnt", "fPort", "dr", "confirmed"} & json.loads(message.payload).keys()
    [press] = alarms(message)
    assert press.cause is Cause.PRESS
    assert press.head.at == datetime(2026, 3, 2, 20, 34, tzinfo=UTC)


def test_every_press_of_a_button_is_one_though_no_release_came_between() -> None:
    presses = [up(BUTTON, number, {"sos": True}) for number in range(8)]
    found = alarms(*presses)
    assert [one.cause for one in found] == [Cause.PRESS] * 8
    assert len({key_of(one) for one in found}) == 8


def test_a_device_that_keeps_its_flag_up_can_be_said_to_have_a_state() -> None:
    file = of("mobile_alarm", alarm_is="state")
    messages = [up(BUTTON, n, {"sos": is_up}) for n, is_up in enumerate((True, True, False, True))]
    assert said(*messages, file=file) == [(Cause.PRESS, False), (Cause.PRESS, True), (Cause.PRESS, False)]


def test_a_state_is_an_alarm_when_it_begins_and_an_all_clear_when_the_device_says_so() -> None:
    smoke, clear = told("up_smoke"), told("up_smoke_clear")
    assert said(smoke, smoke, clear, clear) == [(Cause.SMOKE, False), (Cause.SMOKE, False), (Cause.SMOKE, True)]
    again = [up(SMOKE, number, {"smoke": is_up}) for number, is_up in enumerate((1, 1, 0, 1))]
    assert said(*again) == [(Cause.SMOKE, False), (Cause.SMOKE, True), (Cause.SMOKE, False)]


def test_the_message_that_began_a_state_is_an_alarm_each_time_it_is_read() -> None:
    """What was read may not have been stored: it is given again after a fault."""
    one, other = up(SMOKE, 1, {"smoke": True}), up(SMOKE, 2, {"smoke": True})
    first, second = alarms(one, other, one)
    assert key_of(first) == key_of(second)


def test_a_state_that_is_left_out_can_begin_anew_without_an_all_clear() -> None:
    battery_only = up(SMOKE, 2, {"battery": 80})
    found = said(up(SMOKE, 1, {"smoke": True}), battery_only, up(SMOKE, 3, {"smoke": True}))
    assert found == [(Cause.SMOKE, False), (Cause.SMOKE, False)]


def test_a_door_opens_and_closes() -> None:
    assert said(told("up_door_open"), told("up_door_closed")) == [(Cause.DOOR_OPENED, False), (Cause.DOOR_OPENED, True)]


def test_the_door_of_a_device_that_nobody_named_is_no_alarm_but_is_seen() -> None:
    found = read(told("up_door_open"), told("up_door_closed"), file="")
    seen = [report.seen for report in found if isinstance(report, SupervisionReport)]
    assert seen == ["door_opened", "door_closed"]
    assert not [report for report in found if isinstance(report, AlarmReport)]


def test_nested_fields_and_the_fix_beside_them_are_found() -> None:
    found = read(told("up_nested_fall"))
    [fall] = [report for report in found if isinstance(report, AlarmReport)]
    at = datetime(2026, 3, 2, 20, 38, 0, 123456, tzinfo=UTC)
    assert (fall.cause, fall.kind) == (Cause.FALL, DeviceKind.FALL_DETECTOR)
    assert fall.position == Position(62.9084, 16.4032, None, at)
    [fix] = [report for report in found if isinstance(report, SampleReport)]
    assert fix.samples == (Sample("latitude_deg", 62.9084, at), Sample("longitude_deg", 16.4032, at))
    assert [report.battery_percent for report in found if isinstance(report, StatusReport)] == [54]


def test_a_list_of_alarms_is_each_of_them() -> None:
    assert said(told("up_list_of_alarms")) == [(Cause.PRESS, False), (Cause.BATTERY_LOW, False)]


def test_an_alarm_has_the_last_fix_with_its_own_age() -> None:
    [press] = alarms(told("location"), up(WATCH, 9, {"sos": True}))
    assert press.position == Position(62.9084, 16.4032, 45.0, datetime(2026, 3, 2, 22, 22, tzinfo=UTC))


def test_a_device_that_no_file_names_is_an_alarm_all_the_same() -> None:
    [press] = alarms(told("up_sos"), file="")
    assert (press.kind, press.cause) == (DeviceKind.PERSONAL_ALARM, Cause.PRESS)
    assert (press.head.origin.sender, press.head.origin.device) == ("chirpstack", BUTTON)


@pytest.mark.parametrize(
    ("decoded", "cause"),
    [
        ({"SOS": True}, Cause.PRESS), ({"panicButton": 1}, Cause.PRESS), ({"button": 3}, Cause.PRESS),
        ({"press": "double"}, Cause.PRESS), ({"button_event": "held for ages"}, Cause.PRESS),
        ({"fall": "true"}, Cause.FALL), ({"Man-Down": True}, Cause.FALL), ({"inactivity": True}, Cause.NO_MOVEMENT),
        ({"fire_alarm": True}, Cause.SMOKE), ({"heatAlarm": 1.0}, Cause.HEAT), ({"gas_alarm": True}, Cause.GAS),
        ({"coAlarm": True}, Cause.CARBON_MONOXIDE), ({"leakage_status": "leak"}, Cause.WATER_LEAK),
        ({"DOOR_OPEN_STATUS": 1}, Cause.DOOR_OPENED), ({"contact": False}, Cause.DOOR_OPENED),
        ({"door": "ajar"}, Cause.DOOR_OPENED), ({"bedExit": True}, Cause.LEFT_BED),
        ({"geofence_status": "outside"}, Cause.LEFT_AREA), ({"low_battery": True}, Cause.BATTERY_LOW),
        ({"tamper_status": "uninstalled"}, Cause.TAMPER), ({"alarm": True}, Cause.FALL),
        ({"alarm": "temperature"}, Cause.FALL),
    ],
)  # fmt: skip
def test_the_common_names_are_known(decoded: dict[str, object], cause: Cause) -> None:
    assert said(up(BUTTON, 1, decoded), file=of("fall_detector")) == [(cause, False)]


@pytest.mark.parametrize(
    "decoded",
    [
        {"sos": False}, {"sos": 0.0}, {"sos": "off"}, {"sos": None}, {"press": 1013.25}, {"press": "none"},
        {"fall": 0.3}, {"smoke": 12.5}, {"smoke": "0.2 %"}, {"contact": True}, {"contact": 0}, {"door": "closed"},
        {"tamper_status": "installed"}, {"battery_low": "full"}, {"alarm": "normal"}, {"alarm": "unknown"},
        {"alarms": []}, {"alarms": [1, None, {"sos": True}]}, {"temperature": 21.5}, {"sos": []},
    ],
)  # fmt: skip
def test_what_says_no_or_measures_is_no_alarm(decoded: dict[str, object]) -> None:
    assert said(up(BUTTON, 1, decoded), file=of("fall_detector")) == []


@pytest.mark.parametrize("kind", ["personal_alarm", "fall_detector", ""])
@pytest.mark.parametrize(
    "value", [1, 2, 17, 100, 255, 1.5, "1", "2", "25", "255", "2x", "1 press", "0x01", "held", True, "on", "1.5"]
)
def test_under_the_name_of_a_hand_all_that_is_not_off_is_a_press(value: object, kind: str) -> None:
    file = of(kind) if kind else ""
    for name in ("sos", "button", "press"):
        assert said(up(BUTTON, 1, {name: value}), file=file) == [(Cause.PRESS, False)]


@pytest.mark.parametrize("value", [0, 0.0, False, "off", "", None, "0", "0.0", "0 presses", "none", [], {}])
def test_under_the_name_of_a_hand_an_explicit_off_is_nothing(value: object) -> None:
    for file in ("", of("personal_alarm")):
        assert len(read(up(BUTTON, 1, {"sos": value, "battery": 80}), file=file)) == 1


@pytest.mark.parametrize("value", [-1, "-1", "unknown", "error", [1], ["x"]])
def test_what_may_be_a_press_and_says_neither_is_told_of_and_grave_for_somebodys_device(value: object) -> None:
    _, told = read(up(BUTTON, 1, {"sos": value}), file=of("personal_alarm", device="larm-17"))
    assert isinstance(told, UnreadableReport)
    assert (told.stream, told.explanation) == (Stream.ALARMS, "sos may be a press, and says neither yes nor no")
    device = Device(DeviceId("larm-17"), HERE, "chirpstack", DeviceKind.PERSONAL_ALARM)
    known = Knowledge({HERE: frozenset({"chirpstack"})}, {(HERE, device.id): device})
    (opened,) = sort_in(told, known, Overlay(Board()), lambda: "case-1")
    assert isinstance(opened.body, CaseOpened)
    assert opened.body.alarm.alarm_class is AlarmClass.HIGH
    (_, lock) = read(up(BUTTON, 1, {"sos": value}), file=of("lock"))
    assert isinstance(lock, UnreadableReport)
    assert lock.stream is Stream.STATUS


@pytest.mark.parametrize(
    "value", [1013.25, 1013, 1013.0, 300, 987.5, "1013.25", "1013 hPa", 101325, 101.3, "101.3 kPa"]
)
def test_a_weather_stations_pressure_is_no_press(value: object) -> None:
    for file in ("", of("property_sensor"), of("fall_detector")):
        assert len(read(up(BUTTON, 1, {"press": value}), file=file)) == 1


def test_on_a_call_button_a_whole_number_is_a_press_and_a_fraction_of_the_air_is_not() -> None:
    file = of("personal_alarm")
    assert said(up(BUTTON, 1, {"press": 850}), file=file) == [(Cause.PRESS, False)]
    assert said(up(BUTTON, 1, {"press": 1013.25}), file=file) == []
    assert said(up(BUTTON, 1, {"sos": 1013.25}), file=file) == [(Cause.PRESS, False)]


def test_the_file_names_a_field_and_the_words_that_are_the_alarm() -> None:
    file = of("alarm_mat", alarm_field="channel.3, mat", alarm_on="1, down")
    messages = [up(BUTTON, n, one) for n, one in enumerate(({"channel": {"3": 1}}, {"mat": "up"}, {"mat": "DOWN"}))]
    assert said(*messages, file=file) == [
        (Cause.STEPPED_ON_MAT, False), (Cause.STEPPED_ON_MAT, True), (Cause.STEPPED_ON_MAT, False),
    ]  # fmt: skip


def test_the_file_says_what_a_field_means_and_that_each_uplink_is_one() -> None:
    file = of("supervision_sensor", alarm_field="b1", alarm_cause="left_bed", alarm_is="event")
    assert said(*(up(BUTTON, n, {"b1": 7}) for n in range(3)), file=file) == [(Cause.LEFT_BED, False)] * 3


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"alarm_cause": "sneeze"}, "line 1: alarm_cause must be a cause"),
        ({"alarm_is": "mood"}, 'line 1: alarm_is must be "state" or "event"'),
        ({"region": "Hemmet"}, "line 1: 'region' is not known"),
    ],
)
def test_words_that_the_file_cannot_mean_are_refused_by_line(words: dict[str, str], why: str) -> None:
    with pytest.raises(MappingError, match=re.escape(why)):
        mapping(of("personal_alarm", **words))


def test_a_named_field_takes_none_of_the_common_ones_away() -> None:
    assert said(up(BUTTON, 1, {"fall": True}), file=of("personal_alarm", alarm_field="b1")) == [(Cause.FALL, False)]


@pytest.mark.parametrize(
    ("name", "battery", "mains"),
    [
        ("status_battery", 75, None),
        ("status_zero_margin_battery_unavailable", None, None),
        ("status_mains", None, True),
        ("status_battery_255", None, None),
    ],
)
def test_a_status_is_a_sign_of_life_with_the_battery_where_it_is_known(
    name: str, battery: int | None, mains: bool | None
) -> None:
    [status] = read(told(name))
    assert isinstance(status, StatusReport)
    assert (status.kind, status.battery_percent, status.has_mains) == (DeviceKind.PERSONAL_ALARM, battery, mains)


def test_a_battery_once_told_is_still_known_with_the_next_frame() -> None:
    *_, sign, _ = read(told("status_battery"), told("up_sos"), told("up_sos", object={"sos": True}))
    assert isinstance(sign, StatusReport)
    assert sign.battery_percent == 86
    _, join = read(told("status_battery"), told("join"))
    assert isinstance(join, StatusReport)
    assert join.battery_percent == 75


def test_a_voltage_is_no_percent() -> None:
    signs = [read(up(BUTTON, 1, each))[0] for each in ({"battery": 3.6}, {"battery_level": 3})]
    assert [sign.battery_percent for sign in signs if isinstance(sign, StatusReport)] == [None, 3]


def test_a_location_whose_latitude_is_left_out_lies_on_the_equator() -> None:
    [fix] = read(told("location_on_the_equator"))
    assert isinstance(fix, SampleReport)
    assert [sample.value for sample in fix.samples] == [0.0, 16.4032]


def test_what_no_codec_has_decoded_is_a_case_of_class_high_for_it_may_be_a_person() -> None:
    sign, unread = read(told("up_without_object"))
    assert isinstance(sign, StatusReport)
    assert isinstance(unread, UnreadableReport)
    assert (unread.fault, unread.stream) == (Fault.BAD_FIELD, Stream.ALARMS)
    assert unread.origin is not None
    device = Device(DeviceId("larm-17"), HERE, "chirpstack", DeviceKind.PERSONAL_ALARM, None, None, "hallen")
    knowledge = Knowledge({HERE: frozenset({"chirpstack"})}, {(HERE, DeviceId("larm-17")): device})
    [planned] = sort_in(unread, knowledge, Overlay(Board()), lambda: "case-1")
    assert isinstance(planned.body, CaseOpened)
    assert planned.body.alarm.alarm_class is AlarmClass.HIGH
    assert planned.body.lane is Lane.TECHNICAL


def test_an_empty_object_is_not_decoded_either() -> None:
    assert [type(report) for report in read(told("up_without_object", object={}))] == [StatusReport, UnreadableReport]


@pytest.mark.parametrize("file", ["", of("property_sensor")])
def test_what_no_codec_has_decoded_of_another_device_is_a_sign_of_life_only(file: str) -> None:
    assert [type(report) for report in read(told("up_without_object"), file=file)] == [StatusReport]


def test_a_frame_of_the_networks_own_is_a_sign_of_life_only() -> None:
    assert [type(report) for report in read(told("up_mac_only"))] == [StatusReport]


@pytest.mark.parametrize("info", [{"devEui": SMOKE}, {"devEui": 17}, {"devEui": BUTTON, "applicationId": "another"}])
def test_a_payload_that_names_another_device_is_refused(info: dict[str, object]) -> None:
    [unread] = read(told("up_sos", deviceInfo=info))
    assert isinstance(unread, UnreadableReport)
    assert (unread.fault, unread.stream) == (Fault.TOPIC_DISAGREES, Stream.ALARMS)
    assert unread.origin is not None
    assert unread.origin.device == "larm-17"


def test_a_dev_eui_is_the_same_in_either_case() -> None:
    message = told("up_sos")
    shouted = replace(message, topic=message.topic.replace(BUTTON, BUTTON.upper()))
    [press] = alarms(shouted)
    assert press.head.origin.device == "larm-17"
    assert alarms(told("up_smoke"))[0].head.origin.device == "rok-3"


def test_a_retained_message_is_a_sign_of_life_and_never_an_alarm_nor_its_beginning() -> None:
    dialect = ChirpStack(mapping())
    assert [type(one) for one in dialect.read(told("up_smoke", retained=True))] == [StatusReport]
    assert any(isinstance(one, AlarmReport) for one in dialect.read(told("up_smoke")))


def test_what_was_taken_away_from_a_retained_topic_says_nothing() -> None:
    assert ChirpStack(mapping()).read(replace(told("up_sos"), payload=b"")) == ()


@pytest.mark.parametrize(
    "topic", ["application/1/device/xyz/event/up", "application/1/device/a84041000181c061/state/x", "", "zigbee2mqtt/x"]
)
def test_another_topic_is_told(topic: str) -> None:
    [unread] = ChirpStack(mapping()).read(Incoming(topic, b"{}", False, NOW))
    assert isinstance(unread, UnreadableReport)
    assert (unread.fault, unread.origin) == (Fault.WRONG_TOPIC, None)


def test_a_bad_time_loses_no_alarm() -> None:
    for wrong in (None, "yesterday", 1772483400, "2026-03-02T20:31:00"):
        [press] = alarms(told("up_sos", time=wrong))
        assert press.head.at == NOW


def test_what_is_no_json_of_an_alarm_is_unreadable_on_the_alarms_stream_and_a_status_is_not() -> None:
    for name, stream in (("up_sos", Stream.ALARMS), ("status_battery", Stream.STATUS)):
        for payload in (b"{", b"[]", b"\xff", b'{"a": 1, "a": 2}', b"[" * 100_000, b" " * (256 * 1024 + 1)):
            [unread] = read(replace(told(name), payload=payload))
            assert isinstance(unread, UnreadableReport)
            assert unread.stream is stream


def test_the_memory_of_devices_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.adapters.mqtt.dialects.chirpstack.MOST_DEVICES", 3)
    dialect = ChirpStack(mapping(""))
    for number in range(10):
        dialect.read(up(f"{number:016x}", number, {"smoke": True}))
    assert len(dialect._devices) == 3


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=5),
    max_leaves=20,
)
WORDS = st.sampled_from(["sos", "alarm", "contact", "battery", "latitude", "lon", "alarms", "smoke", "press", "b1"])
DECODED = st.dictionaries(WORDS | st.text(max_size=8), JSON, max_size=6)
KEYS = ("deduplicationId", "time", "deviceInfo", "fPort", "data", "object", "location", "batteryLevel", "margin")


@PATIENT
@given(
    st.sampled_from(["up", "status", "join", "location", "log", "other"]),
    st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass")),
    st.booleans(),
)
def test_whatever_comes_is_read_and_never_raises(event: str, payload: bytes, retained: bool) -> None:
    message = Incoming(f"application/1/device/{BUTTON}/event/{event}", payload, retained, NOW)
    for report in ChirpStack(mapping()).read(message):
        assert not (retained and isinstance(report, AlarmReport))


@PATIENT
@given(
    st.sampled_from(["up", "status", "location"]),
    st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6),
    DECODED | DECODED.map(lambda inner: {"status": inner}),
    st.sampled_from(["personal_alarm", "property_sensor", "unknown"]),
    st.sampled_from([{}, {"alarm_field": "b1"}, {"alarm_field": "sos", "alarm_on": "1,x"}, {"alarm_is": "state"}]),
)
def test_whatever_an_object_holds_is_read_into_reports_that_can_be_stored(
    event: str, body: dict[str, object], decoded: dict[str, object], kind: str, words: Table[str, str]
) -> None:
    payload = json.dumps({**body, "object": decoded}).encode("utf-8", "surrogatepass")
    origin = mapping("").bound("chirpstack", BUTTON).origin
    bound = Bound(origin, DeviceKind(kind), is_mapped=True, words=words)
    dialect = ChirpStack(Mapping(HERE, "chirpstack", {("chirpstack", BUTTON): bound}))
    found = dialect.read(Incoming(f"application/1/device/{BUTTON}/event/{event}", payload, False, NOW))
    assert len({key_of(report) for report in found}) == len(found)
    for report in found:
        assert 1 <= len(key_of(report).id) <= 255
        if isinstance(report, AlarmReport):
            assert len(report.text) <= 500
            assert clean(report.text) == report.text
            report.text.encode()


def test_a_widest_object_of_many_flags_is_one_alarm() -> None:
    message = up(BUTTON, 1, {f"k{number}": {"sos": True} for number in range(10_000)})
    assert 200_000 < len(message.payload) < 256 * 1024
    assert said(message) == [(Cause.PRESS, False)]
