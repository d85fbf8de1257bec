"""Whether we see: the canary's round trip from source to screen, and where the chain broke when it did.

Moments here are seconds of the monotonic clock: a stepped wall clock neither blinds us nor gives sight.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from console.domain.events import SightLost

CANARY_EVERY = timedelta(seconds=5)
BLIND_AFTER = timedelta(seconds=15)
SCREEN_ANSWERS_WITHIN = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Proof:
    """The last time that each part of the chain proved itself, in monotonic seconds; None for never.

    `came_back`: a canary came from the broker and was stored. `painted`: the screen answered one with a frame.
    `unpainted_since`: the oldest stored canary that the screen has not answered. `unheard_since`: from when on a
    gateway has no line to the broker; no canary goes that way.
    """

    started: float
    came_back: float | None = None
    stored: float | None = None
    painted: float | None = None
    unpainted_since: float | None = None
    unheard_since: float | None = None
    is_seated: bool = False
    has_screen: bool = True

    def with_return(self, at: float) -> "Proof":
        """A canary came back from the broker."""
        return replace(self, came_back=at)

    def with_store(self, at: float) -> "Proof":
        """What came was stored; from now on the screen owes an answer."""
        since = at if self.unpainted_since is None else self.unpainted_since
        return replace(self, stored=at, unpainted_since=since if self.has_screen else None)

    def with_paint(self, at: float, owed_since: float | None = None) -> "Proof":
        """The screen painted it; since `owed_since` it owes a later one."""
        return replace(self, painted=at, unpainted_since=owed_since)


class Grade(StrEnum):
    """How it stands. `WAITING` is the first quarter of a minute after start, before anything could be proven."""

    WAITING = "waiting"
    SEEING = "seeing"
    BLIND = "blind"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What we may say of our sight, and since when (monotonic seconds) it is lost."""

    grade: Grade
    lost: SightLost | None = None
    since: float | None = None


def judge(
    proof: Proof,
    at: float,
    blind_after: timedelta = BLIND_AFTER,
    screen_within: timedelta = SCREEN_ANSWERS_WITHIN,
) -> Verdict:
    """The verdict at `at`. The link is judged before the store, the store before the screen, the screen before
    the empty chair: the first break explains the rest. A gateway's line is a link of its own, which explains no loss of
    the store, and is judged after it."""
    limit = blind_after.total_seconds()
    last = proof.started if proof.came_back is None else proof.came_back
    if at - last > limit:
        return Verdict(Grade.BLIND, SightLost.LINK, last)
    stored = proof.started if proof.stored is None else proof.stored
    if at - stored > limit:
        return Verdict(Grade.BLIND, SightLost.STORE, stored)
    if proof.unheard_since is not None and at - proof.unheard_since > limit:
        return Verdict(Grade.BLIND, SightLost.LINK, proof.unheard_since)
    if proof.has_screen:
        unpainted = proof.unpainted_since
        if unpainted is not None and at - unpainted > screen_within.total_seconds():
            return Verdict(Grade.BLIND, SightLost.SCREEN, unpainted)
        if not proof.is_seated:
            return Verdict(Grade.BLIND, SightLost.NOBODY, None)
    if proof.stored is None or (proof.has_screen and proof.painted is None):
        return Verdict(Grade.WAITING)
    return Verdict(Grade.SEEING)
