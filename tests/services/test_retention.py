"""What is forgotten by rule: all that is due, however much, and a trace that it was."""

import asyncio
import logging
from datetime import datetime, timedelta

import pytest

from console.domain import events as ev
from console.domain.call import CallKind
from console.domain.ids import CallId, DecisionId, DeviceId, LookId, ResidentId
from console.domain.journal import Writing
from console.domain.look import LookEnd, LookFor, LookOutcome, LookState
from console.domain.operator import Role
from console.domain.picture import Mask
from console.domain.refused import Reason, Refused
from console.domain.report import Position, ResponderReport, SampleReport
from console.domain.triage import Planned
from console.services.retention import Retention, Rules
from tests.builders import HERE, NORRBY, T0, alarm, device, head, household, operator, resident
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


def look(subject: str, resident_: str | None = "astrid", note: str = "MARKNOTE") -> list[Planned]:
    """A look from its opening to what was said of it."""
    id_, decision, whom = LookId(subject), DecisionId("dec-1"), ResidentId(resident_) if resident_ else None
    bodies: list[ev.Body] = [
        ev.LookOpened(id_, decision, whom, DeviceId("cam-1"), LookFor.CASE, HERE, Mask.SQUARES, reason="MARKREASON"),
        ev.LookUnmasked(id_, "MARKWHY"),
        ev.LookShut(id_, LookEnd.JUDGED, 12.5),
        ev.LookJudged(id_, decision, whom, LookOutcome.ASLEEP, LookState.DONE, note=note),
    ]
    return [Planned(ev.look_subject(id_), NORRBY, body) for body in bodies]


def test_what_was_told_of_looks_at_a_resident_is_erased_and_who_looked_when_stays() -> None:
    async def scenario() -> None:
        here = station()
        here.residents.put(households=[household()], residents=[resident(), resident("bror")])
        await here.start()
        for planned in (look("old"), look("bror's", "bror"), look("corridor", None)):
            await here.recorder.note(planned, operator("anna").id)
        await here.clock.advance(timedelta(hours=37))
        await here.recorder.note(look("new"), operator("anna").id)
        await here.clock.advance(timedelta(hours=35))
        before = tuple(here.journal.events)
        assert await retention(here).erase_resident(ASTRID, auditor) == 4
        after = here.journal.events
        erased = set(before) - set(after)
        assert {event.subject for event in erased} == {"look:old"}
        assert len(erased) == 4
        assert [(event.who, event.at) for event in after[: len(before)]] == [(event.who, event.at) for event in before]
        assert await retention(here).erase_resident(ASTRID, auditor) == 0

    run_async(scenario())


def test_what_was_told_of_a_call_outside_any_case_is_erased_with_the_looks() -> None:
    async def scenario() -> None:
        here = station()
        here.residents.put(households=[household()], residents=[resident(), resident("bror")])
        await here.start()
        for id_, whom in (("hers", "astrid"), ("bror's", "bror")):
            call = CallId(id_)
            body = ev.CallBegan(call, CallKind.VOICE, HERE, ResidentId(whom), reason="MARKREASON")
            planned = [Planned(ev.call_subject(call), NORRBY, body)]
            await here.recorder.note(planned, operator("anna").id)
        assert await retention(here).erase_resident(ASTRID, auditor) == 0
        await here.clock.advance(timedelta(hours=49))
        before = tuple(here.journal.events)
        assert await retention(here).erase_resident(ASTRID, auditor) == 1
        assert {event.subject for event in set(before) - set(here.journal.events)} == {"call:hers"}

    run_async(scenario())


def test_a_look_of_which_something_new_was_told_stays_whole() -> None:
    async def scenario() -> None:
        here = station()
        here.residents.put(households=[household()], residents=[resident()])
        await here.start()
        opened, *others = look("long")
        await here.recorder.note([opened], operator("anna").id)
        await here.clock.advance(timedelta(hours=37))
        await here.recorder.note(others, operator("anna").id)
        assert await retention(here).erase_resident(ASTRID, auditor) == 0

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


def test_where_staff_were_goes_after_hours_and_their_plan_after_a_fortnight() -> None:
    async def scenario() -> None:
        here = await station().start()
        asked = []

        async def forget(planned_before: datetime, silent_before: datetime) -> int:
            asked.append((planned_before, silent_before))
            return 3

        now = here.clock.now()
        words = ResponderReport(head(now), "st-1", "free", Position(57.0, 13.9, None, now))
        await here.journal.write(Writing(len(here.journal.events), reports=(words,)))
        jobs = Retention(here.journal, here.residents, here.recorder, here.clock, RULES, forget)
        assert await jobs.run_once() == 0
        assert asked == [(now - timedelta(days=14), now - timedelta(hours=12))]
        await here.clock.advance(timedelta(hours=25))
        assert await jobs.run_once() == 1
        assert here.journal.reports == {}

    run_async(scenario())
