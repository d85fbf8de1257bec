"""The ports of the services, held in memory with the semantics that the real ones promise, and a whole console."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from console.domain import events as ev
from console.domain.account import Account
from console.domain.annunciation import SoundOutput
from console.domain.board import BoardSnapshot
from console.domain.draft import Draft
from console.domain.forward import Forwarded
from console.domain.ids import (
    CaseId,
    ConsoleId,
    DeviceId,
    HouseholdId,
    MunicipalityId,
    OperatorId,
    ResidentId,
    ResponderId,
)
from console.domain.journal import (
    Behind,
    CaseSummary,
    JournalHead,
    Outgoing,
    SignOfLife,
    StoredReport,
    Unwritable,
    Verdict,
    Writing,
)
from console.domain.link import LinkState, LostContact, Retry
from console.domain.operator import Operator
from console.domain.order import SealedOrder
from console.domain.report import (
    AlarmReport,
    CanaryReport,
    FieldReport,
    PresenceReport,
    Receipt,
    Report,
    ReportKey,
    ResponderReport,
    SampleReport,
    Sight,
    UnreadableReport,
    key_of,
)
from console.domain.resident import Device, Household, Municipality, Protection, Resident
from console.domain.responder import Standing
from console.domain.seat import KeptSeat
from console.domain.sequence import SourceCount
from console.services.annunciator import Annunciator
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.intake import Intake
from console.services.outbox import Outbox
from console.services.ports import Take
from console.services.queue_feed import QueueFeed
from console.services.recorder import Recorder
from console.services.records import Records
from console.services.screen import CanaryStored, Update
from console.services.sign_in import SignIn
from console.services.silence_board import SilenceBoard
from console.services.watch import Limits, Watch
from tests.builders import HERE, counter, municipality, operator
from tests.fakes import HandClock, settle

_runs = itertools.count(1)
"""No two consoles, and no two runs of one, make the same ids."""


class FakeJournal:
    """The three stores in memory. Fits `services.ports.Journal`.

    `is_down` refuses everything; `losing` so many writes are committed and their answer is lost; while `held` is set,
    every call hangs until it is cleared.
    """

    def __init__(self) -> None:
        self.events: list[ev.Event] = []
        self.reports: dict[ReportKey, FieldReport] = {}
        self.signs: dict[tuple[MunicipalityId, DeviceId], SignOfLife] = {}
        self.source_counts: dict[str, SourceCount] = {}
        self.summaries: dict[str, CaseSummary] = {}
        self.outbox: dict[str, Outgoing] = {}
        self.standings: dict[tuple[MunicipalityId, ResponderId], Standing] = {}
        self.snapshots: list[BoardSnapshot] = []
        self.is_down = False
        self.keeps_no_snapshot = False
        self.losing = 0
        self.writes = 0
        self._flowing = asyncio.Event()
        self._flowing.set()

    def hold(self) -> None:
        """From now on every call hangs."""
        self._flowing.clear()

    def let_go(self) -> None:
        """What hung goes on."""
        self._flowing.set()

    async def _answer(self) -> None:
        await asyncio.sleep(0)
        await self._flowing.wait()
        if self.is_down:
            raise Unwritable("the disk is full")

    async def head(self) -> JournalHead:
        await self._answer()
        return JournalHead(len(self.events), "")

    async def known(self, keys: Sequence[ReportKey]) -> dict[ReportKey, datetime | None]:
        await self._answer()
        found = {key: self.reports[key] for key in keys if key in self.reports}
        return {key: None if isinstance(one, UnreadableReport) else one.head.at for key, one in found.items()}

    async def write(self, writing: Writing) -> tuple[ev.Event, ...]:
        await self._answer()
        self.writes += 1
        stored = {event.id: event for event in self.events}
        asked = [draft.id for draft in writing.drafts]
        if asked and all(id_ in stored for id_ in asked):
            return tuple(stored[id_] for id_ in asked)
        if writing.after != len(self.events) or any(id_ in stored for id_ in asked):
            raise Behind(f"the journal is at {len(self.events)}, not at {writing.after}")
        events = self._placed(writing.drafts)
        self._store(writing, events)
        if self.losing:
            self.losing -= 1
            raise Unwritable("the answer was lost")
        return tuple(events)

    def _placed(self, drafts: Iterable[ev.Draft]) -> list[ev.Event]:
        last: dict[str, int] = {}
        for event in self.events:
            last[event.subject] = event.version
        events = []
        for draft in drafts:
            version = draft.version or last.get(draft.subject, 0) + 1
            if version <= last.get(draft.subject, 0):
                raise Behind(f"{draft.subject} has a version {version}")
            last[draft.subject] = version
            seq = len(self.events) + len(events) + 1
            events.append(
                ev.Event(seq, draft.id, draft.subject, version, draft.at, draft.who, draft.municipality, draft.body)
            )
        return events

    def _store(self, writing: Writing, events: Sequence[ev.Event]) -> None:
        self.events.extend(events)
        for report in writing.reports:
            self.reports.setdefault(key_of(report), report)
        self.signs.update({(sign.municipality, sign.device): sign for sign in writing.signs})
        self.source_counts.update({counted.source: counted for counted in writing.counts})
        self.summaries.update({summary.case: summary for summary in writing.summaries})
        for outgoing in writing.outgoing:
            self.outbox.setdefault(outgoing.id, outgoing)
        self.standings.update({(one.municipality, one.responder): one for one in writing.standings})

    async def since(self, seq: int, limit: int = 1000) -> tuple[ev.Event | ev.ErasedEvent, ...]:
        await self._answer()
        return tuple(self.events[seq : seq + limit])

    async def of_subject(self, subject: str) -> tuple[ev.Event | ev.ErasedEvent, ...]:
        await self._answer()
        return tuple(event for event in self.events if event.subject == subject)

    async def latest_snapshot(self) -> BoardSnapshot | None:
        await self._answer()
        return self.snapshots[-1] if self.snapshots else None

    async def save_snapshot(self, snapshot: BoardSnapshot) -> None:
        await self._answer()
        if self.keeps_no_snapshot:
            raise Unwritable("no room for a snapshot")
        self.snapshots.append(snapshot)

    async def counts(self) -> tuple[SourceCount, ...]:
        await self._answer()
        return tuple(self.source_counts.values())

    async def reports_of(self, keys: Sequence[ReportKey]) -> tuple[StoredReport, ...]:
        return ()

    async def signs_of(self, municipality: MunicipalityId, devices: Sequence[DeviceId]) -> tuple[SignOfLife, ...]:
        await self._answer()
        return tuple(sign for key in devices if (sign := self.signs.get((municipality, key))) is not None)

    async def history_of(self, resident: ResidentId, limit: int) -> tuple[CaseSummary, ...]:
        await self._answer()
        found = [summary for summary in self.summaries.values() if summary.resident == resident]
        return tuple(sorted(found, key=lambda one: (one.opened_at, one.case), reverse=True)[:limit])

    async def outside_cases_of(
        self, municipality: MunicipalityId, resident: ResidentId, before: datetime
    ) -> tuple[int, ...]:
        """By the bodies that name whom."""
        await self._answer()
        whole = [event for event in self.events if isinstance(event, ev.Event)]
        of_them = {
            event.subject
            for event in whole
            if isinstance(event.body, ev.LookOpened | ev.LookJudged | ev.CallBegan)
            and (event.municipality, event.body.resident) == (municipality, resident)
            and ev.case_of(event.subject) is None
        }
        of_them -= {event.subject for event in self.events if event.at >= before}
        return tuple(event.seq for event in whole if event.subject in of_them)

    async def unsent(self, limit: int) -> tuple[Outgoing, ...]:
        await self._answer()
        return tuple(self.outbox.values())[:limit]

    async def count_unsent(self) -> int:
        await self._answer()
        return len(self.outbox)

    async def mark_sent(self, ids: Sequence[str]) -> None:
        await self._answer()
        for id_ in ids:
            self.outbox.pop(id_, None)

    async def erase_bodies(self, seqs: Sequence[int], writing: Writing) -> None:
        """The events keep their place."""
        await self.write(writing)
        for seq in seqs:
            one = self.events[seq - 1]
            place = (one.seq, one.id, one.subject, one.version, one.at, one.who, one.municipality)
            self.events[seq - 1] = ev.ErasedEvent(*place, "erased")  # type: ignore[call-overload]

    async def erase_reports(
        self, streams: Sequence[str], before: datetime, writing_of: Callable[[int], Writing]
    ) -> int:
        """At most two at a time; nothing is journalled where none is due."""
        await self._answer()
        due = [key for key, report in self.reports.items() if _stream(report) in streams and _came(report) < before]
        if due[:2]:
            await self.write(writing_of(len(due[:2])))
        for key in due[:2]:
            del self.reports[key]
        return len(due[:2])

    async def verify(self) -> Verdict:
        raise NotImplementedError

    def bodies(self, *types: type[ev.Body]) -> list[ev.Body]:
        """The bodies of the events so far, of these types."""
        whole = [event for event in self.events if isinstance(event, ev.Event)]
        return [event.body for event in whole if isinstance(event.body, types)]


def _stream(report: FieldReport) -> str:
    return {AlarmReport: "alarms", SampleReport: "samples", ResponderReport: "responders"}.get(type(report), "")


def _came(report: FieldReport) -> datetime:
    return report.received_at if isinstance(report, UnreadableReport) else report.head.received_at


class FakeResidents:
    """The directory's store in memory. Fits `services.ports.Residents`. `asked` counts the look-ups."""

    def __init__(self, journal: FakeJournal) -> None:
        self._journal = journal
        self._municipalities: dict[MunicipalityId, Municipality] = {}
        self._devices: dict[tuple[MunicipalityId, DeviceId], Device] = {}
        self._households: dict[HouseholdId, Household] = {}
        self._residents: dict[ResidentId, Resident] = {}
        self.is_down = False
        self.asked = 0
        self.between: Callable[[], None] = lambda: None

    def put(
        self,
        *,
        municipalities: Iterable[Municipality] = (),
        households: Iterable[Household] = (),
        residents: Iterable[Resident] = (),
        devices: Iterable[Device] = (),
    ) -> None:
        """Stores them without a trace."""
        self._municipalities.update({one.id: one for one in municipalities})
        self._households.update({one.id: one for one in households})
        self._residents.update({one.id: one for one in residents})
        self._devices.update({(one.municipality, one.id): one for one in devices})

    async def _answer(self) -> None:
        self.asked += 1
        await asyncio.sleep(0)
        if self.is_down:
            raise Unwritable("the directory is out of reach")
        self.between()

    async def municipalities(self) -> tuple[Municipality, ...]:
        await self._answer()
        return tuple(self._municipalities.values())

    async def devices(self, keys: Sequence[tuple[MunicipalityId, DeviceId]]) -> tuple[Device, ...]:
        await self._answer()
        return tuple(self._devices[key] for key in keys if key in self._devices)

    async def residents(self, ids: Sequence[ResidentId]) -> tuple[Resident, ...]:
        await self._answer()
        return tuple(self._residents[one] for one in ids if one in self._residents)

    async def households(self, ids: Sequence[HouseholdId]) -> tuple[Household, ...]:
        await self._answer()
        return tuple(self._households[one] for one in ids if one in self._households)

    async def protected_households(self) -> frozenset[HouseholdId]:
        await self._answer()
        return frozenset(one.household for one in self._residents.values() if one.protection is not Protection.NONE)

    async def residents_of_household(self, household: HouseholdId) -> tuple[Resident, ...]:
        await self._answer()
        return tuple(one for one in self._residents.values() if one.household == household)

    async def devices_of(self, resident: ResidentId, household: HouseholdId) -> tuple[Device, ...]:
        await self._answer()
        return tuple(
            one
            for one in self._devices.values()
            if one.resident == resident or (one.resident is None and one.household == household)
        )

    async def save(
        self,
        municipalities: Sequence[Municipality],
        households: Sequence[Household],
        residents: Sequence[Resident],
        devices: Sequence[Device],
        writing: Writing,
    ) -> tuple[ev.Event, ...]:
        events = await self._journal.write(writing)
        self.put(municipalities=municipalities, households=households, residents=residents, devices=devices)
        return events


