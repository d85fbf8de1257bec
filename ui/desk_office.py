"""What the window asks of the console about the desk as a whole. Part of `ui.office.Office`; errors are the same."""

from collections.abc import Sequence
from typing import Protocol

from console.domain.ids import CaseId
from console.domain.lane import OutagePerson
from console.domain.silence import SilenceId
from console.domain.silence_steps import BeginSilence


class DeskOffice(Protocol):
    """Help from colleagues, what is not told for a while, and what a plan's steps ask the world for."""

    async def dispatch(self, case: CaseId, step: str) -> None:
        """Asks for somebody to go there, for that step of the plan of an own case. Refused(NOT_CONNECTED) where nobody
        can be sent."""
        ...

    async def outage_people(self, outage: CaseId) -> Sequence[OutagePerson]:
        """Whom an outage concerns, who has no way out first, then by risk; masked for the seated operator, after the
        reading is journalled. Refused for whoever may read no residents there."""
        ...

    async def ask_help(self) -> None:
        """Tells the other consoles that more life alarms wait here than one can take. Refused(NOTHING_TO_DO) where
        none waits, or where it was asked for already."""
        ...

    async def end_help(self) -> None:
        """It is not needed any more. Refused(NOTHING_TO_DO) where it was not asked for."""
        ...

    async def begin_silence(self, step: BeginSilence) -> None:
        """Refused says which rule says no."""
        ...

    async def end_silence(self, silence: SilenceId) -> None:
        """Before its time."""
        ...
