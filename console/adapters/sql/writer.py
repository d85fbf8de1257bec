"""The one thread and the one connection that everything goes through, in the order in which it was asked for.

A file of SQLite may have only one writing connection, and a PostgreSQL console needs no more: what waits is written
together. Reads go the same way, in short pieces, so that a write never waits long for one.

Errors come out in the domain's words: `BadRow` for what the database refuses for its content, `Unwritable` for what
may go through later. A statement of ours that is wrong (ProgrammingError) stays what it is: a fault.
"""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy import exc

from console.domain.journal import BadRow, Unwritable

T = TypeVar("T")

PATIENCE_S = 20.0
"""So long a piece of work may take, waiting included, before the line to the server is cut (a frozen server)."""

CUT_S = 2.0
"""So long the cut may take to be noticed."""


class Writer:
    """Runs work on the one connection, each piece in a transaction of its own. Reconnects by itself."""

    def __init__(self, engine: sa.Engine, patience_s: float = PATIENCE_S) -> None:
        self._engine = engine
        self._patience_s = patience_s
        self._connection: sa.Connection | None = None
        self._line: int | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vaka-sql")

    async def run(self, work: Callable[[sa.Connection], T]) -> T:
        """Runs `work` in one transaction: committed when it returns, undone when it raises.

        Raises Unwritable, BadRow, and whatever `work` raises of its own. After Unwritable for impatience the
        work may still go through: whoever retries must name the same ids.
        """
        return await self._awaited(lambda: self._transact(work))

    async def checkpoint(self) -> None:
        """Moves the file's write-ahead log into the file and empties it, so that what was erased is gone from it.

        Nothing on PostgreSQL. Raises Unwritable.
        """
        await self._awaited(self._checkpoint)

    async def close(self) -> None:
        """Finishes what was asked for and closes the connection. May be called twice."""
        loop = asyncio.get_running_loop()
        with contextlib.suppress(RuntimeError):  # shut down already
            await loop.run_in_executor(self._thread, self._drop)
        await asyncio.to_thread(self._thread.shutdown)
        self._engine.dispose()

    async def _awaited(self, work: Callable[[], T]) -> T:
        future = asyncio.get_running_loop().run_in_executor(self._thread, work)
        try:
            done, _ = await asyncio.wait({future}, timeout=self._patience_s)
            if not done:
                self._cut()
                done, _ = await asyncio.wait({future}, timeout=CUT_S)
        except asyncio.CancelledError:
            future.cancel()
            raise
        if not done:
            future.cancel()
            raise Unwritable(f"the database has not answered for {self._patience_s:.0f} s")
        return future.result()

    def _transact(self, work: Callable[[sa.Connection], T]) -> T:
        try:
            connection = self._connected()
            with connection.begin():
                return work(connection)
        except (exc.DataError, exc.IntegrityError) as error:
            raise BadRow(f"the database refuses a row: {_name(error)}") from error
        except exc.ProgrammingError:
            raise
        except exc.DBAPIError as error:
            raise Unwritable(f"the database did not take it: {_name(error)}") from error
        except exc.StatementError as error:  # a value that its column refuses
            raise BadRow(f"a value that no column can hold: {error.orig}") from error
        except (UnicodeError, OverflowError) as error:  # a value that the driver refuses
            raise BadRow(f"a value that no column can hold: {type(error).__name__}") from error
        finally:
            if self._connection is not None and self._connection.invalidated:
                self._drop()

    def _connected(self) -> sa.Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            if self._engine.dialect.name == "postgresql":
                raw = self._connection.connection.driver_connection
                self._line = raw.fileno() if raw is not None else None
        return self._connection

    def _checkpoint(self) -> None:
        if self._engine.dialect.name != "sqlite":
            return
        try:
            raw = self._connected().connection.driver_connection
            if raw is not None:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except exc.DBAPIError as error:
            raise Unwritable(f"the database did not take it: {_name(error)}") from error

    def _drop(self) -> None:
        self._line = None
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(exc.DBAPIError):
                connection.close()

    def _cut(self) -> None:
        """Shuts the socket down under the driver, which then finds the connection lost and raises."""
        line, self._line = self._line, None
        if line is None:
            return
        with contextlib.suppress(OSError):
            sock = socket.socket(fileno=line)
            try:
                sock.shutdown(socket.SHUT_RDWR)
            finally:
                sock.detach()


def _name(error: exc.DBAPIError) -> str:
    """What went wrong without a word of what was written: the driver's class, and SQLite's or PostgreSQL's code."""
    code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
    return f"{type(error.orig).__name__} {code or ''}".strip()
