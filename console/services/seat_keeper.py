"""Keeps the seat over a crash: who sits here and that we live, beside the digest of the guardian's token.

Without a token (no guardian) only the sittings are noted, for the list before sign-in. A store that does not answer
takes nobody's seat: then a crash costs a password.
"""

import logging
from collections.abc import Awaitable, Mapping
from datetime import datetime

from console.domain.ids import ConsoleId, OperatorId
from console.domain.journal import Unwritable
from console.domain.seat import SIGN_EVERY, KeptSeat, digest_of
from console.services.ports import Clock, Seats

log = logging.getLogger(__name__)


class SeatKeeper:
    """One console's seat. Nothing here raises for a store that does not answer, but `resumable`."""

    def __init__(self, store: Seats, clock: Clock, console: ConsoleId, token: str = "") -> None:
        self._store = store
        self._clock = clock
        self._console = console
        self._digest = digest_of(token) if token else None
        self._operator: OperatorId | None = None
        self._is_gone = True

    async def run(self) -> None:
        """For ever: a sign of life while somebody sits here, and again what the store did not take."""
        while True:
            await self._tell()
            await self._clock.sleep(SIGN_EVERY.total_seconds())

    async def sat(self, operator: OperatorId) -> None:
        """From now the seat is this operator's, also after a crash."""
        self._operator = operator
        await self._tried(self._store.note_sitting(self._console, operator, self._clock.now()))
        await self._tell()

    async def left(self) -> None:
        """Locked, or signed out: whoever starts us again must know the password."""
        self._operator = None
        self._is_gone = False
        await self._tell()

    async def resumable(self) -> OperatorId | None:
        """Whose seat this start may take again. Raises Unwritable."""
        if self._digest is None:
            return None
        kept = await self._store.of(self._console)
        if kept is None or not kept.is_open_to(self._digest, self._clock.now()):
            return None
        return kept.operator

    async def sittings(self) -> Mapping[OperatorId, datetime]:
        """When each last sat down here. Raises Unwritable."""
        return await self._store.sittings(self._console)

    async def _tell(self) -> None:
        if self._operator is not None:
            if self._digest is not None:
                alive = KeptSeat(self._operator, self._digest, self._clock.now())
                await self._tried(self._store.keep(self._console, alive))
        elif not self._is_gone:
            self._is_gone = await self._tried(self._store.drop(self._console))

    async def _tried(self, writing: Awaitable[None]) -> bool:
        try:
            await writing
        except Unwritable as unwritable:
            log.info("the seat waits for the store: %s", unwritable)
            return False
        return True


class NoKeeper:
    """The seat of a console that remembers nothing."""

    async def sat(self, operator: OperatorId) -> None:
        """Not remembered."""

    async def left(self) -> None:
        """Nothing to forget."""

    async def resumable(self) -> OperatorId | None:
        """Nobody's."""
        return None
