"""`vaka import`: what a file holds goes in, its kind told by itself, and every row that does not is named.

A file is checked by itself where it is read; here against what the store has: the tenants, and for decisions the
residents and the cameras that they name. Staff and their plan: `staff_errands`.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from console.adapters.files.imported import ImportedFile, Problem, RowError, Spot
from console.adapters.files.reading import Encoding, read, read_plan
from console.bootstrap.account_errands import asker
from console.bootstrap.answers import Arguments, Line, NotDone
from console.bootstrap.import_words import left_out, placed, require_strict, require_tenants
from console.bootstrap.joined import Console
from console.bootstrap.staff_errands import calendar_of, imported_staff
from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.imported import ImportedDecisions, ImportedRows
from console.domain.operator import Act, Operator
from console.domain.refused import Reason, Refused
from console.domain.resident import Device
from console.domain.supervision import SupervisionDecision
from console.services.directory import tenants_of

Devices = dict[tuple[MunicipalityId, DeviceId], Device]


async def imported(console: Console, arguments: Arguments) -> AsyncIterator[Line]:
    """Yields lines to print; raises Refused, NotDone, BadRow or Unwritable, and then nothing is imported."""
    operator = await asker(console, arguments)
    if not operator.municipalities(Act.IMPORT):  # before a word is said of what is in the file
        raise Refused(Reason.NOT_GRANTED)
    found = await asyncio.to_thread(_read, console, arguments)
    for error in found.errors:
        yield Line(placed(error), is_complaint=True)
    if found.responders or found.shifts or found.visits:
        lines = imported_staff(console, operator, arguments, found)
    elif found.decisions or found.cameras:
        lines = _decisions(console, operator, arguments, found)
    else:
        lines = _rows(console, operator, arguments, found)
    async for line in lines:
        yield line


def _read(console: Console, arguments: Arguments) -> ImportedFile:
    """Blocks. Raises NotDone for a calendar of which not enough was said."""
    file, named = Path(arguments["file"]), MunicipalityId(arguments.get("municipality", ""))
    if file.suffix.lower() == ".ics":
        return read_plan(file, calendar_of(arguments), console.clock.now())
    return read(
        file,
        named or None,
        today=console.clock.now().date(),
        encoding=Encoding(arguments.get("encoding") or Encoding.UTF_8),
        night_begins=console.config.rounds.night_begins_min,
    )


async def _rows(console: Console, operator: Operator, arguments: Arguments, found: ImportedFile) -> AsyncIterator[Line]:
    """Residents and what belongs to them."""
    rows = ImportedRows(
        found.municipalities, found.households, found.residents, found.devices,
        tuple(error.explanation for error in found.errors),
    )  # fmt: skip
    if not (rows.municipalities or rows.households or rows.residents or rows.devices):
        raise NotDone("nothing in the file could be imported; its format: resources/import/README.md")
    require_strict(arguments, len(rows.errors))
    tenants = tenants_of(rows)
    require_tenants(console, operator, tenants, {one.id for one in rows.municipalities})
    await console.directory.take_in(rows, operator)
    yield Line(
        f"imported: {len(rows.residents)} residents, {len(rows.households)} households, "
        f"{len(rows.devices)} devices, {len(rows.municipalities)} municipalities; errors: {len(rows.errors)}"
    )
    if rows.errors:
        yield left_out()


async def _decisions(
    console: Console, operator: Operator, arguments: Arguments, found: ImportedFile
) -> AsyncIterator[Line]:
    """Decisions and cameras. What only keeps somebody from looking (a camera that is none, or another's) is told and
    kept: the decision is to be done all the same, and the round tells what it lacks."""
    tenants = {one.municipality for one in found.decisions} | {one.municipality for one in found.cameras}
    require_tenants(console, operator, tenants, set())
    refused = await _refused(console, found)
    for error in refused:
        yield Line(placed(error), is_complaint=True)
    errors = (*found.errors, *refused)
    require_strict(arguments, len(errors))
    out = {Spot(error.section, error.row) for error in refused}
    decisions = tuple(one for one, spot in zip(found.decisions, found.decision_spots, strict=True) if spot not in out)
    rows = ImportedDecisions(decisions, found.cameras, tuple(error.explanation for error in errors))
    if not (rows.decisions or rows.cameras):
        raise NotDone("nothing in the file could be imported; its format: resources/import/README.md")
    warnings = await _warnings(console, found, out)
    await console.supervision.shelf.take_in(rows, operator)
    for warning in warnings:
        yield Line(f"{placed(warning)}: imported, and told until it is mended", is_complaint=True)
    yield Line(f"imported: {len(rows.decisions)} decisions, {len(rows.cameras)} cameras; errors: {len(rows.errors)}")
    if rows.errors:
        yield left_out()


async def _refused(console: Console, found: ImportedFile) -> list[RowError]:
    """The decisions about nobody in that municipality, and those whose id is another municipality's."""
    wanted = list(dict.fromkeys(one.resident for one in found.decisions if one.resident is not None))
    homes = {one.id: one.municipality for one in await console.store.residents.residents(wanted)}
    errors = []
    for decision, spot in zip(found.decisions, found.decision_spots, strict=True):
        if decision.resident is not None and homes.get(decision.resident) != decision.municipality:
            errors.append(RowError(spot.section, spot.row, "resident", Problem.NO_SUCH_RESIDENT))
        known = console.supervision.shelf.of(decision.id)
        if known is not None and known.municipality != decision.municipality:
            errors.append(RowError(spot.section, spot.row, "id", Problem.ID_TAKEN))
    return errors


async def _warnings(console: Console, found: ImportedFile, out: set[Spot]) -> list[RowError]:
    """What keeps a camera from being looked through, by the register as it is now."""
    named = [(one.municipality, one.camera) for one in found.decisions if one.camera is not None]
    named += [(one.municipality, one.id) for one in found.cameras]
    stored = await console.store.residents.devices(list(dict.fromkeys(named)))
    devices: Devices = {(one.municipality, one.id): one for one in stored}
    warnings = []
    for decision, spot in zip(found.decisions, found.decision_spots, strict=True):
        problem = None if spot in out else _camera_problem(decision, devices)
        if problem is not None:
            warnings.append(RowError(spot.section, spot.row, "camera", problem))
    told = {(warning.section, warning.row) for warning in warnings}
    for camera, spot in zip(found.cameras, found.camera_spots, strict=True):
        device = devices.get((camera.municipality, camera.id))
        if (spot.section, spot.row) not in told and (device is None or device.kind is not DeviceKind.CAMERA):
            problem = Problem.NO_SUCH_DEVICE if device is None else Problem.NOT_A_CAMERA
            warnings.append(RowError(spot.section, spot.row, "device", problem))
    return warnings


def _camera_problem(decision: SupervisionDecision, devices: Devices) -> Problem | None:
    """By the rules of the gate (`domain/gate.py`)."""
    if decision.camera is None:
        return None
    device = devices.get((decision.municipality, decision.camera))
    if device is None:
        return Problem.NO_SUCH_DEVICE
    if device.kind is not DeviceKind.CAMERA:
        return Problem.NOT_A_CAMERA
    return Problem.OTHERS_CAMERA if device.resident != decision.resident else None
