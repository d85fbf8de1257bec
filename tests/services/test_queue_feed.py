"""The seated operator's rows: made anew at each change of seat, never behind the journal, never another's."""

import asyncio
from collections.abc import Iterable

import pytest

from console.domain import events as ev
from console.domain import steps
from console.domain.alarm import Cause
from console.domain.case import Case
from console.domain.ids import CENTRE, CaseId, ConsoleId, DeviceId
from console.domain.imported import ImportedRows
from console.domain.operator import Operator, Role
from console.domain.queue import Row, apply_changes
from console.domain.refused import Refused
from console.domain.resident import Protection
from console.domain.silence import Silence, SilenceId, SilenceKind, device_about
from console.domain.triage import Planned
from console.services.screen import ClaimLost, QueueReplaced, RowsChanged, SilencesTold, TenantsKnown
from tests.builders import (
    ANNA,
    BO,
    NORRBY,
    SODERBY,
    T0,
    alarm,
    device,
    household,
    minutes,
    municipality,
    operator,
    resident,
)
from tests.fakes import run_async, settle
from tests.services.fakes import FakeScreen, Station, station

anna, bo = operator("anna"), operator("bo")


def peopled(**more: object) -> Station:
    here = station()
    here.residents.put(
        municipalities=[municipality(SODERBY)], households=[household()], residents=[resident(**more)],
        devices=[device(resident="astrid")],
    )  # fmt: skip
    return here


def on_screen(screen: FakeScreen) -> list[Row]:
    """The rows as a screen has them that does what it is told."""
    rows: list[Row] = []
    for update in screen.of(QueueReplaced, RowsChanged):
        if isinstance(update, QueueReplaced):
            rows = list(update.rows)
        elif isinstance(update, RowsChanged):
            apply_changes(rows, update.changes)
    return rows


async def opened(here: Station, number: int = 1) -> CaseId:
    before = {case.id for case in here.recorder.board.open_cases()}
    await here.intake.take([alarm(here.clock.now(), device=f"dev-{number}")])
    [case] = {case.id for case in here.recorder.board.open_cases()} - before
    return case


def test_each_commit_reaches_the_screen_as_changes_with_counts() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        update = here.screen.of(RowsChanged)[-1]
        assert isinstance(update, RowsChanged)
        assert sum(update.counts.values()) == 1
        assert update.longest_wait_since == T0
        await here.desk.claim(anna, case)
        [row] = on_screen(here.screen)
        assert (row.owner, row.owner_name) == (ANNA, "Anna")
        await here.desk.close(anna, case, "question", "", 99)
        assert on_screen(here.screen) == []

    run_async(scenario())


def test_at_a_change_of_seat_the_rows_are_the_new_operators() -> None:
    async def scenario() -> None:
        staff = (anna, operator("sigge", municipalities=[SODERBY]))
        here = Station(staff=staff)
        here.residents.put(municipalities=[municipality(), municipality(SODERBY)])
        await here.start()
        await here.intake.take([alarm(), alarm(municipality=SODERBY)])
        assert [row.municipality for row in on_screen(here.screen)] == ["norrby"]
        await here.sign_in.sign_in_as(staff[1].id)
        assert [row.municipality for row in on_screen(here.screen)] == ["soderby"]
        await here.sign_in.sign_out()
        assert on_screen(here.screen) == []
        assert here.feed.queue is None

    run_async(scenario())


def test_alarms_that_come_with_nobody_seated_are_rows_at_sign_in() -> None:
    async def scenario() -> None:
        here = await peopled().start(seat="")
        case = await opened(here)
        assert here.screen.of(RowsChanged) == []
        await here.sign_in.sign_in_as(ANNA)
        assert [row.case for row in on_screen(here.screen)] == [case]

    run_async(scenario())


class Slow:
    """The directory's look-up: the first one waits until `gate` is set, all others go through."""

    def __init__(self, here: Station) -> None:
        self.gate = asyncio.Event()
        self._load = here.directory.load
        self._is_first = True
        here.directory.load = self.load  # type: ignore[method-assign, assignment]

    async def load(self, cases: Iterable[Case]) -> None:
        is_first, self._is_first = self._is_first, False
        wanted = list(cases)
        if is_first:
            await self.gate.wait()
        await self._load(wanted)


