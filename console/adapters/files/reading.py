"""`read` and `read_plan`: the ways into an import file, whatever its format.

The library of calendars is loaded where one is read: it takes a tenth of a second."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from console.adapters.files.decisions_csv import is_decisions_sheet, read_decisions_csv
from console.adapters.files.decisions_json import is_decisions, read_decisions_json
from console.adapters.files.imported import MAX_BYTES, ImportedFile, Problem, RowError, Section
from console.adapters.files.residents_csv import read_csv
from console.adapters.files.residents_json import read_json
from console.adapters.files.staff_csv import read_staff_csv, staff_sheet
from console.adapters.files.staff_json import is_staff, read_staff_json
from console.adapters.files.staff_rules import CalendarOf
from console.domain.ids import MunicipalityId
from console.domain.night import NOON


class Encoding(StrEnum):
    """How the text of a file is written. Windows-1252 is never guessed: it must be declared."""

    UTF_8 = "utf-8"
    WINDOWS_1252 = "windows-1252"


def read(
    path: Path,
    municipality: MunicipalityId | None = None,
    *,
    encoding: Encoding = Encoding.UTF_8,
    today: date | None = None,
    night_begins: int = NOON,
) -> ImportedFile:
    """What a `.json` or `.csv` file holds: residents, decisions about supervision, or staff and their plan, as its
    `format` or its heads say. A calendar is `read_plan`'s.

    Total: whatever is wrong is told in `errors`, nothing is raised.

    With `municipality` every row must belong to it, and a CSV row that names none does. Without, a JSON document names
    its own, and each CSV row must name one (whether it exists is the caller's to know). With `today` nobody is born
    later. No look lies across `night_begins`, a local minute. Bound to the size, not to the source: the caller vouches
    for who may import.
    """
    suffix = path.suffix.lower()
    if suffix not in (".json", ".csv"):
        return _whole(Problem.UNKNOWN_FORMAT, ".json or .csv")
    payload = _load(path)
    if isinstance(payload, ImportedFile):
        return payload
    if suffix == ".json" and encoding is not Encoding.UTF_8:
        return _whole(Problem.WRONG_ENCODING, "JSON is always UTF-8")
    try:
        text = payload.decode("utf-8-sig" if encoding is Encoding.UTF_8 else "cp1252")
    except UnicodeDecodeError as error:
        return _whole(Problem.WRONG_ENCODING, f"not {encoding.value} at byte {error.start}")
    born_by = today or date(2100, 1, 1)
    if suffix == ".json":
        document = text.encode()
        if is_decisions(document):
            return read_decisions_json(document, municipality, night_begins)
        if is_staff(document):
            return read_staff_json(document, municipality)
        return read_json(document, municipality, born_by)
    if is_decisions_sheet(text):
        return read_decisions_csv(text, municipality, night_begins)
    if (sheet := staff_sheet(text)) is not None:
        return read_staff_csv(text, sheet, municipality)
    return read_csv(text, municipality, born_by)


def read_plan(path: Path, what: CalendarOf | None, now: datetime) -> ImportedFile:
    """The shifts or visits of an `.ics` file, from a day before `now` on. Total, as `read`. `what` is None where it was
    not said what the calendar is of."""
    payload = _load(path)
    if isinstance(payload, ImportedFile):
        return payload
    if what is None:
        return _whole(Problem.SHIFTS_OR_VISITS)
    from console.adapters.files.calendars import read_calendar

    return read_calendar(payload, what, now)


def _load(path: Path) -> bytes | ImportedFile:
    try:
        if not path.is_file():
            return _whole(Problem.CANNOT_BE_READ, "there is no such file")
        with path.open("rb") as file:
            payload = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return _whole(Problem.CANNOT_BE_READ)
    if len(payload) > MAX_BYTES:
        return _whole(Problem.TOO_LARGE, f"at most {MAX_BYTES // 1024 // 1024} MB")
    return payload


def _whole(problem: Problem, detail: str = "") -> ImportedFile:
    return ImportedFile(errors=(RowError(Section.FILE, 0, "", problem, detail),))
