"""The window's `Office`, over the bridge: its parts, the reading of people, and the seat's two ends."""

from collections.abc import Sequence

from console.domain.card import Card
from console.domain.events import ReadReason
from console.domain.ids import CaseId, OperatorId, ResidentId
from console.domain.journal import CaseSummary
from console.domain.operator import Operator
from console.domain.search import Found
from ui.bridged_blind import BridgedBlind
from ui.bridged_call import BridgedCall
from ui.bridged_case import BridgedCase
from ui.bridged_desk import BridgedDesk
from ui.bridged_dispatch import BridgedDispatch
from ui.bridged_night import BridgedNight
from ui.bridged_plan import BridgedPlan
from ui.bridged_rounds import BridgedRounds
from ui.bridged_seat import BridgedSeat
from ui.bridged_sound import BridgedSound
from ui.bridged_technical import BridgedTechnical


class BridgedOffice(
    BridgedCase, BridgedPlan, BridgedDesk, BridgedTechnical, BridgedRounds, BridgedNight, BridgedSeat, BridgedSound,
    BridgedBlind, BridgedCall, BridgedDispatch,
):  # fmt: skip
    """Fits `ui.office.Office`."""

    async def card(
        self, resident: ResidentId, reason: ReadReason | None, case: CaseId | None, *, unmask: bool = False
    ) -> Card:
        seated = self._open.sign_in.seated()
        return await self._ask(self._open.records.card(seated, resident, reason, case, unmask=unmask))

    async def find(self, text: str) -> Found:
        return await self._ask(self._open.search.find(self._open.sign_in.seated(), text))

    async def history(
        self, resident: ResidentId, reason: ReadReason | None, case: CaseId | None, limit: int
    ) -> Sequence[CaseSummary]:
        seated = self._open.sign_in.seated()
        return await self._ask(self._open.records.history(seated, resident, reason, case, limit))

    async def choosable(self) -> Sequence[Operator]:
        return self._open.sign_in.choosable()

    async def sign_in(self, login: str, password: str) -> Operator:
        return await self._ask(self._open.sign_in.sign_in(login, password))

    async def sign_in_as(self, operator: OperatorId) -> Operator:
        return await self._ask(self._open.sign_in.sign_in_as(operator))

    async def sign_out(self) -> None:
        await self._ask(self._open.sign_in.sign_out())

    def painted(self, number: int) -> None:
        if self._parts is not None:
            self._bridge.tell(self._parts.watch.painted, number)
