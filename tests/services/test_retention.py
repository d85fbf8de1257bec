"""What is forgotten by rule: all that is due, however much, and a trace that it was."""

import asyncio
import logging
from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.ids import ResidentId
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.domain.report import SampleReport
from console.services.retention import Retention, Rules
from tests.builders import T0, alarm, device, head, household, operator, resident
from tests.fakes import run_async, settle
from tests.services.fakes import Station, station

RULES = Rules(samples=timedelta(days=14), alarms=timedelta(days=90))
auditor = operator("eva", Role.AUDITOR)
ASTRID = ResidentId("astrid")


def retention(here: Station) -> Retention:
    return Retention(here.journal, here.residents, here.recorder, here.clock, RULES)


def test_one_run_erases_all_that_is_due_however_much_and_nothing_else() -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.intake.take([SampleReport(head(T0), ()) for _ in range(7)])
        await here.intake.take([alarm(T0)])
        await here.clock.advance(timedelta(days=15))
        young = SampleReport(head(here.clock.now()), ())
        await here.intake.take([young])
        assert await retention(here).run_once() == 7
        assert len(here.journal.reports) == 2
        assert young.head.key in here.journal.reports
        erased = here.journal.bodies(ev.ReportsErased)
        assert sum(body.count for body in erased) == 7  # type: ignore[union-attr]
        assert await retention(here).run_once() == 0
        assert here.journal.bodies(ev.ReportsErased) == erased
        assert here.recorder.board.seq == len(here.journal.events)

    run_async(scenario())


def test_a_store_that_is_away_is_told_in_one_line_and_asked_again_in_minutes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.intake.take([SampleReport(head(T0), ())])
        await here.clock.advance(timedelta(days=15))
        here.journal.is_down = True
        running = asyncio.get_running_loop().create_task(retention(here).run())
        await settle()
        [line] = [record for record in caplog.records if "nothing is erased now" in record.message]
        assert line.exc_info is None
        here.journal.is_down = False
        await here.clock.advance(timedelta(minutes=5))
        assert here.journal.reports == {}
        running.cancel()
        await asyncio.wait({running})

    with caplog.at_level(logging.INFO):
        run_async(scenario())


def test_a_resident_with_an_open_or_lately_closed_case_is_not_erased() -> None:
    async def scenario() -> None:
        here = station()
        here.residents.put(households=[household()], residents=[resident()], devices=[device(resident="astrid")])
        await here.start()
        await here.intake.take([alarm(T0)])
        for _ in range(2):
            with pytest.raises(Refused) as refused:
                await retention(here).erase_resident(ASTRID, auditor)
            assert refused.value.reason is Reason.NOTHING_TO_DO
            for case in list(here.recorder.board.open_cases()):
                await here.desk.claim(operator("anna"), case.id)
                await here.desk.close(operator("anna"), case.id, "question", "", 99)

    run_async(scenario())


def test_only_who_may_erase_erases() -> None:
    async def scenario() -> None:
        here = station()
        here.residents.put(households=[household()], residents=[resident()])
        await here.start()
        with pytest.raises(Refused) as refused:
            await retention(here).erase_resident(ASTRID, operator("anna"))
        assert refused.value.reason is Reason.NOT_GRANTED
        with pytest.raises(Refused) as refused:
            await retention(here).erase_resident(ResidentId("nobody"), auditor)
        assert refused.value.reason is Reason.NO_SUCH_RESIDENT

    run_async(scenario())
