"""One task to one responder: offered, delivered, seen, accepted, under way, arrived, done.

The types alone. `task_course` folds them from the journal; who is asked next, and when, is a service's.

    seeking --accepted--> accepted --under way--> under_way --arrived--> arrived --done--> done
       \\______________________________ cancelled ______________________________/
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.domain.ids import LockId, OperatorId, ResponderId, RightId, TaskId
from console.domain.responder import Skill


class TaskState(StrEnum):
    SEEKING = "seeking"
    ACCEPTED = "accepted"
    UNDER_WAY = "under_way"
    ARRIVED = "arrived"
    DONE = "done"
    CANCELLED = "cancelled"


OPEN_TASK = frozenset({TaskState.SEEKING, TaskState.ACCEPTED, TaskState.UNDER_WAY, TaskState.ARRIVED})
TAKEN_TASK = frozenset({TaskState.ACCEPTED, TaskState.UNDER_WAY, TaskState.ARRIVED})
"""States in which exactly one responder has it."""


class TaskRung(StrEnum):
    """How wide is asked: one after another, the group at once, the operator by telephone, the shift lead."""

    NEXT = "next"
    GROUP = "group"
    CALL = "call"
    SHIFT_LEAD = "shift_lead"


class OfferState(StrEnum):
    """How far an offer has come. `OFFERED` may not have left us yet: the outbox knows."""

    OFFERED = "offered"
    DELIVERED = "delivered"
    SEEN = "seen"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"


ASKED = frozenset({OfferState.OFFERED, OfferState.DELIVERED, OfferState.SEEN})
"""States of an offer that can still be answered."""

ACCEPTABLE = ASKED | {OfferState.UNANSWERED}
"""States of an offer with which somebody may still come: late, while nobody else does, is better than never."""


class TaskMark(StrEnum):
    """What a responder says of a task. The values are the contract's words."""

    DELIVERED = "delivered"
    SEEN = "seen"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    UNDER_WAY = "under_way"
    ARRIVED = "arrived"
    DONE = "done"
    LATE = "late"
    NOTE = "note"
    OPENED = "opened"


MOVES: dict[TaskMark, tuple[frozenset[TaskState], TaskState]] = {
    TaskMark.UNDER_WAY: (frozenset({TaskState.ACCEPTED}), TaskState.UNDER_WAY),
    TaskMark.ARRIVED: (frozenset({TaskState.ACCEPTED, TaskState.UNDER_WAY}), TaskState.ARRIVED),
    TaskMark.DONE: (TAKEN_TASK, TaskState.DONE),
}
"""What whoever has it can say from where, and what it is then. A word that comes too late changes nothing."""

GIVEN_BACK_FROM = frozenset({TaskState.ACCEPTED, TaskState.UNDER_WAY})
"""Until they are there, whoever has it may find that they cannot go."""


class Decline(StrEnum):
    """Why somebody cannot go."""

    WITH_SOMEBODY = "with_somebody"
    TOO_FAR = "too_far"
    NOT_ALONE = "not_alone"
    NO_TRANSPORT = "no_transport"
    OTHER = "other"


class Withdrawal(StrEnum):
    """Why an offer, or a task that somebody had, is theirs no more."""

    NO_ANSWER = "no_answer"
    TAKEN = "taken"
    CANCELLED = "cancelled"
    REROUTED = "rerouted"


class Late(StrEnum):
    """What did not happen in its time: nobody set out, nobody is there, nobody is done."""

    NOT_UNDER_WAY = "not_under_way"
    NOT_THERE = "not_there"
    NOT_DONE = "not_done"


class EntryKind(StrEnum):
    """By what one gets in. `OPEN`: somebody lets in, or it is staffed."""

    DIGITAL_LOCK = "digital_lock"
    CABINET = "cabinet"
    KEY = "key"
    OPEN = "open"
    UNKNOWN = "unknown"


