"""The shipped Mosquitto configuration, run: who is let in, who may write what, and that an alarm goes through.

The broker runs a copy of `resources/mosquitto/vaka.conf` in which only the folders and the port differ, on 127.0.0.1,
with certificates made here. The clients are mosquitto_pub and mosquitto_sub, as in the README.
"""

import contextlib
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.adapters.mqtt import wire
from console.domain.report import AlarmReport
from tests.contracts.field_clients import BrowserClient

RESOURCES = Path(__file__).parents[2] / "resources"
EXAMPLE = RESOURCES / "contracts" / "examples" / "alarm.personal_alarm.press.json"
ALARMS = "vaka/v1/norrby/trygg-gateway/alarms/PA-1041"
SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
BROKER = shutil.which("mosquitto", path=SBIN) or "mosquitto"
PROGRAMS = ("mosquitto", "mosquitto_pub", "mosquitto_sub", "mosquitto_passwd", "openssl")
PASSWORDS = {
    "trygg-gateway": "sender-secret",
    "medicin": "other-secret",
    "console-1": "console-secret",
    "guest": "no-secret",
}
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
    web_port: int

    def client(self, program: str, user: str | None, *words: str, tls: bool = True, id_: str = "") -> list[str]:
        name = id_ or f"test-{program}-{user}"
        where = [program, "-V", "5", "-i", name, "-h", "127.0.0.1", "-p", str(self.port)]
        safe = ["--cafile", str(self.folder / "ca.crt")] if tls else []
        who = ["-u", user, "-P", PASSWORDS[user]] if user else []
        return [*where, *safe, *who, "-q", "1", *words]

    def publish(self, user: str | None, topic: str, *what: str, tls: bool = True, id_: str = "") -> tuple[int, str]:
        """The exit code of mosquitto_pub and what it said."""
        command = self.client("mosquitto_pub", user, "-t", topic, *(what or ("-m", "x")), tls=tls, id_=id_)
        done = subprocess.run(command, capture_output=True, text=True, timeout=WITHIN_S, check=False)
        return done.returncode, done.stderr

    @contextlib.contextmanager
    def listening(
        self, user: str, *topics: str, count: int = 1, form: str = "%p", id_: str = ""
    ) -> Iterator["subprocess.Popen[bytes]"]:
        """A mosquitto_sub that has subscribed, and ends after `count` messages."""
        wanted = [word for topic in topics for word in ("-t", topic)]
        ending = ["-C", str(count), "-W", str(WITHIN_S), "-F", form]
        command = self.client("mosquitto_sub", user, "-d", *ending, *wanted, id_=id_)
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


def render(folder: Path, port: int, web_port: int) -> Path:
    """The shipped configuration with this folder and these ports, and nothing else changed."""
    text = (RESOURCES / "mosquitto" / "vaka.conf").read_text("utf-8")
    changes = {
        "/etc/mosquitto/vaka/": f"{folder}/",
        "/var/lib/mosquitto/": f"{folder}/",
        "listener 8883": f"listener {port} 127.0.0.1",
        "/usr/share/vaka/": f"{folder}/",
        "listener 8084 127.0.0.1": f"listener {web_port} 127.0.0.1",
    }
    assert all(place in text for place in changes)
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
    folder, port, web_port = tmp_path_factory.mktemp("mosquitto"), free_port(), free_port()
    make_certificates(folder)
    configuration = render(folder, port, web_port)
    shutil.copytree(RESOURCES / "tablet", folder / "tablet")
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
            wait_for(web_port, process, folder / "log")
            yield Broker(folder, port, web_port)
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
        ("trygg-gateway", "vaka/v1/centre/guests/calls/p3nYw0qTz8Lk5VdR2sXh7A"),
        ("guest", ALARMS),
        ("guest", "vaka/v1/norrby/guest/alarms/PA-1041"),
        ("guest", "vaka/v1/norrby/guest/calls/PA-1041"),
        ("guest", "vaka/v1/centre/guest/calls/PA-1041"),
        ("guest", "vaka/v1/centre/guests/alarms/test-mosquitto_pub-guest"),
        ("guest", "vaka/v1/centre/guests/calls/p3nYw0qTz8Lk5VdR2sXh7A"),
        ("guest", "vaka/v1/centre/canary/console-1"),
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


