"""The other side of a call in tests: aiortc on a thread and a loop of its own, as a device would have them.

It says a tone of a known level and shows a drawn person; what comes to it is measured and let go.
"""

import asyncio
import fractions
import itertools
import threading
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import aioice.ice
import av
import numpy as np
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCDataChannel,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import AudioStreamTrack, MediaStreamError, VideoStreamTrack

RATE = 48_000
LOW, HIGH = 1_000, 1_700
"""Hz: of whoever is called, and of a guest."""

TONE = 0.25
"""Of full scale: -15 dB of mean power."""

SIZE = (480, 300)


def local_addresses(*_: object, **__: object) -> list[str]:
    """aioice leaves this computer's own address out."""
    return ["127.0.0.1"]


class Tone(AudioStreamTrack):
    """A tone of `level` of full scale; it can be made silent."""

    def __init__(self, pitch: int) -> None:
        super().__init__()
        self.level = TONE
        self.pitch = pitch
        self._sample = 0
        self._began = time.monotonic()

    async def recv(self) -> av.AudioFrame:
        if self.readyState != "live":
            raise MediaStreamError
        count = RATE // 50
        await asyncio.sleep(max(0.0, self._began + self._sample / RATE - time.monotonic()))
        at = (np.arange(count) + self._sample) / RATE
        wave = (np.sin(2 * np.pi * self.pitch * at) * self.level * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
        frame.pts, frame.sample_rate, frame.time_base = self._sample, RATE, fractions.Fraction(1, RATE)
        self._sample += count
        return frame


def person(width: int, height: int, step: int = 0) -> np.ndarray:
    """Somebody drawn, who nods: a red mark in the upper left corner, a green one in the lower right."""
    y, x = np.mgrid[0:height, 0:width]
    picture = np.full((height, width, 3), (58, 64, 70), dtype=np.uint8)
    middle, head = width / 2, height * 0.4 + step % 20
    picture[((x - middle) / (width * 0.3)) ** 2 + ((y - height * 1.05) / (height * 0.4)) ** 2 < 1] = (84, 92, 102)
    picture[((x - middle) / (height * 0.2)) ** 2 + ((y - head) / (height * 0.27)) ** 2 < 1] = (214, 170, 140)
    for side in (-1, 1):
        eye = ((x - middle - side * height * 0.08) ** 2 + (y - head + height * 0.05) ** 2) < (height * 0.025) ** 2
        picture[eye] = (30, 30, 30)
    picture[: height // 8, : width // 8] = (220, 30, 30)
    picture[-(height // 8) :, -(width // 8) :] = (30, 200, 30)
    return picture


class Person(VideoStreamTrack):
    """The drawn person, 15 times a second."""

    def __init__(self) -> None:
        super().__init__()
        self._frames = [person(*SIZE, step) for step in range(0, 20, 4)]
        self._count = 0
        self._began = time.monotonic()

    async def recv(self) -> av.VideoFrame:
        if self.readyState != "live":
            raise MediaStreamError
        await asyncio.sleep(max(0.0, self._began + self._count / 15 - time.monotonic()))
        frame = av.VideoFrame.from_ndarray(self._frames[self._count % len(self._frames)], format="rgb24")
        frame.pts, frame.time_base = self._count * 6000, fractions.Fraction(1, 90_000)
        self._count += 1
        return frame


@dataclass
class Taken:
    """What has come to the tablet."""

    frames: int = 0
    size: tuple[int, int] = (0, 0)
    sounds: int = 0
    powers: list[float] = field(default_factory=list)
    pitches: dict[int, list[float]] = field(default_factory=lambda: {LOW: [], HIGH: []})
    said: list[str] = field(default_factory=list)

    def forget(self) -> None:
        self.frames = self.sounds = 0
        self.powers.clear()
        for amplitudes in self.pitches.values():
            amplitudes.clear()

    def amplitude(self, pitch: int) -> float:
        """Of that tone in what came last, full scale being 1."""
        return float(np.median(self.pitches[pitch][-15:])) if self.pitches[pitch] else 0.0

    def power(self) -> float:
        """The largest of the last half second: the browser's false microphone beeps."""
        return max(self.powers[-25:], default=0.0)


@dataclass
class Call:
    """One connection of the tablet."""

    connection: RTCPeerConnection
    tone: Tone
    taken: Taken
    listeners: list[asyncio.Task[None]]
    channel: RTCDataChannel | None = None


class Tablet:
    """Answers offers. Everything is called from another thread, and waits."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="tablet", daemon=True)
        self._thread.start()
        self.calls: list[Call] = []

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(15)

    def answer(self, offer: str, *, with_picture: bool = True, pitch: int = LOW) -> tuple[Call, str]:
        """The answer to an offer, with all candidates."""
        call, sdp = self.run(self._answer(offer, with_picture, pitch))
        return call, sdp

    async def _answer(self, offer: str, with_picture: bool, pitch: int) -> tuple[Call, str]:
        connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        call = Call(connection, Tone(pitch), Taken(), [])
        self.calls.append(call)
        connection.on(
            "track", lambda track: call.listeners.append(asyncio.ensure_future(self._take(track, call.taken)))
        )
        connection.on("datachannel", lambda channel: self._listen(call, channel))
        await connection.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        for transceiver in connection.getTransceivers():
            if transceiver.kind == "audio":
                connection.addTrack(call.tone)
            elif with_picture:
                connection.addTrack(Person())
            else:
                transceiver.direction = "inactive"
        await connection.setLocalDescription(await connection.createAnswer())
        return call, connection.localDescription.sdp

    def _begin(self, call: Call, track: MediaStreamTrack) -> None:
        call.listeners.append(self._loop.create_task(self._take(track, call.taken)))

    def _listen(self, call: Call, channel: RTCDataChannel) -> None:
        call.channel = channel
        channel.on("message", call.taken.said.append)

    def tell(self, call: Call, text: str) -> None:
        """Says something on the data channel."""
        assert call.channel is not None
        self._loop.call_soon_threadsafe(call.channel.send, text)

    async def _take(self, track: MediaStreamTrack, taken: Taken) -> None:
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            if isinstance(frame, av.VideoFrame):
                taken.frames += 1
                taken.size = (frame.width, frame.height)
            else:
                self._weigh(frame, taken)

    def _weigh(self, frame: av.AudioFrame, taken: Taken) -> None:
        wave = frame.to_ndarray().reshape(-1, len(frame.layout.channels))[:, 0] / 32768
        taken.sounds += 1
        taken.powers.append(float(np.mean(wave**2)))
        at = np.arange(len(wave)) / frame.sample_rate
        for pitch, amplitudes in taken.pitches.items():
            amplitudes.append(float(abs(np.mean(wave * np.exp(-2j * np.pi * pitch * at))) * 2))

    def freeze(self, call: Call) -> None:
        """No new picture comes from now on."""
        for transceiver in call.connection.getTransceivers():
            if transceiver.kind == "video":
                transceiver.sender.replaceTrack(None)

    def lose(self, call: Call, share: float) -> None:
        """From now on this share of what the tablet sends is lost on the way, evenly."""
        transport = call.connection.getTransceivers()[0].sender.transport
        send, sent = type(transport)._send_rtp, itertools.count()

        async def sometimes(packet: bytes) -> None:
            if next(sent) * share % 1 + share < 1:
                await send(transport, packet)

        transport._send_rtp = sometimes  # type: ignore[method-assign]

    def hang_up(self, call: Call) -> None:
        self.run(self._hang_up(call))

    async def _hang_up(self, call: Call) -> None:
        await call.connection.close()
        for listener in call.listeners:
            listener.cancel()
        await asyncio.gather(*call.listeners, return_exceptions=True)

    def close(self) -> None:
        for call in self.calls:
            self.hang_up(call)
        self.run(self._loop.shutdown_default_executor())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()


def speak_on_this_computer(monkeypatch: Any) -> None:
    """Lets aiortc use 127.0.0.1."""
    monkeypatch.setattr(aioice.ice, "get_host_addresses", local_addresses)
