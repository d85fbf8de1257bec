"""Action plans: what to do in a case, step by step, by what the alarm is and by what has been answered so far.

Pure: which plan fits, which of its steps apply, and where a case stands in it. A plan's form as a file and its version
are `plan_form`'s. Nothing here rings, looks or sends: what happens when nobody touches a step is a `Rung`, and every
rung is people.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.escalation import Rung
from console.domain.ids import OperatorId, ResidentId
from console.domain.resident import FactKind


class Act(StrEnum):
    """What kind of step it is, and so what the console offers for it."""

    SAY = "say"
    ASK = "ask"
    CALL = "call"
    VIDEO = "video"
    CONTACTS = "contacts"
    LOOK = "look"
    DISPATCH = "dispatch"
    EMERGENCY = "emergency"
    WAIT = "wait"
    CHECK_BACK = "check_back"
    NOTE = "note"
    OUTCOME = "outcome"


class Way(StrEnum):
    """By what a person is called: the device's own line, the mobile, the telephone at home."""

    DEVICE = "device"
    MOBILE = "mobile"
    PHONE = "phone"


class StepState(StrEnum):
    """Where a step of a running plan stands. `NOT_NEEDED`: an earlier answer decided against it."""

    DONE = "done"
    SKIPPED = "skipped"
    CURRENT = "current"
    AHEAD = "ahead"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Texts:
    """One text in both languages."""

    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One way in which a step can turn out."""

    id: str
    text: Texts


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold (a step's `when`) or may not (its `unless`). What is empty or None is not asked for.

    `facts`: any of them is on the card; `answers`: by the id of an earlier step, any of these was its answer; `causes`:
    any is the case's; `presses_from`: so many presses or more.
    """

    facts: frozenset[FactKind] = frozenset()
    answers: tuple[tuple[str, frozenset[str]], ...] = ()
    causes: frozenset[Cause] = frozenset()
    presses_from: int | None = None


@dataclass(frozen=True, slots=True)
class Untouched:
    """Whom to call when nobody has touched the current step for so long."""

    after: timedelta
    to: Rung


PLAN_RUNGS = (Rung.AGAIN, Rung.OTHER_OPERATORS, Rung.SHIFT_LEAD, Rung.PATROL)
"""The rungs that a plan may name; the others are the centre's own."""

DEFAULT_WAYS = (Way.DEVICE, Way.MOBILE, Way.PHONE)
"""In which order a person is called where the plan does not say."""


def _reached() -> tuple[Answer, ...]:
    return (
        Answer("answered", Texts("Svarade", "Answered")),
        Answer("silent", Texts("Tyst", "Silent")),
        Answer("no_answer", Texts("Inget svar", "No answer")),
    )


FIXED_ANSWERS: Mapping[Act, tuple[Answer, ...]] = MappingProxyType(
    {
        Act.CALL: _reached(),
        Act.VIDEO: _reached(),
        Act.CONTACTS: (
            Answer("coming", Texts("Kommer", "Coming")),
            Answer("cannot", Texts("Kan inte", "Cannot")),
            Answer("no_answer", Texts("Inget svar", "No answer")),
        ),
        Act.LOOK: (
            Answer("seen_well", Texts("Ser bra ut", "Looks well")),
            Answer("needs_help", Texts("Behöver hjälp", "Needs help")),
            Answer("not_seen", Texts("Syns inte", "Not seen")),
        ),
        Act.DISPATCH: (
            Answer("accepted", Texts("Åker", "Accepted")),
            Answer("nobody", Texts("Ingen kan", "Nobody")),
        ),
    }
)
"""The answers of a step that are the same in every plan, as they are offered. `Act.ASK` has its own; the other acts
have none."""

SET_BY_CALL = (
    Answer("busy", Texts("Upptaget", "Busy")),
    Answer("declined", Texts("Avböjde", "Declined")),
)
"""What a call of the console's own can make of a step that calls, beside what is offered: nobody has to tell it apart
by ear."""

