"""A call for help: told at every console, and over by itself."""

import pytest

from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import CaseId, ConsoleId, OperatorId
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.services.help import Help
from console.services.screen import HelpTold
from tests.builders import HERE, SODERBY, alarm, knowledge, operator
from tests.fakes import run_async
from tests.services.fakes import Station, station, two_stations

anna, bo = operator("anna"), operator("bo")


def help_of(here: Station) -> Help:
    return Help(here.recorder, here.clock, here.name, lambda: here.desk.colleagues)


async def burning(here: Station, number: int = 2) -> list[CaseId]:
    reports = [
        alarm(here.clock.now(), Cause.SMOKE, DeviceKind.SMOKE_DETECTOR, device=f"smoke-{one}") for one in range(number)
    ]
    recorded = await here.recorder.record(reports, knowledge())
    return [case for event in recorded.events if (case := ev.case_of(event.subject)) is not None]


def told(here: Station) -> list[dict[ConsoleId, tuple[OperatorId, int]]]:
    updates = [update for update in here.screen.of(HelpTold) if isinstance(update, HelpTold)]
    return [{console: (one.operator, one.waiting) for console, one in update.wanted.items()} for update in updates]


def test_help_is_told_at_both_consoles_and_ends_when_no_life_alarm_waits() -> None:
    async def scenario() -> None:
        here, there = two_stations()
        await here.start(seat="anna")
        await there.start(seat="bo")
        await here.recorder.follow()
        wanted = help_of(here)
        cases = await burning(here)
        await wanted.ask(anna)
        await there.recorder.follow()
        asked = {here.name: (OperatorId("anna"), 2)}
        assert told(here)[-1] == told(there)[-1] == asked
        await here.desk.claim(anna, cases[0])
        await wanted.look()
        assert told(here)[-1] == asked
        await there.recorder.follow()
        await there.desk.claim(bo, cases[1])
        await here.recorder.follow()
        await wanted.look()
        await help_of(there).look()
        assert told(here)[-1] == told(there)[-1] == {}
        assert len(here.journal.bodies(ev.HelpEnded)) == 1

    run_async(scenario())


def test_who_asked_can_end_it_and_nobody_asks_twice_or_for_nothing() -> None:
    async def scenario() -> None:
        here = await station().start()
        wanted = help_of(here)
        for refuses in (wanted.ask, wanted.end):
            with pytest.raises(Refused) as refused:
                await refuses(anna)
            assert refused.value.reason is Reason.NOTHING_TO_DO
        await burning(here, 1)
        await wanted.ask(anna)
        with pytest.raises(Refused):
            await wanted.ask(anna)
        await wanted.end(anna)
        assert told(here)[-1] == {}
        assert len(here.journal.bodies(ev.HelpAsked)) == 1

    run_async(scenario())


def test_only_what_the_one_who_asks_may_handle_counts() -> None:
    async def scenario() -> None:
        here = await station().start()
        await burning(here)
        for other in (operator("carl", municipalities=(SODERBY,)), operator("tove", Role.TECHNICIAN)):
            with pytest.raises(Refused):
                await help_of(here).ask(other)

    run_async(scenario())


def test_help_that_a_console_asked_for_ends_when_another_sits_down_there() -> None:
    async def scenario() -> None:
        here = await station().start()
        await burning(here)
        await help_of(here).ask(anna)
        await here.sign_in.sign_in_as(OperatorId("bo"))
        assert HERE in here.recorder.board.help
        await help_of(here).look()
        assert here.recorder.board.help == {}

    run_async(scenario())


def test_signing_out_ends_it() -> None:
    async def scenario() -> None:
        here = await station().start()
        await burning(here)
        await help_of(here).ask(anna)
        await here.sign_in.sign_out()
        assert told(here)[-1] == {}

    run_async(scenario())
