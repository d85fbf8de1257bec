"""The same bytes read here and by paho, however they are cut: the same messages and confirmations come out of both."""

import random
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from paho.mqtt.client import MQTT_ERR_SUCCESS, Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from console.adapters.mqtt.packets import (
    CONFIRMED,
    PUBLISHED,
    Malformed,
    Packet,
    Splitter,
    read_confirmation,
    read_publication,
)

Read = tuple[object, ...]
EDGES = (0, 1, 100, 126, 127, 128, 129, 16_382, 16_383, 16_384, 16_385)


class Awaited(dict[int, MQTTMessage]):
    """Every message waits for its confirmation, as often as one comes."""

    def __contains__(self, mid: object) -> bool:
        return True

    def pop(self, mid: int, *_: object) -> MQTTMessage:
        return MQTTMessage(mid)


@dataclass
class Library:
    """paho as it is, on one end of a pair of sockets; `found` is what it made of the bytes."""

    sock: socket.socket
    found: list[Read] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = Client(CallbackAPIVersion.VERSION2, "me", protocol=MQTTProtocolVersion.MQTTv5, manual_ack=True)
        self.client._sock = self.sock
        self.client._out_messages = Awaited()  # type: ignore[assignment]
        self.client.on_message = lambda client, userdata, message: self.found.append(_read(message))
        self.client.on_publish = lambda client, userdata, mid, code, properties: self.found.append((mid, code.value))

    def read(self) -> list[Read]:
        """All of it."""
        while (code := self.client._packet_read()) == MQTT_ERR_SUCCESS:
            pass
        assert code == MQTTErrorCode.MQTT_ERR_AGAIN
        return self.found

    def handle(self, packet: Packet) -> None:
        """One packet, as `client` leaves it to the library."""
        self.client._in_packet |= {
            "command": packet.first, "have_remaining": 1, "remaining_length": len(packet.content),
            "packet": bytearray(packet.content), "to_process": 0, "pos": 0,
        }  # fmt: skip
        assert self.client._packet_handle() == MQTT_ERR_SUCCESS


@contextmanager
def library(stream: bytes = b"") -> Iterator[Library]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for sock in (ours, theirs):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
            sock.setblocking(False)
        ours.sendall(stream)
        yield Library(theirs)


def _read(message: MQTTMessage) -> Read:
    return (message._topic, bytes(message.payload), message.retain, message.mid, message.qos, message.dup)


def read_by_us(pieces: list[bytes]) -> list[Read]:
    with library() as paho:
        splitter = Splitter()
        for piece in pieces:
            splitter.feed(piece)
            while (packet := splitter.next()) is not None:
                if packet.kind == CONFIRMED:
                    paho.found.append(read_confirmation(packet))
                elif packet.kind == PUBLISHED and (found := read_publication(packet)) is not None:
                    paho.found.append(
                        (found.topic, found.payload, found.retained, found.mid, found.qos, found.is_repeat)
                    )
                else:
                    paho.handle(packet)
        return paho.found


def packet(first: int, content: bytes) -> bytes:
    head, length = bytearray([first]), len(content)
    while length > 127:
        head.append(length & 127 | 128)
        length >>= 7
    return bytes(head) + bytes([length]) + content


def properties(drawn: dict[str, Any]) -> bytes:
    made = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
    for name, value in drawn.items():
        setattr(made, name, value)
    return bytes(made.pack())  # type: ignore[no-untyped-call]


