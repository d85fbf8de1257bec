"""What the field can say: classes, lanes, kinds of devices, causes, and the class that each pair has.

The table `RULES` is the only place where a kind and a cause get a class. A pair that it does not name is still an
alarm (`rule_for` never fails): nothing is lost over vocabulary.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class AlarmClass(IntEnum):
    """Order of attendance, 1 first. Named by word on the screen, never by colour."""

    ACUTE = 1
    HIGH = 2
    NORMAL = 3
    TECHNICAL = 4


class Lane(StrEnum):
    """What a case is about. Only cases of the same lane and subject join; others are linked."""

    PERSON = "person"
    MEDICATION = "medication"
    SUPERVISION = "supervision"
    TECHNICAL = "technical"


class DeviceKind(StrEnum):
    """Each kind of sender in the brief's table."""

    PERSONAL_ALARM = "personal_alarm"
    TELEPHONE_ALARM = "telephone_alarm"
    MOBILE_ALARM = "mobile_alarm"
    TABLET = "tablet"
    TRACKER = "tracker"
    FALL_DETECTOR = "fall_detector"
    ALARM_MAT = "alarm_mat"
    BED_SENSOR = "bed_sensor"
    IR_DETECTOR = "ir_detector"
    DOOR_ALARM = "door_alarm"
    SMOKE_DETECTOR = "smoke_detector"
    GAS_DETECTOR = "gas_detector"
    CO_DETECTOR = "co_detector"
    MEDICATION_DISPENSER = "medication_dispenser"
    ROOM_CALL = "room_call"
    STAFF_ATTACK = "staff_attack"
    CAMERA = "camera"
    SUPERVISION_SENSOR = "supervision_sensor"
    LOCK = "lock"
    KEY_CABINET = "key_cabinet"
    PROPERTY_SENSOR = "property_sensor"
    BROADBAND_LINE = "broadband_line"
    HUB = "hub"
    RESPONDER = "responder"
    OPERATOR_ENTRY = "operator_entry"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """Why the device sent. `UNKNOWN` keeps the sender's own word in the alarm's text."""

    PRESS = "press"
    FALL = "fall"
    NO_MOVEMENT = "no_movement"
    LEFT_BED = "left_bed"
    NOT_BACK_IN_BED = "not_back_in_bed"
    STEPPED_ON_MAT = "stepped_on_mat"
    MOVEMENT = "movement"
    DOOR_OPENED = "door_opened"
    LEFT_AREA = "left_area"
    SMOKE = "smoke"
    HEAT = "heat"
    GAS = "gas"
    CARBON_MONOXIDE = "carbon_monoxide"
    WATER_LEAK = "water_leak"
    POWER_OUT = "power_out"
    NOT_TAKEN = "not_taken"
    TAKEN_LATE = "taken_late"
    EMPTY = "empty"
    JAMMED = "jammed"
    ROOM_CALL = "room_call"
    ASSISTANCE = "assistance"
    ATTACK = "attack"
    CHECK_IN_MISSED = "check_in_missed"
    NO_RESPONDER = "no_responder"
    LOOK_MISSED = "look_missed"
    CAMERA_OFFLINE = "camera_offline"
    NOT_FOUND = "not_found"
    FAULT_UNVISITED = "fault_unvisited"
    NO_CAMERA = "no_camera"
    CAMERA_MOVED = "camera_moved"
    CONSENT_MISSING = "consent_missing"
    NO_LOOKS = "no_looks"
    CALLS_FOR_HELP = "calls_for_help"
    LOCK_FAILED = "lock_failed"
    KEY_MISSING = "key_missing"
    BATTERY_LOW = "battery_low"
    BATTERY_FAILED = "battery_failed"
    MAINS_LOST = "mains_lost"
    LINK_LOST = "link_lost"
    PRIMARY_LINK_LOST = "primary_link_lost"
    REDUNDANT_LINK_LOST = "redundant_link_lost"
    RADIO_TEST_MISSED = "radio_test_missed"
    HEARTBEAT_MISSED = "heartbeat_missed"
    TAMPER = "tamper"
    TEST = "test"
    TEST_MISSED = "test_missed"
    AREA_OUTAGE = "area_outage"
    SEQUENCE_GAP = "sequence_gap"
    UNREADABLE = "unreadable"
    WRONG_TOPIC = "wrong_topic"
    UNKNOWN_SENDER = "unknown_sender"
    RETAINED_ALARM = "retained_alarm"
    DISK_FULL = "disk_full"
    BY_HAND = "by_hand"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Rule:
    """The class and the lane of one kind of alarm."""

    alarm_class: AlarmClass
    lane: Lane


