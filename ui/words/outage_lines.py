"""The people whom an outage concerns as lines: who, why, which way is left, and what is done for them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.domain.ids import CaseId, ResidentId
from console.domain.lane import OutagePerson
from console.domain.lifecycle import State
from console.domain.masking import Person
from console.domain.queue import Group, Row
from console.domain.reach import Reach
from ui.words import Say, Words
from ui.words import row as said
from ui.words.outage import OutageSay
from ui.words.phrase import Phrase
from ui.words.plain import clean

WAYS: dict[Reach, Phrase] = {
    Reach.NO_PATH: OutageSay.WAY_NONE, Reach.UNKNOWN: OutageSay.WAY_UNKNOWN, Reach.PHONE_ONLY: OutageSay.WAY_PHONE,
    Reach.CAN_ALARM: OutageSay.WAY_ALL,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person. `why` are the reasons by their weight, of which the last go first where room is short."""

    person: Person
    number: int
    name: str
    age: str
    why: tuple[str, ...]
    reach: Reach
    way: str
    done: str

    @property
    def key(self) -> ResidentId:
        return self.person.id

    def reasons(self, kept: int | None = None) -> str:
        """'Syrgas, ensam', of so many reasons."""
        told = ", ".join(self.why[:kept])
        return told[:1].upper() + told[1:]

    def told(self) -> str:
        """As a screen reader says it."""
        parts = (f"{self.number} {self.name}", self.age, self.reasons(), self.way, self.done)
        return ", ".join(part for part in parts if part)


def without_voice(people: Sequence[OutagePerson]) -> tuple[OutagePerson, ...]:
    """Those who cannot call, or of whom nobody can say, or who have one way alone: the rest are counted."""
    return tuple(one for one in people if one.reach is not Reach.CAN_ALARM)


def lines_of(
    people: Sequence[OutagePerson], rows: Mapping[CaseId, Row], now: datetime, words: Words
) -> tuple[PersonLine, ...]:
    """In their order; `rows` are those of the queue, by case."""
    listed = without_voice(people)
    return tuple(_line(number, one, rows, now, words) for number, one in enumerate(listed, start=1))


def _line(number: int, one: OutagePerson, rows: Mapping[CaseId, Row], now: datetime, words: Words) -> PersonLine:
    person = one.person
    name = words(Say.PROTECTED) if person.is_masked else clean(person.name, 80)
    age = str(person.age) if person.age is not None and not person.is_masked else ""
    grounds = [words.of(ground) for ground in one.reasons] or [words.of(ground) for ground in one.grounds]
    why = tuple(dict.fromkeys(text[:1].lower() + text[1:] for text in grounds))
    return PersonLine(person, number, name, age, why, one.reach, words(WAYS[one.reach]), _done(one, rows, now, words))


def _done(one: OutagePerson, rows: Mapping[CaseId, Row], now: datetime, words: Words) -> str:
    """What is being done for a person, by their open case."""
    row = rows.get(one.case) if one.case is not None else None
    if row is None:
        return words(OutageSay.NOBODY_SENT if one.case is None else OutageSay.OWN_CASE)
    if row.promise_until is not None:
        time = words.moment(row.promise_until, now)
        if row.is_promise_broken or row.promise_until <= now:
            return words(OutageSay.PROMISE_BROKEN, time=time)
        if row.state is State.WAITING:
            return words(OutageSay.PROMISED, time=time)
    if row.owner is None:
        return words(OutageSay.WAITS)
    if row.group is Group.MINE:
        return words(OutageSay.YOURS)
    return words(OutageSay.OWNED, who=said.first_name(row.owner_name, words))
