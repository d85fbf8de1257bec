"""What the window asks of the console about cases. Part of `ui.office.Office`; errors are the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from console.domain.alarm import AlarmClass
from console.domain.events import ErasedEvent, Event
from console.domain.ids import CaseId, MunicipalityId, OperatorId, ResidentId
from console.domain.operator import Operator
from console.domain.resident import Outcome


class CaseOffice(Protocol):
    """The seated operator's steps, and what one must know to take them."""

    async def claim(self, case: CaseId) -> None:
        """Takes the case. Refused(OWNED_BY_OTHER) names the owner."""
        ...

    async def release(self, case: CaseId) -> None: ...

    async def take_over(self, case: CaseId, reason: str) -> None: ...

    async def hand_over(self, case: CaseId, to: OperatorId) -> None: ...

    async def note(self, case: CaseId, text: str) -> None: ...

    async def promise(self, case: CaseId, until: datetime, text: str) -> None:
        """`until` is aware UTC."""
        ...

    async def keep_promise(self, case: CaseId) -> None: ...

    async def close(self, case: CaseId, outcome: str, next_step: str, seen_version: int) -> None:
        """Ends the case as it was seen at `seen_version`. Refused(UNSEEN_ALARM) where more has come."""
        ...

    async def name_resident(self, case: CaseId, resident: ResidentId) -> None: ...

    async def open_by_hand(
        self, municipality: MunicipalityId, resident: ResidentId | None, alarm_class: AlarmClass, text: str
    ) -> CaseId: ...

    async def timeline(self, case: CaseId) -> Sequence[Event | ErasedEvent]: ...

    async def outcomes(self, municipality: MunicipalityId) -> Sequence[Outcome]: ...

    async def colleagues(self) -> Sequence[Operator]:
        """Those to whom the seated operator can hand a case."""
        ...
