"""What happens when nobody answers, or nobody goes on: a ladder of rungs, each of which calls more people.

No rung rings anybody up and none opens a camera: what needs a human's judgement waits for a human. The figures of the
default ladders are ours, in multiples of the answer targets; each municipality may have its own.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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

STILL = "(still)"
"""Stands where a step's id does: the case has an owner, of whom nothing is seen. No step of a plan is called so."""

STILL_LADDERS: Mapping[AlarmClass, Ladder] = {
    AlarmClass.ACUTE: _ladder((60, R.AGAIN), (180, R.OTHER_OPERATORS), (300, R.SHIFT_LEAD)),
    AlarmClass.HIGH: _ladder((120, R.AGAIN), (300, R.OTHER_OPERATORS), (480, R.SHIFT_LEAD)),
    AlarmClass.NORMAL: _ladder((300, R.AGAIN), (900, R.SHIFT_LEAD)),
    AlarmClass.TECHNICAL: (),
}
"""For a case in somebody's hand, from the last sign of that hand, where no step of a plan calls anybody else. They
begin at the owner's own console: a long talk is no reason to call the floor."""

ANEW_AFTER = max(one.after for ladder in STILL_LADDERS.values() for one in ladder)
"""So old must a claimed case's ladders be for another alarm to begin them anew. Sooner they would never come to their
end where somebody presses all the time."""


@dataclass(frozen=True, slots=True)
class Climbed:
    """A rung that was reached: of the answer's ladder, of a plan's step (by its id), or of `STILL`'s. `is_in_vain`:
    nobody was there to be called by it."""

    rung: Rung
    step: str = ""
    is_in_vain: bool = False


def climb(
    ladder: Iterable[Escalation],
    elapsed: timedelta,
    climbed: Sequence[Climbed],
    step: str = "",
    in_vain: Collection[Rung] = (),
) -> tuple[Climbed, ...]:
    """The rungs of a ladder that are reached after `elapsed` and were not yet, the nearest first. Each is reached once,
    however late that is found.

    Where nobody is there to be called by a rung (`in_vain`), the next comes in the same breath: after a patrol that
    nobody can send the shift lead, else the ladder's next, and at its end the other operators.
    """
    known = {one.rung for one in climbed if one.step == step}
    found: list[Climbed] = []

    def reach(rung: Rung) -> bool:
        known.add(rung)
        found.append(Climbed(rung, step, rung in in_vain))
        return rung not in in_vain

    is_heard = True
    for one in sorted(ladder, key=lambda one: one.after):
        if one.to in known or (one.after > elapsed and is_heard):
            continue
        is_heard = reach(one.to)
        if not is_heard and one.to is Rung.PATROL and Rung.SHIFT_LEAD not in known:
            is_heard = reach(Rung.SHIFT_LEAD)
    if not is_heard and Rung.OTHER_OPERATORS not in known:
        reach(Rung.OTHER_OPERATORS)
    return tuple(found)


def next_due(ladder: Iterable[Escalation], climbed: Sequence[Climbed], step: str = "") -> timedelta | None:
    """When the ladder's next rung is reached; None where it has no more."""
    known = {one.rung for one in climbed if one.step == step} if climbed else ()
    return min([one.after for one in ladder if one.to not in known], default=None)


def calls_others(ladder: Iterable[Escalation]) -> bool:
    """Whether it reaches for more than the owner's own ear."""
    return any(one.to not in (Rung.AGAIN, Rung.RAISE) for one in ladder)


def later(ladder: Iterable[Escalation], by: timedelta) -> Ladder:
    """The same rungs, so much later."""
    return tuple(Escalation(one.after + by, one.to) for one in ladder)


def farthest(climbed: Iterable[Climbed]) -> Rung | None:
    """How far it has come. A rung by which nobody was called does not count."""
    return max((one.rung for one in climbed if not one.is_in_vain), key=RISING.index, default=None)
