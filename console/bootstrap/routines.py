"""The routine for blindness, read from a file: the centre's own, or the shipped one.

The routine is needed when everything else is broken, so there always is one: a file that cannot be used is told of (in
the routine itself, in the log and by `vaka doctor`), and the shipped one stands in.
"""

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from console.config import Config
from console.domain.routine import FIELDS, Deed, Routine, RoutineStep, fields_of

log = logging.getLogger(__name__)

FOLDER = Path(str(files("console"))).parent / "resources" / "routines"
LANGUAGES = ("sv", "en")
MOST_STEPS = 12
LONGEST_TEXT = 200
MOST_BYTES = 64_000


class RoutineError(Exception):
    """The file is no routine. The text is one plain English sentence a problem."""


def routines(config: Config, *, tell: bool = True) -> Mapping[str, Routine]:
    """By language. A centre's own is in one language and stands for each. Never raises for a centre's file; `tell`:
    a bad one is logged."""
    shipped = {language: read(FOLDER / f"blind.{language}.toml") for language in LANGUAGES}
    if not config.centre.routine:
        return shipped
    try:
        return dict.fromkeys(LANGUAGES, read(Path(config.centre.routine)))
    except RoutineError as error:
        complaint = f"{config.centre.routine} cannot be used, so the shipped routine stands: {error}"
        if tell:
            log.error("%s", complaint)
        return {language: replace(routine, complaint=complaint) for language, routine in shipped.items()}


def read(file: Path) -> Routine:
    """The routine in a file. Raises RoutineError, which tells all that is wrong at once."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise RoutineError(f"it cannot be read: {error.strerror}") from None
    if len(content) > MOST_BYTES:
        raise RoutineError(f"it is larger than {MOST_BYTES} bytes")
    try:
        return parse(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RoutineError("it is not UTF-8") from None


def parse(text: str) -> Routine:
    """The routine in a text of TOML. Raises RoutineError."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise RoutineError(f"it is not TOML: {error}") from None
    problems = [f"{name} is not known" for name in sorted(set(table) - {"id", "version", "title", "steps"})]
    id_, title = _line(table, "id", "", problems), _line(table, "title", "", problems)
    version = table.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        problems.append("version must be a whole number from 1")
        version = 1
    listed = table.get("steps")
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_STEPS:
        problems.append(f"there must be 1 to {MOST_STEPS} [[steps]]")
        listed = []
    steps = tuple(_step(number, step, problems) for number, step in enumerate(listed, 1))
    if problems:
        raise RoutineError("; ".join(problems))
    return Routine(id_, version, title, steps)


def _step(number: int, step: object, problems: list[str]) -> RoutineStep:
    where = f" of step {number}"
    if not isinstance(step, dict):
        problems.append(f"step {number} must be a [[steps]] section")
        return RoutineStep("")
    problems += [f"{name}{where} is not known" for name in sorted(set(step) - {"text", "deed"})]
    text = _line(step, "text", where, problems)
    try:
        unknown = sorted(fields_of(text) - FIELDS)
    except ValueError:
        problems.append(f"text{where} has a brace that fits no field; fields are {{centre}} and {{time}}")
        return RoutineStep("")
    problems += [f"text{where} has the field {name!r}; fields are {{centre}} and {{time}}" for name in unknown]
    deed = step.get("deed")
    if deed is not None and deed not in [each.value for each in Deed]:
        problems.append(f"deed{where} must be one of {', '.join(Deed)}")
        deed = None
    return RoutineStep(text, Deed(deed) if deed is not None else None)


def _line(table: Mapping[str, object], name: str, where: str, problems: list[str]) -> str:
    """One line of printable text."""
    value = table.get(name)
    if isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_TEXT and value.isprintable():
        return value.strip()
    problems.append(f"{name}{where} must be one line of text, at most {LONGEST_TEXT} characters")
    return ""
