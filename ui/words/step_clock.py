"""What time does to a step of a plan, in words: how long it has stood, whom the plan calls when, what is left to wait.

Pure: `now` is given. Only people are ever called by a plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.escalation import Rung
from console.domain.plan import Act, PlanStep, Untouched
from ui.words import Say, Words
from ui.words.plan import PlanSay

SHORT = {Act.CONTACTS: Say.ACT_RELATIVES, Act.CHECK_BACK: Say.ACT_PROMISE}
"""On the key, as on the keys that do the same by themselves."""


@dataclass(frozen=True, slots=True)
class StepClock:
    """What runs on a step since `since` (aware UTC): whom the plan calls when, how long it waits. `rests_until`: a
    promise that stops it."""

    since: datetime
    untouched: tuple[Untouched, ...] = ()
    wait: timedelta | None = None
    rests_until: datetime | None = None


NEXT_RUNG = {
    Rung.AGAIN: PlanSay.NEXT_AGAIN,
    Rung.OTHER_OPERATORS: PlanSay.NEXT_OTHERS,
    Rung.SHIFT_LEAD: PlanSay.NEXT_LEAD,
    Rung.PATROL: PlanSay.NEXT_PATROL,
}
RUNG = {
    Rung.AGAIN: PlanSay.AGAIN,
    Rung.OTHER_OPERATORS: PlanSay.OTHERS,
    Rung.SHIFT_LEAD: PlanSay.LEAD,
    Rung.PATROL: PlanSay.PATROL,
}


@dataclass(frozen=True, slots=True)
class ClockTold:
    """What time does to the open step; `progress` is 1.0 at the notch, None where nothing is coming."""

    text: str
    progress: float | None


def tell_clock(clock: StepClock, now: datetime, words: Words) -> ClockTold:
    """How long the step has stood, and what happens by itself and when: only people are ever called."""
    if clock.rests_until is not None:
        return ClockTold(words(PlanSay.RESTS, time=words.moment(clock.rests_until, now)), None)
    stood = max(now - clock.since, timedelta(0))
    ladder = sorted(clock.untouched, key=lambda one: one.after)
    told, progress = _ladder(ladder, stood, words)
    if clock.wait is not None:
        left = clock.wait - stood
        over = left <= timedelta(0)
        waits = words(PlanSay.WAIT_OVER) if over else words(PlanSay.WAIT_LEFT, time=minutes(left)) + "."
        return ClockTold(f"{waits} {told}".strip(), stood / clock.wait)
    return ClockTold(f"{words(PlanSay.UNTOUCHED, time=minutes(stood))} {told}".strip(), progress)


def minutes(span: timedelta) -> str:
    """'0:41', '12:05'."""
    seconds = max(0, round(span.total_seconds()))
    return f"{seconds // 60}:{seconds % 60:02}"


def _ladder(ladder: Sequence[Untouched], stood: timedelta, words: Words) -> tuple[str, float | None]:
    if not ladder:
        return "", None
    coming = [one for one in ladder if one.after > stood]
    if not coming:
        last = ladder[-1].to
        if last is Rung.AGAIN:
            return words(PlanSay.CALLED_AGAIN), stood / ladder[-1].after
        return words(PlanSay.CALLED, rung=words(RUNG[last])), stood / ladder[-1].after
    first = words(NEXT_RUNG[coming[0].to], time=minutes(coming[0].after - stood))
    if len(coming) > 1:
        first = words(PlanSay.THEN, first=first, rung=words(RUNG[coming[1].to]))
    return first + ".", stood / coming[0].after


def step_label(step: PlanStep, since: datetime | None, now: datetime, words: Words) -> str:
    """What the next key is called: 'Ring upp', 'Vänta 60 s'."""
    if step.act in SHORT:
        return words(SHORT[step.act])
    act = words.of(step.act)
    if step.act is not Act.WAIT or step.seconds is None:
        return act
    if since is not None and now - since >= timedelta(seconds=step.seconds):
        return words(PlanSay.GO_ON)
    return words(PlanSay.WAIT_FOR, act=act, time=words.duration(timedelta(seconds=step.seconds)))


def left_to_wait(step: PlanStep, since: datetime, now: datetime) -> timedelta:
    """How long a step that waits has left; nought or less for one that is over, and for any other step."""
    return since + timedelta(seconds=step.seconds) - now if step.seconds is not None else timedelta(0)
