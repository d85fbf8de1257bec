"""The action plans, joined; and what `vaka plan` prints, in English, with the plans' own texts in either language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from console.adapters.files.plan_files import FOLDER
from console.adapters.files.plan_folders import PlanFolders, checked
from console.bootstrap.answers import Line, NotDone
from console.bootstrap.ground import Ground
from console.config import Config
from console.domain.alarm import AlarmClass, Cause, DeviceKind, rule_for
from console.domain.ids import ResidentId
from console.domain.plan import Condition, Fits, Plan, PlanStep, Situation, Texts, choose, fits, narrowness, why_not
from console.domain.plan_form import PlansRead
from console.domain.resident import FactKind
from console.services.plans import Plans
from console.services.recorder import Recorder

FACTS = {fact.name.lower(): fact for fact in FactKind}
CLASSES = {each.name.lower(): each for each in AlarmClass}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A situation in the words of a command; "" is what the alarm's rule says, or nothing."""

    kind: str
    cause: str
    alarm_class: str = ""
    municipality: str = ""
    resident: str = ""
    facts: str = ""
    presses: int = 0


def plans_of(ground: Ground, recorder: Recorder) -> Plans:
    """The plans of a console, with their watcher; give their `run` to the loops. Nothing is read before that: YAML
    and its schema take a third of a second, which a start would wait for."""
    plans = Plans(plan_folders(ground.config), ground.store.plans, recorder, ground.clock)
    recorder.watchers.append(plans.heard)
    return plans


def plan_folders(config: Config) -> PlanFolders:
    """The centre's own folder, if it has one, before ours."""
    return PlanFolders(_own(config))


def plans_read(config: Config) -> PlansRead:
    """What the files say now."""
    return plan_folders(config).look_now() or PlansRead((), ())


def check(paths: Sequence[Path], config: Config) -> Iterator[Line]:
    """Checks the named files and folders, else the centre's own folder and ours. Raises NotDone at the end where
    something is wrong."""
    own = _own(config)
    groups = [list(paths)] if paths else [[folder] for folder in (own, FOLDER) if folder is not None]
    found = [file for group in groups for file in checked(group)]
    for one in found:
        for error in one.errors:
            yield Line(str(error), is_complaint=True)
        if one.plan is not None:
            yield Line(
                f"{one.file}: {one.plan.id} {one.plan.version}, {len(one.plan.steps)} steps, {_for(one.plan.fits)}"
            )
    bad = sum(bool(one.errors) for one in found)
    if bad:
        raise NotDone(f"{bad} of {len(found)} files cannot be used")
    if not found:
        raise NotDone("no plan is there; a plan is a .yaml file")
    yield Line(f"{len(found)} plans, nothing wrong")


def show(wanted: Wanted, config: Config, language: str) -> Iterator[Line]:
    """The plan that would run, why, and each step: done here or not. Raises NotDone for what is no situation, and
    where no plan fits."""
    situation = _situation(wanted)
    folders = plan_folders(config)
    read = folders.look_now() or PlansRead((), ())
    for error in read.errors:
        yield Line(str(error), is_complaint=True)
    files = {one.plan.version: one.file for one in reversed(folders.found) if one.plan is not None}
    plan = choose(read.plans, situation)
    if plan is None:
        raise NotDone("no plan fits; a plan without `for` would be the last resort")
    others = sorted(
        (other for other in read.plans if other is not plan and fits(other, situation)),
        key=lambda other: narrowness(other.fits),
        reverse=True,
    )
    yield from told(plan, language, situation, str(files[plan.version]))
    if others:
        yield Line("also fits, less narrowly or later: " + "; ".join(f"{one.id} ({_for(one.fits)})" for one in others))


