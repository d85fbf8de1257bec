"""The round as a screen shows it: a row for each look of the night, in which group it stands, and which is next. Pure.

Rows carry moments; how they group changes with time alone, so a screen asks `group_of` again each second.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from console.domain.ids import CaseId, DecisionId, LookId, MunicipalityId, OperatorId, ResidentId
from console.domain.look import FAULTS, SEEN, LookFor, LookOutcome, LookState
from console.domain.masking import Person
from console.domain.picture import Mask, Picture
from console.domain.supervision import PlaceKind, Then


class Lack(StrEnum):
    """What is missing where something was decided; each is a case with an owner (`shortfalls`)."""

    LOOK_MISSED = "look_missed"
    NOT_FOUND = "not_found"
    FAULT_UNVISITED = "fault_unvisited"
    NO_CAMERA = "no_camera"
    CAMERA_MOVED = "camera_moved"
    CONSENT_MISSING = "consent_missing"
    NO_LOOKS = "no_looks"


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One look of the night, already masked for its viewer. `person` is None for a corridor. `number` of `count` looks
    of that night. `holder` is the name of whoever has it open or paused, `said_by` of whoever said the last of it.
    `is_skipped`: not wanted tonight. `lack`: what keeps it from being done. `shares`: somebody shares the room."""

    look: LookId
    decision: DecisionId
    municipality: MunicipalityId
    resident: ResidentId | None
    person: Person | None
    area: str
    place: str
    kind: PlaceKind
    round: int
    number: int
    count: int
    begins_at: datetime
    ends_at: datetime
    opens_at: datetime
    closes_at: datetime
    state: LookState
    at: datetime | None = None
    holder: str = ""
    is_mine: bool = False
    said_by: str = ""
    outcome: LookOutcome | None = None
    retry_at: datetime | None = None
    then: Then | None = None
    act_by: datetime | None = None
    done_at: datetime | None = None
    openings: int = 0
    is_skipped: bool = False
    lack: Lack | None = None
    shares: bool = False
    is_by_camera: bool = True
    valid_until: date | None = None
    consent_on: date | None = None
    note: str = ""

    @property
    def opens_until(self) -> datetime:
        """Until when its camera may be opened, by the gate's rule: a new try has the decision's tolerance."""
        if self.retry_at is None:
            return self.closes_at
        return max(self.closes_at, self.retry_at + (self.closes_at - self.ends_at))


class RoundGroup(IntEnum):
    """Where a row stands in the list, from above."""

    LATE = 0
    FOLLOW_UP = 1
    RETRY = 2
    NOW = 3
    SOON = 4
    LATER = 5
    DONE = 6
    SKIPPED = 7


SOON_WITHIN = timedelta(minutes=60)
"""What begins later than that is counted, not listed."""

LATE_AFTER = timedelta(minutes=1)
"""Whole minutes are told: a look is late when it is late by one."""


def group_of(row: RoundRow, now: datetime) -> RoundGroup:
    """Where a row stands at `now`."""
    if row.state is LookState.DONE:
        return RoundGroup.DONE
    if row.is_skipped:
        return RoundGroup.SKIPPED
    if row.state is LookState.FOLLOW_UP:
        return RoundGroup.FOLLOW_UP
    if row.retry_at is not None:
        return RoundGroup.RETRY
    if now >= row.ends_at + LATE_AFTER:
        return RoundGroup.LATE
    if now >= row.opens_at:
        return RoundGroup.NOW
    return RoundGroup.SOON if row.begins_at - now <= SOON_WITHIN else RoundGroup.LATER


def time_of(row: RoundRow) -> datetime:
    """By what a row is ordered in its group, and the time that stands on it."""
    return row.act_by or row.retry_at or row.begins_at


Groups = Mapping[RoundGroup, Sequence[RoundRow]]


class NightRows:
    """The rows of a night in their groups. Asked as often as one likes: they are grouped anew only when the time has
    moved one of them. What it returns is kept, and not to be changed."""

    def __init__(self, rows: Sequence[RoundRow]) -> None:
        self._rows = rows
        self._ordered: list[RoundRow] = []
        self._moments: list[datetime] = []
        self._rounds: dict[int, tuple[datetime, datetime]] | None = None
        self._grouped: tuple[int, Groups] | None = None

    def at(self, now: datetime) -> Groups:
        """Every group, its rows by their time, then by area and place."""
        moment = self.moment(now)
        if self._grouped is None or self._grouped[0] != moment:
            found: dict[RoundGroup, list[RoundRow]] = {group: [] for group in RoundGroup}
            for row in self._ordered:
                found[group_of(row, now)].append(row)
            self._grouped = moment, found
        return self._grouped[1]

    def moment(self, now: datetime) -> int:
        """The same number for every moment at which every look stands in the same group, and the same rounds have
        begun."""
        if self._rows and not self._moments:
            self._ordered = sorted(self._rows, key=lambda row: (time_of(row), row.area, row.place, row.look))
            self._moments = sorted({moment for row in self._rows for moment in _moments_of(row)})
        return bisect_right(self._moments, now)

    def rounds(self) -> Mapping[int, tuple[datetime, datetime]]:
        """When the first look of each round begins and the last ends."""
        if self._rounds is None:
            spans: dict[int, tuple[datetime, datetime]] = {}
            for row in self._rows:
                begins, ends = spans.get(row.round, (row.begins_at, row.ends_at))
                spans[row.round] = (min(begins, row.begins_at), max(ends, row.ends_at))
            self._rounds = dict(sorted(spans.items()))
        return self._rounds


