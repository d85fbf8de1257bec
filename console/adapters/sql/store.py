"""Opens the store and closes it: ownership, key, migration, and the one writer behind everything."""

import asyncio
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import exc

from console.adapters.sql.accounts import SqlAccounts
from console.adapters.sql.decisions import SqlDecisions
from console.adapters.sql.deviations import SqlDeviations
from console.adapters.sql.drafts import SqlDrafts
from console.adapters.sql.engine import file_engine, probe, server_engine
from console.adapters.sql.equipment import SqlEquipment, SqlSelfTests
from console.adapters.sql.journal import SqlJournal
from console.adapters.sql.loudness import SqlLoudness
from console.adapters.sql.migrate import migrate
from console.adapters.sql.mirror import SqlMirror
from console.adapters.sql.night_reports import SqlNightReports
from console.adapters.sql.owner import Ownership
from console.adapters.sql.plans import SqlPlans
from console.adapters.sql.reader import Reader
from console.adapters.sql.register import SqlRegister
from console.adapters.sql.residents import SqlResidents
from console.adapters.sql.search import SqlSearch
from console.adapters.sql.seats import SqlSeats
from console.adapters.sql.server_time import ServerTime
from console.adapters.sql.staff import SqlStaff
from console.adapters.sql.writer import PATIENCE_S, Writer
from console.domain.journal import Unwritable


class Store:
    """The ports on one writer, and the search on a reader. Close it; nothing else may use the file until then."""

    def __init__(self, writer: Writer, reader: Reader, owner: Ownership | None) -> None:
        self._writer = writer
        self._reader = reader
        self._owner = owner
        self.journal = SqlJournal(writer)
        self.residents = SqlResidents(writer)
        self.register = SqlRegister(reader)
        self.equipment = SqlEquipment(reader)
        self.self_tests = SqlSelfTests(reader)
        self.deviations = SqlDeviations(reader)
        self.loudness = SqlLoudness(reader)
        self.accounts = SqlAccounts(writer)
        self.search = SqlSearch(reader)
        self.drafts = SqlDrafts(writer)
        self.seats = SqlSeats(writer)
        self.plans = SqlPlans(writer)
        self.decisions = SqlDecisions(writer)
        self.staff = SqlStaff(writer, reader)
        self.night_reports = SqlNightReports(reader)
        self.time = ServerTime(writer)

    def mirror_of(self, source: "Store") -> SqlMirror:
        """What makes this store, a copy, like that one."""
        return SqlMirror(source._reader, self._writer)

    async def close(self) -> None:
        """Finishes what was asked for, closes the connection, then lets go of the file. May be called twice."""
        await self._reader.close()
        await self._writer.close()
        if self._owner is not None:
            self._owner.release()


async def open_store(target: str | Path, key: bytes | None = None, *, patience_s: float = PATIENCE_S) -> Store:
    """Opens a file (a path, with its key of 32 bytes) or a PostgreSQL database (`postgresql://...`) in a thread.

    Makes the file (and its folder) where there is none, and migrates either to this version's tables.
    Raises AlreadyOwned, WrongKey, SchemaTooNew, each with a sentence to show, Unwritable where it cannot be
    reached or written, and ValueError for a file without a key of 32 bytes. A file is never changed by a wrong key.
    """
    try:
        if _is_server(target):
            return await asyncio.to_thread(_open_server, str(target), patience_s)
        return await asyncio.to_thread(_open_file, Path(target), key or b"", patience_s)
    except exc.DBAPIError as error:
        told = _server_away(str(target), error) if _is_server(target) else type(error.orig).__name__
        raise Unwritable(f"the database cannot be opened: {told}") from error
    except OSError as error:
        raise Unwritable(f"the database cannot be opened: {error.strerror}") from error


def _server_away(url: str, error: exc.DBAPIError) -> str:
    """What PostgreSQL or the way to it said, which holds no secret and no row yet, and what to look at."""
    first = (str(error.orig).strip().splitlines() or [type(error.orig).__name__])[0]
    server = sa.make_url(url)
    place = f"{server.host or 'this machine'}:{server.port or 5432}"
    return f"{first}. Does PostgreSQL run at {place}, and does the network reach it? `vaka doctor` looks closer."


async def open_copy(path: Path, key: bytes) -> Store:
    """Opens the local copy of a shared store, as `open_store` opens a file and with its errors."""
    try:
        return await asyncio.to_thread(_open_file, path, key, PATIENCE_S, is_copy=True)
    except exc.DBAPIError as error:
        raise Unwritable(f"the local copy cannot be opened: {type(error.orig).__name__}") from error
    except OSError as error:
        raise Unwritable(f"the local copy cannot be opened: {error.strerror}") from error


def _is_server(target: str | Path) -> bool:
    return isinstance(target, str) and target.startswith(("postgresql:", "postgresql+", "postgres:"))


def _open_server(url: str, patience_s: float) -> Store:
    engine = server_engine(url)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(Writer(engine, patience_s), Reader(server_engine(url)), None)


def _open_file(path: Path, key: bytes, patience_s: float, *, is_copy: bool = False) -> Store:
    engine = file_engine(path, key, is_copy=is_copy)
    owner = Ownership(path)
    owner.take()
    try:
        probe(engine, path)
        migrate(engine)
    except BaseException:
        engine.dispose()
        owner.release()
        raise
    return Store(Writer(engine, patience_s), Reader(file_engine(path, key)), owner)


def engine_of(target: str | Path, key: bytes | None = None) -> sa.Engine:
    """An engine alone, for a test or a repair by hand: no ownership, no migration."""
    if _is_server(target):
        return server_engine(str(target))
    return file_engine(Path(target), key or b"")
