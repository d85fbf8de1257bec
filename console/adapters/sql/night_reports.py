"""What sensors said of nights, as it was received: the raw reports of some devices between two moments.

On the second line, a few hours at a time, so that neither an alarm nor a search waits for a fortnight of samples. What
the bytes mean is the wire's to say; whoever joins the two reads them piece by piece.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from console.adapters.sql.reader import Reader
from console.adapters.sql.rows import stored_report_of
from console.adapters.sql.schema import report
from console.adapters.sql.statements import AnyRow, AnySelect, pieces
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.journal import StoredReport
from console.domain.report import Stream

PIECE = timedelta(hours=2)
"""Of time in one reading: of 20 sensors that speak once a minute some 2,400 reports."""

STREAMS = (Stream.SUPERVISION.value, Stream.SAMPLES.value)


class SqlNightReports:
    """What `services.ports.SensorReports` is made of."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def of(
        self, devices: Sequence[tuple[MunicipalityId, DeviceId]], since: datetime, until: datetime
    ) -> AsyncIterator[tuple[StoredReport, ...]]:
        """The reports that name a time at `since` or later and before `until`, oldest first, in pieces. Raises
        Unwritable."""
        wanted = sorted(set(devices))
        for begin, end in _hours(since, until):
            rows = await self._reader.run(partial(_rows, devices=wanted, since=begin, until=end))
            if rows:
                yield tuple(map(stored_report_of, rows))


def _hours(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    while since < until:
        end = min(since + PIECE, until)
        yield since, end
        since = end


def _rows(
    connection: sa.Connection, devices: Sequence[tuple[MunicipalityId, DeviceId]], since: datetime, until: datetime
) -> list[AnyRow]:
    found: list[AnyRow] = []
    for tenant in sorted({municipality for municipality, _ in devices}):
        for piece in pieces([device for municipality, device in devices if municipality == tenant]):
            found += connection.execute(asked_of(tenant, piece, since, until))
    return sorted(found, key=lambda row: (row.at, row.source, row.id))


def asked_of(tenant: MunicipalityId, devices: Sequence[DeviceId], since: datetime, until: datetime) -> AnySelect:
    """One municipality and a list of devices: PostgreSQL finds no index for rows of many."""
    table = report.c
    return sa.select(report).where(
        table.municipality == tenant, table.device.in_(devices), table.at >= since, table.at < until,
        table.stream.in_(STREAMS),
    )  # fmt: skip
