"""Real Zigbee models: each of them can make the case that it is bought for (facts and licence: zigbee/NOTICE)."""

import json
from pathlib import Path
from typing import Any

import pytest

from console.adapters.mqtt.dialects.zigbee2mqtt import Zigbee2Mqtt
from console.domain.alarm import Cause, DeviceKind, Lane, rule_for
from tests.adapters.mqtt.dialects.dialect_kit import UNBOUND, Talk, bound, causes, unreadable, zigbee_device

MODELS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "zigbee" / "models.json").read_text("utf-8"))
TOPIC = "zigbee2mqtt/rum/enhet"

DANGERS = {
    "smoke": Cause.SMOKE, "heat": Cause.HEAT, "gas": Cause.GAS, "carbon_monoxide": Cause.CARBON_MONOXIDE,
    "water_leak": Cause.WATER_LEAK, "sos": Cause.PRESS, "sos_alarm": Cause.PRESS, "tamper": Cause.TAMPER,
    "battery_low": Cause.BATTERY_LOW, "test": Cause.TEST,
}  # fmt: skip
WORDS = {
    "fall_status": ("fall_alarm", Cause.FALL), "fall_down_status": ("fall", Cause.FALL),
    "status": ("falling", Cause.FALL),
    "smoke_state": ("alarm", Cause.SMOKE), "battery_state": ("low", Cause.BATTERY_LOW),
}  # fmt: skip
CALLS = {"emergency", "sos", "panic"}
EVERYDAY = {
    "contact": (DeviceKind.DOOR_ALARM, Cause.DOOR_OPENED),
    "occupancy": (DeviceKind.IR_DETECTOR, Cause.MOVEMENT),
    "presence": (DeviceKind.IR_DETECTOR, Cause.MOVEMENT),
    "vibration": (DeviceKind.ALARM_MAT, Cause.STEPPED_ON_MAT),
}


def id_of(model: dict[str, Any]) -> str:
    return f"{model['vendor']} {model['model']}"


def exposed(kind: str) -> list[Any]:
    """Each model with each of its properties of a type."""
    return [
        pytest.param(model, each, id=f"{id_of(model)} {each['property']}")
        for model in MODELS
        for each in model["exposes"]
        if each["type"] == kind
    ]


def talk_of(model: dict[str, Any], kind: DeviceKind | None = None) -> Talk:
    """A hub that has announced this model."""
    talk = Talk(Zigbee2Mqtt(bound("zigbee2mqtt", "rum/enhet", kind) if kind else UNBOUND))
    devices = [zigbee_device("rum/enhet", model["exposes"], model["model"])]
    assert talk.say("zigbee2mqtt/bridge/devices", devices, retained=True) == ()
    return talk


def test_the_corpus_has_what_care_buys() -> None:
    properties = {each["property"] for model in MODELS for each in model["exposes"]}
    assert len(MODELS) >= 40
    assert properties >= {"smoke", "contact", "sos", "water_leak", "occupancy", "fall_status", "presence", "action"}


@pytest.mark.parametrize(("model", "each"), exposed("binary"))
def test_a_danger_is_an_alarm_with_the_models_own_values(model: dict[str, Any], each: dict[str, Any]) -> None:
    if each["property"] in EVERYDAY:
        kind, cause = EVERYDAY[each["property"]]
        talk = talk_of(model, kind)
        on, off = each["value_on"], each["value_off"]
        if each["property"] == "contact" and on in (True, "ON"):  # these three models call the closed contact "on"
            on, off = off, on
    else:
        cause_or_none = DANGERS.get(each["property"])
        talk = talk_of(model)
        on, off = each["value_on"], each["value_off"]
        if cause_or_none is None:
            assert causes(talk.say(TOPIC, {each["property"]: on})) == []
            return
        cause = cause_or_none
    assert causes(talk.say(TOPIC, {each["property"]: off})) == []
    said = talk.say(TOPIC, {each["property"]: on})
    assert causes(said) == [cause]
    assert unreadable(said) == []


@pytest.mark.parametrize(("model", "each"), exposed("enum"))
def test_each_word_of_a_model_means_an_alarm_or_nothing(model: dict[str, Any], each: dict[str, Any]) -> None:
    talk = talk_of(model)
    for word in each["values"]:
        said = talk.say(TOPIC, {each["property"]: word})
        alarm_word, cause = WORDS.get(each["property"], ("", None))
        if each["property"] == "action":
            assert causes(said) == ([Cause.PRESS] if word in CALLS else [])
        else:
            assert causes(said) == ([cause] if word == alarm_word else [])
        assert unreadable(said) == []


@pytest.mark.parametrize("model", MODELS, ids=id_of)
def test_every_model_that_is_bought_as_an_alarm_reaches_a_human(model: dict[str, Any]) -> None:
    """Said in the model's own words, one of its properties is a person's case."""
    kind = DeviceKind.PERSONAL_ALARM if any(each["property"] == "action" for each in model["exposes"]) else None
    everyday = [each["property"] for each in model["exposes"] if each["property"] in EVERYDAY]
    if kind is None and everyday:
        kind = EVERYDAY[everyday[0]][0]
    talk = talk_of(model, kind)
    lanes = []
    for each in model["exposes"]:
        values = each.get("values") or [each.get("value_off"), each.get("value_on"), each.get("value_off")]
        for value in values:
            for alarm in talk.alarms(TOPIC, {each["property"]: value}):
                lanes.append(rule_for(alarm.kind, alarm.cause).lane)
    assert Lane.PERSON in lanes
