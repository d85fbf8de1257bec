"""What of a resident's course asks for a human, by that person's own limits. Pure.

Each rule is told once until the person has been back in bed:
- up too long (`up_at_most`): out of bed longer than that, and heard meanwhile; class Normal;
- not back (`up_at_most`): out of bed, and so long not heard at all; class Hög;
- a door between `door_from` and `door_until`; without a bed sensor told anew after half an hour without one;
- no motion from three hours before `moved_by` until then;
- a figure on the floor, at once and at any hour: the person's own alarm.

The limits hold in nights for which the decision is valid and consented to, and which nobody has called off.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind, rule_for
from console.domain.board import Overlay
from console.domain.ids import DeviceId, MunicipalityId, ResidentId
from console.domain.night import LOCAL, NOON, moment, night_of
from console.domain.night_book import SENSED_SOURCE
from console.domain.night_line import Flag
from console.domain.report import ReportKey
from console.domain.sensing import IN, KEPT, Course, Out, Seen, Word, falls
from console.domain.supervision import Decided, SensorLimits
from console.domain.triage import Planned, of_supervision

NIGHT_FROM = 22 * 60
NIGHT_UNTIL = 6 * 60
"""Local minutes between which being up is measured (`capabilities.md`: looks are done between 22 and 06)."""

TOLD_BACK = timedelta(hours=24)
"""What fell due while nobody could see it is told so far back."""

MORNING = timedelta(hours=3)
"""So long before `moved_by` somebody has moved."""

DOOR_ANEW = timedelta(minutes=30)
"""Where no bed sensor says that the person is back, a door so long after the last one is another outing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What asks for a human. `began_at` names it, `due_at` is when the limit was passed. What was told of the same rule
    as begun after `after` and not after `until` was this. `figures` are for any language."""

    rule: Flag
    began_at: datetime
    due_at: datetime
    after: datetime
    until: datetime | None
    device: DeviceId
    figures: str
    measured: timedelta | None = None
    limit: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """All that has fallen due, oldest first, and when to ask again if nothing is heard until then."""

    findings: tuple[Finding, ...]
    next_at: datetime


ASK_ANEW = timedelta(hours=1)
"""The night changes, a decision ends: so often it is asked at least."""


def found(course: Course, decided: Decided, now: datetime, is_off: Callable[[date], bool]) -> Found:
    """What the limits of a decision find in a course by `now`. `is_off` says of a night that its looks were called off:
    whoever declines the camera is heard all the same, but that nothing moves says nothing of somebody who may be away.
    """
    decision, limits = decided.decision, decided.decision.limits
    findings: list[Finding] = []
    for night in _nights(now):
        if not decision.is_valid(night) or not decision.consents(night):
            continue
        findings += _ups(course, limits, night, now)
        findings += _doors(course, limits, night)
        if night not in decision.skipped and not is_off(night):
            findings += _unmoved(course, limits, night)
        findings += _on_floor(course, night)
    since = max(decided.known_since, now - TOLD_BACK)
    due = [one for one in findings if since <= one.due_at <= now]
    ahead = [one.due_at for one in findings if one.due_at > now]
    return Found(tuple(sorted(due, key=lambda one: (one.due_at, one.rule))), min([*ahead, now + ASK_ANEW]))


def _nights(now: datetime) -> Iterator[date]:
    night = night_of(now - TOLD_BACK)
    while night <= night_of(now):
        yield night
        night += timedelta(days=1)


def _in(night: date, minute: int) -> datetime:
    return moment(night if minute >= NOON else night + timedelta(days=1), minute)


def _ups(course: Course, limits: SensorLimits, night: date, now: datetime) -> Iterator[Finding]:
    limit = limits.up_at_most
    if limit is None:
        return
    begins, ends = _in(night, NIGHT_FROM), _in(night, NIGHT_UNTIL)
    moves = course.moves()
    for out in course.outs():
        due = out.since + limit
        if not begins <= due < ends or (out.until is not None and out.until <= due):
            continue
        quiet_at = _quiet(out, moves, limit)
        measured = (out.until or max(now, due)) - out.since
        if quiet_at != due:
            yield _up(Flag.UP_TOO_LONG, out, due, measured, limit)
        if quiet_at is not None and quiet_at < ends:
            yield _up(Flag.NOT_BACK, out, quiet_at, measured, limit)


def _up(rule: Flag, out: Out, due: datetime, measured: timedelta, limit: timedelta) -> Finding:
    after = out.after if out.after is not None else out.since - KEPT
    return Finding(rule, out.since, due, after, out.until, out.device, _longer(measured, limit), measured, limit)


def _quiet(out: Out, moves: Iterable[datetime], limit: timedelta) -> datetime | None:
    """When nothing had been heard for `limit` while out of bed; that may be ahead of us."""
    last = out.since
    for at in moves:
        if at <= last:
            continue
        if at - last >= limit or (out.until is not None and at >= out.until):
            break
        last = at
    is_short = out.until is not None and out.until - last < limit
    return None if is_short else last + limit


def _longer(measured: timedelta, limit: timedelta) -> str:
    minutes, most = (int(one.total_seconds() // 60) for one in (measured, limit))
    return f"{minutes} {'>' if minutes > most else '≥'} {most} min"


def _doors(course: Course, limits: SensorLimits, night: date) -> Iterator[Finding]:
    if limits.door_from is None or limits.door_until is None:
        return
    begins, ends = _in(night, limits.door_from), _in(night, limits.door_until)
    beds = course.words(IN | {Seen.LEFT_BED})
    back = [word.at for word in beds if word.seen in IN]
    first: Word | None = None
    last = begins - timedelta(microseconds=1)
    after = last
    hours = f"{_wall(limits.door_from)}–{_wall(limits.door_until)}"
    for word in course.words(frozenset({Seen.DOOR_OPENED})):
        if not begins <= word.at < ends:
            continue
        is_anew = any(last < at <= word.at for at in back) if beds else word.at - last >= DOOR_ANEW
        if first is not None and is_anew:
            yield _door(first, after, last, hours)
            first, after = None, last
        first, last = first or word, word.at
    if first is not None:
        yield _door(first, after, last, hours)


def _door(first: Word, after: datetime, last: datetime, hours: str) -> Finding:
    figures = f"{first.at.astimezone(LOCAL):%H:%M} · {hours}"
    return Finding(Flag.DOOR_AT_NIGHT, first.at, first.at, after, last, first.device, figures)


def _unmoved(course: Course, limits: SensorLimits, night: date) -> Iterator[Finding]:
    if limits.moved_by is None:
        return
    due = _in(night, limits.moved_by)
    moves = [at for at in course.moves() if at < due]
    last = moves[-1] if moves else None
    if last is not None and last >= due - MORNING:
        return
    figures = f"{last.astimezone(LOCAL):%H:%M} < {_wall(limits.moved_by)}" if last else f"– < {_wall(limits.moved_by)}"
    yield Finding(
        Flag.NO_MOTION, due, due, due - timedelta(microseconds=1), due, DeviceId(""), figures,
        due - last if last is not None else None,
    )  # fmt: skip


def _on_floor(course: Course, night: date) -> Iterator[Finding]:
    for word, upright, until in falls(course):
        if night_of(word.at) == night:
            figures = f"{word.at.astimezone(LOCAL):%H:%M}"
            after = upright if upright is not None else word.at - KEPT
            yield Finding(Flag.ON_FLOOR, word.at, word.at, after, until, word.device, figures)


def _wall(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


CAUSES: dict[Flag, Cause] = {
    Flag.UP_TOO_LONG: Cause.LEFT_BED,
    Flag.NOT_BACK: Cause.NOT_BACK_IN_BED,
    Flag.DOOR_AT_NIGHT: Cause.DOOR_OPENED,
    Flag.NO_MOTION: Cause.NO_MOVEMENT,
    Flag.ON_FLOOR: Cause.FALL,
}
"""What each becomes; class and lane are `alarm.rule_for`'s."""

