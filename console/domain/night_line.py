"""A resident's night on one time axis: what sensors, looks and alarms said, and what is usual for that person.

What is read here is made in `night_reading`; a screen draws it, and a table says the same. Pure data; moments are aware
UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.ids import CaseId, MunicipalityId, ResidentId
from console.domain.look import LookOutcome
from console.domain.masking import Person

USUAL_NIGHTS = 14
"""So many nights before this one say what is usual."""


class Span(StrEnum):
    """How much of it: this night, the last 24 hours, or seven nights."""

    NIGHT = "night"
    DAY = "day"
    WEEK = "week"


class NightLane(IntEnum):
    """The seven lanes, from above."""

    BED = 0
    MOTION = 1
    DOOR = 2
    MAT = 3
    LOOK = 4
    ALARM = 5
    MEDICATION = 6


class MarkKind(StrEnum):
    """What a mark says. `OUT_OF_BED` and `IN_BED` last; the others happen. `OTHER` is a sensor's word that we do not
    have."""

    IN_BED = "in_bed"
    OUT_OF_BED = "out_of_bed"
    MOVED = "moved"
    STILL = "still"
    DOOR_OPENED = "door_opened"
    ON_MAT = "on_mat"
    LOOK_DONE = "look_done"
    LOOK_PLANNED = "look_planned"
    LOOK_NOT_DONE = "look_not_done"
    PRESSED = "pressed"
    ALARMED = "alarmed"
    DOSE_TAKEN = "dose_taken"
    DOSE_MISSED = "dose_missed"
    DOSE_PLANNED = "dose_planned"
    FIGURE_UP = "figure_up"
    FIGURE_ON_FLOOR = "figure_on_floor"
    OTHER = "other"


class Flag(StrEnum):
    """Why a mark is marked: a limit of the decision was passed, or a figure lay on the floor."""

    UP_TOO_LONG = "up_too_long"
    NOT_BACK = "not_back"
    DOOR_AT_NIGHT = "door_at_night"
    NO_MOTION = "no_motion"
    ON_FLOOR = "on_floor"


@dataclass(frozen=True, slots=True)
class Why:
    """A mark that is marked: which limit, what was measured, what the decision allows, and the case that it became."""

    flag: Flag
    measured: timedelta | None = None
    limit: timedelta | None = None
    case: CaseId | None = None
    became: Cause | None = None


@dataclass(frozen=True, slots=True)
class NightMark:
    """One thing of the night, from `at` to `until` (None: a moment, or it goes on). `source` is the kind of device and
    `place` where it is. `presses` from `first_press` to the last counted, for an alarm."""

    lane: NightLane
    kind: MarkKind
    at: datetime
    until: datetime | None = None
    source: DeviceKind = DeviceKind.UNKNOWN
    place: str = ""
    is_ongoing: bool = False
    outcome: LookOutcome | None = None
    alarm_class: AlarmClass | None = None
    cause: Cause | None = None
    first_press: int = 0
    last_press: int = 0
    case: CaseId | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """When something is usual in a lane, in this night's own time."""

    lane: NightLane
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Bedtime:
    """One night in figures. `ups` times out of bed between falling asleep and getting up."""

    ups: int = 0
    longest_up: timedelta = timedelta(0)
    in_bed_at: datetime | None = None
    up_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Usual:
    """What 8 of 10 of `nights` lie between, lowest and highest."""

    nights: int
    ups: tuple[int, int] = (0, 0)
    longest_up: tuple[timedelta, timedelta] = (timedelta(0), timedelta(0))


class Certainty(StrEnum):
    """How much it can be built upon: by how many nights there are to compare with, and how far it lies outside."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Deviation(StrEnum):
    UP_MORE_OFTEN = "up_more_often"
    UP_LONGER = "up_longer"


@dataclass(frozen=True, slots=True)
class Deviating:
    """A night that is unlike the others. `measured` is a count, or minutes; `usual` as in `Usual`. `of_week` of the
    last seven nights deviated so. Never an alarm."""

    what: Deviation
    measured: int
    usual: tuple[int, int]
    certainty: Certainty
    of_week: int
    nights: int


@dataclass(frozen=True, slots=True)
class NightLine:
    """One resident's span of time, from `since` to `until`; `now` where it lies inside. `motion` are readings, oldest
    first, as (seconds after `since`, value). `has_sensors`: lanes for which the person has something that reports."""

    resident: ResidentId
    municipality: MunicipalityId
    person: Person
    since: datetime
    until: datetime
    marks: tuple[NightMark, ...] = ()
    bands: tuple[Band, ...] = ()
    motion: tuple[tuple[float, float], ...] = field(default=(), repr=False)
    tonight: Bedtime = field(default_factory=Bedtime)
    usual: Usual | None = None
    deviating: tuple[Deviating, ...] = ()
    has_sensors: frozenset[NightLane] = frozenset()
    room: str = ""
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class MorningRow:
    """One resident of the morning list, masked for its viewer."""

    resident: ResidentId
    person: Person
    area: str
    deviating: tuple[Deviating, ...]
