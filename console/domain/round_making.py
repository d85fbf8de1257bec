"""A night's looks as rows for one viewer: what was planned, how it stands by the night book, and what it lacks.
Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from console.domain.gate import may_look
from console.domain.ids import LookId, OperatorId
from console.domain.look import LookState
from console.domain.masking import Person
from console.domain.night import PlannedLook, is_by_camera
from console.domain.night_book import NightBook
from console.domain.operator import Operator
from console.domain.round_rows import RoundRow
from console.domain.shortfalls import Fitted, NightPlan, is_left_out, lack_of, ours_of
from console.domain.supervision import SupervisionDecision


@dataclass(frozen=True, slots=True)
class Viewed:
    """By whom, by what book, and when. `names` are colleagues' own."""

    viewer: Operator
    book: NightBook
    names: Mapping[OperatorId, str]
    now: datetime


def rows_of(plan: NightPlan, fitted: Fitted, person: Person | None, seen: Viewed) -> list[RoundRow]:
    """The looks of one decision in one night."""
    looks = ours_of(plan.looks, plan.decided, seen.book)
    lack = lack_of(plan, fitted, seen.now)
    return [
        replace(_row(plan, look, person, seen), lack=lack, number=number, count=len(looks))
        for number, look in enumerate(looks, 1)
    ]


def row_for_case(decision: SupervisionDecision, look: LookId, person: Person, at: datetime) -> RoundRow:
    """A look that was opened for the person's case at `at`, as a row: whose it is, and by what right."""
    return RoundRow(
        look=look, decision=decision.id, municipality=decision.municipality, resident=decision.resident, person=person,
        area=decision.area, place=decision.place, kind=decision.kind, round=0, number=1, count=1, begins_at=at,
        ends_at=at, opens_at=at, closes_at=at, state=LookState.OPEN, shares=decision.consent.has_cohabitant,
        valid_until=decision.valid_until, consent_on=decision.consent.given_on, note=decision.note,
    )  # fmt: skip


def _row(plan: NightPlan, look: PlannedLook, person: Person | None, seen: Viewed) -> RoundRow:
    decision, book, names = plan.decided.decision, seen.book, seen.names
    course = book.looks.get(look.id)
    row = RoundRow(
        look=look.id, decision=decision.id, municipality=decision.municipality, resident=decision.resident,
        person=person, area=decision.area, place=decision.place, kind=decision.kind, round=look.round, number=1,
        count=1, begins_at=look.begins_at, ends_at=look.ends_at, opens_at=look.opens_at, closes_at=look.closes_at,
        state=LookState.PLANNED, is_skipped=is_left_out(look, course, decision, book),
        shares=decision.consent.has_cohabitant, is_by_camera=is_by_camera(decision) and may_look(seen.viewer, decision),
        valid_until=decision.valid_until, consent_on=decision.consent.given_on, note=decision.note,
    )  # fmt: skip
    if course is None:
        return row
    holder = course.holder(seen.now)
    return replace(
        row, state=course.state, at=course.at, holder=names.get(holder, holder) if holder else "",
        is_mine=holder == seen.viewer.id, said_by=names.get(course.by, course.by) if course.by else "",
        outcome=course.outcome, retry_at=course.retry_at, then=course.then, act_by=course.act_by,
        done_at=course.done_at, openings=course.openings,
    )  # fmt: skip
