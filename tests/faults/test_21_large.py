"""Payloads of 256 KiB, 2 MB and 200 MB over a real broker without limits: the console's memory stays, alarms go on, and
what came and cannot be read is a technical case."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from console.adapters.sql.store import Store, open_store
from console.domain import events as ev
from console.domain.alarm import Cause
from tests.fakes import run_async
from tests.faults.intake_process import KEY
from tests.faults.oracle import Gateway, settle, stored_in
from tests.faults.victim import Victim, voices
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(300),
]

CONTRACT = 256 * 1024
MOST_MEMORY_MB = 50
SETTLED_S = 1.0


def held_mb(process: int, what: str = "VmRSS") -> float:
    """What a process holds in memory, or (`VmHWM`) has ever held."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(what))


def publish(port: int, topic: str, file: Path) -> None:
    command = ["mosquitto_pub", "-V", "5", "-h", "127.0.0.1", "-p", str(port), "-t", topic, "-q", "1", "-f", str(file)]
    subprocess.run(command, check=True, timeout=120)


@pytest.mark.parametrize("sizes", [
    pytest.param((CONTRACT + 1, 2_000_000), id="two_million"),
    pytest.param((CONTRACT, CONTRACT + 1, 2_000_000, 3_900_000, 4_200_000, 20_000_000, 200_000_000), id="all",
                 marks=pytest.mark.long),
    pytest.param((40_000_000,), id="forty_million"),
])  # fmt: skip
def test_a_large_payload_costs_no_memory_and_stops_nothing(
    tmp_path: Path, sizes: tuple[int, ...], record_property: Callable[[str, object], None]
) -> None:
    speaking = voices()[:5]
    folder, file = tmp_path / "console", tmp_path / "payload"
    folder.mkdir()
    with Mosquitto() as broker:
        with Victim(broker.port, folder) as victim, Gateway(broker.port, speaking) as gateway:
            gateway.send(0)
            gateway.wait(60)
            time.sleep(SETTLED_S)
            before = held_mb(victim.pid)
            for number, size in enumerate(sizes, 1):
                file.write_bytes(b'{"data":"' + b"a" * (size - 11) + b'"}')
                publish(broker.port, speaking[0].topic, file)
                gateway.send(number)
                began = time.monotonic()
                gateway.wait(60)
                record_property(f"{size} bytes: receipt of the next alarm, s", round(time.monotonic() - began, 2))
            most = held_mb(victim.pid, "VmHWM") - before
        record_property("memory at the most, MB more", round(most, 1))
        assert most < MOST_MEMORY_MB
        assert broker.log().count("connected") < 50
    run_async(settled(folder, gateway, sizes), 60)


async def settled(folder: Path, gateway: Gateway, sizes: tuple[int, ...]) -> None:
    """What the dead console's journal says."""
    store = await open_store(folder / "vaka.db", KEY)
    try:
        settle(gateway, await stored_in(store))
        assert await told_of(store) == (1 if any(CONTRACT <= size < 4_000_000 for size in sizes) else 0)
    finally:
        await store.close()


async def told_of(store: Store) -> int:
    """How many cases there are of what could not be read."""
    found, seq = 0, 0
    while events := await store.journal.since(seq):
        found += sum(
            isinstance(event, ev.Event)
            and isinstance(event.body, ev.CaseOpened)
            and event.body.alarm.cause is Cause.UNREADABLE
            for event in events
        )
        seq = events[-1].seq
    return found