class RightEnd(StrEnum):
    """Why a one-time right has ended."""

    TASK_OVER = "task_over"
    TIME = "time"
    RENEWED = "renewed"


@dataclass(frozen=True, slots=True)
class Need:
    """What a task asks of whoever goes. `is_named`: only staff named for protected identities. `staff` is how many must
    go together. `key` is the cabinet or ring where the key is, for `EntryKind.CABINET` and `KEY`, and where the spare
    one of a digital lock is. `is_risky`: whoever goes there alone says again and again that all is well."""

    skills: frozenset[Skill] = frozenset()
    staff: int = 1
    language: str = "sv"
    entry: EntryKind = EntryKind.UNKNOWN
    key: str = ""
    is_named: bool = False
    is_risky: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A task as it was offered to one responder. `minutes` is the estimate that was told, None where there was none."""

    responder: ResponderId
    rung: TaskRung
    at: datetime
    answer_by: datetime
    state: OfferState = OfferState.OFFERED
    minutes: int | None = None
    delivered_at: datetime | None = None
    seen_at: datetime | None = None
    answered_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GivenRight:
    """A one-time right to open a lock, without its code. `ended` says why it is over."""

    id: RightId
    lock: LockId
    responder: ResponderId
    until: datetime
    ended: RightEnd | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task as the fold of its events. Moments are aware UTC.

    `key` makes what is asked for twice one task; `step` is the plan's step that it is for, "" for none. `responder` has
    it from the acceptance on; `arrive_by` is when they said, or we reckon, that they are there. `on_site_by` is the
    municipality's target. `wished` is whom the operator chose to be asked first. `late` are the delays that were told,
    `late_said_at` is when whoever has it last said that it takes longer.
    `second_of` is the task that this one sends another person to. `rights` are those of its locks; `lock_failed` says
    that a lock gave none.
    """

    id: TaskId
    number: int
    key: str
    step: str
    by: OperatorId
    begun_at: datetime
    need: Need
    on_site_by: datetime
    state: TaskState = TaskState.SEEKING
    rung: TaskRung = TaskRung.NEXT
    rung_at: datetime | None = None
    offers: tuple[Offer, ...] = ()
    wished: ResponderId | None = None
    responder: ResponderId | None = None
    accepted_at: datetime | None = None
    by_phone: bool = False
    under_way_at: datetime | None = None
    arrive_by: datetime | None = None
    arrived_at: datetime | None = None
    ended_at: datetime | None = None
    late: tuple[Late, ...] = ()
    late_said_at: datetime | None = None
    rights: tuple[GivenRight, ...] = ()
    lock_failed: bool = False
    second_of: TaskId | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_TASK

    @property
    def is_taken(self) -> bool:
        """Whether somebody has it who is not done."""
        return self.state in TAKEN_TASK

    def offer_to(self, responder: ResponderId) -> Offer | None:
        """The last offer to them."""
        return next((one for one in reversed(self.offers) if one.responder == responder), None)

    def may_take(self, responder: ResponderId, *, by_phone: bool = False) -> bool:
        """Whether it is theirs if they accept now: nobody has it, and the offer was not taken back. Whoever says so in
        a call need not have been asked."""
        offer = self.offer_to(responder)
        is_offered = offer is not None and offer.state in ACCEPTABLE
        return self.state is TaskState.SEEKING and (by_phone or is_offered)

    def is_asking(self, responder: ResponderId) -> bool:
        """Whether they can still answer."""
        offer = self.offer_to(responder)
        return self.state is TaskState.SEEKING and offer is not None and offer.state in ASKED

    def is_with(self, responder: ResponderId) -> bool:
        """Whether they have it, and are not done."""
        return self.is_taken and self.responder == responder

    def is_before(self, responder: ResponderId) -> bool:
        """Whether it is theirs, or they can still answer."""
        return self.is_asking(responder) or self.is_with(responder)

    def asked(self) -> tuple[Offer, ...]:
        """The offers that can still be answered."""
        return tuple(one for one in self.offers if one.state in ASKED)
