"""Lines for spreadsheets: nothing that others wrote becomes a formula, breaks a line or moves a column."""

import csv

import pytest

from console.bootstrap.csv_lines import csv_line


def cells(line: str) -> list[str]:
    """What a spreadsheet would read."""
    [row] = csv.reader([line], delimiter=";")
    return row


@pytest.mark.parametrize("formula", ["=1+1", "+46", "-2", "@SUM(A1)", '=HYPERLINK("http://x";"y")', " =1", "\t=1"])
def test_what_would_be_a_formula_is_a_text(formula: str) -> None:
    [cell, other] = cells(csv_line([formula, "b"]))
    assert cell[0] == "'"
    assert other == "b"


def test_texts_and_numbers_come_back_as_they_were() -> None:
    assert cells(csv_line(["astrid", 'sa "nej"; gick', "Björk", 0, 12])) == [
        "astrid", 'sa "nej"; gick', "Björk", "0", "12",
    ]  # fmt: skip


def test_a_negative_number_is_a_number() -> None:
    assert csv_line([-2]) == "-2"


def test_a_cell_can_neither_break_the_line_nor_steer_a_terminal() -> None:
    line = csv_line(["a\r\nb\x1b[2J\u2028c"])
    assert line.isprintable()
    assert cells(line) == ["a  b [2J c"]