def _moments_of(row: RoundRow) -> tuple[datetime, ...]:
    """When a row goes to another group by the clock alone, and when its round may begin."""
    return row.begins_at - SOON_WITHIN, row.opens_at, row.begins_at, row.ends_at + LATE_AFTER


def next_look(rows: Sequence[RoundRow], now: datetime, after: LookId | None = None) -> RoundRow | None:
    """`next_of` of these rows."""
    return next_of(NightRows(rows), now, after)


def next_of(looks: NightRows, now: datetime, after: LookId | None = None, but: LookId | None = None) -> RoundRow | None:
    """What whoever shares the round opens next: what is late, then the tries that are due, then what is to be done now,
    nobody else's. `after` is the one that they have just left, which comes last; `but` is not asked for."""
    found = looks.at(now)
    due = [row for row in found[RoundGroup.RETRY] if row.retry_at is not None and row.retry_at <= now]
    wanted = [row for row in (*found[RoundGroup.LATE], *due, *found[RoundGroup.NOW]) if row.look != but]
    free = [row for row in wanted if row.is_by_camera and row.lack is None and (row.is_mine or not row.holder)]
    open_now = [row for row in free if now <= row.opens_until]
    paused = [row for row in open_now if row.is_mine and row.state is LookState.PAUSED]
    others = [row for row in open_now if row.look != after]
    return next(iter([*paused, *others, *open_now]), None)


@dataclass(frozen=True, slots=True)
class NightFigures:
    """Decided against done, for the night so far. `decided` are decisions that ask for looks tonight, `lacking` those
    without camera, consent or looks; `faults` cameras that showed nothing, of which `booked` wait for somebody to go
    there. Of `looks` in all, `done` were done, of which `late` after their window, and `missed` were not. `directly`:
    seen at the first opening. `avoided`: seen by camera, so that nobody opened the door."""

    decided: int = 0
    lacking: int = 0
    faults: int = 0
    booked: int = 0
    looks: int = 0
    done: int = 0
    late: int = 0
    missed: int = 0
    directly: int = 0
    avoided: int = 0
    skipped: int = 0


def figures_of(rows: Sequence[RoundRow], lacking: int, now: datetime) -> NightFigures:
    """Counted from the rows of a night. `lacking` are decisions without what a look needs."""
    asked = [row for row in rows if not row.is_skipped]
    done = [row for row in asked if row.state is LookState.DONE]
    faults = [row for row in asked if row.outcome in FAULTS]
    seen = [row for row in done if row.outcome in SEEN]
    return NightFigures(
        decided=len({row.decision for row in rows}), lacking=lacking, faults=len(faults),
        booked=sum(row.state is LookState.FOLLOW_UP for row in faults), looks=len(asked), done=len(done),
        late=sum(row.done_at is not None and row.done_at > row.closes_at for row in done),
        missed=sum(row.state is not LookState.DONE and now > row.closes_at for row in asked),
        directly=sum(row.openings == 1 for row in seen), avoided=len(seen),
        skipped=len({row.decision for row in rows if row.is_skipped}),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutsideLook:
    """Somebody opened a camera outside the round, for a case: the shift lead is told, by ids and a colleague's name."""

    look: LookId
    municipality: MunicipalityId
    case: CaseId | None
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class OpenLook:
    """The look that this console has open, or has just closed. `left` is what remains of its time when this is told,
    None while it is paused or closed; it runs while `picture` is live. `act_by` and `then`: what the decision asks for
    if the picture is not to be had. `is_seen`: at least one picture came."""

    row: RoundRow
    purpose: LookFor
    opened_at: datetime
    picture: Picture
    mask: Mask
    left: timedelta | None
    is_paused: bool = False
    is_seen: bool = False
    is_simulated: bool = False
    is_outside: bool = False
    reason: str = ""
    case: CaseId | None = None
    then: Then | None = None
    act_by: datetime | None = None
    retry_after: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class RoundBoard:
    """The night of whoever sits here: all rows, by round, area and time. `sharing` are colleagues who may look too.
    `outside` are looks outside the round that a shift lead is told of."""

    night: date
    rows: tuple[RoundRow, ...] = ()
    figures: NightFigures = field(default_factory=NightFigures)
    sharing: tuple[str, ...] = ()
    outside: tuple[OutsideLook, ...] = ()
    signed: Mapping[MunicipalityId, OperatorId] = field(default_factory=dict)
    seat: OperatorId | None = None
    looks: NightRows = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "looks", NightRows(self.rows))
