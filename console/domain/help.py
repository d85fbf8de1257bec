"""When one operator has more life alarms before them than one can take. Pure."""

from collections.abc import Iterable
from datetime import datetime

from console.domain.alarm import AlarmClass
from console.domain.board import Board
from console.domain.handling import may_handle
from console.domain.lifecycle import OWNED, State
from console.domain.operator import Act, Operator
from console.domain.queue import Group, Row

SUGGESTED_FROM = 2
"""So many life alarms wait while the operator has a case: one of them at least waits for somebody else."""


def life_alarms_waiting(board: Board, at: datetime, operator: Operator | None = None) -> int:
    """The life alarms (Akut) that nobody has answered, of those that `operator` may handle; of all for None."""
    return sum(
        case.alarm_class is AlarmClass.ACUTE and case.state not in OWNED and not case.is_test
        and (operator is None or (operator.may(Act.SEE_QUEUE, case.municipality) and may_handle(operator, case)))
        and board.silence_over(case, at) is None
        for case in board.open_cases()
    )  # fmt: skip


def is_life_alarm(row: Row) -> bool:
    """Whether a row is a case, Akut itself, that waits for an answer."""
    return row.group is Group.UNANSWERED and row.own_class is AlarmClass.ACUTE and not row.is_test


def is_suggested(rows: Iterable[Row], waiting: int) -> bool:
    """Whether the viewer of these rows should be offered to ask for help: two or more life alarms wait, and they have
    a case of their own in hand."""
    has_claimed = any(row.group is Group.MINE and row.state is State.CLAIMED for row in rows)
    return has_claimed and waiting >= SUGGESTED_FROM
