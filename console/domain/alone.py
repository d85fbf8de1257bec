"""Lone work: somebody says by when they will say again that all is well, and is looked for when they do not.

It begins by their own word, or by itself where the centre sends somebody alone to a visit that is known to be risky. It
ends by their word, with the task that it was for, or when an operator has dealt with the missed word. Pure.

A word counts from when it was said, as far as the phone's clock can be believed: a phone that was out of reach does not
make an old sign of life a new one.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import MunicipalityId, ResponderId
from console.domain.staff_book import Alone, StaffBook
from console.domain.task import TAKEN_TASK, Task

ALONE, WELL, TOGETHER = "alone", "well", "together"

ALONE_WORDS = frozenset({ALONE, WELL, TOGETHER})
"""What a phone says of lone work. The contract's words."""

CHECK_EVERY = timedelta(minutes=20)
"""How long nothing need be heard, where nothing else was said. Ours."""

CHECK_AT_LEAST = timedelta(minutes=1)
CHECK_AT_MOST = timedelta(minutes=120)
"""Bounds of what somebody can ask for. Ours."""

AloneBody = ev.AloneBegan | ev.AloneChecked | ev.AloneEnded


def said(
    responder: ResponderId, word: str, minutes: int | None, at: datetime, every: timedelta = CHECK_EVERY
) -> AloneBody:
    """What one of `ALONE_WORDS` brings about, said `at`. It is not asked whether lone work goes on: of what came in one
    batch the second word would not know the first, and a word about nothing changes nothing."""
    if word == TOGETHER:
        return ev.AloneEnded(responder)
    check_by = at + within(minutes, every)
    return ev.AloneBegan(responder, check_by) if word == ALONE else ev.AloneChecked(responder, check_by)


def within(minutes: int | None, every: timedelta = CHECK_EVERY) -> timedelta:
    """How long nothing need be heard; what was asked for within its bounds."""
    asked = timedelta(minutes=minutes) if minutes is not None and abs(minutes) < 10_000 else every
    return min(max(asked, CHECK_AT_LEAST), CHECK_AT_MOST)


def is_risky_alone(case: Case, task: Task) -> bool:
    """Whether somebody has this task, alone, where that is a risk: danger is noted of the person, or it needs more than
    are sent."""
    if task.state not in TAKEN_TASK:
        return False
    sent = {one.responder for one in case.tasks if one.is_taken}
    is_pair = len(sent) > 1
    return not is_pair and (task.need.is_risky or task.need.staff > 1)


def to_begin(
    cases: Iterable[Case], book: StaffBook, every: timedelta = CHECK_EVERY
) -> Iterator[tuple[MunicipalityId, ev.AloneBegan]]:
    """Lone work that begins by itself: once a task, and for nobody who is looked after already. The first word is asked
    for so long after they are to be there; whenever that is said to be, within two hours."""
    for case in cases:
        for task in case.tasks:
            if task.responder is None or not is_risky_alone(case, task):
                continue
            key = case.municipality, task.responder
            if key in book.alone or book.was_alone_for.get(key) == task.id:
                continue
            since = max(filter(None, (task.accepted_at, task.arrive_by, task.arrived_at)), default=task.begun_at)
            at_most = (task.accepted_at or task.begun_at) + CHECK_AT_MOST
            yield case.municipality, ev.AloneBegan(task.responder, min(since + every, at_most), task.id)


def is_over(one: Alone, cases: Iterable[Case], missed: Case | None) -> bool:
    """Whether lone work has ended by what it was for: its task is nobody's or somebody else's, or the case of the word
    that did not come is closed (`missed`, None where it is forgotten)."""
    if one.missed is not None and (missed is None or not missed.is_open):
        return True
    if one.task is None or one.missed is not None:
        return False
    tasks = (task for case in cases for task in case.tasks if task.id == one.task)
    return not any(task.is_taken and task.responder == one.responder for task in tasks)
