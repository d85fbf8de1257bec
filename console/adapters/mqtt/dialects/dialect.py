"""What a dialect is: a reader of somebody else's messages, and what it makes its reports with.

Rules that hold for each: the topic says who speaks (a payload that names another is refused); a retained message is
never a new alarm of a person, for it may be a month old (a danger or a call is told of as retained, once); at most
256 KiB are read; what is unknown stays in the raw bytes.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from console.adapters.mqtt.envelope import MAX_PAYLOAD
from console.adapters.mqtt.fields import Unreadable, read_json
from console.adapters.mqtt.kept import name_of, raw_of, unreadable_key
from console.domain.report import (
    Fault,
    FieldReport,
    Head,
    Origin,
    ReportKey,
    Stream,
    UnreadableReport,
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as it came. `is_repeat` says that the broker has sent it before (MQTT's DUP)."""

    topic: str
    payload: bytes
    retained: bool
    received_at: datetime
    is_repeat: bool = False


class Dialect(Protocol):
    """One way to speak. A reader may keep what it has heard (edges, configurations); it does nothing else."""

    @property
    def name(self) -> str:
        """`zigbee2mqtt`, `home_assistant`, `chirpstack`, `owntracks`: a level of its reports' sources."""

    @property
    def subscriptions(self) -> tuple[str, ...]:
        """What is to be subscribed to, now. May grow and shrink by `read`; what stands here at the start is what the
        dialect cannot be without."""

    def read(self, message: Incoming) -> tuple[FieldReport, ...]:
        """The reports that a message is: none, one or several. Each message is given once, in the order of arrival.

        Total: never raises. What cannot be read and may matter is an UnreadableReport.
        """


def source_of(dialect: str, origin: Origin) -> str:
    """The `source` of a device's reports in a dialect; begins as our own contract's do, so that receipts find it."""
    return f"/{origin.municipality}/{origin.sender}/{dialect}/{origin.device}"


def head_of(message: Incoming, dialect: str, origin: Origin, event_id: str, at: datetime | None = None) -> Head:
    """The head of a report. `event_id` (1 to 255 characters) makes it one and the same however often it comes; `at`
    is the device's own moment, the time of receipt where it has none."""
    return Head(
        key=ReportKey(source_of(dialect, origin), event_id),
        origin=origin,
        at=at or message.received_at,
        received_at=message.received_at,
        raw=raw_of(name_of(message.topic), message.payload),
        retained=message.retained,
        is_dated=at is not None,
    )


def digest_of(*parts: str | bytes) -> str:
    """An id made of its parts, 32 characters: the same for the same."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()[:32]


def read_payload(payload: bytes) -> object:
    """The payload as JSON. Raises Unreadable: TOO_LARGE above 256 KiB, NOT_JSON."""
    if len(payload) > MAX_PAYLOAD:
        raise Unreadable(Fault.TOO_LARGE, f"the payload is longer than {MAX_PAYLOAD} bytes")
    return read_json(payload)


def unreadable(
    message: Incoming, error: Unreadable, origin: Origin | None = None, stream: Stream | None = None
) -> UnreadableReport:
    """What could not be read, as it came. With `Stream.ALARMS` and a device that the directory has, it is a case of
    class Hög: it may have been an alarm. Keyed as `kept` says."""
    raw = raw_of(name_of(message.topic), message.payload)
    return UnreadableReport(
        key=unreadable_key(raw, message.received_at, retained=message.retained),
        origin=origin,
        stream=stream,
        fault=error.fault,
        explanation=error.explanation,
        received_at=message.received_at,
        raw=raw,
        retained=message.retained,
    )
