"""Lines of CSV for people's spreadsheets: semicolons between, which Swedish ones open as they are.

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection): ids come from
files that others wrote.
"""

import csv
import io
from collections.abc import Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_line(cells: Sequence[str | int]) -> str:
    """One line without its end. What could break the line or steer a terminal becomes a space."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="").writerow([_cell(cell) for cell in cells])
    return written.getvalue()


def _cell(cell: str | int) -> str | int:
    """A number is written as it is: only a text can be a formula."""
    if isinstance(cell, int):
        return cell
    guarded = f"'{cell}" if cell.lstrip(" \N{NO-BREAK SPACE}").startswith(_FORMULA) else cell
    return "".join(sign if sign.isprintable() else " " for sign in guarded)
