"""The risk list: the operator's own municipalities, masked, with one trace an opening; the cards with one each."""

import pytest

from console.domain import events as ev
from console.domain import risk
from console.domain.alarm import DeviceKind
from console.domain.events import ReadReason
from console.domain.ids import DeviceId, ResidentId
from console.domain.journal import SignOfLife, Unwritable
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.domain.resident import CriticalFact, FactKind, Protection
from console.domain.risk import Peril, RiskReason
from console.services.risk_lists import RiskLists
from tests.builders import NORRBY, SODERBY, T0, alarm, device, household, minutes, municipality, operator, resident
from tests.fakes import run_async
from tests.services.copy_kit import Copied, FakeRegister
from tests.services.fakes import Station, station

anna = operator("anna")


def at_risk(id_: str, *kinds: FactKind, **more: object) -> object:
    facts = tuple(CriticalFact(kind, "MARKDETAIL") for kind in kinds)
    return resident(id_, f"home-{id_}", given_name=id_.capitalize(), facts=facts, **more)


def peopled() -> Station:
    here = station()
    here.residents.put(
        municipalities=[municipality(SODERBY)],
        households=[household(f"home-{one}", f"{one} 1") for one in ("astrid", "bror", "cilla", "dag", "eva")],
        residents=[
            at_risk("astrid", FactKind.DIABETES),
            at_risk("bror", FactKind.OXYGEN, FactKind.LIVES_ALONE, protection=Protection.PROTECTED),
            at_risk("cilla", FactKind.HEARING),
            at_risk("dag", FactKind.DEMENTIA),
            at_risk("eva", FactKind.OXYGEN, municipality=SODERBY),
        ],  # type: ignore[list-item]
        devices=[
            device("d-cilla", resident="cilla", household="home-cilla"),
            device("d-dag", resident="dag", household="home-dag", kind=DeviceKind.DOOR_ALARM),
        ],
    )
    here.journal.signs[NORRBY, DeviceId("d-dag")] = SignOfLife(NORRBY, DeviceId("d-dag"), T0 - minutes(7))
    return here


def lists(here: Station) -> RiskLists:
    register = FakeRegister(here.residents, here.journal)
    return RiskLists(here.residents, register, here.records, here.recorder, here.clock, None)


def test_the_list_is_in_order_masked_and_leaves_one_trace() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        await here.intake.take([alarm(device="d-cilla")])
        found = await lists(here).read(anna)
        assert [(one.person.id, one.peril) for one in found.people] == [
            ("cilla", Peril.UNANSWERED), ("bror", Peril.MINUTES), ("dag", Peril.HOURS), ("astrid", Peril.HOURS),
        ]  # fmt: skip
        assert found.people[0].reasons == (RiskReason.UNANSWERED,)
        bror = found.people[1]
        assert bror.person.is_masked
        assert (bror.person.name, bror.person.street) == ("", "")
        assert bror.reasons == (FactKind.OXYGEN, FactKind.LIVES_ALONE)
        assert "MARKDETAIL" not in repr(bror)
        dag = found.people[2]
        assert dag.last_sign == T0 - minutes(7)
        assert dag.reasons == (FactKind.DEMENTIA, RiskReason.DOOR_ALARM)
        assert (found.total, found.copied_at) == (4, None)
        assert here.journal.bodies(ev.RiskListRead, ev.PersonRead) == [ev.RiskListRead(4, None)]

    run_async(scenario())


def test_who_lives_with_a_protected_person_is_masked_on_the_list_too() -> None:
    async def scenario() -> None:
        here = peopled()
        here.residents.put(residents=[resident("frida", "home-bror", facts=(CriticalFact(FactKind.EPILEPSY),))])
        await here.start()
        [frida] = [one for one in (await lists(here).read(anna)).people if one.person.id == "frida"]
        assert frida.person.is_masked
        assert "Lind" not in repr(frida)

    run_async(scenario())


def test_each_municipality_of_the_operator_has_its_trace_and_no_other() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        both = operator("anna", municipalities=[NORRBY, SODERBY])
        found = await lists(here).read(both)
        assert {one.person.municipality for one in found.people} == {NORRBY, SODERBY}
        traces = [event for event in here.journal.events if isinstance(event.body, ev.RiskListRead)]
        assert [(event.municipality, event.body.count) for event in traces] == [(NORRBY, 3), (SODERBY, 1)]

    run_async(scenario())


def test_who_may_read_no_resident_has_no_list() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        for call in (lists(here).read, lists(here).cards):
            with pytest.raises(Refused) as refused:
                await call(operator("teo", Role.TECHNICIAN))
            assert refused.value.reason is Reason.NOT_GRANTED

    run_async(scenario())


def test_a_list_without_a_trace_is_not_shown() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        of = lists(here)
        here.journal.is_down = True
        with pytest.raises(Unwritable):
            await of.read(anna)
        with pytest.raises(Unwritable):
            await of.cards(anna)

    run_async(scenario())


def test_a_long_list_is_cut_and_says_how_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        here = station()
        here.residents.put(residents=[at_risk(f"r{n:03}", FactKind.DIABETES) for n in range(700)])  # type: ignore[list-item]
        await here.start()
        found = await lists(here).read(anna)
        assert (len(found.people), found.total) == (risk.LISTED, 700)

    run_async(scenario())


def test_every_printed_card_leaves_its_own_trace_and_nobody_is_unmasked() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        named = operator("anna", protected=[NORRBY])
        cards = await lists(here).cards(named)
        assert cards[0].person.id == "bror"
        assert cards[0].person.is_masked
        assert here.journal.bodies(ev.PersonRead) == [
            ev.PersonRead(ResidentId(card.person.id), ReadReason.EMERGENCY) for card in cards
        ]

    run_async(scenario())


def test_with_a_copy_the_list_and_the_cards_need_no_store_and_their_traces_come_home() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        copied = await Copied(here).start()
        await copied.copy.tend()
        copied.cut()
        found = await copied.lists.read(anna)
        cards = await copied.lists.cards(anna)
        assert found.copied_at == T0
        assert [one.person.id for one in found.people] == [card.person.id for card in cards]
        assert all(card.copied_at == T0 for card in cards)
        copied.mend()
        await copied.copy.tend()
        assert here.journal.bodies(ev.RiskListRead) == [ev.RiskListRead(3, T0)]
        assert len(here.journal.bodies(ev.PersonRead)) == len(cards) == 3

    run_async(scenario())
