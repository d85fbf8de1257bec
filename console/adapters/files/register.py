"""From rows to the domain's people and devices: each row checked by itself and against the rows before it.

The register holds together: a resident's household and a device's resident are among its good rows, no id stands
twice, and nothing crosses from one municipality to another.
"""

import re
from dataclasses import dataclass, field

from console.adapters.files import call_rules, tenant_rules
from console.adapters.files.checks import LEVEL_GRAMMAR, RowCheck
from console.adapters.files.imported import Findings, ImportedFile, Problem
from console.adapters.files.rows import ContactRow, DeviceRow, HouseholdRow, MunicipalityRow, ResidentRow
from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId, HouseholdId, LockId, MunicipalityId, ResidentId
from console.domain.resident import (
    Contact,
    CriticalFact,
    Device,
    Door,
    FactKind,
    Household,
    Municipality,
    Outcome,
    Protection,
    Resident,
)

CLASSES = tenant_rules.CLASSES
FACTS = {kind.name.lower(): kind for kind in FactKind}
PROTECTIONS = {grade.value: grade for grade in Protection}
KINDS: dict[str, DeviceKind] = {
    kind.value: kind
    for kind in DeviceKind
    if kind not in (DeviceKind.RESPONDER, DeviceKind.OPERATOR_ENTRY, DeviceKind.UNKNOWN)
}

MAX_NAME, MAX_TEXT, MAX_NOTE = 100, 300, 2000
MAX_CONTACTS, MAX_FACTS, MAX_AIDS, MAX_OUTCOMES, MAX_SENDERS = 20, 32, 50, 100, 500
MAX_DOORS = 6
MAX_HEARTBEAT_S = 31 * 24 * 3600

_OUTCOME_CODE = re.compile(r"[a-z0-9_]{1,64}")


