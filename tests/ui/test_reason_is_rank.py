"""A row's words say why it stands where it stands: sorted by what they say, the rows are in the queue's order."""

import re
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarm import AlarmClass, Lane
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
CASES = st.tuples(
    STATES, st.sampled_from(list(AlarmClass)), st.integers(-95, 95), st.sampled_from(list(Lane)), st.booleans()
)


RAISED_FAULT = f"höjd från {WORDS.of(AlarmClass.TECHNICAL)}"


def read(text: str) -> tuple[AlarmClass, bool, int]:
    """The class, whether it is a fault raised to it, and the seconds left that a reason tells; less than none for what
    is over."""
    found = REASON.fullmatch(text)
    assert found is not None, text
    over, left = found[2], found[7]
    return CLASSES[found[1]], RAISED_FAULT in text, -int(over) if over is not None else int(left)


@given(st.lists(CASES, min_size=1, max_size=12))
def test_the_words_of_each_row_give_its_rank_back(drawn: list[tuple[State, AlarmClass, int, Lane, bool]]) -> None:
    queue = Queue(anna, TARGETS)
    at = T0 + minutes(30)
    for number, (state, alarm_class, left, lane, is_raised) in enumerate(drawn):
        within = TARGETS[next(iter(TARGETS))[0], alarm_class]
        waits = minutes(30) - within + timedelta(seconds=left)
        one = case(number, state=state, alarm_class=alarm_class, waits=waits, lane=lane, is_raised=is_raised)
        queue.put(one, (), "", at)
    rows = [row for row in queue.rows() if row.group is Group.UNANSWERED]
    assert len(rows) == len(drawn)
    told = [read(said.reason(row, at, WORDS)) for row in rows]
    assert told == sorted(told), "by class, then people before faults, then by the time that is left"
    assert [
        (row.alarm_class, row.own_class is AlarmClass.TECHNICAL > row.alarm_class, _left(row, at)) for row in rows
    ] == told


def _left(row: Row, at: object) -> int:
    return int((row.answer_by - at).total_seconds())  # type: ignore[operator]
