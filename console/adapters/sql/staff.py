"""The store of the staff nearby: who can be sent, when they work, where they were last. It holds no code of a lock.

Positions are state: what `Writing.standings` said last (`append`), and gone hours after (`forget`).
"""

import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import msgspec
import sqlalchemy as sa

from console.adapters.sql import codec, rows
from console.adapters.sql.append import Entropy, Taken, append
from console.adapters.sql.areas import areas
from console.adapters.sql.reader import Reader
from console.adapters.sql.schema import planned_visit, responder, shift, standing
from console.adapters.sql.statements import AnyRow, Row, overwrite, pieces
from console.adapters.sql.writer import Writer
from console.domain.coverage import AreaPeople
from console.domain.events import Event
from console.domain.ids import MunicipalityId, ResidentId, ResponderId
from console.domain.journal import Behind, Writing
from console.domain.responder import PlannedVisit, Responder, Shift, Skill, Standing, Transport


class _Details(msgspec.Struct, frozen=True):
    skills: frozenset[Skill]
    languages: tuple[str, ...]
    opens_locks: bool
    keys: frozenset[str]
    transport: Transport
    area: str
    group: str
    partner: ResponderId | None
    may_go_alone: bool
    may_see_protected: bool


_DETAILS = codec.details_reader(_Details)
_IN_DETAILS = _Details.__struct_fields__


class SqlStaff:
    """Fits `services.ports.StaffStore`, and `coverage.AreaBook`. Each tuple is by municipality and id."""

    def __init__(self, writer: Writer, reader: Reader, entropy: Entropy = secrets.token_bytes) -> None:
        self._writer = writer
        self._reader = reader
        self._entropy = entropy

    async def responders(self) -> tuple[Responder, ...]:
        query = sa.select(responder).order_by(responder.c.municipality, responder.c.id)
        found = await self._writer.run(lambda connection: connection.execute(query).all())
        return tuple(map(_responder, found))

    async def shifts(self, since: datetime, until: datetime) -> tuple[Shift, ...]:
        """Those that touch this time."""
        return tuple(map(_shift, await self._planned(shift, since, until)))

    async def visits(self, since: datetime, until: datetime) -> tuple[PlannedVisit, ...]:
        """Those that touch this time."""
        return tuple(map(_visit, await self._planned(planned_visit, since, until)))

    async def standings(self) -> tuple[Standing, ...]:
        query = sa.select(standing).order_by(standing.c.municipality, standing.c.responder)
        found = await self._writer.run(lambda connection: connection.execute(query).all())
        return tuple(map(rows.standing_of, found))

    async def areas(self, municipality: MunicipalityId) -> tuple[AreaPeople, ...]:
        """The areas with their people, by name. Raises Unwritable."""
        return await self._reader.run(partial(areas, municipality=municipality))

    async def save(
        self,
        responders: Sequence[Responder],
        shifts: Sequence[Shift],
        visits: Sequence[PlannedVisit],
        writing: Writing,
        left: Sequence[tuple[MunicipalityId, ResponderId]] = (),
    ) -> tuple[Event, ...]:
        """As the port says."""
        found = (
            [_row(one) for one in responders],
            [_shift_row(one) for one in shifts],
            [_visit_row(one) for one in visits],
        )
        try:
            return await self._writer.run(
                partial(_save, found=found, left=left, writing=writing, entropy=self._entropy)
            )
        except Taken as error:
            raise Behind("a version or an id is in the journal already") from error

    async def forget(self, planned_before: datetime, silent_before: datetime) -> int:
        """Deletes shifts and visits that ended before, and standings that were not heard since. Returns how many."""
        gone = await self._writer.run(
            lambda connection: sum(
                connection.execute(sa.delete(table).where(column < before)).rowcount
                for table, column, before in (
                    (shift, shift.c.until, planned_before),
                    (planned_visit, planned_visit.c.until, planned_before),
                    (standing, standing.c.heard_at, silent_before),
                )
            )
        )
        if gone:
            await self._writer.checkpoint()
        return gone

    async def _planned(self, table: sa.Table, since: datetime, until: datetime) -> Sequence[AnyRow]:
        touching = sa.select(table).where(table.c.until > since, table.c.since < until)
        ordered = touching.order_by(table.c.municipality, table.c.since, table.c.id)
        return await self._writer.run(lambda connection: connection.execute(ordered).all())


