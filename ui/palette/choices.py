"""What can be chosen in the palette: a closed union, which the window matches."""

from collections.abc import Hashable
from dataclasses import dataclass

from console.domain.ids import CaseId, DeviceId, OperatorId, ResidentId


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An open case, found by itself or by its resident."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class ReadResident:
    """A resident without an open case: the card needs a reason."""

    resident: ResidentId


@dataclass(frozen=True, slots=True)
class Protected:
    """Somebody with protected identity: nothing is shown before a reason is given and journalled."""

    resident: ResidentId


@dataclass(frozen=True, slots=True)
class RunDeed:
    """A command; `deed` is the owner's own name for it, as it was offered."""

    deed: Hashable


@dataclass(frozen=True, slots=True)
class OpenDevice:
    """A device. `resident` is None where nobody in particular has it, or the reader may not know who."""

    device: DeviceId
    resident: ResidentId | None
    is_protected: bool


@dataclass(frozen=True, slots=True)
class OpenStaff:
    """A colleague."""

    operator: OperatorId


Choice = OpenCase | ReadResident | Protected | RunDeed | OpenDevice | OpenStaff
