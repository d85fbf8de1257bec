"""The centre's own messages, read: canary, presence, and the receipts that senders wait for.

They are written in `wire`, with everything else that is written.
"""

from datetime import datetime

from console.adapters.mqtt.envelope import (
    MAX_ID,
    MAX_SOURCE,
    MessageType,
    console_source,
    open_payload,
    read_time,
)
from console.adapters.mqtt.fields import (
    MAX_WHOLE,
    Object,
    Unreadable,
    bad_field,
    read_object,
    read_plain,
    read_text,
    read_whole,
    read_word,
)
from console.adapters.mqtt.topics import CanaryTopic, FieldTopic, PresenceTopic, parse_topic
from console.domain.ids import ConsoleId
from console.domain.report import (
    CanaryReport,
    Fault,
    PresenceReport,
    Receipt,
    ReceiptState,
    ReportKey,
    Sight,
    Stream,
)

MAX_OPERATOR = 128
"""The longest operator id in a presence, in characters."""


def read_canary(where: CanaryTopic, payload: bytes, received_at: datetime, retained: bool) -> CanaryReport:
    """A console's proof of sight. Raises Unreadable."""
    if retained:
        raise bad_field("a canary must not be retained: it proves sight only when it is fresh")
    event, data = _own_data(MessageType.CANARY, where.console, payload)
    number = read_whole(data.get("number"), "data.number", 0, MAX_WHOLE)
    return CanaryReport(where.console, number, read_time(event), received_at)


def read_presence(where: PresenceTopic, payload: bytes, received_at: datetime) -> PresenceReport:
    """A console's word of how it is. Raises Unreadable."""
    event, data = _own_data(MessageType.PRESENCE, where.console, payload)
    return PresenceReport(
        where.console,
        sight=read_word(data.get("sight"), "data.sight", Sight),
        operator=read_text(data.get("operator"), "data.operator", MAX_OPERATOR),
        at=read_time(event),
        received_at=received_at,
    )


def _own_data(message_type: MessageType, console: ConsoleId, payload: bytes) -> tuple[Object, Object]:
    event, envelope = open_payload(payload)
    data = read_object(event.get("data"), "data")
    said = read_plain(data.get("console"), "data.console", 128)
    if envelope.type != message_type or envelope.key.source != console_source(console) or said != console:
        raise Unreadable(Fault.TOPIC_DISAGREES, "type, source and data.console must be those of the topic")
    return event, data


def read_receipt(topic: str, payload: bytes) -> Receipt | None:
    """The receipt in a message, for a sender that waits for one; None for anything else. Never raises."""
    where = parse_topic(topic)
    if not isinstance(where, FieldTopic) or where.stream is not Stream.RECEIPTS:
        return None
    try:
        event, envelope = open_payload(payload)
        if envelope.type != MessageType.RECEIPT:
            return None
        data = read_object(event.get("data"), "data")
        of = read_object(data.get("of"), "data.of")
        return Receipt(
            where.origin,
            of=ReportKey(
                source=read_text(of.get("source"), "data.of.source", MAX_SOURCE),
                id=read_text(of.get("id"), "data.of.id", MAX_ID),
            ),
            state=read_word(data.get("state"), "data.state", ReceiptState),
            at=read_time(event),
            reason=read_text(data.get("reason", ""), "data.reason", 500),
        )
    except Unreadable:
        return None
