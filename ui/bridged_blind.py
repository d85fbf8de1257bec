"""The blind view's part of the window's `Office`, over the bridge."""

from collections.abc import Coroutine, Sequence
from typing import Any, Protocol, TypeVar

from console.domain.card import Card
from console.domain.risk import RiskList
from console.domain.routine import ReservePhone, Routine
from console.services.blind import BlindDesk
from console.services.sign_in import SignIn

T = TypeVar("T")


class BlindParts(Protocol):
    """What the blind view needs of an open console."""

    @property
    def sign_in(self) -> SignIn: ...

    @property
    def blind(self) -> BlindDesk: ...


class BridgedBlind:
    """Fits `ui.blind_office.BlindOffice`; whoever inherits says how the console is reached."""

    @property
    def _open(self) -> BlindParts:
        """The open console. Raises LostContact where there is none."""
        raise NotImplementedError

    async def _ask(self, step: Coroutine[Any, Any, T]) -> T:
        """Runs a step on the console thread."""
        raise NotImplementedError

    async def risk_list(self) -> RiskList:
        return await self._ask(self._open.blind.risk_lists.read(self._open.sign_in.seated()))

    async def risk_cards(self) -> Sequence[Card]:
        return await self._ask(self._open.blind.risk_lists.cards(self._open.sign_in.seated()))

    def routine(self, language: str) -> Routine:
        return self._open.blind.routines[language]

    def reserve(self) -> ReservePhone:
        return self._open.blind.reserve
