"""What the console thread tells a screen. A screen shows these and nothing of its own making.

Updates are made on the console thread, in the order in which the journal has them; `ui/bridge.py` carries them over
in batches of one frame. A headless console has no screen and makes none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from console.domain.alarm import AlarmClass
from console.domain.events import SightLost
from console.domain.ids import CaseId, MunicipalityId
from console.domain.link import LinkState
from console.domain.operator import Operator
from console.domain.queue import Row, RowChange
from console.domain.sight import Grade


@dataclass(frozen=True, slots=True)
class QueueReplaced:
    """All rows anew: at sign-in, and after a lost screen."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """Changes to apply in order, and what the queue counts afterwards (open cases by their own class)."""

    changes: tuple[RowChange, ...]
    counts: Mapping[AlarmClass, int]
    longest_wait_since: datetime | None


@dataclass(frozen=True, slots=True)
class CanaryStored:
    """Canary `number`, sent at `at`, is in the journal's store. The screen answers by painting it."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SightChanged:
    """What we may say of our sight. `since` is the wall clock's moment of the last proof, None where none is lost."""

    grade: Grade
    lost: SightLost | None
    since: datetime | None
    link: LinkState
    explanation: str


@dataclass(frozen=True, slots=True)
class SeatChanged:
    """Who sits here now; None for nobody."""

    operator: Operator | None


@dataclass(frozen=True, slots=True)
class StoreChanged:
    """Whether the database takes what we write, with an English word for a technician when it does not."""

    is_writable: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class ClaimLost:
    """Another was faster, or took it over: the row says who for a while."""

    case: CaseId
    owner_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TenantsKnown:
    """The municipalities' names by id: at start, and anew after an import."""

    names: Mapping[MunicipalityId, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """For the status line: journalled events, and reports that wait to be stored."""

    journalled: int
    backlog: int


Update = (
    QueueReplaced
    | RowsChanged
    | CanaryStored
    | SightChanged
    | SeatChanged
    | StoreChanged
    | ClaimLost
    | TenantsKnown
    | Tally
)


class Screen(Protocol):
    """Where updates go. Called on the console thread; returns at once and never raises."""

    def show(self, update: Update) -> None: ...


class NoScreen:
    """The screen of a headless console."""

    def show(self, update: Update) -> None:
        """Nothing looks."""


class NoSiren:
    """The siren of a headless console: there is nobody beside it to wake."""

    is_sounding = False
    explanation = ""

    def start(self) -> None:
        """Nobody hears."""

    def stop(self) -> None:
        """Nothing sounds."""

    def check(self) -> None:
        """Nothing can have ended."""
