"""One look of the night: how it stands, and what an outcome means for it.

A look is done when somebody has seen the person, on the screen, by telephone or at the door. Until then it is
somebody's or nobody's, waits for a new try, or for somebody who goes there. What no human has said of it is not done.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.ids import CaseId, ConsoleId, DecisionId, LookId, MunicipalityId, OperatorId, ResidentId
from console.domain.supervision import SupervisionDecision, Then

HELD_FOR = timedelta(minutes=2)
"""An open look of which nothing is heard for so long is anybody's again: its console may be gone. A camera is open for
30 s."""

PAUSED_FOR = timedelta(minutes=10)
"""So long a look that was paused (for an alarm) is kept for whoever had it."""


class LookOutcome(StrEnum):
    """What was seen, or why nothing was. The first ten have the digits 1 to 9 and 0."""

    ASLEEP = "asleep"
    AWAKE = "awake"
    UP = "up"
    NOT_SEEN = "not_seen"
    ON_FLOOR = "on_floor"
    CALLS_FOR_HELP = "calls_for_help"
    OTHER_PERSON = "other_person"
    UNUSABLE = "unusable"
    NO_ANSWER = "no_answer"
    DECLINED = "declined"
    PHONED_WELL = "phoned_well"
    VISITED_WELL = "visited_well"
    VISITED_HELPED = "visited_helped"


SEEN = frozenset({LookOutcome.ASLEEP, LookOutcome.AWAKE, LookOutcome.UP})
"""Seen on the screen, and well."""

IN_PERSON = frozenset({LookOutcome.PHONED_WELL, LookOutcome.VISITED_WELL, LookOutcome.VISITED_HELPED})
"""Said by whoever telephoned or went there."""

FAULTS = frozenset({LookOutcome.UNUSABLE, LookOutcome.NO_ANSWER})
"""The camera showed nothing that could be used."""

NEEDS_HELP = frozenset({LookOutcome.ON_FLOOR, LookOutcome.CALLS_FOR_HELP})
"""An alarm of the person's at once."""

NOT_YET = frozenset({LookOutcome.NOT_SEEN, LookOutcome.OTHER_PERSON})
"""Nobody has seen the person: again, and then somebody goes there."""

NEEDS_LIVE_PICTURE = SEEN | NEEDS_HELP | NOT_YET
"""Nobody can say these of a picture that stands still, or of none."""


class LookState(StrEnum):
    """`PLANNED` also after a camera was closed without an outcome."""

    PLANNED = "planned"
    OPEN = "open"
    PAUSED = "paused"
    RETRY = "retry"
    FOLLOW_UP = "follow_up"
    DONE = "done"


class LookEnd(StrEnum):
    """Why a camera was closed."""

    JUDGED = "judged"
    TIME = "time"
    PAUSED = "paused"
    LEFT = "left"
    PERMIT_ENDED = "permit_ended"


class LookFor(StrEnum):
    """By what right a camera was opened: the round, or an open case of that person's."""

    ROUND = "round"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class LookCourse:
    """How one look stands. `by` is whose it is (open, paused) or who said the last of it; `at` when that was.
    `console` is where it is open, or was last and nothing was said of it. `openings` and `seconds` add up all the times
    that the camera was open. `retry_at` where it is to be tried again, `then` what is to be done about it by `act_by`.
    `opened_by` is who opened it last; `case` and `reason` where that was for a case, outside the round.
    `done_at` is when it was first done: what is said better afterwards makes it no later."""

    id: LookId
    decision: DecisionId
    municipality: MunicipalityId
    resident: ResidentId | None
    state: LookState
    at: datetime
    by: OperatorId | None = None
    console: ConsoleId | None = None
    openings: int = 0
    seconds: float = 0.0
    unmasked: int = 0
    tries: int = 0
    outcome: LookOutcome | None = None
    retry_at: datetime | None = None
    then: Then | None = None
    act_by: datetime | None = None
    first_at: datetime | None = None
    done_at: datetime | None = None
    opened_by: OperatorId | None = None
    case: CaseId | None = None
    reason: str = ""

    def holder(self, now: datetime) -> OperatorId | None:
        """Whose it is at the moment: nobody else opens it. Also when the camera has closed by itself, a new try's too:
        whoever looked may still say what was seen."""
        since = abs(now - self.at)  # a clock that was ahead, and is put right, holds nothing for longer
        if self.state is LookState.OPEN:
            return self.by if since <= HELD_FOR else None
        if self.state is LookState.PAUSED:
            return self.by if since <= PAUSED_FOR else None
        is_unsaid = self.state is not LookState.DONE and self.console is not None
        return self.by if is_unsaid and since <= HELD_FOR else None

    @property
    def is_done(self) -> bool:
        return self.state is LookState.DONE


@dataclass(frozen=True, slots=True)
class Judged:
    """What an outcome makes of a look: its state, and what is to be done by when."""

    state: LookState
    retry_at: datetime | None = None
    then: Then | None = None
    act_by: datetime | None = None


def judge(outcome: LookOutcome, decision: SupervisionDecision, tries: int, now: datetime, ends_at: datetime) -> Judged:
    """By the municipality's own rules. `tries` counts this one; `ends_at` is the end of the look's window."""
    if outcome in SEEN or outcome in IN_PERSON or outcome is LookOutcome.DECLINED:
        return Judged(LookState.DONE)
    if outcome in NEEDS_HELP:
        return Judged(LookState.DONE)  # and a case of the person's own, which nobody can overlook
    if outcome in FAULTS:
        act_by = now + decision.on_fault.within
        if decision.on_fault.by_window and ends_at > now:
            act_by = min(act_by, ends_at)
        return Judged(LookState.FOLLOW_UP, then=decision.on_fault.then, act_by=act_by)
    rule = decision.not_seen
    if tries <= rule.tries:
        return Judged(LookState.RETRY, retry_at=now + rule.retry_after)
    return Judged(LookState.FOLLOW_UP, then=rule.then, act_by=now + rule.retry_after)


def given(course: LookCourse, outcome: LookOutcome, judged: Judged, who: OperatorId, at: datetime) -> LookCourse:
    """The look after an outcome; one that is done may still be said better."""
    return replace(
        course, state=judged.state, at=at, by=who, console=None, outcome=outcome, retry_at=judged.retry_at,
        then=judged.then, act_by=judged.act_by, tries=course.tries + (outcome not in IN_PERSON),
        done_at=(course.done_at or at) if judged.state is LookState.DONE else None,
    )  # fmt: skip
