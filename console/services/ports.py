"""What the services need of the world. Adapters fit these; tests may too.

A port says what may be relied on, in units and errors. `Unwritable` (`domain/journal.py`) and `LostContact`
(`domain/link.py`) are the two ways in which the world fails; a broken rule is `Refused`; the rest is our fault.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from console.domain.account import Account
from console.domain.annunciation import SoundOutput
from console.domain.board import BoardSnapshot
from console.domain.call_engine import EngineOrder
from console.domain.call_gate import Callee
from console.domain.call_signal import CallSignal
from console.domain.chatter import Heard
from console.domain.correlation import Home, Located
from console.domain.draft import Draft
from console.domain.events import ErasedEvent, Event
from console.domain.forward import Forwarded
from console.domain.gate import Permit
from console.domain.ids import (
    CaseId,
    ConsoleId,
    DeviceId,
    HouseholdId,
    LockId,
    MunicipalityId,
    OperatorId,
    ResidentId,
    ResponderId,
    RightId,
)
from console.domain.journal import (
    CaseSummary,
    CopySize,
    JournalHead,
    Outgoing,
    SignOfLife,
    StoredReport,
    Verdict,
    Writing,
)
from console.domain.land import FoundPlace, LandInfo, Point, Tile, TileKey, Way
from console.domain.link import LinkState, NetworkState, Retry
from console.domain.locks import Code
from console.domain.medication import Deviation
from console.domain.order import Order, SealedOrder
from console.domain.picture import Camera, Frame
from console.domain.plan import Plan
from console.domain.plan_form import PlansRead
from console.domain.report import (
    PresenceReport,
    Receipt,
    Report,
    ReportKey,
    SampleReport,
    SupervisionReport,
)
from console.domain.resident import Device, Door, Household, Municipality, Resident
from console.domain.responder import PlannedVisit, Responder, Shift, Standing, Transport
from console.domain.risk import Candidate
from console.domain.search import Asked, FoundRows, Walls
from console.domain.seat import KeptSeat
from console.domain.sequence import SourceCount
from console.domain.supervision import Decided, SupervisionDecision


class Clock(Protocol):
    """The only way by which time enters."""

    def now(self) -> datetime:
        """The wall clock, aware UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never step, and go on counting through sleep where the system can tell."""
        ...

    async def sleep(self, seconds: float) -> None: ...


class Ids(Protocol):
    """Makes a fresh id (UUIDv7)."""

    def __call__(self) -> str: ...


class Journal(Protocol):
    """The three stores behind one writer. Every call may raise `Unwritable`."""

    async def head(self) -> JournalHead: ...

    async def known(self, keys: Sequence[ReportKey]) -> Mapping[ReportKey, datetime | None]:
        """Which of these reports are stored already, and the time that each names; None where it names none."""
        ...

    async def write(self, writing: Writing) -> tuple[Event, ...]:
        """One transaction; returns the events with their place. Returning is the promise that it is on disk.

        Raises Behind when the journal's head is not `writing.after` or a version is taken, and BadRow when the
        database refuses a report or draft for its content.
        """
        ...

    async def since(self, seq: int, limit: int = 1000) -> tuple[Event | ErasedEvent, ...]:
        """The events after `seq`, in order, without gaps."""
        ...

    async def of_subject(self, subject: str) -> tuple[Event | ErasedEvent, ...]: ...

    async def latest_snapshot(self) -> BoardSnapshot | None: ...

    async def save_snapshot(self, snapshot: BoardSnapshot) -> None: ...

    async def counts(self) -> tuple[SourceCount, ...]:
        """Where each source's own sequence stood."""
        ...

    async def reports_of(self, keys: Sequence[ReportKey]) -> tuple[StoredReport, ...]: ...

    async def signs_of(self, municipality: MunicipalityId, devices: Sequence[DeviceId]) -> tuple[SignOfLife, ...]: ...

    async def history_of(self, resident: ResidentId, limit: int) -> tuple[CaseSummary, ...]:
        """A resident's cases, newest first."""
        ...

    async def outside_cases_of(
        self, municipality: MunicipalityId, resident: ResidentId, before: datetime
    ) -> tuple[int, ...]:
        """The events, by `seq`, of all looks at that person, and of all calls about them outside any case, of which
        nothing was told at `before` or later; those whose bodies are still there."""
        ...

    async def unsent(self, limit: int) -> tuple[Outgoing, ...]:
        """The outbox, oldest first."""
        ...

    async def count_unsent(self) -> int:
        """How much lies in the outbox."""
        ...

    async def mark_sent(self, ids: Sequence[str]) -> None: ...

    async def erase_bodies(self, seqs: Sequence[int], writing: Writing) -> None:
        """Takes the bodies of these events away, and writes `writing` (the event that says so), in one transaction."""
        ...

    async def erase_reports(
        self, streams: Sequence[str], before: datetime, writing_of: Callable[[int], Writing]
    ) -> int:
        """Deletes raw reports received before `before`; journals what `writing_of(count)` says."""
        ...

    async def verify(self) -> Verdict: ...


