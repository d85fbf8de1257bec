"""Connections to a broker, one after the other, for ever: how the line stands, why, and when it is tried again."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.asking import Asking
from console.adapters.mqtt.connection import Clock, Connection, Delivery
from console.adapters.mqtt.dial import Obstacle, RefusedByBroker
from console.domain.link import LinkState, LostContact, Retry

_DELAYS_S = (0.5, 1.0, 2.0, 4.0, 8.0, 10.0)
_LONGEST = len(_DELAYS_S) - 1
_TAKEN_OVER_FROM = 3
"""A connection lost to our own client id waits from 4 s on: two that share an id must not chase each other."""
_STEADY_AFTER_S = 30.0
"""A connection that lasted this long was a good one: the delays start anew."""
_SUSPICIOUS_FROM = 3
"""So many short connections in a row, each broken by the broker's side without a word and none hard to get, look like
a shared client id: Mosquitto before 2.0.15 does not say so (Debian 12 has 2.0.11). A broker that is restarted is not
there for a while between two of them."""


@dataclass(frozen=True, slots=True)
class _Ending:
    state: LinkState
    reason: str
    was_up: bool = False
    was_taken_over: bool = False


async def _at_once() -> None:
    """There is always room."""


def _judged(ending: _Ending, short: int) -> tuple[LinkState, str]:
    """What an ending means after so many short connections in a row, and its reason."""
    if ending.was_taken_over:
        return LinkState.SHARED, ending.reason
    if short < _SUSPICIOUS_FROM:
        return ending.state, ending.reason
    question = f"({short} short connections in a row: does another program use our client id?)"
    return LinkState.SHARED, f"{ending.reason} {question}"


class Line:
    """Keeps one connection open. The last will goes out with every ending but a farewell."""

    def __init__(
        self,
        access: BrokerAccess,
        clock: Clock,
        subscriptions: Sequence[str],
        receive: Callable[[Delivery], None],
        *,
        will: Callable[[], Outbound | None] = lambda: None,
        on_state: Callable[[LinkState], None] | None = None,
        wait_for_room: Callable[[], Awaitable[object]] = _at_once,
    ) -> None:
        """Connects nothing before `run`. `on_state` is called on the loop at each change of the state."""
        self._access = access
        self._password = None if access.password is None else Asking(access.password)
        self._clock = clock
        self._subscriptions = tuple(subscriptions)
        self._receive = receive
        self._will = will
        self._on_state = on_state
        self._wait_for_room = wait_for_room
        self._connection: Connection | None = None
        self._state = LinkState.CONNECTING
        self._explanation = f"connecting to {access.host}:{access.port}"
        self._retry = Retry()
        self.has_said_farewell = False
        """Whether a normal end needs no last will, because we have said ourselves that we leave."""

    @property
    def state(self) -> LinkState:
        """How the line stands; while it is tried again, how the last try ended."""
        return self._state

    @property
    def explanation(self) -> str:
        """Why it is not up, for a technician; "" when it is."""
        return self._explanation

    @property
    def retry(self) -> Retry:
        """Since when it is not up, and when it is tried again; the first try of all counts too."""
        return self._retry

    @property
    def connection(self) -> Connection:
        """The connection that is up. Raises LostContact if there is none."""
        if self._connection is None:
            raise LostContact(self._explanation)
        return self._connection

    async def run(self) -> None:
        """Connects, and connects again, for ever. Ends by cancellation, with the connection closed."""
        step = short = 0
        try:
            while True:
                await self._wait_for_room()
                started_at = self._clock.monotonic()
                self._seek(0.0)
                ending = await self._one_connection()
                if self._clock.monotonic() - started_at >= _STEADY_AFTER_S:
                    step = short = 0
                short = short + 1 if ending.was_up else 0
                if ending.state is LinkState.REFUSED:
                    step = _LONGEST
                elif ending.was_taken_over:
                    step = max(step, _TAKEN_OVER_FROM)
                self._become(*_judged(ending, short))
                delay_s = _DELAYS_S[step] * random.uniform(0.7, 1.0)
                self._seek(delay_s)
                await self._clock.sleep(delay_s)
                step = min(step + 1, _LONGEST)
        finally:
            self._become(LinkState.LOST, "the link was stopped")

    async def _one_connection(self) -> _Ending:
        try:
            password = await self._ask_password()
        except LookupError as error:
            return _Ending(LinkState.REFUSED, f"there is no password for the broker: {error}")
        connection = Connection(self._access, password, self._will(), self._clock, self._receive)
        try:
            await connection.open(self._subscriptions)
            self._connection = connection
            self._become(LinkState.UP, "")
            reason = await connection.live()
            return _Ending(LinkState.LOST, reason, True, connection.was_taken_over)
        except LostContact as error:
            return _Ending(LinkState.LOST, str(error), False, connection.was_taken_over)
        except RefusedByBroker as error:
            if error.obstacle is Obstacle.WRONG_PASSWORD and self._password is not None:
                self._password.forget()
            return _Ending(LinkState.REFUSED, str(error))
        finally:
            self._connection = None
            await connection.close(with_will=not self.has_said_farewell)

    async def _ask_password(self) -> str | None:
        """A keyring that was locked after it gave the password once keeps no lost connection from coming back."""
        return None if self._password is None else await self._password.answer()

    def _seek(self, in_s: float) -> None:
        """A try begins now (0), or the next one in so many seconds."""
        now, known = self._clock.now(), self._retry
        if in_s:
            self._retry = Retry(known.lost_since or now, known.attempt + 1, now + timedelta(seconds=in_s))
        else:
            self._retry = Retry(known.lost_since or now, max(known.attempt, 1))

    def _become(self, state: LinkState, explanation: str) -> None:
        if state is LinkState.UP:
            self._retry = Retry()
        self._explanation = explanation
        if state is not self._state:
            self._state = state
            if self._on_state is not None:
                self._on_state(state)
