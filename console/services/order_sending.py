"""Sends what responders are told: out of the store's outbox, put into words and sealed at the moment of sending.

An order for somebody whose phone has not signed in waits until it does, or until its time is over. Of several consoles
on one store the one that made an order sends it; the others do when it still lies there after a while. A lock that is
slow to answer keeps nobody else's order waiting.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Sequence
from datetime import timedelta

from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import MunicipalityId, ResponderId, TaskId
from console.domain.journal import Outgoing, Unwritable
from console.domain.link import LinkState, LostContact
from console.domain.order import Order, OrderKind, SealedOrder
from console.services.briefing import Briefing
from console.services.orders import roster_orders
from console.services.ports import Clock, FieldLink, Journal, Sealer
from console.services.recorder import Recorder
from console.services.screen import OrdersUnsent, Screen
from console.services.staff import Staff

log = logging.getLogger(__name__)

READ_AT_MOST = 2_000
AT_ONCE = 24
"""Phones that are told at the same time."""

ANOTHERS_AFTER = timedelta(seconds=5)
ANOTHERS_DOORS_AFTER = timedelta(seconds=15)
"""So long an order that another console made is left to it: longer where it asks the locks first, for a right that is
given anew here ends the one whose code is on its way."""

LOOK_EVERY_S = 1.0
"""How often the store is asked while something waits in it; while nothing does, a fifth as often."""

AGAIN_AFTER_S = 5.0
"""After that an order that a fault of ours keeps from being put into words is tried again."""

PhoneKey = tuple[MunicipalityId, ResponderId]

TELLING = frozenset({OrderKind.OFFER, OrderKind.ASSIGNED})


class OrderSending:
    """`run` it; `heard` is a watcher of the recorder, `made` told of each order of this console's own."""

    def __init__(
        self,
        link: FieldLink,
        journal: Journal,
        recorder: Recorder,
        staff: Staff,
        briefing: Briefing,
        sealer: Sealer,
        clock: Clock,
        screen: Screen,
    ) -> None:
        self._link = link
        self._journal = journal
        self._recorder = recorder
        self._staff = staff
        self._briefing = briefing
        self._sealer = sealer
        self._clock = clock
        self._screen = screen
        self._own: deque[str] = deque(maxlen=READ_AT_MOST)
        self._told: frozenset[tuple[TaskId, ResponderId]] = frozenset()
        self._poke = asyncio.Event()
        self._poke.set()
        self._at_work: dict[PhoneKey, asyncio.Task[frozenset[str]]] = {}
        self._room = asyncio.Semaphore(AT_ONCE)
        self._again_s: dict[str, float] = {}

    def made(self, id: str) -> None:
        """An order goes to the outbox from here."""
        self._own.append(id)
        self._poke.set()

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """A watcher of the recorder: something may have to be said."""
        if any(isinstance(event.body, ev.TaskBody) for event in events):
            self._poke.set()

    async def run(self) -> None:
        """For ever. A lost broker or store is waited for."""
        try:
            while True:
                try:
                    waiting = await self.send()
                except Unwritable as unwritable:
                    log.info("orders wait for the store: %s", unwritable)
                    waiting = True
                await self._rest(LOOK_EVERY_S if waiting else 5 * LOOK_EVERY_S)
        finally:
            at_work = tuple(self._at_work.values())
            for each in at_work:
                each.cancel()
            await asyncio.gather(*at_work, return_exceptions=True)
            self._at_work.clear()

    async def _rest(self, seconds: float) -> None:
        """Until that long has passed, or there is something to say."""
        poked = asyncio.ensure_future(self._poke.wait())
        slept = asyncio.ensure_future(self._clock.sleep(seconds))
        try:
            await asyncio.wait({poked, slept}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            poked.cancel()
            slept.cancel()
            await asyncio.gather(poked, slept, return_exceptions=True)

    async def send(self) -> bool:
        """Whatever can be sent now; whether anything is left that cannot. What takes longer than a moment (a lock that
        is asked) goes on by itself, and the next look finds it sent. Raises Unwritable."""
        self._poke.clear()
        told = self._done()
        unsent = await self._journal.unsent(READ_AT_MOST)
        orders = [(one, one.content) for one in unsent if isinstance(one.content, Order)]
        last = {_told_anew(order): one.id for one, order in orders}
        over = [
            one.id for one, order in orders if last[_told_anew(order)] != one.id or self._briefing.is_obsolete(order)
        ]
        if over:
            await self._journal.mark_sent(over)
        left = [(one, order) for one, order in orders if one.id not in set(over)]
        self._again_s = {one.id: self._again_s[one.id] for one, _ in left if one.id in self._again_s}
        is_up = self._link.state is LinkState.UP  # without a broker nothing is put into words, and no lock is asked
        ready = [(one.id, order) for one, order in left if is_up and self._is_ours(one, order)]
        sent = told | await self._sent(ready)
        waiting = [order for one, order in left if one.id not in sent]
        self._tell(waiting)
        return bool(waiting)

    def _is_ours(self, outgoing: Outgoing, order: Order) -> bool:
        after = ANOTHERS_DOORS_AFTER if order.kind is OrderKind.ASSIGNED else ANOTHERS_AFTER
        return outgoing.id in self._own or self._clock.now() - order.at >= after

    async def _sent(self, ready: Iterable[tuple[str, Order]]) -> frozenset[str]:
        """The ids of those that the broker has. One phone's orders in their order, phones beside one another."""
        by_phone: dict[PhoneKey, list[tuple[str, Order]]] = {}
        for id, order in ready:
            if self._again_s.get(id, 0.0) <= self._clock.monotonic():
                by_phone.setdefault((order.municipality, order.responder), []).append((id, order))
        for phone, orders in by_phone.items():
            if phone not in self._at_work:
                self._at_work[phone] = asyncio.ensure_future(self._to_one(orders))
        await self._a_moment()
        return self._done()

    def _done(self) -> frozenset[str]:
        """What the phones that were told since have. Raises Unwritable."""
        done = {phone: task for phone, task in self._at_work.items() if task.done()}
        for phone in done:
            del self._at_work[phone]
        faults = [fault for task in done.values() if (fault := task.exception()) is not None]
        if faults:
            raise faults[0]
        return frozenset(id for task in done.values() for id in task.result())

    async def _a_moment(self) -> None:
        """Until all phones that are told now have been; but no longer than a second, nor when there is more to say."""
        slept = asyncio.ensure_future(self._clock.sleep(LOOK_EVERY_S))
        poked = asyncio.ensure_future(self._poke.wait())
        try:
            while pending := {task for task in self._at_work.values() if not task.done()}:
                await asyncio.wait({*pending, slept, poked}, return_when=asyncio.FIRST_COMPLETED)
                if slept.done() or poked.done():
                    return
        finally:
            slept.cancel()
            poked.cancel()
            await asyncio.gather(slept, poked, return_exceptions=True)

    async def _to_one(self, orders: Sequence[tuple[str, Order]]) -> frozenset[str]:
        """The ids of those that went. Raises Unwritable."""
        sent: list[str] = []
        async with self._room:
            for id, order in orders:
                [found] = await asyncio.gather(self._one(id, order), return_exceptions=True)
                if isinstance(found, LostContact):
                    log.info("orders wait for the broker: %s", found)
                    break
                if isinstance(found, Unwritable):
                    raise found
                if isinstance(found, BaseException):
                    self._again_s[id] = self._clock.monotonic() + AGAIN_AFTER_S
                    log.error("order %s fell by %s, and waits", id, type(found).__name__, exc_info=found)
                elif found:
                    sent.append(id)
        return frozenset(sent)

    async def _one(self, id: str, order: Order) -> bool:
        """Whether it went, or need not any more."""
        sealed: list[SealedOrder] = []
        for part, each in enumerate((order, *self._beside(order))):
            one = await self._sealed(f"{id}.{part}" if part else id, each)
            sealed += [one] if one is not None else []
        if not sealed and not self._briefing.is_obsolete(order):
            return False
        if sealed:
            await self._link.send_orders(sealed)
        await self._journal.mark_sent([id])
        return True

    def _beside(self, order: Order) -> tuple[Order, ...]:
        """With a roster goes all that holds for them."""
        if order.kind is not OrderKind.ROSTER:
            return ()
        now = self._clock.now()
        cases = (one for one in self._recorder.board.open_cases() if one.municipality == order.municipality)
        return tuple(found for case in cases for found in roster_orders(case, order.responder, now))

    async def _sealed(self, id: str, order: Order) -> SealedOrder | None:
        """None where the phone has made no key yet, or there is nothing to say any more."""
        standing = self._recorder.standings.of(order.municipality, order.responder)
        responder = self._staff.find(order.municipality, order.responder)
        if standing is None or not standing.seal_key or responder is None:
            return None
        text = await self._briefing.text(order)
        if text is None:
            return None
        try:
            return self._sealer.seal(id, order, responder.sender, standing.seal_key, text)
        except ValueError:
            log.warning("the key of responder %s's phone cannot be used", order.responder)
            return None

    def _tell(self, waiting: Iterable[Order]) -> None:
        found = frozenset((order.task, order.responder) for order in waiting if order.kind in TELLING)
        if found != self._told:
            self._told = found
            self._screen.show(OrdersUnsent(found))


def _told_anew(order: Order) -> tuple[object, ...]:
    """What a later order makes needless, for it tells the same as it is then."""
    return order.kind, order.municipality, order.responder, order.case, order.task, order.why
