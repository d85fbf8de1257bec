"""The packets of MQTT 5 that come and go in masses: PUBLISH with QoS 1, and its PUBACK (OASIS MQTT 5.0, 2.1, 3.3, 3.4).

Read and written whole, many at a time. What is none of these, or not as simple, is for the MQTT library.
"""

import struct
from dataclasses import dataclass

PUBLISHED, CONFIRMED = 0x30, 0x40
"""The kinds of packet that are ours, as in the upper half of the fixed header."""

MOST_BYTES = 65_535
"""The longest text of MQTT."""

_LENGTH = struct.Struct(">H")
_CONFIRMATION = struct.Struct(">BBH")
_EXPIRY = struct.Struct(">BBI")
_EXPIRES = 2
_DUP, _QOS, _QOS_1, _RETAIN = 8, 6, 2, 1
_KIND, _MORE, _SEVEN = 0xF0, 128, 127
_LONGEST_LENGTH = 4
_LEFT_BEHIND = 1 << 16


class Malformed(Exception):
    """The broker breaks the protocol: nothing after it on this connection can be understood."""


@dataclass(frozen=True, slots=True)
class Packet:
    """`first` is the fixed header's first byte, `content` all that follows the fixed header."""

    first: int
    content: bytes

    @property
    def kind(self) -> int:
        return self.first & _KIND


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as it came; its topic may be no UTF-8."""

    topic: bytes
    payload: bytes
    retained: bool
    mid: int
    qos: int
    is_repeat: bool


class Splitter:
    """Packets out of the pieces in which they come."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._at = 0

    def feed(self, piece: bytes) -> None:
        """What came next."""
        if self._at == len(self._held):
            self._held, self._at = bytearray(piece), 0
            return
        if self._at > _LEFT_BEHIND:
            del self._held[: self._at]
            self._at = 0
        self._held += piece

    def next(self) -> Packet | None:
        """The next packet, None while it is not whole. Raises Malformed."""
        held, at = self._held, self._at
        found = _read_length(held, at + 1)
        if found is None or len(held) < sum(found):
            return None
        length, place = found
        self._at = place + length
        return Packet(held[at], bytes(held[place : self._at]))


def read_publication(packet: Packet) -> Incoming | None:
    """The message of a PUBLISH with QoS 0 or 1; None for what is the library's to read. Raises Malformed.

    Its properties are passed over, however long they are: none of them means anything to us, so none of them may keep a
    message from us. The library ends the connection for what some brokers let through (U+FEFF in a text), and with a
    session the same message comes first on the next. A topic alias (whose topic is empty) is given by nobody to whom we
    have not offered one.
    """
    first, content = packet.first, packet.content
    qos = (first & _QOS) // _QOS_1
    if qos > 1 or len(content) < 2:
        return None
    (length,) = _LENGTH.unpack_from(content)
    at, mid = 2 + length, 0
    try:
        if qos:
            (mid,) = _LENGTH.unpack_from(content, at)
            at += 2
    except struct.error:
        raise Malformed from None
    if not length:
        return None
    properties = _read_length(content, at)
    if properties is None or sum(properties) > len(content):
        raise Malformed
    at = sum(properties)
    return Incoming(content[2 : 2 + length], content[at:], bool(first & _RETAIN), mid, qos, bool(first & _DUP))


def read_confirmation(packet: Packet) -> tuple[int, int]:
    """The packet identifier and the reason code of a PUBACK; from 128 on the code is a refusal. Raises Malformed."""
    content = packet.content
    if len(content) < 2:
        raise Malformed
    return _LENGTH.unpack_from(content)[0], content[2] if len(content) > 2 else 0


def confirmation(mid: int) -> bytes:
    """A PUBACK that says yes."""
    return _CONFIRMATION.pack(CONFIRMED, 2, mid)


def publication(mid: int, topic: str, payload: bytes, retain: bool, expires_s: int | None) -> bytes:
    """A PUBLISH with QoS 1. Raises ValueError for a topic that nobody can publish to."""
    name = topic.encode()
    if not 0 < len(name) <= MOST_BYTES or b"+" in name or b"#" in name or b"\0" in name:
        raise ValueError("not a topic that can be published to")
    properties = b"\0" if expires_s is None else _EXPIRY.pack(_EXPIRY.size - 1, _EXPIRES, expires_s)
    first = bytes((PUBLISHED | _QOS_1 | (_RETAIN if retain else 0),))
    length = _written_length(2 + len(name) + 2 + len(properties) + len(payload))
    return b"".join((first, length, _LENGTH.pack(len(name)), name, _LENGTH.pack(mid), properties, payload))


def _read_length(held: bytes | bytearray, at: int) -> tuple[int, int] | None:
    """The length (a variable byte integer: 1.5.5) that begins at `at`, and where it ends; None while it is not whole.
    Raises Malformed."""
    length = 0
    for number, place in enumerate(range(at, min(at + _LONGEST_LENGTH, len(held)))):
        byte = held[place]
        length |= (byte & _SEVEN) << 7 * number
        if byte < _MORE:
            return length, place + 1
    if len(held) >= at + _LONGEST_LENGTH:
        raise Malformed
    return None


def _written_length(length: int) -> bytes:
    written = bytearray()
    while length > _SEVEN:
        written.append(length & _SEVEN | _MORE)
        length >>= 7
    written.append(length)
    return bytes(written)
