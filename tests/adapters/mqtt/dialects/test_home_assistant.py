"""Home Assistant's discovery: what is announced is heard, as it was announced, and no program of theirs is run."""

import json

import pytest

from console.adapters.mqtt.dialects.home_assistant import HomeAssistant
from console.adapters.mqtt.dialects.home_assistant_config import read_topic
from console.adapters.mqtt.dialects.mapping import Mapping
from console.adapters.mqtt.fields import Unreadable
from console.domain.alarm import Cause, DeviceKind
from console.domain.report import Stream
from tests.adapters.mqtt.dialects.dialect_kit import (
    UNBOUND,
    Talk,
    alarms,
    bound,
    causes,
    incoming,
    mapping,
    seen,
    statuses,
    unreadable,
)

CONFIG = "homeassistant/binary_sensor/rum/rok/config"
STATE = "rum/rok/state"
CONFIGS = ("homeassistant/+/+/config", "homeassistant/+/+/+/config")


def home(config: dict[str, object] | None = None, devices: Mapping = UNBOUND, topic: str = CONFIG) -> Talk:
    """A home with one entity announced."""
    talk = Talk(HomeAssistant(devices))
    if config is not None:
        assert talk.say(topic, {"state_topic": STATE, **config}, retained=True) == ()
    return talk


def test_an_announced_state_is_subscribed_to_and_no_more_when_it_is_taken_back() -> None:
    talk = home({"device_class": "smoke"})
    assert talk.dialect.subscriptions == (*CONFIGS, STATE)
    talk.say(CONFIG, b"")
    assert talk.dialect.subscriptions == CONFIGS
    assert talk.say(STATE, "ON") == ()


def test_an_announcement_anew_replaces_the_one_before() -> None:
    talk = home({"device_class": "smoke"})
    talk.say(CONFIG, {"state_topic": "rum/annan", "device_class": "smoke"}, retained=True)
    assert talk.dialect.subscriptions == (*CONFIGS, "rum/annan")


@pytest.mark.parametrize(
    ("device_class", "kind", "cause"),
    [
        ("smoke", DeviceKind.SMOKE_DETECTOR, Cause.SMOKE),
        ("heat", DeviceKind.SMOKE_DETECTOR, Cause.HEAT),
        ("gas", DeviceKind.GAS_DETECTOR, Cause.GAS),
        ("carbon_monoxide", DeviceKind.CO_DETECTOR, Cause.CARBON_MONOXIDE),
        ("moisture", DeviceKind.PROPERTY_SENSOR, Cause.WATER_LEAK),
        ("tamper", DeviceKind.UNKNOWN, Cause.TAMPER),
        ("battery", DeviceKind.UNKNOWN, Cause.BATTERY_LOW),
        ("safety", DeviceKind.UNKNOWN, Cause.UNKNOWN),
    ],
)
def test_a_danger_is_an_alarm_once_and_has_an_end(device_class: str, kind: DeviceKind, cause: Cause) -> None:
    talk = home({"device_class": device_class})
    assert causes(talk.say(STATE, "OFF")) == []
    (alarm,) = talk.alarms(STATE, "ON")
    assert (alarm.kind, alarm.cause, alarm.text) == (kind, cause, f"{device_class}")
    assert talk.alarms(STATE, "ON") == []
    assert [each.is_reset for each in talk.alarms(STATE, "OFF")] == [True]


def test_connectivity_is_on_while_connected() -> None:
    talk = home({"device_class": "connectivity"})
    assert talk.alarms(STATE, "ON") == []
    assert causes(talk.say(STATE, "OFF")) == [Cause.LINK_LOST]


def test_a_lock_is_on_when_it_is_unlocked() -> None:
    assert seen(home({"device_class": "lock"}).say(STATE, "ON")) == ["unlocked"]
    talk = home({"device_class": "lock"}, bound("home_assistant", "rum", "door_alarm"))
    assert causes(talk.say(STATE, "ON")) == [Cause.DOOR_OPENED]


@pytest.mark.parametrize("device_class", ["door", "window", "opening", "motion", "occupancy", "presence", "vibration"])
def test_everyday_life_is_an_observation_of_an_unbound_device(device_class: str) -> None:
    said = home({"device_class": device_class}).say(STATE, "ON")
    assert len(seen(said)) == 1
    assert alarms(said) == []


