"""What the services need of the world. Adapters fit these; tests may too.

A port says what may be relied on, in units and errors. `Unwritable` (`domain/journal.py`) and `LostContact`
(`domain/link.py`) are the two ways in which the world fails; a broken rule is `Refused`; the rest is our fault.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol

from console.domain.account import Account
from console.domain.board import BoardSnapshot
from console.domain.events import ErasedEvent, Event
from console.domain.ids import ConsoleId, DeviceId, HouseholdId, MunicipalityId, ResidentId
from console.domain.journal import (
    CaseSummary,
    JournalHead,
    Outgoing,
    SignOfLife,
    StoredReport,
    Verdict,
    Writing,
)
from console.domain.link import LinkState
from console.domain.report import PresenceReport, Receipt, Report, ReportKey
from console.domain.resident import Device, Household, Municipality, Resident
from console.domain.sequence import SourceCount


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

    async def known(self, keys: Sequence[ReportKey]) -> frozenset[ReportKey]:
        """Which of these reports are stored already."""
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

    async def unsent(self, limit: int) -> tuple[Outgoing, ...]:
        """The outbox, oldest first."""
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
    """The directory's store. Lookups by id alone: there is no search yet."""

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


class Accounts(Protocol):
    """The accounts' store."""

    async def find(self, login: str) -> Account | None: ...

    async def all(self) -> tuple[Account, ...]: ...

    async def save(self, account: Account) -> None: ...


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

    async def send_canary(self, console: ConsoleId, number: int, at: datetime) -> None:
        """Raises LostContact."""
        ...

    async def send_presence(self, presence: PresenceReport) -> None:
        """Retained. Raises LostContact."""
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
