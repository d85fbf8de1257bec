"""OwnTracks: where telephones and trackers are, as its apps publish it on `owntracks/USER/DEVICE`.

Only who stands in the mapping file is heard (`name = "USER/DEVICE"`): where anybody else is, is not ours to know.
Without a `kind` it is one of the staff, and `device` is the responder; with one (`tracker`, `mobile_alarm`) it is a
resident's. What each says:

* `location`: a responder's position; of a resident a sign of life and a fix. It holds for the moment of the fix
  (`tst`), which may be hours ago; the apps have it retained, and that is taken.
* `transition`: a resident has left a region (`region` in the mapping file, else any): an alarm; entering is its
  all-clear.
* `lwt`: the broker has lost the app. A resident's device is then known to be out of reach, alive when last heard.
* `encrypted`: cannot be read, and is told once for each device, an event each time, because it may be a departure.

A location that was sent by hand (`"t":"u"`) is no alarm, for staff and relatives publish by hand to test the app. With
`alarm_on = "u"` in the mapping file it is one, a press: for a telephone whose button does that.

Cards, waypoints, commands and the legacy CSV of small trackers are passed over; `/info`, where faces come, is not even
subscribed to. A responder's state is never said here, so it is "".
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.adapters.mqtt.dialects.dialect import Incoming, digest_of, head_of, read_payload, unreadable
from console.adapters.mqtt.dialects.edges import Stamps
from console.adapters.mqtt.dialects.mapping import Bound, Mapping
from console.adapters.mqtt.fields import Object, Unreadable, bad_field, clean, read_number, read_object
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import EPOCH
from console.domain.report import (
    AlarmReport,
    Fault,
    FieldReport,
    LinkPath,
    Position,
    ResponderReport,
    Sample,
    SampleReport,
    StatusReport,
    Stream,
)

NAME = "owntracks"
SUBSCRIPTIONS = ("owntracks/+/+", "owntracks/+/+/event", "owntracks/+/+/status")
LINK = "app"
"""The path whose loss the broker tells."""

_TOPIC = re.compile(r"owntracks/([^/]{1,150})/([^/]{1,149})(/event|/status)?")
_CSV = re.compile(rb"[A-Za-z0-9]{1,4},[0-9a-fA-F]{8},")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)
_MAX_ACCURACY_M = 1e7
_LATEST_S = 253_402_300_799
"""The last second of the year 9999."""
_LONGEST_WORD = 64
_CHARGES = (2, 3)


@dataclass(frozen=True, slots=True)
class _Said:
    """A message of somebody whom the mapping file has, once it has been read."""

    message: Incoming
    bound: Bound
    kind: DeviceKind
    body: Object
    at: datetime | None

    @property
    def moment(self) -> datetime:
        """The moment of the fix, or of receipt where there is none or it lies ahead of it."""
        received_at = self.message.received_at
        return min(self.at, received_at) if self.at else received_at

    def id(self, of: str) -> str:
        """Made of the bytes, which hold the moment of the fix: the same when it comes again, and from a retained
        message."""
        return digest_of(self.message.topic, self.message.payload, of)


class OwnTracks:
    """Fits `Dialect`. Remembers when each device was last heard, and which encrypted ones have been told of."""

    name = NAME
    subscriptions = SUBSCRIPTIONS

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._heard_at: dict[str, datetime] = {}
        self._told: set[str] = set()
        self._stamps = Stamps()

    def read(self, message: Incoming) -> tuple[FieldReport, ...]:
        """As `Dialect.read`."""
        where = _TOPIC.fullmatch(message.topic)
        if where is None or not message.payload or _CSV.match(message.payload):
            return ()
        user, device, part = where.groups()
        name = f"{user}/{device}"
        bound = self._mapping.of(NAME, name)
        if bound is None:
            return ()
        is_event = part == "/event" or "alarm_on" in bound.words
        try:
            return self._said(_opened(message, bound, f"{NAME}/{name}"), name, is_event)
        except Unreadable as error:
            is_grave = is_event and bound.kind is not None
            return (unreadable(message, error, bound.origin, Stream.ALARMS if is_grave else Stream.STATUS),)

    def _said(self, said: _Said, name: str, is_event: bool) -> tuple[FieldReport, ...]:
        match said.body.get("_type"):
            case "location":
                self._hear(name, said)
                return _responder(said) if said.bound.kind is None else (*_location(said), *self._press(said))
            case "transition":
                self._hear(name, said)
                return _transition(said)
            case "lwt":
                return self._lost(said, name)
            case "status" if said.bound.kind is not None and not said.message.retained:
                self._hear(name, said)
                return (StatusReport(head_of(said.message, NAME, said.bound.origin, said.id("status")), said.kind),)
            case "encrypted":
                return self._encrypted(said, name, is_event)
            case _:
                return ()

    def _hear(self, name: str, said: _Said) -> None:
        at = said.moment if said.message.retained else said.message.received_at
        self._heard_at[name] = max(at, self._heard_at.get(name, at))

    def _press(self, said: _Said) -> tuple[AlarmReport, ...]:
        """The alarm that a location is, if this is how this device presses. Two presses may have one and the same
        fix, so its moment alone tells them not apart."""
        body, bound = said.body, said.bound
        if "alarm_on" not in bound.words or body.get("t") != bound.words["alarm_on"] or said.message.retained:
            return ()
        event_id = self._stamps.id_of(said.message, "press", is_dated="created_at" in body)
        at = _moment(body.get("created_at")) or said.message.received_at
        head = head_of(said.message, NAME, bound.origin, event_id, at)
        return (AlarmReport(head, said.kind, Cause.PRESS, place=bound.place, position=_position_or_none(said)),)

    def _lost(self, said: _Said, name: str) -> tuple[FieldReport, ...]:
        """A state that the broker tells, and no sign of life: as of when the device was last heard."""
        if said.bound.kind is None:
            return ()
        head = head_of(said.message, NAME, said.bound.origin, said.id("lwt"), self._heard_at.get(name, said.moment))
        return (StatusReport(replace(head, retained=True), said.kind, paths=(LinkPath(LINK, False),)),)

    def _encrypted(self, said: _Said, name: str, is_event: bool) -> tuple[FieldReport, ...]:
        if name in self._told and not is_event:
            return ()
        self._told.add(name)
        raise bad_field("encrypted, not readable: turn the encryption of the payload off in the app, TLS stays on")


def _opened(message: Incoming, bound: Bound, topic: str) -> _Said:
    """Raises Unreadable: TOO_LARGE, NOT_JSON, BAD_FIELD; TOPIC_DISAGREES where it names another topic."""
    body = read_object(read_payload(message.payload), "the payload")
    if body.get("topic", topic) != topic and body.get("topic") != message.topic:
        raise Unreadable(Fault.TOPIC_DISAGREES, "topic must be the message's own")
    return _Said(message, bound, bound.kind or DeviceKind.UNKNOWN, body, _moment(body.get("tst")))


def _moment(value: object) -> datetime | None:
    """Seconds since 1970, also as a text."""
    try:
        return EPOCH + timedelta(seconds=_number(value, "tst", 0, _LATEST_S))
    except Unreadable:
        return None


def _number(value: object, name: str, low: float, high: float) -> float:
    """A number, or a text that is one, which some apps send. Raises Unreadable."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = float(value)
    return read_number(value, name, low, high)


