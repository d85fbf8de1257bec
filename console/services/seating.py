"""What belongs to sitting down here and to staying over a crash, in one hand: joined once, passed on whole."""

from dataclasses import dataclass

from console.services.drafts import DraftBox
from console.services.faces import Faces
from console.services.seat_keeper import SeatKeeper
from console.services.start_checks import StartChecks


@dataclass(frozen=True, slots=True)
class Seating:
    """The seat as it is kept, who may sit down, what they have typed, and what is tried before."""

    keeper: SeatKeeper
    faces: Faces
    drafts: DraftBox
    checks: StartChecks
