"""An engine, a stream and a telephone that a test holds in its hands, and a console with calls joined as `bootstrap`
joins them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind
from console.domain.call import CallFigures, CallKind
from console.domain.call_engine import (
    EngineOrder,
    EngineReady,
    MakeOffer,
    Measured,
    MediaUp,
    OfferMade,
    Peer,
)
from console.domain.call_gate import Callee
from console.domain.call_shown import GuestShown, OpenCall
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CENTRE, CallId, CaseId, ConsoleId
from console.domain.link import LostContact
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.domain.report import CallReport
from console.domain.resident import CallConsent, CallsBy, Contact, Resident
from console.services.call_at_hand import CallPorts, CallSettings
from console.services.call_paths import CallPaths
from console.services.calling import Calling
from console.services.calls import Calls
from console.services.plan_shelf import PlanShelf
from console.services.plans import Plans
from console.services.screen import CallTold
from tests.builders import (
    HERE,
    NORRBY,
    SENDER,
    alarm,
    counter,
    device,
    head,
    household,
    municipality,
    operator,
    resident,
)
from tests.plan_samples import plan, step
from tests.services.fakes import FakeJournal, FakeResidents, Station
from tests.services.plan_fakes import FakePlanFiles, FakePlanStore

anna = operator("anna")
bo = operator("bo")
oskar = operator("oskar", Role.NIGHT_SUPERVISION)

RINGS_S = 45

ASTRID = resident(
    phone="+46 8 000 00 01", mobile="+46 70 000 00 01", born=date(1938, 5, 1),
    contacts=(Contact(1, "Lena Lind", "dotter", "+46700000011"), Contact(2, "Per Lind", "son", "+46700000012")),
    calls=CallConsent(may_be_seen=True, may_be_listened_to=True),
)  # fmt: skip

PLAN = plan(
    step("call", ways=["device", "mobile", "phone"]),
    step("again", when={"answers": {"call": ["silent", "no_answer"]}}, ways=["mobile", "phone", "device"]),
    step("wave", "video", when={"answers": {"again": ["silent", "no_answer"]}}),
    step("contacts", "contacts", when={"answers": {"again": ["silent", "no_answer"]}}),
    step("close", "outcome"),
)


@dataclass
class FakeEngine:
    """Fits `services.ports.CallEngine`. `orders` are all, in order; `starts` counts."""

    orders: list[EngineOrder] = field(default_factory=list)
    starts: int = 0

    def start(self) -> None:
        self.starts += 1

    def ask(self, order: EngineOrder) -> None:
        self.orders.append(order)

    def offers(self, peer: Peer = Peer.CALLED) -> list[MakeOffer]:
        return [one for one in self.orders if isinstance(one, MakeOffer) and one.peer is peer]


@dataclass
class FakeSignals:
    """Fits `services.ports.CallSignals`. `is_cut` loses contact; `refuses`: the centre has no such way out."""

    sent: list[tuple[Callee, CallSignal]] = field(default_factory=list)
    is_cut: bool = False
    refuses: bool = False

    async def send(self, to: Callee, signal: CallSignal) -> None:
        await asyncio.sleep(0)
        if self.refuses:
            raise Refused(Reason.NOT_CONNECTED)
        if self.is_cut:
            raise LostContact("the cable is cut")
        self.sent.append((to, signal))

    def acts(self, sender: str = SENDER) -> list[str]:
        """What was said to the device, by its acts and tones."""
        told = [signal for to, signal in self.sent if to.sender == sender]
        return [signal.tone.value if signal.tone else signal.act.value for signal in told]

    def last(self, act: SignalAct) -> CallSignal:
        return [signal for _, signal in self.sent if signal.act is act][-1]


@dataclass
class FakeTelephone:
    """Fits `services.ports.Telephone`."""

    dialled: list[str] = field(default_factory=list)

    def dial(self, number: str) -> None:
        self.dialled.append(number)


class CallStation(Station):
    """A console that calls."""

    def __init__(
        self,
        name: ConsoleId = HERE,
        journal: FakeJournal | None = None,
        residents: FakeResidents | None = None,
        *,
        has_sip: bool = False,
        by_sip: FakeSignals | None = None,
        settings: CallSettings | None = None,
        **more: object,
    ) -> None:
        super().__init__(name, journal, residents, staff=(anna, bo, oskar), **more)  # type: ignore[arg-type]
        self.engine, self.signals, self.telephone = FakeEngine(), FakeSignals(), FakeTelephone()
        new_id = counter(f"{name}-{id(self)}-call")
        signals = dict.fromkeys(CallKind, self.signals) | {CallKind.SIP: by_sip or self.signals}
        ports = CallPorts(self.engine, signals, self.telephone)
        settings = settings or CallSettings(timedelta(seconds=RINGS_S), "Larmcentralen", "https://x.example/gast")
        self.calling = Calling(self.recorder, ports, self.clock, self.screen, new_id, name, settings)
        self.calling.operator = lambda: self.sign_in.operator
        plans = Plans(FakePlanFiles(PLAN), FakePlanStore(), self.recorder, self.clock)
        self.plans = plans
        self.shelf = PlanShelf(plans, self.directory, self.recorder)
        self.desk.plans = self.shelf
        paths = CallPaths(self.residents, self.directory, self.journal, self.shelf, has_sip=has_sip)
        self.calls = Calls(
            self.recorder, self.directory, paths, self.desk, self.calling, self.clock, new_id, counter("secret"), name
        )  # fmt: skip
        self.recorder.watchers.append(self.calling.leftovers.heard)
        self.calling.leftovers.is_living = self.watch.is_living
        self.watch.duties.append(self.calling.leftovers.look)
        self.calling.is_link_up = lambda: self.intake.takes_in

    async def open(self, who: Resident = ASTRID, *, seat: str = "anna") -> "CallStation":
        """Started, somebody seated, the engine ready, and a tablet in the kitchen."""
        self.residents.put(
            municipalities=[municipality()], households=[household()], residents=[who],
            devices=[
                device("dev-1", resident="astrid"),
                replace(device("tab-1", resident="astrid", kind=DeviceKind.TABLET, place="köket"),
                        calls=CallsBy(CallKind.VIDEO)),
            ],
        )  # fmt: skip
        await self.start(seat=seat)
        await self.plans.refresh()
        await self.calling.start()
        self.calling.start_engine()
        if self.calling.settings.has_engine:
            self.calling.heard(EngineReady())
        return self

    async def pressed(self, *, who: str = "anna", cause: Cause = Cause.PRESS) -> CaseId:
        """The person has pressed, and somebody has the case."""
        await self.intake.take([alarm(self.clock.now(), cause)])
        [case] = [one for one in self.recorder.board.open_cases() if one.owner is None]
        await self.desk.claim(operator(who), case.id)
        return case.id

    async def seconds(self, number: float) -> None:
        """Time passes, a fifth of a second at a time."""
        for _ in range(round(number * 5)):
            await self.clock.advance(0.2)
            await self.calling.step()

    @property
    def call(self) -> OpenCall:
        """The call that stands here."""
        found = self.calling.call
        assert found is not None
        return found

    def offered(self) -> None:
        """The engine has made what it was asked for last."""
        order = self.engine.offers()[-1]
        self.calling.heard(OfferMade(order.call, order.attempt, "v=0"))

    def said(
        self, act: SignalAct, *, device: str = "tab-1", sender: str = SENDER, call: str = "", attempt: int = 0,
        retained: bool = False, body: str = "", expires_at: datetime | None = None, **more: object,
    ) -> None:  # fmt: skip
        """The device says this of our call, of its present attempt."""
        signal = CallSignal(
            CallId(call or self.call.id), act, body, attempt or self.call.course.attempt, expires_at, **more  # type: ignore[arg-type]
        )  # fmt: skip
        where = NORRBY if sender != "guests" else CENTRE
        report = head(self.clock.now(), device=device, sender=sender, municipality=where, retained=retained)
        self.calling.hear([CallReport(report, signal)])

    async def ringing(self) -> None:
        """It was offered, and the device rings."""
        self.offered()
        await self.calling.step()
        self.said(SignalAct.RINGING)

    async def answered(self) -> None:
        """And somebody has answered, and the line stands."""
        await self.ringing()
        self.said(SignalAct.ANSWER, body="v=0 answer")
        self.calling.heard(MediaUp(self.call.id, self.call.course.attempt))
        await self.calling.step()

    def measured(self, heard_db: float = -30.0) -> None:
        figures = CallFigures(round_trip_s=0.1, loss=0.0, concealed=0.0, heard_db=heard_db)
        self.calling.heard(Measured(self.call.id, figures))

    @property
    def state(self) -> str:
        """How far the call has come."""
        return self.call.course.state.value

    @property
    def is_lost(self) -> bool:
        return self.call.lost_since is not None

    @property
    def is_quiet(self) -> bool:
        return self.call.is_quiet

    @property
    def guest_in(self) -> GuestShown | None:
        return self.call.guest

    def ends(self) -> list[ev.CallEnded]:
        return [body for body in self.journal.bodies(ev.CallEnded) if isinstance(body, ev.CallEnded)]

    def end(self) -> tuple[str, str]:
        """Why the only call is over, and what that says of the person."""
        [ended] = self.ends()
        return ended.end.value, ended.result.value

    def answers(self, case: CaseId) -> dict[str, str]:
        """What the plan's steps were answered with."""
        known = self.recorder.board.get(case)
        assert known is not None
        assert known.plan is not None
        return {record.step: record.answer for record in known.plan.records}

    def told(self) -> OpenCall | None:
        """What the screen was told last."""
        return [update.call for update in self.screen.shown if isinstance(update, CallTold)][-1]

    @asynccontextmanager
    async def running_calls(self) -> AsyncIterator[None]:
        """The loops that look after the call."""
        task = asyncio.get_running_loop().create_task(self.calling.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
