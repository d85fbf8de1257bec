"""The rooms over HTTP: known paths alone, cameras that fail as real ones do, and a clean end."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from console.adapters.municipality import room_server
from console.adapters.municipality.room_server import MOST_CALLERS, RoomServer, Scenario, Trouble
from console.adapters.municipality.rooms import State, still
from console.domain.ids import DeviceId

CAMERA, OTHER = DeviceId("alvbro-camera-0001"), DeviceId("alvbro-camera-0002")


class Hands:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.s = 100.0

    def __call__(self) -> float:
        return self.s


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def rooms(hands: Hands) -> Iterator[RoomServer]:
    with RoomServer(hands) as server:
        server.follow(CAMERA, Scenario(()))
        yield server


def port_of(rooms: RoomServer) -> int:
    return urlsplit(rooms.address_of(CAMERA)).port or 0


def asked(rooms: RoomServer, path: str = f"/{CAMERA}/still.png", method: str = "GET") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(rooms), timeout=30)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def shows(rooms: RoomServer, hands: Hands, state: State) -> bool:
    return asked(rooms)[1] == still(CAMERA, state, int(hands.s * room_server.STILLS_A_SECOND))


def test_a_camera_that_was_added_shows_somebody_asleep(rooms: RoomServer, hands: Hands) -> None:
    assert urlsplit(rooms.address_of(CAMERA)).hostname == "127.0.0.1"
    assert shows(rooms, hands, State.ASLEEP)


def test_what_is_put_is_shown_from_then_on(rooms: RoomServer, hands: Hands) -> None:
    rooms.put(CAMERA, State.ON_FLOOR)
    assert shows(rooms, hands, State.ON_FLOOR)


def test_a_scenario_goes_on_with_time(rooms: RoomServer, hands: Hands) -> None:
    rooms.follow(CAMERA, Scenario(((timedelta(0), State.UP), (timedelta(seconds=60), State.ABSENT))))
    hands.s += 59
    assert shows(rooms, hands, State.UP)
    hands.s += 2
    assert shows(rooms, hands, State.ABSENT)


def test_each_still_of_a_camera_that_works_is_new(rooms: RoomServer, hands: Hands) -> None:
    seen = set()
    for _ in range(5):
        hands.s += 0.5
        seen.add(asked(rooms)[1])
    assert len(seen) == 5


def test_a_frozen_camera_gives_its_last_still_for_ever(rooms: RoomServer, hands: Hands) -> None:
    last = asked(rooms)[1]
    rooms.put(CAMERA, Trouble.FROZEN)
    for _ in range(3):
        hands.s += 60
        assert asked(rooms)[1] == last


def test_a_slow_camera_takes_its_time_for_each_still(rooms: RoomServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_server, "SLOW_S", 0.4)
    rooms.put(CAMERA, Trouble.SLOW)
    begun = time.monotonic()
    assert asked(rooms)[0] == 200
    assert time.monotonic() - begun >= 0.4


def test_a_dead_camera_takes_the_call_and_says_nothing(rooms: RoomServer) -> None:
    rooms.put(CAMERA, Trouble.DEAD)
    with socket.create_connection(("127.0.0.1", port_of(rooms)), timeout=0.5) as line:
        line.sendall(f"GET /{CAMERA}/still.png HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        with pytest.raises(TimeoutError):
            line.recv(1)


@pytest.mark.parametrize(
    "path",
    [
        f"/{OTHER}/still.png", "/", "/still.png", f"/{CAMERA}", f"/{CAMERA}/still.png?x=1", f"/../{CAMERA}/still.png",
        "/etc/passwd", "/%61lvbro-camera-0001/still.png", f"/{'a' * 200}/still.png",
    ],
)  # fmt: skip
def test_what_is_not_a_known_cameras_still_is_not_found(rooms: RoomServer, path: str) -> None:
    assert asked(rooms, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
def test_nothing_but_get_is_answered(rooms: RoomServer, method: str) -> None:
    assert asked(rooms, method=method)[0] == 501


def test_more_callers_than_it_bears_are_hung_up_on(rooms: RoomServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_server._Call, "timeout", 90)
    rooms.put(CAMERA, Trouble.DEAD)
    lines = [socket.create_connection(("127.0.0.1", port_of(rooms)), timeout=20) for _ in range(MOST_CALLERS)]
    try:
        deadline = time.monotonic() + 20
        while sum(thread.name.startswith("Thread-") for thread in threading.enumerate()) < MOST_CALLERS:
            assert time.monotonic() < deadline, "each caller has a thread"
            time.sleep(0.02)
        with socket.create_connection(("127.0.0.1", port_of(rooms)), timeout=20) as one_more:
            assert one_more.recv(1) == b"", "hung up on"
    finally:
        for line in lines:
            line.close()


def test_the_end_lets_go_of_whoever_waits_and_leaves_no_thread(hands: Hands) -> None:
    before = set(threading.enumerate())
    rooms = RoomServer(hands)
    rooms.start()
    rooms.follow(OTHER, Scenario(()))
    rooms.put(CAMERA, Trouble.DEAD)
    idle = socket.create_connection(("127.0.0.1", port_of(rooms)), timeout=20)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(asked, rooms)
        deadline = time.monotonic() + 20
        while sum(thread.name.startswith("Thread-") for thread in set(threading.enumerate()) - before) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        begun = time.monotonic()
        rooms.close()
        assert time.monotonic() - begun < 4, "nobody is waited for: a dead camera keeps the line for a minute"
        with pytest.raises((http.client.HTTPException, OSError)):
            waiting.result(20)
    idle.close()
    rooms.close()
    assert set(threading.enumerate()) <= before
    with pytest.raises(RuntimeError):
        rooms.address_of(CAMERA)
