"""What is tried before a shift begins: each with its own proof, told by whoever tried it."""

from dataclasses import dataclass
from enum import StrEnum


class CheckKind(StrEnum):
    """What was tried."""

    SOUND = "sound"
    HEADSET = "headset"
    CAMERA = "camera"
    CANARY = "canary"
    JOURNAL = "journal"
    CLOCK = "clock"


WRONG_CLOCK_S = 1.0
"""A clock that is off by more is told of: ages and promises on two consoles would differ visibly."""


@dataclass(frozen=True, slots=True)
class ClockCheck:
    """How our clock compares with those that should know.

    `difference_s` is the largest known difference, 0 or more; None where nobody could say. `sources` is how many could.
    """

    difference_s: float | None
    sources: int

    @property
    def is_good(self) -> bool:
        """Whether somebody could say, and it is right within `WRONG_CLOCK_S`."""
        return self.difference_s is not None and self.difference_s <= WRONG_CLOCK_S
