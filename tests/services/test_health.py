"""Loops that fall are started again, and the others go on."""

import asyncio

import pytest

from console.domain.journal import Unwritable
from console.services.health import Health
from tests.fakes import HandClock, run_async, settle


@pytest.mark.warns
def test_a_loop_that_falls_is_counted_and_started_again_while_the_others_go_on() -> None:
    async def scenario() -> None:
        clock = HandClock()
        health = Health(clock)
        turns = {"bad": 0, "good": 0}

        async def bad() -> None:
            turns["bad"] += 1
            raise KeyError("ours")

        async def good() -> None:
            while True:
                turns["good"] += 1
                await clock.sleep(1)

        keeping = asyncio.create_task(health.keep_all({"bad": bad, "good": good}))
        await settle()
        await clock.advance(3)
        assert health.faults == {"bad": 4}
        assert turns == {"bad": 4, "good": 4}
        keeping.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping

    run_async(scenario())


def test_a_duty_that_waits_for_the_store_is_no_fault() -> None:
    async def scenario() -> None:
        health = Health(HandClock())

        async def waits() -> None:
            raise Unwritable("the disk is full")

        await health.attempt("waits", waits)
        assert health.faults == {}

    run_async(scenario())


@pytest.mark.warns
def test_a_duty_that_falls_is_counted_and_its_stack_is_logged_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        health = Health(HandClock())
        is_bad = True

        async def bad() -> None:
            if is_bad:
                raise KeyError("ours")

        for _ in range(60):
            await health.attempt("bad", bad)
        assert health.faults == {"bad": 60}
        assert [record.exc_info is not None for record in caplog.records] == [True]
        await health.attempt("bad", bad)
        assert len(caplog.records) == 2
        is_bad = False
        await health.attempt("bad", bad)
        is_bad = True
        await health.attempt("bad", bad)
        assert len(caplog.records) == 3

    run_async(scenario())


@pytest.mark.warns
def test_a_duty_that_falls_while_it_is_ended_is_ended_all_the_same() -> None:
    async def scenario() -> None:
        health = Health(HandClock())

        async def falls_at_its_end() -> None:
            try:
                await asyncio.Event().wait()
            finally:
                raise KeyError("ours")

        attempting = asyncio.create_task(health.attempt("falls", falls_at_its_end))
        await settle()
        attempting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await attempting

    run_async(scenario())
