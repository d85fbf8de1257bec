"""What this console has to say and could not yet: kinds of it, never names."""

from enum import StrEnum


class UnsentKind(StrEnum):
    """What waits. `RECEIPT` goes to a sender over the broker, `FORWARD` to the next centre, `ORDER`
    to a responder; `READING` (who read whom) to the shared journal."""

    RECEIPT = "receipt"
    FORWARD = "forward"
    READING = "reading"
    ORDER = "order"
