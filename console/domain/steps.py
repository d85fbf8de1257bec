"""What an operator can ask for, and what the rules answer: events, or `Refused`.

Pure: decided on the board as it stands, by the one who asks, at a moment. Each rule that says no says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.board import Overlay
from console.domain.case import Case, JoinKey
from console.domain.ground import Ground, checked, laid_again, on, require_own
from console.domain.handling import require_handling
from console.domain.ids import CaseId, DeviceId, MunicipalityId, OperatorId, ResidentId
from console.domain.lifecycle import OWNED, Move, State, move
from console.domain.operator import Act
from console.domain.plan import answers_of
from console.domain.refused import Reason, Refused
from console.domain.report import ReportKey
from console.domain.task_rules import owed
from console.domain.triage import Planned, by_hand


@dataclass(frozen=True, slots=True)
class Claim:
    case: CaseId


@dataclass(frozen=True, slots=True)
class Release:
    case: CaseId


@dataclass(frozen=True, slots=True)
class HandOver:
    case: CaseId
    to: OperatorId


@dataclass(frozen=True, slots=True)
class TakeOver:
    case: CaseId
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    case: CaseId
    text: str


@dataclass(frozen=True, slots=True)
class MakePromise:
    case: CaseId
    until: datetime
    text: str


@dataclass(frozen=True, slots=True)
class KeepPromise:
    case: CaseId


@dataclass(frozen=True, slots=True)
class Close:
    """`seen_version` is the case's version when the operator last saw it: an alarm since then refuses."""

    case: CaseId
    outcome: str
    next_step: str
    seen_version: int


@dataclass(frozen=True, slots=True)
class NameResident:
    """`is_member` says that the directory knows the resident to belong where the alarm came from."""

    case: CaseId
    resident: ResidentId
    municipality: MunicipalityId
    is_member: bool


@dataclass(frozen=True, slots=True)
class Merge:
    case: CaseId
    into: CaseId


@dataclass(frozen=True, slots=True)
class Split:
    case: CaseId
    reports: tuple[ReportKey, ...]


@dataclass(frozen=True, slots=True)
class Link:
    case: CaseId
    other: CaseId