@dataclass(slots=True)
class Register:
    """The good rows so far. `only` is the one municipality that the import is for, None for any that is named."""

    only: MunicipalityId | None
    names_municipalities: bool
    municipalities: dict[MunicipalityId, Municipality] = field(default_factory=dict)
    households: dict[HouseholdId, Household] = field(default_factory=dict)
    residents: dict[ResidentId, Resident] = field(default_factory=dict)
    devices: dict[DeviceId, Device] = field(default_factory=dict)

    def imported(self, findings: Findings, *, is_invented: bool = False) -> ImportedFile:
        """What has been read."""
        return ImportedFile(
            tuple(self.municipalities.values()),
            tuple(self.households.values()),
            tuple(self.residents.values()),
            tuple(self.devices.values()),
            tuple(findings.errors),
            is_invented,
        )

    def municipality(self, row: MunicipalityRow, check: RowCheck) -> Municipality | None:
        """The tenant, or None with the errors noted."""
        name = MunicipalityId(check.id("id", row.id, LEVEL_GRAMMAR))
        if self.only is not None and name and name != self.only:
            check.fault("id", Problem.OTHER_MUNICIPALITY)
        if name in self.municipalities:
            check.fault("id", Problem.DUPLICATE)
        if set(row.answer_within_s) != set(CLASSES):
            check.fault("answer_within_s", Problem.BAD_WORD, ", ".join(CLASSES))
        for seconds in row.answer_within_s.values():
            check.whole("answer_within_s", seconds, 1, 86_400)
        municipality = Municipality(
            id=name,
            name=check.text("name", row.name, MAX_NAME, required=True),
            greeting=check.text("greeting", row.greeting, MAX_TEXT),
            answer_within_s={CLASSES[k]: v for k, v in row.answer_within_s.items() if k in CLASSES},
            outcomes=_outcomes(row, check),
            senders=_senders(row.senders, check),
            on_site_within_s=tenant_rules.on_site(row, check),
            ladders=tenant_rules.ladders(row, check),
            tests=tenant_rules.tests(row, check),
        )
        return municipality if check.is_good() else None

    def household(self, row: HouseholdRow, check: RowCheck, *, prefix: str = "") -> Household | None:
        """The home, or None with the errors noted. One that stands there already is the caller's to judge."""
        if (row.latitude is None) != (row.longitude is None):
            check.fault("latitude" if row.latitude is None else "longitude", Problem.MISSING)
        household = Household(
            id=HouseholdId(check.id(f"{prefix}id", row.id)),
            municipality=self._municipality(row.municipality, check),
            street=check.text("street", row.street, MAX_TEXT, required=True),
            apartment=check.text("apartment", row.apartment, MAX_NAME),
            postal_code=check.text("postal_code", row.postal_code, 20),
            city=check.text("city", row.city, MAX_NAME),
            area=check.text("area", row.area, MAX_NAME),
            latitude=check.degrees("latitude", row.latitude, 90),
            longitude=check.degrees("longitude", row.longitude, 180),
            way_in=check.text("way_in", row.way_in, MAX_TEXT),
            key_location=check.text("key_location", row.key_location, MAX_TEXT),
            doors=_doors(row, check),
            key=check.text("key", row.key, MAX_NAME),
        )
        return household if check.is_good() else None

    def resident(self, row: ResidentRow, check: RowCheck, home: Household | None = None) -> Resident | None:
        """The person, or None with the errors noted. `home` is the household where it is not yet in the register."""
        name = ResidentId(check.id("id", row.id))
        if name in self.residents:
            check.fault("id", Problem.DUPLICATE)
        municipality = self._municipality(row.municipality, check)
        home = home or self.households.get(HouseholdId(row.household))
        if home is None or home.municipality != municipality:
            check.fault("household", Problem.UNKNOWN_HOUSEHOLD)
        born = check.birth("born", row.born)
        resident = Resident(
            id=name,
            municipality=municipality,
            household=HouseholdId(row.household),
            given_name=check.text("given_name", row.given_name, MAX_NAME, required=True),
            family_name=check.text("family_name", row.family_name, MAX_NAME, required=True),
            born=born,
            personal_number=check.personal_number("personal_number", row.personal_number.strip(), born),
            phone=check.phone("phone", row.phone),
            mobile=check.phone("mobile", row.mobile),
            language=check.language("language", row.language),
            protection=check.word("protection", row.protection, PROTECTIONS, Protection.PROTECTED),
            facts=_facts(row, check),
            aids=_texts("aid", "aids", row.aids, MAX_AIDS, check),
            contacts=_contacts(row.contacts, check),
            note=check.text("note", row.note, MAX_NOTE),
            calls=call_rules.consent(row.calls_consent, check),
        )
        return resident if check.is_good() else None

    def device(self, row: DeviceRow, check: RowCheck, *, prefix: str = "", is_on_row: bool = False) -> Device | None:
        """The device, or None with the errors noted.

        `is_on_row`: it stands on its resident's own row, so its owner is known, and one that the household shares
        may stand on the row of each who lives there.
        """
        device = Device(
            id=DeviceId(check.id(f"{prefix}id", row.id)),
            municipality=self._municipality(row.municipality, check),
            sender=check.id(f"{prefix}sender", row.sender, LEVEL_GRAMMAR),
            kind=check.word(f"{prefix}kind", row.kind, KINDS, DeviceKind.UNKNOWN),
            household=None if row.household is None else HouseholdId(row.household),
            resident=None if row.resident is None else ResidentId(row.resident),
            place=check.text(f"{prefix}place", row.place, MAX_TEXT),
            model=check.text(f"{prefix}model", row.model, MAX_NAME),
            heartbeat_interval_s=row.heartbeat_interval_s,
            calls=call_rules.calls_by(f"{prefix}calls", row.calls, check),
        )
        if row.heartbeat_interval_s is not None:
            check.whole(f"{prefix}heartbeat_interval_s", row.heartbeat_interval_s, 1, MAX_HEARTBEAT_S)
        tenant = self.municipalities.get(device.municipality)
        if tenant is not None and device.sender and device.sender not in tenant.senders:
            check.fault(f"{prefix}sender", Problem.UNKNOWN_SENDER)
        if not is_on_row:
            self._check_owner(device, check)
        earlier = self.devices.get(device.id)
        if earlier is not None and not (is_on_row and earlier == device and device.resident is None):
            check.fault(f"{prefix}id", Problem.BOUND_TWICE)
        return device if check.is_good() else None

    def _check_owner(self, device: Device, check: RowCheck) -> None:
        home = self.households.get(device.household) if device.household else None
        if device.household and (home is None or home.municipality != device.municipality):
            check.fault("household", Problem.UNKNOWN_HOUSEHOLD)
        if device.resident:
            resident = self.residents.get(device.resident)
            if resident is None or resident.household != device.household:
                check.fault("resident", Problem.UNKNOWN_RESIDENT)

    def accepts(self, municipality: str, check: RowCheck) -> bool:
        """Whether rows may belong to that municipality; if not, the error is noted."""
        self._municipality(municipality, check)
        return check.is_good()

    def _municipality(self, value: str, check: RowCheck) -> MunicipalityId:
        name = MunicipalityId(check.id("municipality", value, LEVEL_GRAMMAR))
        if not name:
            return name
        if self.only is not None:
            if name != self.only:
                check.fault("municipality", Problem.OTHER_MUNICIPALITY)
        elif self.names_municipalities and name not in self.municipalities:
            check.fault("municipality", Problem.UNKNOWN_MUNICIPALITY)
        return name


