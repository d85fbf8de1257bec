"""The parts of a resident card, each made into its block. A new part does not type-check until it is made here.

A masked person shows a lock, that the identity is protected, and what to do; never a name, a place or a contact.
"""

from collections.abc import Sequence
from enum import Enum, auto
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from console.domain.alarm import Cause
from console.domain.card import Card
from console.domain.journal import CaseSummary
from console.domain.masking import Person
from console.domain.resident import Contact
from ui.assets import Icon
from ui.resident.blocks import Block, DeviceRow, Making, ReachView, ends, yielding
from ui.widgets.facts import FactView
from ui.widgets.parts import IconView, column, line
from ui.widgets.text import SafeLabel
from ui.words import Phrase, Say
from ui.words.card import CardSay
from ui.words.case import CaseSay
from ui.words.phones import phone
from ui.words.plain import clean
from ui.words.ways import card_ways

ENDED_ROOM = 190
"""Unscaled pixels for how a case ended; why it was opened is shorter."""

CAUSES = frozenset(cause.value for cause in Cause)


class Part(Enum):
    """A block of the card. `LAST` is the card's own five cases, `EARLIER` the longer history."""

    IDENTITY = auto()
    REACH = auto()
    PERSON = auto()
    CONTACTS = auto()
    DEVICES = auto()
    AIDS = auto()
    LAST = auto()
    EARLIER = auto()
    HOUSEHOLD = auto()
    NOTE = auto()
    FACTS = auto()
    ADDRESS = auto()
    DOCUMENTS = auto()
    READ = auto()


def blocks_of(part: Part, card: Card, making: Making) -> tuple[Block, ...]:  # noqa: C901 - one arm a part, by intent
    """The block of a part; none where it has nothing to say."""
    words, person = making.words, card.person
    match part:
        case Part.IDENTITY:
            return _identity(person, making)
        case Part.REACH:
            block = Block(words(CardSay.CAN_ALARM), making.look)
            block.add(ReachView(card, making))
            return (block,)
        case Part.PERSON:
            return _person(card, making)
        case Part.CONTACTS:
            return _contacts(person, making)
        case Part.DEVICES:
            return _devices(card, making)
        case Part.AIDS:
            return _texts(Say.AIDS, person.aids, making)
        case Part.LAST:
            return _cases(words(Say.HISTORY), "", card.history, making)
        case Part.EARLIER:
            return _earlier(making)
        case Part.HOUSEHOLD:
            return _household(card, making)
        case Part.NOTE:
            empty = CardSay.NO_NOTE if making.is_whole and not person.is_masked else None
            return _texts(Say.NOTE_OF, (person.note,) if person.note else (), making, empty)
        case Part.FACTS:
            return _facts(person, making)
        case Part.ADDRESS:
            return _address(person, making)
        case Part.DOCUMENTS:
            return _texts(CardSay.DOCUMENTS, (), making, CardSay.NO_DOCUMENTS)
        case Part.READ:
            return _read(card, making)
        case _:
            assert_never(part)


def address(person: Person, making: Making) -> str:
    """'Fyrvägen 12, lgh 1103, Älvbro'; empty for a masked person."""
    flat = person.apartment
    if flat.isdigit():
        flat = making.words(CaseSay.APARTMENT, number=flat)
    return ", ".join(part for part in (person.street, flat, person.city) if part)


def _identity(person: Person, making: Making) -> tuple[Block, ...]:
    if not person.is_protected:
        return ()
    words, look = making.words, making.look
    block = Block("", look)
    first = line(gap=look.theme.px(8))
    first.addWidget(IconView(Icon.LOCKED, look, 20, "tx1"))
    first.addWidget(yielding(words(Say.PROTECTED if person.is_masked else Say.UNMASKED), "fact"), 1)
    block.lines.addLayout(first)
    if person.is_masked:
        block.say(words(Say.PROTECTED_HOW), "table2")
    return (block,)


def _person(card: Card, making: Making) -> tuple[Block, ...]:
    """By what the person is called, in the order in which the plan calls too; and what else one must know for it."""
    words, person = making.words, card.person
    language = "" if person.language in ("", "sv") else words.tongue(person.language)
    ways = card_ways(card)
    known = [
        (f"{at} {words.sentence(words.of(each.way))}" if len(ways) > 1 else words.sentence(words.of(each.way)), each)
        for at, each in enumerate(ways, start=1)
    ]
    more = ((Say.LANGUAGE, language), (CardSay.PERSONAL_NUMBER, person.personal_number))
    if not any(each.number for each in ways) and not any(text for _, text in more):
        return ()
    block = Block(words(Say.REACH), making.look)
    for title, each in known:
        block.ends(title, each.number, "table2", "table")
    for say, text in more:
        if text:
            block.ends(words(say), clean(text, 60), "table2", "table")
    return (block,)


def _contacts(person: Person, making: Making) -> tuple[Block, ...]:
    if person.is_masked:
        return ()
    block = Block(making.words(Say.CONTACTS), making.look)
    if not person.contacts:
        block.say(making.words(Say.NO_CONTACTS), "table2")
    for contact in person.contacts[: making.most]:
        block.add(_contact(contact, making))
    return (_rest(block, len(person.contacts), making),)


