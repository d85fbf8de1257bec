"""What happens when nobody answers, or nobody goes on: a ladder of rungs, each of which calls more people.

No rung rings anybody up and none opens a camera: what needs a human's judgement waits for a human. The figures of the
default ladders are ours, in multiples of the answer targets; each municipality may have its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from console.domain.alarm import AlarmClass


class Rung(StrEnum):
    """Whom a ladder reaches for: sound it again, sort it higher, all operators, the shift lead, somebody who goes
    there, another centre."""

    AGAIN = "again"
    RAISE = "raise"
    OTHER_OPERATORS = "other_operators"
    SHIFT_LEAD = "shift_lead"
    PATROL = "patrol"
    NEXT_CENTRE = "next_centre"


RISING = tuple(Rung)
"""From the nearest to the farthest."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """One rung, and how long nothing may have happened before it."""

    after: timedelta
    to: Rung


Ladder = tuple[Escalation, ...]


def _ladder(*rungs: tuple[float, Rung]) -> Ladder:
    return tuple(Escalation(timedelta(seconds=after_s), rung) for after_s, rung in rungs)


R = Rung
DEFAULT_LADDERS: Mapping[AlarmClass, Ladder] = {
    AlarmClass.ACUTE: _ladder((30, R.AGAIN), (45, R.OTHER_OPERATORS), (90, R.SHIFT_LEAD), (180, R.NEXT_CENTRE)),
    AlarmClass.HIGH: _ladder((60, R.AGAIN), (120, R.OTHER_OPERATORS), (180, R.SHIFT_LEAD), (360, R.NEXT_CENTRE)),
    AlarmClass.NORMAL: _ladder(
        (60, R.RAISE), (60, R.AGAIN), (180, R.OTHER_OPERATORS), (300, R.SHIFT_LEAD), (900, R.NEXT_CENTRE)
    ),
    AlarmClass.TECHNICAL: _ladder((900, R.RAISE), (3600, R.SHIFT_LEAD)),
}


@dataclass(frozen=True, slots=True)
class Climbed:
    """A rung that was reached: of the answer's ladder, or of a plan's step (by its id)."""

    rung: Rung
    step: str = ""


def due(ladder: Iterable[Escalation], elapsed: timedelta, climbed: Sequence[Climbed], step: str = "") -> list[Rung]:
    """The rungs of a ladder that are reached after `elapsed` and were not yet, the nearest first. Each is reached once,
    however late that is found."""
    known = {one.rung for one in climbed if one.step == step}
    return [one.to for one in sorted(ladder, key=lambda one: one.after) if one.after <= elapsed and one.to not in known]


def farthest(climbed: Iterable[Climbed]) -> Rung | None:
    """How far it has come."""
    return max((one.rung for one in climbed), key=RISING.index, default=None)
