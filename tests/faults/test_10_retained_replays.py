"""Fault 10: alarms that the broker keeps and replays at each connection: no replay is a new alarm."""

import time
from pathlib import Path
from typing import Any

import pytest

from tests.faults.oracle import Gateway, settle
from tests.faults.victim import Victim, read, voices, wait_until_heard
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(600),
]


@pytest.mark.parametrize(
    ("restarts", "of_the_broker"), [(1, 1), pytest.param(20, 20, marks=[pytest.mark.long, pytest.mark.timeout(1200)])]
)
def test_retained_alarms_that_come_again_with_each_connection_are_no_new_alarms(
    tmp_path: Path, restarts: int, of_the_broker: int, record_property: Any
) -> None:
    speaking = voices()[:20]
    numbers = range(len(speaking))
    with Mosquitto() as broker, Victim(broker.port, tmp_path) as victim, Gateway(broker.port, speaking) as gateway:
        wait_until_heard(broker.port)
        gateway.wait_connected()
        for number in numbers:
            gateway.send(number, retain=True)
        gateway.wait(60)
        with Gateway(broker.port, speaking, name="early", repeat_s=None) as early:
            victim.kill()
            early.wait_connected()
            for number in numbers:  # what is kept now is seen for the first time as kept, and has a live copy beside it
                early.send(number, retain=True)
            while early.unpublished:
                time.sleep(0.05)
            victim.start()
            early.wait(60)
            for _ in range(restarts):
                victim.kill()
                victim.start()
            for _ in range(of_the_broker):
                broker.stop()
                broker.start()
                wait_until_heard(broker.port)
            victim.kill()
            for sender, source in ((gateway, "/ledger"), (early, "/early")):
                stored = read(tmp_path, source)
                settle(sender, stored)
                assert sorted(stored.order) == sorted(sender.ledger)
    record_property("replays", len(speaking) * (restarts + of_the_broker + 1))
