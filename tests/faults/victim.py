"""The console that is killed: a process without a screen, ended with -9, started again, and read afterwards."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from console.adapters.municipality.simulated import build
from console.adapters.sql.store import open_store
from console.domain.alarm import DeviceKind
from tests.fakes import run_async
from tests.faults.intake_process import KEY, RESIDENTS, SEED, TODAY
from tests.faults.oracle import Gateway, Stored, Voice, stored_in

READY_WITHIN_S = 120
READ_WITHIN_S = 300


def voices() -> list[Voice]:
    """The personal alarms behind the busiest gateway of the victim's municipality."""
    bound = [
        device
        for device in build(SEED, RESIDENTS, today=TODAY).devices
        if device.kind is DeviceKind.PERSONAL_ALARM and device.resident
    ]
    busiest = Counter((device.municipality, device.sender) for device in bound).most_common(1)[0][0]
    return [
        Voice(device.municipality, device.sender, device.id)
        for device in bound
        if (device.municipality, device.sender) == busiest
    ]


class Victim:
    """Use it as a context manager: it starts, and is killed at the end.

    `more` are the words of `intake_process` after the folder. `kills` counts them, `ready_after_s` is how long each
    start took, in seconds.
    """

    def __init__(self, port: int, folder: Path, *more: str) -> None:
        self._command = [sys.executable, "-m", "tests.faults.intake_process", str(port), str(folder), *more]
        self._log = folder / "victim.log"
        self._process: subprocess.Popen[str] | None = None
        self._began = 0.0
        self.kills = 0
        self.ready_after_s: list[float] = []

    def __enter__(self) -> "Victim":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def pid(self) -> int:
        """The running process's."""
        assert self._process is not None
        return self._process.pid

    @property
    def open_files(self) -> int:
        """How many descriptors it holds."""
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def log(self) -> str:
        """What all its lives have said on stderr."""
        return self._log.read_text("utf-8", "replace")

    def begin(self) -> None:
        """Starts it, and returns at once."""
        self._began = time.monotonic()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=log, text=True)

    def start(self) -> None:
        """Returns when it takes alarms in."""
        self.begin()
        assert self._process is not None
        assert self._process.stdout is not None
        lines: Queue[str] = Queue()
        reading = Thread(target=lambda stream: lines.put(stream.readline()), args=(self._process.stdout,))
        reading.start()
        try:
            line = lines.get(timeout=READY_WITHIN_S)
        except Empty:
            self.kill()
            raise AssertionError(f"the console was not ready within {READY_WITHIN_S} s") from None
        finally:
            reading.join()
        assert line.strip() == "ready", f"the console ended as it started: {self.log()}"
        self.ready_after_s.append(time.monotonic() - self._began)

    def kill(self) -> None:
        """-9, in the midst of whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()
            self.kills += 1

    def kill_while_starting(self, chance: random.Random) -> None:
        """Starts it, and kills it somewhere on its way."""
        self.begin()
        time.sleep(chance.uniform(0.2, 2.0))
        self.kill()


def wait_until_heard(port: int, **more: Any) -> None:
    """Until the console at this broker answers a first alarm: from then on the broker keeps a session for it.

    `more` is the gateway's. AssertionError where it never answers.
    """
    with Gateway(port, voices(), name="first", **more) as first:
        first.send(0)
        first.wait(READY_WITHIN_S)


def read(folder: Path, source_ends: str = "/ledger") -> Stored:
    """What the journal of a dead console says."""

    async def reading() -> Stored:
        store = await open_store(folder / "vaka.db", KEY)
        try:
            return await stored_in(store, source_ends)
        finally:
            await store.close()

    return run_async(reading(), READ_WITHIN_S)


def median(values: Sequence[float]) -> float:
    """The middle one, to a hundredth."""
    return round(sorted(values)[len(values) // 2], 2)
