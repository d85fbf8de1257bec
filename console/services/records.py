"""Opening people's records: the card, the longer history, the cards for print. Each reading needs a right and a reason,
and leaves its trace before anything is shown; what leaves no trace is not shown.

Whom the rows of the queue are about is the directory's, and leaves none.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol

from console.domain import events as ev
from console.domain.board import Board
from console.domain.card import Card
from console.domain.case import Case
from console.domain.device_line import DeviceLine
from console.domain.ids import CaseId, DeviceId, ResidentId
from console.domain.journal import CaseSummary
from console.domain.lifecycle import OWNED
from console.domain.operator import Act, Operator
from console.domain.reach import Condition
from console.domain.refused import Reason, Refused
from console.domain.resident import Resident
from console.domain.triage import Planned
from console.services.directory import Directory
from console.services.ports import Journal, Residents
from console.services.recorder import Recorder

LAST_CASES = 5
"""Cases on the card, newest first."""

MOST_CASES = 50
"""Cases of the longer history."""


class CardReserve(Protocol):
    """Where a card comes from when the store does not answer."""

    async def card(
        self, from_store: Callable[[str], Awaitable[Card]], operator: Operator, resident: ResidentId,
        reason: ev.ReadReason | None, case: CaseId | None, unmask: bool,
    ) -> Card:  # fmt: skip
        """What `from_store` answers, given the id that the reading's trace is to have; else its own card, whose trace
        has that same id. Raises as `Records.card`."""
        ...


class Records:
    """What one store has on people. `reserve` is asked where it is out of reach; `board` is where an own case is looked
    for, `conditions` what the technical lane knows of devices beside their last words."""

    def __init__(self, directory: Directory, store: Residents, journal: Journal, recorder: Recorder) -> None:
        self._directory = directory
        self._store = store
        self._journal = journal
        self._recorder = recorder
        self.reserve: CardReserve | None = None
        self.board: Callable[[], Board] = lambda: recorder.board
        self.conditions: Callable[[Sequence[DeviceLine]], Mapping[DeviceId, Condition]] = lambda _: {}

    async def card(
        self, operator: Operator, resident: ResidentId, reason: ev.ReadReason | None, case: CaseId | None = None, *,
        unmask: bool = False,
    ) -> Card:  # fmt: skip
        """The resident in one glance, after the read is journalled.

        An own claimed case about that resident is the reason, unasked. Raises Refused(REASON_MISSING) where there is
        neither, Refused(NO_SUCH_RESIDENT), Refused(NOT_GRANTED), or Unwritable: what leaves no trace is not shown.
        Where the store is out of reach and this machine has a local copy, the card is the copy's and says so.
        """
        if self.reserve is None:
            return await self.read_card(operator, resident, reason, case, unmask=unmask)
        return await self.reserve.card(
            lambda trace: self.read_card(operator, resident, reason, case, unmask=unmask, trace=trace),
            operator, resident, reason, case, unmask,
        )  # fmt: skip

    async def read_card(
        self, operator: Operator, resident: ResidentId, reason: ev.ReadReason | None, case: CaseId | None = None, *,
        unmask: bool = False, trace: str = "",
    ) -> Card:  # fmt: skip
        """The card of this very store. `trace` makes a repeated reading one and the same (`Recorder.note`)."""
        found, reason = await self._readable(operator, resident, reason, case)
        shown = self._directory.shown(found, operator, unmask)
        is_unmasked = shown.is_protected and not shown.is_masked
        read = ev.PersonRead(resident, reason, case, is_unmasked)
        await self._recorder.note((_of(found, read),), operator.id, trace)
        return await self._gathered(found, operator, reason, unmask)

    async def history(
        self, operator: Operator, resident: ResidentId, reason: ev.ReadReason | None, case: CaseId | None, limit: int
    ) -> tuple[CaseSummary, ...]:
        """A resident's cases, newest first, `limit` or `MOST_CASES` at the most, after the read is journalled: it shows
        more than the card did, and is a reading of its own. Raises as `card`; there is no copy of it to fall back on.
        """
        await self.opened(operator, resident, reason, case)
        return await self._journal.history_of(resident, max(0, min(limit, MOST_CASES)))

    async def opened(
        self, operator: Operator, resident: ResidentId, reason: ev.ReadReason | None, case: CaseId | None
    ) -> Resident:
        """The resident, for whoever shows more than the card does, after the read is journalled. Raises as `card`."""
        found, reason = await self._readable(operator, resident, reason, case)
        await self._recorder.note((_of(found, ev.PersonRead(resident, reason, case)),), operator.id)
        return found

    async def read_cards(
        self, operator: Operator, residents: Sequence[ResidentId], reason: ev.ReadReason
    ) -> tuple[Card, ...]:
        """Several at once, for printing: each reading is journalled first, all in one transaction, nobody unmasked.

        Who is not there any more is left out. Raises Refused(NOT_GRANTED) or Unwritable.
        """
        found = await self._directory.residents(residents)
        for one in found:
            operator.require(Act.READ_RESIDENT, one.municipality)
        await self._recorder.note([_of(one, ev.PersonRead(one.id, reason)) for one in found], operator.id)
        return tuple([await self._gathered(one, operator, reason, False) for one in found])

    async def _readable(
        self, operator: Operator, resident: ResidentId, reason: ev.ReadReason | None, case: CaseId | None
    ) -> tuple[Resident, ev.ReadReason]:
        """The resident whose record may be opened, and why. Raises Refused."""
        found = await self._directory.resident(resident)
        if found is None:
            raise Refused(Reason.NO_SUCH_RESIDENT)
        operator.require(Act.READ_RESIDENT, found.municipality)
        return found, self._reason(operator, found, case, reason)

    def _reason(
        self, operator: Operator, resident: Resident, case: CaseId | None, reason: ev.ReadReason | None
    ) -> ev.ReadReason:
        own = self.board().get(case) if case else None
        if own is not None and own.owner == operator.id and own.state in OWNED and _is_about(own, resident):
            return ev.ReadReason.OWN_CASE
        if reason is None or reason is ev.ReadReason.OWN_CASE:
            raise Refused(Reason.REASON_MISSING)
        return reason

    async def _gathered(self, found: Resident, operator: Operator, reason: ev.ReadReason, unmask: bool) -> Card:
        lines, history, together = await asyncio.gather(  # asked for in one round: each way there and back is a wait
            self._lines(found), self._journal.history_of(found.id, LAST_CASES), self._together(found)
        )
        return Card(
            person=self._directory.shown(found, operator, unmask),
            reason=reason,
            devices=lines,
            history=history,
            household=tuple(self._directory.shown(resident, operator) for resident in together),
            conditions=self.conditions(lines),
        )

    async def _lines(self, found: Resident) -> tuple[DeviceLine, ...]:
        devices = await self._store.devices_of(found.id, found.household)
        signs = await self._journal.signs_of(found.municipality, tuple(device.id for device in devices))
        by_device = {sign.device: sign for sign in signs}
        return tuple(DeviceLine(device, by_device.get(device.id)) for device in devices)

    async def _together(self, found: Resident) -> list[Resident]:
        members = await self._directory.members_of(found.household)
        return await self._directory.residents([one for one in members if one != found.id])


def _of(resident: Resident, read: ev.PersonRead) -> Planned:
    return Planned(f"person:{resident.id}", resident.municipality, read)


def _is_about(case: Case, resident: Resident) -> bool:
    if case.resident is not None:
        return case.resident == resident.id
    return case.subject == ev.Subject(ev.SubjectKind.HOUSEHOLD, resident.household)
