"""The system's clock and fresh ids: how time and chance enter the program."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from console.domain.ids import uuid7

_LONGEST_NAP_S = 1.0
"""A sleeper looks at the clock this often: asyncio's own timers stand still while the machine is suspended."""


class SystemClock:
    """The machine's clock. `monotonic` counts through suspension on Linux and Windows. `ahead` is for a demonstration,
    in which it is another time of the day: so much later (or, below zero, earlier) than it is."""

    def __init__(self, ahead: timedelta = timedelta(0)) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        """The wall clock, aware UTC. It may step when the machine's clock is set."""
        return datetime.now(UTC) + self._ahead

    def monotonic(self) -> float:
        """Seconds since some moment in the past; never steps back."""
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        else:  # noqa: RET505 (so that mypy takes each platform's own branch)
            return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Sleeps until `seconds` have passed on `monotonic`; wakes within a second after a suspension."""
        wake_at = self.monotonic() + seconds
        await asyncio.sleep(min(seconds, _LONGEST_NAP_S))
        while (left := wake_at - self.monotonic()) > 0:  # noqa: ASYNC110 (there is no event: it is the time)
            await asyncio.sleep(min(left, _LONGEST_NAP_S))


class FreshIds:
    """Makes UUIDv7 from the clock and the system's random source; no two are alike."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def __call__(self) -> str:
        return uuid7(self._now(), os.urandom(10))
