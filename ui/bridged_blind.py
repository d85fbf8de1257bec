"""The blind view's part of the window's `Office`, over the bridge."""

from collections.abc import Sequence

from console.domain.card import Card
from console.domain.risk import RiskList
from console.domain.routine import ReservePhone, Routine
from ui.bridged import Bridged


class BridgedBlind(Bridged):
    """Fits `ui.blind_office.BlindOffice`."""

    async def risk_list(self) -> RiskList:
        return await self._ask(self._open.blind.risk_lists.read(self._open.sign_in.seated()))

    async def risk_cards(self) -> Sequence[Card]:
        return await self._ask(self._open.blind.risk_lists.cards(self._open.sign_in.seated()))

    def routine(self, language: str) -> Routine:
        return self._open.blind.routines[language]

    def reserve(self) -> ReservePhone:
        return self._open.blind.reserve
