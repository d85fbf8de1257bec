"""What a home's devices can notice, whatever their dialect, and what each notice is to us.

Three kinds of notice. What is a danger or a person's own hand is an alarm from any device, bound or not. What belongs
to everyday life (a door, somebody moves, a bed is left) is an alarm only where the mapping file says that this is what
the device is for: a motion detector for the light must not fill the night with cases. All the rest of everyday life is
an observation (SupervisionReport): stored, and no case.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.adapters.mqtt.dialects.calls import CALLERS
from console.adapters.mqtt.dialects.dialect import Incoming, head_of
from console.adapters.mqtt.dialects.edges import MOST_DEVICES, Edges, Newest, Stamps, Turn
from console.adapters.mqtt.dialects.mapping import Bound
from console.adapters.mqtt.dialects.observed import observed
from console.adapters.mqtt.fields import clean
from console.domain.alarm import Cause, DeviceKind
from console.domain.report import AlarmReport, Head, SupervisionReport

MAX_TEXT = 500
LOW_PERCENT = 10
WELL_PERCENT = 20
"""A battery without a low mark of its own is low at the first and well again at the second."""


class Sense(StrEnum):
    """What is noticed, named by what it is when it is on."""

    SMOKE = "smoke"
    HEAT = "heat"
    GAS = "gas"
    CARBON_MONOXIDE = "carbon_monoxide"
    WATER = "water"
    CALL = "call"
    FALL = "fall"
    UNSAFE = "unsafe"
    TAMPER = "tamper"
    BATTERY_LOW = "battery_low"
    BATTERY_FAILED = "battery_failed"
    POWER_OUT = "power_out"
    TEST = "test"
    OFFLINE = "offline"
    DOOR = "door_opened"
    PRESENCE = "present"
    VIBRATION = "vibration"
    UNLOCKED = "unlocked"
    SOUND = "sound"
    PROBLEM = "problem"


C, K = Cause, DeviceKind

_ALWAYS: dict[Sense, tuple[Cause, DeviceKind | None]] = {
    Sense.SMOKE: (C.SMOKE, K.SMOKE_DETECTOR),
    Sense.HEAT: (C.HEAT, K.SMOKE_DETECTOR),
    Sense.GAS: (C.GAS, K.GAS_DETECTOR),
    Sense.CARBON_MONOXIDE: (C.CARBON_MONOXIDE, K.CO_DETECTOR),
    Sense.WATER: (C.WATER_LEAK, K.PROPERTY_SENSOR),
    Sense.CALL: (C.PRESS, K.PERSONAL_ALARM),
    Sense.FALL: (C.FALL, K.FALL_DETECTOR),
    Sense.UNSAFE: (C.UNKNOWN, None),
    Sense.TAMPER: (C.TAMPER, None),
    Sense.BATTERY_LOW: (C.BATTERY_LOW, None),
    Sense.BATTERY_FAILED: (C.BATTERY_FAILED, None),
    Sense.POWER_OUT: (C.MAINS_LOST, None),
    Sense.TEST: (C.TEST, None),
    Sense.OFFLINE: (C.LINK_LOST, None),
}
"""The cause, and the kind of a device that nothing else says the kind of; None where the notice says nothing of it."""

_EVERYDAY: dict[tuple[Sense, DeviceKind], Cause] = {
    (Sense.DOOR, K.DOOR_ALARM): C.DOOR_OPENED,
    (Sense.DOOR, K.PROPERTY_SENSOR): C.DOOR_OPENED,
    (Sense.UNLOCKED, K.DOOR_ALARM): C.DOOR_OPENED,
    (Sense.PRESENCE, K.IR_DETECTOR): C.MOVEMENT,
    (Sense.PRESENCE, K.ALARM_MAT): C.STEPPED_ON_MAT,
    (Sense.VIBRATION, K.IR_DETECTOR): C.MOVEMENT,
    (Sense.VIBRATION, K.ALARM_MAT): C.STEPPED_ON_MAT,
    (Sense.PRESENCE, K.BED_SENSOR): C.LEFT_BED,
    (Sense.PROBLEM, K.LOCK): C.LOCK_FAILED,
    (Sense.PROBLEM, K.MEDICATION_DISPENSER): C.JAMMED,
}
_GRAVE = frozenset(
    {Sense.SMOKE, Sense.HEAT, Sense.GAS, Sense.CARBON_MONOXIDE, Sense.WATER, Sense.CALL, Sense.FALL, Sense.UNSAFE}
)
"""Of which even a retained word is looked at: a danger, or a person's own hand."""
_WHEN_OFF = frozenset({(Sense.PRESENCE, K.BED_SENSOR)})
"""Where it is the end of what is noticed that is the alarm."""

_LIKELY: dict[Sense, DeviceKind] = {
    Sense.DOOR: K.DOOR_ALARM,
    Sense.UNLOCKED: K.LOCK,
    Sense.PRESENCE: K.IR_DETECTOR,
    Sense.VIBRATION: K.SUPERVISION_SENSOR,
    Sense.SOUND: K.SUPERVISION_SENSOR,
}
_SEEN: dict[Sense, tuple[str, str]] = {
    Sense.DOOR: ("door_opened", "door_closed"),
    Sense.UNLOCKED: ("unlocked", "locked"),
    Sense.PRESENCE: ("presence", "no_presence"),
    Sense.VIBRATION: ("vibration", "no_vibration"),
    Sense.SOUND: ("sound", "no_sound"),
    Sense.PROBLEM: ("problem", "no_problem"),
}


