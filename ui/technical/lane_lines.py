"""The technical lane as lines: three groups by whether somebody can call for help, each row one device and fault. Pure.

What a silence covers has no line here: it stands on the board, and is counted.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from console.domain.lane import LaneRow
from console.domain.queue import Group
from console.domain.reach import Reach
from ui.words import Phrase
from ui.words import fault as said
from ui.words.technical import TechnicalSay as Say


class LaneGroup(Enum):
    """In the order in which they stand."""

    NONE = auto()
    UNSURE = auto()
    REST = auto()


HEADS: Mapping[LaneGroup, tuple[Phrase, Phrase | None]] = {
    LaneGroup.NONE: (Say.GROUP_NONE, Say.GROUP_NONE_MORE),
    LaneGroup.UNSURE: (Say.GROUP_UNSURE, None),
    LaneGroup.REST: (Say.GROUP_ALL, None),
}


@dataclass(frozen=True, slots=True)
class LaneHead:
    """What stands over a group."""

    group: LaneGroup
    count: int

    @property
    def key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class LaneLine:
    """One device and fault."""

    lane: LaneRow

    @property
    def key(self) -> Hashable | None:
        return self.lane.row.case


LaneEntry = LaneHead | LaneLine


@dataclass(frozen=True, slots=True)
class LaneCounts:
    """Of the rows that are shown, and of those that a silence covers."""

    shown: int = 0
    waiting: int = 0
    silenced: int = 0

    @property
    def handled(self) -> int:
        return self.shown - self.waiting


def group_of(lane: LaneRow) -> LaneGroup:
    """Where a row stands."""
    match said.outage_reach(lane):
        case Reach.NO_PATH:
            return LaneGroup.NONE
        case Reach.PHONE_ONLY | Reach.UNKNOWN:
            return LaneGroup.UNSURE
        case _:
            return LaneGroup.REST


def lines_of(rows: Sequence[LaneRow]) -> tuple[LaneEntry, ...]:
    """Heads and rows; a group without rows has no head."""
    shown = [row for row in rows if row.silence is None]
    lines: list[LaneEntry] = []
    for group in LaneGroup:
        found = [row for row in shown if group_of(row) is group]
        if found:
            lines += (LaneHead(group, len(found)), *(LaneLine(row) for row in found))
    return tuple(lines)


def counts_of(rows: Sequence[LaneRow]) -> LaneCounts:
    """How many of each."""
    shown = [row for row in rows if row.silence is None]
    waiting = sum(row.row.group is Group.UNANSWERED for row in shown)
    return LaneCounts(len(shown), waiting, len(rows) - len(shown))


def next_of(lines: Sequence[LaneEntry]) -> LaneRow | None:
    """The first that nobody has, in the order of the lane."""
    rows = (line.lane for line in lines if isinstance(line, LaneLine))
    return next((lane for lane in rows if lane.row.group is Group.UNANSWERED), None)
