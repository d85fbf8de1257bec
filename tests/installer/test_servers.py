"""The servers that other tests lean on start, answer, survive a kill with their data and leave no trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psycopg
import pytest

from tests.servers import MISSING_MOSQUITTO, MISSING_POSTGRES, Mosquitto, Postgres, accepts, free_port

needs_mosquitto = pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO))
needs_postgres = pytest.mark.skipif(MISSING_POSTGRES is not None, reason=str(MISSING_POSTGRES))
ROOT = Path(__file__).resolve().parents[2]


def publish(broker: Mosquitto, text: str, *options: str) -> None:
    """Publish one message to the topic `round/trip` at QoS 1 and wait for the broker's confirmation."""
    words = [
        "mosquitto_pub",
        "-V",
        "5",
        "-h",
        "127.0.0.1",
        "-p",
        str(broker.port),
        "-q",
        "1",
        "-t",
        "round/trip",
    ]
    subprocess.run([*words, "-m", text, *options], check=True, timeout=20)


def receive(broker: Mosquitto, *options: str) -> str:
    """Wait for one message on the topic `round/trip`."""
    words = [
        "mosquitto_sub",
        "-V",
        "5",
        "-h",
        "127.0.0.1",
        "-p",
        str(broker.port),
        "-q",
        "1",
        "-t",
        "round/trip",
    ]
    done = subprocess.run([*words, "-C", "1", "-W", "15", *options], check=True, timeout=20, capture_output=True)
    return done.stdout.decode().strip()


def wait_until_closed(port: int) -> None:
    """Wait until nothing accepts on the port any more, 20 s at most."""
    end = time.monotonic() + 20
    while accepts(port):
        assert time.monotonic() < end, f"something still listens on {port}"
        time.sleep(0.05)


def test_a_free_port_is_outside_the_range_of_outgoing_connections() -> None:
    assert all(20_000 <= free_port() < 32_000 for _ in range(20))


@pytest.mark.mosquitto
@needs_mosquitto
def test_a_message_makes_the_round_trip_through_mosquitto() -> None:
    with Mosquitto() as broker:
        publish(broker, "fallit på golvet", "-r")
        assert receive(broker) == "fallit på golvet"


@pytest.mark.mosquitto
@needs_mosquitto
def test_mosquitto_comes_back_on_its_port_with_its_data() -> None:
    with Mosquitto("retain_available true") as broker:
        port = broker.port
        publish(broker, "kept", "-r")
        os.kill(broker.pid, signal.SIGUSR1)  # saves now rather than after 60 s
        time.sleep(0.5)
        broker.kill()
        assert not accepts(port)
        broker.start()
        assert broker.port == port
        assert receive(broker) == "kept"


@pytest.mark.mosquitto
@needs_mosquitto
def test_a_frozen_mosquitto_answers_nothing_until_it_is_thawed() -> None:
    with Mosquitto() as broker:
        broker.freeze()
        with pytest.raises(subprocess.TimeoutExpired):
            subprocess.run(["mosquitto_pub", "-p", str(broker.port), "-t", "t", "-m", "m"], check=True, timeout=1)
        broker.thaw()
        publish(broker, "again", "-r")
        assert receive(broker) == "again"
        broker.freeze()
    assert not accepts(broker.port), "a frozen broker is stopped all the same"


@pytest.mark.mosquitto
@needs_mosquitto
def test_a_wrong_configuration_is_told_with_the_brokers_own_words() -> None:
    broker = Mosquitto("no_such_setting 1")
    with pytest.raises(RuntimeError, match="no_such_setting"):
        broker.start()
    broker.close()
    assert not broker.directory.exists()


@pytest.mark.mosquitto
@needs_mosquitto
def test_a_killed_test_run_leaves_no_server_behind() -> None:
    program = """
        import sys, time
        from tests.servers import Mosquitto
        broker = Mosquitto()
        broker.start()
        print(broker.port, broker.directory, flush=True)
        time.sleep(60)
    """
    run = [sys.executable, "-c", textwrap.dedent(program)]
    with subprocess.Popen(run, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port, folder = process.stdout.readline().split()
        assert accepts(int(port))
        process.kill()
    wait_until_closed(int(port))
    for file in Path(folder).iterdir():
        file.unlink()
    Path(folder).rmdir()


@pytest.mark.postgres
@needs_postgres
def test_postgres_keeps_a_table_over_a_restart_and_a_kill_and_its_databases_apart() -> None:
    with Postgres(fsync=False) as server:
        address = server.database().replace("+psycopg", "")
        with psycopg.connect(address) as connection:
            connection.execute("create table alarm (words text)")
            connection.execute("insert into alarm values ('fallit på golvet')")
        server.restart()
        server.kill()
        assert not accepts(server.port)
        server.start()
        with psycopg.connect(address) as connection:
            assert connection.execute("select words from alarm").fetchall() == [("fallit på golvet",)]
        with psycopg.connect(server.database().replace("+psycopg", "")) as connection:
            assert connection.execute("select to_regclass('alarm')").fetchone() == (None,)
    assert not accepts(server.port)
    assert not server.directory.exists()


@pytest.mark.postgres
@needs_postgres
def test_postgres_listens_on_this_machine_alone_and_is_safe_by_default() -> None:
    with Postgres() as server, psycopg.connect(server.url().replace("+psycopg", "")) as connection:
        shown = [connection.execute(f"show {name}").fetchone() for name in ("listen_addresses", "fsync")]
    assert shown == [("127.0.0.1",), ("on",)]
