"""Shifts and visits out of a calendar (RFC 5545). The only home of the library that reads it.

An event is a shift or a visit, as who imports says; whose it is stands in X-VAKA-RESPONDER, of the event or of the
calendar, or is said at the import. A visit's resident and number of staff stand in X-VAKA-RESIDENT and X-VAKA-STAFF.
Titles, places and descriptions, which name people, are not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar
from icalendar import Component as Event

from console.adapters.files.calendar_rules import MOST, NotUnderstood, rule_of, times_of
from console.adapters.files.checks import RowCheck, Rules
from console.adapters.files.imported import Findings, ImportedFile, Problem, Section
from console.adapters.files.staff_rules import CalendarOf, Roster, check_span, end_of
from console.domain.ids import ResidentId, ResponderId
from console.domain.night import LOCAL
from console.domain.responder import PlannedVisit, Shift

MAX_CALENDAR_BYTES = 5 * 1024 * 1024
MAX_EVENTS = 5_000
MAX_PARTS = 12_500
"""Events, reminders and zones together: the library takes its time over each."""
MAX_TIMES = 100_000
"""Of all events together."""

BACK = timedelta(days=1)
"""What ended before that is not taken in."""

_BROKEN = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError, OSError)
"""What the library raises for what is no calendar. A zone's name that no file can have is an OSError."""


@dataclass(frozen=True, slots=True)
class _Times:
    """One event as it stands in the file, at its first time."""

    uid: str
    begins: datetime
    lasts: timedelta
    event: Event
    check: RowCheck


def read_calendar(payload: bytes, what: CalendarOf, now: datetime) -> ImportedFile:
    """The calendar's good events from `now` on, each time of its own, and errors. Never raises for what the payload
    holds."""
    findings, roster = Findings(), Roster()
    if len(payload) > MAX_CALENDAR_BYTES:
        return _refused(findings, Problem.TOO_LARGE, f"at most {MAX_CALENDAR_BYTES // 1024 // 1024} MB")
    if payload.upper().count(b"BEGIN:") > MAX_PARTS:
        return _refused(findings, Problem.TOO_MANY_ROWS, f"at most {MAX_EVENTS} events")
    try:
        calendars = Calendar.from_ical(payload, multiple=True)
        events = [(event, one) for one in calendars for event in one.walk("VEVENT")]
    except _BROKEN:
        return _refused(findings, Problem.NOT_A_CALENDAR)
    if not calendars:
        return _refused(findings, Problem.NOT_A_CALENDAR)
    if len(events) > MAX_EVENTS:
        return _refused(findings, Problem.TOO_MANY_ROWS, f"at most {MAX_EVENTS} events")
    moved = _moved(event for event, _ in events)
    count = 0
    for number, (event, calendar) in enumerate(events, start=1):
        check = RowCheck(findings, Section.EVENTS, number, Rules())
        for at, one in _single(event, moved, now, check):
            count += 1
            if count > MAX_TIMES:
                return _refused(findings, Problem.TOO_MANY_ROWS, f"at most {MAX_TIMES} times")
            _take(roster, replace(one, begins=at), calendar, what)
    return roster.imported(findings)


def _refused(findings: Findings, problem: Problem, detail: str = "") -> ImportedFile:
    findings.add(Section.FILE, 0, "", problem, detail)
    return ImportedFile(errors=tuple(findings.errors))


def _moved(events: Iterator[Event]) -> set[tuple[str, datetime]]:
    """The times of repetitions that have an event of their own in place of theirs."""
    found = set()
    for event in events:
        try:
            at = _value(event, "RECURRENCE-ID")
            if at is not None:
                found.add((str(event.get("UID", "")), _moment(at.dt)))
        except _BROKEN:  # the event itself is told of
            continue
    return found


def _single(
    event: Event, moved: set[tuple[str, datetime]], now: datetime, check: RowCheck
) -> Iterator[tuple[datetime, _Times]]:
    """Each time that an event is at, with how long; what is wrong with it is noted."""
    try:
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            return
        one = _times_of(event, check)
        if one is None:
            return
        if "RRULE" not in event:
            if one.begins + one.lasts > now - BACK:
                yield one.begins, one
            return
        yield from ((at, one) for at in _repeated(event, one, moved, now))
    except NotUnderstood as error:
        check.fault("RRULE", Problem.BAD_RULE, str(error))
    except _BROKEN:
        check.fault("", Problem.NOT_A_CALENDAR)


