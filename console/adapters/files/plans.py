"""Plans out of files: one file, one plan, checked by the schema and for sense. Total: whatever is wrong is told in a
`PlanError` with file, line and column, several at once, and nothing is raised for what a file holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path as File
from typing import Any

from console.adapters.files.checks import holds_door_code
from console.adapters.files.plan_files import SCHEMA, PlanFile
from console.adapters.files.plan_words import PlanSchema, nearest, where
from console.adapters.files.plan_yaml import START, Complaint, Path, Place, Reading, parents, parsed
from console.domain.plan import Act, Fits, both_fit, fixed_answers
from console.domain.plan_form import PlanError, plan_of

MAX_BYTES = 256 * 1024


def read(file: File) -> PlanFile:
    """The plan in a file. Never raises for the file."""
    try:
        if not file.is_file():
            return _unread(file, "there is no such file")
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return _unread(file, f"cannot be read: {getattr(error, 'strerror', None) or 'its name cannot be used'}")
    if len(content) > MAX_BYTES:
        return _unread(file, f"is larger than {MAX_BYTES // 1024} KiB; a plan is a few")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        return PlanFile(file, None, (PlanError(str(file), line, column, "is not UTF-8; save it as UTF-8"),))
    return parse(text, file)


def parse(text: str, file: File) -> PlanFile:
    """The plan in a text; `file` is for the words of its errors. Never raises for the text."""
    reading = parsed(text)
    complaints = list(reading.complaints)
    if reading.is_whole:
        told = {complaint.place for complaint in complaints}
        judged = _schema().complaints(reading) or _sense(reading)
        complaints += [complaint for complaint in judged if complaint.place not in told]
    if complaints:
        return PlanFile(file, None, _errors(file, complaints))
    return PlanFile(file, plan_of(reading.value))


def at_odds(found: Sequence[PlanFile]) -> Mapping[File, PlanError]:
    """Of the plans of one folder, what cannot stand beside each other: the later file of each two, and why."""
    good = [(one.file, one.plan) for one in found if one.plan is not None]
    wrong: dict[File, PlanError] = {}
    for (first, plan), (second, other) in combinations(good, 2):
        if first in wrong or second in wrong:
            continue
        if plan.id == other.id:
            words = f"plan: {other.id} is the name of the plan in {first.name} too; give one of them another name"
        elif both_fit(plan.fits, other.fits):
            words = (
                f"this plan and the one in {first.name} both fit {_overlap(plan.fits, other.fits)}, and nothing says "
                "which to take; name in one of them what the other is not for"
            )
        else:
            continue
        wrong[second] = PlanError(str(second), 1, 1, words)
    return wrong


@cache
def _schema() -> PlanSchema:
    return PlanSchema(SCHEMA)


def _unread(file: File, words: str) -> PlanFile:
    return PlanFile(file, None, (PlanError(str(file), 0, 0, words),))


def _errors(file: File, complaints: Iterable[Complaint]) -> tuple[PlanError, ...]:
    told = [PlanError(str(file), one.place.line, one.place.column, one.words) for one in complaints]
    return tuple(sorted(set(told)))


def _overlap(one: Fits, other: Fits) -> str:
    """A situation that two plans share, in the words of the file."""
    said = [
        *sorted(one.kinds & other.kinds)[:1],
        *sorted(one.causes & other.causes)[:1],
        *[each.name.lower() for each in sorted(one.classes & other.classes)[:1]],
        *sorted(one.lanes & other.lanes)[:1],
        *filter(None, (one.municipality, one.resident)),
    ]
    return " + ".join(said) or "everything"


# Sense: what the schema cannot say. The document fits the schema here.


def _sense(reading: Reading) -> list[Complaint]:
    sense = _Sense(reading)
    earlier: dict[str, frozenset[str]] = {}
    later = {step["id"]: number for number, step in enumerate(reading.value["steps"])}
    for number, step in enumerate(reading.value["steps"]):
        path: Path = ("steps", number)
        if step["id"] in earlier:
            sense.add((*path, "id"), "is the id of an earlier step too; each step has its own")
        answers = step.get("answers", [])
        sense.twice([answer["id"] for answer in answers], (*path, "answers"))
        for condition in ("when", "unless"):
            asked = step.get(condition, {}).get("answers", {})
            for other, wanted in asked.items():
                sense.answers((*path, condition, "answers", other), wanted, earlier, later)
        sense.rising(step.get("untouched", []), (*path, "untouched"))
        own = [answer["id"] for answer in answers] or fixed_answers(Act(step["do"]))
        earlier.setdefault(step["id"], frozenset(own))
    sense.door_codes(reading.value, ())
    return sense.complaints


class _Sense:
    """The complaints so far."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.complaints: list[Complaint] = []

    def add(self, path: Path, words: str) -> None:
        self.complaints.append(Complaint(self._place(path), f"{where(path)} {words}"))

    def twice(self, ids: Sequence[str], path: Path) -> None:
        """Each answer of a step has an id of its own."""
        for number, id_ in enumerate(ids):
            if id_ in ids[:number]:
                self.add((*path, number, "id"), "is the id of an earlier answer too; each answer has its own")

    def answers(
        self, path: Path, wanted: Sequence[str], earlier: Mapping[str, frozenset[str]], steps: Mapping[str, int]
    ) -> None:
        """A condition names earlier steps and answers that they have."""
        other = str(path[-1])
        if other not in earlier:
            if other in steps:
                self.add(path, "is this step itself or a later one; a condition can only ask for earlier steps")
            else:
                known = [*earlier]
                said = f"earlier steps: {', '.join(known)}" if known else "there is no earlier step"
                self.add(path, f"is no step of this plan; {said}{nearest(other, known)}")
            return
        allowed = sorted(earlier[other])
        for number, answer in enumerate(wanted):
            if not allowed:
                self.add((*path, number), f"is asked of a step that has no answers; {other} is only done or skipped")
            elif answer not in allowed:
                said = f"is no answer of {other}; allowed: {', '.join(allowed)}{nearest(answer, allowed)}"
                self.add((*path, number), said)

    def rising(self, untouched: Sequence[Mapping[str, Any]], path: Path) -> None:
        """Each rung comes later than the one before."""
        for number in range(1, len(untouched)):
            before = untouched[number - 1]["after_s"]
            if untouched[number]["after_s"] <= before:
                self.add((*path, number, "after_s"), f"must be more than that of the rung before it, {int(before)}")

    def door_codes(self, value: object, path: Path) -> None:
        """No text tells the code to a door: codes are fetched when somebody goes there, and kept nowhere."""
        if isinstance(value, dict):
            for key, part in value.items():
                self.door_codes(part, (*path, key))
        elif isinstance(value, list):
            for number, part in enumerate(value):
                self.door_codes(part, (*path, number))
        elif isinstance(value, str) and holds_door_code(value):
            self.add(path, "looks like the code to a door; codes are never kept here, take it out")

    def _place(self, path: Path) -> Place:
        values = self._reading.values
        if path[-2:-1] == ("answers",) and path in self._reading.keys:
            return self._reading.keys[path]
        return next((values[each] for each in parents(path) if each in values), START)