_NOT_REACHED = frozenset(answer.id for answer in SET_BY_CALL)


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step. `answers` are its own (ask) or the fixed ones; `ways` are for a call, `seconds` for a wait, `minutes`
    for a check back, `outcomes` for the outcomes that fit best."""

    id: str
    act: Act
    text: Texts
    detail: Texts | None = None
    ways: tuple[Way, ...] = ()
    answers: tuple[Answer, ...] = ()
    seconds: int | None = None
    minutes: int | None = None
    outcomes: tuple[str, ...] = ()
    when: Condition | None = None
    unless: Condition | None = None
    untouched: tuple[Untouched, ...] = ()


def answers_of(step: PlanStep) -> tuple[Answer, ...]:
    """Every answer that a step can get: those that are offered, and those that a call sets."""
    return (*step.answers, *SET_BY_CALL) if step.act in (Act.CALL, Act.VIDEO) else step.answers


def fixed_answers(act: Act) -> tuple[str, ...]:
    """The ids of the answers that every step of this act can get; none where each has its own, or none."""
    own = tuple(answer.id for answer in FIXED_ANSWERS.get(act, ()))
    return (*own, *(answer.id for answer in SET_BY_CALL)) if act in (Act.CALL, Act.VIDEO) else own


def counts_as(answer: str) -> frozenset[str]:
    """What an answer is wherever a condition asks for it: whoever is busy or declines was not spoken to either, so that
    plans written before there were such answers send help all the same."""
    return frozenset({answer, "no_answer"}) if answer in _NOT_REACHED else frozenset({answer})


@dataclass(frozen=True, slots=True)
class Fits:
    """What a plan is for: all that is given must hold. Nothing given: the last resort, which fits everything."""

    kinds: frozenset[DeviceKind] = frozenset()
    causes: frozenset[Cause] = frozenset()
    classes: frozenset[AlarmClass] = frozenset()
    lanes: frozenset[Lane] = frozenset()
    municipality: str | None = None
    resident: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan. `version` names its content (`plan_form.version_of`): the same version is the same plan, word for
    word."""

    id: str
    version: str
    title: Texts
    fits: Fits
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """What a plan is chosen and arranged by."""

    lane: Lane
    kind: DeviceKind
    cause: Cause
    alarm_class: AlarmClass
    municipality: str
    resident: ResidentId | None = None
    facts: frozenset[FactKind] = frozenset()
    presses: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """What was done with a step: done with `answer` ("" where it has none), or skipped for `reason`. `at` is UTC."""

    step: str
    answer: str
    reason: str
    is_done: bool
    at: datetime
    who: OperatorId


@dataclass(frozen=True, slots=True)
class Standing:
    """A step of a running plan, where it stands, and the latest that was done with it."""

    step: PlanStep
    state: StepState
    record: Record | None


Narrowness = tuple[bool, ...]


def fits(plan: Plan, situation: Situation) -> bool:
    """Whether all that the plan is for holds."""
    asked = plan.fits
    return (
        (not asked.kinds or situation.kind in asked.kinds)
        and (not asked.causes or situation.cause in asked.causes)
        and (not asked.classes or situation.alarm_class in asked.classes)
        and (not asked.lanes or situation.lane in asked.lanes)
        and (asked.municipality is None or asked.municipality == situation.municipality)
        and (asked.resident is None or asked.resident == situation.resident)
    )


def narrowness(asked: Fits) -> Narrowness:
    """How narrowly a plan is meant, to be compared: the greater is the narrower. The resident goes before the
    municipality, that before kind and cause together, then cause, kind, class and lane."""
    return (
        asked.resident is not None,
        asked.municipality is not None,
        bool(asked.kinds and asked.causes),
        bool(asked.causes),
        bool(asked.kinds),
        bool(asked.classes),
        bool(asked.lanes),
    )


def both_fit(one: Fits, other: Fits) -> bool:
    """Whether two plans that are equally narrow would both fit some situation, so that nothing says which to take."""
    if narrowness(one) != narrowness(other):
        return False
    return (
        (not one.kinds or not one.kinds.isdisjoint(other.kinds))
        and (not one.causes or not one.causes.isdisjoint(other.causes))
        and (not one.classes or not one.classes.isdisjoint(other.classes))
        and (not one.lanes or not one.lanes.isdisjoint(other.lanes))
        and one.municipality == other.municipality
        and one.resident == other.resident
    )


