"""The one function that gives a person to a screen, an export or a message, masked by who asks.

No other code may read a name, an address or a phone number off a `Resident` for showing. A protected person shows
no name and no place, but for staff who are named for it and have given a reason.
"""

from dataclasses import dataclass
from datetime import date

from console.domain.ids import MunicipalityId, ResidentId
from console.domain.operator import Act, Operator
from console.domain.resident import Contact, CriticalFact, Household, Protection, Resident


@dataclass(frozen=True, slots=True)
class Person:
    """What one operator may see of one resident. Texts are empty where masked, and `is_masked` says so."""

    id: ResidentId
    municipality: MunicipalityId
    is_masked: bool
    is_protected: bool
    name: str
    age: int | None
    personal_number: str
    street: str
    apartment: str
    city: str
    phone: str
    mobile: str
    language: str
    facts: tuple[CriticalFact, ...]
    aids: tuple[str, ...]
    contacts: tuple[Contact, ...]
    way_in: str
    key_location: str
    note: str
    listed_name: str = ""
    """Family name first, as in a list."""


def show(
    resident: Resident,
    household: Household | None,
    viewer: Operator,
    today: date,
    *,
    shares_protected_home: bool = False,
    is_unmasked: bool = False,
) -> Person:
    """The resident as `viewer` may see it. Raises Refused where the viewer has no right to the municipality.

    Who shares a home with a protected person is masked like them: the address, the contacts and often the name would
    give it away.

    `is_unmasked` is true only where a reason has been given and journalled; it has no effect for a viewer who is
    not named for protected identities there. A technician, who may not read residents, sees every person masked.
    The kinds of critical facts and the aids are shown always: they save lives and name nobody.
    """
    viewer.require(Act.SEE_QUEUE, resident.municipality)
    is_protected = resident.protection is not Protection.NONE or shares_protected_home
    may_unmask = (
        is_unmasked
        and resident.municipality in viewer.may_see_protected
        and viewer.may(Act.UNMASK_PROTECTED, resident.municipality)
    )
    facts = tuple(sorted(resident.facts, key=lambda fact: fact.kind))
    may_read = viewer.may(Act.READ_RESIDENT, resident.municipality)
    if not may_read or (is_protected and not may_unmask):
        return Person(
            id=resident.id, municipality=resident.municipality, is_masked=True, is_protected=True,
            name="", age=None, personal_number="", street="", apartment="", city="", phone="", mobile="",
            language=resident.language, facts=tuple(CriticalFact(fact.kind) for fact in facts),
            aids=resident.aids, contacts=(), way_in="", key_location="", note="",
        )  # fmt: skip
    return Person(
        id=resident.id, municipality=resident.municipality, is_masked=False, is_protected=is_protected,
        name=resident.name, age=resident.age(today), personal_number=resident.personal_number,
        street=household.street if household else "", apartment=household.apartment if household else "",
        city=household.city if household else "", phone=resident.phone, mobile=resident.mobile,
        language=resident.language, facts=facts, aids=resident.aids,
        contacts=tuple(sorted(resident.contacts, key=lambda contact: contact.order)),
        way_in=household.way_in if household else "",
        key_location=household.key_location if household else "", note=resident.note,
        listed_name=f"{resident.family_name}, {resident.given_name}",
    )  # fmt: skip
