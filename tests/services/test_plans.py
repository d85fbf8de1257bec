"""The plans that there are: files that change, versions that cases keep, and a store that may be away."""

import asyncio

import pytest

from console.domain import events as ev
from console.domain.alarm import Cause
from console.domain.case import Case
from console.domain.ids import ConsoleId
from console.domain.journal import Unwritable
from console.domain.plan import Plan
from console.domain.plan_form import PlanError
from console.domain.triage import Planned
from console.services.plans import LOOK_EVERY_S, Plans
from tests.builders import alarm, knowledge
from tests.fakes import run_async, settle
from tests.plan_samples import ANNA, plan, situation, step, texts
from tests.services.fakes import Station, station
from tests.services.plan_fakes import FakePlanFiles, FakePlanStore

PRESS = plan(step(), step("deaf", "say", when={"facts": ["hearing"]}), plan="press", fits={"causes": ["press"]})
LAST = plan(plan="last")
NEW = plan(step(text=texts("Ny text")), plan="press", fits={"causes": ["press"]})
WRONG = PlanError("fall.yaml", 3, 7, "is wrong")


def made(here: Station, files: FakePlanFiles | None = None, store: FakePlanStore | None = None) -> Plans:
    plans = Plans(files or FakePlanFiles(PRESS, LAST), store or FakePlanStore(), here.recorder, here.clock)
    here.recorder.watchers.append(plans.heard)
    return plans


async def begun(here: Station, plan_: Plan, device: str = "dev-1") -> Case:
    """A case that has begun this plan, at whatever console."""
    recorded = await here.recorder.record([alarm(here.clock.now(), device=device)], knowledge())
    subject, municipality = recorded.events[0].subject, recorded.events[0].municipality
    order = tuple(each.id for each in plan_.steps)
    for body in (ev.CaseClaimed(ConsoleId("c-2")), ev.PlanBegun(plan_.id, plan_.version, order)):
        await here.recorder.note((Planned(subject, municipality, body),), ANNA)
    [case] = here.recorder.board.open_cases()
    assert case.plan is not None
    return case


def test_the_plan_that_fits_is_given_with_the_steps_that_apply() -> None:
    async def scenario() -> None:
        plans = made(await station().start())
        assert plans.choose(situation()) is None
        await plans.refresh()
        assert plans.choose(situation()) == (PRESS, ("call",))
        assert plans.choose(situation(cause=Cause.GAS)) == (LAST, ("call",))
        assert plans.all == (PRESS, LAST)
        assert plans.by_version(PRESS.version) == PRESS
        assert plans.by_version("0" * 16) is None

    run_async(scenario())


def test_files_are_looked_at_at_once_and_every_half_minute() -> None:
    async def scenario() -> None:
        here = await station().start()
        files = FakePlanFiles(PRESS)
        plans = made(here, files)
        running = asyncio.create_task(plans.run())
        await settle()
        assert plans.all == (PRESS,)
        files.say(NEW)
        await here.clock.advance(LOOK_EVERY_S - 1)
        assert (plans.all, files.looks) == ((PRESS,), 1)
        await here.clock.advance(1)
        assert (plans.all, files.looks) == ((NEW,), 2)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    run_async(scenario())


def test_a_case_keeps_its_version_when_the_file_changes() -> None:
    async def scenario() -> None:
        files, store = FakePlanFiles(PRESS), FakePlanStore()
        here = await station().start()
        plans = made(here, files, store)
        await plans.refresh()
        await plans.keep(PRESS)
        files.say(NEW)
        await plans.refresh()
        assert plans.by_version(PRESS.version) == PRESS
        assert plans.choose(situation()) == (NEW, ("call",))
        assert store.kept[PRESS.version] == (PRESS, here.clock.now())

    run_async(scenario())


def test_after_a_restart_the_versions_of_open_cases_come_out_of_the_store() -> None:
    async def scenario() -> None:
        here = await station().start()
        await begun(here, PRESS)
        store = FakePlanStore(PRESS, LAST)
        plans = made(here, FakePlanFiles(NEW), store)
        changes: list[bool] = []
        plans.on_change = lambda: changes.append(plans.by_version(PRESS.version) is not None)
        await plans.refresh()
        assert plans.by_version(PRESS.version) == PRESS
        assert (store.asked, changes) == ([PRESS.version], [False, True])
        await plans.refresh()
        assert (store.asked, changes) == ([PRESS.version], [False, True])

    run_async(scenario())


def test_a_plan_that_another_console_began_is_found_when_that_is_heard() -> None:
    async def scenario() -> None:
        here = await station().start()
        store = FakePlanStore(LAST)
        plans = made(here, FakePlanFiles(NEW), store)
        await plans.refresh()
        await begun(here, LAST)
        assert plans.by_version(LAST.version) == LAST

    run_async(scenario())


def test_a_store_that_is_away_is_asked_again() -> None:
    async def scenario() -> None:
        here = await station().start()
        store = FakePlanStore(PRESS)
        plans = made(here, FakePlanFiles(NEW), store)
        store.is_down = True
        await begun(here, PRESS)
        await plans.refresh()
        assert plans.by_version(PRESS.version) is None
        store.is_down = False
        await plans.refresh()
        assert plans.by_version(PRESS.version) == PRESS

    run_async(scenario())


def test_a_plan_is_kept_once_and_not_taken_for_kept_when_the_store_is_away() -> None:
    async def scenario() -> None:
        store = FakePlanStore()
        plans = made(await station().start(), store=store)
        store.is_down = True
        with pytest.raises(Unwritable):
            await plans.keep(PRESS)
        store.is_down = False
        await plans.keep(PRESS)
        await plans.keep(PRESS)
        assert (store.writes, list(store.kept)) == (1, [PRESS.version])

    run_async(scenario())


@pytest.mark.warns
def test_errors_stand_until_they_are_mended_and_are_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        files = FakePlanFiles()
        plans = made(await station().start(), files)
        files.say(PRESS, errors=[WRONG])
        await plans.refresh()
        files.say(PRESS, LAST, errors=[WRONG])
        await plans.refresh()
        assert plans.errors == (WRONG,)
        assert caplog.text.count("fall.yaml:3:7: is wrong") == 1
        files.say(PRESS)
        await plans.refresh()
        assert plans.errors == ()

    run_async(scenario())
