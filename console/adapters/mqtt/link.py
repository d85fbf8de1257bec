"""The stream's way in, and our way out on it: `services.ports.FieldLink` over MQTT.

A message is confirmed to the broker when `take` has returned, and not before (`offering`); meanwhile more gathers in
the bounded buffer.

What we say goes out on a connection of its own. On the one that we hear on, the broker's answer to it would stand
behind all that waits for us: Mosquitto 2.0.11 lets another Receive Maximum of messages out at each confirmation, so
that with 20,000 waiting no receipt of ours was answered until the last of them was stored.
"""

import asyncio
import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from console.adapters.mqtt import wire
from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.connection import Clock, Delivery
from console.adapters.mqtt.line import Line
from console.adapters.mqtt.link_settings import LinkSettings
from console.adapters.mqtt.offering import Offer, Take
from console.adapters.mqtt.own_words import OwnWords
from console.adapters.mqtt.topics import CENTRE, SUBSCRIPTIONS
from console.adapters.mqtt.way_in import WayIn
from console.domain.call_signal import CallSignal
from console.domain.forward import Forwarded
from console.domain.ids import ConsoleId
from console.domain.link import LinkState, LostContact
from console.domain.order import SealedOrder
from console.domain.report import Origin, PresenceReport, Receipt, Sight

CANARY_EXPIRES_S = 30


