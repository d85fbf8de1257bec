"""What the cameras' tests share: permits, cameras, what is seen, and a server of stills. A child is the real one."""

import contextlib
import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
from av import CodecContext, VideoFrame

from console.adapters.cameras.cameras import ChildCameras, OpenedCamera
from console.adapters.cameras.wire import Ask, Header, Kind, read_header
from console.domain import gate
from console.domain.gate import Permit
from console.domain.ids import DecisionId, DeviceId, LookId, MunicipalityId, OperatorId, ResidentId
from console.domain.look import LookFor
from console.domain.picture import Camera, CameraProtocol, Frame, Mask

ROOT = Path(__file__).parents[3]
WORKER = (sys.executable, "-P", "-m", "console.adapters.cameras.worker")
OURS = MunicipalityId("alvbro")
CAMERA = DeviceId("cam-1")


def permit(mask: Mask = Mask.SQUARES, camera: DeviceId = CAMERA) -> Permit:
    """As the gate gives it."""
    return Permit(
        LookId("l-1"), DecisionId("d-1"), OURS, ResidentId("r-1"), camera, OperatorId("ina"), LookFor.ROUND, mask,
        timedelta(seconds=30), seal=gate._SEAL,
    )  # fmt: skip


def camera(address: str, login: str = "", *, is_simulated: bool = False) -> Camera:
    """A camera by its address."""
    protocol = CameraProtocol(address.partition(":")[0]) if address.startswith("rtsp") else CameraProtocol.STILLS
    return Camera(OURS, CAMERA, protocol, address, login, is_simulated)


def made(password: str | None = "", **options: Any) -> ChildCameras:
    """The adapter, with the real child."""
    return ChildCameras(WORKER, lambda _: password, time.monotonic, **options)


class Seen:
    """The frames that came."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []

    def __call__(self, frame: Frame) -> None:
        self.frames.append(frame)

    def __len__(self) -> int:
        return len(self.frames)


def eventually(is_so: Callable[[], object], within_s: float = 30) -> None:
    until = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.01)


def seen(cameras: ChildCameras, place: Camera, count: int = 1, mask: Mask = Mask.SQUARES) -> list[Frame]:
    """The first frames of that camera, which is closed then."""
    frames = Seen()
    opened = cameras.open(permit(mask), place, frames)
    try:
        eventually(lambda: len(frames) >= count or opened.explanation)
        assert len(frames) >= count, opened.explanation
        return frames.frames
    finally:
        opened.close()


def explanation(cameras: ChildCameras, place: Camera) -> str:
    """Why no picture of that camera comes; fails if one does."""
    frames = Seen()
    opened = cameras.open(permit(), place, frames)
    try:
        return explained(opened, frames)
    finally:
        opened.close()


def explained(opened: OpenedCamera, frames: Seen) -> str:
    eventually(lambda: opened.explanation or frames.frames)
    assert not frames.frames, "a picture came"
    return opened.explanation


def workers() -> list[int]:
    """The children of this process that read cameras."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, IndexError):
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            if parent == str(os.getpid()) and b"cameras.worker" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
    return found


def raw_frames(ask: Ask, count: int) -> Iterator[tuple[Header, bytes]]:
    """What a child really sends, before anything of the console's has looked at it."""
    child = subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(ask.line())
        child.stdin.flush()
        for _ in range(count):
            header = read_header(child.stdout.read)
            assert header is not None
            content = child.stdout.read(header.length)
            assert header.kind is Kind.PICTURE, content
            yield header, content
    finally:
        child.kill()
        child.wait()
        child.stdin.close()
        child.stdout.close()


def pixels(frame: Frame) -> np.ndarray[Any, Any]:
    return np.frombuffer(frame.pixels, np.uint8).reshape(frame.height, frame.width, 3).astype(int)


def noise(seed: int = 1, width: int = 320, height: int = 180) -> VideoFrame:
    """A picture of nothing but detail."""
    drawn = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    return VideoFrame.from_ndarray(drawn, format="rgb24")


def png(picture: VideoFrame) -> bytes:
    """The picture as a file."""
    context = CodecContext.create("png", "w")
    context.width, context.height, context.pix_fmt = picture.width, picture.height, "rgb24"  # type: ignore[attr-defined]
    context.time_base = Fraction(1)  # type: ignore[attr-defined]
    return b"".join(bytes(packet) for packet in [*context.encode(picture), *context.encode(None)])  # type: ignore[attr-defined]


class StillsServer:
    """Stills on 127.0.0.1: `answer` is called for every request. Inside TLS with a certificate."""

    def __init__(
        self, answer: Callable[[BaseHTTPRequestHandler], None], certificate: tuple[Path, Path] | None = None
    ) -> None:
        self.asked: list[tuple[str, str | None]] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(handler) -> None:  # noqa: N805
                self.asked.append((handler.path, handler.headers.get("Authorization")))
                with contextlib.suppress(OSError):
                    answer(handler)

            def log_message(handler, *_: object) -> None:  # noqa: N805
                pass

        self._server = _Quiet(("127.0.0.1", 0), Handler)
        self._scheme = "http"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
            self._scheme = "https"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> "StillsServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}/still.jpg"


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        pass


def gives(content: bytes, handler: BaseHTTPRequestHandler) -> None:
    """Answers with this file."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)
