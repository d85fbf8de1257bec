"""MQTT 3.1.1 on a bare socket, as little of it as a measurement needs: no other client may be what limits it."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator

PUBLISH, PUBACK = 3, 4
CONNACK_BYTES = 4
_PROTOCOL = b"\x00\x04MQTT\x04"
_CLEAN, _KEEPALIVE_S = 2, 600


def connected(port: int, name: str, *subscriptions: str) -> socket.socket:
    """A connection whose subscriptions (QoS 1) stand. Raises OSError where the broker does not answer as it should."""
    sock = socket.create_connection(("127.0.0.1", port), timeout=10)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.sendall(_packet(0x10, _PROTOCOL + struct.pack(">BH", _CLEAN, _KEEPALIVE_S) + _text(name)))
    if _exactly(sock, CONNACK_BYTES) != b"\x20\x02\x00\x00":
        raise OSError("the broker does not take us")
    if subscriptions:
        asked = b"".join(_text(each) + b"\x01" for each in subscriptions)
        sock.sendall(_packet(0x82, b"\x00\x01" + asked))
        if _exactly(sock, 4 + len(subscriptions))[4:] != b"\x01" * len(subscriptions):
            raise OSError("the broker does not let us subscribe")
    return sock


def publish(topic: str, payload: bytes, number: int) -> bytes:
    """A PUBLISH with QoS 1 whose packet identifier is made of `number`."""
    return _packet(0x32, _text(topic) + struct.pack(">H", number % 65_535 + 1) + payload)


def confirmation(packet: bytes) -> bytes:
    """The PUBACK of a PUBLISH with QoS 1, given without its fixed header."""
    (length,) = struct.unpack_from(">H", packet)
    return b"\x40\x02" + packet[2 + length : 4 + length]


class Stream:
    """Packets out of whatever pieces they come in."""

    def __init__(self) -> None:
        self._left = b""

    def packets(self, piece: bytes) -> Iterator[tuple[int, bytes]]:
        """The kind of each packet that is whole now, and what follows its fixed header."""
        held, at = self._left + piece, 0
        while (end := _end(held, at)) is not None:
            begins, ends = end
            if ends > len(held):
                break
            yield held[at] >> 4, held[begins:ends]
            at = ends
        self._left = held[at:]


def _end(held: bytes, at: int) -> tuple[int, int] | None:
    """Where a packet's content begins and ends; None where not even its length is there."""
    length, shift, place = 0, 0, at + 1
    while place < len(held):
        byte = held[place]
        length |= (byte & 127) << shift
        place += 1
        shift += 7
        if byte < 128:
            return place, place + length
    return None


def _packet(first: int, content: bytes) -> bytes:
    length, head = len(content), bytearray([first])
    while length > 127:
        head.append(length & 127 | 128)
        length >>= 7
    head.append(length)
    return bytes(head) + content


def _text(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack(">H", len(encoded)) + encoded


def _exactly(sock: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        piece = sock.recv(count - len(found))
        if not piece:
            raise OSError("the broker hung up")
        found += piece
    return found
