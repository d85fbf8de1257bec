"""Alarms are heard: what the screen is told sounds, what was not heard is told, silences are journalled and end."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import pairwise
from typing import Any, TypeVar

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.ids import CaseId, OperatorId
from console.domain.journal import Unwritable
from console.domain.refused import Reason, Refused
from console.services.annunciator import CHECK_EVERY, HEARD_WITHIN, WARN_AFTER
from console.services.screen import SoundChanged
from tests.builders import T0, alarm, knowledge, operator, seconds
from tests.fakes import run_async, settle
from tests.services.fakes import Station, station

anna, bo = operator("anna"), operator("bo")
T = TypeVar("T")
SMOKE = {"kind": DeviceKind.SMOKE_DETECTOR, "cause": Cause.SMOKE}
QUIET_S = 5.0
"""After this the sign-in's own check is over."""


@asynccontextmanager
async def sounding(here: Station, seat: str = "anna") -> AsyncIterator[Station]:
    """The station with its sounds going."""
    await here.start(seat=seat)
    async with going(here):
        yield here


@asynccontextmanager
async def going(here: Station) -> AsyncIterator[None]:
    """Its loops, that of the sounds among them."""
    async with here.running():
        loop = asyncio.get_running_loop().create_task(here.annunciator.run())
        await settle()
        try:
            yield
        finally:
            fallen = loop.exception() if loop.done() else None
            loop.cancel()
            await asyncio.gather(loop, return_exceptions=True)
            assert fallen is None


async def after(here: Station, asked: Coroutine[Any, Any, T], wait_s: float, then: Coroutine[Any, Any, object]) -> T:
    """What comes of `asked` when `then` happens after `wait_s`, and time goes on until it is answered."""
    answer = asyncio.get_running_loop().create_task(asked)
    await here.clock.advance(wait_s)
    await then
    for _ in range(60):
        if not answer.done():
            await here.clock.advance(0.5)
    return answer.result()


async def nothing() -> None:
    """Nothing happens."""


async def opened(here: Station, device: str = "dev-1", **more: object) -> CaseId:
    recorded = await here.recorder.record([alarm(here.clock.now(), device=device, **more)], knowledge())  # type: ignore[arg-type]
    found = ev.case_of(recorded.events[0].subject)
    assert found is not None
    return found


def told(here: Station) -> SoundChanged:
    """The last that the screen was told of the sound."""
    last = here.screen.of(SoundChanged)[-1]
    assert isinstance(last, SoundChanged)
    return last


def test_an_alarm_is_heard_the_moment_it_is_stored_and_until_it_is_taken() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S + 0.3)
            case = await opened(here, **SMOKE)
            assert here.sounder.played[-1] == (QUIET_S + 0.3, "acute")
            assert told(here).sounding is AlarmClass.ACUTE
            await here.clock.advance(21)
            assert here.sounder.names(QUIET_S) == ["acute"] * 3
            await here.desk.claim(anna, case)
            await here.clock.advance(60)
            assert here.sounder.names(QUIET_S) == ["acute"] * 3
            assert told(here).sounding is None

    run_async(scenario())


def test_taking_the_alarm_ends_its_sound() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            case = await opened(here, **SMOKE)
            await here.clock.advance(1)
            assert here.sounder.stopped_at == []
            await here.desk.claim(anna, case)
            assert here.sounder.stopped_at == [QUIET_S + 1]

    run_async(scenario())


def test_with_nobody_seated_nothing_sounds_and_who_sits_down_hears_what_waits() -> None:
    async def scenario() -> None:
        async with sounding(station(), seat="") as here:
            await opened(here, **SMOKE)
            await here.clock.advance(30)
            assert here.sounder.played == []
            await here.sign_in.sign_in_as(OperatorId("anna"))
            assert here.sounder.names() == ["acute"]
            await here.clock.advance(4)
            await here.sign_in.sign_out()
            await here.clock.advance(30)
            assert here.sounder.names() == ["acute"]

    run_async(scenario())


def test_another_in_the_chair_hears_anew_what_the_first_had_silenced() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            await opened(here)
            await here.clock.advance(3)
            await here.annunciator.silence(anna)
            await here.sign_in.sign_in_as(OperatorId("bo"))
            assert here.sounder.names(QUIET_S + 3) == ["normal"]
            assert told(here).silenced_until is None
            await here.clock.advance(2)
            assert len(here.journal.bodies(ev.SoundRestored)) == 1

    run_async(scenario())


def test_a_silence_is_journalled_shown_with_its_end_and_ends_by_itself() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            await opened(here, **SMOKE)
            await here.clock.advance(2)
            until = await here.annunciator.silence(anna, timedelta(hours=1))
            assert until == T0 + seconds(QUIET_S + 2 + 600) == told(here).silenced_until
            assert here.sounder.stopped_at[-1] == QUIET_S + 2
            await here.clock.advance(599)
            assert here.sounder.names(QUIET_S) == ["acute"]
            await here.clock.advance(2)
            assert here.sounder.names(QUIET_S) == ["acute", "acute"]
            assert told(here).silenced_until is None
            [event] = [event for event in here.journal.events if isinstance(event.body, ev.SoundSilenced)]
            assert (event.body, event.who) == (ev.SoundSilenced(here.name, until), anna.id)

    run_async(scenario())


