"""The identities that events and reports carry, and how one is made.

Ids are made by the caller, never by a store, so that every write can be retried safely.
"""

from datetime import UTC, datetime
from typing import NewType

CaseId = NewType("CaseId", str)
EventId = NewType("EventId", str)
ResidentId = NewType("ResidentId", str)
HouseholdId = NewType("HouseholdId", str)
DeviceId = NewType("DeviceId", str)
MunicipalityId = NewType("MunicipalityId", str)
OperatorId = NewType("OperatorId", str)
ConsoleId = NewType("ConsoleId", str)
DecisionId = NewType("DecisionId", str)
LookId = NewType("LookId", str)
CallId = NewType("CallId", str)
ResponderId = NewType("ResponderId", str)
TaskId = NewType("TaskId", str)
LockId = NewType("LockId", str)
RightId = NewType("RightId", str)

SYSTEM = OperatorId("vaka")
"""Who did what no person did: intake, the watch, a job."""

CENTRE = MunicipalityId("centre")
"""The centre itself: what belongs to no tenant, such as a message that names an unknown municipality."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def uuid7(at: datetime, entropy: bytes) -> str:
    """A UUID of version 7 (RFC 9562, 5.7): sortable by `at` to the millisecond.

    `at` is aware; `entropy` is ten random bytes. Raises ValueError for any other length, and before 1970.
    """
    if len(entropy) != 10:
        raise ValueError("a UUIDv7 takes ten random bytes")
    elapsed = at - EPOCH
    milliseconds = elapsed.days * 86_400_000 + elapsed.seconds * 1000 + elapsed.microseconds // 1000
    number = milliseconds << 80 | int.from_bytes(entropy, "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    if not 0 <= number < 1 << 128:
        raise ValueError("a moment that a UUIDv7 cannot tell")
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
