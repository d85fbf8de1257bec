"""What this machine knows when the shared store is out of reach: a local copy of the cards, and whose reading of them
left its trace there.

The copy is a second store of the same form, encrypted, with a journal of its own. A card that the shared store cannot
give comes from it; the reading is journalled in it first, and brought into the shared journal when that is back, in
order, with its own id, author and moment: once, however often that is tried, and also after a restart. Then its body
goes from the copy's journal, which keeps nobody's habits. Where the shared store *is* a file on this machine there is
no second one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.card import Card
from console.domain.case import Case
from console.domain.ids import CENTRE, SYSTEM, CaseId, ConsoleId, DeviceId, ResidentId
from console.domain.journal import BadRow, Unwritable
from console.domain.operator import Operator
from console.domain.refused import Reason, Refused
from console.domain.triage import Planned
from console.domain.unsent import UnsentKind
from console.services.directory import Directory
from console.services.ports import Clock, Ids, Journal, Mirror, Register, Residents
from console.services.recorder import Recorder
from console.services.records import Records
from console.services.screen import Screen, Unsent

log = logging.getLogger(__name__)

TEND_EVERY_S = 2.0
AGAIN_AFTER_S = 30.0
"""A copy that could not be made anew is tried again so soon."""

STORE_WITHIN_S = 1.5
"""So long the shared store may take to give a card before the copy gives its own."""

MARK = ConsoleId("local-copy")
"""In the copy's signs of life: when it was last made anew."""


@dataclass(frozen=True, slots=True)
class CopyStore:
    """The copy's own store, and what fills it."""

    journal: Journal
    residents: Residents
    register: Register
    mirror: Mirror


