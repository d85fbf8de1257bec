"""Brings a database to the tables of this version, step by step, each step in a transaction of its own.

The steps are in the top-level folder `migrations`, run by Alembic without an `alembic.ini`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import migrations

STEPS = Path(migrations.__file__).parent

_LOCK = 0x76616B61
"""PostgreSQL's advisory lock under which one console migrates while the others wait: "vaka" in ASCII."""


class SchemaTooNew(Exception):
    """The database was written by a newer Vaka. It is untouched."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"The database was written by a newer version of Vaka (its tables are at step {found}, which this "
            "version does not know). Install that version again. Nothing has been changed."
        )
        self.found = found


def migrate(engine: sa.Engine, target: str = "head") -> None:
    """Brings the database up to `target`. Raises SchemaTooNew, and SQLAlchemy's errors."""
    with engine.connect() as connection, _alone(connection):
        found = revision(connection)
        steps = _steps()
        if found is not None and found not in {step.revision for step in steps.walk_revisions()}:
            raise SchemaTooNew(found)
        if found is None or found != steps.get_current_head():
            with _without_foreign_keys(connection):
                command.upgrade(_config(connection), target)


def downgrade(engine: sa.Engine, target: str) -> None:
    """Takes the database down to `target` (`base`: no tables). By hand only, and in tests."""
    with engine.connect() as connection, _alone(connection), _without_foreign_keys(connection):
        command.downgrade(_config(connection), target)


def revision(connection: sa.Connection) -> str | None:
    """The step at which the database stands; None where it is empty."""
    found = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()
    return found


def _config(connection: sa.Connection) -> Config:
    config = Config()
    # Alembic reads its options with `%` as a sign of its own.
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _steps() -> ScriptDirectory:
    return ScriptDirectory(str(STEPS))


@contextmanager
def _alone(connection: sa.Connection) -> Iterator[None]:
    """Other consoles that start now wait until we are done. A file has one owner anyway."""
    if connection.dialect.name != "postgresql":
        yield
        return
    # Without the bounds of everyday work: a migration takes as long as it takes.
    connection.exec_driver_sql("SET statement_timeout = 0")
    connection.exec_driver_sql("SET lock_timeout = 0")
    connection.exec_driver_sql("SET idle_in_transaction_session_timeout = 0")
    connection.exec_driver_sql(f"SELECT pg_advisory_lock({_LOCK})")
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_LOCK})")
        connection.commit()


@contextmanager
def _without_foreign_keys(connection: sa.Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew, which must not look like deleting all its rows."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()
        raw.execute("PRAGMA foreign_keys = ON")
