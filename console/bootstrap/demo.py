"""The demonstration: a whole simulated municipality around one real console.

Its devices speak MQTT through the embedded broker like any sender, each gateway with its own connection, and repeat
until they hold our receipt. Its colleagues are scripted: they take, promise and close through the same desk, from
consoles of their own. At the end every alarm that was sent is asked for: is it stored, and is it in a case?
"""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from console.adapters.clock import SystemClock
from console.adapters.mqtt.sender import Sender, SenderSettings
from console.adapters.municipality.demo import demo_stream
from console.adapters.municipality.rounds import rounds_around
from console.adapters.municipality.signals import Signal
from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.adapters.secrets import MemorySecrets
from console.bootstrap.demo_calls import residents_at_home
from console.bootstrap.demo_colleagues import Colleagues
from console.bootstrap.demo_night import rooms_served, store_night
from console.bootstrap.demo_staff import StaffAtWork
from console.bootstrap.joined import Console, Fittings, opened
from console.bootstrap.land import demo_map
from console.config import Config, state_folder
from console.domain import events as ev
from console.domain.alarm import AlarmClass
from console.domain.ids import SYSTEM, MunicipalityId
from console.domain.imported import ImportedRows
from console.domain.lifecycle import OWNED
from console.domain.operator import Grant, Operator, Role
from console.domain.report import AlarmReport, ReportKey
from console.domain.task import TaskMark
from console.services.screen import Screen

log = logging.getLogger(__name__)

SHOW = timedelta(minutes=2)
SETTLE_WITHIN_S = 15.0


@dataclass(frozen=True, slots=True)
class Children:
    """The commands of the child processes, as in `Fittings`, and of the residents' devices; empty for none."""

    siren: Sequence[str] = ()
    sounder: Sequence[str] = ()
    camera: Sequence[str] = ()
    tablets: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a demonstration. `unaccounted` must be 0; `oldest_unanswered_s` is None where nobody waits."""

    signals_in: int
    alarms_sent: int
    unaccounted: int
    cases: int
    open_by_class: Mapping[str, int]
    claimed: int
    closed: int
    canaries_sent: int
    canary_round_trips: int
    oldest_unanswered_s: float | None
    calls_made: int = 0
    calls_answered: int = 0
    tasks_begun: int = 0
    tasks_accepted: int = 0
    tasks_done: int = 0


class Demonstration:
    """One run. `duration` None is for ever; up to two minutes it is a show, in which everything goes faster."""

    def __init__(
        self, console: Console, simulated: SimulatedMunicipality, seed: int, duration: timedelta | None
    ) -> None:
        self._console = console
        self._simulated = simulated
        self._seed = seed
        self._duration = duration
        self._sent: list[ReportKey] = []
        self._senders: dict[tuple[MunicipalityId, str], Sender] = {}
        self.is_show = duration is not None and duration <= SHOW
        self.staff = StaffAtWork(console, simulated, is_show=self.is_show)
        self._colleagues = Colleagues(
            console, simulated.operators, random.Random(seed), self.staff.cast, is_show=self.is_show
        )

    async def prepare(self) -> None:
        """The directory of the simulated municipality, taken in like any import."""
        one = self._simulated
        importer = Operator(
            SYSTEM, "Vaka", frozenset(Grant(tenant.id, Role.SHIFT_LEAD) for tenant in one.municipalities)
        )
        rows = ImportedRows(one.municipalities, one.households, one.residents, one.devices)
        await self._console.directory.take_in(rows, importer)

    async def run(self) -> None:
        """The story, its senders, its colleagues and the staff's phones, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for sender in self._all_senders():
                group.create_task(sender.run(), name="sender")
            group.create_task(self._tell(), name="story")
            group.create_task(self._colleagues.run(), name="colleagues")
            group.create_task(self.staff.run(), name="staff")

    async def account(self) -> Account:
        """Waits until the senders hold their receipts (at most 15 s), then asks for every alarm."""
        sent = tuple(self._sent)  # the story goes on meanwhile
        waited = 0.0
        while waited < SETTLE_WITHIN_S and self._waits_for_any(sent):
            await self._console.clock.sleep(0.2)
            waited += 0.2
        stored = await self._console.store.journal.known(sent)
        events = [event async for event in self._events()]
        in_cases = {key for event in events for key in _reports_of(event)}
        missing = [key for key in sent if key not in stored or key not in in_cases]
        board = self._console.recorder.board
        open_cases = list(board.open_cases())
        waiting = [case.waiting_since for case in open_cases if case.state not in OWNED]
        now = self._console.clock.now()
        kinds = [type(event.body) for event in events]
        return Account(
            signals_in=self._console.intake.taken,
            alarms_sent=len(sent),
            unaccounted=len(missing),
            cases=kinds.count(ev.CaseOpened),
            open_by_class={one.name.lower(): sum(case.alarm_class is one for case in open_cases) for one in AlarmClass},
            claimed=kinds.count(ev.CaseClaimed),
            closed=kinds.count(ev.CaseClosed),
            canaries_sent=self._console.watch.canary.sent,
            canary_round_trips=self._console.watch.canaries_painted,
            oldest_unanswered_s=round((now - min(waiting)).total_seconds(), 1) if waiting else None,
            calls_made=kinds.count(ev.CallBegan),
            calls_answered=kinds.count(ev.CallAnswered),
            tasks_begun=kinds.count(ev.TaskBegan),
            tasks_accepted=_marked(events, TaskMark.ACCEPTED),
            tasks_done=_marked(events, TaskMark.DONE),
        )

    def _waits_for_any(self, sent: Sequence[ReportKey]) -> bool:
        waiting = {key for sender in self._senders.values() for key in sender.unreceipted()}
        return not waiting.isdisjoint(sent)

    async def _events(self) -> AsyncIterator[ev.Event]:
        seq = 0
        while found := await self._console.store.journal.since(seq):
            for event in found:
                if isinstance(event, ev.Event):
                    yield event
            seq = found[-1].seq

    def _all_senders(self) -> Iterator[Sender]:
        for tenant in self._simulated.municipalities:
            for name in sorted(tenant.senders):
                access = replace(self._console.broker, client_id=f"demo-{tenant.id}-{name}")
                sender = Sender(SenderSettings(access, tenant.id, name), self._console.clock)
                self._senders[tenant.id, name] = sender
                yield sender

    async def _tell(self) -> None:
        clock = self._console.clock
        started_at = clock.now()
        begun = clock.monotonic()
        for signal in demo_stream(self._simulated, self._seed, started_at, self._duration):
            wait = signal.offset.total_seconds() - (clock.monotonic() - begun)
            if wait > 0:
                await clock.sleep(wait)
            await self._send(signal)

    async def _send(self, signal: Signal) -> None:
        report = signal.report
        sender = self._senders.get((report.head.origin.municipality, report.head.origin.sender))
        if isinstance(report, AlarmReport):
            self._sent.append(report.head.key)
        if sender is None:
            return
        await sender.send(report)


