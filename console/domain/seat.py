"""The seat at a console as its store remembers it: who may sit down again without a password after a crash.

A guardian process starts the console, and again when it dies. Both know a random token that is nowhere else; the store
keeps its digest, with who sits here and the last sign of life. Lock and sign-out take that away.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from console.domain.ids import OperatorId

RESUME_WITHIN = timedelta(seconds=60)
"""So long after the last sign of life the seat is still its operator's."""

SIGN_EVERY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class KeptSeat:
    """Who sits at a console whose guardian holds the token of this digest. `alive_at` is aware UTC."""

    operator: OperatorId
    token_digest: bytes
    alive_at: datetime

    def is_open_to(self, digest: bytes, at: datetime) -> bool:
        """Whether who holds the token of this digest may take it again at `at`. A clock that was set back a little
        closes nothing."""
        return compare_digest(self.token_digest, digest) and abs(at - self.alive_at) <= RESUME_WITHIN


def digest_of(token: str) -> bytes:
    """What is stored of a token: 256 random bits need no salt and no slow digest."""
    return sha256(token.encode("utf-8")).digest()
