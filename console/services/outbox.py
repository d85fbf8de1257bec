"""What we have to say to the field, kept until it is said.

`stored` receipts live in memory: a sender that misses one repeats, and gets it again. What follows from a case
(`claimed`, `closed`) lies in the store until the broker has confirmed it.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from console.domain import events as ev
from console.domain.case import Case
from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.report import Receipt
from console.domain.unsent import UnsentKind
from console.services.ports import Clock, FieldLink, Journal
from console.services.screen import NoScreen, Screen, Unsent

log = logging.getLogger(__name__)

MOST_WAITING = 100_000
"""`stored` receipts kept while the broker is away; beyond that the oldest go, and their senders repeat."""

AT_ONCE = 200
RETRY_AFTER_S = 2.0


class Outbox:
    """Sends as long as there is something to send, oldest first."""

    def __init__(self, link: FieldLink, journal: Journal, clock: Clock, screen: Screen | None = None) -> None:
        self._link = link
        self._journal = journal
        self._clock = clock
        self._waiting: deque[Receipt] = deque(maxlen=MOST_WAITING)
        self._screen = screen or NoScreen()
        self._stored = 0
        self._stored_since: datetime | None = None
        self._is_counted = False
        self._told = Unsent(UnsentKind.RECEIPT, 0, None)
        self._poke = asyncio.Event()
        self._poke.set()

    def put(self, receipt: Receipt) -> None:
        """A receipt that need not outlive us."""
        self._waiting.append(receipt)
        self._poke.set()

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """A watcher of the recorder: a case's event may have written to the store's outbox."""
        if any(isinstance(event.body, ev.CaseClaimed | ev.CaseClosed) for event in events):
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
        while unsent := await self._journal.unsent(AT_ONCE):
            await self._link.send_receipts([outgoing.receipt for outgoing in unsent])
            await self._journal.mark_sent([outgoing.id for outgoing in unsent])
        self._stored, self._stored_since, self._is_counted = 0, None, True

    async def _count(self) -> None:
        """What lies in the store, after something was put there and could not be sent; a lost store is asked later."""
        if self._is_counted:
            return
        try:
            oldest = await self._journal.unsent(1)
            self._stored = await self._journal.count_unsent()
        except Unwritable:
            return
        self._stored_since = oldest[0].receipt.at if oldest else None
        self._is_counted = True

    def _tell(self) -> None:
        """What is not sent, to the screen, when it has changed."""
        since = [at for at in (self._stored_since, self._waiting[0].at if self._waiting else None) if at is not None]
        told = Unsent(UnsentKind.RECEIPT, len(self._waiting) + self._stored, min(since, default=None))
        if told != self._told:
            self._told = told
            self._screen.show(told)
