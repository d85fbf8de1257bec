"""Invented drafts, reports and rows for the store's tests."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.ids import CaseId, ConsoleId, DeviceId, EventId, MunicipalityId, OperatorId, ResidentId, ResponderId
from console.domain.journal import CaseSummary, Outgoing, SignOfLife, Writing
from console.domain.report import (
    AlarmReport,
    Head,
    Origin,
    Position,
    Raw,
    Receipt,
    ReceiptState,
    ReportKey,
    Sample,
    SampleReport,
)
from console.domain.responder import Standing
from console.domain.sequence import Missing, SourceCount

NOW = datetime(2026, 11, 22, 1, 30, 0, 123456, tzinfo=UTC)
TOWN = MunicipalityId("sunnerbo")
DEVICE = DeviceId("dev-1")
_numbers = count(1)


def alarm(number: int = 1) -> ev.Alarm:
    """One press, with everything that an alarm can have."""
    return ev.Alarm(
        ReportKey("vaka:test", f"r{number}"),
        DeviceKind.PERSONAL_ALARM,
        Cause.PRESS,
        AlarmClass.HIGH,
        NOW,
        NOW,
        NOW + timedelta(seconds=1),
        DEVICE,
        place="Kök",
        text="Tryckt två gånger",
        is_press=True,
        position=Position(57.02, 13.9, 12.5, NOW),
    )


def draft(body: ev.Body, subject: str = "", version: int = 0) -> ev.Draft:
    """A draft with an id of its own; version 0 takes the next."""
    number = next(_numbers)
    return ev.Draft(
        EventId(f"e{number:012d}"),
        subject or f"case:c{number}",
        version,
        NOW + timedelta(microseconds=number),
        OperatorId("anna"),
        TOWN,
        body,
    )


def opened(case: str = "") -> ev.Draft:
    """A case that came to be."""
    about = ev.Subject(ev.SubjectKind.RESIDENT, "res-1")
    return draft(ev.CaseOpened(Lane.PERSON, about, alarm()), case and f"case:{case}")


def note(text: str = "Pratade med Märta", case: str = "c") -> ev.Draft:
    return draft(ev.NoteWritten(text), f"case:{case}")


def notes(how_many: int, after: int = 0, case: str = "c") -> Writing:
    """So many notes on one case."""
    return Writing(after, tuple(note(f"{number}", case) for number in range(1, how_many + 1)))


def claimed(case: str, version: int = 0) -> ev.Draft:
    return draft(ev.CaseClaimed(ConsoleId("k1")), f"case:{case}", version)


def merged(case: str, into: str) -> ev.Draft:
    return draft(ev.CaseMerged(CaseId(into)), f"case:{case}")


def head(number: int, received_at: datetime = NOW, payload: bytes = b'{"a": 1}') -> Head:
    """The head of report `r<number>`."""
    raw = Raw(f"vaka/v1/{TOWN}/s1/alarms/{DEVICE}", payload, len(payload), sha256(payload).hexdigest())
    return Head(ReportKey("vaka:test", f"r{number}"), Origin(TOWN, "s1", DEVICE), NOW, received_at, raw)


def report(number: int, payload: bytes = b'{"a": 1}') -> AlarmReport:
    return AlarmReport(head(number, payload=payload), DeviceKind.PERSONAL_ALARM, Cause.PRESS)


def reading(number: int, received_at: datetime) -> SampleReport:
    """A sample's report, which has an end by rule."""
    return SampleReport(head(number, received_at), (Sample("temperature_c", 21.5, NOW),))


def signs() -> tuple[SignOfLife, ...]:
    return (SignOfLife(TOWN, DEVICE, NOW, 80, True, (("net", True), ("mobile", None))),)


def counts() -> tuple[SourceCount, ...]:
    return (SourceCount("vaka:test", "boot", 17, (Missing(3, 4, NOW),)),)


def summaries() -> tuple[CaseSummary, ...]:
    person = ResidentId("res-1")
    return (CaseSummary(CaseId("a"), TOWN, person, NOW, None, 2, "personal_alarm", "press", ""),)


def standings(heard_at: datetime = NOW) -> tuple[Standing, ...]:
    return (Standing(TOWN, ResponderId("st-1"), heard_at, True, Position(57.02, 13.9, 12.5, NOW), "BKey"),)


def outgoing(origin: Origin) -> tuple[Outgoing, ...]:
    receipt = Receipt(origin, ReportKey("vaka:test", "r1"), ReceiptState.STORED, NOW)
    return (Outgoing("o1", receipt),)