def _marked(events: Sequence[ev.Event], mark: TaskMark) -> int:
    return sum(isinstance(event.body, ev.TaskMarked) and event.body.mark is mark for event in events)


def _reports_of(event: ev.Event) -> Iterator[ReportKey]:
    match event.body:
        case ev.CaseOpened(alarm=alarm) | ev.AlarmJoined(alarm) | ev.SelfTestFiled(alarm=alarm):
            yield alarm.report
        case ev.AlarmReset(report):
            yield report
        case _:
            return


def _drawn(config: Config, seed: int, today: date) -> Path:
    """The map of the invented municipality, made anew."""
    folder = state_folder(config)
    folder.mkdir(parents=True, exist_ok=True)
    return demo_map(seed, folder, today)


@asynccontextmanager
async def demonstrated(
    config: Config,
    screen: Screen,
    children: Children,
    seed: int,
    residents: int,
    duration: timedelta | None,
    ahead: timedelta = timedelta(0),
) -> AsyncIterator[tuple[Console, Demonstration]]:
    """A console with its simulated municipality, prepared and not yet running. Its key lives in memory. In it, it is
    `ahead` later than it is."""
    clock = SystemClock(ahead)
    started_at = clock.now()
    rounds = rounds_around(started_at)
    simulated = build(seed, residents, today=started_at.date(), rounds=rounds)
    fittings = Fittings(
        MemorySecrets(), screen, children.siren, simulated.operators, children.sounder, children.camera,
        is_simulated=True, clock=clock, map_file=await asyncio.to_thread(_drawn, config, seed, started_at.date()),
    )  # fmt: skip
    around_now = replace(config, rounds=replace(config.rounds, night_begins_min=rounds.begins))
    async with AsyncExitStack() as whole:
        console = await whole.enter_async_context(opened(around_now, fittings))
        rooms = await whole.enter_async_context(rooms_served(console, simulated, seed))
        demonstration = Demonstration(console, simulated, seed, duration)
        await demonstration.prepare()
        await demonstration.staff.prepare()
        await store_night(console, simulated, seed, started_at, rooms)
        is_show = demonstration.is_show
        at_home = residents_at_home(console, simulated, children.tablets, ahead, is_show=is_show)
        await whole.enter_async_context(at_home)
        yield console, demonstration
