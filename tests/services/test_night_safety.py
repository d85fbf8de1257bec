"""What must not go wrong at night, whoever presses what and whenever: nothing decided is forgotten, no camera is seen
through without right, and a report says what was."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from console.domain import events as ev
from console.domain.ids import LookId
from console.domain.look import LookEnd, LookOutcome, LookState
from console.domain.refused import Reason, Refused
from console.domain.supervision import Consent
from tests.builders import NORRBY, minutes
from tests.decision_samples import decision
from tests.fakes import run_async
from tests.services.round_kit import LOOK, RoundStation, lisa, oskar

Scenario = Callable[[RoundStation], Coroutine[Any, Any, None]]
NIGHT = date(2026, 3, 2)
SECOND = LookId("dec-1:20260302:0120")


def night(scenario: Scenario, **more: Any) -> None:
    async def run() -> None:
        await scenario(await RoundStation().open(**more))

    run_async(run())


async def refused(call: Coroutine[Any, Any, object], reason: Reason) -> None:
    with pytest.raises(Refused) as caught:
        await call
    assert caught.value.reason is reason


def test_who_was_said_to_decline_by_a_wrong_digit_is_looked_at_again_tonight() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looked(oskar, LookOutcome.DECLINED)
        await here.looks.judge(oskar, LOOK, LookOutcome.ASLEEP)
        await here.clock.advance(minutes(165))
        await here.looks.open(oskar, SECOND)
        assert here.cameras.now_open

    night(scenario)


def test_a_decision_that_is_taken_back_while_its_camera_is_asked_for_opens_none() -> None:
    async def scenario(here: RoundStation) -> None:
        here.journal.hold()
        opening = asyncio.ensure_future(here.looks.open(oskar, LOOK))
        for _ in range(5):
            await asyncio.sleep(0)
        kept = here.decisions.kept[decision().id]
        here.decisions.kept[decision().id] = replace(kept, decision=decision(consent=Consent(None)))
        await here.shelf.start()
        here.journal.let_go()
        await asyncio.gather(opening, return_exceptions=True)
        await here.seconds(1)
        assert here.cameras.now_open == []

    night(scenario)


def test_nobody_says_what_was_seen_while_the_screen_stood_still() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await here.seconds(5)
        here.looking.is_on_screen = lambda: False
        await here.seconds(1)
        assert here.cameras.now_open == []
        here.looking.is_on_screen = lambda: True
        await refused(here.looks.judge(oskar, LOOK, LookOutcome.ASLEEP), Reason.NO_LIVE_PICTURE)

    night(scenario)


def test_what_was_said_after_the_camera_closed_by_itself_is_no_look_at_hand_any_more() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await here.seconds(32)
        assert here.open_look() is not None
        await here.looks.judge(oskar, LOOK, LookOutcome.ASLEEP)
        assert here.open_look() is None

    night(scenario)


def test_nobody_was_visited_for_a_look_whose_time_has_not_come() -> None:
    async def scenario(here: RoundStation) -> None:
        await refused(here.looks.judge(oskar, SECOND, LookOutcome.VISITED_WELL), Reason.OUTSIDE_WINDOW)

    night(scenario)


def test_a_camera_that_does_not_answer_is_closed_in_time_though_the_store_hangs() -> None:
    async def scenario(here: RoundStation) -> None:
        async with here.running_looks():
            await here.looks.open(oskar, LOOK)
            await here.clock.advance(1)
            here.journal.hold()
            for _ in range(180):
                await here.clock.advance(0.2)
            here.looking.operator = lambda: None
            await here.clock.advance(1)
            assert here.cameras.now_open == []
            here.journal.let_go()

    night(scenario)
