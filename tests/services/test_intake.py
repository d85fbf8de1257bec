"""The way in: the receipt only after the commit, and again for what is sent again."""

import asyncio

import pytest

from console.domain import events as ev
from console.domain.alarm import DeviceKind, Lane
from console.domain.ids import ConsoleId
from console.domain.journal import Unwritable
from console.domain.report import CanaryReport, PresenceReport, ReceiptState, SampleReport, Sight
from console.services.screen import CanaryStored, StoreChanged, Tally
from tests.builders import NORRBY, T0, alarm, device, head, household, resident, status, unreadable
from tests.fakes import run_async, settle
from tests.services.fakes import Station, station


def waiting(here: Station) -> list[tuple[str, ReceiptState]]:
    """The receipts that wait to be sent."""
    return [(receipt.of.id, receipt.state) for receipt in here.outbox._waiting]


def test_the_receipt_is_given_only_after_the_commit() -> None:
    async def scenario() -> None:
        here = await station().start()
        report = alarm(key="one")
        here.journal.hold()
        taking = asyncio.ensure_future(here.intake.take([report]))
        await settle()
        assert waiting(here) == []
        here.journal.let_go()
        await taking
        assert waiting(here) == [("one", ReceiptState.STORED)]
        assert report.head.key in here.journal.reports

    run_async(scenario())


def test_a_store_that_does_not_take_it_raises_and_no_receipt_is_given() -> None:
    async def scenario() -> None:
        here = await station().start()
        here.journal.is_down = True
        report = alarm(key="one")
        with pytest.raises(Unwritable):
            await here.intake.take([report])
        assert waiting(here) == []
        assert here.intake.stored == 0
        assert here.screen.of(StoreChanged) == [StoreChanged(False, "the disk is full")]
        here.journal.is_down = False
        await here.intake.take([report])
        assert waiting(here) == [("one", ReceiptState.STORED)]
        assert here.screen.of(StoreChanged)[-1] == StoreChanged(True, "")

    run_async(scenario())


def test_a_directory_that_cannot_be_read_raises_rather_than_guess_whose_alarm_it_is() -> None:
    async def scenario() -> None:
        here = await station().start()
        here.residents.is_down = True
        with pytest.raises(Unwritable):
            await here.intake.take([alarm()])
        assert here.journal.reports == {}
        assert waiting(here) == []

    run_async(scenario())


def test_a_repeated_alarm_gets_its_receipt_again_and_no_second_event() -> None:
    async def scenario() -> None:
        here = await station().start()
        report = alarm(key="one")
        await here.intake.take([report])
        await here.intake.take([report])
        assert waiting(here) == [("one", ReceiptState.STORED)] * 2
        assert len(here.journal.bodies(ev.CaseOpened, ev.AlarmJoined)) == 1
        assert (here.intake.stored, here.intake.repeated) == (1, 1)

    run_async(scenario())


def test_a_lost_answer_of_the_store_costs_neither_alarm_nor_receipt_nor_row() -> None:
    async def scenario() -> None:
        here = await station().start()
        here.journal.losing = 1
        report = alarm(key="one")
        with pytest.raises(Unwritable):
            await here.intake.take([report])
        assert waiting(here) == []
        await here.intake.take([report])
        assert waiting(here) == [("one", ReceiptState.STORED)]
        assert len(here.rows()) == 1

    run_async(scenario())


def test_what_cannot_be_read_is_refused_to_its_sender_and_shown_as_a_case() -> None:
    async def scenario() -> None:
        here = await station().start()
        garbage = unreadable(key="digest")
        await here.intake.take([garbage, unreadable(device=None, stream=None)])
        assert waiting(here) == [("digest", ReceiptState.REFUSED)]
        assert here.outbox._waiting[0].of == garbage.key
        assert [case.lane for case in here.recorder.board.open_cases()] == [Lane.TECHNICAL] * 2
        assert len(here.rows()) == 2

    run_async(scenario())


def test_heartbeats_and_samples_are_stored_and_not_answered() -> None:
    async def scenario() -> None:
        here = await station().start()
        sample = SampleReport(head(), ())
        await here.intake.take([status(), sample])
        assert waiting(here) == []
        assert set(here.journal.reports) == {sample.head.key}
        assert len(here.journal.signs) == 1
        assert (here.intake.taken, here.intake.stored, here.intake.repeated) == (2, 1, 0)

    run_async(scenario())


def test_an_alarm_of_an_unknown_sender_is_stored_answered_and_shown_to_all() -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.intake.take([alarm(sender="stranger", key="one")])
        assert waiting(here) == [("one", ReceiptState.STORED)]
        assert len(here.rows()) == 1

    run_async(scenario())


def test_a_canary_is_shown_when_the_store_has_taken_it_and_not_before() -> None:
    async def scenario() -> None:
        here = await station().start()
        here.watch.canary.number = 3
        canary = CanaryReport(here.name, 3, T0, T0)
        here.journal.is_down = True
        with pytest.raises(Unwritable):
            await here.intake.take([canary])
        assert here.screen.of(CanaryStored) == []
        here.journal.is_down = False
        await here.intake.take([canary])
        assert here.screen.of(CanaryStored) == [CanaryStored(3, T0)]

    run_async(scenario())


def test_another_consoles_presence_says_nothing_about_our_store() -> None:
    async def scenario() -> None:
        here = await station().start()
        here.journal.is_down = True
        with pytest.raises(Unwritable):
            await here.intake.take([alarm()])
        await here.intake.take([PresenceReport(ConsoleId("console-2"), Sight.SEEING, "bo", T0, T0)])
        assert here.screen.of(StoreChanged) == [StoreChanged(False, "the disk is full")]

    run_async(scenario())


def test_the_screen_is_told_how_far_the_journal_has_come_and_what_waits_for_it() -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.intake.take([alarm()])
        here.link.waiting.clear()
        await here.watch.look()
        assert here.screen.of(Tally)[-1] == Tally(len(here.journal.events), 0)
        here.link.waiting[:] = [alarm()]
        await here.watch.look()
        assert here.screen.of(Tally)[-1] == Tally(len(here.journal.events), 1)

    run_async(scenario())


def test_an_alarm_is_about_the_resident_that_the_directory_knows() -> None:
    async def scenario() -> None:
        here = station()
        here.residents.put(households=[household()], residents=[resident()], devices=[device(resident="astrid")])
        await here.start()
        await here.intake.take([alarm(), alarm(kind=DeviceKind.PERSONAL_ALARM)])
        [case] = here.recorder.board.open_cases()
        assert (case.resident, case.municipality, case.presses) == ("astrid", NORRBY, 2)
        [row] = here.feed.queue.rows()  # type: ignore[union-attr]
        assert [person.name for person in row.people] == ["Astrid Lind"]

    run_async(scenario())


def test_an_import_while_a_batch_is_looked_up_does_not_make_its_devices_unknown() -> None:
    async def scenario() -> None:
        here = station()
        here.residents.put(households=[household()], residents=[resident()], devices=[device(resident="astrid")])
        await here.start()
        await here.intake.take([alarm()])
        once = iter([None])

        def imported() -> None:
            for _ in once:
                for memory in (here.directory._devices, here.directory._members):
                    memory.forget()

        here.residents.between = imported
        await here.intake.take([alarm(), alarm(device="new")])
        assert [case.alarms for case in here.recorder.board.open_cases() if case.resident == "astrid"] == [2]

    run_async(scenario())
