"""Protected identities: every combination of grade, role, being named and having given a reason."""

import dataclasses
import itertools
from collections.abc import Iterator
from datetime import date

import pytest

from console.domain.masking import show
from console.domain.operator import ALLOWED, Act, Role
from console.domain.refused import Reason, Refused
from console.domain.resident import Contact, CriticalFact, FactKind, Protection, Resident
from tests.builders import NORRBY, SODERBY, household, operator, resident

TODAY = date(2026, 3, 2)
MARKS = ("MARKGIVEN", "MARKFAMILY", "MARKPERSONNUMMER", "MARKSTREET", "MARKFLAT", "MARKCITY", "MARKPHONE",
         "MARKMOBILE", "MARKCONTACT", "MARKRELATIVE", "MARKDETAIL", "MARKNOTE", "MARKWAYIN", "MARKKEY")  # fmt: skip
HOME = household(
    street="MARKSTREET 1", apartment="MARKFLAT", city="MARKCITY", way_in="MARKWAYIN", key_location="MARKKEY"
)


def marked(protection: Protection) -> Resident:
    return resident(
        given_name="MARKGIVEN", family_name="MARKFAMILY", personal_number="MARKPERSONNUMMER", phone="MARKPHONE",
        mobile="MARKMOBILE", protection=protection, note="MARKNOTE", aids=("surfplatta",),
        facts=(CriticalFact(FactKind.HEARING, "MARKDETAIL"), CriticalFact(FactKind.DANGER, "MARKDETAIL")),
        contacts=(Contact(2, "MARKCONTACT", "MARKRELATIVE", "MARKPHONE"), Contact(1, "MARKCONTACT", "son", "x")),
    )  # fmt: skip


def texts(value: object) -> Iterator[str]:
    """Every text anywhere in a value."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


COMBINATIONS = list(itertools.product(Protection, Role, (False, True), (False, True)))


@pytest.mark.parametrize(("protection", "role", "is_named", "is_unmasked"), COMBINATIONS)
def test_a_masked_person_shows_no_mark_and_an_unmasked_one_shows_all(
    protection: Protection, role: Role, is_named: bool, is_unmasked: bool
) -> None:
    viewer = operator("anna", role, protected=[NORRBY] if is_named else [])
    if Act.SEE_QUEUE not in ALLOWED[role]:
        with pytest.raises(Refused) as refused:
            show(marked(protection), HOME, viewer, TODAY, is_unmasked=is_unmasked)
        assert refused.value.reason is Reason.NOT_GRANTED
        return
    person = show(marked(protection), HOME, viewer, TODAY, is_unmasked=is_unmasked)
    may_read = Act.READ_RESIDENT in ALLOWED[role]
    may_unmask = is_named and is_unmasked and Act.UNMASK_PROTECTED in ALLOWED[role]
    is_open = may_read and (protection is Protection.NONE or may_unmask)
    assert person.is_masked is not is_open
    shown = " ".join(texts(person))
    if is_open:
        assert [mark for mark in MARKS if mark not in shown] == []
        assert person.age == 87
    else:
        assert [mark for mark in MARKS if mark in shown] == []
        assert person.age is None
        assert person.contacts == ()


def test_critical_facts_and_aids_are_shown_even_when_all_else_is_masked() -> None:
    person = show(marked(Protection.PROTECTED), HOME, operator(), TODAY)
    assert [fact.kind for fact in person.facts] == [FactKind.DANGER, FactKind.HEARING]
    assert person.aids == ("surfplatta",)
    assert person.is_protected


def test_being_named_elsewhere_unmasks_nobody_here() -> None:
    viewer = operator("anna", municipalities=[NORRBY, SODERBY], protected=[SODERBY])
    assert show(marked(Protection.CONFIDENTIAL), HOME, viewer, TODAY, is_unmasked=True).is_masked


def test_a_viewer_of_another_municipality_is_refused() -> None:
    with pytest.raises(Refused):
        show(marked(Protection.NONE), HOME, operator(municipalities=[SODERBY]), TODAY)


def test_contacts_stand_in_call_order_and_facts_in_order_of_weight() -> None:
    person = show(marked(Protection.NONE), None, operator(), TODAY)
    assert [contact.order for contact in person.contacts] == [1, 2]
    assert [fact.kind for fact in person.facts] == [FactKind.DANGER, FactKind.HEARING]
    assert (person.street, person.way_in) == ("", "")


@pytest.mark.parametrize(("today", "age"), [(date(2026, 4, 30), 87), (date(2026, 5, 1), 88), (date(2026, 5, 2), 88)])
def test_age_turns_on_the_birthday(today: date, age: int) -> None:
    assert resident().age(today) == age


def test_who_shares_a_home_with_a_protected_person_is_masked_like_them() -> None:
    shown = show(marked(Protection.NONE), HOME, operator("anna"), TODAY, shares_protected_home=True)
    assert shown.is_masked
    assert shown.is_protected
    assert not [text for text in texts(shown) if text.startswith("MARK")]