class Residents(Protocol):
    """The directory's store. Lookups by id alone; `SearchIndex` finds by words."""

    async def municipalities(self) -> tuple[Municipality, ...]: ...

    async def devices(self, keys: Sequence[tuple[MunicipalityId, DeviceId]]) -> tuple[Device, ...]: ...

    async def residents(self, ids: Sequence[ResidentId]) -> tuple[Resident, ...]: ...

    async def households(self, ids: Sequence[HouseholdId]) -> tuple[Household, ...]: ...

    async def protected_households(self) -> frozenset[HouseholdId]:
        """The homes of all whose identity is protected: their address is nobody's to read off a cohabitant."""
        ...

    async def residents_of_household(self, household: HouseholdId) -> tuple[Resident, ...]: ...

    async def devices_of(self, resident: ResidentId, household: HouseholdId) -> tuple[Device, ...]: ...

    async def save(
        self,
        municipalities: Sequence[Municipality],
        households: Sequence[Household],
        residents: Sequence[Resident],
        devices: Sequence[Device],
        writing: Writing,
    ) -> tuple[Event, ...]:
        """Inserts or replaces by id and journals `writing`, in one transaction. Errors: `Journal.write`."""
        ...


class Register(Protocol):
    """The directory as a list, read piece by piece."""

    async def page(self, municipality: MunicipalityId, after: ResidentId | None, limit: int) -> tuple[Candidate, ...]:
        """At most `limit` residents of that municipality with an id beyond `after`, by id; empty at the end. Raises
        Unwritable."""
        ...


class Equipment(Protocol):
    """All devices as a list, read piece by piece on a line of its own. Raises Unwritable."""

    async def page(self, municipality: MunicipalityId, after: DeviceId | None, limit: int) -> tuple[Located, ...]:
        """At most `limit` devices of that municipality with an id beyond `after`, by id, each with its last word and
        its household's area; empty at the end."""
        ...

    async def located(self, keys: Sequence[tuple[MunicipalityId, DeviceId]]) -> tuple[Located, ...]:
        """These devices, those that are there, as `page` gives them; but one without a household has the area that its
        place names (`area_of`)."""
        ...

    async def homes(self, after: ResidentId | None, limit: int) -> tuple[Home, ...]:
        """At most `limit` residents of all municipalities with an id beyond `after`, by id; empty at the end."""
        ...


class SelfTestLog(Protocol):
    """The tests that came through, as the journal has them, on a line of its own. Raises Unwritable."""

    async def since(self, at: datetime) -> dict[tuple[MunicipalityId, DeviceId], datetime]:
        """The last test of each device that was filed at `at` or later."""
        ...


class Deviations(Protocol):
    """Medication deviations as they are stored, on a line of their own: nothing of it delays the journal."""

    async def of(self, municipality: MunicipalityId, since: datetime, until: datetime) -> tuple[Deviation, ...]:
        """Those that began at `since` or later and before `until`, each once. Raises Unwritable."""
        ...


class LoudReports(Protocol):
    """The alarms stream as it was received, on a line of its own. Every call may raise `Unwritable`."""

    async def heard(self, since: datetime, after: Heard | None, limit: int) -> tuple[Heard, ...]:
        """At most `limit` reports, alarms and resets, received at `since` or later, by time, then by key; those
        beyond `after`, where it is given."""
        ...

    async def reports(self, keys: Sequence[ReportKey]) -> tuple[StoredReport, ...]:
        """Those that are there, in any order."""
        ...


class Mirror(Protocol):
    """Fills the local copy from the shared store."""

    async def refresh(self) -> CopySize:
        """Directory, signs of life and the last cases, in short pieces with others' work in between, in bounded memory.

        What is gone from the shared store is gone from the copy afterwards. Raises Unwritable or BadRow where either
        store fails: then the copy holds what it had and some of what is new, and lacks nobody.
        """
        ...


