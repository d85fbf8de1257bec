"""A real PostgreSQL goes away under a running console: the card comes from this machine, its trace comes home."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.bootstrap.joined import Console
from console.config import copy_file
from console.domain import events as ev
from console.domain.events import ReadReason
from console.services.screen import LinksKnown, Unsent, Update
from tests.bootstrap.copy_process import ASTRID, DEAF_PORT, anna, at_the_server, imported, running
from tests.fakes import run_async
from tests.faults.intake_process import configured
from tests.servers import MISSING_POSTGRES, Postgres

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with Postgres(fsync=False) as running:
        yield running


@pytest.fixture
def postgres(server: Postgres) -> Iterator[Postgres]:
    """The module's server, up for whoever comes next whatever becomes of the test."""
    yield server
    server.restart()


class Eye:
    """A screen that keeps what it was told."""

    def __init__(self) -> None:
        self.shown: list[Update] = []

    def show(self, update: Update) -> None:
        self.shown.append(update)

    @property
    def unsent(self) -> int:
        """The last number told."""
        told = [update.count for update in self.shown if isinstance(update, Unsent)]
        return told[-1] if told else 0


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(40):
        while not holds():  # noqa: ASYNC110 - a server is waited for, not an event
            await asyncio.sleep(0.05)


async def readings(console: Console) -> list[str]:
    events = await console.store.journal.since(0)
    return [
        type(event.body).__name__
        for event in events
        if isinstance(event, ev.Event) and isinstance(event.body, ev.PersonRead | ev.RiskListRead)
    ]


async def without_the_server(postgres: Postgres, folder: Path) -> None:
    eye = Eye()
    async with running(at_the_server(postgres.database(), folder), eye) as console:
        await imported(console)
        assert (await console.records.card(anna, ASTRID, ReadReason.CALL)).copied_at is None
        await asyncio.to_thread(postgres.stop)
        began = asyncio.get_running_loop().time()
        card = await console.records.card(anna, ASTRID, ReadReason.EMERGENCY)
        assert asyncio.get_running_loop().time() - began < 5
        assert card.copied_at is not None
        assert card.person.name == "Astrid Lind"
        lists = console.reserve.blind.risk_lists
        assert [one.person.id for one in (await lists.read(anna)).people] == [ASTRID]
        began = asyncio.get_running_loop().time()
        assert [each.person.id for each in await lists.cards(anna)] == [ASTRID]
        assert asyncio.get_running_loop().time() - began < 2
        assert eye.unsent == 3
        assert any(isinstance(one, LinksKnown) for one in eye.shown)
        await asyncio.to_thread(postgres.start)
        await until(lambda: eye.unsent == 0)
        assert await readings(console) == ["PersonRead", "PersonRead", "RiskListRead", "PersonRead"]
        assert not (await console.store.journal.verify()).damage


@pytest.mark.postgres
@pytest.mark.skipif(MISSING_POSTGRES is not None, reason=str(MISSING_POSTGRES))
def test_a_card_is_read_from_the_copy_and_its_trace_comes_home_once(postgres: Postgres, tmp_path: Path) -> None:
    run_async(without_the_server(postgres, tmp_path), 90)


def killed_meanwhile(postgres: Postgres, url: str, folder: Path) -> None:
    """A console reads a card while the server is away, and is killed (-9)."""
    command = [sys.executable, "-m", "tests.bootstrap.copy_process", url, str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:  # type: ignore[call-overload]
        try:
            assert process.stdout.readline() == "ready\n"
            postgres.stop()
            process.stdin.write("go\n")
            process.stdin.flush()
            assert process.stdout.readline() == "read\n"
        finally:
            process.kill()
    postgres.start()


@pytest.mark.postgres
@pytest.mark.skipif(MISSING_POSTGRES is not None, reason=str(MISSING_POSTGRES))
def test_a_trace_outlives_its_killed_console_and_comes_home_once(postgres: Postgres, tmp_path: Path) -> None:
    async def scenario(url: str) -> None:
        for _ in range(2):
            eye = Eye()
            async with running(at_the_server(url, tmp_path), eye) as console:
                assert console.local_copy is not None
                await until(lambda eye=eye: eye.unsent == 0 and any(isinstance(one, LinksKnown) for one in eye.shown))
                await console.local_copy.tend()
                assert await readings(console) == ["PersonRead"]

    url = postgres.database()
    killed_meanwhile(postgres, url, tmp_path)
    run_async(scenario(url), 90)


@pytest.mark.postgres
@pytest.mark.skipif(MISSING_POSTGRES is not None, reason=str(MISSING_POSTGRES))
@pytest.mark.warns
def test_a_damaged_copy_keeps_no_console_from_starting(postgres: Postgres, tmp_path: Path) -> None:
    async def scenario() -> None:
        config = at_the_server(postgres.database(), tmp_path)
        copy_file(config).write_bytes(b"this is no database" * 100)
        async with running(config) as console:
            await imported(console)
            assert console.local_copy is None
            assert (await console.records.card(anna, ASTRID, ReadReason.CALL)).copied_at is None

    run_async(scenario(), 60)


def test_on_one_machine_there_is_no_second_copy(tmp_path: Path) -> None:
    async def scenario() -> None:
        config = configured(DEAF_PORT, tmp_path)
        async with running(config) as console:
            await imported(console)
            assert console.local_copy is None
            assert not copy_file(config).exists()
            found = await console.reserve.blind.risk_lists.read(anna)
            assert [one.person.id for one in found.people] == [ASTRID]
            assert found.copied_at is None
            assert len(await console.reserve.blind.risk_lists.cards(anna)) == 1
            assert await readings(console) == ["RiskListRead", "PersonRead"]

    run_async(scenario())
