"""The system's clock, and the clock that tests hold in their hands."""

import asyncio
import time
from datetime import UTC, timedelta
from uuid import UUID

from console.adapters.clock import FreshIds, SystemClock
from tests.fakes import HandClock, run_async


def test_the_system_clock_is_aware_utc_and_its_sleep_keeps_time() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    began, monotonic = time.monotonic(), clock.monotonic()
    run_async(clock.sleep(0.05))
    assert 0.05 <= clock.monotonic() - monotonic < 1
    assert time.monotonic() - began >= 0.05


def test_a_sleeper_goes_by_the_clock_that_counts_through_suspension() -> None:
    """As if the machine had slept for an hour while asyncio's own timer stood still."""

    class Suspended(SystemClock):
        leap_s = 0.0

        def monotonic(self) -> float:
            return super().monotonic() + self.leap_s

    async def story() -> None:
        clock = Suspended()
        asleep = asyncio.ensure_future(clock.sleep(3600))
        await asyncio.sleep(0)
        clock.leap_s = 3600
        await asyncio.wait_for(asleep, 2)

    run_async(story())


def test_fresh_ids_are_uuid7_and_never_alike() -> None:
    clock = HandClock()
    fresh = FreshIds(clock.now)
    made = [fresh() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert {UUID(one).version for one in made} == {7}


def test_the_hand_clock_wakes_sleepers_in_the_order_of_their_times() -> None:
    async def story() -> None:
        clock = HandClock()
        woke: list[tuple[str, float]] = []

        async def sleeper(name: str, *naps: float) -> None:
            for nap in naps:
                await clock.sleep(nap)
                woke.append((name, clock.monotonic()))

        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("a", 5, 5))
            group.create_task(sleeper("b", 2, 4))
            group.create_task(sleeper("c", 5))
            began = clock.now()
            await clock.advance(6)
            assert woke == [("b", 2), ("a", 5), ("c", 5), ("b", 6)]
            assert clock.sleepers == 1
            assert clock.now() - began == timedelta(seconds=6)
            await clock.advance(timedelta(minutes=1))
            assert clock.monotonic() == 66
        assert woke[4:] == [("a", 10)]

    run_async(story())
