"""Streams of real RTSP: seen at once, masked before they leave the child, and told why when they are not seen."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest

from console.adapters.cameras.cameras import ChildCameras
from console.adapters.cameras.wire import Ask
from console.domain.picture import CameraProtocol, Mask
from tests.adapters.cameras.kit import (
    Seen,
    camera,
    eventually,
    explained,
    explanation,
    made,
    permit,
    pixels,
    raw_frames,
    seen,
    workers,
)
from tests.adapters.mqtt.test_link_trust import make_authority, make_certificate
from tests.servers import MISSING_RTSP, RtspCamera, free_port

pytestmark = pytest.mark.skipif(MISSING_RTSP is not None, reason=str(MISSING_RTSP))

FIRST_WITHIN_S = 5.0
"""Five times what is promised: the machine may be busy."""

PASSWORD = "p@ss:w/o%d åö"


@pytest.fixture(scope="module")
def room() -> Iterator[RtspCamera]:
    with RtspCamera() as server:
        yield server


@pytest.fixture(scope="module")
def locked() -> Iterator[RtspCamera]:
    with RtspCamera("--login", f"vaka:{PASSWORD}", "--size", "320x180") as server:
        yield server


@pytest.fixture
def cameras() -> Iterator[ChildCameras]:
    adapter = made()
    yield adapter
    adapter.end()


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of a camera of which all that is known is what it does with a connection."""
    with socket.create_server(("127.0.0.1", free_port())) as server:
        kept: list[socket.socket] = []

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    kept.append(connection)
                    threading.Thread(target=quietly, args=(answer, connection), daemon=True).start()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"rtsp://127.0.0.1:{server.getsockname()[1]}/room"
        server.shutdown(socket.SHUT_RDWR)
        thread.join(10)
        for connection in kept:
            connection.close()


def quietly(answer: Callable[[socket.socket], None], connection: socket.socket) -> None:
    with suppress(OSError, ValueError):
        answer(connection)


def silent(connection: socket.socket) -> None:
    """Takes what it is told and says nothing."""
    while connection.recv(4096):
        pass


def test_the_first_picture_comes_within_a_second_where_one_was_waiting(room: RtspCamera, cameras: ChildCameras) -> None:
    cameras.warm()
    eventually(workers)
    time.sleep(0.5)
    began = time.monotonic()
    frame = seen(cameras, camera(room.address))[0]
    print(f"first picture after {frame.at_s - began:.3f} s")
    assert frame.at_s - began < FIRST_WITHIN_S
    assert (frame.number, frame.width, frame.height, frame.mask) == (1, 960, 540, Mask.SQUARES)
    assert len(frame.pixels) == 960 * 540 * 3


def test_a_stream_that_is_joined_between_two_key_frames_is_seen_at_the_next(cameras: ChildCameras) -> None:
    with RtspCamera("--late", "12") as server:
        began = time.monotonic()
        frame = seen(cameras, camera(server.address))[0]
    assert frame.at_s - began < FIRST_WITHIN_S
    assert pixels(frame).std() < 60, "what is decoded without its key frame is grey or torn"


def test_pictures_are_numbered_and_come_at_most_twelve_times_a_second(room: RtspCamera, cameras: ChildCameras) -> None:
    frames = seen(cameras, camera(room.address), 13)
    assert [frame.number for frame in frames] == list(range(1, len(frames) + 1))
    assert frames[12].at_s - frames[0].at_s > 0.7


@pytest.mark.parametrize("mask", [Mask.SQUARES, Mask.BLUR, Mask.OUTLINE])
def test_no_detail_leaves_the_child_under_a_mask(mask: Mask) -> None:
    """A chessboard of 20 points to the square: what comes up the pipe has no edge of it."""
    with RtspCamera("--pattern", "checkers-4") as server:
        plain = next(raw_frames(Ask(CameraProtocol.RTSP, server.address, Mask.NONE), 1))[1]
        for header, content in raw_frames(Ask(CameraProtocol.RTSP, server.address, mask), 3):
            assert header.mask is mask
            assert steps(content) < 0.05 * steps(plain)


