"""The shared store is gone: the card comes from this machine, and its trace comes into the journal later, once."""

import asyncio
from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.events import ReadReason
from console.domain.ids import OperatorId, ResidentId
from console.domain.journal import Unwritable
from console.domain.refused import Reason, Refused
from console.domain.resident import CriticalFact, FactKind, Protection
from console.domain.unsent import UnsentKind
from console.services.local_copy import AGAIN_AFTER_S
from console.services.screen import Unsent
from tests.builders import NORRBY, T0, alarm, device, household, operator, resident
from tests.fakes import run_async, settle
from tests.services.copy_kit import EVERY, Copied, Kept
from tests.services.fakes import Station, station

anna, bo = operator("anna"), operator("bo")
ASTRID, BROR = ResidentId("astrid"), ResidentId("bror")


async def peopled(kept: Kept | None = None, journal: Station | None = None, **more: object) -> Copied:
    """Astrid and Bror at Storgatan, copied."""
    here = journal or station()
    here.residents.put(
        households=[household()],
        residents=[
            resident(phone="MARKPHONE", facts=(CriticalFact(FactKind.OXYGEN),), **more),
            resident("bror", given_name="Bror"),
        ],
        devices=[device(resident="astrid", household="home-1")],
    )
    await here.start()
    copied = await Copied(here, kept).start()
    await copied.copy.tend()
    return copied


def reads(copied: Copied) -> list[tuple[OperatorId, ResidentId]]:
    return [
        (event.who, event.body.resident)
        for event in copied.shared.journal.events
        if isinstance(event.body, ev.PersonRead)
    ]


def test_while_the_store_answers_the_card_is_the_stores() -> None:
    async def scenario() -> None:
        here = await peopled()
        card = await here.shared.records.card(anna, ASTRID, ReadReason.CALL)
        assert card.copied_at is None
        assert reads(here) == [("anna", ASTRID)]
        assert here.kept.journal.bodies(ev.PersonRead) == []

    run_async(scenario())


def test_without_the_store_the_card_is_the_copys_and_says_how_old_it_is() -> None:
    async def scenario() -> None:
        here = await peopled()
        made_at = here.shared.clock.now()
        await here.shared.clock.advance(timedelta(minutes=3))
        here.cut()
        card = await here.shared.records.card(anna, ASTRID, ReadReason.CALL)
        assert card.copied_at == made_at
        assert (card.person.name, card.person.phone, card.person.street) == ("Astrid Lind", "MARKPHONE", "Storgatan 1")
        assert [line.device.id for line in card.devices] == ["dev-1"]
        assert [person.name for person in card.household] == ["Bror Lind"]

    run_async(scenario())


def test_a_store_that_hangs_is_waited_for_once_and_not_for_every_card() -> None:
    async def scenario() -> None:
        here = await peopled()
        here.shared.journal.hold()
        assert (await here.shared.records.card(anna, ASTRID, ReadReason.CALL)).copied_at is not None
        here.copy.store_within_s = 99.0
        assert (await here.shared.records.card(anna, BROR, ReadReason.CALL)).copied_at is not None
        here.shared.journal.let_go()

    run_async(scenario())


def test_the_copy_has_the_same_rules_as_the_store() -> None:
    async def scenario() -> None:
        here = await peopled(protection=Protection.PROTECTED)
        here.cut()
        with pytest.raises(Refused) as refused:
            await here.shared.records.card(anna, ASTRID, None)
        assert refused.value.reason is Reason.REASON_MISSING
        stranger = operator("stranger", municipalities=[])
        with pytest.raises(Refused) as refused:
            await here.shared.records.card(stranger, ASTRID, ReadReason.CALL)
        assert refused.value.reason is Reason.NOT_GRANTED
        card = await here.shared.records.card(anna, ASTRID, ReadReason.CALL)
        assert card.person.is_masked
        assert all(person.is_masked for person in card.household)
        assert "Lind" not in repr(card)

    run_async(scenario())


def test_an_own_case_is_a_reason_without_the_store_too() -> None:
    async def scenario() -> None:
        here = await peopled()
        await here.shared.intake.take([alarm()])
        [case] = here.shared.recorder.board.cases
        await here.shared.desk.claim(anna, case)
        here.cut()
        assert (await here.shared.records.card(anna, ASTRID, None, case)).reason is ReadReason.OWN_CASE

    run_async(scenario())


def test_without_a_copy_or_with_a_full_disk_no_card_is_shown() -> None:
    async def scenario() -> None:
        empty = Copied(await station().start())
        await empty.start()
        empty.cut()
        with pytest.raises(Unwritable):
            await empty.shared.records.card(anna, ASTRID, ReadReason.CALL)
        here = await peopled()
        here.cut()
        with pytest.raises(Unwritable):
            await here.shared.records.card(anna, ResidentId("nobody"), ReadReason.CALL)
        here.kept.journal.is_down = True
        with pytest.raises(Unwritable):
            await here.shared.records.card(anna, ASTRID, ReadReason.CALL)
        assert here.kept.journal.bodies(ev.PersonRead) == []

    run_async(scenario())


