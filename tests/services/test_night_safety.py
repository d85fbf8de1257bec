"""What must not go wrong at night, whoever presses what and whenever: nothing decided is forgotten, no camera is seen
through without right, and a report says what was."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from console.domain.alarm import AlarmClass
from console.domain.ids import CaseId, ConsoleId, DecisionId, LookId
from console.domain.look import LookOutcome, LookState
from console.domain.operator import Operator
from console.domain.picture import Picture
from console.domain.refused import Reason, Refused
from console.domain.round_rows import RoundRow, next_look
from console.domain.supervision import Consent, PlaceKind, SensorLimits
from tests.builders import NORRBY, minutes
from tests.decision_samples import decision
from tests.fakes import run_async
from tests.services.round_kit import LOOK, RoundStation, anna, lisa, oskar

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
        [kept] = await here.decisions.decisions()
        here.decisions.put(replace(kept, decision=decision(consent=Consent(None))))
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


def test_a_camera_that_is_opened_for_a_case_is_shown_though_its_decision_asks_for_no_look_tonight() -> None:
    async def run() -> None:
        here = await RoundStation([decision(looks=(), limits=SensorLimits(minutes(20)))]).open()
        case = await here.desk.open_by_hand(oskar, NORRBY, decision().resident, AlarmClass.HIGH, "svarar inte")
        await here.desk.claim(oskar, case)
        await here.looks.look_in(oskar, case, "svarar inte på samtal")
        assert here.cameras.now_open
        told = here.open_look()
        assert told is not None
        assert (told.row.resident, told.is_outside) == ("astrid", True)

    run_async(run())


async def opened_for_a_case(here: RoundStation) -> CaseId:
    case = await here.desk.open_by_hand(oskar, NORRBY, decision().resident, AlarmClass.HIGH, "svarar inte")
    await here.desk.claim(oskar, case)
    await here.looks.look_in(oskar, case, "svarar inte på samtal")
    await here.seconds(2)
    return case


def test_a_camera_that_was_opened_for_a_case_closes_with_the_right_to_it() -> None:
    async def scenario(here: RoundStation) -> None:
        case = await opened_for_a_case(here)
        assert here.cameras.now_open
        await here.desk.release(oskar, case)
        await here.seconds(0.4)
        assert here.cameras.now_open == []

    night(scenario)


def test_a_camera_that_does_not_answer_for_a_case_says_so() -> None:
    async def scenario(here: RoundStation) -> None:
        await opened_for_a_case(here)
        await here.seconds(33, pictures=False)
        assert here.cameras.now_open == []
        told = here.open_look()
        assert told is not None
        assert told.picture is Picture.SHUT

    night(scenario)


def test_a_camera_closes_when_the_person_declines_elsewhere() -> None:
    async def scenario() -> None:
        here = await RoundStation().open()
        there = RoundStation(name=ConsoleId("console-2"), journal=here.journal, residents=here.residents)
        await there.open(seat="lisa")
        await here.looks.open(oskar, LOOK)
        await here.seconds(2)
        await there.looks.judge(lisa, SECOND, LookOutcome.DECLINED)
        await here.recorder.follow()
        await here.seconds(0.4)
        assert here.cameras.now_open == []

    run_async(scenario())


def test_who_fell_is_told_though_a_colleague_has_taken_the_case_already() -> None:
    async def scenario(here: RoundStation) -> None:
        claim = here.desk.claim

        async def second(operator: Operator, case: CaseId) -> None:
            await claim(anna, case)
            await claim(operator, case)

        here.desk.claim = second  # type: ignore[method-assign]
        await here.looks.open(oskar, LOOK)
        await here.seconds(1)
        found = await here.looks.judge(oskar, LOOK, LookOutcome.ON_FLOOR)
        [case] = here.recorder.board.open_cases()
        assert (found, case.owner) == (case.id, anna.id)

    night(scenario)


def test_who_sits_down_after_another_has_no_look_of_theirs_at_hand() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await here.seconds(2)
        await here.sign_in.sign_out()
        await here.sign_in.sign_in_as(lisa.id)
        await here.seconds(0.4)
        await here.rounds.look()
        assert here.open_look() is None

    night(scenario)


def row(name: str, begins: datetime) -> RoundRow:
    """One that is an hour, and a quarter of an hour more."""
    ends = begins + minutes(60)
    return RoundRow(
        LookId(name), DecisionId(name), NORRBY, None, None, "", "", PlaceKind.CORRIDOR, 1, 1, 1, begins, ends, begins,
        ends + minutes(15), LookState.PLANNED,
    )  # fmt: skip