def choose(plans: Iterable[Plan], situation: Situation) -> Plan | None:
    """The narrowest plan that fits; of equally narrow ones the first given (the centre's own stand before ours)."""
    fitting = [plan for plan in plans if fits(plan, situation)]
    return max(fitting, key=lambda plan: narrowness(plan.fits), default=None)


def arranged(plan: Plan, situation: Situation) -> tuple[str, ...]:
    """The ids of the steps that apply by facts, causes and presses, in order. Conditions on answers are still open."""
    return tuple(step.id for step in plan.steps if not why_not(step, situation))


def why_not(step: PlanStep, situation: Situation) -> str:
    """Which condition keeps a step out of this situation, as a key of the file ("when.facts", "unless.causes"); ""
    where it applies."""
    for name, holds in _held(step.when, situation):
        if not holds:
            return f"when.{name}"
    for name, holds in _held(step.unless, situation):
        if holds:
            return f"unless.{name}"
    return ""


def _held(condition: Condition | None, situation: Situation) -> Iterable[tuple[str, bool]]:
    """What a condition asks of the situation, and whether it holds."""
    if condition is None:
        return
    if condition.facts:
        yield "facts", not condition.facts.isdisjoint(situation.facts)
    if condition.causes:
        yield "causes", situation.cause in condition.causes
    if condition.presses_from is not None:
        yield "presses_from", situation.presses >= condition.presses_from


def standing(plan: Plan, order: Sequence[str], records: Sequence[Record]) -> tuple[Standing, ...]:
    """Where each step of `order` (from `arranged`) stands; of a step's records the last counts.

    What has a record is done or skipped, whatever was answered since. A step is not needed where an answer decides
    against it, and where the answer that it asks for can no longer come: that step was skipped, was not needed itself,
    or is not in `order`. The first that is left is the current one. Ids that the plan does not have are passed over.
    """
    steps = {step.id: step for step in plan.steps}
    latest = {record.step: record for record in records}
    answers = {step: record.answer for step, record in latest.items() if record.is_done}
    settled = set(steps) - set(order)
    found: list[Standing] = []
    is_taken = False
    for step in (steps[id_] for id_ in order if id_ in steps):
        record = latest.get(step.id)
        if record is not None:
            state = StepState.DONE if record.is_done else StepState.SKIPPED
        elif _is_decided_against(step, answers, settled):
            state = StepState.NOT_NEEDED
        else:
            state = StepState.AHEAD if is_taken else StepState.CURRENT
            is_taken = True
        if state not in (StepState.CURRENT, StepState.AHEAD):
            settled.add(step.id)
        found.append(Standing(step, state, record))
    return tuple(found)


def _is_decided_against(step: PlanStep, answers: Mapping[str, str], settled: Collection[str]) -> bool:
    wanted = step.when.answers if step.when is not None else ()
    unwanted = step.unless.answers if step.unless is not None else ()
    return any(not _is_any(answers.get(earlier), any_of) for earlier, any_of in wanted if earlier in settled) or any(
        _is_any(answers.get(earlier), any_of) for earlier, any_of in unwanted
    )


def _is_any(answer: str | None, any_of: Collection[str]) -> bool:
    return answer is not None and any(one in any_of for one in counts_as(answer))


def current(plan: Plan, order: Sequence[str], records: Sequence[Record]) -> PlanStep | None:
    """The step to do now; None where nothing is left."""
    return next(
        (each.step for each in standing(plan, order, records) if each.state is StepState.CURRENT), None
    )  # fmt: skip


def ways_of(step: PlanStep, facts: Collection[FactKind]) -> tuple[Way, ...]:
    """In which order to call for a step."""
    return ways_in_order(step.ways, facts)


def ways_in_order(ways: Sequence[Way], facts: Collection[FactKind]) -> tuple[Way, ...]:
    """The same ways, the mobile first where a fact asks for it."""
    if FactKind.CALL_MOBILE_FIRST not in facts:
        return tuple(ways)
    return tuple(sorted(ways, key=lambda way: way is not Way.MOBILE))
