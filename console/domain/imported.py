"""What an import file held, once read."""

from dataclasses import dataclass

from console.domain.resident import Device, Household, Municipality, Resident


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """What an import file held. `errors` names row and field, never a value."""

    municipalities: tuple[Municipality, ...] = ()
    households: tuple[Household, ...] = ()
    residents: tuple[Resident, ...] = ()
    devices: tuple[Device, ...] = ()
    errors: tuple[str, ...] = ()