class Network(Protocol):
    """This machine's network."""

    async def look(self) -> NetworkState:
        """How it stands now. Never raises."""
        ...


class SearchIndex(Protocol):
    """Finds residents and devices by words, on a line of its own: it neither waits for the journal nor delays it."""

    async def find(self, asked: Asked, walls: Walls, first: Sequence[ResidentId]) -> FoundRows:
        """What may answer, within the walls and nothing outside them ever read, nearest words first.

        Residents come from `walls.readable` and never with protected identity or out of a home shared with one; those
        are only in `protected`, from `walls.named`. Of those who are equally near, `first` are found before others.
        Raises Unwritable.
        """
        ...


class Accounts(Protocol):
    """The accounts' store."""

    async def find(self, login: str) -> Account | None: ...

    async def all(self) -> tuple[Account, ...]: ...

    async def save(self, account: Account) -> None: ...


class Drafts(Protocol):
    """What is typed and not saved, by operator, case and panel. State: overwritten. Errors: `Journal.write`."""

    async def keep(self, operator: OperatorId, draft: Draft, most: int) -> None:
        """Inserts or overwrites; of more than `most` drafts of this operator the oldest go."""
        ...

    async def drop(self, operator: OperatorId, case: CaseId | None, panel: str) -> None: ...

    async def of(self, operator: OperatorId) -> tuple[Draft, ...]:
        """The oldest first."""
        ...

    async def forget(self, cases: Sequence[CaseId]) -> None:
        """Everybody's drafts about these cases."""
        ...

    async def forget_before(self, before: datetime) -> None: ...


class Seats(Protocol):
    """Who sits at a console, for the start after a crash. State: overwritten. Errors: `Journal.write`."""

    async def keep(self, console: ConsoleId, seat: KeptSeat) -> None: ...

    async def drop(self, console: ConsoleId) -> None: ...

    async def of(self, console: ConsoleId) -> KeptSeat | None: ...

    async def note_sitting(self, console: ConsoleId, operator: OperatorId, at: datetime) -> None:
        """When this operator last sat down at this console."""
        ...

    async def sittings(self, console: ConsoleId) -> dict[OperatorId, datetime]: ...


class PlanFiles(Protocol):
    """The files that hold the action plans: the centre's own, and ours."""

    async def look(self) -> PlansRead | None:
        """What they say now; None where nothing has changed since the last call. The plans of files that cannot be
        used are those that held before, and `errors` tells of them. Never raises for a file."""
        ...


class PlanStore(Protocol):
    """The versions of plans that cases have run by. Append-only. Errors: `Journal.write`."""

    async def keep(self, plans: Sequence[Plan], at: datetime) -> None:
        """Those that are not kept yet, as first used at `at`."""
        ...

    async def of(self, versions: Sequence[str]) -> tuple[Plan, ...]:
        """Those of these versions that are kept and can be read."""
        ...


class Decisions(Protocol):
    """The decisions about digital supervision, and where their cameras are found. Errors: `Journal.write`."""

    async def decisions(self) -> tuple[Decided, ...]:
        """All of them, also those that are over."""
        ...

    async def cameras(self) -> tuple[Camera, ...]: ...

    async def save(
        self, decisions: Sequence[SupervisionDecision], cameras: Sequence[Camera], at: datetime, writing: Writing
    ) -> tuple[Event, ...]:
        """Inserts or replaces by id and journals `writing`, in one transaction. What was known keeps its
        `known_since`; what is new has `at`."""
        ...


class StaffStore(Protocol):
    """Who can be sent, when they work, where they were last. Errors: `Journal.write`."""

    async def responders(self) -> tuple[Responder, ...]: ...

    async def shifts(self, since: datetime, until: datetime) -> tuple[Shift, ...]:
        """Those that touch this time."""
        ...

    async def visits(self, since: datetime, until: datetime) -> tuple[PlannedVisit, ...]: ...

    async def standings(self) -> tuple[Standing, ...]: ...

    async def save(
        self,
        responders: Sequence[Responder],
        shifts: Sequence[Shift],
        visits: Sequence[PlannedVisit],
        writing: Writing,
        left: Sequence[tuple[MunicipalityId, ResponderId]] = (),
    ) -> tuple[Event, ...]:
        """Inserts or replaces by id and journals `writing`, in one transaction; `left` go, with their plan and where
        they were. A new plan of shifts (or of visits) replaces its municipality's from its own first moment on: what
        ends after that, is not over and is not in it goes. One about a single responder replaces theirs alone. BadRow
        where a municipality or a responder is not there, and then nothing is written."""
        ...


