"""What the command palette finds: how a question is read, what answers it and how well, and what a hit may say.

Hits are made from what `masking.show` gave, so a protected person, or one who shares a home with one, is never text in
a hit. Which rows are looked at at all is the index's part (`services.ports.SearchIndex`), by the operator's `Walls`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from console.domain.alarm import DeviceKind
from console.domain.ids import CaseId, ConsoleId, DeviceId, MunicipalityId, OperatorId, ResidentId
from console.domain.masking import Person
from console.domain.operator import Act, Operator
from console.domain.resident import Device, Household, Resident
from console.domain.spelling import digits_of, folded, folded_reach, is_near, phone_forms, words_in, written

LEAST_SIGNS = 2
"""Letters or digits before a search begins; one is enough after `#`."""

LONGEST_TEXT = 80
MOST_TOKENS = 6
_LEAST_PHONE_DIGITS = 3
_LEAST_BARE_PHONE_DIGITS = 7

EXACT, PREFIX, FOLDED, MISSPELT = range(4)
"""How near a word is to what was typed, the nearest first: the word, its beginning, either but for å ä ö, or but for
one letter."""


class HitKind(StrEnum):
    """What can be found."""

    RESIDENT = "resident"
    PROTECTED = "protected"
    DEVICE = "device"
    CASE = "case"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the question. `phone` is what it would be as the beginning of a number, "" where it is none."""

    written: str
    folded: str
    phone: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The beginnings that a word may have, each once; an index holds words in these forms."""
        return tuple(dict.fromkeys(key for key in (self.written, self.folded, self.phone) if key))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read. `compact` is all of it as one folded word, for ids."""

    text: str
    wanted: frozenset[HitKind]
    tokens: tuple[Token, ...]
    compact: str

    def wants(self, kind: HitKind) -> bool:
        """Whether this kind is asked for and enough has been typed for it."""
        return kind in self.wanted and (kind is HitKind.STAFF or bool(self.tokens))


_PEOPLE_AND_THINGS = frozenset(HitKind)
_BY_SIGN = {
    "#": frozenset({HitKind.DEVICE, HitKind.CASE}),
    "@": frozenset({HitKind.STAFF}),
    ">": frozenset[HitKind](),
}
_PHONE = re.compile(r"(?<!\w)(?:\+|0)\d[\d\s()./\-]*")
_BARE_PHONE = re.compile(r"[\d\s()./\-]+")


def ask(text: str) -> Asked:
    """Reads what was typed: `#` asks for a device or case, `@` for staff (alone: for all), `>` for commands, which are
    not searched here. Too little asks for nothing. Never raises."""
    text = text[:LONGEST_TEXT].strip()
    wanted = _BY_SIGN.get(text[:1], _PEOPLE_AND_THINGS)
    rest = text[1:] if text[:1] in _BY_SIGN else text
    tokens = _tokens(rest)[:MOST_TOKENS]
    least = LEAST_SIGNS if wanted == _PEOPLE_AND_THINGS else 1
    if not any(len(token.folded) >= least for token in tokens):
        tokens = ()
        wanted &= {HitKind.STAFF} if text[:1] == "@" else frozenset()
    return Asked(text, wanted, tokens, folded(rest))


def _tokens(text: str) -> tuple[Token, ...]:
    digits = digits_of(text)
    if len(digits) >= _LEAST_BARE_PHONE_DIGITS and not digits.startswith("0") and _BARE_PHONE.fullmatch(text):
        return (Token(digits, digits, digits),)
    numbers = [found for found in _PHONE.findall(text) if len(digits_of(found)) >= _LEAST_PHONE_DIGITS]
    for number in numbers:
        text = text.replace(number, " ", 1)
    phones = tuple(_phone_token(number) for number in numbers)
    words = (Token(written(word), folded(word), _as_phone(word)) for _, word in words_in(text))
    return phones + tuple(token for token in words if token.folded)


def _phone_token(number: str) -> Token:
    digits = digits_of(number)
    is_abroad = number.startswith(("+", "00"))
    phone = digits.removeprefix("00") if is_abroad else digits.removeprefix("0")
    return Token(digits, digits, phone)


def _as_phone(word: str) -> str:
    return word if len(word) >= _LEAST_PHONE_DIGITS and digits_of(word) == word else ""