def test_a_bed_that_the_mapping_file_has_is_left() -> None:
    talk = home({"device_class": "occupancy"}, bound("home_assistant", "rum", "bed_sensor"))
    assert talk.alarms(STATE, "ON") == []
    (left,) = talk.alarms(STATE, "OFF")
    assert (left.kind, left.cause, left.head.origin.device) == (DeviceKind.BED_SENSOR, Cause.LEFT_BED, "enhet-1")


def test_one_entity_of_a_device_may_be_named_alone() -> None:
    talk = home({"device_class": "door"}, bound("home_assistant", "rum/rok", "door_alarm"))
    assert causes(talk.say(STATE, "ON")) == [Cause.DOOR_OPENED]


def test_a_call_button_that_never_says_off_is_pressed_each_time() -> None:
    talk = home({}, bound("home_assistant", "rum", "personal_alarm"))
    assert [causes(talk.say(STATE, "ON")) for _ in range(2)] == [[Cause.PRESS], [Cause.PRESS]]


def test_a_call_that_says_off_is_a_state() -> None:
    talk = home({}, bound("home_assistant", "rum", "room_call"))
    talk.say(STATE, "OFF")
    said = [causes(talk.say(STATE, word)) for word in ("ON", "ON", "OFF", "ON")]
    assert said == [[Cause.ROOM_CALL], [], [], [Cause.ROOM_CALL]]


def test_a_retained_state_is_never_a_new_alarm_but_a_danger_or_a_call_is_told_once_as_retained() -> None:
    talk = home({}, bound("home_assistant", "rum", "personal_alarm"))
    for _ in range(2):
        told = talk.alarms(STATE, "ON", retained=True)
    assert told == []
    assert causes(talk.say(STATE, "ON")) == [Cause.PRESS]
    talk = home({"device_class": "door"}, bound("home_assistant", "rum", "door_alarm"))
    assert talk.say(STATE, "ON", retained=True) == ()
    talk = home({"device_class": "smoke"})
    (left,) = talk.alarms(STATE, "ON", retained=True)
    assert left.head.retained
    assert talk.say(STATE, "ON", retained=True) == ()
    assert causes(talk.say(STATE, "ON")) == [Cause.SMOKE]


def test_payloads_and_a_path_into_json_are_as_announced() -> None:
    told = {
        "dev_cla": "smoke", "stat_t": "~/state", "~": "zig/rok", "pl_on": True, "pl_off": False,
        "val_tpl": "{{ value_json.sensor.smoke }}",
    }  # fmt: skip
    talk = Talk(HomeAssistant(UNBOUND))
    talk.say(CONFIG, told, retained=True)
    assert talk.dialect.subscriptions[2:] == ("zig/rok/state",)
    assert causes(talk.say("zig/rok/state", {"sensor": {"smoke": False}})) == []
    assert talk.say("zig/rok/state", {"sensor": {}, "battery": 3})[:-1] == ()
    assert causes(talk.say("zig/rok/state", {"sensor": {"smoke": True}})) == [Cause.SMOKE]


def test_a_template_of_the_value_itself_is_read() -> None:
    assert causes(home({"device_class": "gas", "value_template": "{{value}}"}).say(STATE, "ON")) == [Cause.GAS]


@pytest.mark.parametrize(
    "template",
    [
        "{{ value | int }}",
        "{{ value_json['a'] }}",
        "{% if value == '1' %}ON{% endif %}",
        "{{ value_json.a }}{{ value }}",
        "{{ value_json.__class__.__init__.__globals__() }}",
        "{{ ''.__class__ }}",
        "{{ value_json }}",
        7,
        ["x"],
    ],
)
def test_any_other_template_is_refused_once_and_never_run(template: object) -> None:
    talk = Talk(HomeAssistant(UNBOUND))
    config = {"state_topic": STATE, "device_class": "smoke", "value_template": template}
    (first,) = unreadable(talk.say(CONFIG, config, retained=True))
    (again,) = unreadable(talk.say(CONFIG, config, retained=True))
    assert first.key == again.key
    assert first.explanation.startswith("this value_template is not read")
    assert first.stream is Stream.STATUS
    assert talk.dialect.subscriptions == CONFIGS


