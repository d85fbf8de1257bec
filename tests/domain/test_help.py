"""When help is suggested, and whose life alarms count."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.help import is_life_alarm, is_suggested, life_alarms_waiting
from console.domain.operator import Role
from console.domain.queue import Queue, Row
from console.domain.steps import Claim
from tests.builders import SODERBY, T0, Centre, alarm, minutes, operator

anna, bo = operator("anna"), operator("bo")


def centre(life_alarms: int, *, claimed: bool = False) -> Centre:
    """So many life alarms, and a press that anna may have taken."""
    made = Centre()
    press = made.press()
    for number in range(life_alarms):
        made.hear(alarm(T0, Cause.SMOKE, DeviceKind.SMOKE_DETECTOR, device=f"smoke-{number}"))
    if claimed:
        made.do(anna, Claim(press.id))
    return made


def rows(made: Centre) -> tuple[Row, ...]:
    queue = Queue(anna, {})
    for case in made.board.open_cases():
        queue.put(case, (), "", T0)
    return queue.rows()


def is_offered(shown: Sequence[Row]) -> bool:
    return is_suggested(shown, sum(map(is_life_alarm, shown)))


@pytest.mark.parametrize(
    ("life_alarms", "claimed", "suggested"), [(2, True, True), (3, True, True), (1, True, False), (2, False, False)]
)
def test_help_is_suggested_to_who_has_a_case_in_hand_while_two_life_alarms_wait(
    life_alarms: int, claimed: bool, suggested: bool
) -> None:
    assert is_offered(rows(centre(life_alarms, claimed=claimed))) is suggested


def test_a_life_alarm_that_somebody_has_and_a_test_do_not_wait() -> None:
    made = centre(2, claimed=True)
    smoke = next(case for case in made.board.open_cases() if case.alarm_class is AlarmClass.ACUTE)
    made.do(bo, Claim(smoke.id))
    assert not is_offered(rows(made))
    shown = rows(centre(2, claimed=True))
    assert not is_offered([replace(row, is_test=row.alarm_class is AlarmClass.ACUTE) for row in shown])
    assert life_alarms_waiting(made.board, T0 + minutes(1)) == 1


def test_a_life_alarm_counts_for_those_who_may_handle_it() -> None:
    made = centre(2)
    assert life_alarms_waiting(made.board, T0, anna) == 2
    assert life_alarms_waiting(made.board, T0, operator("carl", municipalities=(SODERBY,))) == 0
    assert life_alarms_waiting(made.board, T0, operator("tove", Role.TECHNICIAN)) == 0
