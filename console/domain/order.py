"""What is sent to a responder's phone: an order by ids, and what it says once it is put into words for them.

An order waits in the outbox by its ids alone. Names, doors and codes are put into it when it is sent, sealed to the one
phone that it is for, and are in no store: neither ours nor the broker's can read it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.domain.ids import CaseId, MunicipalityId, ResponderId, TaskId

NO_CASE = CaseId("")
NO_TASK = TaskId("")


class OrderKind(StrEnum):
    """`OFFER`: will you go; `ASSIGNED`: you go, here is the door; `WITHDRAWN`: it is yours no more; `ROSTER`: your
    shift and visits, said anew when a phone has signed in; `ALONE`: whether your check-ins are heard."""

    OFFER = "offer"
    ASSIGNED = "assigned"
    WITHDRAWN = "withdrawn"
    ROSTER = "roster"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Order:
    """To one responder, by ids; kept in the outbox until it is sent. `until` is when it has no meaning any more, `why`
    a `Withdrawal` where there is one. `case` and `task` are "" where it is about none."""

    kind: OrderKind
    municipality: MunicipalityId
    responder: ResponderId
    at: datetime
    until: datetime
    case: CaseId = NO_CASE
    task: TaskId = NO_TASK
    why: str = ""


@dataclass(frozen=True, slots=True)
class SealedOrder:
    """An order as it goes out: `text` is JSON that only the phone can open, who holds the other half of `to_key`.

    `sender` is the broker user of the topic. `ephemeral`, `nonce` and `text` are base64url without padding."""

    id: str
    order: Order
    sender: str
    to_key: str
    ephemeral: str
    nonce: str
    text: str = field(repr=False)
