"""How one trial goes: what it will try is told first, then each thing as it is tried, with its time, until one fails.

A trial never raises for what the world does: `Stopped` ends it from within, and has been told as a line by then.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from console.services.setup import Failed, Good, Note, Tell, Tried, Trouble, Waits

_Answer = TypeVar("_Answer")


class Stopped(Exception):
    """Something failed, and what comes after it is not tried."""


class Course:
    """The lines of one trial. Times are measured from the line before."""

    def __init__(self, tell: Tell, things: Sequence[Tried]) -> None:
        self._tell = tell
        self._since = time.monotonic()
        for tried in things:
            tell(Waits(tried))

    def good(self, tried: Tried, detail: str = "", note: Note | None = None) -> None:
        """It went."""
        self._tell(Good(tried, self._lap(), detail, note))

    def failed(self, tried: Tried, trouble: Trouble, detail: str = "", code: object = "") -> Stopped:
        """It did not go; raise what this returns where nothing after it can be tried."""
        self._tell(Failed(tried, trouble, self._lap(), detail, "" if code is None else str(code)))
        return Stopped(trouble)

    def _lap(self) -> float:
        now = time.monotonic()
        lap, self._since = now - self._since, now
        return lap


async def aside(work: Callable[[], _Answer]) -> _Answer:
    """Something that blocks, in a thread; a cancelled trial does not wait for it."""
    return await asyncio.to_thread(work)
