"""Makes the local copy like the shared store: directory, signs of life, each resident's last cases. No accounts.

Nor decisions and cameras: a look is journalled before its camera is asked, so while the shared store is away nobody
may look in, and a copy of whom to look in on would only be a list that need not lie there.

Two passes, in pieces of some milliseconds, so that neither store is kept from its work. First everything in the shared
store is put into the copy (rows that are the same already are left alone); then the copy asks of each of its own rows
whether it is still there, and forgets what is not. A pass that is broken off leaves somebody too many, never too few.
Each pass goes in the order of its own database: two databases may sort the same text differently.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa

from console.adapters.sql.reader import Reader
from console.adapters.sql.schema import case_summary, device, household, municipality, resident, sign
from console.adapters.sql.search_index import forget, homes_touched, index
from console.adapters.sql.statements import AnyRow, Row, overwrite
from console.adapters.sql.writer import Writer
from console.domain.ids import CENTRE
from console.domain.journal import CopySize

PIECE = 500
"""Rows at once."""

CASES_EACH = 5
"""Of each resident, the newest."""

_KEYS: dict[sa.Table, tuple[str, ...]] = {
    municipality: ("id",),
    household: ("id",),
    resident: ("id",),
    device: ("municipality", "id"),
    sign: ("municipality", "device"),
}
"""What is copied whole, in an order in which nothing points at what is not there yet, with its key."""

Key = tuple[str, ...]


class SqlMirror:
    """Fits `services.ports.Mirror`. Reads the one store and writes the other, which is a file."""

    def __init__(self, source: Reader, copy: Writer) -> None:
        self._source = source
        self._copy = copy

    async def refresh(self) -> CopySize:
        """As the port says."""
        counted = {table: await self._fill(table) for table in _KEYS}
        cases = await self._fill_cases()
        forgotten = sum([await self._forget(table) for table in reversed(_KEYS)])
        if forgotten:
            await self._copy.checkpoint()
        return CopySize(counted[resident], counted[household], counted[device], cases)

    async def _fill(self, table: sa.Table) -> int:
        after: Key | None = None
        count = 0
        while rows := await self._source.run(partial(_page, table=table, after=after, columns=tuple(table.c))):
            await self._copy.run(partial(_put, table=table, rows=[dict(row._mapping) for row in rows]))
            count += len(rows)
            after = _key(table, rows[-1])
        return count

    async def _fill_cases(self) -> int:
        """Piece by piece of the copy's residents: their newest cases in place of those that the copy has."""
        after: Key | None = None
        count = 0
        columns = (resident.c.id,)
        while people := await self._copy.run(partial(_page, table=resident, after=after, columns=columns)):
            ids = [row.id for row in people]
            rows = await self._source.run(partial(_newest_cases, residents=ids))
            await self._copy.run(partial(_replace_cases, residents=ids, rows=[dict(row._mapping) for row in rows]))
            count += len(rows)
            after = (ids[-1],)
        return count

    async def _forget(self, table: sa.Table) -> int:
        after: Key | None = None
        count = 0
        columns = tuple(table.c[name] for name in _KEYS[table])
        while rows := await self._copy.run(partial(_page, table=table, after=after, columns=columns)):
            keys = [_key(table, row) for row in rows]
            there = await self._source.run(partial(_there, table=table, keys=keys))
            gone = [key for key in keys if key not in there]
            if gone:
                await self._copy.run(partial(_delete, table=table, keys=gone))
            count += len(gone)
            after = keys[-1]
        return count


def _key(table: sa.Table, row: AnyRow) -> Key:
    return tuple(row._mapping[name] for name in _KEYS[table])


def _columns(table: sa.Table) -> Any:
    return sa.tuple_(*(table.c[name] for name in _KEYS[table]))


def _page(
    connection: sa.Connection, table: sa.Table, after: Key | None, columns: Sequence[sa.Column[Any]]
) -> Sequence[AnyRow]:
    """The next rows by key, in this database's own order. Consoles' own marks (of no municipality) are not theirs."""
    keys = [table.c[name] for name in _KEYS[table]]
    query = sa.select(*columns).order_by(*keys).limit(PIECE)
    if table is sign:
        query = query.where(sign.c.municipality != CENTRE)
    if after is not None:
        bound = [sa.literal(value, column.type) for value, column in zip(after, keys, strict=True)]
        query = query.where(sa.tuple_(*keys) > sa.tuple_(*bound))
    return connection.execute(query).all()


def _among(table: sa.Table, key: Sequence[str], keys: Sequence[Key]) -> list[sa.ColumnElement[bool]]:
    """Those of these keys, and maybe others: each part by itself, for PostgreSQL finds no index for rows of many."""
    parts = zip(key, zip(*keys, strict=True), strict=True)
    return [table.c[name].in_(sorted(set(values))) for name, values in parts]


def _there(connection: sa.Connection, table: sa.Table, keys: Sequence[Key]) -> set[Key]:
    columns = [table.c[name] for name in _KEYS[table]]
    found = connection.execute(sa.select(*columns).where(*_among(table, _KEYS[table], keys)))
    return {tuple(row) for row in found}


def _newest_cases(connection: sa.Connection, residents: Sequence[str]) -> Sequence[AnyRow]:
    """Five of each by the index on (resident, opened_at): a window over years of cases would read them all."""
    of_one = (
        sa.select(case_summary)
        .where(case_summary.c.resident == resident.c.id)
        .order_by(case_summary.c.opened_at.desc(), case_summary.c.case_id.desc())
        .limit(CASES_EACH)
        .lateral()
    )
    query = sa.select(of_one).select_from(resident).join(of_one, sa.true()).where(resident.c.id.in_(residents))
    return connection.execute(query).all()


def _put(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Inserts, or overwrites what differs: what is the same is not written again."""
    key = _KEYS.get(table) or ("case_id",)
    keys = [tuple(row[name] for name in key) for row in rows]
    found = connection.execute(sa.select(table).where(*_among(table, key, keys)))
    there = {tuple(row._mapping[name] for name in key): dict(row._mapping) for row in found}
    changed = [row for each, row in zip(keys, rows, strict=True) if there.get(each) != row]
    homes = homes_touched(connection, changed if table is household else (), changed if table is resident else ())
    overwrite(connection, table, changed, *key)
    index(connection, homes, changed if table is device else ())


def _replace_cases(connection: sa.Connection, residents: Sequence[str], rows: Sequence[Row]) -> None:
    kept = [row["case_id"] for row in rows]
    theirs = case_summary.c.resident.in_(residents)
    connection.execute(sa.delete(case_summary).where(theirs, case_summary.c.case_id.not_in(kept)))
    if rows:
        _put(connection, case_summary, rows)


def _delete(connection: sa.Connection, table: sa.Table, keys: Sequence[Key]) -> None:
    if table is resident:
        forget(connection, [key[0] for key in keys])
    if table is device:
        forget(connection, (), [(key[0], key[1]) for key in keys])
    connection.execute(sa.delete(table).where(_columns(table).in_(keys)))
    if table is resident:
        connection.execute(sa.delete(case_summary).where(case_summary.c.resident.in_([key[0] for key in keys])))
