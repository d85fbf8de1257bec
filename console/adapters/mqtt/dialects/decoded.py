"""What a decoded LoRaWAN payload says: the fields of a codec's object that are alarms, battery or position.

Each maker's codec has its own names. Those that are common are known (`NAMES`, whatever their case and wherever in the
object); the mapping file names others: `alarm_field` (its name, or `a.b`; several with commas), `alarm_on` (the words
that are the alarm, commas between; without it whatever is not off), `alarm_cause` (a cause of the contract) and
`alarm_is` ("state": an alarm when it begins; "event": each uplink with it is one). A field of an unknown word is up:
better a look too much. A codec may leave out what is false, so a field that is not there says nothing of its own.

Under the name of a person's hand (`sos`, `button`) all that is not an explicit off is a press: a count, the number of a
button, how long it was held, a word. What is neither (`unknown`, -1, a list) cannot be read, and is told of. The one
exception is `press`, which weather stations write for the pressure of the air (`_is_air`).
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from console.adapters.mqtt.dialects.mapping import Bound
from console.adapters.mqtt.fields import Object, Unreadable, clean, read_number
from console.domain.alarm import PRESSES, Cause, DeviceKind
from console.domain.report import Position

_DEEPEST = 4
_MOST_FIELDS = 500
_LONGEST_NAME = 64
_LONGEST_WORD = 64

_GROUPS: dict[Cause, str] = {
    Cause.PRESS: (
        "sos sos_alarm sos_event sos_button panic panic_alarm panic_button emergency emergency_alarm "
        "emergency_button help help_call nurse_call press pressed button button_press button_pressed button_event "
        "alarm_button"
    ),
    Cause.FALL: "fall fall_alarm fall_detected man_down man_down_alarm",
    Cause.NO_MOVEMENT: "no_movement no_movement_alarm inactivity inactivity_alarm",
    Cause.SMOKE: "smoke smoke_alarm smoke_detected smoke_status fire fire_alarm",
    Cause.HEAT: "heat_alarm",
    Cause.GAS: "gas_alarm gas_detected gas_leak gas_status",
    Cause.CARBON_MONOXIDE: "carbon_monoxide carbon_monoxide_alarm co_alarm co_detected",
    Cause.WATER_LEAK: "water_leak water_leakage water_leak_status leak leakage leakage_status leak_detected flood",
    Cause.DOOR_OPENED: (
        "door door_open door_opened door_status door_state door_open_status magnet_status open opened contact_open "
        "contact contact_status"
    ),
    Cause.LEFT_BED: "left_bed bed_exit out_of_bed",
    Cause.LEFT_AREA: "left_area geofence_exit outside_geofence geofence_status",
    Cause.BATTERY_LOW: "battery_low low_battery low_bat bat_low battery_alarm",
    Cause.TAMPER: "tamper tampered tamper_alarm tamper_detected tamper_status",
}
NAMES = {name: cause for cause, names in _GROUPS.items() for name in names.split()}
"""The common names of fields, in snake case."""

_BY_KIND = frozenset({"alarm", "alarm_active", "alarm_state", "alarm_status", "alert", "triggered"})
"""Names that say that something is, and not what: the device's kind says it."""

_CAUSE_OF_KIND = {
    DeviceKind.PERSONAL_ALARM: Cause.PRESS,
    DeviceKind.TELEPHONE_ALARM: Cause.PRESS,
    DeviceKind.MOBILE_ALARM: Cause.PRESS,
    DeviceKind.TABLET: Cause.PRESS,
    DeviceKind.TRACKER: Cause.PRESS,
    DeviceKind.FALL_DETECTOR: Cause.FALL,
    DeviceKind.ALARM_MAT: Cause.STEPPED_ON_MAT,
    DeviceKind.BED_SENSOR: Cause.LEFT_BED,
    DeviceKind.IR_DETECTOR: Cause.MOVEMENT,
    DeviceKind.DOOR_ALARM: Cause.DOOR_OPENED,
    DeviceKind.SMOKE_DETECTOR: Cause.SMOKE,
    DeviceKind.GAS_DETECTOR: Cause.GAS,
    DeviceKind.CO_DETECTOR: Cause.CARBON_MONOXIDE,
    DeviceKind.ROOM_CALL: Cause.ROOM_CALL,
    DeviceKind.STAFF_ATTACK: Cause.ATTACK,
}
_SHUT_WHEN_TRUE = frozenset({"contact", "contact_status"})
"""Contacts: true is closed, as with Zigbee2MQTT. A number is read neither way."""

