"""Fault 29: PostgreSQL restarted, killed, and its connections cut in the midst of a flood, a commit among them.

Nothing is lost, what was being written is there once, the screen says meanwhile that the store takes nothing, and the
console comes back by itself.
"""

import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from console.adapters.sql.store import open_store
from tests.fakes import run_async
from tests.faults.oracle import Gateway, Stored, feeding, settle, stored_in
from tests.faults.victim import voices
from tests.faults.watched import Watched, sees
from tests.servers import MISSING_MOSQUITTO, MISSING_POSTGRES, Mosquitto, Postgres

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.postgres,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.skipif(MISSING_POSTGRES is not None, reason=str(MISSING_POSTGRES)),
    pytest.mark.timeout(900),
]

PER_S = 150.0
RECEIPTED_WITHIN_S = 120.0
CUT = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'vaka'"
)


def restarted(server: Postgres, _: str) -> None:
    server.restart()


def killed(server: Postgres, _: str) -> None:
    server.kill()
    server.start()


def cut(_: Postgres, url: str) -> None:
    """Twenty times, at whatever it is doing: some of it between the commit and its answer."""
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as connection:
        for _turn in range(20):
            connection.execute(CUT)
            time.sleep(0.05)


BREAKS: dict[str, Callable[[Postgres, str], None]] = {"restarted": restarted, "killed": killed, "cut": cut}


def read(url: str) -> Stored:
    async def reading() -> Stored:
        store = await open_store(url)
        try:
            return await stored_in(store)
        finally:
            await store.close()

    return run_async(reading(), 60)


@pytest.mark.parametrize(
    ("breaks", "turns", "number"),
    [
        (("restarted", "killed", "cut"), 1, 600),
        pytest.param(("restarted",), 10, 5000, marks=pytest.mark.long),
        pytest.param(("killed",), 10, 5000, marks=pytest.mark.long),
        pytest.param(("cut",), 20, 10_000, marks=pytest.mark.long),
    ],
    ids=["each once", "restarted often", "killed often", "cut often"],
)
def test_a_flood_over_a_server_that_falls_is_stored_once(
    tmp_path: Path, breaks: tuple[str, ...], turns: int, number: int, record_property: Callable[[str, object], None]
) -> None:
    parts = len(breaks) * turns
    share = number // parts
    with Mosquitto() as broker, Postgres() as server:
        url = server.database()
        with (
            Watched(broker.port, tmp_path, url=url, prepares=True) as console,
            Gateway(broker.port, voices()) as gateway,
        ):
            console.said(sees)
            gateway.wait_connected()
            for part in range(parts):
                with feeding(gateway, range(part * share, (part + 1) * share), PER_S):
                    time.sleep(share / PER_S / 3)
                    BREAKS[breaks[part % len(breaks)]](server, url)
                broken_at = time.monotonic()
                gateway.wait(RECEIPTED_WITHIN_S)
                record_property(f"settled_after_{part}_s", round(time.monotonic() - broken_at, 2))
            told = len(console.lines)
            gateway.send(number)
            gateway.wait(RECEIPTED_WITHIN_S)
            console.said(lambda line: line.get("count"), after=told - 1)
        stored = read(url)
    settle(gateway, stored)
    assert len(stored.order) == share * parts + 1
    record_property("alarms", len(stored.order))
