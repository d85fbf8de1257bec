"""CloudEvents 1.0 in structured JSON mode: what stands around every message's `data`, read and written.

The context attributes are those of the CloudEvents specification 1.0.2 with its `sequence` extension, and our
own extension `boot`: a new boot id starts the count anew.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.adapters.mqtt.fields import (
    MAX_WHOLE,
    Object,
    Unreadable,
    bad_field,
    read_json,
    read_moment,
    read_plain,
    read_whole,
    write_moment,
)
from console.adapters.mqtt.topics import CENTRE, GUESTS, FieldTopic
from console.domain.ids import ConsoleId
from console.domain.report import Fault, ReportKey, Sequence, Stream

MAX_PAYLOAD = 256 * 1024
"""The longest payload that is read, in bytes (the stream contract)."""
MAX_ID = 255
MAX_SOURCE = 512
MAX_BOOT = 128

_WRITTEN = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_DIGITS = re.compile(r"[0-9]{1,19}")
_JSON_TYPE = re.compile(r"\s*(?:application|text)/(?:[\w.+-]+\+)?json\s*(?:;.*)?", re.ASCII | re.IGNORECASE)


class MessageType(StrEnum):
    """The CloudEvents `type` of every message of the contract."""

    ALARM = "vaka.alarm.v1"
    STATUS = "vaka.status.v1"
    SAMPLES = "vaka.samples.v1"
    SUPERVISION = "vaka.supervision.v1"
    RESPONDER = "vaka.responder.v1"
    DISPATCH_REPLY = "vaka.dispatch.reply.v1"
    DISPATCH_ORDER = "vaka.dispatch.order.v1"
    CALL = "vaka.call.v1"
    RECEIPT = "vaka.receipt.v1"
    CANARY = "vaka.canary.v1"
    PRESENCE = "vaka.presence.v1"
    FORWARD = "vaka.forward.v1"


FROM_FIELD = {
    Stream.ALARMS: MessageType.ALARM,
    Stream.STATUS: MessageType.STATUS,
    Stream.SAMPLES: MessageType.SAMPLES,
    Stream.SUPERVISION: MessageType.SUPERVISION,
    Stream.RESPONDERS: MessageType.RESPONDER,
    Stream.DISPATCH: MessageType.DISPATCH_REPLY,
    Stream.CALLS: MessageType.CALL,
}
"""The one type that a sender may send on each stream; receipts are ours alone."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """The attributes that say what a message is and whose. `content_type` is as sent, None if absent."""

    key: ReportKey
    type: str
    subject: str | None
    content_type: object


def console_source(console: ConsoleId) -> str:
    """The CloudEvents `source` of a console's own messages."""
    return f"/{CENTRE}/{console}"


def open_payload(payload: bytes) -> tuple[Object, Envelope]:
    """The message as an object, and its envelope.

    Raises Unreadable: TOO_LARGE; NOT_JSON; NOT_CLOUDEVENT if a required attribute is missing or wrong.
    """
    if len(payload) > MAX_PAYLOAD:
        raise Unreadable(Fault.TOO_LARGE, f"the payload is longer than {MAX_PAYLOAD} bytes")
    event = read_json(payload)
    if not isinstance(event, dict):
        raise Unreadable(Fault.NOT_CLOUDEVENT, "the payload must be an object")
    return event, _envelope(event)


def _envelope(event: Object) -> Envelope:
    try:
        if event.get("specversion") != "1.0":
            raise bad_field('specversion must be "1.0"')
        subject = event.get("subject")
        return Envelope(
            key=ReportKey(
                source=read_plain(event.get("source"), "source", MAX_SOURCE),
                id=read_plain(event.get("id"), "id", MAX_ID),
            ),
            type=read_plain(event.get("type"), "type", MAX_ID),
            subject=None if subject is None else read_plain(subject, "subject", MAX_ID),
            content_type=event.get("datacontenttype"),
        )
    except Unreadable as error:
        raise Unreadable(Fault.NOT_CLOUDEVENT, error.explanation) from error


def is_own(envelope: Envelope) -> bool:
    """Whether the message is a console's own word, come back through the wildcard subscription. A guest's begins with
    `/centre/` too, and has one level more than any console's."""
    source = envelope.key.source
    return source.startswith(f"/{CENTRE}/") and not source.startswith(f"/{CENTRE}/{GUESTS}/")


def check_agreement(envelope: Envelope, topic: FieldTopic) -> None:
    """Raises Unreadable(TOPIC_DISAGREES) unless source, subject and type say what the topic says."""
    own = f"/{topic.municipality}/{topic.sender}"
    source = envelope.key.source
    if topic.is_guest and source != f"{own}/{topic.device}":
        disagreement = "source must be the guest's own"
    elif source != own and not source.startswith(f"{own}/"):
        disagreement = "source must begin with the topic's municipality and sender"
    elif envelope.subject is not None and envelope.subject != topic.device:
        disagreement = "subject must be the topic's device"
    elif envelope.type != FROM_FIELD.get(topic.stream):
        disagreement = f"type does not belong to the stream {topic.stream.value}"
    else:
        return
    raise Unreadable(Fault.TOPIC_DISAGREES, disagreement)


def check_content_type(envelope: Envelope) -> None:
    """Raises Unreadable(BAD_FIELD) if `datacontenttype` is there and is not JSON."""
    sent = envelope.content_type
    if sent is None or sent == "application/json":
        return
    if not isinstance(sent, str) or not _JSON_TYPE.fullmatch(sent):
        raise bad_field("datacontenttype must be JSON")


def read_time(event: Object) -> datetime:
    """The sender's moment. Raises Unreadable(BAD_FIELD) if it is missing, naive or a number."""
    return read_moment(event.get("time"), "time")


def read_sequence(event: Object) -> Sequence | None:
    """The sender's count, if it keeps one. Raises Unreadable(BAD_FIELD) if it is half there or wrong."""
    number = event.get("sequence")
    if number is None:
        return None
    if isinstance(number, str):
        if not _DIGITS.fullmatch(number):
            raise bad_field("sequence must be a text of 1 to 19 digits")
        number = int(number)
    return Sequence(
        boot=read_plain(event.get("boot"), "boot", MAX_BOOT),
        number=read_whole(number, "sequence", 0, MAX_WHOLE),
    )


def seal(
    message_type: MessageType,
    key: ReportKey,
    at: datetime,
    data: Object,
    *,
    subject: str | None = None,
    sequence: Sequence | None = None,
) -> bytes:
    """One message as UTF-8 JSON. Raises ValueError for a naive `at`, NaN, Infinity or a lone surrogate."""
    event: Object = {
        "specversion": "1.0",
        "id": key.id,
        "source": key.source,
        "type": message_type.value,
        "time": write_moment(at),
        "datacontenttype": "application/json",
    }
    if subject is not None:
        event["subject"] = subject
    if sequence is not None:
        event["sequence"] = str(sequence.number)
        event["boot"] = sequence.boot
    event["data"] = data
    return _WRITTEN(event).encode()
