"""Zigbee2MQTT: which of a hub's words are alarms, whose they are, and what is never one."""

from datetime import UTC, datetime, timedelta

import pytest

from console.adapters.mqtt.dialects.zigbee2mqtt import Zigbee2Mqtt
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import DeviceId
from console.domain.report import Fault, Origin, Stream, key_of
from tests.adapters.mqtt.dialects.dialect_kit import (
    ALVBRO,
    AT,
    SENDER,
    UNBOUND,
    Talk,
    alarms,
    bound,
    causes,
    seen,
    statuses,
    unreadable,
    zigbee_device,
)

DEVICES = "zigbee2mqtt/bridge/devices"
CONTACT = {"type": "binary", "property": "contact", "value_on": False, "value_off": True}


def hub(kind: str = "", name: str = "knapp") -> Talk:
    return Talk(Zigbee2Mqtt(bound("zigbee2mqtt", name, kind) if kind else UNBOUND))


def test_a_latched_call_is_one_alarm_however_often_the_state_is_said_again() -> None:
    talk = hub()
    assert causes(talk.say("zigbee2mqtt/knapp", {"sos": False, "battery": 91})) == []
    assert causes(talk.say("zigbee2mqtt/knapp", {"sos": True, "battery": 91})) == [Cause.PRESS]
    assert causes(talk.say("zigbee2mqtt/knapp", {"sos": True, "battery": 90})) == []
    (ended,) = talk.alarms("zigbee2mqtt/knapp", {"sos": False, "battery": 90})
    assert ended.is_reset
    assert causes(talk.say("zigbee2mqtt/knapp", {"sos": True, "battery": 90})) == [Cause.PRESS]


def test_after_a_start_a_retained_call_is_told_as_retained_once_and_the_first_live_one_is_an_alarm() -> None:
    talk = hub()
    (left,) = talk.alarms("zigbee2mqtt/knapp", {"sos": True, "battery": 91}, retained=True)
    assert (left.cause, left.head.retained) == (Cause.PRESS, True)
    assert talk.alarms("zigbee2mqtt/knapp", {"sos": True, "battery": 90}, retained=True) == []
    (press,) = talk.alarms("zigbee2mqtt/knapp", {"sos": True, "battery": 90})
    assert (press.cause, press.head.retained) == (Cause.PRESS, False)
    assert talk.alarms("zigbee2mqtt/knapp", {"sos": True, "battery": 90}, retained=True) == []


def test_a_retained_call_is_the_same_report_after_a_start_and_another_when_it_came_later() -> None:
    told = {"sos": True, "last_seen": "2026-03-02T20:00:00Z"}
    talk = hub()
    (first,), (again,) = (each.alarms("zigbee2mqtt/knapp", told, retained=True) for each in (talk, hub()))
    assert first.head.key == again.head.key
    (live,) = hub().alarms("zigbee2mqtt/knapp", told)
    assert live.head.key == first.head.key, "what was stored live is known"
    later = {**told, "last_seen": "2026-03-02T20:10:00Z"}
    (missed,) = talk.alarms("zigbee2mqtt/knapp", later, retained=True)
    assert missed.head.key != first.head.key


@pytest.mark.parametrize(
    ("told", "is_told"),
    [
        ({"smoke": True}, True), ({"fall_status": "fall_alarm"}, True), ({"water_leak": True}, True),
        ({"action": "emergency"}, True), ({"battery_low": True}, False), ({"tamper": True}, False),
        ({"contact": False}, False), ({"occupancy": True}, False), ({"sos": False}, False),
        ({"action": "single"}, False),
    ],
)  # fmt: skip
def test_of_what_was_retained_only_a_danger_or_a_call_is_told(told: dict[str, object], is_told: bool) -> None:
    found = hub().alarms("zigbee2mqtt/annan", told, retained=True)
    assert [each.head.retained for each in found] == [True] * is_told


