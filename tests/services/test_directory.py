"""Looking people up: a reason before, a trace before the eye, masked for the reader, nothing across the walls."""

from datetime import date, timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause
from console.domain.card import Card
from console.domain.events import ReadReason
from console.domain.ids import CENTRE, CaseId, DeviceId, ResidentId
from console.domain.imported import ImportedRows
from console.domain.journal import Unwritable
from console.domain.operator import Operator, Role
from console.domain.reach import Condition, Reach, reach_of
from console.domain.refused import Reason, Refused
from console.domain.resident import CriticalFact, FactKind, Protection
from tests.builders import (
    NORRBY,
    SODERBY,
    T0,
    alarm,
    device,
    household,
    municipality,
    operator,
    resident,
    status,
)
from tests.fakes import run_async
from tests.services.fakes import Station, station, two_stations

anna, bo = operator("anna"), operator("bo")
named = operator("nora", protected=[NORRBY])
ASTRID = ResidentId("astrid")
MARKS = ("Astrid", "Lind", "Storgatan", "MARKPHONE", "19380501")


def peopled(**more: object) -> Station:
    """Astrid and Bror at Storgatan; Astrid has an alarm, the household another."""
    here = station()
    here.residents.put(
        municipalities=[municipality(SODERBY)],
        households=[household()],
        residents=[
            resident(phone="MARKPHONE", personal_number="19380501", facts=(CriticalFact(FactKind.HEARING),), **more),
            resident("bror", given_name="Bror"),
        ],
        devices=[device(resident="astrid", household="home-1"), device("shared", household="home-1")],
    )
    return here


async def opened(here: Station, of: str = "dev-1") -> CaseId:
    await here.intake.take([alarm(here.clock.now(), device=of)])
    [case] = here.recorder.board.open_cases()
    return case.id


async def refusal(here: Station, who: Operator, reason: ReadReason | None = None, **more: object) -> Reason:
    """The reason why the card is not shown; then nothing is journalled."""
    length = len(here.journal.events)
    with pytest.raises(Refused) as refused:
        await here.records.card(who, more.pop("of", ASTRID), reason, **more)  # type: ignore[arg-type]
    assert len(here.journal.events) == length
    return refused.value.reason


def test_a_card_needs_a_reason() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        assert await refusal(here, anna) is Reason.REASON_MISSING
        assert await refusal(here, anna, ReadReason.OWN_CASE) is Reason.REASON_MISSING
        card = await here.records.card(anna, ASTRID, ReadReason.CALL)
        assert (card.person.name, card.reason) == ("Astrid Lind", ReadReason.CALL)

    run_async(scenario())


@pytest.mark.parametrize("of", ["dev-1", "shared"])
def test_an_own_claimed_case_is_the_reason_unasked_even_right_after_an_import(of: str) -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here, of)
        assert await refusal(here, anna, case=case) is Reason.REASON_MISSING
        await here.desk.claim(anna, case)
        for memory in (here.directory._members, here.directory._residents):
            memory.forget()
        card = await here.records.card(anna, ASTRID, None, case)
        assert card.reason is ReadReason.OWN_CASE
        assert here.journal.bodies(ev.PersonRead) == [ev.PersonRead(ASTRID, ReadReason.OWN_CASE, case, False)]

    run_async(scenario())


def test_a_parked_own_case_is_a_reason_and_a_colleagues_or_closed_one_is_not() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        await here.desk.promise(anna, case, T0 + timedelta(hours=1), "patrull")
        assert (await here.records.card(anna, ASTRID, None, case)).reason is ReadReason.OWN_CASE
        assert await refusal(here, bo, case=case) is Reason.REASON_MISSING
        await here.desk.close(anna, case, "question", "", 99)
        assert await refusal(here, anna, case=case) is Reason.REASON_MISSING

    run_async(scenario())


def test_an_own_case_about_one_person_is_no_reason_to_read_another() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        assert await refusal(here, anna, case=case, of=ResidentId("bror")) is Reason.REASON_MISSING

    run_async(scenario())


def test_the_read_is_journalled_before_anything_is_shown() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        here.journal.is_down = True
        with pytest.raises(Unwritable):
            await here.records.card(anna, ASTRID, ReadReason.CALL)
        here.journal.is_down = False
        assert here.journal.bodies(ev.PersonRead) == []
        await here.records.card(anna, ASTRID, ReadReason.CALL)
        [event] = [event for event in here.journal.events if isinstance(event.body, ev.PersonRead)]
        assert (event.who, event.subject, event.municipality) == ("anna", "person:astrid", NORRBY)

    run_async(scenario())


@pytest.mark.parametrize(
    "who", [operator("cia", municipalities=[SODERBY]), operator("tage", Role.TECHNICIAN), operator("eva", Role.AUDITOR)]
)
def test_a_card_outside_the_grants_is_refused_and_leaves_no_trace_of_a_read(who: Operator) -> None:
    async def scenario() -> None:
        here = await peopled().start()
        assert await refusal(here, who, ReadReason.CALL) is Reason.NOT_GRANTED

    run_async(scenario())


