"""The longer history of a resident: the rights and reasons of the card, and a trace of its own."""

from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.events import ReadReason
from console.domain.ids import CaseId, ResidentId
from console.domain.journal import CaseSummary, Unwritable
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.services.records import MOST_CASES
from tests.builders import NORRBY, SODERBY, T0, operator
from tests.fakes import run_async
from tests.services.fakes import Station
from tests.services.test_directory import ASTRID, anna, bo, opened, peopled


def aged(here: Station, count: int) -> None:
    """So many cases of Astrid's, a day apart."""
    for number in range(count):
        at = T0 - timedelta(days=number + 1)
        case = CaseId(f"old-{number:03}")
        here.journal.summaries[case] = CaseSummary(
            case, NORRBY, ASTRID, at, at + timedelta(minutes=5), 3, "personal_alarm", "press", "question"
        )


def test_the_longer_history_is_newest_first_and_never_more_than_fifty() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        aged(here, 60)
        found = await here.records.history(anna, ASTRID, ReadReason.CALL, None, 1000)
        assert len(found) == MOST_CASES
        assert [each.case for each in found[:2]] == ["old-000", "old-001"]
        assert len(await here.records.history(anna, ASTRID, ReadReason.CALL, None, 7)) == 7

    run_async(scenario())


def test_it_is_a_reading_of_its_own_with_its_reason() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        await here.records.card(anna, ASTRID, None, case)
        await here.records.history(anna, ASTRID, None, case, 50)
        assert here.journal.bodies(ev.PersonRead) == [ev.PersonRead(ASTRID, ReadReason.OWN_CASE, case, False)] * 2

    run_async(scenario())


def test_who_may_not_open_the_card_gets_no_history_and_leaves_no_trace() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        length = len(here.journal.events)
        technician = operator("tore", Role.TECHNICIAN)
        stranger = operator("sven", municipalities=[SODERBY])
        for who, of, reason, expected in (
            (bo, ASTRID, None, Reason.REASON_MISSING),
            (bo, ASTRID, ReadReason.OWN_CASE, Reason.REASON_MISSING),
            (technician, ASTRID, ReadReason.CALL, Reason.NOT_GRANTED),
            (stranger, ASTRID, ReadReason.CALL, Reason.NOT_GRANTED),
            (anna, ResidentId("nobody"), ReadReason.CALL, Reason.NO_SUCH_RESIDENT),
        ):
            with pytest.raises(Refused) as refused:
                await here.records.history(who, of, reason, case, 50)
            assert refused.value.reason is expected
        assert len(here.journal.events) == length

    run_async(scenario())


def test_what_leaves_no_trace_is_not_shown() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        aged(here, 1)
        here.journal.is_down = True
        with pytest.raises(Unwritable):
            await here.records.history(anna, ASTRID, ReadReason.CALL, None, 50)

    run_async(scenario())
