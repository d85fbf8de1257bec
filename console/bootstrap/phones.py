"""Responders' phones at a broker, for the demonstration and the tests: each with its line, its outbox and its key."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from console.adapters.clock import FreshIds, SystemClock
from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.order_words import ClosedOrder
from console.adapters.mqtt.sender import Sender, SenderSettings, encoded
from console.adapters.phone.conduct import Conduct
from console.adapters.phone.journey import Journey
from console.adapters.phone.phone import Phone, World
from console.adapters.sealing import PhoneKey, bound_to
from console.domain.land import Point
from console.domain.link import LinkState
from console.domain.report import DispatchReport, ResponderReport
from console.domain.responder import Responder

REPEATS = tuple(timedelta(seconds=seconds) for seconds in (5, 10, 20, 40, 60))
"""As the contract asks of a phone."""

Way = Callable[[Point, Point], Awaitable[Journey]]


class PlacedPhone:
    """One phone and its line. `outbox` is what it has said, and what was answered. `unopened` counts orders that were
    sealed to another key, or were not as they had been."""

    def __init__(
        self,
        holder: Responder,
        conduct: Conduct,
        place: Point,
        access: BrokerAccess,
        clock: SystemClock,
        way: Way,
        opens: Callable[[str, str], bool] = lambda lock, code: False,
    ) -> None:
        """`access` is the broker's, as whoever may speak for `holder`; `opens` types a code at a lock."""
        self._key = PhoneKey()
        ids = FreshIds(clock.now)
        world = World(clock, ids, self._say, way, self._cut, opens)
        self.phone = Phone(holder, conduct, place, self._key.public, world)
        session = replace(access, client_id=f"phone-{ids()}", session_expiry=timedelta(minutes=15))
        settings = SenderSettings(session, holder.municipality, holder.sender, REPEATS, responder=holder.id)
        self.outbox = Sender(settings, clock, self._hear, self._will, self.phone.say_again)
        self._clock = clock
        self._cut_for_s = 0.0
        self._is_cut = asyncio.Event()
        self.unopened = 0

    async def run(self) -> None:
        """Is there, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.phone.run(), name="phone")
            group.create_task(self._stay_connected(), name="phone line")

    async def _stay_connected(self) -> None:
        """The line, but for the time that it is cut."""
        while True:
            line = asyncio.create_task(self.outbox.run(), name="phone outbox")
            cut = asyncio.create_task(self._is_cut.wait(), name="phone cut")
            try:
                await asyncio.wait({line, cut}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                line.cancel()
                cut.cancel()
                await asyncio.gather(line, cut, return_exceptions=True)
            if not line.cancelled():
                line.result()
            self._is_cut.clear()
            await self._clock.sleep(self._cut_for_s)

    def _cut(self, seconds: float) -> None:
        self._cut_for_s = seconds
        self._is_cut.set()

    async def _say(self, report: ResponderReport | DispatchReport) -> None:
        """A state that cannot be said now is not said later: it is said anew."""
        if isinstance(report, ResponderReport) and self.outbox.state is not LinkState.UP:
            return
        await self.outbox.send(report, wants_receipt=isinstance(report, DispatchReport))

    def _will(self) -> Outbound:
        return encoded(replace(self.phone.state(), state="lost", position=None))

    def _hear(self, order: ClosedOrder) -> None:
        if order.to_key != self._key.public:
            self.unopened += 1
            self.phone.say_again()
            return
        holder = self.phone.holder
        bound = bound_to(order.id, holder.municipality, holder.sender, holder.id)
        try:
            text = self._key.opened(order.ephemeral, order.nonce, order.text, bound)
        except ValueError:
            self.unopened += 1
            return
        self.phone.take(order.id, text)
