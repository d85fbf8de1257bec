"""From rows to the domain's staff and their plan: each row checked by itself and against the rows before it.

Whether a responder or a resident that a plan names is there, the store knows, and the import asks it.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from console.adapters.files.checks import LEVEL_GRAMMAR, RowCheck
from console.adapters.files.imported import Findings, ImportedFile, Problem, Spot
from console.adapters.files.staff_rows import ResponderRow, ShiftRow, VisitRow
from console.domain.ids import MunicipalityId, ResidentId, ResponderId
from console.domain.night import LOCAL
from console.domain.responder import PlannedVisit, Responder, Shift, Skill, Transport

SKILLS = {skill.value: skill for skill in Skill}
TRANSPORTS = {way.value: way for way in Transport}

MAX_NAME, MAX_OF_A_KIND = 100, 50
LONGEST = timedelta(hours=36)
"""A shift or a visit that is longer is a mistake in a date."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d[:.]\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_EARLIEST, _LATEST = datetime(1999, 12, 31, tzinfo=UTC), datetime(2100, 1, 3, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CalendarOf:
    """What a calendar is taken for. `responder` is whose it is where it does not say so itself, "" for nobody's."""

    are_visits: bool
    municipality: MunicipalityId
    responder: str = ""


@dataclass(slots=True)
class Roster:
    """The good rows so far, each with its spot."""

    responders: dict[tuple[MunicipalityId, ResponderId], tuple[Responder, Spot]] = field(default_factory=dict)
    shifts: dict[tuple[MunicipalityId, str], tuple[Shift, Spot]] = field(default_factory=dict)
    visits: dict[tuple[MunicipalityId, str], tuple[PlannedVisit, Spot]] = field(default_factory=dict)

    def responder(self, found: Responder | None, check: RowCheck) -> None:
        if found is None:
            return
        if (found.municipality, found.id) in self.responders:
            check.fault("id", Problem.DUPLICATE)
        else:
            self.responders[found.municipality, found.id] = found, check.spot

    def shift(self, found: Shift | None, check: RowCheck) -> None:
        if found is None:
            return
        if (found.municipality, found.id) in self.shifts:
            check.fault("id", Problem.DUPLICATE)
        else:
            self.shifts[found.municipality, found.id] = found, check.spot

    def visit(self, found: PlannedVisit | None, check: RowCheck) -> None:
        if found is None:
            return
        if (found.municipality, found.id) in self.visits:
            check.fault("id", Problem.DUPLICATE)
        else:
            self.visits[found.municipality, found.id] = found, check.spot

    def imported(self, findings: Findings) -> ImportedFile:
        """What has been read."""
        return ImportedFile(
            errors=tuple(findings.errors),
            responders=tuple(one for one, _ in self.responders.values()),
            responder_spots=tuple(spot for _, spot in self.responders.values()),
            shifts=tuple(one for one, _ in self.shifts.values()),
            shift_spots=tuple(spot for _, spot in self.shifts.values()),
            visits=tuple(one for one, _ in self.visits.values()),
            visit_spots=tuple(spot for _, spot in self.visits.values()),
        )


def responder_of(row: ResponderRow, tenant: MunicipalityId, check: RowCheck) -> Responder | None:
    """One of the staff, or None with the errors noted."""
    name = ResponderId(check.id("id", row.id))
    partner = ResponderId(check.id("partner", row.partner)) if row.partner else None
    if partner is not None and partner == name:
        check.fault("partner", Problem.OWN_PARTNER)
    found = Responder(
        id=name,
        municipality=tenant,
        sender=check.id("sender", row.sender, LEVEL_GRAMMAR),
        name=check.text("name", row.name, MAX_NAME, required=True),
        phone=check.phone("phone", row.phone),
        skills=_skills(row.skills, check),
        languages=_languages(row.languages, check),
        opens_locks=row.opens_locks,
        keys=_keys(row.keys, check),
        transport=check.word("transport", row.transport, TRANSPORTS, Transport.FOOT),
        area=check.text("area", row.area, MAX_NAME),
        group=check.text("group", row.group, MAX_NAME),
        partner=partner,
        may_go_alone=row.may_go_alone,
        may_see_protected=row.may_see_protected,
    )
    return found if check.is_good() else None


