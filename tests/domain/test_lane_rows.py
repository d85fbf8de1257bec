"""The lane's rows: whatever comes and goes, they are in the queue's order and found by what they are about."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarm import Cause
from console.domain.heartbeats import Key
from console.domain.ids import CaseId, DeviceId, ResidentId
from console.domain.lane import LaneRow, Ways
from console.domain.lane_rows import LaneRows
from console.domain.queue import Queue, rank
from tests.builders import NORRBY, T0, Centre, alarm, device, minutes, operator

NAMES = tuple(f"unit-{number}" for number in range(5))


def made(name: str, began_at: datetime) -> LaneRow:
    """A row of a fault of this device."""
    here = Centre(device(name, resident=f"person-{name}"))
    here.hear(alarm(began_at, Cause.TAMPER, device=name))
    [case] = here.open()
    row = Queue(operator(), {}).seen(case, (), "", began_at)
    return LaneRow(
        replace(row, case=CaseId(f"case-{name}")), None, (), Ways(), DeviceId(name), None, None, None, None, None, None
    )


ROWS = {(name, minute): made(name, T0 + minutes(minute)) for name in NAMES for minute in (0, 5, 9)}


def key(name: str) -> Key:
    return NORRBY, DeviceId(name)


steps = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from((0, 5, 9, None)), st.sampled_from(NAMES)))


@given(steps)
def test_rows_are_in_the_queues_order_and_found_by_device_and_person(
    told: list[tuple[str, int | None, str]],
) -> None:
    rows, known = LaneRows(), dict[CaseId, tuple[LaneRow, str]]()
    for name, minute, whose in told:
        row = ROWS[name, minute or 0]
        if minute is None:
            rows.drop(row.row.case)
            known.pop(row.row.case, None)
        else:
            rows.put(row, {key(whose)}, {ResidentId(whose)}, T0)
            known[row.row.case] = (row, whose)
    assert rows.rows() == tuple(sorted((row for row, _ in known.values()), key=lambda one: rank(one.row)))
    for whose in NAMES:
        expected = {case for case, (_, its) in known.items() if its == whose}
        assert rows.of_device(key(whose)) == rows.of_person(ResidentId(whose)) == expected


def test_a_row_that_says_the_same_stays_the_same_object() -> None:
    rows, row = LaneRows(), ROWS[NAMES[0], 0]
    rows.put(row, set(), set(), T0)
    rows.put(made(NAMES[0], T0), set(), set(), T0)
    [kept] = rows.rows()
    assert kept is row


def test_a_row_passes_its_target_once_and_only_while_it_is_there() -> None:
    rows = LaneRows()
    first, second = ROWS[NAMES[0], 0], ROWS[NAMES[1], 0]
    rows.put(first, set(), set(), T0)
    rows.put(second, set(), set(), T0)
    rows.drop(second.row.case)
    due = first.row.answer_by
    assert rows.passing(due - timedelta(seconds=1)) == set()
    assert rows.passing(due) == {first.row.case}
    assert rows.passing(due) == set()
