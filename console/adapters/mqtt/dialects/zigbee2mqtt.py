"""Zigbee2MQTT 1.x and 2.x: smoke, water, doors, call buttons and falls of some 4,500 real Zigbee models.

One topic a device, `{base}/{friendly name}`, whose JSON is the device's whole state each time; beside it
`.../availability`, and the hub's own `{base}/bridge/...`. A friendly name may hold `/`. Where Zigbee2MQTT is set to
`last_seen: ISO_8601`, that moment makes each message one of its own: several consoles then know the same press as one,
and a call button that never says that it was let go is heard each time (`buttons`). Let every hub say it; one that
gives each property a topic of its own (`output: attribute`) tells such a button's first press only.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from console.adapters.mqtt.dialects.buttons import Buttons
from console.adapters.mqtt.dialects.calls import CALLERS, call_of
from console.adapters.mqtt.dialects.dialect import Incoming, read_payload, unreadable
from console.adapters.mqtt.dialects.edges import MOST_DEVICES, Newest
from console.adapters.mqtt.dialects.mapping import Bound, Mapping, device_id
from console.adapters.mqtt.dialects.senses import Ears, Noticed, Sense, Speaker, battery_notice, kind_of
from console.adapters.mqtt.dialects.zigbee_devices import ZigbeeDevice, is_said, read_devices
from console.adapters.mqtt.dialects.zigbee_words import METERED, STATES, WORDS
from console.adapters.mqtt.envelope import MAX_PAYLOAD
from console.adapters.mqtt.fields import Object, Unreadable, bad_field, cut_text, read_moment
from console.domain.alarm import Cause, DeviceKind
from console.domain.report import Fault, FieldReport, LinkPath, StatusReport, Stream

NAME = "zigbee2mqtt"
HUB = "bridge"
"""The hub's name in the mapping file."""
FRESH_FOR = timedelta(seconds=60)
"""A state whose `last_seen` is older was repeated from the hub's cache: no sign of life now."""
_MAX_ACTION = 64
_PATH = "zigbee"


