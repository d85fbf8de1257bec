"""What is shipped to stand before the broker for browsers, run: nginx with `resources/mosquitto/nginx.conf`.

A copy in which only the folders and ports differ, in front of a real Mosquitto with the shipped rules.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.contracts.field_clients import BrowserClient
from tests.servers import MISSING_MOSQUITTO, BrowserMosquitto, accepts, free_port

RESOURCES = Path(__file__).parents[2] / "resources"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
USERS = {"console-1": "console-secret", "tablet-88": "tablet-secret", "guest": "guest"}
WITHIN_S = 30

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.skipif(
        sys.platform == "win32" or NGINX is None or shutil.which("curl") is None,
        reason="needs nginx and curl: sudo apt-get install -y nginx-light curl",
    ),
]


@dataclass(frozen=True)
class Front:
    """A running nginx, and the broker behind it."""

    broker: BrowserMosquitto
    port: int

    def get(self, path: str, *how: str) -> tuple[str, str, bytes]:
        """The status with the HTTP version, the headers in small letters, and the content."""
        asked = ["curl", "-s", "-i", "--path-as-is", "--cacert", str(self.broker.ca_file), *how]
        where = f"https://localhost:{self.port}/{path}"
        done = subprocess.run([*asked, where], capture_output=True, timeout=WITHIN_S, check=True)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        status, _, headers = head.decode().partition("\r\n")
        return status, headers.lower(), content


def render(broker: BrowserMosquitto, folder: Path, port: int) -> Path:
    """The shipped configuration with these folders and ports, and around it what Debian's has."""
    text = (RESOURCES / "mosquitto" / "nginx.conf").read_text("utf-8")
    changes = {
        "/etc/mosquitto/vaka/": f"{broker.directory}/",
        "/usr/share/vaka/": f"{RESOURCES}/",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "127.0.0.1:8084": f"127.0.0.1:{broker.web_port}",
    }
    for place, here in changes.items():
        assert place in text
        text = text.replace(place, here)
    (folder / "vaka.conf").write_text(text, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    places = " ".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    around = f"{user} daemon off; pid {folder}/pid; error_log stderr; events {{}}"
    inside = (
        f"include /etc/nginx/mime.types; default_type application/octet-stream; {places} include {folder}/vaka.conf;"
    )
    (folder / "nginx.conf").write_text(f"{around}\nhttp {{ {inside} }}\n", "utf-8")
    return folder / "nginx.conf"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    with BrowserMosquitto(RESOURCES / "tablet", USERS) as broker, (folder / "log").open("wb") as log:
        command = [NGINX or "nginx", "-p", str(folder), "-c", str(render(broker, folder, port))]
        with subprocess.Popen(command, stdout=log, stderr=log) as process:
            try:
                end = time.monotonic() + WITHIN_S
                while not accepts(port):
                    assert process.poll() is None, (folder / "log").read_text()
                    assert time.monotonic() < end, (folder / "log").read_text()
                    time.sleep(0.05)
                yield Front(broker, port)
            finally:
                process.terminate()


@pytest.mark.parametrize(("how", "version"), [("--http2", "HTTP/2 200"), ("--http1.1", "HTTP/1.1 200")])
def test_a_browser_gets_the_page_whichever_http_it_speaks(front: Front, how: str, version: str) -> None:
    status, headers, content = front.get("", how)
    assert status.startswith(version)
    assert content == (RESOURCES / "tablet" / "index.html").read_bytes()
    assert "content-type: text/html" in headers


def test_each_file_is_what_it_is_called_and_nothing_is_kept_or_guessed(front: Front) -> None:
    kinds = {".js": "application/javascript", ".css": "text/css", ".html": "text/html"}
    for path in (one for one in (RESOURCES / "tablet").rglob("*") if one.is_file()):
        status, headers, content = front.get(path.relative_to(RESOURCES / "tablet").as_posix())
        assert " 200" in status, path
        assert content == path.read_bytes(), path
        assert f"content-type: {kinds.get(path.suffix, '')}" in headers
        assert "x-content-type-options: nosniff" in headers
        assert "cache-control: no-cache" in headers


def test_a_responders_phone_gets_its_page_beside_the_tablets(front: Front) -> None:
    folder = RESOURCES / "responder"
    status, headers, _ = front.get("responder")
    assert status.startswith("HTTP/2 301")
    assert re.search(r"location: \S*/responder/\r", headers)
    kinds = {".js": "application/javascript", ".css": "text/css", ".html": "text/html"}
    kinds[".webmanifest"] = "application/manifest+json"
    for path in (one for one in folder.rglob("*") if one.is_file() and one.suffix in kinds):
        status, headers, content = front.get(f"responder/{path.relative_to(folder).as_posix()}")
        assert (" 200" in status, content) == (True, path.read_bytes()), path
        assert f"content-type: {kinds[path.suffix]}" in headers
        assert "x-content-type-options: nosniff" in headers
        assert "geolocation=(self)" in headers
    assert front.get("responder/")[2] == (folder / "index.html").read_bytes()
    assert " 404" in front.get("responder/nothing.js")[0]


@pytest.mark.parametrize(
    "path",
    [
        "../mosquitto/acl",
        "..%2fmosquitto/acl",
        "js/../../mosquitto/acl",
        "mqtt/../../acl",
        "responder../mosquitto/acl",
        "responder/..%2fmosquitto/acl",
    ],
)
def test_nothing_beside_the_page_is_given_out(front: Front, path: str) -> None:
    status, _, content = front.get(path)
    assert " 200" not in status
    assert b"pattern" not in content


def test_mqtt_passes_through_and_the_brokers_rules_hold(front: Front) -> None:
    def come(user: str) -> BrowserClient:
        return BrowserClient(front.port, front.broker.ca_file, user, USERS[user], f"{user}-in-front")

    calls = "vaka/v1/norrby/tablet-88/calls/TABLET-0088"
    with come("console-1") as console, come("tablet-88") as tablet, come("guest") as guest:
        console.subscribe("vaka/v1/#")
        tablet.subscribe(calls)
        assert guest.publish(calls, b"as another") == "Not authorized"
        assert console.publish(calls, b"offer") == "Success"
        tablet.until(lambda: bool(tablet.got))
        assert tablet.publish(calls, b"answer") == "Success"
        console.until(lambda: (calls, b"answer") in console.got)
    with BrowserClient(front.port, front.broker.ca_file, "guest", "guess", "guest-in-front") as stranger:
        assert stranger.refused == "Not authorized"
