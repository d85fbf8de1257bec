"""JSON and its values, read with suspicion: each reader returns what its type says or raises `Unreadable`.

An `Unreadable` names the field and what was asked of it, and never echoes a value: explanations reach logs
and screens.
"""

import json
import re
import sys
from collections.abc import Sequence as Many
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NoReturn, TypeVar

from console.domain.report import Fault

Object = dict[str, object]
Word = TypeVar("Word", bound=StrEnum)

MAX_WHOLE = 2**63 - 1
"""The greatest whole number that both databases can keep."""

_FLOAT_MAX = sys.float_info.max
_LONGEST_INT = 19

# Control characters, line and paragraph separators, and the marks that turn the direction of text: each could
# forge a line in a log or show a text as other than it is.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d):(\d\d)(\.\d{1,30})?(Z|[+-]\d\d:[0-5]\d)", re.ASCII | re.IGNORECASE
)
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)


class Unreadable(Exception):
    """The message, or one part of it, is not what the contract says."""

    def __init__(self, fault: Fault, explanation: str) -> None:
        super().__init__(explanation)
        self.fault = fault
        self.explanation = explanation


def bad_field(explanation: str) -> Unreadable:
    """The commonest fault: a field that is missing or not what the contract asks."""
    return Unreadable(Fault.BAD_FIELD, explanation)


class _DuplicateKey(ValueError):
    pass


class _NotANumber(ValueError):
    pass


def _object(pairs: list[tuple[str, object]]) -> Object:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _DuplicateKey
    return made


def _whole_or_float(digits: str) -> int | float:
    # int() takes quadratic time and refuses 4,300 digits; no field of ours holds more than 63 bits.
    return int(digits) if len(digits) <= _LONGEST_INT else float(digits)


def _constant(_: str) -> NoReturn:
    raise _NotANumber


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_whole_or_float, parse_constant=_constant)


def read_json(payload: bytes) -> object:
    """The payload as JSON (RFC 8259), without NaN, Infinity or a key twice. Raises Unreadable(NOT_JSON)."""
    if not payload:
        raise Unreadable(Fault.NOT_JSON, "the payload is empty")
    try:
        value: object = _DECODER.decode(payload.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable(Fault.NOT_JSON, f"the payload is not UTF-8 at byte {error.start}") from error
    except RecursionError as error:
        raise Unreadable(Fault.NOT_JSON, "the payload is nested too deeply") from error
    except _DuplicateKey as error:
        raise Unreadable(Fault.NOT_JSON, "an object in the payload has the same key twice") from error
    except _NotANumber as error:
        raise Unreadable(Fault.NOT_JSON, "NaN and Infinity are not JSON") from error
    except json.JSONDecodeError as error:
        raise Unreadable(Fault.NOT_JSON, f"the payload is not JSON at character {error.pos}") from error
    return value


def clean(text: str) -> str:
    """The text without what could forge a line: unseen characters become a space, lone surrogates U+FFFD."""
    if text.isprintable():
        return text
    return _SURROGATE.sub("\ufffd", _UNSEEN.sub(" ", text))


def is_plain(text: str) -> bool:
    """Whether the text can stand in an identity: seen characters only (CloudEvents 1.0, type String), no
    space."""
    return text.isprintable() and " " not in text


def read_text(value: object, name: str, limit: int, *, least: int = 0) -> str:
    """A text of `least` to `limit` characters, cleaned."""
    if not isinstance(value, str) or not least <= len(value) <= limit:
        raise bad_field(f"{name} must be a text of {least} to {limit} characters")
    return clean(value)


def cut_text(value: object, name: str, limit: int) -> str:
    """A text, cleaned and cut at `limit` characters."""
    if not isinstance(value, str):
        raise bad_field(f"{name} must be a text")
    return clean(value[:limit])


def read_plain(value: object, name: str, limit: int) -> str:
    """An identity of 1 to `limit` seen characters without a space."""
    if not isinstance(value, str) or not 1 <= len(value) <= limit or not is_plain(value):
        raise bad_field(f"{name} must be a text of 1 to {limit} characters without spaces or control characters")
    return value


def read_word(value: object, name: str, words: type[Word]) -> Word:
    """One of the words of an enumeration."""
    for word in words:
        if word.value == value:
            return word
    raise bad_field(f"{name} must be one of {', '.join(words)}")


def read_choice(value: object, name: str, words: Many[str]) -> str:
    """One of `words`."""
    if not isinstance(value, str) or value not in words:
        raise bad_field(f"{name} must be one of {', '.join(words)}")
    return value


def read_number(value: object, name: str, low: float = -_FLOAT_MAX, high: float = _FLOAT_MAX) -> float:
    """A finite number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        bounds = f" from {low:g} to {high:g}" if high < _FLOAT_MAX else ""
        raise bad_field(f"{name} must be a number{bounds}")
    return float(value)


def read_whole(value: object, name: str, low: int, high: int) -> int:
    """A whole number from `low` to `high`; 80.0 is one, as in JSON Schema."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise bad_field(f"{name} must be a whole number from {low} to {high}")
    return value


def read_flag(value: object, name: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise bad_field(f"{name} must be true or false")
    return value


def read_object(value: object, name: str) -> Object:
    """A JSON object."""
    if not isinstance(value, dict):
        raise bad_field(f"{name} must be an object")
    return value


def read_list(value: object, name: str, most: int, *, least: int = 0) -> list[object]:
    """A JSON array of `least` to `most` items."""
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise bad_field(f"{name} must be an array of {least} to {most} items")
    return value


def read_moment(value: object, name: str) -> datetime:
    """A moment of RFC 3339 with its offset, as UTC, cut at the microsecond.

    Second 60 (a leap second) is the first moment of the next minute. A moment that UTC has no year for (a
    device whose clock says year 1 east of Greenwich) becomes the first or last one there is: a bad clock
    loses no alarm.
    """
    if isinstance(value, int | float):
        raise bad_field(f"{name} is a number; RFC 3339 with an offset is asked for")
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise bad_field(f"{name} must be a moment of RFC 3339 with an offset")
    day, minute, second, fraction, offset = found.groups()
    is_leap = second == "60"
    text = f"{day}T{minute}:{'59' if is_leap else second}{(fraction or '')[:7]}{offset.upper()}"
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        raise bad_field(f"{name} is not a moment that exists") from None
    try:
        at = local.astimezone(UTC)
        return at + timedelta(seconds=1) if is_leap else at
    except OverflowError:
        return _EARLIEST if local.year == 1 else _LATEST


def write_moment(at: datetime) -> str:
    """An aware moment as RFC 3339 in UTC with milliseconds and `Z`. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("a naive moment has no place in a message")
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