class LocalCopy:
    """Keeps the copy fresh, reads cards from it, and brings its traces home. Fits `records.CardReserve`."""

    def __init__(
        self,
        copy: CopyStore,
        recorder: Recorder,
        journal: Journal,
        clock: Clock,
        screen: Screen,
        new_id: Ids,
        every: timedelta,
    ) -> None:
        """`recorder` and `journal` are those of the shared store; `every` is how old the copy may become."""
        self._copy = copy
        self._shared = recorder
        self._shared_journal = journal
        self._clock = clock
        self._screen = screen
        self._new_id = new_id
        self._every_s = every.total_seconds()
        self.recorder = Recorder(copy.journal, clock, new_id)
        self.directory = Directory(copy.residents, self.recorder, clock)
        self.records = Records(self.directory, copy.residents, copy.journal, self.recorder)
        self.records.board = lambda: recorder.board
        self.register, self.residents = copy.register, copy.residents
        self.copied_at: datetime | None = None
        self.is_readable = True
        self.does_store_answer = True
        self.store_within_s = STORE_WITHIN_S
        self._due_at = float("-inf")
        self._home_until = 0
        self._told: Unsent | None = None

    async def start(self) -> None:
        """Reads what the copy has of its own: its age, and traces that wait. A copy that cannot be read is no copy."""
        try:
            await self.recorder.start()
            await self.directory.start()
            found = await self._copy.journal.signs_of(CENTRE, (DeviceId(MARK),))
            await self._waiting()
        except Unwritable as unwritable:
            log.info("the local copy cannot be read: %s", unwritable)
            self.is_readable = False
            return
        self.copied_at = found[0].at if found else None

    async def run(self) -> None:
        """For ever."""
        while True:
            await self.tend()
            await self._clock.sleep(TEND_EVERY_S)

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """A watcher of the recorder: after an import or an erasure, here or elsewhere, the copy is made anew."""
        if any(isinstance(event.body, ev.ResidentsImported | ev.BodiesErased) for event in events):
            self._due_at = float("-inf")

    async def tend(self) -> None:
        """What is due now: asking whether the shared store is back, bringing traces home, making the copy anew."""
        try:
            if not self.does_store_answer:
                await self._shared_journal.head()
                self.does_store_answer = True
            await self.bring_home()
        except Unwritable as unwritable:
            log.info("the local copy waits for the store: %s", unwritable)
            return
        if self._clock.monotonic() >= self._due_at:
            await self._refresh()

    async def card(
        self,
        from_store: Callable[[str], Awaitable[Card]],
        operator: Operator,
        resident: ResidentId,
        reason: ev.ReadReason | None,
        case: CaseId | None,
        unmask: bool,
    ) -> Card:
        """The store's card, else our own, which says how old it is. Raises Unwritable where we have none either, or
        cannot keep the trace."""
        trace = self._new_id()
        if self.does_store_answer:
            try:
                async with asyncio.timeout(self.store_within_s):
                    return await from_store(trace)
            except (Unwritable, TimeoutError):
                self.does_store_answer = False
        if self.copied_at is None:
            raise Unwritable("the store is out of reach, and there is no local copy yet")
        try:
            card = await self.records.read_card(operator, resident, reason, case, unmask=unmask, trace=trace)
        except Refused as refused:
            if refused.reason is not Reason.NO_SUCH_RESIDENT:
                raise
            raise Unwritable("the store is out of reach, and the local copy has no such resident") from None
        await self._waiting()
        return replace(card, copied_at=self.copied_at)

    async def cards(
        self, operator: Operator, residents: Sequence[ResidentId], reason: ev.ReadReason
    ) -> tuple[Card, ...]:
        """Several from the copy, as `Records.read_cards`."""
        cards = await self.records.read_cards(operator, residents, reason)
        await self._waiting()
        return tuple(replace(card, copied_at=self.copied_at) for card in cards)

    async def note(self, planned: Sequence[Planned], operator: Operator) -> None:
        """Journals a reading of the copy. Raises Unwritable."""
        await self.recorder.note(planned, operator.id)
        await self._waiting()

    async def bring_home(self) -> int:
        """Journals in the shared store what was read meanwhile, one by one in order; returns how many.

        Raises Unwritable: what is not home yet stays where it is.
        """
        waiting = await self._waiting()
        for event in waiting:
            draft = ev.Draft(event.id, event.subject, 0, event.at, event.who, event.municipality, event.body)
            try:
                await self._shared.bring(draft)
            except Unwritable:
                self.does_store_answer = False
                raise
        if waiting:
            await self._forget([event.seq for event in waiting])
            log.info("%d readings brought to the journal", len(waiting))
            await self._waiting()
        return len(waiting)

    async def _waiting(self) -> list[ev.Event]:
        """The traces that are not home yet, oldest first; the screen hears of their number."""
        found: list[ev.Event] = []
        after = self._home_until
        while piece := await self._copy.journal.since(after):
            found += [event for event in piece if isinstance(event, ev.Event) and _is_trace(event)]
            after = piece[-1].seq
        self._home_until = found[0].seq - 1 if found else after
        told = Unsent(UnsentKind.READING, len(found), found[0].at if found else None)
        if told != (self._told or Unsent(UnsentKind.READING, 0, None)):
            self._told = told
            self._screen.show(told)
        return found

    async def _forget(self, seqs: Sequence[int]) -> None:
        body = ev.BodiesErased(ev.ErasureRule.BROUGHT_HOME, tuple(seqs))
        await self.recorder.commit_with(
            (Planned("job:brought-home", CENTRE, body),),
            SYSTEM,
            lambda writing: self._copy.journal.erase_bodies(seqs, writing),
        )

    async def _refresh(self) -> None:
        """Makes the copy anew. A failure leaves it as it was, and is tried again in half a minute."""
        at = self._clock.now()
        self._due_at = self._clock.monotonic() + self._every_s
        try:
            size = await self._copy.mirror.refresh()
            await self.recorder.prove(MARK, at)
            await self.directory.anew()
        except (Unwritable, BadRow) as failed:
            log.info("the local copy is not made anew: %s", failed)
            self._due_at = min(self._due_at, self._clock.monotonic() + AGAIN_AFTER_S)
            self.is_readable = await self._can_read()
            return
        self.copied_at = at
        self.is_readable = True
        log.info("local copy: %d residents, %d devices, %d cases", size.residents, size.devices, size.cases)

    async def _can_read(self) -> bool:
        try:
            await self._copy.journal.head()
        except Unwritable:
            return False
        return True


def _is_trace(event: ev.Event) -> bool:
    return isinstance(event.body, ev.PersonRead | ev.RiskListRead)
