"""Fault 2: the broker killed (-9) with the configuration that we ship, which forgets what it had not saved."""

import random
import time
from pathlib import Path
from typing import Any

import pytest

from tests.faults.oracle import Gateway, feeding, settle
from tests.faults.shipped_broker import CONSOLE, PASSWORD, ShippedMosquitto
from tests.faults.victim import Victim, read, voices
from tests.servers import MISSING_MOSQUITTO

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(300),
    # The sender's library, in this process, leaves a socket to its fate when the broker goes away in a handshake.
    pytest.mark.filterwarnings("ignore:Exception ignored in. <ssl.SSLSocket:pytest.PytestUnraisableExceptionWarning"),
]

PER_S = 500.0
RECEIPTED_WITHIN_S = 120.0


@pytest.mark.parametrize(
    ("kills", "number"), [(2, 1000), pytest.param(20, 10_000, marks=[pytest.mark.long, pytest.mark.timeout(1200)])]
)
def test_a_broker_killed_time_and_again_loses_nothing_that_its_senders_repeat(
    tmp_path: Path, kills: int, number: int, record_property: Any
) -> None:
    chance = random.Random(number)
    share = number // kills
    speaking = voices()
    with ShippedMosquitto(speaking[0].sender) as broker:
        ca = broker.ca_file
        with (
            Victim(broker.port, tmp_path, str(ca), CONSOLE, PASSWORD) as victim,
            Gateway(broker.port, speaking, ca_file=ca, password=PASSWORD) as gateway,
        ):
            gateway.wait_connected()
            for turn in range(kills):
                with feeding(gateway, range(turn * share, (turn + 1) * share), PER_S) as feed:
                    feed.join(chance.uniform(0.1, share / PER_S))
                    broker.kill()
                    time.sleep(chance.uniform(0.0, 0.5))
                    broker.start()
            gateway.wait(RECEIPTED_WITHIN_S)
            victim.kill()
            stored = read(tmp_path)
            settle(gateway, stored)
    assert len(stored.order) == share * kills
    record_property("alarms", len(stored.order))
    record_property("kills", kills)
    record_property("sent, with repeats", sum(line.sent for line in gateway.ledger.values()))