class Roads(Protocol):
    """How long it takes to go somewhere. Never on the caller's thread."""

    async def ways(
        self,
        to: Point,
        starts: Sequence[tuple[Point, Transport]],
        limits: Sequence[timedelta],
        is_enough: Callable[[Sequence[Way | None], timedelta], bool],
    ) -> tuple[Way | None, ...]:
        """For each start the way there, without its line; None where it takes longer than the first of `limits` (each
        longer than the one before) within which there are enough, or than the last. By the straight line where there is
        no road. `is_enough` is asked wherever it is searched, and touches nothing."""
        ...

    async def way(self, start: Point, to: Point, by: Transport) -> Way:
        """One way, with its line."""
        ...


class Land(Protocol):
    """The map. No call raises for what is not there."""

    @property
    def info(self) -> LandInfo | None:
        """None where there is no map."""
        ...

    async def tile(self, key: TileKey) -> Tile | None: ...

    async def find(self, text: str, limit: int) -> tuple[FoundPlace, ...]: ...


class LockGateway(Protocol):
    """A system of digital locks or key cabinets that gives one-time rights. Raises LostContact, and
    Refused(NOT_CONNECTED) for a door of a system that is not here."""

    async def give(self, door: Door, right: RightId, responder: ResponderId, until: datetime) -> Code:
        """A right under our own id: asked for twice it is one, with the code of the first or a new one."""
        ...

    async def end(self, door: LockId, gateway: str, right: RightId) -> None:
        """Nothing opens by it any more. What is not known there has ended."""
        ...


class Sealer(Protocol):
    """Closes a text so that one phone alone can open it."""

    def seal(self, id: str, order: Order, sender: str, to_key: str, text: bytes) -> SealedOrder:
        """Raises ValueError for what is no public key."""
        ...


class SensorReports(Protocol):
    """What sensors said of nights, as it is stored, on a line of its own: nothing of it delays the journal."""

    async def of(
        self, devices: Sequence[tuple[MunicipalityId, DeviceId]], since: datetime, until: datetime
    ) -> tuple[SupervisionReport | SampleReport, ...]:
        """What these devices reported by their own clocks at `since` or later and before `until`, oldest first; what
        cannot be read is left out. Raises Unwritable."""
        ...


class OpenCamera(Protocol):
    """A camera that is open. Neither call waits, nor raises."""

    @property
    def explanation(self) -> str:
        """Why no picture comes, in English, for a technician, without a name or password; "" otherwise."""
        ...

    def use(self, permit: Permit) -> None:
        """From the next frame on the mask of this permit, which is for the same camera. Raises PermissionError for
        another's."""
        ...

    def reconnect(self) -> None:
        """Asks the camera anew: what it said before is forgotten."""
        ...

    def close(self) -> None:
        """No frame comes after this returns, and the camera is let go of. May be called twice."""
        ...


class Cameras(Protocol):
    """The way to the cameras. Pictures are read, and masked, in a process of their own."""

    def warm(self) -> None:
        """A look is near: what takes time to start is started. Idempotent; does not wait."""
        ...

    def rest(self) -> None:
        """No look is near: what was started for one ends."""
        ...

    def open(self, permit: Permit, camera: Camera, on_frame: Callable[[Frame], None]) -> OpenCamera:
        """Asks the camera, and returns at once. `on_frame` is called on a thread of the adapter's, with new pictures
        alone, masked as the permit says. Raises PermissionError where the permit is for another camera."""
        ...

    def end(self) -> None:
        """Closes everything."""
        ...


class TimeSource(Protocol):
    """Something that should know what time it is."""

    async def difference_s(self) -> float | None:
        """How far our clock may be from it, in seconds, 0 or more; None where it cannot say. Never raises."""
        ...


class Passwords(Protocol):
    """Slow on purpose (Argon2id): run off the loop by the adapter."""

    async def hash(self, password: str) -> str: ...

    async def verify(self, password_hash: str, password: str) -> bool: ...


Take = Callable[[Sequence[Report]], Awaitable[None]]