def pressed(*said: dict[str, object]) -> list[int]:
    """How many calls each message is, ten seconds between them, each with a `last_seen` of its own."""
    at = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    talk = hub()
    return [
        len(causes(talk.say("zigbee2mqtt/knapp", {"last_seen": (at + timedelta(seconds=10 * n)).isoformat(), **told})))
        for n, told in enumerate(said)
    ]


def test_a_call_button_that_never_says_off_is_heard_each_time_and_its_battery_is_no_press() -> None:
    on = {"sos": True, "battery": 91, "linkquality": 80}
    lower = {**on, "battery": 90, "linkquality": 70}
    assert pressed(on, {**on, "linkquality": 90}, lower, lower, {"sos": True}) == [1, 1, 0, 1, 1]


def test_a_press_that_the_radio_says_three_times_is_one() -> None:
    seconds = [f"2026-03-02T20:00:0{n}Z" for n in (0, 1, 1)]
    assert pressed(*({"sos": True, "last_seen": each} for each in seconds)) == [1, 0, 0]


def test_a_state_repeated_from_the_hubs_cache_is_no_press() -> None:
    told = {"sos": True, "last_seen": "2026-03-02T20:00:00Z", "linkquality": 80}
    assert pressed(told, told, {**told, "last_seen": "2026-03-02T19:00:00Z"}) == [1, 0, 0]


def test_a_call_that_has_ended_by_itself_once_is_a_state() -> None:
    on, off = {"sos": True}, {"sos": False}
    assert pressed(off, on, off, on, on, off, on) == [0, 1, 0, 1, 0, 0, 1]


def test_without_last_seen_another_link_quality_is_a_press_and_the_same_state_is_not() -> None:
    talk = hub()
    said = [{"sos": True, "linkquality": quality} for quality in (80, 80, 92)]
    found = []
    for told in said:
        found.append(causes(talk.say("zigbee2mqtt/knapp", told)))
        talk.say("other", "x")
        talk.say("other", "x")
    assert found == [[Cause.PRESS], [], [Cause.PRESS]]


def test_a_retained_all_clear_lets_the_next_call_be_an_alarm() -> None:
    talk = hub()
    talk.say("zigbee2mqtt/knapp", {"sos": True})
    assert talk.alarms("zigbee2mqtt/knapp", {"sos": False}, retained=True) == []
    assert causes(talk.say("zigbee2mqtt/knapp", {"sos": True})) == [Cause.PRESS]


@pytest.mark.parametrize("action", ["emergency", "sos", "panic"])
def test_each_emergency_action_is_an_alarm_of_its_own(action: str) -> None:
    talk = hub()
    first = talk.alarms("zigbee2mqtt/knapp", {"action": action})
    second = talk.alarms("zigbee2mqtt/knapp", {"action": action})
    assert [each.cause for each in first + second] == [Cause.PRESS] * 2
    assert first[0].head.key != second[0].head.key
    assert first[0].text == action


def test_the_same_message_sent_again_by_the_broker_is_the_same_alarm() -> None:
    talk = hub()
    (first,) = talk.alarms("zigbee2mqtt/knapp", {"action": "emergency"})
    (again,) = talk.alarms("zigbee2mqtt/knapp", {"action": "emergency"}, is_repeat=True)
    assert again.head.key == first.head.key


def test_with_last_seen_two_consoles_come_to_the_same_key() -> None:
    told = {"action": "emergency", "last_seen": "2026-03-02T20:14:59.120Z"}
    (mine,) = hub().alarms("zigbee2mqtt/knapp", told)
    other = hub()
    other.say("zigbee2mqtt/annan", {"battery": 4})
    (theirs,) = other.alarms("zigbee2mqtt/knapp", told)
    assert mine.head.key == theirs.head.key
    assert mine.head.at.isoformat() == "2026-03-02T20:14:59.120000+00:00"


