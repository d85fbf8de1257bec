"""Keeps the console's loops alive: a loop that ends by a fault of ours is logged, told, and started again; so is a duty
that falls, without the others.

One of the two places where every exception is caught: an alarm must come in although something else is broken.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from console.domain.journal import Unwritable
from console.services.ports import Clock

log = logging.getLogger(__name__)

RESTART_AFTER_S = 1.0

LOGGED_EACH = 60
"""Of a duty that falls each second by the same the stack is logged once a minute."""


class Health:
    """Runs loops by name for ever, and duties one by one. `faults` counts how often each fell."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._in_a_row: dict[str, tuple[type[Exception], int]] = {}
        self.faults: dict[str, int] = {}

    async def keep(self, name: str, loop: Callable[[], Awaitable[None]]) -> None:
        """Until cancelled: the loop, and the loop again after it fell."""
        while True:
            try:
                await loop()
            except Exception:
                log.exception("the loop %s fell and is started again", name)
                self._fell(name)
            await self._clock.sleep(RESTART_AFTER_S)

    async def attempt(self, name: str, duty: Callable[[], Awaitable[None]]) -> None:
        """A duty that is asked again by whoever asks: what becomes of it is nobody else's. That the store does not
        answer is no fault; any other exception is."""
        try:
            await duty()
        except Unwritable as unwritable:
            if self._is_logged(name, unwritable):
                log.info("%s waits for the store: %s", name, unwritable)
        except Exception as fault:
            if self._is_logged(name, fault):
                log.exception("the duty %s fell, and is asked again", name)
            self._fell(name)
        else:
            self._in_a_row.pop(name, None)

    def _is_logged(self, name: str, error: Exception) -> bool:
        kind, times = self._in_a_row.get(name, (type(error), 0))
        times = times if kind is type(error) else 0
        self._in_a_row[name] = (type(error), times + 1)
        return times % LOGGED_EACH == 0

    def _fell(self, name: str) -> None:
        self.faults[name] = self.faults.get(name, 0) + 1
        task = asyncio.current_task()
        if task is not None and task.cancelling():  # it fell while it was being ended
            raise asyncio.CancelledError from None

    async def keep_all(self, loops: Mapping[str, Callable[[], Awaitable[None]]]) -> None:
        """All of them together, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for name, loop in loops.items():
                group.create_task(self.keep(name, loop), name=name)