class FieldLink(Protocol):
    """A stream's way in, and our way out on it."""

    @property
    def state(self) -> LinkState: ...

    @property
    def explanation(self) -> str:
        """Why the link is not up, in English, for a technician; "" when it is."""
        ...

    @property
    def backlog(self) -> int:
        """How many messages have been read and are not stored yet."""
        ...

    @property
    def retry(self) -> Retry:
        """Since when it is lost, and how it is sought again."""
        ...

    async def run(self, take: Take) -> None:
        """For ever: hands over what waits, together, and confirms to the broker when `take` returns.

        If `take` raises Unwritable nothing is confirmed: the same batch is offered again with back-off. If it
        raises BadRow the batch is offered one by one, and a report that is refused alone is offered as an
        `UnreadableReport`. Reconnects by itself. Ends only by cancellation.
        """
        ...

    async def send_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Publishes and waits for the broker's confirmation. Raises LostContact."""
        ...

    async def send_orders(self, orders: Sequence[SealedOrder]) -> None:
        """As `send_forwards`: each under its own id, thrown away by the broker when its time is over."""
        ...

    async def send_forwards(self, forwards: Sequence[tuple[str, Forwarded]]) -> None:
        """Tells the next centre, each under its id, and waits for the broker's confirmation. Raises LostContact."""
        ...

    async def send_canary(self, console: ConsoleId, number: int, at: datetime) -> None:
        """Raises LostContact."""
        ...

    async def send_presence(self, presence: PresenceReport) -> None:
        """Retained. Raises LostContact."""
        ...


class GatewayLine(Protocol):
    """A gateway's own connection to the broker, as `FieldLink` has them."""

    @property
    def name(self) -> str:
        """The gateway's, as in the settings."""
        ...

    @property
    def state(self) -> LinkState: ...

    @property
    def explanation(self) -> str: ...

    @property
    def backlog(self) -> int: ...

    @property
    def retry(self) -> Retry: ...


class CallEngine(Protocol):
    """What sees and hears, in processes of its own. No call waits or raises; what becomes of an order comes back as
    an `EngineWord`, to `Calling.heard`."""

    def start(self) -> None:
        """Makes it ready. Idempotent."""
        ...

    def ask(self, order: EngineOrder) -> None: ...


class CallSignals(Protocol):
    """By what the two sides of a call find each other: one for each kind of call that goes by the engine."""

    async def send(self, to: Callee, signal: CallSignal) -> None:
        """Tells the other side; returns when it is on its way. Raises LostContact, and Refused(NOT_CONNECTED) where the
        centre has no such way out."""
        ...


class Telephone(Protocol):
    """The telephone on the desk."""

    def dial(self, number: str) -> None:
        """Hands the number over; nothing is known of what becomes of it."""
        ...


class DispatchPort(Protocol):
    """Sends somebody who goes there."""

    async def dispatch(self, case: CaseId, key: str, who: OperatorId) -> None:
        """Asks for somebody to go; `who` is SYSTEM for a ladder's patrol. `key` makes it one task however often it is
        asked for, also by two consoles. Returns when the task is taken on, and raises Refused (NOT_CONNECTED where
        nobody can be sent) or LostContact where it is not."""
        ...


class Siren(Protocol):
    """Sound that needs neither the network nor a screen: a child process. Idempotent."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def check(self) -> None:
        """To be called each second: starts anew what ended by itself."""
        ...

    @property
    def is_sounding(self) -> bool: ...

    @property
    def explanation(self) -> str:
        """Why nothing is heard though it should be, in English, for a technician; "" otherwise."""
        ...


class Sounder(Protocol):
    """Plays the alarm sounds, one at a time, in a process of its own. No call waits for sound."""

    def play(self, sound: str) -> int:
        """Ends what sounds and begins this one (acute, high, normal, technical, test). Returns its number, higher
        than any before, which `output.played` reaches once the output has taken it to its end."""
        ...

    def stop(self) -> None:
        """Ends what sounds."""
        ...

    def use(self, device: str, volume_percent: int) -> None:
        """From now on this output, by its name, and so loud. Another plays where there is none of that name."""
        ...

    def check(self) -> None:
        """To be called each second: begins the process, and begins it anew when it has ended or hangs."""
        ...

    def end(self) -> None:
        """Ends sound and process."""
        ...

    @property
    def output(self) -> SoundOutput: ...
