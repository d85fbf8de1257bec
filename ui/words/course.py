"""A running plan in words: its steps as lines, what the open one says and asks, and what time does to it. Pure.

The plan's own texts are a municipality's files: cleaned and bounded here, and shown as plain text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.card import Card
from console.domain.ids import MunicipalityId, OperatorId
from console.domain.masking import Person
from console.domain.plan import (
    Act,
    Answer,
    Plan,
    PlanStep,
    Record,
    Standing,
    StepState,
    Texts,
    answers_of,
    counts_as,
)
from ui.words import Words
from ui.words.plain import clean
from ui.words.plan import PlanSay
from ui.words.step_clock import StepClock
from ui.words.ways import contact_lines, step_ways

ANSWER_KEYS = ("Alt+J", "Alt+N", "Alt+O")
"""The keys of a step's first, second and third answer."""

LONGEST_TEXT, LONGEST_DETAIL, LONGEST_HEADLINE = 300, 600, 70
MOST_KEYED = 9
"""Steps that have a key of their own."""

OPEN_STATES = frozenset({StepState.CURRENT, StepState.AHEAD, StepState.NOT_NEEDED})
"""Where a step can be marked."""

_HEADLINE = re.compile(r"^(.{3,70}?[.:?!])(?=\s|$)")

BY_HAND: Mapping[Act, PlanSay] = {
    Act.CALL: PlanSay.BY_CALL,
    Act.CONTACTS: PlanSay.BY_CONTACTS,
    Act.VIDEO: PlanSay.BY_VIDEO,
    Act.LOOK: PlanSay.BY_HAND_LOOK,
    Act.DISPATCH: PlanSay.BY_HAND_DISPATCH,
    Act.EMERGENCY: PlanSay.BY_HAND_112,
}
"""How a step is done that is more than a mark: by a key of its own, or by hand."""


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """An answer on its key."""

    id: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One step as it is shown. `headline` and `rest` are its text in two; `told` stands at the right end, `why` under
    it; `key` is the key that acts on it or chooses it. An open one (`is_open`) shows all that it says, and by which
    numbers (`more`); `is_lit` is the one that the next key acts on, `is_quiet` one of a plan that nobody here
    follows."""

    step: str
    number: int
    state: StepState
    headline: str
    rest: str
    detail: str = ""
    told: str = ""
    why: str = ""
    key: str = ""
    is_open: bool = False
    is_lit: bool = False
    more: tuple[str, ...] = ()
    by_hand: str = ""
    is_quiet: bool = False
    answers: tuple[AnswerKey, ...] = ()
    clock: StepClock | None = None

    @property
    def text(self) -> str:
        return f"{self.headline} {self.rest}".strip()


@dataclass(frozen=True, slots=True)
class CourseShown:
    """The plan's place as it is to look. `sentence` is told over the lines, or in their place; `notice` before all."""

    title: str = ""
    sentence: str = ""
    notice: str = ""
    lines: tuple[CourseLine, ...] = ()
    case: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the lines are made of beside the plan: who looks (`me`), colleagues' names, whether the case is the
    viewer's own (`is_mine`) and the plan has begun, which step is chosen for reading, the open card."""

    me: OperatorId | None
    names: Mapping[OperatorId, str]
    is_mine: bool
    has_begun: bool
    chosen: str | None
    card: Card | None
    person: Person | None
    since: datetime | None
    rests_until: datetime | None


def said(texts: Texts, words: Words, longest: int = LONGEST_TEXT) -> str:
    """One of the plan's own texts, in the operator's language."""
    return clean(texts.en if words.language == "en" else texts.sv, longest).strip()


def parted(text: str) -> tuple[str, str]:
    """What a step is called by, and the rest of it: 'Ring upp.' and 'Säg: ...'."""
    found = _HEADLINE.match(text)
    return (found[1], text[found.end() :].strip()) if found is not None else (text, "")