def test_an_unknown_resident_is_refused() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        assert await refusal(here, anna, ReadReason.CALL, of=ResidentId("nobody")) is Reason.NO_SUCH_RESIDENT

    run_async(scenario())


@pytest.mark.parametrize("grade", [Protection.CONFIDENTIAL, Protection.PROTECTED])
def test_a_protected_person_is_masked_on_the_card_and_in_the_queue(grade: Protection) -> None:
    async def scenario() -> None:
        here = await peopled(protection=grade).start()
        await opened(here)
        card = await here.records.card(anna, ASTRID, ReadReason.CALL, unmask=True)
        assert card.person.is_masked
        shown = repr(card.person) + repr(here.feed.queue.rows())  # type: ignore[union-attr]
        assert [mark for mark in MARKS if mark in shown] == []
        assert [fact.kind for fact in card.person.facts] == [FactKind.HEARING]

    run_async(scenario())


def test_a_fault_of_a_shared_unit_is_about_its_household_and_masked_with_it_also_after_a_restart() -> None:
    async def scenario() -> None:
        here = await peopled(protection=Protection.PROTECTED).start()
        await here.intake.take([alarm(here.clock.now(), Cause.BATTERY_LOW, device="shared")])
        again = Station(here.name, here.journal, here.residents, here.broker)
        await again.start()
        for one in (here, again):
            [row] = one.feed.queue.rows()  # type: ignore[union-attr]
            assert [person.id for person in row.people] == ["astrid", "bror"]
            assert all(person.is_masked for person in row.people)
            assert (row.resident, row.asks_who) == (None, False)

    run_async(scenario())


def test_a_fault_of_a_thing_that_nobody_lives_with_is_about_nobody() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        await here.intake.take([alarm(here.clock.now(), Cause.BATTERY_LOW, device="lamp")])
        await here.intake.take([alarm(here.clock.now(), Cause.BATTERY_LOW, device="shared", sender="stranger")])
        assert [row.people for row in here.feed.queue.rows()] == [(), ()]  # type: ignore[union-attr]

    run_async(scenario())


def test_only_a_read_that_showed_a_protected_identity_is_journalled_as_such() -> None:
    async def scenario() -> None:
        here = await peopled(protection=Protection.PROTECTED).start()
        for who, unmask in ((anna, True), (named, False), (named, True)):
            await here.records.card(who, ASTRID, ReadReason.EMERGENCY, unmask=unmask)
        await here.records.card(named, ResidentId("bror"), ReadReason.EMERGENCY, unmask=True)
        reads = here.journal.bodies(ev.PersonRead)
        assert [read.is_unmasked for read in reads] == [False, False, True, True]  # type: ignore[union-attr]
        card = await here.records.card(named, ASTRID, ReadReason.EMERGENCY, unmask=True)
        assert card.person.name == "Astrid Lind"

    run_async(scenario())


def test_the_others_in_the_household_stay_masked_when_one_is_unmasked() -> None:
    async def scenario() -> None:
        here = await peopled(protection=Protection.PROTECTED).start()
        card = await here.records.card(named, ResidentId("bror"), ReadReason.CALL, unmask=True)
        [other] = card.household
        assert other.is_masked
        assert "Astrid" not in repr(card.household)

    run_async(scenario())


def test_the_card_says_of_a_device_what_the_technical_lane_knows_beside_its_last_word() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        await here.intake.take([status(here.clock.now(), device="dev-1")])
        lost = Condition({Cause.BATTERY_FAILED: here.clock.now(), Cause.MAINS_LOST: here.clock.now()})
        here.records.conditions = lambda lines: {line.device.id: lost for line in lines}
        card = await here.records.card(anna, ASTRID, ReadReason.CALL)
        assert reach_of(card.devices, here.clock.now()).reach is Reach.CAN_ALARM
        assert reach_of(card.devices, here.clock.now(), card.conditions).reach is Reach.NO_PATH

    run_async(scenario())


def test_the_card_gathers_devices_signs_history_and_household() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        await here.intake.take([status(T0, device="dev-1")])
        for _ in range(7):
            case = await opened(here)
            await here.desk.claim(anna, case)
            await here.desk.close(anna, case, "question", "", 99)
            await here.clock.advance(timedelta(hours=1))
        card: Card = await here.records.card(anna, ASTRID, ReadReason.CALL)
        signs = {line.device.id: line.sign.at if line.sign else None for line in card.devices}
        assert signs == {DeviceId("dev-1"): T0, DeviceId("shared"): None}
        assert [other.name for other in card.household] == ["Bror Lind"]
        assert len(card.history) == 5
        opened_at = [summary.opened_at for summary in card.history]
        assert opened_at == sorted(opened_at, reverse=True)
        assert {summary.outcome for summary in card.history} == {"question"}

    run_async(scenario())


