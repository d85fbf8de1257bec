"""Fault 13: another process holds the journal's file for half a minute.

The screen goes on (its loop is never held up by the store), the banner says that nothing is taken in, alarms wait
unconfirmed, and all of them are there once when the lock is gone.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.intake_process import KEY
from tests.faults.oracle import Gateway, feeding, settle
from tests.faults.victim import read, voices
from tests.faults.watched import Screened
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(300),
]

BLIND_WITHIN_S = 15.0
FREE_AGAIN_WITHIN_S = 30.0
PAUSE_MS = 1500.0
"""A screen that is held up by the lock stands still for two seconds and more, the patience of one write."""


@contextmanager
def locked(file: Path, seconds: float) -> Iterator[None]:
    """Begins when the file is locked; the body's end waits for the lock's."""
    command = [sys.executable, "-m", "tests.faults.locking_process", str(file), KEY.hex(), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        yield
        assert process.stdout.readline() == "freed\n"


@pytest.mark.parametrize("seconds", [6, pytest.param(30, marks=pytest.mark.long)])
def test_the_screen_stays_usable_and_every_alarm_waits_for_the_lock_to_go(
    tmp_path: Path, seconds: int, record_property: Callable[[str, object], None]
) -> None:
    with Mosquitto() as broker, Screened(broker.port, tmp_path) as console:
        with Gateway(broker.port, voices()) as gateway:
            gateway.wait_connected()
            console.said(lambda line: line.get("banner") is False)
            gateway.send(0)
            gateway.wait(30)
            console.said(lambda line: line.get("rows") == 1)
            told = len(console.lines)
            console.pause_ms()
            with locked(tmp_path / "vaka.db", seconds):
                receipted = len(gateway.receipted())
                with feeding(gateway, range(1, 20 * seconds), 20):
                    console.said(lambda line: line.get("banner") is True, BLIND_WITHIN_S, told)
                    for key in ("F2", "Down", "Up", "F11", "Escape"):
                        console.ask(key)
                        time.sleep(0.2)
                    held_up_ms = console.pause_ms()
                    assert len(gateway.receipted()) == receipted
            freed_at = time.monotonic()
            gateway.wait(60)
            clear = console.said(lambda line: line.get("banner") is False, FREE_AGAIN_WITHIN_S, told)
            console.said(lambda line: line.get("rows", 0) > 1, after=told)
        console.kill()
    settle(gateway, read(tmp_path))
    record_property(f"lock_{seconds}_s_longest_pause_ms", held_up_ms)
    record_property(f"lock_{seconds}_s_clear_after_s", round(clear["t"] - freed_at, 2))
    assert held_up_ms < PAUSE_MS
