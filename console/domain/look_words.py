"""What somebody says of a look, as events: the judgement by the decision, and the case where it is an alarm or a fault.

Pure, and decided on the board as it stands: of a look that is done, or another's, nothing can be said.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind, rule_for
from console.domain.board import Overlay
from console.domain.ground import LONGEST_TEXT
from console.domain.ids import CaseId, DeviceId, OperatorId
from console.domain.look import FAULTS, HELD_FOR, IN_PERSON, NEEDS_LIVE_PICTURE, LookCourse, LookOutcome, judge
from console.domain.night import PlannedLook
from console.domain.night_book import night_subject
from console.domain.refused import Reason, Refused
from console.domain.report import ReportKey
from console.domain.supervision import SupervisionDecision
from console.domain.triage import Planned, of_supervision, supervised

CAUSES: dict[LookOutcome, Cause] = {
    LookOutcome.ON_FLOOR: Cause.FALL,
    LookOutcome.CALLS_FOR_HELP: Cause.CALLS_FOR_HELP,
    LookOutcome.UNUSABLE: Cause.CAMERA_OFFLINE,
    LookOutcome.NO_ANSWER: Cause.CAMERA_OFFLINE,
}
"""Which outcomes are a case at once. A camera that shows nothing is one whether it answers or not."""


@dataclass(frozen=True, slots=True)
class Said:
    """`who` says it at `at`; `is_live`: of a picture of their own that is live, or was to the last."""

    who: OperatorId
    outcome: LookOutcome
    note: str
    at: datetime
    is_live: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The events, and the case that tells of it, new or joined."""

    planned: tuple[Planned, ...]
    case: CaseId | None


def judged(
    said: Said, decision: SupervisionDecision, look: PlannedLook, board: Overlay, new_case: Callable[[], str]
) -> Words:
    """Raises Refused, and then nothing has been said."""
    note = said.note.strip()
    if len(note) > LONGEST_TEXT:
        raise Refused(Reason.TEXT_TOO_LONG, detail=str(LONGEST_TEXT))
    course = board.night.looks.get(look.id)
    if course is not None and course.is_done and not _may_mend(course, said):
        raise Refused(Reason.LOOK_DONE)
    holder = course.holder(said.at) if course is not None else None
    if holder is not None and holder != said.who:
        raise Refused(Reason.LOOK_HELD, owner=holder)
    if said.outcome in NEEDS_LIVE_PICTURE and not said.is_live:
        raise Refused(Reason.NO_LIVE_PICTURE)
    if said.outcome in FAULTS and (course is None or not course.openings):
        raise Refused(Reason.NO_OPEN_LOOK)
    if said.outcome in IN_PERSON and said.at < look.opens_at:
        raise Refused(Reason.OUTSIDE_WINDOW)
    tries = course.tries + 1 if course is not None else 1
    meant = judge(said.outcome, decision, tries, said.at, look.ends_at)
    body = ev.LookJudged(
        look.id, decision.id, decision.resident, said.outcome, meant.state, meant.retry_at, meant.then, meant.act_by,
        note,
    )  # fmt: skip
    planned = [Planned(ev.look_subject(look.id), decision.municipality, body)]
    planned += _of_night(said, decision, look, course, board)
    cause = CAUSES.get(said.outcome)
    if cause is None:
        return Words(tuple(planned), None)
    case = _case(said, decision, look, cause, tries, board, new_case)
    return Words((*planned, *case), _named(case))


def _of_night(
    said: Said, decision: SupervisionDecision, look: PlannedLook, course: LookCourse | None, board: Overlay
) -> list[Planned]:
    """Who declines is left in peace for the night; where that was a wrong key, the night is kept."""
    was_declined = course is not None and course.outcome is LookOutcome.DECLINED
    body: ev.Body
    if said.outcome is LookOutcome.DECLINED:
        body = ev.NightSkipped(decision.id, look.night, said.note.strip())
    elif was_declined and board.night.is_skipped(decision.id, look.night):
        body = ev.NightKept(decision.id, look.night)
    else:
        return []
    return [Planned(night_subject(decision.municipality, look.night), decision.municipality, body)]


def _may_mend(course: LookCourse, said: Said) -> bool:
    """A wrong key: whoever said it may say it better, soon after."""
    return course.by == said.who and said.at - course.at <= HELD_FOR


def _case(
    said: Said,
    decision: SupervisionDecision,
    look: PlannedLook,
    cause: Cause,
    tries: int,
    board: Overlay,
    new_case: Callable[[], str],
) -> tuple[Planned, ...]:
    camera = look.camera or DeviceId("")
    alarm = ev.Alarm(
        report=ReportKey(f"look:{decision.municipality}", f"{said.outcome}:{look.id}:{tries}"), kind=DeviceKind.CAMERA,
        cause=cause, alarm_class=rule_for(DeviceKind.CAMERA, cause).alarm_class, at=said.at, began_at=said.at,
        received_at=said.at, device=camera, place=decision.told_where, text=said.note.strip(),
    )  # fmt: skip
    subject = supervised(decision.municipality, decision.resident, decision.camera or decision.id)
    return of_supervision(decision.municipality, subject, decision.resident, alarm, board, new_case)


def _named(planned: tuple[Planned, ...]) -> CaseId | None:
    """The case of the first event that is about one."""
    return next((case for one in planned if (case := ev.case_of(one.subject)) is not None), None)