def test_a_new_life_alarm_breaks_through_a_silence() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            await opened(here, **SMOKE)
            await here.clock.advance(2)
            await here.annunciator.silence(anna)
            await opened(here, "dev-2", **SMOKE)
            assert here.sounder.names(QUIET_S + 2) == []
            await here.clock.advance(8)
            assert here.sounder.names(QUIET_S + 2) == ["acute"]

    run_async(scenario())


def test_a_silence_can_be_ended_and_that_is_journalled() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            await opened(here, **SMOKE)
            await here.clock.advance(5)
            await here.annunciator.silence(anna)
            await here.clock.advance(30)
            await here.annunciator.restore(anna)
            assert here.sounder.names(QUIET_S + 5) == ["acute"]
            assert told(here).silenced_until is None
            await here.annunciator.restore(anna)
            [event] = [event for event in here.journal.events if isinstance(event.body, ev.SoundRestored)]
            assert event.who == anna.id

    run_async(scenario())


def test_quiet_cannot_be_silenced() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            with pytest.raises(Refused) as refused:
                await here.annunciator.silence(anna)
            assert refused.value.reason is Reason.NOTHING_TO_DO
            assert here.journal.bodies(ev.SoundSilenced) == []

    run_async(scenario())


def test_what_cannot_be_journalled_is_not_silenced() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            await opened(here, **SMOKE)
            await here.clock.advance(5)
            here.journal.is_down = True
            with pytest.raises(Unwritable):
                await here.annunciator.silence(anna)
            assert told(here).silenced_until is None
            await here.clock.advance(10)
            assert here.sounder.names(QUIET_S + 5) == ["acute"]

    run_async(scenario())


def test_a_lost_output_is_told_within_ten_seconds_and_what_it_kept_from_us_sounds_when_it_is_back() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            assert told(here).is_audible
            here.sounder.lose()
            await here.clock.advance(2)
            lost = told(here)
            assert (lost.is_audible, lost.device, lost.explanation) == (False, "", "no audible output")
            assert lost.unheard_since is None
            await opened(here)
            assert told(here).unheard_since == T0 + seconds(QUIET_S + 2)
            await here.clock.advance(40)
            assert told(here).unheard_since == T0 + seconds(QUIET_S + 2)
            here.sounder.find()
            await here.clock.advance(1)
            assert here.sounder.names(QUIET_S) == ["normal"]
            await here.clock.advance(3)
            assert told(here).unheard_since is None
            assert told(here).is_audible
            checks = [body.is_audible for body in here.journal.bodies(ev.SoundChecked)]  # type: ignore[union-attr]
            assert checks == [True, False, True]

    run_async(scenario())


def test_an_alarm_that_is_cut_off_by_a_dying_output_is_unheard_since_it_began_and_sounds_again() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            await opened(here)
            await here.clock.advance(0.5)
            here.sounder.lose()
            await here.clock.advance(2)
            assert told(here).unheard_since == T0 + seconds(QUIET_S)
            here.sounder.find()
            await here.clock.advance(4)
            assert here.sounder.names(QUIET_S) == ["normal", "normal"]
            assert told(here).unheard_since is None

    run_async(scenario())


def test_a_muted_output_is_told_sounds_all_the_same_and_is_no_proof() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            here.sounder.mute()
            await here.clock.advance(1)
            assert (told(here).is_audible, told(here).explanation) == (False, '"Headset" is muted')
            await opened(here, **SMOKE)
            assert here.sounder.names(QUIET_S) == ["acute"]
            await here.clock.advance(15)
            assert told(here).unheard_since == T0 + seconds(QUIET_S + 1)
            here.sounder.find()
            await here.clock.advance(10)
            assert told(here).unheard_since is None
            checks = [body.is_audible for body in here.journal.bodies(ev.SoundChecked)]  # type: ignore[union-attr]
            assert checks == [True, False, True]

    run_async(scenario())


def test_what_nobody_heard_is_over_once_it_is_taken() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            here.sounder.lose()
            case = await opened(here)
            await here.clock.advance(3)
            await here.desk.claim(anna, case)
            await here.clock.advance(1)
            assert told(here).unheard_since is None

    run_async(scenario())


def test_an_output_that_says_it_is_well_and_takes_nothing_is_found_out() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            here.sounder.is_stuck = True
            await opened(here)
            await here.clock.advance(HEARD_WITHIN + timedelta(seconds=1))
            assert told(here).unheard_since == T0 + seconds(QUIET_S)
            assert here.sounder.names(QUIET_S) == ["normal", "normal"]

    run_async(scenario())


def test_the_output_proves_itself_at_sign_in_and_every_hour_while_somebody_sits_here() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            assert here.sounder.names() == ["test"]
            assert here.journal.bodies(ev.SoundChecked) == [ev.SoundChecked(here.name, True, "Headset")]
            assert told(here).checked_at is not None
            await here.clock.advance(CHECK_EVERY)
            assert here.sounder.names() == ["test", "test"]
            assert told(here).checked_at is not None
            assert told(here).checked_at > T0 + CHECK_EVERY  # type: ignore[operator]
            await here.sign_in.sign_out()
            await here.clock.advance(3 * CHECK_EVERY)
            assert here.sounder.names() == ["test", "test"]

    run_async(scenario())


