"""YAML as values with their places: the plain part of it that JSON has too, and no more.

Anchors, aliases, merge keys, tags, several documents and keys that are not words are refused: what a plan says must
stand there, once. Plain words are read as YAML 1.2 has them (yes and no are words), as editors do. Never recursive.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 12
"""Lists and mappings in one another; a plan needs 6."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where it is there: ten times as quick, with the same events."""

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_NOT_IN_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}")
_BROKEN = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

Path = tuple[str | int, ...]
"""Where a value stands: the keys and numbers (from 0) that lead to it."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Line and column, from 1."""

    line: int
    column: int


START = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong, where."""

    place: Place
    words: str


@dataclass(slots=True)
class Reading:
    """A document as values; `values` and `keys` say where each stands, and `complaints` what it may not have.
    `is_whole` where it was read to its end: only then is `value` to be judged."""

    value: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    is_whole: bool = False


def parsed(text: str) -> Reading:
    """Reads one document. Total: whatever is wrong is a complaint."""
    reading = Reading()
    strange = _NOT_IN_YAML.search(text)
    if strange is not None:
        line = text.count("\n", 0, strange.start()) + 1
        column = strange.start() - text.rfind("\n", 0, strange.start())
        words = "a control character; take it out, or write it as an escape in double quotes"
        reading.complaints.append(Complaint(Place(line, column), words))
        return reading
    building = _Building(reading)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            building.take(event)
    except _Stopped:
        return reading
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = ", ".join(filter(None, (error.context, error.problem))) or "it cannot be read"
        words = f"not YAML: {said}; indent with spaces, and put texts with : or # in quotes"
        reading.complaints.append(Complaint(_place(mark) if mark is not None else START, words))
        return reading
    except yaml.YAMLError:
        reading.complaints.append(Complaint(START, "not YAML: it holds a character that may not stand in a text"))
        return reading
    if not building.documents:
        reading.complaints.append(Complaint(START, "the file is empty; it must hold one plan"))
        return reading
    reading.is_whole = True
    return reading


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


class _Stopped(Exception):
    """There is no use in reading on."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that has begun and not ended; `key` is the mapping's that awaits its value."""

    path: Path
    content: dict[str, Any] | list[Any]
    key: str | None = None


class _Building:
    """Puts the parser's events together."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._open: list[_Open] = []
        self.documents = 0

    def take(self, event: Any) -> None:
        """The next event."""
        self._refuse_marks(event)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._stop(event, "a second document begins here; one file holds one plan")
            case yaml.AliasEvent():
                self._complain(event, "an alias (*); write out what it stands for")
                self._value(event, None)
            case yaml.MappingStartEvent():
                self._begin(event, {})
            case yaml.SequenceStartEvent():
                self._begin(event, [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
            case yaml.ScalarEvent():
                self._scalar(event)

    def _scalar(self, event: Any) -> None:
        if _CONTROL.search(event.value):
            self._complain(event, "a text with a control character; only line breaks may stand in a text")
        top = self._open[-1] if self._open else None
        if top is None or not isinstance(top.content, dict) or top.key is not None:
            self._value(event, _resolved(event.value) if event.implicit[0] else event.value)
            return
        top.key = event.value
        if top.key == "<<":
            self._complain(event, "a merge key (<<); write out what it stands for")
        elif top.key in top.content:
            self._complain(event, "the same key for the second time; keep one")
        else:
            self._reading.keys[(*top.path, top.key)] = _place(event.start_mark)

    def _begin(self, event: Any, content: dict[str, Any] | list[Any]) -> None:
        if len(self._open) == MAX_DEPTH:
            self._stop(event, f"more than {MAX_DEPTH} lists and mappings in one another")
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.content, dict) and top.key is None:
            self._stop(event, "a key that is a list or mapping; a key must be a word")
        self._open.append(_Open(self._value(event, content), content))

    def _value(self, event: Any, value: Any) -> Path:
        """Puts a value where it belongs; of two with one key the first stands."""
        if not self._open:
            self._reading.value = value
            self._reading.values[()] = _place(event.start_mark)
            return ()
        top = self._open[-1]
        if isinstance(top.content, list):
            path: Path = (*top.path, len(top.content))
            top.content.append(value)
        else:
            if top.key is None:
                self._stop(event, "a key that is an alias; a key must be a word")
            key, top.key = str(top.key), None
            path = (*top.path, key)
            if key in top.content or key == "<<":
                return (*path, "")
            top.content[key] = value
        self._reading.values[path] = _place(event.start_mark)
        return path

    def _refuse_marks(self, event: Any) -> None:
        if getattr(event, "anchor", None) is not None and not isinstance(event, yaml.AliasEvent):
            self._complain(event, "an anchor (&); write what is meant where it is meant")
        if getattr(event, "tag", None) is not None:
            self._complain(event, "a tag (!); plain texts, numbers, lists and mappings are all that a plan has")

    def _complain(self, event: Any, words: str) -> None:
        self._reading.complaints.append(Complaint(_place(event.start_mark), words))

    def _stop(self, event: Any, words: str) -> None:
        self._complain(event, words)
        raise _Stopped


def _resolved(text: str) -> Any:
    """A plain word as YAML 1.2's JSON schema has it, without the numbers that no plan needs."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _BROKEN.fullmatch(text) else text


def parents(path: Path) -> Iterator[Path]:
    """The path itself and all that lead to it, the nearest first."""
    return (path[:length] for length in range(len(path), -1, -1))
