"""Devices that fall silent: a case each, reset by a sign of life; and our own silence is nobody's."""

from dataclasses import replace
from datetime import timedelta

from console.domain import events as ev
from console.domain.alarm import Cause, Lane
from console.domain.lifecycle import State
from console.domain.steps import Claim
from console.domain.triage import Planned
from tests.builders import NORRBY, alarm, operator, seconds
from tests.fakes import run_async
from tests.services.fakes import station
from tests.services.technical_kit import BOTH_UP, INTERVAL_S, town
from tests.services.technical_kit import Lane as Joined

OVERDUE_S = 3 * INTERVAL_S


async def joined(homes: int = 2, **more: object) -> Joined:
    here = station()
    town(here, homes, **more)  # type: ignore[arg-type]
    return await Joined(here).start()


def test_three_missed_heartbeats_are_one_technical_case_and_no_fourth() -> None:
    async def scenario() -> None:
        lane = await joined()
        await lane.tick()
        await lane.alive("unit-001", "unit-002")
        await lane.tick(OVERDUE_S - 1)
        await lane.alive("unit-002")
        await lane.tick(0)
        assert lane.open() == []
        await lane.tick(2)
        [case] = lane.open()
        assert (case.cause, case.lane, case.device) == (Cause.HEARTBEAT_MISSED, Lane.TECHNICAL, "unit-001")
        assert case.resident == "person-001"
        await lane.alive("unit-002")
        await lane.tick(OVERDUE_S - 2)
        assert lane.open() == [lane.here.recorder.board.get(case.id)]
        assert lane.open()[0].alarms == 1

    run_async(scenario())


def test_a_sign_of_life_returns_the_case_that_nobody_has_and_a_new_silence_wakes_it() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.alive("unit-001")
        await lane.tick(OVERDUE_S + 2)
        [case] = lane.open()
        await lane.alive("unit-001")
        await lane.tick()
        assert lane.open()[0].state is State.RETURNED_UNSEEN
        await lane.alive("unit-001")
        await lane.tick()
        assert len(lane.here.journal.bodies(ev.AlarmReset)) == 1
        await lane.tick(OVERDUE_S + 2)
        [again] = lane.open()
        assert (again.id, again.state, again.alarms) == (case.id, State.UNACKNOWLEDGED, 2)

    run_async(scenario())


def test_whoever_has_the_case_is_told_once_of_the_sign_of_life() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.alive("unit-001")
        await lane.tick(OVERDUE_S + 2)
        [case] = lane.open()
        await lane.here.desk.perform(operator("anna"), Claim(case.id))
        for _ in range(3):
            await lane.alive("unit-001")
            await lane.tick()
        assert lane.open()[0].state is State.CLAIMED
        assert len(lane.here.journal.bodies(ev.AlarmReset)) == 1

    run_async(scenario())


def test_a_silence_that_the_hub_told_of_is_reset_by_a_sign_of_life_too() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.hear(alarm(lane.here.clock.now(), Cause.HEARTBEAT_MISSED, device="unit-001"))
        await lane.tick()
        await lane.alive("unit-001")
        await lane.tick()
        assert lane.open()[0].state is State.RETURNED_UNSEEN

    run_async(scenario())


def test_while_our_link_is_lost_nobody_becomes_overdue_and_then_all_have_a_whole_interval() -> None:
    async def scenario() -> None:
        lane = await joined(3)
        await lane.alive("unit-001", "unit-002", "unit-003")
        await lane.tick()
        lane.here.link.is_cut = True
        await lane.tick(OVERDUE_S * 10, sees=False)
        assert lane.open(cause=Cause.HEARTBEAT_MISSED) == []
        lane.here.link.is_cut = False
        await lane.tick()
        await lane.tick(INTERVAL_S - 2)
        assert lane.open(cause=Cause.HEARTBEAT_MISSED) == []
        await lane.alive("unit-001", "unit-002")
        await lane.tick(3)
        assert [case.device for case in lane.open(cause=Cause.HEARTBEAT_MISSED)] == ["unit-003"]

    run_async(scenario())


def test_a_full_window_of_reports_is_our_delay_and_not_their_silence() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.alive("unit-001")
        await lane.tick()
        lane.here.link.waiting = [alarm()] * 500  # type: ignore[assignment]
        await lane.tick(OVERDUE_S * 2)
        assert lane.open() == []

    run_async(scenario())


def test_a_store_that_takes_nothing_loses_no_silence() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.alive("unit-001")
        await lane.tick()
        await lane.tick(OVERDUE_S - 3)
        await lane.here.clock.advance(3)
        await lane.see()
        lane.here.journal.is_down = True
        await lane.here.watch.tick()
        assert lane.open() == []
        lane.here.journal.is_down = False
        await lane.tick()
        assert [case.cause for case in lane.open()] == [Cause.HEARTBEAT_MISSED]

    run_async(scenario())


