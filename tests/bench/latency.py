"""From an alarm's sending to its painted frame, by stage, at 1 to 1,000 alarms a second of as many residents as can be.

A real broker, the whole program with its window offscreen, and a field in a process of its own. The stages: broker (to
be received), journal (to be committed), domain (to have changed the queue), bridge (to be on the screen's thread), and
paint (to stand in a frame that is done: at the head of the queue every alarm is counted, in its rows as far as they are
in view). Each turn has a console of its own, in which the rates follow each other, the lowest first.
"""

from __future__ import annotations

import time

from console.config import Config
from tests.bench.figures import Better, Figure, percentile, run
from tests.bench.intake import Child, field, seat
from tests.bench.trace import STAGES

ALARMS = {1: 20, 10: 100, 100: 1_000, 1_000: 6_000}
"""So many at each rate a second."""

QUICK = {1: 3, 10: 10, 100: 100, 1_000: 400}
PAINTED_WITHIN_S = 30
AIMS_MS = {100: 60.0, 1_000: 120.0}
LIMITS = {
    "broker": "the machine's cores, shared with the broker and the field",
    "journal": "the disk's fsync, and the batch before",
    "domain": "one thread of Python, and the interpreter's lock",
    "bridge": "a frame of 60 Hz, and what the screen does meanwhile",
    "paint": "the frame: what changes in the window is laid out and painted",
    "whole": "the sum of the stages",
}


def all_painted(console: Child, count: int) -> dict[str, list[float]]:
    """The stages of so many alarms, which may stand painted a little after their receipts. AssertionError otherwise."""
    stages: dict[str, list[float]] = {}
    for _ in range(PAINTED_WITHIN_S):
        for stage, taken in console.asked()["stages"].items():
            stages.setdefault(stage, []).extend(taken)
        if len(stages["whole"]) >= count:
            break
        time.sleep(1.0)
    assert len(stages["whole"]) == count, f"{len(stages['whole'])} of {count} were painted"
    return stages


def measured(turns: int, quick: bool) -> list[Figure]:
    """The figures."""
    found: dict[tuple[int, str, int], list[float]] = {}
    for _ in range(turns):
        with seat("window", Config().intake.largest_batch) as (console, port):
            for per_s, count in (QUICK if quick else ALARMS).items():
                console.asked()
                field(port, count, per_s)
                stages = all_painted(console, count)
                for stage, taken in stages.items():
                    for percent in (50, 99):
                        found.setdefault((per_s, stage, percent), []).append(percentile(taken, percent))
    return [
        Figure(
            f"{'publish to painted' if stage == 'whole' else stage} at {per_s}/s p{percent}", "ms",
            tuple(found[per_s, stage, percent]), Better.LOWER,
            AIMS_MS.get(per_s) if (stage, percent) == ("whole", 99) else None, LIMITS[stage],
        )
        for per_s in ALARMS for stage in ("whole", *STAGES) for percent in (50, 99)
    ]  # fmt: skip


if __name__ == "__main__":
    run(__doc__ or "", measured)