def _save(
    connection: sa.Connection,
    found: tuple[list[Row], list[Row], list[Row]],
    left: Sequence[tuple[MunicipalityId, ResponderId]],
    writing: Writing,
    entropy: Entropy,
) -> tuple[Event, ...]:
    responders, shifts, visits = found
    events = append(connection, writing, entropy)
    overwrite(connection, responder, responders, "municipality", "id")
    at = max(draft.at for draft in writing.drafts)
    for table, planned in ((shift, shifts), (planned_visit, visits)):
        _make_room(connection, table, planned, at)
        overwrite(connection, table, planned, "municipality", "id")
    for municipality, who in left:
        for table, column in _OF_SOMEBODY:
            connection.execute(sa.delete(table).where(table.c.municipality == municipality, column == who))
    return events


_OF_SOMEBODY = (
    (shift, shift.c.responder), (planned_visit, planned_visit.c.responder), (standing, standing.c.responder),
    (responder, responder.c.id),
)  # fmt: skip
"""All that the store has of one of the staff."""


def _make_room(connection: sa.Connection, table: sa.Table, planned: Sequence[Row], at: datetime) -> None:
    """What was planned from then on, and is not any more, goes. What is over stays, as it was."""
    by_tenant: dict[str, list[Row]] = defaultdict(list)
    for row in planned:
        by_tenant[row["municipality"]].append(row)
    for tenant, theirs in by_tenant.items():
        begins = min(row["since"] for row in theirs)
        stale = sa.select(table.c.id).where(table.c.municipality == tenant, table.c.until > max(at, begins))
        who = {row["responder"] for row in theirs}
        if len(who) == 1:
            stale = stale.where(table.c.responder == who.pop())
        kept = {row["id"] for row in theirs}
        gone = [id_ for id_ in connection.execute(stale).scalars() if id_ not in kept]
        for piece in pieces(gone):
            connection.execute(sa.delete(table).where(table.c.municipality == tenant, table.c.id.in_(piece)))


def _row(one: Responder) -> Row:
    details = _Details(**{name: getattr(one, name) for name in _IN_DETAILS})
    return {
        "municipality": one.municipality,
        "id": one.id,
        "sender": one.sender,
        "name": one.name,
        "phone": one.phone,
        "details": codec.encode_details(details),
    }


def _responder(row: AnyRow) -> Responder:
    details: _Details = _DETAILS(row.details)
    return Responder(
        ResponderId(row.id), MunicipalityId(row.municipality), row.sender, row.name, row.phone,
        **{name: getattr(details, name) for name in _IN_DETAILS},
    )  # fmt: skip


def _shift_row(one: Shift) -> Row:
    return {
        "municipality": one.municipality,
        "id": one.id,
        "responder": one.responder,
        "since": one.since,
        "until": one.until,
    }


def _shift(row: AnyRow) -> Shift:
    return Shift(row.id, MunicipalityId(row.municipality), ResponderId(row.responder), row.since, row.until)


def _visit_row(one: PlannedVisit) -> Row:
    return {
        "municipality": one.municipality,
        "id": one.id,
        "responder": one.responder,
        "resident": one.resident,
        "since": one.since,
        "until": one.until,
        "staff": one.staff,
    }


def _visit(row: AnyRow) -> PlannedVisit:
    return PlannedVisit(
        row.id, MunicipalityId(row.municipality), ResponderId(row.responder),
        None if row.resident is None else ResidentId(row.resident), row.since, row.until, row.staff,
    )  # fmt: skip
