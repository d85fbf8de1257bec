"""A municipality with staff in the field, and consoles that send them: phones that answer as a test says."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from console.bootstrap.land import NoLand, StraightRoads
from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind
from console.domain.case import Case
from console.domain.coverage import AreaPeople
from console.domain.ids import CaseId, ConsoleId, DeviceId, MunicipalityId, ResponderId, TaskId
from console.domain.journal import Writing
from console.domain.land import Point
from console.domain.locks import Code
from console.domain.operator import Role, leads_shift
from console.domain.order import Order, SealedOrder
from console.domain.report import DispatchReport, Head, Origin, Position, Raw, ReportKey, ResponderReport
from console.domain.resident import Door
from console.domain.responder import Duty, PlannedVisit, Responder, Shift, Standing
from console.domain.task import Task
from console.domain.task_rules import TaskLimits
from console.services.briefing import Briefing, GivenEntry, Surroundings
from console.services.dispatch_desk import DispatchDesk
from console.services.dispatching import Dispatching
from console.services.nearness import Nearness
from console.services.order_sending import OrderSending
from console.services.scenes import Scenes
from console.services.staff import Staff
from console.services.staff_shelf import StaffShelf
from console.services.staff_telling import StaffTelling
from console.services.task_watch import TaskWatch
from tests.builders import (
    HERE,
    NORRBY,
    T0,
    alarm,
    counter,
    device,
    household,
    municipality,
    operator,
    resident,
)
from tests.fakes import HandClock, settle
from tests.services.fakes import FakeBroker, FakeJournal, FakeLink, FakeResidents, Station

HOME = Point(62.9080, 16.4030)
anna, bo, lead = operator("anna"), operator("bo"), operator("lead", Role.SHIFT_LEAD)
LIMITS = TaskLimits()
_new_report = counter("said")


def responder(id: str, *, group: str = "", name: str = "", **more: object) -> Responder:
    """One of Norrby's staff, who opens locks."""
    fields = {"sender": f"phone-{id}", "name": name or id.capitalize(), "opens_locks": True, **more}
    return Responder(ResponderId(id), NORRBY, group=group, **fields)  # type: ignore[arg-type]


class FakeStaffStore:
    """Fits `services.ports.StaffStore`, and the book of areas."""

    def __init__(self, journal: FakeJournal, people: Iterable[Responder]) -> None:
        self._journal = journal
        self.people = tuple(people)
        self.plan: tuple[Shift, ...] = ()
        self.planned: tuple[PlannedVisit, ...] = ()

    async def responders(self) -> tuple[Responder, ...]:
        return self.people

    async def shifts(self, since: datetime, until: datetime) -> tuple[Shift, ...]:
        return self.plan

    async def visits(self, since: datetime, until: datetime) -> tuple[PlannedVisit, ...]:
        return self.planned

    async def standings(self) -> tuple[Standing, ...]:
        return tuple(self._journal.standings.values())

    async def save(
        self,
        responders: Sequence[Responder],
        shifts: Sequence[Shift],
        visits: Sequence[PlannedVisit],
        writing: Writing,
        left: Sequence[tuple[MunicipalityId, ResponderId]] = (),
    ) -> tuple[ev.Event, ...]:
        raise NotImplementedError

    async def areas(self, municipality: MunicipalityId) -> tuple[AreaPeople, ...]:
        return ()


class PlainSealer:
    """Fits `services.ports.Sealer`; what it seals can be read."""

    def seal(self, id: str, order: Order, sender: str, to_key: str, text: bytes) -> SealedOrder:
        return SealedOrder(id, order, sender, to_key, "e", "n", base64.b64encode(text).decode())


def opened(sealed: SealedOrder) -> dict[str, object]:
    """What a phone reads."""
    found = json.loads(base64.b64decode(sealed.text))
    assert isinstance(found, dict)
    return found


@dataclass(frozen=True)
class OneEntry:
    """Fits `briefing.GivenEntry`."""

    door: Door
    code: Code | None


