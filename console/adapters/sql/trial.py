"""Tries out a database before anything is kept there: whether it lets us in, and lets us make what we need.

What is made is taken back in the same transaction; a file is made beside the place that is meant, and removed. All
calls block. Why something did not go is a `Denied` with the database's own code (SQLSTATE), for words to be found.
"""

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa
from sqlalchemy import exc

from console.adapters.sql.engine import file_engine, server_engine
from console.adapters.sql.migrate import migrate
from console.adapters.sql.schema import account
from console.adapters.sql.store import engine_of

OLDEST_SERVER = 14
"""PostgreSQL's oldest major version that its makers still mend."""

_SCRATCH = "vaka_trial"


class Denied(Exception):
    """The database said no. `code` is its SQLSTATE, "" where it has none (no connection was made)."""

    def __init__(self, text: str, code: str = "") -> None:
        super().__init__(text)
        self.code = code


@contextlib.contextmanager
def _heard() -> Iterator[None]:
    try:
        yield
    except exc.DBAPIError as error:
        first = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
        raise Denied(first[0], getattr(error.orig, "sqlstate", None) or "") from error
    except exc.SQLAlchemyError as error:
        raise Denied(type(error).__name__) from error
    except UnicodeError as error:
        raise Denied("a text that cannot be written") from error


class ServerTrial:
    """One connection to a PostgreSQL database, on which one thing after the other is tried. Each raises Denied."""

    def __init__(self, url: str) -> None:
        """`url` is SQLAlchemy's address, with the password in it. Connects nothing yet."""
        self._url = sa.make_url(url)
        self._connection: sa.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._connection is not None:
            self._connection.close()

    def sign_in(self) -> None:
        """User, password and database."""
        with _heard():
            self._connection = server_engine(self._url.render_as_string(hide_password=False)).connect()

    def is_admitted_elsewhere(self) -> bool:
        """Whether user and password are right and the database alone is missing: asked of the server's own one."""
        try:
            with _heard():
                other = self._url.set(database="postgres")
                server_engine(other.render_as_string(hide_password=False)).connect().close()
        except Denied:
            return False
        return True

    def version(self) -> tuple[int, str]:
        """The major version, and the server's own words for it."""
        shown = self._ask("SHOW server_version")
        return int(shown.split(".")[0].split("beta")[0].split("rc")[0].split(" ")[0]), shown

    def make_and_write(self) -> None:
        """A table made, a row written and read back, and all of it taken back."""
        with _heard(), self._taken_back() as connection:
            table = f"{_SCRATCH}_{secrets.token_hex(4)}"
            connection.exec_driver_sql(f"CREATE TABLE {table} (word text)")
            connection.exec_driver_sql(f"INSERT INTO {table} VALUES ('å')")
            if connection.exec_driver_sql(f"SELECT word FROM {table}").scalar_one() != "å":
                raise Denied("the database does not keep letters beyond ASCII: make it with the encoding UTF8")

    def make_search(self) -> None:
        """PostgreSQL's extension for misspelt words, made where it is not there yet, and taken back."""
        with _heard(), self._taken_back() as connection:
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")

    def _ask(self, statement: str) -> str:
        with _heard(), self._taken_back() as connection:
            return str(connection.exec_driver_sql(statement).scalar_one())

    @contextlib.contextmanager
    def _taken_back(self) -> Iterator[sa.Connection]:
        if self._connection is None:
            raise Denied("not connected")
        try:
            yield self._connection
        finally:
            self._connection.rollback()


def try_file_in(folder: Path) -> None:
    """Makes an encrypted file in the folder, with this version's tables, reads it again with its key, and removes it.

    Raises Denied, and OSError where the folder does not take it.
    """
    path = folder / f".{_SCRATCH}-{secrets.token_hex(6)}.db"
    key = secrets.token_bytes(32)
    try:
        with _heard():
            for _ in range(2):
                engine = file_engine(path, key)
                try:
                    migrate(engine)
                finally:
                    engine.dispose()
    finally:
        for rest in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + rest).unlink(missing_ok=True)


def accounts_in(target: str | Path, key: bytes | None = None) -> int:
    """How many accounts a database has; 0 where it has no tables yet. Nothing may have the file open beside us.

    Raises Denied.
    """
    with _heard():
        engine = engine_of(target, key)
        try:
            with engine.connect() as connection:
                if not sa.inspect(connection).has_table(account.name):
                    return 0
                return int(connection.execute(sa.select(sa.func.count()).select_from(account)).scalar_one())
        finally:
            engine.dispose()
