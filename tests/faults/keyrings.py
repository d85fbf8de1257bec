"""Keyrings that fail: one that can be locked, taken away, or made to wait for ever."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from keyring.errors import KeyringLocked as LibraryKeyringLocked
from keyring.errors import NoKeyringError

from console.adapters.secrets import Keyring
from tests.adapters.test_secrets import SAFE_HERE, Drawer

PATIENCE_S = 0.3
Broken = tuple[str, Callable[[], None], Callable[[], None]]
"""What the operator is told meanwhile, what breaks the keyring, and what mends it."""

WAYS = ("locked", "never answers", "gone")


class Waiting(Drawer):
    """A keyring with a window that nobody sees: it waits until `unlock`, whoever asks."""

    def __init__(self) -> None:
        super().__init__()
        self._unlocked = threading.Event()
        self._unlocked.set()
        self.asked = 0

    def lock(self) -> None:
        self._unlocked.clear()

    def unlock(self) -> None:
        self._unlocked.set()

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self._unlocked.wait()
        return super().get_password(service, username)


@contextmanager
def waiting_keyring() -> Iterator[Waiting]:
    """No thread of it is left behind."""
    made = Waiting()
    yield made
    made.unlock()
    ends_at = time.monotonic() + 10
    while any(thread.name in ("keyring", "asking") for thread in threading.enumerate()):
        assert time.monotonic() < ends_at, "a thread still asks"
        time.sleep(0.01)


def ring(drawer: Drawer, patience_s: float = PATIENCE_S) -> Keyring:
    return Keyring(drawer, safe=SAFE_HERE | {Waiting.__module__}, patience_s=patience_s)


def broken_by(way: str, keyring: Waiting) -> Broken:
    """One of WAYS."""

    def trouble(error: BaseException | None) -> Callable[[], None]:
        return lambda: setattr(keyring, "trouble", error)

    match way:
        case "locked":
            return "The keyring is locked. Unlock it", trouble(LibraryKeyringLocked()), trouble(None)
        case "gone":
            return "There is no keyring", trouble(NoKeyringError()), trouble(None)
        case _:
            return "has not answered", keyring.lock, keyring.unlock
