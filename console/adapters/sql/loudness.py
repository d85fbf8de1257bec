"""Reports of the alarms stream in the order in which they were received, for counting who is loud.

In short pieces on the second line, by the index of stream and time: no alarm waits for it, and no search for long.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from console.adapters.sql.reader import Reader
from console.adapters.sql.rows import stored_report_of
from console.adapters.sql.schema import report
from console.adapters.sql.statements import AnyRow, pieces
from console.domain.chatter import Heard
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.journal import StoredReport
from console.domain.report import ReportKey, Stream

_COLUMNS = (report.c.received_at, report.c.source, report.c.id, report.c.municipality, report.c.device)


class SqlLoudness:
    """Fits `services.ports.LoudReports`."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def heard(self, since: datetime, after: Heard | None, limit: int) -> tuple[Heard, ...]:
        """As the port says."""
        c = report.c
        query = sa.select(*_COLUMNS).where(
            c.stream == Stream.ALARMS.value, c.received_at >= (after.received_at if after else since),
            c.municipality.is_not(None), c.device.is_not(None),
        )  # fmt: skip
        if after is not None:
            beyond = sa.tuple_(c.source, c.id) > sa.tuple_(sa.literal(after.key.source), sa.literal(after.key.id))
            query = query.where(sa.or_(c.received_at > after.received_at, beyond))
        query = query.order_by(c.received_at, c.source, c.id).limit(limit)

        def read(connection: sa.Connection) -> tuple[Heard, ...]:
            return tuple(
                Heard(at, ReportKey(source, id_), MunicipalityId(tenant), DeviceId(device))
                for at, source, id_, tenant, device in connection.execute(query)
            )

        return await self._reader.run(read)

    async def reports(self, keys: Sequence[ReportKey]) -> tuple[StoredReport, ...]:
        """As the port says."""

        def read(connection: sa.Connection) -> tuple[StoredReport, ...]:
            found: list[AnyRow] = []
            for piece in pieces([(key.source, key.id) for key in keys]):
                query = sa.select(*report.c).where(sa.tuple_(report.c.source, report.c.id).in_(piece))
                found.extend(connection.execute(query))
            return tuple(map(stored_report_of, found))

        return await self._reader.run(read)