@dataclass(frozen=True, slots=True)
class DoStep:
    """`answer` where the step has answers."""

    case: CaseId
    step: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class SkipStep:
    case: CaseId
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReopenStep:
    """The step was marked by mistake."""

    case: CaseId
    step: str


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """Something graver has come: the plan that fits now takes the place of the one that runs. Where that is the same
    one, it is laid with the steps that apply now."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class OpenByHand:
    municipality: MunicipalityId
    resident: ResidentId | None
    alarm_class: AlarmClass
    text: str


PlanStep = DoStep | SkipStep | ReopenStep | ChangePlan

Step = (
    Claim
    | Release
    | HandOver
    | TakeOver
    | Note
    | MakePromise
    | KeepPromise
    | Close
    | NameResident
    | Merge
    | Split
    | Link
    | PlanStep
    | OpenByHand
)


def decide(step: Step, board: Overlay, ground: Ground) -> tuple[Planned, ...]:
    """The events of a step. Raises Refused, and then nothing has happened."""
    if isinstance(step, OpenByHand):
        return _opened_by_hand(step, board, ground)
    case = board.get(step.case)
    if case is None:
        raise Refused(Reason.NO_SUCH_CASE)
    require_handling(ground.operator, case)
    return tuple(_decided(step, case, board, ground))


def _decided(step: Step, case: Case, board: Overlay, ground: Ground) -> Iterator[Planned]:  # noqa: C901
    match step:
        case Claim():
            yield from _with_plan(case, _claim(case, ground), ground)
        case Release():
            require_own(case, ground)
            yield on(case, ev.CaseReleased(ev.ReleaseReason.BY_CHOICE))
        case HandOver(to=to):
            yield from _with_plan(case, _hand_over(case, to, ground), ground)
        case TakeOver(reason=reason):
            yield from _with_plan(case, _take_over(case, reason, ground), ground)
        case Note(text=text):
            move(case.state, Move.NOTE)
            yield on(case, ev.NoteWritten(checked(text)))
        case MakePromise(until=until, text=text):
            yield on(case, _promise(case, until, text, ground))
        case KeepPromise():
            require_own(case, ground)
            if case.promise is None:
                raise Refused(Reason.NO_PROMISE)
            yield on(case, ev.PromiseKept())
        case Close():
            yield on(case, _close(step, case, ground))
        case NameResident():
            yield from _name(step, case, board, ground)
        case Merge(into=into):
            yield from _merge(case, _other(into, case, board, ground), ground)
        case Split(reports=reports):
            yield from _split(case, reports, ground)
        case Link(other=other):
            found = _other(other, case, board, ground)
            move(case.state, Move.LINK)
            yield on(case, ev.CaseLinked(found.id))
            yield on(found, ev.CaseLinked(case.id))
        case DoStep() | SkipStep() | ReopenStep() | ChangePlan():
            yield on(case, _on_plan(step, case, ground))
        case OpenByHand():
            return
        case _:
            assert_never(step)


def _owner_of(case: Case) -> str:
    return str(case.owner) if case.owner else ""


def _with_plan(case: Case, body: ev.CaseBody, ground: Ground) -> Iterator[Planned]:
    """What happens, and the plan with the steps that apply now, whatever they were when it was laid; and what became of
    them while nobody had the case."""
    yield on(case, body)
    begun = laid_again(case, ground.laid, may_drop=True) if ground.laid is not None else None
    if begun is not None:
        yield on(case, begun)
    steps = begun.steps if begun is not None else case.plan.steps if case.plan is not None else ()
    for answer in owed(case):
        if answer.step in steps:
            yield on(case, answer)


def _claim(case: Case, ground: Ground) -> ev.CaseClaimed:
    if case.owner is not None and case.owner != ground.operator.id:
        raise Refused(Reason.OWNED_BY_OTHER, owner=_owner_of(case))
    if case.owner == ground.operator.id and case.state is State.CLAIMED:
        raise Refused(Reason.ALREADY_YOURS)
    move(case.state, Move.CLAIM)
    return ev.CaseClaimed(ground.console)


def _hand_over(case: Case, to: OperatorId, ground: Ground) -> ev.CaseHandedOver:
    require_own(case, ground)
    colleague = ground.colleagues.get(to)
    if colleague is None:
        raise Refused(Reason.NO_SUCH_OPERATOR)
    if colleague.id == ground.operator.id:
        raise Refused(Reason.ALREADY_YOURS)
    require_handling(colleague, case)
    return ev.CaseHandedOver(to)


def _take_over(case: Case, reason: str, ground: Ground) -> ev.CaseTakenOver:
    ground.operator.require(Act.TAKE_OVER, case.municipality)
    if not case.is_open:
        raise Refused(Reason.CASE_CLOSED)
    if case.state not in OWNED or case.owner is None:
        raise Refused(Reason.NOT_OWNED)
    if case.owner == ground.operator.id:
        raise Refused(Reason.ALREADY_YOURS)
    return ev.CaseTakenOver(case.owner, checked(reason, Reason.REASON_MISSING), ground.console)


def _promise(case: Case, until: datetime, text: str, ground: Ground) -> ev.PromiseMade:
    require_own(case, ground)
    if until <= ground.at:
        raise Refused(Reason.PROMISE_NOT_AHEAD)
    return ev.PromiseMade(until, checked(text))


def _close(step: Close, case: Case, ground: Ground) -> ev.CaseClosed:
    require_own(case, ground)
    if step.seen_version < case.last_alarm_version:
        raise Refused(Reason.UNSEEN_ALARM, detail=str(case.presses))
    if not step.outcome:
        raise Refused(Reason.OUTCOME_MISSING)
    _require_nobody_sent(case)
    outcomes = {outcome.code: outcome for outcome in ground.outcomes.get(case.municipality, ())}
    outcome = outcomes.get(step.outcome)
    if outcome is None:
        raise Refused(Reason.OUTCOME_UNKNOWN, detail=step.outcome)
    next_step = step.next_step.strip()
    if outcome.needs_next_step or next_step:
        next_step = checked(next_step, Reason.NEXT_STEP_MISSING)
    return ev.CaseClosed(outcome.code, next_step)


def _require_nobody_sent(case: Case) -> None:
    """Whoever is asked or on their way is told first that nobody has to come. Raises Refused(TASK_OPEN)."""
    found = next((task for task in case.tasks if task.is_open), None)
    if found is not None:
        raise Refused(Reason.TASK_OPEN, detail=str(found.number))


def _other(wanted: CaseId, case: Case, board: Overlay, ground: Ground) -> Case:
    found = board.get(wanted)
    if found is None or found.id == case.id:
        raise Refused(Reason.NO_SUCH_CASE)
    require_handling(ground.operator, found)
    if found.municipality != case.municipality:
        raise Refused(Reason.NOT_SAME_MUNICIPALITY)
    if not found.is_open:
        raise Refused(Reason.CASE_CLOSED)
    return found


def _name(step: NameResident, case: Case, board: Overlay, ground: Ground) -> Iterator[Planned]:
    require_own(case, ground)
    if step.municipality != case.municipality:
        raise Refused(Reason.NOT_SAME_MUNICIPALITY)
    if case.subject.kind is ev.SubjectKind.RESIDENT:
        raise Refused(Reason.NOTHING_TO_DO)
    if case.subject.kind is ev.SubjectKind.HOUSEHOLD and not step.is_member:
        raise Refused(Reason.NOT_IN_HOUSEHOLD)
    own = board.find_open(JoinKey(case.municipality, case.lane, ev.Subject(ev.SubjectKind.RESIDENT, step.resident)))
    if own is None:
        yield from _with_plan(case, ev.ResidentNamed(step.resident), ground)
        return
    _require_nobody_sent(case)
    yield on(case, ev.ResidentNamed(step.resident))
    yield on(own, _what_leaves(case))
    yield on(case, ev.CaseMerged(own.id))


def _merge(case: Case, into: Case, ground: Ground) -> Iterator[Planned]:
    require_own(case, ground)
    if case.lane is not Lane.PERSON or into.lane is not Lane.PERSON:
        raise Refused(Reason.PERSON_LANE_ONLY)
    if case.resident is not None and into.resident is not None and case.resident != into.resident:
        raise Refused(Reason.DIFFERENT_PEOPLE)
    if into.owner is not None and into.owner != ground.operator.id:
        raise Refused(Reason.OWNED_BY_OTHER, owner=_owner_of(into))
    _require_nobody_sent(case)
    yield on(into, _what_leaves(case))
    yield on(case, ev.CaseMerged(into.id))


def _what_leaves(case: Case) -> ev.CaseReceived:
    more = case.alarms - len(case.recent)
    promise = case.promise
    if promise is None or promise.is_broken:
        return ev.CaseReceived(case.id, case.recent, case.presses, case.first_at, more)
    return ev.CaseReceived(
        case.id, case.recent, case.presses, case.first_at, more, promise.until, promise.text
    )  # fmt: skip


def _split(case: Case, reports: tuple[ReportKey, ...], ground: Ground) -> Iterator[Planned]:
    require_own(case, ground)
    leaving = [alarm for alarm in case.recent if alarm.report in reports]
    if not leaving or len(leaving) == case.alarms:
        raise Refused(Reason.NOTHING_TO_SPLIT)
    to = CaseId(ground.new_id())
    subject = ev.Subject(ev.SubjectKind.NOBODY, to)
    keys = tuple(alarm.report for alarm in leaving)
    opened = ev.CaseOpened(case.lane, subject, leaving[0], linked=(case.id,))
    yield on(case, ev.CaseSplit(to, keys))
    yield Planned(ev.case_subject(to), case.municipality, opened)
    for alarm in leaving[1:]:
        yield Planned(ev.case_subject(to), case.municipality, ev.AlarmJoined(alarm))


def _on_plan(
    step: PlanStep, case: Case, ground: Ground
) -> ev.PlanBegun | ev.StepDone | ev.StepSkipped | ev.StepReopened:
    require_own(case, ground)
    if isinstance(step, ChangePlan):
        if ground.laid is None:
            raise Refused(Reason.NO_PLAN)
        if case.plan is None or case.plan.version != ground.laid.plan.version:
            return ev.PlanBegun(ground.laid.plan.id, ground.laid.plan.version, ground.laid.steps)
        begun = laid_again(case, ground.laid, may_drop=True)
        if begun is None:
            raise Refused(Reason.NOTHING_TO_DO)
        return begun
    course, plan = case.plan, ground.plan
    if course is None or plan is None:
        raise Refused(Reason.NO_PLAN)
    if isinstance(step, ReopenStep):
        if all(record.step != step.step for record in course.records):
            raise Refused(Reason.NOT_THE_STEP)
        return ev.StepReopened(step.step)
    found = next((each for each in plan.steps if each.id == step.step and each.id in course.steps), None)
    if found is None or any(record.step == step.step for record in course.records):
        raise Refused(Reason.NOT_THE_STEP)
    if isinstance(step, SkipStep):
        return ev.StepSkipped(found.id, checked(step.reason, Reason.REASON_MISSING))
    if found.answers and step.answer not in {answer.id for answer in answers_of(found)}:
        raise Refused(Reason.ANSWER_MISSING)
    return ev.StepDone(found.id, step.answer)


def _opened_by_hand(step: OpenByHand, board: Overlay, ground: Ground) -> tuple[Planned, ...]:
    ground.operator.require(Act.HANDLE_CASE, step.municipality)
    alarm = ev.Alarm(
        report=ReportKey(f"operator:{ground.operator.id}", ground.new_id()), kind=DeviceKind.OPERATOR_ENTRY,
        cause=Cause.BY_HAND, alarm_class=step.alarm_class, at=ground.at, began_at=ground.at,
        received_at=ground.at, device=DeviceId(""), text=checked(step.text),
    )  # fmt: skip
    return by_hand(step.municipality, step.resident, alarm, board, ground.new_id)
