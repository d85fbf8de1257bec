"""What is typed and not saved: its author's alone, gone with its case or with the day."""

import asyncio
from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.draft import MOST_DRAFTS
from console.domain.ids import CaseId
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.services.drafts import DraftBox
from tests.builders import SODERBY, alarm, knowledge, operator
from tests.fakes import run_async
from tests.services.fakes import FakeDrafts, Station, station

anna, bo = operator("anna"), operator("bo")
SAID = {"text": "Mobilen ringer, inget svar"}


def box(here: Station) -> DraftBox:
    made = DraftBox(FakeDrafts(), here.recorder, here.clock)
    here.recorder.watchers.append(made.heard)
    return made


async def opened(here: Station, device: str = "dev-1") -> CaseId:
    recorded = await here.recorder.record([alarm(here.clock.now(), device=device)], knowledge())
    found = ev.case_of(recorded.events[0].subject)
    assert found is not None
    return found


def test_what_is_typed_is_given_back_to_its_author_and_to_nobody_else() -> None:
    async def scenario() -> None:
        here = await station().start()
        drafts, case = box(here), await opened(here)
        await drafts.keep(anna, case, "F11", SAID)
        await drafts.keep(anna, None, "F9", {"text": "ny"})
        [about, new] = await drafts.of(anna)
        assert (about.case, about.panel, about.fields) == (case, "F11", SAID)
        assert (new.case, new.panel) == (None, "F9")
        assert await drafts.of(bo) == ()

    run_async(scenario())


def test_the_last_words_of_a_panel_stand_and_empty_fields_are_no_draft() -> None:
    async def scenario() -> None:
        here = await station().start()
        drafts, case = box(here), await opened(here)
        await drafts.keep(anna, case, "F11", {"text": "M"})
        await drafts.keep(anna, case, "F11", SAID)
        assert [one.fields for one in await drafts.of(anna)] == [SAID]
        await drafts.keep(anna, case, "F11", {"text": " "})
        assert await drafts.of(anna) == ()

    run_async(scenario())


def test_what_was_saved_is_dropped_and_the_others_stay() -> None:
    async def scenario() -> None:
        here = await station().start()
        drafts, case = box(here), await opened(here)
        await drafts.keep(anna, case, "F11", SAID)
        await drafts.keep(anna, case, "F10", SAID)
        await drafts.drop(anna, case, "F11")
        assert [one.panel for one in await drafts.of(anna)] == ["F10"]

    run_async(scenario())


def test_a_closed_case_takes_everybodys_drafts_along_and_no_more_are_kept() -> None:
    async def scenario() -> None:
        here = await station().start()
        store = FakeDrafts()
        drafts, case, other = (
            DraftBox(store, here.recorder, here.clock),
            await opened(here),
            await opened(here, "dev-2"),
        )
        here.recorder.watchers.append(drafts.heard)
        for who in (anna, bo):
            await drafts.keep(who, case, "F11", SAID)
            await drafts.keep(who, other, "F11", SAID)
        await here.desk.claim(anna, case)
        await here.desk.close(anna, case, "question", "", 99)
        await drafts.keep(bo, case, "F11", SAID)
        for who in (anna, bo):
            assert [one.case for one in await drafts.of(who)] == [other]
        assert {about for _, about, _ in store.stored} == {other}

    run_async(scenario())


def test_after_a_day_it_is_forgotten() -> None:
    async def scenario() -> None:
        here = await station().start()
        store = FakeDrafts()
        drafts, case = DraftBox(store, here.recorder, here.clock), await opened(here)
        await drafts.keep(anna, case, "F11", SAID)
        await here.clock.advance(timedelta(hours=24, seconds=1))
        assert await drafts.of(anna) == ()
        async with here.running():
            running = asyncio.create_task(drafts.run())
            await here.clock.advance(1)
            assert store.stored == {}
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    run_async(scenario())


def test_who_may_not_handle_the_case_keeps_nothing_about_it_and_loses_it_with_the_grant() -> None:
    async def scenario() -> None:
        here = await station().start()
        drafts, case = box(here), await opened(here)
        with pytest.raises(Refused) as refused:
            await drafts.keep(operator("cia", municipalities=[SODERBY]), case, "F11", SAID)
        assert refused.value.reason is Reason.NOT_GRANTED
        await drafts.keep(anna, case, "F11", SAID)
        assert await drafts.of(operator("anna", Role.AUDITOR)) == ()

    run_async(scenario())


def test_one_operators_drafts_are_bounded_in_number() -> None:
    async def scenario() -> None:
        here = await station().start()
        drafts = box(here)
        for number in range(MOST_DRAFTS + 3):
            await drafts.keep(anna, None, f"F{number}", SAID)
            await here.clock.advance(1)
        kept = await drafts.of(anna)
        assert (len(kept), kept[0].panel) == (MOST_DRAFTS, "F3")

    run_async(scenario())
