"""What a lock's system gives. Kept in memory only, by the console that asked for it, until it is sealed."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Code:
    """The code of a one-time right, "" where the lock is opened by the phone's own app; `until` is when it ends, which
    may be sooner than was asked for."""

    code: str = field(repr=False)
    until: datetime
