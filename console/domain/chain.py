"""The rule of the chain: how each event of the journal is tied to the one before it.

Two digests an event, both SHA-256 (FIPS 180-4):

*Body digest* = SHA-256(`salt` || `body`). `salt` is 16 random bytes made for this event alone, `body` the bytes as
they lie on disk. Salt and body are erased together: what is left is a digest that nobody can guess the body from,
however few bodies there could have been, and the chain still verifies.

*Link* = SHA-256 over these fields, one after the other, without anything between:

====  ==================  ==========================================================================
  1   tag                 text: `vaka-journal-1`
  2   previous link       bytes: the 32 bytes of the event before; none (`GENESIS`) for the first
  3   seq                 number
  4   id                  text
  5   subject             text
  6   version             number
  7   at                  number: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted
  8   who                 text
  9   municipality        text
 10   kind                text
 11   kind version        number
 12   body digest         bytes: 32
====  ==================  ==========================================================================

*number* is eight bytes, big-endian, two's complement; *bytes* is their length as four bytes, big-endian, unsigned,
and then the bytes themselves; *text* is the bytes of its UTF-8. So no two rows give the same input, and anyone can
recompute a chain from an export with a few lines in any language.
"""

import struct
from datetime import datetime, timedelta
from hashlib import sha256

from console.domain.ids import EPOCH

GENESIS = b""
"""What the first event names as the link before it. `JournalHead.digest` writes links in hex; this is ""."""

SALT_BYTES = 16
_TAG = b"vaka-journal-1"
OutOfRange = struct.error
"""What `link` raises for a number outside 64 bits."""

_NUMBER = struct.Struct(">q")
_LENGTH = struct.Struct(">I")


def microseconds(at: datetime) -> int:
    """Microseconds since 1970 of an aware moment, exactly. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("a moment without time zone")
    elapsed = at - EPOCH
    return (elapsed.days * 86_400 + elapsed.seconds) * 1_000_000 + elapsed.microseconds


def moment(microseconds_since_1970: int) -> datetime:
    """The aware UTC moment that `microseconds` told. Raises OverflowError outside the years 1 to 9999."""
    return EPOCH + timedelta(microseconds=microseconds_since_1970)


def body_digest(salt: bytes, body: bytes) -> bytes:
    """The digest that stands for a body in the chain. Raises ValueError for a salt that is not 16 bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt of {len(salt)} bytes")
    return sha256(salt + body).digest()


def link(
    previous: bytes,
    *,
    seq: int,
    id: str,
    subject: str,
    version: int,
    at: int,
    who: str,
    municipality: str,
    kind: str,
    kind_version: int,
    body_digest: bytes,
) -> bytes:
    """The link of one event, 32 bytes, as the module's text says. `at` is in microseconds since 1970.

    Raises OutOfRange for a number outside 64 bits and UnicodeEncodeError for a lone surrogate.
    """
    parts = [
        _bytes(_TAG),
        _bytes(previous),
        _NUMBER.pack(seq),
        _bytes(id.encode()),
        _bytes(subject.encode()),
        _NUMBER.pack(version),
        _NUMBER.pack(at),
        _bytes(who.encode()),
        _bytes(municipality.encode()),
        _bytes(kind.encode()),
        _NUMBER.pack(kind_version),
        _bytes(body_digest),
    ]
    return sha256(b"".join(parts)).digest()


def _bytes(value: bytes) -> bytes:
    return _LENGTH.pack(len(value)) + value
