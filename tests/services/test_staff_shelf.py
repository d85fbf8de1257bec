"""The staff in memory: read anew after an import, however the store is, and known to triage with their phones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from console.domain import events as ev
from console.domain.ids import MunicipalityId, ResponderId
from console.domain.imported import ImportedStaff
from console.domain.journal import Unwritable, Writing
from console.domain.operator import Role
from console.domain.refused import Refused
from console.domain.responder import PlannedVisit, Responder, Shift, Standing
from console.services.staff_shelf import READ_EVERY, StaffShelf
from tests.builders import NORRBY, SENDER, SODERBY, T0, alarm, operator, origin
from tests.fakes import run_async
from tests.services.fakes import FakeJournal, Station, station

HOUR = timedelta(hours=1)
MAJA = Responder(ResponderId("maja"), NORRBY, "phone-1", "Maja Exempelsson")
NIGHT = Shift("s-1", NORRBY, MAJA.id, T0 - HOUR, T0 + 8 * HOUR)
VISIT = PlannedVisit("v-1", NORRBY, MAJA.id, None, T0 + HOUR, T0 + 2 * HOUR)
lead = operator("lena", Role.SHIFT_LEAD)


class StaffInMemory:
    """Fits `services.ports.StaffStore`, on the journal of a station."""

    def __init__(self, journal: FakeJournal) -> None:
        self._journal = journal
        self.rows = ImportedStaff()
        self.is_down = False

    async def responders(self) -> tuple[Responder, ...]:
        if self.is_down:
            raise Unwritable("away")
        return self.rows.responders

    async def shifts(self, since: datetime, until: datetime) -> tuple[Shift, ...]:
        return tuple(one for one in self.rows.shifts if one.until > since and one.since < until)

    async def visits(self, since: datetime, until: datetime) -> tuple[PlannedVisit, ...]:
        return tuple(one for one in self.rows.visits if one.until > since and one.since < until)

    async def standings(self) -> tuple[Standing, ...]:
        return ()

    async def save(
        self,
        responders: Sequence[Responder],
        shifts: Sequence[Shift],
        visits: Sequence[PlannedVisit],
        writing: Writing,
        left: Sequence[tuple[MunicipalityId, ResponderId]] = (),
    ) -> tuple[ev.Event, ...]:
        events = await self._journal.write(writing)
        self.rows = ImportedStaff(tuple(responders), tuple(shifts), tuple(visits))
        return events


def shelved(here: Station) -> tuple[StaffInMemory, StaffShelf]:
    store = StaffInMemory(here.journal)
    shelf = StaffShelf(store, here.recorder, here.clock)
    here.recorder.watchers.append(shelf.heard)
    here.directory.responders_of = shelf.responders
    return store, shelf


def test_an_import_is_known_at_once_with_its_plan() -> None:
    async def scenario() -> None:
        here = await station().start()
        store, shelf = shelved(here)
        await shelf.start()
        before = shelf.version
        await shelf.take_in(ImportedStaff((MAJA,), (NIGHT,), (VISIT,), ("an error",)), lead)
        assert store.rows.responders == (MAJA,)
        assert shelf.version > before
        assert shelf.responder(NORRBY, MAJA.id) == MAJA
        assert shelf.responder(SODERBY, MAJA.id) is None
        assert shelf.shift_end(NORRBY, MAJA.id, T0) == NIGHT.until
        assert shelf.shift_end(NORRBY, MAJA.id, NIGHT.until) is None
        assert shelf.visits_of(NORRBY, MAJA.id, T0) == (VISIT,)
        assert shelf.visits_of(NORRBY, MAJA.id, VISIT.until) == ()
        assert here.journal.bodies(ev.StaffImported) == [ev.StaffImported(1, 1, 1, 1)]

    run_async(scenario())


def test_whoever_may_not_import_there_changes_nothing() -> None:
    async def scenario() -> None:
        here = await station().start()
        store, shelf = shelved(here)
        for rows in (ImportedStaff((MAJA,)), ImportedStaff(shifts=(NIGHT,)), ImportedStaff(visits=(VISIT,))):
            with pytest.raises(Refused):
                await shelf.take_in(rows, operator("anna"))
        assert store.rows == ImportedStaff()
        assert here.journal.bodies(ev.StaffImported) == []

    run_async(scenario())


def test_what_could_not_be_read_is_read_when_the_store_is_there_again() -> None:
    async def scenario() -> None:
        here = await station().start()
        store, shelf = shelved(here)
        await shelf.start()
        store.is_down = True
        await shelf.take_in(ImportedStaff((MAJA,)), lead)
        assert shelf.responders() == {}
        with pytest.raises(Unwritable):
            await shelf.look()
        store.is_down = False
        await shelf.look()
        assert list(shelf.responders().values()) == [MAJA]
        read = shelf.version
        await shelf.look()
        assert shelf.version == read
        await here.clock.advance(READ_EVERY)
        await shelf.look()
        assert shelf.version == read + 1

    run_async(scenario())


def test_triage_knows_whose_phone_speaks_and_for_whom_it_may() -> None:
    async def scenario() -> None:
        here = await station().start()
        _, shelf = shelved(here)
        await shelf.start()
        before = await here.directory.knowledge([alarm(T0)])
        assert before.responder(origin("maja", "phone-1")) is None
        assert not before.knows_sender(origin("maja", "phone-1"))
        await shelf.take_in(ImportedStaff((MAJA, replace(MAJA, id=ResponderId("bo"), sender="phone-2"))), lead)
        known = await here.directory.knowledge([alarm(T0)])
        assert known.responder(origin("maja", "phone-1")) == MAJA
        assert known.responder(origin("maja", "phone-2")) is None, "another's phone does not speak for her"
        assert known.responder(origin("maja", "phone-1", MunicipalityId("soderby"))) is None
        assert known.knows_sender(origin("maja", "phone-1"))
        assert known.knows_sender(origin("dev-1", SENDER))
        assert not known.knows_sender(origin("maja", "phone-3"))

    run_async(scenario())