_LISTS = frozenset({"alarm", "alarms", "alert", "alerts", "event", "events"})
"""Lists of words, each of which is a field that is up."""

_OFF_WORDS = (
    "0 false off no none null normal ok idle inactive close closed release released clear cleared installed dry "
    "standby inside disabled not_triggered n/a"
)
_ON_WORDS = (
    "1 true on yes alarm alert triggered active activated open opened press pressed short long single double triple "
    "click detected fall leak leaking wet smoke tampered uninstalled sos emergency outside raised"
)
_OFF = frozenset({*_OFF_WORDS.split(), ""})
_ON = frozenset(_ON_WORDS.split())
_NEITHER = frozenset({"unknown", "undefined", "invalid", "error", "init"})
_BATTERY_IS_WELL = frozenset({"high", "full", "good", "medium", "charging"})
_NONE_COUNTED = re.compile(r"0+([.,]0+)?(\s+[a-z%]+)?")
_MEASURED = re.compile(r"[0-9.,%+-]")
_HIGHEST_V = 4.5
_PERCENT_OF = {"battery": _HIGHEST_V, "battery_level": 0, "battery_percent": 0, "battery_percentage": 0}
"""Where a battery's percent stands, from what number on: below, `battery` alone is rather a voltage."""

_LATITUDE, _LONGITUDE = ("latitude", "lat"), ("longitude", "lon", "lng")


@dataclass(frozen=True, slots=True)
class Flag:
    """A field that says whether something is so. `word` is what stood there where it is no plain yes or no; `is_up` is
    None where a person's hand may have been meant and it says neither."""

    field: str
    cause: Cause
    is_up: bool | None
    is_event: bool
    word: str = ""


@dataclass(frozen=True, slots=True)
class _Leaf:
    path: str
    name: str
    value: object


def flags_of(decoded: Object, bound: Bound) -> tuple[Flag, ...]:
    """The object's fields that are alarms for this device, in the object's order. Never raises."""
    named = frozenset(name.strip() for name in bound.words.get("alarm_field", "").split(",")) - {""}
    found = (_flag(leaf, bound, not named.isdisjoint((leaf.path, leaf.name))) for leaf in _fields(decoded))
    return tuple(flag for flag in found if flag is not None)


def battery_of(decoded: Object) -> int | None:
    """The battery in percent, where a field says so. A voltage is none."""
    for leaf in _fields(decoded):
        least, value = _PERCENT_OF.get(leaf.name, 101), leaf.value
        if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= 100:
            return round(value)
    return None


def position_of(decoded: Object, at: datetime) -> Position | None:
    """The fix, where two fields say one; (0, 0) is a tracker's word for none."""
    leaves = {leaf.name: leaf.value for leaf in reversed(_fields(decoded))}
    try:
        latitude, longitude = (
            read_number(next((leaves[name] for name in names if name in leaves), None), names[0], -most, most)
            for names, most in ((_LATITUDE, 90), (_LONGITUDE, 180))
        )
    except Unreadable:
        return None
    return Position(latitude, longitude, None, at) if latitude or longitude else None


def _fields(decoded: Object) -> tuple[_Leaf, ...]:
    """The first of the object's plain values, with where they stand."""
    return tuple(islice(_leaves(decoded, ""), _MOST_FIELDS))


def _leaves(decoded: Object, path: str, depth: int = 0) -> Iterator[_Leaf]:
    for key, value in decoded.items():
        name = _snake(key[:_LONGEST_NAME])
        where = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            if depth < _DEEPEST:
                yield from _leaves(value, where, depth + 1)
        elif isinstance(value, list):
            if name in _LISTS:
                words = (word[:_LONGEST_NAME] for word in value if isinstance(word, str))
                yield from (_Leaf(where, _snake(word), True) for word in words)
            elif value and NAMES.get(name) in PRESSES:
                yield _Leaf(where, name, value)
        else:
            yield _Leaf(where, name, value)


