"""Devices that announce themselves by Home Assistant's MQTT discovery: ESPHome, Tasmota, Shelly, gateways of all kinds.

What is announced is heard on the topics that the announcement names, so subscriptions grow with it. Announcements must
be retained. A device's name in the mapping file is the node of its announcement's topic, else the object; one entity of
it may be named alone as `node/object`.

A `binary_sensor` is heard by its device_class, and without one by what the mapping file says that the device is for.
One that is a call button and has never said `off` is a button, so that each `on` is a press. `event` and
`device_automation` are presses; `button` is a command to a device and says nothing.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from console.adapters.mqtt.dialects.calls import CALLERS, call_of
from console.adapters.mqtt.dialects.dialect import Incoming, read_payload, unreadable
from console.adapters.mqtt.dialects.edges import Newest
from console.adapters.mqtt.dialects.home_assistant_announced import Announced
from console.adapters.mqtt.dialects.home_assistant_config import CLASSES, Availability, Entity
from console.adapters.mqtt.dialects.mapping import Bound
from console.adapters.mqtt.dialects.mapping import Mapping as Devices
from console.adapters.mqtt.dialects.senses import Ears, Noticed, Sense, Speaker, battery_notice, kind_of
from console.adapters.mqtt.envelope import MAX_PAYLOAD
from console.adapters.mqtt.fields import Unreadable, bad_field, read_json
from console.domain.alarm import Cause, DeviceKind
from console.domain.report import Fault, FieldReport, LinkPath, StatusReport, Stream

NAME = "home_assistant"
_MOST_REMEMBERED = 20_000
SHORTEST_INTERVAL = timedelta(minutes=1)
_UNKNOWN = frozenset({"", "None", "none", "unknown", "unavailable"})
_BY_KIND: dict[DeviceKind, Sense] = {
    **dict.fromkeys(CALLERS, Sense.CALL),
    DeviceKind.FALL_DETECTOR: Sense.FALL,
    DeviceKind.SMOKE_DETECTOR: Sense.SMOKE,
    DeviceKind.GAS_DETECTOR: Sense.GAS,
    DeviceKind.CO_DETECTOR: Sense.CARBON_MONOXIDE,
    DeviceKind.DOOR_ALARM: Sense.DOOR,
    DeviceKind.IR_DETECTOR: Sense.PRESENCE,
    DeviceKind.ALARM_MAT: Sense.PRESENCE,
    DeviceKind.BED_SENSOR: Sense.PRESENCE,
    DeviceKind.LOCK: Sense.PROBLEM,
    DeviceKind.MEDICATION_DISPENSER: Sense.PROBLEM,
}
"""What a binary sensor without a class notices, by what the mapping file says that its device is."""


class HomeAssistant:
    """All that is announced below one prefix. `elsewhere` begins the topics of what another dialect hears already."""

    def __init__(self, mapping: Devices, prefix: str = "homeassistant", elsewhere: tuple[str, ...] = ()) -> None:
        self._mapping = mapping
        self._ears = Ears()
        self.announced = Announced(prefix, elsewhere, lambda node, thing: self._bound(node, thing).origin)
        self._turned_on_at: Newest[datetime] = Newest(_MOST_REMEMBERED)
        self._has_said_off: Newest[None] = Newest(_MOST_REMEMBERED)
        self._there: Newest[dict[str, bool]] = Newest(_MOST_REMEMBERED)
        self._batteries: Newest[int] = Newest(_MOST_REMEMBERED)

    @property
    def name(self) -> str:
        """As it stands in the sources of reports and in the mapping file."""
        return NAME

    @property
    def subscriptions(self) -> tuple[str, ...]:
        """The announcements, and the topics that they name."""
        return self.announced.subscriptions

    def read(self, message: Incoming) -> tuple[FieldReport, ...]:
        """The reports that a message is. Never raises."""
        if self.announced.is_one(message.topic):
            return self.announced.learn(message)
        reports: list[FieldReport] = []
        alive: dict[str, StatusReport] = {}
        for entity in self.announced.at(message.topic) if message.payload else ():
            speaker = self._speaker(entity, message)
            is_state = entity.topic == message.topic
            try:
                reports += self._heard(entity, speaker)
                if is_state and not message.retained:
                    alive.setdefault(speaker.key, self._status(speaker, entity))
            except Unreadable as error:
                stream = Stream.ALARMS if is_state else Stream.STATUS
                reports.append(unreadable(message, error, speaker.bound.origin, stream))
        return (*reports, *alive.values())

    # What they say.

    def _bound(self, node: str, thing: str) -> Bound:
        return self._mapping.of(NAME, f"{node}/{thing}") or self._mapping.bound(NAME, node)

    def _speaker(self, entity: Entity, message: Incoming) -> Speaker:
        known = CLASSES.get(entity.device_class)
        likely = kind_of((known[0],)) if known and entity.component == "binary_sensor" else DeviceKind.UNKNOWN
        return Speaker(message, NAME, entity.node, self._bound(entity.node, entity.id), likely)

    def _heard(self, entity: Entity, speaker: Speaker) -> Iterator[FieldReport]:
        message = speaker.message
        if len(message.payload) > MAX_PAYLOAD:
            raise Unreadable(Fault.TOO_LARGE, f"the payload is longer than {MAX_PAYLOAD} bytes")
        text = message.payload.decode("utf-8", "replace")
        for availability in entity.availabilities:
            if availability.topic == message.topic:
                yield from self._availability(entity, availability, speaker, text)
        if entity.topic != message.topic:
            return
        value = entity.template.value(text, read_payload(message.payload) if entity.template.path else None)
        if value is None:
            return
        match entity.component:
            case "binary_sensor":
                yield from self._state(entity, speaker, value)
            case "sensor":
                yield from self._battery(speaker, value)
            case _:
                yield from self._press(entity, speaker, value)

    def _availability(
        self, entity: Entity, availability: Availability, speaker: Speaker, text: str
    ) -> Iterator[FieldReport]:
        told = read_payload(speaker.message.payload) if availability.template.path else None
        value = availability.template.value(text, told)
        if value not in (availability.there, availability.away):
            return
        is_there = value == availability.there
        topics = self._there.get(speaker.key, {})
        if not speaker.message.retained or is_there:
            topics[availability.topic] = is_there
        self._there.put(speaker.key, topics)
        wanted = [topics.get(each.topic) for each in entity.availabilities]
        if entity.mode == "all":
            is_there = False not in wanted
        elif entity.mode == "any":
            is_there = True in wanted or None in wanted
        heard = self._ears.hear(speaker, Noticed(Sense.OFFLINE, not is_there, "availability"))
        if heard is not None:
            yield heard

    def _state(self, entity: Entity, speaker: Speaker, value: str) -> Iterator[FieldReport]:
        if value in _UNKNOWN:
            return
        if value not in (entity.on, entity.off):
            raise bad_field("a binary sensor's state is neither its payload_on nor its payload_off")
        is_on = value == entity.on
        sense, means = CLASSES.get(entity.device_class, (None, True))
        if sense is None:
            sense = _BY_KIND.get(speaker.bound.kind) if speaker.bound.kind else None
        if sense is None:
            return
        source = f"{entity.node}/{entity.id}"
        if sense is Sense.CALL and self._is_button(source, is_on) and not speaker.message.retained:
            yield from self._pressed(speaker, CALLERS[speaker.kind], "")
            return
        if is_on and entity.off_delay is not None:
            self._let_go(entity, speaker, sense, source, means)
        heard = self._ears.hear(speaker, Noticed(sense, is_on is means, source, entity.device_class))
        if heard is not None:
            yield heard

    def _is_button(self, source: str, is_on: bool) -> bool:
        """Whether this `on` is a press by itself, because nothing has ever said that it ended."""
        if not is_on:
            self._has_said_off.put(source, None)
        return is_on and source not in self._has_said_off

    def _let_go(self, entity: Entity, speaker: Speaker, sense: Sense, source: str, means: bool) -> None:
        """What is on for `off_delay` only has ended by itself before it begins again."""
        at = speaker.message.received_at
        before = self._turned_on_at.get(source)
        if before is not None and entity.off_delay is not None and at - before >= entity.off_delay:
            self._ears.hear(speaker, Noticed(sense, not means, source))
        if not speaker.message.retained:
            self._turned_on_at.put(source, at)

    def _battery(self, speaker: Speaker, value: str) -> Iterator[FieldReport]:
        try:
            percent = float(value)
        except ValueError:
            return
        if 0 <= percent <= 100:
            self._batteries.put(speaker.key, int(percent))
            for noticed in battery_notice(int(percent)):
                heard = self._ears.hear(speaker, noticed)
                if heard is not None:
                    yield heard

    def _press(self, entity: Entity, speaker: Speaker, value: str) -> Iterator[FieldReport]:
        """An `event`'s type stands in its JSON; a trigger may ask for one payload of several on its topic."""
        action = value
        if entity.component == "event":
            told = read_json(value.encode("utf-8", "replace"))
            said = told.get("event_type") if isinstance(told, dict) else None
            action = said if isinstance(said, str) else ""
        elif entity.payload is not None and value != entity.payload:
            return
        cause = call_of(action.lower(), speaker.bound.kind)
        if cause is not None:
            yield from self._pressed(speaker, cause, action)

    def _pressed(self, speaker: Speaker, cause: Cause, action: str) -> Iterator[FieldReport]:
        yield self._ears.press(speaker, cause, action[:64])

    def _status(self, speaker: Speaker, entity: Entity) -> StatusReport:
        """A sign of life; `expire_after` is how often the device promises one. Below a minute it is taken as a minute:
        what is overdue is known by minutes."""
        interval = None if entity.expires_after is None else max(entity.expires_after, SHORTEST_INTERVAL)
        return StatusReport(
            self._ears.head(speaker, "status"), speaker.kind, heartbeat_interval=interval,
            battery_percent=self._batteries.get(speaker.key), paths=(LinkPath("mqtt", True),),
        )  # fmt: skip
