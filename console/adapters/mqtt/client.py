"""aiomqtt's client, bound to our loop: with `connection.py`, the only file that knows the MQTT library.

aiomqtt 2.5.1 has no confirm of the application's own (aiomqtt#345), so paho's manual confirm stands behind it. What
is done otherwise than aiomqtt does it, and why:

- the socket is dialled by `dial.py` and handed over, so that connecting can be cancelled and leaves no zombie;
- reading and writing are registered with the loop directly, since all of it happens on the loop's thread: aiomqtt
  defers them, and a socket closed in between leaves a watcher on a descriptor that is somebody else's by then;
- a message goes straight to the receiver: no queue that could drop, no task a message;
- a PUBACK that says no is a failure, and many messages are published together;
- paho's clockwork runs inside `Connection.live`, not in a task that could die unseen, and silence is measured by our
  own clock.

With aiomqtt 3 most of this goes, and nothing outside these two files will notice.
"""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import aiomqtt
from paho.mqtt.client import MQTT_ERR_SUCCESS, MQTTMessage
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from console.adapters.mqtt.access import BrokerAccess, Outbound

ANSWER_WITHIN_S = 5.0
"""How long the broker may take to answer CONNECT, SUBSCRIBE or PUBLISH."""

_paho_log = logging.getLogger("console.adapters.mqtt.paho")
_paho_log.setLevel(logging.CRITICAL)
"""paho calls every lost connection an error. What it has to say comes back to us as the reason of the end."""

_PACKETS_A_WAKE = 64
"""How many packets are read before other work gets its turn."""
_UNSPECIFIED, _NO_PING, _TAKEN_OVER = 128, 141, 142


@dataclass(eq=False, slots=True)
class PublishBatch:
    """Messages published together: those the broker has not answered yet, and its refusals."""

    answered: asyncio.Future[None]
    waiting: set[int] = field(default_factory=set)
    refusals: list[ReasonCode] = field(default_factory=list)


