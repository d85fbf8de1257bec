"""By what somebody is called, in order, with the number: one order for the resident card and for the plan. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from console.domain.card import Card
from console.domain.masking import Person
from console.domain.plan import DEFAULT_WAYS, PlanStep, Way, ways_in_order, ways_of
from console.domain.reach import ALARM_DEVICES
from console.domain.resident import FactKind
from ui.words.phones import phone
from ui.words.plain import clean


@dataclass(frozen=True, slots=True)
class WayTo:
    """One way, and its number for reading; a device has none."""

    way: Way
    number: str


def card_ways(card: Card) -> tuple[WayTo, ...]:
    """The ways to a card's person, in the order in which they are tried where no plan says another."""
    return _there(ways_in_order(DEFAULT_WAYS, _facts(card.person)), card)


def step_ways(step: PlanStep, card: Card) -> tuple[WayTo, ...]:
    """The same for a step of a plan."""
    return _there(ways_of(step, _facts(card.person)), card)


def contact_lines(person: Person) -> tuple[str, ...]:
    """Whom to call, in order: '1 Lena Lindqvist, dotter, 070-174 06 22'."""
    return tuple(
        f"{contact.order} "
        + ", ".join(
            part
            for part in (
                clean(contact.name, 80), clean(contact.relation, 40), phone(contact.phone),
                clean(contact.available, 80),
            )
            if part
        )
        for contact in person.contacts
    )  # fmt: skip


def _facts(person: Person) -> frozenset[FactKind]:
    return frozenset(fact.kind for fact in person.facts)


def _there(ways: Sequence[Way], card: Card) -> tuple[WayTo, ...]:
    """Those that there are."""
    return tuple(_found(ways, card))


def _found(ways: Sequence[Way], card: Card) -> Iterable[WayTo]:
    person = card.person
    numbers = {Way.MOBILE: person.mobile, Way.PHONE: person.phone}
    for way in ways:
        if way is Way.DEVICE and any(each.device.kind in ALARM_DEVICES for each in card.devices):
            yield WayTo(way, "")
        elif numbers.get(way):
            yield WayTo(way, clean(phone(numbers[way]), 60))
