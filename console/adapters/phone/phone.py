"""The phone itself: what it says of its holder, and what becomes of the orders that it is given."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from console.adapters.phone.conduct import Conduct
from console.adapters.phone.journey import Journey
from console.domain.alone import ALONE, WELL
from console.domain.ids import DeviceId, TaskId
from console.domain.land import Point
from console.domain.order import OrderKind
from console.domain.report import DispatchReport, Head, Origin, Position, Raw, ReportKey, ResponderReport
from console.domain.responder import Duty, Responder
from console.domain.task import TaskMark

ACCURACY_M = 12.0
IN_GOOD_TIME = 0.8
"""Whoever works alone says that all is well when so much of the time is gone."""

_NOTHING = Raw("", b"", 0, "")


class Clock(Protocol):
    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...
    async def sleep(self, seconds: float) -> None: ...


@dataclass(frozen=True, slots=True)
class World:
    """What a phone has around it. `say` returns once the phone keeps the report until it need not be sent again; `way`
    is how its holder would go; `cut` takes the line away for so many seconds; `open` types a code at a lock, and says
    whether it opened."""

    clock: Clock
    new_id: Callable[[], str]
    say: Callable[[ResponderReport | DispatchReport], Awaitable[None]]
    way: Callable[[Point, Point], Awaitable[Journey]]
    cut: Callable[[float], None]
    open: Callable[[str, str], bool] = lambda lock, code: False


class Phone:
    """One responder's, who stands at `place`. `run` it; `take` what it is told."""

    def __init__(self, holder: Responder, conduct: Conduct, place: Point, seal_key: str, world: World) -> None:
        self.holder = holder
        self.conduct = conduct
        self.duty = conduct.duty
        self.place = place
        self.delivered: dict[TaskId, datetime] = {}
        """When each task was first offered to it, by its clock."""
        self._seal_key = seal_key
        self._world = world
        self._origin = Origin(holder.municipality, holder.sender, DeviceId(holder.id))
        self._since = world.clock.now() - timedelta(seconds=conduct.position_age_s)
        self._seen: set[str] = set()
        self._answering: dict[TaskId, asyncio.Task[None]] = {}
        self._going: dict[TaskId, asyncio.Task[None]] = {}
        self._over: set[TaskId] = set()
        self._codes: dict[TaskId, dict[str, str]] = {}
        self._is_due = asyncio.Event()
        self._group: asyncio.TaskGroup | None = None

    @property
    def task(self) -> TaskId | None:
        """What its holder is about."""
        return next(iter(self._going), None)

    async def run(self) -> None:
        """Says its state, for ever; what it was told before is answered from now on. Ends by cancellation."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            if self.conduct.alone_min is not None:
                group.create_task(self._check_in(self.conduct.alone_min), name="phone alone")
            try:
                while True:
                    self._is_due.clear()
                    await self._world.say(self.state())
                    try:
                        async with asyncio.timeout(self.conduct.says_every_s):
                            await self._is_due.wait()
                    except TimeoutError:
                        pass
            finally:
                self._group = None

    def state(self) -> ResponderReport:
        """What it says of its holder now. On break and off they are not followed."""
        fix = None
        if self.duty in (Duty.FREE, Duty.BUSY):
            at = self._since if self.conduct.position_age_s else self._world.clock.now()
            fix = Position(self.place.latitude, self.place.longitude, ACCURACY_M, at)
        return ResponderReport(self._head(), self._origin.device, self.duty.value, fix, self._seal_key)

    def become(self, duty: Duty) -> None:
        """Its holder has tapped that."""
        self.duty = duty
        self._is_due.set()

    def say_again(self) -> None:
        """The line is back, or an order was for a key that this phone has no more: the state is said at once."""
        self._is_due.set()

    def take(self, id: str, text: bytes) -> None:
        """An order that was opened. The same one twice is one; what is no order is left."""
        group = self._group
        if id in self._seen or group is None:
            return
        self._seen.add(id)
        try:
            order = json.loads(text)
            kind, task = OrderKind(order["kind"]), TaskId(str(order.get("task", "")))
            minutes, point = order.get("minutes"), order.get("point")
            codes = {str(one["lock"]): str(one["code"]) for one in order.get("codes") or ()}
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        if kind is OrderKind.ASSIGNED:
            self._codes[task] = codes
        match kind:
            case OrderKind.OFFER:
                self.delivered.setdefault(task, self._world.clock.now())
                self._drop(task)
                self._answering[task] = group.create_task(self._answer(task, minutes), name="phone answers")
            case OrderKind.ASSIGNED if task not in self._going and task not in self._over:
                goal = Point(float(point[0]), float(point[1])) if point else self.place
                self._going[task] = group.create_task(self._go(task, goal, tuple(self._going.values())), name="goes")
            case OrderKind.WITHDRAWN:
                self._drop(task)
            case _:
                pass

    def _drop(self, task: TaskId) -> None:
        """It is theirs no more."""
        self._codes.pop(task, None)
        answering = self._answering.pop(task, None)
        if answering is not None:
            answering.cancel()
        going = self._going.pop(task, None)
        if going is not None:
            going.cancel()
            self.become(Duty.BUSY if self._going else Duty.FREE)

    async def _answer(self, task: TaskId, minutes: int | None) -> None:
        conduct, sleep = self.conduct, self._world.clock.sleep
        if not conduct.confirms:
            return
        await self._mark(task, TaskMark.DELIVERED)
        if conduct.sees_after_s is None:
            return
        await sleep(conduct.sees_after_s)
        await self._mark(task, TaskMark.SEEN)
        if conduct.answers_after_s is None:
            return
        await sleep(conduct.answers_after_s)
        if conduct.declines is not None:
            await self._mark(task, TaskMark.DECLINED, conduct.declines.value)
        else:
            await self._mark(task, TaskMark.ACCEPTED, minutes=minutes)

    async def _go(self, task: TaskId, goal: Point, before: tuple[asyncio.Task[None], ...]) -> None:
        """There, once those are done that came `before` it."""
        world, conduct = self._world, self.conduct
        self.become(Duty.BUSY)
        if before:
            await asyncio.wait(before)
        await world.clock.sleep(conduct.sets_out_after_s)
        journey = await world.way(self.place, goal)
        minutes = min(600, max(1, round(journey.seconds / 60)))
        await self._mark(task, TaskMark.UNDER_WAY, minutes=minutes)
        if conduct.offline_after_s is not None:
            await world.clock.sleep(conduct.offline_after_s)
            world.cut(conduct.offline_for_s)
        if conduct.late_min:
            await self._mark(task, TaskMark.LATE, minutes=minutes + conduct.late_min)
        await self._drive(journey)
        await self._mark(task, TaskMark.ARRIVED)
        opened = [world.open(lock, code) for lock, code in self._codes.pop(task, {}).items()]
        if any(opened):
            await self._mark(task, TaskMark.OPENED)
        await world.clock.sleep(conduct.done_after_s)
        if conduct.note:
            await self._mark(task, TaskMark.NOTE, conduct.note)
        await self._mark(task, TaskMark.DONE)
        self._over.add(task)
        del self._going[task]
        self.become(Duty.BUSY if self._going else Duty.FREE)

    async def _drive(self, journey: Journey) -> None:
        clock, hurry = self._world.clock, self.conduct.hurry
        set_out_at = clock.monotonic()
        while (gone := (clock.monotonic() - set_out_at) * hurry) < journey.seconds:
            self.place = journey.at(gone)
            await clock.sleep(min(1.0, (journey.seconds - gone) / hurry))
        self.place = journey.at(journey.seconds)

    async def _check_in(self, minutes: int) -> None:
        """Says that they work alone, and again and again in good time that all is well."""
        word = ALONE
        while True:
            await self._world.say(DispatchReport(self._head(), "", self._origin.device, word, "", minutes))
            word = WELL
            await self._world.clock.sleep(minutes * 60 * IN_GOOD_TIME)

    async def _mark(self, task: TaskId, mark: TaskMark, text: str = "", minutes: int | None = None) -> None:
        said = DispatchReport(self._head(), task, self._origin.device, mark.value, text, minutes)
        await self._world.say(said)

    def _head(self) -> Head:
        now = self._world.clock.now()
        key = ReportKey(f"/{self._origin.municipality}/{self._origin.sender}", self._world.new_id())
        return Head(key, self._origin, now, now, _NOTHING)
