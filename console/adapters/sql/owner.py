"""One process owns the file. A second one is told who holds it, and goes.

The lock itself is on `<file>.lock` (the system lets go of it when the process ends, however it ends); beside it
`<file>.owner` says in JSON who holds it, for the message only.
"""

import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the file: process id, host, and since when (aware UTC)."""

    pid: int
    host: str
    started: datetime


class AlreadyOwned(Exception):
    """Another process holds the file. `holder` is None where it could not be read."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        by = (
            f"process {holder.pid} on {holder.host} since {holder.started:%Y-%m-%d %H:%M} UTC"
            if holder
            else "another process"
        )
        super().__init__(
            f"{path} is in use by {by}. Only one Vaka can have the file; several workstations need PostgreSQL."
        )
        self.holder = holder


class Ownership:
    """The lock on one file, from `take` to `release`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._words = path.with_name(f"{path.name}.owner")
        # Two stores in one process are two owners too: no lock is shared between them.
        self._lock = FileLock(path.with_name(f"{path.name}.lock"), thread_local=False, is_singleton=False)

    def take(self) -> None:
        """Takes the lock without waiting. Raises AlreadyOwned, and OSError where the folder cannot be written."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise AlreadyOwned(self._path, self._read()) from None
        holder = Holder(os.getpid(), socket.gethostname(), datetime.now(UTC))
        self._words.write_bytes(msgspec.json.encode(holder))

    def release(self) -> None:
        """Lets go. May be called twice."""
        if self._lock.is_locked:
            self._words.unlink(missing_ok=True)
            self._lock.release()

    def _read(self) -> Holder | None:
        try:
            return msgspec.json.decode(self._words.read_bytes(), type=Holder)
        except (OSError, msgspec.DecodeError):
            return None
