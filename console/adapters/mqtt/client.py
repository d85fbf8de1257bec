"""aiomqtt's client, bound to our loop: with `connection.py`, the only file that knows the MQTT library.

aiomqtt 2.5.1 has no confirm of the application's own (aiomqtt#345), so paho's manual confirm stands behind it. What
is done otherwise than aiomqtt does it, and why:

- the socket is dialled by `dial.py` and handed over, so that connecting can be cancelled and leaves no zombie;
- reading and writing are registered with the loop directly, since all of it happens on the loop's thread: aiomqtt
  defers them, and a socket closed in between leaves a watcher on a descriptor that is somebody else's by then;
- a message goes straight to the receiver: no queue that could drop, no task a message;
- a PUBACK that says no is a failure, and many messages are published together;
- paho's clockwork runs inside `Connection.live`, not in a task that could die unseen, and silence is measured by our
  own clock;
- what comes and goes in masses (PUBLISH with QoS 1, and PUBACK, both ways) is read and written here (`packets`), many
  at a time: paho asks the socket three times for each packet, writes each alone, has 20 on their way at the most, and
  makes tables of all there is in MQTT 5 for each, which together took ten times as long. All else is still paho's.

With aiomqtt 3 most of this goes, and nothing outside these three files will notice.
"""

import asyncio
import contextlib
import logging
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import aiomqtt
from paho.mqtt.client import MQTT_ERR_SUCCESS, MQTTMessage
from paho.mqtt.enums import MQTTErrorCode
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.packets import (
    CONFIRMED,
    PUBLISHED,
    Incoming,
    Malformed,
    Packet,
    Splitter,
    confirmation,
    publication,
    read_confirmation,
    read_publication,
)

ANSWER_WITHIN_S = 5.0
"""How long the broker may take to answer CONNECT, SUBSCRIBE or PUBLISH."""

MOST_BYTES = 4 * 1024 * 1024
"""Of one packet. The contract allows 256 KiB; what is beyond that is a technical case, what is beyond this the broker
drops (MQTT 5, 3.1.2.11.4): paho would hold a packet of any size several times over in memory."""

_paho_log = logging.getLogger("console.adapters.mqtt.paho")
_paho_log.setLevel(logging.CRITICAL)
"""paho calls every lost connection an error. What it has to say comes back to us as the reason of the end."""

_PIECE = 64 * 1024
"""So many bytes are read before other work gets its turn: some 150 alarms."""