def indexed_words(texts: Iterable[str], phones: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words by which somebody is found: as written, and those folded ones that differ. An index keeps both."""
    found = [word for text in texts for _, word in words_in(text)]
    as_written = {written(word) for word in found} | {form for phone in phones for form in phone_forms(phone)}
    without_marks = {folded(word) for word in found} - as_written
    return frozenset(as_written), frozenset(without_marks - {""})


def device_words(device: DeviceId) -> frozenset[str]:
    """The words by which a device is found: its id in one, and the id's last part (LIN-20418: lin20418, 20418)."""
    parts = [folded(word) for _, word in words_in(device)]
    return frozenset({"".join(parts), *parts[-1:]} - {""})


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and what of it answers the question: spans of [start, end), in order, to be underlined."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ResidentHit:
    """A resident. `name` is family name first; `phone` is empty unless it is what matched. `case` is open."""

    resident: ResidentId
    municipality: MunicipalityId
    name: Marked
    street: Marked
    apartment: Marked
    city: Marked
    phone: Marked
    case: CaseId | None
    nearness: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ProtectedHit:
    """Somebody with protected identity, for one who is named for it there: no text, only whom to give a reason for."""

    resident: ResidentId
    municipality: MunicipalityId


@dataclass(frozen=True, slots=True)
class DeviceHit:
    """A device. `place`, `name` and `street` are empty where the reader may not have them; `resident` is None too
    where nobody in particular has it."""

    device: DeviceId
    municipality: MunicipalityId
    id: Marked
    kind: DeviceKind
    place: str
    resident: ResidentId | None
    name: str
    street: str
    is_protected: bool


@dataclass(frozen=True, slots=True)
class CaseHit:
    """An open case; `name` is empty where nobody is known, the person is masked, or several may be meant."""

    case: CaseId
    municipality: MunicipalityId
    id: Marked
    kind: DeviceKind
    name: str


@dataclass(frozen=True, slots=True)
class StaffHit:
    """A colleague; `console` is where they sit now, None for nowhere."""

    operator: OperatorId
    name: Marked
    console: ConsoleId | None
    nearness: tuple[int, int]


H = TypeVar("H")


@dataclass(frozen=True, slots=True)
class Hits(Generic[H]):
    """One group, best first. `more` are not shown; `is_at_least` where there may be more still."""

    shown: tuple[H, ...] = ()
    more: int = 0
    is_at_least: bool = False

    @classmethod
    def of(cls, hits: Sequence[H], limit: int, *, is_at_least: bool = False) -> "Hits[H]":
        """The first `limit` of the hits, in their order."""
        return cls(tuple(hits[:limit]), max(0, len(hits) - limit), is_at_least)

    @property
    def count(self) -> int:
        """Shown or not."""
        return len(self.shown) + self.more


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one question, masked for who asked. `took` is the whole of the search."""

    text: str
    residents: Hits[ResidentHit] = Hits()
    protected: Hits[ProtectedHit] = Hits()
    devices: Hits[DeviceHit] = Hits()
    cases: Hits[CaseHit] = Hits()
    staff: Hits[StaffHit] = Hits()
    took: timedelta = timedelta(0)

    @property
    def count(self) -> int:
        """All hits, shown or not."""
        return sum(one.count for one in (self.residents, self.protected, self.devices, self.cases, self.staff))


@dataclass(frozen=True, slots=True)
class Walls:
    """Where one operator may find what: the wall that stands in the query itself.

    `readable`: residents and their devices. `named`: there also, without a word, those with protected identity.
    `technical`: devices by their id alone, of everybody alike, so that no look gives a protected home away.
    """

    readable: frozenset[MunicipalityId]
    named: frozenset[MunicipalityId]
    technical: frozenset[MunicipalityId]


def walls_of(operator: Operator) -> Walls:
    """By the operator's grants."""
    readable = operator.municipalities(Act.READ_RESIDENT)
    named = readable & operator.municipalities(Act.UNMASK_PROTECTED) & operator.may_see_protected
    return Walls(readable, named, operator.municipalities(Act.HANDLE_TECHNICAL) - readable)


@dataclass(frozen=True, slots=True)
class FoundResident:
    """A resident whom the index took for an answer; what is shown of them is `masking`'s to say."""

    resident: Resident
    household: Household | None
    shares_protected_home: bool


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A device, whose it is, and whether that is somebody with protected identity or in such a home."""

    device: Device
    of: FoundResident | None
    household: Household | None
    is_protected: bool


@dataclass(frozen=True, slots=True)
class FoundRows:
    """What the index found within the walls. `is_full` where it stopped looking because it had enough."""

    residents: tuple[FoundResident, ...] = ()
    protected: tuple[ProtectedHit, ...] = ()
    devices: tuple[FoundDevice, ...] = ()
    is_full: bool = False


def resident_hit(asked: Asked, person: Person, case: CaseId | None) -> ResidentHit | None:
    """The person as a hit; None for one who is masked, and for one whose visible texts do not answer."""
    if person.is_masked:
        return None
    texts = (person.listed_name, person.street, person.apartment, person.city)
    match = _match(asked.tokens, texts, (person.phone, person.mobile))
    if match is None:
        return None
    nearness, marked, phone = match
    name, street, apartment, city = marked
    return ResidentHit(person.id, person.municipality, name, street, apartment, city, phone, case, nearness)


def staff_hit(asked: Asked, operator: Operator, console: ConsoleId | None) -> StaffHit | None:
    """The colleague as a hit; a question without a word is answered by all."""
    match = _match(asked.tokens, (operator.name,), ())
    return None if match is None else StaffHit(operator.id, match[1][0], console, match[0])


def marked_id(asked: Asked, id_: str) -> Marked | None:
    """The id, where it or its last part begins as asked (signs between letters and digits do not matter)."""
    if not asked.compact:
        return None
    if folded(id_).startswith(asked.compact):
        return Marked(id_, ((0, folded_reach(id_, len(asked.compact))),))
    start, last = max(words_in(id_), default=(0, ""))
    if not folded(last).startswith(asked.compact):
        return None
    return Marked(id_, ((start, start + folded_reach(last, len(asked.compact))),))


def in_order(hits: Iterable[ResidentHit]) -> list[ResidentHit]:
    """The nearest first; of the equally near those with an open case, then by name."""
    return sorted(hits, key=lambda hit: (hit.nearness[0], hit.case is None, hit.nearness[1], hit.name.text.casefold()))


_Match = tuple[tuple[int, int], tuple[Marked, ...], Marked]


def _match(tokens: Sequence[Token], texts: Sequence[str], phones: Sequence[str]) -> _Match | None:
    """How near all tokens are (the farthest, the sum), the texts with what matched, and the telephone that did."""
    split = [[(start, word, written(word), folded(word)) for start, word in words_in(text)] for text in texts]
    marked = [Marked(text) for text in texts]
    phone = Marked("")
    nearness: list[int] = []
    for token in tokens:
        found = [
            (near, at, (start, start + folded_reach(word, len(token.folded) if near < MISSPELT else len(plain))))
            for at, words in enumerate(split)
            for start, word, as_written, plain in words
            if (near := _nearness(token, as_written, plain)) is not None
        ]
        number = _phone_match(token, phones)
        if found and (number is None or min(found)[0] <= number[0]):
            near, at, span = min(found)
            marked[at] = _with_span(marked[at], span)
        elif number is not None:
            near, phone = number
        else:
            return None
        nearness.append(near)
    return (max(nearness, default=EXACT), sum(nearness)), tuple(marked), phone


def _nearness(token: Token, as_written: str, plain: str) -> int | None:
    if as_written == token.written:
        return EXACT
    if as_written.startswith(token.written):
        return PREFIX
    if plain.startswith(token.folded):
        return FOLDED
    return MISSPELT if is_near(token.folded, plain) else None


def _phone_match(token: Token, phones: Sequence[str]) -> tuple[int, Marked] | None:
    for phone in phones:
        for form in phone_forms(phone) if token.phone else ():
            if form.startswith(token.phone):
                start = len(phone) - len(form)
                return EXACT if form == token.phone else PREFIX, Marked(phone, ((start, start + len(token.phone)),))
    return None


def _with_span(marked: Marked, span: tuple[int, int]) -> Marked:
    return replace(marked, spans=tuple(sorted({*marked.spans, span})))