class FakeAccounts:
    """Fits `services.ports.Accounts`."""

    def __init__(self, *accounts: Account) -> None:
        self.stored = {account.login: account for account in accounts}

    async def find(self, login: str) -> Account | None:
        return self.stored.get(login)

    async def all(self) -> tuple[Account, ...]:
        return tuple(self.stored.values())

    async def save(self, account: Account) -> None:
        self.stored[account.login] = account


class FakeDrafts:
    """Fits `services.ports.Drafts`."""

    def __init__(self) -> None:
        self.stored: dict[tuple[OperatorId, CaseId | None, str], Draft] = {}

    async def keep(self, operator: OperatorId, draft: Draft, most: int) -> None:
        self.stored[operator, draft.case, draft.panel] = draft
        mine = sorted((key for key in self.stored if key[0] == operator), key=lambda key: self.stored[key].at)
        for key in mine[: max(0, len(mine) - most)]:
            del self.stored[key]

    async def drop(self, operator: OperatorId, case: CaseId | None, panel: str) -> None:
        self.stored.pop((operator, case, panel), None)

    async def of(self, operator: OperatorId) -> tuple[Draft, ...]:
        mine = [draft for key, draft in self.stored.items() if key[0] == operator]
        return tuple(sorted(mine, key=lambda draft: draft.at))

    async def forget(self, cases: Sequence[CaseId]) -> None:
        self.stored = {key: draft for key, draft in self.stored.items() if key[1] not in cases}

    async def forget_before(self, before: datetime) -> None:
        self.stored = {key: draft for key, draft in self.stored.items() if draft.at >= before}


