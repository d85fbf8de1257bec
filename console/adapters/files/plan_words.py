"""What the schema of plans says against a document, in words: what is wrong, and what is allowed.

Never a text out of the file beyond a single word: these errors are shown, logged and mailed.
"""

import difflib
import json
import re
from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

from jsonschema import Draft202012Validator

from console.adapters.files.plan_yaml import START, Complaint, Path, Place, Reading, parents

_WORD = re.compile(r"[\w.:-]{1,40}")
_ONLY = {"answers": "ask", "seconds": "wait", "minutes": "check_back", "ways": "call", "outcomes": "outcome"}
"""The fields of a step that only one act has."""

_OF_KEYS = frozenset({"additionalProperties", "not"})
"""What is said against a key, and not against its value."""

_KINDS = {
    "string": "a text",
    "integer": "a whole number",
    "array": "a list",
    "object": "a mapping (key: value)",
    "null": "nothing",
}
_PATTERNS = {
    r"\S": "must hold some text",
    "^[a-z][a-z0-9_]{0,40}$": "must be a-z, then a-z, 0-9 and _, at most 41 characters",
    "^[a-z_]{1,41}$": "must be of the letters a-z and _, at most 41",
    "^[a-z0-9_]{1,64}$": "must be of a-z, 0-9 and _, at most 64 characters",
    "^[a-z0-9][a-z0-9-]{0,62}$": "must be a municipality's id: a-z, 0-9 and -, at most 63 characters",
    "^[A-Za-z0-9._:-]{1,128}$": "must be a resident's id: letters A-Z and a-z, digits and . _ : -, at most 128",
}
"""What each pattern of the schema asks."""


class PlanSchema:
    """The schema in a file, ready to judge."""

    def __init__(self, file: File) -> None:
        self._validator = Draft202012Validator(json.loads(file.read_text("utf-8")))

    def complaints(self, reading: Reading) -> list[Complaint]:
        """All that the schema says against a document, each where it stands."""
        errors = list(self._validator.iter_errors(reading.value))
        unknown_acts = {tuple(error.absolute_path)[:2] for error in errors if _is_of_act(error)}
        found: list[Complaint] = []
        for error in errors:
            path: Path = tuple(error.absolute_path)
            if error.validator == "not" and path[:2] in unknown_acts:
                continue  # whose field it is can be said when the act is known
            for about, words in _told(error, path):
                complaint = Complaint(_place(reading, about, is_key=error.validator in _OF_KEYS), words)
                if complaint not in found:
                    found.append(complaint)
        return found


def where(path: Path) -> str:
    """A place in words, the nearest first: "text.sv of step 2"."""
    parts = list(path)
    more = ""
    if parts[:1] == ["steps"] and len(parts) > 1:
        more = f"step {int(parts[1]) + 1}"
        parts = parts[2:]
    said = ""
    for part in parts:
        said += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if _WORD.fullmatch(part) else ".?"
    said = said.lstrip(".")
    return f"{said} of {more}" if said and more else said or more or "the plan"


def nearest(word: object, allowed: list[str]) -> str:
    """The allowed word that was most likely meant, as the end of a sentence."""
    near = difflib.get_close_matches(word.lower(), allowed, n=1) if isinstance(word, str) else []
    return f"; did you mean {near[0]}?" if near else ""


def _is_of_act(error: Any) -> bool:
    """Whether it says that a step's act is unknown or missing."""
    path: Path = tuple(error.absolute_path)
    if len(path) == 3:
        return path[0] == "steps" and path[2] == "do"
    return len(path) == 2 and error.validator == "required" and "do" in _missing(error)


def _place(reading: Reading, path: Path, *, is_key: bool) -> Place:
    """Where a value stands, or its key; else what holds it."""
    if is_key and path in reading.keys:
        return reading.keys[path]
    return next((reading.values[each] for each in parents(path) if each in reading.values), START)


def _told(error: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The sentences of one error, each with the path of what it is about."""
    asked = error.validator_value
    match error.validator:
        case "required":
            for name in _missing(error):
                yield path, f"{where((*path, name))} is missing{_must(error, name)}"
        case "additionalProperties":
            allowed = list(error.schema["properties"])
            for name in error.instance:
                if name not in allowed:
                    key = (*path, name)
                    yield key, f"{where(key)} is not known; allowed: {', '.join(allowed)}{nearest(name, allowed)}"
        case "not":
            act = _ONLY.get(str(path[-1]), "")
            yield path, f"{where(path)} belongs to steps with do: {act}; take it out"
        case "type":
            kinds = asked if isinstance(asked, list) else [asked]
            must = " or ".join(_KINDS[kind] for kind in kinds)
            yield path, f"{where(path)} is {_kind(error.instance)}; it must be {must}{_hint(error.instance, must)}"
        case "enum":
            value = _word(error.instance)
            yield path, f"{where(path)} is {value}; allowed: {', '.join(asked)}{nearest(error.instance, asked)}"
        case "pattern":
            yield path, f"{where(path)} {_PATTERNS[asked]}"
        case _:
            yield path, f"{where(path)} {_bounded(str(error.validator), asked)}"


def _missing(error: Any) -> list[str]:
    return [name for name in error.validator_value if name not in error.instance]


def _must(error: Any, name: str) -> str:
    """What the missing field is for."""
    about = error.schema.get("properties", {}).get(name, {}).get("description", "")
    if name in _ONLY:
        return f"; a step with do: {_ONLY[name]} needs it"
    if name in ("sv", "en"):
        return "; every text is needed in both languages, {sv: ..., en: ...}"
    return f": {about[0].lower()}{about[1:].rstrip('.')}" if about else ""


def _bounded(bound: str, asked: Any) -> str:
    match bound:
        case "maxLength":
            return f"is too long; at most {asked} characters"
        case "minimum":
            return f"is too small; from {asked}"
        case "maximum":
            return f"is too large; at most {asked}"
        case "minItems":
            return f"must hold at least {asked}"
        case "maxItems":
            return f"holds too many; at most {asked}"
        case "uniqueItems":
            return "holds the same twice; keep one"
        case "minProperties":
            return "is empty; fill it in or take it out"
        case _:
            return "is not as plan.schema.json asks"


def _kind(value: object) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "a mapping"


def _hint(value: object, must: str) -> str:
    return ": put it in quotes" if must == "a text" and isinstance(value, int | float) else ""


def _word(value: object) -> str:
    """A single word is told as it stands."""
    return value if isinstance(value, str) and _WORD.fullmatch(value) else _kind(value)
