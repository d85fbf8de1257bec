"""One connection to whoever calls: answers an offer, sends the person, measures what comes back.

aiortc raises whatever it likes at a bad description or candidate. Nothing is caught here: whoever asks contains it
(`device.py`).
"""

import asyncio
import json
import time
from collections.abc import Callable, Sequence

from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCDataChannel,
    RTCIceServer,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError
from aiortc.sdp import candidate_from_sdp
from av import AudioFrame, VideoFrame

from console.adapters.tablet.conduct import Behaviour, Conduct
from console.adapters.tablet.received import Figures, Received
from console.adapters.tablet.tracks import Manner, Pace, Picture, Voice
from console.domain.call import DeviceTone, NoPicture
from console.domain.call_signal import IceServer

CHANNEL = "vaka"
"""The data channel by which the other side says tones and how much of a picture it wants."""

LONGEST_WORD = 1_024
"""Characters of one message on it; a longer one is not read."""


class Peer:
    """Answers one offer. `on_state` is told the connection's state by aiortc's word, `on_tone` of each tone."""

    def __init__(
        self,
        conduct: Conduct,
        ice: Sequence[IceServer],
        on_state: Callable[[str], None],
        on_tone: Callable[[DeviceTone], None],
    ) -> None:
        servers = [RTCIceServer(one.url, one.username or None, one.credential or None) for one in ice]
        self._connection = RTCPeerConnection(RTCConfiguration(iceServers=servers))
        self._conduct = conduct
        self._on_tone = on_tone
        self._manner = Manner()
        self._received = Received(asyncio.get_running_loop().time, lambda: time.time_ns() // 1_000_000)
        self._listening: set[asyncio.Task[None]] = set()
        self._connection.on("track", self._listen)
        self._connection.on("datachannel", self._open)
        self._connection.on("connectionstatechange", lambda: on_state(self._connection.connectionState))

    @property
    def figures(self) -> Figures:
        """What is received."""
        return self._received.figures()

    async def answer(self, sdp: str, *, with_picture: bool) -> tuple[str, NoPicture | None]:
        """Our description with all our candidates, and why there is no picture. Raises what aiortc raises."""
        await self._connection.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
        no_picture = self._no_picture(sdp, with_picture=with_picture)
        pace = Pace()
        voice = Voice(self._conduct, self._manner, pace)
        self._connection.addTrack(voice)
        if no_picture is None:
            self._connection.addTrack(Picture(self._conduct, self._manner, pace, voice.spoken))
        await self._connection.setLocalDescription(await self._connection.createAnswer())
        return self._connection.localDescription.sdp, no_picture

    async def add(self, candidate: str) -> None:
        """Another of the other side's candidates: its `RTCIceCandidateInit` in JSON, or the bare line. Raises what
        aiortc raises."""
        found = json.loads(candidate) if candidate.lstrip().startswith("{") else {"candidate": candidate}
        line = str(found["candidate"]).removeprefix("a=").removeprefix("candidate:")
        if not line:
            await self._connection.addIceCandidate(None)
            return
        index = found.get("sdpMLineIndex")
        middle = found.get("sdpMid")
        spoken = candidate_from_sdp(line)
        spoken.sdpMid = None if middle is None else str(middle)
        spoken.sdpMLineIndex = int(index) if index is not None else (0 if middle is None else None)
        await self._connection.addIceCandidate(spoken)

    def obey(self, tone: DeviceTone) -> None:
        """What a device does at a tone: which way the speech goes."""
        match tone:
            case DeviceTone.SPEAK:
                self._manner.is_muted = True
            case DeviceTone.LISTEN | DeviceTone.BOTH_WAYS:
                self._manner.is_muted = False
            case _:
                pass

    async def close(self) -> None:
        """Ends it. Raises what aiortc raises."""
        await self._connection.close()
        for task in self._listening:
            task.cancel()
        await asyncio.gather(*self._listening, return_exceptions=True)

    def _no_picture(self, sdp: str, *, with_picture: bool) -> NoPicture | None:
        if not with_picture or "m=video" not in sdp:
            return NoPicture.VOICE_ONLY
        return NoPicture.PRIVACY_SWITCH if self._conduct.behaviour is Behaviour.NO_PICTURE else None

    def _listen(self, track: MediaStreamTrack) -> None:
        task = asyncio.get_running_loop().create_task(self._measure(track), name=f"tablet {track.kind}")
        self._listening.add(task)
        task.add_done_callback(self._listening.discard)

    async def _measure(self, track: MediaStreamTrack) -> None:
        try:
            while True:
                match await track.recv():
                    case VideoFrame() as picture:
                        self._received.see(picture)
                    case AudioFrame() as piece:
                        self._received.hear(piece)
                    case _:
                        pass
        except MediaStreamError:
            return

    def _open(self, channel: RTCDataChannel) -> None:
        if channel.label == CHANNEL:
            channel.on("message", self._hear)

    def _hear(self, message: object) -> None:
        """One message of the data channel. What cannot be understood is left alone."""
        if not isinstance(message, str) or len(message) > LONGEST_WORD:
            return
        try:
            said = json.loads(message)
        except (ValueError, RecursionError):
            return
        if not isinstance(said, dict):
            return
        tone = next((one for one in DeviceTone if one.value == said.get("tone")), None)
        if tone is not None:
            self._on_tone(tone)
        match said.get("picture"):
            case "off":
                self._manner.is_seen = False
            case "low":
                self._manner.is_seen = self._manner.is_low = True
            case "on":
                self._manner.is_seen, self._manner.is_low = True, False
            case _:
                pass
