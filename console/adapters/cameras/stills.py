"""A camera that gives one picture after another over HTTPS. Nothing is followed, and nothing is read beyond its bound.

A fetch that fails for the moment (the camera starts again, the net is gone) is told and tried again; what will not
mend by itself (login, certificate, a camera that points elsewhere) ends it.
"""

import http.client
import ssl
import time
from collections.abc import Callable, Iterator
from urllib.parse import SplitResult

import av
from av import CodecContext, VideoFrame
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext

from console.adapters.cameras.address import checked
from console.adapters.cameras.challenge import Login, answer
from console.adapters.cameras.reading import MOST_PIXELS, require_size
from console.adapters.cameras.wire import Ask, Trouble, Unseen

EVERY_S = 0.5
AGAIN_AFTER_S = 1.0

LARGEST_BYTES = 8 * 1024 * 1024

_MAGIC = ((b"\xff\xd8\xff", "mjpeg"), (b"\x89PNG\r\n\x1a\n", "png"))
_PASSING = frozenset({Trouble.UNREACHABLE, Trouble.SILENT, Trouble.REFUSED, Trouble.NO_PICTURE})


def pictures(ask: Ask, tell: Callable[[Trouble], None]) -> Iterator[VideoFrame]:
    """The pictures as they come, also those that are the same as the one before. `tell` hears what may pass; raises
    Unseen for what will not."""
    place = _Place(ask)
    while True:
        began = time.monotonic()
        try:
            yield decoded(place.fetched())
            pause = EVERY_S
        except Unseen as unseen:
            place.leave()
            if unseen.trouble not in _PASSING:
                raise
            tell(unseen.trouble)
            pause = AGAIN_AFTER_S
        time.sleep(max(0.0, began + pause - time.monotonic()))


def decoded(still: bytes) -> VideoFrame:
    """The picture in a JPEG or PNG file. Raises Unseen."""
    codec = next((name for magic, name in _MAGIC if still.startswith(magic)), None)
    if codec is None:
        raise Unseen(Trouble.NO_PICTURE)
    try:
        context = CodecContext.create(codec, "r")
        if not isinstance(context, VideoCodecContext):
            raise Unseen(Trouble.NO_PICTURE)
        context.options = {"max_pixels": str(MOST_PIXELS)}
        context.thread_type = "NONE"
        frames = [*context.decode(Packet(still)), *context.decode(None)]
    except av.FFmpegError:
        raise Unseen(Trouble.NO_PICTURE) from None
    if not frames:
        raise Unseen(Trouble.NO_PICTURE)
    require_size(frames[0].width, frames[0].height)
    return frames[0]


class _Place:
    """Where the stills are, and the connection there, which is kept while it lasts."""

    def __init__(self, ask: Ask) -> None:
        self._parts = checked(ask)
        self._path = _path(self._parts)
        self._login = Login(ask.login, ask.password) if ask.login else None
        self._patience_s = ask.patience_s
        self._trust = ssl.create_default_context(cafile=ask.authorities or None)
        self._connection: http.client.HTTPConnection | None = None

    def fetched(self) -> bytes:
        """One still, as it came. Raises Unseen."""
        try:
            return self._asked()
        except ssl.SSLCertVerificationError:
            raise Unseen(Trouble.UNTRUSTED) from None
        except TimeoutError:
            raise Unseen(Trouble.SILENT) from None
        except (OSError, http.client.HTTPException):
            raise Unseen(Trouble.UNREACHABLE) from None

    def leave(self) -> None:
        """Lets go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _asked(self) -> bytes:
        response = self._got({})
        if response.status == http.HTTPStatus.UNAUTHORIZED and self._login is not None:
            said = answer(response.headers.get_all("WWW-Authenticate", []), self._login, self._path)
            if said is None:
                raise Unseen(Trouble.LOGIN)
            _body(response)
            response = self._got({"Authorization": said})
        if response.status in (http.HTTPStatus.UNAUTHORIZED, http.HTTPStatus.FORBIDDEN):
            raise Unseen(Trouble.LOGIN)
        if 300 <= response.status < 400:
            raise Unseen(Trouble.ELSEWHERE)
        if response.status != http.HTTPStatus.OK:
            raise Unseen(Trouble.REFUSED)
        return _body(response)

    def _got(self, headers: dict[str, str]) -> http.client.HTTPResponse:
        if self._connection is None:
            self._connection = self._dialled()
        wanted = {"Accept": "image/jpeg, image/png", "Cache-Control": "no-cache", **headers}
        self._connection.request("GET", self._path, headers=wanted)
        return self._connection.getresponse()

    def _dialled(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=self._patience_s)
        return http.client.HTTPSConnection(host, port, timeout=self._patience_s, context=self._trust)


def _path(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _body(response: http.client.HTTPResponse) -> bytes:
    if (response.length or 0) > LARGEST_BYTES:
        raise Unseen(Trouble.TOO_LARGE)
    body = response.read(LARGEST_BYTES + 1)
    if len(body) > LARGEST_BYTES:
        raise Unseen(Trouble.TOO_LARGE)
    return body
