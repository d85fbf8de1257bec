"""Fault 2, from a hostile operator: connections cut in the midst of a packet, confirmations lost, a window full of what
was stored already. All of it comes again, marked as a repeat or not, and each alarm is stored once."""

import random
import time
from pathlib import Path
from typing import Any

import pytest

from tests.faults.oracle import Gateway, feeding, settle
from tests.faults.proxy import Proxy
from tests.faults.victim import Victim, read, voices, wait_until_heard
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(300),
]

PER_S = 400.0


def hurt(wire: Proxy, turn: int, chance: random.Random) -> None:
    """One of the ways in which a wire breaks."""
    time.sleep(chance.uniform(0.1, 0.6))
    match turn % 3:
        case 0:
            wire.rob()  # the confirmations of what is stored, and our receipts
            time.sleep(chance.uniform(0.3, 1.5))
            wire.cut()
            wire.cure()
        case 1:
            wire.cut(within_a_packet=True)
        case _:
            wire.mute()
            time.sleep(chance.uniform(0.3, 1.5))
            wire.cut()
            wire.cure()


@pytest.mark.parametrize(
    ("turns", "number"), [(3, 1200), pytest.param(60, 20_000, marks=[pytest.mark.long, pytest.mark.timeout(1800)])]
)
def test_a_wire_that_cuts_and_robs_doubles_nothing_and_loses_nothing(
    tmp_path: Path, turns: int, number: int, record_property: Any
) -> None:
    chance = random.Random(turns)
    with (
        Mosquitto() as broker,
        Proxy(broker.port) as wire,
        Victim(wire.port, tmp_path) as victim,
        Gateway(broker.port, voices()) as gateway,
    ):
        wait_until_heard(broker.port)
        gateway.wait_connected()
        with feeding(gateway, range(number), PER_S):
            for turn in range(turns):
                hurt(wire, turn, chance)
        gateway.wait(120)
        victim.kill()
        stored = read(tmp_path)
        settle(gateway, stored)
    assert len(stored.order) == number
    record_property("alarms", len(stored.order))
    record_property("connections", wire.connections)
