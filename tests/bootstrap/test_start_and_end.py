"""A console's start and end: the order of both, that an end is an end, and what a second console is told."""

import asyncio
import contextlib
import os
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from console.adapters.broker import EmbeddedBroker
from console.adapters.clock import SystemClock
from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.connection import Connection, Delivery
from console.adapters.mqtt.wire import decode
from console.adapters.secrets import MemorySecrets
from console.adapters.sql.owner import AlreadyOwned
from console.bootstrap import joined
from console.bootstrap.joined import Console, Fittings, opened
from console.bootstrap.parts import with_door
from console.config import Config, ConfigError
from console.domain.journal import Unwritable
from console.domain.link import LinkState
from console.domain.report import PresenceReport, Sight
from console.services.retention import Retention
from tests.builders import alarm
from tests.fakes import own_threads, run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

ENDS_WITHIN_S = 5.0


def configured(folder: Path, *, port: int = 0) -> Config:
    """A console in this folder; at the broker on `port`, or with one of its own."""
    base = Config()
    return replace(
        base,
        broker=replace(base.broker, host="127.0.0.1", port=port or 1883, tls=False, embedded=not port),
        console=replace(base.console, id="prov", state_folder=str(folder)),
        database=replace(base.database, file=str(folder / "vaka.db")),
        canary=replace(base.canary, interval_s=1, blind_after_s=3),
    )


async def until(is_so: Callable[[], bool], within_s: float = 15) -> None:
    async with asyncio.timeout(within_s):
        while not is_so():  # noqa: ASYNC110 (it is what is polled)
            await asyncio.sleep(0.02)


async def end(running: "asyncio.Task[None]") -> float:
    """Cancels and waits; returns how long that took."""
    began_at = time.monotonic()
    running.cancel()
    await asyncio.wait({running}, timeout=20)
    assert running.cancelled()
    return time.monotonic() - began_at


def task_names() -> set[str]:
    """All that run beside us."""
    return {task.get_name() for task in asyncio.all_tasks() if task is not asyncio.current_task()}


async def lived(config: Config, secrets: MemorySecrets, seen: "list[Console] | None" = None) -> None:
    """As the program runs it, from its first to its last line."""
    async with opened(config, Fittings(secrets)) as console:
        if seen is not None:
            seen.append(console)
        await with_door(console, console.run())


@asynccontextmanager
async def listening(port: int) -> AsyncIterator[list[PresenceReport]]:
    """The presences that go through a broker."""
    found: list[PresenceReport] = []

    def heard(delivery: Delivery) -> None:
        report = decode(delivery.topic, delivery.payload, delivery.received_at, delivery.retained)
        if isinstance(report, PresenceReport):
            found.append(report)
        delivery.confirm()

    access = BrokerAccess("127.0.0.1", port, "listener", session_expiry=timedelta(0))
    connection = Connection(access, None, None, SystemClock(), heard)
    try:
        await connection.open(["vaka/v1/centre/presence/+"])
        yield found
    finally:
        await connection.close(with_will=False)


def test_nothing_comes_in_before_it_can_be_kept(tmp_path: Path) -> None:
    async def main() -> None:
        async with opened(configured(tmp_path), Fittings(MemorySecrets())) as console:
            assert console.link.state is LinkState.CONNECTING  # the store is open, the board is read, and no link yet
            head = await console.store.journal.head()
            assert head.seq == console.recorder.board.seq == 0
            running = asyncio.create_task(console.run(), name="console")
            await until(lambda: console.link.state is LinkState.UP)
            await end(running)

    run_async(main())


@pytest.mark.mosquitto
@pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO))
def test_a_console_that_is_cancelled_says_that_it_leaves_and_leaves_nothing_behind(tmp_path: Path) -> None:
    async def main(port: int) -> None:
        threads = set(threading.enumerate())
        async with listening(port) as presences:
            seen: list[Console] = []
            before = task_names()
            running = asyncio.create_task(lived(configured(tmp_path, port=port), MemorySecrets(), seen), name="console")
            await until(lambda: any(one.sight is Sight.BLIND for one in presences))
            assert (tmp_path / "door.json").exists()
            assert await end(running) < ENDS_WITHIN_S
            assert task_names() == before
            await asyncio.sleep(0.5)
            assert presences[-1].sight is Sight.LEFT
        names = {thread.name for thread in set(threading.enumerate()) - threads}
        assert not {name for name in names if not name.startswith("asyncio_")}  # the loop's own go with the loop
        assert not (tmp_path / "door.json").exists()
        assert not (tmp_path / "vaka.db.owner").exists()

    with Mosquitto() as broker:  # rumqttd, the embedded one, publishes the last will even after a farewell
        run_async(main(broker.port), 30)
    assert own_threads() == [threading.main_thread()]