def test_what_was_read_meanwhile_comes_into_the_journal_once_and_in_order_as_it_happened() -> None:
    async def scenario() -> None:
        here = await peopled()
        here.cut()
        await here.shared.clock.advance(60)
        await here.shared.records.card(anna, ASTRID, ReadReason.CALL)
        read_at = here.shared.clock.now()
        await here.shared.clock.advance(60)
        await here.shared.records.card(bo, BROR, ReadReason.EMERGENCY)
        await here.copy.tend()
        assert reads(here) == []
        here.mend()
        await here.shared.clock.advance(60)
        await here.copy.tend()
        await here.copy.tend()
        assert reads(here) == [("anna", ASTRID), ("bo", BROR)]
        [first, _] = [event for event in here.shared.journal.events if isinstance(event.body, ev.PersonRead)]
        assert (first.at, first.subject, first.municipality) == (read_at, "person:astrid", NORRBY)
        assert here.shared.recorder.board.seq == len(here.shared.journal.events)
        assert here.kept.journal.bodies(ev.PersonRead) == [], "nobody's habits stay on the workstation"

    run_async(scenario())


def test_a_trace_whose_answer_was_lost_is_not_journalled_twice() -> None:
    async def scenario() -> None:
        here = await peopled()
        here.shared.journal.losing = 1
        card = await here.shared.records.card(anna, ASTRID, ReadReason.CALL)
        assert card.copied_at is not None
        here.shared.journal.losing = 1
        await here.copy.tend()
        await here.copy.tend()
        await here.copy.tend()
        assert reads(here) == [("anna", ASTRID)]

    run_async(scenario())


def test_a_trace_outlives_the_console_and_its_death_between_the_two_journals() -> None:
    async def scenario() -> None:
        here = await peopled()
        here.cut()
        await here.shared.records.card(anna, ASTRID, ReadReason.CALL)
        here.mend()
        again = Station(journal=here.shared.journal, residents=here.shared.residents)
        await again.start(seat="")
        second = await Copied(again, here.kept).start()
        assert second.copy.copied_at == T0
        here.kept.journal.hold()  # it is killed after the shared journal has it, before the copy forgets
        [event] = [one for one in here.kept.journal.events if isinstance(one.body, ev.PersonRead)]
        draft = ev.Draft(event.id, event.subject, 0, event.at, event.who, event.municipality, event.body)
        await again.recorder.bring(draft)
        here.kept.journal.let_go()
        third = await Copied(again, here.kept).start()
        await third.copy.tend()
        assert reads(third) == [("anna", ASTRID)]

    run_async(scenario())


def test_the_screen_hears_how_many_readings_wait_and_since_when() -> None:
    async def scenario() -> None:
        here = await peopled()
        here.cut()
        at = here.shared.clock.now()
        await here.shared.records.card(anna, ASTRID, ReadReason.CALL)
        await here.shared.clock.advance(5)
        await here.shared.records.card(anna, BROR, ReadReason.CALL)
        here.mend()
        await here.copy.tend()
        kind = UnsentKind.READING
        assert here.shared.screen.of(Unsent) == [Unsent(kind, 1, at), Unsent(kind, 2, at), Unsent(kind, 0, None)]

    run_async(scenario())


def test_the_copy_is_made_at_the_start_every_ten_minutes_and_after_an_import() -> None:
    async def scenario() -> None:
        here = await peopled()
        assert here.mirror.made == 1
        await here.copy.tend()
        assert here.mirror.made == 1
        await here.shared.clock.advance(EVERY)
        await here.copy.tend()
        assert here.mirror.made == 2
        imported = ev.ResidentsImported(1, 1, 1, 0)
        await here.copy.heard([ev.Event(9, ev.EventId("e"), "directory:norrby", 1, T0, anna.id, NORRBY, imported)], ())
        await here.copy.tend()
        assert here.mirror.made == 3

    run_async(scenario())


def test_a_copy_that_could_not_be_made_is_tried_again_soon_and_the_old_one_serves() -> None:
    async def scenario() -> None:
        here = await peopled()
        await here.shared.clock.advance(EVERY)
        here.shared.residents.is_down = True
        await here.copy.tend()
        assert (here.mirror.made, here.copy.copied_at, here.copy.is_readable) == (1, T0, True)
        here.shared.residents.is_down = False
        await here.shared.clock.advance(AGAIN_AFTER_S)
        await here.copy.tend()
        assert here.mirror.made == 2

    run_async(scenario())


def test_who_is_erased_in_the_store_is_gone_from_the_card_after_the_next_copy() -> None:
    async def scenario() -> None:
        here = await peopled()
        here.cut()
        await here.shared.records.card(anna, ASTRID, ReadReason.CALL)
        here.mend()
        del here.shared.residents._residents[ASTRID]
        await here.shared.clock.advance(EVERY)
        await here.copy.tend()
        here.cut()
        here.copy.does_store_answer = False
        with pytest.raises(Unwritable):
            await here.shared.records.card(anna, ASTRID, ReadReason.CALL)

    run_async(scenario())


def test_the_loop_looks_after_all_of_it() -> None:
    async def scenario() -> None:
        here = await peopled()
        async with here.shared.running():
            loop = asyncio.get_running_loop().create_task(here.copy.run())
            await settle()
            here.cut()
            await here.shared.records.card(anna, ASTRID, ReadReason.CALL)
            await here.shared.clock.advance(10)
            here.mend()
            await here.shared.clock.advance(10)
            assert reads(here) == [("anna", ASTRID)]
            loop.cancel()
            await asyncio.gather(loop, return_exceptions=True)

    run_async(scenario())