class MqttLink(WayIn):
    """The link to one broker. Lives on the console thread's loop; fits `services.ports.FieldLink`."""

    def __init__(
        self,
        settings: LinkSettings,
        clock: Clock,
        fresh_id: Callable[[], str],
        on_state: Callable[[LinkState], None] | None = None,
    ) -> None:
        """Connects nothing before `run`. `on_state` is called on the loop at each change of `state`."""
        super().__init__(settings, clock)
        self._fresh_id = fresh_id
        self._own = OwnWords()
        self._on_state = on_state
        self._told = LinkState.CONNECTING
        self._hears = asyncio.Event()
        self._line = Line(
            settings.access,
            clock,
            SUBSCRIPTIONS,
            self._buffer.put,
            will=self._will,
            on_state=self._line_changed,
            wait_for_room=self._buffer.wait_for_room,
        )
        self._words = Line(
            for_words(settings.access),
            clock,
            (),
            Delivery.confirm,
            on_state=self._line_changed,
            wait_for_room=self._hears.wait,
        )

    @property
    def _weakest(self) -> Line:
        """Who hears and cannot speak is no more up than who speaks and cannot hear."""
        return self._words if self._line.state is LinkState.UP else self._line

    async def run(self, take: Take) -> None:
        """For ever: hands over what waits, together, and confirms to the broker when `take` returns.

        Unwritable and BadRow are dealt with as `offering` says; anything else that `take` raises is a fault, ends the
        run (as an ExceptionGroup) with nothing confirmed, and leaves the link fit to be run again. Ends by
        cancellation otherwise, with the connection closed. `take` is never called twice at a time.
        """
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_line("mqtt line", self._line), name="keep mqtt line")
            group.create_task(self._keep_line("mqtt words", self._words), name="keep mqtt words")
            while True:
                await self._hand_over(take)

    async def send_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Publishes all together and waits for the broker's confirmation. Raises LostContact; then send all again.

        A receipt's event id is made of its content, so that it is the same receipt however often it is sent. A guest
        waits for none and gets none.
        """
        console = self._settings.console
        due = [receipt for receipt in receipts if receipt.origin.municipality != CENTRE]
        messages = [wire.encode_receipt(receipt, _event_id(receipt), console) for receipt in due]
        self._own.say(messages)
        await self._say([Outbound(topic, payload) for topic, payload in messages])

    async def send_forwards(self, forwards: Sequence[tuple[str, Forwarded]]) -> None:
        """As `send_receipts`; each under its own id, which stays however often it is sent."""
        console = self._settings.console
        messages = [wire.encode_forward(forward, event_id, console) for event_id, forward in forwards]
        await self._say([Outbound(topic, payload) for topic, payload in messages])

    async def send_orders(self, orders: Sequence[SealedOrder]) -> None:
        """As `send_receipts`; each under its own id, never retained, thrown away by the broker when its time is over.
        Raises ValueError where whom one is for breaks the contract's grammar, and then sends none."""
        console, now = self._settings.console, self._clock.now()
        messages = [(*wire.encode_order(one, console), one.order.until) for one in orders]
        await self._say(
            [Outbound(topic, payload, expires_s=_lasts_s(until, now)) for topic, payload, until in messages]
        )

    async def send_call(self, origin: Origin, signal: CallSignal, event_id: str, at: datetime, expires_s: int) -> None:
        """Our word in a call, never retained, which the broker throws away after `expires_s`. Raises LostContact, and
        ValueError where `origin` breaks the contract's grammar.

        It waits for no backlog: receipts go out in batches of a bounded size, and it is the next behind the one that is
        on its way.
        """
        topic, payload = wire.encode_own_call(origin, signal, event_id, self._settings.console, at)
        await self._say([Outbound(topic, payload, expires_s=expires_s)])

    async def send_canary(self, console: ConsoleId, number: int, at: datetime) -> None:
        """Our proof of sight, which the broker throws away after 30 s. Raises LostContact."""
        topic, payload = wire.encode_canary(console, number, at, self._fresh_id())
        await self._say([Outbound(topic, payload, expires_s=CANARY_EXPIRES_S)])

    async def send_presence(self, presence: PresenceReport) -> None:
        """Retained. After LEFT the end of the link sends no last will. Raises LostContact.

        The will replaces what was sent when a connection breaks: say it again when the link is up again.
        """
        await self._say([self._presence(presence.console, presence.sight, presence.operator, presence.at)])
        self._line.has_said_farewell = presence.sight is Sight.LEFT

    async def _hand_over(self, take: Take) -> None:
        """One batch of what waits, from reading it to confirming it."""
        batch = await self._buffer.front(self._settings.batch, self._settings.batch_bytes)
        await self._offering.offer(take, [self._read(each) for each in batch])
        self._buffer.drop(len(batch))

    async def _say(self, messages: Sequence[Outbound]) -> None:
        """Nothing while we do not hear: LostContact says why."""
        if self.state is not LinkState.UP:
            raise LostContact(self.explanation)
        await self._words.connection.publish(messages)

    def _line_changed(self, _: LinkState) -> None:
        if self._line.state is LinkState.UP:
            self._hears.set()
        else:
            self._hears.clear()
        if self.state is not self._told:
            self._told = self.state
            if self._on_state is not None:
                self._on_state(self.state)

    def _read(self, delivery: Delivery) -> Offer:
        if self._own.came_back(delivery.topic, delivery.payload):
            return Offer(delivery, ())
        report = wire.decode(delivery.topic, delivery.payload, delivery.received_at, delivery.retained)
        return Offer(delivery, () if report is None else (report,))

    def _will(self) -> Outbound:
        return self._presence(self._settings.console, Sight.GONE, "", self._clock.now())

    def _presence(self, console: ConsoleId, sight: Sight, operator: str, at: datetime) -> Outbound:
        topic, payload = wire.encode_presence(console, sight, operator, at, self._fresh_id())
        return Outbound(topic, payload, retain=True)


def for_words(access: BrokerAccess) -> BrokerAccess:
    """As the same user, without a session: nothing is ever sent to it."""
    return replace(access, client_id=f"{access.client_id}-words", session_expiry=timedelta(0))


def _lasts_s(until: datetime, now: datetime) -> int:
    """What is over already is sent for a second all the same: 0 would mean at once or never to different brokers."""
    return max(1, math.ceil((until - now).total_seconds()))


def _event_id(receipt: Receipt) -> str:
    said = (receipt.of.source, receipt.of.id, receipt.state.value, receipt.at.isoformat(), receipt.reason)
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]
