"""The night view's part of the window's `Office`, over the bridge."""

from collections.abc import Sequence

from console.domain.events import ReadReason
from console.domain.ids import CaseId, ResidentId
from console.domain.night_line import MorningRow, NightLine, Span
from ui.bridged import Bridged


class BridgedNight(Bridged):
    """Fits `ui.night_office.NightOffice`."""

    async def night_line(
        self, resident: ResidentId, reason: ReadReason | None, case: CaseId | None, span: Span
    ) -> NightLine:
        lines, seated = self._open.supervision.lines, self._open.sign_in.seated()
        return await self._ask(lines.read(seated, resident, reason, case, span))

    async def morning_list(self) -> Sequence[MorningRow]:
        return await self._ask(self._open.supervision.lines.morning(self._open.sign_in.seated()))
