"""One row of a JSON document, read by itself, and what is wrong with it in the format's own names alone."""

import re
from typing import TypeVar

import msgspec

from console.adapters.files.checks import RowCheck, looks_like_door_code
from console.adapters.files.imported import Problem

Row = TypeVar("Row", bound=msgspec.Struct)

_UNKNOWN_NAME = re.compile(r"Object contains unknown field `(.*?)`(?: - at|$)", re.DOTALL)
_MISSING_NAME = re.compile(r"Object missing required field `(\w+)`")
_PLACE = re.compile(r" - at `\$\.?([^`]*)`")
_ITEM = re.compile(r"(\w+?)s\[(\d+)\]\.?")


def read_row(raw: msgspec.Raw, kind: type[Row], check: RowCheck) -> Row | None:
    """The row, typed; or None, with what is wrong noted."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError as error:
        check.fault(*what_is_wrong(error))
    except (msgspec.DecodeError, RecursionError):
        check.fault("", Problem.NOT_JSON)
    return None


def what_is_wrong(error: msgspec.ValidationError) -> tuple[str, Problem]:
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
