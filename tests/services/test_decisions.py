"""Decisions in memory: read at the start, taken in by who may, read anew after every import, and after a store's
absence."""

import asyncio
import logging
from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.ids import DecisionId, DeviceId, ResidentId
from console.domain.imported import ImportedDecisions
from console.domain.journal import Unwritable
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.domain.supervision import Decided, PlaceKind
from console.services.decisions import DecisionShelf
from tests.builders import NORRBY, SODERBY, operator
from tests.decision_samples import camera, decision
from tests.fakes import run_async, settle
from tests.services.decision_fakes import FakeDecisions
from tests.services.fakes import Station, station, two_stations

lead = operator("lena", Role.SHIFT_LEAD)
ASTRID = ResidentId("astrid")
ASTRIDS = decision("b", "astrid")
HERS_TOO = decision("a", "astrid", valid_from=ASTRIDS.valid_until)
BRORS = decision("c", "bror")
CORRIDOR = decision("d", None, kind=PlaceKind.CORRIDOR)
ALL = ImportedDecisions((ASTRIDS, HERS_TOO, BRORS, CORRIDOR), (camera(),), ("a sentence",))


def made(here: Station, store: FakeDecisions | None = None) -> tuple[DecisionShelf, FakeDecisions]:
    store = store or FakeDecisions(here.journal)
    shelf = DecisionShelf(store, here.recorder, here.clock)
    here.recorder.watchers.append(shelf.heard)
    return shelf, store


def imports(here: Station) -> list[ev.Event]:
    """The traces of imports of decisions."""
    return [event for event in here.journal.events if isinstance(event.body, ev.DecisionsImported)]


def test_what_is_imported_is_known_at_once_and_journalled() -> None:
    async def scenario() -> None:
        here = await station().start()
        shelf, _ = made(here)
        await shelf.start()
        assert (shelf.decided(), shelf.version) == ((), 1)
        await shelf.take_in(ALL, lead)
        assert shelf.decided() == tuple(Decided(one, here.clock.now()) for one in (HERS_TOO, ASTRIDS, BRORS, CORRIDOR))
        assert shelf.of(BRORS.id) == BRORS
        assert shelf.of(DecisionId("nothing")) is None
        assert shelf.of_resident(NORRBY, ASTRID) == (HERS_TOO, ASTRIDS)
        assert shelf.of_resident(SODERBY, ASTRID) == ()
        assert shelf.camera(NORRBY, DeviceId("cam-1")) == camera()
        assert shelf.camera(SODERBY, DeviceId("cam-1")) is None
        assert shelf.version == 2
        [event] = imports(here)
        assert (event.subject, event.municipality, event.who) == ("directory:norrby", NORRBY, lead.id)
        assert event.body == ev.DecisionsImported(4, 1, 1)

    run_async(scenario())


def test_a_decision_that_is_imported_again_is_replaced_and_known_since_the_first_time() -> None:
    async def scenario() -> None:
        here = await station().start()
        shelf, _ = made(here)
        await shelf.take_in(ALL, lead)
        first = here.clock.now()
        await here.clock.advance(timedelta(days=9))
        ended = decision("c", "bror", ended_on=ASTRIDS.valid_from)
        await shelf.take_in(ImportedDecisions((ended,)), lead)
        assert shelf.of(BRORS.id) == ended
        assert [one.known_since for one in shelf.decided()] == [first] * 4

    run_async(scenario())


def test_each_municipality_of_an_import_has_its_own_trace() -> None:
    async def scenario() -> None:
        here = await station().start()
        shelf, _ = made(here)
        both = operator("lena", Role.SHIFT_LEAD, municipalities=[NORRBY, SODERBY])
        rows = ImportedDecisions((ASTRIDS, decision("s", None, municipality=SODERBY)), (camera("cam-2", SODERBY),))
        await shelf.take_in(rows, both)
        assert [(event.municipality, event.body) for event in imports(here)] == [
            (NORRBY, ev.DecisionsImported(1, 0, 0)), (SODERBY, ev.DecisionsImported(1, 1, 0)),
        ]  # fmt: skip

    run_async(scenario())


@pytest.mark.parametrize("rows", [ALL, ImportedDecisions((), (camera(municipality=SODERBY),))])
def test_who_may_not_import_to_every_municipality_of_it_imports_nothing(rows: ImportedDecisions) -> None:
    async def scenario() -> None:
        here = await station().start()
        shelf, store = made(here)
        who = lead if SODERBY in rows.tenants else operator("anna")
        with pytest.raises(Refused) as refused:
            await shelf.take_in(rows, who)
        assert refused.value.reason is Reason.NOT_GRANTED
        assert imports(here) == []
        assert await store.cameras() == ()

    run_async(scenario())


def test_an_import_at_another_console_is_read_when_its_event_is() -> None:
    async def scenario() -> None:
        here, there = two_stations()
        await here.start()
        await there.start()
        ours, store = made(here)
        theirs, _ = made(there, store)
        await theirs.start()
        await ours.take_in(ALL, lead)
        assert theirs.decided() == ()
        await there.recorder.follow()
        assert theirs.decided() == ours.decided()
        await there.recorder.note([], lead.id)
        assert store.reads == 3

    run_async(scenario())


def test_a_store_that_is_away_at_an_import_elsewhere_is_asked_again_and_meanwhile_what_was_known_holds(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scenario() -> None:
        here, there = two_stations()
        await here.start()
        await there.start()
        shelf, store = made(here)
        await shelf.take_in(ImportedDecisions((ASTRIDS,)), lead)
        await there.recorder.follow()
        await DecisionShelf(store, there.recorder, there.clock).take_in(ImportedDecisions((BRORS,)), lead)
        store.is_down = True
        await here.recorder.follow()
        assert shelf.of(ASTRIDS.id) == ASTRIDS
        assert shelf.version == 1
        with pytest.raises(Unwritable):
            await shelf.look()
        store.is_down = False
        await shelf.look()
        assert shelf.of(BRORS.id) == BRORS
        reads = store.reads
        await shelf.look()
        assert store.reads == reads

    with caplog.at_level(logging.INFO):
        run_async(scenario())
    assert "the decisions wait for the store" in caplog.text


def test_what_could_not_be_read_at_the_start_is_read_later() -> None:
    async def scenario() -> None:
        here = await station().start()
        shelf, store = made(here)
        store.is_down = True
        with pytest.raises(Unwritable):
            await shelf.start()
        assert shelf.version == 0
        store.is_down = False
        await shelf.look()
        assert shelf.version == 1

    run_async(scenario())


def test_a_reading_that_was_slow_does_not_bring_back_what_an_import_has_replaced() -> None:
    async def scenario() -> None:
        here = await station().start()
        shelf, store = made(here)
        store.held.clear()
        slow = asyncio.get_running_loop().create_task(shelf.start())
        await settle()
        slowed, store.held = store.held, asyncio.Event()
        store.held.set()
        importing = asyncio.get_running_loop().create_task(shelf.take_in(ALL, lead))
        await settle()
        slowed.set()
        await asyncio.wait({slow, importing})
        assert len(shelf.decided()) == 4
        assert shelf.version == 2

    run_async(scenario())


def test_a_reading_that_was_cancelled_is_made_again() -> None:
    async def scenario() -> None:
        here = await station().start()
        shelf, store = made(here)
        store.held.clear()
        cancelled = asyncio.get_running_loop().create_task(shelf.start())
        await settle()
        cancelled.cancel()
        await asyncio.wait({cancelled})
        store.held.set()
        await shelf.look()
        assert shelf.version == 1

    run_async(scenario())
