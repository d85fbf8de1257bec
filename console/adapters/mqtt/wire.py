"""Messages and the domain's reports: `decode` is total, `encode_...` writes what the contract says.

`decode` never raises: what cannot be read becomes an `UnreadableReport`, which is stored and shown like any other.
The bytes are kept as they came, at most 64 KiB of them, with the length and the SHA-256 of the whole.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from console.adapters.mqtt.bodies import (
    read_alarm,
    read_body,
    write_alarm,
    write_position,
    write_status,
)
from console.adapters.mqtt.envelope import (
    Envelope,
    MessageType,
    check_agreement,
    check_content_type,
    console_source,
    is_own,
    open_envelope,
    read_sequence,
    read_time,
    seal,
)
from console.adapters.mqtt.fields import (
    MAX_WHOLE,
    Object,
    Unreadable,
    bad_field,
    clean,
    read_json,
    read_moment,
    read_object,
    read_plain,
    read_text,
    read_whole,
    read_word,
    write_moment,
)
from console.adapters.mqtt.topics import (
    CanaryTopic,
    FieldTopic,
    PresenceTopic,
    Topic,
    canary_topic,
    field_topic,
    parse_topic,
    presence_topic,
)
from console.domain.ids import ConsoleId
from console.domain.report import (
    AlarmReport,
    CallReport,
    CanaryReport,
    DispatchReport,
    Fault,
    FieldReport,
    Head,
    PresenceReport,
    Raw,
    Receipt,
    ReceiptState,
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

MAX_PAYLOAD = 256 * 1024
"""The longest payload that is read, in bytes (the stream contract)."""
MAX_KEPT = 64 * 1024
"""How much of any payload is kept, in bytes."""

_MAX_TOPIC = 512
_MAX_OPERATOR = 128
