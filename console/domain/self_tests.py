"""The monthly self-test of the alarm units: when it is, and whose did not come. Pure; the local clock is Sweden's.

A unit that filed a test in the month before, and none from the beginning of this month's window until an hour after its
end, has missed one. A unit that never tested itself promised nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.board import Overlay
from console.domain.heartbeats import Key
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.outages import NewCase, Silent, subject_of
from console.domain.report import ReportKey
from console.domain.resident import SelfTests
from console.domain.triage import Planned, of_device

LOCAL = ZoneInfo("Europe/Stockholm")

LATE_BY = timedelta(hours=1)
"""After the window's end a test may still be under way."""

ALONE_AT_MOST = 20
"""More missing tests of one sender than these have one reason, and are one case."""


@dataclass(frozen=True, slots=True)
class Window:
    """One month's, from `since` to `until` (aware UTC). `before` is when the month before's began."""

    month: str
    before: datetime
    since: datetime
    until: datetime

    @property
    def due_at(self) -> datetime:
        """When it is certain whose test did not come."""
        return self.until + LATE_BY


def window_of(tests: SelfTests, at: datetime) -> Window:
    """The newest window that has begun by `at`."""
    today = at.astimezone(LOCAL).date()
    this = _begin(tests, today.year, today.month)
    year, month = (today.year, today.month) if this <= at else _month_before(today.year, today.month)
    day = date(year, month, tests.day)
    return Window(
        month=f"{year}-{month:02}", before=_begin(tests, *_month_before(year, month)), since=_begin(tests, year, month),
        until=_moment(day, tests.to_hour),
    )  # fmt: skip


def is_testing(tests: SelfTests | None, at: datetime) -> bool:
    """Whether units test themselves at `at`; what comes within the hour after it is of it still."""
    if tests is None:
        return False
    window = window_of(tests, at)
    return window.since <= at < window.due_at


def missing(window: Window, tested_at: Mapping[Key, datetime], municipality: MunicipalityId) -> list[Key]:
    """Those of a municipality whose last test is of the month before, by id."""
    return sorted(key for key, at in tested_at.items() if key[0] == municipality and window.before <= at < window.since)


def missed(one: Silent, window: Window, at: datetime, board: Overlay, new_case: NewCase) -> tuple[Planned, ...]:
    """One device's missed test."""
    alarm = _alarm(one.key[0], f"test:{one.key[1]}:{window.month}", one.kind, at, one.key[1], one.place, "")
    return of_device(subject_of(one.key), one.key[0], one.resident, alarm, board, new_case)


def many_missed(
    municipality: MunicipalityId, sender: str, count: int, window: Window, at: datetime, board: Overlay,
    new_case: NewCase,
) -> tuple[Planned, ...]:  # fmt: skip
    """One case for all of a sender's."""
    subject = ev.Subject(ev.SubjectKind.SOURCE, f"{municipality}/{sender}")
    name = f"tests:{sender}:{window.month}"
    alarm = _alarm(municipality, name, DeviceKind.HUB, at, DeviceId(""), sender, str(count))
    return of_device(subject, municipality, None, alarm, board, new_case)


def _alarm(
    municipality: MunicipalityId, name: str, kind: DeviceKind, at: datetime, device: DeviceId, place: str, text: str
) -> ev.Alarm:
    return ev.Alarm(
        report=ReportKey(f"watch:{municipality}", name), kind=kind, cause=Cause.TEST_MISSED,
        alarm_class=AlarmClass.TECHNICAL, at=at, began_at=at, received_at=at, device=device, place=place, text=text,
    )  # fmt: skip


def _month_before(year: int, month: int) -> tuple[int, int]:
    return (year, month - 1) if month > 1 else (year - 1, 12)


def _begin(tests: SelfTests, year: int, month: int) -> datetime:
    return _moment(date(year, month, tests.day), tests.from_hour)


def _moment(day: date, hour: int) -> datetime:
    """A local hour (24 is the end of the day) as UTC."""
    local = datetime(day.year, day.month, day.day, tzinfo=LOCAL)
    return (local + timedelta(hours=hour)).astimezone(UTC)
