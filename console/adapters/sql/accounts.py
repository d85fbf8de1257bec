"""The accounts' store. What changed is journalled by the service; the password's digest never leaves this table."""

from collections.abc import Sequence
from functools import partial

import sqlalchemy as sa

from console.adapters.sql.schema import account, account_grant, account_protected
from console.adapters.sql.statements import AnyRow, overwrite
from console.adapters.sql.writer import Writer
from console.domain.account import Account
from console.domain.ids import MunicipalityId, OperatorId
from console.domain.operator import Grant, Operator, Role


class SqlAccounts:
    """Fits `services.ports.Accounts`. Every call raises Unwritable where the store fails, and BadRow for a text
    that no store could hold; `save` raises BadRow for a login that another account has."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def find(self, login: str) -> Account | None:
        found = await self._writer.run(partial(_read, only=account.c.login == login))
        return found[0] if found else None

    async def all(self) -> tuple[Account, ...]:
        """By login."""
        return await self._writer.run(partial(_read, only=sa.true()))

    async def save(self, account: Account) -> None:
        """Inserts or replaces by the operator's id, grants and all."""
        await self._writer.run(partial(_save, saved=account))


def _read(connection: sa.Connection, only: sa.ColumnElement[bool]) -> tuple[Account, ...]:
    found = connection.execute(sa.select(account).where(only).order_by(account.c.login)).all()
    ids = sa.select(account.c.id).where(only).scalar_subquery()
    granted = connection.execute(sa.select(account_grant).where(account_grant.c.account.in_(ids))).all()
    named = connection.execute(sa.select(account_protected).where(account_protected.c.account.in_(ids))).all()
    return tuple(_account(row, granted, named) for row in found)


def _account(row: AnyRow, granted: Sequence[AnyRow], named: Sequence[AnyRow]) -> Account:
    operator = Operator(
        OperatorId(row.id),
        row.name,
        frozenset(
            Grant(MunicipalityId(each.municipality), Role(each.role)) for each in granted if each.account == row.id
        ),
        frozenset(MunicipalityId(each.municipality) for each in named if each.account == row.id),
    )
    return Account(operator, row.login, row.password_hash, row.is_disabled, row.wrong_tries, row.locked_until)


def _save(connection: sa.Connection, saved: Account) -> None:
    operator = saved.operator
    row = {
        "id": operator.id,
        "name": operator.name,
        "login": saved.login,
        "password_hash": saved.password_hash,
        "is_disabled": saved.is_disabled,
        "wrong_tries": saved.wrong_tries,
        "locked_until": saved.locked_until,
    }
    overwrite(connection, account, [row], "id")
    for table in (account_grant, account_protected):
        connection.execute(sa.delete(table).where(table.c.account == operator.id))
    grants = [
        {"account": operator.id, "municipality": each.municipality, "role": each.role.value} for each in operator.grants
    ]
    protected = [{"account": operator.id, "municipality": each} for each in operator.may_see_protected]
    if grants:
        connection.execute(sa.insert(account_grant), grants)
    if protected:
        connection.execute(sa.insert(account_protected), protected)
