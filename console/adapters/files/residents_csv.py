"""The import format as a sheet: one row a resident, with contacts and devices in numbered columns.

The heads are Swedish or English. A row is taken whole or not at all; a column that the format does not have is refused
by itself, and the rows are read without it.
"""

import math
import re
from collections.abc import Iterator
from datetime import date

from console.adapters.files.checks import RowCheck, Rules
from console.adapters.files.columns import (
    COLUMNS,
    GROUP_COLUMNS,
    GROUPS,
    REQUIRED,
    SWEDISH_CALLS,
    SWEDISH_CONSENT,
    SWEDISH_FACTS,
    SWEDISH_KINDS,
    SWEDISH_PROTECTIONS,
)
from console.adapters.files.imported import Findings, ImportedFile, Problem, Section
from console.adapters.files.register import Register
from console.adapters.files.rows import LOCKS, ContactRow, DeviceRow, DoorRow, FactRow, HouseholdRow, ResidentRow
from console.adapters.files.sheet import FORMULA, Cells, is_yes, rows_of, word
from console.domain.ids import HouseholdId, MunicipalityId
from console.domain.resident import Device, Household

_GROUPED = re.compile(r"([a-z]+) ?([1-9]\d?) (.+)")


def read_csv(text: str, only: MunicipalityId | None, born_by: date) -> ImportedFile:
    """The sheet's good rows and errors. Never raises for what the text holds."""
    findings = Findings()
    required = [name for name in REQUIRED if not (name == "municipality" and only)]
    sheet = _Sheet(only, findings, born_by)
    for number, cells in rows_of(text, _column, required, findings):
        sheet.take(number, cells)
    return sheet.register.imported(findings)


def _column(plain: str) -> str | None:
    if plain in COLUMNS:
        return COLUMNS[plain]
    grouped = _GROUPED.fullmatch(plain)
    if grouped is None or grouped[1] not in GROUPS:
        return None
    group = GROUPS[grouped[1]]
    column = GROUP_COLUMNS[group].get(grouped[3])
    return f"{group} {grouped[2]} {column}" if column else None


class _Sheet:
    """The rows so far."""

    def __init__(self, only: MunicipalityId | None, findings: Findings, born_by: date) -> None:
        self.register = Register(only, names_municipalities=False)
        self._findings = findings
        self._rules = Rules(born_by=born_by, phones={})
        self._homes: dict[tuple[str, ...], HouseholdId] = {}

    def take(self, number: int, cells: Cells) -> None:
        """One row: all of it, or nothing and its errors."""
        check = RowCheck(self._findings, Section.ROWS, number, self._rules)
        for name, cell in cells.items():
            if FORMULA.match(cell):
                check.fault(name, Problem.FORMULA)
        municipality = cells.get("municipality") or self.register.only or ""
        if not check.is_good() or not self.register.accepts(municipality, check):
            return
        address = (municipality, cells["street"], cells.get("apartment", ""), cells.get("postal_code", ""))
        home_id = cells.get("household") or self._homes.get(address) or f"{cells['id']}-home"
        row = self._resident(cells, municipality, home_id, check)
        home = self.register.household(_household(cells, municipality, home_id), check, prefix="household ")
        earlier = self.register.households.get(HouseholdId(home_id))
        if home is not None and earlier is not None and earlier != home:
            check.fault("household", Problem.HOUSEHOLD_DISAGREES)
        devices = self._devices(cells, municipality, home_id, check)
        resident = self.register.resident(row, check, home or _unread(home_id, municipality))
        if not check.is_good() or home is None or resident is None:
            return
        self._homes.setdefault(address, home.id)
        self.register.households[home.id] = home
        self.register.residents[resident.id] = resident
        self.register.devices.update({device.id: device for device in devices})

    def _resident(self, cells: Cells, municipality: str, home: str, check: RowCheck) -> ResidentRow:
        protection = cells.get("protection", "").casefold()
        return ResidentRow(
            id=cells["id"],
            municipality=municipality,
            household=home,
            given_name=cells["given_name"],
            family_name=cells["family_name"],
            born=cells["born"],
            personal_number=cells.get("personal_number", ""),
            phone=cells.get("phone", ""),
            mobile=cells.get("mobile", ""),
            language=cells.get("language", "").casefold() or "sv",
            protection=SWEDISH_PROTECTIONS.get(protection, protection),
            facts=[_fact(part) for part in _parts(cells.get("facts", ""))],
            aids=_parts(cells.get("aids", "")),
            contacts=[
                ContactRow(
                    order=number,
                    name=group.get("name", ""),
                    relation=group.get("relation", ""),
                    phone=group.get("phone", ""),
                    available=group.get("available", ""),
                    has_key=is_yes(f"contact {number} has_key", group.get("has_key", ""), check),
                )
                for number, group in _groups(cells, "contact")
            ],
            note=cells.get("note", ""),
            calls_consent=[word(part, SWEDISH_CONSENT) for part in _parts(cells.get("calls_consent", ""))],
        )

    def _devices(self, cells: Cells, municipality: str, home: str, check: RowCheck) -> list[Device]:
        devices: list[Device] = []
        for number, group in _groups(cells, "device"):
            prefix = f"device {number} "
            is_shared = is_yes(f"{prefix}shared", group.get("shared", ""), check)
            kind = group.get("kind", "").casefold()
            row = DeviceRow(
                id=group.get("id", ""),
                municipality=municipality,
                sender=group.get("sender", ""),
                kind=SWEDISH_KINDS.get(kind, kind),
                household=home,
                resident=None if is_shared else cells["id"],
                place=group.get("place", ""),
                model=group.get("model", ""),
                heartbeat_interval_s=_whole(f"{prefix}heartbeat_interval_s", group, check),
                calls=SWEDISH_CALLS.get(group.get("calls", "").casefold(), group.get("calls", "")),
            )
            device = self.register.device(row, check, prefix=prefix, is_on_row=True)
            if device and device.id in (other.id for other in devices):
                check.fault(f"{prefix}id", Problem.BOUND_TWICE)
            elif device:
                devices.append(device)
        return devices