class FakeSeats:
    """Fits `services.ports.Seats`; `is_down` refuses everything."""

    def __init__(self) -> None:
        self.kept: dict[ConsoleId, KeptSeat] = {}
        self.sat: dict[tuple[ConsoleId, OperatorId], datetime] = {}
        self.is_down = False

    async def _answer(self) -> None:
        await asyncio.sleep(0)
        if self.is_down:
            raise Unwritable("the disk is full")

    async def keep(self, console: ConsoleId, seat: KeptSeat) -> None:
        await self._answer()
        self.kept[console] = seat

    async def drop(self, console: ConsoleId) -> None:
        await self._answer()
        self.kept.pop(console, None)

    async def of(self, console: ConsoleId) -> KeptSeat | None:
        await self._answer()
        return self.kept.get(console)

    async def note_sitting(self, console: ConsoleId, operator: OperatorId, at: datetime) -> None:
        await self._answer()
        self.sat[console, operator] = at

    async def sittings(self, console: ConsoleId) -> dict[OperatorId, datetime]:
        await self._answer()
        return {operator: at for (where, operator), at in self.sat.items() if where == console}


class FakePasswords:
    """Fits `services.ports.Passwords`: a hash is the password after a word. `verified` counts the slow work."""

    def __init__(self) -> None:
        self.verified = 0

    async def hash(self, password: str) -> str:
        return f"hash:{password}"

    async def verify(self, password_hash: str, password: str) -> bool:
        self.verified += 1
        return password_hash == f"hash:{password}"