_ACUTE = Rule(AlarmClass.ACUTE, Lane.PERSON)
_HIGH = Rule(AlarmClass.HIGH, Lane.PERSON)
_NORMAL = Rule(AlarmClass.NORMAL, Lane.PERSON)
_MEDICATION = Rule(AlarmClass.NORMAL, Lane.MEDICATION)
_SUPERVISION_HIGH = Rule(AlarmClass.HIGH, Lane.SUPERVISION)
_TECHNICAL = Rule(AlarmClass.TECHNICAL, Lane.TECHNICAL)

K, C = DeviceKind, Cause

RULES: dict[tuple[DeviceKind, Cause], Rule] = {
    (K.PERSONAL_ALARM, C.PRESS): _NORMAL,
    (K.PERSONAL_ALARM, C.FALL): _HIGH,
    (K.PERSONAL_ALARM, C.NO_MOVEMENT): _HIGH,
    (K.PERSONAL_ALARM, C.SMOKE): _ACUTE,
    (K.TELEPHONE_ALARM, C.PRESS): _NORMAL,
    (K.MOBILE_ALARM, C.PRESS): _NORMAL,
    (K.MOBILE_ALARM, C.FALL): _HIGH,
    (K.TABLET, C.PRESS): _NORMAL,
    (K.TRACKER, C.PRESS): _NORMAL,
    (K.TRACKER, C.LEFT_AREA): _HIGH,
    (K.FALL_DETECTOR, C.FALL): _HIGH,
    (K.FALL_DETECTOR, C.PRESS): _NORMAL,
    (K.ALARM_MAT, C.STEPPED_ON_MAT): _NORMAL,
    (K.BED_SENSOR, C.LEFT_BED): _NORMAL,
    (K.BED_SENSOR, C.NOT_BACK_IN_BED): _HIGH,
    (K.IR_DETECTOR, C.MOVEMENT): _NORMAL,
    (K.IR_DETECTOR, C.NO_MOVEMENT): _HIGH,
    (K.DOOR_ALARM, C.DOOR_OPENED): _HIGH,
    (K.SMOKE_DETECTOR, C.SMOKE): _ACUTE,
    (K.SMOKE_DETECTOR, C.HEAT): _ACUTE,
    (K.GAS_DETECTOR, C.GAS): _ACUTE,
    (K.CO_DETECTOR, C.CARBON_MONOXIDE): _ACUTE,
    (K.MEDICATION_DISPENSER, C.NOT_TAKEN): _MEDICATION,
    (K.MEDICATION_DISPENSER, C.TAKEN_LATE): _MEDICATION,
    (K.MEDICATION_DISPENSER, C.EMPTY): _MEDICATION,
    (K.MEDICATION_DISPENSER, C.JAMMED): _MEDICATION,
    (K.ROOM_CALL, C.ROOM_CALL): _NORMAL,
    (K.ROOM_CALL, C.PRESS): _NORMAL,
    (K.ROOM_CALL, C.ASSISTANCE): _HIGH,
    (K.STAFF_ATTACK, C.ATTACK): _ACUTE,
    (K.STAFF_ATTACK, C.PRESS): _ACUTE,
    (K.RESPONDER, C.ATTACK): _ACUTE,
    (K.RESPONDER, C.PRESS): _ACUTE,
    (K.RESPONDER, C.CHECK_IN_MISSED): _ACUTE,
    (K.RESPONDER, C.NO_RESPONDER): _SUPERVISION_HIGH,
    (K.CAMERA, C.LOOK_MISSED): _SUPERVISION_HIGH,
    (K.CAMERA, C.CAMERA_OFFLINE): _SUPERVISION_HIGH,
    (K.CAMERA, C.NOT_FOUND): _SUPERVISION_HIGH,
    (K.CAMERA, C.FAULT_UNVISITED): _SUPERVISION_HIGH,
    (K.CAMERA, C.NO_CAMERA): _SUPERVISION_HIGH,
    (K.CAMERA, C.CAMERA_MOVED): _SUPERVISION_HIGH,
    (K.CAMERA, C.CONSENT_MISSING): _SUPERVISION_HIGH,
    (K.CAMERA, C.NO_LOOKS): _SUPERVISION_HIGH,
    (K.CAMERA, C.FALL): _HIGH,
    (K.CAMERA, C.CALLS_FOR_HELP): _HIGH,
    (K.SUPERVISION_SENSOR, C.LEFT_BED): Rule(AlarmClass.NORMAL, Lane.SUPERVISION),
    (K.SUPERVISION_SENSOR, C.NOT_BACK_IN_BED): _SUPERVISION_HIGH,
    (K.SUPERVISION_SENSOR, C.NO_MOVEMENT): _SUPERVISION_HIGH,
    (K.SUPERVISION_SENSOR, C.DOOR_OPENED): _SUPERVISION_HIGH,
    (K.LOCK, C.LOCK_FAILED): _TECHNICAL,
    (K.KEY_CABINET, C.KEY_MISSING): _TECHNICAL,
    (K.PROPERTY_SENSOR, C.WATER_LEAK): _NORMAL,
    (K.PROPERTY_SENSOR, C.DOOR_OPENED): _NORMAL,
    (K.PROPERTY_SENSOR, C.POWER_OUT): _TECHNICAL,
    (K.BROADBAND_LINE, C.LINK_LOST): _TECHNICAL,
    (K.HUB, C.LINK_LOST): _TECHNICAL,
}

