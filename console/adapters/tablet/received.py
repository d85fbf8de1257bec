"""What the device receives, as figures: pictures a second and their size, how loud it is and at which pitch.

Nothing of what is seen or heard is kept longer than the second that is measured.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from av import AudioFrame, VideoFrame
from numpy.typing import NDArray

from console.adapters.tablet import stamp

SILENCE_DB = -100.0
_FULL_SCALE = 32_768.0
_AUDIBLE_DB = -60.0
_WINDOW_S = 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the last second, but for the totals. `level_db` in dB of full scale. `pitch_hz` is where it is loudest, and
    `pure` which part of all the sound is within 3 % of that (1 for a pure tone). `delays_ms`: of pictures that carry
    their time. `first_...` in seconds of the clock that was given; None where none came yet. Sound is first where it is
    louder than -60 dB."""

    pictures: int
    pieces: int
    frames_per_s: float
    width: int
    height: int
    level_db: float
    pitch_hz: float
    pure: float
    delays_ms: tuple[int, ...]
    first_picture_s: float | None
    first_sound_s: float | None


class Received:
    """Told of each picture and piece of sound. `clock` gives monotonic seconds, `wall_ms` the wall clock."""

    def __init__(self, clock: Callable[[], float], wall_ms: Callable[[], int]) -> None:
        self._clock = clock
        self._wall_ms = wall_ms
        self._seen_at: deque[float] = deque(maxlen=240)
        self._delays: deque[tuple[float, int]] = deque(maxlen=240)
        self._sound: deque[NDArray[np.float32]] = deque()
        self._samples = 0
        self._rate = 48_000
        self._heard_at = 0.0
        self._size = (0, 0)
        self._pictures = self._pieces = 0
        self._first_picture: float | None = None
        self._first_sound: float | None = None

    def see(self, picture: VideoFrame) -> None:
        """One picture came."""
        now = self._clock()
        self._pictures += 1
        self._seen_at.append(now)
        self._size = (picture.width, picture.height)
        if self._first_picture is None:
            self._first_picture = now
        if picture.format.name == "yuv420p":
            self._read_stamp(picture, now)

    def _read_stamp(self, picture: VideoFrame, now: float) -> None:
        bright = np.asarray(picture.to_ndarray()[: picture.height], np.uint8)
        written = stamp.read(bright) if picture.height >= stamp.BLOCKS <= picture.width else None
        if written is not None:
            self._delays.append((now, (self._wall_ms() - written) % stamp.SPAN_MS))

    def hear(self, piece: AudioFrame) -> None:
        """One piece of sound came: 16 bits, any number of channels."""
        channels = len(piece.layout.channels)
        sound = piece.to_ndarray().reshape(-1, channels).mean(axis=1, dtype=np.float32)
        self._pieces += 1
        self._rate = piece.sample_rate
        self._heard_at = self._clock()
        self._sound.append(sound)
        self._samples += len(sound)
        while self._samples - len(self._sound[0]) >= self._rate * _WINDOW_S:
            self._samples -= len(self._sound.popleft())
        if self._first_sound is None and _level(sound) > _AUDIBLE_DB:
            self._first_sound = self._heard_at

    def figures(self) -> Figures:
        """As of now."""
        now = self._clock()
        lately = [at for at in self._seen_at if now - at <= _WINDOW_S]
        level, pitch, pure = self._loudness(now)
        return Figures(
            self._pictures, self._pieces, len(lately) / _WINDOW_S, *self._size, level, pitch, pure,
            tuple(delay for at, delay in self._delays if now - at <= _WINDOW_S), self._first_picture, self._first_sound,
        )  # fmt: skip

    def _loudness(self, now: float) -> tuple[float, float, float]:
        if not self._sound or now - self._heard_at > _WINDOW_S:
            return SILENCE_DB, 0.0, 0.0
        sound = np.concatenate(self._sound)
        level = _level(sound)
        if level <= _AUDIBLE_DB:
            return level, 0.0, 0.0
        power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
        pitches = np.fft.rfftfreq(len(sound), 1 / self._rate)
        pitch = float(pitches[int(power.argmax())])
        near = np.abs(pitches - pitch) <= max(0.03 * pitch, 3.0)
        return level, pitch, float(power[near].sum() / power.sum())


def _level(sound: NDArray[np.float32]) -> float:
    mean = float(np.sqrt((sound.astype(np.float64) ** 2).mean())) / _FULL_SCALE
    return max(SILENCE_DB, 20 * float(np.log10(mean))) if mean > 0 else SILENCE_DB