class Office:
    """A console that sends people, joined as `bootstrap` joins it."""

    def __init__(self, name: ConsoleId, town: "Town") -> None:
        self.station = here = Station(name, town.journal, town.residents, town.broker, staff=(anna, bo, lead))
        self.name = name
        clock, recorder = here.clock, here.recorder
        self.shelf = StaffShelf(town.store, recorder, clock)
        here.directory.responders_of = self.shelf.responders
        self.staff = Staff(self.shelf, town.store, recorder, clock)
        self.scenes = Scenes(here.directory, town.residents, _nowhere, clock)
        self.nearness = Nearness(recorder, self.staff, self.scenes, StraightRoads(), _no_centres, clock)
        around = Surroundings(NoLand(), StraightRoads(), self._codes)
        names = here.directory.names
        self.briefing = Briefing(recorder, self.staff, self.scenes, self.nearness, around, clock, names)
        self.orders = OrderSending(
            here.link, town.journal, recorder, self.staff, self.briefing, PlainSealer(), clock, here.screen
        )
        recorder.on_order = self.orders.made
        new_id = counter(f"{name}-task-{_new_report()}")
        self.tasks = TaskWatch(recorder, self.nearness, clock, self._leads_in, LIMITS)
        self.sending = Dispatching(recorder, self.staff, self.nearness, here.directory, clock, new_id, LIMITS)
        self.desk = DispatchDesk(
            recorder, self.staff, self.scenes, self.nearness, NoLand(), StraightRoads(), self.sending
        )
        self.telling = StaffTelling(recorder, self.staff, self.scenes, clock, here.screen, has_roads=False)
        self.telling.operator = lambda: here.sign_in.operator
        recorder.watchers += [self.shelf.heard, self.scenes.heard, self.orders.heard]
        here.watch.duties += [self.shelf.look, self.tasks.look, self.telling.look]
        self.entries: list[GivenEntry] = []
        self.asked_codes = 0

    async def _codes(self, case: CaseId, task: TaskId, who: ResponderId) -> Sequence[GivenEntry]:
        self.asked_codes += 1
        return tuple(self.entries)

    def _leads_in(self, municipality: MunicipalityId) -> bool:
        known = (self.station.desk.colleagues.get(one) for one in self.station.watch.operators_in())
        return any(one is not None and leads_shift(one, municipality) for one in known)

    @property
    def case(self) -> Case:
        [found] = self.station.recorder.board.open_cases()
        return found

    @property
    def task(self) -> Task:
        [found] = self.case.tasks
        return found

    async def start(self, seat: str) -> "Office":
        await self.station.start(seat=seat)
        await self.staff.start()
        return self

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Office"]:
        async with self.station.running():
            sending = asyncio.get_running_loop().create_task(self.orders.run())
            await settle()
            try:
                yield self
            finally:
                sending.cancel()
                await asyncio.gather(sending, return_exceptions=True)


Conduct = Callable[["Phone", dict[str, object]], None]


@dataclass
class Phone:
    """One responder's phone. `conduct` is what it does with an order; `is_off`: it hears and says nothing."""

    town: "Town"
    holder: Responder
    conduct: Conduct
    is_off: bool = False
    heard: list[dict[str, object]] = field(default_factory=list)
    key: str = ""

    def say(self, task: object, reply: str, *, text: str = "", minutes: int | None = None, key: str = "") -> None:
        """A word of theirs about a task."""
        head = self._head(key)
        self.town.broker.publish(DispatchReport(head, str(task), self.holder.id, reply, text, minutes))

    def state(self, state: str, place: Point | None = HOME) -> None:
        """That they are there, and where."""
        now = self.town.clock.now()
        position = Position(place.latitude, place.longitude, 10.0, now) if place is not None else None
        self.town.broker.publish(ResponderReport(self._head(), self.holder.id, state, position, self.key))

    def _head(self, key: str = "") -> Head:
        now = self.town.clock.now()
        origin = Origin(NORRBY, self.holder.sender, DeviceId(self.holder.id))
        source = f"/{NORRBY}/{self.holder.sender}"
        return Head(ReportKey(source, key or _new_report()), origin, now, now, Raw("t", b"{}", 2, "00"))

    def kinds(self) -> list[object]:
        return [one["kind"] for one in self.heard]


