"""ChirpStack v4: what LoRaWAN devices say, as its MQTT integration publishes it in JSON.

`application/APPLICATION/device/DEVEUI/event/EVENT`; the devEui names the device in the mapping file. An `up` is a sign
of life and, by its decoded object, alarms (`decoded`); `status` and `join` are signs of life, `location` is a fix;
`log`, `ack`, `txack` and `integration` ask for nobody.

It is proto3's JSON: what is 0, false or empty is left out. An `up` without fPort is a frame of the network's own. The
object keeps its false, as codecs do not always: a state that is left out has ended without an all-clear (it can begin
anew), one that is there and false is the device's all-clear. An `up` with a payload that no codec has decoded, of a
device that the mapping file calls an alarm, cannot be read and is a case: it may be a person.

The deduplicationId makes each message one, however often and to however many consoles it comes.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from console.adapters.mqtt.dialects.decoded import Flag, battery_of, flags_of, position_of
from console.adapters.mqtt.dialects.dialect import Incoming, digest_of, head_of, read_payload, unreadable
from console.adapters.mqtt.dialects.mapping import Bound
from console.adapters.mqtt.dialects.mapping import Mapping as DeviceMapping
from console.adapters.mqtt.dialects.observed import observed
from console.adapters.mqtt.fields import (
    Object,
    Unreadable,
    bad_field,
    read_moment,
    read_number,
    read_object,
    read_plain,
)
from console.domain.alarm import Cause, DeviceKind
from console.domain.report import (
    AlarmReport,
    Fault,
    FieldReport,
    Head,
    Position,
    Sample,
    SampleReport,
    StatusReport,
    Stream,
)

NAME = "chirpstack"
SUBSCRIPTIONS = ("application/+/device/+/event/+",)
MOST_DEVICES = 20_000
"""Devices remembered; what was heard longest ago is forgotten first."""

_TOPIC = re.compile(r"application/([^/]{1,64})/device/([0-9A-Fa-f]{16})/event/([a-z]{1,32})")
_LONGEST_ID = 200
_MAX_ACCURACY_M = 1e7

NO_PERSON = frozenset(
    {DeviceKind.PROPERTY_SENSOR, DeviceKind.BROADBAND_LINE, DeviceKind.HUB, DeviceKind.LOCK, DeviceKind.KEY_CABINET}
)
"""Kinds of devices behind whose word no person can be."""

_KIND_OF_CAUSE = {
    Cause.PRESS: DeviceKind.PERSONAL_ALARM,
    Cause.NO_MOVEMENT: DeviceKind.PERSONAL_ALARM,
    Cause.FALL: DeviceKind.FALL_DETECTOR,
    Cause.SMOKE: DeviceKind.SMOKE_DETECTOR,
    Cause.HEAT: DeviceKind.SMOKE_DETECTOR,
    Cause.GAS: DeviceKind.GAS_DETECTOR,
    Cause.CARBON_MONOXIDE: DeviceKind.CO_DETECTOR,
    Cause.WATER_LEAK: DeviceKind.PROPERTY_SENSOR,
    Cause.LEFT_BED: DeviceKind.BED_SENSOR,
    Cause.LEFT_AREA: DeviceKind.TRACKER,
}
"""What a device is that no file names, by what it says."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What was heard of a device so far, in this process: which states are raised, and by which message."""

    raised: Mapping[Cause, str] = field(default_factory=dict)
    battery_percent: int | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    """A message about one device, once it has been read."""

    message: Incoming
    name: str
    bound: Bound
    body: Object
    id: str
    at: datetime | None

    def head(self, of: str) -> Head:
        """The head of one of its reports; `of` tells them apart."""
        return head_of(self.message, NAME, self.bound.origin, f"{self.id}.{of}", self.at)


