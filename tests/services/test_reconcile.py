"""Decided against done, at a console: what is missing is a case at once, once, and the mix-up of two cameras too."""

import time
from dataclasses import replace

import pytest

from console.domain import events as ev
from console.domain.alarm import Cause
from console.domain.ids import DecisionId, DeviceId, ResidentId
from console.domain.journal import Unwritable
from console.domain.look import LookOutcome, LookState
from console.domain.night import looks_of
from console.services.reconcile import LOOKS_EVERY_S
from tests.builders import T0, operator
from tests.fakes import run_async
from tests.services.fakes import station, two_stations
from tests.services.reconcile_kit import Round, devices_of, person

A_MINUTE, AN_HOUR = 60.0, 3600.0
DUE_S = 2.25 * AN_HOUR
"""From `T0` to the end of the first look's tolerance, 23:15 by the local clock."""


async def a_round(*numbers: int) -> Round:
    here = await Round(station()).start()
    await here.settle_in([person(number) for number in numbers])
    return here


def test_the_sample_is_due_when_these_tests_say() -> None:
    [look] = looks_of(person(1), T0.date())
    assert (look.closes_at - T0).total_seconds() == DUE_S


def test_a_look_that_nobody_did_is_a_case_within_seconds() -> None:
    async def scenario() -> None:
        here = await a_round(1, 2)
        await here.tick(2 * AN_HOUR)
        await here.look_in(1)
        await here.tick(DUE_S - 2 * AN_HOUR)
        assert here.open() == []
        await here.tick(LOOKS_EVERY_S + 1)
        [case] = here.open()
        assert (case.cause, case.resident) == (Cause.LOOK_MISSED, "person-2")
        for _ in range(5):
            await here.tick(AN_HOUR)
        assert [found.alarms for found in here.open()] == [1]

    run_async(scenario())


def test_a_case_that_was_closed_is_not_told_again_and_the_look_done_late_closes_none() -> None:
    async def scenario() -> None:
        here = await a_round(1, 2)
        await here.tick(DUE_S + 10)
        first, second = here.open()
        anna = operator("anna")
        await here.here.desk.claim(anna, first.id)
        await here.here.desk.close(anna, first.id, "visit_done", "", 99)
        await here.look_in(2)
        await here.tick(AN_HOUR)
        assert [case.id for case in here.open()] == [second.id]

    run_async(scenario())


def test_what_fell_due_while_we_were_off_is_told_at_the_start_and_only_once() -> None:
    async def scenario() -> None:
        before = await a_round(1, 2)
        await before.tick(AN_HOUR)
        await before.here.clock.advance(17 * AN_HOUR)
        last = before.here
        for _ in range(2):
            again = await Round(
                station(journal=last.journal, residents=last.residents, broker=last.broker), before.store
            ).start()
            await again.tick()
            assert [case.resident for case in again.open()] == ["person-1", "person-2"]
            assert len(last.journal.bodies(ev.CaseOpened)) == 2
            assert last.journal.bodies(ev.AlarmJoined) == []
            assert again.open()[0].waiting_since > T0 + (again.here.clock.now() - T0) / 2

    run_async(scenario())


def test_of_two_consoles_that_look_at_once_one_tells() -> None:
    async def scenario() -> None:
        one, other = two_stations()
        first = await Round(one).start()
        second = await Round(other, first.store).start()
        await first.settle_in([person(1), person(2)])
        await other.recorder.follow()
        await first.look_in(1)
        await one.clock.advance(DUE_S + 10)
        await second.lacking.look()
        await first.lacking.look()
        assert len(one.journal.bodies(ev.CaseOpened)) == 1
        await one.recorder.follow()
        await other.recorder.follow()
        assert one.recorder.board.night == other.recorder.board.night
        assert [case.resident for case in first.open()] == ["person-2"]

    run_async(scenario())


def test_where_the_store_cannot_be_written_nothing_is_told_and_nothing_forgotten() -> None:
    async def scenario() -> None:
        here = await a_round(1)
        await here.here.clock.advance(DUE_S + 10)
        here.here.journal.is_down = True
        for _ in range(3):
            with pytest.raises(Unwritable):
                await here.lacking.look()
        here.here.journal.is_down = False
        await here.lacking.look()
        assert [case.cause for case in here.open()] == [Cause.LOOK_MISSED]

    run_async(scenario())


def test_the_directory_that_cannot_be_read_is_asked_again() -> None:
    async def scenario() -> None:
        here = await a_round(1)
        here.here.residents.is_down = True
        with pytest.raises(Unwritable):
            await here.lacking.look()
        here.here.residents.is_down = False
        await here.lacking.look()
        assert here.open() == []

    run_async(scenario())


