"""Messages and the domain's reports: `decode` is total, the `encode_...` write what the contract says.

`decode` never raises: what cannot be read becomes an `UnreadableReport`, which is stored and shown like any
other. The bytes are kept as they came, at most 64 KiB of them, with the length and the SHA-256 of the whole.

Each `encode_...` gives the topic and the payload, and raises ValueError where the contract's grammar does not
allow the topic or a moment is naive. Of what is sent, status and presence are to be published retained.
"""

from datetime import datetime

from console.adapters.mqtt.bodies import read_alarm, read_body
from console.adapters.mqtt.call_words import written_signal
from console.adapters.mqtt.centre import read_canary, read_presence
from console.adapters.mqtt.envelope import (
    Envelope,
    MessageType,
    check_agreement,
    check_content_type,
    console_source,
    is_own,
    open_payload,
    read_sequence,
    read_time,
    seal,
)
from console.adapters.mqtt.fields import (
    Object,
    Unreadable,
    write_moment,
)
from console.adapters.mqtt.kept import name_of, raw_of, unreadable_key
from console.adapters.mqtt.order_words import written_order
from console.adapters.mqtt.topics import (
    CanaryTopic,
    FieldTopic,
    ForwardTopic,
    PresenceTopic,
    Topic,
    canary_topic,
    field_topic,
    forward_topic,
    parse_topic,
    presence_topic,
)
from console.domain.call_signal import CallSignal
from console.domain.forward import Forwarded
from console.domain.ids import ConsoleId, DeviceId
from console.domain.order import SealedOrder
from console.domain.report import (
    AlarmReport,
    CallReport,
    DispatchReport,
    Fault,
    FieldReport,
    Head,
    Origin,
    Position,
    Receipt,
    Report,
    ReportKey,
    ResponderReport,
    SampleReport,
    Sequence,
    Sight,
    StatusReport,
    Stream,
    SupervisionReport,
    UnreadableReport,
)

Message = tuple[str, bytes]
"""A topic and its payload."""


def decode(topic: str, payload: bytes, received_at: datetime, retained: bool) -> Report | None:
    """The report that a message is, or None for what asks nothing of us. Never raises.

    None is: our own receipts, orders and call signalling, come back through the wildcard subscription; what a centre
    tells another, which is read by that one alone; an empty payload on a retained topic (status, presence), by which a
    sender takes its state away (MQTT 5, 3.3.1.3); and what an invited guest says that cannot be read, or was retained:
    a stranger's page makes no work for the centre's technicians.
    """
    where = parse_topic(topic)
    try:
        match where:
            case FieldTopic():
                return _read_field(where, topic, payload, received_at, retained)
            case CanaryTopic():
                return read_canary(where, payload, received_at, retained)
            case PresenceTopic():
                return read_presence(where, payload, received_at) if payload else None
            case ForwardTopic():
                return None
            case None:
                raise Unreadable(Fault.WRONG_TOPIC, "the topic is none of the contract's")
    except Unreadable as error:
        if isinstance(where, FieldTopic) and where.is_guest:
            return None
        return _unreadable(where, topic, payload, received_at, retained, error)


def encode_alarm(report: AlarmReport) -> Message:
    """An alarm, as a sender publishes it."""
    data: Object = {"kind": report.kind.value, "cause": report.cause.value}
    texts = {"place": report.place, "text": report.text, "ward": report.ward, "room": report.room}
    data.update({name: text for name, text in texts.items() if text})
    if report.is_test:
        data["test"] = True
    if report.is_reset:
        data["state"] = "reset"
    if report.position is not None:
        data["position"] = _position(report.position)
    return _from_field(report.head, Stream.ALARMS, MessageType.ALARM, data)


