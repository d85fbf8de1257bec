"""What is chosen in or for a call: a relative to call, a word to the device, a third party and their invitation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from console.domain.call import CallKind, DeviceTone
from console.domain.call_shown import CallWay, GuestKind, GuestShown
from console.domain.masking import Person
from ui.theme import Look
from ui.widgets.panel import Choice, ChoicePanel, Choices, Panel
from ui.widgets.parts import KeyedButton
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.call import CallSay as Say
from ui.words.plain import clean

TONES = (
    DeviceTone.BOTH_WAYS, DeviceTone.LISTEN, DeviceTone.SPEAK, DeviceTone.LOUDER, DeviceTone.QUIETER, DeviceTone.DOOR,
)  # fmt: skip
"""Clearing down is hanging up, and has its own key."""

LINK = "link"
"""What the panel with an invitation is known by: no key opens it."""

MINUTES = (10, 30, 60)
KIND_KEYS, MINUTE_KEYS, SEES_KEYS = "123", "456", "78"


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom to bring in, for how many minutes, and whether they get the picture."""

    kind: GuestKind
    minutes: int
    sees: bool


def contacts_panel(ways: Sequence[CallWay], person: Person | None, look: Look, words: Words) -> ChoicePanel:
    """Relatives who can be called, in the order of the list; a digit calls. Submits the way."""
    choices = [Choice(_contact(way, person, words), way) for way in ways]
    panel = ChoicePanel(words(Say.CONTACTS), choices, look, words, columns=1, empty=words(Say.CONTACTS_NONE))
    panel.slot_key = "F7"
    return panel


def tones_panel(look: Look, words: Words) -> ChoicePanel:
    """What a device can be told. Submits the tone."""
    choices = [Choice(words.sentence(words.of(tone)), tone) for tone in TONES]
    panel = ChoicePanel(words(Say.TONES), choices, look, words, columns=1)
    panel.slot_key = "Alt+T"
    return panel


def _contact(way: CallWay, person: Person | None, words: Words) -> str:
    """'Lena Lindqvist, dotter, svarar 07-22'; without names for a masked person."""
    contacts = person.contacts if person is not None and not person.is_masked else ()
    found = next((each for each in contacts if each.order == way.contact), None)
    video = words(Say.BY_VIDEO) if way.kind is CallKind.VIDEO else ""
    if found is None:
        return ", ".join(part for part in (words(Say.ON_CONTACT, order=way.contact), video) if part)
    parts = (clean(found.name, 80), clean(found.relation, 40), clean(found.available, 60), video)
    return ", ".join(part for part in parts if part)


class InvitePanel(Panel):
    """Who, for how long, and whether they see. Submits `Invited`."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__(words(Say.INVITE), "Ctrl+J", words(Say.INVITE_DO), look, words)
        self._kind: GuestKind | None = None
        self._minutes, self._sees = MINUTES[1], False
        kinds = [words.sentence(words.of(kind)) for kind in GuestKind]
        self.kinds = Choices(kinds, look, keys=KIND_KEYS)
        self.minutes = Choices([str(each) for each in MINUTES], look, 3, MINUTE_KEYS)
        self.sees = Choices([words(Say.INVITE_HEARS), words(Say.INVITE_SEES)], look, 2, SEES_KEYS)
        for title, group in (
            (Say.INVITE_WHO, self.kinds), (Say.INVITE_LONG, self.minutes), (Say.INVITE_PICTURE, self.sees),
        ):  # fmt: skip
            self.body.addWidget(SafeLabel(words(title), "section"))
            self.body.addWidget(group)
        self.minutes.mark(1)
        self.sees.mark(0)
        self.kinds.chosen.connect(self._choose_kind)
        self.minutes.chosen.connect(self._choose_minutes)
        self.sees.chosen.connect(self._choose_sees)
        self.save.setEnabled(False)
        self.end_body()

    def confirm(self) -> None:
        if self._kind is None:
            self.tell(self.words(Say.INVITE_WHO))
        else:
            self.submitted.emit(Invited(self._kind, self._minutes, self._sees))

    def fields(self) -> dict[str, str]:
        kind = self._kind.value if self._kind is not None else ""
        return {"kind": kind, "minutes": str(self._minutes), "sees": "1" if self._sees else ""}

    def restore(self, fields: Mapping[str, str]) -> None:
        for known, name, group in (
            (tuple(GuestKind), "kind", self.kinds), (tuple(str(each) for each in MINUTES), "minutes", self.minutes),
            (("", "1"), "sees", self.sees),
        ):  # fmt: skip
            told = fields.get(name)
            if told is not None and told in known:
                group.choose(known.index(told))

    def take_focus(self) -> None:
        self.kinds.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for group in (self.kinds, self.minutes, self.sees):
            number = group.number_of(event)
            if number is not None:
                group.choose(number)
                return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _choose_kind(self, number: int) -> None:
        self._kind = tuple(GuestKind)[number]
        self.tell("")
        self.save.setEnabled(True)

    def _choose_minutes(self, number: int) -> None:
        self._minutes = MINUTES[number]

    def _choose_sees(self, number: int) -> None:
        self._sees = number == 1


class LinkPanel(Panel):
    """The invitation's link, large enough to be read out; a key copies it. It is shown to the operator alone."""

    def __init__(self, guest: GuestShown, look: Look, words: Words) -> None:
        super().__init__(words(Say.LINK_TITLE, kind=words.of(guest.kind)), "", "", look, words)
        self.slot_key = LINK
        self._link = guest.link
        self.link = SafeLabel(guest.link, "fact", wraps=True)
        self.body.addWidget(self.link)
        until = words(Say.LINK_HOW, time=words.time(guest.expires_at))
        self.body.addWidget(SafeLabel(until, "second", wraps=True))
        self.copy = KeyedButton(words(Say.LINK_COPY), "C", look)
        self.copy.clicked.connect(self.copy_link)
        self.body.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.end_body()

    def copy_link(self) -> None:
        """To the clipboard, by the operator's own hand alone."""
        QGuiApplication.clipboard().setText(self._link)
        self.tell(self.words(Say.LINK_COPIED))

    def take_focus(self) -> None:
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_C and not event.modifiers():
            self.copy_link()
        else:
            super().keyPressEvent(event)