def test_a_device_announces_its_components_together() -> None:
    told = {
        "dev": {"ids": ["4711"], "name": "Sensor"}, "o": {"name": "provgivare"}, "avty_t": "g/lwt", "stat_t": "g/state",
        "cmps": {
            "rok": {"p": "binary_sensor", "dev_cla": "smoke", "val_tpl": "{{ value_json.smoke }}"},
            "vatten": {"p": "binary_sensor", "dev_cla": "moisture", "val_tpl": "{{ value_json.leak }}"},
            "lampa": {"p": "light", "cmd_t": "g/set"},
            "borta": {},
        },
    }  # fmt: skip
    talk = Talk(HomeAssistant(UNBOUND))
    assert talk.say("homeassistant/device/givare/config", told, retained=True) == ()
    assert talk.dialect.subscriptions[2:] == ("g/state", "g/lwt")
    said = talk.say("g/state", {"smoke": "ON", "leak": "OFF"})
    assert causes(said) == [Cause.SMOKE]
    assert len(statuses(said)) == 1
    assert causes(talk.say("g/state", {"smoke": "ON", "leak": "ON"})) == [Cause.WATER_LEAK]
    assert causes(talk.say("g/lwt", "offline")) == [Cause.LINK_LOST]


def test_one_bad_component_costs_no_other() -> None:
    told = {"cmps": {
        "a": {"p": "binary_sensor", "dev_cla": "smoke", "stat_t": "g/a"},
        "b": {"p": "binary_sensor", "dev_cla": "gas", "stat_t": "g/#"},
    }}  # fmt: skip
    talk = Talk(HomeAssistant(UNBOUND))
    (wrong,) = unreadable(talk.say("homeassistant/device/givare/config", told, retained=True))
    assert "without wildcards" in wrong.explanation
    assert causes(talk.say("g/a", "ON")) == [Cause.SMOKE]


def test_a_device_that_says_it_is_away_is_lost_until_it_is_back() -> None:
    talk = home({"device_class": "smoke", "availability": [{"topic": "a/1"}, {"t": "a/2"}], "availability_mode": "all"})
    assert talk.alarms("a/1", "offline", retained=True) == []
    assert causes(talk.say("a/1", "offline")) == [Cause.LINK_LOST]
    assert talk.say("a/2", "offline") == ()
    assert talk.say("a/1", "online") == ()
    assert [each.is_reset for each in talk.alarms("a/2", "online")] == [True]


def test_where_any_way_will_do_all_must_be_lost() -> None:
    talk = home({"device_class": "smoke", "avty": [{"t": "a/1"}, {"t": "a/2"}], "avty_mode": "any"})
    assert talk.say("a/1", "offline") == ()
    assert causes(talk.say("a/2", "offline")) == [Cause.LINK_LOST]


def test_a_state_that_lets_go_by_itself_can_begin_again() -> None:
    talk = home({"device_class": "smoke", "off_delay": 3})
    talk.say(STATE, "ON")
    assert talk.alarms(STATE, "ON") == []
    for _ in range(3):
        talk.say("other", "x")
    assert causes(talk.say(STATE, "ON")) == [Cause.SMOKE]


def test_expire_after_is_how_often_a_sign_of_life_is_promised() -> None:
    (status,) = statuses(home({"device_class": "smoke", "expire_after": 120}).say(STATE, "OFF"))
    assert status.heartbeat_interval is not None
    assert status.heartbeat_interval.total_seconds() == 120
    (hasty,) = statuses(home({"device_class": "smoke", "expire_after": 1}).say(STATE, "OFF"))
    assert hasty.heartbeat_interval is not None
    assert hasty.heartbeat_interval.total_seconds() == 60


def test_a_batterys_charge_is_kept_and_told_when_it_is_low() -> None:
    topic = "homeassistant/sensor/rum/batteri/config"
    talk = home({"device_class": "battery"}, topic=topic)
    (status,) = statuses(talk.say(STATE, "64"))
    assert status.battery_percent == 64
    assert causes(talk.say(STATE, "8")) == [Cause.BATTERY_LOW]