def encode_status(report: StatusReport) -> Message:
    """A device's state, to be published retained."""
    data: Object = {"kind": report.kind.value}
    if report.heartbeat_interval is not None:
        data["heartbeat_interval_s"] = report.heartbeat_interval.total_seconds()
    if report.battery_percent is not None:
        data["battery_percent"] = report.battery_percent
    if report.has_mains is not None:
        data["mains"] = report.has_mains
    if report.paths:
        data["paths"] = [{"name": path.name, "up": path.is_up} for path in report.paths]
    return _from_field(report.head, Stream.STATUS, MessageType.STATUS, data)


def encode_samples(report: SampleReport) -> Message:
    """Readings of one device."""
    samples = [{"quantity": s.quantity, "value": s.value, "at": write_moment(s.at)} for s in report.samples]
    return _from_field(report.head, Stream.SAMPLES, MessageType.SAMPLES, {"samples": samples})


def encode_supervision(report: SupervisionReport) -> Message:
    """What a sensor saw of a night."""
    data: Object = {"kind": report.kind.value, "seen": report.seen}
    if report.place:
        data["place"] = report.place
    return _from_field(report.head, Stream.SUPERVISION, MessageType.SUPERVISION, data)


def encode_responder(report: ResponderReport) -> Message:
    """A responder's state; the responder is the device level of the topic."""
    data: Object = {"state": report.state}
    if report.position is not None:
        data["position"] = _position(report.position)
    if report.seal_key:
        data["seal_key"] = report.seal_key
    return _from_field(report.head, Stream.RESPONDERS, MessageType.RESPONDER, data)


def encode_dispatch_reply(report: DispatchReport) -> Message:
    """What a responder says of a task, or of working alone."""
    data: Object = {"reply": report.reply}
    if report.task:
        data["task"] = report.task
    if report.text:
        data["text"] = report.text
    if report.minutes is not None:
        data["minutes"] = report.minutes
    return _from_field(report.head, Stream.DISPATCH, MessageType.DISPATCH_REPLY, data)


def encode_call(report: CallReport) -> Message:
    """One message of a call's signalling, as a device or guest says it."""
    return _from_field(report.head, Stream.CALLS, MessageType.CALL, written_signal(report.signal))


def encode_own_call(origin: Origin, signal: CallSignal, event_id: str, console: ConsoleId, at: datetime) -> Message:
    """Our word in a call to the device or guest at `origin`, from `console`."""
    key = ReportKey(console_source(console), event_id)
    payload = seal(MessageType.CALL, key, at, written_signal(signal), subject=origin.device)
    return field_topic(origin, Stream.CALLS), payload


def encode_order(sealed: SealedOrder, console: ConsoleId) -> Message:
    """Our word to a responder's phone, from `console`; sent again it is the same but for who sends it."""
    order = sealed.order
    origin = Origin(order.municipality, sealed.sender, DeviceId(order.responder))
    key = ReportKey(console_source(console), sealed.id)
    payload = seal(MessageType.DISPATCH_ORDER, key, order.at, written_order(sealed), subject=order.responder)
    return field_topic(origin, Stream.DISPATCH), payload


def encode_receipt(receipt: Receipt, event_id: str, console: ConsoleId) -> Message:
    """Our word to a sender, from `console`; the same receipt sent again keeps its `event_id`."""
    data: Object = {"of": {"source": receipt.of.source, "id": receipt.of.id}, "state": receipt.state.value}
    if receipt.reason:
        data["reason"] = receipt.reason
    key = ReportKey(console_source(console), event_id)
    payload = seal(MessageType.RECEIPT, key, receipt.at, data, subject=receipt.origin.device)
    return field_topic(receipt.origin, Stream.RECEIPTS), payload


def encode_forward(forward: Forwarded, event_id: str, console: ConsoleId) -> Message:
    """What another centre is told of a case, from `console`; sent again it keeps its `event_id`. No name, no place."""
    data: Object = {
        "case": forward.case,
        "state": forward.state.value,
        "municipality": forward.municipality,
        "class": forward.alarm_class.name.lower(),
        "kind": forward.kind.value,
        "cause": forward.cause.value,
        "since": write_moment(forward.since),
        "presses": forward.presses,
    }
    if forward.device:
        data["device"] = forward.device
    key = ReportKey(console_source(console), event_id)
    return forward_topic(forward.to), seal(MessageType.FORWARD, key, forward.at, data, subject=forward.case)


