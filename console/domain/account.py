"""An operator's account as it is stored."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.ids import OperatorId
from console.domain.operator import Grant, Operator


@dataclass(frozen=True, slots=True)
class Account:
    """An operator's account as stored. `password_hash` is an Argon2id string; never logged."""

    operator: Operator
    login: str
    password_hash: str
    is_disabled: bool = False
    wrong_tries: int = 0
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """An account as the list before sign-in shows it: nothing of the password, and no resident.

    `locked_until` is None where the account can sign in now; `is_in_now` where its operator sits at some console that
    sees; `last_seat_at` is the last sign-in at this console, None for never.
    """

    id: OperatorId
    name: str
    login: str
    grants: frozenset[Grant]
    locked_until: datetime | None
    is_in_now: bool
    last_seat_at: datetime | None
