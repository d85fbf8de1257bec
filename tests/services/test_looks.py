"""Looks at a running desk: journalled before the camera is asked, closed whatever happens, said once and by one."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, Lane
from console.domain.ids import ConsoleId, LookId
from console.domain.journal import Unwritable
from console.domain.look import LookEnd, LookOutcome, LookState
from console.domain.picture import Mask, Picture
from console.domain.refused import Reason, Refused
from console.domain.supervision import PlaceKind, Then
from tests.builders import NORRBY, minutes
from tests.decision_samples import decision
from tests.fakes import run_async
from tests.services.round_kit import LOOK, RoundStation, anna, lena, lisa, oskar

Scenario = Callable[[RoundStation], Coroutine[Any, Any, None]]


def night(scenario: Scenario, **more: Any) -> None:
    async def run() -> None:
        await scenario(await RoundStation().open(**more))

    run_async(run())


async def refused(call: Coroutine[Any, Any, object], reason: Reason) -> Refused:
    with pytest.raises(Refused) as caught:
        await call
    assert caught.value.reason is reason
    return caught.value


def test_a_camera_is_asked_only_once_its_opening_is_in_the_journal() -> None:
    async def scenario(here: RoundStation) -> None:
        seen: list[int] = []
        here.cameras.before = lambda: seen.append(len(here.bodies(ev.LookOpened)))
        await here.looks.open(oskar, LOOK)
        assert seen == [1]
        here.journal.is_down = True
        with pytest.raises(Unwritable):
            await here.looks.open(oskar, LOOK)
        assert len(here.cameras.opened) == 1
        assert here.cameras.now_open == []

    night(scenario)


def test_a_look_is_masked_lasts_thirty_live_seconds_and_closes_by_itself() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        assert here.cameras.opened[0].permits[0].mask is Mask.SQUARES
        await here.seconds(10, pictures=False)  # it has not answered yet: no time of the look is lost
        await here.seconds(29)
        assert here.cameras.now_open
        await here.seconds(2)
        assert here.cameras.now_open == []
        [shut] = here.bodies(ev.LookShut)
        assert isinstance(shut, ev.LookShut)
        assert shut.end is LookEnd.TIME
        assert 39 <= shut.seconds <= 41
        assert here.looking.picture() is None

    night(scenario)


def test_what_was_seen_may_still_be_said_when_the_camera_has_closed_by_itself() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await here.seconds(32)
        assert here.cameras.now_open == []
        await refused(here.looks.judge(lisa, LOOK, LookOutcome.ASLEEP), Reason.LOOK_HELD)
        await here.looks.judge(oskar, LOOK, LookOutcome.ASLEEP)
        assert here.course().state is LookState.DONE

    night(scenario)


def test_nobody_says_of_a_frozen_picture_what_is_seen() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await refused(here.looks.judge(oskar, LOOK, LookOutcome.ASLEEP), Reason.NO_LIVE_PICTURE)
        await here.seconds(1)
        await here.seconds(3, pictures=False)
        assert here.looking.at is not None
        assert here.looking.at.picture is Picture.FROZEN
        await refused(here.looks.judge(oskar, LOOK, LookOutcome.ON_FLOOR), Reason.NO_LIVE_PICTURE)
        await here.looks.judge(oskar, LOOK, LookOutcome.UNUSABLE)
        assert here.course().state is LookState.FOLLOW_UP
        assert here.course().then is Then.VISIT

    night(scenario)


def test_a_camera_that_stands_still_is_asked_again_and_then_told_as_a_fault_with_its_consequence() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await here.seconds(2)
        await here.seconds(9, pictures=False)
        assert here.cameras.opened[0].asked == 2
        await here.seconds(25, pictures=False)
        assert here.course().outcome is LookOutcome.NO_ANSWER
        assert here.course().then is Then.VISIT
        assert here.course().act_by is not None
        [case] = here.recorder.board.open_cases()
        assert (case.lane, case.cause) == (Lane.SUPERVISION, Cause.CAMERA_OFFLINE)
        assert here.cameras.now_open == []

    night(scenario)


@pytest.mark.parametrize(
    ("outcome", "cause"),
    [(LookOutcome.ON_FLOOR, Cause.FALL), (LookOutcome.CALLS_FOR_HELP, Cause.CALLS_FOR_HELP)],
)
def test_who_needs_help_is_a_case_of_their_own_in_the_hands_of_whoever_saw_it(
    outcome: LookOutcome, cause: Cause
) -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looked(oskar, outcome)
        [case] = here.recorder.board.open_cases()
        assert (case.lane, case.cause, case.alarm_class) == (Lane.PERSON, cause, AlarmClass.HIGH)
        assert case.owner == oskar.id
        assert case.resident == "astrid"

    night(scenario)


@pytest.mark.parametrize(("kind", "place"), [(PlaceKind.HOME, ""), (PlaceKind.ROOM, "Norr 3")])
def test_where_a_home_is_stands_in_no_case(kind: PlaceKind, place: str) -> None:
    async def scenario() -> None:
        here = await RoundStation(decisions=(decision(area="Norr", place="3", kind=kind),)).open()
        await here.looked(oskar, LookOutcome.ON_FLOOR)
        [case] = here.recorder.board.open_cases()
        assert case.place == place

    run_async(scenario())


def test_who_is_not_seen_is_looked_for_again_and_then_visited() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looked(oskar, LookOutcome.NOT_SEEN)
        assert here.course().state is LookState.RETRY
        assert here.course().retry_at == here.clock.now() + timedelta(minutes=16)
        await here.clock.advance(minutes(16))
        await here.looked(oskar, LookOutcome.OTHER_PERSON)
        assert here.course().state is LookState.FOLLOW_UP
        await here.looks.judge(oskar, LOOK, LookOutcome.VISITED_WELL)
        assert here.course().is_done

    night(scenario)


def test_a_wrong_digit_can_be_mended_for_a_while_by_whoever_pressed_it() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looked(oskar, LookOutcome.ASLEEP)
        await refused(here.looks.judge(lisa, LOOK, LookOutcome.DECLINED), Reason.LOOK_DONE)
        await here.looks.judge(oskar, LOOK, LookOutcome.ON_FLOOR)
        assert here.course().outcome is LookOutcome.ON_FLOOR
        [case] = here.recorder.board.open_cases()
        assert case.cause is Cause.FALL
        await here.clock.advance(minutes(3))
        await refused(here.looks.judge(oskar, LOOK, LookOutcome.ASLEEP), Reason.LOOK_DONE)

    night(scenario)


def test_what_was_told_last_stands_there_again_to_be_told_better() -> None:
    async def scenario(here: RoundStation) -> None:
        await refused(here.looks.mend(oskar), Reason.NOTHING_TO_DO)
        await here.looked(oskar, LookOutcome.ASLEEP)
        assert here.open_look() is None
        await refused(here.looks.mend(lisa), Reason.NOTHING_TO_DO)
        await here.looks.mend(oskar)
        told = here.open_look()
        assert told is not None
        assert (told.row.look, told.picture, told.is_seen) == (LOOK, Picture.SHUT, True)
        assert here.cameras.now_open == []
        await here.looks.judge(oskar, LOOK, LookOutcome.ON_FLOOR)
        assert here.open_look() is None
        assert here.course().outcome is LookOutcome.ON_FLOOR
        await here.clock.advance(minutes(3))
        await here.looking.step()
        await refused(here.looks.mend(oskar), Reason.NOTHING_TO_DO)

    night(scenario)


def test_a_look_that_somebody_has_open_is_nobody_elses() -> None:
    async def scenario() -> None:
        here = await RoundStation().open()
        there = RoundStation(name=ConsoleId("console-2"), journal=here.journal, residents=here.residents)
        await there.open(seat="lisa")
        await here.looks.open(oskar, LOOK)
        told = await refused(there.looks.open(lisa, LOOK), Reason.LOOK_HELD)
        assert told.owner == "Oskar"
        assert there.cameras.opened == []
        await here.clock.advance(minutes(3))  # nothing more was heard of it: its console may be gone
        await there.clock.advance(minutes(3))
        await there.looks.open(lisa, LOOK)
        assert there.cameras.now_open

    run_async(scenario())


@pytest.mark.parametrize("goes", ["signs out", "is not on the screen", "has another decision"])
def test_a_camera_closes_when_nobody_who_may_looks_at_it(goes: str) -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await here.seconds(2)
        if goes == "signs out":
            await here.sign_in.sign_out()
        elif goes == "is not on the screen":
            here.looking.is_on_screen = lambda: False
        else:
            await here.shelf.start()
        await here.looking.step()
        assert here.cameras.now_open == []
        assert here.looking.picture() is None
        [shut] = here.bodies(ev.LookShut)
        ended = LookEnd.PERMIT_ENDED if goes == "has another decision" else LookEnd.LEFT
        assert isinstance(shut, ev.LookShut)
        assert shut.end is ended

    night(scenario)


def test_a_camera_closes_though_the_store_hangs_and_is_journalled_when_it_answers() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await here.seconds(2)
        here.journal.is_down = True
        await here.seconds(31)
        assert here.cameras.now_open == []
        assert here.bodies(ev.LookShut) == []
        here.journal.is_down = False
        await here.looking.step()
        assert len(here.bodies(ev.LookShut)) == 1

    night(scenario)


def test_a_camera_that_was_closed_is_journalled_once_however_many_ask_for_it() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await here.seconds(2)
        here.looking.shut(LookEnd.LEFT)
        here.journal.hold()
        saying = [asyncio.ensure_future(one) for one in (here.looking.step(), here.looking.say(), here.looking.say())]
        await asyncio.sleep(0)
        here.journal.let_go()
        await asyncio.gather(*saying)
        assert len(here.bodies(ev.LookShut)) == 1

    night(scenario)


def test_a_paused_look_is_kept_and_gone_on_with() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await here.seconds(5)
        await here.looks.pause(oskar)
        assert here.cameras.now_open == []
        assert here.course().holder(here.clock.now()) == oskar.id
        await refused(here.looks.open(lisa, LOOK), Reason.LOOK_HELD)
        await here.looks.open(oskar, LOOK)
        assert here.cameras.now_open

    night(scenario)


def test_the_mask_goes_only_with_a_reason_that_is_journalled_first() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await here.seconds(1)
        await refused(here.looks.unmask(oskar, "  "), Reason.REASON_MISSING)
        await refused(here.looks.unmask(lisa, "ser inte"), Reason.NO_OPEN_LOOK)
        here.journal.is_down = True
        with pytest.raises(Unwritable):
            await here.looks.unmask(oskar, "ser inte om hon ligger i sängen")
        assert len(here.cameras.opened[0].permits) == 1
        here.journal.is_down = False
        await here.looks.unmask(oskar, "ser inte om hon ligger i sängen")
        assert here.cameras.opened[0].permits[-1].mask is Mask.NONE
        await here.seconds(2)
        await here.looks.judge(oskar, LOOK, LookOutcome.ASLEEP)
        [shut] = here.bodies(ev.LookShut)
        assert isinstance(shut, ev.LookShut)
        assert 1.8 <= shut.unmasked_s <= 2.4

    night(scenario)


def test_the_time_that_is_told_goes_on_when_the_mask_goes() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.open(oskar, LOOK)
        await here.seconds(12)
        await here.looks.unmask(oskar, "ser inte om hon ligger i sängen")
        assert here.looking.at is not None
        assert here.looking.at.left is not None
        assert 17 <= here.looking.at.left.total_seconds() <= 19

    night(scenario)


def test_outside_the_round_a_camera_opens_for_the_own_case_alone_and_the_shift_lead_is_told() -> None:
    async def scenario(here: RoundStation) -> None:
        await refused(here.looks.open(oskar, LOOK), Reason.OUTSIDE_WINDOW)
        case = await here.desk.open_by_hand(oskar, NORRBY, decision().resident, AlarmClass.HIGH, "svarar inte")
        await refused(here.looks.look_in(oskar, case, "svarar inte på samtal"), Reason.NOT_OWNED)
        await here.desk.claim(oskar, case)
        await refused(here.looks.look_in(oskar, case, ""), Reason.REASON_MISSING)
        await refused(here.looks.look_in(anna, case, "nyfiken"), Reason.NOT_GRANTED)
        await here.looks.look_in(oskar, case, "svarar inte på samtal")
        [opened] = here.bodies(ev.LookOpened)
        assert isinstance(opened, ev.LookOpened)
        assert opened.is_outside
        assert opened.case == case
        await here.sign_in.sign_out()
        await here.sign_in.sign_in_as(lena.id)
        await here.rounds.look()
        [told] = here.board().outside
        assert (told.who, told.case, told.reason) == ("Oskar", case, "svarar inte på samtal")

    night(scenario, after=timedelta(0))


def test_who_declines_tonight_is_not_looked_at_again_tonight() -> None:
    async def scenario(here: RoundStation) -> None:
        await here.looks.judge(oskar, LOOK, LookOutcome.DECLINED, "åkt till dottern")
        second = LookId("dec-1:20260302:0120")
        await here.clock.advance(minutes(165))
        await refused(here.looks.open(oskar, second), Reason.DECLINED_TONIGHT)
        await here.looks.keep_night(oskar, decision().id)
        await here.looks.open(oskar, second)

    night(scenario)


def test_the_end_of_the_console_closes_the_camera() -> None:
    async def scenario(here: RoundStation) -> None:
        async with here.running_looks():
            await here.looks.open(oskar, LOOK)
            await here.clock.advance(1)
            assert here.cameras.now_open
        assert here.cameras.now_open == []

    night(scenario)


def test_a_first_picture_is_told_when_it_comes_and_not_when_the_camera_is_next_looked_after() -> None:
    async def one(here: RoundStation) -> None:
        async with here.running_looks():
            await asyncio.sleep(0)
            await here.looks.open(oskar, LOOK)
            assert told(here) is Picture.COMING
            await asyncio.to_thread(here.cameras.show)  # the console's clock stands still meanwhile
            await asyncio.sleep(0)
            assert told(here) is Picture.LIVE

    def told(here: RoundStation) -> Picture | None:
        return here.looking.at.picture if here.looking.at is not None else None

    night(one)