def _household(cells: Cells, municipality: str, home: str) -> HouseholdRow:
    return HouseholdRow(
        id=home,
        municipality=municipality,
        street=cells["street"],
        apartment=cells.get("apartment", ""),
        postal_code=cells.get("postal_code", ""),
        city=cells.get("city", ""),
        area=cells.get("area", ""),
        latitude=_number(cells.get("latitude", "")),
        longitude=_number(cells.get("longitude", "")),
        way_in=cells.get("way_in", ""),
        key_location=cells.get("key_location", ""),
        doors=[_door(part) for part in _parts(cells.get("doors", ""))],
        key=cells.get("key", ""),
    )


def _unread(home: str, municipality: str) -> Household:
    """Stands in for a household with errors of its own, so that these are not told twice."""
    return Household(HouseholdId(home), MunicipalityId(municipality), "")


def _groups(cells: Cells, group: str) -> Iterator[tuple[int, Cells]]:
    """The numbered columns of one kind, those that say something, by number."""
    found: dict[int, Cells] = {}
    for name, cell in cells.items():
        kind, _, rest = name.partition(" ")
        if kind == group and cell:
            number, _, column = rest.partition(" ")
            found.setdefault(int(number), {})[column] = cell
    yield from sorted(found.items())


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _door(part: str) -> DoorRow:
    """`system/lock place`, or `lock place` where the system is the usual one."""
    named, _, place = part.partition(" ")
    gateway, _, lock = named.rpartition("/")
    return DoorRow(lock, gateway or LOCKS, place.strip())


def _fact(part: str) -> FactRow:
    kind, _, detail = part.partition(":")
    return FactRow(word(kind, SWEDISH_FACTS), detail.strip())


def _number(cell: str) -> float | None:
    """The cell's number, None for an empty one, and not a number for what is none: the range's check tells of it."""
    try:
        return float(cell.replace(",", ".")) if cell else None
    except ValueError:
        return math.nan


def _whole(field: str, group: Cells, check: RowCheck) -> int | None:
    cell = group.get("heartbeat_interval_s", "")
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) < 10):
        check.fault(field, Problem.BAD_NUMBER)
        return None
    return int(cell)
