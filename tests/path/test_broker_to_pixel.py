"""The whole straight path, with a real broker and the real program: from `mosquitto_pub` to a closed case."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from console.adapters.door import ask
from console.adapters.municipality.simulated import build
from console.domain.alarm import DeviceKind
from tests.faults.intake_process import RESIDENTS, SEED, TODAY
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(180),
]

EXAMPLE = Path("resources/contracts/examples/alarm.personal_alarm.press.json")


class Seat:
    """The program in its own process; `said` waits for a line that holds a key."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._lines: Queue[dict[str, Any]] = Queue()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def said(self, key: str, within_s: float = 60.0) -> dict[str, Any]:
        """The next line with that key."""
        ends_at = time.monotonic() + within_s
        while time.monotonic() < ends_at:
            with contextlib.suppress(Empty):
                line = self._lines.get(timeout=0.1)
                if key in line:
                    return line
        raise AssertionError(f"the seat did not say {key!r} within {within_s} s")

    def block(self, seconds: float) -> None:
        """Blocks the GUI; 0 ends the program."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{seconds}\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("{"):
                self._lines.put(json.loads(line))


@contextmanager
def seat(port: int, folder: Path, what: str) -> Iterator[Seat]:
    """A seat that ends with the test."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.path.shift_process", str(port), str(folder), what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        yield Seat(process)
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def publish_example(port: int, id_: str = "example-1") -> None:
    """The contract's example alarm, from a resident's own device, by `mosquitto_pub`."""
    device = next(
        one
        for one in build(SEED, RESIDENTS, today=TODAY).devices
        if one.kind is DeviceKind.PERSONAL_ALARM and one.resident
    )
    alarm = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    alarm |= {
        "id": id_,
        "source": f"/{device.municipality}/{device.sender}",
        "subject": device.id,
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }
    topic = f"vaka/v1/{device.municipality}/{device.sender}/alarms/{device.id}"
    subprocess.run(
        ["mosquitto_pub", "-V", "5", "-h", "127.0.0.1", "-p", str(port), "-q", "1", "-t", topic, "-s"],
        input=json.dumps(alarm),
        text=True,
        check=True,
        timeout=10,
    )


def test_the_contracts_example_is_shown_claimed_by_keyboard_closed_and_told_by_the_journal(tmp_path: Path) -> None:
    with Mosquitto() as broker, seat(broker.port, tmp_path, "handle") as program:
        program.said("seated")
        publish_example(broker.port)
        assert program.said("shown")["cause"] == "press"
        assert program.said("claimed")["claimed"] == "Ellen Sandgren"
        program.said("closed")
        arguments = json.dumps({"case": "latest", "login": "petra.lund", "password": ""})
        told = [json.loads(line) for line in ask(tmp_path, "journal show", [arguments])]
        kinds = ["case_opened", "case_claimed", "plan_begun", "note_written", "case_closed"]
        assert [line["kind"] for line in told] == kinds
        assert told[3]["body"]["text"] == "Kom upp igen."
        assert told[4]["body"]["outcome"]


def test_a_stopped_broker_raises_the_banner_and_its_return_takes_it_away(tmp_path: Path) -> None:
    with Mosquitto() as broker, seat(broker.port, tmp_path, "block") as program:
        program.said("seated")
        while program.said("banner")["banner"]:
            pass
        broker.stop()
        stopped_at = time.time()
        assert program.said("banner")["banner"] is True
        assert time.time() - stopped_at < 15
        broker.start()
        assert program.said("banner", within_s=45)["banner"] is False


class Listener:
    """What the consoles say of themselves, by `mosquitto_sub`."""

    def __init__(self, port: int) -> None:
        self._process = subprocess.Popen(
            ["mosquitto_sub", "-V", "5", "-h", "127.0.0.1", "-p", str(port), "-q", "1", "-t", "vaka/v1/#", "-v"],
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines: Queue[tuple[str, dict[str, Any]]] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def heard(self, level: str, within_s: float, **data: object) -> bool:
        """Whether a message with that topic level and those data comes in time."""
        ends_at = time.monotonic() + within_s
        while time.monotonic() < ends_at:
            with contextlib.suppress(Empty):
                topic, body = self._lines.get(timeout=0.1)
                if f"/{level}/" in topic and data.items() <= body.items():
                    return True
        return False

    def stop(self) -> None:
        """Ends it by its id."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            topic, _, payload = line.partition(" ")
            self._lines.put((topic, json.loads(payload).get("data", {})))


def test_a_blocked_screen_stops_no_alarm_and_turns_the_presence_blind(tmp_path: Path) -> None:
    with Mosquitto() as broker, seat(broker.port, tmp_path, "block") as program:
        program.said("seated")
        listener = Listener(broker.port)
        try:
            assert listener.heard("presence", 20, sight="seeing")
            program.block(14)
            assert listener.heard("presence", 12, sight="blind")
            publish_example(broker.port, "while-blocked")
            assert listener.heard("receipts", 5, state="stored")
            assert listener.heard("presence", 30, sight="seeing")
        finally:
            listener.stop()
