"""A municipality's night as its report tells it: decided against done, look by look, by ids alone. Pure.

It is made of the decisions, and of what the journal says of that night, by the same fold as the night itself has
(`NightBook`). Its figures are those of a night that is over: what was a fault once counts, though the look was done
after all. Whoever signs it signs the digest of its text.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from console.domain import events as ev
from console.domain.ids import CaseId, DecisionId, LookId, MunicipalityId, OperatorId, ResidentId
from console.domain.look import FAULTS, NOT_YET, SEEN, LookCourse, LookFor, LookOutcome, LookState
from console.domain.night import PlannedLook, is_by_camera, looks_of, span_of
from console.domain.night_book import LACK_SOURCE, NightBook, Signed
from console.domain.picture import Mask
from console.domain.round_rows import Lack, NightFigures
from console.domain.shortfalls import OF_DECISIONS, due_at, is_left_out, ours_of
from console.domain.supervision import Decided, SupervisionDecision


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a look."""

    at: datetime
    who: OperatorId
    outcome: LookOutcome


@dataclass(frozen=True, slots=True)
class Opening:
    """One time that a camera was open. `reason` and `case` where it was for a case; `is_planned`: for a look of the
    round that is decided. `seconds` is None while it is open, or where its end was never told."""

    look: LookId
    decision: DecisionId
    resident: ResidentId | None
    at: datetime
    who: OperatorId
    mask: Mask
    purpose: LookFor
    reason: str = ""
    case: CaseId | None = None
    is_planned: bool = True
    seconds: float | None = None
    unmasked_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Unmasking:
    """Somebody took the mask away."""

    look: LookId
    at: datetime
    who: OperatorId
    reason: str


@dataclass(frozen=True, slots=True)
class Lacked:
    """Something was missing, and was told as a case. `look` None: it kept the whole decision from being done."""

    lack: Lack
    about: str
    at: datetime
    case: CaseId | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A night that a person did not want, or was away in; `who` None: the decision itself says so."""

    decision: DecisionId
    resident: ResidentId | None
    who: OperatorId | None
    why: str


class Standing(StrEnum):
    """How a look came out."""

    DONE = "done"
    LATE = "late"
    MISSED = "missed"
    OPEN = "open"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look. `begins_at` to `ends_at` was agreed. `by` said the last of it. `seconds` and `unmasked_s` add up all
    its `openings`. `said` is all that was said, in order."""

    look: LookId
    decision: DecisionId
    resident: ResidentId | None
    area: str
    place: str
    round: int
    begins_at: datetime
    ends_at: datetime
    standing: Standing
    state: LookState = LookState.PLANNED
    outcome: LookOutcome | None = None
    done_at: datetime | None = None
    by: OperatorId | None = None
    is_by_camera: bool = True
    openings: int = 0
    seconds: float = 0.0
    unmasked_s: float = 0.0
    said: tuple[Said, ...] = ()

    def was(self, outcomes: frozenset[LookOutcome]) -> bool:
        """Whether any of these was said of it."""
        return any(one.outcome in outcomes for one in self.said)


