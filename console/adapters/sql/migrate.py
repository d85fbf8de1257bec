"""Brings a database to the tables of this version, step by step, each step in a transaction of its own.

The steps are in the top-level folder `migrations`, run by Alembic without an `alembic.ini`. A database that stands at
the newest step needs none of it: Alembic takes a third of a second to load, and a console that fell is awaited.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

import migrations

STEPS = Path(migrations.__file__).parent

_VERSION = sa.table("alembic_version", sa.column("version_num", sa.String))
"""Alembic's own, with one row."""

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
        known = known_steps()
        if found is not None and found not in known:
            raise SchemaTooNew(found)
        if found != known[-1]:
            from console.adapters.sql import steps

            with _without_foreign_keys(connection):
                steps.upgrade(connection, STEPS, target)


def downgrade(engine: sa.Engine, target: str) -> None:
    """Takes the database down to `target` (`base`: no tables). By hand only, and in tests."""
    from console.adapters.sql import steps

    with engine.connect() as connection, _alone(connection), _without_foreign_keys(connection):
        steps.downgrade(connection, STEPS, target)


def revision(connection: sa.Connection) -> str | None:
    """The step at which the database stands; None where it is empty."""
    found: str | None = None
    if sa.inspect(connection).has_table(_VERSION.name):
        found = connection.execute(sa.select(_VERSION.c.version_num)).scalar()
    connection.rollback()
    return found


def known_steps() -> list[str]:
    """The steps of this version, the first first: each file's name begins with its step."""
    return sorted(step.name.partition("_")[0] for step in (STEPS / "versions").glob("[0-9]*.py"))


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
