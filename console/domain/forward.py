"""What another alarm centre is told of a case that nobody here answers: enough to act on together with us, no name.

Who it is about stands in our cards; the other centre has its own way to them (a reserve agreement), by the device.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.ids import CaseId, DeviceId, MunicipalityId


class ForwardState(StrEnum):
    """Whether the other centre is needed: nobody here has answered yet, or somebody has now."""

    WAITING = "waiting"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A case as the centre `to` is told of it. `since` is when the alarm began that nobody had answered, `at` when this
    was decided; both aware UTC. `device` is "" where none is known."""

    to: str
    state: ForwardState
    case: CaseId
    municipality: MunicipalityId
    alarm_class: AlarmClass
    kind: DeviceKind
    cause: Cause
    device: DeviceId
    since: datetime
    presses: int
    at: datetime
