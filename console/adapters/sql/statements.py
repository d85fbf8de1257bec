"""What the two dialects say in different words, and lists too long for one statement."""

import functools
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

T = TypeVar("T")
Row = dict[str, Any]
"""A row on its way in, by column."""

AnyRow = sa.Row[*tuple[Any, ...]]
"""A row on its way out."""

AnySelect = sa.Select[*tuple[Any, ...]]

AT_ONCE = 500
"""Keys in one lookup: some milliseconds, and far below SQLite's 32,766 parameters."""


_COUNTED = {"preserve_rowcount": True}


def pieces(values: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """The values in pieces of at most `size`."""
    return (values[start : start + size] for start in range(0, len(values), size))


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> int:
    """Inserts the rows of which no unique key is there yet, and says how many; the others are left as they lie."""
    if not rows:
        return 0
    return connection.execute(_inserting(connection.dialect.name, table), rows, execution_options=_COUNTED).rowcount


def overwrite(connection: sa.Connection, table: sa.Table, rows: Sequence[Row], *key: str) -> None:
    """Inserts the rows, or overwrites those with the same `key`. Of two rows with one key the last stands."""
    unique = list({tuple(row[name] for name in key): row for row in rows}.values())
    if not unique:
        return
    connection.execute(_overwriting(connection.dialect.name, table, tuple(unique[0]), key), unique)


def overwrite_newer(connection: sa.Connection, table: sa.Table, rows: Sequence[Row], *key: str, by: str) -> None:
    """As `overwrite`, but what is kept stays where it is as new by the column `by`, or newer."""
    newest: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        known = newest.get(tuple(row[name] for name in key))
        if known is None or known[by] < row[by]:
            newest[tuple(row[name] for name in key)] = row
    if not newest:
        return
    insert = _insert(connection.dialect.name, table)
    changed = {name: insert.excluded[name] for name in rows[0] if name not in key}
    is_newer = insert.excluded[by] > table.c[by]
    connection.execute(
        insert.on_conflict_do_update(index_elements=key, set_=changed, where=is_newer), list(newest.values())
    )


@functools.cache
def _inserting(dialect: str, table: sa.Table) -> Any:
    return _insert(dialect, table).on_conflict_do_nothing()


@functools.cache
def _overwriting(dialect: str, table: sa.Table, names: tuple[str, ...], key: tuple[str, ...]) -> Any:
    insert = _insert(dialect, table)
    changed = {name: insert.excluded[name] for name in names if name not in key}
    return insert.on_conflict_do_update(index_elements=key, set_=changed)


def _insert(dialect: str, table: sa.Table) -> Any:
    """The dialect's own, which knows of conflicts. PostgreSQL's is loaded where its engine is, and nowhere else."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
