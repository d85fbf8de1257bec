"""A case as the fold of its events. Nothing else makes or changes one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane, class_of_presses
from console.domain.call import CallKind
from console.domain.escalation import ANEW_AFTER, STILL, Climbed, Rung, farthest
from console.domain.forward import ForwardState
from console.domain.ids import CallId, CaseId, ConsoleId, DeviceId, MunicipalityId, OperatorId, ResidentId
from console.domain.lifecycle import Move, State, move
from console.domain.plan import Record
from console.domain.report import ReportKey
from console.domain.task import Task
from console.domain.task_course import after

RECENT_ALARMS = 24
"""So many of a case's alarms are kept in memory, the newest and always the gravest; the journal has them all."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody was told would happen, and by when."""

    until: datetime
    text: str
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class PlanCourse:
    """How far an action plan has come: its `version`, the steps that apply in their order, and what became of them.
    `since` is when the present step became the present one, `cause` what the plan was chosen for."""

    plan: str
    version: str
    steps: tuple[str, ...]
    records: tuple[Record, ...]
    since: datetime
    cause: Cause


@dataclass(frozen=True, slots=True)
class CaseCall:
    """The call that goes on about a case: by what, since when, from which console, and whether anybody has answered.
    `contact` is the order of who is called, 0 for the person."""

    id: CallId
    kind: CallKind
    since: datetime
    contact: int = 0
    is_answered: bool = False
    console: ConsoleId | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What an operator handles. Moments are aware UTC.

    `waiting_since` is when the alarm that nobody has answered began (the device's time, bounded); `first_at` is the
    first alarm ever, also of the case that this one follows. `alarm_class` is the gravest of its alarms,
    lifted by repeated presses;
    `answered_after` the time to the first claim. `climbed` are the rungs of escalation that this wait, and this step of
    the plan, have reached; `escalations` counts all there ever were. `out` are an outage's devices that are not heard.
    `touched_at` is the last sign of the owner's hand on it (they took it, or did anything with it), or the alarm that
    began its ladders anew; `freed_at` is when it was last let go. `forwarded` is what the next centre knows: that
    nobody answers, or that somebody has; None where it was never told. `call` is the call that
    goes on about it; `tasks` are those who were asked to go, the first first.
    """

    id: CaseId
    municipality: MunicipalityId
    lane: Lane
    subject: ev.Subject
    state: State
    version: int
    alarm_class: AlarmClass
    kind: DeviceKind
    cause: Cause
    place: str
    device: DeviceId
    first_at: datetime
    last_at: datetime
    waiting_since: datetime
    opened_at: datetime
    alarms: int
    presses: int
    recent: tuple[ev.Alarm, ...]
    last_alarm_version: int
    is_test: bool
    resident: ResidentId | None = None
    owner: OperatorId | None = None
    console: ConsoleId | None = None
    answered_after: timedelta | None = None
    promise: Promise | None = None
    is_raised: bool = False
    follows: CaseId | None = None
    linked: tuple[CaseId, ...] = ()
    outcome: str = ""
    closed_at: datetime | None = None
    merged_into: CaseId | None = None
    is_lifted: bool = False
    climbed: tuple[Climbed, ...] = ()
    escalations: int = 0
    out: frozenset[DeviceId] = frozenset()
    plan: PlanCourse | None = None
    touched_at: datetime | None = None
    freed_at: datetime | None = None
    forwarded: ForwardState | None = None
    call: CaseCall | None = None
    tasks: tuple[Task, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state is not State.CLOSED

    @property
    def reached(self) -> Rung | None:
        """The farthest rung of escalation that holds now."""
        return farthest(self.climbed)

    @property
    def is_outage(self) -> bool:
        """Whether it is about an area rather than somebody."""
        return self.subject.kind is ev.SubjectKind.AREA

    @property
    def asks_who(self) -> bool:
        """A shared household's case that nobody has put a name to."""
        return self.subject.kind is ev.SubjectKind.HOUSEHOLD and self.resident is None

    @property
    def key(self) -> "JoinKey":
        """Under what an open case is found by the next alarm about the same."""
        is_fault = self.lane is Lane.TECHNICAL and not self.is_outage
        return JoinKey(self.municipality, self.lane, self.subject, self.cause if is_fault else None)

    @property
    def keys(self) -> "tuple[JoinKey, ...]":
        """All keys under which it is found: its own, and that of the person who was named in it. Of a shared household
        then that person's alone: the next alarm of the unit that they share may be the other's, and asks who."""
        if self.resident is None or self.lane is Lane.TECHNICAL or self.subject.kind is ev.SubjectKind.RESIDENT:
            return (self.key,)
        named = JoinKey(self.municipality, self.lane, ev.Subject(ev.SubjectKind.RESIDENT, self.resident))
        return (named,) if self.subject.kind is ev.SubjectKind.HOUSEHOLD else (self.key, named)


@dataclass(frozen=True, slots=True)
class JoinKey:
    """What alarms must share to be one case. `fault` only in the technical lane: a new kind of fault is never
    hidden by a known one."""

    municipality: MunicipalityId
    lane: Lane
    subject: ev.Subject
    fault: Cause | None = None


def fold(case: Case | None, event: ev.Event | ev.Draft) -> Case:
    """The case after `event`. Pure; the same for start-up and for now.

    Raises Refused where the lifecycle has no such move, and ValueError for an event without its case.
    """
    body = event.body
    if isinstance(body, ev.CaseOpened):
        return _opened(event, body)
    if case is None:
        raise ValueError(f"{type(body).__name__} for a case that was never opened")
    if isinstance(body, ev.OtherBody):
        raise ValueError(f"{type(body).__name__} does not happen to an open case")
    changed = _touched(case, _moved(case, body, event), event)
    return changed if changed.version == event.version else replace(changed, version=event.version)


def _touched(before: Case, case: Case, event: ev.Event | ev.Draft) -> Case:
    """Whoever has it did something with it, or somebody has got it, or nobody has it any more."""
    if case.owner is None:
        return replace(case, freed_at=event.at) if before.owner is not None and case.is_open else case
    if event.who != case.owner and case.owner == before.owner:
        return case
    return replace(case, touched_at=event.at, climbed=tuple(one for one in case.climbed if one.step != STILL))


def _opened(event: ev.Event | ev.Draft, body: ev.CaseOpened) -> Case:
    case = ev.case_of(event.subject)
    if case is None:
        raise ValueError(f"not a case: {event.subject}")
    alarm = body.alarm
    presses = body.presses_before + _press(alarm)
    first_at = min(alarm.began_at, body.first_before) if body.first_before else alarm.began_at
    return Case(
        id=case, municipality=event.municipality, lane=body.lane, subject=body.subject,
        state=State.UNACKNOWLEDGED, version=event.version,
        alarm_class=min(alarm.alarm_class, class_of_presses(presses)), kind=alarm.kind, cause=alarm.cause,
        place=alarm.place, device=alarm.device, first_at=first_at, last_at=alarm.began_at,
        waiting_since=alarm.began_at, opened_at=event.at, alarms=1,
        presses=presses, recent=(alarm,), last_alarm_version=event.version,
        is_test=alarm.is_test, resident=body.resident,
        follows=body.follows, linked=body.linked,
    )  # fmt: skip


def _press(alarm: ev.Alarm) -> int:
    return int(alarm.is_press and not alarm.is_test)


def _moved(case: Case, body: ev.CaseBody, event: ev.Event | ev.Draft) -> Case:  # noqa: C901 - one arm a kind of event
    if isinstance(body, ev.TaskBody):
        return _sent(case, body, event)
    match body:
        case ev.AlarmJoined(alarm):
            return _called_again(case, _joined(case, alarm, event), event.at)
        case ev.AlarmReset():
            return replace(case, state=move(case.state, Move.RESET))
        case ev.CaseClaimed() | ev.CaseTakenOver() | ev.CaseHandedOver() | ev.CaseReleased() | ev.CaseOrphaned():
            return _passed(case, body, event)
        case ev.NoteWritten():
            return replace(case, state=move(case.state, Move.NOTE))
        case ev.PromiseMade() | ev.PromiseKept() | ev.PromiseBroken():
            return _promised(case, body, event.at)
        case ev.ResidentNamed(resident):
            return replace(case, state=move(case.state, Move.NAME), resident=resident)
        case ev.CaseMerged(into):
            return replace(_ended(case, Move.MERGE, event.at), merged_into=into)
        case ev.CaseReceived():
            return _called_again(case, _received(case, body, event.version), event.at)
        case ev.CaseSplit(reports=reports):
            return _split(case, reports)
        case ev.CaseLinked(other):
            linked = case.linked if other in case.linked else (*case.linked, other)
            return replace(case, state=move(case.state, Move.LINK), linked=linked)
        case ev.CaseClosed(outcome):
            return replace(_ended(case, Move.CLOSE, event.at), outcome=outcome)
        case ev.CaseEscalated() | ev.CaseLifted() | ev.DevicesLost() | ev.DevicesReturned() | ev.OutageEnded():
            return _by_itself(case, body, event.at)
        case ev.PlanBegun() | ev.StepDone() | ev.StepSkipped() | ev.StepReopened():
            return replace(_planned(case, body, event), state=move(case.state, Move.PLAN))
        case ev.CallBegan() | ev.CallAnswered() | ev.CallNoted() | ev.CallEnded():
            return replace(case, state=move(case.state, Move.NOTE), call=_call(case.call, body, event.at))
        case ev.CaseOpened():
            raise ValueError("CaseOpened does not happen to an open case")
        case _:
            assert_never(body)


def _promised(case: Case, body: ev.PromiseMade | ev.PromiseKept | ev.PromiseBroken, at: datetime) -> Case:
    """It waits for a moment, or no longer."""
    match body:
        case ev.PromiseMade(until, text):
            return replace(case, state=move(case.state, Move.PROMISE), promise=Promise(until, text))
        case ev.PromiseKept():
            return replace(_resumed(case, Move.KEEP, at), promise=None)
        case ev.PromiseBroken(until):
            return _broken(case, until)


def _passed(
    case: Case,
    body: ev.CaseClaimed | ev.CaseTakenOver | ev.CaseHandedOver | ev.CaseReleased | ev.CaseOrphaned,
    event: ev.Event | ev.Draft,
) -> Case:
    """It has gone from hand to hand."""
    match body:
        case ev.CaseClaimed(console):
            return _owned(case, event.who, console, event.at, Move.CLAIM)
        case ev.CaseTakenOver(console=console):
            return _owned(case, event.who, console, event.at, Move.TAKE_OVER)
        case ev.CaseHandedOver(to):
            return replace(_resumed(case, Move.HAND_OVER, event.at), owner=to, console=None)
        case ev.CaseReleased():
            return _freed(case, Move.RELEASE, event.at)
        case ev.CaseOrphaned():
            return _freed(case, Move.ORPHAN, event.at)
        case _:
            assert_never(body)


def _call(call: CaseCall | None, body: ev.CallBody, at: datetime) -> CaseCall | None:
    """The call that goes on after what was said of one. Of another than the known, only its begin counts."""
    match body:
        case ev.CallBegan(id, kind, console, contact=contact):
            return CaseCall(id, kind, at, contact, console=console)
        case ev.CallAnswered(id) if call is not None and call.id == id:
            return replace(call, is_answered=True)
        case ev.CallEnded(id) if call is not None and call.id == id:
            return None
        case _:
            return call


def _sent(case: Case, body: ev.TaskBody, event: ev.Event | ev.Draft) -> Case:
    tasks = after(case.tasks, body, event.at, event.who)
    return replace(case, state=move(case.state, Move.NOTE), tasks=tasks)


def _by_itself(
    case: Case,
    body: ev.CaseEscalated | ev.CaseLifted | ev.DevicesLost | ev.DevicesReturned | ev.OutageEnded,
    at: datetime,
) -> Case:
    """What time, or the devices, did to a case."""
    match body:
        case ev.CaseEscalated(rung, step, is_in_vain):
            return replace(
                case,
                state=move(case.state, Move.ESCALATE),
                climbed=(*case.climbed, Climbed(rung, step, is_in_vain)),
                escalations=case.escalations + 1,
                is_raised=case.is_raised or rung is Rung.RAISE,
                forwarded=ForwardState.WAITING if rung is Rung.NEXT_CENTRE else case.forwarded,
            )
        case ev.CaseLifted():
            return _lifted(case, at)
        case ev.DevicesLost(devices):
            return replace(case, state=move(case.state, Move.SPREAD), out=case.out | frozenset(devices))
        case ev.DevicesReturned(devices=devices):
            return replace(case, state=move(case.state, Move.SPREAD), out=case.out - frozenset(devices))
        case ev.OutageEnded():
            return replace(_ended(case, Move.RESTORE, at), out=frozenset())
        case _:
            assert_never(body)


def _lifted(case: Case, at: datetime) -> Case:
    """Among the people's now, and everybody's: who had the fault, or was promised something about it, did not know that
    nobody can call."""
    return replace(
        case,
        state=move(case.state, Move.LIFT),
        is_lifted=True,
        alarm_class=min(case.alarm_class, AlarmClass.HIGH),
        waiting_since=case.waiting_since if case.is_lifted else at,
        climbed=(),
        owner=None,
        console=None,
    )


def _planned(
    case: Case, body: ev.PlanBegun | ev.StepDone | ev.StepSkipped | ev.StepReopened, event: ev.Event | ev.Draft
) -> Case:
    """The plan's course after a step; whoever goes on with it ends the ladder that the step before had begun. The same
    plan laid again, with other steps, goes on where it was."""
    rest = tuple(one for one in case.climbed if not one.step)
    if isinstance(body, ev.PlanBegun):
        if case.plan is not None and case.plan.version == body.version:
            return replace(case, plan=replace(case.plan, steps=body.steps))
        course = PlanCourse(body.plan, body.version, body.steps, (), event.at, case.cause)
        return replace(case, plan=course, climbed=rest)
    if case.plan is None:
        return case
    records = tuple(one for one in case.plan.records if one.step != body.step)
    match body:
        case ev.StepDone(step, answer):
            records = (*records, Record(step, answer, "", True, event.at, event.who))
        case ev.StepSkipped(step, reason):
            records = (*records, Record(step, "", reason, False, event.at, event.who))
        case ev.StepReopened():
            pass
        case _:
            assert_never(body)
    return replace(case, plan=replace(case.plan, records=records, since=event.at), climbed=rest)


def _joined(case: Case, alarm: ev.Alarm, event: ev.Event | ev.Draft) -> Case:
    state = move(case.state, Move.ALARM)
    is_answered = case.state in (State.CLAIMED, State.WAITING)
    grave = not case.is_outage and alarm.alarm_class <= min(
        (known.alarm_class for known in case.recent), default=alarm.alarm_class
    )
    freed = case.state is State.WAITING
    presses = case.presses + _press(alarm)
    # Journalled before the wait began: the clock was set back, and what it says now shortens no wait.
    began_at = alarm.began_at if event.at >= case.waiting_since else max(alarm.began_at, case.waiting_since)
    return replace(
        case,
        state=state,
        version=event.version,
        alarm_class=min(case.alarm_class, alarm.alarm_class, class_of_presses(presses)),
        kind=alarm.kind if grave else case.kind,
        cause=alarm.cause if grave else case.cause,
        place=alarm.place if grave and alarm.place else case.place,
        device=alarm.device if grave else case.device,
        first_at=min(case.first_at, began_at),
        last_at=max(case.last_at, alarm.began_at),
        waiting_since=alarm.began_at if is_answered else min(case.waiting_since, began_at),
        climbed=() if freed else case.climbed,
        out=case.out | {alarm.device} if case.is_outage and alarm.device else case.out,
        alarms=case.alarms + 1,
        presses=presses,
        recent=_newest((*case.recent, alarm)),
        last_alarm_version=event.version,
        is_test=case.is_test and alarm.is_test,
        owner=None if freed else case.owner,
        console=None if freed else case.console,
    )


def _owned(case: Case, who: OperatorId, console: ConsoleId, at: datetime, what: Move) -> Case:
    answered = case.answered_after if case.answered_after is not None else at - case.waiting_since
    forwarded = ForwardState.ANSWERED if case.forwarded is not None else None
    return replace(
        _resumed(case, what, at), owner=who, console=console, answered_after=answered, forwarded=forwarded
    )  # fmt: skip


def _called_again(before: Case, case: Case, at: datetime) -> Case:
    """More has come about a case that somebody has: its ladders begin anew, at once where it is graver now. Else each
    once it has had its time: whoever presses every minute must not keep it from its end."""
    if case.state is not State.CLAIMED:
        return case
    oldest = at if case.alarm_class < before.alarm_class else at - ANEW_AFTER
    if case.touched_at is None or case.touched_at <= oldest:
        case = replace(case, touched_at=at, climbed=tuple(one for one in case.climbed if one.step != STILL))
    if case.plan is not None and case.plan.since <= oldest:
        climbed = tuple(one for one in case.climbed if one.step == STILL)
        case = replace(case, plan=replace(case.plan, since=at), climbed=climbed)
    return case


def _resumed(case: Case, what: Move, at: datetime) -> Case:
    """Whoever takes a case, or goes on with it, has the whole of the step's time; the answer's ladder has ended."""
    plan = replace(case.plan, since=at) if case.plan is not None else None
    return replace(case, state=move(case.state, what), climbed=(), plan=plan)


def _ended(case: Case, what: Move, at: datetime) -> Case:
    return replace(case, state=move(case.state, what), closed_at=at, owner=None, console=None, promise=None)


def _freed(case: Case, what: Move, at: datetime) -> Case:
    """Back to everybody. Who was claimed and let go has waited since the alarm: letting go gives no new time."""
    since = at if case.state is State.WAITING else case.waiting_since
    return replace(case, state=move(case.state, what), owner=None, console=None, waiting_since=since, climbed=())


def _broken(case: Case, until: datetime) -> Case:
    state = move(case.state, Move.BREAK)
    promise = Promise(until, case.promise.text if case.promise else "", is_broken=True)
    freed = case.state is State.WAITING
    return replace(
        case,
        state=state,
        promise=promise,
        is_raised=True,
        waiting_since=until if freed else case.waiting_since,
        climbed=() if freed else case.climbed,
        owner=None if freed else case.owner,
        console=None if freed else case.console,
    )


def _received(case: Case, body: ev.CaseReceived, version: int) -> Case:
    state = move(case.state, Move.RECEIVE)
    freed = case.state is State.WAITING
    gravest = min(body.alarms, key=lambda alarm: alarm.alarm_class, default=None)
    if gravest is not None and gravest.alarm_class < case.alarm_class:
        case = replace(
            case, alarm_class=gravest.alarm_class, kind=gravest.kind, cause=gravest.cause, place=gravest.place,
            device=gravest.device,
        )  # fmt: skip
    presses = case.presses + body.presses
    return replace(
        case,
        state=state,
        alarm_class=min(case.alarm_class, class_of_presses(presses)),
        first_at=min(case.first_at, body.first_at),
        last_at=max((case.last_at, *(alarm.began_at for alarm in body.alarms))),
        alarms=case.alarms + len(body.alarms) + body.more,
        presses=presses,
        recent=_newest(sorted((*case.recent, *body.alarms), key=lambda alarm: alarm.began_at)),
        last_alarm_version=version,
        linked=(*case.linked, body.source),
        promise=_sooner(case.promise, body),
        owner=None if freed else case.owner,
        console=None if freed else case.console,
    )


def _sooner(promise: Promise | None, body: ev.CaseReceived) -> Promise | None:
    if body.promise_until is None or (promise is not None and promise.until <= body.promise_until):
        return promise
    return Promise(body.promise_until, body.promise_text)


def _newest(alarms: Sequence[ev.Alarm]) -> tuple[ev.Alarm, ...]:
    """As many as are kept. The gravest, after which the case is named, stays however many come after it."""
    kept = tuple(alarms[-RECENT_ALARMS:])
    if len(alarms) == len(kept):
        return kept
    gravest = min(reversed(alarms), key=lambda alarm: alarm.alarm_class)
    return kept if gravest in kept else (gravest, *kept[1:])


def _split(case: Case, reports: tuple[ReportKey, ...]) -> Case:
    leaving = [alarm for alarm in case.recent if alarm.report in reports]
    return replace(
        case,
        state=move(case.state, Move.SPLIT),
        alarms=case.alarms - len(leaving),
        presses=case.presses - sum(_press(alarm) for alarm in leaving),
        recent=tuple(alarm for alarm in case.recent if alarm.report not in reports),
    )
