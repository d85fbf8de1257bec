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
from datetime import datetime, timedelta

from console.adapters.clock import SystemClock
from console.adapters.mqtt.sender import Sender, SenderSettings
from console.adapters.municipality.demo import demo_stream
from console.adapters.municipality.rounds import rounds_around
from console.adapters.municipality.signals import Signal
from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.adapters.secrets import MemorySecrets
from console.bootstrap.demo_calls import residents_at_home
from console.bootstrap.demo_night import rooms_served, store_night
from console.bootstrap.joined import Console, Fittings, opened
from console.config import Config
from console.domain import events as ev
from console.domain import steps
from console.domain.alarm import AlarmClass, Lane
from console.domain.case import Case
from console.domain.handling import may_handle
from console.domain.ids import CENTRE, SYSTEM, ConsoleId, MunicipalityId
from console.domain.imported import ImportedRows
from console.domain.lifecycle import OWNED, State
from console.domain.link import LostContact
from console.domain.operator import Grant, Operator, Role
from console.domain.refused import Refused
from console.domain.report import AlarmReport, PresenceReport, ReportKey, Sight
from console.domain.triage import Planned
from console.services.screen import Screen

log = logging.getLogger(__name__)

SHOW = timedelta(minutes=2)
SETTLE_WITHIN_S = 15.0
COLLEAGUES = ("amina.warsame", "jonas.ek", "petra.lund")


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


@dataclass(slots=True)
class _Busy:
    """What a scripted colleague is doing, and until when."""

    case: Case
    until: datetime


class Demonstration:
    """One run. `duration` None is for ever; up to two minutes it is a show, in which everything goes faster."""

    def __init__(
        self, console: Console, simulated: SimulatedMunicipality, seed: int, duration: timedelta | None
    ) -> None:
        self._console = console
        self._simulated = simulated
        self._seed = seed
        self._duration = duration
        self._rng = random.Random(seed)
        self._sent: list[ReportKey] = []
        self._senders: dict[tuple[MunicipalityId, str], Sender] = {}
        self._busy: dict[ConsoleId, _Busy | None] = {}
        self.is_show = duration is not None and duration <= SHOW

    async def prepare(self) -> None:
        """The directory of the simulated municipality, taken in like any import."""
        one = self._simulated
        importer = Operator(
            SYSTEM, "Vaka", frozenset(Grant(tenant.id, Role.SHIFT_LEAD) for tenant in one.municipalities)
        )
        rows = ImportedRows(one.municipalities, one.households, one.residents, one.devices)
        await self._console.directory.take_in(rows, importer)

    async def run(self) -> None:
        """The story, its senders and its colleagues, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for sender in self._all_senders():
                group.create_task(sender.run(), name="sender")
            group.create_task(self._tell(), name="story")
            group.create_task(self._work(), name="colleagues")

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

    async def _work(self) -> None:
        """The colleagues: they sit down, and each takes what has waited, one case at a time."""
        people = [one for one in self._simulated.operators if one.id in COLLEAGUES]
        for operator in people:
            console = ConsoleId(f"demo-{operator.id}")
            self._busy[console] = None
            body = ev.SignedIn(console, operator.name)
            await self._console.recorder.note((Planned(f"console:{console}", CENTRE, body),), operator.id)
        while True:
            for operator in people:
                await self._act(operator, ConsoleId(f"demo-{operator.id}"))
            await self._console.clock.sleep(1.0)

    async def _act(self, operator: Operator, console: ConsoleId) -> None:
        now = self._console.clock.now()
        try:
            presence = PresenceReport(console, Sight.SEEING, operator.id, now, now)
            await self._console.link.send_presence(presence)
            busy = self._busy[console]
            if busy is None:
                await self._take(operator, console, now)
            elif now >= busy.until:
                await self._finish(operator, console, busy)
        except (Refused, LostContact) as said_no:
            log.info("%s was refused: %s", operator.id, said_no)
            self._busy[console] = None

    async def _take(self, operator: Operator, console: ConsoleId, now: datetime) -> None:
        patience = timedelta(seconds=8 if self.is_show else 45)
        waiting = [
            case
            for case in self._console.recorder.board.open_cases()
            if case.state not in OWNED
            and may_handle(operator, case)
            and (now - case.opened_at > patience or self._is_at_once(operator, case))
        ]
        if not waiting:
            return
        case = min(waiting, key=lambda one: (one.alarm_class, one.waiting_since))
        await self._perform(operator, console, steps.Claim(case.id))
        held = self._rng.uniform(3, 6) if self.is_show else self._rng.lognormvariate(4.2, 0.6)
        self._busy[console] = _Busy(case, now + timedelta(seconds=held))

    def _is_at_once(self, operator: Operator, case: Case) -> bool:
        """What the scene of the opening gives each of them: a dose, two presses, the outage."""
        match operator.id:
            case "amina.warsame":
                return case.presses == 2
            case "jonas.ek":
                return case.lane is Lane.MEDICATION
            case _:
                return case.lane is Lane.TECHNICAL

    async def _finish(self, operator: Operator, console: ConsoleId, busy: _Busy) -> None:
        self._busy[console] = None
        case = self._console.recorder.board.get(busy.case.id)
        if case is None or case.owner != operator.id or case.state is not State.CLAIMED:
            return
        if case.lane is Lane.MEDICATION and case.promise is None:
            until = self._console.clock.now() + timedelta(minutes=17)
            await self._perform(operator, console, steps.MakePromise(case.id, until, "besök"))
            return
        is_technical = case.lane is Lane.TECHNICAL
        outcome = "technical_fixed" if is_technical else self._rng.choice(_OUTCOMES)
        await self._perform(operator, console, steps.Close(case.id, outcome, "", case.version))

    async def _perform(self, operator: Operator, console: ConsoleId, step: steps.Step) -> None:
        await self._console.desk.perform(operator, step, console=console)


_OUTCOMES = ("helped_by_talk", "visit_done", "question", "false_press")


def _reports_of(event: ev.Event) -> Iterator[ReportKey]:
    match event.body:
        case ev.CaseOpened(alarm=alarm) | ev.AlarmJoined(alarm) | ev.SelfTestFiled(alarm=alarm):
            yield alarm.report
        case ev.AlarmReset(report):
            yield report
        case _:
            return


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
        is_simulated=True, clock=clock,
    )  # fmt: skip
    around_now = replace(config, rounds=replace(config.rounds, night_begins_min=rounds.begins))
    async with AsyncExitStack() as whole:
        console = await whole.enter_async_context(opened(around_now, fittings))
        rooms = await whole.enter_async_context(rooms_served(console, simulated, seed))
        demonstration = Demonstration(console, simulated, seed, duration)
        await demonstration.prepare()
        await store_night(console, simulated, seed, started_at, rooms)
        is_show = demonstration.is_show
        at_home = residents_at_home(console, simulated, children.tablets, ahead, is_show=is_show)
        await whole.enter_async_context(at_home)
        yield console, demonstration
