"""A JSON document of ours, its rows one by one, and what is wrong with either in the format's own names alone."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import msgspec

from console.adapters.files.checks import RowCheck, Rules, looks_like_door_code
from console.adapters.files.imported import MAX_ROWS, Findings, Problem, Section

Row = TypeVar("Row", bound=msgspec.Struct)


class Headed(Protocol):
    """A document says what it is."""

    @property
    def format(self) -> str: ...

    @property
    def version(self) -> int: ...


Document = TypeVar("Document", bound=Headed)


@dataclass(frozen=True, slots=True)
class Form(Generic[Document]):
    """A kind of document: its type, its name and version, and the sections that are counted."""

    kind: type[Document]
    name: str
    version: int
    sections: Callable[[Document], Sequence[Sequence[msgspec.Raw]]]


_UNKNOWN_NAME = re.compile(r"Object contains unknown field `(.*?)`(?: - at|$)", re.DOTALL)
_MISSING_NAME = re.compile(r"Object missing required field `(\w+)`")
_PLACE = re.compile(r" - at `\$\.?([^`]*)`")
_ITEM = re.compile(r"(\w+?)s\[(\d+)\]\.?")


def read_document(payload: bytes, form: Form[Document], findings: Findings) -> Document | None:
    """The document, its rows still raw; or None, with what is wrong noted."""
    try:
        document = msgspec.json.decode(payload, type=form.kind)
    except msgspec.ValidationError as error:
        findings.add(Section.FILE, 0, *_what_is_wrong(error))
        return None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        findings.add(Section.FILE, 0, "", Problem.NOT_JSON)
        return None
    if document.format != form.name or document.version != form.version:
        findings.add(Section.FILE, 0, "format", Problem.UNKNOWN_FORMAT, f"{form.name}, version {form.version}")
        return None
    if max(len(section) for section in form.sections(document)) > MAX_ROWS:
        findings.add(Section.FILE, 0, "", Problem.TOO_MANY_ROWS, f"at most {MAX_ROWS} of a kind")
        return None
    return document


def rows_of(
    raws: Sequence[msgspec.Raw], kind: type[Row], section: Section, findings: Findings, rules: Rules
) -> Iterator[tuple[Row, RowCheck]]:
    """The rows of one section that can be read, each with its check; what is wrong with the others is noted."""
    for number, raw in enumerate(raws, start=1):
        check = RowCheck(findings, section, number, rules)
        row = _read_row(raw, kind, check)
        if row is not None:
            yield row, check


def _read_row(raw: msgspec.Raw, kind: type[Row], check: RowCheck) -> Row | None:
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError as error:
        check.fault(*_what_is_wrong(error))
    except (msgspec.DecodeError, RecursionError):
        check.fault("", Problem.NOT_JSON)
    return None


def _what_is_wrong(error: msgspec.ValidationError) -> tuple[str, Problem]:
    """The field and the problem; of msgspec's words only names of the format's own fields are kept."""
    words = str(error)
    place = _PLACE.search(words)
    path = place[1].replace("ladders[...]", "ladders rungs") if place else ""  # the class is not said
    where = _ITEM.sub(lambda item: f"{item[1]} {int(item[2]) + 1} ", path).replace(".", " ").strip()
    if unknown := _UNKNOWN_NAME.match(words):
        return where, Problem.DOOR_CODE if looks_like_door_code(unknown[1]) else Problem.UNKNOWN_FIELD
    if missing := _MISSING_NAME.match(words):
        return f"{where} {missing[1]}".strip(), Problem.MISSING
    return where, Problem.WRONG_TYPE
