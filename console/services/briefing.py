"""Puts an order into words for the phone that it is for, at the moment when it is sent. What comes out is sealed at
once: no store, no log and no event has it.

Before the acceptance nobody learns a name, a house or a door: the offer says what kind of case it is, in which street,
and how far. Of a person whose identity is protected it says how many minutes, and nothing else.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from console.domain.alone import CHECK_EVERY, is_risky_alone
from console.domain.briefed import address, facts_in_an_offer, moment, moment_or_none, need, person
from console.domain.case import Case
from console.domain.ids import SYSTEM, CaseId, MunicipalityId, ResponderId, TaskId
from console.domain.land import VectorTile, Way
from console.domain.locks import Code
from console.domain.order import Order, OrderKind
from console.domain.ranking import Candidate
from console.domain.resident import Door
from console.domain.responder import PlannedVisit, Responder
from console.domain.sketch import drawn, frame_of
from console.domain.task import Task, Withdrawal
from console.services.nearness import Nearness
from console.services.patience import Patience
from console.services.ports import Clock, Land, Roads
from console.services.recorder import Recorder
from console.services.scenes import Scene, Scenes
from console.services.staff import Staff, open_tasks

VERSION = 1


class GivenEntry(Protocol):
    """A door and its one-time code; None where the lock gave none."""

    @property
    def door(self) -> Door: ...

    @property
    def code(self) -> Code | None: ...


Codes = Callable[[CaseId, TaskId, ResponderId], Awaitable[Sequence[GivenEntry]]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What there is to go by: the map, its roads, the doors, where the centre is called, and how often whoever works
    alone says that all is well."""

    land: Land
    roads: Roads
    codes: Codes
    centre_phone: str = ""
    check_in_every: timedelta = CHECK_EVERY


