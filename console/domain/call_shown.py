"""The call at this console as a screen shows it, and the ways in which a person can be called. Data only."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.domain.call import CallCourse, CallFigures, CallKind, NoPicture, Quality
from console.domain.events import CallBody
from console.domain.ids import CallId, CaseId, DeviceId
from console.domain.masking import Person
from console.domain.plan import Way


@dataclass(frozen=True, slots=True)
class CallWay:
    """One way to call the person (`contact` 0) or the contact of that order. `place` says where the device stands.
    `address` is the number or SIP address, never shown of a protected person, never journalled."""

    kind: CallKind
    way: Way | None = None
    contact: int = 0
    device: DeviceId | None = None
    place: str = ""
    address: str = field(default="", repr=False)


class EngineState(StrEnum):
    """Whether calls can be seen and heard here: `ABSENT` where this machine never calls."""

    ABSENT = "absent"
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


class GuestKind(StrEnum):
    """Who a third party is."""

    RELATIVE = "relative"
    NURSE = "nurse"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class GuestShown:
    """The third party: how to reach them, until when the invitation holds, and whether they are in. `link` is shown to
    the operator alone, never journalled."""

    kind: GuestKind
    expires_at: datetime
    is_in: bool = False
    sees: bool = False
    link: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OpenCall:
    """The call that this console has, or had last until it is put away. `person` is who it is about, masked for the
    viewer, `name` what the called contact is called ("" for the person). `is_seen`, `is_heard`: picture, sound came.
    `no_picture` says why none does. `said` is what is journalled of it, in order. `rings_until`: then it is given up.
    `lost_since`: the line or the engine is away since then, and it is offered again. `next_ways` are what is left to
    try, in the plan's order. `owner`: None while whoever calls has the case, or there is none; else who has it now, ""
    for nobody."""

    id: CallId
    kind: CallKind
    course: CallCourse
    case: CaseId | None = None
    person: Person | None = None
    contact: int = 0
    name: str = field(default="", repr=False)
    place: str = ""
    rings_until: datetime | None = None
    lost_since: datetime | None = None
    is_seen: bool = False
    is_heard: bool = False
    no_picture: NoPicture | None = None
    muted: bool = False
    camera: bool = False
    volume: int = 100
    listens_in: bool = False
    quality: Quality = Quality.UNKNOWN
    figures: CallFigures = field(default_factory=CallFigures)
    is_quiet: bool = False
    guest: GuestShown | None = None
    said: tuple[tuple[datetime, CallBody], ...] = ()
    next_ways: tuple[CallWay, ...] = ()
    is_simulated: bool = False
    owner: str | None = None
