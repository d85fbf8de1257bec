"""The locks of the simulated municipality: codes of six digits, in memory, and a log of who opened what.

A lock opens for a code that was given for it and has not ended, as often as it is typed.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from console.domain.ids import LockId, ResponderId, RightId
from console.domain.link import LostContact
from console.domain.locks import Code
from console.domain.resident import Door

Now = Callable[[], datetime]
Below = Callable[[int], int]
"""A random number from 0 up to this one, not to be guessed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One try at a lock. `responder` is None where the code opened nothing."""

    lock: LockId
    responder: ResponderId | None
    at: datetime


@dataclass(slots=True)
class _Right:
    lock: LockId
    responder: ResponderId
    until: datetime
    code: str = field(repr=False)


class SimulatedLocks:
    """Fits `services.ports.LockGateway`. While `is_away` is set it does not answer."""

    def __init__(self, now: Now, below: Below = secrets.randbelow) -> None:
        self._now = now
        self._below = below
        self._rights: dict[RightId, _Right] = {}
        self.log: list[Opened] = []
        self.is_away = False

    async def give(self, door: Door, right: RightId, responder: ResponderId, until: datetime) -> Code:
        """The same right again has its first code. Raises LostContact while the system is away."""
        self._require_there()
        known = self._rights.get(right)
        if known is None or (known.lock, known.responder) != (door.lock, responder):
            known = _Right(door.lock, responder, until, f"{self._below(1_000_000):06}")
            self._rights[right] = known
        known.until = until
        return Code(known.code, known.until)

    async def end(self, door: LockId, gateway: str, right: RightId) -> None:
        """Nothing opens by it any more. Raises LostContact while the system is away."""
        self._require_there()
        self._rights.pop(right, None)

    def open(self, lock: LockId, code: str) -> bool:
        """Somebody types a code at the door. Returns whether it opens."""
        at = self._now()
        held = (one for one in self._rights.values() if one.lock == lock and at < one.until)
        found = next((one for one in held if secrets.compare_digest(one.code.encode(), code.encode())), None)
        self.log.append(Opened(lock, found.responder if found is not None else None, at))
        return found is not None

    def _require_there(self) -> None:
        if self.is_away:
            raise LostContact("the simulated locks are away")
