"""The directory as a list, page by page, with what the risk list asks of each resident."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

import sqlalchemy as sa

from console.adapters.sql.reader import Reader
from console.adapters.sql.residents import household_of, resident_of
from console.adapters.sql.schema import device, household, resident, sign
from console.adapters.sql.statements import AnyRow
from console.domain.alarm import DeviceKind
from console.domain.ids import MunicipalityId, ResidentId
from console.domain.risk import Candidate


class SqlRegister:
    """Fits `services.ports.Register`. Rows become residents in the reader's thread, off the loop."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def page(self, municipality: MunicipalityId, after: ResidentId | None, limit: int) -> tuple[Candidate, ...]:
        """As the port says, in this database's own order of ids."""
        return await self._reader.run(partial(_page, tenant=municipality, after=after, limit=limit))


def _page(
    connection: sa.Connection, tenant: MunicipalityId, after: ResidentId | None, limit: int
) -> tuple[Candidate, ...]:
    query = sa.select(resident).where(resident.c.municipality == tenant)
    if after is not None:
        query = query.where(resident.c.id > after)
    people = connection.execute(query.order_by(resident.c.id).limit(limit)).all()
    ids, homes = [row.id for row in people], sorted({row.household for row in people})
    found = connection.execute(sa.select(household).where(household.c.id.in_(homes)))
    houses = {row.id: household_of(row) for row in found}
    by_person, by_home = _devices(connection, ids, homes)
    candidates = []
    for row in people:
        lines = [*by_person[row.id], *by_home[row.household]]
        kinds = frozenset(DeviceKind(line.kind) for line in lines)
        candidates.append(Candidate(resident_of(row), houses.get(row.household), kinds, _newest(lines)))
    return tuple(candidates)


def _devices(
    connection: sa.Connection, ids: Sequence[str], homes: Sequence[str]
) -> tuple[dict[str, list[AnyRow]], dict[str, list[AnyRow]]]:
    """Each resident's own devices, and those that a household shares, each with its last sign of life."""
    is_same = sa.and_(sign.c.municipality == device.c.municipality, sign.c.device == device.c.id)
    query = sa.select(device.c.resident, device.c.household, device.c.kind, sign.c.at)
    joined = query.select_from(device.outerjoin(sign, is_same))
    shared = sa.and_(device.c.resident.is_(None), device.c.household.in_(homes))
    by_person: dict[str, list[AnyRow]] = defaultdict(list)
    by_home: dict[str, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(joined.where(sa.or_(device.c.resident.in_(ids), shared))):
        if row.resident is not None:
            by_person[row.resident].append(row)
        else:
            by_home[row.household].append(row)
    return by_person, by_home


def _newest(lines: Iterable[AnyRow]) -> datetime | None:
    return max((line.at for line in lines if line.at is not None), default=None)