class Zigbee2Mqtt:
    """One hub's words. `base` is its base topic."""

    def __init__(self, mapping: Mapping, base: str = NAME) -> None:
        self._mapping = mapping
        self._base = base
        self._ears = Ears()
        self._buttons = Buttons()
        self._devices: dict[str, ZigbeeDevice] = {}
        self._batteries: Newest[int] = Newest(MOST_DEVICES)
        self._whole: Newest[None] = Newest(MOST_DEVICES)

    @property
    def name(self) -> str:
        """As it stands in the sources of reports and in the mapping file."""
        return NAME

    @property
    def subscriptions(self) -> tuple[str, ...]:
        """All of the base topic."""
        return (f"{self._base}/#",)

    def read(self, message: Incoming) -> tuple[FieldReport, ...]:
        """The reports that a message is. Never raises."""
        before, slash, rest = message.topic.partition(f"{self._base}/")
        if before or not slash or not rest or not message.payload:
            return ()
        if rest.startswith(f"{HUB}/"):
            return self._of_hub(rest[len(HUB) + 1 :], message)
        name, aspect = self._resolve(rest)
        if aspect.startswith(("set", "get")):
            return ()
        try:
            if aspect == "availability":
                return tuple(self._availability(self._speaker(name, message), message))
            return tuple(self._state(name, aspect, message))
        except Unreadable as error:
            return (unreadable(message, error, self._bound(name).origin, Stream.ALARMS),)

    def _resolve(self, rest: str) -> tuple[str, str]:
        """The device's name, which may hold `/`, and what is told of it: "" for its state."""
        if rest in self._devices:
            return rest, ""
        name, _, aspect = rest.rpartition("/")
        if name and aspect in ("availability", "set", "get"):
            return name, aspect
        while name:
            if name in self._devices:
                return name, rest[len(name) + 1 :]
            name = name.rpartition("/")[0]
        return rest, ""

    def _bound(self, name: str) -> Bound:
        return self._mapping.bound(NAME, name)

    def _speaker(self, name: str, message: Incoming, at: datetime | None = None) -> Speaker:
        device = self._devices.get(name)
        properties = device.properties if device else frozenset()
        senses = tuple(state.sense for word in properties if (state := STATES.named(word)))
        senses += tuple(WORDS[word][0] for word in properties if word in WORDS)
        if "action" in properties:
            senses += (Sense.CALL,)
        return Speaker(message, NAME, name, self._bound(name), kind_of(senses), at)

    # The hub.

    def _of_hub(self, topic: str, message: Incoming) -> tuple[FieldReport, ...]:
        bound = self._bound(HUB)
        hub = Speaker(message, NAME, HUB, replace(bound, kind=bound.kind or DeviceKind.HUB))
        try:
            match topic:
                case "devices":
                    self._devices = read_devices(message)
                case "state":
                    # Retained, yet what holds now: a hub that died while we were away is dead, and its homes unheard.
                    now = replace(message, retained=False)
                    return tuple(self._availability(replace(hub, message=now), now))
                case "event":
                    return tuple(self._event(message))
        except Unreadable as error:
            return (unreadable(message, error, bound.origin, Stream.STATUS),)
        return ()

    def _event(self, message: Incoming) -> Iterator[FieldReport]:
        """A device that leaves the network speaks no more until it joins again."""
        told = read_payload(message.payload)
        about = told.get("data") if isinstance(told, dict) else None
        name = about.get("friendly_name") if isinstance(about, dict) else None
        words = {"device_leave": True, "device_joined": False, "device_announce": False}
        kind = told.get("type") if isinstance(told, dict) else None
        if isinstance(name, str) and name and isinstance(kind, str) and kind in words:
            heard = self._ears.hear(self._speaker(name, message), Noticed(Sense.OFFLINE, words[kind], "event", kind))
            if heard is not None:
                yield heard

    def _availability(self, speaker: Speaker, message: Incoming) -> Iterator[FieldReport]:
        """`online` or `offline`, plain or as `{"state": ...}`."""
        said = _scalar(message.payload)
        if isinstance(said, dict):
            said = said.get("state")
        if said not in ("online", "offline"):
            raise bad_field("availability must be online or offline")
        heard = self._ears.hear(speaker, Noticed(Sense.OFFLINE, said == "offline", "availability"))
        if heard is not None:
            yield heard
        if said == "online" and not message.retained:
            yield self._status(speaker)

    # A device.

    def _state(self, name: str, aspect: str, message: Incoming) -> Iterator[FieldReport]:
        told = self._told(name, aspect, message)
        device = self._devices.get(name)
        _check_identity(told, name, device)
        speaker = self._speaker(name, message, _last_seen(told))
        wrong: list[Unreadable] = []
        pressed = self._action(speaker, told, wrong)
        yield from pressed
        is_told = bool(pressed)
        notices = tuple(self._notices(speaker, told, device, wrong))
        is_pressed = self._is_pressed(speaker, told, notices)
        for noticed in notices:
            heard = self._ears.hear(speaker, noticed)
            if heard is None and noticed.sense is Sense.CALL and noticed.is_on and is_pressed:
                heard = self._ears.press(speaker, CALLERS.get(speaker.kind, Cause.PRESS), noticed.text)
            if noticed.sense is not Sense.CALL:
                yield from () if heard is None else (heard,)
            elif heard is not None and not is_told:
                yield heard
                is_told = True
        if not message.retained or speaker.at is not None:
            yield self._status(speaker)
        if wrong:
            yield unreadable(message, wrong[0], speaker.bound.origin, Stream.ALARMS)

    def _is_pressed(self, speaker: Speaker, told: Object, notices: tuple[Noticed, ...]) -> bool:
        """Whether a call that was on already is pressed once more (`buttons`)."""
        message = speaker.message
        if message.retained:
            return False
        calls = {noticed.source: noticed.is_on for noticed in notices if noticed.sense is Sense.CALL}
        return self._buttons.hear(speaker.key, told, calls, speaker.at, speaker.at or message.received_at)

    def _told(self, name: str, aspect: str, message: Incoming) -> Object:
        """The state; of one property where the hub is set to a topic for each (`output: attribute`).

        A hub set to both says all of it twice: then the whole state counts.
        """
        if not aspect:
            told = read_payload(message.payload)
            if isinstance(told, dict):
                self._whole.put(device_id(name), None)
                return told
            if "/" not in name or self._devices:
                raise Unreadable(Fault.BAD_FIELD, "a device's state must be an object")
            return {}  # a property of a device that is not known yet, or of another's
        if device_id(name) in self._whole or "/" in aspect:
            return {}
        return {aspect: _scalar(message.payload)}

    def _action(self, speaker: Speaker, told: Object, wrong: list[Unreadable]) -> tuple[FieldReport, ...]:
        action = told.get("action")
        if action is None or action == "":
            return ()
        if not isinstance(action, str):
            wrong.append(bad_field("action must be a text"))
            return ()
        word = cut_text(action, "action", _MAX_ACTION)
        cause = call_of(word, speaker.bound.kind)
        alarm = None if cause is None else self._ears.press(speaker, cause, word)
        return () if alarm is None else (alarm,)

    def _notices(
        self, speaker: Speaker, told: Object, device: ZigbeeDevice | None, wrong: list[Unreadable]
    ) -> Iterator[Noticed]:
        for word, value in told.items():
            if value is None:
                continue
            if word in WORDS:
                sense, yes, no = WORDS[word]
                if isinstance(value, str) and (value in yes or value in no):
                    yield Noticed(sense, value in yes, word, value)
            elif state := STATES.named(word):
                is_on = is_said(value, word, state, device)
                if is_on is not None:
                    yield Noticed(state.sense, is_on, word, device.model if device else "")
                elif word not in METERED or (device is not None and word in device.vocabularies):
                    wrong.append(bad_field(f"{_named(word)} says neither yes nor no"))
            elif word == "battery":
                yield from self._battery(speaker, value, told, device)

    def _battery(self, speaker: Speaker, value: object, told: Object, device: ZigbeeDevice | None) -> Iterator[Noticed]:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
            return
        percent = int(value)
        self._batteries.put(speaker.key, percent)
        marks = {"battery_low", "battery_state"}
        if marks & told.keys() or (device is not None and marks & device.properties):
            return
        yield from battery_notice(percent)

    def _status(self, speaker: Speaker) -> StatusReport:
        """A sign of life; one that the hub had kept says only when it was."""
        head = self._ears.head(speaker, "status")
        if speaker.at is not None and head.received_at - speaker.at > FRESH_FOR:
            head = replace(head, retained=True)
        percent = self._batteries.get(speaker.key)
        return StatusReport(head, speaker.kind, battery_percent=percent, paths=(LinkPath(_PATH, True),))


