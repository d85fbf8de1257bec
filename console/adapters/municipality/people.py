"""Households and residents: who lives where, with whom, and whom to call."""

import random
import re
from dataclasses import dataclass, field, replace
from datetime import date

from console.adapters.municipality.cast import Part
from console.adapters.municipality.facts import pick_aids, pick_facts, pick_note
from console.adapters.municipality.names import OTHER_LANGUAGES, NamePool, pick_language
from console.adapters.municipality.numbers import LANDLINES, MOBILES, PersonalNumbers, as_dialled, born_at_age
from console.adapters.municipality.round_cast import KNOWN
from console.adapters.municipality.streets import Street, housing_street, lay_streets, pick_address
from console.adapters.municipality.tenants import ALVBRO, Housing, Tenant
from console.domain.ids import HouseholdId, LockId, ResidentId
from console.domain.resident import Contact, Door, FactKind, Household, Protection, Resident

_WOMEN = 0.68
_COUPLES = 0.07
_IN_HOUSING = 0.04
_CONFIDENTIAL, _PROTECTED = 0.010, 0.005

_WAYS_IN = (
    "Porttelefon, sök på efternamnet", "Port öppen 07-21, därefter nyckel", "Egen ingång från gården",
    "Köksingången på baksidan, framdörren är spärrad", "Hiss till plan 3, sedan vänster",
    "Grind med hasp, ramp till dörren",
)  # fmt: skip
LOCKS_GATEWAY = "locks"
"""The system of the municipality's digital locks, by its name in the settings."""
_CABINET = re.compile(r"skåp (\d+), (.+)")
_LOCKED_WAY_IN = "Digitalt lås, rätt ges när någon accepterat"
_KEYS = ("Nyckelskåp 1, {area}", "Nyckelskåp 2, {area}", "Nyckelskåp 3, {area}", "Nyckelskåp 4, {area}")
_WHEN = ("dygnet runt", "kvällar och helger", "inte 08-16", "till 22:00", "från 06:00", "efter 17", "", "", "")
_RELATIONS_FEMALE = ("dotter", "dotter", "dotter", "svärdotter", "syster", "dotterdotter", "granne", "väninna")
_RELATIONS_MALE = ("son", "son", "son", "måg", "bror", "sonson", "granne", "god vän")
_KIN = frozenset({"dotter", "son", "sonson"})


