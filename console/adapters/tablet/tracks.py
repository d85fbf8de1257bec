"""What the synthetic person sends: her picture and her voice, at the pace of the clock.

Whoever is late leaves out what is past, as a camera and a microphone do; nothing is made up for in a burst.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame, VideoFrame

from console.adapters.tablet import person, stamp, voice
from console.adapters.tablet.conduct import Behaviour, Conduct

LOW_FRAMES_PER_S = 8
"""What is sent when the other side has asked for less; then the picture is half as wide and high too."""

MOST_BEHIND_S = 0.2

_VIDEO_CLOCK_HZ = 90_000
_VIDEO_BASE = Fraction(1, _VIDEO_CLOCK_HZ)
_AUDIO_BASE = Fraction(1, voice.RATE_HZ)


@dataclass(slots=True)
class Manner:
    """How the person sends just now. `is_seen`: whether a picture goes out at all."""

    is_seen: bool = True
    is_low: bool = False
    is_muted: bool = False


@dataclass(slots=True)
class Pace:
    """Moments at even distances from the first that was asked for. `clock` gives monotonic seconds."""

    clock: Callable[[], float] = field(default_factory=lambda: asyncio.get_running_loop().time)
    begun_s: float | None = None

    async def until(self, offset_s: float) -> float:
        """Waits until so long after the beginning; returns by how much it is late, in seconds."""
        now = self.clock()
        if self.begun_s is None:
            self.begun_s = now
        left = self.begun_s + offset_s - now
        if left > 0:
            await asyncio.sleep(left)
        return max(0.0, self.clock() - self.begun_s - offset_s)


class Voice(MediaStreamTrack):
    """Her voice, in pieces of 20 ms."""

    kind = "audio"

    def __init__(self, conduct: Conduct, manner: Manner, pace: Pace) -> None:
        super().__init__()
        self.spoken = voice.silence() if conduct.behaviour is Behaviour.SILENT else voice.speech()
        if conduct.tone_hz:
            self.spoken = voice.tone(conduct.tone_hz)
        self._manner = manner
        self._pace = pace
        self._number = -1

    async def recv(self) -> AudioFrame:
        """The next piece."""
        if self.readyState != "live":
            raise MediaStreamError
        self._number += 1
        late_s = await self._pace.until(self._number / 50)
        if late_s > MOST_BEHIND_S:
            self._number += int(late_s * 50)
        source = voice.silence() if self._manner.is_muted else self.spoken
        piece = AudioFrame.from_ndarray(source.piece(self._number).reshape(1, -1), format="s16", layout="mono")
        piece.sample_rate = voice.RATE_HZ
        piece.time_base = _AUDIO_BASE
        piece.pts = self._number * voice.PIECE
        return piece


class Picture(MediaStreamTrack):
    """Her picture. While she is not to be seen, nothing is sent."""

    kind = "video"

    def __init__(self, conduct: Conduct, manner: Manner, pace: Pace, spoken: voice.Spoken) -> None:
        super().__init__()
        self._conduct = conduct
        self._manner = manner
        self._pace = pace
        self._spoken = spoken
        self._at_s = 0.0
        self._is_first = True

    async def recv(self) -> VideoFrame:
        """The next picture."""
        await self._wait()
        while not self._manner.is_seen:
            await self._wait()
        if self.readyState != "live":
            raise MediaStreamError
        openness = 0.0 if self._manner.is_muted else self._spoken.mouth(int(self._at_s * 50))
        planes = person.planes(person.face_at(self._at_s, openness), is_low=self._manner.is_low)
        if self._conduct.is_stamped:
            planes = planes.copy()
            stamp.write(planes[: len(planes) * 2 // 3], time.time_ns() // 1_000_000)
        picture = VideoFrame.from_ndarray(planes, format="yuv420p")
        picture.time_base = _VIDEO_BASE
        picture.pts = int(self._at_s * _VIDEO_CLOCK_HZ)
        return picture

    async def _wait(self) -> None:
        if self.readyState != "live":
            raise MediaStreamError
        if not self._is_first:
            self._at_s += 1 / (LOW_FRAMES_PER_S if self._manner.is_low else self._conduct.frames_per_s)
        self._is_first = False
        late_s = await self._pace.until(self._at_s)
        if late_s > MOST_BEHIND_S:
            self._at_s += late_s
