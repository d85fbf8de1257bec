"""What a journalled fact of a case says in the timeline. Pure; a new kind of event does not type-check until it
has words here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import assert_never

from console.domain import events as ev
from console.domain.escalation import STILL
from console.domain.ids import SYSTEM, OperatorId
from console.domain.night_book import LACK_SOURCE
from console.domain.task_rules import TASK_STEP
from ui.words import Words
from ui.words.call_told import tell_call
from ui.words.plain import clean
from ui.words.task_told import is_quiet, tell_task
from ui.words.timeline_phrases import TimelineSay as Told

_ESCALATED = {"": Told.ESCALATED, STILL: Told.ESCALATED_STILL, TASK_STEP: Told.ESCALATED_TASK}
"""By the step that an escalation names; any other is one of the plan."""

_Desk = (
    ev.CaseEscalated
    | ev.CaseLifted
    | ev.DevicesLost
    | ev.DevicesReturned
    | ev.OutageEnded
    | ev.PlanBegun
    | ev.StepDone
    | ev.StepSkipped
    | ev.StepReopened
)

_Rest = (
    ev.ResidentNamed
    | ev.CaseMerged
    | ev.CaseReceived
    | ev.CaseSplit
    | ev.CaseLinked
    | ev.CaseClosed
    | ev.CallBody
    | _Desk
)
"""All but what a case begins with, whose it is, promises and tasks."""


_Case = (
    ev.CaseOpened
    | ev.AlarmJoined
    | ev.AlarmReset
    | ev.CaseClaimed
    | ev.CaseReleased
    | ev.CaseHandedOver
    | ev.CaseTakenOver
    | ev.CaseOrphaned
    | ev.NoteWritten
    | ev.PromiseMade
    | ev.PromiseKept
    | ev.PromiseBroken
    | _Rest
)

CLOCKS_APART = timedelta(seconds=60)
"""Where the device's clock and ours differ by more, both are told."""


