"""The console's side of the cameras: opens one by a permit, and hands on what its child sends, masked already.

A frame is handed on under a lock that `close` and `use` take too. So none comes after the one, and none with another
mask after the other, though the child may have sent it before it heard. `on_frame` must therefore not wait for the
thread that closes.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from console.adapters.cameras.address import checked
from console.adapters.cameras.children import Child, Children, end
from console.adapters.cameras.cores import leave_no_core
from console.adapters.cameras.wire import EXPLANATIONS, Ask, Header, Kind, Trouble, Unseen, mask_line, read_header
from console.domain.gate import Permit
from console.domain.picture import Camera, Frame

PATIENCE_S = 5.0
"""How long a camera may take to answer, and be silent then."""

OnFrame = Callable[[Frame], None]
PasswordOf = Callable[[Camera], str | None]


@dataclass(frozen=True, slots=True)
class Ways:
    """What every opening is made with. `password_of` may block, and gives None where it could not be asked."""

    children: Children
    password_of: PasswordOf
    monotonic: Callable[[], float]
    patience_s: float
    authorities: str


class ChildCameras:
    """Fits `Cameras`. `command` starts `worker.py`; `password_of` is called on a thread of ours, for a camera that has
    a login, and gives None where the keyring cannot be asked; `monotonic` gives seconds. `authorities`: the file of
    those who may vouch for a camera's certificate, in place of the system's."""

    def __init__(
        self,
        command: Sequence[str],
        password_of: PasswordOf,
        monotonic: Callable[[], float],
        *,
        patience_s: float = PATIENCE_S,
        authorities: Path | None = None,
    ) -> None:
        leave_no_core()
        children = Children(command)
        self._ways = Ways(children, password_of, monotonic, patience_s, str(authorities) if authorities else "")
        self._lock = threading.Lock()
        self._open: set[OpenedCamera] = set()

    def warm(self) -> None:
        """A look is near. Idempotent; does not wait."""
        self._ways.children.warm()

    def rest(self) -> None:
        """No look is near. What is open stays open."""
        self._ways.children.rest()

    def open(self, permit: Permit, camera: Camera, on_frame: OnFrame) -> "OpenedCamera":
        """Asks the camera, and returns at once. Raises PermissionError where the permit is for another camera."""
        require(permit, camera)
        opened = OpenedCamera(self._ways, permit, camera, on_frame, self._forget)
        with self._lock:
            self._open.add(opened)
        opened.reconnect()
        return opened

    def end(self) -> None:
        """Closes everything; waits up to two seconds for each thread that is still in the keyring."""
        with self._lock:
            opened = tuple(self._open)
        for one in opened:
            one.close()
        self.rest()
        self._ways.children.join()

    def _forget(self, opened: "OpenedCamera") -> None:
        with self._lock:
            self._open.discard(opened)


class _Run:
    """One time that the camera is asked: its child, once there is one."""

    def __init__(self) -> None:
        self.child: Child | None = None


class OpenedCamera:
    """Fits `OpenCamera`. For any thread."""

    def __init__(
        self, ways: Ways, permit: Permit, camera: Camera, on_frame: OnFrame, forget: Callable[["OpenedCamera"], None]
    ) -> None:
        self._ways = ways
        self._camera = camera
        self._mask = permit.mask
        self._on_frame = on_frame
        self._forget = forget
        self._lock = threading.RLock()
        self._run: _Run | None = None
        self._is_closed = False
        self._number = 0
        self._explanation = ""

    @property
    def explanation(self) -> str:
        """Why no picture comes, in English; "" while one may still come."""
        return self._explanation

    def use(self, permit: Permit) -> None:
        """From the next frame on the mask of this permit. Raises PermissionError for another camera's."""
        require(permit, self._camera)
        with self._lock:
            self._mask = permit.mask
            if self._run is not None and self._run.child is not None:
                _write(self._run.child, mask_line(permit.mask))

    def reconnect(self) -> None:
        """Asks the camera anew, unless it is closed, or the keyring is being asked for its password still."""
        with self._lock:
            if self._is_closed or (self._run is not None and self._run.child is None):
                return
            self._stop()
            self._explanation = ""
            try:
                checked(self._camera)
            except Unseen as unseen:
                self._explanation = EXPLANATIONS[unseen.trouble]
                return
            run = self._run = _Run()
        self._ways.children.on_thread("camera", lambda: self._ask(run))

    def close(self) -> None:
        """No frame comes after this returns. May be called twice."""
        with self._lock:
            self._is_closed = True
            self._explanation = ""
            self._stop()
        self._forget(self)

    def _stop(self) -> None:
        run, self._run = self._run, None
        if run is not None and run.child is not None:
            run.child.kill()

    def _ask(self, run: _Run) -> None:
        try:
            password = self._ways.password_of(self._camera) if self._camera.login else ""
            if password is None:
                self._explain(run, EXPLANATIONS[Trouble.NO_PASSWORD])
            else:
                self._ask_with(run, password)
        except OSError:
            self._explain(run, EXPLANATIONS[Trouble.NOT_STARTED])
        finally:
            self._ended(run)
            self._ways.children.again()

    def _ask_with(self, run: _Run, password: str) -> None:
        """Until the child ends; a second one if the first, which may have died while it waited, says nothing at all.
        Raises OSError where none can be started."""
        is_heard, code = self._ask_one(run, password)
        if not is_heard and run is self._run:
            code = self._ask_one(run, password)[1]
        if not self._explanation:
            self._explain(run, f"the process that reads the camera ended with code {code}")

    def _ask_one(self, run: _Run, password: str) -> tuple[bool, int]:
        child = self._ways.children.take()
        is_heard = False
        try:
            if self._began(run, child, password) and child.stdout is not None:
                is_heard = self._listen(run, child.stdout)
        except ValueError:
            is_heard = True
            self._explain(run, EXPLANATIONS[Trouble.MUDDLED])
        finally:
            code = end(child)
        return is_heard, code

    def _began(self, run: _Run, child: Child, password: str) -> bool:
        """Whether the camera is to be asked still; then its child has been told to."""
        with self._lock:
            if run is not self._run:
                return False
            run.child = child
            camera, ways = self._camera, self._ways
            _write(child, Ask(
                camera.protocol, camera.address, self._mask, camera.login, password, camera.is_simulated,
                ways.patience_s, ways.authorities,
            ).line())  # fmt: skip
            return True

    def _listen(self, run: _Run, pipe: IO[bytes]) -> bool:
        """Until the child ends; whether it said anything. Raises ValueError for what it must not say."""
        is_heard = False
        while (header := read_header(pipe.read)) is not None:
            at_s = self._ways.monotonic()
            content = pipe.read(header.length)
            if len(content) < header.length:
                break
            if header.kind is Kind.TROUBLE:
                self._explain(run, EXPLANATIONS[Trouble(content.decode("ascii"))])
            else:
                self._show(run, header, content, at_s)
            if not is_heard:
                is_heard = True
                self._ways.children.again()
        return is_heard

    def _show(self, run: _Run, header: Header, pixels: bytes, at_s: float) -> None:
        with self._lock:
            if run is not self._run or header.mask is not self._mask:
                return
            self._number += 1
            self._explanation = ""
            self._on_frame(Frame(self._number, header.width, header.height, pixels, header.mask, at_s))

    def _explain(self, run: _Run, explanation: str) -> None:
        with self._lock:
            if run is self._run:
                self._explanation = explanation

    def _ended(self, run: _Run) -> None:
        """The camera may be asked anew."""
        with self._lock:
            if run is self._run:
                self._run = None


def require(permit: Permit, camera: Camera) -> None:
    """Raises PermissionError unless this is the gate's permit for this camera."""
    if type(permit) is not Permit or (permit.municipality, permit.camera) != (camera.municipality, camera.id):
        raise PermissionError("the permit is for another camera")


def _write(child: Child, line: bytes) -> None:
    """What a child that has ended does not hear is of no use to it."""
    if child.stdin is not None:
        with suppress(OSError, ValueError):
            child.stdin.write(line)
            child.stdin.flush()
