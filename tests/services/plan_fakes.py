"""The ports of the plans, held in memory."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from console.domain.journal import Unwritable
from console.domain.plan import Plan
from console.domain.plan_form import PlanError, PlansRead


class FakePlanFiles:
    """Fits `services.ports.PlanFiles`: `say` is what the files say from now on; `looks` counts."""

    def __init__(self, *plans: Plan) -> None:
        self._next: PlansRead | None = PlansRead(plans, ())
        self.looks = 0

    def say(self, *plans: Plan, errors: Sequence[PlanError] = ()) -> None:
        self._next = PlansRead(plans, tuple(errors))

    async def look(self) -> PlansRead | None:
        await asyncio.sleep(0)
        self.looks += 1
        found, self._next = self._next, None
        return found


class FakePlanStore:
    """Fits `services.ports.PlanStore`; `is_down` refuses everything, `asked` are the versions sought so far."""

    def __init__(self, *plans: Plan) -> None:
        self.kept: dict[str, tuple[Plan, datetime | None]] = {plan.version: (plan, None) for plan in plans}
        self.asked: list[str] = []
        self.writes = 0
        self.is_down = False

    async def keep(self, plans: Sequence[Plan], at: datetime) -> None:
        await self._answer()
        self.writes += 1
        for plan in plans:
            self.kept.setdefault(plan.version, (plan, at))

    async def of(self, versions: Sequence[str]) -> tuple[Plan, ...]:
        await self._answer()
        self.asked += versions
        return tuple(self.kept[version][0] for version in versions if version in self.kept)

    async def _answer(self) -> None:
        await asyncio.sleep(0)
        if self.is_down:
            raise Unwritable("the disk is full")
