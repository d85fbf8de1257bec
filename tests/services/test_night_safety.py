"""What must not go wrong at night, whoever presses what and whenever: nothing decided is forgotten, no camera is seen
through without right, and a report says what was."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from console.domain.ids import DecisionId, LookId
from console.domain.look import LookOutcome, LookState
from console.domain.refused import Reason, Refused
from console.domain.round_rows import RoundRow, next_look
from console.domain.supervision import Consent, PlaceKind
from tests.builders import NORRBY, minutes
from tests.decision_samples import decision
from tests.fakes import run_async
from tests.services.round_kit import LOOK, RoundStation, oskar

Scenario = Callable[[RoundStation], Coroutine[Any, Any, None]]
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


def test_a_new_try_that_nobody_made_in_its_time_keeps_nobody_from_the_next_look() -> None:
    since = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
    tried = row("dec-1", since)
    tried = replace(tried, state=LookState.RETRY, retry_at=since + minutes(16))
    waiting = row("dec-2", since + minutes(90))
    found = next_look((tried, waiting), since + minutes(20))
    assert found is not None
    assert found.look == tried.look
    found = next_look((tried, waiting), since + minutes(100))
    assert found is not None
    assert found.look == waiting.look


def test_a_look_that_was_missed_before_the_person_declined_stays_late_on_the_board() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.clock.advance(minutes(120))
        await here.looks.judge(oskar, SECOND, LookOutcome.DECLINED)
        await here.rounds.look()
        rows = {row.look: row for row in here.board().rows}
        assert not rows[LOOK].is_skipped
        assert here.board().figures.missed == 1
        assert rows[LookId("dec-1:20260302:0400")].is_skipped

    night(scenario)


def row(name: str, begins: datetime) -> RoundRow:
    """One that is an hour, and a quarter of an hour more."""
    ends = begins + minutes(60)
    return RoundRow(
        LookId(name), DecisionId(name), NORRBY, None, None, "", "", PlaceKind.CORRIDOR, 1, 1, 1, begins, ends, begins,
        ends + minutes(15), LookState.PLANNED,
    )  # fmt: skip
