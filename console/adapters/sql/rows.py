"""The journal's values as rows, and rows as values. Directory and accounts have theirs beside their tables."""

from typing import assert_never

import msgspec

from console.adapters.sql import codec
from console.adapters.sql.schema import case_summary, journal
from console.adapters.sql.statements import AnyRow, Row
from console.domain.events import ErasedEvent, Event
from console.domain.forward import Forwarded
from console.domain.ids import CaseId, DeviceId, EventId, MunicipalityId, OperatorId, ResidentId, ResponderId
from console.domain.journal import CaseSummary, Outgoing, SignOfLife, StoredReport
from console.domain.order import Order
from console.domain.report import (
    AlarmReport,
    CallReport,
    DispatchReport,
    FieldReport,
    Position,
    Receipt,
    ReportKey,
    ResponderReport,
    SampleReport,
    StatusReport,
    Stream,
    SupervisionReport,
    UnreadableReport,
)
from console.domain.responder import Standing
from console.domain.sequence import Missing, SourceCount

EVENT_COLUMNS = (
    journal.c.seq,
    journal.c.id,
    journal.c.subject,
    journal.c.version,
    journal.c.at,
    journal.c.who,
    journal.c.municipality,
    journal.c.kind,
    journal.c.kind_version,
    journal.c.body,
)
"""What `event_of` reads, in its order."""

_MISSING = codec.details_reader(tuple[Missing, ...])
_PATHS = codec.details_reader(tuple[tuple[str, bool | None], ...])
_RECEIPT = codec.details_reader(Receipt)


class _Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a case told to the next centre, or an order to a responder, lies in the outbox's one column; a receipt has no
    such field."""

    forward: Forwarded | None = None
    order: Order | None = None


_KEPT = codec.details_reader(_Kept)


def event_of(row: AnyRow) -> Event | ErasedEvent:
    """The event of a row of `EVENT_COLUMNS`. Raises codec.UnreadableBody."""
    seq, id_, subject, version, at, who, municipality, kind, kind_version, body = row
    place = (seq, EventId(id_), subject, version, at, OperatorId(who), MunicipalityId(municipality))
    if body is None:
        return ErasedEvent(*place, kind)
    return Event(*place, codec.decode_body(seq, kind, kind_version, body))


def stream_of(report: FieldReport) -> Stream | None:
    """The stream a report came on; None where its topic told none."""
    match report:
        case AlarmReport():
            return Stream.ALARMS
        case StatusReport():
            return Stream.STATUS
        case SampleReport():
            return Stream.SAMPLES
        case SupervisionReport():
            return Stream.SUPERVISION
        case ResponderReport():
            return Stream.RESPONDERS
        case DispatchReport():
            return Stream.DISPATCH
        case CallReport():
            return Stream.CALLS
        case UnreadableReport():
            return report.stream
        case _:
            assert_never(report)


def report_row(report: FieldReport) -> Row:
    """The row of a report: the bytes as they came, and what finding and erasing them needs."""
    unreadable = report if isinstance(report, UnreadableReport) else None
    head = report if isinstance(report, UnreadableReport) else report.head
    stream = stream_of(report)
    origin = head.origin
    return {
        "source": head.key.source,
        "id": head.key.id,
        "municipality": origin.municipality if origin else None,
        "sender": origin.sender if origin else None,
        "device": origin.device if origin else None,
        "stream": stream.value if stream else None,
        "topic": head.raw.topic,
        "received_at": head.received_at,
        "at": None if isinstance(head, UnreadableReport) else head.at,
        "length": head.raw.length,
        "sha256": head.raw.sha256,
        "payload": head.raw.payload,
        "fault": unreadable.fault.value if unreadable else None,
    }


def stored_report_of(row: AnyRow) -> StoredReport:
    """The stored report of a row of the table `report`."""
    key = ReportKey(row.source, row.id)
    return StoredReport(key, row.topic, row.received_at, row.length, row.sha256, row.payload)


def sign_row(sign: SignOfLife) -> Row:
    return {
        "municipality": sign.municipality,
        "device": sign.device,
        "at": sign.at,
        "battery_percent": sign.battery_percent,
        "has_mains": sign.has_mains,
        "paths": codec.encode_details(sign.paths),
    }


def sign_of(row: AnyRow) -> SignOfLife:
    return SignOfLife(
        MunicipalityId(row.municipality),
        DeviceId(row.device),
        row.at,
        row.battery_percent,
        row.has_mains,
        _PATHS(row.paths),
    )


def count_row(count: SourceCount) -> Row:
    missing = codec.encode_details(count.missing)
    return {"source": count.source, "boot": count.boot, "highest": count.highest, "missing": missing}


def count_of(row: AnyRow) -> SourceCount:
    return SourceCount(row.source, row.boot, row.highest, _MISSING(row.missing))


def summary_row(summary: CaseSummary) -> Row:
    return {
        "case_id": summary.case,
        "municipality": summary.municipality,
        "resident": summary.resident,
        "opened_at": summary.opened_at,
        "closed_at": summary.closed_at,
        "alarm_class": int(summary.alarm_class),
        "kind": str(summary.kind),
        "cause": str(summary.cause),
        "outcome": summary.outcome,
    }


SUMMARY_COLUMNS = tuple(case_summary.c)


def summary_of(row: AnyRow) -> CaseSummary:
    return CaseSummary(
        CaseId(row.case_id),
        MunicipalityId(row.municipality),
        ResidentId(row.resident) if row.resident is not None else None,
        row.opened_at,
        row.closed_at,
        row.alarm_class,
        row.kind,
        row.cause,
        row.outcome,
    )


def outgoing_row(outgoing: Outgoing) -> Row:
    kept: Receipt | _Kept
    match outgoing.content:
        case Forwarded() as forward:
            kept = _Kept(forward=forward)
        case Order() as order:
            kept = _Kept(order=order)
        case Receipt() as receipt:
            kept = receipt
        case _:
            assert_never(outgoing.content)
    return {"id": outgoing.id, "receipt": codec.encode_details(kept)}


def outgoing_of(row: AnyRow) -> Outgoing:
    kept: _Kept = _KEPT(row.receipt)
    return Outgoing(row.id, kept.forward or kept.order or _RECEIPT(row.receipt))


def standing_row(each: Standing) -> Row:
    place = each.position
    return {
        "municipality": each.municipality,
        "responder": each.responder,
        "heard_at": each.heard_at,
        "is_connected": each.is_connected,
        "latitude": place.latitude if place is not None else None,
        "longitude": place.longitude if place is not None else None,
        "accuracy_m": place.accuracy_m if place is not None else None,
        "position_at": place.at if place is not None else None,
        "seal_key": each.seal_key,
    }


def standing_of(row: AnyRow) -> Standing:
    place = None
    if row.position_at is not None and row.latitude is not None and row.longitude is not None:
        place = Position(row.latitude, row.longitude, row.accuracy_m, row.position_at)
    return Standing(
        MunicipalityId(row.municipality),
        ResponderId(row.responder),
        row.heard_at,
        row.is_connected,
        place,
        row.seal_key,
    )