def steps(content: bytes) -> float:
    """How much a point differs from its neighbour, on the average."""
    drawn = np.frombuffer(content, np.uint8).reshape(540, 960, 3).astype(int)
    return float(np.abs(np.diff(drawn, axis=1)).mean())


def test_the_mask_is_taken_off_by_a_permit_and_put_back_by_another(room: RtspCamera, cameras: ChildCameras) -> None:
    frames = Seen()
    opened = cameras.open(permit(), camera(room.address), frames)
    eventually(lambda: len(frames) > 3)
    assert {frame.mask for frame in frames.frames} == {Mask.SQUARES}
    opened.use(permit(Mask.NONE))
    before = len(frames)
    eventually(lambda: len(frames) > before + 3)
    assert {frame.mask for frame in frames.frames[before:]} == {Mask.NONE}
    opened.use(permit(Mask.BLUR))
    before = len(frames)
    eventually(lambda: len(frames) > before + 3)
    assert {frame.mask for frame in frames.frames[before:]} == {Mask.BLUR}, "what was on its way unmasked came through"
    opened.close()


def test_a_camera_that_sends_the_same_picture_for_ever_gives_no_new_one(cameras: ChildCameras) -> None:
    frames = Seen()
    with RtspCamera("--still-after", "25", "--size", "320x180") as server:
        opened = cameras.open(permit(), camera(server.address), frames)
        eventually(lambda: "still at" in server.log())
        time.sleep(1.5)
        before = len(frames)
        time.sleep(1.5)
        assert 0 < before == len(frames)
        assert opened.explanation == ""
        opened.close()


def test_a_camera_that_falls_silent_is_told(cameras: ChildCameras) -> None:
    frames = Seen()
    adapter = made(patience_s=2)
    with RtspCamera("--silent-after", "10", "--size", "320x180") as server:
        opened = adapter.open(permit(), camera(server.address), frames)
        eventually(lambda: opened.explanation)
        assert frames.frames
        assert opened.explanation == "the camera does not answer"
    adapter.end()


def test_a_camera_that_thinks_for_a_while_is_waited_for(cameras: ChildCameras) -> None:
    with RtspCamera("--slow", "0.6", "--size", "320x180") as server:
        assert seen(cameras, camera(server.address))


def test_a_dead_camera_is_told_when_patience_is_at_its_end() -> None:
    adapter = made(patience_s=0.5)
    with listening(silent) as address:
        assert explanation(adapter, camera(address)) == "the camera does not answer"
    adapter.end()


def test_a_camera_that_is_not_there_is_told(cameras: ChildCameras) -> None:
    assert explanation(cameras, camera(f"rtsp://127.0.0.1:{free_port()}/room")) == "the camera cannot be reached"


def test_a_picture_that_the_camera_does_not_have_is_told(room: RtspCamera, cameras: ChildCameras) -> None:
    nowhere = room.address.replace("/room", "/cellar")
    assert explanation(cameras, camera(nowhere)) == "the camera refuses to show its picture"


def test_a_camera_with_a_login_is_seen_with_its_password(locked: RtspCamera) -> None:
    adapter = made(PASSWORD)
    assert seen(adapter, camera(locked.address, "vaka"))
    adapter.end()


@pytest.mark.parametrize("login", ["vaka", ""])
def test_a_wrong_password_is_told_and_not_repeated(
    locked: RtspCamera, login: str, caplog: pytest.LogCaptureFixture
) -> None:
    adapter = made("hemligt-ord")
    said = explanation(adapter, camera(locked.address, login))
    assert said == "the camera refuses the login or its password"
    assert "hemligt" not in said + caplog.text
    adapter.end()