class Briefing:
    """`text` may raise Unwritable. `names` are the municipalities' own."""

    def __init__(
        self,
        recorder: Recorder,
        staff: Staff,
        scenes: Scenes,
        nearness: Nearness,
        around: Surroundings,
        clock: Clock,
        names: Callable[[], Mapping[MunicipalityId, str]],
    ) -> None:
        self._recorder = recorder
        self._staff = staff
        self._scenes = scenes
        self._nearness = nearness
        self._around = around
        self._clock = clock
        self._names = names
        self._patience = Patience(clock, "the drawing for a phone")

    def is_obsolete(self, order: Order) -> bool:
        """Whether it has no meaning any more: its time is over, or things stand otherwise now."""
        if order.until <= self._clock.now() or self._staff.find(order.municipality, order.responder) is None:
            return True
        if order.kind in (OrderKind.ROSTER, OrderKind.ALONE):
            return False
        found = self._found(order)
        if found is None:
            return order.kind is not OrderKind.WITHDRAWN
        task = found[1]
        match order.kind:
            case OrderKind.OFFER:
                return not task.is_asking(order.responder)
            case OrderKind.ASSIGNED:
                return not task.is_with(order.responder)
            case _:
                return task.is_before(order.responder)

    async def text(self, order: Order) -> bytes | None:
        """The order as JSON; None where it is obsolete."""
        responder = self._staff.find(order.municipality, order.responder)
        if self.is_obsolete(order) or responder is None:
            return None
        found = self._found(order)
        match order.kind:
            case OrderKind.ROSTER:
                said = await self._roster(responder)
            case OrderKind.ALONE:
                said = self._alone(order)
            case OrderKind.WITHDRAWN:
                said = self._withdrawn(order, found[1] if found is not None else None)
            case OrderKind.OFFER if found is not None:
                said = await self._offer(*found, responder)
            case OrderKind.ASSIGNED if found is not None:
                said = await self._assigned(*found, responder)
            case _:
                return None
        head = {
            "v": VERSION, "kind": order.kind.value, "responder": order.responder, "at": moment(self._clock.now()),
            "until": moment(order.until),
        }  # fmt: skip
        return json.dumps({**head, **said}, separators=(",", ":"), ensure_ascii=False).encode()

    def _found(self, order: Order) -> tuple[Case, Task] | None:
        case = self._recorder.board.get(order.case)
        return next(((case, one) for one in case.tasks if one.id == order.task), None) if case is not None else None

    def _withdrawn(self, order: Order, task: Task | None) -> Mapping[str, object]:
        """Of what another took it says who that is, for whoever may meet them there."""
        is_told = task is not None and order.why == Withdrawal.TAKEN.value and task.responder is not None
        by = self._staff.name(order.municipality, task.responder) if is_told and task and task.responder else ""
        return {"task": order.task, "number": task.number if task is not None else 0, "why": order.why, "by": by}

    async def _offer(self, case: Case, task: Task, responder: Responder) -> Mapping[str, object]:
        offer = task.offer_to(responder.id)
        said: dict[str, object] = {
            "task": task.id, "number": task.number, "class": int(case.alarm_class),
            "minutes": offer.minutes if offer is not None else None,
            "answer_by": moment(offer.answer_by) if offer is not None else None,
        }  # fmt: skip
        look = await self._nearness.look(case, task)
        scene = look.scene
        if scene.is_protected:
            return said | {"is_protected": True, "municipality": self._tenant(case.municipality)}
        way = await self._way(scene, responder)
        own = next((one for one in look.ranking.candidates if one.responder == responder.id), None)
        later = [one.responder for one in look.ranking.candidates if task.offer_to(one.responder) is None]
        said |= {
            "cause": case.cause.value, "alarm": case.kind.value, "person": person(scene.resident, self._clock.now()),
            **address(scene.household, is_whole=False),
            "metres": round(way.metres) if way is not None else None,
            "is_estimate": way.is_estimate if way is not None else True, "by": responder.transport.value,
            "need": need(task), "facts": facts_in_an_offer(scene.resident), "alone": task.need.staff < 2,
            "fits": _fits(own),
            "partner": self._partner(case, own, responder),
            "then": self._staff.name(case.municipality, later[0]) if later else "",
        }  # fmt: skip
        return said

    async def _assigned(self, case: Case, task: Task, responder: Responder) -> Mapping[str, object]:
        scene = await self._scenes.of(case)
        if scene.is_protected and not responder.may_see_protected:  # told by telephone, by whoever marked it
            where = self._tenant(case.municipality)
            return {"task": task.id, "number": task.number, "is_protected": True, "municipality": where}
        entries = await self._around.codes(case.id, task.id, responder.id)
        case = self._recorder.board.get(case.id) or case
        task = next((one for one in case.tasks if one.id == task.id), task)
        resident = scene.resident
        codes = [
            {"lock": one.door.lock, "place": one.door.place, "code": one.code.code, "until": moment(one.code.until)}
            for one in entries
            if one.code is not None
        ]
        promise = case.promise
        return {
            "task": task.id, "number": task.number, "class": int(case.alarm_class), "cause": case.cause.value,
            "alarm": case.kind.value, "state": task.state.value, "accepted_at": moment_or_none(task.accepted_at),
            "name": resident.name if resident is not None else "",
            "age": resident.age(self._clock.now().date()) if resident is not None else None,
            "language": resident.language if resident is not None else "",
            **address(scene.household, is_whole=True),
            "phone": (resident.mobile or resident.phone) if resident is not None else "",
            "entry": task.need.entry.value, "key": task.need.key,
            "facts": [
                {"kind": one.kind.name.lower(), "detail": one.detail}
                for one in sorted(resident.facts if resident is not None else (), key=lambda one: one.kind)
            ],
            "note": resident.note if resident is not None else "", "place": case.place,
            "alone": task.need.staff < 2, "partner": self._partner(case, None, responder),
            "check_in_min": self._check_in_min(case, task), "centre_phone": self._around.centre_phone,
            "arrive_by": moment_or_none(task.arrive_by),
            "promise_until": moment_or_none(promise.until) if promise is not None else None,
            "codes": codes, "entry_failed": any(one.code is None for one in entries),
            "point": [scene.place.latitude, scene.place.longitude] if scene.place is not None else None,
            "map": await self._patience.of(self._drawing(scene, responder), lambda: None),
        }  # fmt: skip

    async def _roster(self, responder: Responder) -> Mapping[str, object]:
        at = self._clock.now()
        key = responder.municipality, responder.id
        staffed = self._staff.one(*key, at)
        visits = staffed.visits if staffed is not None else ()
        alone = self._recorder.board.staff.alone.get(key)
        tasks = [
            task.id
            for case, task in open_tasks(self._recorder.board.open_cases())
            if case.municipality == responder.municipality and task.is_before(responder.id)
        ]
        return {
            "name": responder.name, "municipality": self._tenant(responder.municipality),
            "area": responder.area, "group": responder.group, "by": responder.transport.value,
            "duty": self._recorder.board.staff.duty(*key).value, "duty_at": self._said_for_them_at(responder),
            "centre_phone": self._around.centre_phone,
            "shift_until": moment_or_none(staffed.until) if staffed is not None else None,
            "visits": [await self._visit(one, responder) for one in visits],
            "alone_by": moment_or_none(alone.check_by) if alone is not None else None, "tasks": tasks,
        }  # fmt: skip

    def _said_for_them_at(self, responder: Responder) -> str | None:
        """When somebody at the centre said what their duty is; None where they did."""
        known = self._recorder.board.staff.duties.get((responder.municipality, responder.id))
        return moment(known.since) if known is not None and known.who != SYSTEM else None

    def _check_in_min(self, case: Case, task: Task) -> int | None:
        """How often they say there that all is well; None where that is not asked for."""
        return round(self._around.check_in_every.total_seconds() / 60) if is_risky_alone(case, task) else None

    async def _visit(self, visit: PlannedVisit, responder: Responder) -> Mapping[str, object]:
        scene = await self._scenes.resident(visit.resident) if visit.resident is not None else Scene()
        is_shown = not scene.is_protected or responder.may_see_protected
        return {
            "id": visit.id, "since": moment(visit.since), "until": moment(visit.until), "staff": visit.staff,
            "name": scene.resident.name if scene.resident is not None and is_shown else "",
            "street": scene.household.street if scene.household is not None and is_shown else "",
            "area": scene.household.area if scene.household is not None and is_shown else "",
        }  # fmt: skip

    def _alone(self, order: Order) -> Mapping[str, object]:
        alone = self._recorder.board.staff.alone.get((order.municipality, order.responder))
        return {
            "is_alone": alone is not None, "since": moment_or_none(alone.since) if alone is not None else None,
            "check_by": moment_or_none(alone.check_by) if alone is not None else None,
            "task": (alone.task or "") if alone is not None else "",
        }  # fmt: skip

    def _tenant(self, municipality: MunicipalityId) -> str:
        return self._names().get(municipality, municipality)

    def _partner(self, case: Case, own: Candidate | None, responder: Responder) -> str:
        partner = own.partner if own is not None and own.partner is not None else responder.partner
        return self._staff.name(case.municipality, partner) if partner is not None else ""

    async def _way(self, scene: Scene, responder: Responder) -> Way | None:
        start = self._recorder.standings.place_of(responder.municipality, responder.id)
        if start is None or scene.place is None:
            return None
        return await self._around.roads.way(start, scene.place, responder.transport)

    async def _drawing(self, scene: Scene, responder: Responder) -> Mapping[str, object] | None:
        info = self._around.land.info
        if scene.place is None or info is None or info.is_raster:
            return None
        start = self._recorder.standings.place_of(responder.municipality, responder.id)
        way = await self._way(scene, responder)
        line = way.line if way is not None else ()
        frame = frame_of([scene.place, *([start] if start is not None else []), *line])
        tiles = [await self._around.land.tile(key) for key in frame.tiles()]
        vectors = [tile for tile in tiles if isinstance(tile, VectorTile)]
        return drawn(frame, vectors, line, start, scene.place, info.credit)


def _fits(own: Candidate | None) -> list[str]:
    """What speaks for them, in the contract's words."""
    if own is None:
        return []
    return [*(["nearest"] if own.rank == 1 else []), *(fit.value for fit in own.fits)]