_STAMP = "%Y%m%dT%H%M%S.%f"


def name_of(finding: Finding, resident: ResidentId) -> str:
    """The id of the report that tells of it: the same whoever finds it, however often."""
    return f"{_named(finding.rule, resident)}{finding.began_at.astimezone(UTC):{_STAMP}}"


def is_told(finding: Finding, resident: ResidentId, told: Iterable[str]) -> bool:
    """Whether one of the reports `told` was of this, though it may have been thought to begin a little later; or of
    what is graver about the same."""
    return telling(finding, resident, told) is not None


def telling(finding: Finding, resident: ResidentId, told: Iterable[str]) -> str | None:
    """Which of these reports' ids tells of it, or of what is graver about the same."""
    rules = (finding.rule, Flag.NOT_BACK) if finding.rule is Flag.UP_TOO_LONG else (finding.rule,)
    prefixes = [_named(rule, resident) for rule in rules]
    return next((name for name in told for prefix in prefixes if _is_of(finding, name, prefix)), None)


def _named(rule: Flag, resident: ResidentId) -> str:
    return f"{resident}:{rule.value}:"


def _is_of(finding: Finding, name: str, prefix: str) -> bool:
    if not name.startswith(prefix):
        return False
    begun = datetime.strptime(name.removeprefix(prefix), _STAMP).replace(tzinfo=UTC)
    return finding.after < begun and (finding.until is None or begun <= finding.until)


def planned(
    finding: Finding, municipality: MunicipalityId, resident: ResidentId, place: str, now: datetime, board: Overlay,
    new_case: Callable[[], str],
) -> tuple[Planned, ...]:  # fmt: skip
    """The case of a finding, or nothing where it was told already, here or by another console."""
    if is_told(finding, resident, board.night.told):
        return ()
    kind, cause = DeviceKind.SUPERVISION_SENSOR, CAUSES[finding.rule]
    alarm = ev.Alarm(
        report=ReportKey(f"{SENSED_SOURCE}{municipality}", name_of(finding, resident)), kind=kind, cause=cause,
        alarm_class=rule_for(kind, cause).alarm_class, at=finding.due_at, began_at=finding.due_at, received_at=now,
        device=finding.device, place=place, text=finding.figures,
    )  # fmt: skip
    subject = ev.Subject(ev.SubjectKind.RESIDENT, resident)
    return of_supervision(municipality, subject, resident, alarm, board, new_case)