class FakeBroker:
    """What every link is bound to. It keeps presences as retained messages, and knows last wills."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.links: list[FakeLink] = []
        self._presences: dict[ConsoleId, PresenceReport] = {}

    def join(self, link: "FakeLink") -> None:
        self.links.append(link)
        link.waiting.extend(self._presences.values())

    def publish(self, report: Report) -> None:
        """To every link that is not cut, the sender's own included."""
        if isinstance(report, PresenceReport):
            self._presences[report.console] = report
        for link in self.links:
            link.receive(report)

    def last_will(self, console: ConsoleId) -> None:
        """The broker has lost that console."""
        now = self.clock.now()
        self.publish(PresenceReport(console, Sight.GONE, "", now, now))


class FakeLink:
    """One console's link. Fits `services.ports.FieldLink`; `is_cut` loses contact both ways."""

    def __init__(self, broker: FakeBroker) -> None:
        self._broker = broker
        self.waiting: list[Report] = []
        self.sent: list[Receipt] = []
        self.forwarded: list[tuple[str, Forwarded]] = []
        self.orders: list[SealedOrder] = []
        self.refuses_forwards = False
        self.presences: list[PresenceReport] = []
        self.is_cut = False
        self.is_deaf = False
        self.retry = Retry()
        self._came = asyncio.Event()

    @property
    def state(self) -> LinkState:
        return LinkState.LOST if self.is_cut else LinkState.UP

    @property
    def explanation(self) -> str:
        return "the cable is cut" if self.is_cut else ""

    @property
    def backlog(self) -> int:
        return len(self.waiting)

    def receive(self, report: Report) -> None:
        if not self.is_cut and not self.is_deaf:
            self.waiting.append(report)
            self._came.set()

    async def run(self, take: Take) -> None:
        """Hands over what waits; after Unwritable the same batch again."""
        while True:
            await self._came.wait()
            self._came.clear()
            while self.waiting:
                batch = tuple(self.waiting)
                try:
                    await take(batch)
                except Unwritable:
                    await self._broker.clock.sleep(1.0)
                    continue
                del self.waiting[: len(batch)]

    def _require_contact(self) -> None:
        if self.is_cut:
            raise LostContact("the cable is cut")

    async def send_receipts(self, receipts: Sequence[Receipt]) -> None:
        await asyncio.sleep(0)
        self._require_contact()
        self.sent.extend(receipts)

    async def send_forwards(self, forwards: Sequence[tuple[str, Forwarded]]) -> None:
        await asyncio.sleep(0)
        self._require_contact()
        if self.refuses_forwards:
            raise LostContact("the broker refused 1 messages: Not authorized")
        self.forwarded.extend(forwards)

    async def send_orders(self, orders: Sequence[SealedOrder]) -> None:
        await asyncio.sleep(0)
        self._require_contact()
        self.orders.extend(orders)

    async def send_canary(self, console: ConsoleId, number: int, at: datetime) -> None:
        self._require_contact()
        self._broker.publish(CanaryReport(console, number, at, self._broker.clock.now()))

    async def send_presence(self, presence: PresenceReport) -> None:
        self._require_contact()
        self.presences.append(presence)
        self._broker.publish(presence)


