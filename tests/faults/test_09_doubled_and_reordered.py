"""Fault 9: a network that doubles a tenth of all messages and swaps another: each is one alarm, and none is missing."""

import random
import time
from pathlib import Path
from typing import Any

import pytest

from tests.faults.oracle import Gateway, settle
from tests.faults.victim import Victim, read, voices
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(300),
]

SHARE = 0.1
FARTHEST = 20
"""How many places a message is late."""
GAPS_TOLD_WITHIN_S = 5.0
"""Those that there are, after the last message."""


def disturbed(number: int, chance: random.Random) -> list[tuple[int, bool]]:
    """The numbers in the order in which they are sent, and whether each is a second copy."""
    places: list[tuple[float, int, bool]] = []
    for index in range(number):
        late = chance.randint(2, FARTHEST) if chance.random() < SHARE else 0
        places.append((index + late, index, False))
        if chance.random() < SHARE:
            places.append((index + late + chance.uniform(0.1, FARTHEST), index, True))
    return [(index, is_copy) for _, index, is_copy in sorted(places)]


@pytest.mark.parametrize("number", [1000, pytest.param(10_000, marks=pytest.mark.long)])
def test_a_tenth_doubled_and_a_tenth_reordered_are_each_one_alarm_and_no_gap(
    tmp_path: Path, number: int, record_property: Any
) -> None:
    order = disturbed(number, random.Random(9))
    with Mosquitto() as broker, Victim(broker.port, tmp_path) as victim, Gateway(broker.port, voices()) as gateway:
        gateway.wait_connected()
        for index, is_copy in order:
            if is_copy:
                gateway.send_again(index)
            else:
                gateway.send(index)
        gateway.wait(120)
        time.sleep(GAPS_TOLD_WITHIN_S)
        victim.kill()
        stored = read(tmp_path)
        settle(gateway, stored)
    assert len(stored.order) == number
    assert stored.gaps == []
    record_property("alarms", number)
    record_property("doubled", sum(is_copy for _, is_copy in order))