class ChirpStack:
    """Fits `Dialect`. Remembers each device's raised states, battery and fix."""

    name = NAME
    subscriptions = SUBSCRIPTIONS

    def __init__(self, mapping: DeviceMapping) -> None:
        self._mapping = mapping
        self._devices: OrderedDict[str, _Known] = OrderedDict()

    def read(self, message: Incoming) -> tuple[FieldReport, ...]:
        """As `Dialect.read`."""
        where = _TOPIC.fullmatch(message.topic)
        if where is None:
            return (unreadable(message, Unreadable(Fault.WRONG_TOPIC, "the topic is none of ChirpStack's")),)
        application, name, kind = where.group(1), where.group(2).lower(), where.group(3)
        if kind not in ("up", "status", "join", "location") or not message.payload:
            return ()
        bound = self._bound(name)
        try:
            event = _opened(message, name, bound, application)
            match kind:
                case "up":
                    return self._up(event)
                case "location":
                    return self._location(event)
                case _:
                    return (self._status(event),)
        except Unreadable as error:
            stream = Stream.ALARMS if kind == "up" and bound.kind not in NO_PERSON else Stream.STATUS
            return (unreadable(message, error, bound.origin, stream),)

    def _bound(self, name: str) -> Bound:
        """The mapping file may write a devEui in either case."""
        return self._mapping.of(NAME, name.upper()) or self._mapping.bound(NAME, name)

    def _up(self, event: _Event) -> tuple[FieldReport, ...]:
        decoded = event.body.get("object")
        if not isinstance(decoded, dict) or not decoded:
            return self._undecoded(event)
        head = event.head("up")
        known = self._known(event.name)
        battery, fix = battery_of(decoded), position_of(decoded, min(head.at, head.received_at))
        known = replace(
            known,
            battery_percent=known.battery_percent if battery is None else battery,
            position=fix or known.position,
        )
        self._keep(event.name, known)
        reports: list[FieldReport] = [_sign(event, known)]
        if fix is not None:
            reports.append(SampleReport(event.head("fix"), _samples(fix)))
        if not event.message.retained:
            flags = flags_of(decoded, event.bound)
            reports += self._alarms(event, tuple(flag for flag in flags if flag.is_up is not None))
            reports += _puzzles(event, flags)
        return tuple(reports)

    def _undecoded(self, event: _Event) -> tuple[FieldReport, ...]:
        """The network's own frame, or a payload that nobody has decoded."""
        sign = _sign(event, self._known(event.name))
        is_ours = bool(event.body.get("fPort")) or bool(event.body.get("data"))
        is_alarm = event.bound.kind is not None and event.bound.kind not in NO_PERSON
        if not is_ours or not is_alarm or event.message.retained:
            return (sign,)
        error = bad_field("the payload was not decoded: the device profile in ChirpStack needs its codec")
        return sign, unreadable(event.message, error, event.bound.origin, Stream.ALARMS)

    def _alarms(self, event: _Event, flags: tuple[Flag, ...]) -> Iterator[FieldReport]:
        """What began, what is an event of its own, and what the device says is over; each cause once a message.

        The message that raised a state raises it each time it is read: it may not have been stored the first time.
        """
        known = self._known(event.name)
        states = [flag for flag in flags if not flag.is_event]
        raised = {flag.cause: known.raised.get(flag.cause, event.id) for flag in states if flag.is_up}
        self._keep(event.name, replace(known, raised=raised))
        begun = [flag for flag in states if flag.is_up and raised[flag.cause] == event.id]
        events = [flag for flag in flags if flag.is_event and flag.is_up]
        ended = [flag for flag in states if flag.cause in known.raised and flag.cause not in raised]
        for is_reset, found in ((False, events + begun), (True, ended)):
            told: set[Cause] = set()
            for flag in found:
                if flag.cause not in told:
                    told.add(flag.cause)
                    yield _report(event, flag, known.position, is_reset)

    def _status(self, event: _Event) -> StatusReport:
        """A status, or a join, which says nothing of the battery."""
        body, known = event.body, self._known(event.name)
        battery = body.get("batteryLevel")
        if isinstance(battery, int | float) and not isinstance(battery, bool) and 0 <= battery <= 100:
            known = replace(known, battery_percent=round(battery))
        if body.get("batteryLevelUnavailable") is True:
            known = replace(known, battery_percent=None)
        self._keep(event.name, known)
        return replace(_sign(event, known), has_mains=True if body.get("externalPowerSource") is True else None)

    def _location(self, event: _Event) -> tuple[FieldReport, ...]:
        head = event.head("fix")
        fix = _fix(read_object(event.body.get("location"), "location"), min(head.at, head.received_at))
        self._keep(event.name, replace(self._known(event.name), position=fix))
        return (SampleReport(head, _samples(fix)),)

    def _known(self, name: str) -> _Known:
        return self._devices.get(name, _Known())

    def _keep(self, name: str, known: _Known) -> None:
        self._devices[name] = known
        self._devices.move_to_end(name)
        if len(self._devices) > MOST_DEVICES:
            self._devices.popitem(last=False)


