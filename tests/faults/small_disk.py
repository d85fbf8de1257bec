"""A disk that can be filled and emptied under a running console.

Where we may mount, it is a file system of its own (tmpfs), filled to its last byte. Where we may not (a container
without the right), the console's files may not grow any more: the limit is its process's own, and needs no right.
"""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SIZE_MB = 48
FIRST_PAGE = 4096


class SmallDisk:
    """`folder` lies on it. `kind` is "tmpfs" or "limit"."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder = folder
        self.kind = kind
        self._ballast = folder / "ballast"

    def fill(self, pid: int) -> None:
        """From now on nothing more can be written by the process."""
        if self.kind == "limit":
            _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (FIRST_PAGE, most))
            return
        piece = bytes(1 << 20)
        with self._ballast.open("wb", buffering=0) as file, suppress(OSError):
            while piece:
                written = file.write(piece)
                piece = piece if written == len(piece) else piece[: max(1, len(piece) // 2)]

    def free(self, pid: int) -> None:
        """There is room again."""
        if self.kind == "limit":
            _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))
            return
        self._ballast.unlink()


@contextmanager
def small_disk(folder: Path, *, may_mount: bool = True) -> Iterator[SmallDisk]:
    """Whatever of the two can be had; end what uses it before the block ends."""
    folder.mkdir()
    if not (
        may_mount
        and os.geteuid() == 0
        and _is_done("mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "vaka", str(folder))
    ):
        yield SmallDisk(folder, "limit")
        return
    try:
        yield SmallDisk(folder, "tmpfs")
    finally:
        _is_done("umount", "-l", str(folder))


def _is_done(*command: str) -> bool:
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, check=False, timeout=30).returncode == 0
    return False
