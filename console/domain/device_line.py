"""A device with its last word: what the card shows of it, and what the rules of the technical lane go by."""

from dataclasses import dataclass

from console.domain.journal import SignOfLife
from console.domain.resident import Device


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device and its last sign of life, None where it never gave one."""

    device: Device
    sign: SignOfLife | None
