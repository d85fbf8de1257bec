"""Loops that fall are started again, and the others go on."""

import asyncio

import pytest

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
