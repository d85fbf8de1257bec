"""Which devices have missed their heartbeats. Pure: moments are seconds of a monotonic clock, and given.

Each device has its own interval, held to a minute at the least, and is overdue when three of them have passed since it
was heard; one that promises none, after 25 hours (`reach.SILENT_AFTER`). Who was never heard is unknown and not
watched: what never spoke cannot fall silent. While we ourselves hear nothing nobody becomes overdue (`rest`), and
afterwards (`resume`) everybody has at least one whole interval: the silence was ours.

The deadlines lie on a heap, and a heartbeat touches only its own entry in a table: it costs the same however many
devices there are, and a second in which nothing falls due costs one comparison.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from console.domain.ids import DeviceId, MunicipalityId
from console.domain.reach import SHORTEST_INTERVAL, SILENT_AFTER

Key = tuple[MunicipalityId, DeviceId]

OVERDUE_AFTER_INTERVALS = 3

DAILY_GRACE_S = 3600.0
"""For a device that promises no interval: its daily word may come an hour late, so late also after our own silence."""


@dataclass(slots=True)
class _Beat:
    """`queued` is the moment of its one entry on the heap that counts; an earlier one left there is passed over."""

    limit_s: float
    grace_s: float
    heard_at: float
    queued: float = float("inf")
    is_missed: bool = False


class Heartbeats:
    """When each device must be heard. `watched` counts them."""

    def __init__(self, at: float) -> None:
        self._beats: dict[Key, _Beat] = {}
        self._due: list[tuple[float, Key]] = []
        self._back: dict[Key, None] = {}
        self._resumed_at = at
        self._is_resting = False

    @property
    def watched(self) -> int:
        return len(self._beats)

    def missed(self) -> frozenset[Key]:
        """Those that are overdue now."""
        return frozenset(key for key, beat in self._beats.items() if beat.is_missed)

    def is_missed(self, key: Key) -> bool:
        beat = self._beats.get(key)
        return beat is not None and beat.is_missed

    def heard(self, key: Key, at: float, interval_s: int | None = None) -> None:
        """A sign of life of `at`, which may be long ago, by a device that promises `interval_s` (None: none). An older
        one than is known changes nothing."""
        beat = self._beats.get(key)
        if beat is None:
            beat = self._beats[key] = _Beat(*_limits(interval_s), at)
            self._queue(key, beat)
            return
        beat.limit_s, beat.grace_s = _limits(interval_s)
        if at > beat.heard_at:
            beat.heard_at = at
            if beat.is_missed:
                self._back[key] = None
        if not beat.is_missed and self._deadline(beat) < beat.queued:
            self._queue(key, beat)

    def mark_missed(self, key: Key) -> None:
        """Its silence is told of already; nothing where it is not watched."""
        beat = self._beats.get(key)
        if beat is not None:
            beat.is_missed, beat.queued = True, float("inf")

    def forget_others(self, keys: Iterable[Key]) -> None:
        """Only these are still devices."""
        kept = frozenset(keys)
        self._beats = {key: beat for key, beat in self._beats.items() if key in kept}

    def rest(self) -> None:
        """From now on we hear nothing."""
        self._is_resting = True

    def resume(self, at: float) -> None:
        """From `at` on we hear again."""
        if self._is_resting:
            self._is_resting = False
            self._resumed_at = at

    def due(self, at: float) -> list[Key]:
        """Those that have become overdue by `at` since this was last asked, each once for each silence."""
        found: list[Key] = []
        while not self._is_resting and self._due and self._due[0][0] <= at:
            queued, key = heapq.heappop(self._due)
            beat = self._beats.get(key)
            if beat is None or queued != beat.queued:
                continue
            if self._deadline(beat) > at:
                self._queue(key, beat)
                continue
            beat.is_missed, beat.queued = True, float("inf")
            found.append(key)
        return found

    def returned(self, at: float) -> list[Key]:
        """Those that were overdue, and are not by `at`: heard since this was last asked, and not so long ago that they
        are overdue all the same."""
        back, self._back = self._back, {}
        found: list[Key] = []
        for key in back:
            beat = self._beats.get(key)
            if beat is not None and beat.is_missed and beat.heard_at + beat.limit_s > at:
                beat.is_missed = False
                self._queue(key, beat)
                found.append(key)
        return found

    def _queue(self, key: Key, beat: _Beat) -> None:
        beat.queued = self._deadline(beat)
        heapq.heappush(self._due, (beat.queued, key))

    def _deadline(self, beat: _Beat) -> float:
        return max(beat.heard_at + beat.limit_s, self._resumed_at + beat.grace_s)


def _limits(interval_s: int | None) -> tuple[float, float]:
    if interval_s:
        held_to_s = max(SHORTEST_INTERVAL.total_seconds(), float(interval_s))
        return held_to_s * OVERDUE_AFTER_INTERVALS, held_to_s
    return SILENT_AFTER.total_seconds(), DAILY_GRACE_S
