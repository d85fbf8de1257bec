"""The rules that one value must pass: texts, ids, words, dates, telephone and personal numbers.

A `RowCheck` gives the value in the domain's form, or notes what is wrong and gives something empty: all errors of a row
are found at once, and `is_good` tells whether the row may be used.
"""

import math
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

import phonenumbers
from personnummer import personnummer

from console.adapters.files.imported import Findings, Problem, Section, Spot

Word = TypeVar("Word", bound=Enum)

ID_GRAMMAR = re.compile(r"[A-Za-z0-9._:-]{1,128}")
"""The grammar of the stream contract's device level: what has an id here must be able to stand in a topic."""
LEVEL_GRAMMAR = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
CENTRE = "centre"
"""A level of the stream contract's topics that no municipality may have as its id."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DOOR_CODE_NAME = re.compile(r"kod|code|\bpin\b", re.IGNORECASE)
_DOOR_CODE_TEXT = re.compile(
    r"(?:kod|code|\bpin)(?:en|er|lås|låset|nummer|number)?\W{0,4}(?:(?:är|is)\W{0,3})?\d(?:\W?\d){2}", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PHONE = re.compile(r"\+?[0-9 ()./\-\u00a0]{3,40}", re.ASCII)
_PERSONAL_NUMBER = re.compile(r"(?:(\d\d)?(\d{6})[-+]?(\d{4}))", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_EARLIEST_BIRTH, _LATEST_BIRTH = date(1890, 1, 1), date(2100, 1, 1)


def looks_like_door_code(name: str) -> bool:
    """Whether the name of an unknown field or column promises a code to a door (portkod, dörrkod, door_code)."""
    return _DOOR_CODE_NAME.search(name) is not None


def holds_door_code(text: str) -> bool:
    """Whether a text seems to tell the code to a door."""
    return _DOOR_CODE_TEXT.search(text) is not None


@dataclass(slots=True)
class Rules:
    """What holds for the whole file. `invented`: its personal numbers must be invalid, so that they mean nobody."""

    invented: bool = False
    born_by: date = _LATEST_BIRTH
    phones: dict[str, str | None] | None = None


class RowCheck:
    """The checks of one row."""

    def __init__(self, findings: Findings, section: Section, row: int, rules: Rules) -> None:
        self.spot = Spot(section, row)
        self._findings = findings
        self._rules = rules
        self._has_errors = False

    def is_good(self) -> bool:
        """Whether nothing has been wrong so far."""
        return not self._has_errors

    def fault(self, field: str, problem: Problem, detail: str = "") -> None:
        """Notes an error of this row."""
        self._has_errors = True
        self._findings.add(self.spot.section, self.spot.row, field, problem, detail)

    def text(self, field: str, value: str, limit: int, *, required: bool = False) -> str:
        """A text as it stands, without white space at its ends; no control characters, no door code."""
        text = value.strip(" \u00a0")
        if _CONTROL.search(text):
            self.fault(field, Problem.CONTROL_CHARACTER)
        elif len(text) > limit:
            self.fault(field, Problem.TOO_LONG, f"at most {limit} characters")
        elif required and not text:
            self.fault(field, Problem.MISSING)
        elif _DOOR_CODE_TEXT.search(text):
            self.fault(field, Problem.DOOR_CODE)
        else:
            return text
        return ""

    def id(self, field: str, value: str, grammar: re.Pattern[str] = ID_GRAMMAR) -> str:
        """An id that can stand in a topic."""
        if not value:
            self.fault(field, Problem.MISSING)
        elif not grammar.fullmatch(value) or (grammar is LEVEL_GRAMMAR and value == CENTRE):
            self.fault(field, Problem.BAD_ID)
        else:
            return value
        return ""

    def count(self, field: str, found: int, most: int) -> bool:
        """Whether there are not too many of something."""
        if found > most:
            self.fault(field, Problem.TOO_MANY, f"at most {most}")
        return found <= most

    def word(self, field: str, value: str, words: dict[str, Word], otherwise: Word) -> Word:
        """One of the allowed words."""
        found = words.get(value.strip().casefold())
        if found is None:
            allowed = ", ".join(words) if len(words) <= 24 else "see the documentation"
            self.fault(field, Problem.BAD_WORD, allowed)
            return otherwise
        return found

    def language(self, field: str, value: str) -> str:
        """A language's code (ISO 639), two or three small letters."""
        if not _LANGUAGE.fullmatch(value):
            self.fault(field, Problem.BAD_WORD, "ISO 639, as sv or fi")
        return value

    def birth(self, field: str, value: str) -> date:
        """A day of birth, YYYY-MM-DD, not before 1890 and not to come."""
        try:
            born = date.fromisoformat(value) if _DATE.fullmatch(value) else None
        except ValueError:
            born = None
        if not value:
            self.fault(field, Problem.MISSING)
        elif born is None or not _EARLIEST_BIRTH <= born <= self._rules.born_by:
            self.fault(field, Problem.BAD_DATE, "YYYY-MM-DD")
        else:
            return born
        return _EARLIEST_BIRTH

    def whole(self, field: str, value: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        if not low <= value <= high:
            self.fault(field, Problem.BAD_NUMBER, f"{low} to {high}")
        return value

    def degrees(self, field: str, value: float | None, most: float) -> float | None:
        """Degrees from -`most` to `most`, or None."""
        if value is not None and not (math.isfinite(value) and -most <= value <= most):
            self.fault(field, Problem.BAD_NUMBER, f"-{most:g} to {most:g}")
            return None
        return value

    def phone(self, field: str, value: str) -> str:
        """A telephone number in E.164; one without a country's code is Swedish. Empty stays empty."""
        value = value.strip()
        if not value:
            return ""
        known = self._rules.phones
        if known is None or value not in known:
            number = _as_e164(value)
            if known is not None:
                known[value] = number
        else:
            number = known[value]
        if number is None:
            self.fault(field, Problem.BAD_PHONE)
            return ""
        return number

    def personal_number(self, field: str, value: str, born: date) -> str:
        """A personal or co-ordination number as YYYYMMDD-NNNN; ten digits take the century of `born`.

        The Tax Agency's test numbers are valid by form. In a file of invented people only invalid ones are allowed.
        """
        if not value:
            return ""
        parts = _PERSONAL_NUMBER.fullmatch(value)
        if parts is None:
            self.fault(field, Problem.BAD_PERSONAL_NUMBER)
            return ""
        century, day, last = parts.groups()
        day = (century or _century(int(day[:2]), born)) + day
        if personnummer.valid(day + last) == self._rules.invented:
            is_real = self._rules.invented
            self.fault(field, Problem.REAL_PERSONAL_NUMBER if is_real else Problem.BAD_PERSONAL_NUMBER)
            return ""
        return f"{day}-{last}"


def _as_e164(value: str) -> str | None:
    if not _PHONE.fullmatch(value):
        return None
    try:
        number = phonenumbers.parse(value, "SE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _century(year: int, born: date) -> str:
    """The century that puts a year of two digits nearest to the birth."""
    return min(("18", "19", "20"), key=lambda century: abs(int(century) * 100 + year - born.year))