_BY_CAUSE: dict[Cause, Rule] = {
    C.SMOKE: _ACUTE,
    C.HEAT: _ACUTE,
    C.GAS: _ACUTE,
    C.CARBON_MONOXIDE: _ACUTE,
    C.ATTACK: _ACUTE,
    C.CHECK_IN_MISSED: _ACUTE,
    C.NO_RESPONDER: _SUPERVISION_HIGH,
    C.BY_HAND: _NORMAL,
    **dict.fromkeys((C.NOT_TAKEN, C.TAKEN_LATE, C.EMPTY, C.JAMMED), _MEDICATION),
    **dict.fromkeys(
        (
            C.BATTERY_LOW, C.BATTERY_FAILED, C.MAINS_LOST, C.LINK_LOST, C.PRIMARY_LINK_LOST, C.REDUNDANT_LINK_LOST,
            C.RADIO_TEST_MISSED, C.HEARTBEAT_MISSED, C.TAMPER, C.TEST, C.TEST_MISSED, C.AREA_OUTAGE, C.SEQUENCE_GAP,
            C.UNREADABLE, C.WRONG_TOPIC, C.UNKNOWN_SENDER, C.RETAINED_ALARM, C.DISK_FULL,
        ),
        _TECHNICAL,
    ),
}  # fmt: skip

PRESSES = frozenset({C.PRESS, C.ROOM_CALL, C.ASSISTANCE, C.ATTACK})
"""Causes that are a person's own hand: these the press counter counts."""


HIGH_FROM_PRESSES = 2
ACUTE_FROM_PRESSES = 5
"""A person who presses again and again in one case is not helped: so many presses lift it to Hög, and to Akut."""


def class_of_presses(presses: int) -> AlarmClass:
    """The least urgent class that a case with so many presses may have."""
    if presses >= ACUTE_FROM_PRESSES:
        return AlarmClass.ACUTE
    return AlarmClass.HIGH if presses >= HIGH_FROM_PRESSES else AlarmClass.TECHNICAL


def rule_for(kind: DeviceKind, cause: Cause) -> Rule:
    """The class and lane of an alarm. A pair nobody foresaw is a person's alarm of class Hög."""
    return RULES.get((kind, cause)) or _BY_CAUSE.get(cause) or _HIGH
