"""The decision about digital supervision: by what right, when and how somebody may look in on a person at night.

A decision is the municipality's. It is valid from a day to a day, rests on the person's consent and on that of whoever
shares the room, and names each look of the night. What differs between municipalities is a value here, not a rule.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from console.domain.ids import DecisionId, DeviceId, MunicipalityId, ResidentId
from console.domain.operator import Role
from console.domain.picture import Mask

MINUTES_A_DAY = 24 * 60

LOOK_LASTS = timedelta(seconds=30)
"""Municipalities open a camera for about so long; then it closes by itself."""


class Performer(StrEnum):
    """Who does the looks: by camera the night supervision or the centre's operators, on foot the night patrol."""

    NIGHT_SUPERVISION = "night_supervision"
    OPERATORS = "operators"
    PATROL = "patrol"


PERFORMERS: dict[Performer, frozenset[Role]] = {
    Performer.NIGHT_SUPERVISION: frozenset({Role.NIGHT_SUPERVISION, Role.SHIFT_LEAD}),
    Performer.OPERATORS: frozenset({Role.OPERATOR, Role.NIGHT_SUPERVISION, Role.SHIFT_LEAD}),
    Performer.PATROL: frozenset(),
}
"""The roles that may open a camera for it."""


class Then(StrEnum):
    """What is to be done about somebody who was not seen, or whose camera shows nothing."""

    RETRY = "retry"
    PHONE = "phone"
    VISIT = "visit"


class PlaceKind(StrEnum):
    """What is looked at: a person's home, their room in special housing, or a corridor there, which is nobody's."""

    HOME = "home"
    ROOM = "room"
    CORRIDOR = "corridor"


@dataclass(frozen=True, slots=True)
class Consent:
    """`given_on` None: there is none. `until` None: until it is taken back. `has_cohabitant`: somebody shares the room;
    then theirs is asked for too."""

    given_on: date | None
    until: date | None = None
    has_cohabitant: bool = False
    cohabitant_given_on: date | None = None
    cohabitant_until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether everybody who can be seen has agreed to it, for that day."""
        own = _holds(self.given_on, self.until, day)
        return own and (not self.has_cohabitant or _holds(self.cohabitant_given_on, self.cohabitant_until, day))


def _holds(given_on: date | None, until: date | None, day: date) -> bool:
    return given_on is not None and given_on <= day and (until is None or day <= until)


@dataclass(frozen=True, slots=True)
class LookTime:
    """One look of the night, in local minutes since midnight. A window has `begins` and `ends`; for a time by the clock
    they are the same. `round` counts the rounds of the night from 1."""

    round: int
    begins: int
    ends: int

    @property
    def is_by_clock(self) -> bool:
        return self.begins == self.ends


@dataclass(frozen=True, slots=True)
class NotSeen:
    """Who is not seen is looked for again after `retry_after`, `tries` times; then comes `then`."""

    retry_after: timedelta = timedelta(minutes=16)
    tries: int = 1
    then: Then = Then.VISIT


@dataclass(frozen=True, slots=True)
class OnFault:
    """Where the picture cannot be had: `then`, within `within` of when that was found, or by the end of the look's
    window where that is sooner and `by_window`."""

    then: Then = Then.VISIT
    within: timedelta = timedelta(minutes=30)
    by_window: bool = True


@dataclass(frozen=True, slots=True)
class SensorLimits:
    """What sensors may ask a human about, for this person; None asks for nothing. Times are local minutes since
    midnight.

    `up_at_most`: out of bed at the longest. `door_from`, `door_until`: no outer door is opened between them.
    `moved_by`: somebody has moved by then.
    """

    up_at_most: timedelta | None = None
    door_from: int | None = None
    door_until: int | None = None
    moved_by: int | None = None


@dataclass(frozen=True, slots=True)
class SupervisionDecision:
    """One person's, or one corridor's (`resident` None). `area` and `place` say where in the round it stands ("Norr",
    "3"). `camera` None: none is bound. `skipped` are nights, by the date on which they begin, that are left out.
    `note` is what whoever looks must know."""

    id: DecisionId
    municipality: MunicipalityId
    resident: ResidentId | None
    valid_from: date
    valid_until: date
    consent: Consent
    camera: DeviceId | None
    looks: tuple[LookTime, ...]
    area: str = ""
    place: str = ""
    kind: PlaceKind = PlaceKind.HOME
    performer: Performer = Performer.NIGHT_SUPERVISION
    mask: Mask = Mask.SQUARES
    tolerance: timedelta = timedelta(minutes=15)
    not_seen: NotSeen = field(default_factory=NotSeen)
    on_fault: OnFault = field(default_factory=OnFault)
    limits: SensorLimits = field(default_factory=SensorLimits)
    skipped: frozenset[date] = frozenset()
    note: str = ""
    ended_on: date | None = None

    @property
    def where(self) -> str:
        """Area and place in a line; "" for neither."""
        return " ".join(part for part in (self.area, self.place) if part)

    @property
    def told_where(self) -> str:
        """What a case may say of it: where a corridor or a room is. A home's is on the person's card alone, for it may
        be protected."""
        return "" if self.kind is PlaceKind.HOME else self.where

    def is_valid(self, day: date) -> bool:
        """Whether it is in force on that day, whatever the consent says."""
        return self.valid_from <= day <= self.valid_until and not self.is_ended(day)

    def is_ended(self, day: date) -> bool:
        """Whether somebody has ended it, that day or before: it ends at once, in the midst of a night too."""
        return self.ended_on is not None and self.ended_on <= day

    def consents(self, day: date) -> bool:
        """Whether it may be acted upon. A corridor is nobody's: the decision alone is its right."""
        return self.kind is PlaceKind.CORRIDOR or self.consent.holds(day)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and since when we know it: what it asked for before that was not ours to do."""

    decision: SupervisionDecision
    known_since: datetime
