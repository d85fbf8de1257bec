"""The store of the decisions about digital supervision, and of where their cameras are found. It holds no password."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

import msgspec
import sqlalchemy as sa

from console.adapters.sql import codec
from console.adapters.sql.append import Entropy, Taken, append
from console.adapters.sql.schema import camera, supervision_decision
from console.adapters.sql.statements import AnyRow, Row, overwrite, pieces
from console.adapters.sql.writer import Writer
from console.domain.events import Event
from console.domain.ids import DecisionId, DeviceId, MunicipalityId, ResidentId
from console.domain.journal import BadRow, Behind, Writing
from console.domain.picture import Camera, CameraProtocol, Mask
from console.domain.supervision import (
    Consent,
    Decided,
    LookTime,
    NotSeen,
    OnFault,
    Performer,
    PlaceKind,
    SensorLimits,
    SupervisionDecision,
)


class _Details(msgspec.Struct, frozen=True):
    consent: Consent
    looks: tuple[LookTime, ...]
    area: str
    place: str
    kind: PlaceKind
    performer: Performer
    mask: Mask
    tolerance: timedelta
    not_seen: NotSeen
    on_fault: OnFault
    limits: SensorLimits
    skipped: frozenset[date]
    note: str
    ended_on: date | None


_DETAILS = codec.details_reader(_Details)
_IN_DETAILS = _Details.__struct_fields__


class SqlDecisions:
    """Fits `services.ports.Decisions`."""

    def __init__(self, writer: Writer, entropy: Entropy = secrets.token_bytes) -> None:
        self._writer = writer
        self._entropy = entropy

    async def decisions(self) -> tuple[Decided, ...]:
        """As the port says, by id."""
        query = sa.select(supervision_decision).order_by(supervision_decision.c.id)
        rows = await self._writer.run(lambda connection: connection.execute(query).all())
        return tuple(map(_decided, rows))

    async def cameras(self) -> tuple[Camera, ...]:
        """All, by municipality and device."""
        query = sa.select(camera).order_by(camera.c.municipality, camera.c.device)
        rows = await self._writer.run(lambda connection: connection.execute(query).all())
        return tuple(map(_camera, rows))

    async def save(
        self, decisions: Sequence[SupervisionDecision], cameras: Sequence[Camera], at: datetime, writing: Writing
    ) -> tuple[Event, ...]:
        """As the port says. BadRow, and nothing written, where a municipality or resident is not there, or where an id
        belongs to another municipality already."""
        found = [_decision_row(one, at) for one in decisions], [_camera_row(one) for one in cameras]
        try:
            return await self._writer.run(partial(_save, rows=found, writing=writing, entropy=self._entropy))
        except Taken as error:
            raise Behind("a version or an id is in the journal already") from error


def _save(
    connection: sa.Connection, rows: tuple[list[Row], list[Row]], writing: Writing, entropy: Entropy
) -> tuple[Event, ...]:
    decisions, cameras = rows
    events = append(connection, writing, entropy)
    overwrite(connection, supervision_decision, _as_known(connection, decisions), "id")
    overwrite(connection, camera, cameras, "municipality", "device")
    return events


def _as_known(connection: sa.Connection, rows: Sequence[Row]) -> list[Row]:
    """The rows with the `known_since` of those that are there already. Raises BadRow for another municipality's."""
    table = supervision_decision.c
    there: dict[str, AnyRow] = {}
    for piece in pieces([row["id"] for row in rows]):
        query = sa.select(table.id, table.municipality, table.known_since).where(table.id.in_(piece))
        there.update({row.id: row for row in connection.execute(query)})
    if any(row["id"] in there and there[row["id"]].municipality != row["municipality"] for row in rows):
        raise BadRow("a decision's id belongs to another municipality")
    return [{**row, "known_since": there[row["id"]].known_since} if row["id"] in there else row for row in rows]


def _decision_row(one: SupervisionDecision, at: datetime) -> Row:
    details = _Details(**{name: getattr(one, name) for name in _IN_DETAILS})
    return {
        "id": one.id,
        "municipality": one.municipality,
        "resident": one.resident,
        "camera": one.camera,
        "valid_from": one.valid_from,
        "valid_until": one.valid_until,
        "known_since": at,
        "details": codec.encode_details(details),
    }


def _decided(row: AnyRow) -> Decided:
    details: _Details = _DETAILS(row.details)
    decision = SupervisionDecision(
        id=DecisionId(row.id),
        municipality=MunicipalityId(row.municipality),
        resident=None if row.resident is None else ResidentId(row.resident),
        camera=None if row.camera is None else DeviceId(row.camera),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        **{name: getattr(details, name) for name in _IN_DETAILS},
    )
    return Decided(decision, row.known_since)


def _camera_row(one: Camera) -> Row:
    return {
        "municipality": one.municipality,
        "device": one.id,
        "protocol": one.protocol.value,
        "address": one.address,
        "login": one.login,
        "is_simulated": one.is_simulated,
    }


def _camera(row: AnyRow) -> Camera:
    return Camera(
        MunicipalityId(row.municipality), DeviceId(row.device), CameraProtocol(row.protocol), row.address, row.login,
        row.is_simulated,
    )  # fmt: skip