def test_a_keypad_that_says_action_and_state_together_is_one_press() -> None:
    assert causes(hub().say("zigbee2mqtt/panel", {"action": "sos", "sos_alarm": True})) == [Cause.PRESS]


def test_a_plain_button_calls_only_where_the_mapping_file_says_so() -> None:
    assert causes(hub().say("zigbee2mqtt/knapp", {"action": "single"})) == []
    (call,) = hub("room_call").alarms("zigbee2mqtt/knapp", {"action": "single"})
    assert (call.kind, call.cause, call.place) == (DeviceKind.ROOM_CALL, Cause.ROOM_CALL, "hallen")
    assert hub("room_call").alarms("zigbee2mqtt/knapp", {"action": "hold_release"}) == []
    assert causes(hub("staff_attack").say("zigbee2mqtt/knapp", {"action": "panic"})) == [Cause.ATTACK]


@pytest.mark.parametrize(
    ("told", "kind", "cause"),
    [
        ({"smoke": True}, DeviceKind.SMOKE_DETECTOR, Cause.SMOKE),
        ({"gas": True}, DeviceKind.GAS_DETECTOR, Cause.GAS),
        ({"carbon_monoxide": True}, DeviceKind.CO_DETECTOR, Cause.CARBON_MONOXIDE),
        ({"carbon_monoxide": "ON"}, DeviceKind.CO_DETECTOR, Cause.CARBON_MONOXIDE),
        ({"water_leak": True}, DeviceKind.PROPERTY_SENSOR, Cause.WATER_LEAK),
        ({"water_leak_alarm_1": True}, DeviceKind.PROPERTY_SENSOR, Cause.WATER_LEAK),
        ({"fall_status": "fall_alarm"}, DeviceKind.FALL_DETECTOR, Cause.FALL),
        ({"fall_down_status": "fall"}, DeviceKind.FALL_DETECTOR, Cause.FALL),
        ({"status": "falling"}, DeviceKind.FALL_DETECTOR, Cause.FALL),
        ({"smoke_state": "alarm"}, DeviceKind.SMOKE_DETECTOR, Cause.SMOKE),
        ({"tamper": True}, DeviceKind.UNKNOWN, Cause.TAMPER),
        ({"battery_low": True}, DeviceKind.UNKNOWN, Cause.BATTERY_LOW),
        ({"battery": 7}, DeviceKind.UNKNOWN, Cause.BATTERY_LOW),
        ({"test": True}, DeviceKind.UNKNOWN, Cause.TEST),
    ],
)
def test_what_is_dangerous_is_an_alarm_of_any_device(told: dict[str, object], kind: DeviceKind, cause: Cause) -> None:
    (alarm,) = hub().alarms("zigbee2mqtt/hall/vid dörren", told)
    assert (alarm.kind, alarm.cause, alarm.is_reset) == (kind, cause, False)
    assert alarm.text.startswith("hall/vid dörren")


def test_two_words_for_the_same_smoke_are_one_alarm_until_both_have_ended() -> None:
    talk = hub()
    assert causes(talk.say("zigbee2mqtt/rok", {"smoke": True, "smoke_state": "alarm"})) == [Cause.SMOKE]
    assert talk.alarms("zigbee2mqtt/rok", {"smoke": False}) == []
    (ended,) = talk.alarms("zigbee2mqtt/rok", {"smoke_state": "normal"})
    assert ended.is_reset


@pytest.mark.parametrize(
    ("kind", "opened", "closed", "cause"),
    [
        ("door_alarm", {"contact": False}, {"contact": True}, Cause.DOOR_OPENED),
        ("ir_detector", {"occupancy": True}, {"occupancy": False}, Cause.MOVEMENT),
        ("alarm_mat", {"vibration": True}, {"vibration": False}, Cause.STEPPED_ON_MAT),
        ("bed_sensor", {"presence": False}, {"presence": True}, Cause.LEFT_BED),
    ],
)
def test_everyday_life_is_an_alarm_where_the_mapping_file_says_what_the_device_is_for(
    kind: str, opened: dict[str, object], closed: dict[str, object], cause: Cause
) -> None:
    talk = hub(kind)
    assert talk.alarms("zigbee2mqtt/knapp", closed) == []
    assert causes(talk.say("zigbee2mqtt/knapp", opened)) == [cause]
    assert [each.is_reset for each in talk.alarms("zigbee2mqtt/knapp", closed)] == [True]


