"""What the console thread tells a screen. A screen shows these and nothing of its own making.

Updates are made on the console thread, in the order in which the journal has them; `ui/bridge.py` carries them over
in batches of one frame. A headless console has no screen and makes none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from console.domain.alarm import AlarmClass
from console.domain.annunciation import SoundOutput
from console.domain.board import HelpWanted
from console.domain.call_engine import EngineOrder
from console.domain.call_shown import EngineState, OpenCall
from console.domain.events import SightLost
from console.domain.flood import Flood
from console.domain.ids import CaseId, ConsoleId, MunicipalityId, OperatorId, ResponderId, TaskId
from console.domain.lane import LaneRow
from console.domain.link import LinkFact, LinkState
from console.domain.operator import Operator
from console.domain.queue import Hidden, Row, RowChange
from console.domain.reach import Reach
from console.domain.round_rows import OpenLook, RoundBoard
from console.domain.sight import Grade
from console.domain.silence import Silence, SilenceId
from console.domain.silence_about import SilenceAbout
from console.domain.staff_board import StaffBoard
from console.domain.unsent import UnsentKind


@dataclass(frozen=True, slots=True)
class QueueReplaced:
    """All rows anew: at sign-in, and after a lost screen."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """Changes to apply in order, and what the queue counts afterwards (open cases by their own class), with what has
    no row."""

    changes: tuple[RowChange, ...]
    counts: Mapping[AlarmClass, int]
    longest_wait_since: datetime | None
    hidden: Hidden = field(default_factory=Hidden)


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
class SoundChanged:
    """Whether alarms are heard, and what of the alarm sounds a screen shows. Moments are aware UTC.

    `is_audible`: the output takes sound. `device` is its name, `checked_at` when it last took a sound to the end.
    `silenced_until` is the end of the silence that holds. `sounding` is the class whose burst sounds.
    `unheard_since` says since when alarms have been due that nobody heard: show them by sight. `explanation`, in
    English, for a technician: why nothing is heard, or that another output sounds than the chosen one.
    """

    is_audible: bool
    device: str
    checked_at: datetime | None
    silenced_until: datetime | None
    sounding: AlarmClass | None
    unheard_since: datetime | None
    explanation: str


@dataclass(frozen=True, slots=True)
class Tally:
    """For the status line: journalled events, and reports that wait to be stored."""

    journalled: int
    backlog: int


@dataclass(frozen=True, slots=True)
class FloodTold:
    """By what a flood is measured, each time that it has changed: alarms of the last ten minutes, tests filed since it
    began, operators who share them. `flood` is None where there is none."""

    flood: Flood | None
    alarms: int
    tests_filed: int
    operators: int


@dataclass(frozen=True, slots=True)
class SilencesTold:
    """All silences that hold, for the board of them; told on change. `about` says whom and what each is about, masked
    for the viewer; `names` who said so. What is missing in them is shown by its id."""

    silences: tuple[Silence, ...]
    about: Mapping[SilenceId, SilenceAbout] = field(default_factory=dict)
    names: Mapping[OperatorId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HelpTold:
    """Who has asked for help, by console; `name` is a colleague's. Told on change."""

    wanted: Mapping[ConsoleId, HelpWanted]
    names: Mapping[OperatorId, str]


@dataclass(frozen=True, slots=True)
class LaneTold:
    """The technical lane of whoever sits here, anew: at most once a second, when something of it has changed. Rows as
    the queue orders them; a screen groups them by `reach`. `reach_counts` are all people with an alarm device in the
    viewer's municipalities, by whether they can call now; None until all of them are judged."""

    rows: tuple[LaneRow, ...]
    reach_counts: Mapping[Reach, int] | None


@dataclass(frozen=True, slots=True)
class RoundTold:
    """The night's looks for whoever sits here, anew: at most once a second, when something of it has changed. None
    where nobody sits here, or may look anywhere."""

    board: RoundBoard | None


@dataclass(frozen=True, slots=True)
class LookTold:
    """The look that is open at this console, on each change of it; None where there is none."""

    look: OpenLook | None


@dataclass(frozen=True, slots=True)
class CallTold:
    """The call at this console on each change of it, or None where there is none; and whether one can be had."""

    call: OpenCall | None
    engine: EngineState


@dataclass(frozen=True, slots=True)
class EngineAsked:
    """To the engine beside the screen, in order; `None` starts it."""

    order: EngineOrder | None


@dataclass(frozen=True, slots=True)
class DialAsked:
    """The telephone on the desk is to call this number; a screen hands it over and does not keep it."""

    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StaffTold:
    """The staff, the areas and where the cases are, anew: at most once a second, when something of it has changed. None
    where nobody sits here."""

    board: StaffBoard | None


@dataclass(frozen=True, slots=True)
class OrdersUnsent:
    """Whom the offers and assignments are for that have not left us yet; told on change."""

    waiting: frozenset[tuple[TaskId, ResponderId]]


@dataclass(frozen=True, slots=True)
class LinksKnown:
    """What is known of each link of the chain, from near to far; told when any of it changes. A screen counts the
    seconds to `until` and from `since` by itself."""

    links: tuple[LinkFact, ...]


@dataclass(frozen=True, slots=True)
class Unsent:
    """So much of this kind waits to be sent, the oldest since `since` (None where nothing does). Told on change."""

    kind: UnsentKind
    count: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits at the whole centre, in numbers, whether somebody sits here or not; no resident's name.

    `counts` are the unanswered by their own class; `owned` those that `owners` (colleagues, by name) have;
    `cannot_call` persons or devices whose alarm unit has a fault that silences it.
    """

    counts: Mapping[AlarmClass, int]
    longest_wait_since: datetime | None
    owned: int
    owners: tuple[str, ...]
    promises: int
    next_promise: datetime | None
    cannot_call: int


@dataclass(frozen=True, slots=True)
class ForecastTold:
    """Answers of the whole centre that go over their target from now on: how many are to be expected within 5 and 15
    minutes, and between which numbers the 15 lie 8 times of 10. `free` of the `operators` have no case. On change."""

    over_5: int
    over_15: int
    low_15: int
    high_15: int
    free: int
    operators: int


@dataclass(frozen=True, slots=True)
class Restarted:
    """Once after a crash: the console died at `died_at`. `is_seated` where the operator sits here again without a
    password."""

    died_at: datetime
    is_seated: bool


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
    | SoundChanged
    | LinksKnown
    | FloodTold
    | LaneTold
    | RoundTold
    | LookTold
    | CallTold
    | EngineAsked
    | DialAsked
    | StaffTold
    | OrdersUnsent
    | SilencesTold
    | HelpTold
    | Unsent
    | Waiting
    | ForecastTold
    | Restarted
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


class NoSounder:
    """The alarm sounds of a headless console: there is nobody to hear them."""

    output = SoundOutput()

    def play(self, sound: str) -> int:
        """Nothing sounds."""
        return 0

    def stop(self) -> None:
        """Nothing sounds."""

    def use(self, device: str, volume_percent: int) -> None:
        """There is no output."""

    def check(self) -> None:
        """Nothing can have ended."""

    def end(self) -> None:
        """Nothing to end."""
