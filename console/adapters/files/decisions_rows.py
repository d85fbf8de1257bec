"""The rows of the decisions' import format as they stand in the file: typed, but not yet believed.

What may be left out has the value that the domain gives it; moments of the day are "HH:MM", delays whole minutes.
"""

import msgspec

from console.domain.picture import Mask
from console.domain.supervision import NotSeen, OnFault, Performer, PlaceKind

_NOT_SEEN, _ON_FAULT = NotSeen(), OnFault()

TOLERANCE_MIN = 15


class _Row(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    pass


class ConsentRow(_Row):
    """Dates, each or none."""

    given_on: str | None = None
    until: str | None = None
    has_cohabitant: bool = False
    cohabitant_given_on: str | None = None
    cohabitant_until: str | None = None


class LookRow(_Row, rename={"begins": "from", "ends": "to"}):
    """A window, or a time by the clock. Without `round` it is as many as the looks of the night before it, and one."""

    begins: str | None = None
    ends: str | None = None
    at: str | None = None
    round: int | None = None


class NotSeenRow(_Row):
    """What is done about somebody who was not seen."""

    retry_after_min: int = round(_NOT_SEEN.retry_after.total_seconds() / 60)
    tries: int = _NOT_SEEN.tries
    then: str = _NOT_SEEN.then.value


class OnFaultRow(_Row):
    """What is done where there is no picture."""

    then: str = _ON_FAULT.then.value
    within_min: int = round(_ON_FAULT.within.total_seconds() / 60)
    by_window: bool = _ON_FAULT.by_window


class LimitsRow(_Row):
    """What sensors may ask about."""

    up_at_most_min: int | None = None
    door_from: str | None = None
    door_until: str | None = None
    moved_by: str | None = None


class DecisionRow(_Row):
    """One decision."""

    id: str
    valid_from: str
    valid_until: str
    looks: list[LookRow]
    resident: str | None = None
    kind: str = PlaceKind.HOME.value
    area: str = ""
    place: str = ""
    ended_on: str | None = None
    consent: ConsentRow = msgspec.field(default_factory=ConsentRow)
    camera: str | None = None
    performer: str = Performer.NIGHT_SUPERVISION.value
    mask: str = Mask.SQUARES.value
    tolerance_min: int = TOLERANCE_MIN
    not_seen: NotSeenRow = msgspec.field(default_factory=NotSeenRow)
    on_fault: OnFaultRow = msgspec.field(default_factory=OnFaultRow)
    limits: LimitsRow = msgspec.field(default_factory=LimitsRow)
    skipped: list[str] = []
    note: str = ""


class CameraRow(_Row):
    """Where a camera is found."""

    device: str
    protocol: str
    address: str
    login: str = ""
    is_simulated: bool = False


class DecisionsDocument(_Row):
    """The whole JSON file, its rows still raw so that each is read by itself."""

    format: str
    version: int
    municipality: str
    decisions: list[msgspec.Raw] = []
    cameras: list[msgspec.Raw] = []


class Headed(msgspec.Struct):
    """What a document says that it is."""

    format: str


FORMAT = "vaka-decisions"
VERSION = 1