@pytest.mark.parametrize("kind", ["", "supervision_sensor", "fall_detector"])
def test_everyday_life_is_an_observation_of_every_other_device(kind: str) -> None:
    talk = hub(kind)
    assert seen(talk.say("zigbee2mqtt/knapp", {"contact": False})) == ["door_opened"]
    assert seen(talk.say("zigbee2mqtt/knapp", {"contact": False})) == []
    assert seen(talk.say("zigbee2mqtt/knapp", {"contact": True, "occupancy": True})) == ["door_closed", "presence"]
    assert talk.alarms("zigbee2mqtt/knapp", {"presence": True}) == []


@pytest.mark.parametrize(("on", "off"), [(False, True), (True, False), ("ON", "OFF")])
def test_a_contact_is_open_when_it_says_no_whatever_the_model_calls_on(on: object, off: object) -> None:
    talk = hub("door_alarm")
    contact = {"type": "binary", "property": "contact", "value_on": on, "value_off": off}
    talk.say(DEVICES, [zigbee_device("knapp", [contact])], retained=True)
    no, yes = (False, True) if isinstance(on, bool) else ("OFF", "ON")
    assert talk.alarms("zigbee2mqtt/knapp", {"contact": yes}) == []
    assert causes(talk.say("zigbee2mqtt/knapp", {"contact": no})) == [Cause.DOOR_OPENED]


def test_a_model_with_words_of_its_own_is_read_by_its_exposes() -> None:
    talk = hub()
    leak = {"type": "binary", "property": "water_leak", "value_on": "Leak", "value_off": "Dry"}
    talk.say(DEVICES, [zigbee_device("tvätt", [{"type": "composite", "features": [leak]}])], retained=True)
    assert talk.alarms("zigbee2mqtt/tvätt", {"water_leak": "Dry"}) == []
    assert causes(talk.say("zigbee2mqtt/tvätt", {"water_leak": "Leak"})) == [Cause.WATER_LEAK]


def test_the_kind_of_an_unbound_device_is_inferred_from_what_it_exposes() -> None:
    talk = hub()
    smoke = {"type": "binary", "property": "smoke", "value_on": True, "value_off": False}
    talk.say(DEVICES, [zigbee_device("hall/rok", [smoke, CONTACT], "HS1SA")], retained=True)
    (tamper,) = talk.alarms("zigbee2mqtt/hall/rok", {"tamper": True})
    assert tamper.kind is DeviceKind.SMOKE_DETECTOR
    assert tamper.text == "hall/rok · Provfabrik HS1SA"


def test_an_unbound_device_has_an_id_of_its_own_that_the_contract_allows() -> None:
    first = hub().alarms("zigbee2mqtt/hall/rök 1", {"smoke": True})[0].head.origin
    second = hub().alarms("zigbee2mqtt/hall-rok-1", {"smoke": True})[0].head.origin
    assert (first.municipality, first.sender) == (ALVBRO, SENDER)
    assert first.device.startswith("hall-rok-1.")
    assert second.device == "hall-rok-1"


def test_a_bound_device_speaks_under_its_own_id_and_source() -> None:
    (alarm,) = hub("personal_alarm").alarms("zigbee2mqtt/knapp", {"action": "emergency"})
    assert alarm.head.origin == Origin(ALVBRO, SENDER, DeviceId("enhet-1"))
    assert alarm.head.key.source == "/alvbro/gateway/zigbee2mqtt/enhet-1"


