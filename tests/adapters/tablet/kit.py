"""A centre's side of a call for the tests: another aiortc peer, which offers, listens, and counts what it gets."""

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from aiortc import RTCConfiguration, RTCDataChannel, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from av import AudioFrame, VideoFrame

from console.adapters.tablet.conduct import Behaviour, Conduct
from console.adapters.tablet.device import Tablet
from console.adapters.tablet.held_call import Deed, Told
from console.adapters.tablet.received import Received
from console.adapters.tablet.tracks import Manner, Pace, Picture, Voice
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId

CALL = CallId("call-1")
CENTRE_HZ = 620.0
AT_ONCE = Conduct(answers_after_s=0.0)
WITHIN_S = 20.0


async def until(holds: Callable[[], bool], within_s: float = WITHIN_S) -> float:
    """Waits until it holds, and says for how many seconds."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < within_s, "it never came"
        await asyncio.sleep(0.01)
    return time.monotonic() - begun


class Centre:
    """Offers, and takes what comes back."""

    def __init__(self, *, with_camera: bool = True) -> None:
        self.peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.received = Received(time.monotonic, lambda: time.time_ns() // 1_000_000)
        self.channel: RTCDataChannel = self.peer.createDataChannel("vaka")
        pace, conduct = Pace(), Conduct(tone_hz=CENTRE_HZ)
        self.voice = Voice(conduct, Manner(), pace)
        self.peer.addTrack(self.voice)
        if with_camera:
            self.peer.addTrack(Picture(conduct, Manner(), pace, self.voice.spoken))
        else:
            self.peer.addTransceiver("video", direction="recvonly")
        self.tasks: list[asyncio.Task[None]] = []
        self.peer.on("track", self._listen)

    async def offer(self, *, call: CallId = CALL, attempt: int = 1, with_picture: bool = True) -> CallSignal:
        await self.peer.setLocalDescription(await self.peer.createOffer())
        sdp = self.peer.localDescription.sdp
        return CallSignal(
            call, SignalAct.OFFER, sdp, attempt, datetime.now(UTC) + timedelta(seconds=45), with_picture=with_picture
        )

    async def take(self, answer: CallSignal) -> None:
        await self.peer.setRemoteDescription(RTCSessionDescription(answer.body, "answer"))

    def say(self, **words: object) -> None:
        self.channel.send(json.dumps(words))

    async def close(self) -> None:
        await self.peer.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def _listen(self, track: MediaStreamTrack) -> None:
        self.tasks.append(asyncio.get_running_loop().create_task(self._measure(track)))

    async def _measure(self, track: MediaStreamTrack) -> None:
        try:
            while True:
                match await track.recv():
                    case VideoFrame() as picture:
                        self.received.see(picture)
                    case AudioFrame() as piece:
                        self.received.hear(piece)
        except MediaStreamError:
            return


@dataclass
class Heard:
    """What the device said and told, and the device."""

    tablet: Tablet
    signals: list[CallSignal] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def acts(self) -> list[SignalAct]:
        return [signal.act for signal in self.signals]

    def deeds(self) -> list[Deed]:
        return [told.deed for told in self.told]

    def said(self, act: SignalAct) -> list[CallSignal]:
        return [signal for signal in self.signals if signal.act is act]

    async def act(self, act: SignalAct, count: int = 1) -> CallSignal:
        await until(lambda: len(self.said(act)) >= count)
        return self.said(act)[count - 1]

    async def deed(self, deed: Deed) -> Told:
        await until(lambda: deed in self.deeds())
        return next(told for told in self.told if told.deed is deed)


@asynccontextmanager
async def device(conduct: Conduct = AT_ONCE) -> AsyncIterator[Heard]:
    """A device whose words are kept; what it is told is put in by `tablet.take`."""
    heard: Heard

    async def send(signal: CallSignal) -> None:
        heard.signals.append(signal)

    heard = Heard(Tablet(conduct, send, lambda: datetime.now(UTC), lambda told: heard.told.append(told)))
    task = asyncio.get_running_loop().create_task(heard.tablet.run())
    try:
        yield heard
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def centre(*, with_camera: bool = True) -> AsyncIterator[Centre]:
    one = Centre(with_camera=with_camera)
    try:
        yield one
    finally:
        await one.close()


def run(test: Callable[[], Awaitable[None]]) -> None:
    """Runs a test's coroutine on a loop as the devices have it."""

    async def bounded() -> None:
        async with asyncio.timeout(90):
            await test()

    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(bounded())


def behaving(behaviour: Behaviour, **more: float) -> Conduct:
    return replace(Conduct(behaviour, answers_after_s=0.0), **more)


def cpu_s() -> float:
    times = os.times()
    return times.user + times.system
