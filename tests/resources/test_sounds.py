"""The sounds: the files are what their table makes, and what an ear (here: an analysis) finds in them."""

import array
import re
import runpy
import wave
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sounds"
NAMES = ("acute", "high", "normal", "technical", "blind", "test")
RATE_HZ = 48_000


@dataclass(frozen=True)
class Heard:
    """One pulse as found in the samples."""

    start_s: float
    end_s: float
    samples: npt.NDArray[np.float64]


def samples_of(name: str) -> npt.NDArray[np.float64]:
    """The file's samples, full scale being 1."""
    with wave.open(str(FOLDER / f"{name}.wav"), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
        samples = array.array("h", file.readframes(file.getnframes()))
    return np.array(samples, dtype=np.float64) / 32_767


def pulses_of(name: str) -> list[Heard]:
    """What sounds, cut at every 20 ms of silence."""
    samples = samples_of(name)
    loud = np.flatnonzero(np.abs(samples) > 0.002)
    cuts = np.flatnonzero(np.diff(loud) > 0.02 * RATE_HZ)
    starts = [loud[0], *(loud[cut + 1] for cut in cuts)]
    ends = [*(loud[cut] for cut in cuts), loud[-1]]
    return [Heard(start / RATE_HZ, end / RATE_HZ, samples[start:end]) for start, end in zip(starts, ends, strict=True)]


def level_db(pulse: Heard, hz: float) -> float:
    """The level of one partial within a pulse."""
    window = np.hanning(len(pulse.samples))
    turn = np.exp(-2j * np.pi * hz / RATE_HZ * np.arange(len(pulse.samples)))
    return float(20 * np.log10(abs(np.sum(pulse.samples * window * turn)) / np.sum(window)))


def fundamental_hz(pulse: Heard) -> float:
    """The lowest strong partial."""
    spectrum = np.abs(np.fft.rfft(pulse.samples * np.hanning(len(pulse.samples)), 2**17))
    strong = np.flatnonzero(spectrum > 0.5 * spectrum.max())
    first = strong[strong < strong[0] + 100 * 2**17 / RATE_HZ]
    return float(first[np.argmax(spectrum[first])] * RATE_HZ / 2**17)


def gaps_s(name: str) -> list[float]:
    pulses = pulses_of(name)
    return [after.start_s - before.end_s for before, after in pairwise(pulses)]


def tail_s(name: str) -> float:
    """The silence that ends the file: the pause before it is played again."""
    return len(samples_of(name)) / RATE_HZ - pulses_of(name)[-1].end_s


def test_the_files_are_what_their_table_makes(tmp_path: Path) -> None:
    written = runpy.run_path(str(FOLDER / "make_sounds.py"))["write"](tmp_path)
    assert sorted(path.name for path in written) == sorted(path.name for path in FOLDER.glob("*.wav"))
    for path in written:
        assert path.read_bytes() == (FOLDER / path.name).read_bytes(), path.name


def test_there_is_a_sound_for_each_need_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.wav")} == set(NAMES)


def test_the_sounds_are_made_with_the_standard_library_alone() -> None:
    text = (FOLDER / "make_sounds.py").read_text(encoding="utf-8")
    assert set(re.findall(r"^(?:import|from) (\w+)", text, re.M)) == {
        "math",
        "struct",
        "wave",
        "dataclasses",
        "pathlib",
    }


@pytest.mark.parametrize(
    ("name", "count"), [("acute", 10), ("high", 3), ("normal", 1), ("technical", 2), ("blind", 2), ("test", 3)]
)
def test_the_number_of_pulses_tells_the_priority(name: str, count: int) -> None:
    assert len(pulses_of(name)) == count


@pytest.mark.parametrize("name", NAMES)
def test_the_fundamental_lies_from_150_to_1000_hz(name: str) -> None:
    for pulse in pulses_of(name):
        assert 150 <= fundamental_hz(pulse) <= 1000


@pytest.mark.parametrize("name", NAMES)
def test_four_harmonics_from_300_to_4000_hz_lie_within_15_db(name: str) -> None:
    for pulse in pulses_of(name):
        lowest = fundamental_hz(pulse)
        harmonics = [lowest * n for n in range(2, 20) if 300 <= lowest * n <= 4000]
        near = [hz for hz in harmonics if abs(level_db(pulse, hz) - level_db(pulse, lowest)) <= 15]
        assert len(near) >= 4


@pytest.mark.parametrize("name", NAMES)
def test_all_peak_at_the_same_level_and_no_top_is_cut_off(name: str) -> None:
    samples = np.abs(samples_of(name))
    assert samples.max() == pytest.approx(0.7, abs=0.001)
    tops = samples >= samples.max()
    assert not np.any(tops[:-2] & tops[1:-1] & tops[2:])


@pytest.mark.parametrize("name", NAMES)
def test_edges_are_soft(name: str) -> None:
    for pulse in pulses_of(name):
        for edge in (pulse.samples, pulse.samples[::-1]):
            assert np.abs(edge[: round(0.002 * RATE_HZ)]).max() < 0.05
            assert np.abs(edge[: round(0.020 * RATE_HZ)]).max() > 0.05


def test_acute_is_two_fives_of_short_pulses() -> None:
    lengths = [pulse.end_s - pulse.start_s for pulse in pulses_of("acute")]
    short, third, fives = pytest.approx(0.1, abs=0.012), pytest.approx(0.35, abs=0.012), pytest.approx(0.5, abs=0.012)
    assert all(0.075 <= length <= 0.2 for length in lengths)
    assert gaps_s("acute") == [short, short, third, short, fives, short, short, third, short]


def test_high_is_three_steady_pulses() -> None:
    assert all(0.125 <= pulse.end_s - pulse.start_s <= 0.25 for pulse in pulses_of("high"))
    assert all(0.125 <= gap <= 0.25 for gap in gaps_s("high"))


def test_what_repeats_pauses_as_long_as_its_priority_asks() -> None:
    assert 2.5 <= tail_s("acute") <= 15
    assert 2.5 <= tail_s("high") <= 30


def test_blind_is_slow_in_two_tones_and_like_no_other() -> None:
    first, second = pulses_of("blind")
    assert first.end_s - first.start_s > 0.7
    assert second.end_s - second.start_s > 0.7
    assert fundamental_hz(first) / fundamental_hz(second) > 1.25
    for name in set(NAMES) - {"blind"}:
        assert all(pulse.end_s - pulse.start_s < 0.3 for pulse in pulses_of(name))


def test_technical_falls_and_the_shifts_test_rises() -> None:
    assert np.diff([fundamental_hz(pulse) for pulse in pulses_of("technical")]).max() < -50
    assert np.diff([fundamental_hz(pulse) for pulse in pulses_of("test")]).min() > 50