def page(broker: Broker, path: str) -> bytes:
    trusted = ssl.create_default_context(cafile=str(broker.folder / "ca.crt"))
    where = f"https://localhost:{broker.web_port}/{path}"
    with urllib.request.urlopen(where, context=trusted, timeout=WITHIN_S) as answer:
        content: bytes = answer.read()
    return content


def browser(broker: Broker, user: str, client_id: str) -> BrowserClient:
    return BrowserClient(broker.web_port, broker.folder / "ca.crt", user, PASSWORDS[user], client_id)


def test_the_listener_for_browsers_serves_the_tablets_page_over_tls_by_http_1(broker: Broker) -> None:
    for name in ("index.html", "vendor/mqtt.min.js"):
        assert page(broker, name) == (RESOURCES / "tablet" / name).read_bytes()


@pytest.mark.parametrize("path", ["../acl", "..%2facl", "js/../../acl", "js/..%2f..%2fpasswords", "/etc/passwd"])
def test_the_listener_for_browsers_serves_nothing_beside_the_page(broker: Broker, path: str) -> None:
    asked = ["curl", "-s", "--path-as-is", "--cacert", str(broker.folder / "ca.crt"), "-w", "\n%{http_code}"]
    where = f"https://localhost:{broker.web_port}/{path}"
    done = subprocess.run([*asked, where], capture_output=True, text=True, timeout=WITHIN_S, check=False)
    assert done.stdout.splitlines()[-1] in ("404", "403", "000")
    assert "pattern" not in done.stdout
    assert "console-1" not in done.stdout
    assert "root" not in done.stdout


def test_a_browser_speaks_mqtt_there_and_the_same_rules_hold(broker: Broker) -> None:
    with browser(broker, "console-1", "web-console") as console, browser(broker, "medicin", "web-tablet") as tablet:
        console.subscribe("vaka/v1/#")
        assert tablet.publish(ALARMS, b"as another") == "Not authorized"
        mine = "vaka/v1/norrby/medicin/calls/TABLET-0088"
        assert tablet.publish(mine, b"ringing") == "Success"
        console.until(lambda: bool(console.got))
        assert console.got == [(mine, b"ringing")]


def test_a_browser_without_a_password_or_without_tls_does_not_come_in(broker: Broker) -> None:
    with BrowserClient(broker.web_port, broker.folder / "ca.crt", "medicin", "guess", "web-guess") as stranger:
        assert stranger.refused == "Not authorized"
    upgrade = "GET /mqtt HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: mqtt\r\n"
    with socket.create_connection(("127.0.0.1", broker.web_port), timeout=WITHIN_S) as plain:
        plain.sendall(f"{upgrade}{key}\r\n".encode())
        try:
            answer = plain.recv(12)
        except ConnectionResetError:
            answer = b""
    assert b"HTTP" not in answer, "the broker took a plain connection"


def test_nothing_listens_beyond_the_address_that_it_was_given(broker: Broker) -> None:
    """Mosquitto 2.0.11 forgets the address of a listener for WebSockets that has no `socket_domain`."""
    for port in (broker.port, broker.web_port):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port), timeout=WITHIN_S).close()


def test_the_broker_logs_who_and_never_what(broker: Broker) -> None:
    broker.publish("trygg-gateway", ALARMS, "-m", "MARKER-9d2")
    log = (broker.folder / "log").read_text()
    assert "trygg-gateway" in log
    assert "MARKER-9d2" not in log
    assert "sender-secret" not in log
