"""A sheet, whatever it holds: its rows, its heads in any spelling, and the cells that could harm."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

from console.adapters.files.checks import RowCheck, looks_like_door_code
from console.adapters.files.imported import MAX_ROWS, Findings, Problem, Section

Cells = dict[str, str]

FORMULA = re.compile(r"[=@]|[+-](?!\s)(?![0-9 ()./-]*$)")
"""How a cell begins that a spreadsheet would take for a formula."""

_YES = frozenset({"ja", "yes", "x", "1", "true", "sant"})
_NO = frozenset({"", "nej", "no", "0", "false", "falskt"})


def rows_of(
    text: str, named: Callable[[str], str | None], required: Iterable[str], findings: Findings
) -> Iterator[tuple[int, Cells]]:
    """Each row by the format's names of its columns, numbered as a sheet shows it; none where a required column is
    missing. `named` gives the name for a `plain` head. What is wrong with the sheet itself is noted."""
    rows = records(text, findings)
    _, heads = next(rows, (1, []))
    columns = _columns_of(heads, named, findings)
    missing = [name for name in required if name not in columns.values()]
    for name in missing:
        findings.add(Section.ROWS, 1, name, Problem.MISSING)
    for number, cells in rows if not missing else ():
        if number > MAX_ROWS + 1:
            findings.add(Section.FILE, 0, "", Problem.TOO_MANY_ROWS, f"at most {MAX_ROWS}")
            return
        if len(cells) < len(heads) or any(cells[len(heads) :]):
            findings.add(Section.ROWS, number, "", Problem.NOT_CSV, "as many cells as heads")
        else:
            yield number, {name: cells[place].strip(" \u00a0") for place, name in columns.items()}


def records(text: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, numbered as a sheet shows them; ends with an error where the quoting is broken."""
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error:
            findings.add(Section.ROWS, number, "", Problem.NOT_CSV, "the reading ends here")
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield number, cells


def plain(head: str) -> str:
    """A head without case, with `_`, `-` and spaces alike."""
    return " ".join(re.split(r"[\s_-]+", unicodedata.normalize("NFC", head).casefold())).strip()


def _columns_of(heads: list[str], named: Callable[[str], str | None], findings: Findings) -> dict[int, str]:
    """The format's name of each column by its place; `named` is asked for that of a `plain` head. Of heads that are
    none of the format's nothing is repeated."""
    columns: dict[int, str] = {}
    for place, head in enumerate(heads):
        name = named(plain(head))
        if name is not None and name not in columns.values():
            columns[place] = name
        elif name is not None:
            findings.add(Section.ROWS, 1, name, Problem.DUPLICATE)
        elif head.strip():
            problem = Problem.DOOR_CODE if looks_like_door_code(head) else Problem.UNKNOWN_FIELD
            findings.add(Section.ROWS, 1, f"column {place + 1}", problem)
    return columns


def word(cell: str, swedish: Mapping[str, str]) -> str:
    """The format's word for what the cell says, in Swedish or in the format's own; not checked."""
    found = " ".join(cell.casefold().split())
    return swedish.get(found, found.replace(" ", "_"))


def is_yes(field: str, cell: str, check: RowCheck) -> bool:
    """Whether the cell says yes; an empty one says no."""
    word = cell.casefold()
    if word not in _YES and word not in _NO:
        check.fault(field, Problem.BAD_WORD, "ja, nej, yes, no")
    return word in _YES
