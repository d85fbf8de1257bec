"""Which areas somebody can be sent to in time, and until when. Pure.

An area is covered by whoever is on duty, has a phone that can be asked, is qualified, and can be at the middle of the
area within the municipality's time for class Akut, with the rest of what they do: by the straight line x 1.35, which is
cheap and can be told. A task that they have does not take them away, for they can be sent elsewhere: it is reckoned
with like a visit. Whose position is old or whose phone is lost counts as uncertain, not as covered. Who gives no
position at all is where their area is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.ids import MunicipalityId, ResponderId
from console.domain.land import Point
from console.domain.ranking import BUSY_FOR, POSITION_FOR, USUAL_AGES, Ages, free_at, is_reachable
from console.domain.responder import Duty, Responder, Shift, Skill, Staffed, Transport
from console.domain.roads import DETOUR, SPEED_M_S, distance_m
from console.domain.staff_board import AreaCover


@dataclass(frozen=True, slots=True)
class AreaPeople:
    """Who lives in an area. `at_risk` of the `residents` live there alone with an alarm, or have a critical fact;
    `centre` is the middle of their homes, None where no home's place is known."""

    area: str
    residents: int
    at_risk: int
    centre: Point | None = None


QUALIFIED = frozenset({Skill.NURSE, Skill.ASSISTANT_NURSE})
"""Whoever has one of these can be sent to whatever an alarm is about."""


def covers(
    municipality: MunicipalityId,
    areas: Iterable[AreaPeople],
    staff: Sequence[Staffed],
    shifts: Sequence[Shift],
    within: timedelta,
    at: datetime,
    ages: Ages = USUAL_AGES,
) -> tuple[AreaCover, ...]:
    """Each area in which somebody lives, by its name. `shifts` are the municipality's, those that run and those that
    begin later; `within` is in how long somebody must be there."""
    lived_in = [area for area in areas if area.residents and area.area]
    centres = {area.area: area.centre for area in lived_in if area.centre is not None}
    present = [one for one in qualified(staff) if one.duty in (Duty.FREE, Duty.BUSY)]
    able = {one.responder.id: one for one in qualified(staff)}
    going = [_able(one, centres, within, at, ages) for one in present]
    homes = {_home(one.responder): one.responder for one in able.values()}
    planned = _Planned(tuple(shift for shift in shifts if shift.responder in able), present)
    found: list[AreaCover] = []
    for area in sorted(lived_in, key=lambda one: one.area):
        reaches = {one.who.id: one for one in going if _is_within(one.start, area, one.who, one.left)}
        sure = [id for id, one in reaches.items() if one.is_sure]
        near = {key for key, one in homes.items() if _lives_near(one, area, centres, within)}
        theirs = {id for id, one in able.items() if _home(one.responder) in near}
        empty_from = planned.empty_from(sure or list(reaches), theirs, at) if reaches else None
        found.append(
            AreaCover(
                municipality, area.area, len(sure), len(reaches) - len(sure), area.residents, area.at_risk,
                area.centre, empty_from,
            )
        )  # fmt: skip
    return tuple(found)


def qualified(staff: Sequence[Staffed]) -> tuple[Staffed, ...]:
    """Who can be sent to an alarm that nobody knows yet. Where the list names nobody's training, it is known of nobody,
    and bars nobody."""
    trained = tuple(one for one in staff if one.responder.skills & QUALIFIED)
    return trained or tuple(staff)


@dataclass(frozen=True, slots=True)
class _Planned:
    """The shifts of those who are qualified; `present` are on duty now."""

    shifts: tuple[Shift, ...]
    present: Sequence[Staffed]

    def empty_from(self, now_there: Sequence[ResponderId], theirs: set[ResponderId], at: datetime) -> datetime | None:
        """When the last of them ends before another of the area's own begins, until the end of the shift at hand. Who
        is there without a planned end is there for all we know. The end of the shift at hand itself counts only where
        something is planned beyond it: else the next plan has not come yet."""
        until = {one.responder.id: one.until for one in self.present}
        ends = [until.get(id) for id in now_there]
        known = [end for end in until.values() if end is not None]
        if not known or any(end is None for end in ends):
            return None
        horizon = max(known)
        is_planned_beyond = any(shift.until > horizon for shift in self.shifts)
        empty = _end_of([(at, end) for end in ends if end is not None] + self._later(theirs, at), at)
        return empty if empty < horizon or (empty == horizon and is_planned_beyond) else None

    def _later(self, theirs: set[ResponderId], at: datetime) -> list[tuple[datetime, datetime]]:
        return [(shift.since, shift.until) for shift in self.shifts if shift.responder in theirs and shift.since > at]


def _end_of(spans: Iterable[tuple[datetime, datetime]], at: datetime) -> datetime:
    """Until when these spans go on from `at` without a gap."""
    end = at
    for since, until in sorted(spans):
        if since > end:
            break
        end = max(end, until)
    return end


@dataclass(frozen=True, slots=True)
class _Able:
    """Somebody on duty: from where they would go, the time that they have for it, and how sure that is."""

    who: Responder
    start: Point | None
    left: timedelta
    is_sure: bool


def _able(one: Staffed, centres: dict[str, Point], within: timedelta, at: datetime, ages: Ages) -> _Able:
    position = one.standing.position if one.standing is not None else None
    age = at - position.at if position is not None else None
    is_sure = is_reachable(one.standing) and (age is None or age <= ages.old_for)
    if position is not None and age is not None and age <= POSITION_FOR:
        start: Point | None = Point(position.latitude, position.longitude)
    else:
        start = centres.get(one.responder.area)
    busy_until = max(free_at(one, at) or at, at + BUSY_FOR if one.tasks else at)
    return _Able(one.responder, start, within - (busy_until - at), is_sure)


def _home(who: Responder) -> tuple[str, Transport]:
    """All that it takes to know which areas somebody covers from their own."""
    return who.area, who.transport


def _lives_near(who: Responder, area: AreaPeople, centres: dict[str, Point], within: timedelta) -> bool:
    """Whether they cover the area from where their own is."""
    start = centres.get(who.area)
    return who.area == area.area or (start is not None and _is_within(start, area, who, within))


def _is_within(start: Point | None, area: AreaPeople, who: Responder, left: timedelta) -> bool:
    if start is None or area.centre is None:
        return who.area == area.area and left > timedelta(0)
    return distance_m(start, area.centre) * DETOUR <= left.total_seconds() * SPEED_M_S[who.transport]
