"""What we have to say to the field, kept until it is said; what responders are told is `order_sending`'s.

`stored` receipts live in memory: a sender that misses one repeats, and gets it again. What follows from a case
(`claimed`, `closed`, and what the next centre is told) lies in the store until the broker has confirmed it. A broker
that takes nothing for the next centre keeps no sender from its receipts.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from itertools import islice

from console.domain import events as ev
from console.domain.case import Case
from console.domain.forward import Forwarded
from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.order import Order
from console.domain.report import Receipt
from console.domain.unsent import UnsentKind
from console.services.ports import Clock, FieldLink, Journal
from console.services.screen import NoScreen, Screen, Unsent

log = logging.getLogger(__name__)

MOST_WAITING = 100_000
"""`stored` receipts kept while the broker is away; beyond that the oldest go, and their senders repeat."""

AT_ONCE = 200
MOST_COUNTED = 5_000
"""Of the outbox so much is read to tell how much of it is for the next centre."""

RETRY_AFTER_S = 2.0


class Outbox:
    """Sends as long as there is something to send, oldest first."""

    def __init__(self, link: FieldLink, journal: Journal, clock: Clock, screen: Screen | None = None) -> None:
        self._link = link
        self._journal = journal
        self._clock = clock
        self._waiting: deque[Receipt] = deque(maxlen=MOST_WAITING)
        self._screen = screen or NoScreen()
        self._stored = {kind: Unsent(kind, 0, None) for kind in (UnsentKind.RECEIPT, UnsentKind.FORWARD)}
        self._is_counted = False
        self._told = dict(self._stored)
        self._poke = asyncio.Event()
        self._poke.set()

    def put(self, receipt: Receipt) -> None:
        """A receipt that need not outlive us."""
        self._waiting.append(receipt)
        self._poke.set()

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """A watcher of the recorder: a case's event may have written to the store's outbox."""
        if any(isinstance(event.body, _TOLD) for event in events):
            self._is_counted = False
            self._poke.set()

    async def run(self) -> None:
        """For ever. A lost broker is waited for."""
        while True:
            await self._poke.wait()
            self._poke.clear()
            try:
                await self._send_waiting()
                await self._send_stored()
                self._tell()
            except (LostContact, Unwritable) as lost:
                log.info("outbox waits: %s", lost)
                await self._count()
                self._tell()
                await self._clock.sleep(RETRY_AFTER_S)
                self._poke.set()

    async def _send_waiting(self) -> None:
        while self._waiting:
            batch = list(islice(self._waiting, AT_ONCE))
            await self._link.send_receipts(batch)
            for receipt in batch:
                if self._waiting and self._waiting[0] is receipt:
                    self._waiting.popleft()

    async def _send_stored(self) -> None:
        """In order, receipts and forwards apart: what one of them waits for does not hold up the other."""
        stuck: set[str] = set()
        lost: LostContact | None = None
        while unsent := [one for one in await self._journal.unsent(AT_ONCE + len(stuck)) if one.id not in stuck]:
            stuck |= {one.id for one in unsent if isinstance(one.content, Order)}
            receipts = [(one.id, one.content) for one in unsent if isinstance(one.content, Receipt)]
            forwards = [(one.id, one.content) for one in unsent if isinstance(one.content, Forwarded)]
            if receipts:
                self._is_counted = False
                await self._link.send_receipts([receipt for _, receipt in receipts])
                await self._journal.mark_sent([id_ for id_, _ in receipts])
            try:
                if forwards:
                    await self._link.send_forwards(forwards)
                    await self._journal.mark_sent([id_ for id_, _ in forwards])
            except LostContact as error:
                stuck |= {id_ for id_, _ in forwards}
                lost = error
        if lost is not None:
            raise lost
        self._stored = {kind: Unsent(kind, 0, None) for kind in self._stored}
        self._is_counted = True

    async def _count(self) -> None:
        """What lies in the store, after something was put there and could not be sent; a lost store is asked later."""
        if self._is_counted:
            return
        try:
            oldest = await self._journal.unsent(MOST_COUNTED)
            count = await self._journal.count_unsent()
        except Unwritable:
            return
        forwards = [one.content.at for one in oldest if isinstance(one.content, Forwarded)]
        orders = sum(isinstance(one.content, Order) for one in oldest)
        receipts = [one.content.at for one in oldest if isinstance(one.content, Receipt)]
        self._stored = {
            UnsentKind.RECEIPT: Unsent(UnsentKind.RECEIPT, count - len(forwards) - orders, min(receipts, default=None)),
            UnsentKind.FORWARD: Unsent(UnsentKind.FORWARD, len(forwards), min(forwards, default=None)),
        }
        self._is_counted = True

    def _tell(self) -> None:
        """What is not sent, to the screen, when it has changed."""
        for kind, stored in self._stored.items():
            waiting = self._waiting if kind is UnsentKind.RECEIPT else ()
            since = [at for at in (stored.since, waiting[0].at if waiting else None) if at is not None]
            told = Unsent(kind, len(waiting) + stored.count, min(since, default=None))
            if told != self._told[kind]:
                self._told[kind] = told
                self._screen.show(told)


_TOLD = (ev.CaseClaimed, ev.CaseClosed, ev.CaseMerged, ev.CaseEscalated, ev.OutageEnded)
"""What may have written to the store's outbox (`receipts`, `forwards`)."""
