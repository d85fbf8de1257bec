"""What the window asks of the console for a resident's night, beside the desk's own. Part of `ui.office.Office`."""

from collections.abc import Sequence
from typing import Protocol

from console.domain.events import ReadReason
from console.domain.ids import CaseId, ResidentId
from console.domain.night_line import MorningRow, NightLine, Span


class NightOffice(Protocol):
    """Errors are the same."""

    async def night_line(
        self, resident: ResidentId, reason: ReadReason | None, case: CaseId | None, span: Span
    ) -> NightLine:
        """The resident's night, masked for the seated operator; the reading is journalled first. An own claimed case is
        the reason, unasked: then `reason` may be None."""
        ...

    async def morning_list(self) -> Sequence[MorningRow]:
        """Whose night was unlike their others, by area; journalled as one reading of a list."""
        ...
