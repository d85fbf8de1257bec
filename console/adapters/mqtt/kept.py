"""What is kept of every message as it came: the bytes, bounded, with the length and the digest of the whole.

What cannot be read has no id of its own: its bytes and the minute of receipt make one. The same bytes within a minute
are one report; later ones are a new one, for a unit that says nothing but `PRESS` says the same at each press. What
was retained is state, and one however often it is given again: its bytes alone.
"""

import hashlib
from datetime import UTC, datetime

from console.adapters.mqtt.fields import clean
from console.domain.report import Raw, ReportKey

MAX_KEPT = 64 * 1024
"""How much of any payload is kept, in bytes."""
_MAX_TOPIC = 512


def raw_of(topic: str, payload: bytes) -> Raw:
    """The message as it is kept; `topic` as it shall be named."""
    return Raw(topic, payload[:MAX_KEPT], len(payload), hashlib.sha256(payload).hexdigest())


def unreadable_key(raw: Raw, received_at: datetime, *, retained: bool) -> ReportKey:
    """The key of what cannot be read. `id` begins with the payload's SHA-256 in hex, by which its sender knows it."""
    minute = "" if retained else f"-{received_at.astimezone(UTC):%Y%m%dT%H%M}"
    return ReportKey(f"unreadable:{raw.topic}", f"{raw.sha256}{minute}")


def name_of(topic: str) -> str:
    """The topic, cleaned, and cut with a digest so that every database can index it (PostgreSQL: 2,704
    bytes)."""
    if len(topic) <= _MAX_TOPIC:
        return clean(topic)
    digest = hashlib.sha256(topic.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{clean(topic[:_MAX_TOPIC])}~{digest[:16]}"
