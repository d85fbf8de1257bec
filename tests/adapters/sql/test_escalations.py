"""The ladders of two consoles on one real store: each rung once, whoever is faster."""

import asyncio
from typing import cast

from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.alarm import AlarmClass
from console.domain.ids import ConsoleId
from tests.adapters.sql.places import Place
from tests.builders import municipality
from tests.services.fakes import FakeBroker, FakeJournal, FakeResidents
from tests.services.test_escalations import WallClock, alarmed, night


def test_of_two_consoles_that_look_at_once_one_journals_each_rung(place: Place) -> None:
    async def story(store: Store) -> None:
        clock = WallClock()
        journal = cast(FakeJournal, store.journal)
        residents = FakeResidents(FakeJournal())
        residents.put(municipalities=[municipality()])
        broker = FakeBroker(clock)
        consoles = [
            night(ConsoleId(f"console-{number}"), clock=clock, journal=journal, residents=residents, broker=broker)
            for number in (1, 2, 3)
        ]
        for one, seat in zip(consoles, ("anna", "bo", "lead"), strict=True):
            await one.here.start(seat=seat)
        for number in range(20):
            await alarmed(consoles[number % 3], AlarmClass.ACUTE, f"dev-{number}")
        for _ in range(10):
            clock.doze(20)
            for one in consoles:
                await one.here.watch.look()
            await asyncio.gather(*(one.here.watch.attend() for one in consoles))
            await asyncio.gather(*(one.here.recorder.follow() for one in consoles))
        events = [event for event in await store.journal.since(0) if isinstance(event, ev.Event)]
        rungs = [(event.subject, event.body.rung) for event in events if isinstance(event.body, ev.CaseEscalated)]
        assert len(rungs) == len(set(rungs)) == 20 * 4
        assert await store.journal.count_unsent() == 20
        assert len({outgoing.id for outgoing in await store.journal.unsent(99)}) == 20
        boards = [one.here.recorder.board for one in consoles]
        assert boards[0] == boards[1] == boards[2]

    place.tell(story)
