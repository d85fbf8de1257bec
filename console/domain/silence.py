"""What is not told for a while, why, and until when: every silence has a reason and an end.

A silence hides nothing from the journal: what comes meanwhile is stored and has its case, which is shown when the
silence ends. It covers named causes only, so a known fault never hides a new kind of fault. A person's own alarm is
never covered: `COVERABLE` is all that a silence can name.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from console.domain.alarm import Cause
from console.domain.ids import DeviceId, MunicipalityId, OperatorId, ResidentId

SilenceId = NewType("SilenceId", str)


class SilenceKind(StrEnum):
    """After ISA-18.2, 5.7 (shelved, suppressed by design, out of service), and the trade's own. `NOTICE` silences
    nothing: it is what everybody should know, with a date at which it is no longer believed."""

    SHELVED = "shelved"
    TEST_MODE = "test_mode"
    ABSENT = "absent"
    OUT_OF_SERVICE = "out_of_service"
    BY_DESIGN = "by_design"
    NOTICE = "notice"


class SilenceEnd(StrEnum):
    """Why a silence ended."""

    EXPIRED = "expired"
    BY_HAND = "by_hand"
    REPLACED = "replaced"


LONGEST: dict[SilenceKind, timedelta] = {
    SilenceKind.SHELVED: timedelta(hours=4),
    SilenceKind.TEST_MODE: timedelta(hours=8),
    SilenceKind.ABSENT: timedelta(days=30),
    SilenceKind.OUT_OF_SERVICE: timedelta(days=14),
    SilenceKind.BY_DESIGN: timedelta(days=90),
    SilenceKind.NOTICE: timedelta(days=30),
}
"""The longest that each may last; the figures are ours. Who needs longer says so again, with a reason."""

WARNED_BEFORE: dict[SilenceKind, timedelta] = {
    SilenceKind.SHELVED: timedelta(minutes=15),
    SilenceKind.TEST_MODE: timedelta(minutes=15),
    SilenceKind.ABSENT: timedelta(hours=12),
    SilenceKind.OUT_OF_SERVICE: timedelta(hours=12),
    SilenceKind.BY_DESIGN: timedelta(days=1),
    SilenceKind.NOTICE: timedelta(hours=12),
}
"""How long before its end a silence is warned of."""

TECHNICAL_CAUSES = frozenset(
    {
        Cause.BATTERY_LOW,
        Cause.BATTERY_FAILED,
        Cause.MAINS_LOST,
        Cause.LINK_LOST,
        Cause.PRIMARY_LINK_LOST,
        Cause.REDUNDANT_LINK_LOST,
        Cause.RADIO_TEST_MISSED,
        Cause.HEARTBEAT_MISSED,
        Cause.TEST_MISSED,
        Cause.TAMPER,
        Cause.CAMERA_OFFLINE,
        Cause.POWER_OUT,
        Cause.LOCK_FAILED,
        Cause.KEY_MISSING,
        Cause.SEQUENCE_GAP,
        Cause.AREA_OUTAGE,
    }
)
"""Faults of things. What could not be read, or came from a stranger, may be a person: it is not among them."""

ABSENCE_CAUSES = frozenset({Cause.LOOK_MISSED, Cause.NOT_TAKEN, Cause.TAKEN_LATE, Cause.CAMERA_OFFLINE})
"""What is expected of somebody who is in hospital: not seen, no dose taken. An alarm from the home is shown as ever."""

COVERABLE = TECHNICAL_CAUSES | ABSENCE_CAUSES


def causes_of(kind: SilenceKind) -> frozenset[Cause]:
    """What a silence of this kind may cover."""
    match kind:
        case SilenceKind.ABSENT:
            return ABSENCE_CAUSES
        case SilenceKind.NOTICE:
            return frozenset()
        case _:
            return TECHNICAL_CAUSES


class AboutKind(StrEnum):
    """Whom or what a silence is about."""

    DEVICE = "device"
    RESIDENT = "resident"
    AREA = "area"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class About:
    """By id; an area by `municipality/area`, a device and a source by `municipality/...` as in a case's subject."""

    kind: AboutKind
    id: str


@dataclass(frozen=True, slots=True)
class Silence:
    """From `since` to `until` (aware UTC). `by` said `reason`. `causes` is empty for a notice only."""

    id: SilenceId
    kind: SilenceKind
    municipality: MunicipalityId
    about: About
    causes: tuple[Cause, ...]
    reason: str
    by: OperatorId
    since: datetime
    until: datetime
    is_warned: bool = False

    @property
    def warn_at(self) -> datetime:
        """When its end is warned of: at the latest at half its time."""
        return max(self.until - WARNED_BEFORE[self.kind], self.since + (self.until - self.since) / 2)


def warned(silence: Silence) -> Silence:
    """The same, its end warned of."""
    return replace(silence, is_warned=True)


def device_about(municipality: MunicipalityId, device: DeviceId) -> About:
    """A device, as a case's subject names it."""
    return About(AboutKind.DEVICE, f"{municipality}/{device}")


def resident_about(resident: ResidentId) -> About:
    return About(AboutKind.RESIDENT, resident)