def test_each_live_message_is_a_sign_of_life_with_the_last_known_charge() -> None:
    talk = hub()
    talk.say("zigbee2mqtt/knapp", {"battery": 64})
    (status,) = statuses(talk.say("zigbee2mqtt/knapp", {"linkquality": 120}))
    assert (status.battery_percent, status.head.received_at > AT) == (64, True)
    assert statuses(talk.say("zigbee2mqtt/knapp", {"battery": 64}, retained=True)) == []


def test_a_state_from_the_hubs_cache_is_alive_only_when_the_device_was() -> None:
    (status,) = statuses(hub().say("zigbee2mqtt/knapp", {"battery": 64, "last_seen": "2026-03-02T04:00:00Z"}))
    assert status.head.retained
    assert status.head.at.hour == 4


def test_a_battery_is_low_once_and_well_again_once() -> None:
    talk = hub()
    said = [talk.alarms("zigbee2mqtt/knapp", {"battery": percent}) for percent in (55, 10, 9, 15, 12, 80, 60)]
    assert [[each.is_reset for each in alarms] for alarms in said] == [[], [False], [], [], [], [True], []]


def test_a_battery_with_a_mark_of_its_own_is_judged_by_that() -> None:
    assert hub().alarms("zigbee2mqtt/knapp", {"battery": 3, "battery_low": False}) == []


@pytest.mark.parametrize("said", ["offline", {"state": "offline"}])
def test_a_device_that_is_out_of_reach_is_a_technical_alarm_until_it_is_back(said: object) -> None:
    talk = hub()
    topic = "zigbee2mqtt/hall/knapp/availability"
    assert talk.alarms(topic, said, retained=True) == []
    (lost,) = talk.alarms(topic, said)
    assert (lost.cause, lost.head.origin.device.startswith("hall-knapp.")) == (Cause.LINK_LOST, True)
    back = talk.say(topic, {"state": "online"})
    assert [each.is_reset for each in alarms(back)] == [True]
    assert len(statuses(back)) == 1


def test_a_dead_hub_is_told_of_although_the_word_is_retained() -> None:
    talk = hub()
    (lost,) = talk.alarms("zigbee2mqtt/bridge/state", {"state": "offline"}, retained=True)
    assert (lost.kind, lost.cause, lost.head.retained) == (DeviceKind.HUB, Cause.LINK_LOST, False)
    assert talk.alarms("zigbee2mqtt/bridge/state", "offline") == []
    (back,) = talk.alarms("zigbee2mqtt/bridge/state", "online")
    assert back.is_reset


def test_a_device_that_leaves_the_network_is_lost_until_it_joins_again() -> None:
    talk = hub()
    about = {"friendly_name": "knapp", "ieee_address": "0x01"}
    assert causes(talk.say("zigbee2mqtt/bridge/event", {"type": "device_leave", "data": about})) == [Cause.LINK_LOST]
    (back,) = talk.alarms("zigbee2mqtt/bridge/event", {"type": "device_joined", "data": about})
    assert back.is_reset


def test_a_payload_that_names_another_device_than_its_topic_is_refused() -> None:
    told = {"sos": True, "device": {"friendlyName": "annan", "ieeeAddr": "0x02"}}
    (refused,) = unreadable(hub().say("zigbee2mqtt/knapp", told))
    assert (refused.fault, refused.stream) == (Fault.TOPIC_DISAGREES, Stream.ALARMS)
    talk = hub()
    talk.say(DEVICES, [zigbee_device("knapp", [CONTACT])], retained=True)
    told = {"sos": True, "device": {"friendlyName": "knapp", "ieeeAddr": "0x02"}}
    assert [each.fault for each in unreadable(talk.say("zigbee2mqtt/knapp", told))] == [Fault.TOPIC_DISAGREES]