IN_FLIGHT = 500
"""So many of our messages wait for the broker's confirmation at the most; fewer where it says so in CONNACK."""

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
        receive: Callable[[Incoming], None],
        monotonic: Callable[[], float],
    ) -> None:
        properties = properties_of(PacketTypes.CONNECT)
        properties.SessionExpiryInterval = int(access.session_expiry.total_seconds())
        properties.ReceiveMaximum = access.receive_maximum
        properties.MaximumPacketSize = MOST_BYTES
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
        self._in_flight: dict[int, PublishBatch] = {}
        self._may_fly = IN_FLIGHT
        self._unsent: deque[tuple[int, bytes, PublishBatch]] = deque()
        self._confirmations = bytearray()
        self._splitter = Splitter()
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
        """Reads on, with what was read already and not taken."""
        sock = self.paho.socket()
        if sock is not None and self.is_paused:
            self.is_paused = False
            self._loop.add_reader(sock, self._read)
            self._loop.call_soon(self._read)  # TLS may hold what the descriptor no longer tells of

    def publish_together(self, messages: list[tuple[str, bytes, bool, int | None]], batch: PublishBatch) -> None:
        """Publishes with QoS 1, in this order: topic, payload, whether it is retained, and seconds until it expires."""
        for topic, payload, retain, expires_s in messages:
            mid = self.paho._mid_generate()
            while mid in self._in_flight:
                mid = self.paho._mid_generate()
            batch.waiting.add(mid)
            self._in_flight[mid] = batch
            self._unsent.append((mid, publication(mid, topic, payload, retain, expires_s), batch))
        self._fly()

    def give_up(self, batch: PublishBatch) -> None:
        """Nobody waits for its answers any more: what has not gone out of it does not go. What has gone counts as on
        its way until the broker answers, for so it does for the broker (MQTT 5, 3.3.4-9)."""
        if batch.waiting:
            for mid in [mid for mid, _, of in self._unsent if of is batch]:
                del self._in_flight[mid]
            self._unsent = deque(one for one in self._unsent if one[2] is not batch)
            self._fly()

    def confirm(self, mid: int, qos: int) -> None:
        """PUBACK, together with all that are given before the loop's next turn, in the order of the calls."""
        if qos != 1:
            self.flush()
            self.paho.ack(mid, qos)
            return
        if not self._confirmations:
            self._loop.call_soon(self.flush)
        self._confirmations += confirmation(mid)

    def flush(self) -> None:
        """Gives the confirmations now. Nothing where there are none, or nobody to give them to."""
        given, self._confirmations = bytes(self._confirmations), bytearray()
        if given and not self.ended.done():
            self.paho._packet_queue(CONFIRMED, given, 0, 0)

    def _fly(self) -> None:
        """Sends as many as may be on their way."""
        room = self._may_fly - (len(self._in_flight) - len(self._unsent))
        ready = [self._unsent.popleft()[1] for _ in range(min(room, len(self._unsent)))]
        if ready and not self.ended.done():
            self.paho._packet_queue(PUBLISHED, b"".join(ready), 0, 1)

    def _read(self) -> None:
        """Called by the loop when the socket has something; reads a bounded piece."""
        if not self._may_read():
            return
        self.heard_at = self._monotonic()
        with self._ending_at_a_fault():
            if self._take_what_is_whole():
                self._take_piece()
        pending = getattr(self.paho.socket(), "pending", None)
        if pending is not None and pending() > 0:
            self._loop.call_soon(self._read)

    def _take_piece(self) -> None:
        try:
            piece = self.paho._sock_recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self.paho._loop_rc_handle(MQTTErrorCode.MQTT_ERR_CONN_LOST)
            return
        self.paho._last_bytes_received = time.monotonic()
        self._splitter.feed(piece)
        self._take_what_is_whole()

    def _take_what_is_whole(self) -> bool:
        """Whether all of it could be taken: a pause may come in between."""
        try:
            while self._may_read():
                packet = self._splitter.next()
                if packet is None:
                    return True
                self._take(packet)
        except Malformed:
            self.paho._loop_rc_handle(MQTTErrorCode.MQTT_ERR_PROTOCOL)
        return False

    def _take(self, packet: Packet) -> None:
        """Ours where it is one of those that come in masses, else paho's."""
        if packet.kind == PUBLISHED and (message := read_publication(packet)) is not None:
            self._receive(message)
        elif packet.kind == CONFIRMED:
            mid, code = read_confirmation(packet)
            self._answered(mid, code)
        else:
            self._leave_to_paho(packet)

    def _leave_to_paho(self, packet: Packet) -> None:
        self.paho._in_packet |= {
            "command": packet.first, "have_remaining": 1, "remaining_length": len(packet.content),
            "packet": bytearray(packet.content), "to_process": 0, "pos": 0,
        }  # fmt: skip
        rc = self.paho._packet_handle()
        if rc != MQTT_ERR_SUCCESS:
            self.paho._loop_rc_handle(rc)

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

    def _answered(self, mid: int, code: int) -> None:
        batch = self._in_flight.pop(mid, None)
        if batch is None:
            return
        batch.waiting.discard(mid)
        if code >= _UNSPECIFIED:
            batch.refusals.append(ReasonCode(PacketTypes.PUBACK, identifier=code))
        if self._unsent:
            self._fly()
        if not batch.waiting and not batch.answered.done():
            batch.answered.set_result(None)

    # What aiomqtt hangs on paho's callbacks.

    def _on_message(self, client: Any, userdata: Any, message: MQTTMessage) -> None:
        self._receive(
            Incoming(message._topic, bytes(message.payload), message.retain, message.mid, message.qos, message.dup)
        )

    def _on_connect(
        self, client: Any, userdata: Any, flags: Any, reason_code: ReasonCode, properties: Properties | None = None
    ) -> None:
        self._may_fly = min(IN_FLIGHT, getattr(properties, "ReceiveMaximum", IN_FLIGHT))
        super()._on_connect(client, userdata, flags, reason_code, properties)

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