def test_the_password_stands_in_no_list_of_processes(locked: RtspCamera) -> None:
    adapter = made(PASSWORD)
    frames = Seen()
    adapter.open(permit(), camera(locked.address, "vaka"), frames)
    eventually(lambda: frames.frames)
    shown = [Path(f"/proc/{pid}/{what}").read_bytes() for pid in workers() for what in ("cmdline", "environ")]
    assert len(shown) == 2
    for secret in (PASSWORD.encode(), b"p%40ss", b"vaka:", str(locked.port).encode()):
        assert not any(secret in one for one in shown)
    adapter.end()


def test_a_password_that_would_be_cut_off_is_not_sent(locked: RtspCamera) -> None:
    adapter = made("å" * 30)
    assert "too long" in explanation(adapter, camera(locked.address, "vaka"))
    adapter.end()


def test_a_camera_that_points_elsewhere_is_not_followed(cameras: ChildCameras) -> None:
    went = threading.Event()

    def elsewhere(connection: socket.socket) -> None:
        went.set()

    with listening(elsewhere) as other:

        def points(connection: socket.socket) -> None:
            while asked := connection.recv(4096):
                number = asked.partition(b"CSeq: ")[2].split()[0]
                said = b"RTSP/1.0 302 Moved\r\nCSeq: " + number + b"\r\nLocation: " + other.encode() + b"\r\n\r\n"
                connection.sendall(said)

        with listening(points) as address:
            assert "not followed" in explanation(cameras, camera(address))
    assert not went.is_set()


HOSTILE: dict[str, Callable[[socket.socket], None]] = {
    "noise": lambda connection: connection.sendall(os.urandom(1 << 20)),
    "a heading without end": lambda connection: connection.sendall(b"RTSP/1.0 200 OK\r\nX: " + b"a" * (32 << 20)),
    "headings without end": lambda connection: connection.sendall(b"RTSP/1.0 200 OK\r\n" + b"X: a\r\n" * (4 << 20)),
    "a huge description": lambda connection: connection.sendall(
        b"RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 2000000000\r\n\r\n" + b"v" * (16 << 20)
    ),
    "nothing": lambda connection: connection.close(),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_bytes_are_told_in_place_of_a_picture(what: str) -> None:
    adapter = made(patience_s=1)
    with listening(HOSTILE[what]) as address:
        assert explanation(adapter, camera(address))
    adapter.end()


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl: sudo apt-get install -y openssl")
    folder = tmp_path_factory.mktemp("certificates")
    make_authority(folder, "authority")
    make_authority(folder, "stranger")
    make_certificate(folder, "good", "IP:127.0.0.1,DNS:localhost")
    make_certificate(folder, "elsewhere", "DNS:camera.example.org")
    for name in ("good", "elsewhere"):
        both = (folder / f"{name}.pem").read_text() + (folder / f"{name}.key").read_text()
        (folder / f"{name}-both.pem").write_text(both)
    return folder


@pytest.mark.parametrize(
    ("certificate", "authority", "is_trusted"),
    [
        ("good", "authority", True),
        ("good", "stranger", False),
        ("elsewhere", "authority", False),
        ("good", None, False),
    ],
)
def test_a_stream_inside_tls_is_seen_only_from_a_camera_that_is_vouched_for(
    certificates: Path, certificate: str, authority: str | None, is_trusted: bool
) -> None:
    adapter = made(authorities=certificates / f"{authority}.pem" if authority else None)
    with RtspCamera("--certificate", str(certificates / f"{certificate}-both.pem"), "--size", "320x180") as server:
        place = camera(server.address.replace("127.0.0.1", "localhost") if is_trusted else server.address)
        if is_trusted:
            assert seen(adapter, place)
        else:
            frames = Seen()
            opened = adapter.open(permit(), place, frames)
            assert explained(opened, frames) == "the camera's certificate is not trusted"
    adapter.end()
