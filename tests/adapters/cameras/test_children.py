"""The child processes: begun beforehand, gone at once, never many, and whatever becomes of them is told."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from console.adapters.cameras.cameras import ChildCameras
from console.domain.gate import Permit
from console.domain.ids import DeviceId
from console.domain.picture import Camera, Mask
from console.services.ports import Cameras, OpenCamera
from tests.adapters.cameras.kit import (
    ROOT,
    WORKER,
    Seen,
    StillsServer,
    camera,
    eventually,
    explained,
    explanation,
    gives,
    made,
    noise,
    permit,
    png,
    seen,
    workers,
)

POINT = "b'\\x01\\x00\\x00\\x01\\x00\\x01\\x00\\x00\\x00\\x03abc'"
"""A picture of one point, in squares, as a child sends it."""


@pytest.fixture(scope="module")
def room() -> Iterator[StillsServer]:
    """A camera whose picture changes each time."""
    pictures, numbers = [png(noise(seed, 64, 36)) for seed in range(50)], count()
    with StillsServer(lambda handler: gives(pictures[next(numbers) % 50], handler)) as server:
        yield server


@pytest.fixture
def cameras() -> Iterator[ChildCameras]:
    adapter = made()
    yield adapter
    adapter.end()


def drawn(server: StillsServer, login: str = "") -> Camera:
    return camera(server.address, login, is_simulated=True)


def saying(code: str) -> ChildCameras:
    """The adapter with a stand-in for its child."""
    return ChildCameras((sys.executable, "-I", "-S", "-c", f"{code}  # cameras.worker"), lambda _: "", time.monotonic)


def test_the_adapter_fits_the_ports(room: StillsServer, cameras: ChildCameras) -> None:
    port: Cameras = cameras
    opened: OpenCamera = port.open(permit(), drawn(room), Seen())
    opened.close()


@pytest.mark.parametrize(
    "given", [permit(camera=DeviceId("cam-2")), SimpleNamespace(municipality="alvbro", camera="cam-1")]
)
def test_a_camera_is_opened_by_its_own_permit_alone(room: StillsServer, cameras: ChildCameras, given: object) -> None:
    with pytest.raises(PermissionError):
        cameras.open(cast(Permit, given), drawn(room), Seen())
    opened = cameras.open(permit(), drawn(room), Seen())
    with pytest.raises(PermissionError):
        opened.use(cast(Permit, given))
    opened.close()


def test_no_frame_comes_and_no_process_stays_after_closing(room: StillsServer, cameras: ChildCameras) -> None:
    for _ in range(3):
        frames = Seen()
        opened = cameras.open(permit(), drawn(room), frames)
        eventually(lambda frames=frames: frames.frames)
        began = time.monotonic()
        opened.close()
        opened.close()
        assert time.monotonic() - began < 2
        before = len(frames)
        time.sleep(0.1)
        assert len(frames) == before
    eventually(lambda: not workers())


def test_a_camera_that_is_closed_at_once_is_never_asked(room: StillsServer, cameras: ChildCameras) -> None:
    before = len(room.asked)
    frames = Seen()
    for _ in range(5):
        cameras.open(permit(), drawn(room), frames).close()
    eventually(lambda: not workers())
    assert not frames.frames
    assert len(room.asked) == before


def test_closing_from_within_a_frame_is_allowed_and_none_that_was_sent_already_comes() -> None:
    adapter = saying(f"import sys; sys.stdout.buffer.write({POINT} * 500); sys.stdout.flush(); sys.stdin.read()")
    frames: list[int] = []
    ready = threading.Event()

    def once(frame: object) -> None:
        ready.wait()
        frames.append(1)
        opened.close()

    opened = adapter.open(permit(), camera("rtsp://127.0.0.1/"), once)
    ready.set()
    eventually(lambda: frames)
    adapter.end()
    assert frames == [1]


def test_a_child_that_is_killed_is_told_and_another_takes_its_place(room: StillsServer, cameras: ChildCameras) -> None:
    frames = Seen()
    opened = cameras.open(permit(), drawn(room), frames)
    eventually(lambda: len(frames) >= 2)
    os.kill(workers()[0], signal.SIGKILL)
    eventually(lambda: opened.explanation)
    assert opened.explanation == "the process that reads the camera ended with code -9"
    before = len(frames)
    opened.reconnect()
    assert opened.explanation == ""
    eventually(lambda: len(frames) > before)
    assert [frame.number for frame in frames.frames] == list(range(1, len(frames) + 1))
    opened.close()


def test_a_new_try_ends_the_old_child(room: StillsServer, cameras: ChildCameras) -> None:
    frames = Seen()
    opened = cameras.open(permit(), drawn(room), frames)
    for _ in range(4):
        before = len(frames)
        eventually(lambda before=before: len(frames) > before)
        opened.reconnect()
    eventually(lambda: len(workers()) == 1)
    opened.close()
    opened.reconnect()
    eventually(lambda: not workers())


def test_twenty_looks_leave_nothing_behind() -> None:
    adapter = saying(f"import sys; sys.stdout.buffer.write({POINT}); sys.stdout.flush(); sys.stdin.read()")
    adapter.warm()
    seen(adapter, camera("rtsp://127.0.0.1/"))
    adapter.rest()
    eventually(lambda: not workers())
    before = (os.listdir("/proc/self/fd"), threading.active_count())
    for _ in range(20):
        adapter.warm()
        seen(adapter, camera("rtsp://127.0.0.1/"))
    adapter.end()
    assert workers() == []
    assert threading.active_count() == before[1]
    assert len(os.listdir("/proc/self/fd")) == len(before[0])


def test_one_child_waits_while_a_look_is_near(room: StillsServer, cameras: ChildCameras) -> None:
    cameras.warm()
    eventually(workers)
    waiting = workers()
    for _ in range(3):
        cameras.warm()
    time.sleep(0.5)
    assert len(waiting) == 1
    assert workers() == waiting, "it is begun once"
    frames = Seen()
    opened = cameras.open(permit(), drawn(room), frames)
    eventually(lambda: frames.frames)
    eventually(lambda: len(workers()) == 2)
    assert waiting[0] in workers()
    opened.close()
    eventually(lambda: len(workers()) == 1)
    assert waiting[0] not in workers(), "what has seen one camera reads no other"
    cameras.rest()
    eventually(lambda: not workers())


def test_what_ends_while_it_begins_leaves_nothing() -> None:
    for _ in range(30):
        adapter = saying(f"import sys; sys.stdout.buffer.write({POINT}); sys.stdout.flush(); sys.stdin.read()")
        adapter.warm()
        adapter.open(permit(), camera("rtsp://127.0.0.1/"), Seen())
        adapter.end()
        assert workers() == []


def test_a_child_that_waited_and_died_is_replaced(room: StillsServer, cameras: ChildCameras) -> None:
    cameras.warm()
    eventually(workers)
    os.kill(workers()[0], signal.SIGKILL)
    assert seen(cameras, drawn(room))


def test_what_cannot_be_started_is_told() -> None:
    adapter = ChildCameras(("/nowhere/vaka",), lambda _: "", time.monotonic)
    adapter.warm()
    assert "cannot be started" in explanation(adapter, camera("rtsp://127.0.0.1/"))
    adapter.end()


@pytest.mark.parametrize(
    "said",
    ["b'x' * 100000", "b'\\x01\\x00\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff'", "b'\\x01\\x09' + bytes(8)",
     "b'\\x01\\x00\\x00\\x01\\x00\\x01\\x00\\x00\\x00\\x04abcd'",
     "b'\\x02' + bytes(5) + b'\\xff' * 4", "b'\\x02' + bytes(8) + b'\\x04' + b'evil'"],
)  # fmt: skip
def test_a_child_that_sends_rubbish_is_ended_and_told(said: str) -> None:
    adapter = saying(f"import sys, time; sys.stdout.buffer.write({said}); sys.stdout.flush(); time.sleep(60)")
    assert "sent what it must not" in explanation(adapter, camera("rtsp://127.0.0.1/"))
    adapter.end()


def test_a_picture_under_another_mask_than_the_permits_is_not_handed_on() -> None:
    """Whatever the child believes: unmasked is shown only what is permitted unmasked."""
    unmasked = POINT.replace("\\x01\\x00", "\\x01\\x03", 1)
    adapter = saying(f"import sys; sys.stdout.buffer.write({unmasked})")
    frames = Seen()
    opened = adapter.open(permit(), camera("rtsp://127.0.0.1/"), frames)
    assert "ended with code 0" in explained(opened, frames)
    allowed = Seen()
    shown = adapter.open(permit(Mask.NONE), camera("rtsp://127.0.0.1/"), allowed)
    eventually(lambda: allowed.frames)
    assert allowed.frames[0].pixels == b"abc"
    for one in (opened, shown):
        one.close()
    adapter.end()


def test_a_child_that_does_not_listen_delays_nobody() -> None:
    adapter = saying("import time; time.sleep(60)")
    opened = adapter.open(permit(), camera("rtsp://127.0.0.1/"), Seen())
    began = time.monotonic()
    for _ in range(20):
        opened.use(permit(Mask.NONE))
        opened.use(permit())
    opened.close()
    adapter.end()
    assert time.monotonic() - began < 10


def test_without_a_login_nobody_asks_the_keyring(room: StillsServer) -> None:
    asked: list[object] = []
    adapter = ChildCameras(WORKER, lambda one: cast(str, asked.append(one)), time.monotonic)
    assert seen(adapter, drawn(room))
    assert asked == []
    adapter.end()


def test_a_keyring_that_cannot_be_asked_is_told(room: StillsServer) -> None:
    adapter = made(None)
    assert explanation(adapter, drawn(room, "vaka")) == "the keyring did not give the camera's password"
    adapter.end()


def test_a_keyring_that_waits_for_a_person_delays_neither_opening_nor_closing(room: StillsServer) -> None:
    answered, asked = threading.Event(), count(1)

    def slow(_: object) -> str:
        next(asked)
        answered.wait()
        return "hemligt-ord"

    adapter = ChildCameras(WORKER, slow, time.monotonic)
    began = time.monotonic()
    frames = Seen()
    opened = adapter.open(permit(), drawn(room, "vaka"), frames)
    for _ in range(3):
        opened.reconnect()
    opened.close()
    assert time.monotonic() - began < 2
    answered.set()
    adapter.end()
    assert next(asked) == 2, "it was asked once, though three more tries were wanted"
    assert not frames.frames
    assert not workers()


def test_the_age_of_a_frame_is_by_the_clock_that_was_given(room: StillsServer) -> None:
    adapter = ChildCameras(WORKER, lambda _: "", lambda: 1234.5)
    assert seen(adapter, drawn(room))[0].at_s == 1234.5
    adapter.end()


def test_a_child_can_write_no_file_and_leaves_no_core(room: StillsServer, cameras: ChildCameras) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    frames = Seen()
    opened = cameras.open(permit(), drawn(room), frames)
    eventually(lambda: frames.frames)
    resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
    limits = Path(f"/proc/{workers()[0]}/limits").read_text()
    assert [line.split()[4] for line in limits.splitlines() if line.startswith("Max core")] == ["0"]
    assert [line.split()[3] for line in limits.splitlines() if line.startswith("Max file size")] == ["0"]
    opened.close()


def test_a_child_ends_with_its_parent() -> None:
    code = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)\n"
        "print(child.pid, flush=True)\ntime.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, *WORKER], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.3)
    assert Path(f"/proc/{child}").exists()
    parent.kill()
    parent.wait()
    parent.stdout.close()
    eventually(lambda: not Path(f"/proc/{child}").exists() or ") Z" in Path(f"/proc/{child}/stat").read_text())


def test_the_consoles_side_loads_neither_video_nor_numpy() -> None:
    code = "import sys, console.adapters.cameras.cameras; sys.exit('av' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_ending_closes_what_is_open(room: StillsServer) -> None:
    adapter = made()
    adapter.warm()
    for _ in range(3):
        adapter.open(permit(), drawn(room), Seen())
    eventually(lambda: len(workers()) >= 3)
    adapter.end()
    assert workers() == []


def test_a_console_that_falls_leaves_no_core_with_a_picture_in_it() -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        ChildCameras((), lambda _: None, time.monotonic)
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
