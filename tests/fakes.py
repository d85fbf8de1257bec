"""Stand-ins for the world that tests hold in their hands, and how a test runs a coroutine."""

import asyncio
import heapq
import itertools
import threading
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

_Result = TypeVar("_Result")

_TURNS = 25
"""How often the loop turns after each wake-up, so that what was woken gets as far as it can."""


class HandClock:
    """A clock that goes only when told to. Fits `services.ports.Clock`."""

    def __init__(self, now: datetime = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)) -> None:
        self._start = now
        self._elapsed_s = 0.0
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        """Aware UTC: the start and what has been advanced since."""
        return self._start + timedelta(seconds=self._elapsed_s)

    def monotonic(self) -> float:
        """Seconds advanced so far."""
        return self._elapsed_s

    @property
    def sleepers(self) -> int:
        """How many are asleep."""
        return sum(not waking.done() for _, _, waking in self._sleepers)

    async def sleep(self, seconds: float) -> None:
        """Sleeps until the clock has been advanced that far; 0 or less only lets others run."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        waking = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed_s + seconds, next(self._order), waking))
        await waking

    async def advance(self, by: float | timedelta) -> None:
        """Moves the clock on (seconds), waking sleepers one by one in the order of their times.

        Each sees the clock at its own time, and runs as far as it can before the next; one that falls asleep
        again within the span is woken again.
        """
        seconds = by.total_seconds() if isinstance(by, timedelta) else by
        until = self._elapsed_s + seconds
        await settle()
        while self._sleepers and self._sleepers[0][0] <= until:
            at, _, waking = heapq.heappop(self._sleepers)
            if waking.done():
                continue
            self._elapsed_s = max(self._elapsed_s, at)
            waking.set_result(None)
            await settle()
        self._elapsed_s = until


async def settle() -> None:
    """Lets every task run as far as it can without time or the network.

    A loop of asyncio's own shows whether anybody is left to run; of another each turn is taken.
    """
    ready = getattr(asyncio.get_running_loop(), "_ready", (None,))
    for _ in range(_TURNS):
        await asyncio.sleep(0)
        if not ready:
            return


def run_async(coroutine: Coroutine[Any, Any, _Result], timeout: float = 20) -> _Result:
    """Runs a test's coroutine on the kind of loop the console thread has; at most `timeout` seconds.

    A task that outlives the coroutine, and whatever the loop would only have logged, fail the test.
    """
    complaints: list[str] = []

    async def guarded() -> _Result:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: complaints.append(str(context)))
        async with asyncio.timeout(timeout):
            result = await coroutine
        left = asyncio.all_tasks() - {asyncio.current_task()}
        assert not left, f"tasks outlived the test: {left}"
        return result

    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        result = runner.run(guarded())
    assert not complaints, complaints
    return result


def own_threads() -> list[threading.Thread]:
    """All threads but the clock that pytest itself runs beside a test."""
    return [one for one in threading.enumerate() if not one.name.startswith("pytest_timeout")]
