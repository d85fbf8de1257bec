"""Stills over HTTPS: only from a camera that is vouched for, never from elsewhere, never more than can be held."""

import hashlib
import re
import shutil
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler
from itertools import count
from pathlib import Path

import pytest

from console.adapters.cameras.cameras import ChildCameras
from console.adapters.cameras.challenge import Login, answer
from console.adapters.cameras.stills import LARGEST_BYTES, decoded
from console.adapters.cameras.wire import Unseen
from console.domain.picture import Mask
from tests.adapters.cameras.kit import (
    Seen,
    StillsServer,
    camera,
    eventually,
    explanation,
    gives,
    made,
    noise,
    permit,
    pixels,
    png,
    seen,
)
from tests.adapters.mqtt.test_link_trust import make_authority, make_certificate

STILL = png(noise())


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl: sudo apt-get install -y openssl")
    folder = tmp_path_factory.mktemp("certificates")
    make_authority(folder, "authority")
    make_certificate(folder, "good", "IP:127.0.0.1")
    make_certificate(folder, "elsewhere", "DNS:camera.example.org")
    return folder


@pytest.fixture
def cameras(certificates: Path) -> Iterator[ChildCameras]:
    adapter = made("hemligt-ord", authorities=certificates / "authority.pem")
    yield adapter
    adapter.end()


@pytest.fixture
def serving(certificates: Path) -> Callable[..., StillsServer]:
    """Makes a server inside TLS with a good certificate, or another."""

    def make(answers: Callable[[BaseHTTPRequestHandler], None], name: str = "good") -> StillsServer:
        return StillsServer(answers, (certificates / f"{name}.pem", certificates / f"{name}.key"))

    return make


Serving = Callable[..., StillsServer]


def test_a_still_is_seen_and_masked(serving: Serving, cameras: ChildCameras) -> None:
    with serving(partial(gives, STILL)) as server:
        frame = seen(cameras, camera(server.address))[0]
        plain = seen(cameras, camera(server.address), mask=Mask.NONE)[0]
    assert (frame.width, frame.height, frame.mask) == (320, 180, Mask.SQUARES)
    assert pixels(frame).std() < 20
    assert pixels(plain).tolist() == noise().to_ndarray().tolist()


def test_stills_that_change_are_fetched_twice_a_second_on_one_connection(
    serving: Serving, cameras: ChildCameras
) -> None:
    numbers = count()
    ports: set[int] = set()

    def changing(handler: BaseHTTPRequestHandler) -> None:
        ports.add(handler.client_address[1])
        gives(png(noise(next(numbers))), handler)

    with serving(changing) as server:
        frames = seen(cameras, camera(server.address), 4)
    assert 0.9 < frames[3].at_s - frames[0].at_s < 7.5
    assert len(ports) == 1


def test_the_same_still_for_ever_is_one_picture(serving: Serving, cameras: ChildCameras) -> None:
    frames = Seen()
    with serving(partial(gives, STILL)) as server:
        opened = cameras.open(permit(), camera(server.address), frames)
        eventually(lambda: len(server.asked) >= 4)
        opened.close()
    assert len(frames) == 1
    assert opened.explanation == ""


@pytest.mark.parametrize(("name", "authority"), [("elsewhere", True), ("good", False)])
def test_a_camera_that_nobody_vouches_for_is_not_asked(
    serving: Serving, certificates: Path, name: str, authority: bool
) -> None:
    adapter = made("hemligt-ord", authorities=certificates / "authority.pem" if authority else None)
    with serving(partial(gives, STILL), name) as server:
        assert explanation(adapter, camera(server.address, "vaka")) == "the camera's certificate is not trusted"
        assert server.asked == []
    adapter.end()


