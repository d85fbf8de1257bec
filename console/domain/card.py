"""What the resident card shows, gathered once and already masked for its reader."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.events import ReadReason
from console.domain.journal import CaseSummary, SignOfLife
from console.domain.masking import Person
from console.domain.resident import Device


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device and its last sign of life, None where it never gave one."""

    device: Device
    sign: SignOfLife | None


@dataclass(frozen=True, slots=True)
class Card:
    """One resident in one glance. `history` is the last five cases, newest first; `household` the others there.

    `copied_at` is None for what the store itself says; else the store was out of reach, and this is how old the local
    copy is that the card was read from.
    """

    person: Person
    reason: ReadReason
    devices: tuple[DeviceLine, ...]
    history: tuple[CaseSummary, ...]
    household: tuple[Person, ...]
    copied_at: datetime | None = None