def test_an_alarm_that_comes_while_somebody_sits_down_is_never_missing_nor_a_closed_case_left() -> None:
    async def scenario() -> None:
        here = await peopled().start(seat="")
        ended, kept = await opened(here, 1), await opened(here, 2)
        slow = Slow(here)
        seating = asyncio.create_task(here.sign_in.sign_in_as(ANNA))
        await settle()
        fresh = await opened(here, 9)
        await here.desk.claim(bo, ended)
        await here.desk.close(bo, ended, "question", "", 99)
        slow.gate.set()
        await seating
        assert {row.case for row in on_screen(here.screen)} == {kept, fresh}
        assert tuple(on_screen(here.screen)) == here.feed.queue.rows()  # type: ignore[union-attr]

    run_async(scenario())


def test_one_who_sits_down_in_the_flood_sees_the_names_of_those_that_came_meanwhile() -> None:
    async def scenario() -> None:
        here = await peopled().start(seat="")
        await opened(here, 2)
        slow = Slow(here)
        seating = asyncio.create_task(here.sign_in.sign_in_as(ANNA))
        await settle()
        await opened(here, 1)
        for memory in (here.directory._residents, here.directory._households):
            memory.forget()
        slow.gate.set()
        await seating
        assert [person.name for row in on_screen(here.screen) for person in row.people] == ["Astrid Lind"]

    run_async(scenario())


def test_a_change_of_seat_in_the_middle_of_a_commit_never_mixes_two_queues() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        await opened(here, 7)
        slow = Slow(here)
        taking = asyncio.create_task(opened(here, 1))
        await settle()
        await here.feed.seat(bo)
        slow.gate.set()
        await taking
        assert tuple(on_screen(here.screen)) == here.feed.queue.rows()  # type: ignore[union-attr]
        assert len(on_screen(here.screen)) == 2
        assert here.feed.queue is not None
        assert here.feed.queue.viewer.id == BO

    run_async(scenario())


def test_a_protected_persons_row_holds_no_name_and_a_technician_sees_none_at_all() -> None:
    async def scenario() -> None:
        here = await peopled(protection=Protection.PROTECTED, phone="MARKPHONE").start()
        await opened(here)
        [row] = on_screen(here.screen)
        assert row.people[0].is_masked
        assert not [mark for mark in ("Astrid", "Lind", "Storgatan", "MARKPHONE") if mark in repr(row)]

    async def technical() -> None:
        tage = operator("tage", Role.TECHNICIAN)
        here = station(staff=(tage,))
        here.residents.put(households=[household()], residents=[resident()], devices=[device(resident="astrid")])
        await here.start(seat="tage")
        await here.intake.take([alarm(), alarm(cause=Cause.BATTERY_LOW)])
        [row] = on_screen(here.screen)
        assert row.cause is Cause.BATTERY_LOW
        assert "Astrid" not in repr(row)

    run_async(scenario())
    run_async(technical())


@pytest.mark.warns
def test_a_directory_out_of_reach_costs_the_names_and_not_the_row() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        await opened(here)
        here.directory._residents.forget()
        here.residents.is_down = True
        await here.recorder.follow()
        case = next(iter(here.recorder.board.open_cases()))
        await here.desk.claim(anna, case.id)
        [row] = on_screen(here.screen)
        assert (row.owner, row.people) == (ANNA, ())

    run_async(scenario())


def test_a_shared_household_shows_all_whom_it_may_be() -> None:
    async def scenario() -> None:
        here = peopled()
        here.residents.put(
            residents=[resident("bror", given_name="Bror")], devices=[device("dev-2", household="home-1")]
        )
        await here.start()
        await opened(here, 2)
        [row] = on_screen(here.screen)
        assert row.asks_who
        assert {person.name for person in row.people} == {"Astrid Lind", "Bror Lind"}

    run_async(scenario())


def test_a_lost_claim_says_in_the_row_who_was_faster() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        await here.desk.perform(bo, steps.Claim(case), console=ConsoleId("elsewhere"))
        with pytest.raises(Refused):
            await here.desk.claim(anna, case)
        [lost] = here.screen.of(ClaimLost)
        assert isinstance(lost, ClaimLost)
        assert (lost.case, lost.at) == (case, here.clock.now())

    run_async(scenario())


def test_a_case_that_is_taken_over_says_by_whom() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        await here.desk.take_over(bo, case, "skiftbyte")
        [lost] = here.screen.of(ClaimLost)
        assert isinstance(lost, ClaimLost)
        assert lost.case == case

    run_async(scenario())


