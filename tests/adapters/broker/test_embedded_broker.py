"""The embedded broker: on this computer alone, as large as the contract needs, and gone when we are gone."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from console.adapters import broker as broker_module
from console.adapters.broker import MAX_PAYLOAD, EmbeddedBroker

ROOT = Path(__file__).resolve().parents[3]
LISTENING = "0A"


def accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def gone(port: int, within_s: float = 5) -> bool:
    end = time.monotonic() + within_s
    while accepts(port):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def inodes_of(pid: int) -> set[str]:
    links = [os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.is_symlink()]
    return {link[8:-1] for link in links if link.startswith("socket:[")}


def listening_addresses(pid: int) -> list[str]:
    """The local addresses, as the kernel writes them, on which a process listens."""
    own = inodes_of(pid)
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text("utf-8").splitlines()[1:]
    ]
    return [line[1] for line in lines if line[3] == LISTENING and line[9] in own]


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's /proc")
def test_it_listens_on_the_loopback_address_and_nowhere_else() -> None:
    with EmbeddedBroker() as broker:
        assert broker.is_running
        assert accepts(broker.port)
        addresses = listening_addresses(broker._broker._process.pid)  # type: ignore[union-attr]
    assert addresses == [f"0100007F:{broker.port:04X}"]


def test_it_stops_starts_again_on_the_same_port_and_stops_twice() -> None:
    broker = EmbeddedBroker()
    broker.start()
    port = broker.port
    broker.start()
    broker.stop()
    broker.stop()
    assert gone(port)
    assert not broker.is_running
    broker.start()
    assert broker.port == port
    assert accepts(port)
    broker.stop()
    assert gone(port)


def test_a_given_port_is_used_and_a_taken_one_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        broker = EmbeddedBroker(port)
        with pytest.raises(OSError, match=str(port)):
            broker.start()
        assert not broker.is_running
    with EmbeddedBroker(port) as broker:
        assert broker.port == port


def test_it_ends_when_our_process_is_killed() -> None:
    program = (
        "import sys, time\n"
        "from console.adapters.broker import EmbeddedBroker\n"
        "broker = EmbeddedBroker()\n"
        "broker.start()\n"
        "sys.stdout.write(f'{broker.port}\\n'); sys.stdout.flush()\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        port = int(owner.stdout.readline())
        assert accepts(port)
        owner.kill()
        owner.wait()
    assert gone(port)


def test_the_largest_message_of_the_contract_fits() -> None:
    assert MAX_PAYLOAD >= 300 * 1024


def test_a_port_that_somebody_took_meanwhile_is_left_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports = [taken.getsockname()[1], broker_module._free_port()]
        offered = list(ports)
        monkeypatch.setattr(broker_module, "_free_port", lambda: offered.pop(0))
        with EmbeddedBroker() as broker:
            assert broker.port == ports[1]
            assert accepts(broker.port)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises((OSError, RuntimeError)):
            EmbeddedBroker(taken.getsockname()[1]).start()
