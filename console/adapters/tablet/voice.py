"""The synthetic voice: vowels of an old woman's pitch in short phrases with pauses. No recording, nobody's voice.

A vowel is a sum of harmonics under three resonances (formants). It is made once, and said over and over.
"""

import random
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000
PIECE = RATE_HZ // 50
"""Samples in 20 ms, of which a piece of sound is made."""

Samples = NDArray[np.int16]

_LASTS_S = 12
_LOUDEST = 9_000
_PITCH_HZ = 205.0
_VOWELS = ((730, 1090, 2440), (530, 1840, 2480), (300, 2250, 3000), (570, 840, 2410), (440, 1020, 2240))
_WIDTHS_HZ = (90.0, 110.0, 170.0)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said over and over. `samples` are a whole number of pieces; `openness` has one figure from 0 to 1 for
    each piece: how wide the mouth is."""

    samples: Samples
    openness: NDArray[np.float32]

    def piece(self, number: int) -> Samples:
        """The sound of that piece of 20 ms, counted from the beginning."""
        place = number % len(self.openness) * PIECE
        return self.samples[place : place + PIECE]

    def mouth(self, number: int) -> float:
        """How wide the mouth is at that piece."""
        return float(self.openness[number % len(self.openness)])


@lru_cache(maxsize=4)
def speech() -> Spoken:
    """Twelve seconds of phrases and pauses."""
    lot = random.Random("voice")
    sound = np.zeros(_LASTS_S * RATE_HZ, np.float64)
    at_s = 0.2
    while at_s < _LASTS_S - 2.0:
        for _ in range(lot.randint(3, 8)):
            lasts_s = lot.uniform(0.12, 0.24)
            pitch_hz = _PITCH_HZ * lot.uniform(0.88, 1.16)
            _lay(sound, at_s, _vowel(lot.choice(_VOWELS), pitch_hz, lasts_s))
            at_s += lasts_s + lot.uniform(0.01, 0.06)
        at_s += lot.uniform(0.5, 1.3)
    return _spoken(sound / np.abs(sound).max())


@lru_cache(maxsize=4)
def tone(hertz: float) -> Spoken:
    """A pure tone of one second, for measuring; `hertz` is taken to the nearest whole number."""
    moments = np.arange(RATE_HZ) / RATE_HZ
    return _spoken(np.sin(2 * np.pi * round(hertz) * moments))


@lru_cache(maxsize=1)
def silence() -> Spoken:
    """Nothing at all, with the mouth shut."""
    return _spoken(np.zeros(RATE_HZ))


def _vowel(formants: tuple[int, int, int], pitch_hz: float, lasts_s: float) -> NDArray[np.float64]:
    moments = np.arange(int(lasts_s * RATE_HZ)) / RATE_HZ
    falling = pitch_hz * (1.0 - 0.10 * moments / lasts_s + 0.02 * np.sin(2 * np.pi * 5.5 * moments))
    phase = 2 * np.pi * np.cumsum(falling) / RATE_HZ
    sound = np.zeros_like(moments)
    for harmonic in range(1, int(4_000 / pitch_hz)):
        heard = sum(
            1 / (1 + ((harmonic * pitch_hz - formant) / wide) ** 2) / (1 + place)
            for place, (formant, wide) in enumerate(zip(formants, _WIDTHS_HZ, strict=True))
        )
        sound += (heard + 0.02) / harmonic**0.5 * np.sin(harmonic * phase)
    return sound * np.sin(np.pi * moments / lasts_s) ** 0.6


def _lay(sound: NDArray[np.float64], at_s: float, piece: NDArray[np.float64]) -> None:
    start = int(at_s * RATE_HZ)
    end = min(len(sound), start + len(piece))
    sound[start:end] += piece[: end - start]


def _spoken(sound: NDArray[np.float64]) -> Spoken:
    pieces = sound.reshape(-1, PIECE)
    loud = np.sqrt((pieces**2).mean(axis=1))
    loudest = float(loud.max())
    openness = loud / loudest if loudest else loud
    return Spoken((sound * _LOUDEST).astype(np.int16), openness.astype(np.float32))
