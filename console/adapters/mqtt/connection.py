"""One connection to a broker, from CONNECT to its end, never used again: publishing, confirming, and its own pulse.

What the MQTT library is bent to is told in `client.py`; how connections follow each other in `line.py`.
"""

import asyncio
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import aiomqtt
from paho.mqtt.client import MQTT_ERR_SUCCESS
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.client import ANSWER_WITHIN_S, LoopClient, PublishBatch
from console.adapters.mqtt.dial import NotReached, Obstacle, RefusedByBroker, dial, trust
from console.adapters.mqtt.packets import Incoming
from console.domain.link import LostContact

_SILENCE_IN_KEEPALIVES = 2.2
_DISCONNECT_WITH_WILL = 4
_WRONG_PASSWORD = {134, 135}
_WORTH_RETRYING = {136, 137, 151, 159}
"""CONNACK codes that pass by themselves: unavailable, busy, quota, rate. All others wait for a person."""


class Clock(Protocol):
    """Time as the services' port gives it: aware UTC, seconds that never step, and sleep."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


@dataclass(eq=False, slots=True)
class Delivery:
    """A message that came in on `connection`, which alone can confirm it."""

    connection: "Connection"
    topic: str
    payload: bytes
    retained: bool
    received_at: datetime
    mid: int
    qos: int
    is_repeat: bool = False

    def confirm(self) -> None:
        """PUBACK, if that connection still stands; the broker sends it again on the next one otherwise."""
        self.connection.confirm(self)


class Connection:
    """One connection: `open`, then `live` until it ends, then `close`, whatever happened."""

    def __init__(
        self,
        access: BrokerAccess,
        password: str | None,
        will: Outbound | None,
        clock: Clock,
        receive: Callable[[Delivery], None],
    ) -> None:
        """Connects nothing yet. `receive` is called on the loop, in the order of arrival."""
        self._access = access
        self._clock = clock
        self._deliver = receive
        self._client = LoopClient(access, password, will, self._receive, clock.monotonic)

    @property
    def is_up(self) -> bool:
        """Whether it is connected, as far as is known."""
        connected = self._client.connected
        return not self._client.ended.done() and connected.done() and connected.exception() is None

    @property
    def was_taken_over(self) -> bool:
        """Whether it ended because another client came with our client id."""
        return self._client.was_taken_over

    async def open(self, subscriptions: Sequence[str]) -> None:
        """Connects and subscribes with QoS 1. Raises LostContact or RefusedByBroker; then `close` all the same."""
        tls = None if self._access.ca_file is None else trust(self._access.ca_file)
        sock = await dial(self._access.host, self._access.port, tls, ANSWER_WITHIN_S)
        self._client.take_socket(sock)
        await _first_of(self._client.connected, self._client.ended, ANSWER_WITHIN_S)
        if not self._client.connected.done():
            raise LostContact(self._why("the broker did not answer CONNECT"))
        error = self._client.connected.exception()
        if error is not None:
            raise _refusal(error, self._access.username)
        for subscription in subscriptions:
            await self.subscribe(subscription)

    async def subscribe(self, subscription: str) -> None:
        """Subscribes with QoS 1. Raises LostContact or RefusedByBroker."""
        for code in await self._subscribe([subscription]):
            if code.is_failure:
                text = f"the broker does not let us subscribe to {subscription}: {code}"
                raise RefusedByBroker(text, Obstacle.MAY_NOT_READ, code.value)

    async def subscribe_each(self, subscriptions: Sequence[str]) -> dict[str, str]:
        """Subscribes to several with QoS 1; those that the broker refuses, with why. Raises LostContact."""
        codes = await self._subscribe(subscriptions)
        return {each: str(code) for each, code in zip(subscriptions, codes, strict=True) if code.is_failure}

    async def unsubscribe_each(self, subscriptions: Sequence[str]) -> None:
        """Subscribes to these no more. Raises LostContact."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                await self._client.unsubscribe(list(subscriptions), timeout=math.inf)
        except (aiomqtt.MqttError, TimeoutError) as error:
            raise LostContact(self._why("the broker did not answer UNSUBSCRIBE")) from error

    async def _subscribe(self, subscriptions: Sequence[str]) -> list[ReasonCode]:
        asked: Any = [(each, SubscribeOptions(qos=1)) for each in subscriptions]
        try:
            # Not with a timeout of aiomqtt's: it is asyncio.wait_for, which in Python 3.11 swallows a cancellation
            # that comes together with the answer (cpython#86296).
            async with asyncio.timeout(ANSWER_WITHIN_S):
                codes = await self._client.subscribe(asked, timeout=math.inf)
        except (aiomqtt.MqttError, TimeoutError) as error:
            raise LostContact(self._why("the broker did not answer SUBSCRIBE")) from error
        return [code for code in codes if isinstance(code, ReasonCode)]

    async def live(self) -> str:
        """Keeps the connection alive until it ends; returns why, for a technician."""
        keepalive_s = self._access.keepalive.total_seconds()
        client = self._client
        while not client.ended.done():
            silent_s = self._clock.monotonic() - client.heard_at
            if client.paho.loop_misc() != MQTT_ERR_SUCCESS:
                client.end("the broker did not answer in time")
            elif silent_s > _SILENCE_IN_KEEPALIVES * keepalive_s:
                client.end(f"the broker has been silent for {silent_s:.0f} s")
            else:
                await asyncio.wait({client.ended}, timeout=min(1.0, keepalive_s / 8))
        return client.ended.result()

    async def close(self, *, with_will: bool) -> None:
        """Says goodbye if it still can, with or without the last will, and leaves nothing behind."""
        client = self._client
        try:
            if self.is_up:
                client.flush()
                code = ReasonCode(PacketTypes.DISCONNECT, identifier=_DISCONNECT_WITH_WILL if with_will else 0)
                client.paho.disconnect(reasoncode=code)
                await asyncio.wait({client.ended}, timeout=1.0)
        finally:
            client.hang_up()

    async def publish(self, messages: Sequence[Outbound], timeout_s: float = ANSWER_WITHIN_S) -> None:
        """Publishes with QoS 1, pipelined, and waits until the broker has confirmed all. Raises LostContact."""
        client = self._client
        if client.ended.done() or client.paho.socket() is None:
            raise LostContact(self._why("there is no connection"))
        batch = PublishBatch(asyncio.get_running_loop().create_future())
        try:
            client.publish_together([(one.topic, one.payload, one.retain, one.expires_s) for one in messages], batch)
            if batch.waiting:
                await _first_of(batch.answered, client.ended, timeout_s)
        finally:
            client.give_up(batch)
        if batch.waiting:
            raise LostContact(self._why(f"the broker did not confirm {len(batch.waiting)} messages in time"))
        if batch.refusals:
            first = batch.refusals[0]
            text = f"the broker refused {len(batch.refusals)} messages: {first}"
            raise NotReached(text, Obstacle.MAY_NOT_WRITE, first.value)

    def confirm(self, delivery: Delivery) -> None:
        """PUBACK for a delivery of this very connection; nothing once it has ended."""
        if delivery.qos and not self._client.ended.done():
            self._client.confirm(delivery.mid, delivery.qos)

    def pause(self) -> None:
        """Reads no more: TCP holds the broker back. Pings go unanswered too, so a long pause ends the connection."""
        self._client.pause()

    def resume(self) -> None:
        """Reads on after a pause."""
        self._client.resume()

    def _receive(self, message: Incoming) -> None:
        topic = message.topic.decode("utf-8", "backslashreplace")
        at = self._clock.now()
        self._deliver(
            Delivery(self, topic, message.payload, message.retained, at, message.mid, message.qos, message.is_repeat)
        )

    def _why(self, otherwise: str) -> str:
        return self._client.ended.result() if self._client.ended.done() else otherwise


async def _first_of(one: asyncio.Future[Any], other: asyncio.Future[Any], timeout_s: float) -> None:
    await asyncio.wait({one, other}, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)


def _refusal(error: BaseException, username: str) -> RefusedByBroker | LostContact:
    """What a CONNACK with a negative code means."""
    code = error.rc if isinstance(error, aiomqtt.MqttCodeError) else None
    if not isinstance(code, ReasonCode):
        return LostContact(f"the broker's answer to CONNECT is not understood: {error}")
    if code.value in _WORTH_RETRYING:
        return NotReached(f"the broker does not take us now: {code}", Obstacle.NO_ANSWER, code.value)
    if code.value in _WRONG_PASSWORD:
        text = f"the broker does not accept the user {username!r} with this password: {code}"
        return RefusedByBroker(text, Obstacle.WRONG_PASSWORD, code.value)
    return RefusedByBroker(f"the broker refuses the connection: {code}", Obstacle.BROKER_REFUSES, code.value)
