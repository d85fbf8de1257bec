"""Warns of an area to which nobody can be sent, within a minute, and says until when the others are covered.

A duty of the watch, for the municipalities whose staff was imported and has begun to say when they work. An area that
has been empty for half a minute has a case of class Hög, once; where all are, it is one case about the municipality.
When it has been covered for half a minute the case is told so, and stays until somebody closes it. Whoever closed it
while the area was empty knows: they are told again after an hour. What has a case, and when it was closed, is in the
journal, so that a start and another console tell nothing twice.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, rule_for
from console.domain.board import Board, Overlay
from console.domain.case import Case, JoinKey
from console.domain.coverage import AreaPeople, covers
from console.domain.ids import CaseId, DeviceId, MunicipalityId
from console.domain.lifecycle import State
from console.domain.outages import put_on
from console.domain.ranking import USUAL_AGES, Ages
from console.domain.report import ReportKey
from console.domain.responder import Shift, Staffed
from console.domain.staff_board import AreaCover
from console.domain.triage import Planned, of_staff
from console.services.ports import Clock, Ids
from console.services.recorder import Recorder

LOOKS_EVERY_S = 5.0
HOLDS_FOR_S = 30.0
"""So long an area is empty before it is told, and covered before that is taken back: with the time between two looks
well within the minute. Ours."""

AREAS_FOR_S = 600.0
"""So long it is believed who lives where. An import is believed at once. Ours."""

TOLD_AGAIN_AFTER = timedelta(hours=1)
"""After somebody closed the case of an area that is still empty. Ours."""

WHOLE = ""
"""Stands for an area where the municipality as a whole is meant. No area is called so."""

AreaKey = tuple[MunicipalityId, str]


class Roll(Protocol):
    """Who is on the list, and when they work."""

    def municipalities(self) -> frozenset[MunicipalityId]: ...

    def staffed(self, municipality: MunicipalityId, at: datetime) -> tuple[Staffed, ...]: ...

    def shifts(self, municipality: MunicipalityId) -> tuple[Shift, ...]: ...


class AreaBook(Protocol):
    """Who lives where, by number alone. Raises Unwritable where it cannot be read."""

    async def areas(self, municipality: MunicipalityId) -> tuple[AreaPeople, ...]: ...


OnSiteWithin = Callable[[MunicipalityId, AlarmClass], timedelta]
"""How soon somebody is to be there."""


class CoverageWatch:
    """`look` is a duty of the watch, `heard` a watcher of the recorder. `areas` is what was found last."""

    def __init__(
        self,
        recorder: Recorder,
        roll: Roll,
        book: AreaBook,
        on_site_within: OnSiteWithin,
        clock: Clock,
        new_id: Ids,
        ages: Ages = USUAL_AGES,
    ) -> None:
        self._recorder = recorder
        self._roll = roll
        self._book = book
        self._on_site_within = on_site_within
        self._clock = clock
        self._new_id = new_id
        self._ages = ages
        self._people: dict[MunicipalityId, tuple[float, tuple[AreaPeople, ...]]] = {}
        self._since_s: dict[tuple[AreaKey, bool], float] = {}
        self._covered_at: dict[AreaKey, datetime] = {}
        self._taken_back: set[CaseId] = set()
        self._looked_at: float | None = None
        self.areas: tuple[AreaCover, ...] = ()

    async def heard(self, events: Sequence[ev.Event], cases: Sequence[Case]) -> None:
        """After an import, here or at another console, it is looked up anew who lives where. Which of the cases have
        been told that their area is covered again is heard too."""
        if any(isinstance(event.body, ev.ResidentsImported | ev.StaffImported) for event in events):
            self._people.clear()
            self._looked_at = None
        ours = {case.id for case in cases if case.subject.kind is ev.SubjectKind.COVERAGE}
        for event in events:
            case = ev.case_of(event.subject) if ours else None
            if case in ours and isinstance(event.body, ev.AlarmReset):
                self._taken_back.add(case)
            elif case in ours and isinstance(event.body, ev.AlarmJoined | ev.CaseClosed):
                self._taken_back.discard(case)

    async def look(self) -> None:
        """Tells what has been empty long enough. Raises Unwritable: then it is asked again at once."""
        at = self._clock.monotonic()
        if self._looked_at is not None and at - self._looked_at < LOOKS_EVERY_S:
            return
        found: list[AreaCover] = []
        for municipality in sorted(self._roll.municipalities()):
            found += await self._covers(municipality)
        self.areas = tuple(found)
        self._time(at)
        if any(True for _ in self._due(self._recorder.board)):
            await self._recorder.note(self._planned)
        self._looked_at = at

    async def _covers(self, municipality: MunicipalityId) -> tuple[AreaCover, ...]:
        read_at, people = self._people.get(municipality, (None, ()))
        if read_at is None or self._clock.monotonic() - read_at >= AREAS_FOR_S:
            people = await self._book.areas(municipality)
            self._people[municipality] = self._clock.monotonic(), people
        now = self._clock.now()
        within = self._on_site_within(municipality, AlarmClass.ACUTE)
        staff, shifts = self._roll.staffed(municipality, now), self._roll.shifts(municipality)
        return await asyncio.to_thread(covers, municipality, people, staff, shifts, within, now, self._ages)

    def _time(self, at: float) -> None:
        """Since when each area is as it is, by the clock that never steps."""
        states = {(_key(area), area.is_empty) for area in (*self.areas, *_wholes(self.areas))}
        self._since_s = {state: self._since_s.get(state, at) for state in states}
        for area in (*self.areas, *_wholes(self.areas)):
            if not area.is_empty and self._has_held(area):
                self._covered_at[_key(area)] = self._clock.now()

    def _has_held(self, area: AreaCover) -> bool:
        since_s = self._since_s.get((_key(area), area.is_empty))
        return since_s is not None and self._clock.monotonic() - since_s >= HOLDS_FOR_S

    def _due(self, board: Board | Overlay) -> Iterator[tuple[AreaCover, Case | None]]:
        """The areas of which something is to be told, with their open case."""
        now = self._clock.now()
        working = {municipality for municipality, _ in board.staff.duties}
        for area in _told_of(self.areas):
            if area.municipality not in working or not self._has_held(area):
                continue
            case = board.find_open(_join_key(area))
            is_warned = case is not None and not self._is_taken_back(case)
            if is_warned is not area.is_empty and (case is not None or not self._knows(board, area, now)):
                yield area, case

    def _is_taken_back(self, case: Case) -> bool:
        """A start tells it once more of a case that somebody has."""
        return case.state is State.RETURNED_UNSEEN or case.id in self._taken_back

    def _knows(self, board: Board | Overlay, area: AreaCover, now: datetime) -> bool:
        """Whether somebody closed its case lately, and it has been empty ever since."""
        closed = board.find_closed(_join_key(area), now, TOLD_AGAIN_AFTER)
        if closed is None or closed.closed_at is None:
            return False
        covered_at = self._covered_at.get(_key(area))
        return covered_at is None or closed.closed_at >= covered_at

    def _planned(self, board: Overlay) -> list[Planned]:
        now = self._clock.now()
        found: list[Planned] = []
        for area, case in list(self._due(board)):
            if area.is_empty:
                found += put_on(board, self._warned(area, board, now), now)
            elif case is not None:
                body = ev.AlarmReset(ReportKey(_source(area), f"covered:{area.area}:{now.isoformat()}"), now)
                found += put_on(board, (Planned(ev.case_subject(case.id), case.municipality, body),), now)
        return found

    def _warned(self, area: AreaCover, board: Overlay, now: datetime) -> tuple[Planned, ...]:
        kind, cause = DeviceKind.RESPONDER, Cause.NO_RESPONDER
        alarm = ev.Alarm(
            report=ReportKey(_source(area), f"empty:{area.area}:{now.isoformat()}"), kind=kind, cause=cause,
            alarm_class=rule_for(kind, cause).alarm_class, at=now, began_at=now, received_at=now, device=DeviceId(""),
            place=area.area, text=f"{area.at_risk}/{area.residents}",
        )  # fmt: skip
        subject = ev.Subject(ev.SubjectKind.COVERAGE, area.area)
        return of_staff(area.municipality, subject, alarm, board, self._new_id)


def _wholes(areas: Sequence[AreaCover]) -> Iterator[AreaCover]:
    """Each municipality of several areas as one, which is empty where all of them are."""
    for municipality in sorted({area.municipality for area in areas}):
        parts = [area for area in areas if area.municipality == municipality]
        if len(parts) > 1:
            yield AreaCover(
                municipality, WHOLE, max(one.reachable for one in parts), max(one.uncertain for one in parts),
                sum(one.residents for one in parts), sum(one.at_risk for one in parts),
            )  # fmt: skip


def _told_of(areas: Sequence[AreaCover]) -> list[AreaCover]:
    """Of what is told: the whole, and its parts where they are not all empty."""
    wholes = list(_wholes(areas))
    empty = {one.municipality for one in wholes if one.is_empty}
    return [*wholes, *(one for one in areas if one.municipality not in empty)]


def _key(area: AreaCover) -> AreaKey:
    return area.municipality, area.area


def _join_key(area: AreaCover) -> JoinKey:
    lane = rule_for(DeviceKind.RESPONDER, Cause.NO_RESPONDER).lane
    return JoinKey(area.municipality, lane, ev.Subject(ev.SubjectKind.COVERAGE, area.area))


def _source(area: AreaCover) -> str:
    return f"watch:{area.municipality}"
