"""The night's report, at a console: read with a trace, masked for who reads, signed once and only when it is over."""

import asyncio
from collections.abc import Awaitable
from datetime import date, timedelta

import pytest

from console.domain import events as ev
from console.domain.ids import DecisionId, LookId
from console.domain.look import LookOutcome
from console.domain.night import NOON
from console.domain.night_book import night_subject
from console.domain.night_report import Standing
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.domain.resident import Protection
from console.domain.triage import Planned
from console.services.night_reports import NightReports
from tests.builders import NORRBY, SODERBY, T0, operator, resident
from tests.fakes import run_async
from tests.services.fakes import station
from tests.services.reconcile_kit import OSKAR, Round, person
from tests.services.test_reconcile import AN_HOUR, DUE_S

NIGHT = T0.date()
oskar = operator("oskar", Role.NIGHT_SUPERVISION)
auditor = operator("rut", Role.AUDITOR)


async def a_night(*numbers: int) -> tuple[Round, NightReports]:
    here = await Round(station()).start()
    await here.settle_in([person(number) for number in numbers])
    return here, reports_of(here)


def reports_of(here: Round) -> NightReports:
    of = here.here
    return NightReports(here.shelf, of.recorder, of.journal, of.directory, NOON, of.clock)


async def refused(step: Awaitable[object]) -> Refused:
    with pytest.raises(Refused) as found:
        await step
    return found.value


def test_a_report_tells_the_night_and_leaves_its_trace() -> None:
    async def scenario() -> None:
        here, reports = await a_night(1, 2)
        await here.tick(2 * AN_HOUR)
        await here.look_in(1)
        await here.tick(AN_HOUR)
        shown = await reports.report(oskar, NORRBY, NIGHT)
        assert [line.standing for line in shown.report.looks] == [Standing.DONE, Standing.MISSED]
        assert [one.about for one in shown.report.lacked] == ["dec-2:20260302:2200"]
        assert {person.id: person.name for person in shown.people.values()} == {
            "person-1": "Astrid Lind", "person-2": "Astrid Lind",
        }  # fmt: skip
        [read] = here.here.journal.bodies(ev.JournalRead)
        assert read == ev.JournalRead("night:norrby:2026-03-02")

    run_async(scenario())


def test_who_may_neither_sign_nor_read_the_journal_there_gets_none_and_names_are_masked_for_the_rest() -> None:
    async def scenario() -> None:
        here, reports = await a_night(1)
        here.here.residents.put(residents=[resident("person-1", "home-person-1", protection=Protection.PROTECTED)])
        await here.here.directory.anew()
        for who in (operator("anna"), operator("o", Role.NIGHT_SUPERVISION, municipalities=(SODERBY,))):
            assert (await refused(reports.report(who, NORRBY, NIGHT))).reason is Reason.NOT_GRANTED
        assert here.here.journal.bodies(ev.JournalRead) == []
        [shown] = (await reports.report(oskar, NORRBY, NIGHT)).people.values()
        assert (shown.is_masked, shown.name) == (True, "")
        assert (await reports.report(auditor, NORRBY, NIGHT)).people == {}

    run_async(scenario())


def test_a_night_is_signed_when_it_is_over_once_and_as_it_was_read() -> None:
    async def scenario() -> None:
        here, reports = await a_night(1, 2)
        early = (await reports.report(oskar, NORRBY, NIGHT)).report.digest
        assert (await refused(reports.sign(oskar, NORRBY, NIGHT, early))).reason is Reason.NIGHT_NOT_OVER
        await here.tick(DUE_S + 10)
        read = (await reports.report(oskar, NORRBY, NIGHT)).report.digest
        old = await refused(reports.sign(oskar, NORRBY, NIGHT, early))
        assert (old.reason, old.detail) == (Reason.NIGHT_CHANGED, read)
        assert (await refused(reports.sign(auditor, NORRBY, NIGHT, read))).reason is Reason.NOT_GRANTED
        await reports.sign(oskar, NORRBY, NIGHT, read)
        again = await refused(reports.sign(oskar, NORRBY, NIGHT, read))
        assert (again.reason, again.owner) == (Reason.NIGHT_SIGNED, "oskar")
        assert here.here.journal.bodies(ev.NightSigned) == [ev.NightSigned(NIGHT, read)]
        shown = (await reports.report(oskar, NORRBY, NIGHT)).report
        assert shown.signed is not None
        assert (shown.signed.who, shown.signed.digest, shown.digest) == ("oskar", read, read)

    run_async(scenario())


def test_a_night_that_has_not_begun_is_not_over() -> None:
    async def scenario() -> None:
        _, reports = await a_night()
        ahead = NIGHT + timedelta(days=1)
        digest = (await reports.report(oskar, NORRBY, ahead)).report.digest
        assert (await refused(reports.sign(oskar, NORRBY, ahead, digest))).reason is Reason.NIGHT_NOT_OVER

    run_async(scenario())


