"""The packets that are read and written here rather than by the MQTT library: whole, in pieces, and broken."""

import random

import pytest
from paho.mqtt._packet import decode_publish
from paho.mqtt.enums import MQTTProtocolVersion

from console.adapters.mqtt.packets import (
    CONFIRMED,
    PUBLISHED,
    Malformed,
    Packet,
    Splitter,
    confirmation,
    publication,
    read_confirmation,
    read_publication,
)

TOPIC = "vaka/v1/alvbro/hub-norr/alarms/pa-1"


def split(pieces: list[bytes]) -> list[Packet]:
    splitter, found = Splitter(), []
    for piece in pieces:
        splitter.feed(piece)
        while (packet := splitter.next()) is not None:
            found.append(packet)
    return found


def test_what_is_written_is_what_the_library_reads_and_what_is_read_here() -> None:
    for size in (0, 1, 100, 127, 128, 16_383, 16_384, 300_000):
        payload = bytes(size)
        [packet] = split([publication(7, TOPIC, payload, retain=True, expires_s=30)])
        theirs = decode_publish(packet.first, packet.content, MQTTProtocolVersion.MQTTv5)
        assert (theirs.topic, theirs.payload, theirs.mid, theirs.qos) == (TOPIC.encode(), payload, 7, 1)
        assert (theirs.retain, theirs.dup) == (True, False)
        assert getattr(theirs.properties, "MessageExpiryInterval", None) == 30
        ours = read_publication(packet)
        assert ours is not None
        assert (ours.topic, ours.payload, ours.mid, ours.qos) == (TOPIC.encode(), payload, 7, 1)
        assert (ours.retained, ours.is_repeat) == (True, False)


def test_however_the_bytes_are_cut_the_packets_are_the_same() -> None:
    chance = random.Random(7)
    whole = [
        publication(mid, TOPIC, bytes(chance.randrange(400)), retain=False, expires_s=None) for mid in range(1, 300)
    ]
    stream = b"".join(each + confirmation(mid) for mid, each in enumerate(whole, start=1))
    for longest in (1, 3, 50, 5_000, len(stream)):
        pieces, at = [], 0
        while at < len(stream):
            size = chance.randint(1, longest)
            pieces.append(stream[at : at + size])
            at += size
        packets = split(pieces)
        assert [packet.kind for packet in packets] == [PUBLISHED, CONFIRMED] * len(whole)
        assert [read_confirmation(packet)[0] for packet in packets[1::2]] == list(range(1, 300))


def test_a_confirmation_may_carry_a_reason() -> None:
    [packet] = split([b"\x40\x04\x00\x09\x87\x00"])
    assert read_confirmation(packet) == (9, 0x87)


@pytest.mark.parametrize("bytes_", [b"\x32\xff\xff\xff\xff\x01", b"\x30\xff\xff\xff\x80"])
def test_a_length_of_more_than_four_bytes_breaks_the_protocol(bytes_: bytes) -> None:
    with pytest.raises(Malformed):
        split([bytes_])


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x05abc",
        b"\x00\x01a",
        b"\x00\x01a\x00\x07",
        b"\x00\x01a\x00\x07\x09xx",
        b"\x00\x01a\x00\x07\xff\xff\xff\xff\x01",
        b"\x00\x01a\x00\x07\x80",
    ],
)
def test_a_message_that_ends_too_soon_breaks_the_protocol(content: bytes) -> None:
    with pytest.raises(Malformed):
        read_publication(Packet(PUBLISHED | 2, content))
    with pytest.raises(Malformed):
        read_confirmation(Packet(CONFIRMED, b"\x00"))


def test_what_is_not_simple_is_left_to_the_library() -> None:
    empty_topic_with_alias = Packet(PUBLISHED | 2, b"\x00\x00\x00\x07\x03\x23\x00\x01x")
    of_qos_2 = Packet(PUBLISHED | 4, b"\x00\x01a\x00\x07\x00x")
    assert [read_publication(each) for each in (empty_topic_with_alias, of_qos_2)] == [None] * 2


@pytest.mark.parametrize("length", [0, 127, 128, 16_383, 16_384, 2_097_152])
def test_properties_are_passed_over_however_long_they_are_and_whatever_is_in_them(length: int) -> None:
    written = bytearray()
    rest = length
    while rest > 127:
        written.append(rest & 127 | 128)
        rest >>= 7
    told = bytes((*written, rest)) + b"\xff" * length
    found = read_publication(Packet(PUBLISHED | 2, b"\x00\x01a\x00\x07" + told + b"{}"))
    assert found is not None
    assert (found.topic, found.mid, found.payload) == (b"a", 7, b"{}")


@pytest.mark.parametrize("topic", ["", "vaka/+/x", "vaka/#", "a\0b", "x" * 65_536])
def test_nothing_is_published_to_what_is_no_topic(topic: str) -> None:
    with pytest.raises(ValueError, match="topic"):
        publication(1, topic, b"", retain=False, expires_s=None)