def headline(step: PlanStep, words: Words) -> str:
    """A step in a few words, without a full stop."""
    first = parted(said(step.text, words))[0].rstrip(".:")
    return first if len(first) <= LONGEST_HEADLINE else first[: LONGEST_HEADLINE - 1].rstrip() + "…"


def plan_texts(plan: Plan, words: Words) -> dict[str, str]:
    """What the timeline calls the plan ("") and its steps, and their answers by `step/answer`."""
    told = {"": said(plan.title, words, 120)}
    for step in plan.steps:
        told[step.id] = headline(step, words)
        told |= {f"{step.id}/{answer.id}": said(answer.text, words, 60) for answer in answers_of(step)}
    return told


def plan_title(plan: Plan, words: Words) -> str:
    """'Tryck på larmet, Älvbro, version 3f2a'."""
    parts = [said(plan.title, words, 80)]
    if plan.fits.municipality:
        parts.append(clean(words.tenant(MunicipalityId(plan.fits.municipality)), 60))
    if plan.fits.resident:
        parts.append(words(PlanSay.PERSONAL))
    parts.append(words(PlanSay.VERSION, version=plan.version[:4]))
    return ", ".join(parts)


def answer_keys(step: PlanStep, words: Words) -> tuple[AnswerKey, ...]:
    """A step's answers on their keys."""
    return tuple(
        AnswerKey(answer.id, said(answer.text, words, 60), key)
        for answer, key in zip(step.answers, ANSWER_KEYS, strict=False)
    )


def keyed(answers: Sequence[AnswerKey], words: Words) -> str:
    """'Ja Alt+J, Nej Alt+N'."""
    return ", ".join(words(PlanSay.ANSWER_KEY, answer=each.text, key=each.key) for each in answers)


def opened_step(standings: Sequence[Standing], chosen: str | None) -> Standing | None:
    """The step that is read and that the keys act on: the chosen one, else the present one."""
    found = next((each for each in standings if each.step.id == chosen), None)
    return found or next((each for each in standings if each.state is StepState.CURRENT), None)


def course_lines(standings: Sequence[Standing], reading: Reading, words: Words) -> tuple[CourseLine, ...]:
    """All steps, in order, numbered from 1."""
    at_hand = opened_step(standings, reading.chosen)
    numbers = {each.step.id: number for number, each in enumerate(standings, start=1)}
    return tuple(
        _line(each, number, each is at_hand, standings, numbers, reading, words)
        for number, each in enumerate(standings, start=1)
    )


def _line(
    each: Standing, number: int, is_at_hand: bool, standings: Sequence[Standing], numbers: Mapping[str, int],
    reading: Reading, words: Words,
) -> CourseLine:  # fmt: skip
    step = each.step
    first, rest = parted(said(step.text, words))
    runs = reading.has_begun and reading.is_mine
    is_open = (is_at_hand and reading.has_begun) or step.id == reading.chosen
    is_lit = is_at_hand and runs and each.state in OPEN_STATES
    is_ahead = each.state in (StepState.AHEAD, StepState.CURRENT)
    own_key = f"Alt {number}" if number <= MOST_KEYED and is_ahead and reading.has_begun else ""
    told = told_of(each, reading, words)
    if each.state is StepState.NOT_NEEDED:
        told = why_not_needed(step, standings, numbers, words)
    return CourseLine(
        step=step.id, number=number, state=each.state, headline=first, rest=rest,
        detail=said(step.detail, words, LONGEST_DETAIL) if step.detail is not None else "",
        told=told,
        why=words(PlanSay.SKIPPED_FOR, reason=clean(each.record.reason, 300))
        if each.record is not None and not each.record.is_done else "",
        key="F9" if is_lit else own_key,
        is_open=is_open, is_lit=is_lit,
        more=numbers_of(step, reading, words) if is_lit else (),
        by_hand=words(BY_HAND[step.act]) if is_lit and step.act in BY_HAND else "", is_quiet=not runs,
        answers=answer_keys(step, words) if is_lit else (),
        clock=_clock(each, reading) if is_open and reading.has_begun else None,
    )  # fmt: skip


