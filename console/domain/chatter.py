"""Which sources are loud, and how: named, counted, and never dropped. Pure.

Chattering is what ISA-18.2 calls so, at the usual measure of three or more in one minute (Hollifield and Habibi, "The
alarm management handbook"; PAS, "Taming the wild alarm system", part 3). A flutter is the pair of it in a sensor that
says all clear each time. A repeat is ours: three of the same cause from one device in a day, where a resident's devices
send one in eleven days (0.09 a day). A person who presses again and again is never called chattering or fluttering:
that is no fault of a device.
"""

from bisect import bisect_left, insort
from collections import Counter, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from heapq import nsmallest

from console.domain.alarm import PRESSES, Cause, DeviceKind
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.masking import Person
from console.domain.report import ReportKey

WINDOW = timedelta(hours=24)
LISTED = 10
CHATTERING_FROM = 3
CHATTERING_WITHIN = timedelta(minutes=1)
REPEATING_FROM = 3
FLUTTERING_FROM = 2
"""All clears in what was looked at, which are also a third of it or more."""
SAMPLED = 24
"""Reports of a source that are looked into, the newest."""

SourceKey = tuple[MunicipalityId, DeviceId]


class Pattern(StrEnum):
    """How a source repeats itself."""

    FLUTTERING = "fluttering"
    REPEATING = "repeating"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Heard:
    """One report of the alarms stream, as it lies in the store."""

    received_at: datetime
    key: ReportKey
    municipality: MunicipalityId
    device: DeviceId


@dataclass(frozen=True, slots=True)
class Said:
    """What one of its reports said."""

    kind: DeviceKind
    cause: Cause
    is_reset: bool


@dataclass(frozen=True, slots=True)
class LoudSource:
    """A source as an operator may see it. `share_percent` is of all that came from the operator's municipalities.

    `cause` is the commonest of the newest reports, None where none could be read. `place` is empty where a person is
    masked; `people` are those whose device it is, or who share it. `is_chattering`: three or more in one minute.
    """

    municipality: MunicipalityId
    device: DeviceId
    kind: DeviceKind
    cause: Cause | None
    place: str
    people: tuple[Person, ...]
    count: int
    share_percent: float
    first_at: datetime
    last_at: datetime
    pattern: Pattern
    is_chattering: bool


@dataclass(frozen=True, slots=True)
class Chatter:
    """The loudest sources, the loudest first. `total` counts what came from all sources since `since`, and
    `total_share_percent` is what those listed have of it."""

    sources: tuple[LoudSource, ...]
    total: int
    total_share_percent: float
    since: datetime


@dataclass(slots=True)
class Loud:
    """One source's reports within the window: when each was received, in order, and the keys of the newest."""

    moments: list[datetime] = field(default_factory=list)
    newest: deque[ReportKey] = field(default_factory=lambda: deque(maxlen=SAMPLED))

    @property
    def is_quick(self) -> bool:
        """Three or more in one minute, at any time."""
        later = self.moments[CHATTERING_FROM - 1 :]
        return any(at - before <= CHATTERING_WITHIN for before, at in zip(self.moments, later, strict=False))


class Loudness:
    """What was heard from whom within the window."""

    def __init__(self) -> None:
        self._sources: dict[SourceKey, Loud] = {}

    def hear(self, heard: Iterable[Heard]) -> None:
        """Each report once, roughly in order."""
        for one in heard:
            source = self._sources.setdefault((one.municipality, one.device), Loud())
            insort(source.moments, one.received_at)
            source.newest.append(one.key)

    def forget(self, before: datetime) -> None:
        """What is older than the window goes."""
        for key in [key for key, source in self._sources.items() if source.moments[0] < before]:
            moments = self._sources[key].moments
            del moments[: bisect_left(moments, before)]
            if not moments:
                del self._sources[key]

    def loudest(self, where: Collection[MunicipalityId]) -> tuple[list[tuple[SourceKey, Loud]], int]:
        """The sources of these municipalities with the most reports, the most first, and how many there are of all."""
        within = [(key, source) for key, source in self._sources.items() if key[0] in where]
        total = sum(len(source.moments) for _, source in within)
        return nsmallest(LISTED, within, key=lambda one: (-len(one[1].moments), one[0])), total


def commonest(said: Iterable[Said]) -> Cause | None:
    """The cause that was named most often in alarms."""
    counted = Counter(one.cause for one in said if not one.is_reset)
    return min(counted, key=lambda cause: (-counted[cause], cause)) if counted else None


def pattern_of(said: Sequence[Said]) -> Pattern:
    """How a source repeats itself, by what its newest reports said."""
    cause = commonest(said)
    resets = sum(one.is_reset for one in said)
    if cause not in PRESSES and resets >= max(FLUTTERING_FROM, len(said) / 3):
        return Pattern.FLUTTERING
    same = sum(one.cause is cause and not one.is_reset for one in said)
    return Pattern.REPEATING if same >= REPEATING_FROM else Pattern.SINGLE


def is_chattering(source: Loud, said: Sequence[Said]) -> bool:
    """Three or more in one minute, and not by a person's hand."""
    return source.is_quick and commonest(said) not in PRESSES