some_properties = st.fixed_dictionaries(
    {},
    optional={
        "MessageExpiryInterval": st.integers(0, 2**32 - 1),
        "PayloadFormatIndicator": st.integers(0, 1),
        "TopicAlias": st.integers(1, 9),
        "ContentType": st.text("ab", max_size=150),
        "CorrelationData": st.binary(max_size=40),
        "SubscriptionIdentifier": st.integers(1, 200_000),
        "UserProperty": st.tuples(st.text("cd", max_size=9), st.text("ef", max_size=9)),
    },
).map(properties)
topics = st.one_of(
    st.just(b"vaka/v1/alvbro/hub-norr/alarms/pa-1"),
    st.text(min_size=1, max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(min_size=1, max_size=60),
)
payloads = st.one_of(st.binary(max_size=300), st.sampled_from(EDGES).map(bytes))


def published(qos: int, repeat: bool, retain: bool, topic: bytes, mid: int, told: bytes, payload: bytes) -> bytes:
    number = struct.pack(">H", mid) if qos else b""
    content = struct.pack(">H", len(topic)) + topic + number + told + payload
    return packet(PUBLISHED | repeat << 3 | qos << 1 | retain, content)


publications = st.builds(
    published, st.integers(0, 1), st.booleans(), st.booleans(), topics, st.integers(1, 65_535), some_properties,
    payloads,
)  # fmt: skip
confirmations = st.builds(
    lambda mid, rest: packet(CONFIRMED, struct.pack(">H", mid) + rest),
    st.integers(1, 65_535),
    st.sampled_from([b"", b"\x00", b"\x10", b"\x87", b"\x97\x00", b"\x80\x06\x1f\x00\x03why"]),
)


@settings(max_examples=60, deadline=None)
@given(packets=st.lists(st.one_of(publications, confirmations), max_size=12), chance=st.randoms(use_true_random=False))
@example(packets=[published(1, True, True, b"\xff\xfe", 65_535, b"\0", b"")], chance=random.Random(1))
@example(packets=[published(0, False, False, b"a", 0, b"\0", bytes(size)) for size in EDGES], chance=random.Random(2))
def test_however_a_stream_is_cut_it_reads_as_the_library_reads_it(packets: list[bytes], chance: random.Random) -> None:
    stream = b"".join(packets)
    with library(stream) as paho:
        theirs = paho.read()
    marks = sorted(chance.randint(0, len(stream)) for _ in range(chance.choice((0, 1, 5, 40))))
    pieces = [stream[one:other] for one, other in zip([0, *marks], [*marks, len(stream)], strict=True)]
    assert read_by_us(pieces) == theirs == read_by_us([stream])
    assert len(theirs) == len(packets)


def test_a_topic_that_stands_for_an_alias_is_the_librarys_to_judge() -> None:
    alias = published(1, False, False, b"", 7, properties({"TopicAlias": 3}), b"{}")
    assert read_publication(Packet(alias[0], alias[2:])) is None


@settings(max_examples=400, deadline=None)
@given(pieces=st.lists(st.binary(max_size=80), max_size=8), first=st.sampled_from([0x30, 0x32, 0x34, 0x3B, 0x40, 0x41]))
def test_whatever_comes_it_is_read_or_breaks_the_protocol(pieces: list[bytes], first: int) -> None:
    splitter = Splitter()
    readers: tuple[Callable[[Packet], object], ...] = (read_publication, read_confirmation)
    for piece in (bytes([first]), *pieces):
        splitter.feed(piece)
        try:
            while (found := splitter.next()) is not None:
                for read in readers:
                    try:
                        read(found)
                    except Malformed:
                        continue
        except Malformed:
            return


def test_a_length_that_promises_256_mb_takes_no_memory_before_they_come() -> None:
    splitter = Splitter()
    splitter.feed(b"\x32\xff\xff\xff\x7f")
    for _ in range(100):
        splitter.feed(b"x" * 1_000)
        assert splitter.next() is None
    assert len(splitter._held) == 100_005


@pytest.mark.parametrize("size", [200, 70_000])
def test_what_was_read_is_held_no_longer(size: int) -> None:
    splitter, one = Splitter(), published(1, False, False, b"a/b", 1, b"\0", bytes(size))
    for _ in range(200):
        splitter.feed(one + one[:1])
        assert splitter.next() is not None
        assert splitter.next() is None
        splitter.feed(one[1:])
        assert splitter.next() is not None
        assert len(splitter._held) <= 4 * len(one) + (1 << 17)