def test_no_check_disturbs_an_alarm_whose_own_sound_is_proof_enough() -> None:
    async def scenario() -> None:
        here = station()
        await here.start(seat="")
        await opened(here, **SMOKE)
        async with sounding(here):
            await here.clock.advance(5)
            assert here.sounder.names() == ["acute"]
            assert len(here.journal.bodies(ev.SoundChecked)) == 1

    run_async(scenario())


def test_an_alarm_does_not_wait_for_a_check() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(0.5)
            assert here.sounder.names() == ["test"]
            await opened(here)
            assert here.sounder.played[-1] == (0.5, "normal")
            await here.clock.advance(4)
            assert here.sounder.names() == ["test", "normal"]
            assert here.journal.bodies(ev.SoundChecked) == [ev.SoundChecked(here.name, True, "Headset")]

    run_async(scenario())


def test_what_nobody_knows_was_heard_is_heard_after_what_took_its_place() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            here.sounder.is_stuck = True
            await opened(here, "dev-1", kind=DeviceKind.PERSONAL_ALARM, cause=Cause.BATTERY_LOW)
            assert here.sounder.names(QUIET_S) == ["technical"]
            await here.clock.advance(3)
            case = await opened(here, "dev-2", **SMOKE)
            assert here.sounder.names(QUIET_S) == ["technical", "acute"]
            assert told(here).unheard_since == T0 + seconds(QUIET_S)
            here.sounder.is_stuck = False
            await here.clock.advance(1)
            await here.desk.claim(anna, case)
            await here.clock.advance(60)
            assert here.sounder.names(QUIET_S) == ["technical", "acute", "technical"]

    run_async(scenario())


def test_a_store_that_hangs_silences_nothing_and_has_the_check_later() -> None:
    async def scenario() -> None:
        here = await station().start(seat="")
        await opened(here, **SMOKE)
        await here.sign_in.sign_in_as(OperatorId("anna"))
        here.journal.hold()
        async with going(here):
            await here.clock.advance(25)
            assert here.sounder.names() == ["acute"] * 3
            assert here.journal.bodies(ev.SoundChecked) == []
            here.journal.let_go()
            await here.clock.advance(2)
            assert len(here.journal.bodies(ev.SoundChecked)) == 1

    run_async(scenario())


def test_a_player_that_never_answers_is_told_of_within_ten_seconds_and_not_at_once() -> None:
    async def scenario() -> None:
        here = station()
        here.sounder.lose()
        here.sounder.state = type(here.sounder.state)()
        async with sounding(here):
            await here.clock.advance(WARN_AFTER - timedelta(seconds=1))
            assert here.screen.of(SoundChanged) == []
            await here.clock.advance(2)
            assert not told(here).is_audible

    run_async(scenario())


def test_the_test_plays_the_four_classes_in_turn_and_is_journalled_once() -> None:
    async def scenario() -> None:
        async with sounding(station(), seat="") as here:
            assert await after(here, here.annunciator.test(), 0, nothing()) is True
            assert here.sounder.names() == ["acute", "high", "normal", "technical"]
            begun = [at for at, _ in here.sounder.played]
            assert all(after - before >= here.sounder.takes_s for before, after in pairwise(begun))
            assert here.journal.bodies(ev.SoundChecked) == [ev.SoundChecked(here.name, True, "Headset")]
            await here.sign_in.sign_in_as(OperatorId("anna"))
            await here.clock.advance(5)
            assert len(here.sounder.played) == 4

    run_async(scenario())


def test_a_test_without_an_output_fails() -> None:
    async def scenario() -> None:
        async with sounding(station(), seat="") as here:
            here.sounder.lose()
            assert await after(here, here.annunciator.test(), 0, nothing()) is False
            assert here.journal.bodies(ev.SoundChecked)[-1] == ev.SoundChecked(here.name, False, "")

    run_async(scenario())


def test_an_alarm_goes_before_the_rest_of_a_test() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            assert await after(here, here.annunciator.test(), 0.5, opened(here, **SMOKE)) is True
            assert here.sounder.names(QUIET_S) == ["acute", "acute", "high", "normal", "technical"]

    run_async(scenario())


def test_another_output_is_used_at_once_never_too_softly_and_proves_itself() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            await here.clock.advance(QUIET_S)
            here.annunciator.use("Högtalare", 0)
            assert here.sounder.used == [("Högtalare", 20)]
            await here.clock.advance(1)
            assert here.sounder.names(QUIET_S) == ["test"]
            assert here.annunciator.outputs() == ("Headset",)

    run_async(scenario())


def test_the_player_ends_with_the_console() -> None:
    async def scenario() -> None:
        async with sounding(station()) as here:
            assert not here.sounder.is_ended
        assert here.sounder.is_ended

    run_async(scenario())
