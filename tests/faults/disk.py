"""A disk that fails when it is told to, under the real SQLite of this process: full, or refusing writes and syncs.

SQLite asks the system through a table of functions for each open file; here that table's writing, syncing and
lengthening are replaced by ours, which fail or ask the real ones. So what fails, fails between SQLite and the disk,
without root's rights, and in the files opened within the block only.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlcipher3._sqlite3 as module

IOERR_WRITE, IOERR_FSYNC, FULL = 10 | 3 << 8, 10 | 4 << 8, 13
"""SQLite's codes: https://www.sqlite.org/rescode.html"""

_WRITE, _SYNC = 3, 5
"""Places in sqlite3_io_methods, whose first member is its version: https://www.sqlite.org/c3ref/io_methods.html"""

_MEMBERS = 19
"""Pointers in that table as of its version 3."""

_OPEN = 40
"""Where xOpen lies in sqlite3_vfs: after three ints (padded) and three pointers."""

_Write = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_Open = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


@dataclass(slots=True)
class Disk:
    """`refuses` is asked before each call with what it is ("write", "sync") and its number among all, from 1; it
    answers with SQLite's code of the failure, or 0. `half` writes half of what is refused: a torn page."""

    refuses: Callable[[str, int], int] = lambda what, number: 0
    half: bool = False
    calls: int = 0
    refused: int = 0
    _kept: list[Any] = field(default_factory=list)
    _tables: dict[int, Any] = field(default_factory=dict)

    def heal(self) -> None:
        """From now on all goes well."""
        self.refuses = lambda what, number: 0

    def fill(self) -> None:
        """No room: every write fails, and a sync has nothing to fail at."""
        self.refuses = lambda what, number: FULL if what == "write" else 0

    def answer(self, what: str) -> int:
        self.calls += 1
        code = self.refuses(what, self.calls)
        self.refused += code != 0
        return code

    def table(self, original: int) -> int:
        """The address of the table in which our functions stand in the real ones' place."""
        if original not in self._tables:
            members = (ctypes.c_void_p * _MEMBERS).from_buffer_copy((ctypes.c_void_p * _MEMBERS).from_address(original))
            write, sync = _Write(members[_WRITE] or 0), _Sync(members[_SYNC] or 0)

            def writes(file: int, content: int, amount: int, offset: int) -> int:
                code = self.answer("write")
                if code and self.half:
                    write(file, content, amount // 2, offset)
                return code or write(file, content, amount, offset)

            def syncs(file: int, flags: int) -> int:
                return self.answer("sync") or sync(file, flags)

            ours = _Write(writes), _Sync(syncs)
            for place, function in zip((_WRITE, _SYNC), ours, strict=True):
                members[place] = ctypes.cast(function, ctypes.c_void_p).value
            self._kept += [members, write, sync, *ours]
            self._tables[original] = members
        return ctypes.addressof(self._tables[original])


@contextmanager
def failing_disk() -> Iterator[Disk]:
    """Every file that SQLite opens within the block lies on that disk; close them within it."""
    library = ctypes.CDLL(module.__file__)
    library.sqlite3_vfs_find.restype = ctypes.c_void_p
    library.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
    place = ctypes.c_void_p.from_address(library.sqlite3_vfs_find(None) + _OPEN)
    real, disk = place.value, Disk()
    opens = _Open(real or 0)

    def opened(vfs: int, name: int, file: int, flags: int, told: int) -> int:
        code = opens(vfs, name, file, flags, told)
        table = ctypes.c_void_p.from_address(file)
        if code == 0 and table.value:
            table.value = disk.table(table.value)
        return int(code)

    ours = _Open(opened)
    place.value = ctypes.cast(ours, ctypes.c_void_p).value
    try:
        yield disk
    finally:
        place.value = real
