"""Keeps the console's loops alive: a loop that ends by a fault of ours is logged, told, and started again.

One of the two places where every exception is caught: an alarm must come in although something else is broken.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from console.services.ports import Clock

log = logging.getLogger(__name__)

RESTART_AFTER_S = 1.0


class Health:
    """Runs loops by name for ever. `faults` counts how often each fell."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.faults: dict[str, int] = {}

    async def keep(self, name: str, loop: Callable[[], Awaitable[None]]) -> None:
        """Until cancelled: the loop, and the loop again after it fell."""
        while True:
            try:
                await loop()
            except Exception:
                self.faults[name] = self.faults.get(name, 0) + 1
                log.exception("the loop %s fell and is started again", name)
                task = asyncio.current_task()
                if task is not None and task.cancelling():  # it fell while it was being ended
                    raise asyncio.CancelledError from None
            await self._clock.sleep(RESTART_AFTER_S)

    async def keep_all(self, loops: Mapping[str, Callable[[], Awaitable[None]]]) -> None:
        """All of them together, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for name, loop in loops.items():
                group.create_task(self.keep(name, loop), name=name)
