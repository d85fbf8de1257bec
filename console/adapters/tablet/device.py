"""The resident's device: it hears offers, rings, answers or does not, takes a call's next offer at once, and hangs up.

All that happens to it, a word of the other side or a time that has come, waits in one line and is done in order. A bad
word, and whatever WebRTC makes of it, ends that call at the most, never the device.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime

from console.adapters.tablet.conduct import Behaviour, Conduct
from console.adapters.tablet.held_call import Deed, Due, Happening, HeldCall, Told
from console.adapters.tablet.peer import Peer
from console.adapters.tablet.received import Figures
from console.domain.call import DeviceTone, NoPicture
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId

log = logging.getLogger(__name__)

RINGS_AT_MOST_S = 120.0
"""A device rings no longer, whatever the offer says."""

LOST_FOR_S = 30.0
"""So long a device waits for the other side to come back, or to offer the call again."""

REMEMBERED = 64
"""Offers that were heard; one that the broker brings a second time rings no more."""

WAITING = 256
"""Words that wait to be done; more are dropped, as by any small device that is flooded."""


class Tablet:
    """One device. `send` puts a signal on its way; `now` is aware UTC; `told` hears what happens. With `is_local` no
    ICE server is asked. `conduct` may be changed between calls."""

    def __init__(
        self,
        conduct: Conduct,
        send: Callable[[CallSignal], Awaitable[None]],
        now: Callable[[], datetime],
        told: Callable[[Told], None],
        *,
        is_local: bool = True,
    ) -> None:
        self.conduct = conduct
        self._send = send
        self._now = now
        self._told = told
        self._is_local = is_local
        self._waiting: asyncio.Queue[CallSignal | Happening] = asyncio.Queue()
        self._call: HeldCall | None = None
        self._known: deque[tuple[CallId, int]] = deque(maxlen=REMEMBERED)

    @property
    def figures(self) -> Figures | None:
        """What it receives in its call; None without one."""
        return self._call.peer.figures if self._call is not None and self._call.peer is not None else None

    @property
    def call(self) -> CallId | None:
        """The call that it rings for or has."""
        return self._call.offer.call if self._call is not None else None

    def take(self, signal: CallSignal) -> None:
        """The other side's word. To be called on the loop."""
        if self._waiting.qsize() < WAITING:
            self._waiting.put_nowait(signal)

    async def run(self) -> None:
        """Does what waits, for ever. Ends by cancellation, with its call over."""
        try:
            while True:
                await self._do(await self._waiting.get())
        finally:
            await self._put_away()

    async def _do(self, word: CallSignal | Happening) -> None:
        if isinstance(word, Happening):
            if self._is_current(word.call, word.attempt):
                await self._come(word)
            return
        is_late = word.expires_at is not None and word.expires_at <= self._now()
        if is_late or self.conduct.behaviour is Behaviour.ASLEEP:
            return
        if word.act is SignalAct.OFFER:
            await self._offered(word)
        elif self._is_of_this(word):
            await self._hear(word)

    def _is_of_this(self, word: CallSignal) -> bool:
        """A candidate belongs to its attempt; a goodbye or a tone to the call."""
        if word.act is SignalAct.CANDIDATE:
            return self._is_current(word.call, word.attempt)
        return word.call == self.call

    def _is_current(self, call: CallId, attempt: int) -> bool:
        offer = self._call.offer if self._call is not None else None
        return offer is not None and offer.call == call and offer.attempt == attempt

    async def _offered(self, offer: CallSignal) -> None:
        held = self._call
        if (offer.call, offer.attempt) in self._known:
            return
        self._known.append((offer.call, offer.attempt))
        if held is not None and held.is_lost and held.offer.call != offer.call:
            await self._leave(SignalAct.BYE)  # whoever had that call may be gone: another must reach the person
            held = None
        if held is not None and held.offer.call != offer.call:
            await self._say(offer, SignalAct.BUSY)
        elif held is None:
            await self._ring(offer)
        elif offer.attempt > held.offer.attempt:
            await self._put_away()
            self._call = HeldCall(offer, self._waiting.put_nowait, was_answered=held.was_answered)
            if held.was_answered:
                await self._answer()
            else:
                await self._ring(offer)

    async def _ring(self, offer: CallSignal) -> None:
        conduct = self.conduct
        if conduct.behaviour is Behaviour.BUSY:
            self._call = None
            self._tell(Deed.REFUSED, offer, "busy")
            await self._say(offer, SignalAct.BUSY)
            return
        self._call = held = HeldCall(offer, self._waiting.put_nowait)
        await self._say(offer, SignalAct.RINGING)
        self._tell(Deed.RINGING, offer, "listens in" if offer.listen_in else "")
        held.later(Due.GIVE_UP, self._rings_for_s(offer))
        if offer.listen_in:
            held.later(Due.ANSWER, 0.0)
        elif conduct.behaviour is not Behaviour.NOT_ANSWERING:
            held.later(Due.ANSWER, conduct.answers_after_s)

    def _rings_for_s(self, offer: CallSignal) -> float:
        if offer.expires_at is None:
            return RINGS_AT_MOST_S
        return min(RINGS_AT_MOST_S, max(0.0, (offer.expires_at - self._now()).total_seconds()))

    async def _come(self, word: Happening) -> None:
        held = self._call
        if held is None:
            return
        match word.due:
            case Due.ANSWER if self.conduct.behaviour is Behaviour.DECLINES and not held.offer.listen_in:
                self._tell(Deed.REFUSED, held.offer, "declined")
                await self._leave(SignalAct.DECLINED)
            case Due.ANSWER:
                await self._answer()
            case Due.LEAVE:
                await self._leave(SignalAct.BYE)
            case Due.GIVE_UP:
                await self._leave(SignalAct.BYE if held.was_answered else None)
            case None:
                self._connection_is(held, word.state)

    def _connection_is(self, held: HeldCall, state: str) -> None:
        if state == "connected":
            held.is_lost = False
            held.stop(Due.GIVE_UP)
            self._tell(Deed.CONNECTED, held.offer)
        elif state in ("failed", "closed", "disconnected") and Due.GIVE_UP not in held.timers:
            held.is_lost = True
            self._tell(Deed.LOST, held.offer)
            held.later(Due.GIVE_UP, LOST_FOR_S)

    async def _answer(self) -> None:
        """Answers the call's offer; one that cannot be answered is over."""
        held = self._call
        if held is None:
            return
        offer = held.offer
        held.stop()
        held.was_answered = True
        held.peer = peer = Peer(self.conduct, () if self._is_local else offer.ice, held.becomes, self._toned)
        answered: list[tuple[str, NoPicture | None]] = []

        async def work() -> None:
            answered.append(await peer.answer(offer.body, with_picture=offer.with_picture))

        if not await self._contained(work(), offer):
            await self._leave(SignalAct.BYE)
            return
        sdp, no_picture = answered[0]
        signal = CallSignal(offer.call, SignalAct.ANSWER, sdp, offer.attempt, no_picture=no_picture)
        await self._send(signal)
        self._tell(Deed.ANSWERED, offer, no_picture or "")
        held.later(Due.GIVE_UP, LOST_FOR_S)
        if self.conduct.leaves_after_s is not None:
            held.later(Due.LEAVE, self.conduct.leaves_after_s)
        for candidate in held.candidates:
            await self._contained(peer.add(candidate), offer)

    def _toned(self, tone: DeviceTone) -> None:
        """A tone by the data channel is as one by a signal."""
        held = self._call
        if held is not None:
            self.take(CallSignal(held.offer.call, SignalAct.CONTROL, attempt=held.offer.attempt, tone=tone))

    async def _hear(self, signal: CallSignal) -> None:
        held = self._call
        if held is None:
            return
        match signal.act:
            case SignalAct.BYE:
                await self._leave(None)
            case SignalAct.CANDIDATE if held.peer is None:
                if len(held.candidates) < WAITING:
                    held.candidates.append(signal.body)
            case SignalAct.CANDIDATE if held.peer is not None:
                await self._contained(held.peer.add(signal.body), held.offer)
            case SignalAct.CONTROL if signal.tone is not None:
                await self._obey(held, signal.tone)
            case _:
                pass

    async def _obey(self, held: HeldCall, tone: DeviceTone) -> None:
        self._tell(Deed.TONE, held.offer, tone)
        if tone is DeviceTone.CLEAR_DOWN:
            await self._leave(SignalAct.BYE)
        elif held.peer is not None:
            held.peer.obey(tone)

    async def _leave(self, act: SignalAct | None) -> None:
        """The call is over; with `act` the other side is told so."""
        held = self._call
        if held is None:
            return
        if act is not None:
            await self._say(held.offer, act)
        await self._put_away()
        self._tell(Deed.ENDED, held.offer)

    async def _put_away(self) -> None:
        held, self._call = self._call, None
        if held is None:
            return
        held.stop()
        if held.peer is not None:
            await self._contained(held.peer.close(), held.offer)

    async def _contained(self, work: Coroutine[object, object, None], offer: CallSignal) -> bool:
        """Does it, and keeps what it raises from the device. Whether it was done."""
        [outcome] = await asyncio.gather(work, return_exceptions=True)
        if outcome is None:
            return True
        log.info("a call's word could not be followed: %s", type(outcome).__name__)
        self._tell(Deed.FAULT, offer, type(outcome).__name__)
        return False

    async def _say(self, to: CallSignal, act: SignalAct) -> None:
        await self._send(CallSignal(to.call, act, attempt=to.attempt))

    def _tell(self, deed: Deed, offer: CallSignal, detail: str = "") -> None:
        self._told(Told(deed, offer.call, offer.attempt, asyncio.get_running_loop().time(), detail))
