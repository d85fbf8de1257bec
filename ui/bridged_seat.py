"""The seat's part of the window's `Office`, over the bridge."""

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from console.domain.account import Face
from console.domain.draft import Draft
from console.domain.ids import CaseId, OperatorId
from console.domain.operator import Operator
from console.domain.start_check import CheckKind, ClockCheck
from console.services.seating import Seating
from console.services.sign_in import SignIn

T = TypeVar("T")


class SeatParts(Protocol):
    """What the seat needs of an open console."""

    @property
    def sign_in(self) -> SignIn: ...

    @property
    def seating(self) -> Seating: ...


class BridgedSeat:
    """Fits `ui.seat_office.SeatOffice`; whoever inherits says how the console is reached."""

    @property
    def _open(self) -> SeatParts:
        """The open console. Raises LostContact where there is none."""
        raise NotImplementedError

    async def _ask(self, step: Coroutine[Any, Any, T]) -> T:
        """Runs a step on the console thread."""
        raise NotImplementedError

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
