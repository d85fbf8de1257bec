"""A subscriber that only confirms: `python -m tests.bench.listener paho|bare PORT COUNT`. What a client could reach.

Says that it listens, and then as JSON when it had confirmed COUNT messages, by the machine's monotonic clock, and the
processor time that they took, both in seconds.
"""

from __future__ import annotations

import json
import sys
import time

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from tests.bench.packets import PUBLISH, Stream, confirmation, connected

PATIENCE_S = 60.0
ALARMS = "vaka/v1/+/+/alarms/+"


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


def with_paho(port: int, count: int) -> None:
    """paho as it is, confirming by hand."""
    heard = [0]

    def subscribe(client: Client, *_: object) -> None:
        client.subscribe(ALARMS, qos=1)

    def hear(client: Client, _: object, message: MQTTMessage) -> None:
        client.ack(message.mid, message.qos)
        heard[0] += 1

    client = Client(CallbackAPIVersion.VERSION2, "listener", protocol=MQTTProtocolVersion.MQTTv5, manual_ack=True)
    client.on_connect = subscribe
    client.on_subscribe = lambda *_: say(ready=True)
    client.on_message = hear
    properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    properties.ReceiveMaximum = 500
    client.connect("127.0.0.1", port, properties=properties)
    while heard[0] < count:
        client.loop(1.0)
    client.loop_write()


def with_bare(port: int, count: int) -> None:
    """A socket and nothing else."""
    sock, stream, heard = connected(port, "listener", ALARMS), Stream(), 0
    sock.settimeout(PATIENCE_S)
    say(ready=True)
    while heard < count:
        piece = sock.recv(1 << 16)
        if not piece:
            raise OSError("the broker hung up")
        answers = [confirmation(packet) for kind, packet in stream.packets(piece) if kind == PUBLISH]
        heard += len(answers)
        sock.sendall(b"".join(answers))


def main(kind: str, port: str, count: str) -> None:
    began = time.process_time()
    (with_paho if kind == "paho" else with_bare)(int(port), int(count))
    say(ended=time.monotonic(), cpu_s=time.process_time() - began)


if __name__ == "__main__":
    main(*sys.argv[1:])