def kind_of(senses: tuple[Sense, ...]) -> DeviceKind:
    """The likely kind of a device that can notice these: what is gravest decides."""
    for sense in Sense:
        if sense in senses:
            kind = _ALWAYS[sense][1] if sense in _ALWAYS else _LIKELY.get(sense)
            if kind is not None:
                return kind
    return K.UNKNOWN


@dataclass(frozen=True, slots=True)
class Noticed:
    """One notice of a device. `source` is what said it (several may mean the same); `text` is for the operator."""

    sense: Sense
    is_on: bool
    source: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a message: the device, and the kind that its dialect makes likely."""

    message: Incoming
    dialect: str
    name: str
    bound: Bound
    likely: DeviceKind = DeviceKind.UNKNOWN
    at: datetime | None = None
    """The device's own moment, where the payload has one: with it, its bytes are never the same twice."""

    @property
    def kind(self) -> DeviceKind:
        """By the mapping file, else as likely."""
        return self.bound.kind or self.likely

    @property
    def key(self) -> str:
        """The device, for what is remembered of it."""
        return f"{self.bound.origin.municipality}/{self.bound.origin.sender}/{self.bound.origin.device}"

    def text(self, *words: str) -> str:
        """Words for the operator, with the device's own name where the mapping file has none for it."""
        named = () if self.bound.is_mapped or self.bound.origin.device == self.name else (self.name,)
        return clean(" · ".join(part for part in (*named, *words) if part)[:MAX_TEXT])


def battery_notice(percent: int) -> tuple[Noticed, ...]:
    """What a battery's charge says; nothing between low and well."""
    if LOW_PERCENT < percent < WELL_PERCENT:
        return ()
    return (Noticed(Sense.BATTERY_LOW, percent <= LOW_PERCENT, "battery", f"{percent} %"),)


class Ears:
    """Turns notices into reports: keeps the edges, gives the ids.

    A danger or a call that the broker had retained is a report too, marked as retained: triage makes it a case that
    somebody looks at, and no alarm of a person. Once per device and value: in this process until the device says off or
    speaks later (by a time of its own), and over all by its bytes.
    """

    def __init__(self) -> None:
        self.edges = Edges()
        self._on_at: Newest[datetime | None] = Newest(MOST_DEVICES)
        self.stamps = Stamps()

    def hear(self, speaker: Speaker, noticed: Noticed) -> AlarmReport | SupervisionReport | None:
        """The report that a state is, if it has turned."""
        cause, kind, is_alarm_on = _meaning(speaker, noticed.sense)
        is_on = noticed.is_on is is_alarm_on
        retained = speaker.message.retained
        turn = self.edges.hear(speaker.key, noticed.sense, noticed.source, is_on, retained=retained)
        is_left = noticed.sense in _GRAVE and self._is_left(speaker, noticed, is_on)
        if turn is None and is_left:
            turn = Turn.ON
        if turn is None:
            return None
        made = self.head(speaker, f"{noticed.sense}:{turn}")
        if cause is None:
            seen = _SEEN[noticed.sense][0 if turn is Turn.ON else 1]
            return observed(made, kind, seen, speaker.bound.place)
        return AlarmReport(
            made, kind, cause, place=speaker.bound.place, text=speaker.text(noticed.text),
            is_test=cause is Cause.TEST, is_reset=turn is Turn.OFF,
        )  # fmt: skip

    def press(self, speaker: Speaker, cause: Cause, text: str) -> AlarmReport:
        """The alarm that a press is: an event and not a state, so each is one; a retained one once by its bytes."""
        kind = speaker.bound.kind or DeviceKind.PERSONAL_ALARM
        made = self.head(speaker, f"press:{text}")
        return AlarmReport(made, kind, cause, place=speaker.bound.place, text=speaker.text(text))

    def _is_left(self, speaker: Speaker, noticed: Noticed, is_on: bool) -> bool:
        """Whether this was retained, is on, and is not known to us; keeps since when we know it."""
        source = f"{speaker.key}/{noticed.sense}/{noticed.source}"
        if not is_on:
            self._on_at.pop(source, None)
            return False
        is_known, known, at = source in self._on_at, self._on_at.get(source), speaker.at
        is_later = is_known and at is not None and known is not None and at > known
        if not speaker.message.retained or not is_known or is_later:
            self._on_at.put(source, at)
        return speaker.message.retained and (not is_known or is_later)

    def head(self, speaker: Speaker, what: str) -> Head:
        """The head of a report that says `what`."""
        event_id = self.stamps.id_of(speaker.message, what, is_dated=speaker.at is not None)
        return head_of(speaker.message, speaker.dialect, speaker.bound.origin, event_id, speaker.at)


def _meaning(speaker: Speaker, sense: Sense) -> tuple[Cause | None, DeviceKind, bool]:
    """The cause (None: an observation), the kind, and which state is the alarm."""
    mapped = speaker.bound.kind
    if sense in _ALWAYS:
        cause, kind = _ALWAYS[sense]
        if sense is Sense.CALL and mapped in CALLERS:
            cause = CALLERS[mapped]
        return cause, mapped or kind or speaker.kind, True
    if mapped is None:
        return None, speaker.kind, True
    return _EVERYDAY.get((sense, mapped)), mapped, (sense, mapped) not in _WHEN_OFF
