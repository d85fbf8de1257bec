"""Tells the screen where the staff, the areas and the cases are, as a duty of the watch: at most once a second, when
something of it has changed, and to nobody what they may not see."""

from collections.abc import Callable, Iterator
from datetime import datetime

from console.domain.alarm import Cause
from console.domain.case import Case
from console.domain.events import SubjectKind
from console.domain.handling import may_handle
from console.domain.ids import MunicipalityId, ResponderId
from console.domain.land import Point
from console.domain.operator import Act, Operator
from console.domain.ranking import USUAL_AGES, Ages, certainty_of, is_reachable
from console.domain.report import Position
from console.domain.responder import Duty, Staffed
from console.domain.staff_board import AreaCover, CasePlace, StaffBoard, StaffRow
from console.domain.staff_book import Key
from console.domain.task import TaskState
from console.services.ports import Clock
from console.services.recorder import Recorder
from console.services.scenes import Scenes
from console.services.screen import Screen, StaffTold
from console.services.staff import Staff

LOOKED_UP_AT_ONCE = 50
"""Cases whose place is looked up in one second: the others have theirs in the next."""

_ON_SITE = frozenset({TaskState.UNDER_WAY, TaskState.ARRIVED})

DANGER = frozenset({Cause.ATTACK, Cause.CHECK_IN_MISSED})


class StaffTelling:
    """`look` is the duty. `operator` tells who sits here, `areas` how they are covered; `has_roads` whether minutes are
    by roads."""

    def __init__(
        self,
        recorder: Recorder,
        staff: Staff,
        scenes: Scenes,
        clock: Clock,
        screen: Screen,
        *,
        has_roads: bool,
        ages: Ages = USUAL_AGES,
    ) -> None:
        self._recorder = recorder
        self._staff = staff
        self._scenes = scenes
        self._clock = clock
        self._screen = screen
        self._has_roads = has_roads
        self._ages = ages
        self._told: StaffTold | None = None
        self.operator: Callable[[], Operator | None] = lambda: None
        self.areas: Callable[[], tuple[AreaCover, ...]] = tuple

    async def look(self) -> None:
        """Raises Unwritable where the places of new cases cannot be looked up: they come later."""
        viewer = self.operator()
        board = self.board(viewer) if viewer is not None and self._staff.municipalities() else None
        told = StaffTold(board)
        if told != self._told and (self._told is not None or board is not None):
            self._told = told
            self._screen.show(told)
        if viewer is not None:
            await self._look_up(viewer)

    def board(self, viewer: Operator) -> StaffBoard:
        """All of it, as `viewer` may see it: staff and areas only where they send somebody."""
        now = self._clock.now()
        danger = self._in_danger()
        own = [one for one in sorted(self._staff.municipalities()) if viewer.may(Act.HANDLE_CASE, one)]
        rows = (self._row(one, now, danger) for where in own for one in self._staff.staffed(where, now))
        areas = tuple(one for one in self.areas() if one.municipality in own)
        return StaffBoard(tuple(rows), areas, tuple(self._places(viewer)), self._has_roads)

    def _row(self, one: Staffed, now: datetime, danger: frozenset[Key]) -> StaffRow:
        person, standing = one.responder, one.standing
        key = person.municipality, person.id
        position = self._position(one, is_in_danger=key in danger)
        visit = next((each for each in one.visits if each.since <= now), None)
        alone = self._recorder.board.staff.alone.get(key)
        case, task = next(iter(self._staff.tasks_of(*key)), (None, None))
        return StaffRow(
            person.id, person.municipality, person.name, person.phone, one.duty, person.area, person.group,
            is_reachable(standing),
            place=Point(position.latitude, position.longitude) if position is not None else None,
            position_at=position.at if position is not None else None,
            accuracy_m=position.accuracy_m if position is not None else None,
            certainty=certainty_of(position.at, now, self._ages) if position is not None else None,
            heard_at=standing.heard_at if standing is not None else None,
            until=one.until, visit_until=visit.until if visit is not None else None,
            case=case.id if case is not None else None, task=task.id if task is not None else None,
            task_state=task.state if task is not None else None,
            alone_by=alone.check_by if alone is not None else None, is_in_danger=key in danger,
        )  # fmt: skip

    def _position(self, one: Staffed, *, is_in_danger: bool) -> Position | None:
        """Where they were last. Not of who has ended; nor of who is with a person whose identity is protected, for
        their mark would stand on the home, unless they are in danger themselves."""
        if one.standing is None or one.duty is Duty.OFF:
            return None
        tasks = (task for _, task in self._staff.tasks_of(one.responder.municipality, one.responder.id))
        is_hidden = any(task.need.is_named and task.state in _ON_SITE for task in tasks)
        return None if is_hidden and not is_in_danger else one.standing.position

    def _in_danger(self) -> frozenset[Key]:
        return frozenset(
            (case.municipality, ResponderId(case.subject.id))
            for case in self._recorder.board.open_cases()
            if case.subject.kind is SubjectKind.RESPONDER and case.cause in DANGER
        )

    def _places(self, viewer: Operator) -> Iterator[CasePlace]:
        """Of a person whose identity is protected none is told: to see it takes a reason, and the map asks for none."""
        for case in self._seen(viewer):
            scene = self._scenes.known(case)
            if scene is not None and scene.place is not None and not scene.is_protected:
                yield CasePlace(case.id, scene.place, scene.accuracy_m)

    def _seen(self, viewer: Operator) -> Iterator[Case]:
        may_read: dict[MunicipalityId, bool] = {}
        for case in self._recorder.board.open_cases():
            where = case.municipality
            if where not in may_read:
                may_read[where] = viewer.may(Act.SEE_QUEUE, where) and viewer.may(Act.READ_RESIDENT, where)
            if may_read[where] and may_handle(viewer, case):
                yield case

    async def _look_up(self, viewer: Operator) -> None:
        unknown = [case for case in self._seen(viewer) if self._scenes.known(case) is None]
        for case in unknown[:LOOKED_UP_AT_ONCE]:
            await self._scenes.of(case)