def test_what_was_looked_up_once_is_not_asked_for_again() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        await here.intake.take([alarm()])
        asked = here.residents.asked
        for _ in range(5):
            await here.intake.take([alarm()])
        assert here.residents.asked == asked
        for _ in range(3):
            await here.intake.take([alarm(device="never-heard-of")])
        assert here.residents.asked == asked + 1

    run_async(scenario())


def imported(**more: object) -> ImportedRows:
    return ImportedRows(
        residents=(resident("cesar", "home-3", given_name="Cesar"),), households=(household("home-3"),),
        devices=(device("new", resident="cesar"),), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_an_import_is_known_at_every_console_at_once() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        lead = operator("lisa", Role.SHIFT_LEAD)
        await one.start()
        await two.start(seat="bo")
        await two.intake.take([alarm(device="new")])
        await one.directory.take_in(imported(errors=("row 3: born",)), lead)
        await two.recorder.follow()
        await two.intake.take([alarm(device="new")])
        assert {case.resident for case in two.recorder.board.open_cases()} == {None, "cesar"}
        assert one.journal.bodies(ev.ResidentsImported) == [ev.ResidentsImported(1, 1, 1, 1)]

    run_async(scenario())


def test_an_import_of_nothing_but_a_municipality_is_journalled_and_known() -> None:
    async def scenario() -> None:
        here = await station().start()
        lead = operator("lisa", Role.SHIFT_LEAD, municipalities=[SODERBY])
        await here.intake.take([alarm(municipality=SODERBY, device="a")])
        await here.directory.take_in(ImportedRows(municipalities=(municipality(SODERBY),)), lead)
        await here.intake.take([alarm(municipality=SODERBY, device="b")])
        assert {case.municipality for case in here.recorder.board.open_cases()} == {CENTRE, SODERBY}
        assert (SODERBY, AlarmClass.HIGH) in here.directory.targets()

    run_async(scenario())


def test_an_import_to_another_municipality_is_refused_whole() -> None:
    async def scenario() -> None:
        here = await station().start()
        lead = operator("lisa", Role.SHIFT_LEAD)
        with pytest.raises(Refused) as refused:
            await here.directory.take_in(imported(municipalities=(municipality(SODERBY),)), lead)
        assert refused.value.reason is Reason.NOT_GRANTED
        assert await here.directory.resident(ResidentId("cesar")) is None

    run_async(scenario())


def test_an_operator_may_not_import() -> None:
    async def scenario() -> None:
        here = await station().start()
        with pytest.raises(Refused):
            await here.directory.take_in(imported(), anna)

    run_async(scenario())


def test_a_directory_that_fails_after_an_import_neither_fails_the_commit_nor_is_forgotten() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        one.residents.put(municipalities=[municipality(SODERBY)])
        await one.directory.take_in(imported(), operator("lisa", Role.SHIFT_LEAD))
        two.residents.is_down = True
        await two.recorder.follow()
        assert two.recorder.board.seq == len(two.journal.events)
        two.residents.is_down = False
        await two.intake.take([alarm(municipality=SODERBY)])
        assert {case.municipality for case in two.recorder.board.open_cases()} == {SODERBY}

    run_async(scenario())


def test_a_source_belongs_to_its_municipality_or_to_the_centre() -> None:
    async def scenario() -> None:
        here = await station().start()
        assert here.directory.municipality_of("/norrby/trygg/dev-1") == NORRBY
        for source in ("/atlantis/x", "nonsense", "", "unreadable:vaka/v1/norrby/x/alarms/y"):
            assert here.directory.municipality_of(source) == CENTRE

    run_async(scenario())


def test_the_centres_own_cases_have_every_municipalitys_outcomes() -> None:
    async def scenario() -> None:
        here = await station().start()
        outcomes = here.directory.outcomes()
        assert set(outcomes) == {CENTRE, NORRBY}
        assert set(outcomes[CENTRE]) == set(outcomes[NORRBY])

    run_async(scenario())


def test_age_on_the_card_is_that_of_the_clocks_day() -> None:
    async def scenario() -> None:
        here = await peopled(born=date(1938, 3, 2)).start()
        assert (await here.records.card(anna, ASTRID, ReadReason.CALL)).person.age == 88

    run_async(scenario())


def test_a_cohabitants_card_does_not_give_a_protected_persons_address_away() -> None:
    async def scenario() -> None:
        here = station()
        here.residents.put(
            municipalities=[municipality()], households=[household(street="Hemliga gatan 1")],
            residents=[resident("astrid"), resident("bror", protection=Protection.PROTECTED)],
        )  # fmt: skip
        await here.start()
        card = await here.records.card(anna, ResidentId("astrid"), ev.ReadReason.FOLLOW_UP)
        assert "Hemliga gatan 1" not in repr(card)
        assert card.person.is_masked

    run_async(scenario())
