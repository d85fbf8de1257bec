"""The rounds' part of the window's `Office`, over the bridge: each step is done by whoever is seated."""

from datetime import date, timedelta

from console.domain.ids import CaseId, DecisionId, LookId, MunicipalityId
from console.domain.look import LookOutcome
from console.domain.operator import Operator
from console.domain.picture import Frame
from console.services.looks import Looks
from console.services.night_reports import ShownNight
from ui.bridged import Bridged


class BridgedRounds(Bridged):
    """Fits `ui.round_office.RoundOffice`."""

    async def open_look(self, look: LookId) -> None:
        await self._ask(self._looks.open(self._seated, look))

    async def look_in(self, case: CaseId, reason: str) -> None:
        await self._ask(self._looks.look_in(self._seated, case, reason))

    async def pause_look(self) -> None:
        await self._ask(self._looks.pause(self._seated))

    async def shut_look(self) -> None:
        await self._ask(self._looks.shut(self._seated))

    async def reconnect_look(self) -> None:
        await self._ask(self._looks.reconnect(self._seated))

    async def unmask_look(self, reason: str) -> None:
        await self._ask(self._looks.unmask(self._seated, reason))

    async def judge_look(self, look: LookId, outcome: LookOutcome, note: str = "") -> CaseId | None:
        return await self._ask(self._looks.judge(self._seated, look, outcome, note))

    async def mend_look(self) -> None:
        await self._ask(self._looks.mend(self._seated))

    async def keep_night(self, decision: DecisionId) -> None:
        await self._ask(self._looks.keep_night(self._seated, decision))

    def picture(self) -> tuple[Frame, timedelta] | None:
        return self._parts.supervision.looking.picture() if self._parts is not None else None

    async def night_report(self, municipality: MunicipalityId, night: date) -> ShownNight:
        return await self._ask(self._open.supervision.reports.report(self._seated, municipality, night))

    async def sign_night(self, municipality: MunicipalityId, night: date, digest: str) -> None:
        await self._ask(self._open.supervision.reports.sign(self._seated, municipality, night, digest))

    @property
    def _looks(self) -> Looks:
        return self._open.supervision.looks

    @property
    def _seated(self) -> Operator:
        return self._open.sign_in.seated()
