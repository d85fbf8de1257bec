"""F8 to a phone and back through everything that is real: every task is taken or told to the operator in its time."""

import json
import sys
from typing import Any

import pytest

from tests.fakes import run_async
from tests.path.dispatch_night import IN_TIME_S, night
from tests.servers import MISSING_MOSQUITTO

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]

FIVEFOLD = 5


def told(tasks: int, staff: int, silent: float, offline: float) -> dict[str, Any]:
    found: dict[str, Any] = run_async(night(tasks, staff, silent, offline), 170)
    sys.stdout.write(json.dumps(found) + "\n")
    assert found["settled"], "every task has its end, and every word of a phone its receipt"
    assert (found["tasks"], found["refused"], found["unaccounted"], found["unopened"]) == (tasks, {}, 0, 0)
    assert found["f8_to_decided_s"]["worst"] < IN_TIME_S * FIVEFOLD
    return found


@pytest.mark.timeout(180)
def test_silent_phones_are_passed_over_and_one_that_goes_offline_in_mid_task_loses_and_doubles_no_step() -> None:
    found = told(6, 8, 0.3, 0.5)
    assert (found["accepted"], found["escalated"]) == (6, 0)
    assert (found["double"], found["broken_courses"]) == (0, 0)
    assert found["unanswered_offers"] > 0
    assert found["lost_phones"] == 3


@pytest.mark.timeout(180)
def test_where_nobody_answers_the_operator_is_to_call() -> None:
    found = told(1, 2, 1.0, 0.0)
    assert (found["accepted"], found["escalated"]) == (0, 1)