def _outcomes(row: MunicipalityRow, check: RowCheck) -> tuple[Outcome, ...]:
    if not row.outcomes:
        check.fault("outcomes", Problem.MISSING)
    if not check.count("outcomes", len(row.outcomes), MAX_OUTCOMES):
        return ()
    codes = [outcome.code for outcome in row.outcomes]
    if len(set(codes)) < len(codes):
        check.fault("outcomes", Problem.DUPLICATE)
    return tuple(
        Outcome(
            check.id(f"outcome {number} code", outcome.code, _OUTCOME_CODE),
            check.text(f"outcome {number} label", outcome.label, MAX_NAME, required=True),
            outcome.needs_next_step,
        )
        for number, outcome in enumerate(row.outcomes, start=1)
    )


def _senders(senders: list[str], check: RowCheck) -> frozenset[str]:
    if not check.count("senders", len(senders), MAX_SENDERS):
        return frozenset()
    named = (check.id(f"sender {n}", sender, LEVEL_GRAMMAR) for n, sender in enumerate(senders, start=1))
    return frozenset(named)


def _doors(row: HouseholdRow, check: RowCheck) -> tuple[Door, ...]:
    if not check.count("doors", len(row.doors), MAX_DOORS):
        return ()
    found = tuple(
        Door(
            LockId(check.id(f"door {number} lock", door.lock)),
            check.id(f"door {number} gateway", door.gateway, LEVEL_GRAMMAR),
            check.text(f"door {number} place", door.place, MAX_NAME),
        )
        for number, door in enumerate(row.doors, start=1)
    )
    if len({(door.gateway, door.lock) for door in found}) < len(found):
        check.fault("doors", Problem.DUPLICATE)
    return found


def _facts(row: ResidentRow, check: RowCheck) -> tuple[CriticalFact, ...]:
    if not check.count("facts", len(row.facts), MAX_FACTS):
        return ()
    return tuple(
        CriticalFact(
            check.word(f"fact {number} kind", fact.kind, FACTS, FactKind.DANGER),
            check.text(f"fact {number} detail", fact.detail, MAX_TEXT),
        )
        for number, fact in enumerate(row.facts, start=1)
    )


def _texts(one: str, all_of_them: str, texts: list[str], most: int, check: RowCheck) -> tuple[str, ...]:
    if not check.count(all_of_them, len(texts), most):
        return ()
    return tuple(check.text(f"{one} {n}", text, MAX_NAME, required=True) for n, text in enumerate(texts, start=1))


def _contacts(rows: list[ContactRow], check: RowCheck) -> tuple[Contact, ...]:
    if not check.count("contacts", len(rows), MAX_CONTACTS):
        return ()
    contacts = []
    orders: set[int] = set()
    for row in rows:
        prefix = f"contact {row.order}"
        if not row.phone.strip():
            check.fault(f"{prefix} phone", Problem.NO_PHONE)
        if row.order in orders:
            check.fault(f"{prefix} order", Problem.DUPLICATE)
        orders.add(row.order)
        contacts.append(
            Contact(
                order=check.whole(f"{prefix} order", row.order, 1, 99),
                name=check.text(f"{prefix} name", row.name, MAX_NAME, required=True),
                relation=check.text(f"{prefix} relation", row.relation, MAX_NAME),
                phone=check.phone(f"{prefix} phone", row.phone),
                available=check.text(f"{prefix} available", row.available, MAX_NAME),
                has_key=row.has_key,
            )
        )
    return tuple(contacts)
