"""Home Assistant's MQTT discovery: one configuration read into what is to be heard of a device, and how it is meant.

By the documentation of Home Assistant's MQTT integration: topics `{prefix}/{component}/[{node}/]{object}/config` for
one entity and `{prefix}/device/{object}/config` for a device with its components; keys in full or abbreviated; `~` for
a shared beginning of topics. A `value_template` is a program from the network: only `{{ value }}` and
`{{ value_json.a.b }}` are read, as paths, and nothing is ever rendered.

The topic says whose a configuration is: its node, else its object. What the payload says of identifiers is not asked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from console.adapters.mqtt.dialects.senses import Sense
from console.adapters.mqtt.fields import Object, Unreadable, bad_field, clean, read_number, read_object
from console.adapters.mqtt.topics import PREFIX

MAX_TOPIC = 512
MOST_COMPONENTS = 200
_MOST_TOPICS = 10
_MAX_WORD = 128
_LONGEST_S = 31 * 24 * 3600

_ABBREVIATIONS = {
    "avty": "availability", "avty_mode": "availability_mode", "avty_t": "availability_topic",
    "avty_tpl": "availability_template", "cmps": "components", "dev_cla": "device_class", "exp_aft": "expire_after",
    "o": "origin", "off_dly": "off_delay", "p": "platform", "pl": "payload", "pl_avail": "payload_available",
    "pl_not_avail": "payload_not_available", "pl_off": "payload_off", "pl_on": "payload_on", "stat_t": "state_topic",
    "t": "topic", "val_tpl": "value_template",
}  # fmt: skip

_TEMPLATE = re.compile(r"\s*\{\{-?\s*(?:value|value_json((?:\.[A-Za-z_][A-Za-z0-9_]{0,63}){1,8}))\s*-?\}\}\s*")

CLASSES: Mapping[str, tuple[Sense, bool]] = {
    "battery": (Sense.BATTERY_LOW, True),
    "carbon_monoxide": (Sense.CARBON_MONOXIDE, True),
    "connectivity": (Sense.OFFLINE, False),
    "door": (Sense.DOOR, True),
    "garage_door": (Sense.DOOR, True),
    "gas": (Sense.GAS, True),
    "heat": (Sense.HEAT, True),
    "lock": (Sense.UNLOCKED, True),
    "moisture": (Sense.WATER, True),
    "motion": (Sense.PRESENCE, True),
    "moving": (Sense.VIBRATION, True),
    "occupancy": (Sense.PRESENCE, True),
    "opening": (Sense.DOOR, True),
    "presence": (Sense.PRESENCE, True),
    "problem": (Sense.PROBLEM, True),
    "safety": (Sense.UNSAFE, True),
    "smoke": (Sense.SMOKE, True),
    "sound": (Sense.SOUND, True),
    "tamper": (Sense.TAMPER, True),
    "vibration": (Sense.VIBRATION, True),
    "window": (Sense.DOOR, True),
}
"""A binary sensor's classes with meaning for care: what is noticed, and whether `on` says so (`connectivity` is on
while connected)."""


@dataclass(frozen=True, slots=True)
class Template:
    """Where a value stands: the payload itself, or a path into its JSON."""

    path: tuple[str, ...] = ()

    def value(self, payload: str, told: object) -> str | None:
        """The value as Home Assistant would write it; None where it is not there. `told` is the payload's JSON."""
        if not self.path:
            return payload
        found = told
        for step in self.path:
            if not isinstance(found, dict) or step not in found:
                return None
            found = found[step]
        return written(found)


@dataclass(frozen=True, slots=True)
class Availability:
    """A topic on which a device says whether it is there."""

    topic: str
    there: str = "online"
    away: str = "offline"
    template: Template = Template()


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing to be heard: a state (`on` and `off`), a battery's percent, or a press (`payload`, if not any)."""

    node: str
    id: str
    component: str
    device_class: str
    topic: str
    template: Template = Template()
    on: str = "ON"
    off: str = "OFF"
    payload: str | None = None
    off_delay: timedelta | None = None
    expires_after: timedelta | None = None
    availabilities: tuple[Availability, ...] = ()
    mode: str = "latest"


def parse_config_topic(prefix: str, topic: str) -> tuple[str, str, str] | None:
    """Component, node and object of a configuration's topic (the node is the object where there is none)."""
    if not topic.startswith(f"{prefix}/") or not topic.endswith("/config"):
        return None
    match topic[len(prefix) + 1 : -len("/config")].split("/"):
        case [component, thing] if component and thing:
            return component, thing, thing
        case [component, node, thing] if component and node and thing and component != "device":
            return component, node, thing
    return None


