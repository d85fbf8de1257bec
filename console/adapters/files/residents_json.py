"""The import format as one JSON document, read row by row and written so that it reads back equal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from console.adapters.files import call_rules
from console.adapters.files.checks import RowCheck, Rules
from console.adapters.files.imported import Findings, ImportedFile, Problem, Section
from console.adapters.files.raw_rows import Form, Row, read_document, rows_of
from console.adapters.files.register import Register
from console.adapters.files.rows import (
    FORMAT,
    VERSION,
    ContactRow,
    DeviceRow,
    Document,
    DoorRow,
    FactRow,
    HouseholdRow,
    MunicipalityRow,
    OutcomeRow,
    ResidentRow,
    RungRow,
    SelfTestsRow,
)
from console.domain.ids import MunicipalityId
from console.domain.resident import Device, Household, Municipality, Resident

_FORM = Form(Document, FORMAT, VERSION, lambda one: (one.municipalities, one.households, one.residents, one.devices))


def read_json(payload: bytes, only: MunicipalityId | None, born_by: date) -> ImportedFile:
    """The document's good rows and errors. Never raises for what the payload holds."""
    findings = Findings()
    document = read_document(payload, _FORM, findings)
    if document is None:
        return ImportedFile(errors=tuple(findings.errors))
    reader = _Reader(Register(only, names_municipalities=True), findings, Rules(document.invented, born_by, phones={}))
    reader.each(Section.MUNICIPALITIES, document.municipalities, MunicipalityRow, reader.take_municipality)
    reader.each(Section.HOUSEHOLDS, document.households, HouseholdRow, reader.take_household)
    reader.each(Section.RESIDENTS, document.residents, ResidentRow, reader.take_resident)
    reader.each(Section.DEVICES, document.devices, DeviceRow, reader.take_device)
    return reader.register.imported(findings, is_invented=document.invented)


@dataclass(slots=True)
class _Reader:
    """The document so far."""

    register: Register
    findings: Findings
    rules: Rules

    def each(
        self, section: Section, rows: list[msgspec.Raw], kind: type[Row], take: Callable[[Row, RowCheck], None]
    ) -> None:
        """Takes the rows of one section that can be read."""
        for row, check in rows_of(rows, kind, section, self.findings, self.rules):
            take(row, check)

    def take_municipality(self, row: MunicipalityRow, check: RowCheck) -> None:
        if municipality := self.register.municipality(row, check):
            self.register.municipalities[municipality.id] = municipality

    def take_household(self, row: HouseholdRow, check: RowCheck) -> None:
        household = self.register.household(row, check)
        if household and household.id in self.register.households:
            check.fault("id", Problem.DUPLICATE)
        elif household:
            self.register.households[household.id] = household

    def take_resident(self, row: ResidentRow, check: RowCheck) -> None:
        if resident := self.register.resident(row, check):
            self.register.residents[resident.id] = resident

    def take_device(self, row: DeviceRow, check: RowCheck) -> None:
        if device := self.register.device(row, check):
            self.register.devices[device.id] = device


def write_json(
    path: Path,
    *,
    municipalities: Iterable[Municipality] = (),
    households: Iterable[Household] = (),
    residents: Iterable[Resident] = (),
    devices: Iterable[Device] = (),
    invented: bool = False,
) -> None:
    """Writes a document that `read` gives back equal. `invented` says that its people are: see `Rules`.

    Raises OSError where the file cannot be written.
    """
    document = {
        "format": FORMAT,
        "version": VERSION,
        "invented": invented,
        "municipalities": [_municipality_row(municipality) for municipality in municipalities],
        "households": [_household_row(household) for household in households],
        "residents": [_resident_row(resident) for resident in residents],
        "devices": [_device_row(device) for device in devices],
    }
    path.write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n")


def _municipality_row(municipality: Municipality) -> MunicipalityRow:
    tests = municipality.tests
    return MunicipalityRow(
        id=municipality.id,
        name=municipality.name,
        greeting=municipality.greeting,
        answer_within_s={c.name.lower(): seconds for c, seconds in municipality.answer_within_s.items()},
        outcomes=[OutcomeRow(o.code, o.label, o.needs_next_step) for o in municipality.outcomes],
        senders=sorted(municipality.senders),
        on_site_within_s={c.name.lower(): seconds for c, seconds in municipality.on_site_within_s.items()},
        ladders={
            c.name.lower(): [RungRow(round(one.after.total_seconds()), one.to.value) for one in ladder]
            for c, ladder in municipality.ladders.items()
        },
        tests=SelfTestsRow(tests.day, tests.from_hour, tests.to_hour) if tests is not None else None,
    )


def _household_row(household: Household) -> HouseholdRow:
    return HouseholdRow(
        household.id, household.municipality, household.street, household.apartment, household.postal_code,
        household.city, household.area, household.latitude, household.longitude, household.way_in,
        household.key_location, [DoorRow(door.lock, door.gateway, door.place) for door in household.doors],
        household.key,
    )  # fmt: skip


def _resident_row(resident: Resident) -> ResidentRow:
    return ResidentRow(
        id=resident.id,
        municipality=resident.municipality,
        household=resident.household,
        given_name=resident.given_name,
        family_name=resident.family_name,
        born=resident.born.isoformat(),
        personal_number=resident.personal_number,
        phone=resident.phone,
        mobile=resident.mobile,
        language=resident.language,
        protection=resident.protection.value,
        facts=[FactRow(fact.kind.name.lower(), fact.detail) for fact in resident.facts],
        aids=list(resident.aids),
        contacts=[ContactRow(c.order, c.name, c.relation, c.phone, c.available, c.has_key) for c in resident.contacts],
        note=resident.note,
        calls_consent=call_rules.words_of(resident.calls),
    )


def _device_row(device: Device) -> DeviceRow:
    return DeviceRow(
        device.id, device.municipality, device.sender, device.kind.value, device.household, device.resident,
        device.place, device.model, device.heartbeat_interval_s, call_rules.word_of(device.calls),
    )  # fmt: skip
