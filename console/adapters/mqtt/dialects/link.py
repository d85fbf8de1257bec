"""A dialect's connection: takes in what it subscribes to, with the same promise as the stream's own link.

A message is confirmed when `take` has returned for all its reports (`offering`). Each delivery is read once, also when
it is offered again: a reader remembers, and would not see the same press twice. Subscriptions that the dialect begins
with are what it cannot be without; those that it learns are asked for while the line is up, and one that the broker
refuses is told in the log and is no reason to lose the rest.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from console.adapters.mqtt.connection import Clock, Connection
from console.adapters.mqtt.dialects.dialect import Dialect, Incoming
from console.adapters.mqtt.line import Line
from console.adapters.mqtt.link_settings import LinkSettings
from console.adapters.mqtt.offering import Offer, Take
from console.adapters.mqtt.way_in import WayIn
from console.domain.link import LinkState, LostContact

SUBSCRIBED_TOGETHER = 50
"""How many subscriptions go in one packet."""
_AGAIN_AFTER_S = 1.0

_log = logging.getLogger(__name__)


class DialectLink(WayIn):
    """The link of one dialect to the broker, under a client id of its own and without a last will."""

    def __init__(
        self,
        settings: LinkSettings,
        dialect: Dialect,
        clock: Clock,
        on_state: Callable[[LinkState], None] | None = None,
        remember: Callable[[], None] | None = None,
    ) -> None:
        """Connects nothing before `run`. `remember` keeps what the dialect has to know after a start; it is called in
        a thread before anything of a batch is confirmed."""
        super().__init__(settings, clock)
        self._dialect = dialect
        self._told = on_state
        self._remember = remember
        self._needed = self._asked = dialect.subscriptions
        self._subscribed: set[str] = set()
        self._offers: list[Offer] = []
        self._wake = asyncio.Event()
        self._line = Line(
            replace(settings.access, client_id=f"{settings.console}-{dialect.name}"),
            clock,
            self._needed,
            self._buffer.put,
            on_state=self._on_state,
            wait_for_room=self._buffer.wait_for_room,
        )

    @property
    def name(self) -> str:
        """The dialect's."""
        return self._dialect.name

    async def run(self, take: Take) -> None:
        """For ever, as `MqttLink.run`: what `take` raises but Unwritable and BadRow ends it with nothing confirmed,
        and it is fit to be run again. `take` is never called twice at a time by this link."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_line(f"{self.name} line", self._line), name=f"keep {self.name} line")
            group.create_task(self._keep_subscribed(), name=f"{self.name} subscriptions")
            while True:
                await self._hand_over(take)

    async def _hand_over(self, take: Take) -> None:
        if not self._offers:
            for delivery in await self._buffer.front(self._settings.batch, self._settings.batch_bytes):
                came = Incoming(
                    delivery.topic, delivery.payload, delivery.retained, delivery.received_at, delivery.is_repeat
                )  # fmt: skip
                self._offers.append(Offer(delivery, self._dialect.read(came)))
            if self._dialect.subscriptions != self._asked:
                self._asked = self._dialect.subscriptions
                self._wake.set()
        if self._remember is not None:
            await asyncio.to_thread(self._remember)
        await self._offering.offer(take, self._offers)
        self._buffer.drop(len(self._offers))
        self._offers = []

    def _on_state(self, state: LinkState) -> None:
        self._subscribed = set(self._needed)
        self._wake.set()
        if self._told is not None:
            self._told(state)

    async def _keep_subscribed(self) -> None:
        """Holds what the broker sends us to what the dialect asks for, whenever that or the connection is new."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            if self._line.state is not LinkState.UP:
                continue
            try:
                await self._follow(self._line.connection)
            except LostContact as lost:  # the next connection asks anew; this one may only have been busy
                _log.info("%s: subscriptions wait: %s", self.name, lost)
                await self._clock.sleep(_AGAIN_AFTER_S)
                self._wake.set()

    async def _follow(self, connection: Connection) -> None:
        asked = set(self._dialect.subscriptions)
        gone = sorted(self._subscribed - asked)
        for some in _in_parts(gone):
            self._subscribed -= set(some)
            await connection.unsubscribe_each(some)
        for some in _in_parts(sorted(asked - self._subscribed)):
            refused = await connection.subscribe_each(some)
            self._subscribed |= set(some)
            for topic, why in refused.items():
                _log.warning("%s: the broker does not let us subscribe to %r: %s", self.name, topic, why)


def _in_parts(topics: list[str]) -> list[list[str]]:
    return [topics[at : at + SUBSCRIBED_TOGETHER] for at in range(0, len(topics), SUBSCRIBED_TOGETHER)]
