"""What the window asks of the console about the seat: who may sit down, what is tried before, lock, and drafts.

The part of `ui.office.Office` that is about the person at the screen and not about a case. Errors are the same.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from console.domain.account import Face
from console.domain.draft import Draft
from console.domain.ids import CaseId, OperatorId
from console.domain.operator import Operator
from console.domain.start_check import CheckKind, ClockCheck


class SeatOffice(Protocol):
    """The seat, and what its operator has typed."""

    async def faces(self) -> Sequence[Face]:
        """Who has an account here, those who have sat here before first; empty where the centre does not list them."""
        ...

    async def resume(self) -> Operator | None:
        """After a crash, without a password: who sits here again, or None where somebody must sign in."""
        ...

    async def lock(self) -> None:
        """The console knows that the screen is covered: a crash does not uncover it."""
        ...

    async def checked(self, results: Sequence[tuple[CheckKind, bool]]) -> None:
        """Journals what was tried before the shift."""
        ...

    async def clock_check(self) -> ClockCheck:
        """Our clock beside all that can say something of it."""
        ...

    async def keep_draft(self, author: OperatorId, case: CaseId | None, panel: str, fields: Mapping[str, str]) -> None:
        """What `author`, who sits here or sat here before, has typed in a panel; `case` is None for a new one."""
        ...

    async def drop_draft(self, author: OperatorId, case: CaseId | None, panel: str) -> None: ...

    async def drafts(self) -> Sequence[Draft]:
        """The seated operator's own, the oldest first."""
        ...