def _times_of(event: Event, check: RowCheck) -> _Times | None:
    uid = str(event.get("UID", ""))
    begins, ends = _value(event, "DTSTART"), _value(event, "DTEND")
    if not uid or begins is None:
        check.fault("UID" if not uid else "DTSTART", Problem.MISSING)
        return None
    if "RDATE" in event:
        raise NotUnderstood("RDATE is not followed")
    if not isinstance(begins.dt, datetime) or (ends is not None and not isinstance(ends.dt, datetime)):
        check.fault("DTSTART", Problem.WHOLE_DAY)
        return None
    first = _on_the_wall(begins.dt)
    if ends is not None:
        lasts = _on_the_wall(ends.dt).replace(tzinfo=None) - first.replace(tzinfo=None)
        if ends.dt.tzinfo is None or begins.dt.tzinfo is None or str(ends.dt.tzinfo) != str(begins.dt.tzinfo):
            lasts = _moment(ends.dt) - _moment(begins.dt)
    else:
        lasts = _value(event, "DURATION").dt if "DURATION" in event else timedelta(0)
    return _Times(uid, first, lasts, event, check)


def _repeated(event: Event, one: _Times, moved: set[tuple[str, datetime]], now: datetime) -> Iterator[datetime]:
    rules = _value(event, "RRULE")
    if isinstance(rules, list):
        raise NotUnderstood("one rule an event")
    left_out = _left_out(event)
    times = list(times_of(one.begins, rule_of(rules), now - BACK - one.lasts))
    assert len(times) <= MOST
    for at in times:
        is_moved = (one.uid, at.astimezone(UTC)) in moved
        if not is_moved and at.astimezone(UTC) not in left_out and at.date() not in left_out:
            yield at


def _left_out(event: Event) -> set[datetime | date]:
    """The moments, or whole days, of EXDATE."""
    said = _value(event, "EXDATE") or []
    lists = said if isinstance(said, list) else [said]
    days = [each.dt for one in lists for each in one.dts]
    return {_moment(each) if isinstance(each, datetime) else each for each in days}


def _value(event: Event, name: str) -> Any:
    """As the library reads it; what it could not read has not what is asked of it, and is told as broken."""
    return event.get(name)


def _on_the_wall(at: datetime) -> datetime:
    """With the zone of the file, or of the country where it names none."""
    return at if at.tzinfo is not None else at.replace(tzinfo=LOCAL)


def _moment(at: datetime | date) -> datetime:
    if not isinstance(at, datetime):
        raise ValueError("a day and no moment")
    return _on_the_wall(at).astimezone(UTC)


def _take(roster: Roster, one: _Times, calendar: Calendar, what: CalendarOf) -> None:
    """One time: its end is by the same clock on the wall, so a night is one hour longer or shorter in the night of the
    change, as it is for whoever works it."""
    check, event = one.check, one.event
    begins, ends = one.begins.astimezone(UTC), end_of(one.begins + one.lasts)
    check_span(begins, ends, check)
    said = _said(event, calendar, "X-VAKA-RESPONDER") or what.responder
    if not said:
        check.fault("X-VAKA-RESPONDER", Problem.WHOSE)
        return
    responder = ResponderId(check.id("X-VAKA-RESPONDER", said))
    name = f"{_plain(one.uid)}.{begins:%Y%m%dT%H%M}"
    if what.are_visits:
        resident = _said(event, calendar, "X-VAKA-RESIDENT")
        known = ResidentId(check.id("X-VAKA-RESIDENT", resident)) if resident else None
        staff = _staff(event, check)
        if check.is_good():
            roster.visit(PlannedVisit(name, what.municipality, responder, known, begins, ends, staff), check)
    elif check.is_good():
        roster.shift(Shift(name, what.municipality, responder, begins, ends), check)


def _said(event: Event, calendar: Calendar, name: str) -> str:
    return str(event.get(name) or calendar.get(name) or "").strip()


def _staff(event: Event, check: RowCheck) -> int:
    said = str(event.get("X-VAKA-STAFF", "1"))
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        check.fault("X-VAKA-STAFF", Problem.BAD_NUMBER, "1 to 9")
        return 1
    return check.whole("X-VAKA-STAFF", int(said), 1, 9)


def _plain(uid: str) -> str:
    """A UID as an id: what an id may not hold becomes "-"; calendars write anything there."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._:-") else "-" for sign in uid)[:100]
