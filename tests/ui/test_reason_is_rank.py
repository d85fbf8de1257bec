"""A row's words say why it stands where it stands: sorted by what they say, the rows are in the queue's order."""

import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.events import Subject, SubjectKind
from console.domain.lifecycle import State
from console.domain.queue import Group, Queue, Row
from tests.builders import T0, minutes
from tests.domain.test_queue import TARGETS, anna, case
from ui.words import Words
from ui.words import row as said

WORDS = Words()
CLASSES = {WORDS.of(each): each for each in AlarmClass}
REASON = re.compile(r"(\w+): .*?(?:(\d+) s över målet (\d+) (s|min)|svar inom (\d+) (s|min), (\d+) s kvar)$")

STATES = st.sampled_from([State.UNACKNOWLEDGED, State.RETURNED_UNSEEN])
STAFFS = (Cause.ATTACK, Cause.CHECK_IN_MISSED)
"""What befalls the staff themselves, and nobody else."""

CASES = st.tuples(
    STATES, st.sampled_from(list(AlarmClass)), st.integers(-95, 95), st.sampled_from(list(Lane)), st.booleans(),
    st.sampled_from((Cause.PRESS, Cause.SMOKE, *STAFFS)),
)  # fmt: skip

PRESSED_UP, PRESSES = 6, "6 tryck"
RAISED_FAULT = f"höjd från {WORDS.of(AlarmClass.TECHNICAL)}"


Told = tuple[AlarmClass, bool, bool, bool, int]


def read(text: str) -> Told:
    """The class, whether it is anything but one of the staff in danger, whether it is Akut by its presses alone,
    whether it is a fault raised to the class, and the seconds left that a reason tells; less than none for what is
    over."""
    found = REASON.fullmatch(text)
    assert found is not None, text
    over, left = found[2], found[7]
    alarm_class, is_staffs = CLASSES[found[1]], any(f": {WORDS.of(cause)}" in text for cause in STAFFS)
    is_other = not is_staffs or alarm_class is not AlarmClass.ACUTE
    return alarm_class, is_other, PRESSES in text, RAISED_FAULT in text, -int(over) if over is not None else int(left)


@given(st.lists(CASES, min_size=1, max_size=12))
def test_the_words_of_each_row_give_its_rank_back(
    drawn: list[tuple[State, AlarmClass, int, Lane, bool, Cause]],
) -> None:
    queue = Queue(anna, TARGETS)
    at = T0 + minutes(30)
    for number, (state, alarm_class, left, lane, is_raised, cause) in enumerate(drawn):
        within = TARGETS[next(iter(TARGETS))[0], alarm_class]
        waits = minutes(30) - within + timedelta(seconds=left)
        one = case(number, state=state, alarm_class=alarm_class, waits=waits, lane=lane, is_raised=is_raised)
        if cause in STAFFS:
            subject = Subject(SubjectKind.RESPONDER, f"r-{number}")
            one = replace(one, subject=subject, kind=DeviceKind.RESPONDER, cause=cause)
        elif cause is Cause.SMOKE:
            one = replace(one, cause=cause)
        elif alarm_class is AlarmClass.ACUTE:
            one = replace(one, presses=PRESSED_UP)
        queue.put(one, (), "", at)
    rows = [row for row in queue.rows() if row.group is Group.UNANSWERED]
    assert len(rows) == len(drawn)
    told = [read(said.reason(row, at, WORDS)) for row in rows]
    assert told == sorted(told), (
        "by class, then staff in danger, then not by presses alone, then people before faults, then by the time left"
    )
    assert [_true(row, at) for row in rows] == told


def _true(row: Row, at: object) -> Told:
    is_other = row.responder is None or row.alarm_class is not AlarmClass.ACUTE
    is_fault = row.own_class is AlarmClass.TECHNICAL > row.alarm_class
    return row.alarm_class, is_other, row.presses == PRESSED_UP, is_fault, _left(row, at)


def _left(row: Row, at: object) -> int:
    return int((row.answer_by - at).total_seconds())  # type: ignore[operator]
