"""What the window asks of the console when nothing is seen: a part of its `Office`, with its errors.

None of it needs the broker, and with a local copy none of it needs the shared store.
"""

from collections.abc import Sequence
from typing import Protocol

from console.domain.card import Card
from console.domain.risk import RiskList
from console.domain.routine import ReservePhone, Routine


class BlindOffice(Protocol):
    """The blind view's part."""

    async def risk_list(self) -> RiskList:
        """Whom to look to first, in order, masked for the seated operator. Each call leaves one trace in each of their
        municipalities: ask once for each opening, not for each repaint."""
        ...

    async def risk_cards(self) -> Sequence[Card]:
        """The cards of those on the list, in its order, to be printed. Each leaves a trace (danger to life)."""
        ...

    def routine(self, language: str) -> Routine:
        """The steps, in this language (or the centre's own). At once; raises LostContact before the console is open."""
        ...

    def reserve(self) -> ReservePhone:
        """Whom to call. At once; raises LostContact before the console is open."""
        ...