def told(plan: Plan, language: str, situation: Situation | None = None, file: str = "") -> Iterator[Line]:
    """A plan in lines; in a situation, which steps apply there and why others do not."""
    yield Line(f"{plan.id} {plan.version}: {_in(plan.title, language)}" + (f" ({file})" if file else ""))
    yield Line(f"for {_for(plan.fits)}")
    number = 0
    for step in plan.steps:
        why = why_not(step, situation) if situation is not None else ""
        number += not why
        yield Line(f"{'-' if why else number:>3} {step.id} [{step.act}] {_in(step.text, language)}")
        if why:
            yield Line(f"      does not apply here: {_asked(step, why)}")
        else:
            yield from (Line(f"      {line}") for line in _more(step, language))


def _own(config: Config) -> Path | None:
    return Path(config.plans.folder) if config.plans.folder else None


def _situation(wanted: Wanted) -> Situation:
    kind, cause = DeviceKind(wanted.kind), Cause(wanted.cause)
    rule = rule_for(kind, cause)
    named = [name.strip() for name in wanted.facts.split(",") if name.strip()]
    unknown = [name for name in named if name not in FACTS]
    if unknown:
        raise NotDone(f"{', '.join(unknown)}: no such fact; there are {', '.join(FACTS)}")
    return Situation(
        lane=rule.lane,
        kind=kind,
        cause=cause,
        alarm_class=CLASSES[wanted.alarm_class] if wanted.alarm_class else rule.alarm_class,
        municipality=wanted.municipality,
        resident=ResidentId(wanted.resident) if wanted.resident else None,
        facts=frozenset(FACTS[name] for name in named),
        presses=wanted.presses,
    )


def _for(asked: Fits) -> str:
    """What a plan is for, in the words of its file."""
    said = {
        "resident": asked.resident,
        "municipality": asked.municipality,
        "kinds": _any(asked.kinds),
        "causes": _any(asked.causes),
        "classes": _any(each.name.lower() for each in asked.classes),
        "lanes": _any(asked.lanes),
    }
    return ", ".join(f"{name} {value}" for name, value in said.items() if value) or "everything (the last resort)"


def _any(words: Iterable[str]) -> str:
    return " or ".join(sorted(words))


def _more(step: PlanStep, language: str) -> Iterator[str]:
    if step.detail is not None:
        yield _in(step.detail, language)
    if step.ways:
        yield f"ways: {', '.join(step.ways)}"
    if step.answers:
        yield f"answers: {', '.join(f'{one.id} ({_in(one.text, language)})' for one in step.answers)}"
    if step.seconds is not None:
        yield f"waits {step.seconds} s"
    if step.minutes is not None:
        yield f"back after {step.minutes} min"
    if step.outcomes:
        yield f"outcomes: {', '.join(step.outcomes)}"
    if step.when is not None:
        yield f"only when {' and '.join(_conditions(step.when, 'and').values())}"
    if step.unless is not None:
        yield f"not when {' or '.join(_conditions(step.unless, 'or').values())}"
    for one in step.untouched:
        yield f"untouched for {int(one.after.total_seconds())} s: {one.to}"


def _asked(step: PlanStep, why: str) -> str:
    """The condition that a step falls by."""
    part, _, name = why.partition(".")
    if part == "when" and step.when is not None:
        return f"only when {_conditions(step.when, 'and')[name]}"
    return f"not when {_conditions(step.unless, 'or')[name]}" if step.unless is not None else ""


def _conditions(condition: Condition, joint: str) -> dict[str, str]:
    """Each part of a condition in words, by its name in the file."""
    said: dict[str, str] = {}
    if condition.facts:
        said["facts"] = f"the card has {_any(fact.name.lower() for fact in condition.facts)}"
    if condition.answers:
        said["answers"] = f" {joint} ".join(f"{step} was {_any(any_of)}" for step, any_of in condition.answers)
    if condition.causes:
        said["causes"] = f"the cause is {_any(condition.causes)}"
    if condition.presses_from is not None:
        said["presses_from"] = f"there are {condition.presses_from} presses or more"
    return said


def _in(texts: Texts, language: str) -> str:
    """One line, so that a line break in a text does not make a line of ours."""
    return " ".join((texts.en if language == "en" else texts.sv).split())