def _position(said: _Said) -> Position:
    """Raises Unreadable where it is none, or nobody knows of when; an accuracy that cannot be read is left out."""
    if said.at is None:
        raise bad_field("tst must be the seconds since 1970")
    try:
        accuracy = _number(said.body.get("acc"), "acc", 0, _MAX_ACCURACY_M)
    except Unreadable:
        accuracy = None
    latitude = _number(said.body.get("lat"), "lat", -90, 90)
    longitude = _number(said.body.get("lon"), "lon", -180, 180)
    return Position(latitude, longitude, accuracy, said.moment)


def _position_or_none(said: _Said) -> Position | None:
    try:
        return _position(said)
    except Unreadable:
        return None


def _percent(value: object) -> int | None:
    try:
        return round(_number(value, "batt", 0, 100))
    except Unreadable:
        return None


def _responder(said: _Said) -> tuple[FieldReport, ...]:
    head = head_of(said.message, NAME, said.bound.origin, said.id("responder"), said.moment)
    return (ResponderReport(head, said.bound.origin.device, "", _position(said)),)


def _location(said: _Said) -> tuple[FieldReport, ...]:
    """A sign of life whatever else it is, and the fix, if it can be read."""
    body, origin = said.body, said.bound.origin
    sign = StatusReport(
        head_of(said.message, NAME, origin, said.id("sign"), said.moment),
        said.kind,
        battery_percent=_percent(body.get("batt")),
        has_mains=body.get("bs") in _CHARGES or None,
        paths=(LinkPath(LINK, True),),
    )
    signs = () if said.message.retained and said.at is None else (sign,)
    try:
        fix = _position(said)
    except Unreadable as error:
        return (*signs, unreadable(said.message, error, origin, Stream.STATUS))
    return (*signs, SampleReport(head_of(said.message, NAME, origin, said.id("fix"), said.moment), _samples(fix)))


def _transition(said: _Said) -> tuple[FieldReport, ...]:
    """Leaving is an alarm of a resident's device, and entering its all-clear; a retained one may be a month old."""
    bound, event = said.bound, said.body.get("event")
    if bound.kind is None or said.message.retained:
        return ()
    if event not in ("enter", "leave"):
        raise bad_field("event must be enter or leave")
    desc, rid = (_word(said.body.get(key)) for key in ("desc", "rid"))
    wanted = bound.words.get("region", "")
    if wanted and (desc or rid) and wanted not in (desc, rid):
        return ()
    is_reset = event == "enter"
    head = head_of(said.message, NAME, bound.origin, said.id("left_area"), said.moment)
    text = f"[{event}: {desc}]" if desc else ""
    fix = _position_or_none(said)
    return (AlarmReport(head, said.kind, Cause.LEFT_AREA, bound.place, text, is_reset=is_reset, position=fix),)


def _word(value: object) -> str:
    return clean(value[:_LONGEST_WORD]).strip() if isinstance(value, str) else ""


def _samples(fix: Position) -> tuple[Sample, ...]:
    found = (("latitude_deg", fix.latitude), ("longitude_deg", fix.longitude), ("accuracy_m", fix.accuracy_m))
    return tuple(Sample(quantity, value, fix.at) for quantity, value in found if value is not None)