class FakeLine:
    """A gateway's line. Fits `services.ports.GatewayLine`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.state = LinkState.UP
        self.retry = Retry()
        self.backlog = 0

    @property
    def explanation(self) -> str:
        return "" if self.state is LinkState.UP else "the broker refuses the connection"


class FakeSiren:
    """Fits `services.ports.Siren`. `started_at` are the clock's seconds at which it began to sound."""

    def __init__(self, clock: HandClock) -> None:
        self._clock = clock
        self._is_sounding = False
        self.started_at: list[float] = []
        self.stopped_at: list[float] = []

    def start(self) -> None:
        if not self._is_sounding:
            self.started_at.append(self._clock.monotonic())
        self._is_sounding = True

    def stop(self) -> None:
        if self._is_sounding:
            self.stopped_at.append(self._clock.monotonic())
        self._is_sounding = False

    def check(self) -> None:
        """Nothing to start anew."""

    @property
    def is_sounding(self) -> bool:
        return self._is_sounding


class FakeSounder:
    """Fits `services.ports.Sounder`. `played` are the clock's seconds and names of what was asked for.

    The output takes each sound in `takes_s`; while `output` is not audible, nothing. `is_stuck`: it says that it is
    audible, and takes none to the end.
    """

    def __init__(self, clock: HandClock) -> None:
        self._clock = clock
        self.played: list[tuple[float, str]] = []
        self.stopped_at: list[float] = []
        self.used: list[tuple[str, int]] = []
        self.takes_s = 1.5
        self.is_stuck = False
        self.is_ended = False
        self.state = SoundOutput(is_known=True, is_audible=True, device="Headset", outputs=("Headset",))
        self._ends: dict[int, float] = {}

    def lose(self) -> None:
        """The output is gone, and with it what sounds."""
        self.state = SoundOutput(is_known=True, explanation="no audible output")
        self._ends = {number: at for number, at in self._ends.items() if at <= self._clock.monotonic()}

    def mute(self) -> None:
        """The output takes what it is given, and nobody hears it."""
        self.state = replace(self.state, is_audible=False, is_muted=True, explanation='"Headset" is muted')

    def find(self) -> None:
        """The output is there again."""
        self.state = SoundOutput(is_known=True, is_audible=True, device="Headset", outputs=("Headset",))

    def play(self, sound: str) -> int:
        number = len(self.played) + 1
        at = self._clock.monotonic()
        self.played.append((at, sound))
        self._ends = {older: end for older, end in self._ends.items() if end <= at}
        if (self.state.is_audible or self.state.is_muted) and not self.is_stuck:
            self._ends[number] = at + self.takes_s
        return number

    def stop(self) -> None:
        self.stopped_at.append(self._clock.monotonic())

    def use(self, device: str, volume_percent: int) -> None:
        self.used.append((device, volume_percent))

    def check(self) -> None:
        """Nothing to begin."""

    def end(self) -> None:
        self.is_ended = True

    @property
    def output(self) -> SoundOutput:
        at = self._clock.monotonic()
        return replace(self.state, played=max((number for number, end in self._ends.items() if end <= at), default=0))

    def names(self, since: float = 0.0) -> list[str]:
        """What was asked for from that second on."""
        return [sound for at, sound in self.played if at >= since]


class FakeScreen:
    """Keeps what it was shown; answers each canary by a frame while `is_painting`."""

    def __init__(self) -> None:
        self.shown: list[Update] = []
        self.is_painting = True
        self.painted: Callable[[int], None] = lambda number: None

    def show(self, update: Update) -> None:
        self.shown.append(update)
        if isinstance(update, CanaryStored) and self.is_painting:
            self.painted(update.number)

    def of(self, *types: type[Update]) -> list[Update]:
        """What was shown of these types, in order."""
        return [update for update in self.shown if isinstance(update, types)]


