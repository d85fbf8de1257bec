"""Makes the alarm sounds beside this file: `python resources/sounds/make_sounds.py`. Standard library only.

The same bytes at every run, so that a test can hold the files to this table. The patterns follow the auditory
signals of IEC 60601-1-8, 6.3.3.1 (number, length and spacing of pulses; fundamental 150-1000 Hz with at least four
harmonics from 300 to 4000 Hz within 15 dB); no conformity with that standard is claimed. A file is one period with
the pause that belongs to it: whoever repeats it plays it again at its end. `normal`, `technical` and `test` are not
meant to be repeated at once and end with their pulse.
"""

import math
import struct
import wave
from dataclasses import dataclass
from pathlib import Path

RATE_HZ = 48_000
PEAK = 0.7
"""Of full scale: -3.1 dB, so that no resampler clips."""

PARTIALS_DB = (0.0, -3.0, -6.0, -8.0, -10.5, -13.0)
"""Level of the fundamental and the harmonics after it; those above 4000 Hz are left out."""

HIGHEST_HZ = 4_000
LEAD_S = 0.02
"""Silence first: some outputs swallow the first milliseconds."""


@dataclass(frozen=True)
class Pulse:
    """`length_s` of tone at `fundamental_hz` with edges of `edge_s`, and then `pause_s` of silence."""

    fundamental_hz: int
    length_s: float
    pause_s: float
    edge_s: float


def _fast(fundamental_hz: int, pause_s: float = 0.1) -> Pulse:
    """A pulse of high priority: 75-200 ms long, 50-125 ms apart."""
    return Pulse(fundamental_hz, 0.15, pause_s, 0.025)


def _steady(fundamental_hz: int, pause_s: float = 0.2) -> Pulse:
    """A pulse of medium or low priority: 125-250 ms long, 125-250 ms apart."""
    return Pulse(fundamental_hz, 0.2, pause_s, 0.035)


def _five(last_pause_s: float) -> tuple[Pulse, ...]:
    """Three, a gap of two spacings and a pulse (0.35 s), and two."""
    f = 660
    return (_fast(f), _fast(f), _fast(f, 0.35), _fast(f), _fast(f, last_pause_s))


SOUNDS: dict[str, tuple[Pulse, ...]] = {
    # High priority: 5 + 5 pulses, 0.5 s between the fives, 2.5 s between the tens.
    "acute": _five(0.5) + _five(2.5),
    # Medium priority: 3 pulses, at least 2.5 s between the threes.
    "high": (_steady(523), _steady(523), _steady(523, 4.0)),
    # Low priority: 1 pulse; 2 for technical, which the standard allows too, so that the two differ without pitch.
    "normal": (_steady(440, 0.1),),
    "technical": (_steady(330), _steady(262, 0.1)),
    # Not of the standard: we cannot see. Slow, two tones, unlike everything else here.
    "blind": (Pulse(392, 0.8, 0.05, 0.06), Pulse(294, 0.8, 1.5, 0.06)),
    # The check at the start of a shift: three tones that rise.
    "test": (_steady(330, 0.1), _steady(440, 0.1), _steady(523, 0.1)),
}


def samples_of(pulses: tuple[Pulse, ...]) -> list[int]:
    """One period as 16-bit samples, whose highest is `PEAK` of full scale."""
    tones = {(p.fundamental_hz, p.length_s, p.edge_s): _tone(p) for p in pulses}
    loudest = max(abs(level) for tone in tones.values() for level in tone)
    scale = PEAK * 32_767 / loudest
    samples = [0] * round(LEAD_S * RATE_HZ)
    for p in pulses:
        samples += [round(level * scale) for level in tones[p.fundamental_hz, p.length_s, p.edge_s]]
        samples += [0] * round(p.pause_s * RATE_HZ)
    return samples


def _tone(pulse: Pulse) -> list[float]:
    count = round(pulse.length_s * RATE_HZ)
    edge = round(pulse.edge_s * RATE_HZ)
    partials = [
        (2 * math.pi * pulse.fundamental_hz * number / RATE_HZ, 10 ** (level_db / 20))
        for number, level_db in enumerate(PARTIALS_DB, start=1)
        if pulse.fundamental_hz * number <= HIGHEST_HZ
    ]
    return [
        _edge(min(n, count - 1 - n), edge) * sum(level * math.sin(step * n) for step, level in partials)
        for n in range(count)
    ]


def _edge(distance: int, edge: int) -> float:
    """From 0 to 1 along half a cosine."""
    return 1.0 if distance >= edge else 0.5 - 0.5 * math.cos(math.pi * distance / edge)


def write(folder: Path) -> list[Path]:
    """Writes all sounds into `folder`: 48 kHz, 16 bits, one channel."""
    written = []
    for name, pulses in SOUNDS.items():
        samples = samples_of(pulses)
        path = folder / f"{name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
        written.append(path)
    return written


if __name__ == "__main__":
    write(Path(__file__).parent)
