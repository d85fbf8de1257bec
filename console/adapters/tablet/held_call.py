"""What a device has of the call that it rings for or is in: the offer, the connection, and what is due when. And what
it tells of it to whoever measures.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from console.adapters.tablet.peer import Peer
from console.domain.call_signal import CallSignal
from console.domain.ids import CallId


class Deed(StrEnum):
    """What becomes of a call."""

    RINGING = "ringing"
    ANSWERED = "answered"
    CONNECTED = "connected"
    REFUSED = "refused"
    TONE = "tone"
    LOST = "lost"
    ENDED = "ended"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened. `detail`: a tone, why there is no picture, that it answers by itself ("listens in"), or
    what kind of fault; never a text of the other side. `seconds` on the device's own monotonic clock."""

    deed: Deed
    call: CallId
    attempt: int
    seconds: float
    detail: str = ""


class Due(StrEnum):
    """What a device does when the time has come."""

    ANSWER = "answer"
    LEAVE = "leave"
    GIVE_UP = "give_up"


@dataclass(frozen=True, slots=True)
class Happening:
    """A time that has come, or the connection's new state, for one attempt of a call."""

    call: CallId
    attempt: int
    due: Due | None = None
    state: str = ""


@dataclass(slots=True)
class HeldCall:
    """One attempt of a call, from its ring to its end. `happen` is told when something is due. `is_lost`: its
    connection stood, and does not now."""

    offer: CallSignal
    happen: Callable[[Happening], None]
    was_answered: bool = False
    is_lost: bool = False
    peer: Peer | None = None
    candidates: list[str] = field(default_factory=list)
    timers: dict[Due, asyncio.TimerHandle] = field(default_factory=dict)

    def later(self, due: Due, seconds: float) -> None:
        """That is due in so many seconds, instead of when it was before."""
        self.stop(due)
        happening = Happening(self.offer.call, self.offer.attempt, due)
        self.timers[due] = asyncio.get_running_loop().call_later(seconds, self.happen, happening)

    def becomes(self, state: str) -> None:
        """The connection's state, by aiortc's word."""
        self.happen(Happening(self.offer.call, self.offer.attempt, state=state))

    def stop(self, *which: Due) -> None:
        """These are due no more; all where none is named."""
        for due in which or tuple(self.timers):
            timer = self.timers.pop(due, None)
            if timer is not None:
                timer.cancel()
