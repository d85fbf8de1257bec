"""Decisions and cameras as one JSON document, read row by row and written so that it reads back equal."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import msgspec

from console.adapters.files.checks import LEVEL_GRAMMAR, RowCheck, Rules
from console.adapters.files.decisions_rows import (
    FORMAT,
    VERSION,
    CameraRow,
    ConsentRow,
    DecisionRow,
    DecisionsDocument,
    Headed,
    LimitsRow,
    LookRow,
    NotSeenRow,
    OnFaultRow,
)
from console.adapters.files.decisions_rules import Shelf, camera_of, decision_of
from console.adapters.files.imported import Findings, ImportedFile, Problem, Section
from console.adapters.files.raw_rows import Form, read_document, rows_of
from console.domain.ids import MunicipalityId
from console.domain.picture import Camera
from console.domain.supervision import SupervisionDecision

NEAR = 1000
"""Bytes."""

_FORM = Form(DecisionsDocument, FORMAT, VERSION, lambda one: (one.decisions, one.cameras))


def is_decisions(payload: bytes) -> bool:
    """Whether the document says that it is of this format; a broken one, near its beginning."""
    try:
        return msgspec.json.decode(payload, type=Headed).format == FORMAT
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return FORMAT.encode() in payload[:NEAR]


def read_decisions_json(payload: bytes, only: MunicipalityId | None, night_begins: int) -> ImportedFile:
    """The document's good rows and errors. Never raises for what the payload holds."""
    findings = Findings()
    document = read_document(payload, _FORM, findings)
    check = RowCheck(findings, Section.FILE, 0, Rules())
    tenant = MunicipalityId(check.id("municipality", document.municipality, LEVEL_GRAMMAR)) if document else None
    if only is not None and tenant and tenant != only:
        check.fault("municipality", Problem.OTHER_MUNICIPALITY)
    if document is None or tenant is None or not check.is_good():
        return ImportedFile(errors=tuple(findings.errors))
    shelf = Shelf()
    for row, check in rows_of(document.decisions, DecisionRow, Section.DECISIONS, findings, Rules()):
        shelf.decision(decision_of(row, tenant, night_begins, check), check)
    for found, check in rows_of(document.cameras, CameraRow, Section.CAMERAS, findings, Rules()):
        shelf.camera(camera_of(found, tenant, check), check)
    return shelf.imported(findings)


def write_decisions(
    path: Path, municipality: MunicipalityId, decisions: Iterable[SupervisionDecision], cameras: Iterable[Camera] = ()
) -> None:
    """Writes a document that `read` gives back equal. All are that municipality's. Raises OSError where the file cannot
    be written."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "municipality": municipality,
        "decisions": [_decision_row(decision) for decision in decisions],
        "cameras": [CameraRow(one.id, one.protocol.value, one.address, one.login, one.is_simulated) for one in cameras],
    }
    path.write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n")


def _decision_row(one: SupervisionDecision) -> DecisionRow:
    consent, limits = one.consent, one.limits
    return DecisionRow(
        id=one.id,
        valid_from=one.valid_from.isoformat(),
        valid_until=one.valid_until.isoformat(),
        looks=[
            LookRow(at=_clock(each.begins), round=each.round)
            if each.is_by_clock
            else LookRow(_clock(each.begins), _clock(each.ends), round=each.round)
            for each in one.looks
        ],
        resident=one.resident,
        kind=one.kind.value,
        area=one.area,
        place=one.place,
        ended_on=_day(one.ended_on),
        consent=ConsentRow(
            _day(consent.given_on), _day(consent.until), consent.has_cohabitant, _day(consent.cohabitant_given_on),
            _day(consent.cohabitant_until),
        ),
        camera=one.camera,
        performer=one.performer.value,
        mask=one.mask.value,
        tolerance_min=_minutes(one.tolerance),
        not_seen=NotSeenRow(_minutes(one.not_seen.retry_after), one.not_seen.tries, one.not_seen.then.value),
        on_fault=OnFaultRow(one.on_fault.then.value, _minutes(one.on_fault.within), one.on_fault.by_window),
        limits=LimitsRow(
            None if limits.up_at_most is None else _minutes(limits.up_at_most), _clock(limits.door_from),
            _clock(limits.door_until), _clock(limits.moved_by),
        ),
        skipped=[day.isoformat() for day in sorted(one.skipped)],
        note=one.note,
    )  # fmt: skip


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _clock(minute: int | None) -> str | None:
    return None if minute is None else f"{minute // 60:02}:{minute % 60:02}"


def _minutes(delay: timedelta) -> int:
    return round(delay.total_seconds() / 60)
