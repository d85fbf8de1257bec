"""Fault 4: the broker restarted time and again: nothing is lost, and the console is left with what it had."""

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

PER_S = 50.0
MORE_FILES = 8
"""Descriptors that may have been added meanwhile (a database connection, a child); a leak would be one a restart."""


@pytest.mark.parametrize(
    ("restarts", "every_s"), [(3, 1.0), pytest.param(50, 3.0, marks=[pytest.mark.long, pytest.mark.timeout(900)])]
)
def test_a_broker_restarted_time_and_again_loses_nothing_and_leaks_nothing(
    tmp_path: Path, restarts: int, every_s: float, record_property: Any
) -> None:
    chance = random.Random(restarts)
    speaking = voices()
    number = int(restarts * every_s * PER_S)
    with ShippedMosquitto(speaking[0].sender) as broker:
        ca = broker.ca_file
        with (
            Victim(broker.port, tmp_path, str(ca), CONSOLE, PASSWORD) as victim,
            Gateway(broker.port, speaking, ca_file=ca, password=PASSWORD) as gateway,
        ):
            gateway.wait_connected()
            files_before = victim.open_files
            with feeding(gateway, range(number), PER_S):
                for _ in range(restarts):
                    time.sleep(chance.uniform(0.2, every_s))
                    broker.stop()
                    broker.start()
            began = time.monotonic()
            gateway.wait(120)
            took_s = time.monotonic() - began
            files_after = victim.open_files
            victim.kill()
            settle(gateway, read(tmp_path))
    assert files_after <= files_before + MORE_FILES
    record_property("restarts", restarts)
    record_property("alarms", number)
    record_property("all receipted after the last restart, s", round(took_s, 1))
    record_property("open files before and after", f"{files_before}, {files_after}")