def shift_of(row: ShiftRow, tenant: MunicipalityId, check: RowCheck) -> Shift | None:
    """A shift, or None with the errors noted."""
    name, responder = check.id("id", row.id), ResponderId(check.id("responder", row.responder))
    since, until = span_of(row.since, row.until, check)
    return Shift(name, tenant, responder, since, until) if check.is_good() else None


def visit_of(row: VisitRow, tenant: MunicipalityId, check: RowCheck) -> PlannedVisit | None:
    """A planned visit, or None with the errors noted."""
    name, responder = check.id("id", row.id), ResponderId(check.id("responder", row.responder))
    resident = ResidentId(check.id("resident", row.resident)) if row.resident else None
    since, until = span_of(row.since, row.until, check)
    staff = check.whole("staff", row.staff, 1, 9)
    return PlannedVisit(name, tenant, responder, resident, since, until, staff) if check.is_good() else None


def span_of(since: str, until: str, check: RowCheck) -> tuple[datetime, datetime]:
    """Two moments in order. Of an hour that the clock shows twice a beginning means the first and an end the second:
    nobody is free who may be at work."""
    begins, ends = _moment("since", since, check).astimezone(UTC), end_of(_moment("until", until, check))
    if check.is_good():
        check_span(begins, ends, check)
    return begins, ends


def check_span(begins: datetime, ends: datetime, check: RowCheck) -> None:
    """Notes what cannot be a shift or a visit."""
    if not (_EARLIEST <= begins <= _LATEST and _EARLIEST <= ends <= _LATEST):
        check.fault("since", Problem.BAD_MOMENT, "from 2000 to 2099")
    elif ends <= begins:
        check.fault("until", Problem.WRONG_ORDER)
    elif ends - begins > LONGEST:
        check.fault("until", Problem.TOO_LONG_A_TIME, "at most 36 hours")


def end_of(wall: datetime) -> datetime:
    """The later moment, in UTC, where the clock on the wall shows a time twice, or skips it."""
    return max(wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def _moment(field: str, value: str, check: RowCheck) -> datetime:
    """A moment; without an offset it is by Sweden's clock on the wall."""
    try:
        found = datetime.fromisoformat(value.replace(".", ":")) if _MOMENT.fullmatch(value) else None
    except ValueError:
        found = None
    if not value:
        check.fault(field, Problem.MISSING)
    elif found is None:
        check.fault(field, Problem.BAD_MOMENT, "YYYY-MM-DD HH:MM")
    elif not 2000 <= found.year < 2100:
        check.fault(field, Problem.BAD_MOMENT, "from 2000 to 2099")
    else:
        return found if found.tzinfo else found.replace(tzinfo=LOCAL)
    return _EARLIEST


def _skills(words: list[str], check: RowCheck) -> frozenset[Skill]:
    if not check.count("skills", len(words), MAX_OF_A_KIND):
        return frozenset()
    return frozenset(
        check.word(f"skill {number}", word, SKILLS, Skill.LIFTING) for number, word in enumerate(words, start=1)
    )


def _languages(codes: list[str], check: RowCheck) -> tuple[str, ...]:
    if not check.count("languages", len(codes), MAX_OF_A_KIND):
        return ()
    found = (check.language(f"language {number}", code) for number, code in enumerate(codes, start=1))
    return tuple(dict.fromkeys(found)) or ("sv",)


def _keys(names: list[str], check: RowCheck) -> frozenset[str]:
    if not check.count("keys", len(names), MAX_OF_A_KIND):
        return frozenset()
    found = (check.text(f"key {n}", name, MAX_NAME, required=True) for n, name in enumerate(names, start=1))
    return frozenset(found)
