"""Whether this screen may claim to see: what the console says, and the screen's own watch over the console.

An empty queue looks well only where sight is proven to the very pixel. If the console thread falls silent, nobody is
left to say so: then the screen itself goes blind. Pure; moments are given.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.events import SightLost
from console.domain.link import LinkState
from console.domain.sight import BLIND_AFTER, Grade
from console.services.screen import SightChanged

ROUNDS_KEPT = 36
"""Canary rounds that the screen remembers, come or not: three minutes."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How it stands. `since` is the wall clock's moment of the last proof; `silence` how long no canary was painted,
    None before the first; `is_over` where the console has ended for good."""

    grade: Grade
    lost: SightLost | None
    since: datetime | None
    silence: timedelta | None
    link: LinkState
    is_over: bool = False


class Sightline:
    """Fed by what the console tells and by what was painted."""

    def __init__(self, monotonic: float) -> None:
        self._started = monotonic
        self._painted: float | None = None
        self._painted_at: datetime | None = None
        self._told: SightChanged | None = None
        self._is_over = False

    def told(self, change: SightChanged) -> None:
        """The console's word."""
        self._told = change

    def painted(self, monotonic: float, at: datetime) -> None:
        """A canary stands on the screen."""
        self._painted = monotonic
        self._painted_at = at

    def ended(self) -> None:
        """The console has ended; nothing comes any more."""
        self._is_over = True

    def seen(self, monotonic: float) -> Seen:
        """What may be claimed now."""
        told = self._told
        silence = timedelta(seconds=monotonic - self._painted) if self._painted is not None else None
        waited = silence if silence is not None else timedelta(seconds=monotonic - self._started)
        link = told.link if told is not None else LinkState.CONNECTING
        if self._is_over:
            return Seen(Grade.BLIND, None, self._painted_at, silence, link, is_over=True)
        if told is not None and told.grade is Grade.BLIND:
            since = told.since or self._painted_at
            return Seen(Grade.BLIND, told.lost, since, silence, link)
        if waited > BLIND_AFTER:
            return Seen(Grade.BLIND, SightLost.LINK, self._painted_at, silence, link)
        if told is not None and told.grade is Grade.SEEING and self._painted is not None:
            return Seen(Grade.SEEING, None, None, silence, link)
        return Seen(Grade.WAITING, None, None, silence, link)
