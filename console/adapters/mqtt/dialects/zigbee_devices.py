"""What Zigbee2MQTT says of its devices: the retained list `bridge/devices`, read for names, models and vocabularies.

Each device's `exposes` tell by which values a property says that it is on. Of 131 models with a `contact`, 128 call the
open contact "on" (`value_on: false`) and 3 the closed one (`value_on: true` or `"ON"`), yet all 131 describe `true` or
`"ON"` as closed (zigbee-herdsman-converters 26.112.0): so an open contact is the value that says no, whatever is "on".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from console.adapters.mqtt.dialects.dialect import Incoming
from console.adapters.mqtt.dialects.mapping import MAX_NAME
from console.adapters.mqtt.dialects.zigbee_words import State
from console.adapters.mqtt.fields import Object, Unreadable, cut_text, read_json, read_list, read_object, read_text
from console.domain.report import Fault

MAX_LIST = 4 * 1024 * 1024
"""Bytes of the one list of all devices, some 4 KB each: what a whole network says of itself, not a device's word."""
MOST_DEVICES = 2_000
_MOST_EXPOSES = 500
_MAX_WORD = 64
_NO = (False, "OFF", "off", "false", "FALSE", "open", "OPEN")

Value = bool | str
Vocabulary = tuple[Value, Value]
"""The values that say on and off."""


@dataclass(frozen=True, slots=True)
class ZigbeeDevice:
    """A device of the list. `vocabularies` are those of its binary properties."""

    name: str
    address: str
    model: str = ""
    properties: frozenset[str] = frozenset()
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)


def read_devices(message: Incoming) -> dict[str, ZigbeeDevice]:
    """The list by friendly name; what of it cannot be read is left out. Raises Unreadable if it is no list at all."""
    if len(message.payload) > MAX_LIST:
        raise Unreadable(Fault.TOO_LARGE, f"the list of devices is longer than {MAX_LIST} bytes")
    found: dict[str, ZigbeeDevice] = {}
    for item in read_list(read_json(message.payload), "the list of devices", MOST_DEVICES):
        try:
            device = _read_device(item)
        except Unreadable:
            continue
        if device is not None:
            found[device.name] = device
    return found


def _read_device(item: object) -> ZigbeeDevice | None:
    told = read_object(item, "a device")
    if told.get("type") == "Coordinator":
        return None
    name = read_text(told.get("friendly_name"), "friendly_name", MAX_NAME, least=1)
    address = read_text(told.get("ieee_address"), "ieee_address", _MAX_WORD)
    definition = told.get("definition")
    if not isinstance(definition, dict):
        return ZigbeeDevice(name, address)
    model = " ".join(
        cut_text(definition[key], key, _MAX_WORD) for key in ("vendor", "model") if isinstance(definition.get(key), str)
    )
    exposes = definition.get("exposes")
    properties: set[str] = set()
    vocabularies: dict[str, Vocabulary] = {}
    for exposed in _flat(exposes if isinstance(exposes, list) else []):
        word = exposed.get("property")
        if not isinstance(word, str):
            continue
        properties.add(word)
        on, off = exposed.get("value_on"), exposed.get("value_off")
        if exposed.get("type") == "binary" and isinstance(on, bool | str) and isinstance(off, bool | str):
            vocabularies[word] = (on, off)
    return ZigbeeDevice(name, address, model, frozenset(properties), vocabularies)


def _flat(exposes: list[object]) -> Iterator[Object]:
    """What is exposed, with the features of what has features."""
    for exposed in exposes[:_MOST_EXPOSES]:
        if not isinstance(exposed, dict):
            continue
        yield exposed
        features = exposed.get("features")
        if isinstance(features, list):
            yield from (each for each in features[:_MOST_EXPOSES] if isinstance(each, dict))


def is_said(value: object, word: str, state: State, device: ZigbeeDevice | None) -> bool | None:
    """Whether a property's value says that `state` is so; None where it says neither yes nor no."""
    on, off = (device.vocabularies.get(word) if device else None) or _usual(value)
    if state.is_when_off:
        on, off = (on, off) if on in _NO else (off, on)
    for said, means in ((on, True), (off, False)):
        if type(value) is type(said) and value == said:
            return means
    return None


def _usual(value: object) -> Vocabulary:
    """What is said where nothing is declared."""
    if isinstance(value, str):
        pairs = (("ON", "OFF"), ("on", "off"), ("true", "false"))
        return next((pair for pair in pairs if value in pair), ("ON", "OFF"))
    return True, False
