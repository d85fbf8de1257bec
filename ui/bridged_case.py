"""The cases' part of the window's `Office`, over the bridge: each step is done by whoever is seated."""

from collections.abc import Sequence
from datetime import datetime

from console.domain.alarm import AlarmClass
from console.domain.events import ErasedEvent, Event
from console.domain.ids import CaseId, MunicipalityId, OperatorId, ResidentId
from console.domain.operator import Operator
from console.domain.resident import Outcome
from ui.bridged import Bridged


class BridgedCase(Bridged):
    """Fits `ui.case_office.CaseOffice`."""

    async def claim(self, case: CaseId) -> None:
        await self._ask(self._open.desk.claim(self._open.sign_in.seated(), case))

    async def release(self, case: CaseId) -> None:
        await self._ask(self._open.desk.release(self._open.sign_in.seated(), case))

    async def take_over(self, case: CaseId, reason: str) -> None:
        await self._ask(self._open.desk.take_over(self._open.sign_in.seated(), case, reason))

    async def hand_over(self, case: CaseId, to: OperatorId) -> None:
        await self._ask(self._open.desk.hand_over(self._open.sign_in.seated(), case, to))

    async def note(self, case: CaseId, text: str) -> None:
        await self._ask(self._open.desk.note(self._open.sign_in.seated(), case, text))

    async def promise(self, case: CaseId, until: datetime, text: str) -> None:
        await self._ask(self._open.desk.promise(self._open.sign_in.seated(), case, until, text))

    async def keep_promise(self, case: CaseId) -> None:
        await self._ask(self._open.desk.keep_promise(self._open.sign_in.seated(), case))

    async def close(self, case: CaseId, outcome: str, next_step: str, seen_version: int) -> None:
        await self._ask(self._open.desk.close(self._open.sign_in.seated(), case, outcome, next_step, seen_version))

    async def name_resident(self, case: CaseId, resident: ResidentId) -> None:
        await self._ask(self._open.desk.name_resident(self._open.sign_in.seated(), case, resident))

    async def open_by_hand(
        self, municipality: MunicipalityId, resident: ResidentId | None, alarm_class: AlarmClass, text: str
    ) -> CaseId:
        seated = self._open.sign_in.seated()
        return await self._ask(self._open.desk.open_by_hand(seated, municipality, resident, alarm_class, text))

    async def timeline(self, case: CaseId) -> Sequence[Event | ErasedEvent]:
        return await self._ask(self._open.desk.timeline(self._open.sign_in.seated(), case))

    async def outcomes(self, municipality: MunicipalityId) -> Sequence[Outcome]:
        return await self._ask(self._outcomes(municipality))

    async def colleagues(self) -> Sequence[Operator]:
        return await self._ask(self._colleagues())

    async def _outcomes(self, municipality: MunicipalityId) -> Sequence[Outcome]:
        return self._open.directory.outcomes().get(municipality, ())

    async def _colleagues(self) -> Sequence[Operator]:
        return self._open.sign_in.colleagues()
