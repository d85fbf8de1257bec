"""A flood is noticed by the operators who are there, told with what it is measured by, and ended by itself."""

from datetime import timedelta

from console.domain import events as ev
from console.domain.alarm import Cause
from console.domain.queue import FoldKind
from console.services.floods import Floods
from console.services.screen import FloodTold, RowsChanged
from tests.builders import alarm, device
from tests.fakes import run_async
from tests.services.fakes import Station, station, two_stations


def floods_of(here: Station) -> Floods:
    return Floods(here.recorder, here.watch, here.clock, here.screen)


def told(here: Station) -> FloodTold:
    return [update for update in here.screen.shown if isinstance(update, FloodTold)][-1]


def floods(here: Station) -> list[type]:
    return [type(event.body) for event in here.journal.events if isinstance(event.body, ev.FloodBegan | ev.FloodEnded)]


async def come(here: Station, count: int) -> None:
    await here.intake.take([alarm(here.clock.now(), Cause.TEST) for _ in range(count)])


def test_ten_alarms_in_ten_minutes_for_one_operator_are_a_flood_until_they_are_under_five() -> None:
    async def scenario() -> None:
        here = await station().start()
        watched = floods_of(here)
        await come(here, 9)
        await watched.look()
        assert told(here) == FloodTold(None, 9, 9, 1)
        await come(here, 1)
        await watched.look()
        await watched.look()
        assert floods(here) == [ev.FloodBegan]
        assert told(here).flood is not None
        await here.clock.advance(timedelta(minutes=10, seconds=1))
        await come(here, 4)
        await watched.look()
        assert floods(here) == [ev.FloodBegan, ev.FloodEnded]
        assert told(here).flood is None

    run_async(scenario())


def test_in_a_flood_faults_are_a_group_and_a_person_who_presses_is_a_row() -> None:
    async def scenario() -> None:
        here = await station().start()
        here.residents.put(devices=[device(resident="astrid")])
        await come(here, 10)
        await here.intake.take([alarm(here.clock.now(), Cause.BATTERY_LOW)])
        await floods_of(here).look()
        await here.intake.take([alarm(here.clock.now())])
        [row] = here.feed.queue.rows()  # type: ignore[union-attr]
        assert row.cause is Cause.PRESS
        hidden = [update for update in here.screen.shown if isinstance(update, RowsChanged)][-1].hidden
        assert [(fold.kind, fold.count) for fold in hidden.folds] == [(FoldKind.TECHNICAL, 1), (FoldKind.TESTS, 10)]

    run_async(scenario())


def test_two_consoles_begin_a_flood_once_by_all_who_sit_there() -> None:
    async def scenario() -> None:
        here, there = two_stations()
        await here.start(seat="anna")
        await there.start(seat="bo")
        async with here.running(), there.running():
            await here.clock.advance(6)
            await come(here, 19)
            await there.recorder.follow()
            for one in (here, there):
                await floods_of(one).look()
            assert floods(here) == []
            await come(here, 1)
            await there.recorder.follow()
            for one in (here, there):
                await floods_of(one).look()
            assert floods(here) == [ev.FloodBegan]
            assert told(here).operators == 2

    run_async(scenario())


def test_a_flood_that_went_on_when_the_console_was_off_is_ended_at_the_start() -> None:
    async def scenario() -> None:
        here = await station().start()
        await come(here, 10)
        await floods_of(here).look()
        await here.clock.advance(timedelta(hours=1))
        again = Station(here.name, here.journal, here.residents, here.broker)
        await again.start()
        await floods_of(again).look()
        assert floods(again) == [ev.FloodBegan, ev.FloodEnded]

    run_async(scenario())


async def begun_in_a_snapshot(here: Station) -> None:
    await come(here, 30)
    await floods_of(here).look()
    await here.recorder.save_snapshot()  # as at a clean end


def test_a_console_that_is_started_in_a_flood_keeps_it() -> None:
    async def scenario() -> None:
        here = await station().start()
        await begun_in_a_snapshot(here)
        again = Station(here.name, here.journal, here.residents, here.broker)
        await again.start()
        await floods_of(again).look()
        assert floods(again) == [ev.FloodBegan]
        assert told(again).alarms == 30

    run_async(scenario())


def test_a_console_that_joins_in_a_flood_does_not_end_it_for_all() -> None:
    async def scenario() -> None:
        here, there = two_stations()
        await here.start(seat="anna")
        await begun_in_a_snapshot(here)
        await there.start(seat="")
        duties = [(there, floods_of(there)), (here, floods_of(here))]
        for _ in range(30):
            await here.clock.advance(1)
            for one, duty in duties:
                await one.recorder.follow()
                await duty.look()
        assert floods(here) == [ev.FloodBegan]

    run_async(scenario())


def test_a_console_without_link_counts_the_operators_by_the_journal() -> None:
    async def scenario() -> None:
        here, there = two_stations()
        await here.start(seat="anna")
        await there.start(seat="bo")
        async with here.running(), there.running():
            await here.clock.advance(6)
            there.link.is_cut = True
            await here.clock.advance(60)
            await here.recorder.follow()
            await come(here, 12)
            await there.recorder.follow()
            await floods_of(there).look()
            assert floods(here) == []
            assert told(there).operators == 2

    run_async(scenario())
