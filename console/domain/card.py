"""What the resident card shows, gathered once and already masked for its reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from console.domain.device_line import DeviceLine
from console.domain.events import ReadReason
from console.domain.ids import DeviceId
from console.domain.journal import CaseSummary
from console.domain.masking import Person
from console.domain.reach import Condition


@dataclass(frozen=True, slots=True)
class Card:
    """One resident in one glance. `history` is the last five cases, newest first; `household` the others there.

    `copied_at` is None for what the store itself says; else the store was out of reach, and this is how old the local
    copy is that the card was read from. `conditions` are what else is known of the devices, so that the card and the
    technical lane say the same of whether the person can call.
    """

    person: Person
    reason: ReadReason
    devices: tuple[DeviceLine, ...]
    history: tuple[CaseSummary, ...]
    household: tuple[Person, ...]
    copied_at: datetime | None = None
    conditions: Mapping[DeviceId, Condition] = field(default_factory=dict)