def test_a_restart_gives_one_interval_and_tells_nothing_twice() -> None:
    async def scenario() -> None:
        first = await joined(2)
        await first.alive("unit-001", "unit-002")
        await first.tick(OVERDUE_S + 2)
        assert len(first.open()) == 2
        here = station(journal=first.here.journal, residents=first.here.residents, broker=first.here.broker)
        second = await Joined(here).start()
        await second.tick(INTERVAL_S * 5)
        assert [case.alarms for case in second.open()] == [1, 1]
        await second.alive("unit-001")
        await second.tick()
        assert sorted(case.state for case in second.open()) == [State.RETURNED_UNSEEN, State.UNACKNOWLEDGED]

    run_async(scenario())


def test_what_the_broker_retained_counts_from_when_it_was_sent() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.tick(100)
        old = lane.here.clock.now() - seconds(2 * OVERDUE_S)
        await lane.hear(lane.word("unit-001", at=old, retained=True))
        await lane.tick()
        assert [case.cause for case in lane.open()] == [Cause.HEARTBEAT_MISSED]

    run_async(scenario())


def test_a_device_that_promises_no_interval_is_silent_after_a_day_and_an_hour() -> None:
    async def scenario() -> None:
        lane = await joined(1, interval_s=None)
        await lane.alive("unit-001")
        await lane.tick(25 * 3600 - 5)
        assert lane.open() == []
        await lane.tick(10)
        assert [case.device for case in lane.open()] == ["unit-001"]

    run_async(scenario())


def test_another_senders_word_for_a_device_is_no_sign_of_life() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.alive("unit-001")
        await lane.tick(OVERDUE_S - 5)
        word = lane.word("unit-001", paths=BOTH_UP)
        foreign = replace(word, head=replace(word.head, origin=replace(word.head.origin, sender="stadsnat")))
        await lane.hear(foreign)
        await lane.tick(10)
        assert [case.device for case in lane.open(municipality=NORRBY)] == ["unit-001"]

    run_async(scenario())


def test_after_an_import_new_devices_are_watched_and_gone_ones_are_not() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.alive("unit-001")
        await lane.tick()
        town(lane.here, 1, "Norr", first=2)
        del lane.here.residents._devices[NORRBY, "unit-001"]  # type: ignore[arg-type]
        await lane.here.recorder.note([_imported()])
        await lane.tick()
        await lane.alive("unit-002")
        await lane.tick(OVERDUE_S + 2)
        assert [case.device for case in lane.open()] == ["unit-002"]

    run_async(scenario())


def _imported() -> Planned:
    return Planned("directory:norrby", NORRBY, ev.ResidentsImported(1, 1, 1, 0))


def test_after_a_sleep_of_ours_nobody_has_missed_a_heartbeat_whichever_loop_wakes_first() -> None:
    async def scenario() -> None:
        lane = await joined(30)
        await lane.alive(*(f"unit-{number:03}" for number in range(1, 31)))
        await lane.tick()
        await lane.here.clock.advance(8 * 3600)
        await lane.here.watch.attend()
        assert lane.open() == []
        await lane.tick(INTERVAL_S - 5)
        assert lane.open() == []
        await lane.tick(10)
        assert len(lane.open()) == 1  # they are silent all the same: an outage

    run_async(scenario())


def test_a_silence_in_which_no_duty_could_look_is_ours_although_we_see_again_before_the_next() -> None:
    async def scenario() -> None:
        lane = await joined(30)
        await lane.alive(*(f"unit-{number:03}" for number in range(1, 31)))
        await lane.tick()
        for _ in range(600):
            await lane.here.clock.advance(1)
            await lane.here.watch.look()
        await lane.see()
        await lane.here.watch.tick()
        assert lane.open() == []

    run_async(scenario())


def test_a_device_that_promises_a_word_each_second_does_not_fill_the_journal() -> None:
    async def scenario() -> None:
        lane = await joined(1, interval_s=None)
        before = len(lane.here.journal.events)
        for _ in range(60):
            await lane.alive("unit-001", heartbeat_interval=timedelta(seconds=1))
            await lane.tick(10)
        assert len(lane.here.journal.events) == before

    run_async(scenario())


def test_a_register_that_cannot_be_read_anew_keeps_nobody_from_being_missed() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.alive("unit-001")
        await lane.tick()
        lane.equipment.is_down = True
        await lane.here.recorder.note([Planned("directory:norrby", NORRBY, ev.ResidentsImported(1, 1, 1, 0))])
        await lane.tick(OVERDUE_S + 2)
        assert [case.cause for case in lane.open()] == [Cause.HEARTBEAT_MISSED]

    run_async(scenario())
