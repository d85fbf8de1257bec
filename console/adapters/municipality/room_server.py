"""Serves the drawn rooms as stills over HTTP on this machine: `/<device>/still.png`, for cameras that have a scenario.

What each camera shows follows its scenario, which may be set at any time. A camera can have a trouble too: it stands
still, answers slowly, or takes the call and never answers. Bounded: GET alone, known paths alone, so many callers at
once. Ends cleanly: whoever waits for a slow camera is let go.
"""

import logging
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any

from console.adapters.municipality.rooms import State, still
from console.domain.ids import DeviceId

log = logging.getLogger(__name__)

STILLS_A_SECOND = 8
"""So often a camera makes a new still; who asks sooner is given the same."""

SLOW_S = 3.0
"""What a slow camera takes for one."""

DEAD_S = 60.0
"""So long a dead camera keeps the line open, and says nothing."""

MOST_CALLERS = 32
_HEAR_WITHIN_S = 5.0
_PATH = re.compile(r"/([A-Za-z0-9._:-]{1,128})/still\.png")


class Trouble(StrEnum):
    """What a camera does instead of working."""

    FROZEN = "frozen"
    SLOW = "slow"
    DEAD = "dead"


Shown = State | Trouble


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a camera shows from the server's start: the last of `course` whose time has come. With a trouble the figure
    stays as it was."""

    course: tuple[tuple[timedelta, Shown], ...]


@dataclass(slots=True)
class _Room:
    scenario: Scenario
    begun_at_s: float
    frozen: bytes | None = field(default=None, repr=False)


class RoomServer:
    """Runs in threads of its own between `start` and `close`; a context manager too. `clock` gives monotonic seconds.

    `put` may be called from any thread, and at any time.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._rooms: dict[str, _Room] = {}
        self._lock = Lock()
        self._leaving = Event()
        self._server: _Http | None = None
        self._thread: Thread | None = None

    def __enter__(self) -> "RoomServer":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Takes a free port of 127.0.0.1. Raises OSError where there is none."""
        self._leaving.clear()
        self._server = _Http(self._answer)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), name="rooms")
        self._thread.start()

    def close(self) -> None:
        """Lets go of whoever waits, and of the port. May be called twice."""
        server, thread = self._server, self._thread
        if server is None or thread is None:
            return
        self._server = self._thread = None
        self._leaving.set()
        server.shutdown()
        server.hang_up()
        server.server_close()
        thread.join()

    def address_of(self, device: DeviceId) -> str:
        """Where that camera's stills are. Raises RuntimeError before the start."""
        if self._server is None:
            raise RuntimeError("the rooms are not served yet")
        return f"http://127.0.0.1:{self._server.server_address[1]}/{device}/still.png"

    def put(self, device: DeviceId, shown: Shown) -> None:
        """From now on the camera shows this, or has this trouble."""
        self.follow(device, Scenario(((timedelta(0), shown),)))

    def follow(self, device: DeviceId, scenario: Scenario) -> None:
        """From now on it follows this, from its beginning. What a frozen camera shows is its last still before."""
        with self._lock:
            before = self._rooms.get(device)
            kept = before.frozen if before is not None else None
            self._rooms[device] = _Room(scenario, self._clock(), kept)

    def _answer(self, path: str) -> bytes | None:
        """The still, None where there is no such camera. Raises ConnectionAbortedError for one that is dead."""
        match = _PATH.fullmatch(path)
        if match is None:
            return None
        device = match.group(1)
        with self._lock:
            room = self._rooms.get(device)
        if room is None:
            return None
        state, trouble, number = self._now(room)
        if trouble is Trouble.DEAD:
            self._leaving.wait(DEAD_S)
            raise ConnectionAbortedError
        if trouble is Trouble.SLOW and self._leaving.wait(SLOW_S):
            raise ConnectionAbortedError
        if trouble is Trouble.FROZEN and room.frozen is not None:
            return room.frozen
        room.frozen = still(device, state, number)
        return room.frozen

    def _now(self, room: _Room) -> tuple[State, Trouble | None, int]:
        now = self._clock()
        passed = timedelta(seconds=now - room.begun_at_s)
        state, trouble = State.ASLEEP, None
        for since, shown in room.scenario.course:
            if since > passed:
                break
            if isinstance(shown, Trouble):
                trouble = shown
            else:
                state, trouble = shown, None
        return state, trouble, int(now * STILLS_A_SECOND)


class _Http(ThreadingHTTPServer):
    """One thread for each call; `server_close` waits for all of them."""

    daemon_threads = False
    block_on_close = True
    allow_reuse_address = False
    request_queue_size = MOST_CALLERS

    def __init__(self, answer: Callable[[str], bytes | None]) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.answer = answer
        self._callers: set[socket.socket] = set()
        self._lock = Lock()

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Whether one more may be heard; else the line is closed at once."""
        with self._lock:
            if len(self._callers) >= MOST_CALLERS:
                return False
            self._callers.add(request)
            return True

    def shutdown_request(self, request: Any) -> None:
        """Forgets a caller."""
        with self._lock:
            self._callers.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Ends every call."""
        with self._lock:
            for caller in self._callers:
                try:
                    caller.shutdown(socket.SHUT_RDWR)
                except OSError as gone:
                    log.debug("a caller had left: %s", gone.strerror)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that leaves in the middle is no fault."""
        log.debug("a call for a still broke off")


class _Call(BaseHTTPRequestHandler):
    """One GET."""

    timeout = _HEAR_WITHIN_S
    server: _Http

    def do_GET(self) -> None:
        """The still of a camera that is there, or 404."""
        picture = self.server.answer(self.path)
        if picture is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(picture)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(picture)

    def log_message(self, format: str, *args: Any) -> None:
        """Who looked when is journalled elsewhere."""