def _contact(contact: Contact, making: Making) -> QWidget:
    """Order, who, and when they answer; under it the number, and whether they have a key."""
    box = QWidget()
    layout = line(box, gap=making.look.theme.px(6))
    order = SafeLabel(str(contact.order), "table2")
    order.setMinimumWidth(making.look.theme.px(16))
    layout.addWidget(order, 0, Qt.AlignmentFlag.AlignTop)
    lines = column(gap=making.look.theme.px(1))
    who = ", ".join(part for part in (contact.name, contact.relation) if part)
    lines.addWidget(ends(who, contact.available, making.look))
    key = making.words(Say.HAS_KEY) if contact.has_key else ""
    number = ", ".join(part for part in (phone(contact.phone), key) if part)
    if number:
        lines.addWidget(yielding(number, "reason"))
    layout.addLayout(lines, 1)
    return box


def _devices(card: Card, making: Making) -> tuple[Block, ...]:
    block = Block(making.words(Say.DEVICES), making.look)
    if not card.devices:
        block.say(making.words(Say.NO_DEVICES), "table2")
    for each in card.devices[: making.most]:
        block.add(DeviceRow(each, making))
    return (_rest(block, len(card.devices), making),)


def _earlier(making: Making) -> tuple[Block, ...]:
    words = making.words
    if making.earlier is None:
        block = Block(words(CardSay.EARLIER), making.look)
        block.say(words(CardSay.EARLIER_LOADING), "table2")
        return (block,)
    count = len(making.earlier)
    caption = words(CardSay.EARLIER_COUNT, n=count)
    if count >= making.earlier_most:
        caption = words(CardSay.EARLIER_MOST, most=count)
    return _cases(words(CardSay.EARLIER), caption, making.earlier, making)


def _cases(title: str, caption: str, cases: Sequence[CaseSummary], making: Making) -> tuple[Block, ...]:
    block = Block(title, making.look, caption if cases else "")
    if not cases:
        block.say(making.words(Say.NO_HISTORY), "table2")
    for each in cases:
        block.add(_case(each, making))
    return (block,)


def _case(each: CaseSummary, making: Making) -> QWidget:
    """The day, why, and how it ended and what it took."""
    words, px = making.words, making.look.theme.px
    box = QWidget()
    layout = line(box, gap=px(8))
    day = SafeLabel(words.day(each.opened_at), "table2")
    day.setMinimumWidth(px(52))
    layout.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
    cause = words.sentence(words.of(Cause(each.cause))) if each.cause in CAUSES else clean(each.cause, 60)
    ended = words(Say.STILL_OPEN)
    if each.closed_at is not None:
        outcome = clean(making.outcomes.get(each.outcome, each.outcome), 60)
        took = words.duration(each.closed_at - each.opened_at)
        ended = words(CardSay.ENDED_AFTER, outcome=outcome, time=took) if outcome else took
    layout.addWidget(ends(cause, ended, making.look, room=ENDED_ROOM), 1)
    return box


def _household(card: Card, making: Making) -> tuple[Block, ...]:
    words = making.words
    names = [words(Say.PROTECTED) if one.is_masked else _with_age(one) for one in card.household[: making.most]]
    is_silent = card.person.is_masked or not making.is_whole
    return _texts(Say.HOUSEHOLD, names, making, None if is_silent else CardSay.NOBODY_ELSE)


def _facts(person: Person, making: Making) -> tuple[Block, ...]:
    block = Block(making.words(Say.FACTS), making.look)
    if not person.facts:
        block.say(making.words(Say.FACTS_NONE), "table2")
    for fact in person.facts:
        block.add(FactView(fact, making.look, making.words))
    return (block,)


def _address(person: Person, making: Making) -> tuple[Block, ...]:
    words = making.words
    block = Block(words(CardSay.ADDRESS), making.look)
    block.say(words(Say.PROTECTED_HOW) if person.is_masked else address(person, making))
    if not person.is_masked:
        block.say(words(CardSay.MAP_LATER), "table2")
    return (block,)


def _read(card: Card, making: Making) -> tuple[Block, ...]:
    words = making.words
    block = Block("", making.look)
    if card.copied_at is not None:
        age = words.duration(making.now - card.copied_at)
        block.say(words(CardSay.FROM_COPY, time=age), "strong")
    block.say(words(Say.CARD_READ_FOR, reason=words.of(card.reason).lower()), "caption")
    return (block,)


def _texts(title: Phrase, texts: Sequence[str], making: Making, empty: Phrase | None = None) -> tuple[Block, ...]:
    if not texts and empty is None:
        return ()
    block = Block(making.words(title), making.look)
    for text in texts:
        block.say(text)
    if not texts and empty is not None:
        block.say(making.words(empty), "table2")
    return (block,)


def _rest(block: Block, count: int, making: Making) -> Block:
    if count > making.most:
        block.say(making.words(CardSay.REST, n=count - making.most), "table2")
    return block


def _with_age(person: Person) -> str:
    return f"{person.name}, {person.age}" if person.age is not None else person.name
