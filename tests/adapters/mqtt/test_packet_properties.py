"""What a sender writes into the properties of a message, of which none means anything to us, stops nobody's alarm."""

import asyncio
import socket

import pytest

from console.adapters.mqtt.packets import CONFIRMED, PUBLISHED, Packet, Splitter
from tests.adapters.mqtt.stream_kit import Store, flood, link_to, outbound, running, until, up
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]

USER_PROPERTY = 0x26


def _text(text: str) -> bytes:
    encoded = text.encode()
    return len(encoded).to_bytes(2, "big") + encoded


def _length(length: int) -> bytes:
    written = bytearray()
    while length > 127:
        written.append(length & 127 | 128)
        length >>= 7
    return bytes((*written, length))


def _packet(first: int, content: bytes) -> bytes:
    return bytes((first,)) + _length(len(content)) + content


def _talk(port: int, said: bytes, until_kind: int) -> None:
    """Comes as an MQTT 5 client of its own, says this, and goes when the broker has answered."""
    connect = _text("MQTT") + bytes((5, 2)) + (60).to_bytes(2, "big") + b"\0" + _text("gateway-raw")
    splitter, kinds = Splitter(), set[int]()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as sock:
        sock.sendall(_packet(0x10, connect) + said)
        while until_kind not in kinds:
            piece = sock.recv(4096)
            assert piece, "the broker hung up"
            splitter.feed(piece)
            packet: Packet | None
            while (packet := splitter.next()) is not None:
                kinds.add(packet.kind)


def _alarm_with(number: int, *notes: str) -> bytes:
    message = outbound(number)
    properties = b"".join(bytes((USER_PROPERTY,)) + _text("note") + _text(note) for note in notes)
    content = _text(message.topic) + (7).to_bytes(2, "big") + _length(len(properties)) + properties + message.payload
    return _packet(PUBLISHED | 2, content)


@pytest.mark.parametrize("note", ["\ufeffa mark that some programs put before a text", "an ordinary one"])
@pytest.mark.parametrize("length", [1, 20_000])
def test_no_property_of_a_message_keeps_it_or_another_from_us(note: str, length: int) -> None:
    async def story(broker: Mosquitto) -> None:
        store = Store()
        link = link_to(broker.port)
        async with running(link, store.take):
            await up(link)
            await asyncio.to_thread(_talk, broker.port, _alarm_with(1, note, "x" * length), CONFIRMED)
            await flood(broker.port, [2])
            await until(lambda: len(store.alarms) == 2)
        assert store.alarms == ["alarm-1", "alarm-2"]

    with Mosquitto() as broker:
        run_async(story(broker))