def test_only_the_drawings_of_this_machine_come_in_plain(cameras: ChildCameras) -> None:
    with StillsServer(partial(gives, STILL)) as server:
        assert seen(cameras, camera(server.address, is_simulated=True))
        before = len(server.asked)
        assert "https" in explanation(cameras, camera(server.address))
        elsewhere = server.address.replace("127.0.0.1", "localhost")
        assert "https" in explanation(cameras, camera(elsewhere, is_simulated=True))
        assert len(server.asked) == before


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_camera_that_points_elsewhere_is_not_followed(serving: Serving, cameras: ChildCameras, status: int) -> None:
    with serving(partial(gives, STILL)) as other:

        def points(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Location", other.address)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        with serving(points) as server:
            assert "not followed" in explanation(cameras, camera(server.address, "vaka"))
        assert other.asked == []


def huge(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(1 << 40))
    handler.end_headers()
    handler.wfile.write(STILL)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for _ in range(LARGEST_BYTES // (1 << 20) + 4):
        handler.wfile.write(b"100000\r\n" + b"a" * (1 << 20) + b"\r\n")


@pytest.mark.parametrize("answers", [huge, endless])
def test_a_still_that_is_too_large_is_not_taken(
    serving: Serving, cameras: ChildCameras, answers: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    with serving(answers) as server:
        assert explanation(cameras, camera(server.address)) == "the camera's picture is too large"


def bomb(width: int, height: int) -> bytes:
    """A small file that says it is a picture of this size."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack("!I", len(content)) + name + content + struct.pack("!I", zlib.crc32(name + content))

    head = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress(bytes((width + 1) * min(height, 64)))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


NO_PICTURES = {
    "nothing": b"",
    "words": b"<html>log in</html>",
    "a beginning": b"\xff\xd8\xff",
    "half a picture": STILL[:40],
    "a bomb": bomb(60_000, 60_000),
    "a strip": bomb(8_000, 16),
    "noise": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 64,
}


@pytest.mark.parametrize("what", NO_PICTURES)
def test_what_is_no_picture_is_told(serving: Serving, cameras: ChildCameras, what: str) -> None:
    with serving(partial(gives, NO_PICTURES[what])) as server:
        assert "picture" in explanation(cameras, camera(server.address))


@pytest.mark.parametrize("at", range(8, len(STILL), max(1, len(STILL) // 60)))
def test_a_picture_with_a_wrong_byte_is_a_picture_or_none(at: int) -> None:
    broken = STILL[:at] + bytes([STILL[at] ^ 0xFF]) + STILL[at + 1 :]
    with suppress(Unseen):
        assert decoded(broken).width <= 4096


def asking(scheme: str, handler: BaseHTTPRequestHandler) -> None:
    """Gives the still to whoever says the right password."""
    said = handler.headers.get("Authorization") or ""
    if said == "Basic dmFrYTpoZW1saWd0LW9yZA==" or is_right(said):
        gives(STILL, handler)
        return
    handler.send_response(401)
    handler.send_header("WWW-Authenticate", scheme)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def is_right(said: str) -> bool:
    told = dict(re.findall(r'(\w+)="?([^",]+)"?', said))
    if not said.startswith("Digest ") or told.get("username") != "vaka":
        return False
    hashed = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}[told["algorithm"]]

    def of(*parts: str) -> str:
        return hashed(":".join(parts).encode()).hexdigest()

    who, what = of("vaka", "cam", "hemligt-ord"), of("GET", "/still.jpg")
    middle = [told["nc"], told["cnonce"], "auth"] if "qop" in told else []
    return told["response"] == of(who, told["nonce"], *middle, what)


SCHEMES = [
    'Basic realm="cam"',
    'Digest realm="cam", nonce="abc"',
    'Digest realm="cam", nonce="abc", qop="auth,auth-int", algorithm=SHA-256, opaque="x"',
]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_camera_that_asks_who_we_are_is_told(serving: Serving, cameras: ChildCameras, scheme: str) -> None:
    with serving(partial(asking, scheme)) as server:
        assert seen(cameras, camera(server.address, "vaka"))
        assert server.asked[0][1] is None, "a password is not said before it is asked for"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_wrong_password_is_told_and_tried_once(serving: Serving, certificates: Path, scheme: str) -> None:
    adapter = made("galet", authorities=certificates / "authority.pem")
    with serving(partial(asking, scheme)) as server:
        opened = adapter.open(permit(), camera(server.address, "vaka"), Seen())
        eventually(lambda: opened.explanation)
        time.sleep(1.5)
        assert opened.explanation == "the camera refuses the login or its password"
        assert len(server.asked) == 2, "more tries lock the camera"
        opened.close()
    adapter.end()


def test_a_challenge_that_is_not_understood_is_not_answered() -> None:
    for strange in (
        "Negotiate",
        'Digest realm="x"',
        'Digest nonce="x", algorithm=MD5-sess',
        'Digest nonce="x", qop="z"',
    ):
        assert answer([strange], Login("vaka", "ord"), "/") is None


def test_a_camera_that_drips_is_given_up(certificates: Path, serving: Serving) -> None:
    adapter = made(authorities=certificates / "authority.pem", patience_s=0.6)
    stop = threading.Event()

    def drips(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not stop.wait(0.1):
            handler.wfile.write(b"a")

    with serving(drips) as server:
        assert explanation(adapter, camera(server.address)) == "the camera does not answer"
        stop.set()
    adapter.end()


def test_a_camera_that_fails_for_a_moment_is_asked_again(serving: Serving, cameras: ChildCameras) -> None:
    numbers = count()

    def failing(handler: BaseHTTPRequestHandler) -> None:
        number = next(numbers)
        if number in (1, 2):
            handler.send_error(503)
        else:
            gives(png(noise(number)), handler)

    frames = Seen()
    with serving(failing) as server:
        opened = cameras.open(permit(), camera(server.address), frames)
        eventually(lambda: opened.explanation)
        assert opened.explanation == "the camera refuses to show its picture"
        before = len(frames)
        eventually(lambda: len(frames) > before)
        assert opened.explanation == ""
        opened.close()


@pytest.mark.parametrize(
    "address",
    ["https://vaka:hemligt@camera.example.org/", "ftp://camera.example.org/", "https:///still", "https://a b/",
     "https://camera.example.org:99999/", "https://camera.example.org/#x", "https://k\u00e4llare/", "file:///etc/passwd",
     "https://camera.example.org/\r\nX: y", "https://" + "a" * 3000, ""],
)  # fmt: skip
def test_an_address_that_is_none_is_told_and_nothing_is_started(cameras: ChildCameras, address: str) -> None:
    said = explanation(cameras, camera(address))
    assert said == "the camera's address cannot be used with its protocol"
