"""What an operator can do when nothing is seen: the risk list, the cards to print, the routine, whom to call."""

from collections.abc import Mapping
from dataclasses import dataclass

from console.domain.routine import ReservePhone, Routine
from console.services.risk_lists import RiskLists


@dataclass(frozen=True, slots=True)
class BlindDesk:
    """`routines` are by language; the centre's own, where it has one, stands for each."""

    risk_lists: RiskLists
    routines: Mapping[str, Routine]
    reserve: ReservePhone
