"""PostgreSQL's clock as a second opinion on ours; a local file has no clock of its own."""

from datetime import UTC, datetime

import sqlalchemy as sa

from console.adapters.sql.writer import Writer
from console.domain.journal import BadRow, Unwritable


class ServerTime:
    """Fits `services.ports.TimeSource`. The way there and back is measured, and half of it is no difference."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def difference_s(self) -> float | None:
        """As the port says; None for a file, and for a server out of reach."""
        try:
            return await self._writer.run(_difference)
        except (Unwritable, BadRow):
            return None


def _difference(connection: sa.Connection) -> float | None:
    if connection.dialect.name != "postgresql":
        return None
    before = datetime.now(UTC)
    theirs: datetime = connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one()
    after = datetime.now(UTC)
    way = (after - before) / 2
    off = abs(theirs - (before + way)) - way
    return max(0.0, off.total_seconds())
