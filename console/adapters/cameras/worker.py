"""The child that reads one camera: it decodes, scales down, masks, and sends what is new to its standard output.

    python -m console.adapters.cameras.worker

It is told what to read on its standard input (`wire.py`), and ends with it, whatever it does then. It keeps one picture
at the most, the newest: what cannot be sent in time is dropped. It writes no file, and leaves no core behind.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from typing import NoReturn

import av
import numpy as np
from av import VideoFrame

from console.adapters.cameras import stills, streams
from console.adapters.cameras.masks import masked
from console.adapters.cameras.reading import digest_of
from console.adapters.cameras.wire import LONGEST_LINE, Ask, Header, Kind, Trouble, Unseen, mask_of
from console.domain.picture import CameraProtocol, Mask

if sys.platform != "win32":
    import resource

LEAST_BETWEEN_S = 1 / 12
"""Seconds between two pictures up."""

MOST_MEMORY = 2 << 30
"""Bytes of address space: a camera that sends without end ends its own child."""


class Outlet:
    """The way up. One message at a time."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()

    def picture(self, mask: Mask, width: int, height: int, pixels: bytes) -> None:
        """Sends a picture; waits until it is taken."""
        self._write(Header(Kind.PICTURE, len(pixels), mask, width, height).packed(), pixels)

    def trouble(self, trouble: Trouble) -> None:
        """Says why there is no picture."""
        code = trouble.value.encode("ascii")
        self._write(Header(Kind.TROUBLE, len(code)).packed(), code)

    def leave(self, trouble: Trouble) -> NoReturn:
        """Says it and ends the process at once."""
        self.trouble(trouble)
        os._exit(1)

    def _write(self, *parts: bytes) -> None:
        try:
            with self._lock:
                for part in parts:
                    rest = memoryview(part)
                    while rest:
                        rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            os._exit(0)


class Newest:
    """Holds the newest picture until it is taken; an older one is gone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._picture: VideoFrame | None = None

    def put(self, picture: VideoFrame) -> None:
        with self._changed:
            self._picture = picture
            self._changed.notify()

    def take(self) -> VideoFrame:
        """Waits for one."""
        with self._changed:
            while self._picture is None:
                self._changed.wait()
            picture, self._picture = self._picture, None
            return picture


class Worker:
    """Reads one camera. `run` ends the process."""

    def __init__(self, ask: Ask, outlet: Outlet) -> None:
        self._ask = ask
        self._mask = ask.mask
        self._outlet = outlet
        self._newest = Newest()
        self._seen_at = time.monotonic()

    def run(self) -> NoReturn:
        """Reads until the camera, the console or the watch ends it."""
        for task in (self._listen, self._send, self._watch):
            threading.Thread(target=task, daemon=True).start()
        last = b""
        try:
            for picture in self._pictures():
                self._seen_at = time.monotonic()
                if (digest := digest_of(picture)) != last:
                    last = digest
                    self._newest.put(picture)
        except Unseen as unseen:
            self._outlet.leave(unseen.trouble)
        except (MemoryError, ValueError, av.FFmpegError):
            self._outlet.leave(Trouble.NO_PICTURE)
        self._outlet.leave(Trouble.ENDED)

    def _pictures(self) -> Iterator[VideoFrame]:
        if self._ask.protocol is CameraProtocol.STILLS:
            return stills.pictures(self._ask, self._outlet.trouble)
        return streams.pictures(self._ask, self._outlet.leave)

    def _send(self) -> None:
        try:
            while True:
                picture = self._newest.take()
                began, mask = time.monotonic(), self._mask
                self._outlet.picture(mask, *masked(picture, mask))
                time.sleep(max(0.0, began + LEAST_BETWEEN_S - time.monotonic()))
        except (MemoryError, ValueError, av.FFmpegError):
            self._outlet.leave(Trouble.NO_PICTURE)

    def _listen(self) -> None:
        while line := sys.stdin.buffer.readline(LONGEST_LINE):
            self._mask = mask_of(line)
        os._exit(0)

    def _watch(self) -> None:
        """Ends a read that no timeout ends: a camera that drips a byte now and then."""
        patience_s = 2 * self._ask.patience_s
        while (waited_s := time.monotonic() - self._seen_at) < patience_s:
            time.sleep(patience_s - waited_s)
        self._outlet.leave(Trouble.SILENT)


def bounded() -> None:
    """Takes from this process what it must not do: leave a core, write a file, take all memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        for limit, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, MOST_MEMORY)):
            hardest = resource.getrlimit(limit)[1]
            kept = most if hardest == resource.RLIM_INFINITY else min(most, hardest)
            resource.setrlimit(limit, (kept, kept))


def warmed() -> None:
    """Does once, on a drawing of nothing, what is slow the first time."""
    nothing = VideoFrame.from_ndarray(np.zeros((90, 160, 3), np.uint8), format="rgb24")
    masked(nothing, Mask.SQUARES)
    digest_of(nothing)
    av.CodecContext.create("h264", "r")


def main() -> None:
    """Waits to be told what to read, and reads it."""
    bounded()
    outlet = Outlet(os.dup(1))
    os.dup2(2, 1)  # whatever prints does not print into the pictures
    av.logging.set_level(None)
    warmed()
    if line := sys.stdin.buffer.readline(LONGEST_LINE):
        Worker(Ask.read(line), outlet).run()


if __name__ == "__main__":
    main()
