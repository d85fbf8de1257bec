"""The staff nearby who can be sent: what each of them may do, when they work, and what is known of them now.

Who they are comes by import; whether they work comes by import or by their own word; where they are by theirs alone.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.domain.ids import MunicipalityId, ResidentId, ResponderId
from console.domain.report import Position


class Duty(StrEnum):
    """What a responder says of themselves. The values are the contract's words."""

    FREE = "free"
    BUSY = "busy"
    BREAK = "break"
    OFF = "off"


class Skill(StrEnum):
    """What somebody is qualified for, or has by delegation."""

    NURSE = "nurse"
    ASSISTANT_NURSE = "assistant_nurse"
    MEDICATION = "medication"
    INSULIN = "insulin"
    OXYGEN = "oxygen"
    CATHETER = "catheter"
    LIFTING = "lifting"


class Transport(StrEnum):
    """By what somebody goes."""

    CAR = "car"
    BIKE = "bike"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Responder:
    """One of the staff. `sender` is the broker user that may speak for them. `opens_locks`: digital locks may be opened
    for them; `keys` are the cabinets and rings whose keys they carry or can fetch. `group` is who is asked together;
    `partner` with whom they go where two are needed, None for nobody. `may_see_protected` names them for people whose
    identity is protected."""

    id: ResponderId
    municipality: MunicipalityId
    sender: str
    name: str = field(repr=False)
    phone: str = field(default="", repr=False)
    skills: frozenset[Skill] = frozenset()
    languages: tuple[str, ...] = ("sv",)
    opens_locks: bool = False
    keys: frozenset[str] = frozenset()
    transport: Transport = Transport.CAR
    area: str = ""
    group: str = ""
    partner: ResponderId | None = None
    may_go_alone: bool = True
    may_see_protected: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """When somebody works, as planned. `id` is the planner's own."""

    id: str
    municipality: MunicipalityId
    responder: ResponderId
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit in somebody's plan: busy time. `staff` is how many are needed there."""

    id: str
    municipality: MunicipalityId
    responder: ResponderId
    resident: ResidentId | None
    since: datetime
    until: datetime
    staff: int = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """What was last heard of a responder: state, overwritten. `heard_at` is by our clock; `is_connected` says that the
    broker has not told of a lost phone since. `position.at` is the moment of the fix. `seal_key` is the public key that
    this sign-in of their phone made (base64url of an uncompressed P-256 point), "" for one that opens nothing."""

    municipality: MunicipalityId
    responder: ResponderId
    heard_at: datetime
    is_connected: bool = True
    position: Position | None = None
    seal_key: str = ""


@dataclass(frozen=True, slots=True)
class Staffed:
    """A responder with all that is known of them now. `duty` is by the journal, OFF where nothing was said; `until` is
    the planned end of the shift; `visits` are those that are not over, the first first; `tasks` counts open tasks."""

    responder: Responder
    duty: Duty
    standing: Standing | None = None
    until: datetime | None = None
    visits: tuple[PlannedVisit, ...] = ()
    tasks: int = 0
