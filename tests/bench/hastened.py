"""A clock by which time goes faster, for a shift or a week in the time of a measurement."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta

from console.adapters.clock import SystemClock


class HastenedClock(SystemClock):
    """`speed` seconds pass in each. It was `begins_at` when time.monotonic() of this machine stood at `begun_s`, so
    that several processes can share one."""

    def __init__(self, speed: float, begins_at: datetime, begun_s: float) -> None:
        super().__init__()
        self.speed = speed
        self._begins_at = begins_at
        self._begun_s = begun_s

    def now(self) -> datetime:
        return self._begins_at + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """Seconds since it began, as many as have passed by this clock."""
        return (time.monotonic() - self._begun_s) * self.speed

    async def sleep(self, seconds: float) -> None:
        """Until so many seconds have passed by this clock."""
        await asyncio.sleep(max(0.0, seconds) / self.speed)