class LoopClient(aiomqtt.Client):
    """aiomqtt's client, bound to the loop directly. `ended` is set, with the reason, when the connection is gone."""

    def __init__(
        self,
        access: BrokerAccess,
        password: str | None,
        will: Outbound | None,
        receive: Callable[[MQTTMessage], None],
        monotonic: Callable[[], float],
    ) -> None:
        properties = properties_of(PacketTypes.CONNECT)
        properties.SessionExpiryInterval = int(access.session_expiry.total_seconds())
        properties.ReceiveMaximum = access.receive_maximum
        super().__init__(
            access.host,
            access.port,
            identifier=access.client_id,
            username=access.username or None,
            password=password,
            protocol=aiomqtt.ProtocolVersion.V5,
            will=None if will is None else aiomqtt.Will(will.topic, will.payload, 1, will.retain),
            keepalive=max(1, round(access.keepalive.total_seconds())),
            clean_start=False,
            properties=properties,
            timeout=ANSWER_WITHIN_S,
            logger=_paho_log,
        )
        self.paho = self._client
        self.paho.manual_ack_set(True)  # before connecting: set later, what comes at once is confirmed unseen
        self.connected = self._connected
        self.ended: asyncio.Future[str] = self._loop.create_future()
        self.was_taken_over = False
        self.is_paused = False
        self.heard_at = monotonic()
        self.batches: dict[int, PublishBatch] = {}
        self._packets = 0
        self._receive = receive
        self._monotonic = monotonic

    def end(self, reason: str) -> None:
        """Marks the connection as gone; the first reason stays."""
        if not self.ended.done():
            self.ended.set_result(reason)

    def take_socket(self, sock: socket.socket) -> None:
        """Sends CONNECT on a connected, non-blocking socket; `connected` tells how it went."""
        # WORKAROUND paho has no way to be given a socket; with one in hand, its connect() does not block.
        self.paho._create_socket = lambda: sock  # type: ignore[method-assign]
        self._client_connect()

    def hang_up(self) -> None:
        """Closes the socket and takes its watchers off the loop. May be called twice."""
        self.end("closed by us")
        self.paho._sock_close()
        if not self.connected.cancel() and not self.connected.cancelled():
            self.connected.exception()  # seen, so that asyncio does not complain of it

    def pause(self) -> None:
        """Reads no more."""
        sock = self.paho.socket()
        if sock is not None and not self.is_paused:
            self.is_paused = True
            self._loop.remove_reader(sock)

    def resume(self) -> None:
        """Reads on."""
        sock = self.paho.socket()
        if sock is not None and self.is_paused:
            self.is_paused = False
            self._loop.add_reader(sock, self._read)
            self._loop.call_soon(self._read)  # TLS may hold what the descriptor no longer tells of

    def _read(self) -> None:
        """Called by the loop when the socket has something; reads a bounded number of packets."""
        if not self._may_read():
            return
        self.heard_at = self._monotonic()
        with self._ending_at_a_fault():
            for _ in range(_PACKETS_A_WAKE):
                packets = self._packets
                rc = self.paho.loop_read()
                if rc != MQTT_ERR_SUCCESS or packets == self._packets or not self._may_read():
                    break
        pending = getattr(self.paho.socket(), "pending", None)
        if pending is not None and pending() > 0:
            self._loop.call_soon(self._read)

    def _may_read(self) -> bool:
        return not self.is_paused and not self.ended.done()

    def _write(self) -> None:
        with self._ending_at_a_fault():
            self.paho.loop_write()

    @contextlib.contextmanager
    def _ending_at_a_fault(self) -> Iterator[None]:
        """paho is not to be trusted after an exception: it would stay silent, or repeat it, and look connected.

        The exception goes on to the loop, which tells of it.
        """
        try:
            yield
        except BaseException:
            self.end("a fault of ours at the socket (see the log)")
            raise

    # What aiomqtt hangs on paho's callbacks.

    def _on_message(self, client: Any, userdata: Any, message: MQTTMessage) -> None:
        self._packets += 1
        self._receive(message)

    def _on_publish(
        self, client: Any, userdata: Any, mid: int, reason_code: ReasonCode, properties: Properties
    ) -> None:
        self._packets += 1
        batch = self.batches.pop(mid, None)
        if batch is None:
            return
        batch.waiting.discard(mid)
        if reason_code.is_failure:
            batch.refusals.append(reason_code)
        if not batch.waiting and not batch.answered.done():
            batch.answered.set_result(None)

    def _on_disconnect(
        self, client: Any, userdata: Any, flags: Any, reason_code: ReasonCode, properties: Any = None
    ) -> None:
        if reason_code.value == _TAKEN_OVER:
            self.was_taken_over = True
            self.end(f"another connection came with our client id {self.identifier}, which must be ours alone")
        elif flags.is_disconnect_packet_from_server:
            self.end(f"the broker ended the connection: {reason_code}")
        elif reason_code.value == _NO_PING:
            self.end("the broker does not answer any more")
        elif reason_code.value == _UNSPECIFIED:
            self.end("the connection broke")
        else:
            self.end(f"the connection broke: {reason_code}")

    def _on_socket_open(self, client: Any, userdata: Any, sock: Any) -> None:
        self._loop.add_reader(sock, self._read)

    def _on_socket_close(self, client: Any, userdata: Any, sock: Any) -> None:
        with contextlib.suppress(ValueError):  # closed already
            self._loop.remove_reader(sock)

    def _on_socket_register_write(self, client: Any, userdata: Any, sock: Any) -> None:
        self._loop.add_writer(sock, self._write)

    def _on_socket_unregister_write(self, client: Any, userdata: Any, sock: Any) -> None:
        with contextlib.suppress(ValueError):
            self._loop.remove_writer(sock)


def properties_of(packet_type: int) -> Properties:
    """An empty set of MQTT 5 properties for a packet of this type."""
    return Properties(packet_type)  # type: ignore[no-untyped-call]
