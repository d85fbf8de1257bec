"""The technical lane as a screen shows it: one row a device and fault, with what that means for a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.domain.ids import CaseId, DeviceId
from console.domain.masking import Person
from console.domain.queue import Row
from console.domain.reach import Reach, ReachGround
from console.domain.risk import Peril, RiskGround
from console.domain.silence import SilenceId


class WayState(StrEnum):
    """How one way out stands. `NONE`: the device has no such way, or is of a kind that never tells."""

    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Ways:
    """The three ways of the stream contract, in the order in which they are shown."""

    net: WayState = WayState.NONE
    mobile: WayState = WayState.NONE
    phone: WayState = WayState.NONE


@dataclass(frozen=True, slots=True)
class OutageHead:
    """What an outage means in numbers: its silent devices, and the people whom these concern, by whether they can
    call. `people` are all of them, also those who have other ways."""

    devices: int
    people: int
    no_way: int
    phone_only: int
    unknown: int


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One case of the technical lane. `row` is the queue's own, masked for the viewer, also where a flood folds it or a
    silence covers it.

    `reach` says whether the person whom the device concerns can call now, by all their devices; None where it concerns
    no known person. `grounds` are why, the gravest first; `device` is the one of their alarm devices that the ways are
    of (the best that still can), else the case's own. `battery_percent`, `has_mains` and `heard_at` are what the
    case's own device last said, None where it never did. `until` is when its battery is estimated to be empty, None
    where nobody can say. `silence` covers the case. `outage` is given for an area's case.
    """

    row: Row
    reach: Reach | None
    grounds: tuple[ReachGround, ...]
    ways: Ways
    device: DeviceId
    battery_percent: int | None
    has_mains: bool | None
    heard_at: datetime | None
    tested_at: datetime | None
    until: datetime | None
    silence: SilenceId | None
    outage: OutageHead | None = None


@dataclass(frozen=True, slots=True)
class OutagePerson:
    """Somebody whom an outage concerns, masked for the reader. `peril` and `reasons` are the risk list's, None and
    empty for who is not on it. `case` is their open case, one among the people's before one of the lane."""

    person: Person
    reach: Reach
    grounds: tuple[ReachGround, ...]
    peril: Peril | None
    reasons: tuple[RiskGround, ...]
    case: CaseId | None


def way_of(name: str, up: tuple[str, ...], down: tuple[str, ...], told: tuple[str, ...], is_silent: bool) -> WayState:
    """How one way stands of a device that told of these."""
    if name not in told and name not in down:
        return WayState.NONE
    if is_silent:
        return WayState.UNKNOWN
    if name in up:
        return WayState.UP
    return WayState.DOWN if name in down else WayState.UNKNOWN
