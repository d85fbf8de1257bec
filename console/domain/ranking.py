"""Who is nearest and may do it: every candidate with reason, minutes and the age of the position, every exclusion with
its reason. Pure; how long the way takes is asked of `roads`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.domain.ids import ResponderId


class Barred(StrEnum):
    """Why somebody is not asked, in the order in which it is looked at."""

    OFF_DUTY = "off_duty"
    ON_BREAK = "on_break"
    NOT_QUALIFIED = "not_qualified"
    NO_ENTRY = "no_entry"
    NOT_NAMED = "not_named"
    NOT_ALONE = "not_alone"
    ON_TASK = "on_task"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    SHIFT_ENDS = "shift_ends"
    NO_POSITION = "no_position"


class Fit(StrEnum):
    """What speaks for somebody."""

    FREE = "free"
    AT_VISIT = "at_visit"
    LOCK_RIGHT = "lock_right"
    HAS_KEY = "has_key"
    DELEGATION = "delegation"
    SAME_LANGUAGE = "same_language"
    OWN_AREA = "own_area"
    IN_PAIR = "in_pair"


class Certainty(StrEnum):
    """How far the minutes can be believed: by the age of the position."""

    FRESH = "fresh"
    OLD = "old"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """`detail` is the skill or key that is missing, as its enum's value; never a name."""

    responder: ResponderId
    why: Barred
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`minutes` is when they can be there from now: the rest of their work and the way, rounded up. `is_estimate`: by
    the straight line, for want of a road. `free_at` is when their visit ends, None where they are free.
    `is_reachable`: their phone can be asked now."""

    responder: ResponderId
    rank: int
    minutes: int
    way_s: float
    is_estimate: bool
    certainty: Certainty
    position_at: datetime
    is_reachable: bool
    fits: tuple[Fit, ...] = ()
    free_at: datetime | None = None
    partner: ResponderId | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates by minutes, the first first; `excluded` are all others on the municipality's list. `is_limited`: not
    all who are farther away were looked for."""

    at: datetime
    candidates: tuple[Candidate, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    is_limited: bool = False
