"""The resident card: plain text in blocks, what an operator must know first at the top.

A masked person shows a lock, that the identity is protected, and what to do; never a name or a place.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from console.domain.alarm import Cause
from console.domain.card import Card, DeviceLine
from console.domain.journal import CaseSummary
from console.domain.masking import Person
from console.domain.resident import Contact
from ui.assets import Icon
from ui.theme import Look
from ui.widgets.facts import FactView
from ui.widgets.parts import IconView, clear, column, ground, line, pair, rule
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.phones import phone
from ui.words.plain import clean


class CardColumn(QWidget):
    """Shows one card, or why there is none."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._shown: object = None
        ground(self, "bg1")
        px = look.theme.px
        layout = column(self)
        head = line(margins=(px(16), 0, px(16), 0))
        self._read = SafeLabel("", "reason")
        head.addWidget(SafeLabel(words(Say.CARD), "strong"), 1)
        head.addWidget(self._read)
        header = QWidget()
        header.setFixedHeight(px(52))
        header.setLayout(head)
        layout.addWidget(header)
        layout.addWidget(rule())
        self._panel_place = column()
        layout.addLayout(self._panel_place)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(words(Say.CARD))
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._blocks = column(self._content)
        self._area.setWidget(self._content)
        layout.addWidget(self._area, 1)

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.setFixedWidth(self._look.theme.px(self._look.theme.density.right_width))

    def show_sentence(self, title: Say, how: Say | None = None) -> None:
        """Why there is no card, and what to do."""
        if self._shown == (title, how):
            return
        self._begin((title, how))
        self._read.setText("")
        block = self._block("")
        block.addWidget(SafeLabel(self._words(title), "body", wraps=True))
        if how is not None:
            block.addWidget(SafeLabel(self._words(how), "second", wraps=True))
        self._blocks.addStretch(1)

    def show_card(self, card: Card, outcomes: Mapping[str, str]) -> None:
        """One resident in one glance; `outcomes` are the labels of outcomes by code."""
        if self._shown == (card, dict(outcomes)):
            return
        self._begin((card, dict(outcomes)))
        words = self._words
        self._read.setText(words(Say.CARD_READ_FOR, reason=words.of(card.reason).lower()))
        person = card.person
        self._identity(person)
        self._facts(person)
        self._reach(person)
        self._contacts(person)
        self._devices(card.devices)
        self._texts(Say.AIDS, person.aids)
        way_in = (person.way_in, words(Say.KEY_AT, place=person.key_location) if person.key_location else "")
        self._texts(Say.WAY_IN, tuple(part for part in way_in if part))
        self._history(card.history, outcomes)
        self._household(card.household)
        self._texts(Say.NOTE_OF, (person.note,) if person.note else ())
        self._blocks.addStretch(1)
        self._area.verticalScrollBar().setValue(0)

    def _begin(self, shown: object) -> None:
        self._shown = shown
        clear(self._blocks)

    def _block(self, title: str) -> QVBoxLayout:
        px = self._look.theme.px
        if self._blocks.count():
            self._blocks.addWidget(rule())
        block = column(margins=(px(16), px(11), px(16), px(11)), gap=px(6))
        if title:
            block.addWidget(SafeLabel(title, "section"))
        self._blocks.addLayout(block)
        return block

    def _identity(self, person: Person) -> None:
        words = self._words
        block = self._block("")
        row = line(gap=self._look.theme.px(8))
        if person.is_protected:
            row.addWidget(IconView(Icon.LOCKED, self._look, 20, "tx1"))
        name = words(Say.PROTECTED) if person.is_masked else person.name
        row.addWidget(SafeLabel(name, "fact", wraps=True), 1)
        block.addLayout(row)
        if person.is_masked:
            block.addWidget(SafeLabel(words(Say.PROTECTED_HOW), "second", wraps=True))
            return
        if person.is_protected:
            block.addWidget(SafeLabel(words(Say.UNMASKED), "strong", wraps=True))
        age = words(Say.AGE, age=person.age) if person.age is not None else ""
        about = " · ".join(part for part in (age, person.personal_number) if part)
        address = ", ".join(part for part in (person.street, person.apartment, person.city) if part)
        for text in (about, address):
            if text:
                block.addWidget(SafeLabel(text, "table2", wraps=True))

    def _facts(self, person: Person) -> None:
        block = self._block(self._words(Say.FACTS))
        if not person.facts:
            block.addWidget(SafeLabel(self._words(Say.FACTS_NONE), "second", wraps=True))
        for fact in person.facts:
            block.addWidget(FactView(fact, self._look, self._words))

    def _reach(self, person: Person) -> None:
        words = self._words
        language = "" if person.language in ("", "sv") else words.tongue(person.language)
        lines = ((Say.MOBILE, phone(person.mobile)), (Say.PHONE, phone(person.phone)), (Say.LANGUAGE, language))
        known = [(title, text) for title, text in lines if text]
        if known:
            block = self._block(words(Say.REACH))
            for title, text in known:
                block.addLayout(pair(words(title), clean(text, 60), first_look="table2", second_look="table"))

    def _contacts(self, person: Person) -> None:
        if person.is_masked:
            return
        block = self._block(self._words(Say.CONTACTS))
        if not person.contacts:
            block.addWidget(SafeLabel(self._words(Say.NO_CONTACTS), "second"))
        for contact in person.contacts:
            self._contact(block, contact)

    def _contact(self, block: QVBoxLayout, contact: Contact) -> None:
        who = ", ".join(part for part in (contact.name, contact.relation) if part)
        block.addLayout(pair(f"{contact.order}   {clean(who, 120)}", phone(contact.phone), second_look="table"))
        key = self._words(Say.HAS_KEY) if contact.has_key else ""
        more = ", ".join(part for part in (contact.available, key) if part)
        if more:
            block.addWidget(SafeLabel(f"     {more}", "reason", wraps=True))

    def _devices(self, devices: tuple[DeviceLine, ...]) -> None:
        block = self._block(self._words(Say.DEVICES))
        if not devices:
            block.addWidget(SafeLabel(self._words(Say.NO_DEVICES), "second"))
        for each in devices:
            place = f", {each.device.place}" if each.device.place else ""
            block.addLayout(pair(f"{self._words.of(each.device.kind)}{place}", self._sign(each)))

    def _sign(self, each: DeviceLine) -> str:
        words, sign = self._words, each.sign
        if sign is None:
            return words(Say.NO_SIGN)
        parts = [words(Say.BATTERY, percent=sign.battery_percent)] if sign.battery_percent is not None else []
        if sign.has_mains is False:
            parts.append(words(Say.MAINS_OUT))
        parts.append(words(Say.AGO, time=words.duration(self._now() - sign.at)))
        return ", ".join(parts)

    def _history(self, history: tuple[CaseSummary, ...], outcomes: Mapping[str, str]) -> None:
        words = self._words
        block = self._block(words(Say.HISTORY))
        if not history:
            block.addWidget(SafeLabel(words(Say.NO_HISTORY), "second"))
        for each in history:
            known = each.cause in {cause.value for cause in Cause}
            cause = words.sentence(words.of(Cause(each.cause))) if known else clean(each.cause, 60)
            ended = outcomes.get(each.outcome, each.outcome) if each.closed_at else words(Say.STILL_OPEN)
            block.addLayout(pair(f"{words.day(each.opened_at)}   {cause}", clean(ended, 60)))

    def _household(self, people: tuple[Person, ...]) -> None:
        names = [self._words(Say.PROTECTED) if person.is_masked else _with_age(person) for person in people]
        self._texts(Say.HOUSEHOLD, tuple(names))

    def _texts(self, title: Say, texts: tuple[str, ...]) -> None:
        if texts:
            block = self._block(self._words(title))
            for text in texts:
                block.addWidget(SafeLabel(text, "table", wraps=True, longest=1000))


def _with_age(person: Person) -> str:
    return f"{person.name}, {person.age}" if person.age is not None else person.name