@dataclass(frozen=True)
class NightReport:
    """`is_over`: nothing of the night can be done any more. `openings` are all, in order."""

    municipality: MunicipalityId
    night: date
    since: datetime
    until: datetime
    is_over: bool
    figures: NightFigures
    looks: tuple[LookLine, ...] = ()
    openings: tuple[Opening, ...] = ()
    unmaskings: tuple[Unmasking, ...] = ()
    lacked: tuple[Lacked, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    signed: Signed | None = field(default=None, compare=False)

    @property
    def is_signed(self) -> bool:
        """Whether somebody has signed it as it stands: what has changed since nobody has."""
        return self.signed is not None and self.signed.digest == self.digest

    @property
    def missed(self) -> tuple[LookLine, ...]:
        return self._standing(Standing.MISSED)

    @property
    def late(self) -> tuple[LookLine, ...]:
        """Done, after the end of their tolerance."""
        return self._standing(Standing.LATE)

    @property
    def not_seen(self) -> tuple[LookLine, ...]:
        """Those in which the person was not seen at some try; `said` tells what came of it."""
        return tuple(line for line in self.looks if line.was(NOT_YET))

    @property
    def faults(self) -> tuple[LookLine, ...]:
        """Those whose camera showed nothing; `said` tells of the visit."""
        return tuple(line for line in self.looks if line.was(FAULTS))

    @property
    def declined(self) -> tuple[LookLine, ...]:
        """Those that the person did not want when somebody looked in."""
        return tuple(line for line in self.looks if line.outcome is LookOutcome.DECLINED)

    @property
    def lacking(self) -> tuple[Lacked, ...]:
        """Decisions that could not be carried out, and what was told of looks that no decision of now asks for."""
        looks = {line.look for line in self.looks}
        return tuple(one for one in self.lacked if one.lack in OF_DECISIONS or one.about not in looks)

    @property
    def outside(self) -> tuple[Opening, ...]:
        """Cameras that were opened for a case, and those for a look that no decision of now asks for."""
        return tuple(one for one in self.openings if not one.is_planned)

    @property
    def text(self) -> str:
        """All that it says, a JSON line each; whose signature it has is no part of it."""
        head = [self.municipality, self.night, self.since, self.until, asdict(self.figures)]
        parts: Sequence[Sequence[object]] = [
            head, *(["look", asdict(one)] for one in self.looks), *(["opening", asdict(one)] for one in self.openings),
            *(["unmasking", asdict(one)] for one in self.unmaskings),
            *(["lacked", asdict(one)] for one in self.lacked), *(["left_out", asdict(one)] for one in self.left_out),
        ]  # fmt: skip
        return "".join(f"{json.dumps(part, ensure_ascii=False, sort_keys=True, default=_written)}\n" for part in parts)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, hex."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def _standing(self, standing: Standing) -> tuple[LookLine, ...]:
        return tuple(line for line in self.looks if line.standing is standing)


def report_of(
    municipality: MunicipalityId,
    night: date,
    begins: int,
    decided: Iterable[Decided],
    events: Sequence[ev.Event],
    at: datetime,
) -> NightReport:
    """The report as it stands at `at`. `events` are what the journal says of that municipality's looks and lacks, in
    their order, and all that it says of that night as a whole (`night_subject`)."""
    since, until = span_of(night, begins)
    book = _folded(events)
    ours = sorted(
        (one for one in decided if one.decision.municipality == municipality), key=lambda one: one.decision.id
    )
    planned = [
        (look, one.decision) for one in ours for look in ours_of(looks_of(one.decision, night, begins), one, book)
    ]
    planned.sort(key=lambda pair: (pair[0].begins_at, pair[1].area, pair[1].place, pair[0].id))
    ids = frozenset(look.id for look, _ in planned)
    openings = tuple(one for one in _openings(events, ids) if one.look in ids or since <= one.at < until)
    said = _said(events)
    bare = _bare_seconds(openings)
    lines = tuple(
        replace(_line(look, decision, book, said.get(look.id, ()), at), unmasked_s=round(bare.get(look.id, 0.0), 1))
        for look, decision in planned
    )
    opened = ids | {one.look for one in openings}
    lacked = tuple(_lacked(events, night))
    return NightReport(
        municipality, night, since, until, _is_over(lines, until, at),
        _figures(lines, lacked), lines, openings,
        tuple(
            Unmasking(e.body.look, e.at, e.who, e.body.reason)
            for e in events
            if isinstance(e.body, ev.LookUnmasked) and e.body.look in opened
        ),
        lacked, tuple(_left_out(ours, night, book)), book.signed.get((municipality, night)),
    )  # fmt: skip


def _is_over(lines: Sequence[LookLine], until: datetime, at: datetime) -> bool:
    """Of a night for which nothing is decided so far something may be yet, while it lasts."""
    return all(line.standing is not Standing.OPEN for line in lines) and (bool(lines) or at >= until)


def _written(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no text of {type(value).__name__}")


def _folded(events: Iterable[ev.Event]) -> NightBook:
    """Nothing is forgotten: a night is signed, and read again, however long after it."""
    book = NightBook()
    for event in events:
        book.fold(event)
    return book


def _openings(events: Iterable[ev.Event], planned: frozenset[LookId]) -> list[Opening]:
    """Each with its end: a camera is closed by whoever had opened it."""
    found: list[Opening] = []
    running: dict[tuple[LookId, OperatorId], int] = {}
    for event in events:
        match event.body:
            case ev.LookOpened() as body:
                running[body.look, event.who] = len(found)
                is_planned = body.purpose is LookFor.ROUND and body.look in planned
                found.append(
                    Opening(
                        body.look, body.decision, body.resident, event.at, event.who, body.mask, body.purpose,
                        body.reason, body.case, is_planned,
                    )
                )  # fmt: skip
            case ev.LookShut(look, _, seconds, unmasked_s):
                number = running.pop((look, event.who), None)
                if number is not None:
                    found[number] = replace(found[number], seconds=round(seconds, 1), unmasked_s=round(unmasked_s, 1))
            case _:
                pass
    return found


def _said(events: Iterable[ev.Event]) -> dict[LookId, tuple[Said, ...]]:
    found: defaultdict[LookId, list[Said]] = defaultdict(list)
    for event in events:
        if isinstance(event.body, ev.LookJudged):
            found[event.body.look].append(Said(event.at, event.who, event.body.outcome))
    return {look: tuple(said) for look, said in found.items()}


def _bare_seconds(openings: Iterable[Opening]) -> dict[LookId, float]:
    found: defaultdict[LookId, float] = defaultdict(float)
    for one in openings:
        found[one.look] += one.unmasked_s
    return found


def _line(
    look: PlannedLook, decision: SupervisionDecision, book: NightBook, said: tuple[Said, ...], at: datetime
) -> LookLine:
    course = book.looks.get(look.id)
    line = LookLine(
        look.id, decision.id, look.resident, decision.area, decision.place, look.round, look.begins_at, look.ends_at,
        _standing(look, course, decision, book, at), is_by_camera=is_by_camera(decision),
    )  # fmt: skip
    if course is None:
        return line
    return replace(
        line, state=course.state, outcome=course.outcome, done_at=course.done_at, by=said[-1].who if said else None,
        openings=course.openings, seconds=round(course.seconds, 1), said=said,
    )  # fmt: skip


def _standing(
    look: PlannedLook, course: LookCourse | None, decision: SupervisionDecision, book: NightBook, at: datetime
) -> Standing:
    if course is not None and course.is_done:
        is_late = course.done_at is not None and course.done_at > look.closes_at
        return Standing.LATE if is_late else Standing.DONE
    if is_left_out(look, course, decision, book):
        return Standing.SKIPPED
    is_held = course is not None and course.holder(at) is not None
    return Standing.OPEN if is_held or at <= due_at(look, course, decision) else Standing.MISSED


def _lacked(events: Iterable[ev.Event], night: date) -> Iterator[Lacked]:
    for event in events:
        if not isinstance(event.body, ev.CaseOpened | ev.AlarmJoined):
            continue
        key = event.body.alarm.report
        lack, _, rest = key.id.partition(":")
        about, _, day = rest.rpartition(":")
        if key.source.startswith(LACK_SOURCE) and day == night.isoformat() and lack in {one.value for one in Lack}:
            yield Lacked(Lack(lack), about, event.at, ev.case_of(event.subject))


def _left_out(ours: Iterable[Decided], night: date, book: NightBook) -> Iterator[LeftOut]:
    for one in ours:
        decision = one.decision
        said = book.skipped.get((decision.id, night))
        if said is not None:
            yield LeftOut(decision.id, decision.resident, said.who, said.why)
        elif night in decision.skipped and decision.is_valid(night):
            yield LeftOut(decision.id, decision.resident, None, "")


def _figures(lines: Sequence[LookLine], lacked: Sequence[Lacked]) -> NightFigures:
    asked = [line for line in lines if line.standing is not Standing.SKIPPED]
    done = [line for line in asked if line.standing in (Standing.DONE, Standing.LATE)]
    faults = [line for line in asked if line.was(FAULTS)]
    seen = [line for line in done if line.outcome in SEEN]
    told = {one.about for one in lacked if one.lack is Lack.LOOK_MISSED}
    gone = len(told - {str(line.look) for line in lines})  # the decision was changed since
    return NightFigures(
        decided=len({line.decision for line in lines}),
        lacking=len({one.about for one in lacked if one.lack in OF_DECISIONS}),
        faults=len(faults), booked=sum(line.state is LookState.FOLLOW_UP for line in faults), looks=len(asked) + gone,
        done=len(done), late=sum(line.standing is Standing.LATE for line in done),
        missed=sum(line.standing is Standing.MISSED for line in asked) + gone,
        directly=sum(line.openings == 1 for line in seen), avoided=len(seen),
        skipped=len({line.decision for line in lines if line.standing is Standing.SKIPPED}),
    )  # fmt: skip
