"""Messages without end: half of them alarms with a receipt each, half signs of life and samples beside them.

Each alarm that its sender holds our receipt for is stored exactly once, the chain holds, the operator's queue says what
the journal says, and neither memory nor the write-ahead log grows with the number of messages.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from console.adapters.sql.store import open_store
from tests.faults.beside import Beside
from tests.faults.intake_process import KEY
from tests.faults.oracle import Gateway, Stored, settle, stored_in
from tests.faults.victim import voices
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]

READY_WITHIN_S = 60
RECEIPTED_WITHIN_S = 120
OFFERED_A_SECOND = 5_000
"""More than is taken in: what limits is the console."""
PART = 2_500
"""Alarms of one sender at the most, which has a ledger of its own: the next goes on when it holds every receipt."""
PARTS = 4
"""At the least."""
REPEAT_S = 30.0
"""As the contract's last interval: who repeats each second where more is offered than is taken in only adds to it."""

WAL_MB = 64
GROWN_MB = 50

Record = Callable[[str, object], None]


class Soaked:
    """The console's process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def asked(self, line: str) -> dict[str, Any]:
        """What it says to a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self.said()

    def said(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        told: dict[str, Any] = json.loads(next(line for line in self._process.stdout if line.startswith("{")))
        return told


@contextmanager
def soaked(port: int, folder: Path) -> Iterator[Soaked]:
    """A console that ends in order."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.soak_process", str(port), str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            console = Soaked(process)
            console.said()
            yield console
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(READY_WITHIN_S) == 0
        finally:
            process.kill()


def soak(port: int, console: Soaked, alarms: int, part: int) -> tuple[list[dict[str, Any]], list[Gateway]]:
    """Sends it part by part; returns what the console held after each, and the ledgers."""
    speaking = voices()
    beside, told, ledgers = Beside(port, speaking[0]), [], []
    try:
        for number in range(0, alarms, part):
            with Gateway(port, speaking, name=f"soak-{number}", repeat_s=REPEAT_S) as gateway:
                gateway.wait_connected()
                last = beside.send(min(part, alarms - number))
                gateway.feed(range(number, min(number + part, alarms)), OFFERED_A_SECOND)
                gateway.wait(RECEIPTED_WITHIN_S)
                last.wait_for_publish(RECEIPTED_WITHIN_S)
            ledgers.append(gateway)
            told.append(console.asked("held"))
            sys.stdout.write(json.dumps(told[-1]) + "\n")
            sys.stdout.flush()
    finally:
        beside.close()
    return told, ledgers


def taken_whole(console: Soaked, messages: int) -> dict[str, Any]:
    """What it says when all of them are taken in."""
    ends_at = time.monotonic() + RECEIPTED_WITHIN_S
    while console.asked("held")["taken"] < messages:
        assert time.monotonic() < ends_at
        time.sleep(0.1)
    return console.asked("truth")


@pytest.mark.parametrize(
    "messages",
    [2_000, pytest.param(1_000_000, marks=[pytest.mark.long, pytest.mark.timeout(7_000)])],
)
@pytest.mark.timeout(240)
def test_messages_without_end_are_each_stored_once_shown_truly_and_leave_nothing_behind(
    tmp_path: Path, messages: int, record_property: Record
) -> None:
    part = min(PART, messages // 2 // PARTS)
    with Mosquitto() as broker, soaked(broker.port, tmp_path) as console:
        began = time.monotonic()
        told, ledgers = soak(broker.port, console, messages // 2, part)
        took = time.monotonic() - began
        last = taken_whole(console, messages)
    stored = asyncio.run(all_stored(tmp_path))
    of_part: defaultdict[int, list[str]] = defaultdict(list)
    for id in (one for one in stored.order if one.startswith("alarm-")):
        of_part[int(id.removeprefix("alarm-")) // part].append(id)
    for number, gateway in enumerate(ledgers):
        settle(gateway, Stored(order=of_part[number], damage=stored.damage))
    assert sum(map(len, of_part.values())) == messages // 2
    assert last["differences"] == []
    assert max(each["wal_mb"] for each in told) < WAL_MB
    quarter = told[len(told) // 4]
    assert last["rss_mb"] < quarter["rss_mb"] + GROWN_MB
    record_property("messages_per_s", round(messages / took))
    record_property("memory_grown_mb", round(last["rss_mb"] - quarter["rss_mb"], 1))
    record_property("wal_mb", round(max(each["wal_mb"] for each in told), 1))
    record_property("cases_closed", last["closed"])


async def all_stored(folder: Path) -> Stored:
    """Every alarm of the ledgers in the journal, in its order."""
    store = await open_store(folder / "vaka.db", KEY)
    try:
        return await stored_in(store, "")
    finally:
        await store.close()
