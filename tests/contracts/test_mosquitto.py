"""The shipped Mosquitto configuration, run: who is let in, who may write what, and that an alarm goes through.

The broker runs a copy of `resources/mosquitto/vaka.conf` in which only the folders and the port differ, on 127.0.0.1,
with certificates made here. The clients are mosquitto_pub and mosquitto_sub, as in the README.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.adapters.mqtt import wire
from console.domain.report import AlarmReport

RESOURCES = Path(__file__).parents[2] / "resources"
EXAMPLE = RESOURCES / "contracts" / "examples" / "alarm.personal_alarm.press.json"
ALARMS = "vaka/v1/norrby/trygg-gateway/alarms/PA-1041"
SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
BROKER = shutil.which("mosquitto", path=SBIN) or "mosquitto"
PROGRAMS = ("mosquitto", "mosquitto_pub", "mosquitto_sub", "mosquitto_passwd", "openssl")
PASSWORDS = {"trygg-gateway": "sender-secret", "medicin": "other-secret", "console-1": "console-secret"}
WITHIN_S = 10

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(
        sys.platform == "win32" or not all(shutil.which(program, path=SBIN) for program in PROGRAMS),
        reason="needs Mosquitto: sudo apt-get install -y mosquitto mosquitto-clients openssl",
    ),
]


@dataclass(frozen=True)
class Broker:
    """A running broker, and how its clients come to it."""

    folder: Path
    port: int

    def client(self, program: str, user: str | None, *words: str, tls: bool = True) -> list[str]:
        where = [program, "-V", "5", "-i", f"test-{program}-{user}", "-h", "127.0.0.1", "-p", str(self.port)]
        safe = ["--cafile", str(self.folder / "ca.crt")] if tls else []
        who = ["-u", user, "-P", PASSWORDS[user]] if user else []
        return [*where, *safe, *who, "-q", "1", *words]

    def publish(self, user: str | None, topic: str, *what: str, tls: bool = True) -> tuple[int, str]:
        """The exit code of mosquitto_pub and what it said."""
        command = self.client("mosquitto_pub", user, "-t", topic, *(what or ("-m", "x")), tls=tls)
        done = subprocess.run(command, capture_output=True, text=True, timeout=WITHIN_S, check=False)
        return done.returncode, done.stderr

    @contextlib.contextmanager
    def listening(
        self, user: str, *topics: str, count: int = 1, form: str = "%p"
    ) -> Iterator["subprocess.Popen[bytes]"]:
        """A mosquitto_sub that has subscribed, and ends after `count` messages."""
        wanted = [word for topic in topics for word in ("-t", topic)]
        ending = ["-C", str(count), "-W", str(WITHIN_S), "-F", form]
        command = self.client("mosquitto_sub", user, "-d", *ending, *wanted)
        with subprocess.Popen(["stdbuf", "-oL", *command], stdout=subprocess.PIPE) as listener:
            assert listener.stdout is not None
            for line in listener.stdout:
                if b"SUBACK" in line:
                    break
            try:
                yield listener
            finally:
                listener.kill()


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True, timeout=60)


def make_certificates(folder: Path) -> None:
    """A CA and a certificate for 127.0.0.1, as the README makes them."""
    new = ("-newkey", "rsa:2048", "-nodes")
    use = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
    authority = ("-days", "2", "-subj", "/CN=test CA", *use, "-keyout", "ca.key", "-out", "ca.crt")
    openssl(folder, "req", "-x509", *new, *authority)
    openssl(folder, "req", *new, "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr")
    (folder / "server.ext").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\nauthorityKeyIdentifier=keyid\n")
    signing = ("-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "server.ext")
    openssl(folder, "x509", "-req", "-in", "server.csr", *signing, "-out", "server.crt")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def render(folder: Path, port: int) -> Path:
    """The shipped configuration with this folder and port, and nothing else changed."""
    text = (RESOURCES / "mosquitto" / "vaka.conf").read_text("utf-8")
    changes = {"/etc/mosquitto/vaka/": f"{folder}/", "/var/lib/mosquitto/": f"{folder}/", "listener 8883": ""}
    assert all(place in text for place in changes)
    changes["listener 8883"] = f"listener {port} 127.0.0.1"
    for place, here in changes.items():
        text = text.replace(place, here)
    if os.geteuid() == 0:
        text = f"user root\n{text}"
    (folder / "vaka.conf").write_text(text)
    shutil.copy(RESOURCES / "mosquitto" / "acl", folder / "acl")
    (folder / "acl").chmod(0o600)
    return folder / "vaka.conf"


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    folder, port = tmp_path_factory.mktemp("mosquitto"), free_port()
    make_certificates(folder)
    configuration = render(folder, port)
    (folder / "passwords").touch(0o600)
    for user, password in PASSWORDS.items():
        subprocess.run(
            ["mosquitto_passwd", "-b", str(folder / "passwords"), user, password], check=True, capture_output=True
        )
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen([BROKER, "-c", str(configuration)], stderr=log, stdout=log) as process,
    ):
        try:
            wait_for(port, process, folder / "log")
            yield Broker(folder, port)
        finally:
            process.terminate()


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + WITHIN_S
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail(f"the broker did not start: {log.read_text()}")


def test_the_example_alarm_goes_through_to_a_console(broker: Broker) -> None:
    with broker.listening("console-1", "vaka/v1/#") as console:
        assert broker.publish("trygg-gateway", ALARMS, "-f", str(EXAMPLE)) == (0, "")
        out, _ = console.communicate(timeout=WITHIN_S)
    payload = EXAMPLE.read_bytes()
    assert payload in out
    report = wire.decode(ALARMS, payload, datetime.now(UTC), False)
    assert isinstance(report, AlarmReport)


def test_the_sender_gets_its_receipt_and_nobody_elses(broker: Broker) -> None:
    with broker.listening("trygg-gateway", "vaka/v1/#") as sender:
        topic = "vaka/v1/norrby/{}/receipts/PA-1041"
        assert broker.publish("console-1", topic.format("medicin"), "-m", "not-yours") == (0, "")
        assert broker.publish("console-1", topic.format("trygg-gateway"), "-m", "yours") == (0, "")
        out, _ = sender.communicate(timeout=WITHIN_S)
    assert b"\nyours" in out
    assert b"not-yours" not in out


def test_a_console_may_tell_the_next_centre(broker: Broker) -> None:
    assert broker.publish("console-1", "vaka/v1/centre/forward/grannby-larm") == (0, "")


def test_nobody_comes_in_without_a_name(broker: Broker) -> None:
    code, said = broker.publish(None, ALARMS)
    assert code != 0
    assert "Not authorized" in said


def test_nobody_comes_in_with_a_wrong_password(broker: Broker) -> None:
    command = broker.client("mosquitto_pub", "trygg-gateway", "-t", ALARMS, "-m", "x")
    command[command.index("sender-secret")] = "guess"
    assert subprocess.run(command, capture_output=True, timeout=WITHIN_S, check=False).returncode != 0


def test_plain_tcp_is_refused(broker: Broker) -> None:
    code, _ = broker.publish("trygg-gateway", ALARMS, tls=False)
    assert code != 0
    with socket.create_connection(("127.0.0.1", broker.port), timeout=WITHIN_S) as plain:
        plain.sendall(b"\x10\x10\x00\x04MQTT\x05\x02\x00\x0a\x00\x00\x03abc")
        try:
            answer = plain.recv(4)
        except ConnectionResetError:
            answer = b""
    assert not answer.startswith(b"\x20"), "the broker took a plain CONNECT"


@pytest.mark.parametrize(
    ("user", "topic"),
    [
        ("trygg-gateway", "vaka/v1/norrby/medicin/alarms/MED-0333"),
        ("medicin", ALARMS),
        ("trygg-gateway", "vaka/v1/norrby/trygg-gateway/receipts/PA-1041"),
        ("trygg-gateway", "vaka/v1/centre/canary/console-1"),
        ("trygg-gateway", "vaka/v1/centre/presence/trygg-gateway"),
        ("trygg-gateway", "vaka/v1/centre/forward/grannby-larm"),
        ("trygg-gateway", "elsewhere"),
        ("console-1", ALARMS),
        ("console-1", "vaka/v1/centre/canary/console-2"),
    ],
)
def test_nobody_writes_as_another(broker: Broker, user: str, topic: str) -> None:
    _, said = broker.publish(user, topic)
    assert "Not authorized" in said


@pytest.mark.parametrize("stream", ["alarms", "status", "samples", "supervision", "responders", "dispatch", "calls"])
def test_a_sender_writes_each_of_its_streams_even_with_a_misspelt_device(broker: Broker, stream: str) -> None:
    assert broker.publish("medicin", f"vaka/v1/norrby/medicin/{stream}/MED-0333/oops") == (0, "")


def test_a_payload_somewhat_over_the_contract_passes_and_a_large_one_does_not(broker: Broker, tmp_path: Path) -> None:
    with broker.listening("console-1", ALARMS, count=3, form="%l") as console:
        for size in (262_145, 307_200, 307_201, 400_000, 7):
            (tmp_path / "payload").write_bytes(b"x" * size)
            broker.publish("trygg-gateway", ALARMS, "-f", str(tmp_path / "payload"))
        out, _ = console.communicate(timeout=WITHIN_S)
    lengths = [int(line) for line in out.split(b"\n") if line.isdigit()]
    assert lengths == [262_145, 307_200, 7]


def test_the_broker_logs_who_and_never_what(broker: Broker) -> None:
    broker.publish("trygg-gateway", ALARMS, "-m", "MARKER-9d2")
    log = (broker.folder / "log").read_text()
    assert "trygg-gateway" in log
    assert "MARKER-9d2" not in log
    assert "sender-secret" not in log
