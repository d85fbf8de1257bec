"""`vaka intake`, run as a process: it says how it is, and ends in order when it is told to."""

import asyncio
import contextlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from console.bootstrap import parts
from console.bootstrap.answers import Line
from console.bootstrap.joined import Fittings, opened
from console.domain.ids import ConsoleId
from tests.commands.kit import Centre
from tests.fakes import own_threads

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Linux")


@contextlib.contextmanager
def intake(centre: Centre) -> Iterator["subprocess.Popen[str]"]:
    """The process, killed at the end if it still lives."""
    command = [sys.executable, "-m", "tests.commands.intake_process", str(centre.file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_intake_says_that_it_runs_and_ends_in_order(centre: Centre, sign: signal.Signals) -> None:
    with intake(centre) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "intake prov runs; Ctrl+C ends it\n"
        assert process.stdout.readline() == "alarms are taken in and stored\n"
        process.send_signal(sign)
        started_at = time.monotonic()
        rest, complaints = process.communicate(timeout=20)
        assert time.monotonic() - started_at < 5
    assert (process.returncode, rest, complaints) == (0, "intake has ended\n", "")
    assert not (centre.folder / "door.json").exists()
    assert not (centre.folder / "vaka.db.owner").exists()


def test_intake_says_when_it_is_blind(centre: Centre) -> None:
    centre.rewrite("embedded = true", "port = 1\ntls = false")
    with intake(centre) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        assert process.stderr.readline().startswith("BLIND, link lost: cannot reach localhost:1")
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


def test_a_console_that_ends_by_itself_ends_the_command_with_its_reason(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    from console.bootstrap import joined
    from console.domain.journal import Unwritable

    async def falls(_: object) -> None:
        raise Unwritable("the database is gone")

    monkeypatch.setattr(joined.Console, "run", falls)
    assert "the database is gone" in centre.refuse("intake")


@pytest.mark.warns
def test_a_door_that_cannot_be_opened_does_not_stop_the_console(centre: Centre) -> None:
    (centre.folder / "door.json").mkdir()
    said: list[Line] = []

    async def main() -> None:
        async with opened(centre.config, Fittings(centre.secrets)) as console:
            stop = asyncio.Event()
            serving = asyncio.create_task(parts.serve(console, stop, said.append), name="serving")
            while not said:  # noqa: ASYNC110 (it is what is polled)
                await asyncio.sleep(0.05)
            stop.set()
            await serving
            assert console.id == ConsoleId("prov")

    centre.inside(main())
    assert [line.text for line in said] == ["alarms are taken in and stored"]
    assert own_threads() == [threading.main_thread()]
