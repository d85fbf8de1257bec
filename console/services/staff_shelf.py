"""Who can be sent and what is planned for them, in memory: each report and each second asks.

What an import changes, here or at another console, is read anew at once; where the store is away then, as soon as it
answers. The plan is read anew now and then, for time goes on. Where somebody is, and what they say of themselves, is
`staff`'s.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import MunicipalityId, ResponderId
from console.domain.imported import ImportedStaff
from console.domain.journal import Unwritable
from console.domain.operator import Act, Operator
from console.domain.responder import Duty, PlannedVisit, Responder, Shift
from console.domain.triage import Planned
from console.services.ports import Clock, StaffStore
from console.services.recorder import Recorder

log = logging.getLogger(__name__)

BEHIND = timedelta(hours=12)
AHEAD = timedelta(hours=36)
"""The part of the plan that is at hand: a night, the day before and the day after."""

READ_EVERY = timedelta(minutes=15)

StaffKey = tuple[MunicipalityId, ResponderId]
One = TypeVar("One", Shift, PlannedVisit)


class StaffShelf:
    """`heard` is a watcher of the recorder, `look` a duty of the watch. `version` rises with each reading."""

    def __init__(self, store: StaffStore, recorder: Recorder, clock: Clock) -> None:
        self._store = store
        self._recorder = recorder
        self._clock = clock
        self._responders: Mapping[StaffKey, Responder] = MappingProxyType({})
        self._shifts: tuple[Shift, ...] = ()
        self._visits: tuple[PlannedVisit, ...] = ()
        self._shifts_of: dict[StaffKey, tuple[Shift, ...]] = {}
        self._visits_of: dict[StaffKey, tuple[PlannedVisit, ...]] = {}
        self._asked = 1
        self._answered = 0
        self._read_at: datetime | None = None
        self._reading = asyncio.Lock()
        self.version = 0

    async def start(self) -> None:
        """Reads all. Raises Unwritable."""
        await self._read()

    async def look(self) -> None:
        """Reads anew where a reading failed, or is some time ago. Raises Unwritable where the store is away."""
        is_old = self._read_at is None or self._clock.now() - self._read_at >= READ_EVERY
        if is_old or self._answered < self._asked:
            await self._read()

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """After an import of staff, here or at another console, all are read anew. Never raises."""
        if any(isinstance(event.body, ev.StaffImported) for event in events):
            self._asked += 1
            try:
                await self._read()
            except Unwritable as unwritable:
                log.info("the staff wait for the store: %s", unwritable)

    def responders(self) -> Mapping[StaffKey, Responder]:
        """All, the same object until something was read anew."""
        return self._responders

    def responder(self, municipality: MunicipalityId, responder: ResponderId) -> Responder | None:
        return self._responders.get((municipality, responder))

    def shifts(self) -> tuple[Shift, ...]:
        """The plan at hand, of all."""
        return self._shifts

    def visits(self) -> tuple[PlannedVisit, ...]:
        """The planned visits at hand, of all."""
        return self._visits

    def shift_end(self, municipality: MunicipalityId, responder: ResponderId, at: datetime) -> datetime | None:
        """When the shift ends in which `at` lies; the latest where several do, None where none does."""
        theirs = self._shifts_of.get((municipality, responder), ())
        return max((one.until for one in theirs if one.since <= at < one.until), default=None)

    def visits_of(self, municipality: MunicipalityId, responder: ResponderId, at: datetime) -> tuple[PlannedVisit, ...]:
        """Those that are not over, the first first."""
        return tuple(one for one in self._visits_of.get((municipality, responder), ()) if one.until > at)

    async def take_in(self, rows: ImportedStaff, operator: Operator) -> None:
        """Stores an import. Raises Refused where the operator may not import to one of its municipalities, BadRow
        where a responder is not there, and Unwritable; then nothing is changed."""
        tenants = rows.tenants
        for tenant in tenants:
            operator.require(Act.IMPORT, tenant)
        left = self.left_by(rows)
        ended = tuple(
            Planned(ev.responder_subject(*key), key[0], ev.DutyChanged(key[1], Duty.OFF))
            for key in left
            if self._recorder.board.staff.duty(*key) is not Duty.OFF
        )
        await self._recorder.commit_with(
            (*(_imported(rows, tenant) for tenant in sorted(tenants)), *ended),
            operator.id,
            lambda writing: self._store.save(rows.responders, rows.shifts, rows.visits, writing, left),
        )
        self._recorder.standings.forget(left)

    def left_by(self, rows: ImportedStaff) -> tuple[StaffKey, ...]:
        """Who has left by a file that has all staff of its municipalities: whoever is known and not in it."""
        whole = {one.municipality for one in rows.responders} if rows.is_whole else set()
        named = {(one.municipality, one.id) for one in rows.responders}
        return tuple(key for key in sorted(self._responders) if key[0] in whole and key not in named)

    async def _read(self) -> None:
        async with self._reading:
            asked, now = self._asked, self._clock.now()
            responders = await self._store.responders()
            shifts = await self._store.shifts(now - BEHIND, now + AHEAD)
            visits = await self._store.visits(now - BEHIND, now + AHEAD)
            self._responders = MappingProxyType({(one.municipality, one.id): one for one in responders})
            self._shifts = tuple(sorted(shifts, key=_begins))
            self._visits = tuple(sorted(visits, key=_begins))
            self._shifts_of = {key: tuple(found) for key, found in _by_responder(self._shifts).items()}
            self._visits_of = {key: tuple(found) for key, found in _by_responder(self._visits).items()}
            self._answered, self._read_at = asked, now
            self.version += 1


def _begins(one: Shift | PlannedVisit) -> tuple[datetime, str]:
    return one.since, one.id


def _by_responder(planned: Sequence[One]) -> dict[StaffKey, list[One]]:
    found: dict[StaffKey, list[One]] = {}
    for one in planned:
        found.setdefault((one.municipality, one.responder), []).append(one)
    return found


def _imported(rows: ImportedStaff, tenant: MunicipalityId) -> Planned:
    body = ev.StaffImported(
        sum(one.municipality == tenant for one in rows.responders),
        sum(one.municipality == tenant for one in rows.shifts),
        sum(one.municipality == tenant for one in rows.visits),
        len(rows.errors),
    )
    return Planned(f"directory:{tenant}", tenant, body)
