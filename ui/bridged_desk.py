"""The desk's part of the window's `Office`, over the bridge: each step is done by whoever is seated."""

from collections.abc import Sequence

from console.domain.ids import CaseId
from console.domain.lane import OutagePerson
from console.domain.silence import SilenceId
from console.domain.silence_steps import BeginSilence
from ui.bridged import Bridged


class BridgedDesk(Bridged):
    """Fits `ui.desk_office.DeskOffice`."""

    async def dispatch(self, case: CaseId, step: str) -> None:
        await self._ask(self._open.outreach.dispatch(self._open.sign_in.seated(), case, step))

    async def outage_people(self, outage: CaseId) -> Sequence[OutagePerson]:
        return await self._ask(self._open.technical.lane.outage_people(outage, self._open.sign_in.seated()))

    async def ask_help(self) -> None:
        await self._ask(self._open.help.ask(self._open.sign_in.seated()))

    async def end_help(self) -> None:
        await self._ask(self._open.help.end(self._open.sign_in.seated()))

    async def begin_silence(self, step: BeginSilence) -> None:
        await self._ask(self._open.silences.begin(self._open.sign_in.seated(), step))

    async def end_silence(self, silence: SilenceId) -> None:
        await self._ask(self._open.silences.end(self._open.sign_in.seated(), silence))
