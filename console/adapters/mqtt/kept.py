"""What is kept of every message as it came: the bytes, bounded, with the length and the digest of the whole."""

import hashlib

from console.adapters.mqtt.fields import clean
from console.domain.report import Raw

MAX_KEPT = 64 * 1024
"""How much of any payload is kept, in bytes."""
_MAX_TOPIC = 512


def raw_of(topic: str, payload: bytes) -> Raw:
    """The message as it is kept; `topic` as it shall be named."""
    return Raw(topic, payload[:MAX_KEPT], len(payload), hashlib.sha256(payload).hexdigest())


def name_of(topic: str) -> str:
    """The topic, cleaned, and cut with a digest so that every database can index it (PostgreSQL: 2,704
    bytes)."""
    if len(topic) <= _MAX_TOPIC:
        return clean(topic)
    digest = hashlib.sha256(topic.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{clean(topic[:_MAX_TOPIC])}~{digest[:16]}"