def test_a_technician_who_ends_the_camera_of_another_is_found_out_before_the_first_missed_look() -> None:
    """The camera of person 2 was to go, and that of person 1 went: it is a stranger's now, or nobody's."""

    async def scenario() -> None:
        here = await a_round(1, 2)
        await here.tick()
        assert here.open() == []
        [ours] = devices_of([person(1)])
        await here.import_devices(replace(ours, resident=ResidentId("person-2")))
        await here.tick()
        [case] = here.open()
        assert (case.cause, case.resident) == (Cause.CAMERA_MOVED, "person-1")
        await here.tick(DUE_S + 10)
        assert [alarm.cause for alarm in here.open()[0].recent] == [Cause.CAMERA_MOVED, Cause.LOOK_MISSED]

    run_async(scenario())


def test_a_camera_that_is_gone_from_the_directory_is_found_at_the_first_missed_look_at_the_latest() -> None:
    """Nobody imported anything: the device is not there, and nothing said so, until somebody was to be looked for."""

    async def scenario() -> None:
        here = await a_round(1, 2)
        await here.tick()
        del here.here.residents._devices[person(1).municipality, DeviceId("cam-1")]
        await here.tick(2 * AN_HOUR)
        await here.look_in(2)
        assert here.open() == []
        await here.tick(AN_HOUR)
        [case] = here.open()
        assert (case.cause, case.resident) == (Cause.LOOK_MISSED, "person-1")

    run_async(scenario())


def test_the_same_with_the_import_that_says_so_is_found_at_once() -> None:
    async def scenario() -> None:
        here = await a_round(1, 2)
        await here.tick()
        del here.here.residents._devices[person(1).municipality, DeviceId("cam-1")]
        await here.import_devices(*devices_of([person(2)]))
        await here.tick()
        assert [(case.cause, case.resident) for case in here.open()] == [(Cause.NO_CAMERA, "person-1")]
        await here.tick(2 * AN_HOUR)
        await here.look_in(2)
        await here.tick(AN_HOUR)
        await here.tick(20 * AN_HOUR)
        [case] = here.open()
        assert [alarm.cause for alarm in case.recent] == [Cause.NO_CAMERA, Cause.LOOK_MISSED, Cause.NO_CAMERA]

    run_async(scenario())


def test_an_import_of_decisions_in_the_midst_of_the_night_holds_at_once() -> None:
    async def scenario() -> None:
        here = await a_round(1)
        await here.tick()
        await here.decide([replace(person(1), camera=DeviceId("cam-9"))])
        await here.tick()
        assert [case.cause for case in here.open()] == [Cause.NO_CAMERA]
        await here.decide([person(3, ())], ())
        await here.tick()
        assert [(case.cause, case.resident) for case in here.open()] == [
            (Cause.NO_CAMERA, "person-1"), (Cause.NO_LOOKS, "person-3"),
        ]  # fmt: skip

    run_async(scenario())


def test_what_was_due_before_the_decision_came_is_nobodys_to_do() -> None:
    async def scenario() -> None:
        here = await Round(station()).start()
        await here.tick(DUE_S + 10)
        await here.settle_in([person(1)])
        await here.tick()
        assert here.open() == []

    run_async(scenario())


def test_nobody_who_went_is_told_when_the_time_for_it_has_passed() -> None:
    async def scenario() -> None:
        here = await a_round(1)
        await here.tick(2 * AN_HOUR)
        await here.look_in(1, LookOutcome.NO_ANSWER, LookState.FOLLOW_UP, act_in=30)
        await here.tick(29 * A_MINUTE)
        assert here.open() == []
        await here.tick(2 * A_MINUTE)
        assert [case.cause for case in here.open()] == [Cause.FAULT_UNVISITED]

    run_async(scenario())


def test_sixty_missed_looks_are_ten_cases_and_one() -> None:
    async def scenario() -> None:
        here = await a_round(*range(1, 61))
        await here.tick(DUE_S + 10)
        cases = here.open()
        assert (len(cases), sum(case.alarms for case in cases)) == (11, 60)
        await here.tick(AN_HOUR)
        assert here.open() == cases

    run_async(scenario())


def test_three_hundred_decisions_are_matched_in_five_milliseconds() -> None:
    async def scenario() -> None:
        here = await a_round()
        looks = person(1).looks * 3
        everybody = [person(number, looks) for number in range(300)]
        await here.settle_in(everybody)
        await here.tick()
        took = []
        for _ in range(9):
            await here.here.clock.advance(LOOKS_EVERY_S)
            began = time.process_time()
            await here.lacking.look()
            took.append(time.process_time() - began)
        assert here.shelf.of(DecisionId("dec-299")) is not None
        assert here.open() == []
        assert min(took) < 0.005

    run_async(scenario())
