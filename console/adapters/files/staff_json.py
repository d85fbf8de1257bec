"""The staff and their plan as one JSON document, read row by row and written so that it reads back equal."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from console.adapters.files.checks import LEVEL_GRAMMAR, RowCheck, Rules
from console.adapters.files.decisions_rows import Headed
from console.adapters.files.imported import Findings, ImportedFile, Problem, Section
from console.adapters.files.raw_rows import Form, read_document, rows_of
from console.adapters.files.staff_rows import FORMAT, VERSION, ResponderRow, ShiftRow, StaffDocument, VisitRow
from console.adapters.files.staff_rules import Roster, responder_of, shift_of, visit_of
from console.domain.ids import MunicipalityId
from console.domain.responder import PlannedVisit, Responder, Shift

NEAR = 1000
"""Bytes."""

_FORM = Form(StaffDocument, FORMAT, VERSION, lambda one: (one.responders, one.shifts, one.visits))


def is_staff(payload: bytes) -> bool:
    """Whether the document says that it is of this format; a broken one, near its beginning."""
    try:
        return msgspec.json.decode(payload, type=Headed).format == FORMAT
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return FORMAT.encode() in payload[:NEAR]


def read_staff_json(payload: bytes, only: MunicipalityId | None) -> ImportedFile:
    """The document's good rows and errors. Never raises for what the payload holds."""
    findings = Findings()
    document = read_document(payload, _FORM, findings)
    check = RowCheck(findings, Section.FILE, 0, Rules())
    tenant = MunicipalityId(check.id("municipality", document.municipality, LEVEL_GRAMMAR)) if document else None
    if only is not None and tenant and tenant != only:
        check.fault("municipality", Problem.OTHER_MUNICIPALITY)
    if document is None or tenant is None or not check.is_good():
        return ImportedFile(errors=tuple(findings.errors))
    roster, rules = Roster(), Rules(phones={})
    for person, check in rows_of(document.responders, ResponderRow, Section.RESPONDERS, findings, rules):
        roster.responder(responder_of(person, tenant, check), check)
    for shift, check in rows_of(document.shifts, ShiftRow, Section.SHIFTS, findings, rules):
        roster.shift(shift_of(shift, tenant, check), check)
    for visit, check in rows_of(document.visits, VisitRow, Section.VISITS, findings, rules):
        roster.visit(visit_of(visit, tenant, check), check)
    return roster.imported(findings)


def write_staff(
    path: Path,
    municipality: MunicipalityId,
    responders: Iterable[Responder],
    shifts: Iterable[Shift] = (),
    visits: Iterable[PlannedVisit] = (),
) -> None:
    """Writes a document that `read` gives back equal. All are that municipality's. Raises OSError where the file cannot
    be written."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "municipality": municipality,
        "responders": [_responder_row(one) for one in responders],
        "shifts": [ShiftRow(one.id, one.responder, one.since.isoformat(), one.until.isoformat()) for one in shifts],
        "visits": [
            VisitRow(
                one.id, one.responder, one.since.isoformat(), one.until.isoformat(), one.resident or "", one.staff
            )
            for one in visits
        ],
    }  # fmt: skip
    path.write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n")


def _responder_row(one: Responder) -> ResponderRow:
    return ResponderRow(
        one.id, one.sender, one.name, one.phone, sorted(skill.value for skill in one.skills), list(one.languages),
        one.opens_locks, sorted(one.keys), one.transport.value, one.area, one.group, one.partner or "",
        one.may_go_alone, one.may_see_protected,
    )  # fmt: skip
