"""The telephony of the centre: calls to SIP addresses and numbers through the gateway (Janus), steered over MQTT.

Fits `CallSignals` for `CallKind.SIP`. The sound goes between the engine and the gateway; here is only who calls whom,
and what becomes of it. One handle of Janus's for each offer, let go of after it. What the other side says comes back
by `on_signal`, without a number anywhere.

A gateway cannot move a call to another engine: a second offer of the same call hangs the first up and rings anew.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable

from console.adapters.mqtt.connection import Clock
from console.adapters.mqtt.janus_leg import Leg
from console.adapters.mqtt.janus_requests import ANSWER_WITHIN_S
from console.adapters.mqtt.janus_session import JanusSession
from console.adapters.mqtt.janus_settings import JanusSettings, address_of
from console.adapters.mqtt.janus_words import Done, JanusWord, MediaGone, SipWord
from console.domain.call import DeviceTone
from console.domain.call_gate import Callee
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId
from console.domain.link import LinkState, LostContact, Retry

HELD, RESUMED = "held", "resumed"
"""The bodies of a control that holds the call and takes it up again."""

_PLUGIN = "janus.plugin.sip"
_TONE_MS = 200
_log = logging.getLogger(__name__)


class JanusSignals:
    """Calls through the gateway. `run` it beside; `send` raises LostContact while there is no session."""

    name = "janus"
    backlog = 0
    """Nothing is kept here that is not handed on at once."""

    def __init__(self, settings: JanusSettings, clock: Clock, on_signal: Callable[[CallSignal], None]) -> None:
        """Connects nothing before `run`. `on_signal` is called on the loop and must not wait."""
        self._settings = settings
        self._on_signal = on_signal
        self._session = JanusSession(settings, clock, self._hear, self._lose)
        self._legs: dict[CallId, Leg] = {}
        self._turns: dict[Leg, asyncio.Lock] = {}
        self._left: asyncio.Queue[int] = asyncio.Queue()

    @property
    def state(self) -> LinkState:
        """`UP` when calls can be made."""
        return self._session.state

    @property
    def explanation(self) -> str:
        """Why it is not up, in English, for a technician; "" when it is."""
        return self._session.explanation

    @property
    def retry(self) -> Retry:
        """Since when it is not up, and when it is tried again."""
        return self._session.retry

    async def run(self) -> None:
        """Keeps our session at the gateway, for ever. Ends by cancellation."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._session.run(), name="janus")
            group.create_task(self._let_go(), name="janus handles")

    async def send(self, to: Callee, signal: CallSignal) -> None:
        """Offers, candidates, tones, hold and goodbye; returns when Janus has taken it. Raises LostContact, and Refused
        for an address that cannot be called."""
        if signal.act is SignalAct.OFFER:
            await self._offer(to, signal)
            return
        leg = self._legs.get(signal.call)
        if leg is None or (leg.attempt != signal.attempt and signal.act is SignalAct.CANDIDATE):
            return
        if signal.act is SignalAct.BYE:
            await self._end(leg, clears_down=True)
            return
        async with self._turns[leg]:
            if leg.is_over:
                return
            if signal.act is SignalAct.CANDIDATE:
                await self._session.ask("trickle", leg.handle, candidate=candidate_of(signal.body))
            elif signal.act is SignalAct.CONTROL:
                await self._control(leg, signal)

    async def _offer(self, to: Callee, signal: CallSignal) -> None:
        uri = address_of(self._settings, to.address)
        earlier = self._legs.get(signal.call)
        if earlier is not None:
            await self._end(earlier, clears_down=False)
        leg = self._legs[signal.call] = Leg(signal.call, signal.attempt)
        turn = self._turns[leg] = asyncio.Lock()
        is_placed = False
        try:
            async with turn:
                await self._place(leg, uri, signal.body)
            is_placed = True
        except LostContact:
            if not leg.is_over:  # else it was told already
                raise
        finally:
            if not is_placed:
                self._forget(leg)

    async def _place(self, leg: Leg, uri: str, sdp: str) -> None:
        """Attaches, tells who calls, and calls."""
        secret = await self._ask_secret()
        made = await self._session.ask("attach", plugin=_PLUGIN)
        if not isinstance(made, Done) or not made.number:
            raise LostContact("Janus made no handle")
        leg.handle = made.number
        known = self._settings
        us = {"username": known.identity, "display_name": known.display_name, "proxy": known.proxy}
        us["outbound_proxy"] = known.proxy
        us |= {"secret": secret, "authuser": known.user} if known.registers else {"type": "guest"}
        await self._tell(leg, {"request": "register", **_said(us)}, "registered", "registering")
        await _registered(leg)
        if leg.is_over:
            return
        call = {"uri": uri, "srtp": known.srtp}
        call |= {} if known.registers else {"secret": secret, "authuser": known.user if secret else ""}
        offer = {"jsep": {"type": "offer", "sdp": sdp}}
        await self._tell(leg, {"request": "call", **_said(call)}, "calling", "hangup", **offer)

    async def _control(self, leg: Leg, signal: CallSignal) -> None:
        if signal.tone is not None:
            await self._send_tone(leg, signal.tone)
        elif signal.body == HELD:
            await self._do(leg, {"request": "hold"}, "holding")
        elif signal.body == RESUMED:
            await self._do(leg, {"request": "unhold"}, "resuming")

    async def _send_tone(self, leg: Leg, tone: DeviceTone) -> None:
        leg.is_cleared |= tone is DeviceTone.CLEAR_DOWN
        digit = self._settings.digit(tone)
        await self._do(leg, {"request": "dtmf_info", "digit": digit, "duration": _TONE_MS}, "dtmfsent")

    async def _end(self, leg: Leg, *, clears_down: bool) -> None:
        """Hangs up. A device is told to clear down first: else it takes the call for failed, and rings again."""
        del self._legs[leg.call]
        try:
            async with self._turns[leg]:
                if leg.handle and not leg.is_over:
                    if clears_down and leg.is_answered and not leg.is_cleared:
                        with contextlib.suppress(LostContact):
                            await self._send_tone(leg, DeviceTone.CLEAR_DOWN)
                    await self._tell(leg, {"request": "hangup"}, "hangingup")
        finally:
            self._forget(leg)

    async def _do(self, leg: Leg, body: dict[str, object], done: str) -> None:
        """Raises LostContact also where the plugin refuses: what was not done must not count as done."""
        word = await self._tell(leg, body, done)
        if isinstance(word, SipWord) and word.event == "error":
            raise LostContact(f"Janus refused it with its SIP error {word.error}")

    async def _tell(self, leg: Leg, body: dict[str, object], *until: str, **more: object) -> JanusWord:
        return await self._session.ask("message", leg.handle, frozenset({*until, "error"}), body=body, **more)

    async def _ask_secret(self) -> str:
        """A keyring may take its time, so it is asked in a thread."""
        if self._settings.secret is None:
            return ""
        try:
            return await asyncio.to_thread(self._settings.secret)
        except LookupError as error:
            raise LostContact(f"there is no password for the trunk: {error}") from None

    def _hear(self, word: SipWord | MediaGone) -> None:
        """Also one that is being hung up hears, but nobody is told of it any more."""
        leg = next((each for each in self._turns if each.handle == word.handle != 0), None)
        signal = None if leg is None else leg.heard(word)
        if leg is not None and self._legs.get(leg.call) is leg:
            self._pass_on(leg, signal)

    def _lose(self, reason: str) -> None:
        for leg in [each for each in self._legs.values() if each.handle]:
            leg.handle = 0
            self._pass_on(leg, leg.lost(reason))

    def _pass_on(self, leg: Leg, signal: CallSignal | None) -> None:
        if leg.is_over:
            self._forget(leg)
        if signal is None:
            return
        if signal.detail:
            _log.info("call %s: %s (%s)", signal.call, signal.act, signal.detail)
        self._on_signal(signal)

    def _forget(self, leg: Leg) -> None:
        """What is over leaves no handle behind."""
        leg.end()
        if self._legs.get(leg.call) is leg:
            del self._legs[leg.call]
        self._turns.pop(leg, None)
        handle, leg.handle = leg.handle, 0
        if handle:
            self._left.put_nowait(handle)

    async def _let_go(self) -> None:
        while True:
            handle = await self._left.get()
            try:
                await self._session.ask("detach", handle)
            except LostContact as error:
                _log.info("a handle at Janus was not let go of, and ends with the session: %s", error)


async def _registered(leg: Leg) -> None:
    """Waits for the trunk, whose answer Janus tells without our transaction."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            await leg.registered.wait()
    except TimeoutError:
        raise LostContact("the trunk does not answer our registration") from None


def candidate_of(body: str) -> dict[str, object]:
    """A candidate as Janus takes it, of an RTCIceCandidateInit in JSON or a bare line; the empty one ends them."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = {"candidate": body}
    if not isinstance(said, dict) or not said.get("candidate"):
        return {"completed": True}
    return {"sdpMid": said.get("sdpMid") or "0", "sdpMLineIndex": said.get("sdpMLineIndex") or 0} | {
        "candidate": said["candidate"]
    }


def _said(words: dict[str, str]) -> dict[str, object]:
    """Without what was left empty."""
    return {name: word for name, word in words.items() if word}