class Station:
    """A console, joined as `bootstrap` joins it, on a store and a broker that it may share with others."""

    def __init__(
        self,
        name: ConsoleId = HERE,
        journal: FakeJournal | None = None,
        residents: FakeResidents | None = None,
        broker: FakeBroker | None = None,
        *,
        has_screen: bool = True,
        staff: Iterable[Operator] = (operator("anna"), operator("bo")),
        accounts: FakeAccounts | None = None,
    ) -> None:
        self.clock = broker.clock if broker else HandClock()
        self.broker = broker or FakeBroker(self.clock)
        self.journal = journal or FakeJournal()
        self.residents = residents or FakeResidents(self.journal)
        self.name = name
        new_id = counter(f"{name}-{next(_runs)}")
        self.screen = FakeScreen()
        self.siren = FakeSiren(self.clock)
        self.link = FakeLink(self.broker)
        self.broker.join(self.link)
        self.recorder = Recorder(self.journal, self.clock, new_id)
        self.directory = Directory(self.residents, self.recorder, self.clock)
        self.records = Records(self.directory, self.residents, self.journal, self.recorder)
        self.sounder = FakeSounder(self.clock)
        self.annunciator = Annunciator(self.sounder, self.recorder, self.clock, self.screen, name)
        overheard = self.annunciator.overhearing(self.screen)
        silence_board = SilenceBoard(self.recorder, self.residents, self.directory)
        self.feed = QueueFeed(self.recorder, self.directory, self.clock, overheard, silence_board)
        self.desk = Desk(self.recorder, self.directory, self.journal, self.clock, new_id, name)
        self.watch = Watch(
            self.recorder, self.directory, self.feed, self.link, self.siren, self.clock, self.screen, name, Limits(),
            has_screen=has_screen,
        )  # fmt: skip
        self.outbox = Outbox(self.link, self.journal, self.clock)
        self.intake = Intake(self.recorder, self.directory, self.watch, self.outbox, self.clock, self.screen)
        self.accounts = accounts or FakeAccounts()
        self.passwords = FakePasswords()
        self.sign_in = SignIn(
            self.accounts, self.passwords, self.recorder, self.feed, self.desk, self.clock, overheard, name,
            tuple(staff),
        )  # fmt: skip
        self.watch.operator = lambda: self.sign_in.operator
        self.desk.on_lost = self.feed.tell_lost
        self.screen.painted = self.watch.painted
        self.recorder.watchers += [self.directory.heard, self.feed.heard, self.outbox.heard]

    async def start(self, *, seat: str = "anna") -> "Station":
        """Reads the journal and the tenants, and seats somebody ("" for nobody)."""
        await self.recorder.start()
        await self.directory.start()
        await self.sign_in.load_colleagues()
        if seat:
            await self.sign_in.sign_in_as(OperatorId(seat))
        return self

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Station"]:
        """Its loops, as tasks, until the block ends."""
        loops = (
            self.link.run(self.intake.take),
            self.watch.canary.run(),
            self.watch.run(),
            self.outbox.run(),
        )
        tasks = [asyncio.get_running_loop().create_task(loop) for loop in loops]
        await settle()
        try:
            yield self
        finally:
            fallen = [task.exception() for task in tasks if task.done() and not task.cancelled()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            assert fallen == [], fallen

    def rows(self) -> list[str]:
        """The cases in the seated operator's queue, in order."""
        return [row.case for row in self.feed.queue.rows()] if self.feed.queue else []


def two_stations() -> tuple[Station, Station]:
    """Two consoles on one journal, one directory and one broker; `start` each with its seat."""
    journal = FakeJournal()
    residents = FakeResidents(journal)
    residents.put(municipalities=[municipality()])
    broker = FakeBroker(HandClock())
    return (
        Station(ConsoleId("console-1"), journal, residents, broker),
        Station(ConsoleId("console-2"), journal, residents, broker),
    )


def station(**more: object) -> Station:
    """One console in Norrby."""
    made = Station(**more)  # type: ignore[arg-type]
    made.residents.put(municipalities=[municipality()])
    return made


def account(login: str = "anna", password: str = "lösen", **more: object) -> Account:
    made = Account(operator(login), login, f"hash:{password}")
    return replace(made, **more) if more else made  # type: ignore[arg-type]
