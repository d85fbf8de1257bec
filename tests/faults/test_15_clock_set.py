"""Fault 15, by a clock in hand: the wall clock is set while something is waited for.

What was promised is raised, and what was silenced is over, when that much time has passed and not when the wall clock
says so; what a clock set forward takes for old is not erased. Ladders and sight have theirs in
`tests/services/test_escalations.py` and `tests/services/test_watch.py`, a real clock under a running console in
`test_15_faketime.py`.
"""

from datetime import datetime, timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import Cause
from console.domain.report import SampleReport
from console.services.retention import Retention, Rules
from tests.builders import T0, alarm, head, minutes, operator
from tests.fakes import run_async
from tests.services.fakes import Station, station
from tests.services.test_silences import faulty, shelve, silences_of, told
from tests.services.test_watch import opened

anna = operator("anna")

STEPS = {
    "an hour on": timedelta(hours=1),
    "an hour back": timedelta(hours=-1),
    "a year on": timedelta(days=365),
    "a year back": timedelta(days=-365),
}


def set_by(here: Station, step: timedelta) -> None:
    here.clock._start += step


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_promise_is_broken_after_its_time_whatever_the_wall_clock_says(step: timedelta) -> None:
    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            case = await opened(here)
            await here.desk.claim(anna, case)
            until = here.clock.now() + minutes(10)
            await here.desk.promise(anna, case, until, "patrull")
            await here.clock.advance(240)
            set_by(here, step)
            await here.clock.advance(357)
            assert here.journal.bodies(ev.PromiseBroken) == []
            await here.clock.advance(5)
            assert here.journal.bodies(ev.PromiseBroken) == [ev.PromiseBroken(until)]

    run_async(scenario())


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_silence_is_warned_of_and_ends_after_its_time_whatever_the_wall_clock_says(step: timedelta) -> None:
    async def scenario() -> None:
        here = await faulty()
        silences = silences_of(here)
        await silences.begin(anna, shelve(here, 60))
        await silences.look()
        set_by(here, step)
        await here.clock.advance(minutes(29))
        await silences.look()
        assert here.journal.bodies(ev.SilenceWarned) == []
        await here.clock.advance(minutes(30))
        await silences.look()
        assert len(here.journal.bodies(ev.SilenceWarned)) == 1
        assert here.journal.bodies(ev.SilenceEnded) == []
        await here.clock.advance(minutes(2))
        await silences.look()
        assert len(here.journal.bodies(ev.SilenceEnded)) == 1
        assert told(here) == ()

    run_async(scenario())


@pytest.mark.parametrize(
    ("step", "goes"), [(STEPS["an hour on"] * 2, False), (STEPS["a year on"], False), (STEPS["a year back"], True)]
)
@pytest.mark.warns
def test_what_a_clock_set_forward_takes_for_old_is_kept_for_a_day(step: timedelta, goes: bool) -> None:
    """A day is time to see that it is wrong; whose clock is right loses a day of erasing."""

    async def scenario() -> None:
        here = await station().start()
        retention = Retention(
            here.journal, here.residents, here.recorder, here.clock, Rules(timedelta(days=14), timedelta(days=90))
        )
        await here.intake.take([SampleReport(head(T0 - timedelta(days=800)), ())])
        await here.intake.take([SampleReport(head(here.clock.now()), ()), alarm(here.clock.now())])
        set_by(here, step)
        assert await retention.run_once() == (1 if goes else 0)
        await here.clock.advance(timedelta(hours=23))
        assert await retention.run_once() == 0
        if not goes:
            set_by(here, -step)
            await here.clock.advance(timedelta(hours=2))
            assert await retention.run_once() == 1
        assert len(here.journal.reports) == 2

    run_async(scenario())


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_no_row_has_waited_less_than_it_has_nor_longer_when_it_was_there_before(step: timedelta) -> None:
    """What comes after a clock was set forward may seem older than it is, for a device's clock is believed."""

    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            await opened(here)
            await here.clock.advance(30)
            set_by(here, step)
            await here.clock.advance(2)
            assert waited(here) == [timedelta(seconds=32)]
            await here.intake.take([alarm(here.clock.now() - step, Cause.FALL, device="dev-2")])
            await here.clock.advance(3)
            first, second = sorted(waited(here), key=lambda one: abs(one - timedelta(seconds=35)))
            assert first == timedelta(seconds=35)
            assert second >= timedelta(seconds=3)

    run_async(scenario())


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_another_press_after_the_clock_was_set_does_not_begin_the_wait_anew(step: timedelta) -> None:
    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            await opened(here)
            await here.clock.advance(30)
            set_by(here, step)
            await here.clock.advance(2)
            await here.intake.take([alarm(here.clock.now())])
            await here.clock.advance(3)
            assert waited(here) == [timedelta(seconds=35)]

    run_async(scenario())


def waited(here: Station) -> list[timedelta]:
    """How long each row says that it has waited, by the wall clock as it is, as the screen reckons it."""
    now: datetime = here.clock.now()
    return [rounded(now - row.waiting_since) for row in here.feed.queue.rows()] if here.feed.queue else []


def rounded(span: timedelta) -> timedelta:
    return timedelta(seconds=round(span.total_seconds()))
