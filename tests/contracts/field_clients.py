"""Clients of the field as a broker sees them: a gateway's over TCP, and a browser's over secure WebSockets.

MQTT 5 by paho, which runs in a thread of its own, so that they see the properties that ours do not read.
"""

import ssl
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal, Self

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

WITHIN_S = 20
Transport = Literal["tcp", "websockets"]


class FieldClient:
    """Connects at the start of a `with`; `refused` says why it could not. `got` are topic and payload, in order;
    `expiries` the message expiry of each in seconds, None without."""

    def __init__(self, port: int, client_id: str, *, transport: Transport = "tcp", session_s: int = 0) -> None:
        self.got: list[tuple[str, bytes]] = []
        self.expiries: list[int | None] = []
        self.refused = ""
        self.is_thrown_out = False
        self._port = port
        self._answers: dict[int, ReasonCode] = {}
        self._is_connected = threading.Event()
        self._client = client = paho.Client(
            CallbackAPIVersion.VERSION2, client_id=client_id, transport=transport, protocol=paho.MQTTv5
        )
        self._session = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        self._session.SessionExpiryInterval = session_s
        client.on_connect = self._connected
        client.on_message = self._received
        client.on_disconnect = self._disconnected
        client.on_subscribe = lambda _c, _u, mid, codes, _p: self._answers.__setitem__(mid, codes[0])
        client.on_publish = lambda _c, _u, mid, code, _p: self._answers.__setitem__(mid, code)

    def __enter__(self) -> Self:
        self._client.connect("localhost", self._port, clean_start=False, properties=self._session)
        self._client.loop_start()
        assert self._is_connected.wait(WITHIN_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def subscribe(self, topic: str) -> str:
        """What the broker says of it."""
        return self._answer(self._client.subscribe(topic, 1)[1])

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> str:
        """What the broker says of it."""
        return self._answer(self._client.publish(topic, payload, 1, retain).mid)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Returns when it is so."""
        end = time.monotonic() + WITHIN_S
        while not is_so():
            assert time.monotonic() < end, "it never came"
            time.sleep(0.01)

    def _answer(self, mid: int | None) -> str:
        assert mid is not None
        self.until(lambda: mid in self._answers)
        return str(self._answers[mid])

    def _connected(self, _c: object, _u: object, _f: object, code: ReasonCode, _p: Properties | None) -> None:
        self.refused = str(code) if code.is_failure else ""
        self._is_connected.set()

    def _disconnected(self, client: paho.Client, _u: object, _f: object, code: ReasonCode, _p: object) -> None:
        self.is_thrown_out = code.is_failure
        if self.is_thrown_out:
            client.disconnect()

    def _received(self, _c: object, _u: object, message: paho.MQTTMessage) -> None:
        self.expiries.append(getattr(message.properties, "MessageExpiryInterval", None))
        self.got.append((message.topic, bytes(message.payload)))


class BrowserClient(FieldClient):
    """The same through a browser's door."""

    def __init__(self, port: int, ca_file: Path, user: str, password: str, client_id: str) -> None:
        super().__init__(port, client_id, transport="websockets")
        self._client.username_pw_set(user, password)
        self._client.tls_set(ca_certs=str(ca_file), tls_version=ssl.PROTOCOL_TLS_CLIENT)
        self._client.ws_set_options(path="/mqtt")
