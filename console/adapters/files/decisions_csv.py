"""Decisions as a sheet: one row a decision, its looks in one cell ("22:30-23:30; 01:20; 04:00-05:00"), and where its
camera is found in columns of its own.

The heads are Swedish or English. A row is taken whole or not at all; an empty cell has the value that the format gives
what is left out.
"""

import re
from dataclasses import dataclass, field

from console.adapters.files.checks import LEVEL_GRAMMAR, RowCheck, Rules
from console.adapters.files.decisions_columns import (
    COLUMNS,
    ONLY_HERE,
    REQUIRED,
    SWEDISH_MASKS,
    SWEDISH_PERFORMERS,
    SWEDISH_PLACES,
    SWEDISH_PROTOCOLS,
    SWEDISH_THENS,
)
from console.adapters.files.decisions_rows import (
    TOLERANCE_MIN,
    CameraRow,
    ConsentRow,
    DecisionRow,
    LimitsRow,
    LookRow,
    NotSeenRow,
    OnFaultRow,
)
from console.adapters.files.decisions_rules import Shelf, camera_of, decision_of
from console.adapters.files.imported import Findings, ImportedFile, Problem, Section
from console.adapters.files.sheet import FORMULA, Cells, is_yes, plain, records, rows_of, word
from console.domain.ids import MunicipalityId

_PARTS = re.compile(r"[;|,]")
_RANGE = re.compile(r"\s*[-\u2013]\s*")
_LOOK = re.compile(r"(look \d+)(?: (?:at|from|to|(round)))?")
_SKIPPED = re.compile(r"(skipped) \d+")
_FIELDS = {
    "consent given_on": "consent_given_on",
    "consent until": "consent_until",
    "consent has_cohabitant": "has_cohabitant",
    "consent cohabitant_given_on": "cohabitant_given_on",
    "consent cohabitant_until": "cohabitant_until",
    "not_seen retry_after_min": "retry_after_min",
    "not_seen tries": "tries",
    "not_seen then": "not_seen_then",
    "on_fault then": "fault_then",
    "on_fault within_min": "fault_within_min",
    "limits up_at_most_min": "up_at_most_min",
    "limits door_from": "door_from",
    "limits door_until": "door_until",
    "limits moved_by": "moved_by",
    "device": "camera",
    "protocol": "camera_protocol",
    "address": "camera_address",
    "login": "camera_login",
}


def is_decisions_sheet(text: str) -> bool:
    """Whether its heads are those of decisions."""
    _, heads = next(records(text, Findings()), (1, []))
    return not ONLY_HERE.isdisjoint(COLUMNS.get(plain(head), "") for head in heads)


def read_decisions_csv(text: str, only: MunicipalityId | None, night_begins: int) -> ImportedFile:
    """The sheet's good rows and errors. Never raises for what the text holds."""
    findings = Findings()
    required = [name for name in REQUIRED if not (name == "municipality" and only)]
    sheet = _Sheet(only, night_begins)
    for number, cells in rows_of(text, COLUMNS.get, required, findings):
        found = dict.fromkeys(COLUMNS.values(), "") | cells
        sheet.take(found, _SheetCheck(findings, Section.ROWS, number, Rules()))
    return sheet.shelf.imported(findings)


class _SheetCheck(RowCheck):
    """The checks of one row, whose errors name the columns."""

    def fault(self, field: str, problem: Problem, detail: str = "") -> None:
        """Notes an error of this row."""
        if look := _LOOK.fullmatch(field):
            column, detail = "rounds" if look[2] else "looks", f"{look[1]}: {detail}" if detail else look[1]
        elif _SKIPPED.fullmatch(field):
            column = "skipped"
        else:
            column = _FIELDS.get(field, field)
        super().fault(column, problem, detail)