def _named(word: str) -> str:
    """A property's name as it may be shown: it comes from the network."""
    return cut_text(word, "property", _MAX_ACTION)


def _check_identity(told: Object, name: str, device: ZigbeeDevice | None) -> None:
    """Raises Unreadable(TOPIC_DISAGREES) if the payload names another device than the topic does."""
    claimed = told.get("device")
    if not isinstance(claimed, dict):
        return
    other_name = claimed.get("friendlyName", claimed.get("friendly_name", name))
    address = device.address if device else None
    other_address = claimed.get("ieeeAddr", claimed.get("ieee_address", address))
    if other_name != name or (address is not None and other_address != address):
        raise Unreadable(Fault.TOPIC_DISAGREES, "the payload names another device than the topic")


def _last_seen(told: Object) -> datetime | None:
    """The device's own moment: a text of RFC 3339, or milliseconds since 1970."""
    said = told.get("last_seen")
    try:
        if isinstance(said, str):
            return read_moment(said, "last_seen")
        if isinstance(said, int | float) and not isinstance(said, bool):
            return datetime.fromtimestamp(said / 1000, UTC)
    except (Unreadable, ValueError, OverflowError, OSError):
        return None
    return None


def _scalar(payload: bytes) -> object:
    """JSON where it is, else the plain text that Zigbee2MQTT publishes for a single value."""
    if len(payload) > MAX_PAYLOAD:
        raise Unreadable(Fault.TOO_LARGE, f"the payload is longer than {MAX_PAYLOAD} bytes")
    try:
        return read_payload(payload)
    except Unreadable:
        return payload[:_MAX_ACTION].decode("utf-8", "replace")