def test_of_two_consoles_that_sign_at_once_one_does() -> None:
    async def scenario() -> None:
        here, reports = await a_night(1)
        await here.tick(DUE_S + 10)
        last = here.here
        other = await Round(station(journal=last.journal, residents=last.residents, broker=last.broker),
                            here.store).start()  # fmt: skip
        digest = (await reports.report(oskar, NORRBY, NIGHT)).report.digest
        lisa = operator("lisa", Role.SHIFT_LEAD)
        both = (reports.sign(oskar, NORRBY, NIGHT, digest), reports_of(other).sign(lisa, NORRBY, NIGHT, digest))
        [late] = [one for one in await asyncio.gather(*both, return_exceptions=True) if one is not None]
        assert isinstance(late, Refused)
        assert late.reason is Reason.NIGHT_SIGNED
        assert len(last.journal.bodies(ev.NightSigned)) == 1
        await here.tick(5 * 24 * AN_HOUR)
        assert (await refused(reports.sign(oskar, NORRBY, NIGHT, digest))).reason is Reason.NIGHT_SIGNED

    run_async(scenario())


def test_a_night_of_long_ago_is_told_as_it_was() -> None:
    """What the board has forgotten stands in the journal; so does what was said of the night a week before."""

    async def scenario() -> None:
        here, reports = await a_night(1, 2)
        ahead = NIGHT + timedelta(days=6)
        skip = ev.NightSkipped(DecisionId("dec-2"), ahead, "Hos dottern")
        await here.here.recorder.note((Planned(night_subject(NORRBY, ahead), NORRBY, skip),), OSKAR)
        await here.tick(2 * AN_HOUR)
        await here.look_in(1)
        await here.look_in(2, LookOutcome.AWAKE)
        before = (await reports.report(oskar, NORRBY, NIGHT)).report
        for _ in range(40):
            await here.here.clock.advance(12 * AN_HOUR)
            await here.lacking.look()
        assert LookId("dec-1:20260302:2200") not in here.here.recorder.board.night.looks
        after = (await reports.report(oskar, NORRBY, NIGHT)).report
        assert (after.looks, after.openings) == (before.looks, before.openings)
        assert [line.standing for line in after.looks] == [Standing.DONE, Standing.DONE]
        left = (await reports.report(oskar, NORRBY, ahead)).report
        assert [line.standing for line in left.looks] == [Standing.MISSED, Standing.SKIPPED]
        assert [one.why for one in left.left_out] == ["Hos dottern"]

    run_async(scenario())


def test_a_visit_of_the_day_after_is_of_the_nights_report() -> None:
    async def scenario() -> None:
        here, reports = await a_night(1)
        await here.tick(17 * AN_HOUR)
        await here.look_in(1, LookOutcome.VISITED_WELL)
        await here.tick(30 * AN_HOUR)
        [line] = (await reports.report(oskar, NORRBY, NIGHT)).report.looks
        assert (line.standing, line.outcome) == (Standing.LATE, LookOutcome.VISITED_WELL)

    run_async(scenario())


def test_the_journals_events_of_a_night_are_found_by_their_time() -> None:
    async def scenario() -> None:
        here, reports = await a_night(1)
        for _ in range(50):
            await here.here.clock.advance(12 * AN_HOUR)
            await here.look_in(1)
        found = await reports._first_at(T0 + timedelta(days=10))
        events = here.here.journal.events
        assert events[found - 1].at < T0 + timedelta(days=10) <= events[found].at
        assert await reports._first_at(T0 - timedelta(days=1)) == 0
        assert await reports._first_at(T0 + timedelta(days=99)) == len(events)
        assert (await reports.report(oskar, NORRBY, date(2020, 1, 1))).report.looks == ()

    run_async(scenario())


def test_what_was_opened_after_a_night_was_signed_is_signed_by_nobody_until_it_is_read_anew() -> None:
    async def scenario() -> None:
        here, reports = await a_night(1)
        await here.tick(DUE_S + 10)
        read = (await reports.report(oskar, NORRBY, NIGHT)).report.digest
        await reports.sign(oskar, NORRBY, NIGHT, read)
        await here.look_in(1)
        await here.tick()
        changed = (await reports.report(oskar, NORRBY, NIGHT)).report
        assert changed.signed is not None
        assert not changed.is_signed
        assert (await refused(reports.sign(oskar, NORRBY, NIGHT, read))).reason is Reason.NIGHT_CHANGED
        await reports.sign(oskar, NORRBY, NIGHT, changed.digest)
        anew = (await reports.report(oskar, NORRBY, NIGHT)).report
        assert anew.is_signed
        assert (await refused(reports.sign(oskar, NORRBY, NIGHT, anew.digest))).reason is Reason.NIGHT_SIGNED

    run_async(scenario())