def test_an_import_tells_the_municipalities_names_and_makes_the_rows_anew() -> None:
    async def scenario() -> None:
        here = await station().start()
        lead = operator("lead", Role.SHIFT_LEAD, municipalities=[SODERBY])
        await here.directory.take_in(ImportedRows(municipalities=(municipality(SODERBY),)), lead)
        known = here.screen.of(TenantsKnown)[-1]
        assert isinstance(known, TenantsKnown)
        assert SODERBY in known.names
        assert isinstance(here.screen.of(QueueReplaced, RowsChanged)[-2], QueueReplaced)

    run_async(scenario())


@pytest.mark.parametrize("after", ["sigge", ""])
def test_rows_that_were_being_made_for_one_operator_never_come_after_the_next_ones(after: str) -> None:
    async def scenario() -> None:
        sigge = operator("sigge", municipalities=[SODERBY])
        here = Station(staff=(anna, sigge))
        here.residents.put(municipalities=[municipality(), municipality(SODERBY)])
        await here.start()
        await here.intake.take([alarm(), alarm(municipality=SODERBY)])
        slow = Slow(here)
        loop = asyncio.get_running_loop()
        anew = loop.create_task(here.feed.seat(anna))  # as after an import
        await settle()
        changing = loop.create_task(here.sign_in.sign_in_as(sigge.id) if after else here.sign_in.sign_out())  # type: ignore[arg-type, func-returns-value]
        await settle()
        slow.gate.set()
        await anew
        await changing
        assert [row.municipality for row in on_screen(here.screen)] == (["soderby"] if after else [])
        assert (here.feed.queue is None) == (not after)

    run_async(scenario())


def slowed(here: Station) -> tuple[asyncio.Event, asyncio.Event]:
    """The next look-up of residents waits: the first event says that it does, the second lets it go on."""
    waits, go = asyncio.Event(), asyncio.Event()
    load = here.directory.load

    async def slow(cases: Iterable[Case]) -> None:
        here.directory.load = load  # type: ignore[method-assign]
        waits.set()
        await go.wait()
        await load(cases)

    here.directory.load = slow  # type: ignore[method-assign]
    return waits, go


def test_who_sits_down_while_a_flood_ends_has_the_rows_back() -> None:
    async def scenario() -> None:
        here = await peopled().start(seat="")
        await here.intake.take([alarm(here.clock.now(), Cause.BATTERY_LOW)])
        await here.recorder.note([Planned("centre:flood", CENTRE, ev.FloodBegan(12, 1))])
        waits, go = slowed(here)
        seating = asyncio.create_task(here.feed.seat(anna))
        await waits.wait()
        await here.recorder.note([Planned("centre:flood", CENTRE, ev.FloodEnded(T0, 1, 1))])
        go.set()
        await seating
        assert len(on_screen(here.screen)) == 1
        assert here.feed.queue is not None
        assert here.feed.queue.hidden().folds == ()

    run_async(scenario())


def test_who_sits_down_while_a_silence_begins_has_it_on_the_rows_and_on_the_board() -> None:
    async def scenario() -> None:
        here = await peopled().start(seat="")
        await here.intake.take([alarm(here.clock.now(), Cause.BATTERY_LOW)])
        begun = [
            Silence(
                SilenceId(id), SilenceKind.SHELVED, NORRBY, device_about(NORRBY, DeviceId("dev-1")),
                (Cause.BATTERY_LOW,), "byts", ANNA, T0, T0 + minutes(60),
            )
            for id in ("first", "second")
        ]  # fmt: skip
        waits, go = slowed(here)
        seating = asyncio.create_task(here.feed.seat(anna))
        await waits.wait()
        await here.recorder.note([Planned("silence:first", NORRBY, ev.SilenceBegan(begun[0]))])

        board = here.feed._silences
        read = board.told

        async def slow(viewer: Operator) -> SilencesTold:
            board.told = read  # type: ignore[method-assign]
            found = await read(viewer)
            await here.recorder.note([Planned("silence:second", NORRBY, ev.SilenceBegan(begun[1]))])
            return found

        board.told = slow  # type: ignore[method-assign]
        go.set()
        await seating
        assert on_screen(here.screen) == []
        told = here.screen.of(SilencesTold)[-1]
        assert isinstance(told, SilencesTold)
        assert [one.id for one in told.silences] == ["first", "second"]

    run_async(scenario())
