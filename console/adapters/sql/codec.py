"""The domain's values as JSON bytes and back: events' bodies, snapshots, and the `details` of rows.

A body is read by its kind and kind version, strictly; when a body changes shape, its old version keeps a reader here.
What is written is read back at once and compared: a journal that takes what it cannot give back (NaN becomes null in
JSON) would be found out at the next start, with the queue gone.
"""

import dataclasses
import functools
import logging
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec

from console.domain.board import BoardSnapshot
from console.domain.events import KIND_VERSION, KINDS, Body
from console.domain.journal import BadRow

log = logging.getLogger(__name__)

SNAPSHOT_FORMAT = 7
"""Raised whenever `BoardSnapshot`, or anything in it, changes shape: an old one is then passed over."""


DIGEST_BYTES = 32


class UnreadableBody(Exception):
    """The journal holds a body that this version of Vaka cannot read: a fault, or a newer version's event."""

    def __init__(self, seq: int, kind: str, kind_version: int) -> None:
        super().__init__(f"event {seq}: this version of Vaka cannot read a body {kind!r} of version {kind_version}")
        self.seq = seq


_ENCODER = msgspec.json.Encoder()
_KIND_OF: dict[type[Body], str] = {body: kind for kind, body in KINDS.items()}
_READERS: dict[tuple[str, int], Callable[[bytes], Body]] = {
    (kind, KIND_VERSION): msgspec.json.Decoder(body).decode for kind, body in KINDS.items()
}
_SNAPSHOT = msgspec.json.Decoder(BoardSnapshot)
_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What the library raises for bytes that are not what they should be."""


def encode_body(body: Body) -> tuple[str, int, bytes]:
    """Kind, kind version and bytes. Raises BadRow for what would not come back as it is."""
    kind = _KIND_OF[type(body)]
    if _has_naive_moment(body):
        raise BadRow(f"a body {kind} with a moment that has no time zone")
    try:
        content = _ENCODER.encode(body)
        is_whole = _READERS[kind, KIND_VERSION](content) == body
    except (ValueError, OverflowError) as error:
        raise BadRow(f"a body {kind} that JSON cannot hold: {type(error).__name__}") from error
    if not is_whole:
        raise BadRow(f"a body {kind} that would not come back as it is")
    return kind, KIND_VERSION, content


def _has_naive_moment(value: object) -> bool:
    """JSON would keep it, and no board could compare it with another moment ever after."""
    left: list[object] = [value]
    while left:
        part = left.pop()
        kind: type = type(part)
        if kind in _PLAIN:
            continue
        if isinstance(part, datetime):
            if part.tzinfo is None:
                return True
        elif isinstance(part, tuple):
            left.extend(part)
        else:
            left += [getattr(part, name) for name in _fields(kind)]
    return False


@functools.cache
def _fields(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; none of anything else."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def decode_body(seq: int, kind: str, kind_version: int, content: bytes) -> Body:
    """The body as it was. Raises UnreadableBody, naming the event by its `seq`."""
    reader = _READERS.get((kind, kind_version))
    if reader is None:
        raise UnreadableBody(seq, kind, kind_version)
    try:
        return reader(content)
    except BROKEN as error:
        raise UnreadableBody(seq, kind, kind_version) from error


def encode_snapshot(snapshot: BoardSnapshot) -> bytes:
    """The snapshot as bytes of `SNAPSHOT_FORMAT`: the SHA-256 of what follows, and JSON."""
    content = _ENCODER.encode(snapshot)
    return sha256(content).digest() + content


def is_whole(form: int, content: bytes) -> bool:
    """Whether a snapshot of this version is as it was written; of another's that cannot be said, and it is not read."""
    return form != SNAPSHOT_FORMAT or sha256(content[DIGEST_BYTES:]).digest() == content[:DIGEST_BYTES]


def decode_snapshot(seq: int, form: int, content: bytes) -> BoardSnapshot | None:
    """The snapshot, or None (and a warning) where it is of another form or cannot be read."""
    if form != SNAPSHOT_FORMAT:
        log.warning("snapshot %d is of form %d, not %d: passed over", seq, form, SNAPSHOT_FORMAT)
        return None
    if not is_whole(form, content):
        log.warning("snapshot %d was changed: passed over", seq)
        return None
    try:
        snapshot = _SNAPSHOT.decode(content[DIGEST_BYTES:])
    except BROKEN:
        log.warning("snapshot %d cannot be read: passed over", seq)
        return None
    if snapshot.seq != seq:
        log.warning("snapshot %d says that it is %d: passed over", seq, snapshot.seq)
        return None
    return snapshot


def encode_details(value: object) -> bytes:
    """Any of the domain's values as JSON. Raises BadRow where JSON cannot hold it."""
    try:
        return _ENCODER.encode(value)
    except (ValueError, OverflowError) as error:
        raise BadRow(f"details that JSON cannot hold: {type(error).__name__}") from error


def details_reader(kind: Any) -> Callable[[bytes], Any]:
    """What reads the `details` of this type."""
    return msgspec.json.Decoder(kind).decode
