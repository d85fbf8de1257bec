"""Whether every gateway that is on has its line to the broker.

Each has a connection of its own, which can be dead while the stream's canary comes back: then the homes behind that
gateway are unheard, and we are as blind as without the stream's link.
"""

from collections.abc import Sequence

from console.domain.link import LinkState
from console.services.ports import Clock, GatewayLine


class GatewayLines:
    """Looks after `lines`. One that was never up counts from the start on: it has the first canary's grace."""

    def __init__(self, clock: Clock, lines: Sequence[GatewayLine] = ()) -> None:
        self.lines = tuple(lines)
        self._clock = clock
        self._down_since = {line.name: clock.monotonic() for line in self.lines}

    @property
    def backlog(self) -> int:
        """How many of their messages have been read and are not stored yet."""
        return sum(line.backlog for line in self.lines)

    @property
    def explanation(self) -> str:
        """Which of them are not heard and why, in English, for a technician; "" where all are."""
        down = [line for line in self.lines if line.state is not LinkState.UP]
        return "; ".join(f"the gateway {line.name} is not heard: {line.explanation}" for line in down)

    def look(self) -> float | None:
        """Since when (monotonic seconds) the one that is down longest is down; None while all are up. To be asked each
        second."""
        at = self._clock.monotonic()
        down = [line.name for line in self.lines if line.state is not LinkState.UP]
        self._down_since = {name: self._down_since.get(name, at) for name in down}
        return min(self._down_since.values(), default=None)
