"""Who sits at a console, for the start after a crash, and when each operator last sat down there."""

from datetime import datetime

import sqlalchemy as sa

from console.adapters.sql.schema import kept_seat, sitting
from console.adapters.sql.statements import overwrite
from console.adapters.sql.writer import Writer
from console.domain.ids import ConsoleId, OperatorId
from console.domain.seat import KeptSeat


class SqlSeats:
    """Fits `services.ports.Seats`. Every call raises Unwritable where the store fails. The token itself never comes
    here: what is stored is its digest."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def keep(self, console: ConsoleId, seat: KeptSeat) -> None:
        row = {
            "console": console,
            "operator": seat.operator,
            "token_digest": seat.token_digest,
            "alive_at": seat.alive_at,
        }
        await self._writer.run(lambda connection: overwrite(connection, kept_seat, [row], "console"))

    async def drop(self, console: ConsoleId) -> None:
        gone = sa.delete(kept_seat).where(kept_seat.c.console == console)
        await self._writer.run(lambda connection: connection.execute(gone))

    async def of(self, console: ConsoleId) -> KeptSeat | None:
        query = sa.select(kept_seat).where(kept_seat.c.console == console)
        found = await self._writer.run(lambda connection: connection.execute(query).one_or_none())
        return KeptSeat(OperatorId(found.operator), found.token_digest, found.alive_at) if found is not None else None

    async def note_sitting(self, console: ConsoleId, operator: OperatorId, at: datetime) -> None:
        row = {"console": console, "operator": operator, "at": at}
        await self._writer.run(lambda connection: overwrite(connection, sitting, [row], "console", "operator"))

    async def sittings(self, console: ConsoleId) -> dict[OperatorId, datetime]:
        query = sa.select(sitting.c.operator, sitting.c.at).where(sitting.c.console == console)
        found = await self._writer.run(lambda connection: connection.execute(query).all())
        return {OperatorId(operator): at for operator, at in found}
