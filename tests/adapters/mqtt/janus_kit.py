"""What the tests of telephony share: the console's end of the sound, the gateway at work, and what it said."""

import asyncio
import contextlib
import fractions
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import av
import numpy as np
from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, MediaStreamError, MediaStreamTrack

from console.adapters.clock import SystemClock
from console.adapters.mqtt.access import Outbound
from console.adapters.mqtt.connection import Connection, Delivery
from console.adapters.mqtt.janus import JanusSignals
from console.adapters.mqtt.janus_settings import JanusSettings
from console.domain.call_gate import Callee
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId, MunicipalityId
from console.domain.link import LinkState
from tests.adapters.mqtt.stream_kit import access, until
from tests.telephony import API_SECRET, CONSOLE_HZ, tone_of

CALL = CallId("call-1")
CLOCK = SystemClock()


def settings_for(port: int, **more: object) -> JanusSettings:
    """To the gateway behind the broker at this port."""
    entry = access(port, "console-1-janus", keepalive=timedelta(seconds=20))
    plain = JanusSettings(entry, "sip:larm@127.0.0.1", "Larmcentralen", api_secret=lambda: API_SECRET)
    return replace(plain, **more)  # type: ignore[arg-type]


@dataclass
class Gateway:
    """The gateway at work, and all that it told the console."""

    signals: JanusSignals
    told: list[CallSignal] = field(default_factory=list)

    def acts(self) -> list[SignalAct]:
        return [signal.act for signal in self.told]

    def last(self, act: SignalAct) -> CallSignal:
        """The latest signal of this kind."""
        return next(signal for signal in reversed(self.told) if signal.act is act)

    async def says(self, act: SignalAct, within_s: float = 15) -> CallSignal:
        """Waits for a signal of this kind."""
        await until(lambda: act in self.acts(), within_s)
        return self.last(act)

    async def offer(self, address: str, sdp: str, call: CallId = CALL, attempt: int = 1) -> None:
        await self.signals.send(callee(address), CallSignal(call, SignalAct.OFFER, sdp, attempt))

    async def send(self, act: SignalAct, call: CallId = CALL, **more: object) -> None:
        await self.signals.send(callee(""), CallSignal(call, act, **more))  # type: ignore[arg-type]

    async def is_up(self) -> None:
        await until(lambda: self.signals.state is LinkState.UP)


def callee(address: str) -> Callee:
    return Callee(MunicipalityId("storvik"), address=address)


@contextlib.asynccontextmanager
async def at_work(settings: JanusSettings, *, waits: bool = True) -> AsyncIterator[Gateway]:
    """The gateway's adapter at work within the block."""
    told: list[CallSignal] = []
    gateway = Gateway(JanusSignals(settings, CLOCK, told.append), told)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(gateway.signals.run(), name="gateway")
        try:
            if waits:
                await gateway.is_up()
            yield gateway
        finally:
            task.cancel()


class _Tone(AudioStreamTrack):
    """A sine of `CONSOLE_HZ` at a quarter of full scale."""

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    async def recv(self) -> av.AudioFrame:
        paced = await super().recv()
        assert isinstance(paced, av.AudioFrame)
        moments = (np.arange(paced.samples) + self._at) / paced.sample_rate
        self._at += paced.samples
        wave = (8192 * np.sin(2 * np.pi * CONSOLE_HZ * moments)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = paced.sample_rate, paced.pts, fractions.Fraction(1, 8000)
        return frame


class Headset:
    """The console's end of the sound: says a tone, and tells what it hears."""

    def __init__(self) -> None:
        self._peer = RTCPeerConnection()
        self._peer.addTrack(_Tone())
        self._frames: list[np.ndarray] = []
        self._rate_hz = 0
        self._listening: asyncio.Task[None] | None = None
        self._peer.on("track", self._listen)

    async def offer(self) -> str:
        await self._peer.setLocalDescription(await self._peer.createOffer())
        return str(self._peer.localDescription.sdp)

    async def take(self, answer: str) -> None:
        await self._peer.setRemoteDescription(RTCSessionDescription(answer, "answer"))

    async def hears(self, seconds: float = 1.0) -> tuple[float, float]:
        """The tone that comes, after so much of it, and how loud (0 to 1 of full scale)."""
        self._frames.clear()
        await until(lambda: sum(map(len, self._frames)) > seconds * (self._rate_hz or 8000), 15)
        samples = np.concatenate(self._frames).astype(float)
        return tone_of(samples, self._rate_hz), float(samples.std() / 32768)

    async def close(self) -> None:
        await self._peer.close()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    def _listen(self, track: MediaStreamTrack) -> None:
        self._listening = asyncio.create_task(self._hear(track))

    async def _hear(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                assert isinstance(frame, av.AudioFrame)
                channels = len(frame.layout.channels)
                self._rate_hz = frame.sample_rate
                self._frames.append(frame.to_ndarray().ravel()[::channels])


@contextlib.asynccontextmanager
async def headset() -> AsyncIterator[Headset]:
    made = Headset()
    try:
        yield made
    finally:
        await made.close()


@contextlib.asynccontextmanager
async def scripted(
    port: int, answer: Callable[[dict[str, Any]], list[dict[str, object]]]
) -> AsyncIterator[Callable[[bytes], Awaitable[None]]]:
    """A Janus by script, for what a real one cannot be made to do: it says what `answer` gives for each request, with
    its transaction. The block gets the way to say bytes of one's own."""
    asked: asyncio.Queue[bytes] = asyncio.Queue()

    def receive(delivery: Delivery) -> None:
        asked.put_nowait(delivery.payload)
        delivery.confirm()

    async def say(payload: bytes) -> None:
        await connection.publish([Outbound("from-janus", payload)])

    async def reply() -> None:
        while True:
            request = json.loads(await asked.get())
            for said in answer(request):
                await say(json.dumps({"transaction": request["transaction"], **said}).encode())

    entry = access(port, "janus", session_expiry=timedelta(0), keepalive=timedelta(seconds=60))
    connection = Connection(entry, None, None, CLOCK, receive)
    await connection.open(["to-janus"])
    replying = asyncio.create_task(reply())
    try:
        yield say
    finally:
        replying.cancel()
        await asyncio.gather(replying, return_exceptions=True)
        await connection.close(with_will=False)
