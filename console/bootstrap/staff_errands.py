"""`vaka import` of staff, of their shifts and of planned visits: what a file holds against what the store has.

A plan names responders who are imported, or in the same file; a visit a resident of the same municipality. Rows that do
not are named and left out, as in every import.
"""

from collections.abc import AsyncIterator, Sequence
from typing import TypeVar

from console.adapters.files.imported import ImportedFile, Problem, RowError, Spot
from console.adapters.files.staff_rules import CalendarOf
from console.bootstrap.answers import Arguments, Line, NotDone
from console.bootstrap.import_words import left_out, placed, require_strict, require_tenants
from console.bootstrap.joined import Console
from console.domain.ids import MunicipalityId, ResponderId
from console.domain.imported import ImportedStaff
from console.domain.operator import Operator
from console.services.staff_shelf import StaffShelf

SHIFTS, VISITS = "shifts", "visits"

One = TypeVar("One")


def calendar_of(arguments: Arguments) -> CalendarOf | None:
    """What a calendar is taken for; None where that was not said. Raises NotDone without a municipality."""
    kind = arguments.get("calendar", "")
    if kind not in (SHIFTS, VISITS):
        return None
    if not arguments.get("municipality"):
        raise NotDone("a calendar does not say whose it is: --municipality")
    return CalendarOf(kind == VISITS, MunicipalityId(arguments["municipality"]), arguments.get("responder", ""))


async def imported_staff(
    console: Console, operator: Operator, arguments: Arguments, found: ImportedFile
) -> AsyncIterator[Line]:
    """Takes in the good rows. Raises as every import."""
    rows = ImportedStaff(found.responders, found.shifts, found.visits)
    require_tenants(console, operator, set(rows.tenants), set())
    shelf = StaffShelf(console.store.staff, console.recorder, console.clock)
    await shelf.start()
    refused = [*_nobodys(shelf, found), *await _about_nobody(console, found)]
    for error in refused:
        yield Line(placed(error), is_complaint=True)
    errors = (*found.errors, *refused)
    is_whole = bool(arguments.get("whole"))
    if is_whole and errors:
        raise NotDone("a file that has all staff has no rows that are refused: mend them, so that nobody is struck out")
    require_strict(arguments, len(errors))
    out = {Spot(error.section, error.row) for error in refused}
    rows = ImportedStaff(
        _without(found.responders, found.responder_spots, out),
        _without(found.shifts, found.shift_spots, out),
        _without(found.visits, found.visit_spots, out),
        tuple(error.explanation for error in errors),
        is_whole,
    )
    if is_whole and not rows.responders:
        raise NotDone("there are no staff in the file")
    if not (rows.responders or rows.shifts or rows.visits):
        raise NotDone("nothing in the file could be imported; its format: resources/import/README.md")
    left = len(shelf.left_by(rows))
    await shelf.take_in(rows, operator)
    yield Line(
        f"imported: {len(rows.responders)} responders, {len(rows.shifts)} shifts, {len(rows.visits)} visits; "
        f"errors: {len(rows.errors)}"
    )
    if is_whole:
        yield Line(f"left: {left}")
    if rows.errors:
        yield left_out()


def _nobodys(shelf: StaffShelf, found: ImportedFile) -> list[RowError]:
    """Shifts and visits of those who are not there, and those who go together with nobody."""
    known = shelf.responders().keys() | {(one.municipality, one.id) for one in found.responders}
    errors = []
    lonely = set()
    for one, spot in zip(found.responders, found.responder_spots, strict=True):
        if one.partner is not None and (one.municipality, one.partner) not in known:
            errors.append(RowError(spot.section, spot.row, "partner", Problem.NO_SUCH_RESPONDER))
            lonely.add((one.municipality, one.id))
    known -= lonely - shelf.responders().keys()
    planned: list[tuple[MunicipalityId, ResponderId, Spot]] = [
        (one.municipality, one.responder, spot) for one, spot in zip(found.shifts, found.shift_spots, strict=True)
    ]
    planned += [
        (one.municipality, one.responder, spot) for one, spot in zip(found.visits, found.visit_spots, strict=True)
    ]
    told: set[Spot] = set()
    for municipality, responder, spot in planned:
        if (municipality, responder) not in known and spot not in told:
            told.add(spot)
            errors.append(RowError(spot.section, spot.row, "responder", Problem.NO_SUCH_RESPONDER))
    return errors


async def _about_nobody(console: Console, found: ImportedFile) -> list[RowError]:
    """Visits to those who do not live in that municipality."""
    wanted = list(dict.fromkeys(one.resident for one in found.visits if one.resident is not None))
    homes = {one.id: one.municipality for one in await console.store.residents.residents(wanted)}
    spots = [
        spot
        for one, spot in zip(found.visits, found.visit_spots, strict=True)
        if one.resident is not None and homes.get(one.resident) != one.municipality
    ]
    return [RowError(each.section, each.row, "resident", Problem.NO_SUCH_RESIDENT) for each in dict.fromkeys(spots)]


def _without(rows: Sequence[One], spots: Sequence[Spot], out: set[Spot]) -> tuple[One, ...]:
    return tuple(one for one, spot in zip(rows, spots, strict=True) if spot not in out)
