"""The plans' part of the window's `Office`, over the bridge."""

from console.domain.ground import LaidPlan
from console.domain.ids import CaseId
from ui.bridged import Bridged


class BridgedPlan(Bridged):
    """Fits `ui.plan_office.PlanOffice`."""

    async def plan(self, case: CaseId) -> LaidPlan | None:
        return await self._ask(self._open.shelf.shown(self._open.sign_in.seated(), case))

    async def do_step(self, case: CaseId, step: str, answer: str) -> None:
        await self._ask(self._open.desk.do_step(self._open.sign_in.seated(), case, step, answer))

    async def skip_step(self, case: CaseId, step: str, reason: str) -> None:
        await self._ask(self._open.desk.skip_step(self._open.sign_in.seated(), case, step, reason))

    async def reopen_step(self, case: CaseId, step: str) -> None:
        await self._ask(self._open.desk.reopen_step(self._open.sign_in.seated(), case, step))

    async def change_plan(self, case: CaseId) -> None:
        await self._ask(self._open.desk.change_plan(self._open.sign_in.seated(), case))
