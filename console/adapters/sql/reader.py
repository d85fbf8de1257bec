"""A second line to the database that only reads, so that a search neither waits for the journal nor delays it.

On a file it is a second connection in WAL: it sees what was committed when it began, and never writes, so the file
keeps its one writing connection. On PostgreSQL its transactions are read-only.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event

from console.adapters.sql.writer import Writer

T = TypeVar("T")

PATIENCE_S = 5.0
"""So long a reading may take, waiting included. Who searches has typed on long before."""

_CACHE_KB = 65_536
"""Pages that stay decrypted in memory: the index of the search, not the directory."""


class Reader:
    """Runs readings one after the other on a thread and a connection of its own."""

    def __init__(self, engine: sa.Engine, patience_s: float = PATIENCE_S) -> None:
        event.listen(engine, "connect", _tell_to_read)
        self._line = Writer(engine, patience_s)

    async def run(self, reading: Callable[[sa.Connection], T]) -> T:
        """Runs `reading` on one state of the database. A cancelled one that has not begun is never run.

        Raises Unwritable where the database does not answer, BadRow for a value that it could not hold.
        """
        return await self._line.run(reading)

    async def close(self) -> None:
        """Finishes what was asked for and closes the connection. May be called twice."""
        await self._line.close()


def _tell_to_read(connection: Any, _record: object) -> None:
    if hasattr(connection, "read_only"):
        connection.read_only = True
        return
    connection.execute("PRAGMA query_only = ON").fetchall()
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}").fetchall()