@pytest.mark.parametrize("after_s", [0.0, 0.005, 0.02, 0.1])
def test_whoever_cancels_twice_gets_a_whole_end_too(tmp_path: Path, after_s: float) -> None:
    async def main() -> None:
        seen: list[Console] = []
        running = asyncio.create_task(lived(configured(tmp_path), MemorySecrets(), seen), name="console")
        await until(lambda: bool(seen) and seen[0].link.state is LinkState.UP)
        running.cancel()
        await asyncio.sleep(after_s)
        running.cancel()
        await asyncio.wait({running}, timeout=ENDS_WITHIN_S)
        assert running.cancelled()
        assert task_names() == set()

    run_async(main())
    assert own_threads() == [threading.main_thread()]
    assert not (tmp_path / "vaka.db.owner").exists()


def children() -> set[str]:
    """Our child processes, of all threads, where the system tells them; other tests' servers may be among them."""
    told = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {child for one in told for child in one.read_text().split()}


def test_the_broker_of_our_own_ends_with_us(tmp_path: Path) -> None:
    async def main() -> int:
        seen: list[Console] = []
        running = asyncio.create_task(lived(configured(tmp_path), MemorySecrets(), seen), name="console")
        await until(lambda: bool(seen) and seen[0].link.state is LinkState.UP)
        assert await end(running) < ENDS_WITHIN_S
        return seen[0].broker.port

    before = children()
    port = run_async(main())
    with pytest.raises(ConnectionRefusedError):
        run_async(reached(port))
    assert children() <= before


async def reached(port: int) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


def test_a_broker_that_does_not_answer_keeps_nobody_from_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def main() -> None:
        seen: list[Console] = []
        running = asyncio.create_task(lived(configured(tmp_path), MemorySecrets(), seen), name="console")
        await until(lambda: bool(seen) and seen[0].link.state is LinkState.UP)

        async def hangs(_: PresenceReport) -> None:
            await asyncio.sleep(60)

        monkeypatch.setattr(seen[0].link, "send_presence", hangs)
        assert await end(running) < ENDS_WITHIN_S

    run_async(main())


def test_a_snapshot_of_the_last_event_is_kept_at_the_end(tmp_path: Path) -> None:
    secrets = MemorySecrets()

    async def main() -> None:
        async with opened(configured(tmp_path), Fittings(secrets)) as console:
            running = asyncio.create_task(console.run(), name="console")
            await console.intake.take([alarm(datetime.now(UTC), device="unknown")])
            await end(running)
            head = await console.store.journal.head()
            snapshot = await console.store.journal.latest_snapshot()
            assert snapshot is not None
            assert snapshot.seq == head.seq > 0
        async with opened(configured(tmp_path), Fittings(secrets)) as console:
            assert len(list(console.recorder.board.open_cases())) == 1

    run_async(main())


def test_a_second_console_is_told_who_has_the_file_and_leaves_no_broker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = MemorySecrets()
    brokers: list[EmbeddedBroker] = []

    class Counted(EmbeddedBroker):
        def __init__(self) -> None:
            super().__init__()
            brokers.append(self)

    monkeypatch.setattr(joined, "EmbeddedBroker", Counted)

    async def main() -> None:
        async with opened(configured(tmp_path), Fittings(secrets)):
            with pytest.raises(AlreadyOwned, match=rf"is in use by process {os.getpid()} on .* need PostgreSQL"):
                await begun(opened(configured(tmp_path), Fittings(secrets)))
            assert [one.is_running for one in brokers] == [True, False]

    run_async(main())
    assert [one.is_running for one in brokers] == [False, False]


async def begun(opening: "contextlib.AbstractAsyncContextManager[Console]") -> None:
    async with opening:
        raise AssertionError("it must not open")


def test_without_an_authority_it_does_not_open_and_lets_go_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Paths:
        cafile = None

    config = configured(tmp_path, port=8883)
    config = replace(config, broker=replace(config.broker, tls=True))
    monkeypatch.setattr("ssl.get_default_verify_paths", Paths)

    async def main() -> None:
        with pytest.raises(ConfigError, match=r"broker\.ca_file must be named"):
            await begun(opened(config, Fittings(MemorySecrets())))

    run_async(main())
    assert not (tmp_path / "vaka.db.owner").exists()


@pytest.mark.warns
def test_a_loop_that_falls_is_started_again_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    falls: list[int] = []

    async def main() -> None:
        seen: list[Console] = []
        running = asyncio.create_task(lived(configured(tmp_path), MemorySecrets(), seen), name="console")
        await until(lambda: bool(seen) and seen[0].link.state is LinkState.UP)
        await until(lambda: seen[0].health.faults.get("retention", 0) >= 1)
        assert seen[0].link.state is LinkState.UP
        await end(running)

    async def broken(_: Any) -> None:
        falls.append(1)
        raise RuntimeError("ours")

    monkeypatch.setattr(Retention, "run", broken)
    run_async(main())


def test_a_store_that_fails_at_the_end_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> None:
        seen: list[Console] = []
        running = asyncio.create_task(lived(configured(tmp_path), MemorySecrets(), seen), name="console")
        await until(lambda: bool(seen) and seen[0].link.state is LinkState.UP)

        async def full(_: object) -> None:
            raise Unwritable("full")

        monkeypatch.setattr(seen[0].store.journal, "save_snapshot", full)
        assert await end(running) < ENDS_WITHIN_S

    run_async(main())
