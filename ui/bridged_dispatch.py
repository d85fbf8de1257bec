"""Who is near, the task and the map: a part of the window's `Office`, over the bridge, done by whoever is seated."""

from console.domain.ids import CaseId, MunicipalityId, ResponderId, TaskId
from console.domain.land import FoundPlace, LandInfo, Tile, TileKey, Way
from console.domain.operator import Operator
from console.domain.responder import Duty
from console.domain.staff_board import Near
from console.domain.task import TaskMark
from console.services.dispatch_desk import DispatchDesk
from ui.bridged import Bridged


class BridgedDispatch(Bridged):
    """Fits `ui.dispatch_office.DispatchOffice`."""

    async def nearest(self, case: CaseId) -> Near:
        return await self._ask(self._near.nearest(self._sender, case))

    async def send(self, case: CaseId, wished: ResponderId | None, *, step: str = "", is_second: bool = False) -> None:
        near, sender = self._near, self._sender
        await self._ask(near.sending.send(sender, case, wished, step=step, is_second=is_second))

    async def cancel_task(self, case: CaseId, task: TaskId, reason: str) -> None:
        await self._ask(self._near.sending.cancel_task(self._sender, case, task, reason))

    async def reroute(self, case: CaseId, task: TaskId, to: ResponderId | None) -> None:
        await self._ask(self._near.sending.reroute(self._sender, case, task, to))

    async def mark_by_phone(
        self, case: CaseId, task: TaskId, responder: ResponderId, mark: TaskMark, minutes: int | None = None
    ) -> None:
        near, sender = self._near, self._sender
        await self._ask(near.sending.mark_by_phone(sender, case, task, responder, mark, minutes))

    async def set_duty(self, municipality: MunicipalityId, responder: ResponderId, duty: Duty) -> None:
        await self._ask(self._near.sending.set_duty(self._sender, municipality, responder, duty))

    async def way_of(self, responder: ResponderId, case: CaseId) -> Way | None:
        return await self._ask(self._near.way_of(self._sender, responder, case))

    async def land(self) -> LandInfo | None:
        return await self._ask(self._near.land())

    async def tile(self, key: TileKey) -> Tile | None:
        return await self._ask(self._near.tile(key))

    async def places(self, text: str) -> tuple[FoundPlace, ...]:
        return await self._ask(self._near.places(text))

    @property
    def _near(self) -> DispatchDesk:
        return self._open.dispatched.desk

    @property
    def _sender(self) -> Operator:
        return self._open.sign_in.seated()