def _snake(name: str) -> str:
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return re.sub(r"[^a-z0-9]+", "_", parted.lower()).strip("_")


def _flag(leaf: _Leaf, bound: Bound, is_named: bool) -> Flag | None:
    cause = _cause(leaf, bound, is_named)
    if cause is None:
        return None
    on = bound.words.get("alarm_on") if is_named else None
    is_up = _is_among(leaf.value, on) if on is not None else _is_up(leaf, cause, is_named)
    is_hand = cause in PRESSES
    if (is_up is None and not is_hand) or (is_hand and on is None and _is_air(leaf, bound, is_named)):
        return None
    way = bound.words.get("alarm_is") if is_named or is_hand else None
    word = _word(leaf.value) if isinstance(leaf.value, str) else ""
    field = clean(leaf.name if leaf.name in NAMES else leaf.path[-_LONGEST_NAME:])
    return Flag(field, cause, is_up, is_hand if way is None else way == "event", word)


def _cause(leaf: _Leaf, bound: Bound, is_named: bool) -> Cause | None:
    if is_named and "alarm_cause" in bound.words:
        return Cause(bound.words["alarm_cause"])
    known = NAMES.get(leaf.name)
    if known is None and (is_named or leaf.name in _BY_KIND):
        return _CAUSE_OF_KIND.get(bound.kind, Cause.UNKNOWN) if bound.kind else Cause.UNKNOWN
    return known


def _is_up(leaf: _Leaf, cause: Cause, is_named: bool) -> bool | None:
    """Whether the value says yes; None where it says neither (a measured number under an alarm's name)."""
    if cause in PRESSES:
        return _is_press(leaf.value)
    value = leaf.value
    is_shut = leaf.name in _SHUT_WHEN_TRUE and not is_named
    if isinstance(value, bool):
        return value is not is_shut
    if isinstance(value, str):
        word = value.strip().lower()[: _LONGEST_WORD + 1]
        if word in _OFF or word in _ON:
            return word in _ON
        if cause is Cause.BATTERY_LOW and word in _BATTERY_IS_WELL:
            return False
        return None if word in _NEITHER or (_MEASURED.match(word) and not is_named) else True
    if not _is_number(value) or is_shut:
        return None
    return bool(value) if is_named or value in (0, 1) else None


def _is_press(value: object) -> bool | None:
    """Whether a value under a hand's name is a press; None where it is neither that nor an explicit off."""
    if value is None or isinstance(value, bool):
        return bool(value)
    if isinstance(value, str):
        word = value.strip().lower()[: _LONGEST_WORD + 1]
        if word in _NEITHER:
            return None
        if word in _OFF or _NONE_COUNTED.fullmatch(word):
            return False
        number = _number(word)
        return True if number is None else _is_press(number)
    if not isinstance(value, int | float) or not _is_number(value) or value < 0:
        return None
    return value > 0


def _is_air(leaf: _Leaf, bound: Bound, is_named: bool) -> bool:
    """Whether a number under `press` is rather the pressure of the air: 300 to 1,100 hPa, or as much in Pa or kPa. On a
    device that the mapping file calls an alarm only with a fraction: a whole number may be how long it was held."""
    if leaf.name != "press" or is_named:
        return False
    unit = re.sub(r"\s*[hkm]?(pa|bar)$", "", leaf.value.strip().lower()) if isinstance(leaf.value, str) else leaf.value
    value = _number(unit) if isinstance(unit, str) else unit
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    is_whole = float(value).is_integer()
    if is_whole and _CAUSE_OF_KIND.get(bound.kind or DeviceKind.UNKNOWN) in PRESSES:
        return False
    return 300 <= value <= 1_100 or 30_000 <= value <= 110_000 or (30 <= value <= 110 and not is_whole)


def _number(word: str) -> float | None:
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return None


def _is_among(value: object, words: str) -> bool:
    """Whether the value is one of the mapping file's words: `1` is 1 and 1.0, `true` is true."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip().lower() in {word.strip().lower() for word in words.split(",")}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _word(value: str) -> str:
    word = clean(value[:_LONGEST_WORD]).strip()
    return "" if word.lower() in ("true", "1", "on", "yes") else word
