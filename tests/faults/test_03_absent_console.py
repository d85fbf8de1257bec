"""Fault 3: thousands wait at the broker for a console that is away: all of them, in order, soon."""

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
    pytest.mark.timeout(900),
]

PROMISED_S = 60.0
"""For 20,000, on a quiet machine; a test has fivefold room, and tells what was measured."""
ROOM = 5


@pytest.mark.parametrize("number", [2000, pytest.param(20_000, marks=[pytest.mark.long])])
def test_what_waits_for_an_absent_console_is_taken_in_order_when_it_is_back(
    tmp_path: Path, number: int, record_property: Any
) -> None:
    with Mosquitto() as broker, Victim(broker.port, tmp_path) as victim:
        wait_until_heard(broker.port)
        victim.kill()
        with Gateway(broker.port, voices(), repeat_s=None) as gateway:
            gateway.wait_connected()
            for index in range(number):
                gateway.send(index)
            ends_at = time.monotonic() + 120
            while gateway.unpublished:
                assert time.monotonic() < ends_at, "the broker does not take them"
                time.sleep(0.05)
            began = time.monotonic()
            victim.start()
            gateway.wait(PROMISED_S * ROOM)
            took_s = time.monotonic() - began
            victim.kill()
            stored = read(tmp_path)
            settle(gateway, stored)
    assert stored.order == list(gateway.ledger)
    assert stored.gaps == []
    answered = sorted(line.stored_at or 0.0 for line in gateway.ledger.values())
    record_property("alarms", number)
    record_property("from the start to half of the receipts, s", round(answered[number // 2] - began, 1))
    record_property("from the start to the last receipt, s", round(took_s, 1))
    record_property("of which the start, s", round(victim.ready_after_s[-1], 1))
