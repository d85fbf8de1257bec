"""The devices as a list, page by page, with last word and area; and the tests that the journal has of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import sqlalchemy as sa

from console.adapters.sql import rows
from console.adapters.sql.reader import Reader
from console.adapters.sql.residents import device_of
from console.adapters.sql.schema import device, household, journal, resident, sign
from console.adapters.sql.statements import AnyRow, AnySelect, pieces
from console.domain import events as ev
from console.domain.correlation import Home, Located, area_of
from console.domain.device_line import DeviceLine
from console.domain.heartbeats import Key
from console.domain.ids import DeviceId, MunicipalityId, ResidentId

EVENTS_AT_ONCE = 5_000
"""Rows of the journal in one piece of reading: some milliseconds, with searches in between."""

_FILED = ev.kind_of(ev.SelfTestFiled)
_DEVICE = "device:"


class SqlEquipment:
    """Fits `services.ports.Equipment`."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def page(self, municipality: MunicipalityId, after: DeviceId | None, limit: int) -> tuple[Located, ...]:
        """As the port says, in this database's own order of ids."""
        return await self._reader.run(partial(_page, tenant=municipality, after=after, limit=limit))

    async def located(self, keys: Sequence[Key]) -> tuple[Located, ...]:
        """As the port says."""
        by_tenant: dict[MunicipalityId, list[DeviceId]] = {}
        for tenant, id_ in dict.fromkeys(keys):
            by_tenant.setdefault(tenant, []).append(id_)
        found: list[Located] = []
        for tenant, ids in by_tenant.items():
            for piece in pieces(ids):
                found += await self._reader.run(partial(_located, tenant=tenant, ids=piece))
        return tuple(found)

    async def homes(self, after: ResidentId | None, limit: int) -> tuple[Home, ...]:
        """As the port says, in this database's own order of ids."""
        return await self._reader.run(partial(_homes, after=after, limit=limit))


class SqlSelfTests:
    """Fits `services.ports.SelfTestLog`. Walks the journal backwards by its own key, so that it needs no index; a body
    that was erased by rule still tells that, and when, its device was tested."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def since(self, at: datetime) -> dict[Key, datetime]:
        """As the port says."""
        found: dict[Key, datetime] = {}
        before: int | None = None
        while (piece := await self._reader.run(partial(_filed, before=before))) is not None:
            for line in piece.filed:
                if line.at >= at:
                    found.setdefault(_key(line), line.at)
            if piece.at < at:
                break
            before = piece.seq
        return found


def _key(line: AnyRow) -> Key:
    device_id = line.subject.removeprefix(f"{_DEVICE}{line.municipality}/")
    return MunicipalityId(line.municipality), DeviceId(device_id)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tests among some events, the last first, and the first of those events."""

    filed: Sequence[AnyRow]
    seq: int
    at: datetime


def _filed(connection: sa.Connection, before: int | None) -> _Piece | None:
    """Of the events before that one; None where there are none. Only the tests among them leave the database."""
    last = sa.select(sa.func.max(journal.c.seq))
    end = connection.execute(last if before is None else last.where(journal.c.seq < before)).scalar()
    if end is None:
        return None
    within = journal.c.seq.between(end - EVENTS_AT_ONCE + 1, end)
    first = sa.select(journal.c.seq, journal.c.at).where(within).order_by(journal.c.seq).limit(1)
    seq, at = connection.execute(first).one()
    columns = (journal.c.subject, journal.c.municipality, journal.c.at)
    query = sa.select(*columns).where(within, journal.c.kind == _FILED).order_by(journal.c.seq.desc())
    return _Piece(connection.execute(query).all(), seq, at)


def _page(connection: sa.Connection, tenant: MunicipalityId, after: DeviceId | None, limit: int) -> tuple[Located, ...]:
    query = sa.select(device).where(device.c.municipality == tenant)
    if after is not None:
        query = query.where(device.c.id > after)
    return _with_words(connection, tenant, query.order_by(device.c.id).limit(limit))


def _located(connection: sa.Connection, tenant: MunicipalityId, ids: Sequence[DeviceId]) -> tuple[Located, ...]:
    query = sa.select(device).where(device.c.municipality == tenant, device.c.id.in_(ids))
    found = _with_words(connection, tenant, query)
    if all(one.area or one.line.device.household for one in found):
        return found
    there = sa.select(household.c.area).join(device, device.c.household == household.c.id)
    areas = connection.execute(there.where(device.c.municipality == tenant).distinct()).scalars().all()
    return tuple(one if one.area else replace(one, area=area_of(one.line.device.place, sorted(areas))) for one in found)


def _homes(connection: sa.Connection, after: ResidentId | None, limit: int) -> tuple[Home, ...]:
    query = sa.select(resident.c.id, resident.c.municipality, resident.c.household)
    if after is not None:
        query = query.where(resident.c.id > after)
    return tuple(Home(*row) for row in connection.execute(query.order_by(resident.c.id).limit(limit)))


def _with_words(connection: sa.Connection, tenant: MunicipalityId, query: AnySelect) -> tuple[Located, ...]:
    devices = [device_of(row) for row in connection.execute(query)]
    homes = sorted({one.household for one in devices if one.household is not None})
    areas = dict(connection.execute(sa.select(household.c.id, household.c.area).where(household.c.id.in_(homes))).all())
    said = sa.select(sign).where(sign.c.municipality == tenant, sign.c.device.in_([one.id for one in devices]))
    signs = {each.device: each for each in map(rows.sign_of, connection.execute(said))}
    return tuple(
        Located(DeviceLine(one, signs.get(one.id)), areas.get(one.household, "") if one.household else "")
        for one in devices
    )
