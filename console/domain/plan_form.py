"""A plan as it is written: the form of its file and of the store, its version, and what can be wrong with a file.

`written` and `plan_of` are each other's reverse. Whether what is written makes sense, and where in a file it stands,
is for the reader of files to say.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.escalation import Rung
from console.domain.plan import (
    DEFAULT_WAYS,
    FIXED_ANSWERS,
    Act,
    Answer,
    Condition,
    Fits,
    Plan,
    PlanStep,
    Texts,
    Untouched,
    Way,
)
from console.domain.resident import FactKind

VERSION_LENGTH = 16


@dataclass(frozen=True, slots=True, order=True)
class PlanError:
    """What is wrong in a file, and where: line and column count from 1, 0 where the whole file is meant. `words` are
    plain English, say what is allowed, and hold no text out of the file."""

    file: str
    line: int
    column: int
    words: str

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.file}{place}: {self.words}"


@dataclass(frozen=True, slots=True)
class PlansRead:
    """What the files say: the plans that can be used, the centre's own before ours, and what is wrong."""

    plans: tuple[Plan, ...]
    errors: tuple[PlanError, ...]


class NoPlan(ValueError):
    """What is written there is not a plan of this version of Vaka."""


def version_of(plan: Plan) -> str:
    """The version of a plan, whatever its own says: the first 16 hexadecimal digits of the SHA-256 of its canonical
    text. How a file is laid out, its comments and the order of its keys make no difference."""
    return _digest(canonical(plan))


def canonical(plan: Plan) -> str:
    """The plan as JSON with sorted keys, defaults filled in: the same plan is always the same text."""
    return json.dumps(written(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def of_canonical(text: str) -> Plan:
    """The plan again, of the version that the text had when it was written: a later Vaka may write the same plan in
    other words. Raises NoPlan."""
    try:
        return replace(plan_of(json.loads(text)), version=_digest(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NoPlan(f"not a plan of this version of Vaka: {type(error).__name__}") from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION_LENGTH]


def written(plan: Plan) -> dict[str, Any]:
    """The plan in the form of its file; its version is not part of it."""
    return {
        "plan": plan.id,
        "title": _texts(plan.title),
        "for": _for(plan.fits),
        "steps": [_step(step) for step in plan.steps],
    }


def plan_of(content: Mapping[str, Any]) -> Plan:
    """The plan that is written there, with its version. What does not fit `plan.schema.json` raises ValueError,
    KeyError, TypeError or AttributeError, or is passed over."""
    asked = content.get("for") or {}
    fits = Fits(
        kinds=frozenset(map(DeviceKind, asked.get("kinds", ()))),
        causes=frozenset(map(Cause, asked.get("causes", ()))),
        classes=frozenset(AlarmClass[name.upper()] for name in asked.get("classes", ())),
        lanes=frozenset(map(Lane, asked.get("lanes", ()))),
        municipality=asked.get("municipality"),
        resident=asked.get("resident"),
    )
    steps = tuple(_step_of(step) for step in content["steps"])
    unnamed = Plan(content["plan"], "", _texts_of(content["title"]), fits, steps)
    return Plan(unnamed.id, version_of(unnamed), unnamed.title, fits, steps)


def _for(asked: Fits) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kinds": sorted(asked.kinds),
        "causes": sorted(asked.causes),
        "classes": [each.name.lower() for each in sorted(asked.classes)],
        "lanes": sorted(asked.lanes),
        "municipality": asked.municipality,
        "resident": asked.resident,
    }
    return _given(found)


def _step(step: PlanStep) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": step.id,
        "do": step.act.value,
        "text": _texts(step.text),
        "detail": None if step.detail is None else _texts(step.detail),
        "ways": [way.value for way in step.ways],
        "seconds": step.seconds,
        "minutes": step.minutes,
        "outcomes": list(step.outcomes),
        "when": None if step.when is None else _condition(step.when),
        "unless": None if step.unless is None else _condition(step.unless),
        "untouched": [{"after_s": int(one.after.total_seconds()), "to": one.to.value} for one in step.untouched],
    }
    if step.act is Act.ASK:
        found["answers"] = [{"id": answer.id, **_texts(answer.text)} for answer in step.answers]
    return _given(found)


def _condition(condition: Condition) -> dict[str, Any]:
    found: dict[str, Any] = {
        "facts": [fact.name.lower() for fact in sorted(condition.facts)],
        "answers": {step: sorted(any_of) for step, any_of in condition.answers},
        "causes": sorted(condition.causes),
        "presses_from": condition.presses_from,
    }
    return _given(found)


def _given(found: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in found.items() if value is not None and value != [] and value != {}}


def _texts(texts: Texts) -> dict[str, str]:
    return {"sv": texts.sv, "en": texts.en}


def _step_of(content: Mapping[str, Any]) -> PlanStep:
    act = Act(content["do"])
    ways = tuple(map(Way, content.get("ways", ())))
    return PlanStep(
        id=content["id"],
        act=act,
        text=_texts_of(content["text"]),
        detail=_texts_of(content["detail"]) if "detail" in content else None,
        ways=(ways or DEFAULT_WAYS) if act is Act.CALL else (),
        answers=_own_answers(content["answers"]) if act is Act.ASK else FIXED_ANSWERS.get(act, ()),
        seconds=_whole(content.get("seconds")),
        minutes=_whole(content.get("minutes")),
        outcomes=tuple(content.get("outcomes", ())),
        when=_condition_of(content["when"]) if "when" in content else None,
        unless=_condition_of(content["unless"]) if "unless" in content else None,
        untouched=tuple(
            Untouched(timedelta(seconds=int(one["after_s"])), Rung(one["to"])) for one in content.get("untouched", ())
        ),
    )


def _own_answers(content: Collection[Mapping[str, Any]]) -> tuple[Answer, ...]:
    return tuple(Answer(answer["id"], _texts_of(answer)) for answer in content)


def _condition_of(content: Mapping[str, Any]) -> Condition:
    return Condition(
        facts=frozenset(FactKind[name.upper()] for name in content.get("facts", ())),
        answers=tuple((step, frozenset(any_of)) for step, any_of in sorted(content.get("answers", {}).items())),
        causes=frozenset(map(Cause, content.get("causes", ()))),
        presses_from=_whole(content.get("presses_from")),
    )


def _texts_of(content: Mapping[str, Any]) -> Texts:
    return Texts(sv=content["sv"], en=content["en"])


def _whole(number: float | None) -> int | None:
    """JSON Schema counts 3.0 among the whole numbers."""
    return None if number is None else int(number)