def encode_canary(console: ConsoleId, number: int, at: datetime, event_id: str) -> Message:
    """Our proof of sight; never retained."""
    data: Object = {"console": console, "number": number}
    key = ReportKey(console_source(console), event_id)
    return canary_topic(console), seal(MessageType.CANARY, key, at, data, subject=console)


def encode_presence(console: ConsoleId, sight: Sight, operator: str, at: datetime, event_id: str) -> Message:
    """What a console says of itself; to be published retained, and left with the broker as last will
    (`GONE`)."""
    data: Object = {"console": console, "sight": sight.value, "operator": operator}
    key = ReportKey(console_source(console), event_id)
    return presence_topic(console), seal(MessageType.PRESENCE, key, at, data, subject=console)


def _from_field(head: Head, stream: Stream, message_type: MessageType, data: Object) -> Message:
    payload = seal(message_type, head.key, head.at, data, subject=head.origin.device, sequence=head.sequence)
    return field_topic(head.origin, stream), payload


def _position(position: Position) -> Object:
    fix: Object = {
        "latitude": position.latitude,
        "longitude": position.longitude,
        "at": write_moment(position.at),
    }
    if position.accuracy_m is not None:
        fix["accuracy_m"] = position.accuracy_m
    return fix


def _read_field(
    where: FieldTopic, topic: str, payload: bytes, received_at: datetime, retained: bool
) -> FieldReport | None:
    if (not payload and where.stream is Stream.STATUS) or (retained and where.is_guest):
        return None
    event, envelope = open_payload(payload)
    if _is_our_word(where.stream, envelope):
        return None
    check_agreement(envelope, where)
    at = read_time(event)
    notes: list[str] = []
    sequence = _read_extras(event, envelope, notes if where.stream is Stream.ALARMS else None)
    if where.is_guest:
        sequence = None
    head = Head(envelope.key, where.origin, at, received_at, raw_of(topic, payload), sequence, retained)
    body = event.get("data")
    return read_alarm(head, body, notes) if where.stream is Stream.ALARMS else read_body(where.stream, head, body)


def _is_our_word(stream: Stream, envelope: Envelope) -> bool:
    match stream:
        case Stream.RECEIPTS:
            return envelope.type == MessageType.RECEIPT
        case Stream.DISPATCH:
            return envelope.type == MessageType.DISPATCH_ORDER and is_own(envelope)
        case Stream.CALLS:
            return envelope.type == MessageType.CALL and is_own(envelope)
        case _:
            return False


def _read_extras(event: Object, envelope: Envelope, notes: list[str] | None) -> Sequence | None:
    """The sequence, with the content type checked. With `notes` (an alarm) what is wrong is noted, not
    raised."""
    try:
        check_content_type(envelope)
    except Unreadable:
        if notes is None:
            raise
        notes.append("[datacontenttype: ?]")
    try:
        return read_sequence(event)
    except Unreadable:
        if notes is None:
            raise
        notes.append("[sequence: ?]")
        return None


def _unreadable(
    where: Topic | None, topic: str, payload: bytes, received_at: datetime, retained: bool, error: Unreadable
) -> UnreadableReport:
    raw = raw_of(name_of(topic), payload)
    return UnreadableReport(
        key=unreadable_key(raw, received_at, retained=retained),
        origin=where.origin if isinstance(where, FieldTopic) else None,
        stream=where.stream if isinstance(where, FieldTopic) else None,
        fault=error.fault,
        explanation=error.explanation,
        received_at=received_at,
        raw=raw,
        retained=retained,
    )