def test_what_cannot_be_read_of_a_device_is_a_report_of_its_alarms() -> None:
    (garbage,) = hub().say("zigbee2mqtt/knapp", b"\xff\x00{")
    assert key_of(garbage).source == "unreadable:zigbee2mqtt/knapp"
    (report,) = unreadable((garbage,))
    assert (report.stream, report.origin) == (Stream.ALARMS, Origin(ALVBRO, SENDER, DeviceId("knapp")))


def test_a_value_that_says_neither_yes_nor_no_is_told_and_keeps_no_other_alarm_back() -> None:
    said = hub().say("zigbee2mqtt/knapp", {"smoke": "perhaps", "gas": True})
    assert causes(said) == [Cause.GAS]
    assert [each.explanation for each in unreadable(said)] == ["smoke says neither yes nor no"]
    assert [each.explanation for each in unreadable(hub().say("zigbee2mqtt/x", {"sos": 1}))] == [
        "sos says neither yes nor no"
    ]


def test_a_gas_meter_is_no_gas_alarm() -> None:
    said = hub().say("zigbee2mqtt/matare", {"gas": 1, "smoke": None})
    assert (causes(said), unreadable(said)) == ([], [])
    assert hub().say("zigbee2mqtt/matare", {"gas": 1.0})[:-1] == ()


def test_more_than_256_kib_are_not_read() -> None:
    told = {"sos": True, "x": "y" * 300_000}
    (report,) = unreadable(hub().say("zigbee2mqtt/knapp", told))
    assert (report.fault, len(report.raw.payload), report.raw.length > 300_000) == (Fault.TOO_LARGE, 65_536, True)


def test_the_list_of_a_large_networks_devices_is_read_although_it_is_longer() -> None:
    talk = hub("door_alarm")
    filler = [{"type": "numeric", "property": f"p{n}", "description": "x" * 100} for n in range(40)]
    devices = [zigbee_device(f"enhet {n}", filler) for n in range(100)]
    contact = {"type": "binary", "property": "water_leak", "value_on": "Leak", "value_off": "Dry"}
    assert talk.say(DEVICES, [*devices, zigbee_device("knapp", [contact])], retained=True) == ()
    assert causes(talk.say("zigbee2mqtt/knapp", {"water_leak": "Leak"})) == [Cause.WATER_LEAK]


@pytest.mark.parametrize(
    "topic",
    ["zigbee2mqtt/knapp/set", "zigbee2mqtt/knapp/get", "zigbee2mqtt/bridge/logging", "zigbee2mqtt/bridge/request/x"],
)
def test_commands_and_the_hubs_own_talk_ask_nothing_of_us(topic: str) -> None:
    assert hub("personal_alarm").say(topic, {"action": "emergency", "sos": True}) == ()


def test_a_hub_that_gives_each_property_a_topic_is_heard_once_devices_are_known() -> None:
    talk = hub()
    talk.say(DEVICES, [zigbee_device("hall/rok", [CONTACT])], retained=True)
    assert causes(talk.say("zigbee2mqtt/hall/rok/smoke", "true")) == [Cause.SMOKE]
    assert causes(talk.say("zigbee2mqtt/hall/rok/action", "emergency")) == [Cause.PRESS]


def test_a_hub_that_says_all_of_it_twice_is_heard_once() -> None:
    talk = hub()
    talk.say(DEVICES, [zigbee_device("knapp", [CONTACT])], retained=True)
    assert causes(talk.say("zigbee2mqtt/knapp", {"action": "emergency"})) == [Cause.PRESS]
    assert talk.say("zigbee2mqtt/knapp/action", "emergency")[:-1] == ()


def test_another_base_topic_is_another_hub() -> None:
    talk = Talk(Zigbee2Mqtt(UNBOUND, "hem/zigbee"))
    assert talk.dialect.subscriptions == ("hem/zigbee/#",)
    assert causes(talk.say("hem/zigbee/knapp", {"sos": True})) == [Cause.PRESS]
    assert talk.say("zigbee2mqtt/knapp", {"sos": True}) == ()
