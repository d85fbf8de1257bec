"""How the synthetic person and their device behave when they are called, and what a device is told at the start."""

from dataclasses import dataclass
from enum import StrEnum

from console.domain.ids import DeviceId, MunicipalityId


class Behaviour(StrEnum):
    """What happens when it rings. `SILENT` is connected, and nothing is heard. `NO_PICTURE` is the privacy switch.
    `ASLEEP` is a device that is off: it never even rings."""

    TALKS = "talks"
    SILENT = "silent"
    NOT_ANSWERING = "not_answering"
    NO_PICTURE = "no_picture"
    BUSY = "busy"
    DECLINES = "declines"
    ASLEEP = "asleep"


@dataclass(frozen=True, slots=True)
class Conduct:
    """`answers_after_s`: seconds from the ring to the answer (or the refusal). `leaves_after_s`: seconds from the
    answer until they hang up, None for never. For measuring: `tone_hz` is a pure tone instead of the voice (0 for the
    voice), and with `is_stamped` each picture carries the time at which it was drawn (`stamp.py`)."""

    behaviour: Behaviour = Behaviour.TALKS
    answers_after_s: float = 4.0
    leaves_after_s: float | None = None
    frames_per_s: int = 15
    tone_hz: float = 0.0
    is_stamped: bool = False


@dataclass(frozen=True, slots=True)
class DeviceAddress:
    """Where the contract finds a device."""

    municipality: MunicipalityId
    sender: str
    device: DeviceId
