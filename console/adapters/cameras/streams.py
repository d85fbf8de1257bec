"""A camera's stream, RTSP over TCP, in the clear or inside TLS. Read by FFmpeg, which is told to wait for nothing.

FFmpeg follows a camera that points elsewhere, and can be told so neither by option nor by callback; it says so in its
log before it goes. So the log is listened to while it connects, and `leave` is called, which must not return.
"""

import logging
import os
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import av
from av import VideoFrame
from av.container import InputContainer
from av.video.stream import VideoStream

from console.adapters.cameras.address import with_login
from console.adapters.cameras.reading import MOST_PIXELS, require_size
from console.adapters.cameras.wire import Ask, Trouble, Unseen
from console.domain.picture import CameraProtocol

BAD_PACKETS = 100
"""So many in a row that cannot be decoded are no stream."""

_OPTIONS = {
    "rtsp_transport": "tcp",
    "allowed_media_types": "video",
    "protocol_whitelist": "rtsp,tcp,tls",
    "codec_whitelist": "h264,hevc,mjpeg",
    "max_pixels": str(MOST_PIXELS),
    "probesize": "32",
    "analyzeduration": "0",
    "max_delay": "0",
    "reorder_queue_size": "0",
    "flags": "low_delay",
}
_SYSTEM_AUTHORITIES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")

_TROUBLES: tuple[tuple[type[av.FFmpegError], Trouble], ...] = (
    (av.error.HTTPUnauthorizedError, Trouble.LOGIN),
    (av.error.HTTPForbiddenError, Trouble.LOGIN),
    (av.error.HTTPError, Trouble.REFUSED),
    (av.error.HTTPClientError, Trouble.REFUSED),
    (av.error.TimeoutError, Trouble.SILENT),
    (av.error.ExitError, Trouble.SILENT),
    (av.error.ConnectionRefusedError, Trouble.UNREACHABLE),
    (av.error.EOFError, Trouble.ENDED),
    (av.error.ConnectionResetError, Trouble.ENDED),
    (av.error.BrokenPipeError, Trouble.ENDED),
    (av.error.InvalidDataError, Trouble.NO_PICTURE),
)


def pictures(ask: Ask, leave: Callable[[Trouble], NoReturn]) -> Iterator[VideoFrame]:
    """The pictures as they come, also those that are the same as the one before. Raises Unseen at the latest when the
    camera has been silent for `ask.patience_s`."""
    try:
        with _opened(ask, leave) as container:
            if not container.streams.video:
                raise Unseen(Trouble.NO_PICTURE)
            stream = container.streams.video[0]
            stream.thread_type = "NONE"
            yield from _decoded(container, stream)
    except av.FFmpegError as error:
        raise Unseen(_trouble(error, ask)) from None
    raise Unseen(Trouble.ENDED)


def _opened(ask: Ask, leave: Callable[[Trouble], NoReturn]) -> InputContainer:
    options = dict(_OPTIONS)
    if ask.protocol is CameraProtocol.RTSPS:
        options |= {"tls_verify": "1", **_authorities(ask)}
    address = with_login(ask)
    began = time.monotonic()
    try:
        with _heard(_Listener(leave)):
            return av.open(address, options=options, timeout=(ask.patience_s, ask.patience_s))
    except av.FFmpegError:
        if time.monotonic() - began >= ask.patience_s:
            raise Unseen(Trouble.SILENT) from None
        raise


@contextmanager
def _heard(listener: logging.Handler) -> Iterator[None]:
    """Within the block the listener hears what FFmpeg says, and nobody else does."""
    log = logging.getLogger("libav")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(listener)
    av.logging.set_level(av.logging.INFO)
    try:
        yield
    finally:
        av.logging.set_level(None)
        log.removeHandler(listener)


def _authorities(ask: Ask) -> dict[str, str]:
    system = (ssl.get_default_verify_paths().cafile, *_SYSTEM_AUTHORITIES)
    found = ask.authorities or next((path for path in system if path and os.path.exists(path)), "")
    return {"ca_file": found} if found else {}


def _decoded(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    bad = 0
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            bad += 1
            if bad > BAD_PACKETS:
                raise
            continue
        for frame in frames:
            bad = 0
            require_size(frame.width, frame.height)
            if not frame.is_corrupt:
                yield frame


def _trouble(error: av.FFmpegError, ask: Ask) -> Trouble:
    for kind, trouble in _TROUBLES:
        if isinstance(error, kind):
            return trouble
    return Trouble.UNTRUSTED if ask.protocol is CameraProtocol.RTSPS else Trouble.UNREACHABLE


class _Listener(logging.Handler):
    """Hears FFmpeg say where it is about to go. What it says is kept nowhere."""

    def __init__(self, leave: Callable[[Trouble], NoReturn]) -> None:
        super().__init__()
        self._leave = leave

    def emit(self, record: logging.LogRecord) -> None:
        if "Redirecting" in record.getMessage():
            self._leave(Trouble.ELSEWHERE)
