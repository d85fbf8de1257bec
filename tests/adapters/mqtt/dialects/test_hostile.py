"""Whatever comes from the network, a dialect reads it: never an exception, never an alarm out of a retained word."""

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from console.adapters.mqtt.dialects.dialect import Dialect, Incoming
from console.adapters.mqtt.dialects.home_assistant import HomeAssistant
from console.adapters.mqtt.dialects.zigbee2mqtt import Zigbee2Mqtt
from console.adapters.mqtt.fields import clean
from console.adapters.mqtt.topics import is_device, is_level
from console.domain.report import AlarmReport, UnreadableReport
from tests.adapters.mqtt.dialects.dialect_kit import AT, UNBOUND, alarms, bound, incoming

MAKERS: dict[str, Callable[[], Dialect]] = {
    "zigbee2mqtt": lambda: Zigbee2Mqtt(bound("zigbee2mqtt", "a", "personal_alarm")),
    "home_assistant": lambda: HomeAssistant(bound("home_assistant", "a", "personal_alarm")),
}
CONFIG = "homeassistant/binary_sensor/a/b/config"
TOPICS = st.sampled_from([
    "zigbee2mqtt/a", "zigbee2mqtt/a/availability", "zigbee2mqtt/b/c", "zigbee2mqtt/b/action",
    "zigbee2mqtt/bridge/devices",
    "zigbee2mqtt/bridge/state", "zigbee2mqtt/bridge/event", "zigbee2mqtt/a/b/c/d", "zigbee2mqtt/", "zigbee2mqtt", "",
    CONFIG, "homeassistant/device/a/config", "homeassistant/event/a/config", "homeassistant/sensor/a/config",
    "homeassistant/binary_sensor/config", "s", "t",
]) | st.text(max_size=40).map(lambda rest: f"zigbee2mqtt/{rest}")  # fmt: skip
WORDS = st.sampled_from([
    "smoke", "contact", "sos", "action", "battery", "occupancy", "fall_status", "last_seen", "device", "tamper",
    "emergency", "panic", "state", "offline", "online", "type", "data", "friendly_name", "ieee_address", "definition",
    "exposes", "property", "value_on", "value_off", "binary", "features", "device_leave", "a", "state_topic", "stat_t",
    "s",
    "t", "~", "~x", "device_class", "value_template", "{{ value }}", "{{ value_json.a }}", "payload_on", "ON", "OFF",
    "cmps",
    "components", "p", "platform", "binary_sensor", "event", "event_type", "availability", "topic", "off_delay",
    "expire_after", "payload", "device_automation", "mode", "all",
])  # fmt: skip
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([2**63, -(2**70), 1e308])
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=8), inner, max_size=6),
    max_leaves=12,
)
HOSTILE = st.sampled_from([
    b"", b"\xff\xfe", b"\x00", b'"\\ud800"', b'{"sos": NaN}', b'{"battery": 1e999}', b'{"sos":true,"sos":false}',
    b'{"action":"\\ud800\\u202e"}', b"[" * 50_000, b'{"a":' * 50_000, b"9" * 5_000,
    b'{"last_seen":' + b"9" * 400 + b"}",
    b'{"last_seen":"0001-01-01T00:00:00+14:00"}', b'{"sos":true,"x":"' + b"y" * 262_144 + b'"}', b"true", b"null", b"0",
    b'{"state_topic":"\\ud800","device_class":"smoke"}', b'{"state_topic":"s","payload_on":[[[]]],"off_delay":-1}',
])  # fmt: skip
PAYLOADS = (
    HOSTILE | st.binary(max_size=60) | VALUES.map(lambda value: json.dumps(value).encode())
    | st.dictionaries(WORDS, VALUES, max_size=8).map(lambda value: json.dumps(value).encode())
)  # fmt: skip
TALKS = st.lists(st.tuples(TOPICS, PAYLOADS, st.booleans(), st.booleans()), min_size=1, max_size=6)

unhurried = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.parametrize("name", MAKERS)
@unhurried
@given(talk=TALKS)
@example(talk=[(CONFIG, b'{"state_topic":"s","device_class":"smoke"}', True, False), ("s", b"\xff", False, False)])
@example(talk=[("zigbee2mqtt/\ud800", b'{"sos":true}', False, False)])
@example(talk=[("zigbee2mqtt/" + "a/" * 30_000, b'{"sos":true}', False, False)])
def test_reading_is_total_and_what_it_makes_can_be_stored(name: str, talk: list[tuple[str, bytes, bool, bool]]) -> None:
    dialect = MAKERS[name]()
    for topic, payload, retained, is_repeat in talk:
        for report in dialect.read(Incoming(topic, payload, retained, AT, is_repeat)):
            said = report if isinstance(report, UnreadableReport) else report.head
            key, raw, origin = said.key, said.raw, said.origin
            assert origin is not None
            assert is_level(origin.municipality)
            assert is_device(origin.device)
            assert 0 < len(key.id) <= 255
            assert len(key.source) <= 700
            assert len(raw.payload) <= 65_536
            texts = [key.source, key.id, raw.topic]
            if isinstance(report, AlarmReport):
                texts += [report.text, report.place]
                assert len(report.text) <= 500
            for text in texts:
                text.encode("utf-8")  # no lone surrogate, which no database takes
                assert text == clean(text)


@pytest.mark.parametrize("name", MAKERS)
@unhurried
@given(talk=TALKS)
def test_a_retained_word_is_never_a_new_alarm(name: str, talk: list[tuple[str, bytes, bool, bool]]) -> None:
    dialect = MAKERS[name]()
    for topic, payload, retained, is_repeat in talk:
        reports = dialect.read(Incoming(topic, payload, retained, AT, is_repeat))
        if retained and topic != "zigbee2mqtt/bridge/state":  # the hub's own state, which holds now
            assert alarms(reports) == []


@unhurried
@given(payload=PAYLOADS, told=st.dictionaries(WORDS, VALUES, max_size=6))
def test_no_announcement_makes_us_ask_for_more_than_a_devices_topic(payload: bytes, told: dict[str, object]) -> None:
    dialect = HomeAssistant(UNBOUND)
    dialect.read(incoming(CONFIG, payload, retained=True))
    dialect.read(incoming("homeassistant/device/x/config", {"cmps": {"a": {"p": "binary_sensor", **told}}}))
    for topic in dialect.subscriptions[2:]:
        assert not set("+#\x00") & set(topic)
        assert not topic.startswith(("$", "vaka/"))
        assert topic.encode("utf-8")


@given(path=st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=4))
def test_a_path_goes_only_as_deep_as_it_says(path: list[str]) -> None:
    dialect = HomeAssistant(UNBOUND)
    template = "{{ value_json." + ".".join(path) + " }}"
    dialect.read(incoming(CONFIG, {"state_topic": "s", "device_class": "smoke", "value_template": template}))
    told: object = "ON"
    for step in reversed(path):
        told = {step: told}
    assert len(alarms(dialect.read(incoming("s", told)))) == 1