def _opened(message: Incoming, name: str, bound: Bound, application: str) -> _Event:
    """Raises Unreadable: TOO_LARGE, NOT_JSON, BAD_FIELD; TOPIC_DISAGREES where it names another device."""
    body = read_object(read_payload(message.payload), "the payload")
    said = body.get("deviceInfo")
    device = said if isinstance(said, dict) else {}
    for key, topic in (("devEui", name), ("applicationId", application)):
        named = device.get(key, topic)
        if not isinstance(named, str) or named.lower() != topic.lower():
            raise Unreadable(Fault.TOPIC_DISAGREES, f"deviceInfo.{key} must be the topic's")
    return _Event(message, name, bound, body, _id(message, body), _moment(body))


def _id(message: Incoming, body: Object) -> str:
    """The deduplicationId; without one the bytes, which hold the frame's own count and time."""
    try:
        return read_plain(body.get("deduplicationId"), "deduplicationId", _LONGEST_ID)
    except Unreadable:
        return digest_of(message.topic, message.payload)


def _moment(body: Object) -> datetime | None:
    try:
        return read_moment(body.get("time"), "time")
    except Unreadable:
        return None


def _sign(event: _Event, known: _Known) -> StatusReport:
    kind = event.bound.kind or DeviceKind.UNKNOWN
    return StatusReport(event.head("sign"), kind, battery_percent=known.battery_percent)


def _report(event: _Event, flag: Flag, position: Position | None, is_reset: bool) -> FieldReport:
    """An alarm, or the end of one. The door of a device that nobody has named is none: it opens all day."""
    bound = event.bound
    head = event.head(f"{flag.cause.value}.{'reset' if is_reset else 'raised'}")
    if flag.cause is Cause.DOOR_OPENED and bound.kind is None:
        seen = "door_closed" if is_reset else "door_opened"
        return observed(head, DeviceKind.UNKNOWN, seen, bound.place)
    kind = bound.kind or _KIND_OF_CAUSE.get(flag.cause, DeviceKind.UNKNOWN)
    said = f"[{flag.field}: {flag.word}]" if flag.word else f"[{flag.field}]"
    return AlarmReport(
        head, kind, flag.cause, place=bound.place, text=said, is_reset=is_reset, position=None if is_reset else position
    )


def _puzzles(event: _Event, flags: tuple[Flag, ...]) -> Iterator[FieldReport]:
    """What may have been a person's hand and says neither yes nor no, once a message."""
    puzzle = next((flag for flag in flags if flag.is_up is None), None)
    if puzzle is not None:
        stream = Stream.STATUS if event.bound.kind in NO_PERSON else Stream.ALARMS
        error = bad_field(f"{puzzle.field} may be a press, and says neither yes nor no")
        yield unreadable(event.message, error, event.bound.origin, stream)


def _fix(location: Object, at: datetime) -> Position:
    """A location in proto3's JSON: a latitude of 0 is left out. Raises Unreadable."""
    accuracy = location.get("accuracy", 0)
    return Position(
        read_number(location.get("latitude", 0), "location.latitude", -90, 90),
        read_number(location.get("longitude", 0), "location.longitude", -180, 180),
        read_number(accuracy, "location.accuracy", 0, _MAX_ACCURACY_M) or None,
        at,
    )


def _samples(fix: Position) -> tuple[Sample, ...]:
    found = (("latitude_deg", fix.latitude), ("longitude_deg", fix.longitude), ("accuracy_m", fix.accuracy_m))
    return tuple(Sample(quantity, value, fix.at) for quantity, value in found if value is not None)
