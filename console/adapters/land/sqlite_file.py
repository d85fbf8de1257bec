"""A map's SQLite file, opened to be read and never trusted: it may be damaged, or made to harm.

It is opened read-only and as unchanging; what it can cost is bounded (a value's size, an instruction's time), no
trigger or view of it runs, and whatever is wrong with it comes out as NotAMap.
"""

import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

_LONGEST_VALUE = 512_000_000
_LONGEST_S = 20.0
_OPCODES_A_LOOK = 100_000

Asked = TypeVar("Asked")


class NotAMap(ValueError):
    """The file is not a map that this Vaka can read. The text says why, by the file's name."""


class MapFile:
    """One connection, used by one thread at a time. Raises NotAMap for what is no SQLite file, or lacks `tables`."""

    def __init__(self, path: Path, tables: Sequence[str]) -> None:
        self.path = path
        self._until = 0.0
        if not path.is_file():
            raise NotAMap(f"{path.name}: there is no such file")
        place = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        try:
            self._file = sqlite3.connect(place, uri=True, check_same_thread=False)
        except sqlite3.Error:
            raise NotAMap(f"{path.name} cannot be opened") from None
        try:
            self._file.execute("PRAGMA trusted_schema = OFF")
            self._file.execute("PRAGMA query_only = ON")
            self._file.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
            self._file.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            self._file.set_progress_handler(self._is_late, _OPCODES_A_LOOK)
            self._require(tables)
        except (sqlite3.Error, UnicodeDecodeError):  # also what it says of a damaged schema is the file's own words
            self._file.close()
            raise NotAMap(f"{path.name} is no map: it is not an SQLite file, or a damaged one") from None
        except NotAMap:
            self._file.close()
            raise

    def rows(self, statement: str, values: Sequence[object] = (), most: int = 1_000) -> list[tuple[Any, ...]]:
        """At most so many rows. Raises NotAMap where the file is damaged, or takes longer than anything may."""
        self._until = time.monotonic() + _LONGEST_S
        try:
            return self._file.execute(statement, tuple(values)).fetchmany(most)
        except (sqlite3.Error, UnicodeDecodeError, OverflowError):
            raise NotAMap(f"{self.path.name} is damaged: a part of the map cannot be read") from None

    def meta(self, table: str, columns: str) -> dict[str, str]:
        """The file's own words of itself, each a text of bounded length."""
        found = self.rows(f"SELECT {columns} FROM {table} LIMIT 100")
        return {str(key)[:100]: str(value)[:2_000] for key, value in found}

    def number(self, pragma: str) -> int:
        """A number that SQLite keeps in the file's head."""
        found = self.rows(f"PRAGMA {pragma}")
        return int(found[0][0]) if found else 0

    def close(self) -> None:
        self._file.close()

    def _require(self, tables: Sequence[str]) -> None:
        marks = ",".join("?" * len(tables))
        self._until = time.monotonic() + _LONGEST_S
        named = self._file.execute(
            f"SELECT name FROM sqlite_master WHERE name IN ({marks}) AND type = 'table'", tuple(tables)
        ).fetchall()
        if missing := set(tables) - {name for (name,) in named}:
            raise NotAMap(f"{self.path.name} is no map of this kind: it has no {', '.join(sorted(missing))}")

    def _is_late(self) -> int:
        return int(time.monotonic() > self._until)


def whole(file: MapFile, read: Callable[[], Asked]) -> Asked:
    """What `read` gives. Raises NotAMap, the file closed, for what it could not read."""
    try:
        return read()
    except (ValueError, OverflowError) as error:
        file.close()
        if isinstance(error, NotAMap):
            raise
        raise NotAMap(f"{file.path.name} is a damaged map: {error}") from None
