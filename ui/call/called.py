"""Whom a call is with and on what it rings, in words. Pure."""

from console.domain.call import BY_ENGINE, CallKind
from console.domain.call_shown import CallWay, OpenCall
from console.domain.masking import Person
from console.domain.plan import Way
from ui.words import Say, Words
from ui.words.call import CallSay
from ui.words.call_told import thing
from ui.words.plain import clean

PRACTICE = {
    "microphone": CallSay.PRACTICE_MICROPHONE, "output": CallSay.PRACTICE_OUTPUT, "camera": CallSay.PRACTICE_CAMERA,
}  # fmt: skip
MADE_UP = ("fake ", "fake_")
"""How Chromium's names of its own false devices begin."""


def way_on(way: CallWay, person: Person | None, words: Words) -> str:
    """On what a way rings, as in 'Ring mobilen'; a contact by the first name, where names may stand."""
    if way.contact:
        return contact_name(way.contact, person, words)
    return thing(way.kind, way.way, words)


def contact_name(order: int, person: Person | None, words: Words) -> str:
    """The first name of a contact, or 'närstående 1' where it may not stand."""
    contacts = person.contacts if person is not None and not person.is_masked else ()
    found = next((each.name for each in contacts if each.order == order), "")
    return clean(found, 80).split(" ")[0] or words(CallSay.ON_CONTACT, order=order)


def whom(call: OpenCall, words: Words) -> str:
    """The full name of whoever is at the other end, where it may stand."""
    if call.name:
        return clean(call.name, 80)
    person = call.person
    if call.contact:
        return contact_name(call.contact, person, words)
    if person is None:
        return words(Say.UNKNOWN_PERSON)
    return words(Say.PROTECTED) if person.is_masked or not person.name else clean(person.name, 80)


def first(call: OpenCall, words: Words) -> str:
    """The name that one speaks to; 'personen' where no name may stand."""
    is_named = bool(call.name or (call.contact and call.person is not None))
    if not is_named and (call.person is None or call.person.is_masked or not call.person.name):
        return words(CallSay.THE_PERSON)
    return whom(call, words).split(" ")[0]


def voice(call: OpenCall, words: Words) -> str:
    """'Märtas röst'."""
    name = first(call, words)
    if name == words(CallSay.THE_PERSON):
        return words(CallSay.VOICE_OTHER)
    if words.language == "sv":
        name = name if name[-1:] in "sxz" else f"{name}s"
    return words(CallSay.VOICE_OF, who=name)


def place(call: OpenCall, words: Words) -> str:
    """Where it rings: 'Surfplattan, köket'."""
    on = "" if call.contact else thing(call.kind, _way(call), words)
    where = "" if call.person is not None and call.person.is_masked else clean(call.place, 60)
    return words.sentence(", ".join(part for part in (on, where) if part)) or words.sentence(words.of(call.kind))


def owner(call: OpenCall, words: Words) -> str:
    """Who has the case that was ours when the call began; nothing while it still is."""
    if call.owner is None:
        return ""
    return words(CallSay.OWNER_IS, who=clean(call.owner, 80)) if call.owner else words(CallSay.OWNER_NOBODY)


def device_name(kind: str, name: str, words: Words) -> str:
    """What a device is called: of those that the engine makes up where there is none, the word for it."""
    if kind not in PRACTICE or not name.lower().startswith(MADE_UP):
        return name
    number = "".join(each for each in name if each.isdigit())
    return words(PRACTICE[kind], number=number).strip()


def is_here(call: OpenCall) -> bool:
    """Whether it is seen and heard in the console, and not on the telephone."""
    return call.kind in BY_ENGINE


def _way(call: OpenCall) -> Way | None:
    """A number of their own has no place."""
    return Way.DEVICE if call.place or call.kind in (CallKind.VIDEO, CallKind.VOICE) else None
