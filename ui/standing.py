"""What the console told last of each thing that stands until it is told anew: counts, store, tally.

The screen may be built anew at any time (another language, another size); this stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never

from console.domain.alarm import AlarmClass
from console.domain.call_shown import EngineState, OpenCall
from console.domain.ids import CaseId, ResponderId, TaskId
from console.domain.lane import OutageHead
from console.domain.queue import Hidden, Row
from console.domain.round_rows import OpenLook, RoundBoard
from console.domain.staff_board import StaffBoard
from console.domain.unsent import UnsentKind
from console.services.screen import (
    CallTold,
    FloodTold,
    ForecastTold,
    HelpTold,
    LaneTold,
    LinksKnown,
    LookTold,
    OrdersUnsent,
    Restarted,
    RoundTold,
    SilencesTold,
    SoundChanged,
    StaffTold,
    StoreChanged,
    Tally,
    Unsent,
    Waiting,
)

Stands = (
    StoreChanged
    | Tally
    | SoundChanged
    | Waiting
    | ForecastTold
    | LinksKnown
    | Unsent
    | Restarted
    | FloodTold
    | LaneTold
    | SilencesTold
    | HelpTold
    | RoundTold
    | LookTold
    | CallTold
    | StaffTold
    | OrdersUnsent
)
"""What is told as a whole."""


@dataclass(slots=True)
class Standing:
    """`counts` are open cases by their own class; the rest is None until it has been told."""

    counts: Mapping[AlarmClass, int] = field(default_factory=dict)
    longest: datetime | None = None
    store: StoreChanged | None = None
    tally: Tally | None = None
    sound: SoundChanged | None = None
    waiting: Waiting | None = None
    forecast: ForecastTold | None = None
    links: LinksKnown | None = None
    unsent: dict[UnsentKind, Unsent] = field(default_factory=dict)
    restarted: Restarted | None = None
    hidden: Hidden = field(default_factory=Hidden)
    flood: FloodTold | None = None
    lane: LaneTold | None = None
    silences: SilencesTold | None = None
    help: HelpTold | None = None
    round: RoundBoard | None = None
    look: OpenLook | None = None
    call: OpenCall | None = None
    staff: StaffBoard | None = None
    orders_unsent: frozenset[tuple[TaskId, ResponderId]] = frozenset()
    engine: EngineState = EngineState.ABSENT

    def take(self, update: Stands) -> None:  # noqa: C901 - one arm for each thing that stands
        """What is told as a whole and simply stands."""
        match update:
            case StoreChanged():
                self.store = update
            case Tally():
                self.tally = update
            case SoundChanged():
                self.sound = update
            case Waiting():
                self.waiting = update
            case ForecastTold():
                self.forecast = update
            case LinksKnown():
                self.links = update
            case Unsent():
                self.unsent[update.kind] = update
            case Restarted():
                self.restarted = update
            case FloodTold():
                self.flood = update
            case LaneTold():
                self.lane = update
            case SilencesTold():
                self.silences = update
            case HelpTold():
                self.help = update
            case RoundTold(board):
                self.round = board
            case LookTold(look):
                self.look = look
            case CallTold(call, engine):
                self.call, self.engine = call, engine
            case StaffTold(staff):
                self.staff = staff
            case OrdersUnsent(waiting):
                self.orders_unsent = waiting
            case _:
                assert_never(update)

    def is_flooded(self) -> bool:
        """Whether a flood goes on."""
        return self.flood is not None and self.flood.flood is not None

    def count(self, rows: tuple[Row, ...]) -> None:
        """All rows anew: what they add up to."""
        self.counts = {each: sum(row.own_class is each for row in rows) for each in AlarmClass}
        self.longest = min((row.waiting_since for row in rows if not row.is_answered), default=None)

    def total(self) -> int:
        """Open cases, and folded groups, of which each counts as one."""
        return sum(self.counts.values()) + len(self.hidden.folds)

    def heads(self) -> dict[CaseId, OutageHead]:
        """What each outage means for people, where the lane tells it."""
        rows = self.lane.rows if self.lane is not None else ()
        return {one.row.case: one.outage for one in rows if one.outage is not None}

    def folded(self) -> tuple[Row, ...]:
        """Rows that a flood has folded, as far as they have been told."""
        if not self.hidden.folds:
            return ()
        told = {fold.row.case: fold.row for fold in self.hidden.folds if fold.row is not None}
        rows = self.lane.rows if self.lane is not None else ()
        return tuple(({one.row.case: one.row for one in rows if one.silence is None} | told).values())