def read_config(
    component: str, node: str, thing: str, told: Object
) -> tuple[tuple[Entity, ...], tuple[Unreadable, ...]]:
    """The entities of a configuration that are worth hearing, and why some of them cannot be heard."""
    config = _in_full(told)
    parts: list[tuple[str, str, Object]] = [(component, thing, config)]
    if component == "device":
        shared = {key: config[key] for key in config if key != "components"}
        named = read_object(config.get("components"), "components")
        if len(named) > MOST_COMPONENTS:
            raise bad_field(f"a device has at most {MOST_COMPONENTS} components")
        parts = []
        for key, part in named.items():
            own = _in_full(read_object(part, "a component"))
            parts.append((str(own.get("platform", "")), clean(key), {**shared, **own}))
    entities: list[Entity] = []
    wrong: list[Unreadable] = []
    for kind, key, part in parts:
        if _is_heard(kind, part):
            try:
                entities.append(_read_entity(kind, node, key, part))
            except Unreadable as error:
                wrong.append(error)
    return tuple(entities), tuple(wrong)


def _is_heard(component: str, config: Object) -> bool:
    match component:
        case "binary_sensor" | "event" | "device_automation":
            return True
        case "sensor":
            return config.get("device_class") == "battery"
        case _:
            return False


def _in_full(told: Object) -> Object:
    return {_ABBREVIATIONS.get(key, key): value for key, value in told.items()}


def _read_entity(component: str, node: str, thing: str, config: Object) -> Entity:
    shared = config.get("~", "")
    is_trigger = component == "device_automation"
    topic = read_topic(config.get("topic" if is_trigger else "state_topic"), shared, component)
    word = config.get("device_class")
    payload = config.get("payload") if is_trigger else None
    mode = config.get("availability_mode")
    return Entity(
        node=node,
        id=thing,
        component=component,
        device_class=word if isinstance(word, str) and len(word) <= _MAX_WORD else "",
        topic=topic,
        template=_template(config, "value_template"),
        on=written(config.get("payload_on", "ON")),
        off=written(config.get("payload_off", "OFF")),
        payload=None if payload is None else written(payload),
        off_delay=_seconds(config.get("off_delay"), "off_delay"),
        expires_after=_seconds(config.get("expire_after"), "expire_after"),
        availabilities=tuple(_availabilities(config, shared)),
        mode=mode if mode in ("all", "any", "latest") and isinstance(mode, str) else "latest",
    )


def read_topic(value: object, shared: object, where: str) -> str:
    """A topic to subscribe to, with `~` in its place. Raises Unreadable for what is none, or not the devices' own."""
    topic = value if isinstance(value, str) else ""
    if isinstance(shared, str) and shared and topic:
        topic = shared + topic[1:] if topic[0] == "~" else topic
        topic = topic[:-1] + shared if topic[-1] == "~" else topic
    is_good = 0 < len(topic) <= MAX_TOPIC and topic.isprintable() and not set("+#") & set(topic)
    if not is_good or topic.startswith(("$", PREFIX)):
        raise bad_field(
            f"the topic of a {clean(where[:40])} must be a topic without wildcards, and none of the broker's or ours"
        )
    return topic


def _template(config: Object, key: str) -> Template:
    """Raises Unreadable for each template but the two kinds that are read."""
    text = config.get(key)
    if text is None or text == "":
        return Template()
    found = _TEMPLATE.fullmatch(text) if isinstance(text, str) and len(text) <= MAX_TOPIC else None
    if found is None:
        raise bad_field(
            f"this {key} is not read (only {{{{ value }}}} and {{{{ value_json.a.b }}}} are): it goes unheard"
        )
    return Template(tuple(found[1].split(".")[1:]) if found[1] else ())


def _availabilities(config: Object, shared: object) -> Iterator[Availability]:
    """Those that can be read; the state counts without them."""
    several = config.get("availability")
    if isinstance(several, dict):
        several = [several]
    told = [_in_full(each) for each in several if isinstance(each, dict)] if isinstance(several, list) else []
    if "availability_topic" in config:
        told.append({
            "topic": config["availability_topic"], "value_template": config.get("availability_template"),
            **{key: config[key] for key in ("payload_available", "payload_not_available") if key in config},
        })  # fmt: skip
    for each in told[:_MOST_TOPICS]:
        try:
            topic = read_topic(each.get("topic"), shared, "availability")
            template = _template(each, "value_template")
        except Unreadable:
            continue
        there, away = each.get("payload_available", "online"), each.get("payload_not_available", "offline")
        yield Availability(topic, written(there), written(away), template)


def _seconds(value: object, name: str) -> timedelta | None:
    if value is None or value == 0:
        return None
    return timedelta(seconds=read_number(value, name, 0, _LONGEST_S))


def written(value: object) -> str:
    """A value as Home Assistant's templates write it, so that `payload_on: true` and a JSON `true` are the same; ""
    for what is no single value."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, bool | int | float) else ""
