"""The versions of action plans that cases have run by: written once, never changed."""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import sqlalchemy as sa

from console.adapters.sql.schema import plan_version
from console.adapters.sql.statements import AnyRow, insert_new, pieces
from console.adapters.sql.writer import Writer
from console.domain.plan import Plan
from console.domain.plan_form import NoPlan, canonical, of_canonical

log = logging.getLogger(__name__)


class SqlPlans:
    """Fits `services.ports.PlanStore`. Every call raises Unwritable where the store fails."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def keep(self, plans: Sequence[Plan], at: datetime) -> None:
        rows = [
            {"version": plan.version, "plan": plan.id, "body": canonical(plan).encode(), "first_used_at": at}
            for plan in plans
        ]
        await self._writer.run(lambda connection: insert_new(connection, plan_version, rows))

    async def of(self, versions: Sequence[str]) -> tuple[Plan, ...]:
        found: list[Plan] = []
        for piece in pieces(sorted(set(versions))):
            rows = await self._writer.run(partial(_rows, versions=piece))
            found += [plan for plan in map(_plan, rows) if plan is not None]
        return tuple(found)


def _rows(connection: sa.Connection, versions: Sequence[str]) -> Sequence[AnyRow]:
    query = sa.select(plan_version).where(plan_version.c.version.in_(versions)).order_by(plan_version.c.version)
    return connection.execute(query).all()


def _plan(row: AnyRow) -> Plan | None:
    """The plan, or None (and a warning) where it cannot be read, or is not the one that its version names."""
    try:
        plan = of_canonical(row.body.decode())
    except (NoPlan, UnicodeDecodeError):
        log.warning("plan %s of version %s cannot be read: passed over", row.plan, row.version)
        return None
    if plan.version != row.version:
        log.warning("plan %s of version %s has been changed in the store: passed over", row.plan, row.version)
        return None
    return plan
