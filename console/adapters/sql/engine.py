"""How a connection is made, for an encrypted file (SQLCipher) and for PostgreSQL, and what it is told at birth.

The file: WAL and `synchronous = FULL` (0 confirmed rows lost in 20 kill -9; NORMAL may roll a confirmed commit back
at power loss), `secure_delete` so that what is erased is overwritten. PostgreSQL: bounds for everything that could
wait for ever, and for how long a console that has fallen asleep can hold the chain's head.
"""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event

KEY_BYTES = 32
BUSY_MS = 2000
"""How long a write waits for a lock on the file. One process owns it, so a lock is a guest (a backup)."""

_PG_SETTINGS = {
    "lock_timeout": "5000",
    "statement_timeout": "15000",
    "idle_in_transaction_session_timeout": "15000",
    "client_encoding": "UTF8",
    "TimeZone": "UTC",
}
"""Milliseconds. Retention in bounded batches keeps each statement far below these."""

_PG_CONNECT: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "vaka",
}


class WrongKey(Exception):
    """The file is there and this key does not open it. The file is untouched."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} cannot be opened: it was made with another key, or it is not a file of Vaka's. "
            "It has not been changed."
        )
        self.path = path


def file_engine(path: Path, key: bytes, *, is_copy: bool = False) -> sa.Engine:
    """An engine for the encrypted file. `key` is 32 random bytes, used as they are (no passphrase is stretched).

    A copy holds what another store has checked, and takes it piece by piece: no foreign key is checked in it.

    Raises ValueError for a key of another length. The first connection raises as `probe` says.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key of {len(key)} bytes, not {KEY_BYTES}")
    url = sa.URL.create("sqlite+pysqlcipher", password=f"x'{key.hex()}'", database=str(path))
    engine = sa.create_engine(
        url,
        module=sqlcipher,
        poolclass=sa.NullPool,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
    )
    event.listen(engine, "connect", _tell_file)
    if is_copy:
        event.listen(engine, "connect", _tell_copy)
    event.listen(engine, "begin", _begin)
    return engine


def server_engine(url: str) -> sa.Engine:
    """An engine for PostgreSQL by SQLAlchemy's address (`postgresql+psycopg://...`)."""
    options = " ".join(f"-c {name}={value}" for name, value in _PG_SETTINGS.items())
    return sa.create_engine(
        sa.make_url(url).set(drivername="postgresql+psycopg"),
        poolclass=sa.NullPool,
        hide_parameters=True,
        connect_args={**_PG_CONNECT, "options": options},
    )


def probe(engine: sa.Engine, path: Path) -> None:
    """Connects once. Raises WrongKey where the key does not fit, or SQLAlchemy's error for what else is wrong."""
    try:
        engine.connect().close()
    except sa.exc.DatabaseError as error:
        if "not a database" in str(error.orig):
            raise WrongKey(path) from None
        raise


def _tell_file(connection: Any, _record: object) -> None:
    # The driver's own transactions leave DDL outside; ours begin where SQLAlchemy says so (`_begin`).
    connection.isolation_level = None
    # SQLCipher would otherwise print a wrong key's failure on the standard error stream.
    connection.execute("PRAGMA cipher_log_level = NONE")
    # Before anything that writes: with a wrong key this is where it ends.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
        f"busy_timeout = {BUSY_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _tell_copy(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")
