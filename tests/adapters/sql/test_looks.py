"""Several who share a round, on one real store: a look is opened by one of them, and the others are told who has it."""

import asyncio
from datetime import timedelta
from typing import cast

from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.alarm import DeviceKind
from console.domain.ids import ConsoleId, LookId, ResidentId
from console.domain.look import LookOutcome
from console.domain.refused import Reason, Refused
from tests.adapters.sql.places import Place
from tests.builders import device, resident
from tests.decision_samples import camera, decision
from tests.fakes import HandClock
from tests.services.fakes import FakeBroker, FakeJournal, FakeResidents
from tests.services.round_kit import RoundStation, lena, lisa, oskar

PEOPLE = 12
STAFF = (oskar, lisa, lena)


def test_of_three_who_open_the_same_looks_at_once_each_look_is_opened_by_one(place: Place) -> None:
    async def story(store: Store) -> None:
        residents, broker = FakeResidents(FakeJournal()), FakeBroker(HandClock())
        who = [f"person-{number}" for number in range(PEOPLE)]
        decided = [
            decision(f"dec-{name}", name, camera=camera(f"cam-{name}").id, looks=decision().looks[:1]) for name in who
        ]
        here: list[RoundStation] = []
        for number, one in enumerate(STAFF):
            station = RoundStation(
                decided, ConsoleId(f"console-{number}"), cast(FakeJournal, store.journal), residents, broker=broker
            )
            station.decisions.put(cameras=[camera(f"cam-{name}") for name in who])
            await station.open(seat="", after=timedelta(0))
            await station.sign_in.sign_in_as(one.id)
            here.append(station)
        residents.put(
            residents=[resident(name) for name in who],
            devices=[device(f"cam-{name}", resident=name, kind=DeviceKind.CAMERA) for name in who],
        )
        await broker.clock.advance(95 * 60)

        async def wanted(number: int, look: LookId) -> Refused | None:
            try:
                await here[number].looks.open(STAFF[number], look)
            except Refused as refused:
                return refused
            return None

        for name in who:
            look = LookId(f"dec-{name}:20260302:2230")
            told = await asyncio.gather(*(wanted(number, look) for number in range(len(STAFF))))
            [winner] = [number for number, one in enumerate(told) if one is None]
            losers = [one for one in told if one is not None]
            assert {one.reason for one in losers} == {Reason.LOOK_HELD}
            assert {one.owner for one in losers} == {STAFF[winner].name}
            assert sum(len(station.cameras.now_open) for station in here) == 1
            here[winner].cameras.show()
            await here[winner].looking.step()
            await here[winner].looks.judge(STAFF[winner], look, LookOutcome.ASLEEP)
            await asyncio.gather(*(station.recorder.follow() for station in here))
        events = [event.body for event in await store.journal.since(0) if isinstance(event, ev.Event)]
        opened = [body for body in events if isinstance(body, ev.LookOpened)]
        assert sorted(body.resident or "" for body in opened) == sorted(map(ResidentId, who))
        assert len([body for body in events if isinstance(body, ev.LookShut)]) == PEOPLE

    place.tell(story)
