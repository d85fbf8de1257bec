"""The directory's store: municipalities, households, residents and devices, by id."""

import secrets
from collections.abc import Sequence
from functools import partial

import msgspec
import sqlalchemy as sa

from console.adapters.sql import codec
from console.adapters.sql.append import Entropy, Taken, append
from console.adapters.sql.schema import device, household, municipality, resident
from console.adapters.sql.search_index import homes_touched, index
from console.adapters.sql.statements import AnyRow, AnySelect, Row, overwrite, pieces
from console.adapters.sql.writer import Writer
from console.domain.alarm import AlarmClass, DeviceKind
from console.domain.call import CallKind
from console.domain.escalation import Ladder
from console.domain.events import Event
from console.domain.ids import DeviceId, HouseholdId, MunicipalityId, ResidentId
from console.domain.journal import BadRow, Behind, Writing
from console.domain.resident import (
    CallConsent,
    CallsBy,
    Contact,
    CriticalFact,
    Device,
    Door,
    Household,
    Municipality,
    Outcome,
    Protection,
    Resident,
    SelfTests,
)


class _ResidentDetails(msgspec.Struct, frozen=True):
    facts: tuple[CriticalFact, ...]
    aids: tuple[str, ...]
    contacts: tuple[Contact, ...]
    note: str
    calls: CallConsent = CallConsent()


class _MunicipalityDetails(msgspec.Struct, frozen=True):
    greeting: str
    answer_within_s: dict[AlarmClass, int]
    outcomes: tuple[Outcome, ...]
    senders: frozenset[str]
    on_site_within_s: dict[AlarmClass, int] = {}
    ladders: dict[AlarmClass, Ladder] = {}
    tests: SelfTests | None = None


_RESIDENT_DETAILS = codec.details_reader(_ResidentDetails)
_MUNICIPALITY_DETAILS = codec.details_reader(_MunicipalityDetails)
_DOORS = codec.details_reader(tuple[Door, ...])
_HOUSEHOLD_FIELDS = tuple(each.name for each in household.c if each.name not in ("doors", "key"))
_DEVICE_FIELDS = tuple(each.name for each in device.c if not each.name.startswith("calls_"))


class SqlResidents:
    """Fits `services.ports.Residents`. Lookups return what is there, in the order asked for, each once.

    Every call raises Unwritable where the store fails, and BadRow for a key that no store could hold.
    """

    def __init__(self, writer: Writer, entropy: Entropy = secrets.token_bytes) -> None:
        self._writer = writer
        self._entropy = entropy

    async def municipalities(self) -> tuple[Municipality, ...]:
        """All, by id."""
        query = sa.select(municipality).order_by(municipality.c.id)
        return tuple(_municipality(row) for row in await self._all([query]))

    async def devices(self, keys: Sequence[tuple[MunicipalityId, DeviceId]]) -> tuple[Device, ...]:
        by = sa.tuple_(device.c.municipality, device.c.id)
        found = await self._all([sa.select(device).where(by.in_(piece)) for piece in pieces(keys)])
        known = {(each.municipality, each.id): each for each in map(device_of, found)}
        return tuple(known[key] for key in dict.fromkeys(keys) if key in known)

    async def residents(self, ids: Sequence[ResidentId]) -> tuple[Resident, ...]:
        found = await self._all([sa.select(resident).where(resident.c.id.in_(piece)) for piece in pieces(ids)])
        known = {each.id: each for each in map(resident_of, found)}
        return tuple(known[each] for each in dict.fromkeys(ids) if each in known)

    async def protected_households(self) -> frozenset[HouseholdId]:
        grades = [grade.value for grade in Protection if grade is not Protection.NONE]
        query = sa.select(resident.c.household).where(resident.c.protection.in_(grades)).distinct()
        return frozenset(HouseholdId(row.household) for row in await self._all([query]))

    async def households(self, ids: Sequence[HouseholdId]) -> tuple[Household, ...]:
        found = await self._all([sa.select(household).where(household.c.id.in_(piece)) for piece in pieces(ids)])
        known = {each.id: each for each in map(household_of, found)}
        return tuple(known[each] for each in dict.fromkeys(ids) if each in known)

    async def residents_of_household(self, household: HouseholdId) -> tuple[Resident, ...]:
        """By id."""
        query = sa.select(resident).where(resident.c.household == household).order_by(resident.c.id)
        return tuple(resident_of(row) for row in await self._all([query]))

    async def devices_of(self, resident: ResidentId, household: HouseholdId) -> tuple[Device, ...]:
        """The resident's own, and those that the household shares (of nobody in particular); by id."""
        is_shared = sa.and_(device.c.household == household, device.c.resident.is_(None))
        query = sa.select(device).where(sa.or_(device.c.resident == resident, is_shared))
        ordered = query.order_by(device.c.municipality, device.c.id)
        return tuple(device_of(row) for row in await self._all([ordered]))

    async def save(
        self,
        municipalities: Sequence[Municipality],
        households: Sequence[Household],
        residents: Sequence[Resident],
        devices: Sequence[Device],
        writing: Writing,
    ) -> tuple[Event, ...]:
        """As the port says. BadRow, and nothing written, where something points at a household, resident or
        municipality that is not there, or where an id belongs to another municipality already."""
        rows: dict[sa.Table, list[Row]] = {
            municipality: [_municipality_row(each) for each in municipalities],
            household: [_household_row(each) for each in households],
            resident: [_resident_row(each) for each in residents],
            device: [_device_row(each) for each in devices],
        }
        try:
            return await self._writer.run(partial(_save, rows=rows, writing=writing, entropy=self._entropy))
        except Taken as error:
            raise Behind("a version or an id is in the journal already") from error

    async def _all(self, queries: Sequence[AnySelect]) -> list[AnyRow]:
        def read(connection: sa.Connection) -> list[AnyRow]:
            return [row for query in queries for row in connection.execute(query)]

        return await self._writer.run(read)