class Mark(Enum):
    """How a line is marked: an alarm with a ring, an act with a lit square, the rest with a small one."""

    ALARM = "alarm"
    ACT = "act"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline; `strong` stands first and bold. `at` is aware UTC."""

    at: datetime
    mark: Mark
    strong: str
    text: str


class Teller:
    """Tells events in one language. `names` are colleagues' names, `outcomes` the labels of outcomes by code. For a
    person who is masked neither the place nor the device's own text is told. `plans` are the texts of plans by their
    version, each by step and by `step/answer`, its title by ""; a step is told by the plan that began last."""

    def __init__(
        self,
        words: Words,
        names: Mapping[OperatorId, str],
        outcomes: Mapping[str, str],
        *,
        is_masked: bool = False,
        plans: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._words = words
        self._names = names
        self._outcomes = outcomes
        self._is_masked = is_masked
        self._plans = plans or {}
        self._steps: Mapping[str, str] = {}
        self._version = ""

    def tell_all(self, events: Sequence[ev.Event | ev.ErasedEvent]) -> tuple[Line, ...]:
        """All events by the moments that they show: what a device kept back stands where it happened. Presses are
        numbered as they came, where there is more than one."""
        presses, before = [], 0
        for number, event in enumerate(events):
            body = event.body if isinstance(event, ev.Event) else None
            if isinstance(body, ev.CaseOpened):
                before = body.presses_before
            if isinstance(body, ev.CaseOpened | ev.AlarmJoined) and body.alarm.is_press and not body.alarm.is_test:
                presses.append((body.alarm.began_at, number))
        is_many = before + len(presses) > 1
        place = {number: before + at for at, (_, number) in enumerate(sorted(presses), start=1)} if is_many else {}
        lines = (self._numbered(self.tell(event), place.get(number)) for number, event in enumerate(events))
        return tuple(sorted(lines, key=lambda line: line.at))

    def tell(self, event: ev.Event | ev.ErasedEvent) -> Line:
        """One event as one line."""
        if isinstance(event, ev.ErasedEvent):
            return Line(event.at, Mark.FACT, "", self._words(Told.ERASED))
        body = event.body
        if isinstance(body, ev.CaseOpened | ev.AlarmJoined):
            return self._alarm(event, body.alarm, isinstance(body, ev.CaseOpened))
        if isinstance(body, ev.CaseBody):
            if isinstance(body, ev.TaskBody):
                strong, text = tell_task(self.name(event.who), body, event.municipality, self._words)
            else:
                strong, text = self._case(event, body)
            is_fact = isinstance(body, ev.AlarmReset | ev.CaseLinked | ev.CaseReceived)
            is_fact = is_fact or (isinstance(body, ev.TaskBody) and is_quiet(body))
            at = body.at if isinstance(body, ev.AlarmReset) else event.at
            return Line(at, Mark.FACT if is_fact else Mark.ACT, strong, text)
        return Line(event.at, Mark.FACT, "", ev.kind_of(type(body)))

    def name(self, who: OperatorId) -> str:
        """A colleague's name; the system's own."""
        if who == SYSTEM:
            return "Vaka"
        return clean(self._names.get(who, ""), 60) or self._words(Told.COLLEAGUE)

    def _numbered(self, line: Line, number: int | None) -> Line:
        return line if number is None else replace(line, strong=f"{line.strong.removesuffix('.')} {number}.")

    def _alarm(self, event: ev.Event, alarm: ev.Alarm, is_first: bool) -> Line:
        words = self._words
        strong = words.sentence(words.of(alarm.cause)) + "."
        by_hand = " " + words(Told.BY, who=self.name(event.who)) if event.who != SYSTEM else ""
        sender = "" if words.of(alarm.kind).lower() == words.of(alarm.cause).lower() else words.of(alarm.kind)
        parts = [words.sentence((sender + by_hand).strip())]
        if not self._is_masked:
            is_count = alarm.report.source.startswith(LACK_SOURCE)
            parts += [clean(alarm.place, 80), "" if is_count else clean(alarm.text, 300)]
        if alarm.is_test:
            parts.append(words(Told.TEST))
        if is_first:
            parts.append(words(Told.OPENED))
        if abs(alarm.at - alarm.received_at) > CLOCKS_APART:
            device, ours = (words.moment(at, event.at) for at in (alarm.at, alarm.received_at))
            parts.append(words(Told.CLOCKS, device=device, ours=ours))
        return Line(alarm.began_at, Mark.ALARM, strong, ", ".join(part for part in parts if part))

    def _case(self, event: ev.Event, body: _Case) -> tuple[str, str]:
        who, words = self.name(event.who), self._words
        match body:
            case ev.CaseOpened() | ev.AlarmJoined():
                return "", ""
            case ev.AlarmReset():
                return "", words(Told.RESET)
            case ev.CaseClaimed():
                return "", words(Told.TOOK, who=who)
            case ev.CaseReleased(reason):
                return "", words(Told.RELEASED, who=who, why=words.of(reason))
            case ev.CaseHandedOver(to):
                return "", words(Told.HANDED_OVER, who=who, to=self.name(to))
            case ev.CaseTakenOver(previous=previous, reason=why):
                return "", words(Told.TOOK_OVER, who=who, previous=self.name(previous), why=clean(why, 300))
            case ev.CaseOrphaned(previous):
                return words(Told.NO_OWNER), words(Told.ORPHANED, who=self.name(previous))
            case ev.NoteWritten(text):
                return f"{who}:", clean(text, lines=True)
            case ev.PromiseMade(until, text):
                return words(Told.PROMISED, when=words.moment(until, event.at)), words.sentence(clean(text, 300))
            case ev.PromiseKept():
                return words(Told.KEPT), who
            case ev.PromiseBroken(until):
                return words(Told.BROKEN), words(Told.BROKEN_WHEN, when=words.moment(until, event.at))
            case _:
                return self._rest(who, body)

    def _rest(self, who: str, body: _Rest) -> tuple[str, str]:
        words = self._words
        match body:
            case ev.ResidentNamed():
                return "", words(Told.NAMED, who=who)
            case ev.CaseMerged():
                return "", words(Told.MERGED, who=who)
            case ev.CaseReceived(alarms=alarms):
                return "", words(Told.RECEIVED, n=len(alarms))
            case ev.CaseSplit(reports=reports):
                return "", words(Told.SPLIT, n=len(reports), who=who)
            case ev.CaseLinked():
                return "", words(Told.LINKED)
            case ev.CaseClosed(outcome, next_step):
                label = clean(self._outcomes.get(outcome, outcome), 120)
                then = f", {clean(next_step, 300)}" if next_step else ""
                return words(Told.CLOSED), f"{who}: {label}{then}"
            case ev.CallBegan() | ev.CallAnswered() | ev.CallNoted() | ev.CallEnded():
                return tell_call(who, body, words)
            case _:
                return self._desk(who, body)

    def _desk(self, who: str, body: _Desk) -> tuple[str, str]:
        """What the rules of the desk did, and the course of the plan."""
        words, steps = self._words, self._steps
        match body:
            case ev.CaseEscalated(rung, step, is_in_vain):
                said = _ESCALATED.get(step, Told.ESCALATED_STEP)
                told = words(said, rung=words.of(rung))
                return "", words(Told.IN_VAIN, told=told) if is_in_vain else told
            case ev.CaseLifted():
                return words(Told.LIFTED), words(Told.LIFTED_WHERE)
            case ev.DevicesLost(devices):
                return "", words(Told.DEVICES_LOST, n=len(devices))
            case ev.DevicesReturned(devices):
                return "", words(Told.DEVICES_BACK, n=len(devices))
            case ev.OutageEnded():
                return words(Told.OUTAGE_ENDED), ""
            case ev.PlanBegun(plan, version):
                said = Told.PLAN_AGAIN if version == self._version else Told.PLAN_BEGUN
                self._steps, self._version = self._plans.get(version, {}), version
                return words(said), self._steps.get("", plan)
            case ev.StepDone(step, answer):
                told = steps.get(f"{step}/{answer}", answer)
                return words(Told.STEP_DONE), ", ".join(part for part in (steps.get(step, step), told, who) if part)
            case ev.StepSkipped(step, reason):
                return words(Told.STEP_SKIPPED), f"{steps.get(step, step)}, {who}: {clean(reason, 300)}"
            case ev.StepReopened(step):
                return words(Told.STEP_REOPENED), f"{steps.get(step, step)}, {who}"
            case _:
                assert_never(body)
