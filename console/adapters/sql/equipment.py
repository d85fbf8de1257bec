"""The devices as a list, page by page, with last word and area; and the tests that the journal has of them."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import sqlalchemy as sa

from console.adapters.sql import rows
from console.adapters.sql.reader import Reader
from console.adapters.sql.residents import device_of
from console.adapters.sql.schema import device, household, journal, sign
from console.adapters.sql.statements import AnyRow
from console.domain import events as ev
from console.domain.correlation import Located
from console.domain.device_line import DeviceLine
from console.domain.heartbeats import Key
from console.domain.ids import DeviceId, MunicipalityId

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


class SqlSelfTests:
    """Fits `services.ports.SelfTestLog`. Walks the journal backwards by its own key, so that it needs no index; a body
    that was erased by rule still tells that, and when, its device was tested."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def since(self, at: datetime) -> dict[Key, datetime]:
        """As the port says."""
        found: dict[Key, datetime] = {}
        before: int | None = None
        while lines := await self._reader.run(partial(_events, before=before)):
            for line in lines:
                if line.kind == _FILED and line.at >= at:
                    found.setdefault(_key(line), line.at)
            if lines[-1].at < at:
                break
            before = lines[-1].seq
        return found


def _key(line: AnyRow) -> Key:
    device_id = line.subject.removeprefix(f"{_DEVICE}{line.municipality}/")
    return MunicipalityId(line.municipality), DeviceId(device_id)


def _events(connection: sa.Connection, before: int | None) -> Sequence[AnyRow]:
    columns = (journal.c.seq, journal.c.kind, journal.c.subject, journal.c.municipality, journal.c.at)
    query = sa.select(*columns).order_by(journal.c.seq.desc()).limit(EVENTS_AT_ONCE)
    if before is not None:
        query = query.where(journal.c.seq < before)
    return connection.execute(query).all()


def _page(connection: sa.Connection, tenant: MunicipalityId, after: DeviceId | None, limit: int) -> tuple[Located, ...]:
    query = sa.select(device).where(device.c.municipality == tenant)
    if after is not None:
        query = query.where(device.c.id > after)
    devices = [device_of(row) for row in connection.execute(query.order_by(device.c.id).limit(limit))]
    homes = sorted({one.household for one in devices if one.household is not None})
    areas = dict(connection.execute(sa.select(household.c.id, household.c.area).where(household.c.id.in_(homes))).all())
    said = sa.select(sign).where(sign.c.municipality == tenant, sign.c.device.in_([one.id for one in devices]))
    signs = {each.device: each for each in map(rows.sign_of, connection.execute(said))}
    return tuple(
        Located(DeviceLine(one, signs.get(one.id)), areas.get(one.household, "") if one.household else "")
        for one in devices
    )