def told_of(each: Standing, reading: Reading, words: Words) -> str:
    """What came of a step, when, and by whom where it was somebody else: 'Amina, Svarade 01:35:40'."""
    record = each.record
    if record is None:
        return ""
    answer = next((said(one.text, words, 60) for one in answers_of(each.step) if one.id == record.answer), "")
    who = "" if record.who == reading.me else clean(reading.names.get(record.who, ""), 60)
    parts = ", ".join(part for part in (who, answer or words.of(each.state)) if part)
    return f"{parts} {words.time(record.at, seconds=True)}"


def why_not_needed(
    step: PlanStep, standings: Sequence[Standing], numbers: Mapping[str, int], words: Words
) -> str:  # fmt: skip
    """Which answer decided against a step, or which step it went with."""
    known = {each.step.id: each for each in standings}
    unwanted = step.unless.answers if step.unless is not None else ()
    wanted = step.when.answers if step.when is not None else ()
    for earlier, any_of in unwanted:
        record = _record(known.get(earlier))
        if record is not None and not counts_as(record.answer).isdisjoint(any_of):
            return words(PlanSay.AFTER_ANSWER, answer=_answer(answers_of(known[earlier].step), record.answer, words))
    for earlier, any_of in wanted:
        found = known.get(earlier)
        record = _record(found)
        if found is not None and record is not None and counts_as(record.answer).isdisjoint(any_of):
            return words(PlanSay.AFTER_ANSWER, answer=_answer(answers_of(found.step), record.answer, words))
        if found is not None and found.state is StepState.SKIPPED:
            return words(PlanSay.AFTER_SKIPPED, number=numbers[earlier])
        if found is not None and found.state is StepState.NOT_NEEDED:
            return words(PlanSay.AFTER_UNNEEDED, number=numbers[earlier])
    return words(PlanSay.NOT_NEEDED_HERE)


def numbers_of(step: PlanStep, reading: Reading, words: Words) -> tuple[str, ...]:
    """Whom to call by what number, in order."""
    if step.act not in (Act.CALL, Act.CONTACTS) or reading.person is None:
        return ()
    if reading.card is None:
        return (words(PlanSay.NUMBERS_CLOSED),)
    person = reading.card.person
    if step.act is Act.CONTACTS:
        if person.is_masked:
            return (words(PlanSay.NUMBERS_PROTECTED),)
        return contact_lines(person) or (words(PlanSay.NO_CONTACTS),)
    ways = [
        words(PlanSay.WAY_NUMBER if each.number else PlanSay.WAY, number=at, way=words.of(each.way),
              telephone=each.number)
        for at, each in enumerate(step_ways(step, reading.card), start=1)
    ]  # fmt: skip
    told = (" · ".join(ways),) if ways else (words(PlanSay.NO_NUMBERS),)
    return (*told, words(PlanSay.NUMBERS_PROTECTED)) if person.is_masked else told


def _clock(each: Standing, reading: Reading) -> StepClock | None:
    """Time runs on the present step alone."""
    if reading.since is None or each.state is not StepState.CURRENT:
        return None
    wait = timedelta(seconds=each.step.seconds) if each.step.seconds is not None else None
    return StepClock(reading.since, each.step.untouched, wait, reading.rests_until)


def _record(each: Standing | None) -> Record | None:
    return each.record if each is not None and each.record is not None and each.record.is_done else None


def _answer(answers: Sequence[Answer], id_: str, words: Words) -> str:
    return next((said(one.text, words, 60) for one in answers if one.id == id_), id_)


def read_out(line: CourseLine, count: int, words: Words) -> str:
    """A step as a screen reader says it."""
    told = words(PlanSay.READ_OUT, number=line.number, count=count, state=words.of(line.state), text=line.text)
    parts = [told, line.told, line.why]
    if line.is_open:
        parts += [line.detail, *line.more, line.by_hand]
    if line.answers:
        parts.append(words(PlanSay.ANSWER_KEYS, answers=keyed(line.answers, words)))
    return ". ".join(part.rstrip(".") for part in (*parts, line.key) if part)
