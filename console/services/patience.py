"""The way of a map that hangs, or that cannot be read, is the straight line: nobody lies waiting for a road.

What fell is logged once until it goes well again. After a hang the roads are left alone for a while, so that not each
task waits for them anew.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from typing import TypeVar

from console.domain.land import Point, Way
from console.domain.responder import Transport
from console.domain.roads import IsEnough, straight, straight_widened
from console.services.ports import Clock, Roads

log = logging.getLogger(__name__)

WITHIN_S = 2.0
"""A search in a whole region's roads takes a tenth of that. Ours."""

LEFT_ALONE_FOR_S = 30.0

T = TypeVar("T")


class Patience:
    """Waits for what may hang or fall, for so long."""

    def __init__(self, clock: Clock, called: str, within_s: float = WITHIN_S) -> None:
        self._clock = clock
        self._called = called
        self._within_s = within_s
        self._again_s: float | None = None
        self._is_logged = False

    async def of(self, what: Coroutine[object, object, T], otherwise: Callable[[], T]) -> T:
        """What it gives, or `otherwise` where it gives nothing in time, falls, or hung a moment ago."""
        if self._again_s is not None and self._clock.monotonic() < self._again_s:
            what.close()
            return otherwise()
        asked = asyncio.ensure_future(what)
        slept = asyncio.ensure_future(self._clock.sleep(self._within_s))
        try:
            await asyncio.wait({asked, slept}, return_when=asyncio.FIRST_COMPLETED)
            if not asked.done():
                self._again_s = self._clock.monotonic() + LEFT_ALONE_FOR_S
                self._log(None)
                return otherwise()
        finally:
            slept.cancel()
            asked.cancel()
            await asyncio.gather(slept, asked, return_exceptions=True)
        fault = asked.exception()
        if fault is not None:
            self._log(fault)
            return otherwise()
        self._is_logged = False
        return asked.result()

    def _log(self, fault: BaseException | None) -> None:
        if not self._is_logged:
            said = "does not answer" if fault is None else f"fell by {type(fault).__name__}"
            log.error("%s %s: it is done without", self._called, said, exc_info=fault)
        self._is_logged = True


class PatientRoads:
    """Fits `services.ports.Roads`."""

    def __init__(self, roads: Roads, clock: Clock) -> None:
        self._roads = roads
        self._patience = Patience(clock, "the map's roads")

    async def ways(
        self,
        to: Point,
        starts: Sequence[tuple[Point, Transport]],
        limits: Sequence[timedelta],
        is_enough: IsEnough,
    ) -> tuple[Way | None, ...]:
        """By the roads, else by the straight line."""
        found = self._roads.ways(to, starts, limits, is_enough)
        return await self._patience.of(found, lambda: straight_widened(to, starts, limits, is_enough))

    async def way(self, start: Point, to: Point, by: Transport) -> Way:
        """By the roads, else the straight line."""
        return await self._patience.of(self._roads.way(start, to, by), lambda: straight(start, to, by))