def _save(
    connection: sa.Connection, rows: dict[sa.Table, list[Row]], writing: Writing, entropy: Entropy
) -> tuple[Event, ...]:
    events = append(connection, writing, entropy)
    for table in (household, resident):
        _refuse_foreign(connection, table, rows[table])
    homes = homes_touched(connection, rows[household], rows[resident])
    overwrite(connection, municipality, rows[municipality], "id")
    overwrite(connection, household, rows[household], "id")
    overwrite(connection, resident, rows[resident], "id")
    overwrite(connection, device, rows[device], "municipality", "id")
    index(connection, homes, rows[device])
    return events


def _refuse_foreign(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """An import of one municipality never overwrites another's people."""
    wanted = {row["id"]: row["municipality"] for row in rows}
    if any(wanted[row["id"]] != row["municipality"] for row in rows):
        raise BadRow(f"one {table.name} id for two municipalities")
    for piece in pieces(list(wanted)):
        query = sa.select(table.c.id, table.c.municipality).where(table.c.id.in_(piece))
        for id_, owner in connection.execute(query):
            if wanted[id_] != owner:
                raise BadRow(f"{table.name} {id_} belongs to another municipality")


def _municipality_row(each: Municipality) -> Row:
    details = _MunicipalityDetails(
        each.greeting, each.answer_within_s, each.outcomes, each.senders, each.on_site_within_s, each.ladders,
        each.tests,
    )  # fmt: skip
    return {"id": each.id, "name": each.name, "details": codec.encode_details(details)}


def _municipality(row: AnyRow) -> Municipality:
    details: _MunicipalityDetails = _MUNICIPALITY_DETAILS(row.details)
    return Municipality(
        MunicipalityId(row.id),
        row.name,
        details.greeting,
        details.answer_within_s,
        details.outcomes,
        details.senders,
        details.on_site_within_s,
        details.ladders,
        details.tests,
    )


def _household_row(each: Household) -> Row:
    fields = {name: getattr(each, name) for name in _HOUSEHOLD_FIELDS}
    return {**fields, "doors": codec.encode_details(each.doors) if each.doors else None, "key": each.key or None}


def household_of(row: AnyRow) -> Household:
    """The household of a row that has the columns of `household`."""
    doors: tuple[Door, ...] = _DOORS(row.doors) if row.doors is not None else ()
    return Household(**{name: getattr(row, name) for name in _HOUSEHOLD_FIELDS}, doors=doors, key=row.key or "")


def _resident_row(each: Resident) -> Row:
    details = _ResidentDetails(each.facts, each.aids, each.contacts, each.note, each.calls)
    return {
        "id": each.id,
        "municipality": each.municipality,
        "household": each.household,
        "given_name": each.given_name,
        "family_name": each.family_name,
        "born": each.born,
        "personal_number": each.personal_number,
        "phone": each.phone,
        "mobile": each.mobile,
        "language": each.language,
        "protection": each.protection.value,
        "details": codec.encode_details(details),
    }


def resident_of(row: AnyRow) -> Resident:
    """The resident of a row that has the columns of `resident`."""
    details: _ResidentDetails = _RESIDENT_DETAILS(row.details)
    return Resident(
        id=ResidentId(row.id),
        municipality=MunicipalityId(row.municipality),
        household=HouseholdId(row.household),
        given_name=row.given_name,
        family_name=row.family_name,
        born=row.born,
        personal_number=row.personal_number,
        phone=row.phone,
        mobile=row.mobile,
        language=row.language,
        protection=Protection(row.protection),
        facts=details.facts,
        aids=details.aids,
        contacts=details.contacts,
        note=details.note,
        calls=details.calls,
    )


def _device_row(each: Device) -> Row:
    fields = {name: getattr(each, name) for name in _DEVICE_FIELDS}
    calls = each.calls
    by = calls.kind.value if calls is not None else None
    return {**fields, "kind": each.kind.value, "calls_by": by, "calls_address": calls and (calls.address or None)}


def device_of(row: AnyRow) -> Device:
    """The device of a row that has the columns of `device`."""
    fields = {name: getattr(row, name) for name in _DEVICE_FIELDS}
    calls = CallsBy(CallKind(row.calls_by), row.calls_address or "") if row.calls_by is not None else None
    return Device(**{**fields, "kind": DeviceKind(row.kind), "calls": calls})
