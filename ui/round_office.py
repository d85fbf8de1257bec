"""What the window asks of the console for the rounds, beside the desk's own. Part of `ui.office.Office`."""

from datetime import date, timedelta
from typing import Protocol

from console.domain.ids import CaseId, DecisionId, LookId, MunicipalityId
from console.domain.look import LookOutcome
from console.domain.picture import Frame
from console.services.night_reports import ShownNight


class RoundOffice(Protocol):
    """Errors are the same. What comes of a step is told by `RoundTold` and `LookTold`."""

    async def open_look(self, look: LookId) -> None:
        """Opens the camera of a look of the round, masked, for 30 s; one that is open is closed first. Also for another
        try, and to go on with a paused one."""
        ...

    async def look_in(self, case: CaseId, reason: str) -> None:
        """Opens the camera of the person of an own case, outside the round: the shift lead is told."""
        ...

    async def pause_look(self) -> None:
        """Closes the camera, and keeps the look for whoever has it."""
        ...

    async def shut_look(self) -> None:
        """Closes the camera without a word; the look is anybody's."""
        ...

    async def reconnect_look(self) -> None:
        """Asks the camera of the open look anew."""
        ...

    async def unmask_look(self, reason: str) -> None:
        """Takes the mask away for what is left of the look."""
        ...

    async def judge_look(self, look: LookId, outcome: LookOutcome, note: str = "") -> CaseId | None:
        """Says what was seen, or that somebody telephoned or went there; closes the camera. The id of the case where
        it is an alarm or a fault."""
        ...

    async def mend_look(self) -> None:
        """The look that was told of last stands there again, closed, and can be told of better, for two minutes."""
        ...

    async def keep_night(self, decision: DecisionId) -> None:
        """It was a mistake that tonight was declined."""
        ...

    def picture(self) -> tuple[Frame, timedelta] | None:
        """The newest picture of the open look, and how old it is. Does not wait, and never raises."""
        ...

    async def night_report(self, municipality: MunicipalityId, night: date) -> ShownNight:
        """The night's report, with its people masked for the seated operator; the reading is journalled."""
        ...

    async def sign_night(self, municipality: MunicipalityId, night: date, digest: str) -> None:
        """Signs the report that has this digest."""
        ...