def test_an_event_or_a_trigger_is_a_press_of_what_is_a_call() -> None:
    devices = bound("home_assistant", "rum", "personal_alarm")
    talk = home({"event_types": ["single", "release"]}, devices, "homeassistant/event/rum/knapp/config")
    assert causes(talk.say(STATE, {"event_type": "single"})) == [Cause.PRESS]
    assert causes(talk.say(STATE, {"event_type": "release"})) == []
    left, again = (talk.alarms(STATE, {"event_type": "single"}, retained=True)[0].head for _ in range(2))
    assert left.retained
    assert left.key == again.key
    trigger = {"automation_type": "trigger", "topic": STATE, "payload": "long"}
    talk = home(trigger, devices, "homeassistant/device_automation/rum/knapp/config")
    assert causes(talk.say(STATE, "short")) == []
    assert causes(talk.say(STATE, "long")) == [Cause.PRESS]


def test_an_unbound_devices_own_word_of_an_emergency_is_an_alarm() -> None:
    talk = home({"event_types": ["sos"]}, topic="homeassistant/event/rum/knapp/config")
    assert causes(talk.say(STATE, {"event_type": "sos"})) == [Cause.PRESS]
    assert causes(talk.say(STATE, {"event_type": "single"})) == []


def test_a_command_button_a_light_and_a_thermometer_are_not_heard() -> None:
    for component in ("button", "light", "switch", "sensor"):
        assert home({}, topic=f"homeassistant/{component}/rum/x/config").dialect.subscriptions == CONFIGS


def test_what_another_dialect_hears_is_not_heard_twice() -> None:
    talk = Talk(HomeAssistant(UNBOUND, elsewhere=("zigbee2mqtt/",)))
    talk.say(CONFIG, {"state_topic": "zigbee2mqtt/rok", "device_class": "smoke"}, retained=True)
    assert talk.dialect.subscriptions == CONFIGS


@pytest.mark.parametrize(
    "topic", ["", "a/#", "a/+/b", "$SYS/broker", "vaka/v1/x", "a\x00b", "\ud800", "x" * 600, None, 7]
)
def test_a_topic_that_is_none_or_not_the_devices_is_never_asked_for(topic: object) -> None:
    with pytest.raises(Unreadable):
        read_topic(topic, "", "binary_sensor")


def test_a_state_that_is_neither_is_told_and_an_unknown_one_is_quiet() -> None:
    talk = home({"device_class": "smoke"})
    (report,) = unreadable(talk.say(STATE, "kanske"))
    assert report.stream is Stream.ALARMS
    assert unreadable(talk.say(STATE, "unavailable")) == []


def test_what_was_announced_last_time_is_heard_before_it_is_announced_again() -> None:
    before = home({"device_class": "smoke"})
    assert isinstance(before.dialect, HomeAssistant)
    assert before.dialect.announced.is_news
    again = HomeAssistant(UNBOUND)
    again.announced.recall(json.loads(json.dumps(before.dialect.announced.texts)))
    assert not again.announced.is_news
    assert causes(again.read(incoming(STATE, "ON"))) == [Cause.SMOKE]


def test_more_entities_than_can_be_kept_are_told_and_cost_none_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.adapters.mqtt.dialects.home_assistant_announced.MOST_ENTITIES", 1)
    talk = home({"device_class": "smoke"})
    second = {"state_topic": "x", "device_class": "gas"}
    (told,) = unreadable(talk.say("homeassistant/binary_sensor/b/config", second, retained=True))
    assert "too much is announced" in told.explanation
    assert causes(talk.say(STATE, "ON")) == [Cause.SMOKE]


def test_a_device_is_named_by_its_topic_and_not_by_what_it_says_of_itself() -> None:
    devices = mapping('[[device]]\ndialect = "home_assistant"\nname = "offer"\nkind = "personal_alarm"\n')
    talk = home({"device_class": "smoke", "unique_id": "offer", "device": {"identifiers": ["offer"]}}, devices)
    (alarm,) = talk.alarms(STATE, "ON")
    assert alarm.head.origin.device == "rum"