@dataclass(slots=True)
class _Sheet:
    """The rows so far."""

    only: MunicipalityId | None
    night_begins: int
    shelf: Shelf = field(default_factory=Shelf)

    def take(self, cells: Cells, check: RowCheck) -> None:
        """One row: all of it, or nothing and its errors."""
        for name, cell in cells.items():
            if FORMULA.match(cell):
                check.fault(name, Problem.FORMULA)
        if not check.is_good():
            return
        tenant = MunicipalityId(check.id("municipality", cells["municipality"] or self.only or "", LEVEL_GRAMMAR))
        if self.only is not None and tenant and tenant != self.only:
            check.fault("municipality", Problem.OTHER_MUNICIPALITY)
        decision = decision_of(_decision_row(cells, check), tenant, self.night_begins, check)
        camera = None
        if any(cells[f"camera_{name}"] for name in ("address", "protocol", "login", "is_simulated")):
            camera = camera_of(_camera_row(cells, check), tenant, check)
        if check.is_good():
            self.shelf.camera(camera, check)
        if check.is_good():
            self.shelf.decision(decision, check)


def _decision_row(cells: Cells, check: RowCheck) -> DecisionRow:
    plain_not_seen, plain_on_fault = NotSeenRow(), OnFaultRow()
    by_window = cells["fault_by_window"]
    return DecisionRow(
        id=cells["id"],
        valid_from=cells["valid_from"],
        valid_until=cells["valid_until"],
        looks=_looks(cells, check),
        resident=cells["resident"],
        kind=word(cells["kind"], SWEDISH_PLACES) or "home",
        area=cells["area"],
        place=cells["place"],
        ended_on=cells["ended_on"],
        consent=ConsentRow(
            cells["consent_given_on"], cells["consent_until"],
            is_yes("has_cohabitant", cells["has_cohabitant"], check),
            cells["cohabitant_given_on"], cells["cohabitant_until"],
        ),
        camera=cells["camera"],
        performer=word(cells["performer"], SWEDISH_PERFORMERS) or "night_supervision",
        mask=word(cells["mask"], SWEDISH_MASKS) or "squares",
        tolerance_min=_whole("tolerance_min", cells, TOLERANCE_MIN, check),
        not_seen=NotSeenRow(
            _whole("retry_after_min", cells, plain_not_seen.retry_after_min, check),
            _whole("tries", cells, plain_not_seen.tries, check),
            word(cells["not_seen_then"], SWEDISH_THENS) or plain_not_seen.then,
        ),
        on_fault=OnFaultRow(
            word(cells["fault_then"], SWEDISH_THENS) or plain_on_fault.then,
            _whole("fault_within_min", cells, plain_on_fault.within_min, check),
            is_yes("fault_by_window", by_window, check) if by_window else plain_on_fault.by_window,
        ),
        limits=LimitsRow(
            _whole("up_at_most_min", cells, 1, check) if cells["up_at_most_min"] else None,
            cells["door_from"], cells["door_until"], cells["moved_by"],
        ),
        skipped=_parts(cells["skipped"]),
        note=cells["note"],
    )  # fmt: skip


def _camera_row(cells: Cells, check: RowCheck) -> CameraRow:
    """Without a protocol the address's beginning says which."""
    address = cells["camera_address"]
    scheme = address.partition("://")[0].casefold()
    protocol = word(cells["camera_protocol"], SWEDISH_PROTOCOLS) or {"https": "stills"}.get(scheme, scheme)
    simulated = is_yes("camera_is_simulated", cells["camera_is_simulated"], check)
    return CameraRow(cells["camera"], protocol, address, cells["camera_login"], simulated)


def _looks(cells: Cells, check: RowCheck) -> list[LookRow]:
    """The windows and times of one cell, each of the round that the other cell says, if it says any."""
    times = [_RANGE.split(part) for part in _parts(cells["looks"])]
    rounds: list[int | None] = [_number(part) for part in _parts(cells["rounds"])]
    if rounds and (len(rounds) != len(times) or None in rounds):
        check.fault("rounds", Problem.BAD_NUMBER, "one for each look, or none")
    rounds += [None] * (len(times) - len(rounds))
    return [
        LookRow(at=ends[0], round=of_round) if len(ends) == 1 else LookRow(ends[0], "-".join(ends[1:]), round=of_round)
        for ends, of_round in zip(times, rounds, strict=False)
    ]


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(cell) if part.strip()]


def _whole(name: str, cells: Cells, otherwise: int, check: RowCheck) -> int:
    cell = cells[name]
    found = _number(cell)
    if cell and found is None:
        check.fault(name, Problem.BAD_NUMBER, "a whole number")
    return otherwise if found is None else found


def _number(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else None
