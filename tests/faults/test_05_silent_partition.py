"""Fault 5: a network that goes mute: banner and sound in 15 s, the link lost in 25 s, and back by itself.

The partition begins in the worst moment, which is just after a proof. The real program, with production's deadlines;
its clock is the real one, so the limits of the test are wider than the promise, and what was measured is told. The
short form sets the shortest deadlines that a configuration may have.
"""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.oracle import Gateway
from tests.faults.proxy import Proxy
from tests.faults.victim import voices
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(300),
]

BANNER_PROMISED_S, LOST_PROMISED_S = 15.0, 25.0
KEEPALIVE_S, CANARY_EACH_S, BLIND_AFTER_S = 5, 2, 5
"""The short form's: the shortest that a configuration may have, or near it. A link is lost after 2.2 keepalives."""
BANNER_SOON_S, LOST_SOON_S = BLIND_AFTER_S + 1.0, 2.2 * KEEPALIVE_S + 1.0
ROOM_S = 10.0
"""What a loaded machine may add to a promise, in whose midst sixteen seconds pass anyway."""
BACK_WITHIN_S = 60.0


class Told:
    """What the program told, line by line."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._lines: dict[str, queue.Queue[dict[str, Any]]] = defaultdict(queue.Queue)
        self._stream = process.stdout
        self._reading = threading.Thread(target=self._read, name="seat's words")
        self._reading.start()

    def _read(self) -> None:
        assert self._stream is not None
        for line in self._stream:
            if line.startswith("{"):
                told = json.loads(line)
                self._lines[next(iter(told))].put(told)

    def until(self, what: str, wanted: Any, within_s: float) -> float:
        """Reads on what was said of `what` until it is `wanted` (a predicate or a value); returns when, by the wall
        clock."""
        ends_at = time.monotonic() + within_s
        while (left := ends_at - time.monotonic()) > 0:
            with contextlib.suppress(queue.Empty):
                line = self._lines[what].get(timeout=min(left, 0.5))
                if wanted(line[what]) if callable(wanted) else line[what] == wanted:
                    return float(line.get("at", 0.0))
        raise AssertionError(f"it did not tell {what} within {within_s} s")

    def end(self) -> None:
        self._reading.join()


@contextlib.contextmanager
def seat(port: int, folder: Path, *deadlines: int) -> Iterator[Told]:
    """The program in its own process."""
    command = [sys.executable, "-m", "tests.faults.seat_process", str(port), str(folder), *map(str, deadlines)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        told = Told(process)
        try:
            yield told
        finally:
            process.kill()
            told.end()


@pytest.mark.parametrize(
    ("deadlines", "banner_within_s", "lost_within_s"),
    [
        pytest.param((KEEPALIVE_S, CANARY_EACH_S, BLIND_AFTER_S), BANNER_SOON_S, LOST_SOON_S, id="soon"),
        pytest.param((), BANNER_PROMISED_S, LOST_PROMISED_S, id="as promised", marks=pytest.mark.long),
    ],
)
def test_a_network_that_goes_mute_is_told_by_banner_and_sound_and_clears_by_itself(
    tmp_path: Path, deadlines: tuple[int, ...], banner_within_s: float, lost_within_s: float, record_property: Any
) -> None:
    with Mosquitto() as broker, Proxy(broker.port) as wire, seat(wire.port, tmp_path, *deadlines) as told:
        told.until("seated", True, 60)
        told.until("banner", "", 60)
        told.until("proof", lambda number: number > 1, 60)
        wire.mute()
        muted_at = time.time()
        with Gateway(broker.port, voices()) as gateway:
            gateway.send(1)
            banner_s = told.until("banner", lambda words: words != "", banner_within_s + ROOM_S) - muted_at
            sound_s = told.until("siren", True, ROOM_S) - muted_at
            lost_s = told.until("link", "lost", lost_within_s + ROOM_S) - muted_at
            assert gateway.receipted() == []
            wire.cure()
            cured_at = time.time()
            clear_s = told.until("banner", "", BACK_WITHIN_S) - cured_at
            gateway.wait(BACK_WITHIN_S)
    record_property("banner, s", round(banner_s, 1))
    record_property("sound, s", round(sound_s, 1))
    record_property("link lost, s", round(lost_s, 1))
    record_property("clear again, s", round(clear_s, 1))
    assert banner_s < banner_within_s + ROOM_S
    assert lost_s < lost_within_s + ROOM_S
