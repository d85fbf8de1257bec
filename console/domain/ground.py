"""What a decision of the desk stands on beside the board, and what all of them share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import ConsoleId, MunicipalityId, OperatorId
from console.domain.operator import Operator
from console.domain.plan import Plan
from console.domain.refused import Reason, Refused
from console.domain.resident import Outcome
from console.domain.triage import Planned

LONGEST_TEXT = 4000
"""Characters in a note, a promise or a reason."""


@dataclass(frozen=True, slots=True)
class LaidPlan:
    """An action plan that fits a case, and those of its steps that apply, in their order."""

    plan: Plan
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """`laid` is the plan that fits the case now, or the one that it runs with the steps that apply now (where that is
    asked for); `plan` is the version that the case runs; None where there is none."""

    operator: Operator
    console: ConsoleId
    at: datetime
    outcomes: Mapping[MunicipalityId, tuple[Outcome, ...]]
    colleagues: Mapping[OperatorId, Operator]
    new_id: Callable[[], str]
    laid: LaidPlan | None = None
    plan: Plan | None = None


def laid_again(case: Case, laid: LaidPlan, *, may_drop: bool) -> ev.PlanBegun | None:
    """Lays a plan before who has the case: its first, or the one that it runs with the steps that apply now. What has a
    record stays, and with `may_drop` False all that was laid. None where that changes nothing, and where `laid` is
    another plan than the case runs: plans are not swapped under anybody's hands."""
    course = case.plan
    if course is None:
        return ev.PlanBegun(laid.plan.id, laid.plan.version, laid.steps)
    if course.version != laid.plan.version:
        return None
    kept = {record.step for record in course.records} if may_drop else set(course.steps)
    steps = tuple(step.id for step in laid.plan.steps if step.id in kept or step.id in laid.steps)
    return ev.PlanBegun(course.plan, course.version, steps) if steps != course.steps else None


def on(case: Case, body: ev.CaseBody) -> Planned:
    """An event of a case."""
    return Planned(ev.case_subject(case.id), case.municipality, body)


def checked(text: str, missing: Reason = Reason.TEXT_MISSING) -> str:
    """The text without its edges. Raises Refused where there is none, or too much."""
    stripped = text.strip()
    if not stripped:
        raise Refused(missing)
    if len(stripped) > LONGEST_TEXT:
        raise Refused(Reason.TEXT_TOO_LONG, detail=str(LONGEST_TEXT))
    return stripped


def require_own(case: Case, ground: Ground) -> None:
    """Raises Refused where the operator does not have the case."""
    if not case.is_open:
        raise Refused(Reason.CASE_CLOSED)
    if case.owner is None:
        raise Refused(Reason.NOT_OWNED)
    if case.owner != ground.operator.id:
        raise Refused(Reason.OWNED_BY_OTHER, owner=str(case.owner))
