"""The seat's part of the window's `Office`, over the bridge."""

from collections.abc import Mapping, Sequence

from console.domain.account import Face
from console.domain.draft import Draft
from console.domain.ids import CaseId, OperatorId
from console.domain.operator import Operator
from console.domain.start_check import CheckKind, ClockCheck
from ui.bridged import Bridged


class BridgedSeat(Bridged):
    """Fits `ui.seat_office.SeatOffice`."""

    async def faces(self) -> Sequence[Face]:
        return await self._ask(self._open.seating.faces.listed())

    async def resume(self) -> Operator | None:
        return await self._ask(self._open.sign_in.resume())

    async def lock(self) -> None:
        await self._ask(self._open.sign_in.lock())

    async def checked(self, results: Sequence[tuple[CheckKind, bool]]) -> None:
        await self._ask(self._open.seating.checks.checked(results))

    async def clock_check(self) -> ClockCheck:
        return await self._ask(self._open.seating.checks.clock())

    async def keep_draft(self, author: OperatorId, case: CaseId | None, panel: str, fields: Mapping[str, str]) -> None:
        writer = self._open.sign_in.author(author)
        await self._ask(self._open.seating.drafts.keep(writer, case, panel, dict(fields)))

    async def drop_draft(self, author: OperatorId, case: CaseId | None, panel: str) -> None:
        await self._ask(self._open.seating.drafts.drop(self._open.sign_in.author(author), case, panel))

    async def drafts(self) -> Sequence[Draft]:
        return await self._ask(self._open.seating.drafts.of(self._open.sign_in.seated()))
