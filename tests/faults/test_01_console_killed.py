"""Fault 1: the console killed (-9) time and again, in the midst of a stream, and while it starts."""

import random
from pathlib import Path
from typing import Any

import pytest

from tests.faults.oracle import Gateway, feeding, settle
from tests.faults.victim import Victim, median, read, voices
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(300),
]

PER_S = 500.0
RECEIPTED_WITHIN_S = 120.0
EACH_SO_MANY = 4
"""One kill of so many is followed by another, in the midst of the start."""


@pytest.mark.parametrize(
    ("kills", "number"),
    [
        (2, 800),
        pytest.param(20, 10_000, marks=[pytest.mark.long, pytest.mark.timeout(900)]),
        pytest.param(200, 20_000, marks=[pytest.mark.long, pytest.mark.timeout(5400)]),
    ],
)
def test_a_console_killed_time_and_again_stores_each_alarm_exactly_once(
    tmp_path: Path, kills: int, number: int, record_property: Any
) -> None:
    chance = random.Random(number)
    share = number // kills
    with Mosquitto() as broker, Victim(broker.port, tmp_path) as victim, Gateway(broker.port, voices()) as gateway:
        gateway.wait_connected()
        for turn in range(kills):
            with feeding(gateway, range(turn * share, (turn + 1) * share), PER_S) as feed:
                feed.join(chance.uniform(0.05, share / PER_S))
                victim.kill()
                if turn % EACH_SO_MANY == 1:
                    victim.kill_while_starting(chance)
                victim.start()
        gateway.wait(RECEIPTED_WITHIN_S)
        victim.kill()
        stored = read(tmp_path)
        settle(gateway, stored)
    assert len(stored.order) == share * kills
    assert stored.gaps == []
    record_property("alarms", len(stored.order))
    record_property("kills", victim.kills)
    record_property("sent, with repeats", sum(line.sent for line in gateway.ledger.values()))
    record_property("median start, s", median(victim.ready_after_s))
