"""Who is nearest and may do it: every candidate with reason, minutes and the age of the position, every exclusion with
its reason. Pure; how long the way takes is asked of `roads`.

Nobody is left out without a word: whoever is on the municipality's list is a candidate or an exclusion. Minutes are
rounded up, and never flatter: who is at a visit is there until it ends, whoever is farther away than was searched is at
least as far as the search went.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from console.domain.ids import ResponderId
from console.domain.land import Point, Way
from console.domain.responder import Duty, Skill, Staffed, Standing
from console.domain.task import EntryKind, Need

POSITION_FOR = timedelta(minutes=60)
"""An older position is none. Ours."""

BUSY_FOR = timedelta(minutes=15)
"""So long we reckon with somebody who is busy without a visit in their plan, or whose visit is over its time. Ours."""

VISIT_FOR = timedelta(minutes=15)
"""What a task takes on the spot: a shift that ends before that is too short. Ours."""

ENOUGH = 5
"""With fewer candidates within the time limit it is searched farther away."""

SEARCHED = tuple(timedelta(minutes=minutes) for minutes in (15, 20, 30, 45, 90, 720))
"""How far away is searched: first, then, and at last (which is without limit)."""


class Barred(StrEnum):
    """Why somebody is not asked, in the order in which it is looked at."""

    OFF_DUTY = "off_duty"
    ON_BREAK = "on_break"
    NOT_QUALIFIED = "not_qualified"
    NO_ENTRY = "no_entry"
    NOT_NAMED = "not_named"
    NOT_ALONE = "not_alone"
    ON_TASK = "on_task"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    SHIFT_ENDS = "shift_ends"
    NO_POSITION = "no_position"


class Fit(StrEnum):
    """What speaks for somebody."""

    FREE = "free"
    AT_VISIT = "at_visit"
    LOCK_RIGHT = "lock_right"
    HAS_KEY = "has_key"
    DELEGATION = "delegation"
    SAME_LANGUAGE = "same_language"
    OWN_AREA = "own_area"
    IN_PAIR = "in_pair"


class Certainty(StrEnum):
    """How far the minutes can be believed: by the age of the position."""

    FRESH = "fresh"
    OLD = "old"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Ages:
    """Until when a position is fresh, and until when it is old."""

    fresh_for: timedelta = timedelta(minutes=2)
    old_for: timedelta = timedelta(minutes=10)


USUAL_AGES = Ages()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """`detail` is the skill or key that is missing, as its enum's value; never a name."""

    responder: ResponderId
    why: Barred
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`minutes` is when they can be there from now: the rest of their work and the way, rounded up. `is_estimate`: by
    the straight line, for want of a road. `free_at` is when their visit ends, None where they are free.
    `is_reachable`: their phone can be asked now. `is_home`: reckoned from the middle of their area, for want of a
    position; `position_at` is then when anything was heard of them."""

    responder: ResponderId
    rank: int
    minutes: int
    way_s: float
    is_estimate: bool
    certainty: Certainty
    position_at: datetime
    is_reachable: bool
    fits: tuple[Fit, ...] = ()
    free_at: datetime | None = None
    partner: ResponderId | None = None
    is_home: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates by minutes, the first first; `excluded` are all others on the municipality's list. `is_limited`: not
    all who are farther away were looked for."""

    at: datetime
    candidates: tuple[Candidate, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    is_limited: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Who has said no to this task, and who has not answered; `area` is where it is."""

    declined: frozenset[ResponderId] = frozenset()
    unanswered: frozenset[ResponderId] = frozenset()
    area: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """From where somebody goes. `is_home`: the middle of their area, for want of a position."""

    point: Point
    at: datetime
    certainty: Certainty
    is_home: bool = False


NOBODY_YET = Asked()

Centres = Mapping[str, Point]
"""The middle of each area."""

Ways = Mapping[ResponderId, Way | None]
"""By who was searched for; None where they are farther away than the limit."""

People = Mapping[ResponderId, Staffed]
NO_CENTRES: Centres = MappingProxyType({})


def certainty_of(position_at: datetime, at: datetime, ages: Ages = USUAL_AGES) -> Certainty:
    """How far a position of then can be believed now."""
    age = at - position_at
    if age <= ages.fresh_for:
        return Certainty.FRESH
    return Certainty.OLD if age <= ages.old_for else Certainty.STALE


def is_reachable(standing: Standing | None) -> bool:
    """Whether their phone can be asked now: it is connected, and opens what is sealed for it."""
    return standing is not None and standing.is_connected and bool(standing.seal_key)


def start_of(one: Staffed, at: datetime, centres: Centres = NO_CENTRES, ages: Ages = USUAL_AGES) -> Start | None:
    """From where they would go: their last position if it is not older than an hour, else the middle of their area."""
    position = one.standing.position if one.standing is not None else None
    if position is not None and at - position.at <= POSITION_FOR:
        point = Point(position.latitude, position.longitude)
        return Start(point, position.at, certainty_of(position.at, at, ages))
    centre = centres.get(one.responder.area)
    if centre is None:
        return None
    heard_at = position.at if position is not None else one.standing.heard_at if one.standing is not None else at
    return Start(centre, heard_at, Certainty.STALE, is_home=True)


def free_at(one: Staffed, at: datetime) -> datetime | None:
    """When what they do now ends; None where they are free. A visit of the plan counts while it goes on, also of
    somebody who says that they are free: until its end at the latest. Who says busy, and is past the end of what was
    planned, is reckoned with `BUSY_FOR`."""
    ends = [visit.until for visit in one.visits if visit.since <= at < visit.until]
    if one.duty is Duty.BUSY:
        return max(ends, default=at + BUSY_FOR)
    return max(ends, default=None)


def barred_of(one: Staffed, need: Need, asked: Asked, people: People, at: datetime) -> Exclusion | None:
    """The first reason, in the order of `Barred`, for which somebody is not asked, wherever they are."""
    return next(_reasons(one, need, asked, people, at), None)


def rank(
    need: Need,
    staff: Sequence[Staffed],
    ways: Ways,
    at: datetime,
    asked: Asked = NOBODY_YET,
    centres: Centres = NO_CENTRES,
    limit: timedelta | None = None,
    ages: Ages = USUAL_AGES,
    barred: Mapping[ResponderId, Exclusion | None] | None = None,
) -> Ranking:
    """All of `staff`, as candidates in the order in which they would be there, or with what bars them. `limit` is how
    far away was searched for `ways`; who is in none of them has no position. `barred` is what `barred_of` says of each,
    where that has been asked already."""
    people = {one.responder.id: one for one in staff}
    candidates: list[Candidate] = []
    excluded: list[Exclusion] = []
    found: Candidate | Exclusion | None
    for one in people.values():
        found = barred[one.responder.id] if barred is not None else barred_of(one, need, asked, people, at)
        found = found or _candidate(one, need, ways, at, asked, limit, start_of(one, at, centres, ages))
        if isinstance(found, Exclusion):
            excluded.append(found)
        else:
            candidates.append(found)
    candidates.sort(key=_order)
    ranked = tuple(replace(one, rank=number) for number, one in enumerate(candidates, 1))
    places = {why: number for number, why in enumerate(Barred)}
    excluded.sort(key=lambda one: (places[one.why], one.responder))
    is_limited = any(ways.get(one.responder) is None for one in ranked)
    return Ranking(at, ranked, tuple(excluded), is_limited)


def is_enough(ranking: Ranking, ways: Ways) -> bool:
    """Whether it need not be searched farther away: enough candidates were found within the limit, or all were."""
    found = sum(ways.get(one.responder) is not None for one in ranking.candidates)
    return found >= ENOUGH or not ranking.is_limited


def _order(one: Candidate) -> tuple[float, bool, int, ResponderId]:
    """By when they are there; of those who are there in the same minute first who can be asked now, then whose position
    is newer, then by their id."""
    return one.minutes, not one.is_reachable, _CERTAINTIES.index(one.certainty), one.responder


_CERTAINTIES = tuple(Certainty)


def _reasons(one: Staffed, need: Need, asked: Asked, people: People, at: datetime) -> Iterator[Exclusion]:
    who = one.responder
    if one.duty in _AWAY:
        yield Exclusion(who.id, _AWAY[one.duty])
    lacking = need.skills - who.skills
    if lacking:
        yield Exclusion(who.id, Barred.NOT_QUALIFIED, min(skill.value for skill in lacking))
    if not _gets_in(one, need):
        yield Exclusion(who.id, Barred.NO_ENTRY, need.key or need.entry.value)
    if need.is_named and not who.may_see_protected:
        yield Exclusion(who.id, Barred.NOT_NAMED)
    if _partner_lacks(one, need, people, at):
        yield Exclusion(who.id, Barred.NOT_ALONE)
    if one.tasks:
        yield Exclusion(who.id, Barred.ON_TASK)
    if who.id in asked.declined:
        yield Exclusion(who.id, Barred.DECLINED)
    if who.id in asked.unanswered:
        yield Exclusion(who.id, Barred.NO_ANSWER)
    if one.until is not None and (free_at(one, at) or at) + VISIT_FOR > one.until:
        yield Exclusion(who.id, Barred.SHIFT_ENDS)


_AWAY = {Duty.OFF: Barred.OFF_DUTY, Duty.BREAK: Barred.ON_BREAK}


def _gets_in(one: Staffed, need: Need) -> bool:
    """By the lock or by the key, whichever it is: the key of a door with a digital lock opens it too."""
    has_key = bool(need.key) and need.key in one.responder.keys
    match need.entry:
        case EntryKind.DIGITAL_LOCK:
            return one.responder.opens_locks or has_key
        case EntryKind.CABINET | EntryKind.KEY:
            return has_key or not need.key
        case _:
            return True


def _partner_lacks(one: Staffed, need: Need, people: People, at: datetime) -> bool:
    """Where two are needed they go with their partner, and so does who goes nowhere alone: then the partner must be on
    duty and have nothing else now."""
    if need.staff < 2 and one.responder.may_go_alone:
        return False
    partner = _partner(one, people)
    if partner is None or need.staff > 2:
        return True
    return partner.duty in _AWAY or bool(partner.tasks) or free_at(partner, at) is not None


def _partner(one: Staffed, people: People) -> Staffed | None:
    id = one.responder.partner
    return people.get(id) if id is not None and id != one.responder.id else None


def _candidate(
    one: Staffed, need: Need, ways: Ways, at: datetime, asked: Asked, limit: timedelta | None, start: Start | None
) -> Candidate | Exclusion:
    who = one.responder
    if start is None or who.id not in ways:
        return Exclusion(who.id, Barred.NO_POSITION)
    way = ways[who.id]
    way_s = way.seconds if way is not None else (limit or timedelta(0)).total_seconds()
    until = free_at(one, at)
    there_s = way_s + ((until - at).total_seconds() if until is not None else 0.0)
    if one.until is not None and at + timedelta(seconds=there_s) + VISIT_FOR > one.until:
        return Exclusion(who.id, Barred.SHIFT_ENDS)
    goes_in_pair = need.staff > 1 or not who.may_go_alone
    return Candidate(
        who.id, rank=0, minutes=math.ceil(there_s / 60), way_s=way_s, is_estimate=way is None or way.is_estimate,
        certainty=start.certainty, position_at=start.at, is_reachable=is_reachable(one.standing),
        fits=tuple(_fits(one, need, asked, until, goes_in_pair)), free_at=until,
        partner=who.partner if goes_in_pair else None, is_home=start.is_home,
    )  # fmt: skip


def _fits(one: Staffed, need: Need, asked: Asked, until: datetime | None, goes_in_pair: bool) -> Iterator[Fit]:
    """What speaks for them, in the order of `Fit`."""
    who = one.responder
    yield Fit.FREE if until is None else Fit.AT_VISIT
    if need.entry is EntryKind.DIGITAL_LOCK and who.opens_locks:
        yield Fit.LOCK_RIGHT
    if need.key and need.key in who.keys:
        yield Fit.HAS_KEY
    if need.skills & _DELEGATED:
        yield Fit.DELEGATION
    if need.language in who.languages and need.language != "sv":
        yield Fit.SAME_LANGUAGE
    if asked.area and who.area == asked.area:
        yield Fit.OWN_AREA
    if goes_in_pair:
        yield Fit.IN_PAIR


_DELEGATED = frozenset(Skill) - {Skill.NURSE, Skill.ASSISTANT_NURSE}
