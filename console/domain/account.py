"""An operator's account as it is stored."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.operator import Operator


@dataclass(frozen=True, slots=True)
class Account:
    """An operator's account as stored. `password_hash` is an Argon2id string; never logged."""

    operator: Operator
    login: str
    password_hash: str
    is_disabled: bool = False
    wrong_tries: int = 0
    locked_until: datetime | None = None