def silent(phone: Phone, order: dict[str, object]) -> None:
    """It has it, and nobody looks."""
    if order["kind"] == "offer":
        phone.say(order["task"], "delivered")


def takes_it(phone: Phone, order: dict[str, object]) -> None:
    """Says yes at once."""
    if order["kind"] == "offer":
        phone.say(order["task"], "delivered")
        phone.say(order["task"], "seen")
        phone.say(order["task"], "accepted")


def dead(phone: Phone, order: dict[str, object]) -> None:
    """Not even that it came."""


@dataclass
class Town:
    """Norrby with one resident, its staff with a phone each, 500 m apart along a line from the home."""

    people: Sequence[Responder]
    conducts: dict[str, Conduct] = field(default_factory=dict)
    consoles: Sequence[str] = (HERE,)

    def __post_init__(self) -> None:
        self.clock = HandClock(T0)
        self.broker = FakeBroker(self.clock)
        self.journal = FakeJournal()
        self.residents = FakeResidents(self.journal)
        home = household("home-1", "Fyrvägen 12", area="Norr", city="Älvbro", latitude=62.908, longitude=16.403)
        self.residents.put(
            municipalities=[municipality()], households=[home],
            residents=[resident("marta", given_name="Märta", family_name="Lindqvist", mobile="+46700000000")],
            devices=[device("dev-1", resident="marta", household="home-1")],
        )  # fmt: skip
        self.store = FakeStaffStore(self.journal, self.people)
        self.offices = [Office(ConsoleId(name), self) for name in self.consoles]
        self.phones = {
            one.id: Phone(self, one, self.conducts.get(one.id, silent), key=f"key-{one.id}") for one in self.people
        }
        self._passed: dict[int, int] = {}

    @property
    def here(self) -> Office:
        return self.offices[0]

    @asynccontextmanager
    async def running(self, seats: Sequence[str] = ("anna", "bo")) -> AsyncIterator["Town"]:
        async with AsyncExitStack() as stack:
            for office, seat in zip(self.offices, seats, strict=False):
                await office.start(seat)
                await stack.enter_async_context(office.running())
            field_task = asyncio.get_running_loop().create_task(self._carry())
            for place, phone in enumerate(self.phones.values()):
                phone.state("free", Point(HOME.latitude + 0.0045 * (place + 1), HOME.longitude))
            await self.clock.advance(2)
            try:
                yield self
            finally:
                field_task.cancel()
                await asyncio.gather(field_task, return_exceptions=True)

    async def _carry(self) -> None:
        """The broker's part: what was sent reaches the phones that are on, ten times a second."""
        while True:
            for office in self.offices:
                self._deliver(office.station.link)
            await self.clock.sleep(0.1)

    def _deliver(self, link: FakeLink) -> None:
        done = self._passed.get(id(link), 0)
        self._passed[id(link)] = len(link.orders)
        for sealed in link.orders[done:]:
            phone = self.phones[sealed.order.responder]
            if not phone.is_off and sealed.to_key == phone.key:
                phone.heard.append(opened(sealed))
                phone.conduct(phone, phone.heard[-1])

    async def alarmed(self, cause: Cause = Cause.FALL, kind: DeviceKind = DeviceKind.FALL_DETECTOR) -> CaseId:
        """Somebody falls, and Anna takes the case."""
        self.broker.publish(alarm(self.clock.now(), cause, kind))
        await settle()
        case = self.here.case
        await self.here.station.desk.claim(anna, case.id)
        return case.id

    def says(self, *types: type[ev.Body]) -> list[ev.Body]:
        return self.journal.bodies(*types)


async def _nowhere(street: str, city: str) -> Point | None:
    return None


async def _no_centres(municipality: MunicipalityId) -> MappingProxyType[str, Point]:
    return MappingProxyType({})


def duty_of(office: Office, who: str) -> Duty:
    return office.station.recorder.board.staff.duty(NORRBY, ResponderId(who))


def who(*ids: str) -> list[ResponderId]:
    return [ResponderId(one) for one in ids]
