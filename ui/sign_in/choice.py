"""Who can be chosen before sign-in, how they are found by typing, and what the hand has chosen so far. Pure."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from console.domain.account import Face
from console.domain.ids import OperatorId
from console.domain.operator import Grant, Operator

LONGEST = 200
"""Characters of a name that are looked through: the list is told anew each second."""


class Sort(Enum):
    """The groups of the list, in its order."""

    BEFORE = auto()
    OTHERS = auto()
    INVENTED = auto()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may sit down here. An invented operator has no login: the demo asks for no password."""

    id: OperatorId
    name: str
    grants: frozenset[Grant]
    sort: Sort
    login: str = ""
    locked_until: datetime | None = None
    is_in_now: bool = False
    last_seat_at: datetime | None = None

    @property
    def is_invented(self) -> bool:
        return self.sort is Sort.INVENTED

    def is_locked(self, now: datetime) -> bool:
        """Whether too many wrong passwords still keep the account shut."""
        return self.locked_until is not None and self.locked_until > now

    def is_found_by(self, text: str) -> bool:
        """Whether each word of the text stands in the name or the account; accents and case do not matter."""
        where = _plain(f"{self.name[:LONGEST]} {self.login[:LONGEST]}")
        return all(word in where for word in _plain(text).split())


@dataclass(slots=True)
class Choice:
    """What the hand has chosen and typed; it outlives the widgets. Never the password.

    `is_other` where an account is written by name; `is_entering` where the password has the keyboard; `said` is why it
    did not go.
    """

    account: str = ""
    sought: str = ""
    person: OperatorId | None = None
    is_other: bool = False
    is_entering: bool = False
    said: str = ""

    def renew(self, person: OperatorId | None) -> None:
        """Another beginning, at this person. What was typed as an account stays: most often the same comes back."""
        self.person = person
        self.sought = self.said = ""
        self.is_other = self.is_entering = False


def candidates(faces: Sequence[Face], invented: Sequence[Operator]) -> tuple[Candidate, ...]:
    """Everybody, in the list's order: those who have sat here, the others, the demo's invented operators."""
    known = [
        Candidate(
            one.id, one.name, one.grants, Sort.OTHERS if one.last_seat_at is None else Sort.BEFORE, one.login,
            one.locked_until, one.is_in_now, one.last_seat_at,
        )
        for one in faces
    ]  # fmt: skip
    made = [Candidate(one.id, one.name, one.grants, Sort.INVENTED) for one in invented]
    return (*sorted(known, key=lambda one: one.sort is Sort.OTHERS), *made)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
