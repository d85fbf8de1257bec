"""Staff, shifts and visits as sheets: one row a responder, a shift or a visit.

The heads are Swedish or English. A row is taken whole or not at all; an empty cell has the value that the format gives
what is left out.
"""

from collections.abc import Callable
from enum import StrEnum

from console.adapters.files.checks import LEVEL_GRAMMAR, RowCheck, Rules
from console.adapters.files.imported import Findings, ImportedFile, Problem, Section
from console.adapters.files.sheet import FORMULA, Cells, is_yes, plain, records, rows_of, word
from console.adapters.files.staff_columns import (
    PLAN_REQUIRED,
    SHIFT_COLUMNS,
    SHIFT_HEADS,
    STAFF_COLUMNS,
    STAFF_HEADS,
    STAFF_REQUIRED,
    SWEDISH_SKILLS,
    SWEDISH_TRANSPORTS,
    VISIT_COLUMNS,
    VISIT_HEADS,
)
from console.adapters.files.staff_rows import ResponderRow, ShiftRow, VisitRow
from console.adapters.files.staff_rules import Roster, responder_of, shift_of, visit_of
from console.domain.ids import MunicipalityId


class StaffSheet(StrEnum):
    """What a sheet is of."""

    STAFF = "staff"
    SHIFTS = "shifts"
    VISITS = "visits"


Take = Callable[[Cells, MunicipalityId, RowCheck], None]

_COLUMNS = {
    StaffSheet.STAFF: (STAFF_COLUMNS, STAFF_REQUIRED),
    StaffSheet.SHIFTS: (SHIFT_COLUMNS, PLAN_REQUIRED),
    StaffSheet.VISITS: (VISIT_COLUMNS, PLAN_REQUIRED),
}


def staff_sheet(text: str) -> StaffSheet | None:
    """What its heads say that it is of; None where that is no staff."""
    _, cells = next(records(text, Findings()), (1, []))
    heads = {plain(cell) for cell in cells}
    if heads & VISIT_HEADS:
        return StaffSheet.VISITS
    if heads & SHIFT_HEADS:
        return StaffSheet.SHIFTS
    return StaffSheet.STAFF if all(heads & those for those in STAFF_HEADS) else None


def read_staff_csv(text: str, kind: StaffSheet, only: MunicipalityId | None) -> ImportedFile:
    """The sheet's good rows and errors. Never raises for what the text holds."""
    findings, roster, rules = Findings(), Roster(), Rules(phones={})
    columns, required = _COLUMNS[kind]
    asked = [name for name in required if not (name == "municipality" and only)]
    take = {
        StaffSheet.STAFF: lambda cells, tenant, check: _take_responder(roster, cells, tenant, check),
        StaffSheet.SHIFTS: lambda cells, tenant, check: _take_shift(roster, cells, tenant, check),
        StaffSheet.VISITS: lambda cells, tenant, check: _take_visit(roster, cells, tenant, check),
    }[kind]
    for number, cells in rows_of(text, columns.get, asked, findings):
        _take(dict.fromkeys(columns.values(), "") | cells, RowCheck(findings, Section.ROWS, number, rules), only, take)
    return roster.imported(findings)


def _take(cells: Cells, check: RowCheck, only: MunicipalityId | None, take: Take) -> None:
    """One row: all of it, or nothing and its errors."""
    for name, cell in cells.items():
        if FORMULA.match(cell):
            check.fault(name, Problem.FORMULA)
    if not check.is_good():
        return
    tenant = MunicipalityId(check.id("municipality", cells["municipality"] or only or "", LEVEL_GRAMMAR))
    if only is not None and tenant and tenant != only:
        check.fault("municipality", Problem.OTHER_MUNICIPALITY)
    take(cells, tenant, check)


def _take_responder(roster: Roster, cells: Cells, tenant: MunicipalityId, check: RowCheck) -> None:
    alone = cells["may_go_alone"]
    row = ResponderRow(
        id=cells["id"],
        sender=cells["sender"],
        name=cells["name"],
        phone=cells["phone"],
        skills=[word(part, SWEDISH_SKILLS) for part in _parts(cells["skills"])],
        languages=[part.casefold() for part in _parts(cells["languages"])] or ["sv"],
        opens_locks=is_yes("opens_locks", cells["opens_locks"], check),
        keys=_parts(cells["keys"]),
        transport=word(cells["transport"], SWEDISH_TRANSPORTS) or "car",
        area=cells["area"],
        group=cells["group"],
        partner=cells["partner"],
        may_go_alone=is_yes("may_go_alone", alone, check) if alone else True,
        may_see_protected=is_yes("may_see_protected", cells["may_see_protected"], check),
    )
    roster.responder(responder_of(row, tenant, check), check)


def _take_shift(roster: Roster, cells: Cells, tenant: MunicipalityId, check: RowCheck) -> None:
    row = ShiftRow(cells["id"], cells["responder"], cells["since"], cells["until"])
    roster.shift(shift_of(row, tenant, check), check)


def _take_visit(roster: Roster, cells: Cells, tenant: MunicipalityId, check: RowCheck) -> None:
    said = cells["staff"]
    is_number = said.isascii() and said.isdigit() and len(said) < 10
    if said and not is_number:
        check.fault("staff", Problem.BAD_NUMBER, "a whole number")
    row = VisitRow(
        cells["id"], cells["responder"], cells["since"], cells["until"], cells["resident"],
        int(said) if is_number else 1,
    )  # fmt: skip
    roster.visit(visit_of(row, tenant, check), check)


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]
