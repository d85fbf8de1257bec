"""The systems of digital locks and key cabinets, by their names: each door is asked of its own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from console.domain.ids import LockId, ResponderId, RightId
from console.domain.locks import Code
from console.domain.refused import Reason, Refused
from console.domain.resident import Door


class System(Protocol):
    """One system of locks. Errors: `services.ports.LockGateway`."""

    async def give(self, door: Door, right: RightId, responder: ResponderId, until: datetime) -> Code: ...

    async def end(self, door: LockId, gateway: str, right: RightId) -> None: ...


class LockSystems:
    """Fits `services.ports.LockGateway`."""

    def __init__(self, systems: Mapping[str, System]) -> None:
        self._systems = dict(systems)

    async def give(self, door: Door, right: RightId, responder: ResponderId, until: datetime) -> Code:
        return await self._of(door.gateway).give(door, right, responder, until)

    async def end(self, door: LockId, gateway: str, right: RightId) -> None:
        await self._of(gateway).end(door, gateway, right)

    def _of(self, gateway: str) -> System:
        found = self._systems.get(gateway)
        if found is None:
            raise Refused(Reason.NOT_CONNECTED)
        return found
