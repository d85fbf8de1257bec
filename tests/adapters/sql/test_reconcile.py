"""Decided against done of two consoles on one real store: each case once, whoever is faster, and after a restart."""

import asyncio
from typing import cast

from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.ids import ConsoleId
from console.domain.night_book import NightBook
from console.domain.triage import Planned
from tests.adapters.sql.places import Place
from tests.builders import NORRBY, household, municipality, resident
from tests.fakes import HandClock
from tests.services.fakes import FakeBroker, FakeJournal, FakeResidents, station
from tests.services.reconcile_kit import OSKAR, Round, person
from tests.services.test_reconcile import DUE_S

PEOPLE = 12


def test_of_two_consoles_that_look_at_once_each_case_is_opened_once(place: Place) -> None:
    async def story(store: Store) -> None:
        journal = cast(FakeJournal, store.journal)
        residents = FakeResidents(FakeJournal())
        broker = FakeBroker(HandClock())

        async def opened(name: str) -> Round:
            here = station(name=ConsoleId(name), journal=journal, residents=residents, broker=broker)
            return await Round(here, store.decisions).start()

        rounds = [await opened("console-1"), await opened("console-2")]
        homes = [household(f"home-person-{number}") for number in range(PEOPLE)]
        people = [resident(f"person-{number}", f"home-person-{number}") for number in range(PEOPLE)]
        trace = Planned(f"directory:{NORRBY}", NORRBY, ev.ResidentsImported(0, 0, 0, 0))
        await rounds[0].here.recorder.commit_with(
            (trace,), OSKAR, lambda writing: store.residents.save((municipality(),), homes, people, (), writing)
        )
        await rounds[0].settle_in([person(number) for number in range(PEOPLE)])
        await asyncio.gather(*(one.here.recorder.follow() for one in rounds))
        await rounds[1].look_in(3)
        await broker.clock.advance(DUE_S + 10)
        rounds.append(await opened("console-3"))
        for _ in range(3):
            await broker.clock.advance(5)
            await asyncio.gather(*(one.lacking.look() for one in rounds))
            await asyncio.gather(*(one.here.recorder.follow() for one in rounds))
        events = [event for event in await store.journal.since(0) if isinstance(event, ev.Event)]
        told = [
            event.body.alarm.report.id for event in events if isinstance(event.body, ev.CaseOpened | ev.AlarmJoined)
        ]
        assert len(told) == len(set(told)) == PEOPLE - 1
        assert not any(":dec-3:" in one for one in told)
        boards = [one.here.recorder.board for one in rounds]
        assert boards[0] == boards[1] == boards[2]
        await boards_of_snapshot(rounds[0], store)

    place.tell(story)


async def boards_of_snapshot(one: Round, store: Store) -> None:
    """What was told is in the snapshot that the next start reads."""
    await one.here.recorder.save_snapshot()
    snapshot = await store.journal.latest_snapshot()
    assert snapshot is not None
    assert NightBook.of(snapshot.night) == one.here.recorder.board.night
