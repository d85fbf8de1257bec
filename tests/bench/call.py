"""A callback: how soon it is seen and heard, how the picture runs, what fifty leave behind, and back after a death.

    vaka bench call [--turns N] [--quick]

Runs the programs of the tests, each turn in a process of its own: `tests.path.calls` (the real engine, a real broker,
the resident's device in a process of its own, tones through a private PulseAudio; once more with a screen that stands
still for 150 ms in each 500), `tests.path.page_call` (the tablet's page in Chromium) and `tests.path.video_call` (one
key in the whole program, whose engine is killed in the call). Delays are from being drawn to being shown.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.bench.figures import Better, Figure, run
from tests.bench.machine import ROOT

CALLS = 50
QUICK_CALLS = 3
WITHIN_S = 600.0
LOWER, HIGHER = Better.LOWER, Better.HIGHER
SENT = "the device sends 20 a second"
CODED = "two coders and decoders and two pages on the cores of one computer"
BACK = "a new process of the engine has to start, which takes most of it"

Told = dict[str, Any]


def told_of(program: str, *words: str) -> Told:
    """What one of the programs found. Raises SubprocessError where it broke."""
    command = [sys.executable, "-m", f"tests.path.{program}", *words]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=WITHIN_S, check=True)
    told: Told = json.loads(ran.stdout.splitlines()[-1])
    return told


def of(told: list[Told], *path: str) -> tuple[float, ...]:
    """One number of each turn."""
    found = []
    for value in told:
        for step in path:
            value = value[step]
        found.append(float(value))  # type: ignore[arg-type]
    return tuple(found)


def seen(told: list[Told], how: str = "") -> list[Figure]:
    """How a call looks and sounds once it stands."""
    return [
        Figure(f"pictures shown{how}", "1/s", of(told, "seen", "shown_fps"), HIGHER, 18, SENT),
        Figure(f"picture's delay p50{how}", "ms", of(told, "seen", "delay_p50_ms"), LOWER, 200, CODED),
        Figure(f"picture's delay p95{how}", "ms", of(told, "seen", "delay_p95_ms"), LOWER, 300, CODED),
        Figure(f"speech concealed{how}", "%", tuple(100 * one for one in of(told, "seen", "concealed")), LOWER, 1),
        Figure(f"round trip{how}", "ms", of(told, "seen", "round_trip_ms"), LOWER),
    ]


def begun(told: list[Told], page: list[Told], whole: list[Told]) -> list[Figure]:
    """How soon there is sound, and a picture."""
    return [
        Figure("answer to sound", "ms", of(told, "first", "first_sound_ms"), LOWER, 1_000),
        Figure("answer to picture", "ms", of(told, "first", "first_picture_ms"), LOWER, 1_500),
        Figure("answer to picture, the tablet's page", "ms", of(page, "first_picture_ms"), LOWER, 1_500),
        Figure("pictures shown of the tablet's page", "1/s", of(page, "here_fps"), HIGHER, None, CODED),
        Figure("key to ringing", "ms", of(whole, "ringing_ms"), LOWER),
        Figure("key to seen", "ms", of(whole, "seen_ms"), LOWER, 8_000, "the resident's device answers after a while"),
    ]


def back(told: list[Told], whole: list[Told]) -> list[Figure]:
    """After the engine's process was killed in a call."""
    return [
        Figure("killed engine to sound", "ms", of(told, "killed", "sound_back_ms"), LOWER, 3_000, BACK),
        Figure("killed engine to picture", "ms", of(told, "killed", "picture_back_ms"), LOWER, 3_000, BACK),
        Figure("killed engine to seen, whole program", "ms", of(whole, "back_ms"), LOWER, 3_000, BACK),
    ]


def left_behind(told: Told) -> list[Figure]:
    """What so many calls in a row have left, of the screen, the engine and the device together."""
    calls, before, after = told["calls"], told["before"], told["after"]

    def more(what: str) -> float:
        return float(sum(after[part][what] - before[part][what] for part in ("screen", "engine", "device")))

    return [
        Figure("calls in a row", "", (calls,), HIGHER),
        Figure("processes left", "", (more("processes"),), LOWER, 0),
        Figure("threads left", "", (more("threads"),), LOWER, 12, "the engine's pools fill up by and by"),
        Figure("handles left", "", (more("handles"),), LOWER, 24),
        Figure("memory left a call", "MB", (more("pss_mb") / calls,), LOWER, 1, "Chromium collects when it likes to"),
    ]


def measured(turns: int, quick: bool) -> list[Figure]:
    turns = 1 if quick else turns
    plain = [told_of("calls", "0") for _ in range(turns)]
    blocked = [told_of("calls", "0", "--blocked") for _ in range(turns)]
    page = [told_of("page_call") for _ in range(turns)]
    whole = [told_of("video_call") for _ in range(turns)]
    row = told_of("calls", str(QUICK_CALLS if quick else CALLS))
    return [
        *begun(plain, page, whole), *seen(plain), *seen(blocked, ", screen standing still"), *back(plain, whole),
        *left_behind(row),
    ]  # fmt: skip


if __name__ == "__main__":
    run(__doc__ or "", measured)
