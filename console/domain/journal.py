"""What goes into the three stores and comes out of them, and the ways in which a store fails.

The values here cross the port between services and the SQL adapter; the rules of the chain are in `chain.py`.
"""

from dataclasses import dataclass
from datetime import datetime

from console.domain.events import Draft
from console.domain.forward import Forwarded
from console.domain.ids import CaseId, DeviceId, MunicipalityId, ResidentId
from console.domain.order import Order
from console.domain.report import FieldReport, Receipt, ReportKey
from console.domain.responder import Standing
from console.domain.sequence import SourceCount


class Unwritable(Exception):
    """The store did not take it (disk full, locked, gone). Nothing was changed; the call may go through later."""


class Behind(Exception):
    """The journal has grown since this console last read it: read on, decide again."""


class BadRow(Exception):
    """The store refuses this very row whatever the circumstances; others of the batch may go through alone."""


@dataclass(frozen=True, slots=True)
class JournalHead:
    """The journal's end: `seq` 0 and an empty `digest` before the first event. `digest` is SHA-256, hex."""

    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class SignOfLife:
    """A device's last word of itself. None where nothing is known."""

    municipality: MunicipalityId
    device: DeviceId
    at: datetime
    battery_percent: int | None = None
    has_mains: bool | None = None
    paths: tuple[tuple[str, bool | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to be sent: to a sender, to the next centre, or to a responder. `id` makes it one however often it is
    tried."""

    id: str
    content: Receipt | Forwarded | Order


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One line of a resident's history: a case, open or closed."""

    case: CaseId
    municipality: MunicipalityId
    resident: ResidentId | None
    opened_at: datetime
    closed_at: datetime | None
    alarm_class: int
    kind: str
    cause: str
    outcome: str


@dataclass(frozen=True, slots=True)
class CopySize:
    """What a local copy holds after it was made anew, in rows."""

    residents: int
    households: int
    devices: int
    cases: int


@dataclass(frozen=True, slots=True)
class Writing:
    """What goes to the three stores in one transaction.

    `after` is the journal's `seq` that the drafts were decided on. Drafts of one case carry their version; a draft
    with version 0 takes the next of its subject. `reports` are stored raw, once by key.
    """

    after: int
    drafts: tuple[Draft, ...] = ()
    reports: tuple[FieldReport, ...] = ()
    signs: tuple[SignOfLife, ...] = ()
    standings: tuple[Standing, ...] = ()
    counts: tuple[SourceCount, ...] = ()
    summaries: tuple[CaseSummary, ...] = ()
    outgoing: tuple[Outgoing, ...] = ()


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where the journal does not verify. `seq` is the first row that is wrong or missing."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a walk along the chain."""

    events: int
    erased: int
    head: JournalHead
    damage: tuple[Damage, ...]


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A raw report as it lies in the store."""

    key: ReportKey
    topic: str
    received_at: datetime
    length: int
    sha256: str
    payload: bytes
