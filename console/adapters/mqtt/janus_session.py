"""Our session at Janus over MQTT: kept alive, begun anew when it is lost, and what is asked and answered in it.

All consoles read what Janus says to any of them: by transaction, session and handle each takes what is its own. When
Janus leaves the broker (its last will) it has a moment to come back before its calls are given up: it may only have
lost the broker, and its calls go on meanwhile.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from console.adapters.mqtt.connection import Clock, Delivery
from console.adapters.mqtt.janus_requests import ANSWER_WITHIN_S, JanusRequests
from console.adapters.mqtt.janus_settings import JanusSettings
from console.adapters.mqtt.janus_words import (
    Done,
    JanusWord,
    MediaGone,
    NotDone,
    SessionGone,
    SipWord,
    Standing,
    Taken,
    read_word,
)
from console.adapters.mqtt.line import Line
from console.domain.link import LinkState, LostContact, Retry

BACK_WITHIN_S = 3.0
"""How long Janus may be away from the broker before its calls are given up."""
_SESSION_STAYS = timedelta(seconds=60)
"""What Janus says while our own line is away is kept so long: no call is lost to it."""
_DELAYS_S = (0.5, 1.0, 2.0, 4.0, 8.0, 10.0)
_BEGUN_WITHIN_S = 2.0
"""Janus says that it is there a moment before it listens: what is asked in between is lost."""
_NO_SESSION = 458
_TRIES = 2


class JanusSession:
    """One session with Janus at a time. `run` it beside."""

    def __init__(
        self,
        settings: JanusSettings,
        clock: Clock,
        hear: Callable[[SipWord | MediaGone], None],
        lose: Callable[[str], None],
    ) -> None:
        """Connects nothing before `run`. On the loop: `hear` gets what is said of a handle, `lose` is called with the
        reason when a session is gone, and all its handles with it."""
        self._settings = settings
        self._clock = clock
        self._hear = hear
        self._lose = lose
        self._line = Line(
            replace(settings.access, session_expiry=_SESSION_STAYS),
            clock,
            [settings.from_topic, settings.status_topic],
            self._receive,
            on_state=self._on_line,
        )
        self._id = 0
        self._secret = ""
        self._requests = JanusRequests(settings.to_topic)
        self._is_online = True
        self._is_gone = False
        self._is_sure = False
        self._poked = asyncio.Event()
        self._why = "no session at Janus yet"
        self._lost_since: datetime | None = clock.now()
        self._attempt = 1
        self._next_at: datetime | None = None

    @property
    def state(self) -> LinkState:
        """`UP` when calls can be made."""
        if self._line.state is not LinkState.UP:
            return self._line.state
        return LinkState.UP if self._id and self._is_online and self._is_sure else LinkState.LOST

    @property
    def explanation(self) -> str:
        """Why it is not up, for a technician; "" when it is."""
        if self._line.state is not LinkState.UP:
            return self._line.explanation
        if not self._is_online:
            return "Janus is not at the broker"
        if not self._id:
            return self._why
        return "" if self._is_sure else "Janus has not answered since the broker was away"

    @property
    def retry(self) -> Retry:
        """Since when it is not up, and when it is tried again."""
        if self._line.state is not LinkState.UP:
            return self._line.retry
        return Retry() if self.state is LinkState.UP else Retry(self._lost_since, self._attempt, self._next_at)

    async def run(self) -> None:
        """Keeps a session, for ever. Ends by cancellation; Janus forgets us then by itself."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._line.run(), name="janus line")
            group.create_task(self._keep(), name="janus session")

    async def ask(self, verb: str, handle: int = 0, until: frozenset[str] | None = None, **more: object) -> JanusWord:
        """What Janus answers: for a message to the plugin its first event named in `until`, or its error. Raises
        LostContact where there is no session, no answer in time, or a refusal."""
        if not self._id:
            raise LostContact(self.explanation)
        about = {"session_id": self._id} | ({"handle_id": handle} if handle else {})
        return await self._ask(verb, until, {**about, **more})

    async def _keep(self) -> None:
        step = 0
        while True:
            try:
                await self._begin()
            except LostContact as error:
                self._why = str(error)
                step = await self._wait_to_retry(step)
                continue
            step = 0
            self._lost_since, self._attempt, self._next_at = None, 1, None
            self._why = await self._live()
            self._id = 0
            self._lost_since = self._clock.now()
            self._lose(self._why)

    async def _begin(self) -> None:
        if self._settings.api_secret is not None:
            try:
                self._secret = await asyncio.to_thread(self._settings.api_secret)
            except LookupError as error:
                raise LostContact(f"there is no secret for Janus: {error}") from None
        made = await self._ask("create", None, {}, _BEGUN_WITHIN_S)
        if not isinstance(made, Done) or not made.number:
            raise LostContact("Janus made no session")
        self._is_gone, self._is_sure = False, True
        self._id = made.number

    async def _wait_to_retry(self, step: int) -> int:
        """Waits as long as is due, or until something changes; returns the next step."""
        delay_s = _DELAYS_S[step]
        self._next_at = self._clock.now() + timedelta(seconds=delay_s)
        await self._poked_within(delay_s)
        self._next_at = None
        self._attempt += 1
        return min(step + 1, len(_DELAYS_S) - 1)

    async def _live(self) -> str:
        """Keeps the session alive until it is gone; returns why."""
        failures = 0
        while True:
            if failures == 0:
                await self._poked_within(self._settings.keepalive.total_seconds())
            if not self._is_online and not await self._comes_back():
                return "Janus left the broker"
            if self._is_gone:
                return "Janus knows nothing of our session: it was started anew"
            if self._line.state is not LinkState.UP:
                continue
            try:
                await self._ask("keepalive", None, {"session_id": self._id})
                failures, self._is_sure = 0, True
            except LostContact as error:
                failures += self._line.state is LinkState.UP
                if failures == _TRIES:
                    return str(error)

    async def _comes_back(self) -> bool:
        """Whether Janus is at the broker again in time."""
        until = self._clock.monotonic() + BACK_WITHIN_S
        while not self._is_online and (left_s := until - self._clock.monotonic()) > 0:
            await self._poked_within(left_s)
        return self._is_online

    async def _poked_within(self, seconds: float) -> None:
        """Returns when something changed, or after so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._poked.wait()
        except TimeoutError:
            return
        finally:
            self._poked.clear()

    async def _ask(
        self, verb: str, until: frozenset[str] | None, more: dict[str, object], within_s: float = ANSWER_WITHIN_S
    ) -> JanusWord:
        answer = await self._requests.ask(self._line.connection, self._secret, verb, until, more, within_s)
        if isinstance(answer, NotDone):
            if answer.code == _NO_SESSION:
                self._is_gone = True
                self._poked.set()
            raise LostContact(f"Janus refused {verb} with its error {answer.code}")
        return answer

    def _receive(self, delivery: Delivery) -> None:
        delivery.confirm()
        word = read_word(delivery.payload)
        if isinstance(word, Standing) is not (delivery.topic == self._settings.status_topic):
            return
        match word:
            case Standing(is_online):
                self._is_online = is_online
                self._poked.set()
            case SessionGone(session) if session == self._id:
                self._is_gone = True
                self._poked.set()
            case Taken() | Done() | NotDone():
                self._requests.settle(word)
            case SipWord(session) | MediaGone(session) if session == self._id:
                if isinstance(word, SipWord):
                    self._requests.settle(word)
                self._hear(word)

    def _on_line(self, state: LinkState) -> None:
        if state is not LinkState.UP:
            self._is_sure = False
            self._requests.give_up(self._line.explanation)
        self._poked.set()
