"""The demonstration's staff: who they are is taken in like any import, and those who work now have a phone of their own
at the broker. They say where they are, take what they are asked to or not, and go there by the map's roads."""

import asyncio
from dataclasses import replace

from console.adapters.municipality.simulated import SimulatedMunicipality
from console.adapters.municipality.staff import Employed, Staffing, staff_of
from console.adapters.municipality.staff_cast import STAFF_CAST, Manner
from console.adapters.phone.conduct import Conduct
from console.adapters.phone.journey import Journey
from console.bootstrap.joined import Console
from console.bootstrap.phones import PlacedPhone
from console.domain.ids import SYSTEM, LockId, ResponderId
from console.domain.imported import ImportedStaff
from console.domain.land import Point
from console.domain.operator import Grant, Operator, Role
from console.domain.responder import Transport
from console.domain.task import Decline

LIVE = Conduct(sees_after_s=5, answers_after_s=6, sets_out_after_s=25, done_after_s=900)
SHOWN = Conduct(sees_after_s=0.3, answers_after_s=0.5, sets_out_after_s=0.5, done_after_s=2, hurry=40, says_every_s=10)
"""In a show of two minutes everything goes faster."""
SIGNS_IN_EVERY_S = 0.02
"""Between one phone's sign-in and the next."""


class StaffAtWork:
    """`run` it beside the console."""

    def __init__(self, console: Console, simulated: SimulatedMunicipality, *, is_show: bool) -> None:
        self._console = console
        self._staffing: Staffing = staff_of(simulated, console.clock.now())
        usual = SHOWN if is_show else LIVE
        self.phones = tuple(self._phone(one, usual) for one in self._staffing.people if one.is_on)

    @property
    def cast(self) -> frozenset[ResponderId]:
        """Those of the drawn night."""
        return frozenset(self._staffing.named(part.name).responder.id for part in STAFF_CAST)

    async def prepare(self) -> None:
        """They are known to the centre. Raises Unwritable."""
        found = self._staffing
        people = tuple(one.responder for one in found.people)
        tenants = {one.municipality for one in people}
        importer = Operator(SYSTEM, "Vaka", frozenset(Grant(tenant, Role.SHIFT_LEAD) for tenant in tenants))
        rows = ImportedStaff(people, found.shifts, found.visits)
        await self._console.dispatched.staff.shelf.take_in(rows, importer)

    async def run(self) -> None:
        """Their phones, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for phone in self.phones:
                group.create_task(phone.run(), name="phone")
                await asyncio.sleep(SIGNS_IN_EVERY_S)

    def _phone(self, one: Employed, usual: Conduct) -> PlacedPhone:
        conduct = replace(usual, position_age_s=one.position_age_s, duty=one.duty)
        match one.manner:
            case Manner.SILENT:
                conduct = replace(conduct, sees_after_s=None)
            case Manner.BUSY:
                conduct = replace(conduct, declines=Decline.WITH_SOMEBODY)
            case Manner.LATE:
                conduct = replace(conduct, late_min=5)
            case Manner.WRITES:
                conduct = replace(conduct, note="Uppe på benen igen. Ingen skada att se.")
            case Manner.ALONE:
                conduct = replace(conduct, alone_min=20)
            case Manner.ACCEPTS:
                pass

        async def way(start: Point, goal: Point) -> Journey:
            return await self._way(start, goal, one.responder.transport)

        return PlacedPhone(
            one.responder, conduct, one.place, self._console.broker, self._console.clock, way, self._opens
        )

    def _opens(self, lock: str, code: str) -> bool:
        locks = self._console.dispatched.locked.simulated
        return locks is not None and locks.open(LockId(lock), code)

    async def _way(self, start: Point, goal: Point, by: Transport) -> Journey:
        found = await self._console.dispatched.roads.way(start, goal, by)
        return Journey(found.line or (start, goal), found.seconds)
