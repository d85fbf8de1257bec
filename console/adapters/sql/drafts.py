"""What is typed and not saved. The text lies in the encrypted store, and nowhere else; it is overwritten, not draft."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import sqlalchemy as sa

from console.adapters.sql import codec
from console.adapters.sql.schema import draft as rows
from console.adapters.sql.statements import AnyRow, overwrite, pieces
from console.adapters.sql.writer import Writer
from console.domain.draft import Draft
from console.domain.ids import CaseId, OperatorId

_fields = codec.details_reader(dict[str, str])


class SqlDrafts:
    """Fits `services.ports.Drafts`. Every call raises Unwritable where the store fails, and BadRow for a text that no
    store could hold."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def keep(self, operator: OperatorId, draft: Draft, most: int) -> None:
        await self._writer.run(partial(_keep, operator=operator, draft=draft, most=most))

    async def drop(self, operator: OperatorId, case: CaseId | None, panel: str) -> None:
        where = (rows.c.operator == operator, rows.c.case_id == (case or ""), rows.c.panel == panel)
        await self._writer.run(lambda connection: _delete(connection, *where))

    async def of(self, operator: OperatorId) -> tuple[Draft, ...]:
        query = sa.select(rows).where(rows.c.operator == operator).order_by(rows.c.at, rows.c.panel)
        return await self._writer.run(lambda connection: tuple(map(_draft, connection.execute(query))))

    async def forget(self, cases: Sequence[CaseId]) -> None:
        for piece in pieces([case for case in cases if case]):
            await self._writer.run(partial(_delete_of, cases=piece))

    async def forget_before(self, before: datetime) -> None:
        await self._writer.run(lambda connection: _delete(connection, rows.c.at < before))


def _keep(connection: sa.Connection, operator: OperatorId, draft: Draft, most: int) -> None:
    row = {
        "operator": operator,
        "case_id": draft.case or "",
        "panel": draft.panel,
        "fields": codec.encode_details(dict(draft.fields)),
        "at": draft.at,
    }
    overwrite(connection, rows, [row], "operator", "case_id", "panel")
    mine = sa.select(rows.c.case_id, rows.c.panel).where(rows.c.operator == operator)
    for case_id, panel in connection.execute(mine.order_by(rows.c.at.desc()).offset(most)).all():
        _delete(connection, rows.c.operator == operator, rows.c.case_id == case_id, rows.c.panel == panel)


def _delete_of(connection: sa.Connection, cases: Sequence[CaseId]) -> None:
    _delete(connection, rows.c.case_id.in_(cases))


def _delete(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> None:
    connection.execute(sa.delete(rows).where(*where))


def _draft(row: AnyRow) -> Draft:
    return Draft(CaseId(row.case_id) if row.case_id else None, row.panel, _fields(row.fields), row.at)
