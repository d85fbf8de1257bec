"""The blind view's calls are done by whoever is seated, and the routine is the language's own."""

from __future__ import annotations

from collections.abc import Coroutine
from types import SimpleNamespace
from typing import Any

import pytest

from console.bootstrap.routines import routines
from console.config import Config
from console.domain import events as ev
from console.domain.refused import Reason, Refused
from console.domain.resident import CriticalFact, FactKind
from console.domain.routine import ReservePhone
from console.services.blind import BlindDesk
from console.services.risk_lists import RiskLists
from tests.builders import household, resident
from tests.fakes import run_async
from tests.services.copy_kit import FakeRegister
from tests.services.fakes import Station, station
from ui.bridged_blind import BridgedBlind


class Bridged(BridgedBlind):
    """Over no bridge: the console is on this loop."""

    def __init__(self, here: Station) -> None:
        register = FakeRegister(here.residents, here.journal)
        lists = RiskLists(here.residents, register, here.records, here.recorder, here.clock, None)
        desk = BlindDesk(lists, routines(Config()), ReservePhone("Reserv", "112"))
        self._parts = SimpleNamespace(sign_in=here.sign_in, blind=desk)

    @property
    def _open(self) -> Any:
        return self._parts

    async def _ask(self, step: Coroutine[Any, Any, Any]) -> Any:
        return await step


def test_the_seated_operator_asks_and_leaves_the_trace() -> None:
    async def scenario() -> None:
        here = station()
        here.residents.put(households=[household()], residents=[resident(facts=(CriticalFact(FactKind.OXYGEN),))])
        await here.start(seat="bo")
        office = Bridged(here)
        assert [one.person.name for one in (await office.risk_list()).people] == ["Astrid Lind"]
        assert [card.person.name for card in await office.risk_cards()] == ["Astrid Lind"]
        traces = [event for event in here.journal.events if isinstance(event.body, ev.RiskListRead | ev.PersonRead)]
        assert [event.who for event in traces] == ["bo", "bo"]
        await here.sign_in.sign_out()
        with pytest.raises(Refused) as refused:
            await office.risk_list()
        assert refused.value.reason is Reason.NOT_SIGNED_IN

    run_async(scenario())


def test_the_routine_and_the_reserve_are_there_at_once() -> None:
    office = Bridged(station())
    assert office.routine("sv").title == "ingen kontakt"
    assert office.routine("en").title == "no contact"
    assert office.reserve() == ReservePhone("Reserv", "112")