@dataclass(slots=True)
class Population:
    """One municipality's people, while they are being made and after."""

    tenant: Tenant
    today: date
    rng: random.Random
    names: NamePool
    streets: dict[str, tuple[Street, ...]] = field(default_factory=dict)
    households: list[Household] = field(default_factory=list)
    residents: list[Resident] = field(default_factory=list)
    _addresses: set[tuple[str, str]] = field(default_factory=set)
    _has_protected: bool = False
    _numbers: PersonalNumbers = field(init=False)

    def __post_init__(self) -> None:
        self._numbers = PersonalNumbers(self.rng)
        self.streets = lay_streets(self.tenant.areas, self.rng)

    def settle(self, count: int) -> None:
        """Lets `count` residents move in: the cast first (Älvbro), then the special housing, then homes."""
        if self.tenant.municipality.id == ALVBRO:
            self._settle_cast()
        if self.tenant.housing:
            for room in range(round(count * _IN_HOUSING)):
                self._settle_in_housing(self.tenant.housing, room)
        areas, shares = self.tenant.areas, [area.share for area in self.tenant.areas]
        while len(self.residents) < count:
            area = self.rng.choices(areas, shares)[0]
            is_couple = self.rng.random() < _COUPLES and len(self.residents) + 2 <= count and self._has_protected
            self._settle_home(self.streets[area.name], is_couple=is_couple)

    def _settle_cast(self) -> None:
        for part in KNOWN:
            street = next(s for s in self.streets[part.area] if s.name == part.street)
            address = (f"{part.street} {part.number}", part.apartment)
            if address in self._addresses:
                household = next(h for h in self.households if (h.street, h.apartment) == address)
            else:
                household = self._household(street, part.number, part.apartment, part.way_in, part.key_location)
                if any(fact.kind is FactKind.DIGITAL_LOCK for fact in part.facts):
                    household = self.households[-1] = _with_doors(household)
            self._join_cast(part, household)

    def _join_cast(self, part: Part, household: Household) -> None:
        born = born_at_age(part.age, self.today, self.rng)
        self.residents.append(
            Resident(
                id=self._next_resident(),
                municipality=self.tenant.municipality.id,
                household=household.id,
                given_name=part.given_name,
                family_name=part.family_name,
                born=born,
                personal_number=self._numbers.invent(born, is_woman=part.is_woman),
                phone=self.rng.choice(LANDLINES),
                mobile=part.mobile,
                language=part.language,
                facts=part.facts,
                aids=part.aids,
                contacts=part.contacts,
                note=part.note,
                calls=part.calls,
            )
        )

    def _settle_in_housing(self, housing: Housing, room: int) -> None:
        ward = housing.wards[room % len(housing.wards)]
        street, _, number = housing.street.rpartition(" ")
        area = next(area for area in self.tenant.areas if area.name == housing.area)
        home = housing_street(street, area)
        apartment = f"{ward}, rum {room // len(housing.wards) + 1}"
        way_in = f"{housing.name}, entré dygnet runt"
        household = self._household(home, int(number), apartment, way_in, f"{housing.name}, avdelning {ward}")
        self._resident(household, lives_alone=False, in_housing=True)

    def _settle_home(self, streets: tuple[Street, ...], *, is_couple: bool) -> None:
        street, number, apartment = pick_address(streets, self.rng)
        while (f"{street.name} {number}", apartment) in self._addresses:
            street, number, apartment = pick_address(streets, self.rng)
        key = self.rng.choice(_KEYS).format(area=street.area.name)
        place = len(self.households)
        household = self._household(street, number, apartment, self.rng.choice(_WAYS_IN), key)
        first = self._resident(household, lives_alone=not is_couple and self.rng.random() < 0.75)
        members = [first]
        if is_couple:
            members.append(self._resident(household, lives_alone=False, partner=first))
        if any(fact.kind is FactKind.DIGITAL_LOCK for member in members for fact in member.facts):
            self.households[place] = _with_doors(replace(household, way_in=_LOCKED_WAY_IN))

    def _household(self, street: Street, number: int, apartment: str, way_in: str, key: str) -> Household:
        municipality = self.tenant.municipality
        latitude, longitude = street.at(number)
        household = Household(
            id=HouseholdId(f"{municipality.id}-h-{len(self.households) + 1:04d}"),
            municipality=municipality.id,
            street=f"{street.name} {number}",
            apartment=apartment,
            postal_code=f"{self.tenant.postal_prefix}{self.tenant.areas.index(street.area) + 1}",
            city=municipality.name,
            area=street.area.name,
            latitude=latitude,
            longitude=longitude,
            way_in=way_in,
            key_location=key,
            key=_cabinet_of(key),
        )
        self.households.append(household)
        self._addresses.add((household.street, apartment))
        return household

    def _resident(
        self, household: Household, *, lives_alone: bool, in_housing: bool = False, partner: Resident | None = None
    ) -> Resident:
        rng = self.rng
        language = partner.language if partner else pick_language(rng)
        pool = OTHER_LANGUAGES.get(language, self.names)
        is_woman = rng.random() < _WOMEN if partner is None else not _is_woman(partner)
        born = born_at_age(_age(rng), self.today, rng)
        family_name = partner.family_name if partner else rng.choice(pool.family)
        mobile = rng.choice(MOBILES) if rng.random() < 0.72 else ""
        resident = Resident(
            id=self._next_resident(),
            municipality=household.municipality,
            household=household.id,
            given_name=rng.choice(pool.female if is_woman else pool.male),
            family_name=family_name,
            born=born,
            personal_number=self._numbers.invent(born, is_woman=is_woman),
            phone=partner.phone if partner else (rng.choice(LANDLINES) if rng.random() < 0.7 else ""),
            mobile=mobile,
            language=language,
            protection=partner.protection if partner else self._protection(in_housing=in_housing),
            facts=pick_facts(
                rng, language=language, lives_alone=lives_alone, mobile=as_dialled(mobile) if mobile else "",
                in_housing=in_housing,
            ),
            aids=pick_aids(rng),
            contacts=_contacts(rng, pool, self.names, family_name),
            note=pick_note(rng),
        )  # fmt: skip
        self.residents.append(resident)
        return resident

    def _protection(self, *, in_housing: bool) -> Protection:
        """A grade by lot; the first who lives alone at home is protected, so that every build has someone."""
        drawn = self.rng.random()
        if not in_housing and not self._has_protected:
            self._has_protected = True
            return Protection.PROTECTED
        if drawn < _PROTECTED:
            return Protection.PROTECTED
        return Protection.CONFIDENTIAL if drawn < _PROTECTED + _CONFIDENTIAL else Protection.NONE

    def _next_resident(self) -> ResidentId:
        return ResidentId(f"{self.tenant.municipality.id}-r-{len(self.residents) + 1:04d}")


def _with_doors(household: Household) -> Household:
    """With its digital locks, the outermost first."""
    places = ("porten", "lägenheten") if household.apartment else ("ytterdörren",)
    doors = (
        Door(LockId(f"{household.id}-{number}"), LOCKS_GATEWAY, place) for number, place in enumerate(places, start=1)
    )
    return replace(household, doors=tuple(doors))


def _cabinet_of(key_location: str) -> str:
    """The cabinet that the words name, as the staff's rights name it; "" for none."""
    found = _CABINET.search(key_location)
    return f"Nyckelskåp {found[1]}, {found[2]}" if found else ""


def _is_woman(resident: Resident) -> bool:
    return int(resident.personal_number[-2]) % 2 == 0


def _age(rng: random.Random) -> int:
    while True:
        age = round(rng.gauss(84.5, 6.8))
        if 65 <= age <= 102:
            return age


def _contacts(rng: random.Random, pool: NamePool, swedish: NamePool, family_name: str) -> tuple[Contact, ...]:
    contacts = []
    for order in range(1, 1 + rng.choices((0, 1, 2, 3, 4), (4, 26, 38, 24, 8))[0]):
        is_woman = rng.random() < 0.56
        relation = rng.choice(_RELATIONS_FEMALE if is_woman else _RELATIONS_MALE)
        is_near = relation in ("granne", "väninna", "god vän")
        source = swedish if is_near else pool
        given = rng.choice(source.younger_female if is_woman else source.younger_male)
        family = family_name if relation in _KIN and rng.random() < 0.7 else rng.choice(source.family)
        when, has_key = rng.choice(_WHEN), rng.random() < 0.4
        contacts.append(Contact(order, f"{given} {family}", relation, rng.choice(MOBILES), when, has_key))
    return tuple(contacts)
